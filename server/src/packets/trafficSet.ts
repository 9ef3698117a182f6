/**
 * Immutable exact sets of traffic: protocol with destination port, or with ICMP type and code. Addresses are
 * not part of it (packetSet.ts adds them), nor are source ports, by which no security group filters.
 */
import { boundaryAlgebra, halfOpenRanges, holdsCoordinate, type Boundaries } from './boundaries';
import { portSetOf, type PortSet } from './portSet';
import {
  LAST_PROTOCOL,
  protocolSetOf,
  type IcmpProtocol,
  type PortProtocol,
  type ProtocolSet,
} from './protocol';

/**
 * A set of traffic in canonical form: equal sets have equal structure. The one axis is
 * `protocol × 65536 + detail`, the detail being the port, or ICMP type × 256 + code. A protocol with neither has
 * all its 65536 details or none, so that every protocol together is a single range.
 */
export interface TrafficSet {
  readonly traffic: Boundaries<number>;
}

/** How many details there are for each protocol on the axis. */
export const DETAILS = 65_536;

/** The algebra of the traffic axis; packet sets are built on it. */
export const TRAFFIC_AXIS = boundaryAlgebra<number>([0, (LAST_PROTOCOL + 1) * DETAILS]);

export const NO_TRAFFIC: TrafficSet = { traffic: TRAFFIC_AXIS.empty };
export const ALL_TRAFFIC: TrafficSet = { traffic: TRAFFIC_AXIS.full };

/** The set with these boundaries on the axis, which must not split a protocol that has no details. */
export function trafficSetOf(boundaries: Boundaries<number>): TrafficSet {
  const traffic = TRAFFIC_AXIS.ofBoundaries(boundaries);
  return traffic === TRAFFIC_AXIS.full ? ALL_TRAFFIC : traffic.length === 0 ? NO_TRAFFIC : { traffic };
}

/** Everything of one protocol (0 to 255), whatever its ports or types; nothing when there is no such protocol. */
export function protocolTraffic(protocol: number): TrafficSet {
  return protocolsTraffic(protocolSetOf([protocol]));
}

/** Everything of these protocols. */
export function protocolsTraffic(protocols: ProtocolSet): TrafficSet {
  return trafficSetOf(protocols.protocols.map((protocol) => protocol * DETAILS));
}

/**
 * The traffic of a protocol to these ports.
 * AWS filters by port only for TCP and UDP and lets every other number through on all ports (EC2 API,
 * IpPermission), so its adapter takes `protocolTraffic` for SCTP. DCCP and UDP-Lite have ports by which no
 * provider filters; here they are protocols without details.
 */
export function portTraffic(protocol: PortProtocol, ports: PortSet): TrafficSet {
  return trafficSetOf(ports.ports.map((port) => protocol * DETAILS + port));
}

/**
 * The ICMP traffic of one type (0 to 255; every type when absent) and one code (0 to 255; every code when
 * absent). Nothing when either is out of range. A code without a type is a code of every type.
 */
export function icmpTraffic(protocol: IcmpProtocol, type?: number, code?: number): TrafficSet {
  if (!isOctet(type ?? 0) || !isOctet(code ?? 0)) return NO_TRAFFIC;
  if (type === undefined) {
    if (code === undefined) return protocolTraffic(protocol);
    return unionAllTraffic(Array.from({ length: 256 }, (_, each) => icmpTraffic(protocol, each, code)));
  }
  const firstCode = protocol * DETAILS + type * 256 + (code ?? 0);
  return trafficSetOf([firstCode, firstCode + (code === undefined ? 256 : 1)]);
}

function isOctet(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 255;
}

export function unionTraffic(a: TrafficSet, b: TrafficSet): TrafficSet {
  return trafficSetOf(TRAFFIC_AXIS.union(a.traffic, b.traffic));
}

export function unionAllTraffic(sets: readonly TrafficSet[]): TrafficSet {
  return trafficSetOf(TRAFFIC_AXIS.unionAll(sets.map((set) => set.traffic)));
}

export function intersectTraffic(a: TrafficSet, b: TrafficSet): TrafficSet {
  return trafficSetOf(TRAFFIC_AXIS.intersect(a.traffic, b.traffic));
}

/** The traffic of `a` that is not in `b`. */
export function subtractTraffic(a: TrafficSet, b: TrafficSet): TrafficSet {
  return trafficSetOf(TRAFFIC_AXIS.subtract(a.traffic, b.traffic));
}

export function complementTraffic(set: TrafficSet): TrafficSet {
  return subtractTraffic(ALL_TRAFFIC, set);
}

export function isEmptyTrafficSet(set: TrafficSet): boolean {
  return set.traffic.length === 0;
}

export function trafficSetsEqual(a: TrafficSet, b: TrafficSet): boolean {
  return TRAFFIC_AXIS.equals(a.traffic, b.traffic);
}

/** Whether all traffic of `a` is in `b`. */
export function isTrafficSubset(a: TrafficSet, b: TrafficSet): boolean {
  return TRAFFIC_AXIS.isSubset(a.traffic, b.traffic);
}

export function trafficSetsOverlap(a: TrafficSet, b: TrafficSet): boolean {
  return TRAFFIC_AXIS.overlaps(a.traffic, b.traffic);
}

/** Whether the set holds the protocol with this detail; 0 for a protocol that has none. */
export function containsTraffic(set: TrafficSet, protocol: number, detail: number): boolean {
  return holdsCoordinate(set.traffic, protocol * DETAILS + detail);
}

/** The protocols of which the set holds any traffic. */
export function protocolsOf(set: TrafficSet): ProtocolSet {
  const protocols: number[] = [];
  for (const { start, end } of halfOpenRanges(set.traffic)) {
    for (let protocol = Math.floor(start / DETAILS); protocol * DETAILS < end; protocol++) {
      protocols.push(protocol);
    }
  }
  return protocolSetOf(protocols);
}

/** The ports that the set holds of one protocol. */
export function portsOf(set: TrafficSet, protocol: PortProtocol): PortSet {
  return portSetOf(detailsOf(set, protocol));
}

/** The details 0 to 65535 that the set holds of one protocol, as boundaries. */
export function detailsOf(set: TrafficSet, protocol: number): Boundaries<number> {
  const base = protocol * DETAILS;
  return TRAFFIC_AXIS.intersect(set.traffic, [base, base + DETAILS]).map((place) => place - base);
}

/** Text that is equal exactly for equal sets. */
export function trafficSetKey(set: TrafficSet): string {
  return TRAFFIC_AXIS.key(set.traffic);
}
