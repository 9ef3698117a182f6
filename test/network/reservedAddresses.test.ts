import assert from 'node:assert/strict';
import type { Subnet } from '../../server/src/network/model';
import { reservedCount, usableAddresses } from '../../server/src/network/reservedAddresses';
import { addressCount, addressRanges } from '../../server/src/packets/addressSet';
import { formatIpAddress } from '../../server/src/packets/ipAddress';
import { parseIpPrefix } from '../../server/src/packets/ipPrefix';

function subnet(provider: string, ...prefixes: string[]): Subnet {
  const origin = { anchor: { uri: 'file:///main.tf' as never }, start: 0, end: 0 };
  return {
    kind: 'subnet',
    provider,
    address: 'aws_subnet.a',
    certainty: 'certain',
    origin,
    headerOrigin: origin,
    network: { kind: 'unknown', reason: 'not said' },
    prefixes: prefixes.map((each) => parseIpPrefix(each) ?? assert.fail(each)),
    open: false,
  };
}

function rangesOf(part: Subnet): string[] {
  return addressRanges(usableAddresses(part)).map(
    ({ first, last }) => `${formatIpAddress(first)} - ${formatIpAddress(last)}`,
  );
}

describe('the addresses of a subnet that something in it can have', () => {
  it('are on AWS all but the first four and the last, of IPv4 and IPv6', () => {
    assert.deepEqual(rangesOf(subnet('aws', '10.0.1.0/24', '2600:1f18::/64')), [
      '10.0.1.4 - 10.0.1.254',
      '2600:1f18::4 - 2600:1f18::ffff:ffff:ffff:fffe',
    ]);
    assert.deepEqual(rangesOf(subnet('aws', '10.0.0.16/28')), ['10.0.0.20 - 10.0.0.30']);
    assert.equal(
      addressCount(usableAddresses(subnet('aws', '10.0.0.16/28'))),
      16n - reservedCount(subnet('aws')),
    );
  });

  it('are all of them where nothing is known of the provider, or the range is too small to be a subnet', () => {
    assert.deepEqual(rangesOf(subnet('elsewhere', '10.0.1.0/24')), ['10.0.1.0 - 10.0.1.255']);
    assert.deepEqual(rangesOf(subnet('aws', '10.0.1.0/30')), ['10.0.1.0 - 10.0.1.3']);
  });

  it('are the same set for the same subnet', () => {
    const part = subnet('aws', '10.0.1.0/24');
    assert.equal(usableAddresses(part), usableAddresses(part));
  });
});
