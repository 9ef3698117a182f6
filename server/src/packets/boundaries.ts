/**
 * Exact sets of integers on one axis, as a sorted list of the places where membership flips. It knows nothing
 * of addresses, ports or protocols: those give the axis its meaning.
 */
import type { SetAlgebra } from './setAlgebra';

/** A place on an axis: `number` up to 2^53 because it is fast, `bigint` for the 128 bits of IPv6. */
export type Coordinate = number | bigint;

/**
 * A set as strictly ascending boundaries: even positions begin a range, odd positions end it (half-open).
 * `[2, 5, 9, 10]` holds 2, 3, 4 and 9. Ranges that touch are one range, so the form is canonical.
 */
export type Boundaries<T extends Coordinate> = readonly T[];

/** The first index whose boundary is at or after `coordinate`; the length when there is none. */
function firstBoundaryFrom<T extends Coordinate>(boundaries: Boundaries<T>, coordinate: T): number {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const boundary = boundaries[middle];
    if (boundary !== undefined && boundary < coordinate) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether the set holds one coordinate. */
export function holdsCoordinate<T extends Coordinate>(boundaries: Boundaries<T>, coordinate: T): boolean {
  const index = firstBoundaryFrom(boundaries, coordinate);
  return (boundaries[index] === coordinate ? index + 1 : index) % 2 === 1;
}

/** The ranges of a set in ascending order, `end` exclusive. */
export function* halfOpenRanges<T extends Coordinate>(
  boundaries: Boundaries<T>,
): Generator<{ readonly start: T; readonly end: T }> {
  for (let index = 0; index < boundaries.length; index += 2) {
    const start = boundaries[index];
    const end = boundaries[index + 1];
    if (start !== undefined && end !== undefined) yield { start, end };
  }
}

/** The algebra of one axis, and the way into it. */
export interface BoundaryAlgebra<T extends Coordinate> extends SetAlgebra<Boundaries<T>> {
  /** The set with these strictly ascending boundaries. */
  readonly ofBoundaries: (boundaries: Boundaries<T>) => Boundaries<T>;
}

/**
 * The algebra of the sets within `full`, which must be one range `[start, end]`.
 * A factory and not free functions: each axis gets functions of its own, so the engine specialises the
 * comparisons to numbers for IPv4 and ports even after it has seen bigints for IPv6.
 */
export function boundaryAlgebra<T extends Coordinate>(full: Boundaries<T>): BoundaryAlgebra<T> {
  const empty: Boundaries<T> = [];

  function ofBoundaries(boundaries: Boundaries<T>): Boundaries<T> {
    if (boundaries.length === 0) return empty;
    const isFull = boundaries.length === 2 && boundaries[0] === full[0] && boundaries[1] === full[1];
    return isFull ? full : boundaries;
  }

  function equals(a: Boundaries<T>, b: Boundaries<T>): boolean {
    if (a === b) return true;
    if (a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
    return true;
  }

  function union(a: Boundaries<T>, b: Boundaries<T>): Boundaries<T> {
    if (a === b || b.length === 0 || a === full) return a;
    if (a.length === 0 || b === full) return b;
    const result: T[] = [];
    let i = 0;
    let j = 0;
    let inside = false;
    for (;;) {
      const x = a[i];
      const y = b[j];
      let at: T;
      if (x !== undefined && (y === undefined || x < y)) {
        at = x;
        i++;
      } else if (y !== undefined) {
        at = y;
        j++;
        if (x === y) i++;
      } else break;
      const now = ((i | j) & 1) === 1;
      if (now !== inside) {
        result.push(at);
        inside = now;
      }
    }
    return ofBoundaries(result);
  }

  function unionAll(sets: readonly Boundaries<T>[]): Boundaries<T> {
    const [first, second] = sets;
    if (first === undefined) return empty;
    if (second === undefined) return first;
    if (sets.length === 2) return union(first, second);
    const starts: T[] = [];
    const ends: T[] = [];
    for (const set of sets) {
      if (set === full) return full;
      for (let index = 0; index < set.length; index += 2) {
        const start = set[index];
        const end = set[index + 1];
        if (start === undefined || end === undefined) continue;
        starts.push(start);
        ends.push(end);
      }
    }
    // Starts and ends may be sorted apart: only how many ranges are open at a place matters, not which.
    starts.sort(ascending);
    ends.sort(ascending);
    const result: T[] = [];
    let opened = 0;
    for (let closed = 0; closed < ends.length; closed++) {
      const end = ends[closed];
      if (end === undefined) break;
      for (;;) {
        const start = starts[opened];
        // A range that starts where another ends continues it, hence not strictly smaller.
        if (start === undefined || start > end) break;
        if (opened === closed) result.push(start);
        opened++;
      }
      if (opened === closed + 1) result.push(end);
    }
    return ofBoundaries(result);
  }

  function intersect(a: Boundaries<T>, b: Boundaries<T>): Boundaries<T> {
    if (a === b || b === full) return a;
    if (a === full) return b;
    const startOfA = a[0];
    const startOfB = b[0];
    if (startOfA === undefined || startOfB === undefined) return empty;
    if (a.length === 2 && b.length === 2) return intersectRanges(a, b);
    // Nothing is shared before the later of the two starts, so a small set skips the bulk of a large one.
    const from = startOfA < startOfB ? startOfB : startOfA;
    let i = firstBoundaryFrom(a, from);
    let j = firstBoundaryFrom(b, from);
    const result: T[] = [];
    let inside = false;
    for (;;) {
      const x = a[i];
      const y = b[j];
      if (x === undefined || y === undefined) break;
      let at: T;
      if (x < y) {
        at = x;
        i++;
      } else {
        at = y;
        j++;
        if (x === y) i++;
      }
      const now = (i & j & 1) === 1;
      if (now !== inside) {
        result.push(at);
        inside = now;
      }
    }
    return ofBoundaries(result);
  }

  /** Of one range each, which addresses and ports mostly are: no new set where one holds the other. */
  function intersectRanges(a: Boundaries<T>, b: Boundaries<T>): Boundaries<T> {
    const [startOfA, endOfA] = a;
    const [startOfB, endOfB] = b;
    if (startOfA === undefined || endOfA === undefined || startOfB === undefined || endOfB === undefined) {
      return empty;
    }
    const isLater = startOfA >= startOfB;
    const isEarlier = endOfA <= endOfB;
    if (isLater && isEarlier) return a;
    if (startOfB >= startOfA && endOfB <= endOfA) return b;
    const start = isLater ? startOfA : startOfB;
    const end = isEarlier ? endOfA : endOfB;
    return start < end ? [start, end] : empty;
  }

  function subtract(a: Boundaries<T>, b: Boundaries<T>): Boundaries<T> {
    const start = a[0];
    if (b.length === 0 || start === undefined) return a;
    if (a === b || b === full) return empty;
    const result: T[] = [];
    let i = 0;
    let j = firstBoundaryFrom(b, start);
    let inside = false;
    for (;;) {
      const x = a[i];
      const y = b[j];
      if (x === undefined) break;
      let at: T;
      if (y === undefined || x < y) {
        at = x;
        i++;
      } else {
        at = y;
        j++;
        if (x === y) i++;
      }
      const now = (i & ~j & 1) === 1;
      if (now !== inside) {
        result.push(at);
        inside = now;
      }
    }
    return ofBoundaries(result);
  }

  function isSubset(a: Boundaries<T>, b: Boundaries<T>): boolean {
    if (a === b || b === full) return true;
    for (let index = 0; index < a.length; index += 2) {
      const start = a[index];
      const end = a[index + 1];
      if (start === undefined || end === undefined) break;
      // The range of b that holds `start` is the one whose end is the first boundary after it.
      const from = firstBoundaryFrom(b, start);
      const within = b[from] === start ? from + 1 : from;
      const endOfB = b[within];
      if (within % 2 === 0 || endOfB === undefined || endOfB < end) return false;
    }
    return true;
  }

  function overlaps(a: Boundaries<T>, b: Boundaries<T>): boolean {
    const [few, many] = a.length <= b.length ? [a, b] : [b, a];
    for (let index = 0; index < few.length; index += 2) {
      const start = few[index];
      const end = few[index + 1];
      if (start === undefined || end === undefined) break;
      const from = firstBoundaryFrom(many, start);
      const within = many[from] === start ? from + 1 : from;
      const next = many[within];
      if (within % 2 === 1 || (next !== undefined && next < end)) return true;
    }
    return false;
  }

  function hash(set: Boundaries<T>): number {
    let result = set.length;
    for (const boundary of set) {
      if (typeof boundary === 'number') {
        result = Math.imul(result ^ (boundary | 0), 0x9e3779b1) + Math.floor(boundary / 0x1_0000_0000);
      } else {
        for (let rest: bigint = boundary; rest > 0n; rest >>= 32n) {
          result = Math.imul(result ^ Number(BigInt.asUintN(32, rest)), 0x9e3779b1);
        }
      }
      result ^= result >>> 15;
    }
    return result | 0;
  }

  return {
    empty,
    full,
    ofBoundaries,
    isEmpty: (set) => set.length === 0,
    equals,
    union,
    unionAll,
    intersect,
    subtract,
    isSubset,
    overlaps,
    hash,
    key: (set) => set.join(' '),
  };
}

function ascending<T extends Coordinate>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
