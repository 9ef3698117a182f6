/**
 * Exact sets over two axes: to each place on the first axis belongs a set of a further algebra. Stacked once it
 * is source × destination, stacked twice traffic × source × destination. It knows nothing of what the axes mean.
 */
import { halfOpenRanges, type Boundaries, type BoundaryAlgebra, type Coordinate } from './boundaries';
import { groupBySet, type SetAlgebra } from './setAlgebra';

/** The places `on` of the first axis that all have the same non-empty set `value`. */
export interface Piece<K extends Coordinate, V> {
  readonly on: Boundaries<K>;
  readonly value: V;
}

/**
 * A set of pairs as pieces with disjoint non-empty `on` and pairwise different non-empty values, by ascending
 * start. One piece per *value* (not per range) is what makes the form canonical and keeps it small: a thousand
 * rules that admit the same thing from different places are one piece. The price: N pieces whose places overlap
 * partly, each with a value of its own, may come to 2N pieces with up to N parts each.
 */
export type Piecewise<K extends Coordinate, V> = readonly Piece<K, V>[];

/** The range [start, end) of the first axis, belonging to the piece with index `piece`. */
interface Segment<K> {
  readonly start: K;
  readonly end: K;
  readonly piece: number;
}

/** The algebra of sets of pairs, and the way into it. */
export interface PiecewiseAlgebra<K extends Coordinate, V> extends SetAlgebra<Piecewise<K, V>> {
  /** All pairs of a place in `on` with a member of `value`. */
  readonly ofBox: (on: Boundaries<K>, value: V) => Piecewise<K, V>;
}

/** Up to this many pieces on one side, going through all pairs beats sorting and sweeping. */
const FEW_PIECES = 4;

/** The algebra of sets of pairs, from the algebra of the first axis and the one of the values. */
export function piecewiseAlgebra<K extends Coordinate, V>(
  axis: BoundaryAlgebra<K>,
  values: SetAlgebra<V>,
): PiecewiseAlgebra<K, V> {
  type Pieces = Piecewise<K, V>;
  // Most pieces pass through an operation untouched; their hashes need not be computed again.
  const hashes = new WeakMap<Pieces, number>();
  const empty: Pieces = [];
  const full: Pieces = [{ on: axis.full, value: values.full }];

  function equals(a: Pieces, b: Pieces): boolean {
    if (a === b) return true;
    if (a.length !== b.length) return false;
    return a.every((piece, index) => {
      const other = b[index];
      return (
        other !== undefined && axis.equals(piece.on, other.on) && values.equals(piece.value, other.value)
      );
    });
  }

  /** Canonical form of pieces with disjoint `on`: equal values become one piece, empty ones go. */
  function grouped(pieces: readonly Piece<K, V>[]): Pieces {
    const [first, second] = pieces;
    if (first === undefined) return empty;
    if (second === undefined) return ofBox(first.on, first.value);
    const byValue = groupBySet<V, Boundaries<K>>(values);
    for (const { on, value } of pieces) {
      if (!values.isEmpty(value) && !axis.isEmpty(on)) byValue.add(value, on);
    }
    const result = byValue.groups.map(({ set, members }) => ({ on: axis.unionAll(members), value: set }));
    if (result.length < 2) {
      const [only] = result;
      return only === undefined ? empty : ofBox(only.on, only.value);
    }
    return result.sort(byStart);
  }

  function ofBox(on: Boundaries<K>, value: V): Pieces {
    if (axis.isEmpty(on) || values.isEmpty(value)) return empty;
    return on === axis.full && value === values.full ? full : [{ on, value }];
  }

  function union(a: Pieces, b: Pieces): Pieces {
    if (a === b || b.length === 0 || a === full) return a;
    if (a.length === 0 || b === full) return b;
    const [x] = a;
    const [y] = b;
    if (x !== undefined && y !== undefined && a.length === 1 && b.length === 1) {
      if (values.equals(x.value, y.value)) return ofBox(axis.union(x.on, y.on), x.value);
      if (axis.equals(x.on, y.on)) return ofBox(x.on, values.union(x.value, y.value));
    }
    return combine(a, b, values.union, true, true);
  }

  function unionAll(sets: readonly Pieces[]): Pieces {
    if (sets.includes(full)) return full;
    const pieces = sets.flat();
    if (pieces.length < 2) return pieces;
    // Most rules of a real configuration agree in all axes but one; these fold without any sweep.
    const byValue = groupBySet<V, Boundaries<K>>(values);
    for (const { on, value } of pieces) byValue.add(value, on);
    const byAxis = groupBySet<Boundaries<K>, V>(axis);
    for (const { set, members } of byValue.groups) byAxis.add(axis.unionAll(members), set);
    let level = byAxis.groups
      .map(({ set, members }) => ({ on: set, value: values.unionAll(members) }))
      .sort(byStart)
      .map(({ on, value }) => ofBox(on, value));
    // A balanced tree of unions: each piece takes part in log N of them, where growing one set would be N².
    while (level.length > 1) {
      const next: Pieces[] = [];
      for (let index = 0; index < level.length; index += 2) {
        next.push(union(level[index] ?? empty, level[index + 1] ?? empty));
      }
      level = next;
    }
    return level[0] ?? empty;
  }

  function intersect(a: Pieces, b: Pieces): Pieces {
    if (a === b || b === full) return a;
    if (a === full) return b;
    if (a.length === 0 || b.length === 0) return empty;
    const [x] = a;
    const [y] = b;
    if (x !== undefined && y !== undefined && a.length === 1 && b.length === 1) {
      return intersectBoxes(a, x, b, y);
    }
    return combine(a, b, values.intersect, false, false);
  }

  /** What most intersections are: of one rule's packets with those of another stage. Nothing new where one holds all. */
  function intersectBoxes(a: Pieces, x: Piece<K, V>, b: Pieces, y: Piece<K, V>): Pieces {
    if (areApart(x.on, y.on)) return empty;
    const on = axis.intersect(x.on, y.on);
    if (axis.isEmpty(on)) return empty;
    const value = values.intersect(x.value, y.value);
    if (on === x.on && value === x.value) return a;
    return on === y.on && value === y.value ? b : ofBox(on, value);
  }

  function subtract(a: Pieces, b: Pieces): Pieces {
    if (a.length === 0 || b.length === 0) return a;
    if (a === b || b === full) return empty;
    return combine(a, b, values.subtract, true, false);
  }

  /**
   * The operation applied wherever both sides have a piece, and where only one has, that piece as it is when the
   * operation keeps that side.
   */
  function combine(
    a: Pieces,
    b: Pieces,
    operation: (x: V, y: V) => V,
    keepsA: boolean,
    keepsB: boolean,
  ): Pieces {
    if (Math.min(a.length, b.length) > FEW_PIECES) return combineBySweep(a, b, operation);
    const pieces: Piece<K, V>[] = [];
    for (const x of a) {
      for (const y of b) {
        if (areApart(x.on, y.on)) continue;
        const on = axis.intersect(x.on, y.on);
        if (!axis.isEmpty(on)) pieces.push({ on, value: operation(x.value, y.value) });
      }
    }
    if (keepsA) pieces.push(...outside(a, b));
    if (keepsB) pieces.push(...outside(b, a));
    return grouped(pieces);
  }

  /** The parts of `pieces` where `others` have nothing. */
  function outside(pieces: Pieces, others: Pieces): Piece<K, V>[] {
    const covered = axis.unionAll(others.map(({ on }) => on));
    return pieces.map((piece) =>
      axis.overlaps(piece.on, covered) ? { on: axis.subtract(piece.on, covered), value: piece.value } : piece,
    );
  }

  function combineBySweep(a: Pieces, b: Pieces, operation: (x: V, y: V) => V): Pieces {
    const places = new Map<number, K[]>();
    const width = b.length + 1;
    sweep(a, b, (i, j, start, end) => {
      const pair = (i + 1) * width + (j + 1);
      const ranges = places.get(pair);
      if (ranges === undefined) places.set(pair, [start, end]);
      else if (ranges[ranges.length - 1] === start) ranges[ranges.length - 1] = end;
      else ranges.push(start, end);
      return true;
    });
    const pieces: Piece<K, V>[] = [];
    for (const [pair, on] of places) {
      const x = a[Math.floor(pair / width) - 1]?.value ?? values.empty;
      const y = b[(pair % width) - 1]?.value ?? values.empty;
      pieces.push({ on: axis.ofBoundaries(on), value: operation(x, y) });
    }
    return grouped(pieces);
  }

  function isSubset(a: Pieces, b: Pieces): boolean {
    if (a === b || b === full) return true;
    if (a.length <= FEW_PIECES) return a.every((x) => isPieceWithin(x, b));
    const known = new Map<number, boolean>();
    return sweep(a, b, (i, j) => {
      const x = a[i];
      if (x === undefined) return true;
      const pair = i * (b.length + 1) + j + 1;
      let holds = known.get(pair);
      if (holds === undefined) {
        const y = b[j];
        holds = y !== undefined && values.isSubset(x.value, y.value);
        known.set(pair, holds);
      }
      return holds;
    });
  }

  function isPieceWithin(piece: Piece<K, V>, pieces: Pieces): boolean {
    const met = pieces.filter(({ on }) => !areApart(on, piece.on) && axis.overlaps(on, piece.on));
    const [only] = met;
    if (only === undefined) return axis.isEmpty(piece.on);
    if (met.length === 1) return axis.isSubset(piece.on, only.on) && values.isSubset(piece.value, only.value);
    return (
      met.every(({ value }) => values.isSubset(piece.value, value)) &&
      axis.isSubset(piece.on, axis.unionAll(met.map(({ on }) => on)))
    );
  }

  function overlaps(a: Pieces, b: Pieces): boolean {
    if (Math.min(a.length, b.length) <= FEW_PIECES) {
      return a.some((x) =>
        b.some(
          (y) => !areApart(x.on, y.on) && axis.overlaps(x.on, y.on) && values.overlaps(x.value, y.value),
        ),
      );
    }
    const width = b.length;
    const disjoint = new Set<number>();
    return !sweep(a, b, (i, j) => {
      const x = a[i];
      const y = b[j];
      if (x === undefined || y === undefined || disjoint.has(i * width + j)) return true;
      if (values.overlaps(x.value, y.value)) return false;
      disjoint.add(i * width + j);
      return true;
    });
  }

  function hash(set: Pieces): number {
    const known = hashes.get(set);
    if (known !== undefined) return known;
    let result = set.length;
    for (const { on, value } of set) {
      result = Math.imul(result ^ axis.hash(on), 0x85ebca6b) ^ Math.imul(values.hash(value), 0xc2b2ae35);
    }
    hashes.set(set, result | 0);
    return result | 0;
  }

  return {
    empty,
    full,
    ofBox,
    isEmpty: (set) => set.length === 0,
    equals,
    union,
    unionAll,
    intersect,
    subtract,
    isSubset,
    overlaps,
    hash,
    key: (set) => set.map(({ on, value }) => `${axis.key(on)}:(${values.key(value)})`).join(','),
  };
}

/** Whether one set ends before the other begins: what tells most pieces of a large set apart without looking at them. */
function areApart<K extends Coordinate>(a: Boundaries<K>, b: Boundaries<K>): boolean {
  const [startOfA, endOfA, startOfB, endOfB] = [a[0], a[a.length - 1], b[0], b[b.length - 1]];
  if (startOfA === undefined || endOfA === undefined) return true;
  if (startOfB === undefined || endOfB === undefined) return true;
  return endOfA <= startOfB || endOfB <= startOfA;
}

/**
 * Visits, in ascending order, the ranges [start, end) in which neither side changes its piece and at least one
 * side has one; -1 stands for "no piece here". Stops with false when a visit returns false.
 */
function sweep<K extends Coordinate, V>(
  a: Piecewise<K, V>,
  b: Piecewise<K, V>,
  visit: (pieceOfA: number, pieceOfB: number, start: K, end: K) => boolean,
): boolean {
  const segmentsOfA = segmentsOf(a);
  const segmentsOfB = segmentsOf(b);
  let i = 0;
  let j = 0;
  let x = segmentsOfA[0];
  let y = segmentsOfB[0];
  // Everything before `done` has been visited.
  let done: K | undefined;
  for (;;) {
    if (x === undefined && y === undefined) return true;
    const startOfA = x === undefined ? undefined : later(x.start, done);
    const startOfB = y === undefined ? undefined : later(y.start, done);
    let start: K;
    let end: K;
    let inA = false;
    let inB = false;
    if (x !== undefined && startOfA !== undefined && (startOfB === undefined || startOfA < startOfB)) {
      start = startOfA;
      end = startOfB !== undefined && startOfB < x.end ? startOfB : x.end;
      inA = true;
    } else if (y !== undefined && startOfB !== undefined && (startOfA === undefined || startOfB < startOfA)) {
      start = startOfB;
      end = startOfA !== undefined && startOfA < y.end ? startOfA : y.end;
      inB = true;
    } else if (x !== undefined && y !== undefined && startOfA !== undefined) {
      start = startOfA;
      end = x.end < y.end ? x.end : y.end;
      inA = true;
      inB = true;
    } else {
      return true;
    }
    if (!visit(inA && x ? x.piece : -1, inB && y ? y.piece : -1, start, end)) return false;
    done = end;
    if (x !== undefined && x.end <= done) x = segmentsOfA[++i];
    if (y !== undefined && y.end <= done) y = segmentsOfB[++j];
  }
}

function later<K extends Coordinate>(start: K, done: K | undefined): K {
  return done !== undefined && done > start ? done : start;
}

function segmentsOf<K extends Coordinate, V>(pieces: Piecewise<K, V>): Segment<K>[] {
  const segments: Segment<K>[] = [];
  pieces.forEach(({ on }, piece) => {
    for (const { start, end } of halfOpenRanges(on)) segments.push({ start, end, piece });
  });
  if (pieces.length > 1) segments.sort((a, b) => (a.start < b.start ? -1 : 1));
  return segments;
}

function byStart<K extends Coordinate, V>(a: Piece<K, V>, b: Piece<K, V>): number {
  const startOfA = a.on[0];
  const startOfB = b.on[0];
  if (startOfA === undefined || startOfB === undefined) return 0;
  return startOfA < startOfB ? -1 : startOfA > startOfB ? 1 : 0;
}
