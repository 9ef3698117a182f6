/**
 * When an address counts as public, and a set of sources as "the internet". Set arithmetic only: how a
 * prefix is spelled never matters. It does not say whether a host with the address exists.
 */

import type { AddressSet } from '../packets/addressSet';
import {
  addressCount,
  intersectAddresses,
  isEmptyAddressSet,
  prefixAddresses,
  prefixListAddresses,
  unionAddresses,
} from '../packets/addressSet';
import { addressBits } from '../packets/ipAddress';
import type { IpFamily, IpPrefix } from '../packets/ipPrefix';
import { parseIpPrefix } from '../packets/ipPrefix';
import { PUBLIC_ADDRESSES } from '../reachability/publicAddresses';

function prefixes(...texts: string[]): AddressSet {
  return prefixListAddresses(texts.flatMap((text) => parseIpPrefix(text) ?? []));
}

/**
 * Addresses on the internet, with the documentation prefixes (RFC 5737, RFC 3849): nobody has those, but in examples
 * they stand for public addresses, and to whoever writes them into a rule by mistake that is what they look like.
 */
const INTERNET: AddressSet = unionAddresses(
  PUBLIC_ADDRESSES,
  prefixes('192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32'),
);

const PUBLIC_COUNT: Readonly<Record<IpFamily, bigint>> = {
  4: addressCount(INTERNET, 4),
  6: addressCount(INTERNET, 6),
};

/** The public addresses of a set. */
export function publicPart(sources: AddressSet): AddressSet {
  return intersectAddresses(sources, INTERNET);
}

/**
 * The families of which a set holds at least half of all public addresses: that is what these checks call "the
 * internet". `0.0.0.0/0`, `0.0.0.0/1` with `128.0.0.0/1`, and "everything but three networks" all are; so is
 * `0.0.0.0/1` alone (56 % of public IPv4). A /8 is not, nor is a provider's list of ranges.
 */
export function internetFamilies(sources: AddressSet): readonly IpFamily[] {
  const open = publicPart(sources);
  const families: IpFamily[] = [];
  for (const family of [4, 6] as const) {
    if (addressCount(open, family) * 2n >= PUBLIC_COUNT[family]) families.push(family);
  }
  return families;
}

/** True for a prefix of exactly one address, which is public. */
export function isSinglePublicAddress(prefix: IpPrefix): boolean {
  return (
    prefix.length === addressBits(prefix.family) && !isEmptyAddressSet(publicPart(prefixAddresses(prefix)))
  );
}
