import assert from 'node:assert/strict';
import { ignoresChanges } from '../../server/src/configuration/ignoredChanges';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { documentUri } from '../../server/src/source/documentUri';
import { parseDocument } from '../../server/src/syntax/parse';

/** Whether a group with this in its lifecycle block leaves its ingress rules alone. */
function ignoresIngress(lifecycle: string): boolean {
  const text = `resource "aws_security_group" "a" {\n  lifecycle {\n    ${lifecycle}\n  }\n}\n`;
  const node = parseDocument(createSourceFile(documentUri('file:///main.tf'), text)).items[0]?.node;
  assert.equal(node?.kind, 'block');
  return ignoresChanges(node, 'ingress');
}

describe('ignored changes', () => {
  it('are those of the arguments in the list, in both ways to write them', () => {
    assert.equal(ignoresIngress('ignore_changes = [tags, ingress]'), true);
    assert.equal(ignoresIngress('ignore_changes = ["ingress"]'), true);
    assert.equal(ignoresIngress('ignore_changes = [egress, tags["a"]]'), false);
    assert.equal(ignoresIngress('create_before_destroy = true'), false);
  });

  it('are all changes for the keyword', () => {
    assert.equal(ignoresIngress('ignore_changes = all'), true);
    assert.equal(ignoresIngress('ignore_changes = ["*"]'), true);
    assert.equal(ignoresIngress('ignore_changes = [all]'), false);
  });
});
