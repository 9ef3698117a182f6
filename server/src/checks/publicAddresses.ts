/**
 * Which addresses are on the internet, and when a set of sources counts as "the internet". Set arithmetic only: how a
 * prefix is spelled never matters. It does not say whether a host with the address exists.
 */

import type { AddressSet } from '../packets/addressSet';
import {
  addressCount,
  addressesOfFamily,
  ALL_IPV4_ADDRESSES,
  intersectAddresses,
  isAddressSubset,
  isEmptyAddressSet,
  prefixAddresses,
  prefixListAddresses,
  subtractAddresses,
  unionAddresses,
} from '../packets/addressSet';
import { addressBits } from '../packets/ipAddress';
import type { IpFamily, IpPrefix } from '../packets/ipPrefix';
import { parseIpPrefix } from '../packets/ipPrefix';

function prefixes(...texts: string[]): AddressSet {
  return prefixListAddresses(texts.flatMap((text) => parseIpPrefix(text) ?? []));
}

/**
 * IPv4 addresses that no host on the internet has: this network, private, shared (carrier) space, loopback,
 * link-local, protocol assignments, benchmarking, multicast and reserved (RFC 6890). The documentation prefixes
 * (RFC 5737) are left in: in examples they stand for public addresses.
 */
const NOT_ON_THE_INTERNET = prefixes(
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
);

/** Public unicast addresses of both families; for IPv6 that is 2000::/3 (RFC 4291, section 2.4; IANA registry). */
export const PUBLIC_ADDRESSES: AddressSet = unionAddresses(
  subtractAddresses(ALL_IPV4_ADDRESSES, NOT_ON_THE_INTERNET),
  prefixes('2000::/3'),
);

const PUBLIC_COUNT: Readonly<Record<IpFamily, bigint>> = {
  4: addressCount(PUBLIC_ADDRESSES, 4),
  6: addressCount(PUBLIC_ADDRESSES, 6),
};

/** The public addresses of a set. */
export function publicPart(sources: AddressSet): AddressSet {
  return intersectAddresses(sources, PUBLIC_ADDRESSES);
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

/** True when the set holds every public address of the family. */
export function holdsAllPublic(sources: AddressSet, family: IpFamily): boolean {
  return isAddressSubset(addressesOfFamily(PUBLIC_ADDRESSES, family), sources);
}

/** True for a prefix of exactly one address, which is public. */
export function isSinglePublicAddress(prefix: IpPrefix): boolean {
  return (
    prefix.length === addressBits(prefix.family) && !isEmptyAddressSet(publicPart(prefixAddresses(prefix)))
  );
}
