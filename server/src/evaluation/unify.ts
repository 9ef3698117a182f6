/**
 * Which type converts into which, and the one type that several convert into. Rules are those of cty's convert package
 * (docs/convert.md there), found by Terraform's own answers; values are converted in convert.ts.
 */

import {
  hasDynamic,
  isPrimitive,
  listType,
  mapType,
  objectType,
  sameType,
  setType,
  tupleType,
} from './typeShape';
import type { Type } from './value';
import { dynamicType } from './value';

/**
 * Whether values of one type can convert into another. Unsafe conversions may fail for some values: text to number,
 * map to object, from a type not known.
 */
export function conversionExists(from: Type, to: Type, unsafe: boolean): boolean {
  if (to.kind === 'dynamic') return true;
  if (from.kind === 'dynamic') return unsafe;
  switch (to.kind) {
    case 'string':
      return isPrimitive(from);
    case 'number':
    case 'bool':
      return from.kind === to.kind || (unsafe && from.kind === 'string');
    case 'list':
      if (from.kind === 'tuple') return structureConverts(from.elements, to.element, unsafe);
      return (from.kind === 'list' || from.kind === 'set') && partConverts(from.element, to.element, unsafe);
    case 'set':
      if (from.kind === 'tuple') return structureConverts(from.elements, to.element, unsafe);
      if (from.kind === 'list') return unsafe && partConverts(from.element, to.element, unsafe);
      return from.kind === 'set' && partConverts(from.element, to.element, unsafe);
    case 'map':
      if (from.kind === 'object') {
        return structureConverts([...from.attributes.values()], to.element, unsafe);
      }
      return from.kind === 'map' && partConverts(from.element, to.element, unsafe);
    case 'tuple':
      return (
        from.kind === 'tuple' &&
        from.elements.length === to.elements.length &&
        to.elements.every((element, index) => {
          const source = from.elements[index];
          return source !== undefined && partConverts(source, element, unsafe);
        })
      );
    case 'object':
      if (from.kind === 'map') return mapConverts(from.element, to, unsafe);
      return from.kind === 'object' && objectConverts(from, to, unsafe);
  }
}

function partConverts(from: Type, to: Type, unsafe: boolean): boolean {
  return sameType(from, to) || conversionExists(from, to, unsafe);
}

type ObjectType = Extract<Type, { kind: 'object' }>;

function objectConverts(from: ObjectType, to: ObjectType, unsafe: boolean): boolean {
  for (const [name, type] of to.attributes) {
    const source = from.attributes.get(name);
    if (source === undefined) {
      if (to.optional?.has(name) !== true) return false;
    } else if (!partConverts(source, type, unsafe)) {
      return false;
    }
  }
  return true;
}

function mapConverts(element: Type, to: ObjectType, unsafe: boolean): boolean {
  if (!unsafe) return false;
  for (const [name, type] of to.attributes) {
    if (!partConverts(element, type, unsafe) && to.optional?.has(name) !== true) return false;
  }
  return true;
}

function structureConverts(parts: readonly Type[], element: Type, unsafe: boolean): boolean {
  if (parts.length === 0) return true;
  const target = collectionElement(parts, element, unsafe);
  return target !== undefined && parts.every((part) => partConverts(part, target, unsafe));
}

/** The element type of a collection made of parts of these types; undefined when they have nothing in common. */
export function collectionElement(parts: readonly Type[], element: Type, unsafe: boolean): Type | undefined {
  if (element.kind !== 'dynamic' || parts.length === 0) return element;
  const common = unify(parts, unsafe);
  if (common?.kind === 'dynamic' && !parts.every(({ kind }) => kind === 'dynamic')) return undefined;
  return common;
}

/**
 * The most general of these types, into which all the others convert; undefined when there is none, and for no types
 * at all. `unsafe` is what conditionals and functions use.
 */
export function unify(types: readonly Type[], unsafe = true): Type | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  if (types.every((type) => type === first || sameType(type, first))) return first;
  const structural = unifyStructures(types, unsafe);
  if (structural !== 'other') return structural;
  for (const wanted of byPreference(types)) {
    if (types.every((type) => partConverts(type, wanted, unsafe))) return wanted;
  }
  return undefined;
}

/** `other`: they are not all of kinds that have a rule of their own. */
function unifyStructures(types: readonly Type[], unsafe: boolean): Type | undefined | 'other' {
  const kinds = new Set(types.map(({ kind }) => kind));
  const open = kinds.delete('dynamic');
  const only = (...allowed: Type['kind'][]): boolean =>
    kinds.size === allowed.length && allowed.every((kind) => kinds.has(kind));
  if (only('map')) return unifyCollections(types, mapType, unsafe, open);
  if (only('map', 'object')) {
    const unified = unifyAmong(types, 'object', unifyToMap, unsafe);
    return unified?.kind === 'map' ? unified : 'other';
  }
  if (only('list')) return unifyCollections(types, listType, unsafe, open);
  if (only('list', 'tuple')) {
    const unified = unifyAmong(types, 'tuple', unifyToList, unsafe);
    return unified?.kind === 'list' ? unified : 'other';
  }
  if (only('set')) return unifyCollections(types, setType, unsafe, open);
  if (only('object')) return open ? dynamicType : unifyObjects(types, unsafe);
  if (only('tuple')) return open ? dynamicType : unifyTuples(types, unsafe);
  return kinds.has('object') && kinds.has('tuple') ? undefined : 'other';
}

function unifyCollections(
  types: readonly Type[],
  make: (element: Type) => Type,
  unsafe: boolean,
  open: boolean,
): Type | undefined {
  if (open) return dynamicType;
  const element = unify(
    types.flatMap((type) => ('element' in type ? [type.element] : [])),
    unsafe,
  );
  if (element === undefined) return undefined;
  const unified = make(element);
  return types.every((type) => partConverts(type, unified, unsafe)) ? unified : undefined;
}

/** Those of one kind are first unified among themselves, to a collection, and that with the others. */
function unifyAmong(
  types: readonly Type[],
  kind: Type['kind'],
  gather: (types: readonly Type[], unsafe: boolean) => Type | undefined,
  unsafe: boolean,
): Type | undefined {
  const gathered = gather(
    types.filter((type) => type.kind === kind),
    unsafe,
  );
  if (gathered === undefined) return undefined;
  return unify(
    types.map((type) => (type.kind === kind ? gathered : type)),
    unsafe,
  );
}

function unifyObjects(types: readonly Type[], unsafe: boolean): Type | undefined {
  const objects = types.filter((type): type is ObjectType => type.kind === 'object');
  const [first] = objects;
  if (first === undefined) return undefined;
  const names = [...first.attributes.keys()];
  const sameNames = objects.every(
    ({ attributes }) => attributes.size === names.length && names.every((name) => attributes.has(name)),
  );
  if (!sameNames) return unifyToMap(types, unsafe);
  const attributes: [string, Type][] = [];
  for (const name of names) {
    const across = objects.flatMap((object) => object.attributes.get(name) ?? []);
    const unified = unify(across, unsafe);
    if (unified === undefined) return undefined;
    attributes.push([name, unified]);
  }
  const unified = objectType(attributes);
  return types.every((type) => partConverts(type, unified, unsafe)) ? unified : unifyToMap(types, unsafe);
}

function unifyToMap(types: readonly Type[], unsafe: boolean): Type | undefined {
  const attributes = types.flatMap((type) => (type.kind === 'object' ? [...type.attributes.values()] : []));
  const element = unify(attributes, unsafe);
  if (element === undefined) return undefined;
  const unified = mapType(element);
  return types.every((type) => partConverts(type, unified, unsafe)) ? unified : undefined;
}

function unifyTuples(types: readonly Type[], unsafe: boolean): Type | undefined {
  const tuples = types.flatMap((type) => (type.kind === 'tuple' ? [type.elements] : []));
  const [first] = tuples;
  if (first === undefined) return undefined;
  if (tuples.some((elements) => elements.length !== first.length)) return unifyToList(types, unsafe);
  const unifiedElements: Type[] = [];
  for (const index of first.keys()) {
    const across = tuples.flatMap((elements) => elements[index] ?? []);
    const unified = unify(across, unsafe);
    if (unified === undefined) return undefined;
    unifiedElements.push(unified);
  }
  const unified = tupleType(unifiedElements);
  return types.every((type) => partConverts(type, unified, unsafe)) ? unified : unifyToList(types, unsafe);
}

function unifyToList(types: readonly Type[], unsafe: boolean): Type | undefined {
  const elements = types.flatMap((type) => (type.kind === 'tuple' ? type.elements : []));
  const element = unify(elements, unsafe);
  if (element === undefined) return undefined;
  const unified = listType(element);
  return types.every((type) => partConverts(type, unified, unsafe)) ? unified : undefined;
}

/** More general ones first: a topological order over "more general than", stable otherwise. */
function byPreference(types: readonly Type[]): readonly Type[] {
  const below = types.map((left) =>
    types.flatMap((right, index) => (compareGenerality(left, right) < 0 ? [index] : [])),
  );
  const waiting = types.map(() => 0);
  for (const indices of below) for (const index of indices) waiting[index] = (waiting[index] ?? 0) + 1;
  const queue = [...types.keys()].filter((index) => waiting[index] === 0);
  for (const next of queue) {
    for (const index of below[next] ?? []) {
      waiting[index] = (waiting[index] ?? 0) - 1;
      if (waiting[index] === 0) queue.push(index);
    }
  }
  return queue.flatMap((index) => types[index] ?? []);
}

/** Negative when `left` is the more general one, as far as that is plain to see; both ways agree. */
function compareGenerality(left: Type, right: Type): number {
  if (left.kind === 'dynamic' || right.kind === 'dynamic') {
    return Number(left.kind === 'dynamic') - Number(right.kind === 'dynamic');
  }
  if (isPrimitive(left) && isPrimitive(right)) {
    return Number(right.kind === 'string') - Number(left.kind === 'string');
  }
  if (left.kind === right.kind && 'element' in left && 'element' in right) {
    return compareGenerality(left.element, right.element);
  }
  const ranks = sequenceRank(left) - sequenceRank(right);
  if (sequenceRank(left) >= 0 && sequenceRank(right) >= 0 && ranks !== 0) return ranks;
  if (left.kind === 'map' && right.kind === 'object') return -1;
  if (left.kind === 'object' && right.kind === 'map') return 1;
  if (left.kind === 'object' && right.kind === 'object') {
    if (left.attributes.size !== right.attributes.size) return 0;
    const pairs: number[] = [];
    for (const [name, type] of left.attributes) {
      const other = right.attributes.get(name);
      if (other === undefined) return 0;
      pairs.push(compareGenerality(type, other));
    }
    return overall(pairs);
  }
  if (left.kind === 'tuple' && right.kind === 'tuple') {
    if (left.elements.length !== right.elements.length) return 0;
    return overall(
      left.elements.map((type, index) => compareGenerality(type, right.elements[index] ?? dynamicType)),
    );
  }
  return 0;
}

/** A list takes a tuple, and either is preferred to a set. */
function sequenceRank(type: Type): number {
  return type.kind === 'list' ? 0 : type.kind === 'tuple' ? 1 : type.kind === 'set' ? 2 : -1;
}

function overall(pairs: readonly number[]): number {
  const moreGeneral = pairs.some((pair) => pair < 0);
  const lessGeneral = pairs.some((pair) => pair > 0);
  return moreGeneral === lessGeneral ? 0 : moreGeneral ? -1 : 1;
}

/**
 * A target type with each `any` in it replaced by what the source type has there: the type of a null or unknown value
 * after its conversion.
 */
export function fillDynamic(from: Type, to: Type): Type {
  if (from.kind === 'dynamic' || !hasDynamic(to)) return to;
  switch (to.kind) {
    case 'dynamic':
      return from;
    case 'map':
      if (from.kind === 'map') return mapType(fillDynamic(from.element, to.element));
      if (from.kind === 'object') return mapType(filledElement([...from.attributes.values()], to.element));
      return to;
    case 'list':
    case 'set': {
      const make = to.kind === 'list' ? listType : setType;
      if (from.kind === 'list' || from.kind === 'set') return make(fillDynamic(from.element, to.element));
      return from.kind === 'tuple' ? make(filledElement(from.elements, to.element)) : to;
    }
    case 'object':
      return objectType(
        [...to.attributes].map(([name, type]) => {
          const source =
            from.kind === 'map'
              ? from.element
              : from.kind === 'object'
                ? from.attributes.get(name)
                : undefined;
          return [name, source === undefined ? type : fillDynamic(source, type)] as const;
        }),
      );
    case 'tuple':
      if (from.kind !== 'tuple') return to;
      return tupleType(
        to.elements.map((type, index) => fillDynamic(from.elements[index] ?? dynamicType, type)),
      );
    default:
      return to;
  }
}

function filledElement(parts: readonly Type[], element: Type): Type {
  return fillDynamic(unify(parts) ?? dynamicType, element);
}
