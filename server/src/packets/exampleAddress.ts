/**
 * The address that stands for a set in an example: one that a reader takes for a host. It proves that a set is
 * not empty; it does not tell whether a host has the address.
 */
import {
  addressRanges,
  containsAddress,
  containsPrefix,
  intersectAddresses,
  isEmptyAddressSet,
  prefixListAddresses,
  singleAddress,
  subtractAddresses,
  type AddressSet,
} from './addressSet';
import type { IpAddress } from './ipAddress';
import { parseIpPrefix, type IpPrefix } from './ipPrefix';

function prefixes(...texts: string[]): IpPrefix[] {
  return texts.flatMap((text) => parseIpPrefix(text) ?? []);
}

/** Reserved for examples (RFC 5737, RFC 3849): they are nobody's, so naming them accuses nobody. */
const DOCUMENTATION = prefixes('203.0.113.0/24', '198.51.100.0/24', '192.0.2.0/24', '2001:db8::/48');

/** Unicast addresses that a host of a network may have: no loopback, link-local, multicast or reserved ones. */
const ORDINARY = subtractAddresses(
  prefixListAddresses(prefixes('0.0.0.0/0', '2000::/3', 'fc00::/7')),
  prefixListAddresses(prefixes('0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3')),
);

/** Addresses of networks of one's own (RFC 1918, RFC 6598, RFC 4193). */
const PRIVATE = prefixListAddresses(
  prefixes('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'),
);

/**
 * An address of the set, or undefined when it is empty: of a documentation network where the set holds one
 * wholly, else the lowest that looks like a host's. `other` is avoided where the set has any other address.
 */
export function exampleAddress(set: AddressSet, other?: IpAddress): IpAddress | undefined {
  const host = exampleHost(set);
  if (host === undefined || host.family !== other?.family || host.value !== other.value) return host;
  const neighbour = { ...host, value: host.value + 1n };
  if (containsAddress(set, neighbour)) return neighbour;
  return exampleHost(subtractAddresses(set, singleAddress(other))) ?? host;
}

function exampleHost(set: AddressSet): IpAddress | undefined {
  const network = DOCUMENTATION.find((prefix) => containsPrefix(set, prefix));
  if (network !== undefined) return { family: network.family, value: network.first + 1n };
  const ordinary = intersectAddresses(set, ORDINARY);
  const [range] = addressRanges(isEmptyAddressSet(ordinary) ? set : ordinary);
  if (range === undefined) return undefined;
  const { first, last } = range;
  const size = last.value - first.value + 1n;
  if (size < 4n || !mayBeNetwork(first, size)) return first;
  // Of a subnet in a private range clouds keep the first four addresses, and make none of fewer than sixteen
  // (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html).
  return { ...first, value: first.value + (size >= 16n && containsAddress(PRIVATE, first) ? 4n : 1n) };
}

/**
 * Whether a range of this size may begin with a whole network: then its first address is the network's own (RFC 1122),
 * or the routers' (RFC 4291, 2.6.1). A network begins at a multiple of its size, so that a range of more than four
 * addresses from x.4 on is the rest of one whose first addresses are kept.
 */
function mayBeNetwork({ family, value }: IpAddress, size: bigint): boolean {
  if (family === 6) return value % (1n << 64n) === 0n;
  return value % 8n === 0n || (value % 4n === 0n && size === 4n);
}
