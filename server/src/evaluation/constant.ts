/**
 * Expressions that mean the same everywhere: evaluated once, however many instances of a module share them. Only of
 * literals, texts and short lists of them nothing is kept: to make such a value anew takes less than to find it.
 */

import type { Anchor } from '../source/origin';
import type { Expression, TemplatePart } from '../syntax/tree';
import { originOf } from '../syntax/tree';
import type { Value } from './value';
import { string, tuple } from './build';
import { literalValue } from './expression';
import { evaluateAlone } from './variables';

// By anchor first: a weak map with an entry per expression of a workspace costs the garbage collector dearly.
const byAnchor = new WeakMap<Anchor, Map<Expression, Value | 'mistaken'>>();

/** Elements of a tuple of which nothing is kept. */
const longestShort = 8;

/** The value of an expression without names and calls; undefined for others, and where there is a mistake in it. */
export function constantValue(expression: Expression, anchor: Anchor): Value | undefined {
  const short = scalarValue(expression, anchor) ?? shortTuple(expression, anchor);
  if (short !== undefined) return short;
  if (!isConstant(expression)) return undefined;
  let known = byAnchor.get(anchor);
  if (known === undefined) {
    known = new Map();
    byAnchor.set(anchor, known);
  }
  let value = known.get(expression);
  if (value === undefined) {
    const mistakes: unknown[] = [];
    const computed = evaluateAlone(expression, anchor, (failures) => {
      mistakes.push(...failures);
    });
    value = mistakes.length > 0 ? 'mistaken' : computed;
    known.set(expression, value);
  }
  return value === 'mistaken' ? undefined : value;
}

/** The value of a literal or of a text without interpolations. */
function scalarValue(expression: Expression, anchor: Anchor): Value | undefined {
  if (expression.kind === 'literal') return literalValue(expression, originOf(anchor, expression.span));
  if (expression.kind !== 'template' || expression.parts.length !== 1) return undefined;
  const [part] = expression.parts;
  return part?.kind === 'text' ? string(part.text, originOf(anchor, expression.span)) : undefined;
}

function shortTuple(expression: Expression, anchor: Anchor): Value | undefined {
  if (expression.kind !== 'tuple' || expression.elements.length > longestShort) return undefined;
  const elements: Value[] = [];
  for (const element of expression.elements) {
    const value = scalarValue(element, anchor);
    if (value === undefined) return undefined;
    elements.push(value);
  }
  return tuple(elements, originOf(anchor, expression.span));
}

function isConstant(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'missing':
      return true;
    case 'template':
      return expression.parts.every(isConstantPart);
    case 'tuple':
      return expression.elements.every(isConstant);
    case 'object':
      return expression.items.every(
        ({ key, value }) => (key.kind === 'variable' || isConstant(key)) && isConstant(value),
      );
    case 'parentheses':
      return isConstant(expression.inner);
    case 'unary':
      return isConstant(expression.operand);
    case 'binary':
      return isConstant(expression.left) && isConstant(expression.right);
    case 'conditional':
      return (
        isConstant(expression.condition) && isConstant(expression.then) && isConstant(expression.otherwise)
      );
    case 'index':
      return isConstant(expression.collection) && isConstant(expression.key);
    case 'attribute':
      return isConstant(expression.object);
    case 'variable':
    case 'call':
    case 'for':
    case 'splat':
      return false;
  }
}

function isConstantPart(part: TemplatePart): boolean {
  return part.kind === 'text' || (part.kind === 'interpolation' && isConstant(part.value));
}
