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
  startAt,
  tallestExpression,
  type Cursor,
} from './cursor';
import {
  AttributeNode,
  AttributeStepNode,
  IndexNode,
  IndexStepNode,
  SplatNode,
  SplatStepNode,
} from './keptExpressions';
import { exact, NameNode, NumberNode } from './keptNodes';
import { bracketIsAbandoned, nextLineBeginsItem, skipInBracket, skipLine } from './recovery';
import { TokenKind } from './tokens';
import type { Expression, TraversalStep } from './tree';

type ParseExpression = (c: Cursor) => Expression;

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
          result = new IndexNode(start, key.end, result, key, true);
        }
        continue;
      }
      if (next === TokenKind.Star) {
        advance(c);
        const steps = parseAttributeSteps(c);
        height++;
        result = new SplatNode(start, previousEnd(c) - c.base, result, false, steps);
        continue;
      }
      const name = parseAttributeName(c);
      height++;
      result = new AttributeNode(start, name.end, result, name.text);
      if (name.text === '') break;
    } else if (kind === TokenKind.OpenBracket) {
      if (atFullSplat(c)) {
        skipFullSplat(c);
        const steps = parseFullSteps(c, parseExpression);
        height = Math.max(height, c.height) + 1;
        result = new SplatNode(start, previousEnd(c) - c.base, result, true, steps);
        break;
      }
      const key = parseIndexKey(c, parseExpression);
      height = Math.max(height, c.height) + 1;
      result = new IndexNode(start, previousEnd(c) - c.base, result, key, false);
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
function parseFullSteps(c: Cursor, parseExpression: ParseExpression): readonly TraversalStep[] {
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
        for (const key of parseLegacyIndexes(c)) steps.push(new IndexStepNode(key.start, key.end, key));
      } else if (next === TokenKind.Star) {
        advance(c);
        const inner = parseAttributeSteps(c);
        steps.push(new SplatStepNode(start - c.base, previousEnd(c) - c.base, false, inner));
      } else {
        const name = parseAttributeName(c);
        steps.push(new AttributeStepNode(start - c.base, name));
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
        steps.push(new SplatStepNode(start - c.base, previousEnd(c) - c.base, true, inner));
        break;
      }
      const key = parseIndexKey(c, parseExpression);
      height = Math.max(height, c.height + 1);
      steps.push(new IndexStepNode(start - c.base, previousEnd(c) - c.base, key));
    } else {
      break;
    }
  }
  c.depth--;
  c.height = height;
  return exact(steps);
}

/** Steps behind `.*`: attributes and legacy indexes only; anything else applies to the whole result. */
function parseAttributeSteps(c: Cursor): readonly TraversalStep[] {
  const steps: TraversalStep[] = [];
  while (peek(c) === TokenKind.Dot) {
    const start = here(c);
    advance(c);
    const next = peek(c);
    if (next === TokenKind.Number) {
      for (const key of parseLegacyIndexes(c)) steps.push(new IndexStepNode(key.start, key.end, key));
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
      steps.push(new AttributeStepNode(start - c.base, name));
      if (name.text === '') break;
    }
  }
  return exact(steps);
}

/** The name behind a dot; empty, with a mistake reported, when the text ends there. */
function parseAttributeName(c: Cursor): NameNode {
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
  const end = previousEnd(c) - c.base;
  return new NameNode(end, end, '');
}

/** The number behind a dot. `a.0.1` reads as the number 0.1, which HCL rejects; it is meant as two indexes. */
function parseLegacyIndexes(c: Cursor): NumberNode[] {
  const start = here(c);
  const end = endAt(c, c.position);
  const text = c.text.slice(start, end);
  advance(c);
  const keys: NumberNode[] = [];
  let offset = start;
  // Nobody means more than a few; a thousand would only make the tree tall.
  const parts = text.split('.', 8);
  for (const part of parts) {
    keys.push(new NumberNode(offset - c.base, offset - c.base + part.length, part));
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
