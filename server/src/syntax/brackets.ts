/** Parentheses, tuples, objects, for expressions and call arguments: all that stands between brackets. */

import {
  accept,
  advance,
  atKeyword,
  describeNext,
  nameNext,
  endAt,
  kindAt,
  mistake,
  peek,
  placeOfNext,
  previousEnd,
  startAt,
  wordAt,
  type Cursor,
} from './cursor';
import { parseForNames } from './forNames';
import { CallNode, ForNode, ObjectNode, ParenthesesNode, TupleNode, VariableNode } from './keptExpressions';
import { exact } from './keptNodes';
import { missingHere, startsExpression } from './missing';
import { bracketIsAbandoned, skipInBracket } from './recovery';
import { TokenKind } from './tokens';
import type { CallExpression, Expression, ForExpression, Name, ObjectExpression, ObjectItem } from './tree';

type ParseExpression = (c: Cursor) => Expression;

/** The expression at `(`, `[` or `{`. */
export function parseBracketed(c: Cursor, parseExpression: ParseExpression): Expression {
  const open = c.position;
  const newlines = c.newlines;
  const kind = kindAt(c, open);
  advance(c);
  c.newlines = false;
  if (kind === TokenKind.OpenBracket) c.openBrackets++;
  else if (kind === TokenKind.OpenParenthesis) c.openParentheses++;
  const result =
    kind === TokenKind.OpenParenthesis
      ? parseParentheses(c, open, parseExpression)
      : atKeyword(c, 'for')
        ? parseFor(c, open, parseExpression)
        : kind === TokenKind.OpenBracket
          ? parseTuple(c, open, parseExpression)
          : parseObject(c, open, parseExpression);
  if (kind === TokenKind.OpenBracket) c.openBrackets--;
  else if (kind === TokenKind.OpenParenthesis) c.openParentheses--;
  c.newlines = newlines;
  return result;
}

function parseParentheses(c: Cursor, open: number, parseExpression: ParseExpression): Expression {
  const inner = parseExpression(c);
  const height = c.height;
  closeBracket(c, TokenKind.CloseParenthesis, open);
  c.height = height + 1;
  return new ParenthesesNode(startAt(c, open) - c.base, previousEnd(c) - c.base, inner);
}

function parseTuple(c: Cursor, open: number, parseExpression: ParseExpression): Expression {
  const elements: Expression[] = [];
  parseElements(c, open, TokenKind.CloseBracket, elements, parseExpression);
  return new TupleNode(startAt(c, open) - c.base, previousEnd(c) - c.base, exact(elements));
}

/** The call of `name`, which began at the absolute offset `start`, at its opening parenthesis. */
export function parseCall(
  c: Cursor,
  name: Name,
  start: number,
  parseExpression: ParseExpression,
): CallExpression {
  const open = c.position;
  const newlines = c.newlines;
  advance(c);
  c.newlines = false;
  c.openParentheses++;
  const elements: Expression[] = [];
  const expandLast = parseElements(c, open, TokenKind.CloseParenthesis, elements, parseExpression);
  c.openParentheses--;
  c.newlines = newlines;
  return new CallNode(start - c.base, previousEnd(c) - c.base, name, exact(elements), expandLast);
}

/** Expressions separated by commas, up to and with the closing token. Returns whether the last one has `...`. */
function parseElements(
  c: Cursor,
  open: number,
  close: TokenKind,
  elements: Expression[],
  parseExpression: ParseExpression,
): boolean {
  let height = 0;
  let expandLast = false;
  for (;;) {
    const before = c.position;
    let kind = peek(c);
    if (kind === close || bracketIsAbandoned(c, close, open)) break;
    elements.push(parseExpression(c));
    height = Math.max(height, c.height);
    kind = peek(c);
    if (kind === TokenKind.Comma) {
      advance(c);
      continue;
    }
    if (kind === TokenKind.Ellipsis && close === TokenKind.CloseParenthesis) {
      advance(c);
      expandLast = true;
      break;
    }
    if (kind === close || bracketIsAbandoned(c, close, open)) break;
    reportSeparator(c);
    if (startsExpression(c) && c.position > before) continue;
    skipInBracket(c, close, open);
    if (peek(c) === TokenKind.Comma) advance(c);
    else if (c.position === before) advance(c);
  }
  closeBracket(c, close, open);
  c.height = height + 1;
  return expandLast;
}

function reportSeparator(c: Cursor): void {
  const place = placeOfNext(c);
  mistake(
    c,
    'missing-comma',
    place.start,
    place.end,
    `Missing comma: ${describeNext(c)} follows an element directly. Add "," before it or remove it.`,
  );
}

/** Consumes the closing token, over anything that does not fit before it. */
function closeBracket(c: Cursor, close: TokenKind, open: number): void {
  if (accept(c, close)) return;
  const sign = close === TokenKind.CloseBracket ? ']' : close === TokenKind.CloseParenthesis ? ')' : '}';
  for (;;) {
    if (bracketIsAbandoned(c, close, open)) {
      mistake(
        c,
        'unclosed-bracket',
        startAt(c, open),
        endAt(c, open),
        `Unclosed bracket: there is no "${sign}" for it. Add "${sign}" where it should end.`,
      );
      return;
    }
    const place = placeOfNext(c);
    mistake(
      c,
      'unexpected-token',
      place.start,
      place.end,
      `Unexpected ${nameNext(c)}: "${sign}" belongs here. Add it or remove what is too much.`,
    );
    const before = c.position;
    skipInBracket(c, close, open);
    if (accept(c, close)) return;
    if (c.position === before) advance(c);
  }
}

function parseObject(c: Cursor, open: number, parseExpression: ParseExpression): ObjectExpression {
  c.newlines = true;
  const items: ObjectItem[] = [];
  let height = 0;
  for (;;) {
    while (kindAt(c, c.position) === TokenKind.Newline) c.position++;
    const before = c.position;
    if (bracketIsAbandoned(c, TokenKind.CloseBrace, open) || peek(c) === TokenKind.CloseBrace) break;
    const key = parseObjectKey(c, parseExpression);
    height = Math.max(height, c.height);
    let value: Expression;
    const separator = peek(c);
    if (separator === TokenKind.Equals || separator === TokenKind.Colon) {
      advance(c);
      value = parseExpression(c);
      height = Math.max(height, c.height);
    } else {
      value = missingHere(c);
      const place = placeOfNext(c);
      mistake(
        c,
        'missing-equals',
        place.start,
        place.end,
        `Missing value: ${describeNext(c)} stands where "=" and the key's value belong. Write it as "key = value".`,
      );
      skipInBracket(c, TokenKind.CloseBrace, open);
    }
    if (key.kind !== 'missing' || value.kind !== 'missing') items.push({ key, value });
    const next = peek(c);
    if (next === TokenKind.Comma) {
      advance(c);
    } else if (next !== TokenKind.Newline && next !== TokenKind.CloseBrace) {
      if (bracketIsAbandoned(c, TokenKind.CloseBrace, open)) break;
      reportItemEnd(c);
      skipInBracket(c, TokenKind.CloseBrace, open);
      accept(c, TokenKind.Comma);
      if (c.position === before) advance(c);
    }
  }
  if (bracketIsAbandoned(c, TokenKind.CloseBrace, open)) {
    mistake(
      c,
      'unclosed-bracket',
      startAt(c, open),
      endAt(c, open),
      'Unclosed brace: there is no "}" for this object. Add "}" where it should end.',
    );
  } else {
    accept(c, TokenKind.CloseBrace);
  }
  c.height = height + 1;
  return new ObjectNode(startAt(c, open) - c.base, previousEnd(c) - c.base, exact(items));
}

function reportItemEnd(c: Cursor): void {
  const place = placeOfNext(c);
  mistake(
    c,
    'missing-separator',
    place.start,
    place.end,
    `Unexpected ${nameNext(c)}: the item should end here. Separate items by "," or begin a new line.`,
  );
}

/** A bare word is its own name, also `true` and `null` (HCL spec, Collection Values). */
function parseObjectKey(c: Cursor, parseExpression: ParseExpression): Expression {
  if (peek(c) === TokenKind.Identifier) {
    const next = kindAt(c, c.position + 1);
    if (next === TokenKind.Equals || next === TokenKind.Colon) {
      const token = c.position;
      advance(c);
      c.height = 1;
      return new VariableNode(startAt(c, token) - c.base, endAt(c, token) - c.base, wordAt(c, token));
    }
  }
  // A reference without parentheses, `a.b = 1`, is refused when it is evaluated; but in `providers = { aws.east = … }`,
  // which is not evaluated, it is how a provider is named. The grammar allows it.
  return parseExpression(c);
}

/** `for` was seen behind `[` or `{`. */
function parseFor(c: Cursor, open: number, parseExpression: ParseExpression): ForExpression {
  const isObject = kindAt(c, open) === TokenKind.OpenBrace;
  const close = isObject ? TokenKind.CloseBrace : TokenKind.CloseBracket;
  advance(c);
  const { keyName, valueName } = parseForNames(c);
  const collection = parseExpression(c);
  let height = c.height;
  const part = (): Expression => {
    const result = parseExpression(c);
    height = Math.max(height, c.height);
    return result;
  };
  let key: Expression | undefined;
  let value: Expression;
  let group = false;
  if (accept(c, TokenKind.Colon)) {
    value = part();
    if (peek(c) === TokenKind.FatArrow) {
      if (!isObject) {
        reportFor(c, 'a key ("=>") belongs only into a for expression in braces. Use { } or remove it');
      }
      advance(c);
      key = value;
      value = part();
    } else if (isObject) {
      reportFor(c, 'a for expression in braces needs a key. Write it as "key => value"');
      // The value stays what it is: the key is what is missing.
      key = missingHere(c);
    }
    if (peek(c) === TokenKind.Ellipsis) {
      if (!isObject) {
        reportFor(c, 'grouping ("...") belongs only into a for expression in braces. Use { } or remove it');
      }
      advance(c);
      group = isObject;
    }
  } else {
    reportFor(c, '":" and a value belong here. Write it as "for name in collection : value"');
    value = missingHere(c);
    if (isObject) key = value;
  }
  let condition: Expression | undefined;
  if (atKeyword(c, 'if')) {
    advance(c);
    condition = part();
  }
  closeBracket(c, close, open);
  c.height = height + 1;
  return new ForNode(startAt(c, open) - c.base, previousEnd(c) - c.base, {
    result: isObject ? 'object' : 'tuple',
    keyName,
    valueName,
    collection,
    key: isObject ? key : undefined,
    value,
    group,
    condition,
  });
}

function reportFor(c: Cursor, what: string): void {
  const place = placeOfNext(c);
  mistake(c, 'incomplete-for', place.start, place.end, `Incomplete "for": ${what}.`);
}
