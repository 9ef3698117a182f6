/** The part of a packet set that holds for every pair of addresses of two ends, family by family. */

import type { AddressSet } from '../packets/addressSet';
import type { IpFamily } from '../packets/ipPrefix';
import { NO_PACKETS, packetsOf, trafficOf, type PacketSet } from '../packets/packetSet';
import { packetsFromAll, packetsToAll, trafficBetweenAll } from '../packets/packetsOfAll';
import { NO_TRAFFIC, type TrafficSet } from '../packets/trafficSet';

/** The packets of one family. */
export function packetsOfFamily(packets: PacketSet, family: IpFamily): PacketSet {
  if (family === 4) return packets.ipv6.length === 0 ? packets : { ...packets, ipv6: NO_PACKETS.ipv6 };
  return packets.ipv4.length === 0 ? packets : { ...packets, ipv4: NO_PACKETS.ipv4 };
}

/** The traffic of one family. */
export function trafficOfFamily(packets: PacketSet, family: IpFamily): TrafficSet {
  return trafficOf(packetsOfFamily(packets, family));
}

/**
 * All packets between the two address sets, of the traffic that the set has between every source and every
 * destination of the same family.
 */
export function coveredPackets(packets: PacketSet, sources: AddressSet, destinations: AddressSet): PacketSet {
  const { ipv4, ipv6 } = trafficBetweenAll(packets, sources, destinations);
  return coveredBox(ipv4, ipv6, sources, destinations);
}

/** All packets between the address sets, of one traffic for each family. */
export function coveredBox(
  ipv4: TrafficSet,
  ipv6: TrafficSet,
  sources: AddressSet,
  destinations: AddressSet,
): PacketSet {
  if (ipv4 === NO_TRAFFIC && ipv6 === NO_TRAFFIC) return NO_PACKETS;
  return {
    ipv4: packetsOf({ traffic: ipv4, sources, destinations }).ipv4,
    ipv6: packetsOf({ traffic: ipv6, sources, destinations }).ipv6,
  };
}

/**
 * The packets that hold for every member of the end on the axis: a packet of which another member would not see the
 * like is left out.
 */
export function packetsForAll(
  packets: PacketSet,
  axis: 'source' | 'destination',
  members: AddressSet,
): PacketSet {
  return axis === 'source' ? packetsFromAll(packets, members) : packetsToAll(packets, members);
}
