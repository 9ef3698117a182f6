/**
 * Functions that make lists of lists: joining, sifting, reordering; cutting.ts has those that go by position. Elements pass through with their origins and marks.
 */

import { elementsOf, isWhollyKnown, list, listType, tuple, tupleType, typeOf, withMarks } from '../build';
import { convert } from '../convert';
import { valueEquals } from '../equal';
import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import { typeName } from '../typeShape';
import { unify } from '../unify';
import type { PartlyKnownElements, Type, Value } from '../value';
import { dynamicType, stringType } from '../value';
import { anyParameter, isSequenceType, sequenceElements, typesOf } from './arguments';
import { joinedElements, openElements, unknownCollection, withoutRepetition } from './partial';
import { isIdentifier } from './pieces';
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
];
