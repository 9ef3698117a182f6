/**
 * Functions on maps and objects: keys, values, merging, looking up. Values pass through with their origins and marks.
 */

import {
  elementsOf,
  isWhollyKnown,
  list,
  listType,
  map,
  mapType,
  object,
  objectType,
  string,
  tuple,
  tupleType,
  typeOf,
  withMarks,
} from '../build';
import { convert } from '../convert';
import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import { goQuote } from '../goText';
import { compareStrings } from '../order';
import { sameType, typeName } from '../typeShape';
import type { ListValue, PartlyKnownElements, Type, Value } from '../value';
import { dynamicType, Marks, stringType } from '../value';
import { anyParameter, argumentAt, mappingEntries, sequenceElements } from './arguments';
import {
  joinedElements,
  oneOf,
  openElements,
  supposed,
  supposedElements,
  unknownCollection,
} from './partial';

function keys([given]: readonly Value[], context: CallContext): Value {
  const type = given === undefined ? dynamicType : typeOf(given);
  if (given !== undefined && type.kind === 'object') {
    return tuple(
      [...type.attributes.keys()].sort(compareStrings).map((name) => string(name, context.origin)),
      context.origin,
    );
  }
  if (given?.kind === 'map') {
    const names = [...given.entries.keys()].map((name) => string(name, context.origin));
    return list(stringType, names, context.origin);
  }
  if (given?.kind === 'unknown' && (type.kind === 'map' || type.kind === 'dynamic')) {
    return unknownCollection(keysType(type), openElements, [given], context);
  }
  throw new FunctionError('must have map or object type', 0);
}

function keysType(type: Type): Type {
  if (type.kind === 'map') return listType(stringType);
  return type.kind === 'object' ? tupleType([...type.attributes.keys()].map(() => stringType)) : dynamicType;
}

function values([given]: readonly Value[], context: CallContext): Value {
  if (given?.kind === 'object') return tuple([...given.entries.values()], context.origin);
  if (given?.kind === 'map') return list(given.elementType, [...given.entries.values()], context.origin);
  const type = given === undefined ? dynamicType : typeOf(given);
  if (given?.kind === 'unknown' && ['map', 'object', 'dynamic'].includes(type.kind)) {
    return unknownCollection(valuesType(type), elementsOf(given) ?? openElements, [given], context);
  }
  throw new FunctionError('values() requires a map as the first argument');
}

function valuesType(type: Type): Type {
  if (type.kind === 'map') return listType(type.element);
  return type.kind === 'object' ? tupleType([...type.attributes.values()]) : dynamicType;
}

function merge(given: readonly Value[], context: CallContext): Value {
  for (const value of given) {
    const type = typeOf(value);
    if (type.kind !== 'map' && type.kind !== 'object' && type.kind !== 'dynamic') {
      throw new FunctionError(`arguments must be maps or objects, got ${goQuote(typeName(type))}`);
    }
  }
  if (given.some(({ kind }) => kind === 'unknown')) {
    return unknownCollection(mergeType(given), mergedElements(given), given, context);
  }
  const entries = new Map<string, Value>();
  for (const value of given) {
    for (const [key, element] of mappingEntries(value) ?? []) entries.set(key, element);
  }
  const type = mergeType(given);
  if (type.kind === 'map') return map(type.element, entries, context.origin);
  // A null map without a type tells nothing of its keys, and Terraform gives an object then.
  return object(entries, context.origin);
}

/** The common type when all are of one; otherwise an object of all attributes. */
function mergeType(given: readonly Value[]): Type {
  const types = given.map((value) => {
    const type = typeOf(value);
    return type.kind === 'object' && value.kind === 'null' ? objectType([]) : type;
  });
  if (types.some(({ kind }) => kind === 'dynamic')) return dynamicType;
  const [first] = types;
  if (first === undefined) return objectType([]);
  if (types.every((type) => sameType(type, first))) return first;
  const attributes = new Map<string, Type>();
  for (const [index, value] of given.entries()) {
    const type = types[index];
    if (type?.kind === 'object') for (const [name, part] of type.attributes) attributes.set(name, part);
    else if (value.kind === 'map') {
      for (const name of value.entries.keys()) attributes.set(name, value.elementType);
    } else if (value.kind === 'unknown') return dynamicType;
  }
  return objectType(attributes);
}

/** Values that no later argument can replace are certain: those behind the last unknown one. */
function mergedElements(given: readonly Value[]): PartlyKnownElements {
  const lastUnknown = given.findLastIndex(({ kind }) => kind === 'unknown');
  const later = new Map<string, Value>();
  for (const value of given.slice(lastUnknown + 1)) {
    for (const [key, element] of mappingEntries(value) ?? []) later.set(key, element);
  }
  const earlier: Value[] = [];
  let closed = true;
  for (const value of given.slice(0, lastUnknown + 1)) {
    if (value.kind === 'unknown') {
      const elements = elementsOf(value) ?? openElements;
      closed &&= elements.closed;
      earlier.push(...elements.certain, ...elements.possible);
    } else {
      for (const [key, element] of mappingEntries(value) ?? []) if (!later.has(key)) earlier.push(element);
    }
  }
  return { certain: [...later.values()], possible: earlier, closed };
}

function lookup(given: readonly Value[], context: CallContext): Value {
  const collection = argumentAt(given, 0);
  const key = argumentAt(given, 1);
  const fallback = given[2];
  if (given.length > 3) {
    throw new FunctionError(`lookup() takes two or three arguments, got ${given.length}`);
  }
  const type = typeOf(collection);
  if (type.kind !== 'map' && type.kind !== 'object' && type.kind !== 'dynamic') {
    throw new FunctionError('lookup() requires a map as the first argument', 0);
  }
  const defaultValue = fallback === undefined ? undefined : lookupDefault(fallback, type);
  const entries = mappingEntries(collection);
  if (entries === undefined) {
    const elements = elementsOf(collection) ?? openElements;
    const all = [
      ...elements.certain,
      ...elements.possible,
      ...(defaultValue === undefined ? [] : [defaultValue]),
    ];
    const resultType = type.kind === 'map' ? type.element : dynamicType;
    return oneOf(resultType, elements.closed ? all : undefined, given, context);
  }
  if (key.kind !== 'string') {
    const all = [...entries.values(), ...(defaultValue === undefined ? [] : [defaultValue])];
    return oneOf(type.kind === 'map' ? type.element : dynamicType, all, [key], context);
  }
  const found = entries.get(key.value);
  if (found !== undefined) return found;
  if (defaultValue !== undefined) return defaultValue;
  if (type.kind === 'object') {
    throw new FunctionError(`the given object has no attribute ${goQuote(key.value)}`, 0);
  }
  throw new FunctionError(`lookup failed to find key ${goQuote(key.value)}`);
}

function lookupDefault(fallback: Value, type: Type): Value {
  if (type.kind !== 'map') return fallback;
  const converted = convert(fallback, type.element);
  if (converted.kind === 'conversion-error') {
    throw new FunctionError('the default value must have the same type as the map elements', 2);
  }
  return converted;
}

function zipmap([names, given]: readonly Value[], context: CallContext): Value {
  if (names === undefined || given === undefined) return object([]);
  const type = typeOf(given);
  if (type.kind !== 'list' && type.kind !== 'tuple' && type.kind !== 'dynamic') {
    throw new FunctionError('values argument must be a list or tuple value');
  }
  const resultType = type.kind === 'list' ? mapType(type.element) : dynamicType;
  const known = names.kind === 'list' && isWhollyKnown(names) ? names : undefined;
  // Terraform refuses more or fewer values than keys.
  const values = known && supposedElements(given, known.elements.length, context);
  if (known !== undefined && values !== undefined) {
    return supposed(zipped(known, values, type, context), [given], context);
  }
  const elements = sequenceElements(given);
  if (known === undefined || elements === undefined) {
    const joined = joinedElements([given]);
    // Of equal keys the last wins, so that a value may be lost.
    const kept = { certain: [], possible: [...joined.certain, ...joined.possible], closed: joined.closed };
    return unknownCollection(resultType, kept, [names, given], context);
  }
  if (known.elements.length !== elements.length) {
    throw new FunctionError(
      `number of keys (${known.elements.length}) does not match number of values (${elements.length})`,
    );
  }
  return zipped(known, elements, type, context);
}

/** The map of as many values as there are names, of values whose list is of that type. */
function zipped(names: ListValue, elements: readonly Value[], type: Type, context: CallContext): Value {
  const entries = new Map<string, Value>();
  let marks: number = Marks.none;
  for (const [index, name] of names.elements.entries()) {
    if (name.kind !== 'string') throw new FunctionError(`keys list has null value at index ${index}`);
    marks |= name.marks;
    entries.set(name.value, argumentAt(elements, index));
  }
  const result =
    type.kind === 'list' ? map(type.element, entries, context.origin) : object(entries, context.origin);
  return withMarks(result, marks);
}

function transpose([given]: readonly Value[], context: CallContext): Value {
  const swapped = new Map<string, string[]>();
  for (const [key, value] of (given === undefined ? undefined : mappingEntries(given)) ?? []) {
    const elements = sequenceElements(value);
    if (elements === undefined) throw new FunctionError('input must not contain null list');
    for (const element of elements) {
      if (element.kind !== 'string') throw new FunctionError('input list must not contain null string');
      const names = swapped.get(element.value);
      if (names === undefined) swapped.set(element.value, [key]);
      else names.push(key);
    }
  }
  const entries = [...swapped].map(([key, names]) => {
    const elements = names.sort(compareStrings).map((name) => string(name, context.origin));
    return [key, list(stringType, elements, context.origin)] as const;
  });
  return map(listType(stringType), entries, context.origin);
}

const passing = { unknownAware: true, marks: 'inside' } as const;
const mapOfLists = mapType(listType(stringType));

export const mappingFunctions: readonly TerraformFunction[] = [
  {
    name: 'keys',
    parameters: [anyParameter('inputMap', passing)],
    resultType: ([type]) => keysType(type ?? dynamicType),
    apply: keys,
  },
  {
    name: 'values',
    parameters: [anyParameter('mapping', passing)],
    resultType: ([type]) => valuesType(type ?? dynamicType),
    apply: values,
  },
  {
    name: 'merge',
    parameters: [],
    variadic: anyParameter('maps', { ...passing, nullable: true }),
    resultType: dynamicType,
    apply: merge,
  },
  {
    name: 'lookup',
    parameters: [anyParameter('inputMap', passing), { name: 'key', type: stringType, unknownAware: true }],
    variadic: anyParameter('default', { nullable: true, unknownAware: true, marks: 'own' }),
    resultType: ([type]) => (type?.kind === 'map' ? type.element : dynamicType),
    apply: lookup,
  },
  {
    name: 'zipmap',
    parameters: [{ name: 'keys', type: listType(stringType), ...passing }, anyParameter('values', passing)],
    resultType: ([, type]) => (type?.kind === 'list' ? mapType(type.element) : dynamicType),
    apply: zipmap,
  },
  {
    name: 'transpose',
    parameters: [{ name: 'values', type: mapOfLists }],
    resultType: mapOfLists,
    apply: transpose,
  },
];
