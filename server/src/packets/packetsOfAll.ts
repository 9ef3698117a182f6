/**
 * What a set of packets has for all of some addresses, not only for some of them. Asked of each of ten thousand flows, so
 * that it looks at the pieces of a set and cuts none that it need not.
 */

import { IPV4_AXIS, IPV6_AXIS, type AddressSet } from './addressSet';
import type { Boundaries, BoundaryAlgebra, Coordinate } from './boundaries';
import { IPV4_PACKETS, IPV4_PAIRS, IPV6_PACKETS, IPV6_PAIRS, packetSetOf, type PacketSet } from './packetSet';
import type { Piece, Piecewise, PiecewiseAlgebra } from './piecewise';
import { NO_TRAFFIC, TRAFFIC_AXIS, trafficSetOf, type TrafficSet } from './trafficSet';

type Pairs<C extends Coordinate> = Piecewise<C, Boundaries<C>>;

/**
 * For each family the traffic that the set has between every one of the sources and every one of the destinations; none
 * where one of the two has no address of the family.
 */
export function trafficBetweenAll(
  { ipv4, ipv6 }: PacketSet,
  sources: AddressSet,
  destinations: AddressSet,
): { readonly ipv4: TrafficSet; readonly ipv6: TrafficSet } {
  return {
    ipv4: trafficWith(ipv4, IPV4_PAIRS, sources.ipv4, destinations.ipv4),
    ipv6: trafficWith(ipv6, IPV6_PAIRS, sources.ipv6, destinations.ipv6),
  };
}

function trafficWith<C extends Coordinate>(
  pieces: Piecewise<number, Pairs<C>>,
  algebra: PiecewiseAlgebra<C, Boundaries<C>>,
  sources: Boundaries<C>,
  destinations: Boundaries<C>,
): TrafficSet {
  if (pieces.length === 0 || sources.length === 0 || destinations.length === 0) return NO_TRAFFIC;
  const all = algebra.ofBox(sources, destinations);
  const found: Boundaries<number>[] = [];
  for (const { on, value } of pieces) if (algebra.isSubset(all, value)) found.push(on);
  return found.length === 0 ? NO_TRAFFIC : trafficSetOf(TRAFFIC_AXIS.unionAll(found));
}

/** The packets of the set whose like it has from the same source to every one of the destinations of the family. */
export function packetsToAll({ ipv4, ipv6 }: PacketSet, destinations: AddressSet): PacketSet {
  return packetSetOf(
    rebuilt(ipv4, IPV4_PACKETS, (pairs) => pairsToAll(pairs, IPV4_AXIS, destinations.ipv4)),
    rebuilt(ipv6, IPV6_PACKETS, (pairs) => pairsToAll(pairs, IPV6_AXIS, destinations.ipv6)),
  );
}

/** The packets of the set whose like it has from every one of the sources of the family to the same destination. */
export function packetsFromAll({ ipv4, ipv6 }: PacketSet, sources: AddressSet): PacketSet {
  return packetSetOf(
    rebuilt(ipv4, IPV4_PACKETS, (pairs) => pairsFromAll(pairs, IPV4_AXIS, IPV4_PAIRS, sources.ipv4)),
    rebuilt(ipv6, IPV6_PACKETS, (pairs) => pairsFromAll(pairs, IPV6_AXIS, IPV6_PAIRS, sources.ipv6)),
  );
}

/** The set with the pairs of addresses of each traffic narrowed; the set itself where that changes nothing. */
function rebuilt<C extends Coordinate>(
  pieces: Piecewise<number, Pairs<C>>,
  algebra: PiecewiseAlgebra<number, Pairs<C>>,
  narrow: (pairs: Pairs<C>) => Pairs<C>,
): Piecewise<number, Pairs<C>> {
  const narrowed = pieces.map(({ on, value }): Piece<number, Pairs<C>> => ({ on, value: narrow(value) }));
  if (narrowed.every(({ value }, index) => value === pieces[index]?.value)) return pieces;
  return algebra.unionAll(narrowed.map(({ on, value }) => algebra.ofBox(on, value)));
}

function pairsToAll<C extends Coordinate>(
  pairs: Pairs<C>,
  axis: BoundaryAlgebra<C>,
  destinations: Boundaries<C>,
): Pairs<C> {
  const kept = pairs.filter(({ value }) => axis.isSubset(destinations, value));
  return kept.length === pairs.length ? pairs : kept;
}

function pairsFromAll<C extends Coordinate>(
  pairs: Pairs<C>,
  axis: BoundaryAlgebra<C>,
  algebra: PiecewiseAlgebra<C, Boundaries<C>>,
  sources: Boundaries<C>,
): Pairs<C> {
  if (sources.length === 0) return pairs;
  if (!axis.isSubset(sources, axis.unionAll(pairs.map(({ on }) => on)))) return algebra.empty;
  const ofAll = pairs
    .filter(({ on }) => axis.overlaps(on, sources))
    .map(({ value }) => value)
    .reduce(axis.intersect);
  if (pairs.every(({ value }) => axis.isSubset(value, ofAll))) return pairs;
  return algebra.unionAll(pairs.map(({ on, value }) => algebra.ofBox(on, axis.intersect(value, ofAll))));
}
