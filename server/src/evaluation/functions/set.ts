/**
 * Functions on sets: union, intersection, difference, product.
 */

import { commonType, isWhollyKnown, list, listType, set, setType, tuple, tupleType, typeOf } from '../build';
import { convert } from '../convert';
import { valueEquals } from '../equal';
import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import { unify } from '../unify';
import type { PartlyKnownElements, Type, Value } from '../value';
import { dynamicType } from '../value';
import { anyParameter, sequenceElements } from './arguments';
import { joinedElements, openElements, unknownCollection, withoutRepetition } from './partial';

const anySet = setType(dynamicType);

/** The element type that all sets convert to; empty sets of no type have no say. */
function commonElement(values: readonly Value[]): Type {
  const types: Type[] = [];
  for (const value of values) {
    const type = typeOf(value);
    const element = type.kind === 'set' ? type.element : dynamicType;
    const silent = element.kind === 'dynamic' && value.kind === 'set' && value.elements.length === 0;
    if (!silent) types.push(element);
  }
  if (types.length === 0) return dynamicType;
  const common = unify(types);
  if (common === undefined) throw new FunctionError('given sets must all have compatible element types');
  return common;
}

function convertedSets(values: readonly Value[], element: Type): Value[] {
  return values.map((value, index) => {
    const converted = convert(value, setType(element));
    if (converted.kind === 'conversion-error') throw new FunctionError(converted.message, index);
    return converted;
  });
}

function setunion(values: readonly Value[], context: CallContext): Value {
  const element = commonElement(values);
  const sets = convertedSets(values, element);
  const elements = joinedElements(sets);
  if (elements.closed && elements.possible.length === 0) {
    return set(element, elements.certain, context.origin);
  }
  return unknownCollection(setType(element), withoutRepetition(elements), sets, context);
}

/** Whether a set has an element: `maybe` when not known. */
function membership(elements: PartlyKnownElements, wanted: Value): 'yes' | 'no' | 'maybe' {
  let maybe = !elements.closed;
  for (const element of elements.certain) {
    const equal = valueEquals(element, wanted);
    if (equal === true) return 'yes';
    maybe ||= equal === undefined;
  }
  maybe ||= elements.possible.some((element) => valueEquals(element, wanted) !== false);
  return maybe ? 'maybe' : 'no';
}

/** Keeps of the first set what `keep` says of each other set; what is in doubt becomes possible. */
function sifted(values: readonly Value[], context: CallContext, keep: 'yes' | 'no'): Value {
  const element = commonElement(values);
  const sets = convertedSets(values, element);
  const [first, ...others] = sets.map((value) => joinedElements([value]));
  const start = first ?? openElements;
  const certain: Value[] = [];
  const possible: Value[] = [];
  for (const value of [...start.certain, ...start.possible]) {
    const answers = others.map((other) => membership(other, value));
    if (answers.some((answer) => answer !== keep && answer !== 'maybe')) continue;
    const sure = start.certain.includes(value) && answers.every((answer) => answer === keep);
    (sure ? certain : possible).push(value);
  }
  if (sets.every(isWhollyKnown)) return set(element, certain, context.origin);
  return unknownCollection(setType(element), { certain, possible, closed: start.closed }, sets, context);
}

/** Beyond this a product is not worth its memory. */
const largestProduct = 100_000;

function setproduct(values: readonly Value[], context: CallContext): Value {
  if (values.length < 2) throw new FunctionError('at least two arguments are required');
  const allLists = values.every((value) => typeOf(value).kind !== 'set');
  const elementTypes = values.map((value, index) => {
    const type = typeOf(value);
    if (type.kind === 'set' || type.kind === 'list') return type.element;
    if (type.kind === 'dynamic') return dynamicType;
    if (type.kind !== 'tuple') throw new FunctionError('a set or a list is required', index);
    if (type.elements.length === 0) return dynamicType;
    const common = unify(type.elements);
    if (common === undefined) throw new FunctionError('all elements must be of the same type', index);
    return common;
  });
  const element = tupleType(elementTypes);
  const type = allLists ? listType(element) : setType(element);
  const sequences = values.map((value) => sequenceElements(value));
  const known = sequences.flatMap((elements) => (elements === undefined ? [] : [elements]));
  const total = known.reduce((product, elements) => product * elements.length, 1);
  if (known.length < values.length || total > largestProduct) {
    return unknownCollection(type, productElements(values, elementTypes, context), values, context);
  }
  const product = combined(known, elementTypes, context);
  return allLists
    ? list(commonElementOf(product, element), product, context.origin)
    : set(commonElementOf(product, element), product, context.origin);
}

/** The tuples' own type where `any` stood for what is known by now. */
function commonElementOf(elements: readonly Value[], fallback: Type): Type {
  return elements.length === 0 ? fallback : commonType(elements);
}

function combined(
  sequences: readonly (readonly Value[])[],
  types: readonly Type[],
  context: CallContext,
): Value[] {
  let rows: (readonly Value[])[] = [[]];
  for (const [index, elements] of sequences.entries()) {
    const converted = elements.map((element) => {
      const result = convert(element, types[index] ?? dynamicType);
      return result.kind === 'conversion-error' ? element : result;
    });
    rows = rows.flatMap((row) => converted.map((element) => [...row, element]));
  }
  return rows.map((row) => tuple(row, context.origin));
}

/** Products of certain elements are certain, those with a possible one possible. */
function productElements(
  values: readonly Value[],
  types: readonly Type[],
  context: CallContext,
): PartlyKnownElements {
  const parts = values.map((value) => joinedElements([value]));
  const everything = parts.map(({ certain, possible }) => [...certain, ...possible]);
  const total = everything.reduce((product, elements) => product * elements.length, 1);
  if (total > 1000) return openElements;
  const certain = combined(
    parts.map((part) => part.certain),
    types,
    context,
  );
  const sure = new Set(parts.flatMap((part) => part.certain));
  const possible = combined(everything, types, context).filter(
    (row) => !(row.kind === 'tuple' && row.elements.every((element) => sure.has(element))),
  );
  return { certain, possible, closed: parts.every(({ closed }) => closed) };
}

function setResult(types: readonly Type[]): Type {
  const elements = types.flatMap((type) => (type.kind === 'set' ? [type.element] : []));
  return setType(unify(elements) ?? dynamicType);
}

const aware = { unknownAware: true } as const;

export const setFunctions: readonly TerraformFunction[] = [
  {
    name: 'setunion',
    parameters: [{ name: 'first_set', type: anySet, ...aware }],
    variadic: { name: 'other_sets', type: anySet, ...aware },
    resultType: setResult,
    apply: setunion,
  },
  {
    name: 'setintersection',
    parameters: [{ name: 'first_set', type: anySet, ...aware }],
    variadic: { name: 'other_sets', type: anySet, ...aware },
    resultType: setResult,
    apply: (values, context) => sifted(values, context, 'yes'),
  },
  {
    name: 'setsubtract',
    parameters: [
      { name: 'a', type: anySet, ...aware },
      { name: 'b', type: anySet, ...aware },
    ],
    resultType: setResult,
    apply: (values, context) => sifted(values, context, 'no'),
  },
  {
    name: 'setproduct',
    parameters: [],
    variadic: anyParameter('sets', { unknownAware: true, marks: 'inside' }),
    resultType: (types) => (types.length < 2 ? dynamicType : typesResult(types)),
    apply: setproduct,
  },
];

function typesResult(types: readonly Type[]): Type {
  const elements = types.map((type) => ('element' in type ? type.element : dynamicType));
  return types.some(({ kind }) => kind === 'set')
    ? setType(tupleType(elements))
    : listType(tupleType(elements));
}
