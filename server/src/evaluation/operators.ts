/**
 * Terraform's unary and binary operators on values. Which operand is evaluated at all is not decided here: Terraform
 * evaluates both, also of `&&` and `||`.
 */

import type { Origin } from '../source/origin';
import type { BinaryOperator } from '../syntax/tree';
import { bool, candidateLimit, derivedReason, deepMarks, number, unknown } from './build';
import { convert } from './convert';
import { sameValue, valueEquals } from './equal';
import type { TerraformNumber } from './number';
import { add, compareNumbers, divide, modulo, multiply, negate, subtract } from './number';
import type { Type, UnknownReason, Value } from './value';
import { boolType, numberType } from './value';

/** A value, and what Terraform would report; then the value is an unknown with reason `error`. */
export interface OperationResult {
  readonly value: Value;
  /** Terraform's own words; `operand` says which one is at fault, absent when it is the operation as such. */
  readonly problem?: { readonly message: string; readonly operand?: 'left' | 'right' };
}

const arithmetic: ReadonlyMap<
  BinaryOperator,
  (left: TerraformNumber, right: TerraformNumber) => TerraformNumber | undefined
> = new Map([
  ['+', add],
  ['-', subtract],
  ['*', multiply],
  ['/', divide],
  ['%', modulo],
]);

const comparisons: ReadonlyMap<BinaryOperator, (order: number) => boolean> = new Map([
  ['<', (order) => order < 0],
  ['>', (order) => order > 0],
  ['<=', (order) => order <= 0],
  ['>=', (order) => order >= 0],
]);

function operandType(operator: BinaryOperator): Type | undefined {
  if (operator === '==' || operator === '!=') return undefined;
  return operator === '&&' || operator === '||' ? boolType : numberType;
}

function resultType(operator: BinaryOperator): Type {
  return arithmetic.has(operator) ? numberType : boolType;
}

function errorReason(message: string): UnknownReason {
  return { kind: 'error', detail: message };
}

/** The result of `left operator right`; marks of both spread to it, its origin is that of the expression. */
export function binaryOperation(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  origin: Origin | undefined,
): OperationResult {
  const wanted = operandType(operator);
  if (wanted === undefined) return equality(operator === '!=', left, right, origin);
  const marks = left.marks | right.marks;
  const type = resultType(operator);
  const failed = (message: string, operand?: 'left' | 'right'): OperationResult => ({
    value: unknown(type, errorReason(message), origin, marks),
    problem: operand === undefined ? { message } : { message, operand },
  });
  const first = convert(left, wanted);
  if (first.kind === 'conversion-error') {
    return failed(`Unsuitable value for left operand: ${first.message}.`, 'left');
  }
  const second = convert(right, wanted);
  if (second.kind === 'conversion-error') {
    return failed(`Unsuitable value for right operand: ${second.message}.`, 'right');
  }
  if (first.kind === 'null') return failed('Error during operation: argument must not be null.', 'left');
  if (second.kind === 'null') return failed('Error during operation: argument must not be null.', 'right');
  if (first.kind === 'unknown' || second.kind === 'unknown') {
    const candidates = combinations(first, second, (one, other) => {
      const result = binaryOperation(operator, one, other, origin);
      return result.problem === undefined ? result.value : undefined;
    });
    return {
      value: unknown(type, derivedReason([first, second]), origin, marks, {
        candidates: candidates ?? decidedBy(operator, first, second, origin),
        notNull: true,
      }),
    };
  }
  const computed = compute(operator, first, second);
  return typeof computed === 'string' ? failed(computed) : { value: finished(computed, origin, marks) };
}

function finished(computed: TerraformNumber | boolean, origin: Origin | undefined, marks: number): Value {
  return typeof computed === 'boolean'
    ? bool(computed, origin, marks)
    : { kind: 'number', value: computed, origin, marks };
}

/** The result for known operands of the right type, or what Terraform says. */
function compute(operator: BinaryOperator, left: Value, right: Value): TerraformNumber | boolean | string {
  if (left.kind === 'bool' && right.kind === 'bool') {
    return operator === '&&' ? left.value && right.value : left.value || right.value;
  }
  if (left.kind !== 'number' || right.kind !== 'number') return 'Error during operation: invalid operands.';
  const comparison = comparisons.get(operator);
  if (comparison !== undefined) return comparison(compareNumbers(left.value, right.value));
  // Anything else divided by zero is an infinity in Terraform.
  const result = arithmetic.get(operator)?.(left.value, right.value);
  return result ?? `Error during operation: ${notANumber(operator)}.`;
}

/** Why an operation on zeros and infinities has no result (cty, Value.Add and its like). */
function notANumber(operator: BinaryOperator): string {
  switch (operator) {
    case '+':
      return "can't compute sum of opposing infinities";
    case '-':
      return "can't subtract infinity from itself";
    case '*':
      return "can't multiply zero by infinity";
    default:
      return "can't divide zero by zero or infinity by infinity";
  }
}

/**
 * `false && x` and `true || x` with an unknown x: Terraform 1.11 calls it unknown, and so do we, but whatever x turns
 * out to be, only one result is left.
 */
function decidedBy(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  origin: Origin | undefined,
): readonly Value[] | undefined {
  if (operator !== '&&' && operator !== '||') return undefined;
  const deciding = operator === '||';
  const decided = [left, right].some((value) => value.kind === 'bool' && value.value === deciding);
  return decided ? [bool(deciding, origin)] : undefined;
}

function equality(negated: boolean, left: Value, right: Value, origin: Origin | undefined): OperationResult {
  const marks = deepMarks(left) | deepMarks(right);
  const equal = valueEquals(left, right);
  if (equal === false && stopsAtUnknown(left, right)) {
    const candidates = [bool(negated, origin)];
    return {
      value: unknown(boolType, derivedReason([left, right]), origin, marks, { candidates, notNull: true }),
    };
  }
  if (equal !== undefined) return { value: bool(equal !== negated, origin, marks) };
  const candidates = combinations(left, right, (one, other) => {
    const result = valueEquals(one, other);
    return result === undefined ? undefined : bool(result !== negated, origin);
  });
  return {
    value: unknown(boolType, derivedReason([left, right]), origin, marks, { candidates, notNull: true }),
  };
}

/**
 * Whether Terraform meets an undecided pair of elements before it meets the one that makes the lists unequal: it calls
 * the result unknown then, though only one is possible.
 */
function stopsAtUnknown(left: Value, right: Value): boolean {
  const ordered = left.kind === 'list' || left.kind === 'tuple';
  if (!ordered || right.kind !== left.kind || left.elements.length !== right.elements.length) return false;
  for (const [index, element] of left.elements.entries()) {
    const other = right.elements[index];
    if (other === undefined) return false;
    const equal = valueEquals(element, other);
    if (equal !== true) return equal === undefined || stopsAtUnknown(element, other);
  }
  return false;
}

/**
 * Results of an operation over all combinations of the operands' candidates; undefined when an operand is unknown
 * without candidates or there are too many. Combinations that fail are left out, because Terraform would stop there.
 */
function combinations(
  left: Value,
  right: Value,
  operation: (left: Value, right: Value) => Value | undefined,
): readonly Value[] | undefined {
  const lefts = alternatives(left);
  const rights = alternatives(right);
  if (lefts === undefined || rights === undefined || lefts.length * rights.length > candidateLimit) {
    return undefined;
  }
  const results: Value[] = [];
  for (const first of lefts) {
    for (const second of rights) {
      const result = operation(first, second);
      if (result === undefined) return undefined;
      if (!results.some((other) => sameValue(other, result))) results.push(result);
    }
  }
  return results;
}

/** What a value may be, one by one; undefined when that is not known. */
function alternatives(value: Value): readonly Value[] | undefined {
  return value.kind === 'unknown' ? value.candidates : [value];
}

/** The result of `!operand` or `-operand`. */
export function unaryOperation(
  operator: '!' | '-',
  operand: Value,
  origin: Origin | undefined,
): OperationResult {
  const type = operator === '!' ? boolType : numberType;
  const failed = (message: string): OperationResult => ({
    value: unknown(type, errorReason(message), origin, operand.marks),
    problem: { message },
  });
  const converted = convert(operand, type);
  if (converted.kind === 'conversion-error') {
    return failed(`Unsuitable value for unary operand: ${converted.message}.`);
  }
  switch (converted.kind) {
    case 'bool':
      return { value: bool(!converted.value, origin, operand.marks) };
    case 'number':
      return { value: { ...number(0, origin, operand.marks), value: negate(converted.value) } };
    case 'unknown': {
      const candidates = converted.candidates?.map(
        (candidate) => unaryOperation(operator, candidate, origin).value,
      );
      return {
        value: unknown(type, derivedReason([converted]), origin, operand.marks, {
          candidates,
          notNull: true,
        }),
      };
    }
    default:
      return failed('Error during operation: argument must not be null.');
  }
}
