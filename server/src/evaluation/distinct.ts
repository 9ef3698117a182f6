/** Which elements of a set are equal, surely different, or perhaps the same. How sets are made of them is build.ts's. */

import { valueEquals } from './equal';
import { compareForSet, sortedForSet } from './order';
import type { Value } from './value';

/** Sorted, and of equal ones the first. */
export function distinctKnown(elements: readonly Value[]): Value[] {
  const sorted = sortedForSet(elements);
  const kept: Value[] = [];
  for (const element of sorted) {
    if (!endsWithEqual(kept, element)) kept.push(element);
  }
  return kept;
}

/** Whether the last elements, those that the order cannot tell from this one, hold an equal one. */
function endsWithEqual(sorted: readonly Value[], element: Value): boolean {
  for (let index = sorted.length - 1; index >= 0; index -= 1) {
    const other = sorted[index];
    if (other === undefined || compareForSet(other, element) !== 0) return false;
    if (valueEquals(other, element) === true) return true;
  }
  return false;
}

/** References and the like that are the same thing are one element. */
export function distinctOpen(elements: readonly Value[]): Value[] {
  const kept: Value[] = [];
  for (const element of elements) {
    const twice =
      element.kind === 'unknown' &&
      element.reference !== undefined &&
      kept.some((other) => valueEquals(other, element) === true);
    if (!twice) kept.push(element);
  }
  return kept;
}

/** Comparing pairs of more than this many elements costs more than it tells. */
const pairLimit = 64;

/** Whether no two of them can be equal; those before `knownCount` are known, and differ. */
export function surelyDistinct(elements: readonly Value[], knownCount: number): boolean {
  if (elements.length === 1) return true;
  if (elements.length > pairLimit) return false;
  return elements.every((element, index) =>
    elements.slice(Math.max(index + 1, knownCount)).every((other) => valueEquals(element, other) === false),
  );
}
