/**
 * What the route tables of a transit gateway make of packets that a network sends to it: which attachment they go out
 * by, or that they are dropped. https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */

import {
  ALL_ADDRESSES,
  intersectAddresses,
  isEmptyAddressSet,
  prefixAddresses,
  prefixListAddresses,
  subtractAddresses,
  type AddressSet,
} from '../packets/addressSet';
import { referenceId } from '../network/networkModel';
import type { RouteTarget, TransitAttachment, TransitRoute } from '../network/topology';
import type { Candidate, EffectiveTransitTable, Topology } from '../network/topologyIndex';
import type { NetworkReader } from './networkReader';
import type { ExplanationCode } from './explanations';
import { leadsInto } from './networksApart';
import { oneOf, type Piece, type Verdict } from './pieces';
import type { Place } from './places';
import { ABOVE_ALL, BELOW_ALL, destinationLayers, layered, PRIVATE_MEMBERS, type Layer } from './routing';
import type { Way } from './routing';

/** What a table of the gateway does with a packet. */
interface TransitWay {
  /** `unknown`: there may be a route that the configuration does not show. */
  readonly to: TransitAttachment | 'dropped' | 'no-route' | 'unknown';
  /** Undefined for what got into the table by itself. */
  readonly route: TransitRoute | undefined;
}

const NO_ROUTE: TransitWay = { to: 'no-route', route: undefined };
const UNKNOWN: TransitWay = { to: 'unknown', route: undefined };

/** The pieces of the addresses behind a route of the place's to a transit gateway. */
export function transitPieces(
  reader: NetworkReader,
  topology: Topology,
  place: Place,
  target: Extract<RouteTarget, { kind: 'transit' }>,
  addresses: AddressSet,
  way: Way,
  peer: string | undefined,
): readonly Piece[] {
  if (isEmptyAddressSet(addresses)) return [];
  const unknown: readonly Piece[] = [{ addresses, verdict: 'maybe', code: 'transit-not-known', way }];
  const transit = referenceId(target.transit);
  const own = topology.transitAttachments.filter(
    (each) =>
      transit !== undefined &&
      referenceId(each.transit) === transit &&
      referenceId(each.network) === place.network,
  );
  let pieces: readonly Piece[] | undefined;
  for (const attachment of own) {
    for (const { thing } of topology.transitTablesOf(attachment)) {
      const found = tablePieces(reader, topology, thing, addresses, way, peer);
      pieces = pieces === undefined ? found : oneOf(pieces, found);
    }
  }
  if (pieces === undefined) return unknown;
  const isSure = own.every(({ certainty }) => certainty === 'certain');
  return isSure ? pieces : oneOf(unknown, pieces);
}

function tablePieces(
  reader: NetworkReader,
  topology: Topology,
  table: EffectiveTransitTable,
  addresses: AddressSet,
  way: Way,
  peer: string | undefined,
): readonly Piece[] {
  return regionsOf(reader, topology, table).flatMap((region) => {
    const inside = intersectAddresses(region.addresses, addresses);
    if (isEmptyAddressSet(inside)) return [];
    return region.ways
      .map((each) => wayPieces(reader, each, inside, way, peer))
      .reduce((left, right) => oneOf(left, right));
  });
}

interface Regions {
  readonly reader: NetworkReader;
  readonly regions: ReturnType<typeof layered<TransitWay>>;
}

const regionsBefore = new WeakMap<EffectiveTransitTable, Regions>();

function regionsOf(
  reader: NetworkReader,
  topology: Topology,
  table: EffectiveTransitTable,
): Regions['regions'] {
  const before = regionsBefore.get(table);
  if (before?.reader === reader) return before.regions;
  const entries: Layer<TransitWay>[] = [
    ...table.propagated.flatMap((each) => propagatedLayers(reader, each)),
    // A route that is written goes before one of the same length that got in by itself.
    ...table.routes.flatMap((route) =>
      destinationLayers(reader, route.destination, route.certainty, { to: outOf(topology, route), route }),
    ),
  ];
  if (table.open !== undefined) {
    entries.push({ addresses: ALL_ADDRESSES, length: ABOVE_ALL, way: UNKNOWN, certainty: 'possible' });
  }
  const regions = layered(entries, NO_ROUTE);
  regionsBefore.set(table, { reader, regions });
  return regions;
}

function outOf(topology: Topology, { target }: TransitRoute): TransitWay['to'] {
  if (target.kind === 'black-hole') return 'dropped';
  const id = referenceId(target.attachment);
  return (id === undefined ? undefined : topology.transitAttachment(id)) ?? 'unknown';
}

/** The ranges of a network; of one whose ranges are not all known, and of a tunnel, whatever nothing else leads to. */
function propagatedLayers(
  reader: NetworkReader,
  { thing, certainty }: Candidate<TransitAttachment>,
): Layer<TransitWay>[] {
  const way: TransitWay = { to: thing, route: undefined };
  const id = referenceId(thing.network);
  const network = id === undefined ? undefined : reader.network(id);
  const known = (network?.prefixes ?? []).map((prefix): Layer<TransitWay> => ({
    addresses: prefixAddresses(prefix),
    length: prefix.length,
    way,
    certainty,
  }));
  if (network !== undefined && !network.open) return known;
  const addresses = thing.network.kind === 'absent' ? ALL_ADDRESSES : PRIVATE_MEMBERS;
  return [{ addresses, length: BELOW_ALL, way, certainty: 'possible' }, ...known];
}

function wayPieces(
  reader: NetworkReader,
  { to, route }: TransitWay,
  addresses: AddressSet,
  way: Way,
  peer: string | undefined,
): readonly Piece[] {
  const beyond =
    route === undefined ? {} : { beyond: { element: route.address, origin: route.headerOrigin } };
  const piece = (verdict: Verdict, code: ExplanationCode, part = addresses): readonly Piece[] =>
    isEmptyAddressSet(part) ? [] : [{ addresses: part, verdict, code, way, ...beyond }];
  if (to === 'dropped') return piece('no', 'transit-black-hole');
  if (to === 'no-route') return piece('no', 'transit-no-route');
  if (to === 'unknown' || to.certainty === 'possible') return piece('maybe', 'transit-not-known');
  const network = referenceId(to.network);
  if (network === undefined) return piece('maybe', 'transit-not-known');
  if (peer !== undefined) {
    const there = leadsInto(reader, network, peer);
    return there === 'yes'
      ? piece('yes', 'transit-route')
      : there === 'no'
        ? piece('no', 'transit-leads-elsewhere')
        : piece('maybe', 'transit-not-known');
  }
  // Beyond the network's own ranges, its routes decide where packets go on to.
  const ranges = prefixListAddresses(reader.network(network)?.prefixes ?? []);
  return [
    ...piece('yes', 'transit-route', intersectAddresses(addresses, ranges)),
    ...piece('maybe', 'transit-not-known', subtractAddresses(addresses, ranges)),
  ];
}
