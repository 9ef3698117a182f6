/**
 * The hits of one side, one per rule, found by the addresses of the other end. A flow between two groups has all of
 * them; one of a thousand flows of a thousand rules must not look at a million pairs.
 */

import { isEmptyPacketSet, unionPackets, type PacketSet } from '../packets/packetSet';
import { rangeIndex, type RangeIndex, type Ranged } from '../packets/rangeIndex';
import type { Direction } from '../network/model';
import type { Hit } from './sides';

interface HitIndex {
  readonly hits: readonly Hit[];
  readonly ipv4: RangeIndex<number>;
  readonly ipv6: RangeIndex<number>;
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
  if (index.hits.length < FEW_HITS) return index.hits;
  const found = new Set<number>();
  const { ipv4, ipv6 } = peerRanges(packets, direction);
  const add = (position: number): void => void found.add(position);
  if (ipv4 !== undefined) index.ipv4.visit(ipv4.first, ipv4.last, add);
  if (ipv6 !== undefined) index.ipv6.visit(ipv6.first, ipv6.last, add);
  const ordered = [...found].sort((left, right) => left - right);
  return ordered.flatMap((position) => index.hits[position] ?? []);
}

function createIndex(all: readonly Hit[], direction: Direction): HitIndex {
  const hits = hitsByRule(all);
  const ofIpv4: Ranged<number>[] = [];
  const ofIpv6: Ranged<number>[] = [];
  if (hits.length >= FEW_HITS) {
    hits.forEach(({ possible }, thing) => {
      const { ipv4, ipv6 } = peerRanges(possible, direction);
      if (ipv4 !== undefined) ofIpv4.push({ ...ipv4, thing });
      if (ipv6 !== undefined) ofIpv6.push({ ...ipv6, thing });
    });
  }
  return { hits, ipv4: rangeIndex(ofIpv4), ipv6: rangeIndex(ofIpv6) };
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

interface Span {
  readonly first: number;
  readonly last: number;
}

/** From the first to the last address of the other end, family by family; those of IPv6 are rounded. */
function peerRanges(
  packets: PacketSet,
  direction: Direction,
): { readonly ipv4: Span | undefined; readonly ipv6: Span | undefined } {
  if (isEmptyPacketSet(packets)) return { ipv4: undefined, ipv6: undefined };
  return { ipv4: spanOf(packets.ipv4, direction), ipv6: spanOf(packets.ipv6, direction) };
}

function spanOf(pieces: PacketSet['ipv4'] | PacketSet['ipv6'], direction: Direction): Span | undefined {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { value } of pieces) {
    for (const { on: sources, value: destinations } of value) {
      const addresses = direction === 'ingress' ? sources : destinations;
      const [start, end] = [addresses[0], addresses.at(-1)];
      if (start === undefined || end === undefined) continue;
      first = Math.min(first, Number(start));
      last = Math.max(last, Number(end));
    }
  }
  return first <= last ? { first, last } : undefined;
}
