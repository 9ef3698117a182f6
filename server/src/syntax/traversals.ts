/** What follows a term: attributes, indexes, and the two kinds of splat with the steps they apply to each element. */

import {
  advance,
  complain,
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
  relative,
  startAt,
  tallestExpression,
  type Cursor,
} from './cursor';
import { bracketIsAbandoned, nextLineBeginsItem, skipInBracket, skipLine } from './recovery';
import { TokenKind } from './tokens';
import type { Expression, Name, TraversalStep } from './tree';

type ParseExpression = (c: Cursor) => Expression;
type NumberExpression = Extract<Expression, { kind: 'literal' }>;

/** Wraps `root` in all the steps that follow it. */
export function parseTraversals(c: Cursor, root: Expression, parseExpression: ParseExpression): Expression {
  let result = root;
  let height = c.height;
  const start = root.span.start;
  for (;;) {
    const kind = peek(c);
    if (kind === TokenKind.Dot) {
      advance(c);
      const next = peek(c);
      if (next === TokenKind.Number) {
        for (const key of parseLegacyIndexes(c)) {
          height++;
          result = {
            kind: 'index',
            span: { start, end: key.span.end },
            collection: result,
            key,
            legacy: true,
          };
        }
        continue;
      }
      if (next === TokenKind.Star) {
        advance(c);
        const steps = parseAttributeSteps(c);
        height++;
        result = {
          kind: 'splat',
          span: relative(c, start + c.base, previousEnd(c)),
          source: result,
          full: false,
          steps,
        };
        continue;
      }
      const name = parseAttributeName(c);
      height++;
      result = { kind: 'attribute', span: { start, end: name.span.end }, object: result, name };
      if (name.text === '') break;
    } else if (kind === TokenKind.OpenBracket) {
      if (atFullSplat(c)) {
        skipFullSplat(c);
        const steps = parseFullSteps(c, parseExpression);
        height = Math.max(height, c.height) + 1;
        result = {
          kind: 'splat',
          span: relative(c, start + c.base, previousEnd(c)),
          source: result,
          full: true,
          steps,
        };
        break;
      }
      const key = parseIndexKey(c, parseExpression);
      height = Math.max(height, c.height) + 1;
      const span = relative(c, start + c.base, previousEnd(c));
      result = { kind: 'index', span, collection: result, key, legacy: false };
    } else {
      break;
    }
    if (height > tallestExpression) {
      mistake(
        c,
        'nesting-too-deep',
        start + c.base,
        previousEnd(c),
        `Too long a traversal: more than ${tallestExpression} steps are not read. Move parts into local values.`,
      );
      if (!c.failed) skipLine(c);
      break;
    }
  }
  c.height = height;
  return result;
}

/** All steps behind `[*]`: a full splat applies the whole rest of the traversal to each element. */
function parseFullSteps(c: Cursor, parseExpression: ParseExpression): TraversalStep[] {
  const steps: TraversalStep[] = [];
  let height = 1;
  c.depth++;
  for (;;) {
    const kind = peek(c);
    const start = here(c);
    if (kind === TokenKind.Dot) {
      advance(c);
      const next = peek(c);
      if (next === TokenKind.Number) {
        for (const key of parseLegacyIndexes(c)) steps.push({ kind: 'index', span: key.span, key });
      } else if (next === TokenKind.Star) {
        advance(c);
        const inner = parseAttributeSteps(c);
        steps.push({ kind: 'splat', span: relative(c, start, previousEnd(c)), full: false, steps: inner });
      } else {
        const name = parseAttributeName(c);
        steps.push({ kind: 'attribute', span: relative(c, start, name.span.end + c.base), name });
        if (name.text === '') break;
      }
    } else if (kind === TokenKind.OpenBracket) {
      if (atFullSplat(c)) {
        if (c.depth >= deepestNesting) {
          mistake(
            c,
            'nesting-too-deep',
            start,
            endAt(c, c.position),
            'Too many splats in a row. Use a for expression.',
          );
          if (!c.failed) skipLine(c);
          break;
        }
        skipFullSplat(c);
        const inner = parseFullSteps(c, parseExpression);
        height = Math.max(height, c.height + 1);
        steps.push({ kind: 'splat', span: relative(c, start, previousEnd(c)), full: true, steps: inner });
        break;
      }
      const key = parseIndexKey(c, parseExpression);
      height = Math.max(height, c.height + 1);
      steps.push({ kind: 'index', span: relative(c, start, previousEnd(c)), key });
    } else {
      break;
    }
  }
  c.depth--;
  c.height = height;
  return steps;
}

/** Steps behind `.*`: attributes and legacy indexes only; anything else applies to the whole result. */
function parseAttributeSteps(c: Cursor): TraversalStep[] {
  const steps: TraversalStep[] = [];
  while (peek(c) === TokenKind.Dot) {
    const start = here(c);
    advance(c);
    const next = peek(c);
    if (next === TokenKind.Number) {
      for (const key of parseLegacyIndexes(c)) steps.push({ kind: 'index', span: key.span, key });
    } else if (next === TokenKind.Star) {
      mistake(
        c,
        'nested-splat',
        here(c),
        endAt(c, c.position),
        'Nested splat: ".*" cannot follow another ".*". Use the full splat "[*]" or a for expression.',
      );
      advance(c);
    } else {
      const name = parseAttributeName(c);
      steps.push({ kind: 'attribute', span: relative(c, start, name.span.end + c.base), name });
      if (name.text === '') break;
    }
  }
  return steps;
}

/** The name behind a dot; empty, with a mistake reported, when the text ends there. */
function parseAttributeName(c: Cursor): Name {
  if (peek(c) === TokenKind.Identifier && !nextLineBeginsItem(c)) {
    const name = nameAt(c, c.position);
    advance(c);
    return name;
  }
  const place = placeOfNext(c);
  mistake(
    c,
    'missing-attribute-name',
    place.start,
    place.end,
    `Missing attribute name: ${describeNext(c)} follows the dot. Write a name behind it.`,
  );
  const end = previousEnd(c);
  return { text: '', span: relative(c, end, end) };
}

/** The number behind a dot. `a.0.1` reads as the number 0.1, which HCL rejects; it is meant as two indexes. */
function parseLegacyIndexes(c: Cursor): NumberExpression[] {
  const start = here(c);
  const end = endAt(c, c.position);
  const text = c.text.slice(start, end);
  advance(c);
  const keys: NumberExpression[] = [];
  let offset = start;
  // Nobody means more than a few; a thousand would only make the tree tall.
  const parts = text.split('.', 8);
  for (const part of parts) {
    keys.push({
      kind: 'literal',
      span: relative(c, offset, offset + part.length),
      type: 'number',
      text: part,
    });
    offset += part.length + 1;
  }
  if (keys.length > 1) {
    complain(
      c,
      'legacy-index-chain',
      start,
      end,
      `Invalid index: "${parts.join('.')}" reads as one number. Write the indexes in brackets: [${parts.join('][')}].`,
    );
  }
  return keys;
}

function atFullSplat(c: Cursor): boolean {
  return kindAt(c, c.position + 1) === TokenKind.Star && kindAt(c, c.position + 2) === TokenKind.CloseBracket;
}

function skipFullSplat(c: Cursor): void {
  c.position += 3;
}

/** The key between `[` and `]`. */
function parseIndexKey(c: Cursor, parseExpression: ParseExpression): Expression {
  const open = c.position;
  const newlines = c.newlines;
  c.newlines = false;
  c.openBrackets++;
  advance(c);
  const key = parseExpression(c);
  if (peek(c) !== TokenKind.CloseBracket) {
    if (bracketIsAbandoned(c, TokenKind.CloseBracket, open)) {
      mistake(
        c,
        'unclosed-bracket',
        startAt(c, open),
        endAt(c, open),
        'Unclosed bracket: there is no "]" for this index. Add it behind the key.',
      );
    } else {
      const place = placeOfNext(c);
      mistake(
        c,
        'unexpected-token',
        place.start,
        place.end,
        `Unexpected ${nameNext(c)}: the index should end here. Add "]" before it or remove it.`,
      );
      if (!c.failed) skipInBracket(c, TokenKind.CloseBracket, open);
    }
  }
  if (peek(c) === TokenKind.CloseBracket) advance(c);
  c.openBrackets--;
  c.newlines = newlines;
  return key;
}
