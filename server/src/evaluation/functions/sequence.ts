/**
 * Functions that make lists of lists: joining, cutting, reordering. Elements pass through with their origins and marks.
 */

import {
  elementsOf,
  isWhollyKnown,
  list,
  listType,
  number,
  tuple,
  tupleType,
  typeOf,
  withMarks,
} from '../build';
import { convert } from '../convert';
import { valueEquals } from '../equal';
import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import { add, compareNumbers, fromInteger, sign } from '../number';
import { typeName } from '../typeShape';
import { unify } from '../unify';
import type { PartlyKnownElements, Type, Value } from '../value';
import { dynamicType, numberType, stringType } from '../value';
import {
  anyParameter,
  argumentAt,
  integerAt,
  isSequenceType,
  numberParameter,
  sequenceElements,
  textAt,
  typesOf,
} from './arguments';
import { joinedElements, openElements, unknownCollection, weakened, withoutRepetition } from './partial';
import { compareStrings } from '../order';

const anyList = listType(dynamicType);

function concat(values: readonly Value[], context: CallContext): Value {
  if (values.length === 0) throw new FunctionError('at least one argument is required');
  const type = concatType(values);
  if (values.some(({ kind }) => kind === 'unknown')) {
    return unknownCollection(type, joinedElements(values), values, context);
  }
  if (type.kind !== 'list') {
    return tuple(
      values.flatMap((value) => sequenceElements(value) ?? []),
      context.origin,
    );
  }
  const elements = values.flatMap((value, index) => {
    const converted = convert(value, type);
    if (converted.kind === 'conversion-error') throw new FunctionError(converted.message, index);
    return sequenceElements(converted) ?? [];
  });
  return list(type.element, elements, context.origin);
}

function concatType(values: readonly Value[]): Type {
  const types = typesOf(values);
  if (types.every(({ kind }) => kind === 'list')) {
    const common = unify(types);
    if (common !== undefined) return common;
  }
  const elements: Type[] = [];
  let open = false;
  for (const [index, value] of values.entries()) {
    const type = types[index] ?? dynamicType;
    if (type.kind === 'tuple') elements.push(...type.elements);
    else if (value.kind === 'list') elements.push(...value.elements.map(() => value.elementType));
    else if (value.kind === 'unknown' && (type.kind === 'list' || type.kind === 'dynamic')) open = true;
    else throw new FunctionError(`all arguments must be lists or tuples; got ${typeName(type)}`, index);
  }
  return open ? dynamicType : tupleType(elements);
}

function flatten([given]: readonly Value[], context: CallContext): Value {
  if (given === undefined) return tuple([], context.origin);
  const type = typeOf(given);
  if (!isSequenceType(type) && type.kind !== 'dynamic') {
    throw new FunctionError('can only flatten lists, sets and tuples');
  }
  const flat = flattened(given);
  const marks = sequenceMarks(given);
  if (flat.closed && flat.possible.length === 0 && hasKnownShape(given)) {
    return tuple(flat.certain, context.origin, marks);
  }
  return withMarks(unknownCollection(dynamicType, flat, [given], context), marks);
}

/** Marks of the sequences that are taken apart; other elements keep theirs. */
function sequenceMarks(value: Value): number {
  const elements = sequenceElements(value);
  if (elements === undefined) return value.kind === 'unknown' && isSequenceType(value.type) ? value.marks : 0;
  return elements.reduce((marks, element) => marks | sequenceMarks(element), value.marks);
}

/** Whether no sequence in it, at any depth, is unknown: then order and number of elements are known. */
function hasKnownShape(value: Value): boolean {
  if (value.kind === 'unknown') {
    return !isSequenceType(value.type) && value.type.kind !== 'dynamic' && value.candidates === undefined;
  }
  return (sequenceElements(value) ?? []).every(hasKnownShape);
}

/** What the flattened sequence surely has, and may have. */
function flattened(value: Value): PartlyKnownElements {
  const elements = value.kind === 'unknown' ? (elementsOf(value) ?? openElements) : elementsOf(value);
  if (elements === undefined) return openElements;
  const certain = elements.certain.map(flattenedElement);
  const possible = elements.possible.map(flattenedElement);
  return {
    certain: certain.flatMap((part) => part.certain),
    possible: [
      ...certain.flatMap((part) => part.possible),
      ...possible.flatMap((part) => [...part.certain, ...part.possible]),
    ],
    closed: elements.closed && [...certain, ...possible].every(({ closed }) => closed),
  };
}

function flattenedElement(value: Value): PartlyKnownElements {
  if (value.kind === 'unknown') {
    if (isSequenceType(value.type)) return flattened(value);
    // Of a type not known: it may be an element or hold elements.
    if (value.type.kind === 'dynamic') {
      if (value.elements !== undefined) return flattened(value);
      const options = value.candidates?.map(flattenedElement);
      if (options === undefined) return { certain: [], possible: [value], closed: false };
      return {
        certain: [],
        possible: options.flatMap((option) => [...option.certain, ...option.possible]),
        closed: options.every(({ closed }) => closed),
      };
    }
  }
  return sequenceElements(value) === undefined
    ? { certain: [value], possible: [], closed: true }
    : flattened(value);
}

function compact([given]: readonly Value[], context: CallContext): Value {
  const kept = (value: Value): boolean =>
    value.kind !== 'null' && !(value.kind === 'string' && value.value === '');
  if (given?.kind === 'list' && isWhollyKnown(given)) {
    return list(stringType, given.elements.filter(kept), context.origin);
  }
  const elements = joinedElements(given === undefined ? [] : [given]);
  const certain = elements.certain.filter(kept);
  return unknownCollection(
    listType(stringType),
    {
      // An unknown string may turn out empty; an identifier of a resource does not.
      certain: certain.filter((value) => value.kind !== 'unknown' || isIdentifier(value)),
      possible: [
        ...certain.filter((value) => value.kind === 'unknown' && !isIdentifier(value)),
        ...elements.possible.filter(kept),
      ],
      closed: elements.closed,
    },
    given === undefined ? [] : [given],
    context,
  );
}

function isIdentifier(value: Value): boolean {
  const last = value.kind === 'unknown' ? value.reference?.path.at(-1) : undefined;
  return last === 'id' || last === 'arn';
}

function distinct([given]: readonly Value[], context: CallContext): Value {
  if (given?.kind === 'list' && isWhollyKnown(given)) {
    return list(given.elementType, firstOfEqual(given.elements), context.origin);
  }
  const sources = given === undefined ? [] : [given];
  const elements = withoutRepetition(joinedElements(sources));
  return unknownCollection(given === undefined ? anyList : typeOf(given), elements, sources, context);
}

function firstOfEqual(elements: readonly Value[]): Value[] {
  const kept: Value[] = [];
  const texts = new Set<string>();
  for (const element of elements) {
    if (element.kind === 'string') {
      if (texts.has(element.value)) continue;
      texts.add(element.value);
    } else if (kept.some((other) => valueEquals(other, element) === true)) {
      continue;
    }
    kept.push(element);
  }
  return kept;
}

function sort([given]: readonly Value[], context: CallContext): Value {
  if (given?.kind === 'list' && isWhollyKnown(given)) {
    const position = given.elements.findIndex(({ kind }) => kind === 'null');
    if (position >= 0) {
      throw new FunctionError(`given list element ${position} is null; a null string cannot be sorted`);
    }
    const sorted = [...given.elements].sort((left, right) =>
      left.kind === 'string' && right.kind === 'string' ? compareStrings(left.value, right.value) : 0,
    );
    return list(stringType, sorted, context.origin);
  }
  const sources = given === undefined ? [] : [given];
  return unknownCollection(listType(stringType), joinedElements(sources), sources, context);
}

function reverse([given]: readonly Value[], context: CallContext): Value {
  const elements = given === undefined ? undefined : sequenceElements(given);
  if (given === undefined || elements === undefined) {
    const type = given === undefined ? dynamicType : typeOf(given);
    if (given?.kind === 'unknown' && (isSequenceType(type) || type.kind === 'dynamic')) {
      return unknownCollection(reverseType(type), joinedElements([given]), [given], context);
    }
    throw new FunctionError(`can only reverse list or tuple values, not ${typeName(type)}`, 0);
  }
  const reversed = [...elements].reverse();
  return given.kind === 'tuple'
    ? tuple(reversed, context.origin)
    : list('elementType' in given ? given.elementType : dynamicType, reversed, context.origin);
}

function reverseType(type: Type): Type {
  if (type.kind === 'tuple') return tupleType([...type.elements].reverse());
  return type.kind === 'set' ? listType(type.element) : type;
}

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
  return { kind: 'string', value: texts.join(separator).normalize('NFC'), origin: context.origin, marks: 0 };
}

const passing = { unknownAware: true, marks: 'inside' } as const;

export const sequenceFunctions: readonly TerraformFunction[] = [
  {
    name: 'concat',
    parameters: [],
    variadic: anyParameter('seqs', passing),
    resultType: dynamicType,
    apply: concat,
  },
  {
    name: 'flatten',
    parameters: [anyParameter('list', passing)],
    resultType: dynamicType,
    apply: flatten,
  },
  {
    name: 'compact',
    parameters: [{ name: 'list', type: listType(stringType), unknownAware: true }],
    resultType: listType(stringType),
    apply: compact,
  },
  {
    name: 'distinct',
    parameters: [{ name: 'list', type: anyList, unknownAware: true }],
    resultType: ([type]) => type ?? anyList,
    apply: distinct,
  },
  {
    name: 'sort',
    parameters: [{ name: 'list', type: listType(stringType), unknownAware: true }],
    resultType: listType(stringType),
    apply: sort,
  },
  {
    name: 'reverse',
    parameters: [anyParameter('list', passing)],
    resultType: ([type]) => reverseType(type ?? dynamicType),
    apply: reverse,
  },
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
  },
];
