/**
 * The hits of one side, one per rule, found by the addresses of the other end. A flow between two groups has all of
 * them; one of a thousand flows of a thousand rules must not look at a million pairs.
 */

import type { AddressSet } from '../packets/addressSet';
import type { Boundaries, Coordinate } from '../packets/boundaries';
import { unionPackets, type PacketSet } from '../packets/packetSet';
import type { Piecewise } from '../packets/piecewise';
import type { Direction } from '../network/model';
import { addressIndex, type AddressIndex } from './addressIndex';
import type { Hit } from './hits';

interface HitIndex {
  readonly hits: readonly Hit[];
  /** Positions in `hits`. */
  readonly byPeer: AddressIndex<number>;
}

/** With fewer hits than this, looking at each is as good. */
const FEW_HITS = 8;

const indexes = new WeakMap<readonly Hit[], HitIndex>();

/**
 * The hits in their order, one per rule and owner, of which some packets may be among the given ones. `direction` is
 * that of the side: of what comes in, the other end is the source.
 */
export function hitsNear(hits: readonly Hit[], direction: Direction, packets: PacketSet): readonly Hit[] {
  let index = indexes.get(hits);
  if (index === undefined) {
    index = createIndex(hits, direction);
    indexes.set(hits, index);
  }
  const all = index.hits;
  if (all.length < FEW_HITS) return all;
  return [...index.byPeer.overlapping(peerSpan(packets, direction))]
    .sort((left, right) => left - right)
    .flatMap((position) => all[position] ?? []);
}

function createIndex(all: readonly Hit[], direction: Direction): HitIndex {
  const hits = hitsByRule(all);
  const indexed = hits.length < FEW_HITS ? [] : hits;
  const byPeer = addressIndex(
    indexed.map(({ possible }, thing) => ({ addresses: peerSpan(possible, direction), thing })),
  );
  return { hits, byPeer };
}

/** One hit per rule and owner: a rule whose list names the other end twice is one step, not two. */
function hitsByRule(hits: readonly Hit[]): readonly Hit[] {
  const merged = new Map<string, Hit>();
  for (const hit of hits) {
    const key = `${hit.rule.address}\t${hit.owner}\t${hit.code}`;
    const known = merged.get(key);
    merged.set(
      key,
      known === undefined
        ? hit
        : {
            ...known,
            certain: unionPackets(known.certain, hit.certain),
            possible: unionPackets(known.possible, hit.possible),
          },
    );
  }
  return [...merged.values()];
}

/** From the first to the last address that the other end has in the packets, family by family. */
function peerSpan({ ipv4, ipv6 }: PacketSet, direction: Direction): AddressSet {
  return { ipv4: spanOf(ipv4, direction), ipv6: spanOf(ipv6, direction) };
}

function spanOf<C extends Coordinate>(
  pieces: Piecewise<number, Piecewise<C, Boundaries<C>>>,
  direction: Direction,
): Boundaries<C> {
  const ends: { first?: C; last?: C } = {};
  for (const { value } of pieces) {
    for (const { on: sources, value: destinations } of value) {
      const addresses: Boundaries<C> = direction === 'ingress' ? sources : destinations;
      const start: C | undefined = addresses[0];
      const end: C | undefined = addresses[addresses.length - 1];
      if (start === undefined || end === undefined) continue;
      if (ends.first === undefined || start < ends.first) ends.first = start;
      if (ends.last === undefined || end > ends.last) ends.last = end;
    }
  }
  return ends.first === undefined || ends.last === undefined ? [] : [ends.first, ends.last];
}
