import assert from 'node:assert/strict';
import { buildNetworkModel } from '../../server/src/network/buildModel';
import { networkOf } from '../providers/networkOf';

const source = (cidr: string): string => `
resource "aws_ec2_managed_prefix_list" "a" {
  entry { cidr = "198.51.100.0/24" }
}
resource "aws_ec2_managed_prefix_list" "b" {
  entry { cidr = "198.51.100.0/24" }
}
resource "aws_ec2_managed_prefix_list_entry" "a" {
  prefix_list_id = aws_ec2_managed_prefix_list.a.id
  cidr           = "${cidr}"
}`;

describe('parts with what other resources add to them', () => {
  it('stay the same objects as long as nothing about them changes', () => {
    const { parts } = networkOf(source('203.0.113.0/24'));
    const first = buildNetworkModel(parts);
    const second = buildNetworkModel(parts, first);
    const list = 'aws_ec2_managed_prefix_list.a';
    assert.equal(first.prefixLists.get(list)?.entries.length, 2);
    assert.equal(second.prefixLists.get(list), first.prefixLists.get(list));
    const other = 'aws_ec2_managed_prefix_list.b';
    assert.equal(
      first.prefixLists.get(other),
      parts.find(({ address }) => address === other),
    );
  });

  it('are other objects once an addition is another, or gone', () => {
    const { parts } = networkOf(source('203.0.113.0/24'));
    const list = 'aws_ec2_managed_prefix_list.a';
    const before = buildNetworkModel(parts).prefixLists.get(list);
    const without = parts.filter(({ kind }) => kind !== 'extension');
    assert.equal(buildNetworkModel(without).prefixLists.get(list)?.entries.length, 1);
    const changed = parts.map((part) => (part.kind === 'extension' ? { ...part } : part));
    assert.notEqual(buildNetworkModel(changed).prefixLists.get(list), before);
  });
});
