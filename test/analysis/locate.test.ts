import assert from 'node:assert/strict';
import type { Workspace } from '../../server/src/analysis/workspace';
import type { Origin } from '../../server/src/source/origin';
import { uriOfPath } from '../fixtures/analyse';
import { openWorkspace, placeText } from './open';

const main = uriOfPath('/main.tf');
const text = 'resource "aws_security_group" "a" {\n}\n\nresource "aws_security_group" "b" {\n}\n';

function originOf(workspace: Workspace, address: string): Origin {
  return workspace.roots()[0]?.root.model().groups.get(address)?.origin ?? assert.fail();
}

describe('the place of an origin', () => {
  it('moves with edits elsewhere in the file', () => {
    const workspace = openWorkspace({ '/main.tf': text });
    const origin = originOf(workspace, 'aws_security_group.b');
    workspace.setFile(main, `# above\n\n${text}`);
    const location = workspace.project.locate(origin) ?? assert.fail();
    assert.equal(placeText({ location }), '/main.tf:6');
    assert.equal(
      location.file.text.slice(location.span.start, location.span.end),
      'resource "aws_security_group" "b" {\n}',
    );
    assert.equal(originOf(workspace, 'aws_security_group.b'), origin);
  });

  it('is none once its block is another one, or gone', () => {
    const workspace = openWorkspace({ '/main.tf': text });
    const [a, b] = ['a', 'b'].map((name) => originOf(workspace, `aws_security_group.${name}`));
    assert.ok(a !== undefined && b !== undefined);
    workspace.setFile(main, text.replace('"b" {', '"b" {\n  name = "new"'));
    assert.equal(workspace.project.locate(b), undefined);
    assert.notEqual(workspace.project.locate(a), undefined);
    workspace.removeFile(main);
    assert.equal(workspace.project.locate(a), undefined);
  });

  it('is in one file, even where another has the same text', () => {
    const workspace = openWorkspace({ '/main.tf': text, '/other/main.tf': text });
    const [first, second] = workspace
      .roots()
      .map(({ root }) => root.model().groups.get('aws_security_group.a'));
    assert.notEqual(first?.origin.anchor, second?.origin.anchor);
  });
});
