/**
 * Bytes and their text forms: UTF-8, base64 and hexadecimal. Without Node's Buffer, for browsers.
 */

export function utf8Bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The text of UTF-8 bytes; undefined when they are not UTF-8. A byte order mark is kept. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const symbols = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(index, index + 3);
    const group = (first << 16) | (second << 8) | third;
    const text = [18, 12, 6, 0].map((shift) => symbols.charAt((group >> shift) & 63)).join('');
    const missing = index + 3 - bytes.length;
    parts.push(missing > 0 ? text.slice(0, 4 - missing) + '='.repeat(missing) : text);
  }
  return parts.join('');
}

/** Bytes of padded base64, line breaks ignored as in Go; otherwise the offset of the symbol at fault. */
export function fromBase64(text: string): Uint8Array | number {
  const body = text.replace(/[\r\n]/g, '');
  const match = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(body);
  const [, data = '', padding = ''] = match ?? [];
  if (match === null || (data.length + padding.length) % 4 !== 0) {
    const wrong = body.search(/[^A-Za-z0-9+/]/);
    return wrong < 0 ? body.length : wrong;
  }
  const bytes = new Uint8Array(Math.floor((data.length * 3) / 4));
  let group = 0;
  let bits = 0;
  let position = 0;
  for (const symbol of data) {
    group = ((group << 6) | symbols.indexOf(symbol)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[position] = (group >> bits) & 255;
      position += 1;
    }
  }
  return bytes;
}
