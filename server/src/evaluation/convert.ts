/**
 * Conversion of values to a type, as Terraform does it for arguments of functions, variables with a type, operands and
 * templates. Origins, marks and what is known of unknowns pass through. Default values of optional attributes are
 * filled in before, by typeExpression.ts.
 */

import { bool, list, map, object, set, string, tuple, unknown } from './build';
import { sameValue } from './equal';
import { mismatchMessage } from './mismatch';
import { formatNumber, parseNumber } from './number';
import { hasDynamic, sameType, typeOf, withoutOptional } from './typeShape';
import { collectionElement, conversionExists, fillDynamic, unify } from './unify';
import type { PartlyKnownElements, PartlyKnownKey, Type, UnknownValue, Value } from './value';
import { dynamicType } from './value';

/** What Terraform says, and where inside the value: keys and indices from the outside in. */
export interface ConversionError {
  readonly kind: 'conversion-error';
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/** The value as a value of the type, or why it cannot be one. Never throws. */
export function convert(value: Value, type: Type): Value | ConversionError {
  if (value.kind === type.kind || type.kind === 'dynamic') {
    // Most values are what is asked for, and primitives are told by their kind.
    if (value.kind === 'string' || value.kind === 'number' || value.kind === 'bool') return value;
    if (type.kind === 'dynamic') return value;
  }
  const from = typeOf(value);
  if (sameType(from, withoutOptional(type))) return value;
  if (!conversionExists(from, type, true)) return failure(mismatchMessage(from, type), []);
  return converted(value, type, []);
}

/** The value as a string, where it is a known primitive; undefined otherwise. */
export function textOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'number':
      return formatNumber(value.value);
    case 'bool':
      return String(value.value);
    default:
      return undefined;
  }
}

type Path = readonly (string | number)[];

function failure(message: string, path: Path): ConversionError {
  return { kind: 'conversion-error', message, path };
}

/** A conversion between the types is known to exist; it may still fail for this value. */
function converted(value: Value, type: Type, path: Path): Value | ConversionError {
  if (type.kind === 'dynamic') return value;
  switch (value.kind) {
    case 'unknown':
      return convertedUnknown(value, type, path);
    case 'null':
      return { ...value, type: fillDynamic(value.type, withoutOptional(type)) };
    case 'string':
    case 'number':
    case 'bool':
      return convertedPrimitive(value, type, path);
    case 'list':
    case 'set':
    case 'tuple':
      return convertedSequence(value, type, path);
    case 'map':
    case 'object':
      return convertedMapping(value, type, path);
  }
}

function convertedPart(value: Value, type: Type, path: Path): Value | ConversionError {
  const from = typeOf(value);
  if (sameType(from, withoutOptional(type))) return value;
  if (!conversionExists(from, type, true)) return failure(mismatchMessage(from, type), path);
  return converted(value, type, path);
}

function convertedPrimitive(
  value: Extract<Value, { kind: 'string' | 'number' | 'bool' }>,
  type: Type,
  path: Path,
): Value | ConversionError {
  if (value.kind === type.kind) return value;
  if (type.kind === 'string') return string(textOf(value) ?? '', value.origin, value.marks);
  if (value.kind !== 'string') return failure(mismatchMessage(typeOf(value), type), path);
  if (type.kind === 'number') {
    const parsed = parseNumber(value.value);
    return parsed === undefined
      ? failure('a number is required', path)
      : { kind: 'number', value: parsed, origin: value.origin, marks: value.marks };
  }
  switch (value.value) {
    case 'true':
    case '1':
      return bool(true, value.origin, value.marks);
    case 'false':
    case '0':
      return bool(false, value.origin, value.marks);
  }
  const lower = value.value.toLowerCase();
  const hint =
    lower === 'true' || lower === 'false' ? `; to convert from string, use lowercase "${lower}"` : '';
  return failure(`a bool is required${hint}`, path);
}

function convertedSequence(
  value: Extract<Value, { kind: 'list' | 'set' | 'tuple' }>,
  type: Type,
  path: Path,
): Value | ConversionError {
  if (type.kind === 'tuple') {
    const elements = convertedAll(value.elements, (index) => type.elements[index] ?? dynamicType, path);
    return 'kind' in elements ? elements : tuple(elements, value.origin, value.marks);
  }
  if (type.kind !== 'list' && type.kind !== 'set') {
    return failure(mismatchMessage(typeOf(value), type), path);
  }
  const target =
    value.kind === 'tuple'
      ? collectionElement(value.elements.map(typeOf), type.element, true)
      : type.element.kind === 'dynamic'
        ? value.elementType
        : type.element;
  if (target === undefined) return failure(mismatchMessage(typeOf(value), type), path);
  const elements = convertedAll(value.elements, () => target, path);
  if ('kind' in elements) return elements;
  const uniform = unified(elements, target, value.kind === 'tuple' ? undefined : value.elementType, path);
  if ('kind' in uniform) return uniform;
  const make = type.kind === 'list' ? list : set;
  return make(uniform.type, uniform.elements, value.origin, value.marks);
}

function convertedMapping(
  value: Extract<Value, { kind: 'map' | 'object' }>,
  type: Type,
  path: Path,
): Value | ConversionError {
  if (type.kind === 'object') return convertedObject(value, type, path);
  if (type.kind !== 'map') return failure(mismatchMessage(typeOf(value), type), path);
  const keys = [...value.entries.keys()];
  const values = [...value.entries.values()];
  const target =
    value.kind === 'object'
      ? collectionElement(values.map(typeOf), type.element, true)
      : type.element.kind === 'dynamic'
        ? value.elementType
        : type.element;
  if (target === undefined) return failure(mismatchMessage(typeOf(value), type), path);
  const elements = convertedAll(values, () => target, path, keys);
  if ('kind' in elements) return elements;
  const uniform = unified(elements, target, value.kind === 'object' ? undefined : value.elementType, path);
  if ('kind' in uniform) return uniform;
  const entries = uniform.elements.map((element, index) => [keys[index] ?? '', element] as const);
  return map(uniform.type, entries, value.origin, value.marks);
}

type ObjectType = Extract<Type, { kind: 'object' }>;

/** Attributes that the type does not name are dropped; missing optional ones are null. */
function convertedObject(
  value: Extract<Value, { kind: 'map' | 'object' }>,
  type: ObjectType,
  path: Path,
): Value | ConversionError {
  const entries: [string, Value][] = [];
  for (const [name, attribute] of type.attributes) {
    const source = value.entries.get(name);
    if (source === undefined) {
      if (type.optional?.has(name) !== true) {
        return failure(`map has no element for required attribute "${name}"`, path);
      }
      entries.push([
        name,
        { kind: 'null', type: withoutOptional(attribute), origin: value.origin, marks: 0 },
      ]);
      continue;
    }
    const result = convertedPart(source, attribute, [...path, name]);
    if (result.kind === 'conversion-error') return result;
    entries.push([name, result]);
  }
  return object(entries, value.origin, value.marks);
}

function convertedAll(
  values: readonly Value[],
  typeAt: (index: number) => Type,
  path: Path,
  keys?: readonly string[],
): readonly Value[] | ConversionError {
  const results: Value[] = [];
  for (const [index, value] of values.entries()) {
    const result = convertedPart(value, typeAt(index), [...path, keys?.[index] ?? index]);
    if (result.kind === 'conversion-error') return result;
    results.push(result);
  }
  return results;
}

/**
 * Elements of one collection must agree in type. Where the wanted element type has an `any` inside, each was converted
 * on its own and they are brought together now.
 */
function unified(
  elements: readonly Value[],
  wanted: Type,
  previous: Type | undefined,
  path: Path,
): { readonly elements: readonly Value[]; readonly type: Type } | ConversionError {
  const plain = withoutOptional(wanted);
  if (elements.length === 0) {
    return { elements, type: plain.kind === 'dynamic' && previous !== undefined ? previous : plain };
  }
  if (!hasDynamic(plain)) return { elements, type: plain };
  const type = unify(elements.map(typeOf));
  if (type === undefined) return failure('cannot find a common base type for all elements', path);
  const results = convertedAll(elements, () => type, path);
  return 'kind' in results ? results : { elements: results, type };
}

function convertedUnknown(value: UnknownValue, type: Type, path: Path): Value | ConversionError {
  const target = fillDynamic(value.type, withoutOptional(type));
  // A path into a converted collection would lead elsewhere; a primitive is still what that attribute is.
  const keepsReference =
    value.type.kind === target.kind ||
    (value.type.kind === 'dynamic' && !hasElements(target)) ||
    !hasElements(value.type);
  const candidates = convertedCandidates(value, type, path);
  if (candidates !== undefined && 'kind' in candidates) return candidates;
  return unknown(target, value.reason, value.origin, value.marks, {
    reference: keepsReference ? value.reference : undefined,
    candidates,
    elements: value.elements === undefined ? undefined : convertedElements(value.elements, type),
    pieces: target.kind === 'string' ? value.pieces : undefined,
  });
}

function hasElements(type: Type): boolean {
  return type.kind !== 'dynamic' && ('element' in type || 'elements' in type || 'attributes' in type);
}

/** A candidate that cannot be converted would be an error in Terraform, so that the value is one of the others. */
function convertedCandidates(
  value: UnknownValue,
  type: Type,
  path: Path,
): readonly Value[] | undefined | ConversionError {
  if (value.candidates === undefined) return undefined;
  let error: ConversionError | undefined;
  const kept: Value[] = [];
  for (const candidate of value.candidates) {
    const result = convertedPart(candidate, type, path);
    if (result.kind === 'conversion-error') error ??= result;
    else if (!kept.some((other) => sameValue(other, result))) kept.push(result);
  }
  return kept.length === 0 && error !== undefined ? error : kept;
}

function convertedElements(elements: PartlyKnownElements, type: Type): PartlyKnownElements | undefined {
  if (type.kind !== 'list' && type.kind !== 'set' && type.kind !== 'map') return undefined;
  const part = (which: 'certain' | 'possible'): { values: Value[]; keys: PartlyKnownKey[] } => {
    const values: Value[] = [];
    const keys: PartlyKnownKey[] = [];
    for (const [index, value] of elements[which].entries()) {
      const result = convert(value, type.element);
      if (result.kind === 'conversion-error') continue;
      values.push(result);
      const key = elements.keys?.[which][index];
      if (key !== undefined) keys.push(key);
    }
    return { values, keys };
  };
  const certain = part('certain');
  const possible = part('possible');
  return {
    certain: certain.values,
    possible: possible.values,
    closed: elements.closed,
    ...(type.kind === 'map' && elements.keys !== undefined
      ? { keys: { certain: certain.keys, possible: possible.keys } }
      : {}),
  };
}
