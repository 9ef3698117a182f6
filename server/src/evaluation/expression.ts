/**
 * The value of an expression, for every kind of expression, with Terraform's semantics and with what is known of the
 * unknown kept. It never throws on what a user wrote: a mistake is an unknown with reason `error`. Where names come
 * from is scope.ts's; access to parts of values is access.ts's; loops, conditionals and templates have their files.
 */

import type { Origin } from '../source/origin';
import type { Span } from '../source/span';
import type { Expression, ObjectItem } from '../syntax/tree';
import { attributeOf, force, indexOf } from './access';
import { bool, derivedReason, nullValue, number, object, string, tuple, unknown } from './build';
import { evaluateCall } from './calls';
import { evaluateConditional } from './conditional';
import { convert } from './convert';
import { evaluateFor } from './forExpression';
import { parseNumber } from './number';
import { binaryOperation, unaryOperation } from './operators';
import type { Failure, Scope, Target } from './scope';
import {
  boundValue,
  createRun,
  fail,
  isSettled,
  moveCloser,
  note,
  quietly,
  scopeOrigin,
  spend,
  TooLarge,
} from './scope';
import { splatOf } from './splat';
import { evaluateTemplate } from './template';
import { traversalText } from './traversal';
import type { Value } from './value';
import { boolType, dynamicType, Marks, stringType } from './value';

// Deeper nesting than this, cells under way included, is a machine's output: the JavaScript stack must not end first.
const deepest = 250;

/** What a whole expression is evaluated in. */
export interface Surroundings extends Omit<Scope, 'run'> {
  /** Told of the mistakes of the expression, if there are any; undefined where none is reported. */
  readonly report?: ((failures: readonly Failure[]) => void) | undefined;
}

type Literal = Extract<Expression, { kind: 'literal' }>;

/** The value of a literal; undefined for a number that Terraform cannot represent. */
export function literalValue(literal: Literal, origin: Origin | undefined): Value | undefined {
  switch (literal.type) {
    case 'boolean':
      return bool(literal.value, origin);
    case 'null':
      return nullValue(dynamicType, origin);
    case 'number': {
      const value = parseNumber(literal.text);
      return value === undefined ? undefined : number(value, origin);
    }
  }
}

/** The value of a whole expression; whatever happens inside, a value comes out. */
export function evaluateWhole(expression: Expression, surroundings: Surroundings): Value {
  const { anchor, bindings, names } = surroundings;
  const scope: Scope = { anchor, names, bindings, run: createRun(evaluate) };
  try {
    const value = evaluate(expression, scope);
    if (scope.run.failures.length > 0) surroundings.report?.(scope.run.failures);
    return value;
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
      return nested(scope, () => evaluateBinary(expression, scope, origin));
    case 'unary':
      return evaluateUnary(expression, scope, origin);
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

function evaluateBinary(
  expression: Extract<Expression, { kind: 'binary' }>,
  scope: Scope,
  origin: Origin | undefined,
): Value {
  const { operator } = expression;
  const left = evaluate(expression.left, scope);
  // Since Terraform 1.12 the right side of && and || does not count where the left one decides.
  const decides = operator === '&&' || operator === '||' ? convert(left, boolType) : undefined;
  const decided =
    decides?.kind === 'bool' ? decides.value === (operator === '||') : decides?.kind === 'unknown';
  const right = decided
    ? quietly(scope.run, () => evaluate(expression.right, scope))
    : evaluate(expression.right, scope);
  const { value, problem } = binaryOperation(operator, left, right, origin);
  if (problem === undefined || value.kind !== 'unknown') return value;
  // Terraform marks the operand at fault.
  const { operand } = problem;
  const isNull = operand !== undefined && (operand === 'left' ? left : right).kind === 'null';
  const at = operand === undefined || isNull ? origin : scopeOrigin(scope, expression[operand].span);
  const involved = operand === 'left' ? [left] : operand === 'right' ? [right] : [left, right];
  const failure = at === origin ? value : { ...value, origin: at };
  note(scope.run, failure, !(decided && operand !== 'left') && involved.every(isSettled));
  return value;
}

function evaluateUnary(
  expression: Extract<Expression, { kind: 'unary' }>,
  scope: Scope,
  origin: Origin | undefined,
): Value {
  const operand = evaluate(expression.operand, scope);
  const { value, problem } = unaryOperation(expression.operator, operand, origin);
  if (problem !== undefined && value.kind === 'unknown') note(scope.run, value, isSettled(operand));
  return value;
}

function evaluateLiteral(literal: Literal, scope: Scope, origin: Origin | undefined): Value {
  const value = literalValue(literal, origin);
  if (value !== undefined) return value;
  const written = literal.type === 'number' ? literal.text : '';
  return fail(scope, `"${written}" is not a number that Terraform can represent.`, origin, true);
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
      const key = evaluate(expression.key, scope);
      const { length } = scope.run.failures;
      const target = indexOf(collection, key, scope, origin);
      if (scope.run.failures.length > length) {
        const bracket = scopeOrigin(scope, behind(expression.collection, expression));
        moveCloser(scope.run, length, origin, bracket);
      }
      return target;
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
  const target = evaluateTarget(expression.object, scope);
  const { length } = scope.run.failures;
  const attribute = attributeOf(target, expression.name.text, scope, origin);
  if (scope.run.failures.length > length) {
    moveCloser(scope.run, length, origin, scopeOrigin(scope, behind(expression.object, expression)));
  }
  return attribute;
}

/** What an expression has behind the one that it begins with. */
function behind(inner: Expression, whole: Expression): Span {
  return { start: inner.span.end, end: whole.span.end };
}

function undeclared(expression: Expression, scope: Scope, origin: Origin | undefined): Value {
  const detail = traversalText(expression);
  const value = unknown(dynamicType, { kind: 'undeclared', detail }, origin, Marks.none);
  // Where it shows without evaluation, it is reported from there (staticProblems.ts).
  note(scope.run, value, scope.names.isTemplate);
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
    const keyOrigin = scopeOrigin(scope, item.key.span);
    const given = item.key.kind === 'variable' ? string(item.key.name, keyOrigin) : evaluate(item.key, scope);
    const key = convert(given, stringType);
    marks |= key.kind === 'conversion-error' ? Marks.none : key.marks;
    if (key.kind === 'string') entries.set(key.value, value);
    else if (key.kind === 'unknown') withoutKey.push(value);
    else if (key.kind === 'null') {
      return fail(scope, "Can't use a null value as a key.", keyOrigin, isSettled(given));
    } else {
      const reason = key.kind === 'conversion-error' ? key.message : 'string required';
      return fail(scope, `Can't use this value as a key: ${reason}.`, keyOrigin, isSettled(given));
    }
  }
  if (withoutKey.length === 0) return object(entries, origin, marks);
  return unknown(dynamicType, derivedReason(withoutKey), origin, marks, {
    elements: { certain: [...entries.values(), ...withoutKey], possible: [], closed: true },
  });
}
