/** The part of a packet set that holds for every pair of addresses of two ends, family by family. */

import { addressesOfFamily, ALL_ADDRESSES, isEmptyAddressSet, type AddressSet } from '../packets/addressSet';
import type { IpFamily } from '../packets/ipPrefix';
import {
  isEmptyPacketSet,
  NO_PACKETS,
  packetBoxes,
  packetsOf,
  subtractPackets,
  trafficOf,
  unionAllPackets,
  unionPackets,
  type PacketSet,
} from '../packets/packetSet';
import { subtractTraffic, type TrafficSet } from '../packets/trafficSet';

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
  return unionPackets(
    coveredOfFamily(packets, sources, destinations, 4),
    coveredOfFamily(packets, sources, destinations, 6),
  );
}

function coveredOfFamily(
  packets: PacketSet,
  allSources: AddressSet,
  allDestinations: AddressSet,
  family: IpFamily,
): PacketSet {
  const sources = addressesOfFamily(allSources, family);
  const destinations = addressesOfFamily(allDestinations, family);
  if (isEmptyAddressSet(sources) || isEmptyAddressSet(destinations)) return NO_PACKETS;
  const present = packetsOfFamily(packets, family);
  if (isEmptyPacketSet(present)) return NO_PACKETS;
  const traffic = trafficOf(present);
  const missing = subtractPackets(packetsOf({ traffic, sources, destinations }), present);
  return packetsOf({ traffic: subtractTraffic(traffic, trafficOf(missing)), sources, destinations });
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
  const boxes = packetBoxes(packets);
  const missing = boxes.flatMap(({ traffic, sources, destinations }) => {
    const forAll =
      axis === 'source'
        ? packetsOf({ traffic, sources: members, destinations })
        : packetsOf({ traffic, sources, destinations: members });
    return packetBoxes(subtractPackets(forAll, packets));
  });
  if (missing.length === 0) return packets;
  const lacking = missing.map(({ traffic, sources, destinations }) =>
    axis === 'source'
      ? packetsOf({ traffic, sources: ALL_ADDRESSES, destinations })
      : packetsOf({ traffic, sources, destinations: ALL_ADDRESSES }),
  );
  return subtractPackets(packets, unionAllPackets(lacking));
}
