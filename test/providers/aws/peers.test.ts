import assert from 'node:assert/strict';
import { networkOf, peerTexts, type Network } from '../networkOf';

const prelude = `
variable "cidr" {}
variable "cidrs" { type = list(string) }
variable "open" { type = bool }
resource "aws_vpc" "main" { cidr_block = "10.1.0.0/16" }
resource "aws_security_group" "api" { name = "api" }
resource "aws_security_group" "db" {}
`;

/** The peers of a rule with these arguments. */
function peers(args: string, files: Record<string, string> = {}): string[] {
  return peerTexts(ruleWith(args, files).rule('aws_security_group_rule.r'));
}

function ruleWith(args: string, files: Record<string, string> = {}): Network {
  return networkOf({
    'main.tf': `${prelude}
resource "aws_security_group_rule" "r" {
  type              = "ingress"
  security_group_id = aws_security_group.db.id
  ${args}
}`,
    ...files,
  });
}

describe('peers of AWS rules', () => {
  it('are read element by element, whatever the rest is', () => {
    assert.deepEqual(peers('cidr_blocks = ["10.0.0.0/8", var.cidr, aws_vpc.main.cidr_block, ""]'), [
      '10.0.0.0/8',
      'unknown cidr4: var.cidr has no value here',
      '10.1.0.0/16',
      'invalid : not-an-address',
    ]);
  });

  it('are both possible when a condition that is not known decides', () => {
    assert.deepEqual(peers('cidr_blocks = [var.open ? "0.0.0.0/0" : "10.0.0.0/8"]'), [
      'may 0.0.0.0/0',
      'may 10.0.0.0/8',
    ]);
    assert.deepEqual(peers('cidr_blocks = var.open ? ["0.0.0.0/0", "10.0.0.0/8"] : ["10.0.0.0/8"]'), [
      '10.0.0.0/8',
      'may 0.0.0.0/0',
    ]);
  });

  it('are only possible where the argument may be null as a whole', () => {
    assert.deepEqual(peers('cidr_blocks = var.open ? ["10.0.0.0/8"] : null'), ['may 10.0.0.0/8']);
  });

  it('keep what is known of a list with an unknown part', () => {
    assert.deepEqual(peers('cidr_blocks = concat(["10.0.0.0/8"], var.cidrs)'), [
      '10.0.0.0/8',
      'may unknown cidr4: var.cidrs has no value here',
    ]);
  });

  it('are where the value was written, be it a file of variables', () => {
    const network = ruleWith('cidr_blocks = var.cidrs', { 'terraform.tfvars': 'cidrs = ["0.0.0.0/0"]' });
    const [peer] = network.rule('aws_security_group_rule.r').peers;
    assert.ok(peer !== undefined);
    assert.equal(network.text(peer.origin), '"0.0.0.0/0"');
    assert.match(peer.origin.anchor.uri, /terraform\.tfvars$/);
    assert.equal(network.text(peer.argumentOrigin), 'cidr_blocks = var.cidrs');
    assert.equal(peer.argument, 'cidr_blocks');
  });

  // The provider validates with Go's net.ParseCIDR: .../docs/resources/security_group_rule#cidr_blocks
  it('say what is wrong with a text that is no prefix, and what was probably meant', () => {
    assert.deepEqual(
      peers(
        'cidr_blocks = ["10.0.0.1", "10.0.0.0/33", "10.0.0.0/255.255.0.0", "x.x.x.x/32", " 10.0.0.0/8", "fd00::/8"]',
      ),
      [
        'invalid 10.0.0.1: missing-length, 10.0.0.1/32',
        'invalid 10.0.0.0/33: length-out-of-range',
        'invalid 10.0.0.0/255.255.0.0: length-out-of-range, 10.0.0.0/16',
        'invalid x.x.x.x/32: not-an-address',
        'invalid  10.0.0.0/8: not-an-address, 10.0.0.0/8',
        'invalid fd00::/8: wrong-family',
      ],
    );
    assert.deepEqual(peers('ipv6_cidr_blocks = ["0.0.0.0/0", "fd00::1"]'), [
      'invalid 0.0.0.0/0: wrong-family',
      'invalid fd00::1: missing-length, fd00::1/128',
    ]);
  });

  it('remember host bits, and what was written', () => {
    const [peer] = ruleWith('cidr_blocks = ["10.0.1.5/24"]').rule('aws_security_group_rule.r').peers;
    assert.ok(peer?.kind === 'cidr');
    assert.equal(peer.hostBitsSet, true);
    assert.equal(peer.text, '10.0.1.5/24');
    assert.deepEqual(peer.prefix, { family: 4, first: 0x0a000100n, length: 24 });
  });

  it('resolve groups through modules, variables and lists', () => {
    const { rule } = networkOf({
      'main.tf': `
module "clients" { source = "./clients" }
module "db" {
  source  = "./db"
  clients = module.clients.ids
}`,
      'clients/main.tf': `
resource "aws_security_group" "this" { for_each = toset(["api", "jobs"]) }
output "ids" { value = [for g in aws_security_group.this : g.id] }`,
      'db/main.tf': `
variable "clients" { type = list(string) }
resource "aws_security_group" "db" {
  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = var.clients
  }
}`,
    });
    assert.deepEqual(peerTexts(rule('module.db.aws_security_group.db.ingress[0]')), [
      'group module.clients.aws_security_group.this["api"]',
      'group module.clients.aws_security_group.this["jobs"]',
    ]);
  });

  it('are undeclared groups where the configuration has none of that name', () => {
    assert.deepEqual(peers('source_security_group_id = aws_security_group.nowhere.id'), [
      'group undeclared aws_security_group.nowhere',
    ]);
  });

  it('are unknown for outputs of a module that is not installed', () => {
    const { rule } = networkOf(`
module "api" { source = "terraform-aws-modules/security-group/aws" }
resource "aws_security_group_rule" "r" {
  type                     = "ingress"
  source_security_group_id = module.api.security_group_id
}`);
    assert.deepEqual(peerTexts(rule('aws_security_group_rule.r')), [
      'unknown group: module.api is not installed',
    ]);
  });

  it('do not take an ARN or a name for the id of a group', () => {
    assert.deepEqual(
      [
        ...peers('source_security_group_id = aws_security_group.api.arn'),
        ...peers('source_security_group_id = "api"'),
      ],
      [
        'unknown group: aws_security_group.api.arn is not the id of a security group',
        'unknown group: "api" is not the id of a security group',
      ],
    );
  });

  it('name a group that some other resource made by the attribute that holds its id', () => {
    const { rules } = networkOf(`
resource "aws_eks_cluster" "main" { name = "main" }
resource "aws_security_group_rule" "a" {
  type                     = "ingress"
  source_security_group_id = aws_eks_cluster.main.vpc_config[0].cluster_security_group_id
  security_group_id        = aws_eks_cluster.main.vpc_config[0].cluster_security_group_id
}`);
    assert.deepEqual(rules.map(peerTexts), [
      ['group aws_eks_cluster.main.vpc_config[0].cluster_security_group_id (self)'],
    ]);
  });

  it('are prefix lists by resource, by data source and by id', () => {
    const { rules } = networkOf(`
resource "aws_ec2_managed_prefix_list" "office" {}
data "aws_ec2_managed_prefix_list" "s3" { name = "com.amazonaws.eu-west-1.s3" }
data "aws_prefix_list" "dynamodb" { name = "com.amazonaws.eu-west-1.dynamodb" }
resource "aws_vpc_endpoint" "s3" { service_name = "com.amazonaws.eu-west-1.s3" }
resource "aws_security_group_rule" "r" {
  type = "egress"
  prefix_list_ids = [
    aws_ec2_managed_prefix_list.office.id,
    data.aws_ec2_managed_prefix_list.s3.id,
    data.aws_prefix_list.dynamodb.id,
    "pl-63a5400a",
    aws_vpc_endpoint.s3.prefix_list_id,
  ]
}`);
    assert.deepEqual(rules.map(peerTexts), [
      [
        'list aws_ec2_managed_prefix_list.office',
        'list data.aws_ec2_managed_prefix_list.s3',
        'list data.aws_prefix_list.dynamodb',
        'list pl-63a5400a',
        'list aws_vpc_endpoint.s3.prefix_list_id',
      ],
    ]);
  });

  it('may be the group itself when self is not known', () => {
    assert.deepEqual(peers('self = var.open'), ['may group aws_security_group.db (self)']);
  });
});
