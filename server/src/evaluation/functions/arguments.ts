/**
 * Reading converted arguments as plain JavaScript values, with the errors that Terraform gives where one does not fit.
 * For `apply` of table entries: types were converted before, so that a wrong kind here is a mistake in the table.
 */

import type { Origin } from '../../source/origin';
import { nullValue, number, string, typeOf, unknown } from '../build';
import { FunctionError } from '../functionTable';
import type { CallContext, Parameter } from '../functionTable';
import { fromMachineInteger, toBigInteger, toInteger, toNumber } from '../number';
import type { NumberValue, Type, UnknownReason, UnknownValue, Value } from '../value';
import { dynamicType, numberType, stringType } from '../value';

export function stringParameter(name: string): Parameter {
  return { name, type: stringType };
}

export function numberParameter(name: string): Parameter {
  return { name, type: numberType };
}

/** Any value; with what `apply` makes of nulls, unknowns and marks. */
export function anyParameter(name: string, options: Omit<Parameter, 'name' | 'type'> = {}): Parameter {
  return { name, type: dynamicType, ...options };
}

/** The argument at a position that the arity guarantees. */
export function argumentAt(values: readonly Value[], index: number): Value {
  return values[index] ?? nullValue();
}

export function textAt(values: readonly Value[], index: number): string {
  const value = values[index];
  if (value?.kind !== 'string') throw new FunctionError('a string is required', index);
  return value.value;
}

/** What Terraform says of a number that is no machine integer. */
export const wholeNumberMessage =
  'value must be a whole number, between -9223372036854775808 and 9223372036854775807';

/** A whole number that fits JavaScript's safe integers, which is all that indices and sizes need. */
export function integerAt(values: readonly Value[], index: number): number {
  const value = values[index];
  const result = value?.kind === 'number' ? toInteger(value.value) : undefined;
  if (result === undefined) {
    throw new FunctionError(wholeNumberMessage, index);
  }
  return result;
}

export function bigIntegerAt(values: readonly Value[], index: number): bigint {
  const value = values[index];
  const result = value?.kind === 'number' ? toBigInteger(value.value) : undefined;
  if (result === undefined) throw new FunctionError('value must be a whole number', index);
  return result;
}

export function doubleAt(values: readonly Value[], index: number): number {
  const value = values[index];
  if (value?.kind !== 'number') throw new FunctionError('a number is required', index);
  return toNumber(value.value);
}

/** A computed string: it has the origin of the call. */
export function computedText(text: string, context: CallContext): Value {
  return string(text, context.origin);
}

/** A count or an index, with the precision Terraform gives those. */
export function computedInteger(value: number, origin: Origin | undefined): NumberValue {
  return { ...number(0, origin), value: fromMachineInteger(value) };
}

/** Elements of a known list, set or tuple; undefined for anything else. */
export function sequenceElements(value: Value): readonly Value[] | undefined {
  return value.kind === 'list' || value.kind === 'set' || value.kind === 'tuple' ? value.elements : undefined;
}

/** Whether a type is that of something with elements in a row. */
export function isSequenceType(type: Type): boolean {
  return type.kind === 'list' || type.kind === 'set' || type.kind === 'tuple';
}

/** Keys and values of a known map or object; undefined for anything else. */
export function mappingEntries(value: Value): ReadonlyMap<string, Value> | undefined {
  return value.kind === 'map' || value.kind === 'object' ? value.entries : undefined;
}

export function typesOf(values: readonly Value[]): Type[] {
  return values.map(typeOf);
}

/** A result that Terraform would have and we cannot give. */
export function withheld(
  type: Type,
  kind: UnknownReason['kind'],
  detail: string,
  context: CallContext,
): UnknownValue {
  return unknown(type, { kind, detail }, context.origin);
}
