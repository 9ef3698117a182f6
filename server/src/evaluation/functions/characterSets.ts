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

/** Others that the platform's TextDecoder knows by these names, and Terraform too. */
const known =
  /^(?:utf-16|ibm(?:866|855|437)|iso-8859-(?:[2-9]|10|13|14|15|16)|koi8-[ru]|windows-(?:874|125[0-8])|macintosh|gbk|gb18030|hz-gb-2312|big5|euc-jp|euc-kr|iso-2022-jp|shift_jis|us-ascii)$/;

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
    default:
      return 'not-supported';
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
    default:
      return { kind: 'not-supported' };
  }
}

function decoded(bytes: Uint8Array, label: string): DecodedText {
  const text = new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
  return text.includes('\ufffd') ? { kind: 'not-text' } : { kind: 'text', text };
}
