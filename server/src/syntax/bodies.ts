/** Blocks and arguments, and where a block ends when its brace does not say so. */

import { createArgumentNames, noteArgument } from './argumentNames';
import { parseExpression } from './expressions';
import {
  advance,
  deepestNesting,
  describeNext,
  nameNext,
  endAt,
  here,
  kindAt,
  mistake,
  nameAt,
  peek,
  placeOfNext,
  previousEnd,
  startAt,
  wordAt,
  type Cursor,
} from './cursor';
import { ArgumentNode, BlockNode, BodyNode, exact, NameNode } from './keptNodes';
import { missingHere, reportBadToken } from './missing';
import { indentationOf, lineIndentation, skipLine, startsTopLevelBlock } from './recovery';
import { decodeQuoted } from './templateText';
import { TokenKind } from './tokens';
import type { BodyItem, Expression, Name } from './tree';

/** The body item at an identifier; undefined when the word is neither an argument nor a block yet. */
export function parseBodyItem(c: Cursor): ArgumentNode | BlockNode | undefined {
  const name = c.position;
  switch (kindAt(c, name + 1)) {
    case TokenKind.Equals:
      return parseArgument(c);
    case TokenKind.OpenBrace:
    case TokenKind.OpenQuote:
    case TokenKind.Identifier:
      return parseBlock(c);
    default: {
      const text = c.text.slice(startAt(c, name), endAt(c, name));
      advance(c);
      mistake(
        c,
        'incomplete-item',
        startAt(c, name),
        endAt(c, name),
        `Incomplete definition: "${text}" is neither an argument nor a block. Write "${text} = value" or "${text} { … }".`,
      );
      if (!c.failed) skipLine(c);
      return undefined;
    }
  }
}

function parseArgument(c: Cursor): ArgumentNode {
  const start = here(c);
  const word = wordAt(c, c.position);
  advance(c);
  advance(c);
  const next = peek(c);
  let value: Expression;
  if (next === TokenKind.Newline || next === TokenKind.EndOfFile) {
    const missing = missingHere(c);
    value = missing;
    mistake(
      c,
      'missing-value',
      start,
      missing.end + c.base,
      `Missing value: nothing follows "${word} =" on its line. Write the value behind it.`,
    );
  } else {
    value = parseExpression(c);
  }
  const end = Math.max(value.span.end, previousEnd(c) - c.base);
  return new ArgumentNode(start - c.base, end, word, value);
}

/** A line break must follow an item, or the end of the file, or in a one-line block the closing brace. */
export function endItem(c: Cursor, what: 'argument' | 'block', mayCloseHere: boolean): void {
  const kind = kindAt(c, c.position);
  if (kind === TokenKind.Newline) {
    advance(c);
    return;
  }
  // Recovery inside brackets may have stopped at the line that begins the next item.
  if (kind === TokenKind.EndOfFile || (c.position > 0 && kindAt(c, c.position - 1) === TokenKind.Newline)) {
    return;
  }
  if (kind === TokenKind.CloseBrace && mayCloseHere) return;
  if (kind === TokenKind.Bad) {
    reportBadToken(c);
  } else {
    const place = placeOfNext(c);
    const advice =
      kind === TokenKind.Comma
        ? 'Arguments are separated by line breaks, not commas.'
        : `Begin a new line before it, or remove it.`;
    mistake(
      c,
      'missing-line-break',
      place.start,
      place.end,
      `Unexpected ${nameNext(c)}: the ${what} should end with its line. ${advice}`,
    );
  }
  if (c.failed || kind === TokenKind.CloseBrace) return;
  if (kind === TokenKind.Comma && kindAt(c, c.position + 1) === TokenKind.Identifier) advance(c);
  else skipLine(c);
}

function parseBlock(c: Cursor): BlockNode {
  const first = c.position;
  advance(c);
  const labels: Name[] = [];
  for (;;) {
    const kind = kindAt(c, c.position);
    if (kind === TokenKind.Identifier) {
      labels.push(nameAt(c, c.position));
      advance(c);
    } else if (kind === TokenKind.OpenQuote) {
      labels.push(parseLabel(c));
    } else {
      break;
    }
  }
  if (kindAt(c, c.position) === TokenKind.OpenBrace) {
    const open = c.position;
    advance(c);
    return finishBlock(c, first, exact(labels), endAt(c, open), open);
  }
  const place = placeOfNext(c);
  mistake(
    c,
    'missing-brace',
    place.start,
    place.end,
    `Incomplete block: ${describeNext(c)} stands where "{" belongs. Add "{" on the line of the block's name and "}" below.`,
  );
  const headerEnd = previousEnd(c);
  // Lines that stand deeper than a header without more were meant as its body.
  const mayHaveBody = kindAt(c, c.position) === TokenKind.Newline && bodyFollows(c, first);
  if (!c.failed) skipLine(c);
  if (!c.failed && mayHaveBody) return finishBlock(c, first, exact(labels), headerEnd, first);
  const end = Math.max(headerEnd, previousEnd(c));
  const body = new BodyNode(headerEnd - c.base, end - c.base, exact([]));
  return blockFrom(c, first, end, exact(labels), body, false);
}

function bodyFollows(c: Cursor, first: number): boolean {
  let index = c.position;
  while (kindAt(c, index) === TokenKind.Newline) index++;
  return kindAt(c, index) === TokenKind.Identifier && indentationOf(c, index) > lineIndentation(c, first);
}

function finishBlock(
  c: Cursor,
  first: number,
  labels: readonly Name[],
  bodyStart: number,
  open: number,
): BlockNode {
  const { items, closed } = parseBody(c, first, open);
  const bodyEnd = closed ? here(c) : Math.max(bodyStart, previousEnd(c));
  if (closed) advance(c);
  const body = new BodyNode(bodyStart - c.base, bodyEnd - c.base, items);
  return blockFrom(c, first, closed ? bodyEnd + 1 : bodyEnd, labels, body, closed);
}

/** The block whose type is the token `first`, up to the absolute offset `end`. */
function blockFrom(
  c: Cursor,
  first: number,
  end: number,
  labels: readonly Name[],
  body: BodyNode,
  closed: boolean,
): BlockNode {
  return new BlockNode(startAt(c, first) - c.base, end - c.base, wordAt(c, first), labels, body, closed);
}

/** A label in quotes: text without sequences. */
function parseLabel(c: Cursor): Name {
  const start = here(c);
  advance(c);
  const textStart = here(c);
  let text = '';
  while (kindAt(c, c.position) === TokenKind.Text) {
    text += decodeQuoted(c, here(c), endAt(c, c.position));
    advance(c);
  }
  const kind = kindAt(c, c.position);
  if (kind === TokenKind.Interpolation || kind === TokenKind.Directive) {
    mistake(
      c,
      'template-in-label',
      here(c),
      endAt(c, c.position),
      'Template in a label: labels are read before anything is evaluated. Use plain text, or double the first character.',
    );
    let templates = 0;
    for (; c.position < c.last; c.position++) {
      const inner = kindAt(c, c.position);
      if (inner === TokenKind.CloseQuote && templates === 0) break;
      if (inner === TokenKind.OpenQuote || inner === TokenKind.OpenHeredoc) templates++;
      else if (inner === TokenKind.CloseQuote || inner === TokenKind.CloseHeredoc) templates--;
    }
    text = c.text.slice(textStart, here(c));
  }
  const end = endAt(c, c.position);
  if (kindAt(c, c.position) === TokenKind.CloseQuote) {
    if (here(c) === end) {
      mistake(
        c,
        'unterminated-string',
        start,
        end,
        'Unterminated label: a quoted label ends on the line it begins. Add the closing quote (").',
      );
      // The quote took the brace with it: `resource "a" "b {`.
      text = text.replace(/\s*\{\s*$/, '');
    }
    if (!c.failed) advance(c);
  }
  return new NameNode(start - c.base, Math.max(start, end) - c.base, text);
}

interface BodyResult {
  readonly items: readonly BodyItem[];
  /** The next token is the closing brace. */
  readonly closed: boolean;
}

/** The items of the block whose first token is `first`, up to its closing brace, which is left. */
function parseBody(c: Cursor, first: number, open: number): BodyResult {
  if (c.depth >= deepestNesting) return abandonDeepBody(c, open);
  c.depth++;
  const items: (ArgumentNode | BlockNode)[] = [];
  const names = createArgumentNames();
  const wasFlat = c.flat;
  const indentation = c.recovering ? lineIndentation(c, first) : 0;
  const inner = kindAt(c, c.position);
  const oneLine =
    inner !== TokenKind.Newline && inner !== TokenKind.EndOfFile && inner !== TokenKind.CloseBrace;
  let closed = false;
  if (c.recovering) c.flat = (c.depth === 1 || wasFlat) && !oneLine && looksFlat(c, indentation);
  for (;;) {
    const kind = kindAt(c, c.position);
    if (kind === TokenKind.Newline) {
      advance(c);
      continue;
    }
    if (kind === TokenKind.EndOfFile) break;
    if (c.recovering) {
      const column = indentationOf(c, c.position);
      if (column >= 0 && endsUnclosedBody(c, kind, column, indentation)) break;
      if (kind === TokenKind.CloseBrace && c.dropsSurplusBraces && column > indentation) {
        dropBrace(c);
        continue;
      }
    }
    if (kind === TokenKind.CloseBrace) {
      closed = true;
      break;
    }
    const before = c.position;
    if (kind === TokenKind.Identifier) {
      const item = parseBodyItem(c);
      if (item !== undefined) {
        items.push(item);
        if (item.kind === 'argument') noteArgument(c, names, item.word, item.start + c.base);
      }
      if (!c.failed && item !== undefined) endItem(c, item.kind, oneLine);
    } else {
      reportJunk(c);
    }
    if (c.position === before) advance(c);
  }
  if (oneLine && !c.failed) checkOneLine(c, items, open, closed);
  if (!closed) {
    mistake(
      c,
      'unclosed-block',
      startAt(c, open),
      endAt(c, open),
      'Unclosed block: there is no "}" for it. Add "}" where the block should end.',
    );
  }
  c.flat = wasFlat;
  c.depth--;
  return { items: exact(items), closed: closed && !c.failed };
}

/** When recovering: whether the next lines stand no deeper than the block's own, so that indentation says nothing. */
function looksFlat(c: Cursor, indentation: number): boolean {
  let lines = 0;
  for (let index = c.position; index < c.last && lines < 8; index++) {
    const kind = kindAt(c, index);
    if (kind === TokenKind.Newline || kindAt(c, index - 1) !== TokenKind.Newline) continue;
    const column = indentationOf(c, index);
    if (column > indentation) return false;
    if (kind === TokenKind.CloseBrace || startsTopLevelBlock(c, index)) break;
    lines++;
  }
  return lines > 0;
}

/** When recovering: whether the token, first of its line at `column`, cannot belong to a body whose line begins at `indentation`. */
function endsUnclosedBody(c: Cursor, kind: TokenKind, column: number, indentation: number): boolean {
  if (kind === TokenKind.Identifier) {
    if (startsTopLevelBlock(c, c.position)) return true;
    return !c.flat && column <= indentation;
  }
  return kind === TokenKind.CloseBrace && !c.flat && column < indentation;
}

/** `{ name = value }`: one argument and nothing else (HCL spec, Body Item: OneLineBlock). */
function checkOneLine(c: Cursor, items: readonly BodyItem[], open: number, closed: boolean): void {
  const only = items[0];
  const sameLine = kindAt(c, c.position - 1) !== TokenKind.Newline;
  if (items.length === 1 && only?.kind === 'argument' && closed && sameLine) return;
  mistake(
    c,
    'invalid-one-line-block',
    startAt(c, open),
    endAt(c, open),
    'Invalid one-line block: it may hold a single argument and must close on the same line. ' +
      'Begin a new line behind "{" and write each argument on a line of its own.',
  );
}

/** Reports a token that begins no body item, and skips its line. May not move: `}` is left for the caller. */
export function reportJunk(c: Cursor): void {
  if (kindAt(c, c.position) === TokenKind.Bad) {
    reportBadToken(c);
  } else {
    const place = placeOfNext(c);
    mistake(
      c,
      'unexpected-token',
      place.start,
      place.end,
      `Unexpected ${nameNext(c)}: an argument or a block belongs here. Remove it, or write "name = value".`,
    );
  }
  if (c.failed) return;
  const kind = kindAt(c, c.position);
  if (kind === TokenKind.OpenBrace || kind === TokenKind.OpenBracket || kind === TokenKind.OpenParenthesis) {
    // What follows a stray bracket may well be an item; its line is worth more than the bracket's partner.
    advance(c);
    c.reportedAt = c.position;
  } else {
    skipLine(c);
  }
}

function dropBrace(c: Cursor): void {
  mistake(
    c,
    'surplus-brace',
    here(c),
    endAt(c, c.position),
    'Surplus brace: every block above is closed already. Remove it, or add the "{" it belongs to.',
  );
  if (!c.failed) advance(c);
}

function abandonDeepBody(c: Cursor, open: number): BodyResult {
  mistake(
    c,
    'nesting-too-deep',
    startAt(c, open),
    endAt(c, open),
    `Too deeply nested: more than ${deepestNesting} levels of blocks are not read. Remove some levels.`,
  );
  let nested = 0;
  if (!c.failed) {
    for (; c.position < c.last; c.position++) {
      const kind = kindAt(c, c.position);
      if (startsTopLevelBlock(c, c.position)) break;
      if (kind === TokenKind.OpenBrace) nested++;
      else if (kind === TokenKind.CloseBrace && --nested < 0) break;
    }
  }
  return { items: exact([]), closed: kindAt(c, c.position) === TokenKind.CloseBrace };
}
