/**
 * What a subnet's stateless list lets through, as sets of requests: a connection passes where its request matches an
 * allowing entry one way and its replies match one the other way. Lists alone; when a list is asked is in boundary.ts.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html
 */

import { ALL_ADDRESSES, type AddressSet } from '../packets/addressSet';
import type { FiveTuple } from '../packets/fiveTuple';
import {
  ALL_PACKETS,
  containsPacket,
  intersectPackets,
  NO_PACKETS,
  packetBoxes,
  packetsOf,
  subtractPackets,
  unionAllPackets,
  unionPackets,
  type PacketSet,
} from '../packets/packetSet';
import { portRange, type PortRange } from '../packets/portSet';
import { ICMP, ICMPV6, TCP, UDP } from '../packets/protocol';
import {
  ALL_TRAFFIC,
  icmpTraffic,
  portTraffic,
  protocolTraffic,
  subtractTraffic,
  unionAllTraffic,
  type TrafficSet,
} from '../packets/trafficSet';
import type { Direction } from '../network/model';
import type { AccessEntry } from '../network/topology';
import type { EffectiveList } from '../network/topologyIndex';
import type { NetworkReader } from './networkReader';
import { peerAddresses } from './peers';
import { ruleTraffic } from './rulePackets';

/** `certain` is a subset of `possible`. */
export interface Passing {
  readonly certain: PacketSet;
  readonly possible: PacketSet;
}

export const EVERYTHING: Passing = { certain: ALL_PACKETS, possible: ALL_PACKETS };

/** On which side of a subnet's boundary a connection is opened: from inside, or from outside. */
export type Opening = 'from-inside' | 'from-outside';

interface ListCache {
  readonly packets: Map<Direction, Passing>;
  readonly requests: Map<string, Passing>;
  readonly unanswered: Map<Opening, PacketSet>;
}

const caches = new WeakMap<NetworkReader, WeakMap<EffectiveList, ListCache>>();
const sharedCaches = new WeakMap<EffectiveList, ListCache>();

/** What is computed of a list; for every reader alike where its entries say all of it, as nearly all do. */
function cacheOf(reader: NetworkReader, list: EffectiveList): ListCache {
  const shared = sharedCaches.get(list);
  if (shared !== undefined) return shared;
  if ([...list.ingress, ...list.egress].every(({ peers }) => peers.every(({ kind }) => kind === 'cidr'))) {
    const made: ListCache = { packets: new Map(), requests: new Map(), unanswered: new Map() };
    sharedCaches.set(list, made);
    return made;
  }
  let ofReader = caches.get(reader);
  if (ofReader === undefined) {
    ofReader = new WeakMap();
    caches.set(reader, ofReader);
  }
  let cache = ofReader.get(list);
  if (cache === undefined) {
    cache = { packets: new Map(), requests: new Map(), unanswered: new Map() };
    ofReader.set(list, cache);
  }
  return cache;
}

/**
 * Whether nothing in the configuration speaks of the list: then it is taken to be as a network comes with it, allowing
 * everything.
 */
function isUnseen({ list, ingress, egress }: EffectiveList): boolean {
  return list === undefined && ingress.length === 0 && egress.length === 0;
}

const UNKNOWN_ENTRIES: Passing = { certain: NO_PACKETS, possible: ALL_PACKETS };

/**
 * The requests whose connections pass the list. `clientPorts` are the ports from which the client may send, to which
 * replies go: certain is what works for all of them, possible what works for one.
 */
export function connectionsThrough(
  reader: NetworkReader,
  list: EffectiveList,
  opened: Opening,
  clientPorts: PortRange,
): Passing {
  if (isUnseen(list)) return EVERYTHING;
  if (list.open !== undefined) return UNKNOWN_ENTRIES;
  const { requests } = cacheOf(reader, list);
  const key = `${opened} ${String(clientPorts.first)}`;
  let passing = requests.get(key);
  if (passing === undefined) {
    const [there, back] = directions(opened);
    const request = listPackets(reader, list, there);
    const replies = repliedRequests(listPackets(reader, list, back), clientPorts);
    passing = {
      certain: intersectPackets(request.certain, replies.certain),
      possible: intersectPackets(request.possible, replies.possible),
    };
    requests.set(key, passing);
  }
  return passing;
}

/**
 * The TCP requests to which the list may drop a reply, whichever port the client sends from; undefined where no list
 * of the configuration is there, or what it says is not known.
 */
export function unansweredRequests(
  reader: NetworkReader,
  list: EffectiveList,
  opened: Opening,
): PacketSet | undefined {
  if (isUnseen(list) || list.open !== undefined) return undefined;
  const { unanswered } = cacheOf(reader, list);
  let requests = unanswered.get(opened);
  if (requests === undefined) {
    const replies = everywhere(TCP_REPLIES);
    const [, back] = directions(opened);
    const missing = subtractPackets(replies, listPackets(reader, list, back).certain);
    requests = turned(missing, protocolTraffic(TCP));
    unanswered.set(opened, requests);
  }
  return requests;
}

/** The directions of the request and of its replies, as seen from the subnet. */
export function directions(opened: Opening): readonly [request: Direction, replies: Direction] {
  return opened === 'from-inside' ? ['egress', 'ingress'] : ['ingress', 'egress'];
}

/** The single packets that the list lets through in the direction; the subnet's own side is any address. */
function listPackets(reader: NetworkReader, list: EffectiveList, direction: Direction): Passing {
  const { packets } = cacheOf(reader, list);
  let passing = packets.get(direction);
  if (passing === undefined) {
    passing = firstMatches(reader, list, direction);
    packets.set(direction, passing);
  }
  return passing;
}

function firstMatches(reader: NetworkReader, list: EffectiveList, direction: Direction): Passing {
  const certain: PacketSet[] = [];
  const possible: PacketSet[] = [];
  let surelyDenied = NO_PACKETS;
  let maybeDenied = NO_PACKETS;
  for (const entry of list[direction]) {
    const matched = entryPackets(reader, entry, direction);
    if (entry.action !== 'deny') {
      possible.push(subtractPackets(matched.possible, surelyDenied));
      if (entry.action === 'allow') certain.push(subtractPackets(matched.certain, maybeDenied));
    }
    if (entry.action !== 'allow') maybeDenied = unionPackets(maybeDenied, matched.possible);
    if (entry.action === 'deny') surelyDenied = unionPackets(surelyDenied, matched.certain);
  }
  return { certain: unionAllPackets(certain), possible: unionAllPackets(possible) };
}

/** The packets that an entry matches, whatever it does with them; the subnet's own side is any address. */
export function entryPackets(reader: NetworkReader, entry: AccessEntry, direction: Direction): Passing {
  const traffic = ruleTraffic(entry);
  const box = (of: TrafficSet, peers: AddressSet): PacketSet =>
    direction === 'ingress'
      ? packetsOf({ traffic: of, sources: peers, destinations: ALL_ADDRESSES })
      : packetsOf({ traffic: of, sources: ALL_ADDRESSES, destinations: peers });
  const certain: PacketSet[] = [];
  const possible: PacketSet[] = [];
  for (const peer of entry.peers) {
    const addresses = peerAddresses(reader, peer);
    if (addresses === undefined) continue;
    possible.push(box(traffic.possible, addresses.possible));
    if (peer.certainty === 'certain') certain.push(box(traffic.certain, addresses.certain));
  }
  return { certain: unionAllPackets(certain), possible: unionAllPackets(possible) };
}

const PORT_PROTOCOLS = [TCP, UDP] as const;
/** To any port from which somebody may open connections. */
const TCP_REPLIES = portTraffic(TCP, portRange(1024, 65_535));
const ECHO = [
  { protocol: ICMP, request: 8, reply: 0 },
  { protocol: ICMPV6, request: 128, reply: 129 },
] as const;
const OTHER_PROTOCOLS = subtractTraffic(
  ALL_TRAFFIC,
  unionAllTraffic([TCP, UDP, ICMP, ICMPV6].map(protocolTraffic)),
);
/** Nothing is answered to them that would have to pass: an error message, a notice. */
const UNANSWERED = unionAllTraffic(
  ECHO.map(({ protocol, request }) =>
    subtractTraffic(protocolTraffic(protocol), icmpTraffic(protocol, request)),
  ),
);

/** The requests to which the answers are among these packets. */
function repliedRequests(packets: Passing, clientPorts: PortRange): Passing {
  const certain: PacketSet[] = [everywhere(UNANSWERED)];
  const possible: PacketSet[] = [everywhere(UNANSWERED)];
  for (const protocol of PORT_PROTOCOLS) {
    const replies = portTraffic(protocol, portRange(clientPorts.first, clientPorts.last));
    const requests = protocolTraffic(protocol);
    const missing = subtractPackets(everywhere(replies), packets.certain);
    certain.push(subtractPackets(everywhere(requests), turned(missing, requests)));
    possible.push(turned(intersectPackets(everywhere(replies), packets.possible), requests));
  }
  for (const { protocol, request, reply } of ECHO) {
    const replies = everywhere(icmpTraffic(protocol, reply, 0));
    const requests = icmpTraffic(protocol, request);
    certain.push(turned(intersectPackets(replies, packets.certain), requests));
    possible.push(turned(intersectPackets(replies, packets.possible), requests));
  }
  const others = everywhere(OTHER_PROTOCOLS);
  certain.push(turned(intersectPackets(others, packets.certain)));
  possible.push(turned(intersectPackets(others, packets.possible)));
  return { certain: unionAllPackets(certain), possible: unionAllPackets(possible) };
}

function everywhere(traffic: TrafficSet): PacketSet {
  return packetsOf({ traffic, sources: ALL_ADDRESSES, destinations: ALL_ADDRESSES });
}

/** The same pairs of addresses the other way round, with this traffic where one is given. */
function turned(packets: PacketSet, traffic?: TrafficSet): PacketSet {
  return unionAllPackets(
    packetBoxes(packets).map((box) =>
      packetsOf({
        traffic: traffic ?? box.traffic,
        sources: box.destinations,
        destinations: box.sources,
      }),
    ),
  );
}

/** The first entry that matches the packet, in the direction; undefined when none does and the packet is dropped. */
export function decidingEntry(
  reader: NetworkReader,
  list: EffectiveList,
  direction: Direction,
  packet: FiveTuple,
): AccessEntry | undefined {
  return list[direction].find((entry) =>
    containsPacket(entryPackets(reader, entry, direction).possible, packet),
  );
}

/** Answers to the packet: to the first and the last port from which its sender may send; none where none is due. */
export function repliesTo(packet: FiveTuple, clientPorts: PortRange): readonly FiveTuple[] {
  const { protocol, source, destination, detail } = packet;
  const back = { protocol, source: destination, destination: source };
  if (detail.kind === 'ports') {
    return [clientPorts.first, clientPorts.last].map((port) => ({
      ...back,
      detail: { kind: 'ports', sourcePort: detail.destinationPort, destinationPort: port },
    }));
  }
  const echo = ECHO.find((each) => each.protocol === protocol);
  if (detail.kind === 'icmp' && echo !== undefined) {
    return detail.type === echo.request
      ? [{ ...back, detail: { kind: 'icmp', type: echo.reply, code: 0 } }]
      : [];
  }
  return [{ ...back, detail }];
}
