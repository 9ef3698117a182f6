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

  const several = (forEach: string, to: string): string => `
variable "ids" {
  type = map(string)
}

resource "aws_security_group" "named" {
  for_each = toset(["a", "b"])
}

resource "aws_security_group" "numbered" {
  count = 2
}

import {
  for_each = ${forEach}
  to       = ${to}
  id       = each.value
}

resource "aws_instance" "x" {
  vpc_security_group_ids = ["sg-0a", "sg-0b"]
}
`;

  const carried = (text: string): string[] =>
    [...(openWorkspace({ '/main.tf': text }).roots()[0]?.root.model().views ?? [])]
      .flatMap(([key, { attachments }]) => (attachments.length > 0 ? [key] : []))
      .sort();

  it('is known for each key of for_each: of a map, a set or a list', () => {
    const named = ['aws_security_group.named["a"]', 'aws_security_group.named["b"]'];
    const numbered = ['aws_security_group.numbered[0]', 'aws_security_group.numbered[1]'];
    const to = 'aws_security_group.named[each.key]';
    assert.deepEqual(carried(several('{ a = "sg-0a", b = "sg-0b" }', to)), named);
    assert.deepEqual(
      carried(several('["sg-0a", "sg-0b"]', 'aws_security_group.numbered[each.key]')),
      numbered,
    );
    const bySuffix = 'aws_security_group.named[trimprefix(each.value, "sg-0")]';
    assert.deepEqual(carried(several('toset(["sg-0a", "sg-0b"])', bySuffix)), named);
  });

  it('is told for the keys whose ids are known, and silently not for the others', () => {
    const to = 'aws_security_group.named[each.key]';
    const half = several('{ a = "sg-0a", b = var.ids["b"] }', to);
    assert.deepEqual(carried(half), ['aws_security_group.named["a"]', 'sg-0b']);
    assert.deepEqual(carried(several('var.ids', to)), ['sg-0a', 'sg-0b']);
    for (const text of [half, several('var.ids', to)]) {
      assert.deepEqual(findingTexts(openWorkspace({ '/main.tf': text }), 'evaluation-error'), []);
    }
  });
});
