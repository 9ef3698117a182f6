/**
 * To which ports of clients an access list drops the replies now and did not before: what is left of a flow when the
 * range of ports for replies was narrowed. Lists that let no reply through at all have cut the flow off, and are no
 * matter of this file.
 */

import { examplePacket } from '../packets/examplePacket';
import type { FiveTuple } from '../packets/fiveTuple';
import { containsPacket, intersectPackets, trafficOf, type PacketSet } from '../packets/packetSet';
import {
  isEmptyPortSet,
  NO_PORTS,
  portRange,
  subtractPorts,
  unionAllPorts,
  type PortSet,
} from '../packets/portSet';
import type { EffectiveList } from '../network/topologyIndex';
import {
  decidingEntry,
  directions,
  entryPackets,
  repliesTo,
  type Opening,
} from '../reachability/accessLists';
import { boundaryOf, type Crossing } from '../reachability/boundary';
import type { End } from '../reachability/ends';
import type { NetworkReader } from '../reachability/networkReader';
import type { Versions } from './versions';

/** The ends of a flow in one version. */
interface Ends {
  readonly source: End;
  readonly destination: End;
}

/**
 * The ports, of those from which the clients may send, to which replies passed and are surely dropped now; undefined
 * where there are none. `packets` are requests that surely worked before.
 */
export function unansweredPorts(
  { before, after }: Versions,
  was: Ends,
  is: Ends,
  packets: PacketSet,
): PortSet | undefined {
  const found = unionAllPorts(
    (['from-inside', 'from-outside'] as const).flatMap((opened) =>
      crossingsOf(after, is, opened, packets).flatMap((crossing) => {
        const packet = examplePacket(intersectPackets(crossing.packets, packets));
        if (packet?.detail.kind !== 'ports') return [];
        const [list, ...others] = crossing.lists;
        if (list === undefined || others.length > 0) return [];
        const dropped = droppedPorts(after, list, crossing, packet);
        // Of several places where the packet may have been, each let all replies through.
        const old = crossingsOf(before, was, opened, packets)
          .filter((each) => containsPacket(each.packets, packet))
          .flatMap((each) => each.lists.map((one) => droppedPorts(before, one, each, packet)));
        return [subtractPorts(dropped, unionAllPorts(old))];
      }),
    ),
  );
  return isEmptyPortSet(found) ? undefined : found;
}

function crossingsOf(
  reader: NetworkReader,
  { source, destination }: Ends,
  opened: Opening,
  packets: PacketSet,
): readonly Crossing[] {
  const [local, peer] = opened === 'from-inside' ? [source, destination] : [destination, source];
  return boundaryOf(reader, local, peer, opened, trafficOf(packets))?.crossings ?? [];
}

function droppedPorts(
  reader: NetworkReader,
  list: EffectiveList,
  { opened, clientPorts }: Crossing,
  packet: FiveTuple,
): PortSet {
  if (list.open !== undefined) return NO_PORTS;
  const [request, back] = directions(opened);
  const asked = decidingEntry(reader, list, request, packet);
  if (asked?.action !== 'allow' || !entryMatches(reader, asked, packet)) return NO_PORTS;
  // Between two of these, every port meets the same entries.
  const starts = new Set([clientPorts.first]);
  for (const { ports } of list[back]) {
    if (ports.kind !== 'range') continue;
    for (const start of [ports.from, ports.to + 1]) {
      if (start > clientPorts.first && start <= clientPorts.last) starts.add(start);
    }
  }
  const ordered = [...starts].sort((left, right) => left - right);
  return unionAllPorts(
    ordered.flatMap((first, index) => {
      const last = (ordered[index + 1] ?? clientPorts.last + 1) - 1;
      const [reply] = repliesTo(packet, { first, last: first });
      return reply !== undefined && isDropped(reader, list, opened, reply) ? [portRange(first, last)] : [];
    }),
  );
}

function isDropped(reader: NetworkReader, list: EffectiveList, opened: Opening, reply: FiveTuple): boolean {
  const [, back] = directions(opened);
  const entry = decidingEntry(reader, list, back, reply);
  return entry === undefined || (entry.action === 'deny' && entryMatches(reader, entry, reply));
}

function entryMatches(
  reader: NetworkReader,
  entry: EffectiveList['ingress'][number],
  packet: FiveTuple,
): boolean {
  return containsPacket(entryPackets(reader, entry, entry.direction).certain, packet);
}
