/** Hovers on network access lists and their entries: what is allowed and denied, for which subnets. Markdown. */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import type { Direction, Peer } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import type { AccessEntry, AccessList } from '../network/topology';
import type { EffectiveList } from '../network/topologyIndex';
import { isAddressSubset, prefixAddresses } from '../packets/addressSet';
import { environmentNote, folded, sectionOf } from './foldedSections';
import { code, escapeText, link, table } from './markdown';
import { partMarkdown, referenceMarkdown } from './names';
import { subnetsWithList } from './placeIndex';
import { peersText, portsText } from './ruleText';

const shownEntries = 10;
const shownSubnets = 6;

export function accessListSection(workspace: Workspace, analysis: RootAnalysis, list: AccessList): string {
  const model = analysis.root.model();
  const effective = effectiveList(model, list.address);
  const inNetwork =
    list.network.kind === 'absent' ? '' : ` of network ${referenceMarkdown(workspace, model, list.network)}`;
  const isDefault = list.isDefault ? ', the default list of every subnet without one of its own' : '';
  const tables = effective === undefined ? [] : [entryTable(workspace, model, effective, 'ingress')];
  if (effective !== undefined) tables.push(entryTable(workspace, model, effective, 'egress'));
  return sectionOf([
    `**access list** ${code(list.address)}${inNetwork}${isDefault}.${environmentNote(analysis)} ${servedText(workspace, model, list.address)}`,
    ...tables,
    effective?.open === undefined ? '' : `${escapeText(effective.open)}.`,
  ]);
}

/** One entry: what it does, for which subnets, and what comes before it. */
export function accessEntrySection(workspace: Workspace, analysis: RootAnalysis, entry: AccessEntry): string {
  const model = analysis.root.model();
  const id = referenceId(entry.list);
  const list = id === undefined ? undefined : effectiveList(model, id);
  const number =
    entry.priority === undefined ? 'It has a number known after apply and' : `Number ${entry.priority}`;
  const verb =
    entry.action === undefined ? 'allows or denies (known after apply)' : actionVerbs[entry.action];
  const way = entry.direction === 'ingress' ? 'in from' : 'out to';
  const doubt = entry.certainty === 'certain' ? '' : ' Whether the entry exists is known only after apply.';
  const hiding = list === undefined ? undefined : hidingEntry(list, entry);
  return sectionOf([
    `${number} ${verb} ${way} ${peersText(workspace, model, entry)} on ${portsText(entry)}.${doubt}${environmentNote(analysis)}`,
    hiding === undefined
      ? ''
      : `It never decides: ${link(`number ${hiding.priority}`, workspace.project.locate(hiding.headerOrigin), hiding.address)} comes first and ${hiding.action === 'allow' ? 'allows' : 'denies'} all of it.`,
    id === undefined
      ? 'Which list it belongs to is known after apply.'
      : `Of access list ${referenceMarkdown(workspace, model, entry.list)}. ${servedText(workspace, model, list?.name ?? id)} It keeps no state: replies need an entry of their own.`,
  ]);
}

const actionVerbs = { allow: 'allows', deny: '**denies**' } as const;

/** The list of that address, or the default one that goes by it. */
function effectiveList({ topology, subnets }: NetworkModel, id: string): EffectiveList | undefined {
  const declared = topology.lists.find(({ name, list }) => name === id || list?.address === id);
  if (declared !== undefined) return declared;
  for (const subnet of subnets.values()) {
    const found = topology.listsOf(subnet).find(({ thing }) => thing.name === id);
    if (found !== undefined) return found.thing;
  }
  return undefined;
}

function servedText(workspace: Workspace, model: NetworkModel, name: string): string {
  const subnets = subnetsWithList(model, name);
  if (subnets.length === 0) return 'No subnet of this configuration has it.';
  return `It filters ${subnets.length === 1 ? 'subnet' : 'subnets'} ${folded(subnets, shownSubnets, ({ thing, certainty }) => (certainty === 'certain' ? '' : '_perhaps_ ') + partMarkdown(workspace, thing))}.`;
}

function entryTable(
  workspace: Workspace,
  model: NetworkModel,
  list: EffectiveList,
  direction: Direction,
): string {
  const entries = list[direction];
  const title = direction === 'ingress' ? '**In**' : '**Out**';
  if (entries.length === 0) {
    return list.open === undefined ? `${title}: nothing, for no entry allows it.` : '';
  }
  const rows = entries
    .slice(0, shownEntries)
    .map((entry) => [
      link(
        entry.priority === undefined ? '?' : String(entry.priority),
        workspace.project.locate(entry.headerOrigin),
        entry.address,
      ),
      entry.action ?? '_known after apply_',
      peersText(workspace, model, entry),
      portsText(entry) + (hidingEntry(list, entry) === undefined ? '' : ' (never decides)'),
    ]);
  const rest = entries.length - rows.length;
  const more = rest > 0 ? `\n\n… and ${rest} more` : '';
  return `${title}\n\n${table(['number', 'action', direction === 'ingress' ? 'from' : 'to', 'on'], rows)}${more}`;
}

/** An entry that decides before this one about all that this one is for; undefined where none surely does. */
export function hidingEntry(list: EffectiveList, entry: AccessEntry): AccessEntry | undefined {
  const { priority } = entry;
  if (priority === undefined) return undefined;
  return list[entry.direction].find(
    (other) =>
      other !== entry &&
      other.certainty === 'certain' &&
      other.action !== undefined &&
      other.priority !== undefined &&
      other.priority < priority &&
      coversTraffic(other, entry) &&
      entry.peers.length > 0 &&
      entry.peers.every((peer) => other.peers.some((each) => coversPeer(each, peer))),
  );
}

function coversTraffic(outer: AccessEntry, inner: AccessEntry): boolean {
  if (outer.protocol.kind !== 'protocol') return false;
  if (outer.protocol.protocol === 'all') return true;
  if (inner.protocol.kind !== 'protocol' || inner.protocol.protocol !== outer.protocol.protocol) return false;
  if (outer.ports.kind === 'all') return true;
  if (outer.ports.kind !== 'range' || inner.ports.kind !== 'range') return false;
  return outer.ports.from <= inner.ports.from && inner.ports.to <= outer.ports.to;
}

function coversPeer(outer: Peer, inner: Peer): boolean {
  if (outer.kind !== 'cidr' || outer.certainty !== 'certain' || inner.kind !== 'cidr') return false;
  return isAddressSubset(prefixAddresses(inner.prefix), prefixAddresses(outer.prefix));
}
