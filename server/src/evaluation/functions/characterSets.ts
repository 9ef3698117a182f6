/**
 * Character sets by IANA name, as far as textencodebase64() and textdecodebase64() need them.
 */

/** Names and aliases (lower case) of the sets that are written and read here. */
const writable: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'UTF-8'],
  ['utf8', 'UTF-8'],
  ['csutf8', 'UTF-8'],
  ['utf-16le', 'UTF-16LE'],
  ['csutf16le', 'UTF-16LE'],
  ['utf-16be', 'UTF-16BE'],
  ['csutf16be', 'UTF-16BE'],
  ['iso-8859-1', 'ISO-8859-1'],
  ['iso_8859-1', 'ISO-8859-1'],
  ['latin1', 'ISO-8859-1'],
  ['l1', 'ISO-8859-1'],
]);

/**
 * Others that Terraform knows by these names, written and read with the platform's TextDecoder; it lacks a few (IBM's
 * code pages but one, and the one that shifts).
 */
const known =
  /^(?:utf-16|ibm(?:866|855|437)|iso-8859-(?:[2-9]|10|13|14|15|16)|koi8-[ru]|windows-(?:874|125[0-8])|macintosh|gbk|gb18030|hz-gb-2312|big5|euc-jp|euc-kr|iso-2022-jp|shift_jis|us-ascii)$/;

/** Sets in which a character is one byte or two, whatever stands before it. */
const atMostTwoBytes = /^(?:ibm866|iso-8859-\d+|koi8-[ru]|windows-\d+|macintosh|gbk|big5|euc-kr|shift_jis)$/;

/** The set's name in Terraform's messages; undefined when there is no such set. */
export function encodingNamed(name: string): string | undefined {
  const lower = name.toLowerCase();
  return writable.get(lower) ?? (known.test(lower) ? lower : undefined);
}

export function encodeText(
  text: string,
  encoding: string,
): Uint8Array | 'not-representable' | 'not-supported' {
  switch (encoding) {
    case 'UTF-8':
      return new TextEncoder().encode(text);
    case 'UTF-16LE':
    case 'UTF-16BE': {
      const bytes = new Uint8Array(text.length * 2);
      const view = new DataView(bytes.buffer);
      for (let index = 0; index < text.length; index += 1) {
        view.setUint16(index * 2, text.charCodeAt(index), encoding === 'UTF-16LE');
      }
      return bytes;
    }
    case 'ISO-8859-1':
      return /^[\0-\xff]*$/.test(text)
        ? Uint8Array.from(text, (symbol) => symbol.charCodeAt(0))
        : 'not-representable';
    case 'us-ascii':
      return /^[\0-\x7f]*$/.test(text)
        ? Uint8Array.from(text, (symbol) => symbol.charCodeAt(0))
        : 'not-representable';
    case 'utf-16':
      return utf16WithMark(text);
    default:
      return atMostTwoBytes.test(encoding) ? encodedByTable(text, encoding) : 'not-supported';
  }
}

/** Big-endian behind a byte order mark. */
function utf16WithMark(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff);
  for (let index = 0; index < text.length; index += 1) view.setUint16(2 + index * 2, text.charCodeAt(index));
  return bytes;
}

function encodedByTable(text: string, encoding: string): Uint8Array | 'not-representable' | 'not-supported' {
  const table = encoderTable(encoding);
  if (table === undefined) return 'not-supported';
  const bytes: number[] = [];
  for (const symbol of text) {
    const code = table.get(symbol);
    if (code === undefined) return 'not-representable';
    bytes.push(...code);
  }
  return Uint8Array.from(bytes);
}

const encoderTables = new Map<string, ReadonlyMap<string, readonly number[]> | undefined>();

/** The bytes of each character, found by decoding all there are; the platform has no encoder for these sets. */
function encoderTable(encoding: string): ReadonlyMap<string, readonly number[]> | undefined {
  if (encoderTables.has(encoding)) return encoderTables.get(encoding);
  const decode = decoderOf(encoding);
  const table = new Map<string, readonly number[]>();
  const enter = (code: readonly number[]): void => {
    const symbol = decode?.(Uint8Array.from(code)) ?? '';
    const single = symbol !== '' && Array.from(symbol).length === 1 && symbol !== '\ufffd';
    if (single && !table.has(symbol)) table.set(symbol, code);
  };
  for (let byte = 0; byte < 256; byte += 1) enter([byte]);
  const wide = /^(?:gbk|big5|euc-kr|shift_jis)$/.test(encoding);
  for (let lead = 0x81; wide && lead <= 0xfe; lead += 1) {
    // Characters of NEC's selection are written by their other code (WHATWG Encoding, Shift_JIS encoder).
    if (encoding === 'shift_jis' && (lead === 0xed || lead === 0xee)) continue;
    for (let trail = 0x40; trail <= 0xfe; trail += 1) enter([lead, trail]);
  }
  const result = decode === undefined ? undefined : table;
  encoderTables.set(encoding, result);
  return result;
}

/** What stands in windows-1252 where ISO-8859-1 has control characters; some versions of Node.js read it as the latter. */
const westernExtras = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9dž\u0178';

function decoderOf(encoding: string): ((bytes: Uint8Array) => string) | undefined {
  if (encoding === 'windows-1252') {
    return (bytes) =>
      Array.from(bytes, (byte) =>
        byte >= 0x80 && byte <= 0x9f ? westernExtras.charAt(byte - 0x80) : String.fromCharCode(byte),
      ).join('');
  }
  try {
    const decoder = new TextDecoder(encoding, { ignoreBOM: true });
    return (bytes) => decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** What bytes are in a character set. */
export type DecodedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'not-text' }
  | { readonly kind: 'not-supported' };

export function decodeText(bytes: Uint8Array, encoding: string): DecodedText {
  switch (encoding) {
    case 'UTF-8':
    case 'UTF-16LE':
    case 'UTF-16BE':
      return decoded(bytes, encoding.toLowerCase());
    case 'ISO-8859-1':
      return { kind: 'text', text: Array.from(bytes, (byte) => String.fromCharCode(byte)).join('') };
    case 'us-ascii':
      return bytes.some((byte) => byte > 0x7f)
        ? { kind: 'not-text' }
        : { kind: 'text', text: Array.from(bytes, (byte) => String.fromCharCode(byte)).join('') };
    case 'utf-16': {
      const [first, second] = bytes;
      const little = first === 0xff && second === 0xfe;
      const marked = little || (first === 0xfe && second === 0xff);
      return decoded(marked ? bytes.subarray(2) : bytes, little ? 'utf-16le' : 'utf-16be');
    }
    default:
      return decoded(bytes, encoding);
  }
}

function decoded(bytes: Uint8Array, label: string): DecodedText {
  const text = decoderOf(label)?.(bytes);
  if (text === undefined) return { kind: 'not-supported' };
  return text.includes('\ufffd') ? { kind: 'not-text' } : { kind: 'text', text };
}
