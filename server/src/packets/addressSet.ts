/**
 * Immutable exact sets of IPv4 and IPv6 addresses. An address of one family never equals one of the other, and
 * nothing here knows which addresses are private, public or anybody's.
 */
import { boundaryAlgebra, halfOpenRanges, holdsCoordinate, type Boundaries } from './boundaries';
import { addressBits, type IpAddress, type IpFamily } from './ipAddress';
import { formatIpPrefix, prefixSize, type IpPrefix } from './ipPrefix';

/** A set of addresses in canonical form: equal sets have equal structure. */
export interface AddressSet {
  readonly ipv4: Boundaries<number>;
  readonly ipv6: Boundaries<bigint>;
}

/** The algebra of one family each; packet sets are built on them. IPv4 uses numbers because they are fast. */
export const IPV4_AXIS = boundaryAlgebra<number>([0, 2 ** 32]);
export const IPV6_AXIS = boundaryAlgebra<bigint>([0n, 1n << 128n]);

export const NO_ADDRESSES: AddressSet = { ipv4: IPV4_AXIS.empty, ipv6: IPV6_AXIS.empty };
export const ALL_IPV4_ADDRESSES: AddressSet = { ipv4: IPV4_AXIS.full, ipv6: IPV6_AXIS.empty };
export const ALL_IPV6_ADDRESSES: AddressSet = { ipv4: IPV4_AXIS.empty, ipv6: IPV6_AXIS.full };
export const ALL_ADDRESSES: AddressSet = { ipv4: IPV4_AXIS.full, ipv6: IPV6_AXIS.full };

function addressSet(ipv4: Boundaries<number>, ipv6: Boundaries<bigint>): AddressSet {
  const emptyIpv4 = ipv4.length === 0;
  const emptyIpv6 = ipv6.length === 0;
  if (emptyIpv4 && emptyIpv6) return NO_ADDRESSES;
  if (ipv4 === IPV4_AXIS.full && ipv6 === IPV6_AXIS.full) return ALL_ADDRESSES;
  if (ipv4 === IPV4_AXIS.full && emptyIpv6) return ALL_IPV4_ADDRESSES;
  if (ipv6 === IPV6_AXIS.full && emptyIpv4) return ALL_IPV6_ADDRESSES;
  return { ipv4, ipv6 };
}

/** The addresses `first` to `last` (inclusive, same family), none when `last` is before `first`. */
export function addressRange(family: IpFamily, first: bigint, last: bigint): AddressSet {
  if (last < first) return NO_ADDRESSES;
  return family === 4
    ? addressSet(IPV4_AXIS.ofBoundaries([Number(first), Number(last) + 1]), IPV6_AXIS.empty)
    : addressSet(IPV4_AXIS.empty, IPV6_AXIS.ofBoundaries([first, last + 1n]));
}

/** The set of one address. */
export function singleAddress(address: IpAddress): AddressSet {
  return addressRange(address.family, address.value, address.value);
}

/** The addresses of one prefix. */
export function prefixAddresses(prefix: IpPrefix): AddressSet {
  return addressRange(prefix.family, prefix.first, prefix.first + prefixSize(prefix) - 1n);
}

/** The addresses of any of the prefixes. */
export function prefixListAddresses(prefixes: Iterable<IpPrefix>): AddressSet {
  return unionAllAddresses(Array.from(prefixes, prefixAddresses));
}

export function unionAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return a === b ? a : addressSet(IPV4_AXIS.union(a.ipv4, b.ipv4), IPV6_AXIS.union(a.ipv6, b.ipv6));
}

export function unionAllAddresses(sets: readonly AddressSet[]): AddressSet {
  const [only] = sets;
  if (only !== undefined && sets.length === 1) return only;
  return addressSet(
    IPV4_AXIS.unionAll(sets.map((set) => set.ipv4)),
    IPV6_AXIS.unionAll(sets.map((set) => set.ipv6)),
  );
}

export function intersectAddresses(a: AddressSet, b: AddressSet): AddressSet {
  if (a === b) return a;
  const ipv4 = IPV4_AXIS.intersect(a.ipv4, b.ipv4);
  const ipv6 = IPV6_AXIS.intersect(a.ipv6, b.ipv6);
  if (ipv4 === a.ipv4 && ipv6 === a.ipv6) return a;
  return ipv4 === b.ipv4 && ipv6 === b.ipv6 ? b : addressSet(ipv4, ipv6);
}

/** The addresses of `a` that are not in `b`. */
export function subtractAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return addressSet(IPV4_AXIS.subtract(a.ipv4, b.ipv4), IPV6_AXIS.subtract(a.ipv6, b.ipv6));
}

/** Every address, of both families, that is not in the set. */
export function complementAddresses(set: AddressSet): AddressSet {
  return subtractAddresses(ALL_ADDRESSES, set);
}

/** The addresses of the set that are of one family. */
export function addressesOfFamily(set: AddressSet, family: IpFamily): AddressSet {
  return family === 4 ? addressSet(set.ipv4, IPV6_AXIS.empty) : addressSet(IPV4_AXIS.empty, set.ipv6);
}

export function isEmptyAddressSet(set: AddressSet): boolean {
  return set.ipv4.length === 0 && set.ipv6.length === 0;
}

export function addressSetsEqual(a: AddressSet, b: AddressSet): boolean {
  return a === b || (IPV4_AXIS.equals(a.ipv4, b.ipv4) && IPV6_AXIS.equals(a.ipv6, b.ipv6));
}

/** Whether every address of `a` is in `b`. */
export function isAddressSubset(a: AddressSet, b: AddressSet): boolean {
  return IPV4_AXIS.isSubset(a.ipv4, b.ipv4) && IPV6_AXIS.isSubset(a.ipv6, b.ipv6);
}

/** Whether the sets share an address. */
export function addressSetsOverlap(a: AddressSet, b: AddressSet): boolean {
  return IPV4_AXIS.overlaps(a.ipv4, b.ipv4) || IPV6_AXIS.overlaps(a.ipv6, b.ipv6);
}

export function containsAddress(set: AddressSet, address: IpAddress): boolean {
  return address.family === 4
    ? holdsCoordinate(set.ipv4, Number(address.value))
    : holdsCoordinate(set.ipv6, address.value);
}

export function containsPrefix(set: AddressSet, prefix: IpPrefix): boolean {
  return isAddressSubset(prefixAddresses(prefix), set);
}

/** How many addresses the set holds, of one family or of both together. */
export function addressCount(set: AddressSet, family?: IpFamily): bigint {
  let count = 0n;
  if (family !== 6) for (const { start, end } of halfOpenRanges(set.ipv4)) count += BigInt(end - start);
  if (family !== 4) for (const { start, end } of halfOpenRanges(set.ipv6)) count += end - start;
  return count;
}

/** The maximal ranges of the set, first and last address inclusive, IPv4 before IPv6, ascending. */
export function addressRanges(set: AddressSet): { readonly first: IpAddress; readonly last: IpAddress }[] {
  const ranges: { first: IpAddress; last: IpAddress }[] = [];
  for (const { start, end } of halfOpenRanges(set.ipv4)) {
    ranges.push({ first: { family: 4, value: BigInt(start) }, last: { family: 4, value: BigInt(end - 1) } });
  }
  for (const { start, end } of halfOpenRanges(set.ipv6)) {
    ranges.push({ first: { family: 6, value: start }, last: { family: 6, value: end - 1n } });
  }
  return ranges;
}

/** The shortest list of prefixes that hold exactly this set, IPv4 before IPv6, ascending. */
export function addressPrefixes(set: AddressSet): IpPrefix[] {
  const prefixes: IpPrefix[] = [];
  for (const { first, last } of addressRanges(set)) {
    const bits = addressBits(first.family);
    const end = last.value + 1n;
    for (let start = first.value; start < end;) {
      // The largest aligned block that starts here and fits: greedy is minimal because prefixes nest.
      let hostBits = start === 0n ? bits : Math.min(trailingZeros(start), bits);
      while (start + (1n << BigInt(hostBits)) > end) hostBits--;
      prefixes.push({ family: first.family, first: start, length: bits - hostBits });
      start += 1n << BigInt(hostBits);
    }
  }
  return prefixes;
}

function trailingZeros(value: bigint): number {
  let zeros = 0;
  while ((value & 1n) === 0n) {
    value >>= 1n;
    zeros++;
  }
  return zeros;
}

/** The minimal prefixes as text, for messages; `[]` for no addresses. */
export function formatAddressSet(set: AddressSet): string[] {
  return addressPrefixes(set).map(formatIpPrefix);
}

const keys = new WeakMap<AddressSet, string>();

/** Text that is equal exactly for equal sets; computed once per set. */
export function addressSetKey(set: AddressSet): string {
  let key = keys.get(set);
  if (key === undefined) {
    key = `${IPV4_AXIS.key(set.ipv4)}|${IPV6_AXIS.key(set.ipv6)}`;
    keys.set(set, key);
  }
  return key;
}
