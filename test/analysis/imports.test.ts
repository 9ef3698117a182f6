import assert from 'node:assert/strict';
import { uriOfPath } from '../fixtures/analyse';
import { findingTexts, openWorkspace } from './open';

const id = 'sg-0123456789abcdef0';

const text = (to: string, importedId = `"${id}"`): string => `
resource "aws_security_group" "db" {
  count = 1
}

import {
  to = ${to}
  id = ${importedId}
}

resource "aws_security_group" "api" {
  egress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = ["${id}"]
  }
}

resource "aws_vpc_security_group_ingress_rule" "db" {
  security_group_id            = "${id}"
  referenced_security_group_id = aws_security_group.api.id
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
}

resource "aws_db_instance" "db" {
  engine                 = "postgres"
  vpc_security_group_ids = ["${id}"]
}
`;

const unknownGroup = 'unknown-group-reference';

describe('the id of an import block', () => {
  it('is its resource wherever else it is written', () => {
    const workspace = openWorkspace({ '/main.tf': text('aws_security_group.db[0]') });
    const model = workspace.roots()[0]?.root.model() ?? assert.fail();
    assert.deepEqual([...model.views.keys()].sort(), ['aws_security_group.api', 'aws_security_group.db[0]']);
    const view = model.views.get('aws_security_group.db[0]') ?? assert.fail();
    assert.deepEqual(
      [view.rules.ingress, view.attachments, view.namedBy].map((parts) =>
        parts.map(({ address }) => address),
      ),
      [
        ['aws_vpc_security_group_ingress_rule.db'],
        ['aws_db_instance.db'],
        ['aws_security_group.api.egress[0]'],
      ],
    );
    assert.deepEqual(findingTexts(workspace, unknownGroup), []);
  });

  it('is no more than an id where it is another one, or not known', () => {
    for (const imported of ['"sg-0fedcba9876543210"', 'var.id']) {
      const workspace = openWorkspace({
        '/main.tf': `variable "id" {}\n${text('aws_security_group.db[0]', imported)}`,
      });
      assert.ok(workspace.roots()[0]?.root.model().views.has(id));
      assert.notDeepEqual(findingTexts(workspace, unknownGroup), []);
    }
  });

  it('may be of a resource in a module, and follows the edits', () => {
    const root = (to: string): string => `module "db" {
  source = "./db"
}
import {
  to = ${to}
  id = "${id}"
}
resource "aws_instance" "x" {
  vpc_security_group_ids = ["${id}"]
}
`;
    const workspace = openWorkspace({
      '/main.tf': root('module.db.aws_security_group.db["a"]'),
      '/db/main.tf': 'resource "aws_security_group" "db" {\n  for_each = toset(["a", "b"])\n}\n',
    });
    const carrier = (): string[] =>
      [...(workspace.roots()[0]?.root.model().views ?? [])].flatMap(([key, { attachments }]) =>
        attachments.length > 0 ? [key] : [],
      );
    assert.deepEqual(carrier(), ['module.db.aws_security_group.db["a"]']);
    workspace.setFile(uriOfPath('/main.tf'), root('module.db.aws_security_group.db["b"]'));
    assert.deepEqual(carrier(), ['module.db.aws_security_group.db["b"]']);
    workspace.setFile(
      uriOfPath('/main.tf'),
      root('module.db.aws_security_group.db["b"]').replace('import', 'imported'),
    );
    assert.deepEqual(carrier(), [id]);
  });
});
