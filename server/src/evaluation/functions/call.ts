/**
 * Calling a function by name with evaluated arguments: what Terraform does for every function before and after its own
 * work. Functions that decide themselves which arguments to evaluate (`lazyFunctions`) are called by the evaluator.
 */

import { deepMarks, derivedReason, isWhollyKnown, typeOf, unknown, withMarks, withoutMarks } from '../build';
import { convert } from '../convert';
import { sameValue } from '../equal';
import { FunctionError } from '../functionTable';
import type { CallContext, Parameter, TerraformFunction } from '../functionTable';
import { unify } from '../unify';
import type { Type, UnknownReason, Value } from '../value';
import { dynamicType, Marks } from '../value';
import { argumentCombinations } from './candidates';
import { functionTable } from './table';

/** They catch errors of their arguments, so whoever evaluates those has to call them. */
export const lazyFunctions: ReadonlySet<string> = new Set(['try', 'can']);

export interface CallResult {
  readonly value: Value;
  /** What Terraform would report; `argument` is the 0-based index of the one at fault. The value is unknown then. */
  readonly problem?: { readonly message: string; readonly argument?: number };
}

/** The name without the `core::` that every built-in function may be called by. */
export function plainFunctionName(name: string): string {
  return name.startsWith('core::') ? name.slice('core::'.length) : name;
}

/**
 * Calls a function. `expandLast`: the last argument was written with `...`, and its elements are arguments. Never
 * throws.
 */
export function callFunction(
  name: string,
  given: readonly Value[],
  expandLast: boolean,
  context: CallContext,
): CallResult {
  const marks = given.reduce<number>((all, value) => all | deepMarks(value), Marks.none);
  if (name.startsWith('provider::')) {
    return {
      value: unknown(dynamicType, { kind: 'provider-function', detail: `${name}()` }, context.origin, marks),
    };
  }
  const plainName = plainFunctionName(name);
  const entry = context.functions?.get(plainName) ?? functionTable.get(plainName);
  if (entry === undefined) {
    return failed(`There is no function named "${name}".`, undefined, dynamicType, context, marks);
  }
  if (!expandLast) return callEntry(entry, given, context);
  const last = given.at(-1);
  const before = given.slice(0, -1);
  if (last === undefined) return callEntry(entry, given, context);
  const lastIndex = given.length - 1;
  switch (last.kind) {
    case 'null':
      return failed(
        'The expanding argument (indicated by ...) must not be null.',
        lastIndex,
        dynamicType,
        context,
        marks,
      );
    case 'list':
    case 'tuple':
    case 'set': {
      const expanded = last.elements.map((element) => withMarks(element, last.marks));
      return callEntry(entry, [...before, ...expanded], context);
    }
    case 'unknown':
      return callExpandedUnknown(name, before, last, context);
    default:
      return failed(
        'The expanding argument (indicated by ...) must be of a tuple, list, or set type.',
        lastIndex,
        dynamicType,
        context,
        marks,
      );
  }
}

/** Each candidate of the expanded argument is a call of its own. */
function callExpandedUnknown(
  name: string,
  before: readonly Value[],
  last: Extract<Value, { kind: 'unknown' }>,
  context: CallContext,
): CallResult {
  const marks = [...before, last].reduce<number>((all, value) => all | deepMarks(value), Marks.none);
  const calls = last.candidates?.map((candidate) =>
    callFunction(name, [...before, candidate], true, context),
  );
  const results = calls?.flatMap(({ value, problem }) => (problem === undefined ? [value] : []));
  const candidates = results?.length === 0 ? undefined : results;
  return { value: unknown(dynamicType, derivedReason([last]), context.origin, marks, { candidates }) };
}

function failed(
  message: string,
  argument: number | undefined,
  type: Type,
  context: CallContext,
  marks: number,
): CallResult {
  const reason: UnknownReason = { kind: 'error', detail: message };
  return {
    value: unknown(type, reason, context.origin, marks),
    problem: argument === undefined ? { message } : { message, argument },
  };
}

function parameterAt(entry: TerraformFunction, index: number): Parameter | undefined {
  return entry.parameters[index] ?? entry.variadic;
}

function arityMessage(entry: TerraformFunction, count: number): string | undefined {
  const missing = entry.parameters[count];
  const wanted = entry.parameters.length;
  if (missing !== undefined) {
    const qualifier = entry.variadic === undefined ? '' : ' at least';
    return `Function "${entry.name}" expects${qualifier} ${wanted} argument(s). Missing value for "${missing.name}".`;
  }
  if (entry.variadic === undefined && count > wanted) {
    return `Function "${entry.name}" expects only ${wanted} argument(s).`;
  }
  return undefined;
}

function callEntry(entry: TerraformFunction, given: readonly Value[], context: CallContext): CallResult {
  let marks: number = Marks.none;
  const allMarks = given.reduce<number>((all, value) => all | deepMarks(value), Marks.none);
  const arity = arityMessage(entry, given.length);
  if (arity !== undefined) {
    const at = given.length < entry.parameters.length ? undefined : entry.parameters.length;
    return failed(arity, at, resultType(entry, given), context, allMarks);
  }
  const converted: Value[] = [];
  for (const [index, value] of given.entries()) {
    const parameter = parameterAt(entry, index);
    if (parameter === undefined) continue;
    const invalid = (why: string): CallResult =>
      failed(
        `Invalid value for "${parameter.name}" parameter: ${why}.`,
        index,
        resultType(entry, given),
        context,
        allMarks,
      );
    const result = convert(value, parameter.type);
    if (result.kind === 'conversion-error') return invalid(result.message);
    if (result.kind === 'null') {
      if (parameter.nullable === undefined) return invalid('argument must not be null');
      if (parameter.nullable === 'typed' && result.type.kind === 'dynamic') {
        const reason: UnknownReason = { kind: 'computed-from-unknown', detail: 'null' };
        return { value: unknown(resultType(entry, given), reason, context.origin, allMarks) };
      }
    }
    const bare = unmarked(result, parameter);
    marks |= bare.spread;
    converted.push(bare.value);
  }
  const result = applied(entry, converted, context);
  return result.problem === undefined
    ? { value: withMarks(refined(entry, result.value), marks) }
    : { ...result, value: withMarks(result.value, allMarks) };
}

/** Terraform does not say of the results of these that they are not null; some pass on what they are given. */
const perhapsNull: ReadonlySet<string> = new Set([
  'can',
  'coalescelist',
  'concat',
  'element',
  'ephemeralasnull',
  'flatten',
  'jsondecode',
  'keys',
  'lookup',
  'merge',
  'nonsensitive',
  'one',
  'sensitive',
  'templatefile',
  'templatestring',
  'tobool',
  'tolist',
  'tomap',
  'tonumber',
  'toset',
  'tostring',
  'try',
  'values',
  'yamldecode',
]);

function refined(entry: TerraformFunction, value: Value): Value {
  return value.kind === 'unknown' && value.notNull !== true && !perhapsNull.has(entry.name)
    ? { ...value, notNull: true }
    : value;
}

function unmarked(value: Value, parameter: Parameter): { value: Value; spread: number } {
  if (parameter.marks === 'own') return { value, spread: Marks.none };
  if (parameter.marks === 'inside') {
    return value.marks === Marks.none
      ? { value, spread: Marks.none }
      : { value: { ...value, marks: Marks.none }, spread: value.marks };
  }
  const inner = deepMarks(value);
  return inner === Marks.none ? { value, spread: inner } : { value: withoutMarks(value), spread: inner };
}

function resultType(entry: TerraformFunction, values: readonly Value[]): Type {
  if (typeof entry.resultType !== 'function') return entry.resultType;
  return entry.resultType(values.map(typeOf));
}

/** The result with what is known of unknown arguments put to use. */
function applied(entry: TerraformFunction, values: readonly Value[], context: CallContext): CallResult {
  const aware = (index: number): boolean => parameterAt(entry, index)?.unknownAware === true;
  const blocked = values.some((value, index) => !aware(index) && !isWhollyKnown(value));
  const varied = values.some((value) => value.kind === 'unknown' && value.candidates !== undefined);
  if (!blocked && !varied) return appliedOnce(entry, values, context);
  const combinations = argumentCombinations(values, (index) => !aware(index));
  if (combinations !== undefined) return appliedToEach(entry, values, combinations, context);
  if (!blocked) return appliedOnce(entry, values, context);
  return {
    value:
      entry.applyPartly?.(values, context) ??
      unknown(resultType(entry, values), derivedReason(values), context.origin),
  };
}

function appliedToEach(
  entry: TerraformFunction,
  values: readonly Value[],
  combinations: readonly (readonly Value[])[],
  context: CallContext,
): CallResult {
  const candidates: Value[] = [];
  let firstFailure: CallResult | undefined;
  for (const combination of combinations) {
    const result = appliedOnce(entry, combination, context);
    // Where Terraform would stop with an error, the value is none; the others remain.
    if (result.problem !== undefined) firstFailure ??= result;
    else if (!candidates.some((other) => sameValue(other, result.value))) candidates.push(result.value);
  }
  if (candidates.length === 0 && firstFailure !== undefined) return firstFailure;
  const type = unify(candidates.map(typeOf)) ?? resultType(entry, values);
  return { value: unknown(type, derivedReason(values), context.origin, Marks.none, { candidates }) };
}

function appliedOnce(entry: TerraformFunction, values: readonly Value[], context: CallContext): CallResult {
  try {
    return { value: entry.apply(values, context) };
  } catch (error) {
    const type = resultType(entry, values);
    if (error instanceof FunctionError) {
      const parameter = error.argument === undefined ? undefined : parameterAt(entry, error.argument);
      const message =
        parameter === undefined
          ? `Call to function "${entry.name}" failed: ${error.message}.`
          : `Invalid value for "${parameter.name}" parameter: ${error.message}.`;
      return failed(message, error.argument, type, context, Marks.none);
    }
    // A value so large or deep that the machine gives up must not take the analysis with it.
    if (error instanceof RangeError) {
      const reason: UnknownReason = { kind: 'too-large', detail: `${entry.name}()` };
      return { value: unknown(type, reason, context.origin) };
    }
    throw error;
  }
}
