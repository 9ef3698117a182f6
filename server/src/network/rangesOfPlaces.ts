/**
 * Sources and destinations of rules that are "the range of that network", where the network was looked up and turned out
 * to be one that the configuration declares: then its range is known. Those of other networks stay unknown.
 */

import type { PlainPart } from './extendedParts';
import type { FirstRange, Network, Peer, Subnet } from './model';

type Place = Network | Subnet;

/** A part with peers that may be ranges of places. */
type Ranged = Extract<PlainPart, { readonly peers: readonly Peer[] }>;

interface Replaced {
  readonly ranges: readonly (readonly FirstRange[] | undefined)[];
  readonly part: Ranged;
}

// Keyed by lists and parts as they come: what is made again of the same ones is the same object.
const rangedBefore = new WeakMap<readonly PlainPart[], readonly Ranged[]>();
const replacedBefore = new WeakMap<Ranged, Replaced>();
const listsBefore = new WeakMap<readonly PlainPart[], readonly PlainPart[]>();

/** The lists with the ranges of declared networks and subnets in the place of peers that name them. */
export function withRanges(lists: readonly (readonly PlainPart[])[]): readonly (readonly PlainPart[])[] {
  const wanted = new Set(lists.flatMap((list) => rangedParts(list).flatMap(placesNamed)));
  if (wanted.size === 0) return lists;
  const places = new Map<string, Place>();
  for (const list of lists) {
    for (const part of list) {
      const isPlace = part.kind === 'network' || part.kind === 'subnet';
      if (isPlace && part.external !== true && wanted.has(part.address)) places.set(part.address, part);
    }
  }
  return lists.map((list) => {
    if (rangedParts(list).length === 0) return list;
    const parts = list.map((part) => (isRanged(part) ? replaced(part, places) : part));
    const before = listsBefore.get(list);
    if (before?.every((part, index) => part === parts[index]) === true) return before;
    listsBefore.set(list, parts);
    return parts;
  });
}

function rangedParts(list: readonly PlainPart[]): readonly Ranged[] {
  let ranged = rangedBefore.get(list);
  if (ranged === undefined) {
    ranged = list.filter(isRanged);
    rangedBefore.set(list, ranged);
  }
  return ranged;
}

function isRanged(part: PlainPart): part is Ranged {
  return 'peers' in part && part.peers.some((peer) => peer.kind === 'unknown' && peer.rangeOf !== undefined);
}

function placesNamed({ peers }: Ranged): string[] {
  return peers.flatMap((peer) => placeNamed(peer) ?? []);
}

function placeNamed(peer: Peer): string | undefined {
  return peer.kind === 'unknown' && peer.rangeOf?.kind === 'part' ? peer.rangeOf.address : undefined;
}

function replaced(part: Ranged, places: ReadonlyMap<string, Place>): Ranged {
  const ranges = part.peers.map((peer) => places.get(placeNamed(peer) ?? '')?.firstRanges);
  const before = replacedBefore.get(part);
  if (before?.ranges.every((range, index) => range === ranges[index]) === true) return before.part;
  const peers = part.peers.map((peer, index) => knownPeer(peer, ranges[index]));
  const result: Ranged = { ...part, peers };
  replacedBefore.set(part, { ranges, part: result });
  return result;
}

function knownPeer(peer: Peer, ranges: readonly FirstRange[] | undefined): Peer {
  if (peer.kind !== 'unknown') return peer;
  const range = ranges?.find(({ prefix }) => prefix.family === peer.family);
  if (range === undefined) return peer;
  const { certainty, argument, argumentOrigin } = peer;
  const { prefix, text, origin } = range;
  return { certainty, argument, argumentOrigin, kind: 'cidr', prefix, text, hostBitsSet: false, origin };
}
