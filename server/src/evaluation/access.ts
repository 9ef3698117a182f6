/**
 * Attributes and indexes on values, as HCL has them, with what is known of unknowns kept: access to a reference extends
 * it, access to candidates gives candidates. Splats are splat.ts's.
 */

import type { Origin } from '../source/origin';
import { commonType, derivedReason, elementsOf, reference, unknown, withMarks } from './build';
import { convert } from './convert';
import { identityOf } from './equal';
import { toInteger } from './number';
import type { Scope, Target } from './scope';
import { apart, fail, isOutsideSettled, note } from './scope';
import { typeName } from './typeShape';
import type { PartlyKnownKey, Type, UnknownValue, Value } from './value';
import { dynamicType, Marks, numberType, stringType } from './value';

export function force(target: Target, origin: Origin | undefined): Value {
  return target.kind === 'handle' ? target.force(origin) : target;
}

/** `target.name`. */
export function attributeOf(target: Target, name: string, scope: Scope, origin: Origin | undefined): Target {
  if (target.kind === 'handle') return noted(target.attribute(name, origin), origin, scope);
  switch (target.kind) {
    case 'object': {
      const value = target.entries.get(name);
      if (value !== undefined) return withMarks(value, target.marks);
      return fail(
        scope,
        `This object does not have an attribute named "${name}".`,
        origin,
        isOutsideSettled(target),
      );
    }
    case 'map': {
      const value = target.entries.get(name);
      if (value !== undefined) return withMarks(value, target.marks);
      return fail(
        scope,
        `The given key does not identify an element in this collection value: "${name}".`,
        origin,
        isOutsideSettled(target),
      );
    }
    case 'unknown':
      return attributeOfUnknown(target, name, scope, origin);
    case 'null':
      return fail(
        scope,
        `This value is null, so it does not have any attributes, such as "${name}".`,
        origin,
        isOutsideSettled(target),
      );
    case 'list':
    case 'set':
    case 'tuple':
      return fail(
        scope,
        `A ${target.kind} does not have an attribute named "${name}": choose an element first, with an index or [*].`,
        origin,
        isOutsideSettled(target),
      );
    default:
      return fail(
        scope,
        `A ${target.kind} does not have an attribute named "${name}".`,
        origin,
        isOutsideSettled(target),
      );
  }
}

/** A mistake that the handle met. One of a value that it leads to is reported where that is computed. */
function noted(target: Target, origin: Origin | undefined, scope: Scope): Target {
  if (target.kind === 'unknown' && target.reason.kind === 'error') {
    note(scope.run, target, target.origin === origin && (target.marks & Marks.assumed) === 0);
  }
  return target;
}

function attributeOfUnknown(
  value: UnknownValue,
  name: string,
  scope: Scope,
  origin: Origin | undefined,
): Value {
  if (value.reference !== undefined) {
    const { resource, path } = value.reference;
    if (path.length === 0) return withMarks(scope.names.attribute(resource, name, origin), value.marks);
    const type = attributeType(value.type, name) ?? dynamicType;
    return withMarks(reference({ resource, path: [...path, name] }, type, origin), value.marks);
  }
  if (value.candidates !== undefined) {
    return overCandidates(value, scope, origin, (candidate) =>
      force(attributeOf(candidate, name, scope, origin), origin),
    );
  }
  if (value.elements?.keys !== undefined) {
    const found = entryOf(value, name, scope, origin);
    if (found !== undefined) return found;
  }
  const type = attributeType(value.type, name);
  if (type === undefined) {
    return fail(
      scope,
      `A ${typeName(value.type)} does not have an attribute named "${name}".`,
      origin,
      isOutsideSettled(value),
    );
  }
  return unknown(type, value.reason, origin, value.marks);
}

/** undefined when values of the type have no such attribute. */
function attributeType(type: Type, name: string): Type | undefined {
  switch (type.kind) {
    case 'object':
      return type.attributes.get(name);
    case 'map':
      return type.element;
    case 'dynamic':
      return dynamicType;
    default:
      return undefined;
  }
}

/**
 * The same access to each candidate. Those that it fails on are not what Terraform would go on with, so they fall out
 * while others remain.
 */
export function overCandidates(
  value: UnknownValue,
  scope: Scope,
  origin: Origin | undefined,
  access: (candidate: Value) => Value,
): Value {
  const { result: results, failures } = apart(scope.run, () => (value.candidates ?? []).map(access));
  const good = results.filter((result) => result.kind !== 'unknown' || result.reason.kind !== 'error');
  if (good.length === 0) {
    // Which of them it would be is not known, and so is what Terraform would say.
    for (const failure of failures) note(scope.run, failure.value, false);
    return results[0] ?? unknown(dynamicType, value.reason, origin, value.marks);
  }
  if (good.length < results.length) scope.run.doubtful = true;
  return unknown(commonType(good), value.reason, origin, value.marks, { candidates: good });
}

/** The entry of a mapping whose keys are known although not all of them are certain. */
function entryOf(
  value: UnknownValue,
  key: string,
  scope: Scope,
  origin: Origin | undefined,
): Value | undefined {
  const { elements } = value;
  if (elements?.keys === undefined) return undefined;
  const { keys } = elements;
  const certain = keys.certain.indexOf(key);
  if (certain !== -1) return elements.certain[certain];
  const mayBe = (name: PartlyKnownKey | undefined): boolean => name === key || typeof name === 'object';
  const possible = [
    ...elements.certain.filter((_, index) => mayBe(keys.certain[index])),
    ...elements.possible.filter((_, index) => mayBe(keys.possible[index])),
  ];
  // If the entry is not there, Terraform fails: what it would go on with is the entry.
  scope.run.doubtful = true;
  if (possible.length === 1) return possible[0];
  return possible.length === 0
    ? undefined
    : unknown(commonType(possible), value.reason, origin, value.marks, { candidates: possible });
}

/** The entry of such a mapping whose key is not known, and is that of the entry. */
function entryOfUnknown({ elements }: UnknownValue, key: UnknownValue): Value | undefined {
  const identity = identityOf(key);
  if (identity === undefined || elements?.keys === undefined) return undefined;
  const index = elements.keys.certain.findIndex(
    (name) => typeof name === 'object' && identityOf(name) === identity,
  );
  return elements.certain[index];
}

/** `target[key]`. */
export function indexOf(target: Target, key: Value, scope: Scope, origin: Origin | undefined): Target {
  if (target.kind === 'handle') {
    const found = target.index(key, origin);
    if (found !== undefined) {
      if (found.certainty === 'possible') scope.run.doubtful = true;
      return noted(found.target, origin, scope);
    }
    return indexOf(target.force(origin), key, scope, origin);
  }
  const marks = target.marks | key.marks;
  if (target.kind === 'unknown') return indexOfUnknown(target, key, scope, origin);
  if (target.kind === 'null') {
    return fail(
      scope,
      'This value is null, so it does not have any indices.',
      origin,
      isOutsideSettled(target),
    );
  }
  if (key.kind === 'null') {
    return fail(scope, "Can't use a null value as an indexing key.", origin, isOutsideSettled(key));
  }
  switch (target.kind) {
    case 'list':
    case 'tuple': {
      if (key.kind === 'unknown') return indexByUnknown(target, key, scope, origin);
      const position = convert(key, numberType);
      if (position.kind !== 'number') {
        return fail(
          scope,
          'The given key does not identify an element in this collection value: a number is required.',
          origin,
          isOutsideSettled(target) && isOutsideSettled(key),
        );
      }
      const element = target.elements[toInteger(position.value) ?? -1];
      if (element !== undefined) return withMarks(element, marks);
      return fail(
        scope,
        target.elements.length === 0
          ? 'The given key does not identify an element in this collection value: the collection has no elements.'
          : 'The given key does not identify an element in this collection value.',
        origin,
        isOutsideSettled(target) && isOutsideSettled(key),
      );
    }
    case 'map':
    case 'object': {
      if (key.kind === 'unknown') return indexByUnknown(target, key, scope, origin);
      const name = convert(key, stringType);
      if (name.kind !== 'string') {
        return fail(
          scope,
          'The given key does not identify an element in this collection value: a string is required.',
          origin,
          isOutsideSettled(target) && isOutsideSettled(key),
        );
      }
      const element = target.entries.get(name.value);
      // The key's marks spread from maps, lists and tuples, but not from objects.
      if (element !== undefined) return withMarks(element, target.kind === 'object' ? target.marks : marks);
      return fail(
        scope,
        `The given key does not identify an element in this collection value: "${name.value}".`,
        origin,
        isOutsideSettled(target) && isOutsideSettled(key),
      );
    }
    case 'set':
      return fail(
        scope,
        "Elements of a set are identified only by their value and don't have any separate index or key to select with.",
        origin,
        isOutsideSettled(target) && isOutsideSettled(key),
      );
    default:
      return fail(
        scope,
        `This value does not have any indices: it is a ${target.kind}.`,
        origin,
        isOutsideSettled(target),
      );
  }
}

function indexByUnknown(target: Value, key: UnknownValue, scope: Scope, origin: Origin | undefined): Value {
  const marks = target.marks | key.marks;
  if (key.candidates !== undefined) {
    return overCandidates(key, scope, origin, (candidate) =>
      withMarks(force(indexOf(target, candidate, scope, origin), origin), marks),
    );
  }
  const elements = elementsOf(target)?.certain ?? [];
  if (elements.length === 0) {
    return fail(
      scope,
      'The given key does not identify an element in this collection value: the collection has no elements.',
      origin,
      isOutsideSettled(target) && isOutsideSettled(key),
    );
  }
  const reason = derivedReason([key]);
  const type =
    target.kind === 'list' || target.kind === 'map'
      ? target.elementType
      : target.kind === 'object'
        ? dynamicType
        : commonType(elements);
  return unknown(type, reason, origin, marks, { candidates: elements });
}

function indexOfUnknown(value: UnknownValue, key: Value, scope: Scope, origin: Origin | undefined): Target {
  const marks = value.marks | key.marks;
  if (value.reference?.path.length === 0 && key.kind !== 'unknown') {
    // A resource instance is an object: its attributes have names, and it has no numbered elements.
    if (key.kind === 'string') return attributeOf(value, key.value, scope, origin);
    return fail(
      scope,
      'This resource has no instances to choose from: it sets neither count nor for_each.',
      origin,
      isOutsideSettled(key),
    );
  }
  if (value.reference !== undefined && value.reference.path.length > 0) {
    const step = stepOf(key);
    if (step !== undefined) {
      const { resource, path } = value.reference;
      return withMarks(
        reference({ resource, path: [...path, step] }, elementTypeOf(value.type, step), origin),
        marks,
      );
    }
  }
  if (value.candidates !== undefined) {
    return overCandidates(value, scope, origin, (candidate) =>
      withMarks(force(indexOf(candidate, key, scope, origin), origin), marks),
    );
  }
  if (value.elements !== undefined) {
    const name = convert(key, stringType);
    const entry =
      name.kind === 'string'
        ? entryOf(value, name.value, scope, origin)
        : name.kind === 'unknown'
          ? entryOfUnknown(value, name)
          : undefined;
    if (entry !== undefined) return withMarks(entry, marks);
    const { certain, possible, closed } = value.elements;
    if (closed && (value.elements.keys === undefined || key.kind === 'unknown')) {
      const all = [...certain, ...possible];
      return unknown(commonType(all), value.reason, origin, marks, { candidates: all });
    }
  }
  const mistake =
    isOutsideSettled(value) && isOutsideSettled(key) ? indexMistake(value.type, key) : undefined;
  if (mistake !== undefined) return fail(scope, mistake, origin, true);
  return unknown(elementTypeOf(value.type, stepOf(key)), value.reason, origin, marks);
}

/** What is wrong with an index whatever the value turns out to be, by its type. */
function indexMistake(type: Type, key: Value): string | undefined {
  switch (type.kind) {
    case 'string':
    case 'number':
    case 'bool':
      return `This value does not have any indices: it is a ${type.kind}.`;
    case 'set':
      return "Elements of a set are identified only by their value and don't have any separate index or key to select with.";
    case 'list':
    case 'tuple':
      return convert(key, numberType).kind === 'conversion-error'
        ? 'The given key does not identify an element in this collection value: a number is required.'
        : undefined;
    case 'object':
      return key.kind === 'string' && !type.attributes.has(key.value)
        ? `This object does not have an attribute named "${key.value}".`
        : undefined;
    default:
      return undefined;
  }
}

function stepOf(key: Value): string | number | undefined {
  if (key.kind === 'string') return key.value;
  return key.kind === 'number' ? toInteger(key.value) : undefined;
}

function elementTypeOf(type: Type, step: string | number | undefined): Type {
  switch (type.kind) {
    case 'list':
    case 'map':
      return type.element;
    case 'tuple':
      return (typeof step === 'number' ? type.elements[step] : undefined) ?? dynamicType;
    case 'object':
      return (typeof step === 'string' ? type.attributes.get(step) : undefined) ?? dynamicType;
    default:
      return dynamicType;
  }
}
