/**
 * Whether routes join two ends, and how: within a network they always do, between networks and to the internet both
 * sides' tables decide. As packet sets, with the reasons. Filters are not looked at.
 */

import type { AddressSet } from '../packets/addressSet';
import {
  ALL_PACKETS,
  intersectPackets,
  isEmptyPacketSet,
  packetsOf,
  subtractPackets,
  unionAllPackets,
  type PacketSet,
} from '../packets/packetSet';
import type { TrafficSet } from '../packets/trafficSet';
import { referenceId } from '../network/networkModel';
import type { Topology } from '../network/topologyIndex';
import type { Passing } from './accessLists';
import { throughGateway } from './boundary';
import { isAddressEnd, type End } from './ends';
import { piecesOf } from './legs';
import type { NetworkReader } from './networkReader';
import { placesOf, type Place } from './places';
import type { Flowing, Piece, Verdict } from './pieces';
import type { ExplanationCode } from './explanations';

/** Packets between a place and others of which the same is to be said. */
export interface Junction {
  readonly packets: PacketSet;
  readonly verdict: Verdict;
  readonly code: ExplanationCode;
  /** The place whose routes decide, and the piece that they decide by; undefined where networks as such do. */
  readonly place: Place | undefined;
  readonly piece: Piece | undefined;
}

export interface Connection {
  readonly passing: Passing;
  readonly junctions: readonly Junction[];
}

/** What routes let through between the ends; undefined where nothing in the configuration stands in between. */
export function connectionOf(
  reader: NetworkReader,
  source: End,
  destination: End,
  asked: TrafficSet,
): Connection | undefined {
  const topology = reader.topology?.();
  if (topology === undefined) return undefined;
  const junctions: Junction[] = [];
  if (isAddressEnd(source) || isAddressEnd(destination)) {
    const flowing: Flowing = isAddressEnd(source) ? 'in' : 'out';
    const [local, peer] = flowing === 'in' ? [destination, source] : [source, destination];
    for (const place of placesOf(reader, local)) {
      junctions.push(...addressJunctions(reader, topology, place, peer, flowing, asked));
    }
  } else {
    const destinations = placesOf(reader, destination);
    for (const from of placesOf(reader, source)) {
      for (const to of destinations) junctions.push(...placeJunctions(reader, topology, from, to, asked));
    }
  }
  if (junctions.every(({ code, verdict }) => verdict === 'yes' && code === 'rules-alone')) return undefined;
  return { passing: passingOf(junctions), junctions };
}

/** Two places may have the same addresses: what one of them does not get is not certain. */
function passingOf(junctions: readonly Junction[]): Passing {
  const ofVerdict = (...verdicts: Verdict[]): PacketSet =>
    unionAllPackets(
      junctions.filter(({ verdict }) => verdicts.includes(verdict)).map(({ packets }) => packets),
    );
  return {
    certain: subtractPackets(ofVerdict('yes'), ofVerdict('maybe', 'no')),
    possible: ofVerdict('yes', 'maybe'),
  };
}

function addressJunctions(
  reader: NetworkReader,
  topology: Topology,
  place: Place,
  { may: addresses, prefixList: list }: End,
  flowing: Flowing,
  asked: TrafficSet,
): Junction[] {
  const box = (others: AddressSet): PacketSet =>
    flowing === 'out'
      ? packetsOf({ traffic: asked, sources: place.addresses, destinations: others })
      : packetsOf({ traffic: asked, sources: others, destinations: place.addresses });
  if (isJudgedByRulesAlone(reader, place)) return [rulesAlone(box(addresses))];
  if (place.subnet === undefined) {
    const [verdict, code] = unknownSubnet(place);
    return [{ packets: box(addresses), verdict, code, place, piece: undefined }];
  }
  const others = list === undefined ? {} : { list };
  return piecesOf(reader, topology, place, addresses, flowing, others).flatMap((piece) => {
    const { verdict, code } = piece;
    const junction: Junction = { packets: box(piece.addresses), verdict, code, place, piece };
    return verdict === 'no' ? [junction] : pastGateway(reader, topology, place, junction);
  });
}

/** The junction without what the lists around a NAT gateway on the way drop. */
function pastGateway(
  reader: NetworkReader,
  topology: Topology,
  place: Place,
  junction: Junction,
): readonly Junction[] {
  const { packets, piece } = junction;
  if (piece?.gatewaySubnet === undefined) return [junction];
  const { passing, list } = throughGateway(reader, topology, place, piece.gatewaySubnet);
  if (passing.certain === ALL_PACKETS) return [junction];
  const certain = intersectPackets(packets, passing.certain);
  const possible = intersectPackets(packets, passing.possible);
  const beyond =
    list === undefined ? {} : { beyond: { element: list.name, origin: list.list?.headerOrigin } };
  const cut = (verdict: Verdict, code: ExplanationCode, part: PacketSet): Junction => ({
    ...junction,
    packets: part,
    verdict,
    code,
    piece: { ...piece, ...beyond, verdict, code },
  });
  return [
    { ...junction, packets: certain },
    cut('maybe', 'nat-access-list-not-known', subtractPackets(possible, certain)),
    cut('no', 'nat-denied-by-access-list', subtractPackets(packets, possible)),
  ].filter((each) => !isEmptyPacketSet(each.packets));
}

function unknownSubnet(place: Place): readonly [Verdict, ExplanationCode] {
  return place.isPublic === 'no' ? ['maybe', 'no-public-address'] : ['maybe', 'subnet-not-known'];
}

function isJudgedByRulesAlone(reader: NetworkReader, place: Place): boolean {
  return place.member === undefined || (place.subnet === undefined && reader.assumesPlacement === true);
}

function rulesAlone(packets: PacketSet): Junction {
  return { packets, verdict: 'yes', code: 'rules-alone', place: undefined, piece: undefined };
}

function placeJunctions(
  reader: NetworkReader,
  topology: Topology,
  from: Place,
  to: Place,
  asked: TrafficSet,
): Junction[] {
  const box = (sources: AddressSet, destinations: AddressSet): PacketSet =>
    packetsOf({ traffic: asked, sources, destinations });
  const all = box(from.addresses, to.addresses);
  if (from.network === undefined || to.network === undefined) return [rulesAlone(all)];
  const joined = from.network === to.network ? undefined : joins(reader, topology, from.network, to.network);
  if (joined === 'no' || joined === 'maybe') {
    return [
      { packets: all, verdict: joined, code: 'networks-not-joined', place: undefined, piece: undefined },
    ];
  }
  const isInside = joined === undefined;
  const junctions: Junction[] = [];
  const refused: PacketSet[] = [];
  const sides = [
    { place: from, others: to.addresses, flowing: 'out' as const, network: to.network },
    { place: to, others: from.addresses, flowing: 'in' as const, network: from.network },
  ];
  for (const { place, others, flowing, network } of sides) {
    if (place.subnet === undefined) {
      if (isInside) continue;
      junctions.push({ packets: all, verdict: 'maybe', code: 'subnet-not-known', place, piece: undefined });
      continue;
    }
    for (const piece of piecesOf(reader, topology, place, others, flowing, { network })) {
      // Between its own subnets a network routes by itself, unless something more specific leads elsewhere.
      if (isInside && !isDetour(piece)) continue;
      const packets =
        flowing === 'out' ? box(place.addresses, piece.addresses) : box(piece.addresses, place.addresses);
      const { verdict, code } = isInside
        ? ({ verdict: 'maybe', code: 'forwarding-interface' } as const)
        : afterTranslation(piece);
      junctions.push({ packets, verdict, code, place, piece });
      if (verdict !== 'yes') refused.push(packets);
    }
  }
  if (isInside) {
    return junctions.length === 0
      ? [rulesAlone(all)]
      : [rulesAlone(subtractPackets(all, unionAllPackets(refused))), ...junctions];
  }
  return bothWays(junctions);
}

/** Behind a NAT gateway it is the gateway's address that the other side sees, and answers. */
function afterTranslation({ verdict, code }: Piece): Pick<Junction, 'verdict' | 'code'> {
  return verdict === 'yes' && code === 'nat-gateway'
    ? { verdict: 'maybe', code: 'nat-not-known' }
    : { verdict, code };
}

/** A packet gets there and its answer back only where neither side's routes are in the way. */
function bothWays(junctions: readonly Junction[]): Junction[] {
  const refused = unionAllPackets(
    junctions.filter(({ verdict }) => verdict === 'no').map(({ packets }) => packets),
  );
  const unsure = unionAllPackets(
    junctions.filter(({ verdict }) => verdict === 'maybe').map(({ packets }) => packets),
  );
  return junctions.map((junction) => {
    if (junction.verdict === 'no') return junction;
    const left = subtractPackets(junction.packets, refused);
    return { ...junction, packets: junction.verdict === 'yes' ? subtractPackets(left, unsure) : left };
  });
}

function isDetour(piece: Piece): boolean {
  const { target } = piece.way;
  return target?.kind === 'interface' || target?.kind === 'endpoint';
}

const separate = new WeakMap<NetworkReader, Map<string, boolean>>();

/** Whether the ends are surely in networks that nothing joins. Cheap: no packet is looked at. */
export function areSeparate(reader: NetworkReader, one: End, other: End): boolean {
  const topology = reader.topology?.();
  if (topology === undefined || isAddressEnd(one) || isAddressEnd(other)) return false;
  let known = separate.get(reader);
  if (known === undefined) {
    known = new Map();
    separate.set(reader, known);
  }
  for (const from of placesOf(reader, one)) {
    for (const to of placesOf(reader, other)) {
      if (from.network === undefined || to.network === undefined || from.network === to.network) return false;
      // Behind a private link the balancer is reached from a network that is not joined to its own.
      if (to.member?.privateLink !== undefined) return false;
      const key = `${from.network} ${to.network}`;
      let apart = known.get(key);
      if (apart === undefined) {
        apart = joins(reader, topology, from.network, to.network) === 'no';
        known.set(key, apart);
      }
      if (!apart) return false;
    }
  }
  return true;
}

/** Whether anything joins two networks; `maybe` where the configuration does not declare both of them. */
function joins(reader: NetworkReader, topology: Topology, one: string, other: string): Verdict {
  const peered = topology.peerings.some(({ networks }) => {
    const ids = networks.map(referenceId);
    return (ids.includes(one) || ids.includes(undefined)) && (ids.includes(other) || ids.includes(undefined));
  });
  if (peered) return 'yes';
  const attached = topology.transitAttachments
    .filter(({ network }) => network.kind !== 'absent')
    .map(({ network }) => referenceId(network));
  const reaches = (id: string): boolean => attached.includes(id) || attached.includes(undefined);
  if (reaches(one) && reaches(other)) return 'yes';
  const isDeclared = (id: string): boolean => {
    const network = reader.network(id);
    return network !== undefined && network.external !== true && network.certainty === 'certain';
  };
  return isDeclared(one) && isDeclared(other) ? 'no' : 'maybe';
}
