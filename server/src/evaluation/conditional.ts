/** Conditional expressions: both branches decide the type of the result, the condition which value it is. */

import type { Origin } from '../source/origin';
import type { Expression } from '../syntax/tree';
import { derivedReason, nullValue, unknown, withMarks } from './build';
import { convert } from './convert';
import { isNeverNull } from './equal';
import type { Failure, Scope } from './scope';
import { apart, evaluate, fail, isSettled, note, quietly, scopeOrigin } from './scope';
import { typeOf } from './typeShape';
import { unify } from './unify';
import type { Type, UnknownValue, Value } from './value';
import { boolType, dynamicType } from './value';

type ConditionalExpression = Extract<Expression, { kind: 'conditional' }>;

export function evaluateConditional(
  expression: ConditionalExpression,
  scope: Scope,
  origin: Origin | undefined,
): Value {
  const given = evaluate(expression.condition, scope);
  const then = branch(expression.then, scope);
  const otherwise = branch(expression.otherwise, scope);
  const type = resultType(then.value, otherwise.value);
  if (type === undefined) {
    return fail(
      scope,
      'Inconsistent conditional result types: the true and false results have no type in common.',
      scopeOrigin(scope, { start: expression.then.span.start, end: expression.otherwise.span.end }),
      isSettled(then.value) && isSettled(otherwise.value),
    );
  }
  const condition = convert(given, boolType);
  switch (condition.kind) {
    case 'bool': {
      const chosen = condition.value ? then : otherwise;
      for (const failure of chosen.failures) note(scope.run, failure.value, failure.certain);
      // Marks of either branch spread, also of the one that is not chosen; those inside them do not.
      const marks = condition.marks | then.value.marks | otherwise.value.marks;
      return withMarks(converted(chosen.value, type, scope, origin), marks);
    }
    case 'unknown':
      return undecided(condition, then, otherwise, type, scope, origin);
    case 'null':
      return fail(
        scope,
        'The condition value is null. Conditions must either be true or false.',
        scopeOrigin(scope, expression.condition.span),
        isSettled(given),
      );
    default:
      return fail(
        scope,
        'The condition expression must be of type bool.',
        scopeOrigin(scope, expression.condition.span),
        isSettled(given),
      );
  }
}

interface Branch {
  readonly value: Value;
  readonly failures: readonly Failure[];
}

// Both branches are evaluated, as in HCL; a mistake in the one that is not chosen does not count.
function branch(expression: Expression, scope: Scope): Branch {
  const { result, failures } = apart(scope.run, () => evaluate(expression, scope));
  return { value: result, failures };
}

/** The type of both branches together (hclsyntax, ConditionalExpr.Value); undefined when there is none. */
function resultType(then: Value, otherwise: Value): Type | undefined {
  const thenType = typeOf(then);
  const otherwiseType = typeOf(otherwise);
  if (then.kind === 'null' && thenType.kind === 'dynamic') return otherwiseType;
  if (otherwise.kind === 'null' && otherwiseType.kind === 'dynamic') return thenType;
  if (thenType.kind === 'dynamic' || otherwiseType.kind === 'dynamic') return dynamicType;
  return unify([thenType, otherwiseType], true);
}

function converted(value: Value, type: Type, scope: Scope, origin: Origin | undefined): Value {
  if (type.kind === 'dynamic') return value;
  const result = convert(value, type);
  if (result.kind !== 'conversion-error') return result;
  return fail(scope, `Inconsistent conditional result types: ${result.message}.`, origin, isSettled(value));
}

function undecided(
  condition: UnknownValue,
  then: Branch,
  otherwise: Branch,
  type: Type,
  scope: Scope,
  origin: Origin | undefined,
): Value {
  // What an operator has already narrowed down to one answer (`false && x`) leaves one branch.
  const settled = condition.candidates?.length === 1 ? condition.candidates[0] : undefined;
  const branches = settled?.kind === 'bool' ? [settled.value ? then : otherwise] : [then, otherwise];
  // A branch that fails is not what Terraform would go on with.
  const sound = branches.filter(({ failures }) => failures.length === 0);
  const candidates = (sound.length === 0 ? branches : sound).map(({ value }) =>
    value.kind === 'null'
      ? nullValue(type, value.origin, value.marks)
      : quietly(scope.run, () => converted(value, type, scope, origin)),
  );
  const detail = derivedReason([condition]).detail;
  return unknown(type, { kind: 'condition', detail }, origin, condition.marks, {
    candidates,
    notNull: isNeverNull(then.value) && isNeverNull(otherwise.value),
  });
}
