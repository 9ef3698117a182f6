/** What an address or CIDR covers, in a sentence. */

import { formatIpAddress } from '../packets/ipAddress';
import { formatIpPrefix, lastOfPrefix, prefixSize, readIpPrefix } from '../packets/ipPrefix';
import { code } from './markdown';

/** Markdown; undefined for text that is no CIDR. */
export function describePrefix(text: string): string | undefined {
  const read = readIpPrefix(text);
  if (read.kind !== 'prefix') return undefined;
  const { prefix } = read;
  const size = prefixSize(prefix);
  const first = formatIpAddress({ family: prefix.family, value: prefix.first });
  const last = formatIpAddress(lastOfPrefix(prefix));
  const what =
    size === 1n
      ? `the one address ${code(first)}`
      : prefix.length === 0
        ? `every IPv${prefix.family} address: the whole internet`
        : `${size < 1_000_000n ? size.toLocaleString('en') : `2^${(prefix.family === 4 ? 32 : 128) - prefix.length}`} addresses, ${code(first)} to ${code(last)}`;
  const canonical = formatIpPrefix(prefix);
  const note = canonical === text ? '' : `\n\nThe cloud reads it as ${code(canonical)}.`;
  return `${code(text)} is ${what}.${note}`;
}
