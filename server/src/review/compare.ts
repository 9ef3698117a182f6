/**
 * Two versions of a network compared by what they let through. Only groups in which anything changed are looked at,
 * each with those whom rules bring together with it; how a rule is declared, and where, plays no part.
 */

import type { NetworkModel } from '../network/networkModel';
import { referenceId } from '../network/networkModel';
import { counterparts, namedLists, type Axis } from '../reachability/counterparts';
import { resolveEnd } from '../reachability/ends';
import { endpointKey } from '../reachability/names';
import { addressChanges } from './addressChanges';
import type { Comparison, FlowChange } from './comparison';
import { forwardingChanges } from './forwardingChanges';
import { listeningChanges } from './listeningChanges';
import { groupsForMoved } from './movedMembers';
import { hasMovedAlong } from './movedServices';
import { pairChanges } from './pairChanges';
import { groupReplacements } from './replacements';
import { versionsOf, type EndPair, type Versions } from './versions';

/**
 * The flows lost and gained from the earlier model to the later. Ends that are new or gone have none: what no longer
 * exists needs no connection. Ids in the result are those of the later model.
 */
export function compareModels(before: NetworkModel, after: NetworkModel): Comparison {
  if (before === after) {
    return { before, after, lost: [], moved: [], gained: [], replaced: [], toAfter: (id) => id };
  }
  const versions = versionsOf(before, after);
  const seen = new Set<string>();
  const changes: FlowChange[] = [];
  const comparePair = (source: EndPair, destination: EndPair): void => {
    const key = `${endpointKey(source.endpoint)}\n${endpointKey(destination.endpoint)}`;
    if (seen.has(key)) return;
    seen.add(key);
    changes.push(...pairChanges(versions, source, destination));
  };
  const compareEnd = (end: EndPair, groups: GroupsOfEnd): void => {
    for (const axis of ['source', 'destination'] as const) {
      const met = groupsForMoved(after, end, axis);
      const wasMet = [...groupsForMoved(before, end, axis)].map((id) => versions.toAfter(id));
      const moved = [...new Set([...met, ...wasMet])].flatMap((id) => versions.group(id) ?? []);
      for (const other of [...others(versions, groups, axis), ...moved]) {
        if (axis === 'source') comparePair(other, end);
        else comparePair(end, other);
      }
      changes.push(...addressChanges(versions, end, axis));
    }
  };
  for (const id of versions.changedGroups) {
    const end = versions.group(id);
    if (end !== undefined) compareEnd(end, { before: [versions.toBefore(id)], after: [id] });
  }
  for (const address of versions.changedAttachments) {
    const end = versions.attachment(address);
    if (end !== undefined) {
      compareEnd(end, { before: groupsCarried(before, address), after: groupsCarried(after, address) });
    }
  }
  changes.push(...listeningChanges(versions, before, after), ...forwardingChanges(versions, before, after));
  const [lost, moved]: [FlowChange[], FlowChange[]] = [[], []];
  for (const change of changes) {
    if (change.kind === 'lost') (hasMovedAlong({ before, after }, change) ? moved : lost).push(change);
  }
  return {
    before,
    after,
    lost,
    moved,
    gained: changes.filter((change) => change.kind === 'gained'),
    replaced: [...versions.changedGroups].flatMap((id) => groupReplacements(versions, id)),
    toAfter: versions.toAfter,
  };
}

/** The groups that stand before an end, in each version, by their ids there. */
interface GroupsOfEnd {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function groupsCarried(model: NetworkModel, address: string): string[] {
  const groups = model.attachments.get(address)?.groups ?? [];
  return groups.flatMap(({ group }) => referenceId(group) ?? []);
}

/** The groups and prefix lists that rules bring together with the end in either version. */
function others(versions: Versions, groups: GroupsOfEnd, axis: Axis): EndPair[] {
  const ids = new Set<string>(counterparts(versions.after, groups.after, axis));
  for (const id of counterparts(versions.before, groups.before, axis)) ids.add(versions.toAfter(id));
  const ends = [...ids].flatMap((id) => versions.group(id) ?? []);
  const lists = new Set([
    ...namedLists(versions.after, groups.after, axis),
    ...namedLists(versions.before, groups.before, axis),
  ]);
  for (const id of lists) {
    const list = listPair(versions, id);
    if (list !== undefined) ends.push(list);
  }
  return ends;
}

/** A prefix list whose entries are not all known stands for itself; one that is known, for its addresses. */
function listPair(versions: Versions, id: string): EndPair | undefined {
  const declared = [versions.before.prefixList(id), versions.after.prefixList(id)].filter(
    (list) => list !== undefined,
  );
  if (declared.length > 0 && declared.every((list) => !list.open)) return undefined;
  const endpoint = { kind: 'prefix-list', id } as const;
  const before = resolveEnd(versions.before, endpoint);
  const after = resolveEnd(versions.after, endpoint);
  return before === undefined || after === undefined ? undefined : { endpoint, before, after };
}
