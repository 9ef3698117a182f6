import assert from 'node:assert/strict';
import type { Peer } from '../../../server/src/network/model';
import { endpointName } from '../../../server/src/reachability/names';
import { modelReader } from '../../../server/src/reachability/networkReader';
import { networkOf, type Network } from '../networkOf';

const inline = (cidrs: string, argument = 'cidr_blocks'): string => `
resource "aws_security_group" "a" {
  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
    ${argument} = ${cidrs}
  }
}`;
const peers = ({ rules }: Network): readonly Peer[] => rules.flatMap((rule) => rule.peers);

describe('ranges of VPCs and subnets that are looked up', () => {
  it('are those of the declared one, and were written there', () => {
    const network = networkOf({
      'main.tf': `
variable "range" {}
resource "aws_vpc" "main" { cidr_block = var.range }
module "inner" {
  source = "./inner"
  vpc_id = aws_vpc.main.id
}`,
      'terraform.tfvars': 'range = "10.0.0.0/16"',
      'inner/main.tf': `
variable "vpc_id" {}
data "aws_vpc" "current" { id = var.vpc_id }
${inline('[data.aws_vpc.current.cidr_block]')}`,
    });
    const [peer] = peers(network);
    assert.ok(peer?.kind === 'cidr');
    assert.equal(peer.text, '10.0.0.0/16');
    assert.equal(peer.certainty, 'certain');
    assert.equal(network.text(peer.origin), '"10.0.0.0/16"');
    assert.equal(network.text(peer.argumentOrigin), 'cidr_blocks = [data.aws_vpc.current.cidr_block]');
  });

  it('are not known of what is looked up otherwise, and of a range that AWS chooses', () => {
    for (const [more, cidrs, argument] of [
      ['data "aws_vpc" "x" { default = true }', '[data.aws_vpc.x.cidr_block]'],
      ['data "aws_vpc" "x" { id = "vpc-0123456789abcdef0" }', '[data.aws_vpc.x.cidr_block]'],
      ['data "aws_subnet" "x" { vpc_id = aws_vpc.main.id }', '[data.aws_subnet.x.cidr_block]'],
      ['data "aws_vpc" "x" { id = aws_vpc.main.id }', '[data.aws_vpc.x.ipv6_cidr_block]', 'ipv6_cidr_blocks'],
      ['data "aws_vpc" "x" { id = aws_vpc.main.id }', '[data.aws_vpc.x.ipv6_cidr_block]'],
    ] as const) {
      const network = networkOf(`
resource "aws_vpc" "main" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
}
${more}${inline(cidrs, argument)}`);
      assert.deepEqual(
        peers(network).map(({ kind }) => kind),
        ['unknown'],
        more,
      );
    }
  });
});

describe('the ranges of AWS', () => {
  // .../docs/data-sources/ip_ranges
  it('are a list of public addresses, named by service and region', () => {
    const network = networkOf(`
data "aws_ip_ranges" "cdn" {
  services = ["cloudfront"]
  regions  = ["eu-west-1"]
}
${inline('data.aws_ip_ranges.cdn.cidr_blocks')}`);
    const [peer, ...others] = peers(network);
    assert.ok(peer?.kind === 'prefix-list' && others.length === 0);
    assert.equal(peer.certainty, 'certain');
    const list = network.model.prefixLists.get('data.aws_ip_ranges.cdn');
    assert.equal(list?.publicOnly, true);
    assert.equal(
      endpointName(modelReader(network.model), { kind: 'prefix-list', id: 'data.aws_ip_ranges.cdn' }),
      "the addresses of AWS's service CLOUDFRONT in eu-west-1",
    );
  });

  it('are named without what is not known', () => {
    const { model } = networkOf(`
variable "regions" {}
data "aws_ip_ranges" "a" {
  services = ["s3", "ec2"]
  regions  = var.regions
}
data "aws_ip_ranges" "b" { services = var.regions }
data "aws_ip_ranges" "c" {
  services = ["s3"]
  url      = "https://example.com/ranges.json"
}`);
    assert.deepEqual(
      [...model.prefixLists.values()].map(({ title, publicOnly }) => [title, publicOnly]),
      [
        ["the addresses of AWS's services S3, EC2", true],
        ['the addresses of AWS', true],
        [undefined, undefined],
      ],
    );
  });

  it('stay unknown in the argument for the other family', () => {
    const network = networkOf(`
data "aws_ip_ranges" "cdn" { services = ["cloudfront"] }
${inline('data.aws_ip_ranges.cdn.ipv6_cidr_blocks')}`);
    assert.deepEqual(
      peers(network).map(({ kind }) => kind),
      ['unknown'],
    );
  });
});
