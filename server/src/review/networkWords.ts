/** What an edit of a route, a gateway, an access list, a subnet or an attachment did, as a clause without a full stop. */

import { formatIpPrefix } from '../packets/ipPrefix';
import type { Attachment, PartReference, Subnet } from '../network/model';
import { referenceId } from '../network/networkModel';
import { describeServices } from '../network/services';
import type { AccessEntry, Route, RouteTableUse, TopologyPart } from '../network/topology';
import { groupName } from '../reachability/names';
import { modelReader } from '../reachability/networkReader';
import { ruleTraffic } from '../reachability/rulePackets';
import type { Comparison } from './comparison';
import { balancingSummary, deregistrationSummary, servicesText } from './balancingWords';
import { attachmentMeaning } from './meaning';
import type { NetworkEdit } from './networkEdits';

/** The clause; it names the declaration by its address, and what it says now instead of what it said. */
export function editSummary(comparison: Comparison, { before, after, inner }: NetworkEdit): string {
  const address = (after ?? before)?.address ?? '';
  if (inner?.kind === 'entry') return entrySummary(address, inner.before, inner.after);
  if (inner?.kind === 'route') return innerRouteSummary(address, inner.before, inner.after);
  if (before === undefined && after !== undefined) return newSummary(comparison, after);
  if (after === undefined) return before === undefined ? '' : goneSummary(comparison, before);
  if (before?.kind === 'route' && after.kind === 'route') {
    const isMoved = idOf(before.table) !== idOf(after.table);
    if (isMoved) return `${address} is now in ${idOf(after.table)} instead of ${idOf(before.table)}`;
    return routeSummary(address, before.route, after.route);
  }
  if (before?.kind === 'access-entry' && after.kind === 'access-entry') {
    return entrySummary(idOf(after.list), before, after);
  }
  if (before?.kind === 'route-table-use' && after.kind === 'route-table-use') {
    return `${address} now gives ${userOf(after)} the route table ${idOf(after.table)} instead of ${idOf(before.table)}`;
  }
  if (before?.kind === 'access-list-use' && after.kind === 'access-list-use') {
    return `${address} now gives ${idOf(after.subnet)} the access list ${idOf(after.list)} instead of ${idOf(before.list)}`;
  }
  if (before?.kind === 'subnet' && after.kind === 'subnet') return subnetSummary(before, after);
  if (before?.kind === 'attachment' && after.kind === 'attachment') {
    return attachmentSummary(comparison, before, after);
  }
  if (before?.kind === 'access-list' && after.kind === 'access-list') {
    const stands = before.subnets.map(({ subnet }) => idOf(subnet));
    const added = after.subnets.map(({ subnet }) => idOf(subnet)).filter((id) => !stands.includes(id));
    if (added.length > 0) return `${address} now filters ${added.join(', ')}`;
    const left = new Set(after.subnets.map(({ subnet }) => idOf(subnet)));
    const gone = stands.filter((id) => !left.has(id));
    if (gone.length > 0) return `${address} no longer filters ${gone.join(', ')}`;
  }
  if (before?.kind === 'public-address' && after.kind === 'public-address') {
    return `${address} now belongs to ${holder(after.holder)} instead of ${holder(before.holder)}`;
  }
  if (before?.kind === 'peering' && after.kind === 'peering' && before.accepted !== after.accepted) {
    return after.accepted === true ? `${address} is now accepted` : `nobody accepts ${address} now`;
  }
  if (before?.kind === 'gateway' && after.kind === 'gateway') {
    if (before.public !== after.public) {
      return `${address} ${after.public === true ? 'now has' : 'no longer has'} a public address`;
    }
    if (after.subnet !== undefined && before.subnet !== undefined) {
      return `${address} now stands in ${idOf(after.subnet)} instead of ${idOf(before.subnet)}`;
    }
    return after.network.kind === 'absent'
      ? `${address} is no longer attached to a network`
      : `${address} is now attached to ${idOf(after.network)}`;
  }
  const balancing = before === undefined ? undefined : balancingSummary(before, after);
  if (balancing !== undefined) return balancing;
  if (before?.kind === 'network' && after.kind === 'network') {
    return `${address} now has ${prefixesOf(after)} instead of ${prefixesOf(before)}`;
  }
  return `${address} is not as before`;
}

function newSummary(comparison: Comparison, after: NonNullable<NetworkEdit['after']>): string {
  const { address } = after;
  switch (after.kind) {
    case 'route':
      return routeSummary(address, undefined, after.route);
    case 'access-entry':
      return entrySummary(idOf(after.list), undefined, after);
    case 'route-table-use':
      return `${address} is new and gives ${userOf(after)} the route table ${idOf(after.table)}`;
    case 'access-list':
    case 'access-list-use': {
      const subnets =
        after.kind === 'access-list' ? after.subnets.map(({ subnet }) => subnet) : [after.subnet];
      return subnets.length === 0
        ? `${address} is new`
        : `${address} is new and filters ${subnets.map(idOf).join(', ')}`;
    }
    case 'public-address':
      return `${address} is new and gives ${holder(after.holder)} a public address`;
    case 'peering':
      return `${address} is new and joins ${after.networks.map(idOf).join(' and ')}`;
    case 'attachment':
      return comparison.before.attachments.size === 0 ? `${address} is new` : `${address} is new here`;
    default:
      return `${address} is new`;
  }
}

function goneSummary(comparison: Comparison, before: NonNullable<NetworkEdit['before']>): string {
  const { address } = before;
  switch (before.kind) {
    case 'route':
      return routeSummary(address, before.route, undefined);
    case 'access-entry':
      return entrySummary(idOf(before.list), before, undefined);
    case 'route-table-use':
      return `${address} is gone, which gave ${userOf(before)} the route table ${idOf(before.table)}`;
    case 'access-list-use':
      return `${address} is gone, which gave ${idOf(before.subnet)} the access list ${idOf(before.list)}`;
    case 'access-list':
      return `${address} is gone, which filtered ${before.subnets.map(({ subnet }) => idOf(subnet)).join(', ') || 'no subnet'}`;
    case 'public-address':
      return `${address} is gone, the public address of ${holder(before.holder)}`;
    case 'peering':
      return `${address} is gone, which joined ${before.networks.map(idOf).join(' and ')}`;
    case 'target':
      return deregistrationSummary(before, comparison.after.attachments.has(address));
    default:
      return `${address} is gone`;
  }
}

/** Of a route that is written in its table, which stays. */
function innerRouteSummary(table: string, before: Route | undefined, after: Route | undefined): string {
  if (before !== undefined && after === undefined) {
    return `${table} no longer leads ${routed(before)} to ${targetText(before)}`;
  }
  return before === undefined && after !== undefined
    ? `${table} now also leads ${routed(after)} to ${targetText(after)}`
    : routeSummary(table, before, after);
}

function routeSummary(address: string, before: Route | undefined, after: Route | undefined): string {
  if (after === undefined) {
    return before === undefined
      ? ''
      : `${address} is gone, the route of ${routed(before)} to ${targetText(before)}`;
  }
  const now = `${routed(after)} to ${targetText(after)}`;
  if (before === undefined) return `${address} is new and leads ${now}`;
  if (routed(before) !== routed(after)) return `${address} now leads ${now}, no longer ${routed(before)}`;
  return `${address} now leads ${now} instead of ${targetText(before)}`;
}

function routed({ destination }: Route): string {
  switch (destination.kind) {
    case 'cidr':
    case 'invalid-cidr':
      return destination.text;
    case 'prefix-list':
      return `prefix list ${idOf(destination.list)}`;
    case 'unknown':
      return 'addresses that are not known';
  }
}

const ROLES = {
  internet: 'the internet gateway',
  'egress-only': 'the egress-only internet gateway',
  nat: 'the NAT gateway',
  private: 'the gateway',
} as const;

/** What a route leads to, in words. */
function targetText({ target }: Route): string {
  switch (target.kind) {
    case 'local':
      return 'the network itself';
    case 'gateway':
      return `${ROLES[target.role]} ${idOf(target.gateway)}`;
    case 'peering':
      return `the peering ${idOf(target.peering)}`;
    case 'transit':
      return `the transit gateway ${idOf(target.transit)}`;
    case 'endpoint':
      return `the endpoint ${idOf(target.endpoint)}`;
    case 'interface':
      return `the interface ${idOf(target.interface)}`;
    case 'unknown':
      return 'a target that is not known';
  }
}

function entrySummary(list: string, before: AccessEntry | undefined, after: AccessEntry | undefined): string {
  if (after === undefined) {
    return before === undefined ? '' : `${entryName(list, before)} is gone, which ${entryText(before)}`;
  }
  if (before === undefined) return `${entryName(list, after)} is new and ${entryText(after)}`;
  if (entryText(before) === entryText(after)) {
    return `${entryName(list, after)} now has the number ${String(after.priority)} instead of ${String(before.priority)}`;
  }
  return `${entryName(list, after)} now ${entryText(after)}, where it ${pastOf(entryText(before))}`;
}

function entryName(list: string, { address, direction, priority }: AccessEntry): string {
  const entry = priority === undefined ? `a ${direction} entry` : `${direction} entry ${String(priority)}`;
  return address.startsWith(`${list}.`) ? `${entry} of ${list}` : `${address} (${entry} of ${list})`;
}

function entryText(entry: AccessEntry): string {
  const { action, direction, peers } = entry;
  const does = action === 'allow' ? 'allows' : action === 'deny' ? 'denies' : 'allows or denies';
  const what = describeServices(ruleTraffic(entry).possible) || 'nothing';
  const whom = peers.map((peer) =>
    peer.kind === 'cidr' || peer.kind === 'invalid-cidr' ? peer.text : 'addresses that are not known',
  );
  return `${does} ${what} ${direction === 'ingress' ? 'from' : 'to'} ${whom.join(', ') || 'nobody'}`;
}

function pastOf(text: string): string {
  return text.replace(/^allows/, 'allowed').replace(/denies/, 'denied');
}

function subnetSummary(before: Subnet, after: Subnet): string {
  const { address } = after;
  if (before.publicByDefault !== after.publicByDefault) {
    if (after.publicByDefault === undefined) return `whether ${address} gives public addresses is not known`;
    return `${address} ${after.publicByDefault ? 'now gives' : 'no longer gives'} public addresses to what is launched in it`;
  }
  if (prefixesOf(before) !== prefixesOf(after)) {
    return `${address} now has ${prefixesOf(after)} instead of ${prefixesOf(before)}`;
  }
  if (idOf(before.network) !== idOf(after.network)) return `${address} is now in ${idOf(after.network)}`;
  return `${address} is not as before`;
}

function attachmentSummary(comparison: Comparison, before: Attachment, after: Attachment): string {
  const { address } = after;
  const was = before.subnets.map(idOf);
  const is = after.subnets.map(idOf);
  if (was.join() !== is.join()) {
    return `${address} is now in ${is.join(', ') || 'subnets that are not known'} instead of ${was.join(', ') || 'ones that are not known'}`;
  }
  const [listened, listens] = [before, after].map(({ services }) => servicesText(services));
  if (listened !== listens) {
    return `${address} now listens on ${listens ?? ''} instead of ${listened ?? ''}`;
  }
  if (before.public !== after.public || before.publicBySubnet !== after.publicBySubnet) {
    if (after.public === true) return `${address} now has a public address`;
    if (after.public === false) return `${address} no longer has a public address`;
    return `its subnet now decides whether ${address} has a public address`;
  }
  const [carried, carries] = [
    groupNames(before, comparison.toAfter, comparison),
    groupNames(after, (id) => id, comparison),
  ];
  if (carried !== carries) return `${address} now carries ${carries} instead of ${carried}`;
  if (attachmentMeaning(before, comparison.toAfter) !== attachmentMeaning(after)) {
    return `${address} has other addresses`;
  }
  return `${address} is not as before`;
}

function groupNames({ groups }: Attachment, toAfter: Comparison['toAfter'], { after }: Comparison): string {
  const names = groups.map(({ group }) => {
    const id = referenceId(group);
    return id === undefined ? 'a group that is not known' : groupName(modelReader(after), toAfter(id));
  });
  return [...new Set(names)].sort().join(' and ') || 'the default group';
}

function prefixesOf({ prefixes }: { readonly prefixes: Subnet['prefixes'] }): string {
  return prefixes.map(formatIpPrefix).join(' and ') || 'no known addresses';
}

function userOf({ of }: RouteTableUse): string {
  return of.kind === 'subnet' ? idOf(of.subnet) : `${idOf(of.network)} as its main table`;
}

function holder(reference: Extract<TopologyPart, { kind: 'public-address' }>['holder']): string {
  return reference.kind === 'absent' ? 'nothing' : idOf(reference);
}

function idOf(reference: PartReference | { readonly kind: 'absent' }): string {
  return referenceId(reference) ?? 'something that is not known';
}
