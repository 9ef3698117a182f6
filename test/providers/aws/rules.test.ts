import assert from 'node:assert/strict';
import { networkOf, peerTexts, referenceText } from '../networkOf';

describe('aws_security_group_rule', () => {
  it('is a rule of the group that it names, with all its sources', () => {
    const { rule, text } = networkOf(`
resource "aws_security_group" "db" {}
resource "aws_security_group_rule" "in" {
  type              = "ingress"
  security_group_id = aws_security_group.db.id
  protocol          = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_blocks       = ["10.0.0.0/8", "10.0.0.0/8"]
  ipv6_cidr_blocks  = []
  prefix_list_ids   = null
  description       = "from inside"
}`);
    const found = rule('aws_security_group_rule.in');
    assert.equal(found.declaredAs, 'standalone');
    assert.equal(found.direction, 'ingress');
    assert.equal(found.action, 'allow');
    assert.equal(referenceText(found.group), 'aws_security_group.db');
    assert.equal(text(found.origins.group), 'aws_security_group.db.id');
    assert.equal(text(found.headerOrigin), 'resource "aws_security_group_rule" "in"');
    assert.deepEqual(peerTexts(found), ['10.0.0.0/8', '10.0.0.0/8']);
  });

  it('takes a source group, its own group as self, and an empty text as no group', () => {
    const { rules } = networkOf(`
resource "aws_security_group" "api" {}
resource "aws_security_group" "db" {}
locals {
  rule = { type = "ingress" }
}
resource "aws_security_group_rule" "a" {
  type                     = "ingress"
  security_group_id        = aws_security_group.db.id
  source_security_group_id = aws_security_group.api.id
}
resource "aws_security_group_rule" "b" {
  type              = "ingress"
  security_group_id = aws_security_group.db.id
  self              = "true"
}
resource "aws_security_group_rule" "c" {
  type                     = "ingress"
  security_group_id        = aws_security_group.db.id
  source_security_group_id = ""
}`);
    assert.deepEqual(rules.map(peerTexts), [
      ['group aws_security_group.api'],
      ['group aws_security_group.db (self)'],
      [],
    ]);
  });

  it('may be of either direction when its type is not known', () => {
    const { rules } = networkOf(`
variable "type" {}
resource "aws_security_group" "db" {}
resource "aws_security_group_rule" "a" {
  type              = var.type
  security_group_id = aws_security_group.db.id
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["10.0.0.0/8"]
}`);
    assert.deepEqual(
      rules.map(({ address, direction, certainty }) => [address, direction, certainty]),
      [
        ['aws_security_group_rule.a.ingress', 'ingress', 'possible'],
        ['aws_security_group_rule.a.egress', 'egress', 'possible'],
      ],
    );
    assert.ok(rules.every(({ resource }) => resource === 'aws_security_group_rule.a'));
  });

  // "Valid options are ingress (inbound) or egress (outbound)": .../docs/resources/security_group_rule#type
  it('is no rule at all with another type, which the provider refuses', () => {
    const { rules } = networkOf(`
resource "aws_security_group_rule" "a" {
  type        = "Ingress"
  cidr_blocks = ["0.0.0.0/0"]
}`);
    assert.deepEqual(rules, []);
  });

  it('belongs to a group that is known only by its id, or to none that can be told', () => {
    const { rules, model } = networkOf(`
variable "group" {}
resource "aws_security_group_rule" "a" {
  type              = "egress"
  security_group_id = "sg-0123456789abcdef0"
}
resource "aws_security_group_rule" "b" {
  type              = "egress"
  security_group_id = var.group
}
resource "aws_security_group_rule" "c" {
  type              = "egress"
  security_group_id = aws_security_group.nowhere.id
}`);
    assert.deepEqual(
      rules.map(({ group }) => referenceText(group)),
      [
        'sg-0123456789abcdef0',
        'unknown: var.group has no value here',
        'undeclared aws_security_group.nowhere',
      ],
    );
    assert.equal(model.unplaced.rules.length, 2);
  });
});

describe('aws_vpc_security_group_ingress_rule and aws_vpc_security_group_egress_rule', () => {
  it('are rules with one source or destination', () => {
    const { rules, text } = networkOf(`
resource "aws_security_group" "db" {}
resource "aws_vpc_security_group_ingress_rule" "a" {
  security_group_id            = aws_security_group.db.id
  referenced_security_group_id = aws_security_group.db.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
resource "aws_vpc_security_group_ingress_rule" "b" {
  security_group_id = aws_security_group.db.id
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "-1"
}
resource "aws_vpc_security_group_egress_rule" "c" {
  security_group_id = aws_security_group.db.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "-1"
}
resource "aws_vpc_security_group_egress_rule" "d" {
  security_group_id = aws_security_group.db.id
  prefix_list_id    = "pl-63a5400a"
  ip_protocol       = "-1"
}`);
    assert.deepEqual(
      rules.map((rule) => [rule.direction, ...peerTexts(rule)]),
      [
        ['ingress', 'group aws_security_group.db (self)'],
        ['ingress', '10.0.0.0/8'],
        ['egress', '::/0'],
        ['egress', 'list pl-63a5400a'],
      ],
    );
    assert.equal(text(rules[0]!.origins.protocol), '"tcp"');
  });

  // [UserId/]GroupId: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UserIdGroupPair.html
  it('name a group of another account by "account/group"', () => {
    const { rules } = networkOf(`
resource "aws_vpc_security_group_ingress_rule" "a" {
  referenced_security_group_id = "123456789012/sg-0123456789abcdef0"
  ip_protocol                  = "-1"
}`);
    assert.deepEqual(rules.map(peerTexts), [['group sg-0123456789abcdef0']]);
  });

  it('are one rule per instance of for_each, each with its own source', () => {
    const { rules } = networkOf(`
resource "aws_security_group" "db" {}
resource "aws_security_group" "clients" { for_each = toset(["api", "jobs"]) }
resource "aws_vpc_security_group_ingress_rule" "a" {
  for_each                     = aws_security_group.clients
  security_group_id            = aws_security_group.db.id
  referenced_security_group_id = each.value.id
  ip_protocol                  = "-1"
}`);
    assert.deepEqual(
      rules.map((rule) => [rule.address, ...peerTexts(rule)]),
      [
        ['aws_vpc_security_group_ingress_rule.a["api"]', 'group aws_security_group.clients["api"]'],
        ['aws_vpc_security_group_ingress_rule.a["jobs"]', 'group aws_security_group.clients["jobs"]'],
      ],
    );
  });
});
