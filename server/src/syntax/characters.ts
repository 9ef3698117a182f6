/** Character classes of HCL's grammar, by UTF-16 code unit or code point. Knows nothing of tokens. */

/** Bits of `asciiClass`. */
const IDENTIFIER_START = 1;
const IDENTIFIER_PART = 2;
const DIGIT = 4;

const asciiClass = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) asciiClass[code] = IDENTIFIER_START | IDENTIFIER_PART;
  else if (character === '-') asciiClass[code] = IDENTIFIER_PART;
  else if (/[0-9]/.test(character)) asciiClass[code] = IDENTIFIER_PART | DIGIT;
}

/** Length in code units (0, 1 or 2) of the identifier start at `offset`: Unicode ID_Start or `_` (HCL spec, Identifiers). */
export function identifierStartLength(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  if (code < 128) return ((asciiClass[code] ?? 0) & IDENTIFIER_START) === 0 ? 0 : 1;
  return wideMatch(/^\p{ID_Start}$/u, text, offset);
}

/** First offset at or behind `offset` that is no part of an identifier: Unicode ID_Continue or `-`. */
export function skipIdentifierParts(text: string, offset: number): number {
  for (;;) {
    const code = text.charCodeAt(offset);
    if (code < 128) {
      if (((asciiClass[code] ?? 0) & IDENTIFIER_PART) === 0) return offset;
      offset++;
    } else {
      const length = wideMatch(/^\p{ID_Continue}$/u, text, offset);
      if (length === 0) return offset;
      offset += length;
    }
  }
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Unicode white space as Go's unicode.IsSpace has it: HCL trims with it. */
export function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0x85 ||
    code === 0xa0 ||
    (code > 0x167f && isWideSpace(code))
  );
}

/** Number of code units of the code point at `offset` (1 behind the end). */
export function codePointLength(text: string, offset: number): number {
  const code = text.codePointAt(offset);
  return code !== undefined && code > 0xffff ? 2 : 1;
}

function isWideSpace(code: number): boolean {
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

function wideMatch(pattern: RegExp, text: string, offset: number): number {
  const code = text.codePointAt(offset);
  if (code === undefined) return 0;
  return pattern.test(String.fromCodePoint(code)) ? (code > 0xffff ? 2 : 1) : 0;
}
