/**
 * Functions that pick from a collection or ask about it: element, one, coalesce, contains, length, sum and the like.
 */

import { elementsOf, isWhollyKnown, listType, nullValue, number, typeOf } from '../build';
import { convert } from '../convert';
import { valueEquals } from '../equal';
import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import { add, fromInteger } from '../number';
import { typeName } from '../typeShape';
import { unify } from '../unify';
import type { Type, Value } from '../value';
import { boolType, dynamicType, numberType } from '../value';
import { bool } from '../build';
import {
  anyParameter,
  argumentAt,
  computedInteger,
  integerAt,
  isSequenceType,
  mappingEntries,
  sequenceElements,
} from './arguments';
import { graphemes } from './graphemes';
import { oneOf, openElements } from './partial';

function length([given]: readonly Value[], context: CallContext): Value {
  const value = given ?? nullValue();
  const type = typeOf(value);
  switch (type.kind) {
    case 'tuple':
      return computedInteger(type.elements.length, context.origin);
    case 'object':
      return computedInteger(type.attributes.size, context.origin);
    case 'number':
    case 'bool':
      throw new FunctionError('argument must be a string, a collection type, or a structural type', 0);
    default:
      break;
  }
  if (value.kind === 'string') return computedInteger(graphemes(value.value).length, context.origin);
  const count = sequenceElements(value)?.length ?? mappingEntries(value)?.size;
  if (count !== undefined) return computedInteger(count, context.origin);
  return oneOf(numberType, undefined, [value], context);
}

function element(values: readonly Value[], context: CallContext): Value {
  const given = argumentAt(values, 0);
  const position = argumentAt(values, 1);
  const type = typeOf(given);
  if (type.kind !== 'list' && type.kind !== 'tuple' && type.kind !== 'dynamic') {
    throw new FunctionError(`cannot read elements from ${typeName(type)}`);
  }
  const elements = sequenceElements(given);
  const elementType = type.kind === 'list' ? type.element : dynamicType;
  if (elements === undefined || position.kind !== 'number') {
    const { certain, possible, closed } = elementsOf(given) ?? openElements;
    return oneOf(elementType, closed ? [...certain, ...possible] : undefined, values, context);
  }
  const index = integerAt(values, 1);
  if (elements.length === 0) throw new FunctionError('cannot use element function with an empty list');
  // Negative indices count from the end since Terraform 1.12; before that they are an error.
  const wrapped = ((index % elements.length) + elements.length) % elements.length;
  return argumentAt(elements, wrapped);
}

function index(values: readonly Value[], context: CallContext): Value {
  const given = argumentAt(values, 0);
  const wanted = argumentAt(values, 1);
  const type = typeOf(given);
  if (type.kind !== 'list' && type.kind !== 'tuple' && type.kind !== 'dynamic') {
    throw new FunctionError('argument must be a list or tuple');
  }
  const elements = sequenceElements(given);
  if (elements === undefined) return oneOf(numberType, undefined, [given], context);
  if (elements.length === 0) throw new FunctionError('cannot search an empty list');
  for (const [position, candidate] of elements.entries()) {
    const equal = valueEquals(candidate, wanted);
    if (equal === undefined) return oneOf(numberType, undefined, values, context);
    if (equal) return computedInteger(position, context.origin);
  }
  throw new FunctionError('item not found');
}

function contains(values: readonly Value[], context: CallContext): Value {
  const given = argumentAt(values, 0);
  const wanted = argumentAt(values, 1);
  const type = typeOf(given);
  if (!isSequenceType(type) && type.kind !== 'dynamic') {
    throw new FunctionError('argument must be list, tuple, or set');
  }
  const elements = elementsOf(given) ?? openElements;
  const answer = (value: boolean): Value => bool(value, context.origin);
  let open = !elements.closed;
  for (const candidate of elements.certain) {
    const equal = valueEquals(candidate, wanted);
    // Terraform does not look into a list it does not know; its answer will be this one. A set it does know: build.ts.
    if (equal === true) {
      return given.kind === 'unknown' && type.kind !== 'set'
        ? oneOf(boolType, [answer(true)], values, context)
        : answer(true);
    }
    open ||= equal === undefined;
  }
  open ||= elements.possible.some((candidate) => valueEquals(candidate, wanted) !== false);
  if (open) return oneOf(boolType, undefined, values, context);
  return given.kind === 'unknown' ? oneOf(boolType, [answer(false)], values, context) : answer(false);
}

function coalesce(values: readonly Value[], context: CallContext): Value {
  const type = unify(values.map(typeOf));
  if (type === undefined) throw new FunctionError('all arguments must have the same type');
  const maybe: Value[] = [];
  for (const [position, value] of values.entries()) {
    const converted = convert(value, type);
    if (converted.kind === 'conversion-error') throw new FunctionError(converted.message, position);
    if (converted.kind === 'null') continue;
    if (converted.kind === 'string' && converted.value === '') continue;
    if (converted.kind !== 'unknown') {
      return maybe.length === 0 ? converted : oneOf(type, [...maybe, converted], values, context);
    }
    maybe.push(converted);
  }
  // Only an unknown one is left: the others are empty.
  if (maybe.length > 0) return oneOf(type, maybe, values, context);
  throw new FunctionError('no non-null, non-empty-string arguments');
}

function coalescelist(values: readonly Value[], context: CallContext): Value {
  if (values.length === 0) throw new FunctionError('at least one argument is required');
  const maybe: Value[] = [];
  for (const value of values) {
    const type = typeOf(value);
    const fits = type.kind === 'list' || type.kind === 'tuple';
    if (!fits && !(type.kind === 'dynamic' && value.kind === 'unknown')) {
      throw new FunctionError('coalescelist arguments must be lists or tuples');
    }
    if (value.kind === 'unknown') {
      maybe.push(value);
      continue;
    }
    const elements = sequenceElements(value);
    if (elements === undefined || elements.length === 0) continue;
    return maybe.length === 0 ? value : oneOf(dynamicType, [...maybe, value], values, context);
  }
  if (maybe.length > 0) return oneOf(dynamicType, maybe, values, context);
  throw new FunctionError('no non-null arguments');
}

const oneMessage = 'must be a list, set, or tuple value with either zero or one elements';

function one([given]: readonly Value[], context: CallContext): Value {
  const value = given ?? nullValue();
  const type = typeOf(value);
  const elementType = type.kind === 'list' || type.kind === 'set' ? type.element : dynamicType;
  const elements = sequenceElements(value);
  if (elements === undefined) {
    if (value.kind !== 'unknown' || !(isSequenceType(type) || type.kind === 'dynamic')) {
      throw new FunctionError(oneMessage, 0);
    }
    const { certain, possible, closed } = elementsOf(value) ?? openElements;
    const none = certain.length === 0 ? [nullValue(elementType, context.origin)] : [];
    const options = certain.length === 1 ? certain : [...certain, ...possible, ...none];
    return oneOf(elementType, closed ? options : undefined, [value], context);
  }
  if (elements.length > 1) throw new FunctionError(oneMessage, 0);
  return elements[0] ?? nullValue(elementType, context.origin);
}

const sumMessage = 'argument must be list, set, or tuple of number values';

function sum([given]: readonly Value[], context: CallContext): Value {
  const value = given ?? nullValue();
  const elements = sequenceElements(value);
  if (elements === undefined) {
    const entries = mappingEntries(value);
    if (entries === undefined) throw new FunctionError('cannot sum noniterable', 0);
    if (entries.size === 0) throw new FunctionError('cannot sum an empty list', 0);
    throw new FunctionError(`argument must be list, set, or tuple. Received ${typeName(typeOf(value))}`, 0);
  }
  if (elements.length === 0) throw new FunctionError('cannot sum an empty list', 0);
  let total = fromInteger(0);
  for (const [position, item] of elements.entries()) {
    const converted = convert(item, numberType);
    if (converted.kind !== 'number') throw new FunctionError(sumMessage, 0);
    const next = position === 0 ? converted.value : add(total, converted.value);
    if (next === undefined) throw new FunctionError("can't compute sum of opposing infinities");
    total = next;
  }
  return { ...number(0, context.origin), value: total };
}

function alltrue([given]: readonly Value[], context: CallContext): Value {
  const elements = (given === undefined ? undefined : sequenceElements(given)) ?? [];
  for (const item of elements) {
    if (item.kind === 'unknown') {
      // One that is surely false decides, though Terraform stops looking at the first unknown.
      const decided = elements.some(({ kind }) => kind === 'null') || elements.some(isFalse);
      return oneOf(boolType, decided ? [bool(false, context.origin)] : undefined, elements, context);
    }
    if (item.kind !== 'bool' || !item.value) return bool(false, context.origin);
  }
  return given?.kind === 'unknown'
    ? oneOf(boolType, undefined, [given], context)
    : bool(true, context.origin);
}

function isFalse(value: Value): boolean {
  return value.kind === 'bool' && !value.value;
}

function anytrue([given]: readonly Value[], context: CallContext): Value {
  const elements = (given === undefined ? undefined : sequenceElements(given)) ?? [];
  if (elements.some((item) => item.kind === 'bool' && item.value)) return bool(true, context.origin);
  const open = given?.kind === 'unknown' || elements.some((item) => !isWhollyKnown(item));
  return open && given !== undefined
    ? oneOf(boolType, undefined, [given], context)
    : bool(false, context.origin);
}

const passing = { unknownAware: true, marks: 'inside' } as const;
const aware = { unknownAware: true } as const;

function elementOfType(type: Type | undefined): Type {
  return type?.kind === 'list' || type?.kind === 'set' ? type.element : dynamicType;
}

export const selectionFunctions: readonly TerraformFunction[] = [
  { name: 'length', parameters: [anyParameter('value', passing)], resultType: numberType, apply: length },
  {
    name: 'element',
    parameters: [anyParameter('list', passing), { name: 'index', type: numberType, ...aware }],
    resultType: ([type]) => (type?.kind === 'list' ? type.element : dynamicType),
    apply: element,
  },
  {
    name: 'index',
    parameters: [anyParameter('list', aware), anyParameter('value', aware)],
    resultType: numberType,
    apply: index,
  },
  {
    name: 'contains',
    parameters: [anyParameter('list', aware), anyParameter('value', aware)],
    resultType: boolType,
    apply: contains,
  },
  {
    name: 'coalesce',
    parameters: [],
    variadic: anyParameter('vals', { ...aware, nullable: true }),
    resultType: (types) => unify(types) ?? dynamicType,
    apply: coalesce,
  },
  {
    name: 'coalescelist',
    parameters: [],
    variadic: anyParameter('vals', { ...aware, nullable: true }),
    resultType: dynamicType,
    apply: coalescelist,
  },
  {
    name: 'one',
    parameters: [anyParameter('list', aware)],
    resultType: ([type]) => elementOfType(type),
    apply: one,
  },
  { name: 'sum', parameters: [anyParameter('list')], resultType: numberType, apply: sum },
  {
    name: 'alltrue',
    parameters: [{ name: 'list', type: listType(boolType), ...aware }],
    resultType: boolType,
    apply: alltrue,
  },
  {
    name: 'anytrue',
    parameters: [{ name: 'list', type: listType(boolType), ...aware }],
    resultType: boolType,
    apply: anytrue,
  },
];
