/** What the literal text of a template means: escapes, strip markers, and the indentation that `<<-` removes. */

import { complain, type Cursor } from './cursor';
import { isSpace } from './characters';
import { wordOf } from './words';

/** Decodes the text between quotes at absolute offsets; a bad escape is reported and stands for its own characters. */
export function decodeQuoted(c: Cursor, start: number, end: number): string {
  const raw = wordOf(c.text, start, end);
  const carriageReturn = raw.indexOf('\r');
  if (carriageReturn >= 0) {
    complain(
      c,
      'invalid-character',
      start + carriageReturn,
      start + carriageReturn + 1,
      'Invalid character: a carriage return cannot stand in a quoted string. Write \\r for it, or use a heredoc.',
    );
  }
  if (!raw.includes('\\')) return decodeSequenceEscapes(raw);
  let result = '';
  let from = 0;
  for (let at = raw.indexOf('\\'); at >= 0; at = raw.indexOf('\\', from)) {
    result += decodeSequenceEscapes(raw.slice(from, at));
    const letter = raw.charAt(at + 1);
    if (letter === 'u' || letter === 'U') {
      const digits = letter === 'u' ? 4 : 8;
      const hex = /^[0-9A-Fa-f]*/.exec(raw.slice(at + 2, at + 2 + digits))?.[0] ?? '';
      const character = hex.length === digits ? unicodeScalar(parseInt(hex, 16)) : undefined;
      if (character === undefined) reportBadEscape(c, start + at, start + at + 2 + hex.length);
      result += character ?? raw.slice(at, at + 2 + hex.length);
      from = at + 2 + hex.length;
      continue;
    }
    const meaning = simpleEscapes.get(letter);
    // A backslash keeps the whole character behind it, also one of two code units.
    const length = 1 + String.fromCodePoint(raw.codePointAt(at + 1) ?? 0x20).length;
    if (meaning === undefined) reportBadEscape(c, start + at, Math.min(start + at + length, end));
    result += meaning ?? raw.slice(at + 1, at + length);
    from = Math.min(at + length, raw.length);
  }
  return result + decodeSequenceEscapes(raw.slice(from));
}

/** `$${` means `${` and `%%{` means `%{`; heredocs know no other escapes. */
export function decodeSequenceEscapes(raw: string): string {
  if (!raw.includes('${') && !raw.includes('%{')) return raw;
  return raw.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{');
}

/** Strings are in Unicode normal form C, however they were typed (cty, StringVal). */
export function normalized(text: string): string {
  // Nothing below U+0300 changes.
  return /[\u0300-\uffff]/.test(text) ? text.normalize('NFC') : text;
}

/** Trims as HCL does for `~}`. */
export function trimStart(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text.charCodeAt(start))) start++;
  return text.slice(start);
}

/** Trims as HCL does for `${~`. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

/** One piece of a heredoc before its pieces are joined: literal text (at most one line) or something else. */
export interface HeredocPiece {
  readonly kind: string;
  text?: string;
}

/**
 * Removes the common indentation of a `<<-` heredoc from the pieces that begin a line, in place. The rule is HCL's
 * (parser_template.go, flushHeredocTemplateParts): lines of white space alone do not count; a line that begins with a
 * sequence counts as not indented; both are judged after strip markers were applied.
 */
export function removeIndentation(pieces: readonly HeredocPiece[]): void {
  let smallest = Infinity;
  let atLineStart = true;
  const indented: HeredocPiece[] = [];
  for (const piece of pieces) {
    const { text } = piece;
    if (atLineStart) {
      atLineStart = false;
      if (text === undefined) {
        smallest = 0;
      } else {
        const spaces = text.length - trimStart(text).length;
        if (spaces < text.length || !text.endsWith('\n')) {
          smallest = Math.min(smallest, spaces);
          indented.push(piece);
        }
      }
    }
    if (text?.endsWith('\n') === true) atLineStart = true;
  }
  if (smallest === 0 || smallest === Infinity) return;
  for (const piece of indented) piece.text = (piece.text ?? '').slice(smallest);
}

const simpleEscapes = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

function unicodeScalar(code: number): string | undefined {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}

function reportBadEscape(c: Cursor, start: number, end: number): void {
  const text = c.text.slice(start, end);
  complain(
    c,
    'invalid-escape',
    start,
    end,
    `Invalid escape sequence: "${text}" means nothing in a string. ` +
      'Use \\n, \\r, \\t, \\", \\\\, \\uXXXX or \\UXXXXXXXX, or write \\\\ for a backslash.',
  );
}
