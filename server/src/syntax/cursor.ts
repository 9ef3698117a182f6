/**
 * The parser's place in the tokens, and the few motions every production is made of.
 *
 * An item is first parsed strictly: the first thing that is not HCL ends the attempt (the cursor jumps to the end of
 * the file, so that every loop stops by itself). Only then is the item parsed again with recovery, whose guesses about
 * lines and indentation therefore never touch a valid file.
 */

import type { SyntaxProblem } from './tree';
import { NameNode } from './keptNodes';
import type { Span } from '../source/span';
import { TokenKind, type Tokens } from './tokens';
import { wordOf } from './words';

export interface Cursor {
  readonly text: string;
  readonly kinds: Tokens['kinds'];
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly last: number;
  /** Index of the next token. */
  position: number;
  /** Whether line breaks end expressions here; false inside parentheses and brackets. */
  newlines: boolean;
  /** Absolute offset of the top-level item; spans are relative to it. */
  base: number;
  recovering: boolean;
  /** Set by the first mistake of a strict attempt. */
  failed: boolean;
  /** Token at which the strict attempt failed. */
  failedAt: number;
  /** A `}` that stands deeper than the line that opened its block is surplus: see recovery.ts. */
  dropsSurplusBraces: boolean;
  /** The item's body is not indented, so indentation says nothing. */
  flat: boolean;
  /** Open `[` and `(` around the next token. */
  openBrackets: number;
  openParentheses: number;
  /** Nesting of the production being parsed. */
  depth: number;
  /** Height of the expression parsed last. */
  height: number;
  readonly problems: SyntaxProblem[];
  /** Token at which the last mistake of grammar was reported: one place, one message. */
  reportedAt: number;
}

/** Nesting of blocks, brackets and templates beyond which text is skipped: recursion must not exhaust the stack. */
export const deepestNesting = 200;

/** Height of an expression beyond which it is cut off; long operator chains are tall without being nested. */
export const tallestExpression = 1000;

export function createCursor(text: string, tokens: Tokens): Cursor {
  return {
    text,
    kinds: tokens.kinds,
    starts: tokens.starts,
    ends: tokens.ends,
    last: tokens.count - 1,
    position: 0,
    newlines: true,
    base: 0,
    recovering: false,
    failed: false,
    failedAt: 0,
    dropsSurplusBraces: false,
    flat: false,
    openBrackets: 0,
    openParentheses: 0,
    depth: 0,
    height: 0,
    problems: [],
    reportedAt: -1,
  };
}

/** Kind of the next token that counts here. */
export function peek(c: Cursor): TokenKind {
  if (!c.newlines) while (c.kinds[c.position] === TokenKind.Newline) c.position++;
  return c.kinds[c.position] ?? TokenKind.EndOfFile;
}

/** Kind of the token at an index, line breaks included. */
export function kindAt(c: Cursor, index: number): TokenKind {
  return c.kinds[index] ?? TokenKind.EndOfFile;
}

export function startAt(c: Cursor, index: number): number {
  return c.starts[index] ?? c.text.length;
}

export function endAt(c: Cursor, index: number): number {
  return c.ends[index] ?? c.text.length;
}

/** Absolute start of the next token. */
export function here(c: Cursor): number {
  return c.starts[c.position] ?? c.text.length;
}

/** Moves behind the next token; never behind the end of the file. */
export function advance(c: Cursor): void {
  if (c.position < c.last) c.position++;
}

export function accept(c: Cursor, kind: TokenKind): boolean {
  if (peek(c) !== kind) return false;
  advance(c);
  return true;
}

/** Index of the token before the next one, line breaks not counted; -1 at the start. */
function previousIndex(c: Cursor): number {
  let index = c.position - 1;
  while (index >= 0 && c.kinds[index] === TokenKind.Newline) index--;
  return index;
}

/** Absolute end of the token before the next one, line breaks not counted. */
export function previousEnd(c: Cursor): number {
  const index = previousIndex(c);
  return index < 0 ? c.base : Math.max(c.base, endAt(c, index));
}

/** The text of a token. */
export function wordAt(c: Cursor, index: number): string {
  return wordOf(c.text, startAt(c, index), endAt(c, index));
}

/** The name at a token. */
export function nameAt(c: Cursor, index: number): NameNode {
  return new NameNode(startAt(c, index) - c.base, endAt(c, index) - c.base, wordAt(c, index));
}

/** True when the next token is this identifier; keywords of HCL are no tokens of their own. */
export function atKeyword(c: Cursor, word: string): boolean {
  if (peek(c) !== TokenKind.Identifier) return false;
  const start = here(c);
  return endAt(c, c.position) - start === word.length && c.text.startsWith(word, start);
}

/**
 * A mistake of grammar at the next token. `start` and `end` are absolute. Ends a strict attempt; when recovering, it is
 * reported unless this very token was complained about before.
 */
export function mistake(c: Cursor, code: string, start: number, end: number, message: string): void {
  if (!c.recovering) {
    if (!c.failed) c.failedAt = c.position;
    c.failed = true;
    c.position = c.last;
    return;
  }
  // Closing tokens that the lexer put where text is missing are all the same mistake.
  let seen = c.reportedAt;
  while (seen >= 0 && seen < c.position && c.starts[seen] === c.ends[seen]) seen++;
  if (seen === c.position) return;
  c.reportedAt = c.position;
  c.problems.push({ span: { start, end }, code, message });
}

/** Something that is wrong although its grammar is clear: never ends an attempt. Offsets are absolute. */
export function complain(c: Cursor, code: string, start: number, end: number, message: string): void {
  if (!c.failed) c.problems.push({ span: { start, end }, code, message });
}

/** How the next token reads in a message. */
export function describeNext(c: Cursor): string {
  const kind = peek(c);
  if (isBehindLineEnd(c)) return 'the end of the line';
  switch (kind) {
    case TokenKind.EndOfFile:
      return 'the end of the file';
    case TokenKind.Newline:
      return 'the end of the line';
    case TokenKind.CloseQuote:
    case TokenKind.CloseHeredoc:
    case TokenKind.SequenceEnd:
      return here(c) === endAt(c, c.position)
        ? 'the end of the line'
        : `"${c.text.slice(here(c), endAt(c, c.position))}"`;
    case TokenKind.OpenQuote:
      return 'a string';
    case TokenKind.OpenHeredoc:
      return 'a heredoc';
    case TokenKind.Text:
      return 'text';
    default:
      return `"${c.text.slice(here(c), endAt(c, c.position))}"`;
  }
}

/** `describeNext` without its article. */
export function nameNext(c: Cursor): string {
  return describeNext(c).replace(/^(?:an?|the) /, '');
}

/** Inside brackets: true when the text ended with its line, and the next token begins or closes something else. */
function isBehindLineEnd(c: Cursor): boolean {
  if (c.newlines || kindAt(c, c.position - 1) !== TokenKind.Newline) return false;
  const kind = kindAt(c, c.position);
  if (kind !== TokenKind.Identifier) return kind === TokenKind.CloseBrace;
  const next = kindAt(c, c.position + 1);
  return next === TokenKind.Equals || next === TokenKind.OpenBrace || next === TokenKind.OpenQuote;
}

/** Start and end of the next token, or of the one before it where the next is a line's or the file's end. */
export function placeOfNext(c: Cursor): Span {
  const kind = peek(c);
  const start = here(c);
  const end = endAt(c, c.position);
  const isMark = kind !== TokenKind.Newline && kind !== TokenKind.EndOfFile && end > start;
  if (isMark && !isBehindLineEnd(c)) return { start, end };
  const before = previousIndex(c);
  return before < 0 ? { start, end: start } : { start: startAt(c, before), end: endAt(c, before) };
}
