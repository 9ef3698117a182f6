/**
 * IP prefixes (CIDR blocks): text to prefix and back, and why a text is not one. Whether a finding follows from
 * that is the business of the checks; arithmetic of Terraform's cidr functions is that of evaluation.
 */
import {
  addressBits,
  formatIpAddress,
  readIpAddress,
  unmapped,
  type IpAddress,
  type IpFamily,
} from './ipAddress';

export type { IpAddress, IpFamily } from './ipAddress';

/** A block of addresses. Canonical: no bit of `first` is set beyond `length`. */
export interface IpPrefix {
  readonly family: IpFamily;
  /** The first address, as an unsigned integer of 32 or 128 bits. */
  readonly first: bigint;
  /** Prefix length in bits, 0 to 32 or 128. */
  readonly length: number;
}

/** What a text that should be a prefix turned out to be. */
export type IpPrefixReading =
  | {
      readonly kind: 'prefix';
      readonly prefix: IpPrefix;
      /** The address as written, which lies within the prefix. */
      readonly address: IpAddress;
      /** Whether the text sets bits beyond the prefix length, as `10.0.1.5/24` does. */
      readonly hostBitsSet: boolean;
      /** The text Terraform and the clouds would show for this prefix. */
      readonly canonicalText: string;
    }
  | {
      readonly kind: 'bareAddress';
      readonly address: IpAddress;
      /** The prefix that holds just this address, and its text with /32 or /128. */
      readonly prefix: IpPrefix;
      readonly canonicalText: string;
    }
  | {
      readonly kind: 'invalidLength';
      readonly address: IpAddress;
      /** What stands after the slash: out of range, or no number at all. */
      readonly lengthText: string;
      /** The longest length there is for this address, in bits. */
      readonly longest: 32 | 128;
    }
  | { readonly kind: 'notAnAddress' };

/**
 * Reads a prefix as strictly as Go's net.ParseCIDR, by which the AWS provider validates, and says what is wrong.
 * An IPv4-mapped prefix of 96 bits or more is the IPv4 prefix it means, as Go prints it.
 */
export function readIpPrefix(text: string): IpPrefixReading {
  const slash = text.indexOf('/');
  const written = readIpAddress(slash < 0 ? text : text.slice(0, slash));
  if (written === undefined) return { kind: 'notAnAddress' };
  if (slash < 0) {
    const address = unmapped(written);
    const prefix = ipPrefix(address, addressBits(address.family));
    return { kind: 'bareAddress', address, prefix, canonicalText: formatIpPrefix(prefix) };
  }
  const lengthText = text.slice(slash + 1);
  const writtenLength = /^\d+$/.test(lengthText) ? Number(lengthText) : Number.POSITIVE_INFINITY;
  const longest = addressBits(written.family);
  if (writtenLength > longest) return { kind: 'invalidLength', address: written, lengthText, longest };
  const address = writtenLength >= 96 ? unmapped(written) : written;
  const length = address.family === written.family ? writtenLength : writtenLength - 96;
  const prefix = ipPrefix(address, length);
  return {
    kind: 'prefix',
    prefix,
    address,
    hostBitsSet: prefix.first !== address.value,
    canonicalText: formatIpPrefix(prefix),
  };
}

/** The prefix a text stands for (host bits cleared), or undefined when it is not a prefix; see readIpPrefix. */
export function parseIpPrefix(text: string): IpPrefix | undefined {
  const reading = readIpPrefix(text);
  return reading.kind === 'prefix' ? reading.prefix : undefined;
}

/** The prefix of `length` bits (0 to 32 or 128) around an address. */
export function ipPrefix(address: IpAddress, length: number): IpPrefix {
  const hostBits = BigInt(addressBits(address.family) - length);
  return { family: address.family, first: (address.value >> hostBits) << hostBits, length };
}

/** The canonical text, such as `10.0.0.0/8` or `2001:db8::/32`. */
export function formatIpPrefix(prefix: IpPrefix): string {
  return `${formatIpAddress({ family: prefix.family, value: prefix.first })}/${prefix.length}`;
}

/** How many addresses the prefix holds. */
export function prefixSize(prefix: IpPrefix): bigint {
  return 1n << BigInt(addressBits(prefix.family) - prefix.length);
}

/** The last address of the prefix; in an IPv4 subnet the broadcast address. */
export function lastOfPrefix(prefix: IpPrefix): IpAddress {
  return { family: prefix.family, value: prefix.first + prefixSize(prefix) - 1n };
}

/** Whether two prefixes hold the same addresses. */
export function prefixesEqual(a: IpPrefix, b: IpPrefix): boolean {
  return a.family === b.family && a.length === b.length && a.first === b.first;
}
