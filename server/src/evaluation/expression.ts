/**
 * The value of an expression, for every kind of expression, with Terraform's semantics and with what is known of the
 * unknown kept. It never throws on what a user wrote: a mistake is an unknown with reason `error`. Where names come
 * from is scope.ts's; access to parts of values is access.ts's; loops, conditionals and templates have their files.
 */

import type { Origin } from '../source/origin';
import type { Expression, ObjectItem } from '../syntax/tree';
import { attributeOf, force, indexOf, splatOf } from './access';
import { bool, derivedReason, nullValue, number, object, string, tuple, unknown } from './build';
import { evaluateCall } from './calls';
import { evaluateConditional } from './conditional';
import { convert } from './convert';
import { evaluateFor } from './forExpression';
import { parseNumber } from './number';
import { binaryOperation, unaryOperation } from './operators';
import type { OperationResult } from './operators';
import type { Scope, Target } from './scope';
import { boundValue, createRun, fail, scopeOrigin, spend, TooLarge } from './scope';
import { evaluateTemplate } from './template';
import { traversalText } from './traversal';
import type { Value } from './value';
import { dynamicType, Marks, stringType } from './value';

// Deeper nesting than this, cells under way included, is a machine's output: the JavaScript stack must not end first.
const deepest = 250;

/** What a whole expression is evaluated in. */
export type Surroundings = Omit<Scope, 'run'>;

/** The value of a whole expression; whatever happens inside, a value comes out. */
export function evaluateWhole(expression: Expression, surroundings: Surroundings): Value {
  const { anchor, bindings, names } = surroundings;
  const scope: Scope = { anchor, names, bindings, run: createRun(evaluate) };
  try {
    return evaluate(expression, scope);
  } catch (error) {
    // A RangeError is the end of the stack.
    if (!(error instanceof TooLarge) && !(error instanceof RangeError)) throw error;
    return tooLarge(scopeOrigin(scope, expression.span));
  }
}

function tooLarge(origin: Origin | undefined): Value {
  return unknown(dynamicType, { kind: 'too-large', detail: '' }, origin);
}

/** The value of an expression inside a whole one. Throws TooLarge, which evaluateWhole catches. */
function evaluate(expression: Expression, scope: Scope): Value {
  const origin = scopeOrigin(scope, expression.span);
  switch (expression.kind) {
    case 'literal':
      return evaluateLiteral(expression, scope, origin);
    case 'template':
      return evaluateTemplate(expression, scope, origin);
    case 'variable':
    case 'attribute':
    case 'index':
    case 'splat':
      return force(evaluateTarget(expression, scope), origin);
    case 'parentheses':
      return evaluate(expression.inner, scope);
    case 'call':
      return nested(scope, () => evaluateCall(expression, scope, origin));
    case 'tuple': {
      spend(scope.run, expression.elements.length);
      return nested(scope, () =>
        tuple(
          expression.elements.map((element) => evaluate(element, scope)),
          origin,
        ),
      );
    }
    case 'object':
      return nested(scope, () => evaluateObject(expression.items, scope, origin));
    case 'for':
      return nested(scope, () => evaluateFor(expression, scope, origin));
    case 'conditional':
      return nested(scope, () => evaluateConditional(expression, scope, origin));
    case 'binary':
      return nested(scope, () =>
        noted(
          binaryOperation(
            expression.operator,
            evaluate(expression.left, scope),
            evaluate(expression.right, scope),
            origin,
          ),
          scope,
        ),
      );
    case 'unary':
      return noted(unaryOperation(expression.operator, evaluate(expression.operand, scope), origin), scope);
    case 'missing':
      return unknown(dynamicType, { kind: 'missing-expression', detail: '' }, origin);
  }
}

function nested(scope: Scope, compute: () => Value): Value {
  const { run } = scope;
  if (++run.depth > deepest) throw new TooLarge();
  const value = compute();
  run.depth--;
  return value;
}

function noted(result: OperationResult, scope: Scope): Value {
  if (result.problem !== undefined && result.value.kind === 'unknown') scope.run.failure ??= result.value;
  return result.value;
}

function evaluateLiteral(
  literal: Extract<Expression, { kind: 'literal' }>,
  scope: Scope,
  origin: Origin | undefined,
): Value {
  switch (literal.type) {
    case 'boolean':
      return bool(literal.value, origin);
    case 'null':
      return nullValue(dynamicType, origin);
    case 'number': {
      const value = parseNumber(literal.text);
      return value === undefined
        ? fail(scope, `"${literal.text}" is not a number that Terraform can represent.`, origin)
        : { ...number(0, origin), value };
    }
  }
}

/** What a traversal leads to; parts of modules and resources are looked up without evaluating the whole. */
function evaluateTarget(expression: Expression, scope: Scope): Target {
  const origin = scopeOrigin(scope, expression.span);
  switch (expression.kind) {
    case 'variable': {
      const bound = boundValue(scope.bindings, expression.name);
      return bound ?? undeclared(expression, scope, origin);
    }
    case 'attribute': {
      if (expression.name.text === '') {
        return unknown(
          dynamicType,
          { kind: 'missing-expression', detail: traversalText(expression) },
          origin,
        );
      }
      return resolveName(expression, scope, origin) ?? accessAttribute(expression, scope, origin);
    }
    case 'index': {
      const collection = evaluateTarget(expression.collection, scope);
      return indexOf(collection, evaluate(expression.key, scope), scope, origin);
    }
    case 'splat':
      return splatOf(evaluateTarget(expression.source, scope), expression.steps, scope, origin);
    case 'parentheses':
      return evaluateTarget(expression.inner, scope);
    default:
      return evaluate(expression, scope);
  }
}

type AttributeExpression = Extract<Expression, { kind: 'attribute' }>;

/** `var.x`, `aws_vpc.main`, `resource.aws_vpc.main`, `data.aws_vpc.main`; undefined when the expression is an attribute of something else. */
function resolveName(
  expression: AttributeExpression,
  scope: Scope,
  origin: Origin | undefined,
): Target | undefined {
  const { object: inner, name } = expression;
  if (inner.kind === 'variable') {
    if (isBound(inner.name, scope)) return undefined;
    // Two names are the address only with a third one behind them: `data.aws_vpc` alone means nothing.
    if (needsThreeNames(inner.name)) return undeclared(expression, scope, origin);
    const target = scope.names.resolve(inner.name, name.text, undefined, origin);
    return target ?? undeclared(expression, scope, origin);
  }
  if (
    inner.kind === 'attribute' &&
    inner.object.kind === 'variable' &&
    needsThreeNames(inner.object.name) &&
    !isBound(inner.object.name, scope)
  ) {
    const target =
      inner.object.name === 'resource'
        ? scope.names.resolve(inner.name.text, name.text, undefined, origin)
        : scope.names.resolve(inner.object.name, name.text, inner.name.text, origin);
    return target ?? undeclared(expression, scope, origin);
  }
  return undefined;
}

/** True for roots of addresses as `data.aws_vpc.main`, and `resource.aws_vpc.main`, the long way to write `aws_vpc.main`. */
function needsThreeNames(root: string): boolean {
  return root === 'data' || root === 'ephemeral' || root === 'resource';
}

function isBound(name: string, scope: Scope): boolean {
  return boundValue(scope.bindings, name) !== undefined;
}

function accessAttribute(expression: AttributeExpression, scope: Scope, origin: Origin | undefined): Target {
  return attributeOf(evaluateTarget(expression.object, scope), expression.name.text, scope, origin);
}

function undeclared(expression: Expression, scope: Scope, origin: Origin | undefined): Value {
  const detail = traversalText(expression);
  const value = unknown(dynamicType, { kind: 'undeclared', detail }, origin, Marks.none);
  scope.run.failure ??= value;
  return value;
}

function evaluateObject(items: readonly ObjectItem[], scope: Scope, origin: Origin | undefined): Value {
  const entries = new Map<string, Value>();
  const withoutKey: Value[] = [];
  let marks: number = Marks.none;
  spend(scope.run, items.length);
  for (const item of items) {
    const value = evaluate(item.value, scope);
    // A bare identifier as key is its own name.
    const key =
      item.key.kind === 'variable'
        ? string(item.key.name, scopeOrigin(scope, item.key.span))
        : convert(evaluate(item.key, scope), stringType);
    marks |= key.kind === 'conversion-error' ? Marks.none : key.marks;
    if (key.kind === 'string') entries.set(key.value, value);
    else if (key.kind === 'unknown') withoutKey.push(value);
    else if (key.kind === 'null') {
      return fail(scope, "Can't use a null value as a key.", origin);
    } else {
      const reason = key.kind === 'conversion-error' ? key.message : 'string required';
      return fail(scope, `Can't use this value as a key: ${reason}.`, origin);
    }
  }
  if (withoutKey.length === 0) return object(entries, origin, marks);
  return unknown(dynamicType, derivedReason(withoutKey), origin, marks, {
    elements: { certain: [...entries.values(), ...withoutKey], possible: [], closed: true },
  });
}
