/** Operators, terms and traversals. Brackets of all kinds are in brackets.ts, templates in templates.ts. */

import { parseBracketed, parseCall } from './brackets';
import {
  advance,
  complain,
  deepestNesting,
  describeNext,
  endAt,
  here,
  mistake,
  peek,
  placeOfNext,
  previousEnd,
  tallestExpression,
  wordAt,
  type Cursor,
} from './cursor';
import { BinaryNode, CallNode, ConditionalNode, UnaryNode, VariableNode } from './keptExpressions';
import { BooleanNode, exact, NameNode, NullNode, NumberNode } from './keptNodes';
import { missingHere, parseNothing } from './missing';
import { nextLineBeginsItem, skipLine, skipNested } from './recovery';
import { parseTemplate } from './templates';
import { parseTraversals } from './traversals';
import { TokenKind } from './tokens';
import type { BinaryOperator, Expression, MissingExpression } from './tree';
import { wordOf } from './words';

/** An expression; Missing, with a mistake reported, where none begins. Consumes nothing then. */
export function parseExpression(c: Cursor): Expression {
  if (c.depth >= deepestNesting) return tooDeep(c);
  c.depth++;
  const result = parseConditional(c);
  c.depth--;
  return result;
}

function tooDeep(c: Cursor): MissingExpression {
  const place = placeOfNext(c);
  mistake(
    c,
    'nesting-too-deep',
    place.start,
    place.end,
    `Too deeply nested: more than ${deepestNesting} levels are not read. Move inner parts into local values.`,
  );
  const missing = missingHere(c);
  skipNested(c);
  return missing;
}

function tooTall(c: Cursor, start: number): void {
  mistake(
    c,
    'nesting-too-deep',
    start,
    Math.max(start, previousEnd(c)),
    `Too long a chain of operators: more than ${tallestExpression} in a row are not read. Move parts into local values.`,
  );
  if (!c.failed) skipLine(c);
}

function parseConditional(c: Cursor): Expression {
  const condition = parseBinary(c, 0);
  if (peek(c) !== TokenKind.Question) return condition;
  let height = c.height;
  advance(c);
  const then = parseExpression(c);
  height = Math.max(height, c.height);
  let otherwise: Expression;
  if (peek(c) === TokenKind.Colon) {
    advance(c);
    otherwise = parseExpression(c);
    height = Math.max(height, c.height);
  } else {
    const place = placeOfNext(c);
    mistake(
      c,
      'incomplete-conditional',
      place.start,
      place.end,
      `Incomplete conditional: ${describeNext(c)} stands where ":" and the other value belong. Write "condition ? a : b".`,
    );
    otherwise = missingHere(c);
  }
  c.height = height + 1;
  return new ConditionalNode(condition, then, otherwise);
}

/** Operators bind tighter the higher their level; all associate to the left (HCL spec, Operations). */
function parseBinary(c: Cursor, aboveLevel: number): Expression {
  let left = parseTerm(c);
  let height = c.height;
  for (;;) {
    const kind = peek(c);
    const level = levelOf(kind);
    if (level <= aboveLevel) break;
    const operator = c.text.slice(here(c), endAt(c, c.position)) as BinaryOperator;
    advance(c);
    const right = parseBinary(c, level);
    height = Math.max(height, c.height) + 1;
    left = new BinaryNode(operator, left, right);
    if (height > tallestExpression) {
      tooTall(c, left.span.start + c.base);
      break;
    }
  }
  c.height = height;
  return left;
}

function levelOf(kind: TokenKind): number {
  switch (kind) {
    case TokenKind.Or:
      return 1;
    case TokenKind.And:
      return 2;
    case TokenKind.EqualEqual:
    case TokenKind.NotEqual:
      return 3;
    case TokenKind.Less:
    case TokenKind.Greater:
    case TokenKind.LessEqual:
    case TokenKind.GreaterEqual:
      return 4;
    case TokenKind.Plus:
    case TokenKind.Minus:
      return 5;
    case TokenKind.Star:
    case TokenKind.Slash:
    case TokenKind.Percent:
      return 6;
    default:
      return 0;
  }
}

function parseTerm(c: Cursor): Expression {
  const primary = parsePrimary(c);
  const kind = peek(c);
  if (kind !== TokenKind.Dot && kind !== TokenKind.OpenBracket) return primary;
  if (primary.kind === 'missing') return primary;
  return parseTraversals(c, primary, parseExpression);
}

function parsePrimary(c: Cursor): Expression {
  const kind = peek(c);
  const start = here(c);
  c.height = 1;
  switch (kind) {
    case TokenKind.Identifier:
      return nextLineBeginsItem(c) ? parseNothing(c) : parseName(c);
    case TokenKind.OpenQuote:
    case TokenKind.OpenHeredoc:
      return c.depth >= deepestNesting ? tooDeep(c) : parseTemplate(c, parseExpression);
    case TokenKind.Number: {
      const end = endAt(c, c.position);
      const text = wordAt(c, c.position);
      advance(c);
      if (!/^[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?$/.test(text)) {
        complain(
          c,
          'invalid-number',
          start,
          end,
          `Invalid number: "${text}" is no decimal number. Write it like 12, 1.5 or 1e3, or quote it to make it text.`,
        );
      }
      return new NumberNode(start - c.base, end - c.base, text);
    }
    case TokenKind.OpenBracket:
    case TokenKind.OpenBrace:
    case TokenKind.OpenParenthesis:
      return parseBracketed(c, parseExpression);
    case TokenKind.Minus:
    case TokenKind.Bang: {
      if (c.depth >= deepestNesting) return tooDeep(c);
      advance(c);
      c.depth++;
      // The operand is a term with its traversals: -a.b + c is (-(a.b)) + c.
      const operand = parseTerm(c);
      c.depth--;
      c.height++;
      const operator = kind === TokenKind.Minus ? '-' : '!';
      return new UnaryNode(start - c.base, operator, operand);
    }
    default:
      return parseNothing(c);
  }
}

function parseName(c: Cursor): Expression {
  const token = c.position;
  const start = here(c) - c.base;
  const end = endAt(c, token) - c.base;
  advance(c);
  const next = peek(c);
  if (next === TokenKind.OpenParenthesis || next === TokenKind.DoubleColon) {
    return parseFunction(c, start + c.base);
  }
  const name = wordAt(c, token);
  switch (name) {
    case 'true':
    case 'false':
      return new BooleanNode(start, end, name === 'true');
    case 'null':
      return new NullNode(start, end);
    default:
      return new VariableNode(start, end, name);
  }
}

/** A call whose name began at `start`, from behind its first word: `(…)` or `::next(…)`. */
function parseFunction(c: Cursor, start: number): Expression {
  let text = wordOf(c.text, start, previousEnd(c));
  let end = previousEnd(c);
  while (peek(c) === TokenKind.DoubleColon) {
    advance(c);
    if (peek(c) !== TokenKind.Identifier || nextLineBeginsItem(c)) {
      const place = placeOfNext(c);
      mistake(
        c,
        'missing-function-name',
        place.start,
        place.end,
        `Incomplete function name: ${describeNext(c)} stands where a name belongs. Write it like "provider::name::function(…)".`,
      );
      end = previousEnd(c);
      text += '::';
      break;
    }
    text += '::' + wordAt(c, c.position);
    end = endAt(c, c.position);
    advance(c);
  }
  const name = new NameNode(start - c.base, end - c.base, text);
  if (peek(c) === TokenKind.OpenParenthesis) return parseCall(c, name, start, parseExpression);
  const place = placeOfNext(c);
  mistake(
    c,
    'missing-parenthesis',
    place.start,
    place.end,
    `Incomplete call: ${describeNext(c)} stands where the arguments belong. Add "(" and ")" behind "${text}".`,
  );
  return new CallNode(start - c.base, previousEnd(c) - c.base, name, exact([]), false);
}
