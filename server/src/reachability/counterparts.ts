/** Whom rules bring together with a group, from either side, without asking yet whether anything flows. */

import type { Direction } from '../network/model';
import { referenceId } from '../network/networkModel';
import { groupFilter, unplacedFilter, type Filter } from './filters';
import type { NetworkReader } from './networkReader';

/** On which side of the groups asked about the others stand: as their sources or as their destinations. */
export type Axis = 'source' | 'destination';

/** The groups that the groups' own rules name, and those whose rules name them. */
export function counterparts(
  reader: NetworkReader,
  groups: Iterable<string>,
  axis: Axis,
): ReadonlySet<string> {
  const theirs: Direction = axis === 'source' ? 'egress' : 'ingress';
  const found = new Set<string>();
  for (const group of groups) {
    for (const filter of filtersOf(reader, group, axis)) {
      for (const id of filter.byGroup.keys()) found.add(id);
    }
    for (const rule of reader.view(group)?.namedBy ?? []) {
      const id = rule.direction === theirs ? referenceId(rule.group) : undefined;
      if (id !== undefined) found.add(id);
    }
  }
  return found;
}

/** The prefix lists that the groups' own rules name, by address or literal id. */
export function namedLists(reader: NetworkReader, groups: Iterable<string>, axis: Axis): ReadonlySet<string> {
  const found = new Set<string>();
  for (const group of groups) {
    for (const filter of filtersOf(reader, group, axis)) {
      for (const { admitted } of filter.ofAddresses) {
        if (admitted.kind === 'addresses' && admitted.prefixList !== undefined) {
          found.add(admitted.prefixList);
        }
      }
    }
  }
  return found;
}

function filtersOf(reader: NetworkReader, id: string, axis: Axis): Filter[] {
  const direction = axis === 'source' ? 'ingress' : 'egress';
  const view = reader.view(id);
  const unplaced = unplacedFilter(reader, id, direction);
  const filters = view === undefined ? [] : [groupFilter(reader, view, direction)];
  return unplaced === undefined ? filters : [...filters, unplaced];
}
