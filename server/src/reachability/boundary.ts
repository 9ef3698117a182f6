/**
 * What the access lists of one end's subnets let through. They are asked only where a packet crosses the boundary of a
 * subnet (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html), and for replies too, since they
 * keep no state.
 */

import { prefixListAddresses, type AddressSet } from '../packets/addressSet';
import {
  ALL_PACKETS,
  intersectPackets,
  isEmptyPacketSet,
  NO_PACKETS,
  packetsOf,
  subtractPackets,
  unionAllPackets,
  unionPackets,
  type PacketSet,
} from '../packets/packetSet';
import type { PortRange } from '../packets/portSet';
import { ALL_TRAFFIC, type TrafficSet } from '../packets/trafficSet';
import type { Subnet } from '../network/model';
import { referenceId } from '../network/networkModel';
import type { EffectiveList, Topology } from '../network/topologyIndex';
import {
  connectionsThrough,
  EVERYTHING,
  unansweredRequests,
  type Opening,
  type Passing,
} from './accessLists';
import type { End } from './ends';
import type { NetworkReader } from './networkReader';
import { ANY_CLIENT_PORTS, placesOf, type Place } from './places';

/** Packets that cross the boundary of one subnet, and the lists that it has or may have. */
export interface Crossing {
  readonly place: Place;
  readonly lists: readonly EffectiveList[];
  /** All packets asked for between the place and the other side. */
  readonly packets: PacketSet;
  readonly passing: Passing;
  readonly opened: Opening;
  readonly clientPorts: PortRange;
}

export interface Boundary {
  readonly passing: Passing;
  readonly crossings: readonly Crossing[];
}

/**
 * What the lists at `local` let through to or from `peer`; undefined where no list of the configuration stands there.
 * `opened` tells whether `local` is where connections are opened.
 */
export function boundaryOf(
  reader: NetworkReader,
  local: End,
  peer: End,
  opened: Opening,
  asked: TrafficSet,
): Boundary | undefined {
  const topology = reader.topology?.();
  if (topology === undefined || topology.lists.length === 0) return undefined;
  const peers: readonly (Place | undefined)[] = orAddresses(placesOf(reader, peer));
  const crossings: Crossing[] = [];
  let isOpen = true;
  for (const place of placesOf(reader, local)) {
    const lists = listsAt(reader, topology, place);
    for (const other of peers) {
      const others = other?.addresses ?? peer.may;
      const packets =
        opened === 'from-inside'
          ? packetsOf({ traffic: asked, sources: place.addresses, destinations: others })
          : packetsOf({ traffic: asked, sources: others, destinations: place.addresses });
      const clientPorts = (opened === 'from-inside' ? place : other)?.clientPorts ?? ANY_CLIENT_PORTS;
      const all = passingAt(reader, place, other, lists, opened, clientPorts);
      const passing = within(all, packets);
      // A list that happens to let all of it through is still what lets it through.
      if (all.certain !== ALL_PACKETS && packets !== NO_PACKETS) isOpen = false;
      crossings.push({ place, lists, packets, passing, opened, clientPorts });
    }
  }
  if (isOpen) return undefined;
  const refused = unionAllPackets(
    crossings.map(({ passing, packets }) => subtractPackets(packets, passing.certain)),
  );
  return {
    crossings,
    passing: {
      certain: subtractPackets(unionAllPackets(crossings.map(({ passing }) => passing.certain)), refused),
      possible: unionAllPackets(crossings.map(({ passing }) => passing.possible)),
    },
  };
}

/**
 * Whether a list around the end may drop replies of TCP that an entry drops: asked of many ends before anything else,
 * for hardly any list does.
 */
export function mayDropReplies(reader: NetworkReader, local: End, opened: Opening): boolean {
  const topology = reader.topology?.();
  if (topology === undefined || topology.lists.length === 0) return false;
  return placesOf(reader, local).some((place) =>
    listsAt(reader, topology, place).some((list) => {
      const requests = unansweredRequests(reader, list, opened);
      return (
        requests !== undefined &&
        ((requests.ipv4.length > 0 && place.addresses.ipv4.length > 0) ||
          (requests.ipv6.length > 0 && place.addresses.ipv6.length > 0))
      );
    }),
  );
}

/**
 * What the lists of a NAT gateway's subnet let through of what a member at the place sends through it: into the subnet,
 * on out of it under the gateway's address, from whose ports 1024-65535 it sends, and the replies both ways
 * (https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html). `list`: one that may refuse.
 */
export function throughGateway(
  reader: NetworkReader,
  topology: Topology,
  place: Place,
  gateway: Subnet,
): { readonly passing: Passing; readonly list: EffectiveList | undefined } {
  const isInside = place.subnet?.address === gateway.address;
  const lists = topology.listsOf(gateway).map(({ thing }) => thing);
  const passings = lists.map((list): Passing => {
    const onwards = connectionsThrough(reader, list, 'from-inside', ANY_CLIENT_PORTS);
    if (isInside) return onwards;
    const into = connectionsThrough(reader, list, 'from-outside', place.clientPorts);
    return {
      certain: intersectPackets(onwards.certain, into.certain),
      possible: intersectPackets(onwards.possible, into.possible),
    };
  });
  const passing = passings.length === 0 ? EVERYTHING : passings.reduce(anyOf);
  return { passing, list: lists.find(({ list }) => list !== undefined) ?? lists[0] };
}

/** One of two lists stands there. */
function anyOf(left: Passing, right: Passing): Passing {
  return {
    certain: intersectPackets(left.certain, right.certain),
    possible: unionPackets(left.possible, right.possible),
  };
}

function orAddresses(places: readonly Place[]): readonly (Place | undefined)[] {
  return places.length === 0 ? [undefined] : places;
}

function within({ certain, possible }: Passing, packets: PacketSet): Passing {
  if (certain === ALL_PACKETS) return { certain: packets, possible: packets };
  return { certain: intersectPackets(certain, packets), possible: intersectPackets(possible, packets) };
}

/** The lists that may stand at the place's boundary: of a subnet that is not known, any list of its network. */
function listsAt(reader: NetworkReader, topology: Topology, place: Place): readonly EffectiveList[] {
  if (place.member === undefined) return [];
  if (place.subnet !== undefined) return topology.listsOf(place.subnet).map(({ thing }) => thing);
  if (reader.assumesPlacement === true) return [];
  return topology.lists.filter(({ list }) => {
    const network = list === undefined ? undefined : referenceId(list.network);
    return network === undefined || place.network === undefined || network === place.network;
  });
}

function passingAt(
  reader: NetworkReader,
  place: Place,
  other: Place | undefined,
  lists: readonly EffectiveList[],
  opened: Opening,
  clientPorts: PortRange,
): Passing {
  if (lists.length === 0 || isSameSubnet(place, other)) return EVERYTHING;
  let { certain, possible } = lists
    .map((list) => connectionsThrough(reader, list, opened, clientPorts))
    .reduce(anyOf);
  // A subnet that is not known may have a list that the configuration does not show, or be the other side's own.
  if (place.subnet === undefined || mayBeSameSubnet(place, other)) possible = ALL_PACKETS;
  const own = other === undefined ? subnetBox(place) : undefined;
  if (own !== undefined && !isEmptyPacketSet(own)) {
    certain = unionPackets(certain, own);
    possible = unionPackets(possible, own);
  }
  return { certain, possible };
}

function isSameSubnet(place: Place, other: Place | undefined): boolean {
  return place.subnet !== undefined && place.subnet.address === other?.subnet?.address;
}

function mayBeSameSubnet(place: Place, other: Place | undefined): boolean {
  if (other === undefined || other.subnet !== undefined || other.member === undefined) return false;
  return other.network === undefined || place.network === undefined || other.network === place.network;
}

/** Packets between addresses of the place's own subnet. */
function subnetBox({ subnet }: Place): PacketSet | undefined {
  if (subnet === undefined || subnet.open) return undefined;
  const addresses: AddressSet = prefixListAddresses(subnet.prefixes);
  return packetsOf({ traffic: ALL_TRAFFIC, sources: addresses, destinations: addresses });
}
