/**
 * Functions that cut lists, make them of numbers, pick from them by position, or join them to text.
 */

import { list, listType, number, tuple, typeOf } from '../build';
import { convert } from '../convert';
import { valueEquals } from '../equal';
import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import { add, compareNumbers, fromInteger, sign } from '../number';
import { unify } from '../unify';
import type { Value } from '../value';
import { dynamicType, numberType, stringType } from '../value';
import {
  anyParameter,
  argumentAt,
  computedText,
  integerAt,
  numberParameter,
  sequenceElements,
  textAt,
} from './arguments';
import {
  joinedElements,
  openElements,
  supposed,
  supposedElements,
  unknownCollection,
  weakened,
} from './partial';
import { joinPieces } from './pieces';

const anyList = listType(dynamicType);

function slice(values: readonly Value[], context: CallContext): Value {
  const given = argumentAt(values, 0);
  const type = typeOf(given);
  if (type.kind === 'set') {
    throw new FunctionError(
      'cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering of the result is not important',
      0,
    );
  }
  if (type.kind !== 'list' && type.kind !== 'tuple' && type.kind !== 'dynamic') {
    throw new FunctionError('must be a list or tuple value', 0);
  }
  const start = indexFor(values, 1, 'start');
  const end = indexFor(values, 2, 'end');
  const elements = sequenceElements(given);
  if (elements !== undefined) {
    if (start > elements.length) {
      throw new FunctionError('start index must not be greater than the length of the list', 1);
    }
    if (end > elements.length) {
      throw new FunctionError('end index must not be greater than the length of the list', 2);
    }
  }
  if (start > end) throw new FunctionError('start index must not be greater than end index', 1);
  if (elements === undefined) {
    // Terraform refuses the slice unless the list is long enough.
    const supposedPart = supposedElements(given, end - start, context, start);
    if (supposedPart !== undefined) {
      const made =
        type.kind === 'list'
          ? list(type.element, supposedPart, context.origin)
          : tuple(supposedPart, context.origin);
      return supposed(made, [given], context);
    }
    return unknownCollection(
      type.kind === 'list' ? type : dynamicType,
      weakened(joinedElements([given])),
      [given],
      context,
    );
  }
  const part = elements.slice(start, end);
  return given.kind === 'list' ? list(given.elementType, part, context.origin) : tuple(part, context.origin);
}

function indexFor(values: readonly Value[], position: number, name: 'start' | 'end'): number {
  let index: number;
  try {
    index = integerAt(values, position);
  } catch (error) {
    if (error instanceof FunctionError) {
      throw new FunctionError(`invalid ${name} index: ${error.message}`, position);
    }
    throw error;
  }
  if (index < 0) throw new FunctionError(`${name} index must not be less than zero`, position);
  return index;
}

function chunklist(values: readonly Value[], context: CallContext): Value {
  const given = argumentAt(values, 0);
  const size = integerAt(values, 1);
  if (size < 0) throw new FunctionError('the size argument must be positive');
  const type = typeOf(given);
  if (given.kind !== 'list') return unknownCollection(listType(type), openElements, [given], context);
  if (given.elements.length === 0) return list(type, [], context.origin);
  const step = size === 0 ? given.elements.length : size;
  const chunks: Value[] = [];
  for (let start = 0; start < given.elements.length; start += step) {
    chunks.push(list(given.elementType, given.elements.slice(start, start + step), context.origin));
  }
  return list(type, chunks, context.origin);
}

/** Terraform's own bound. */
const longestRange = 1024;

function range(values: readonly Value[], context: CallContext): Value {
  const numbers = values.flatMap((value) => (value.kind === 'number' ? [value.value] : []));
  const [first, second, third] = numbers;
  if (first === undefined || numbers.length > 3) {
    throw new FunctionError('must have one, two, or three arguments');
  }
  const start = second === undefined ? fromInteger(0) : first;
  const end = second ?? first;
  const step = third ?? fromInteger(compareNumbers(end, start) < 0 ? -1 : 1);
  if (sign(step) === 0) throw new FunctionError('step must not be zero', 2);
  const down = sign(step) < 0;
  const direction = compareNumbers(end, start);
  if (down && direction > 0) {
    throw new FunctionError('end must be less than start when step is negative', 1);
  }
  if (!down && direction < 0) {
    throw new FunctionError('end must be greater than start when step is positive', 1);
  }
  const elements: Value[] = [];
  let next = start;
  while (down ? compareNumbers(next, end) > 0 : compareNumbers(next, end) < 0) {
    if (elements.length >= longestRange) {
      throw new FunctionError(
        'more than 1024 values were generated; either decrease the difference between start and end or use a smaller step',
      );
    }
    elements.push({ ...number(0, context.origin), value: next });
    const sum = add(next, step);
    if (sum === undefined) break;
    next = sum;
  }
  return list(numberType, elements, context.origin);
}

function matchkeys(values: readonly Value[], context: CallContext): Value {
  const [given, keys, wanted] = values;
  if (given === undefined || keys === undefined || wanted === undefined) return list(dynamicType, []);
  const common = unify([typeOf(keys), typeOf(wanted)]);
  if (common === undefined) throw new FunctionError('keys and searchset must be of the same type');
  const elements = sequenceElements(given) ?? [];
  const convertedKeys = convert(keys, common);
  const convertedWanted = convert(wanted, common);
  if (convertedKeys.kind === 'conversion-error' || convertedWanted.kind === 'conversion-error') {
    throw new FunctionError('keys and searchset must be of the same type');
  }
  const keyElements = sequenceElements(convertedKeys) ?? [];
  if (elements.length !== keyElements.length) {
    throw new FunctionError('length of keys and values should be equal');
  }
  const searched = sequenceElements(convertedWanted) ?? [];
  const kept = elements.filter((_, index) => {
    const key = argumentAt(keyElements, index);
    return searched.some((candidate) => valueEquals(key, candidate) === true);
  });
  return list(given.kind === 'list' ? given.elementType : dynamicType, kept, context.origin);
}

function join(values: readonly Value[], context: CallContext): Value {
  const separator = textAt(values, 0);
  const lists = values.slice(1);
  if (lists.length === 0) throw new FunctionError('at least one list is required');
  const texts = lists.flatMap((value, position) =>
    (sequenceElements(value) ?? []).map((element, index) => {
      if (element.kind === 'string') return element.value;
      const where = lists.length > 1 ? `element ${index} of list ${position + 1}` : `element ${index}`;
      throw new FunctionError(`${where} is null; cannot concatenate null values`, position + 1);
    }),
  );
  return computedText(texts.join(separator), context);
}

const passing = { unknownAware: true, marks: 'inside' } as const;

export const cuttingFunctions: readonly TerraformFunction[] = [
  {
    name: 'slice',
    parameters: [anyParameter('list', passing), numberParameter('start_index'), numberParameter('end_index')],
    resultType: ([type]) => (type?.kind === 'list' ? type : dynamicType),
    apply: slice,
  },
  {
    name: 'chunklist',
    parameters: [{ name: 'list', type: anyList, ...passing }, numberParameter('size')],
    resultType: ([type]) => listType(type ?? anyList),
    apply: chunklist,
  },
  {
    name: 'range',
    parameters: [],
    variadic: numberParameter('params'),
    resultType: listType(numberType),
    apply: range,
  },
  {
    name: 'matchkeys',
    parameters: [
      { name: 'values', type: anyList },
      { name: 'keys', type: anyList },
      { name: 'searchset', type: anyList },
    ],
    resultType: ([type]) => type ?? anyList,
    apply: matchkeys,
  },
  {
    name: 'join',
    parameters: [{ name: 'separator', type: stringType }],
    variadic: { name: 'lists', type: listType(stringType) },
    resultType: stringType,
    apply: join,
    applyPartly: joinPieces,
  },
];
