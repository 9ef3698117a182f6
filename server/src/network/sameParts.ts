/**
 * Equality of parts: what is read again of an unchanged block need not be taken for something new. It deliberately
 * compares places by their anchors' identity (source/origin.ts), and knows no kind of part.
 */

import type { NetworkPart } from './model';

/** The new parts, each as the old one at its position where these are equal; the old list where all are. */
export function keepEqualParts(
  old: readonly NetworkPart[],
  fresh: readonly NetworkPart[],
): readonly NetworkPart[] {
  let isSame = old.length === fresh.length;
  const kept = fresh.map((part, index) => {
    const before = old[index];
    if (before !== undefined && sameData(before, part)) return before;
    isSame = false;
    return part;
  });
  return isSame ? old : kept;
}

/** Plain data that says the same. Maps, sets and the like are only equal to themselves. */
export function sameData(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((each, index) => sameData(each, (right as readonly unknown[])[index]))
    );
  }
  if (Object.getPrototypeOf(left) !== Object.prototype || Object.getPrototypeOf(right) !== Object.prototype) {
    return false;
  }
  const others = right as Readonly<Record<string, unknown>>;
  const entries = Object.entries(left);
  if (entries.length !== Object.keys(right).length) return false;
  // An anchor is an identity: that of another block looks the same.
  return entries.every(
    ([key, value]: [string, unknown]) =>
      Object.hasOwn(right, key) && (key === 'anchor' ? value === others[key] : sameData(value, others[key])),
  );
}

/** The same objects in the same order. */
export function sameElements(left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}
