/**
 * The packet that stands for a set in an answer: chosen to look like one that somebody sends. It proves that the
 * set is not empty, nothing more.
 */
import { addressesOfFamily } from './addressSet';
import { halfOpenRanges, holdsCoordinate } from './boundaries';
import { exampleAddress } from './exampleAddress';
import { detailOf, type FiveTuple } from './fiveTuple';
import type { IpFamily } from './ipAddress';
import { packetBoxes, type PacketBox, type PacketSet } from './packetSet';
import { ICMP, ICMPV6, isPortProtocol, protocolNumbers, TCP, UDP } from './protocol';
import { containsTraffic, detailsOf, protocolsOf, unionAllTraffic, type TrafficSet } from './trafficSet';

/** A packet of the set, or undefined when it is empty. IPv4 and TCP are preferred, and hosts' addresses. */
export function examplePacket(set: PacketSet): FiveTuple | undefined {
  return exampleOfFamily(set, 4) ?? exampleOfFamily(set, 6);
}

function exampleOfFamily(set: PacketSet, family: IpFamily): FiveTuple | undefined {
  if ((family === 4 ? set.ipv4 : set.ipv6).length === 0) return undefined;
  const boxes = packetBoxes(family === 4 ? { ...set, ipv6: [] } : { ...set, ipv4: [] });
  const chosen = exampleTraffic(unionAllTraffic(boxes.map((box) => box.traffic)), family);
  if (chosen === undefined) return undefined;
  const { protocol, detail } = chosen;
  const box = boxes.find(({ traffic }) => containsTraffic(traffic, protocol, detail));
  return box === undefined ? undefined : exampleOfBox(box, family, protocol, detail);
}

function exampleOfBox(
  box: PacketBox,
  family: IpFamily,
  protocol: number,
  detail: number,
): FiveTuple | undefined {
  const source = exampleAddress(addressesOfFamily(box.sources, family));
  const destination = exampleAddress(addressesOfFamily(box.destinations, family), source);
  if (source === undefined || destination === undefined) return undefined;
  return { protocol, source, destination, detail: detailOf(protocol, detail) };
}

/** Details that a reader knows, in order of preference: https, and an echo request of either ICMP. */
const WELL_KNOWN = new Map<number, number>([
  [TCP, 443],
  [UDP, 53],
  [ICMP, 8 * 256],
  [ICMPV6, 128 * 256],
]);

function exampleTraffic(
  set: TrafficSet,
  family: IpFamily,
): { readonly protocol: number; readonly detail: number } | undefined {
  const protocols = protocolNumbers(protocolsOf(set));
  const usual = [TCP, UDP, family === 4 ? ICMP : ICMPV6];
  const protocol = usual.find((number) => protocols.includes(number)) ?? protocols[0];
  if (protocol === undefined) return undefined;
  const details = detailsOf(set, protocol);
  const wellKnown = WELL_KNOWN.get(protocol);
  if (wellKnown !== undefined && holdsCoordinate(details, wellKnown)) return { protocol, detail: wellKnown };
  const [lowest] = halfOpenRanges(details);
  if (lowest === undefined) return undefined;
  // Nothing listens on port 0, so it is an example only where there is no other.
  const detail = isPortProtocol(protocol) && lowest.start === 0 && lowest.end > 1 ? 1 : lowest.start;
  return { protocol, detail };
}
