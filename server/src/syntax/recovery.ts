/**
 * Guesses about text that is not HCL (yet): where an unclosed bracket or block ends. They are asked only when an item
 * failed to parse strictly, and all rest on what a half-typed file keeps: its lines and their indentation.
 */

import { endAt, kindAt, peek, startAt, type Cursor } from './cursor';
import { TokenKind } from './tokens';

const topLevelTypes = new Set([
  'resource',
  'data',
  'ephemeral',
  'module',
  'variable',
  'output',
  'locals',
  'provider',
  'terraform',
  'moved',
  'import',
  'removed',
  'check',
]);

/** True when the token is the first of its line. */
function isFirstOfLine(c: Cursor, index: number): boolean {
  return index === 0 || kindAt(c, index - 1) === TokenKind.Newline || indentationOf(c, index) >= 0;
}

/** White space before the token in code units, or -1 when something else stands before it on its line. */
export function indentationOf(c: Cursor, index: number): number {
  const start = startAt(c, index);
  let i = start - 1;
  for (; i >= 0; i--) {
    const code = c.text.charCodeAt(i);
    if (code !== 32 && code !== 9) break;
  }
  return i < 0 || c.text.charCodeAt(i) === 10 || c.text.charCodeAt(i) === 0xfeff ? start - 1 - i : -1;
}

/** White space at the start of the line that holds the token. */
export function lineIndentation(c: Cursor, index: number): number {
  const lineStart = c.text.lastIndexOf('\n', startAt(c, index) - 1) + 1;
  let i = lineStart;
  while (c.text.charCodeAt(i) === 32 || c.text.charCodeAt(i) === 9) i++;
  return i - lineStart;
}

/** A block header of Terraform's top level at column 0: it closes whatever is open. */
export function startsTopLevelBlock(c: Cursor, index: number): boolean {
  if (kindAt(c, index) !== TokenKind.Identifier) return false;
  const start = startAt(c, index);
  const atColumnZero = start === 0 || c.text.charCodeAt(start - 1) === 10;
  if (!atColumnZero || !topLevelTypes.has(c.text.slice(start, endAt(c, index)))) return false;
  const next = kindAt(c, index + 1);
  return next === TokenKind.OpenQuote || next === TokenKind.OpenBrace;
}

/** What a line begins, if it begins a body item: `name =`, or `name {` and `name "label"`. */
function bodyItemAt(c: Cursor, index: number): 'argument' | 'block' | undefined {
  if (kindAt(c, index) !== TokenKind.Identifier || indentationOf(c, index) < 0) return undefined;
  const next = kindAt(c, index + 1);
  if (next === TokenKind.Equals) return 'argument';
  if (next !== TokenKind.OpenBrace && next !== TokenKind.OpenQuote) return undefined;
  const word = c.text.slice(startAt(c, index), endAt(c, index));
  return word === 'in' || word === 'if' ? undefined : 'block';
}

/**
 * True when a bracket that is open here has no business to go on: the next token closes something around it, or begins
 * a body item on a line of its own. In an object constructor (`close` is a brace) `name = value` is at home, unless it
 * stands no deeper than the line that opened the object.
 */
export function bracketIsAbandoned(c: Cursor, close: TokenKind, openedAt: number): boolean {
  const kind = peek(c);
  const object = close === TokenKind.CloseBrace;
  switch (kind) {
    case TokenKind.EndOfFile:
    case TokenKind.SequenceEnd:
    case TokenKind.CloseQuote:
    case TokenKind.CloseHeredoc:
      return true;
    case TokenKind.CloseBrace: {
      if (!object) return true;
      if (!c.recovering || c.flat) return false;
      const indentation = indentationOf(c, c.position);
      return indentation >= 0 && indentation < lineIndentation(c, openedAt);
    }
    case TokenKind.CloseBracket:
      return close !== TokenKind.CloseBracket && c.openBrackets > 0;
    case TokenKind.CloseParenthesis:
      return close !== TokenKind.CloseParenthesis && c.openParentheses > 0;
    case TokenKind.Identifier: {
      if (!c.recovering) return false;
      if (startsTopLevelBlock(c, c.position)) return true;
      const item = bodyItemAt(c, c.position);
      if (item === undefined) return false;
      if (!object || item === 'block') return true;
      return !c.flat && indentationOf(c, c.position) <= lineIndentation(c, openedAt);
    }
    default:
      return false;
  }
}

/** True when the next token begins a body item although an expression is wanted. */
export function nextLineBeginsItem(c: Cursor): boolean {
  return c.recovering && bodyItemAt(c, c.position) !== undefined && isFirstOfLine(c, c.position);
}

/**
 * Skips to the line break that ends the current item, or to what ends the body. Brackets that are opened on the way
 * may hold line breaks, but no line that begins an item.
 */
export function skipLine(c: Cursor): void {
  let braces = 0;
  let brackets = 0;
  let templates = 0;
  for (; c.position < c.last; c.position++) {
    switch (kindAt(c, c.position)) {
      case TokenKind.Newline:
        if (braces === 0 && brackets === 0 && templates === 0) return;
        break;
      case TokenKind.OpenBrace:
        braces++;
        break;
      case TokenKind.OpenBracket:
      case TokenKind.OpenParenthesis:
        brackets++;
        break;
      case TokenKind.CloseBrace:
        if (braces === 0 && templates === 0) return;
        braces--;
        break;
      case TokenKind.CloseBracket:
      case TokenKind.CloseParenthesis:
        brackets = Math.max(0, brackets - 1);
        break;
      case TokenKind.OpenQuote:
      case TokenKind.OpenHeredoc:
      case TokenKind.Interpolation:
      case TokenKind.Directive:
        templates++;
        break;
      case TokenKind.CloseQuote:
      case TokenKind.CloseHeredoc:
      case TokenKind.SequenceEnd:
        if (templates === 0) return;
        templates--;
        break;
      case TokenKind.Identifier:
        if (braces + brackets > 0 && templates === 0 && bodyItemAt(c, c.position) !== undefined) return;
        break;
      default:
        break;
    }
  }
}

/**
 * Skips what does not fit inside a bracket: to a comma, a line break that counts, the closing token, or to where the
 * bracket is abandoned. Nested brackets and templates are skipped as a whole.
 */
export function skipInBracket(c: Cursor, close: TokenKind, openedAt: number): void {
  let nested = 0;
  for (;;) {
    const kind = peek(c);
    if (nested === 0 && (kind === close || kind === TokenKind.Comma || kind === TokenKind.Newline)) return;
    if (nested === 0 && bracketIsAbandoned(c, close, openedAt)) return;
    if (kind === TokenKind.EndOfFile) return;
    switch (kind) {
      case TokenKind.OpenBrace:
      case TokenKind.OpenBracket:
      case TokenKind.OpenParenthesis:
      case TokenKind.OpenQuote:
      case TokenKind.OpenHeredoc:
      case TokenKind.Interpolation:
      case TokenKind.Directive:
        nested++;
        break;
      case TokenKind.CloseBrace:
      case TokenKind.CloseBracket:
      case TokenKind.CloseParenthesis:
      case TokenKind.CloseQuote:
      case TokenKind.CloseHeredoc:
      case TokenKind.SequenceEnd:
        if (nested === 0) return;
        nested--;
        break;
      case TokenKind.Identifier:
        // A line that begins an item leaves nested brackets too, or they would swallow the rest of the file.
        if (nested > 0 && bodyItemAt(c, c.position) === 'block') return;
        break;
      default:
        break;
    }
    c.position++;
  }
}

/** Skips signs, and one token that opens something together with all up to its end or to a line that begins an item; any other token alone. */
export function skipNested(c: Cursor): void {
  while (kindAt(c, c.position) === TokenKind.Minus || kindAt(c, c.position) === TokenKind.Bang) c.position++;
  let nested = 0;
  do {
    switch (kindAt(c, c.position)) {
      case TokenKind.OpenBrace:
      case TokenKind.OpenBracket:
      case TokenKind.OpenParenthesis:
      case TokenKind.OpenQuote:
      case TokenKind.OpenHeredoc:
      case TokenKind.Interpolation:
      case TokenKind.Directive:
        nested++;
        break;
      case TokenKind.CloseBrace:
      case TokenKind.CloseBracket:
      case TokenKind.CloseParenthesis:
      case TokenKind.CloseQuote:
      case TokenKind.CloseHeredoc:
      case TokenKind.SequenceEnd:
        nested--;
        break;
      case TokenKind.Identifier:
        if (nested > 0 && bodyItemAt(c, c.position) !== undefined) return;
        break;
      default:
        break;
    }
    if (c.position >= c.last) return;
    c.position++;
  } while (nested > 0);
}
