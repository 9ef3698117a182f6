/** Entries of an access list that never decide, because those before them match everything that they match. */

import {
  isEmptyPacketSet,
  isPacketSubset,
  NO_PACKETS,
  packetSetsOverlap,
  unionPackets,
} from '../packets/packetSet';
import type { Direction } from '../network/model';
import type { AccessEntry } from '../network/topology';
import type { EffectiveList } from '../network/topologyIndex';
import { entryPackets } from './accessLists';
import type { NetworkReader } from './networkReader';

export interface ShadowedEntry {
  readonly entry: AccessEntry;
  /** The entries before it that match some of what it matches; together all of it. */
  readonly by: readonly AccessEntry[];
}

/** Only what is certain: numbers, addresses and ports of the entries before it are known, and they surely exist. */
export function shadowedEntries(
  reader: NetworkReader,
  list: EffectiveList,
  direction: Direction,
): readonly ShadowedEntry[] {
  const shadowed: ShadowedEntry[] = [];
  const before: AccessEntry[] = [];
  let decided = NO_PACKETS;
  for (const entry of list[direction]) {
    if (entry.priority === undefined) continue;
    const { certain, possible } = entryPackets(reader, entry, direction);
    if (!isEmptyPacketSet(possible) && isPacketSubset(possible, decided)) {
      const by = before.filter((each) =>
        packetSetsOverlap(entryPackets(reader, each, direction).certain, possible),
      );
      shadowed.push({ entry, by });
    }
    before.push(entry);
    if (entry.certainty === 'certain') decided = unionPackets(decided, certain);
  }
  return shadowed;
}
