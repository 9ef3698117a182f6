/**
 * The addresses of a subnet that its network keeps for itself, by provider: nothing that stands in the subnet can have
 * one. Which of the others are taken is not known here.
 */

import {
  addressRange,
  prefixAddresses,
  prefixListAddresses,
  unionAllAddresses,
  type AddressSet,
} from '../packets/addressSet';
import { lastOfPrefix, prefixSize, type IpPrefix } from '../packets/ipPrefix';
import type { Subnet } from './model';

/** How many addresses are kept at the start and at the end of each prefix of a subnet. */
interface ReservedCounts {
  readonly atStart: bigint;
  readonly atEnd: bigint;
}

/**
 * "The first four IP addresses and the last IP address in each subnet CIDR block are not available for your use", of
 * IPv6 as of IPv4 (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html).
 */
const countsByProvider: ReadonlyMap<string, ReservedCounts> = new Map([['aws', { atStart: 4n, atEnd: 1n }]]);

/** How many addresses of each prefix of the subnet nothing in it can have. */
export function reservedCount({ provider }: Subnet): bigint {
  const counts = countsByProvider.get(provider);
  return counts === undefined ? 0n : counts.atStart + counts.atEnd;
}

const usableBySubnet = new WeakMap<Subnet, AddressSet>();

/** The addresses that something in the subnet can have, as far as its prefixes are known; the same set for the same subnet. */
export function usableAddresses(subnet: Subnet): AddressSet {
  let usable = usableBySubnet.get(subnet);
  if (usable === undefined) {
    const counts = countsByProvider.get(subnet.provider);
    usable =
      counts === undefined
        ? prefixListAddresses(subnet.prefixes)
        : unionAllAddresses(subnet.prefixes.map((prefix) => usableOf(prefix, counts)));
    usableBySubnet.set(subnet, usable);
  }
  return usable;
}

/** All of a prefix that is too small for a subnet: the provider refuses it, and which addresses it had cannot be said. */
function usableOf(prefix: IpPrefix, { atStart, atEnd }: ReservedCounts): AddressSet {
  if (prefixSize(prefix) <= atStart + atEnd) return prefixAddresses(prefix);
  return addressRange(prefix.family, prefix.first + atStart, lastOfPrefix(prefix).value - atEnd);
}
