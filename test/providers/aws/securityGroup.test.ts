import assert from 'node:assert/strict';
import { networkOf, peerTexts, referenceText } from '../networkOf';

const rule = (ports: string, more: string): string => `
  from_port = ${ports}
  to_port = ${ports}
  protocol = "tcp"
  ${more}`;

describe('aws_security_group', () => {
  it('is a group with its name, description and VPC', () => {
    const { group, text } = networkOf(`
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_security_group" "db" {
  name        = "prod-db"
  description = "Database"
  vpc_id      = aws_vpc.main.id
}`);
    const db = group('aws_security_group.db');
    assert.deepEqual(db.name, { kind: 'known', value: 'prod-db' });
    assert.deepEqual(db.description, { kind: 'known', value: 'Database' });
    assert.deepEqual(db.network, { kind: 'part', address: 'aws_vpc.main' });
    assert.equal(db.ownership, 'managed');
    assert.equal(text(db.headerOrigin), 'resource "aws_security_group" "db"');
  });

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group#description
  it('is described as managed by Terraform when nothing is said, and is in the default VPC', () => {
    const db = networkOf('resource "aws_security_group" "db" {}').group('aws_security_group.db');
    assert.deepEqual(db.description, { kind: 'known', value: 'Managed by Terraform' });
    assert.deepEqual(db.network, { kind: 'part', address: 'default network of aws' });
    assert.deepEqual(db.name, { kind: 'absent' });
  });

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group#name_prefix
  it('has a name that is not known with name_prefix', () => {
    const db = networkOf('resource "aws_security_group" "db" { name_prefix = "db-" }').group(
      'aws_security_group.db',
    );
    assert.equal(db.name.kind, 'unknown');
  });

  it('has one rule for each inline block, in file order, with every source of the block', () => {
    const { rules, text } = networkOf(`
resource "aws_security_group" "api" {}
resource "aws_security_group" "db" {
  ingress {
    description      = "API"
    from_port        = 5432
    to_port          = 5433
    protocol         = "tcp"
    cidr_blocks      = ["10.0.0.0/8"]
    ipv6_cidr_blocks = ["fd00::/8"]
    prefix_list_ids  = ["pl-0123456789abcdef0"]
    security_groups  = [aws_security_group.api.id]
    self             = true
  }
  egress {${rule('443', 'cidr_blocks = ["0.0.0.0/0"]')}
  }
  ingress {${rule('22', 'self = false')}
  }
}`);
    assert.deepEqual(
      rules.map((each) => [each.address, each.direction, each.declaredAs, each.resource]),
      [
        ['aws_security_group.db.ingress[0]', 'ingress', 'inline', 'aws_security_group.db'],
        ['aws_security_group.db.ingress[1]', 'ingress', 'inline', 'aws_security_group.db'],
        ['aws_security_group.db.egress[0]', 'egress', 'inline', 'aws_security_group.db'],
      ],
    );
    const [first, second] = rules;
    assert.deepEqual(first!.ports, { kind: 'range', from: 5432, to: 5433 });
    assert.deepEqual(first!.description, { kind: 'known', value: 'API' });
    assert.deepEqual(peerTexts(first!), [
      '10.0.0.0/8',
      'fd00::/8',
      'list pl-0123456789abcdef0',
      'group aws_security_group.api',
      'group aws_security_group.db (self)',
    ]);
    assert.equal(text(first!.headerOrigin), 'ingress');
    assert.equal(text(first!.origins.fromPort), '5432');
    assert.equal(text(first!.origins.peers[0]), 'cidr_blocks      = ["10.0.0.0/8"]');
    assert.equal(first!.origins.peers.length, 5);
    assert.deepEqual(second!.peers, []);
  });

  // "Terraform will remove this default rule": .../docs/resources/security_group, NOTE on Egress rules
  it('has no egress rule when none is declared, for the provider revokes the one that AWS gives', () => {
    const { rules, group } = networkOf(
      `resource "aws_security_group" "db" { ingress {${rule('22', 'cidr_blocks = ["10.0.0.0/8"]')}\n } }`,
    );
    assert.deepEqual(
      rules.map(({ direction }) => direction),
      ['ingress'],
    );
    assert.deepEqual(group('aws_security_group.db').inline, { ingress: 'present', egress: 'absent' });
  });

  // https://developer.hashicorp.com/terraform/language/attr-as-blocks
  it('manages a direction and wants it empty with an empty list, and leaves it alone with null or no block', () => {
    const { group } = networkOf(`
resource "aws_security_group" "a" {
  ingress = []
  egress  = null
}
resource "aws_security_group" "b" {
  dynamic "ingress" {
    for_each = []
    content {}
  }
}`);
    assert.deepEqual(group('aws_security_group.a').inline, { ingress: 'empty', egress: 'absent' });
    assert.deepEqual(group('aws_security_group.b').inline, { ingress: 'absent', egress: 'absent' });
  });

  it('reads rules given as a list of objects like blocks', () => {
    const { rules, group, text } = networkOf(`
resource "aws_security_group" "db" {
  ingress = [
    { from_port = 22, to_port = 22, protocol = "tcp", cidr_blocks = ["10.0.0.0/8"], self = null },
    { from_port = 0, to_port = 0, protocol = "-1", self = true },
  ]
}`);
    assert.equal(group('aws_security_group.db').inline.ingress, 'present');
    assert.deepEqual(
      rules.map((each) => [each.address, each.certainty, ...peerTexts(each)]),
      [
        ['aws_security_group.db.ingress[0]', 'certain', '10.0.0.0/8'],
        ['aws_security_group.db.ingress[1]', 'certain', 'group aws_security_group.db (self)'],
      ],
    );
    assert.match(text(rules[0]!.origin), /^\{ from_port = 22.*\}$/);
  });

  it('has rules that are only possible when the list hangs on an unknown condition', () => {
    const { rules, group } = networkOf(`
variable "open" { type = bool }
resource "aws_security_group" "db" {
  ingress = var.open ? [{ from_port = 22, to_port = 22, protocol = "tcp", cidr_blocks = ["0.0.0.0/0"] }] : []
}`);
    assert.equal(group('aws_security_group.db').inline.ingress, 'unknown');
    assert.deepEqual(
      rules.map((each) => [each.certainty, each.ports, ...peerTexts(each)]),
      [['possible', { kind: 'range', from: 22, to: 22 }, '0.0.0.0/0']],
    );
  });

  it('may have any rule when the whole list is known only after apply', () => {
    const { rules, group } = networkOf(`
variable "rules" {}
resource "aws_security_group" "db" { ingress = var.rules }`);
    assert.equal(group('aws_security_group.db').inline.ingress, 'unknown');
    assert.equal(rules.length, 1);
    assert.equal(rules[0]!.certainty, 'possible');
    assert.equal(rules[0]!.protocol.kind, 'unknown');
    assert.equal(rules[0]!.ports.kind, 'unknown');
    assert.deepEqual(peerTexts(rules[0]!), ['may unknown any: var.rules has no value here']);
  });

  it('has a rule for each element of a dynamic block, and a possible one when the elements are not known', () => {
    const { rules, group, text } = networkOf(`
variable "ports" { type = list(number) }
resource "aws_security_group" "a" {
  dynamic "ingress" {
    for_each = [80, 443]
    content {
      from_port = ingress.value
      to_port = ingress.value
      protocol = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}
resource "aws_security_group" "b" {
  dynamic "ingress" {
    for_each = var.ports
    content {
      from_port = ingress.value
      to_port = ingress.value
      protocol = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}`);
    assert.deepEqual(
      rules.map((each) => [each.address, each.certainty, each.ports.kind]),
      [
        ['aws_security_group.a.ingress[0]', 'certain', 'range'],
        ['aws_security_group.a.ingress[1]', 'certain', 'range'],
        ['aws_security_group.b.ingress[0]', 'possible', 'unknown'],
      ],
    );
    assert.equal(text(rules[0]!.headerOrigin), 'dynamic "ingress"');
    assert.equal(group('aws_security_group.a').inline.ingress, 'present');
    assert.equal(group('aws_security_group.b').inline.ingress, 'unknown');
  });

  it('is there once per instance, and only possibly when count is not known', () => {
    const { model } = networkOf(`
variable "create" { type = bool }
resource "aws_security_group" "a" {
  for_each = toset(["x", "y"])
  name     = each.key
}
resource "aws_security_group" "b" { count = var.create ? 1 : 0 }`);
    assert.deepEqual(
      [...model.groups.values()].map(({ address, certainty }) => [
        address.replace(/b\[.*/, 'b[…]'),
        certainty,
      ]),
      [
        ['aws_security_group.a["x"]', 'certain'],
        ['aws_security_group.a["y"]', 'certain'],
        ['aws_security_group.b[…]', 'possible'],
      ],
    );
  });
});

describe('aws_default_security_group', () => {
  // "immediately removes all ingress and egress rules": .../docs/resources/default_security_group
  it('has only the rules that are declared, though AWS gave it others', () => {
    const { group, rules } = networkOf(`
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port = 0
    to_port = 0
    protocol = -1
    self = true
  }
}`);
    const main = group('aws_default_security_group.main');
    assert.equal(main.ownership, 'managed');
    assert.deepEqual(main.name, { kind: 'known', value: 'default' });
    assert.deepEqual(
      rules.map((each) => [each.direction, ...peerTexts(each)]),
      [['ingress', 'group aws_default_security_group.main (self)']],
    );
  });
});

describe('a security group that is looked up', () => {
  it('is external: it may have rules that nothing here shows', () => {
    const { group, rule: find } = networkOf(`
data "aws_security_group" "web" { name = "web" }
resource "aws_vpc_security_group_ingress_rule" "a" {
  security_group_id            = data.aws_security_group.web.id
  referenced_security_group_id = data.aws_security_group.web.id
  ip_protocol                  = "-1"
}`);
    const web = group('data.aws_security_group.web');
    assert.equal(web.ownership, 'external');
    assert.deepEqual(web.name, { kind: 'known', value: 'web' });
    const found = find('aws_vpc_security_group_ingress_rule.a');
    assert.equal(referenceText(found.group), 'data.aws_security_group.web');
    assert.deepEqual(peerTexts(found), ['group data.aws_security_group.web (self)']);
  });
});
