/**
 * Where a route table sends packets: the address space cut into regions, each with the route that wins there. The most
 * specific route wins (https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html); a route that may
 * exist leaves open what happens in its region. Whether the target gets them further is in legs.ts.
 */

import {
  ALL_ADDRESSES,
  intersectAddresses,
  isEmptyAddressSet,
  prefixAddresses,
  subtractAddresses,
  type AddressSet,
} from '../packets/addressSet';
import type { IpPrefix } from '../packets/ipPrefix';
import type { Certainty, Network } from '../network/model';
import { referenceId } from '../network/networkModel';
import type { Route, RouteTarget } from '../network/topology';
import type { EffectiveTable } from '../network/topologyIndex';
import type { NetworkReader } from './networkReader';
import { peerAddresses } from './peers';
import { PUBLIC_ADDRESSES, UNKNOWN_MEMBERS } from './publicAddresses';

/** What may happen to packets for an address. Undefined target: no route, they are dropped. */
export interface Way {
  readonly target: RouteTarget | undefined;
  /** Undefined for the local route, which nothing declares, and where there is none. */
  readonly route: Route | undefined;
}

export interface Region<Of = Way> {
  readonly addresses: AddressSet;
  /** One where it is known what happens; several where it is one of them. */
  readonly ways: readonly Of[];
}

/** What a route says of its addresses, to be laid over what others say. */
export interface Layer<Of> {
  readonly addresses: AddressSet;
  /** Bits of the prefix, across families comparable only within one: regions of different families never meet. */
  readonly length: number;
  readonly way: Of;
  readonly certainty: Certainty;
}

type Entry = Layer<Way>;

const LOCAL: RouteTarget = { kind: 'local' };
const NO_ROUTE: Way = { target: undefined, route: undefined };
/** Where ranges of the network may lie that are not known: in private space; what is public is somebody else's. */
export const PRIVATE_MEMBERS = subtractAddresses(UNKNOWN_MEMBERS, PUBLIC_ADDRESSES);
/** Longer than any prefix: what may be anything may win over everything. */
export const ABOVE_ALL = 129;
/** Shorter than any prefix: what counts only where no route is known. */
export const BELOW_ALL = -1;

type OfNetwork = Map<string | undefined, readonly Region[]>;
type OfTable = Map<Network | undefined, OfNetwork>;
const caches = new WeakMap<NetworkReader, WeakMap<EffectiveTable, OfTable>>();

/**
 * The regions of a table of this network; together they are all addresses. `list`: the prefix list whose addresses are
 * asked for; a route for it leads there whichever they are.
 */
export function tableRegions(
  reader: NetworkReader,
  table: EffectiveTable,
  network: Network | undefined,
  list?: string,
): readonly Region[] {
  const ofReader = caches.get(reader) ?? new WeakMap<EffectiveTable, OfTable>();
  caches.set(reader, ofReader);
  const ofTable = ofReader.get(table) ?? new Map<Network | undefined, OfNetwork>();
  ofReader.set(table, ofTable);
  const ofNetwork = ofTable.get(network) ?? new Map<string | undefined, readonly Region[]>();
  ofTable.set(network, ofNetwork);
  let regions = ofNetwork.get(list);
  if (regions === undefined) {
    regions = layered(
      [...localEntries(network), ...listEntries(reader, table, list), ...routeEntries(reader, table)],
      NO_ROUTE,
    );
    ofNetwork.set(list, regions);
  }
  return regions;
}

/** A route for the list goes before a default route; what is more specific than its prefixes is not known. */
function listEntries(reader: NetworkReader, table: EffectiveTable, list: string | undefined): Entry[] {
  if (list === undefined) return [];
  return table.routes.flatMap((route): Entry[] => {
    const { destination, certainty } = route;
    if (destination.kind !== 'prefix-list') return [];
    if (!isSameList(reader, referenceId(destination.list), list)) return [];
    return [{ addresses: ALL_ADDRESSES, length: 1, way: { target: route.target, route }, certainty }];
  });
}

/** A service of the provider has one list, however it is looked up. */
function isSameList(reader: NetworkReader, one: string | undefined, other: string): boolean {
  if (one === other) return true;
  const service = one === undefined ? undefined : reader.prefixList(one)?.serviceName;
  return service !== undefined && service === reader.prefixList(other)?.serviceName;
}

function localEntries(network: Network | undefined): Entry[] {
  const way: Way = { target: LOCAL, route: undefined };
  const entries: Entry[] = (network?.prefixes ?? []).map((prefix) => ({
    addresses: prefixAddresses(prefix),
    length: prefix.length,
    way,
    certainty: 'certain',
  }));
  if (network === undefined || network.open) {
    entries.push({ addresses: PRIVATE_MEMBERS, length: ABOVE_ALL, way, certainty: 'possible' });
  }
  return entries;
}

function routeEntries(reader: NetworkReader, table: EffectiveTable): Entry[] {
  const entries = table.routes.flatMap((route) => entriesOf(reader, route));
  if (table.open !== undefined) {
    const way: Way = { target: { kind: 'unknown', reason: table.open }, route: undefined };
    entries.push({ addresses: ALL_ADDRESSES, length: ABOVE_ALL, way, certainty: 'possible' });
  }
  return entries;
}

function entriesOf(reader: NetworkReader, route: Route): Entry[] {
  return destinationLayers(reader, route.destination, route.certainty, { target: route.target, route });
}

/** The layers of one destination: a prefix, or those of a list. */
export function destinationLayers<Of>(
  reader: NetworkReader,
  destination: Route['destination'],
  certainty: Certainty,
  way: Of,
): Layer<Of>[] {
  if (destination.kind === 'invalid-cidr') return [];
  if (destination.kind === 'cidr') {
    const { prefix } = destination;
    return [{ addresses: prefixAddresses(prefix), length: prefix.length, way, certainty }];
  }
  const known = destination.kind === 'prefix-list' ? listedPrefixes(reader, destination.list) : [];
  const entries = known.map((prefix): Layer<Of> => ({
    addresses: prefixAddresses(prefix),
    length: prefix.length,
    way,
    certainty,
  }));
  const addresses = peerAddresses(reader, destination);
  const rest = addresses === undefined ? undefined : subtractAddresses(addresses.possible, addresses.certain);
  if (rest !== undefined && !isEmptyAddressSet(rest)) {
    entries.push({ addresses: rest, length: ABOVE_ALL, way, certainty: 'possible' });
  }
  return entries;
}

function listedPrefixes(reader: NetworkReader, list: Parameters<typeof referenceId>[0]): IpPrefix[] {
  const id = referenceId(list);
  const entries = id === undefined ? [] : (reader.prefixList(id)?.entries ?? []);
  return entries.flatMap((entry) =>
    entry.kind === 'cidr' && entry.certainty === 'certain' ? [entry.prefix] : [],
  );
}

/** Lays the entries over each other, the least specific first; of two alike the later wins. */
export function layered<Of>(entries: readonly Layer<Of>[], none: Of): readonly Region<Of>[] {
  let regions: Region<Of>[] = [{ addresses: ALL_ADDRESSES, ways: [none] }];
  for (const entry of [...entries].sort((left, right) => left.length - right.length)) {
    regions = regions.flatMap((region) => {
      const inside = intersectAddresses(region.addresses, entry.addresses);
      if (isEmptyAddressSet(inside)) return [region];
      const outside = subtractAddresses(region.addresses, entry.addresses);
      const ways = entry.certainty === 'certain' ? [entry.way] : [...region.ways, entry.way];
      const covered: Region<Of> = { addresses: inside, ways };
      return isEmptyAddressSet(outside) ? [covered] : [{ addresses: outside, ways: region.ways }, covered];
    });
  }
  return regions;
}
