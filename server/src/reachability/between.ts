/**
 * What stands between two ends beside their groups: routes and access lists. Computed once for all ends that stand in the
 * same places; a question about ten thousand groups has a few dozen of them.
 */

import type { AddressSet } from '../packets/addressSet';
import {
  ALL_PACKETS,
  intersectPackets,
  isEmptyPacketSet,
  NO_PACKETS,
  type PacketSet,
} from '../packets/packetSet';
import { trafficSetKey, type TrafficSet } from '../packets/trafficSet';
import type { Passing } from './accessLists';
import { accessStageOf } from './accessStage';
import { boundaryOf, type Boundary } from './boundary';
import { connectionOf, type Connection } from './connections';
import { coveredPackets, packetsForAll, packetsOfFamily } from './coverage';
import { isAddressEnd, type End } from './ends';
import type { NetworkReader } from './networkReader';
import { placementOf } from './placement';
import { forwardedBy, routeStageOf } from './routeStage';
import { placesOf, type Place } from './places';
import type { StageResult } from './stages';

export interface Between {
  /** In the order a packet meets them. What nothing in the configuration speaks of is left out. */
  readonly stages: readonly StageResult[];
  /** Packets that something on the way takes and sends on. */
  readonly forwarded: PacketSet;
  /** As with Passage. */
  readonly beside: Passing | undefined;
}

/** What is the same for all ends that stand where these do. */
interface Shared {
  readonly leaving: Boundary | undefined;
  readonly connection: Connection | undefined;
  readonly entering: Boundary | undefined;
  readonly passing: Passing;
  readonly forwarded: PacketSet;
  /** The places that the connection speaks of, of either end. */
  readonly places: readonly Place[];
  /** Of the members asked about last, which mostly have the same addresses as those asked about next. */
  beside: { readonly members: AddressSet; readonly families: number; readonly passing: Passing } | undefined;
}

/** The routes and access lists between the ends, for the traffic asked for. */
export function betweenEnds(
  reader: NetworkReader,
  source: End,
  destination: End,
  asked: TrafficSet,
): Between {
  const shared = sharedBetween(reader, source, destination, asked);
  const { leaving, connection, entering, forwarded, places } = shared;
  const stages: StageResult[] = [];
  if (leaving !== undefined) stages.push(accessStageOf(reader, 'from-inside', source, destination, leaving));
  if (connection !== undefined) {
    const own = (): Connection => withPlaces(connection, places, placesOfBoth(reader, source, destination));
    stages.push(routeStageOf(reader, source, destination, connection.passing, own));
  }
  if (entering !== undefined) {
    stages.push(accessStageOf(reader, 'from-outside', destination, source, entering));
  }
  return { stages, forwarded, beside: besideOf(shared, source, destination) };
}

function besideOf(shared: Shared, source: End, destination: End): Passing | undefined {
  const { passing, forwarded } = shared;
  if (isAddressEnd(source) === isAddressEnd(destination)) return undefined;
  // What something on the way takes passes by fewer rules than other packets.
  if (!isEmptyPacketSet(forwarded)) return undefined;
  const { known: members, has } = isAddressEnd(source) ? destination : source;
  const families = (has.ipv4 ? 4 : 0) + (has.ipv6 ? 6 : 0);
  let { beside } = shared;
  if (beside?.members !== members || beside.families !== families) {
    const certain = surePackets(passing.certain, source, destination, passing.certain !== ALL_PACKETS);
    beside = { members, families, passing: { certain, possible: passing.possible } };
    shared.beside = beside;
  }
  return beside.passing;
}

/**
 * What is certain of packets that surely pass every stage: only what members surely have addresses for, and what holds
 * for all of them. `differ`: where they stand makes a difference.
 */
export function surePackets(packets: PacketSet, source: End, destination: End, differ: boolean): PacketSet {
  let certain = packets;
  for (const end of [source, destination]) {
    if (!end.has.ipv4) certain = packetsOfFamily(certain, 6);
    if (!end.has.ipv6) certain = packetsOfFamily(certain, 4);
  }
  if (isEmptyPacketSet(certain)) return certain;
  if (!isAddressEnd(source) && !isAddressEnd(destination)) {
    return coveredPackets(certain, source.known, destination.known);
  }
  // Rules are the same for every member; routes and access lists are not.
  if (!differ) return certain;
  return isAddressEnd(source)
    ? packetsForAll(certain, 'destination', destination.known)
    : packetsForAll(certain, 'source', source.known);
}

type Kept = Map<string, Shared>;

const keptBetween = new WeakMap<
  NetworkReader,
  { readonly ends: Kept; readonly addresses: WeakMap<End, Kept> }
>();
/** Questions over hops may bring together any two places that there are. */
const MOST_KEPT = 20_000;

function sharedBetween(reader: NetworkReader, source: End, destination: End, asked: TrafficSet): Shared {
  // What is read for a reader that records must be read again by the next.
  if (reader.isLasting !== true) return computeShared(reader, source, destination, asked);
  const kept = keptFor(reader, source, destination);
  const axis = isAddressEnd(source) ? 'in' : isAddressEnd(destination) ? 'out' : '';
  const [from, to] = [source, destination].map((end) => (isAddressEnd(end) ? '' : placementOf(reader, end)));
  // Between an end and itself reasons name one member, between two that stand alike the one or the other.
  const whom = source.endpoint === destination.endpoint ? 'itself' : axis;
  const key = `${whom} ${from} ${to} ${trafficSetKey(asked)}`;
  let shared = kept.get(key);
  if (shared === undefined) {
    if (kept.size >= MOST_KEPT) kept.clear();
    shared = computeShared(reader, source, destination, asked);
    kept.set(key, shared);
  }
  return shared;
}

/** With an end that is a set of addresses: what is kept for that very end, as long as somebody asks about it. */
function keptFor(reader: NetworkReader, source: End, destination: End): Kept {
  let kept = keptBetween.get(reader);
  if (kept === undefined) {
    kept = { ends: new Map(), addresses: new WeakMap() };
    keptBetween.set(reader, kept);
  }
  const addresses = [source, destination].find(isAddressEnd);
  if (addresses === undefined) return kept.ends;
  let ofEnd = kept.addresses.get(addresses);
  if (ofEnd === undefined) {
    ofEnd = new Map();
    kept.addresses.set(addresses, ofEnd);
  }
  return ofEnd;
}

function computeShared(reader: NetworkReader, source: End, destination: End, asked: TrafficSet): Shared {
  const connection = connectionOf(reader, source, destination, asked);
  const leaving = boundaryOf(reader, source, destination, 'from-inside', asked);
  const entering = boundaryOf(reader, destination, source, 'from-outside', asked);
  const passings = [leaving, connection, entering].flatMap((each) => each?.passing ?? []);
  return {
    leaving,
    connection,
    entering,
    passing: {
      certain: passings.map(({ certain }) => certain).reduce(intersectPackets, ALL_PACKETS),
      possible: passings.map(({ possible }) => possible).reduce(intersectPackets, ALL_PACKETS),
    },
    forwarded: connection === undefined ? NO_PACKETS : forwardedBy(connection),
    places: connection === undefined ? [] : placesOfBoth(reader, source, destination),
    beside: undefined,
  };
}

function placesOfBoth(reader: NetworkReader, source: End, destination: End): readonly Place[] {
  return [...placesOf(reader, source), ...placesOf(reader, destination)];
}

/** The connection as one between these places, which are alike: reasons name the members that stand there. */
function withPlaces(connection: Connection, shared: readonly Place[], own: readonly Place[]): Connection {
  const ownOf = new Map(shared.map((place, index) => [place, own[index]]));
  return {
    ...connection,
    junctions: connection.junctions.map((junction) =>
      junction.place === undefined ? junction : { ...junction, place: ownOf.get(junction.place) },
    ),
  };
}
