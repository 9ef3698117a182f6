/**
 * One IPv4 or IPv6 address: text to number and back, as strict as Go's net package, which is what the providers
 * use. Prefixes are in ipPrefix.ts, sets of addresses in addressSet.ts.
 */
import ipaddr from 'ipaddr.js';

export type IpFamily = 4 | 6;

/** An address as an unsigned integer of 32 bits (family 4) or 128 bits (family 6). */
export interface IpAddress {
  readonly family: IpFamily;
  readonly value: bigint;
}

/** The number of bits in an address of the family. */
export function addressBits(family: IpFamily): 32 | 128 {
  return family === 4 ? 32 : 128;
}

const DECIMAL_OCTETS = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/;
const IPV6_TEXT = /^(?<groups>[0-9a-f:]*:)(?<last>[0-9a-f]*|[\d.]+)$/i;
const LONG_HEX_GROUP = /[0-9a-f]{5}/i;
const IPV4_MAPPED = 0xffffn;

/**
 * The address a text stands for, or undefined. Four decimal octets without leading zeros, or IPv6 without a
 * zone, as Go's net.ParseCIDR reads them (https://pkg.go.dev/net/netip#ParseAddr); the octal, hexadecimal and
 * shortened forms that inet_aton knows are refused.
 * An IPv4-mapped address (`::ffff:10.0.0.1`) stays family 6 here; see `unmapped`.
 */
export function readIpAddress(text: string): IpAddress | undefined {
  if (DECIMAL_OCTETS.test(text)) {
    const value = readDecimalOctets(text);
    return value === undefined ? undefined : { family: 4, value: BigInt(value) };
  }
  const match = IPV6_TEXT.exec(text)?.groups;
  const groups = match?.groups;
  const last = match?.last;
  if (groups === undefined || last === undefined || LONG_HEX_GROUP.test(text)) return undefined;
  // The library takes `::1.2.3.4` for IPv4-mapped, which it is not; two hexadecimal groups leave no doubt.
  const hexadecimal = last.includes('.') ? hexadecimalGroups(last) : last;
  if (hexadecimal === undefined || !ipaddr.IPv6.isValid(groups + hexadecimal)) return undefined;
  let value = 0n;
  for (const group of ipaddr.IPv6.parse(groups + hexadecimal).parts) value = (value << 16n) | BigInt(group);
  return { family: 6, value };
}

/** Four decimal octets as an unsigned integer, or undefined. */
function readDecimalOctets(text: string): number | undefined {
  if (!DECIMAL_OCTETS.test(text) || !ipaddr.IPv4.isValid(text)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(text).octets;
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

/** The IPv4 tail of an IPv6 text as its last two groups, or undefined. */
function hexadecimalGroups(octets: string): string | undefined {
  const value = readDecimalOctets(octets);
  return value === undefined ? undefined : `${(value >>> 16).toString(16)}:${(value & 0xffff).toString(16)}`;
}

/**
 * The address a text stands for, or undefined, with an IPv4-mapped address given as the IPv4 address it means,
 * as Go's net.IP does.
 */
export function parseIpAddress(text: string): IpAddress | undefined {
  const address = readIpAddress(text);
  return address === undefined ? undefined : unmapped(address);
}

/** The IPv4 address behind an IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2); any other address as it is. */
export function unmapped(address: IpAddress): IpAddress {
  if (address.family === 4 || address.value >> 32n !== IPV4_MAPPED) return address;
  return { family: 4, value: address.value & 0xffff_ffffn };
}

/** The canonical text: dotted decimal, or RFC 5952 for IPv6. */
export function formatIpAddress(address: IpAddress): string {
  if (address.family === 4) {
    const value = Number(address.value);
    return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');
  }
  const groups: number[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(Number((address.value >> shift) & 0xffffn));
  return new ipaddr.IPv6(groups).toRFC5952String();
}
