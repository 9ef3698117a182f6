/**
 * The later version of a network as it would be without some of its edits: the question behind "which edit did it".
 * Rules stay as they are; nothing is evaluated anew.
 */

import type { Attachment, Network, PrefixList, Subnet } from '../network/model';
import { referenceId, type GroupView, type NetworkModel } from '../network/networkModel';
import type { AccessList, RouteTable, TopologyPart } from '../network/topology';
import { topologyOf, type Topology } from '../network/topologyIndex';
import { placementAssumingReader, type NetworkReader } from '../reachability/networkReader';
import type { Comparison } from './comparison';
import type { NetworkEdit, NetworkThing } from './networkEdits';

/** A reader of the later model in which the edits were not made. */
export function readerWithout(comparison: Comparison, edits: readonly NetworkEdit[]): NetworkReader {
  const { before, after } = comparison;
  const things = new Map<string, NetworkThing | undefined>();
  for (const edit of edits) {
    things.set(edit.key, takenBack(edit, things.has(edit.key) ? things.get(edit.key) : edit.after));
  }
  const changed = Array.from(things, ([key, thing]) => ({ key, thing }));
  const subnets = overridden(after.subnets, 'subnet', changed);
  const networks = overridden(after.networks, 'network', changed);
  const prefixLists = overridden(after.prefixLists, 'prefix-list', changed);
  const attachments = overridden(after.attachments, 'attachment', changed);
  const moved = new Set(
    changed.flatMap(({ key }) => (key.startsWith('attachment ') ? [key.slice('attachment '.length)] : [])),
  );
  const views = new Map<string, GroupView>();
  const view = (id: string): GroupView | undefined => {
    const current = after.views.get(id);
    if (current === undefined || moved.size === 0) return current;
    let found = views.get(id);
    if (found === undefined) {
      const stay = current.attachments.filter(({ address }) => !moved.has(address));
      const back = [...moved].flatMap((address) => {
        const attachment = attachments.get(address);
        return attachment !== undefined && carries(attachment, id, before, comparison) ? [attachment] : [];
      });
      found = { ...current, attachments: [...stay, ...back] };
      views.set(id, found);
    }
    return found;
  };
  const topology = topologyWithout(after, networks, things);
  return {
    ...placementAssumingReader(after),
    view,
    subnet: (address) => subnets.get(address),
    network: (address) => networks.get(address),
    prefixList: (address) => prefixLists.get(address),
    attachment: (address) => attachments.get(address),
    topology: () => topology,
  };
}

/** The group by its id in the later version; attachments of the earlier one name it by the id that it had then. */
function carries(attachment: Attachment, id: string, before: NetworkModel, comparison: Comparison): boolean {
  const isEarlier = before.attachments.get(attachment.address) === attachment;
  return attachment.groups.some(({ group }) => {
    const own = referenceId(group);
    return own !== undefined && (isEarlier ? comparison.toAfter(own) : own) === id;
  });
}

function takenBack(
  { before, inner }: NetworkEdit,
  current: NetworkThing | undefined,
): NetworkThing | undefined {
  if (inner?.kind === 'entry') {
    if (current?.kind !== 'access-list') return current;
    const others = current.entries.filter((entry) => entry !== inner.after);
    return { ...current, entries: inner.before === undefined ? others : [...others, inner.before] };
  }
  if (inner?.kind === 'route') {
    if (current?.kind !== 'route-table') return current;
    const others = current.routes.filter((route) => route !== inner.after);
    return { ...current, routes: inner.before === undefined ? others : [...others, inner.before] };
  }
  return withInner(before, current);
}

/** What stands in lists and tables has edits of its own. */
function withInner(
  before: NetworkThing | undefined,
  current: NetworkThing | undefined,
): NetworkThing | undefined {
  if (before?.kind === 'access-list' && current?.kind === 'access-list') {
    return { ...before, entries: current.entries } satisfies AccessList;
  }
  if (before?.kind === 'route-table' && current?.kind === 'route-table') {
    return { ...before, routes: current.routes } satisfies RouteTable;
  }
  return before;
}

interface Changed {
  readonly key: string;
  readonly thing: NetworkThing | undefined;
}

function overridden<T extends Network | Subnet | PrefixList | Attachment>(
  map: ReadonlyMap<string, T>,
  kind: T['kind'],
  changed: readonly Changed[],
): ReadonlyMap<string, T> {
  const own = changed.filter(({ key }) => key.startsWith(`${kind} `));
  if (own.length === 0) return map;
  const result = new Map(map);
  for (const { key, thing } of own) {
    const address = key.slice(kind.length + 1);
    if (thing === undefined) result.delete(address);
    else if (isOfKind<T>(thing, kind)) result.set(address, thing);
  }
  return result;
}

function isOfKind<T extends NetworkThing>(thing: NetworkThing, kind: T['kind']): thing is T {
  return thing.kind === kind;
}

function topologyWithout(
  after: NetworkModel,
  networks: ReadonlyMap<string, Network>,
  things: ReadonlyMap<string, NetworkThing | undefined>,
): Topology {
  const remaining = new Map(things);
  const parts: TopologyPart[] = [];
  const seen = new Map<string, number>();
  for (const part of after.topology.parts) {
    const plain = `${part.kind} ${part.address}`;
    const number = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, number);
    const key = number === 1 ? plain : `${plain} ${String(number)}`;
    const thing = remaining.has(key) ? remaining.get(key) : part;
    remaining.delete(key);
    if (thing !== undefined && isTopologyPart(thing)) parts.push(thing);
  }
  for (const thing of remaining.values()) {
    if (thing !== undefined && isTopologyPart(thing)) parts.push(thing);
  }
  const own = after.topology.parts;
  const isSame = parts.length === own.length && parts.every((part, at) => part === own[at]);
  return isSame && networks === after.networks ? after.topology : topologyOf(parts, networks);
}

const NO_TOPOLOGY: ReadonlySet<NetworkThing['kind']> = new Set([
  'network',
  'subnet',
  'attachment',
  'prefix-list',
  'listener',
  'listener-rule',
  'target-group',
  'target',
] as const);

function isTopologyPart(thing: NetworkThing): thing is TopologyPart {
  return !NO_TOPOLOGY.has(thing.kind);
}
