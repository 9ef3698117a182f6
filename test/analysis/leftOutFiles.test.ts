import assert from 'node:assert/strict';
import type { DocumentUri } from '../../server/src/source/documentUri';
import { uriOfPath } from '../fixtures/analyse';
import { countAll } from '../../server/src/lsp/status';
import { findingTexts, openWorkspace, setBase } from './open';

const main = `resource "aws_security_group" "db" {
  name   = "db"
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "db" {
  security_group_id            = aws_security_group.db.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.api.id
}
`;

const leftOut = (...paths: readonly string[]): ReadonlySet<DocumentUri> => new Set(paths.map(uriOfPath));

describe('a module of which a file was not read', () => {
  it('is told without claims about what that file may declare', () => {
    const workspace = openWorkspace({ '/main.tf': main });
    assert.deepEqual(findingTexts(workspace), [
      'group-not-attached /main.tf:1',
      'undeclared-reference /main.tf:3',
      'unknown-group-reference /main.tf:11',
    ]);
    workspace.leaveOut(leftOut('/common.tf'));
    assert.deepEqual(findingTexts(workspace), []);
    assert.equal(countAll(workspace).rules, 1);
    workspace.leaveOut(leftOut());
    assert.equal(findingTexts(workspace).length, 3);
  });

  it('is whole once somebody opens the file, and does not mind files of other modules and other kinds', () => {
    const workspace = openWorkspace({ '/main.tf': main });
    workspace.leaveOut(leftOut('/common.tf', '/other/common.tf', '/notes.tfvars'));
    workspace.setFile(uriOfPath('/common.tf'), 'variable "vpc_id" {}\n');
    assert.deepEqual(findingTexts(workspace), [
      'group-not-attached /main.tf:1',
      'unknown-group-reference /main.tf:11',
    ]);
  });

  it('is compared with a base that is without it as well', () => {
    const texts = { '/main.tf': `${main}variable "vpc_id" {}\nresource "aws_security_group" "api" {}\n` };
    const workspace = openWorkspace({ '/main.tf': texts['/main.tf'].replaceAll('5432', '5433') });
    workspace.leaveOut(leftOut('/common.tf'));
    setBase(workspace, texts);
    assert.deepEqual(
      workspace.findings().filter(({ finding }) => finding.certainty === 'certain'),
      [],
    );
  });
});
