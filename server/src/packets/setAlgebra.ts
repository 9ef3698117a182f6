/**
 * What every exact set in this folder can do. It is deliberately only a contract: the algebra over one axis is
 * in boundaries.ts, the one over a further axis is in piecewise.ts, and packet sets are those two stacked.
 */

/**
 * Operations on immutable sets in canonical form: two sets with the same members have the same structure.
 * Every result is canonical, and an operation may return one of its arguments.
 */
export interface SetAlgebra<S> {
  readonly empty: S;
  /** The whole universe; operations return this very object whenever the result is everything. */
  readonly full: S;
  readonly isEmpty: (set: S) => boolean;
  readonly equals: (a: S, b: S) => boolean;
  readonly union: (a: S, b: S) => S;
  /** The union of many sets at once, without the cost of growing one set step by step. */
  readonly unionAll: (sets: readonly S[]) => S;
  readonly intersect: (a: S, b: S) => S;
  /** The members of `a` that are not in `b`. */
  readonly subtract: (a: S, b: S) => S;
  /** Whether every member of `a` is in `b`. */
  readonly isSubset: (a: S, b: S) => boolean;
  /** Whether `a` and `b` share a member. */
  readonly overlaps: (a: S, b: S) => boolean;
  /** A 32-bit number that is equal for equal sets. */
  readonly hash: (set: S) => number;
  /** Text that is equal exactly for equal sets. */
  readonly key: (set: S) => string;
}

/** Equal sets in one bucket, in order of first appearance: what makes canonical grouping cheap. */
export interface SetGroups<S, Member> {
  add(set: S, member: Member): void;
  readonly groups: readonly { readonly set: S; readonly members: Member[] }[];
}

/** Groups members by the set they belong to, comparing sets exactly and hashing only to find candidates. */
export function groupBySet<S, Member>(algebra: SetAlgebra<S>): SetGroups<S, Member> {
  const groups: { set: S; members: Member[] }[] = [];
  const buckets = new Map<number, { set: S; members: Member[] }[]>();
  return {
    groups,
    add(set, member) {
      const hash = algebra.hash(set);
      const bucket = buckets.get(hash);
      const group = bucket?.find((candidate) => algebra.equals(candidate.set, set));
      if (group !== undefined) {
        group.members.push(member);
        return;
      }
      const created = { set, members: [member] };
      groups.push(created);
      if (bucket === undefined) buckets.set(hash, [created]);
      else bucket.push(created);
    },
  };
}
