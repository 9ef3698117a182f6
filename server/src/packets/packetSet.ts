/**
 * Immutable exact sets of packets: traffic × source addresses × destination addresses, for both families. It is
 * the currency of reachability; it does not know which rule let a packet into the set.
 */
import { IPV4_AXIS, IPV6_AXIS, NO_ADDRESSES, unionAllAddresses, type AddressSet } from './addressSet';
import { holdsCoordinate, type Boundaries, type Coordinate } from './boundaries';
import { packetDetail, type FiveTuple } from './fiveTuple';
import { piecewiseAlgebra, type Piecewise } from './piecewise';
import { DETAILS, TRAFFIC_AXIS, trafficSetOf, unionAllTraffic, type TrafficSet } from './trafficSet';
import { describeTraffic } from './trafficText';

/** For each source, the destinations: pieces of sources with the same destinations. */
type AddressPairs<T extends Coordinate> = Piecewise<T, Boundaries<T>>;

/**
 * A set of packets in canonical form: equal sets have equal structure. For each traffic the pairs of addresses;
 * traffic with the same pairs is one piece, and so are sources with the same destinations.
 * Every protocol number may occur in both families: the algebra does not judge that ICMPv4 over IPv6 makes no
 * sense, since no filter does.
 */
export interface PacketSet {
  readonly ipv4: Piecewise<number, AddressPairs<number>>;
  readonly ipv6: Piecewise<number, AddressPairs<bigint>>;
}

/** All packets of this traffic from one of these sources to one of these destinations of the same family. */
export interface PacketBox {
  readonly traffic: TrafficSet;
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
}

/** The algebras that packet sets are stacked of, for what looks into them. */
export const IPV4_PAIRS = piecewiseAlgebra(IPV4_AXIS, IPV4_AXIS);
export const IPV6_PAIRS = piecewiseAlgebra(IPV6_AXIS, IPV6_AXIS);
export const IPV4_PACKETS = piecewiseAlgebra(TRAFFIC_AXIS, IPV4_PAIRS);
export const IPV6_PACKETS = piecewiseAlgebra(TRAFFIC_AXIS, IPV6_PAIRS);

export const NO_PACKETS: PacketSet = { ipv4: IPV4_PACKETS.empty, ipv6: IPV6_PACKETS.empty };
export const ALL_PACKETS: PacketSet = { ipv4: IPV4_PACKETS.full, ipv6: IPV6_PACKETS.full };

/** The set of these packets of each family. */
export function packetSetOf(ipv4: PacketSet['ipv4'], ipv6: PacketSet['ipv6']): PacketSet {
  if (ipv4.length === 0 && ipv6.length === 0) return NO_PACKETS;
  return ipv4 === IPV4_PACKETS.full && ipv6 === IPV6_PACKETS.full ? ALL_PACKETS : { ipv4, ipv6 };
}

/** The packets of one box; none when the sources and the destinations have no family in common. */
export function packetsOf({ traffic, sources, destinations }: PacketBox): PacketSet {
  return packetSetOf(
    IPV4_PACKETS.ofBox(traffic.traffic, IPV4_PAIRS.ofBox(sources.ipv4, destinations.ipv4)),
    IPV6_PACKETS.ofBox(traffic.traffic, IPV6_PAIRS.ofBox(sources.ipv6, destinations.ipv6)),
  );
}

export function unionPackets(a: PacketSet, b: PacketSet): PacketSet {
  return a === b ? a : packetSetOf(IPV4_PACKETS.union(a.ipv4, b.ipv4), IPV6_PACKETS.union(a.ipv6, b.ipv6));
}

/** The union of many sets: much cheaper than adding one after the other. */
export function unionAllPackets(sets: readonly PacketSet[]): PacketSet {
  const [only] = sets;
  if (only !== undefined && sets.length === 1) return only;
  return packetSetOf(
    IPV4_PACKETS.unionAll(sets.map((set) => set.ipv4)),
    IPV6_PACKETS.unionAll(sets.map((set) => set.ipv6)),
  );
}

export function intersectPackets(a: PacketSet, b: PacketSet): PacketSet {
  if (a === b) return a;
  const ipv4 = IPV4_PACKETS.intersect(a.ipv4, b.ipv4);
  const ipv6 = IPV6_PACKETS.intersect(a.ipv6, b.ipv6);
  if (ipv4 === a.ipv4 && ipv6 === a.ipv6) return a;
  return ipv4 === b.ipv4 && ipv6 === b.ipv6 ? b : packetSetOf(ipv4, ipv6);
}

/** The packets of `a` that are not in `b`. */
export function subtractPackets(a: PacketSet, b: PacketSet): PacketSet {
  return packetSetOf(IPV4_PACKETS.subtract(a.ipv4, b.ipv4), IPV6_PACKETS.subtract(a.ipv6, b.ipv6));
}

export function complementPackets(set: PacketSet): PacketSet {
  return subtractPackets(ALL_PACKETS, set);
}

export function isEmptyPacketSet(set: PacketSet): boolean {
  return set.ipv4.length === 0 && set.ipv6.length === 0;
}

export function packetSetsEqual(a: PacketSet, b: PacketSet): boolean {
  return a === b || (IPV4_PACKETS.equals(a.ipv4, b.ipv4) && IPV6_PACKETS.equals(a.ipv6, b.ipv6));
}

/** Whether every packet of `a` is in `b`. */
export function isPacketSubset(a: PacketSet, b: PacketSet): boolean {
  return IPV4_PACKETS.isSubset(a.ipv4, b.ipv4) && IPV6_PACKETS.isSubset(a.ipv6, b.ipv6);
}

/** Whether the sets share a packet. */
export function packetSetsOverlap(a: PacketSet, b: PacketSet): boolean {
  return IPV4_PACKETS.overlaps(a.ipv4, b.ipv4) || IPV6_PACKETS.overlaps(a.ipv6, b.ipv6);
}

/** Whether the set holds the packet; its source port plays no part. */
export function containsPacket(set: PacketSet, packet: FiveTuple): boolean {
  const place = packet.protocol * DETAILS + packetDetail(packet);
  const { source, destination } = packet;
  if (source.family !== destination.family) return false;
  return source.family === 4
    ? holdsPair(set.ipv4, place, Number(source.value), Number(destination.value))
    : holdsPair(set.ipv6, place, source.value, destination.value);
}

function holdsPair<T extends Coordinate>(
  pieces: Piecewise<number, AddressPairs<T>>,
  place: number,
  source: T,
  destination: T,
): boolean {
  return pieces.some(
    ({ on, value }) =>
      holdsCoordinate(on, place) &&
      value.some((pairs) => holdsCoordinate(pairs.on, source) && holdsCoordinate(pairs.value, destination)),
  );
}

/**
 * The set as disjoint boxes, each of one family, IPv4 first. Their union is the set, and equal sets give equal
 * lists; boxes of one traffic stand together.
 */
export function packetBoxes(set: PacketSet): PacketBox[] {
  const boxes: PacketBox[] = [];
  for (const { on, value } of set.ipv4) {
    for (const { on: sources, value: destinations } of value) {
      boxes.push({
        traffic: trafficSetOf(on),
        sources: { ...NO_ADDRESSES, ipv4: sources },
        destinations: { ...NO_ADDRESSES, ipv4: destinations },
      });
    }
  }
  for (const { on, value } of set.ipv6) {
    for (const { on: sources, value: destinations } of value) {
      boxes.push({
        traffic: trafficSetOf(on),
        sources: { ...NO_ADDRESSES, ipv6: sources },
        destinations: { ...NO_ADDRESSES, ipv6: destinations },
      });
    }
  }
  return boxes;
}

/** The traffic of any packet in the set, whatever its addresses. */
export function trafficOf(set: PacketSet): TrafficSet {
  const [only] = set.ipv4;
  if (only !== undefined && set.ipv4.length === 1 && set.ipv6.length === 0) return trafficSetOf(only.on);
  return unionAllTraffic([...set.ipv4, ...set.ipv6].map(({ on }) => trafficSetOf(on)));
}

/** The sources of any packet in the set. */
export function sourcesOf(set: PacketSet): AddressSet {
  return unionAllAddresses(packetBoxes(set).map((box) => box.sources));
}

/** The destinations of any packet in the set. */
export function destinationsOf(set: PacketSet): AddressSet {
  return unionAllAddresses(packetBoxes(set).map((box) => box.destinations));
}

/** The traffic of the set in short phrases for messages, such as `tcp/5432`; see describeTraffic. */
export function describePackets(set: PacketSet): string[] {
  return describeTraffic(trafficOf(set));
}

const keys = new WeakMap<PacketSet, string>();

/** Text that is equal exactly for equal sets, for memo tables; computed once per set. */
export function packetSetKey(set: PacketSet): string {
  let key = keys.get(set);
  if (key === undefined) {
    key = `${IPV4_PACKETS.key(set.ipv4)}|${IPV6_PACKETS.key(set.ipv6)}`;
    keys.set(set, key);
  }
  return key;
}
