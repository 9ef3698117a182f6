/**
 * Bookkeeping for collections of which only some elements are known: joining, moving and sifting what is certain, what
 * is possible, and whether that is all.
 */

import { derivedReason, elementsOf, reference, typeOf, unknown } from '../build';
import { sameValue } from '../equal';
import type { CallContext } from '../functionTable';
import type { PartlyKnownElements, Type, UnknownValue, Value } from '../value';
import { dynamicType } from '../value';

export const openElements: PartlyKnownElements = { certain: [], possible: [], closed: false };

/** Elements of all of them; a value that has none to give makes the result open. */
export function joinedElements(values: readonly Value[]): PartlyKnownElements {
  const parts = values.map((value) => elementsOf(value) ?? openElements);
  return {
    certain: parts.flatMap(({ certain }) => certain),
    possible: parts.flatMap(({ possible }) => possible),
    closed: parts.every(({ closed }) => closed),
  };
}

/** All of them only possible: an operation that may take any away. */
export function weakened({ certain, possible, closed }: PartlyKnownElements): PartlyKnownElements {
  return { certain: [], possible: [...certain, ...possible], closed };
}

/** Each element once; a possible one that is certain too is certain. */
export function withoutRepetition({ certain, possible, closed }: PartlyKnownElements): PartlyKnownElements {
  const seen: Value[] = [];
  const fresh = (value: Value): boolean => {
    if (seen.some((other) => sameValue(other, value))) return false;
    seen.push(value);
    return true;
  };
  return { certain: certain.filter(fresh), possible: possible.filter(fresh), closed };
}

/** An unknown collection with what is known of its elements. */
export function unknownCollection(
  type: Type,
  elements: PartlyKnownElements,
  sources: readonly Value[],
  context: CallContext,
): UnknownValue {
  const known = elements.closed || elements.certain.length > 0 || elements.possible.length > 0;
  return unknown(type, derivedReason(sources), context.origin, 0, {
    elements: known ? elements : undefined,
  });
}

/** One of these values, it is not known which; without any, or with too many, just unknown. */
export function oneOf(
  type: Type,
  candidates: readonly Value[] | undefined,
  sources: readonly Value[],
  context: CallContext,
): UnknownValue {
  const distinct: Value[] = [];
  for (const candidate of candidates ?? []) {
    if (!distinct.some((other) => sameValue(other, candidate))) distinct.push(candidate);
  }
  return unknown(type, derivedReason(sources), context.origin, 0, {
    candidates: distinct.length === 0 ? undefined : distinct,
  });
}

/** Longer lists of unknown elements are not made. */
const longestSupposed = 256;

/**
 * The first `count` elements of a value of which Terraform refuses anything that has fewer: of a list that is an
 * attribute they are that attribute's elements. Undefined when there are too many to tell apart.
 */
export function supposedElements(
  given: Value,
  count: number,
  context: CallContext,
  first = 0,
): readonly Value[] | undefined {
  if (given.kind !== 'unknown' || count > longestSupposed) return undefined;
  const type = typeOf(given);
  const elementType = type.kind === 'list' ? type.element : dynamicType;
  const known = elementsOf(given);
  const target = given.reference;
  return Array.from({ length: count }, (_, index) => {
    if (target !== undefined && target.path.length > 0) {
      const { resource, path } = target;
      return reference({ resource, path: [...path, first + index] }, elementType, context.origin);
    }
    const options = known?.closed === true ? [...known.certain, ...known.possible] : undefined;
    return oneOf(elementType, options, [given], context);
  });
}

/**
 * A collection whose number of elements, or whose keys, are known although what it is made of is not. What comes from
 * data or from a variable Terraform has when it plans, so that it may decide about counts. Of everything else Terraform
 * says that it is unknown, and this is the one value that it can have.
 */
export function supposed(made: Value, sources: readonly Value[], context: CallContext): Value {
  const reason = derivedReason(sources);
  if (reason.kind === 'data-source' || reason.kind === 'variable-without-value') return made;
  return unknown(typeOf(made), reason, context.origin, 0, { candidates: [made] });
}
