/**
 * An index from ranges of addresses to things: which of them overlap a set of addresses, without looking at all. Built
 * once and never changed; whoever needs another builds another.
 */

import type { AddressSet } from '../packets/addressSet';
import { halfOpenRanges, type Boundaries, type Coordinate } from '../packets/boundaries';

export interface AddressIndex<Thing> {
  /** The things with an address of the set, each once, in no particular order. */
  readonly overlapping: (addresses: AddressSet) => ReadonlySet<Thing>;
}

/** Indexes things by their addresses; a thing may come several times. */
export function addressIndex<Thing>(
  entries: readonly { readonly addresses: AddressSet; readonly thing: Thing }[],
): AddressIndex<Thing> {
  const ipv4 = rangeIndex(entries.map(({ addresses, thing }) => ({ ranges: addresses.ipv4, thing })));
  const ipv6 = rangeIndex(entries.map(({ addresses, thing }) => ({ ranges: addresses.ipv6, thing })));
  return {
    overlapping: (addresses) => {
      const found = new Set<Thing>();
      ipv4(addresses.ipv4, found);
      ipv6(addresses.ipv6, found);
      return found;
    },
  };
}

interface Entry<C, Thing> {
  readonly start: C;
  readonly end: C;
  readonly thing: Thing;
}

/**
 * An interval tree without nodes: the entries in order of their starts are a balanced tree whose roots are the middles,
 * and `furthest` holds the last end of each subtree
 * (Cormen et al., Introduction to Algorithms, "Interval trees").
 */
function rangeIndex<C extends Coordinate, Thing>(
  sets: readonly { readonly ranges: Boundaries<C>; readonly thing: Thing }[],
): (ranges: Boundaries<C>, found: Set<Thing>) => void {
  const entries: Entry<C, Thing>[] = sets.flatMap(({ ranges, thing }) =>
    Array.from(halfOpenRanges(ranges), ({ start, end }) => ({ start, end, thing })),
  );
  entries.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const furthest: C[] = entries.map(({ end }) => end);
  const fill = (low: number, high: number): C | undefined => {
    if (low > high) return undefined;
    const middle = (low + high) >> 1;
    let last = furthest[middle];
    for (const side of [fill(low, middle - 1), fill(middle + 1, high)]) {
      if (last !== undefined && side !== undefined && side > last) last = side;
    }
    if (last !== undefined) furthest[middle] = last;
    return last;
  };
  fill(0, entries.length - 1);

  const visit = (low: number, high: number, start: C, end: C, found: Set<Thing>): void => {
    if (low > high) return;
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    const last = furthest[middle];
    if (entry === undefined || last === undefined || last <= start) return;
    visit(low, middle - 1, start, end, found);
    if (entry.start >= end) return;
    if (entry.end > start) found.add(entry.thing);
    visit(middle + 1, high, start, end, found);
  };
  return (ranges, found) => {
    for (const { start, end } of halfOpenRanges(ranges)) visit(0, entries.length - 1, start, end, found);
  };
}
