/** What `count` and `for_each` make of a resource or a module call: keys, certainty, and what `each` and `count` mean. */

import type { InstanceKey } from '../configuration/address';
import { unknownKey } from '../configuration/address';
import { number, object, unknown } from './build';
import { convert } from './convert';
import { identityOf, sameValue } from './equal';
import type { Iteration } from './forExpression';
import { iterationsOf, symbolicStep } from './forExpression';
import { fromMachineInteger, sign, toInteger } from './number';
import type { Certainty } from './resource';
import type { Bindings } from './scope';
import { bind } from './scope';
import type { UnknownReason, UnknownValue, Value } from './value';
import { dynamicType, Marks, numberType, stringType } from './value';

export interface Expansion {
  readonly shape: 'single' | 'count' | 'for_each';
  readonly instances: readonly ExpandedInstance[];
  /** Marks of the count or for_each. */
  readonly marks: number;
}

export interface ExpandedInstance {
  readonly key: InstanceKey | undefined;
  readonly certainty: Certainty;
  /** The value of `each` (an object of key and value) or of `count` (of index). */
  readonly each: Value | undefined;
  readonly count: Value | undefined;
}

/** More instances of one block than this are not told apart. */
const mostInstances = 10_000;

/** Nothing is there. */
export const noExpansion: Expansion = { shape: 'single', instances: [], marks: 0 };

/** What there is of a block with neither count nor for_each. */
export const singleInstance: ExpandedInstance = {
  key: undefined,
  certainty: 'certain',
  each: undefined,
  count: undefined,
};

/** Neither count nor for_each. */
export const singleExpansion: Expansion = { shape: 'single', instances: [singleInstance], marks: 0 };

/** `evaluate` gives the value of the argument that is set; at most one is (Terraform refuses both). */
export function expand(count: Value | undefined, forEach: Value | undefined): Expansion {
  if (forEach !== undefined) {
    return { shape: 'for_each', instances: expandForEach(forEach), marks: forEach.marks };
  }
  if (count !== undefined) return { shape: 'count', instances: expandCount(count), marks: count.marks };
  return singleExpansion;
}

/** What `each` and `count` are bound to in an instance. */
export function instanceBindings(instance: ExpandedInstance | undefined): Bindings | undefined {
  if (instance?.each !== undefined) return bind(undefined, 'each', instance.each);
  if (instance?.count !== undefined) return bind(undefined, 'count', instance.count);
  return undefined;
}

export function sameExpandedInstance(
  left: ExpandedInstance | undefined,
  right: ExpandedInstance | undefined,
): boolean {
  if (left === right) return true;
  if (left === undefined || right === undefined) return false;
  return (
    sameKey(left.key, right.key) &&
    left.certainty === right.certainty &&
    sameOptionalValue(left.each, right.each) &&
    sameOptionalValue(left.count, right.count)
  );
}

export function sameExpansion(left: Expansion, right: Expansion): boolean {
  return (
    left.shape === right.shape &&
    left.marks === right.marks &&
    left.instances.length === right.instances.length &&
    left.instances.every((instance, index) => sameExpandedInstance(instance, right.instances[index]))
  );
}

export function sameKey(left: InstanceKey | undefined, right: InstanceKey | undefined): boolean {
  if (typeof left === 'object' && typeof right === 'object') return left.text === right.text;
  return left === right;
}

export function sameOptionalValue(left: Value | undefined, right: Value | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return sameValue(left, right);
}

function expandCount(given: Value): ExpandedInstance[] {
  const value = convert(given, numberType);
  if (value.kind === 'number') {
    const count = sign(value.value) < 0 ? undefined : toInteger(value.value);
    if (count === undefined) return [symbolicCount({ kind: 'error', detail: 'Invalid count argument' })];
    if (count > mostInstances) return [symbolicCount({ kind: 'too-large', detail: `count = ${count}` })];
    return counted(count, count);
  }
  if (value.kind === 'unknown') {
    const counts = value.candidates?.map((each) =>
      each.kind === 'number' ? toInteger(each.value) : undefined,
    );
    if (
      counts !== undefined &&
      counts.length > 0 &&
      counts.every((each) => each !== undefined && each >= 0)
    ) {
      const known = counts.filter((each) => each !== undefined);
      const most = Math.max(...known);
      if (most <= mostInstances) return counted(most, Math.min(...known));
    }
    return [symbolicCount(value.reason)];
  }
  return [symbolicCount({ kind: 'error', detail: 'Invalid count argument' })];
}

/** Instances 0 to `most` - 1, of which the first `certain` are sure. */
function counted(most: number, certain: number): ExpandedInstance[] {
  return Array.from({ length: most }, (_, index) => ({
    key: index,
    certainty: index < certain ? 'certain' : 'possible',
    each: undefined,
    count: object([['index', { ...number(0), value: fromMachineInteger(index) }]]),
  }));
}

function symbolicCount(reason: UnknownReason): ExpandedInstance {
  return {
    key: unknownKey,
    certainty: 'possible',
    each: undefined,
    count: object([['index', unknown(numberType, reason)]]),
  };
}

function expandForEach(value: Value): ExpandedInstance[] {
  // Terraform refuses lists and tuples: their elements have no keys.
  if (value.kind === 'list' || value.kind === 'tuple') {
    return [symbolicEach({ ...failedForEach, type: dynamicType })];
  }
  const iterations = iterationsOf(value);
  if (typeof iterations === 'string') return [symbolicEach(failedForEach)];
  if (iterations.steps.length > mostInstances) {
    const reason: UnknownReason = { kind: 'too-large', detail: 'for_each' };
    return [symbolicEach(unknown(dynamicType, reason, value.origin, value.marks))];
  }
  const isSet = value.kind === 'set' || (value.kind === 'unknown' && value.type.kind === 'set');
  const instances: ExpandedInstance[] = [];
  const unnamed: Iteration[] = [];
  // Different keys, though not known: Terraform refuses a map with the same key twice.
  const hasEntries = value.kind === 'unknown' && value.elements?.keys !== undefined;
  for (const step of iterations.steps) {
    const key =
      instanceKey(step.key) ?? (hasEntries && step.certainty === 'certain' ? entryKey(instances) : undefined);
    if (key === undefined) unnamed.push(step);
    else instances.push(instanceOf(key, step.certainty, step.key, isSet ? step.key : step.value));
  }
  const open = iterations.unknown;
  if (unnamed.length > 0 || (open !== undefined && !iterations.closed)) {
    instances.push(symbolicFor(unnamed, iterations.closed, open ?? failedForEach));
  }
  return instances;
}

const failedForEach: UnknownValue = {
  kind: 'unknown',
  type: dynamicType,
  reason: { kind: 'error', detail: 'Invalid for_each argument: a map, or a set of strings, is needed.' },
  origin: undefined,
  marks: Marks.none,
};

/** The key as Terraform writes it; for a reference one that tells it apart; undefined when nothing tells it apart. */
function instanceKey(value: Value): InstanceKey | undefined {
  const key = convert(value, stringType);
  if (key.kind === 'string') return key.value;
  const text = key.kind === 'unknown' ? identityOf(key) : undefined;
  return text === undefined ? undefined : { kind: 'unknown', text };
}

/** The key of an entry that nothing but its place tells apart. */
function entryKey(before: readonly ExpandedInstance[]): InstanceKey {
  return { kind: 'unknown', text: `entry ${before.length + 1}` };
}

function instanceOf(
  key: InstanceKey,
  certainty: Certainty,
  eachKey: Value,
  eachValue: Value,
): ExpandedInstance {
  return {
    key,
    certainty,
    each: object([
      ['key', eachKey],
      ['value', eachValue],
    ]),
    count: undefined,
  };
}

function symbolicEach(value: UnknownValue): ExpandedInstance {
  const step = symbolicStep(value);
  const key = step.key.kind === 'unknown' ? { ...step.key, type: stringType } : step.key;
  return instanceOf(unknownKey, 'possible', key, step.value);
}

/** One instance for all elements whose keys are not known; its value is one of theirs when there are no others. */
function symbolicFor(steps: readonly Iteration[], closed: boolean, value: UnknownValue): ExpandedInstance {
  const stand = symbolicStep(value);
  const values = steps.map((step) => step.value);
  const eachValue =
    closed && values.length > 0
      ? unknown(dynamicType, value.reason, value.origin, value.marks, { candidates: values })
      : stand.value;
  return instanceOf(
    unknownKey,
    'possible',
    unknown(stringType, value.reason, value.origin, value.marks),
    eachValue,
  );
}
