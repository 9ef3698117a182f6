import assert from 'node:assert/strict';
import { containsAddress } from '../../server/src/packets/addressSet';
import { parseIpAddress } from '../../server/src/packets/ipAddress';
import { PUBLIC_ADDRESSES, UNKNOWN_MEMBERS } from '../../server/src/reachability/publicAddresses';

function isPublic(text: string): boolean {
  return containsAddress(PUBLIC_ADDRESSES, parseIpAddress(text)!);
}

describe('the internet as a set of addresses', () => {
  it('holds what the registries of IANA leave for anybody', () => {
    for (const text of [
      '1.1.1.1',
      '8.8.8.8',
      '11.0.0.0',
      '172.15.255.255',
      '223.255.255.255',
      '2600::1',
      '2001:4860::8888',
    ]) {
      assert.ok(isPublic(text), text);
    }
  });

  it('does not hold private, shared, link-local, documentation, multicast or reserved space', () => {
    for (const text of [
      '0.1.2.3',
      '10.0.0.1',
      '100.64.0.1',
      '127.0.0.1',
      '169.254.169.254',
      '172.16.0.1',
      '192.168.1.1',
      '198.18.0.1',
      '203.0.113.7',
      '224.0.0.1',
      '255.255.255.255',
      '::1',
      'fe80::1',
      'fd00::1',
      'ff02::1',
      '2001:db8::1',
      '2002::1',
    ]) {
      assert.ok(!isPublic(text), text);
    }
  });

  it('holds the exceptions within special blocks that are globally reachable', () => {
    assert.ok(isPublic('192.0.0.9'));
    assert.ok(!isPublic('192.0.0.8'));
    assert.ok(isPublic('2001:20::1'));
    assert.ok(!isPublic('2001:10::1'));
  });

  it('is not where the members of a group are taken to be in IPv4', () => {
    assert.ok(containsAddress(UNKNOWN_MEMBERS, parseIpAddress('10.1.2.3')!));
    assert.ok(!containsAddress(UNKNOWN_MEMBERS, parseIpAddress('8.8.8.8')!));
  });
});
