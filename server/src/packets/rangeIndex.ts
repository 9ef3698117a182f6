/**
 * Things by the ranges of numbers at which they are, to be found by another range that meets theirs. It is an index, no
 * set: the numbers may be rounded, as long as the rounding keeps their order, and then it finds too much, never too little.
 */

/** A thing at the numbers `first` to `last`, inclusive. */
export interface Ranged<Thing> {
  readonly first: number;
  readonly last: number;
  readonly thing: Thing;
}

export interface RangeIndex<Thing> {
  /** Visits what meets `first` to `last` (inclusive), by ascending start; a thing that has several ranges several times. */
  readonly visit: (first: number, last: number, visit: (thing: Thing) => void) => void;
}

/** The index of the ranges. A search takes the logarithm of their number, and what it finds. */
export function rangeIndex<Thing>(ranges: readonly Ranged<Thing>[]): RangeIndex<Thing> {
  const sorted = [...ranges].sort((left, right) => left.first - right.first);
  // The sorted list is a balanced tree: the root of a part is its middle. Of each part the furthest end is kept there.
  const furthest = new Float64Array(sorted.length);
  const measure = (low: number, high: number): number => {
    if (low >= high) return Number.NEGATIVE_INFINITY;
    const middle = (low + high) >>> 1;
    const last = sorted[middle]?.last ?? Number.NEGATIVE_INFINITY;
    const reached = Math.max(last, measure(low, middle), measure(middle + 1, high));
    furthest[middle] = reached;
    return reached;
  };
  measure(0, sorted.length);
  return {
    visit(first, last, visit) {
      const search = (low: number, high: number): void => {
        if (low >= high) return;
        const middle = (low + high) >>> 1;
        if ((furthest[middle] ?? first) < first) return;
        search(low, middle);
        const range = sorted[middle];
        if (range === undefined || range.first > last) return;
        if (range.last >= first) visit(range.thing);
        search(middle + 1, high);
      };
      search(0, sorted.length);
    },
  };
}
