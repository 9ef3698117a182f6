import assert from 'node:assert/strict';
import type { IpPrefix } from '../../../server/src/packets/ipPrefix';
import { formatIpPrefix } from '../../../server/src/packets/ipPrefix';
import { networkOf, peerTexts, referenceText } from '../networkOf';

const texts = (prefixes: readonly IpPrefix[]): string[] => prefixes.map(formatIpPrefix);

describe('VPCs and subnets', () => {
  it('have the ranges that are declared, computed ones too', () => {
    const { model } = networkOf(`
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "a" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}`);
    const main = model.networks.get('aws_vpc.main');
    assert.deepEqual(texts(main!.prefixes), ['10.0.0.0/16']);
    assert.equal(main!.open, false);
    const second = model.subnets.get('aws_subnet.a[1]');
    assert.deepEqual(texts(second!.prefixes), ['10.0.1.0/24']);
    assert.equal(second!.open, false);
    assert.equal(referenceText(second!.network), 'aws_vpc.main');
  });

  // .../docs/resources/vpc#assign_generated_ipv6_cidr_block: AWS chooses the range
  it('may have further ranges that AWS or an address manager chooses', () => {
    const { model } = networkOf(`
resource "aws_vpc" "a" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
}
resource "aws_vpc" "b" { ipv4_ipam_pool_id = "ipam-pool-1" }
resource "aws_vpc" "c" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = false
}`);
    assert.deepEqual(
      ['a', 'b', 'c'].map((name) => model.networks.get(`aws_vpc.${name}`)?.open),
      [true, true, false],
    );
  });

  // .../docs/resources/vpc_ipv4_cidr_block_association
  it('have the ranges that are associated with a VPC elsewhere', () => {
    const { model } = networkOf(`
variable "more" {}
resource "aws_vpc" "a" { cidr_block = "10.0.0.0/16" }
resource "aws_vpc" "b" { cidr_block = "10.1.0.0/16" }
resource "aws_vpc_ipv4_cidr_block_association" "a" {
  vpc_id     = aws_vpc.a.id
  cidr_block = "100.64.0.0/16"
}
resource "aws_vpc_ipv4_cidr_block_association" "b" {
  vpc_id     = aws_vpc.b.id
  cidr_block = var.more
}`);
    assert.deepEqual(texts(model.networks.get('aws_vpc.a')!.prefixes), ['10.0.0.0/16', '100.64.0.0/16']);
    assert.equal(model.networks.get('aws_vpc.a')!.open, false);
    assert.equal(model.networks.get('aws_vpc.b')!.open, true);
  });

  it('may have any range when they are only looked up or adopted', () => {
    const { model } = networkOf(`
data "aws_vpc" "main" { id = "vpc-0123456789abcdef0" }
resource "aws_default_vpc" "default" {}
data "aws_subnet" "a" {
  vpc_id     = data.aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}`);
    assert.equal(model.networks.get('data.aws_vpc.main')!.open, true);
    assert.equal(model.networks.get('aws_default_vpc.default')!.open, true);
    assert.deepEqual(texts(model.subnets.get('data.aws_subnet.a')!.prefixes), ['10.0.1.0/24']);
    assert.equal(model.subnets.get('data.aws_subnet.a')!.open, true);
  });

  it('are the declared ones when they are looked up by their ids', () => {
    const { model } = networkOf(`
variable "other" { type = bool }
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_vpc" "other" { cidr_block = "10.1.0.0/16" }
resource "aws_subnet" "a" {
  vpc_id     = data.aws_vpc.again.id
  cidr_block = "10.0.1.0/24"
}
data "aws_vpc" "main" { id = aws_vpc.main.id }
data "aws_vpc" "again" { id = data.aws_vpc.main.id }
data "aws_vpc" "either" { id = var.other ? aws_vpc.other.id : aws_vpc.main.id }
data "aws_subnet" "a" { id = aws_subnet.a.id }
resource "aws_security_group" "a" { vpc_id = data.aws_vpc.main.id }
resource "aws_security_group" "b" { vpc_id = data.aws_vpc.either.id }
resource "aws_security_group" "c" { vpc_id = data.aws_subnet.a.vpc_id }
resource "aws_instance" "a" {
  subnet_id              = data.aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.a.id]
}`);
    const networks = [...model.groups.values()].map(({ network }) =>
      network.kind === 'absent' ? '' : referenceText(network),
    );
    const unknown = 'unknown: var.other is known after apply';
    assert.deepEqual(networks, ['aws_vpc.main', unknown, 'aws_vpc.main']);
    assert.equal(referenceText(model.subnets.get('aws_subnet.a')!.network), 'aws_vpc.main');
    assert.deepEqual(model.attachments.get('aws_instance.a')?.subnets.map(referenceText), ['aws_subnet.a']);
  });

  it('are those of a declared subnet group that is named by its name', () => {
    const { model } = networkOf(`
resource "aws_subnet" "a" { cidr_block = "10.0.1.0/24" }
resource "aws_db_subnet_group" "data" {
  name       = "data"
  subnet_ids = [aws_subnet.a.id]
}
resource "aws_db_instance" "named" {
  db_subnet_group_name   = "data"
  vpc_security_group_ids = ["sg-0123456789abcdef0"]
}
resource "aws_db_instance" "other" {
  db_subnet_group_name   = "elsewhere"
  vpc_security_group_ids = ["sg-0123456789abcdef0"]
}`);
    const subnets = (name: string) =>
      model.attachments.get(`aws_db_instance.${name}`)?.subnets.map(referenceText);
    assert.deepEqual(subnets('named'), ['aws_subnet.a']);
    assert.notDeepEqual(subnets('other'), ['aws_subnet.a']);
  });
});

describe('prefix lists', () => {
  it('have the entries of their blocks and of resources beside them', () => {
    const { model } = networkOf(`
variable "cidr" {}
resource "aws_ec2_managed_prefix_list" "office" {
  address_family = "IPv4"
  entry {
    cidr        = "198.51.100.0/24"
    description = "Berlin"
  }
  entry { cidr = var.cidr }
}
resource "aws_ec2_managed_prefix_list_entry" "more" {
  prefix_list_id = aws_ec2_managed_prefix_list.office.id
  cidr           = "203.0.113.7/32"
}`);
    const office = model.prefixLists.get('aws_ec2_managed_prefix_list.office');
    assert.deepEqual(peerTexts({ peers: office!.entries }), [
      '198.51.100.0/24',
      'unknown cidr: var.cidr has no value here',
      '203.0.113.7/32',
    ]);
    assert.equal(office!.open, false);
  });

  it('may hold anything when their entries are not known, or when they are only looked up', () => {
    const { model } = networkOf(`
variable "entries" {}
resource "aws_ec2_managed_prefix_list" "a" {
  dynamic "entry" {
    for_each = var.entries
    content { cidr = entry.value }
  }
}
data "aws_prefix_list" "s3" { name = "com.amazonaws.eu-west-1.s3" }`);
    const a = model.prefixLists.get('aws_ec2_managed_prefix_list.a');
    assert.deepEqual(peerTexts({ peers: a!.entries }), ['may unknown cidr: var.entries has no value here']);
    assert.equal(model.prefixLists.get('data.aws_prefix_list.s3')!.open, true);
  });
});
