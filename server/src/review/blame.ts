/**
 * Which edit did it: the smallest text of the later version that a person changed, and the change in words. A value
 * that was edited elsewhere (a variable's file, a local) is blamed there, not at the rule that it reaches.
 */

import { isTrafficSubset, trafficSetKey, type TrafficSet } from '../packets/trafficSet';
import { formatIpPrefix } from '../packets/ipPrefix';
import { trafficOf } from '../packets/packetSet';
import type { Peer, Rule } from '../network/model';
import { withoutKeys } from '../network/instanceKeys';
import { referenceId, type NetworkModel } from '../network/networkModel';
import { describeServices } from '../network/services';
import type { Endpoint } from '../reachability/answer';
import { endpointName, groupName, ruleName } from '../reachability/names';
import { placementAssumingReader } from '../reachability/networkReader';
import { ruleProblem, ruleTraffic } from '../reachability/rulePackets';
import type { Origin } from '../source/origin';
import type { BlamedChange, Comparison, FlowChange } from './comparison';
import { editedItem, editedValueBehind } from './editedItem';
import { attachmentMeaning, peerMeaning } from './meaning';
import { mayBeOfNetwork, networkBlame } from './networkBlame';
import type { NetworkEdit } from './networkEdits';
import type { ReviewTexts } from './reviewTexts';

export interface Blame {
  /** Where the edit is, in the later version. */
  readonly origin: Origin;
  /** What the edit did, as a clause without a full stop. */
  readonly summary: string;
  /** The resource instance that it concerns. */
  readonly resource: string;
  /** The edits of routes, access lists, subnets and the like that did it; absent where rules did. */
  readonly edits?: readonly NetworkEdit[];
}

/** The edit to blame for a lost or gained flow; undefined when nothing of the later version can be pointed at. */
export function blameOf(comparison: Comparison, flow: FlowChange, texts: ReviewTexts): Blame | undefined {
  const [blamed] = flow.changes;
  const found = mayBeOfNetwork(comparison, flow) ? networkBlame(comparison, flow, texts) : undefined;
  if (found !== undefined) return found;
  // That replies are dropped says something only together with the entry that drops them.
  if (flow.doubt === 'replies-dropped') return undefined;
  if (blamed === undefined) return blamePlaces(comparison, flow);
  return blameChange(comparison, blamed, trafficOf(flow.packets), texts);
}

/** The edit behind the change of one rule; `traffic` is what it let through for the peer. */
export function blameChange(
  comparison: Comparison,
  blamed: BlamedChange,
  traffic: TrafficSet,
  texts: ReviewTexts,
): Blame | undefined {
  const { before, after } = blamed.change;
  if (after !== undefined) {
    const { resource } = after;
    if (before === undefined) {
      return {
        origin: newOrigin(comparison, after, blamed.peer, texts),
        summary: `${ruleName(after)} is new`,
        resource,
      };
    }
    return { ...blameEdit(comparison, blamed, before, after, traffic, texts), resource };
  }
  if (before === undefined) return undefined;
  const origin = placeOfRemoved(comparison.after, blamed, before, texts);
  return origin && { origin, summary: `${ruleName(before)} is gone`, resource: blamed.group };
}

/** A new rule is blamed at its header, or where the value of its peer was written, if that is elsewhere. */
function newOrigin({ before }: Comparison, rule: Rule, peer: Peer, texts: ReviewTexts): Origin {
  if (peer.origin.anchor === rule.origin.anchor) return rule.headerOrigin;
  const block = withoutKeys(rule.resource);
  const instance = before.rules.find(({ resource }) => withoutKeys(resource) === block);
  return instance === undefined ? peer.origin : valueOrigin(peer.origin, instance, texts);
}

function blameEdit(
  comparison: Comparison,
  blamed: BlamedChange,
  before: Rule,
  after: Rule,
  traffic: TrafficSet,
  texts: ReviewTexts,
): Pick<Blame, 'origin' | 'summary'> {
  const name = ruleName(after);
  const problem = ruleProblem(after);
  const edited = editedPeers(comparison, before, after);
  const samePeers = edited.removed.length === 0 && edited.added.length === 0;
  const owner = referenceId(after.group);
  if (owner !== blamed.group && owner !== undefined) {
    const summary = `${name} now belongs to ${groupName(placementAssumingReader(comparison.after), owner)}`;
    return { origin: after.origins.group ?? after.headerOrigin, summary };
  }
  if (owner === undefined && referenceId(before.group) !== undefined) {
    const summary =
      after.group.kind === 'undeclared'
        ? `${name} names a group that is not declared: ${after.group.text}`
        : `it is no longer known to which group ${name} belongs`;
    return { origin: after.origins.group ?? after.headerOrigin, summary };
  }
  if (before.direction !== after.direction) {
    const edit = editedItem(texts, before.origin) ?? editedValueBehind(texts, before.origin);
    const summary = `${name} is an ${after.direction} rule now, and no ${before.direction} rule`;
    return { origin: edit?.difference ?? after.headerOrigin, summary };
  }
  if (problem !== undefined) {
    return { origin: trafficOrigin(before, after), summary: `Terraform refuses ${name}, because ${problem}` };
  }
  const covers = isTrafficSubset(traffic, ruleTraffic(after).possible);
  const sameTraffic =
    trafficSetKey(ruleTraffic(before).possible) === trafficSetKey(ruleTraffic(after).possible);
  const peerStays = !edited.removed.includes(blamed.peer) && !edited.added.includes(blamed.peer);
  if (!sameTraffic && (samePeers || (peerStays && !covers))) {
    const is = describeServices(ruleTraffic(after).possible);
    const was = describeServices(ruleTraffic(before).possible);
    // A rule that reads as before got its ports from elsewhere, most likely from where its peer came from as well.
    const source = before.peers.includes(blamed.peer) ? blamed.peer : before.peers[0];
    const edit = isSameBlock(before, after, texts)
      ? ((source && editedItem(texts, source.origin)) ?? editedValueBehind(texts, before.origin))
      : undefined;
    return {
      origin: edit?.difference ?? trafficOrigin(before, after),
      summary: `${name} now has ${is} instead of ${was}`,
    };
  }
  if (!samePeers) {
    return {
      origin: peersOrigin(blamed, before, after, edited, texts),
      summary: peersSummary(comparison, after, edited),
    };
  }
  return {
    origin: after.headerOrigin,
    summary: isDoubtful(after)
      ? `whether ${name} exists as written is known only after apply`
      : `${name} means something else now`,
  };
}

function isDoubtful({ certainty, protocol, ports, peers }: Rule): boolean {
  return (
    certainty === 'possible' ||
    protocol.kind === 'unknown' ||
    ports.kind === 'unknown' ||
    peers.some((peer) => peer.certainty === 'possible')
  );
}

interface EditedPeers {
  readonly removed: readonly Peer[];
  readonly added: readonly Peer[];
}

/** The peers that only the earlier and only the later version of a rule has. */
export function editedPeers(comparison: Comparison, before: Rule, after: Rule): EditedPeers {
  const rename = (id: string): string => comparison.toAfter(id);
  const key = (peer: Peer, rule: Rule, translate?: (id: string) => string): string =>
    peer.kind === 'invalid-cidr'
      ? `invalid ${peer.text}`
      : peerMeaning(peer, referenceId(rule.group), translate);
  const old = new Set(before.peers.map((peer) => key(peer, before, rename)));
  const current = new Set(after.peers.map((peer) => key(peer, after)));
  return {
    removed: before.peers.filter((peer) => !current.has(key(peer, before, rename))),
    added: after.peers.filter((peer) => !old.has(key(peer, after))),
  };
}

/** The argument that makes the later rule's traffic another. */
function trafficOrigin(before: Rule, after: Rule): Origin {
  const { protocol, fromPort, toPort } = after.origins;
  if (JSON.stringify(before.protocol) !== JSON.stringify(after.protocol)) {
    return protocol ?? after.headerOrigin;
  }
  const startMoved = firstPort(before) !== firstPort(after);
  const preferred = startMoved ? (fromPort ?? toPort) : (toPort ?? fromPort);
  return preferred ?? protocol ?? after.headerOrigin;
}

function firstPort({ ports }: Rule): string | number {
  if (ports.kind === 'range' || ports.kind === 'invalid') return ports.from;
  return ports.kind === 'icmp' ? ports.type : ports.kind;
}

/** The argument whose peers changed, or the place of the value that was edited behind its back. */
function peersOrigin(
  blamed: BlamedChange,
  before: Rule,
  after: Rule,
  edited: EditedPeers,
  texts: ReviewTexts,
): Origin {
  const [removed] = edited.removed.includes(blamed.peer) ? [blamed.peer] : edited.removed;
  const [added] = edited.added.includes(blamed.peer) ? [blamed.peer] : edited.added;
  const argument =
    after.peers.find((peer) => peer.argument === (added ?? removed)?.argument)?.argumentOrigin ??
    after.origins.peers[0] ??
    after.headerOrigin;
  if (removed !== undefined && isUntouched(removed, after, texts)) {
    const edit = editedItem(texts, removed.origin);
    if (edit !== undefined) return edit.difference;
    const elsewhere = edited.added.find((peer) => peer.origin.anchor !== after.origin.anchor);
    if (elsewhere !== undefined) return valueOrigin(elsewhere.origin, before, texts);
  }
  if (added === undefined) return argument;
  if (removed === undefined && added.origin.anchor !== after.origin.anchor) {
    return valueOrigin(added.origin, before, texts);
  }
  return added.argumentOrigin;
}

/**
 * Where a value was written that the rule has newly, or, where that reads as before, what leads to it now: an output
 * that another argument of a module call names.
 */
function valueOrigin(written: Origin, before: Rule, texts: ReviewTexts): Origin {
  if (texts.isEdited(written)) return written;
  return editedValueBehind(texts, before.origin)?.difference ?? written;
}

/** Whether the rule's own text is as before, so that something else was edited. */
function isSameBlock(before: Rule, after: Rule, texts: ReviewTexts): boolean {
  const was = texts.baseText(before.origin);
  return was !== undefined && was === texts.afterText(after.origin);
}

/** Whether the argument that named the removed peer reads as before: then the edit was made elsewhere. */
export function isUntouched(removed: Peer, after: Rule, texts: ReviewTexts): boolean {
  const argument = after.peers.find((peer) => peer.argument === removed.argument)?.argumentOrigin;
  const was = texts.baseText(removed.argumentOrigin);
  return was !== undefined && argument !== undefined && texts.afterText(argument) === was;
}

function peersSummary(comparison: Comparison, after: Rule, { removed, added }: EditedPeers): string {
  const name = ruleName(after);
  const names = after.direction === 'ingress' ? 'admits' : 'leads to';
  const was = listed(removed.map((peer) => peerName(comparison.before, peer)));
  const is = listed(added.map((peer) => peerName(comparison.after, peer)));
  if (added.length === 0) return `${name} no longer ${names} ${was}`;
  return removed.length === 0
    ? `${name} now also ${names} ${is}`
    : `${name} now ${names} ${is} instead of ${was}`;
}

/** At most three, then a count. */
export function listed(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, 3);
  const rest = distinct.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length > 1
    ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`
    : (shown[0] ?? 'nobody');
}

/** A peer as a person would call it; a text that is no address in quotes, as it may be empty or half typed. */
export function peerName(model: NetworkModel, peer: Peer): string {
  switch (peer.kind) {
    case 'cidr':
      return peer.text;
    case 'invalid-cidr':
      return JSON.stringify(peer.text);
    case 'group': {
      const id = referenceId(peer.group);
      if (peer.self && id === undefined) return 'its own group';
      if (peer.group.kind === 'undeclared') return `a group that is not declared (${peer.group.text})`;
      return id === undefined ? 'a group that is not known' : groupName(placementAssumingReader(model), id);
    }
    case 'prefix-list': {
      const id = referenceId(peer.list) ?? 'that is not known';
      return model.prefixLists.get(id)?.title ?? `prefix list ${id}`;
    }
    case 'unknown':
      return `something that is not known (${peer.reason})`;
  }
}

/** Where a removed rule is missed: where its text or what it was made from changed, or else at its group. */
function placeOfRemoved(
  after: NetworkModel,
  blamed: BlamedChange,
  removed: Rule,
  texts: ReviewTexts,
): Origin | undefined {
  const { origin } = blamed.peer;
  const madeFrom = origin.anchor === removed.origin.anchor ? undefined : editedItem(texts, origin);
  // An inline block is missed at its group; an instance of a resource, where its block changed.
  const edit =
    madeFrom ??
    (removed.declaredAs === 'standalone'
      ? (editedItem(texts, removed.origin) ?? editedValueBehind(texts, removed.origin))
      : undefined);
  if (edit !== undefined) return edit.difference;
  const view = after.views.get(blamed.group);
  const header = view?.group?.headerOrigin;
  if (header !== undefined) return header;
  const sibling = view?.rules[removed.direction][0] ?? view?.rules.ingress[0] ?? view?.rules.egress[0];
  if (sibling !== undefined) return sibling.headerOrigin;
  const { uri } = removed.origin.anchor;
  const near = [...after.rules, ...after.groups.values()].find((part) => part.origin.anchor.uri === uri);
  return near?.headerOrigin ?? after.groups.values().next().value?.headerOrigin;
}

/** Rules are as before: addresses, prefix lists or attachments are not. */
function blamePlaces(comparison: Comparison, flow: FlowChange): Blame | undefined {
  const reader = placementAssumingReader(comparison.after);
  const ends = [flow.destination, flow.source];
  for (const end of ends) {
    const moved = movedPlace(comparison, end);
    if (moved !== undefined) return moved;
  }
  for (const end of ends) {
    const found = placeOfEnd(comparison, end);
    if (found === undefined) continue;
    const name = endpointName(reader, end);
    return {
      ...found,
      summary: `the rules are as before, but the addresses or groups of ${name} or its peer are not`,
    };
  }
  return undefined;
}

/** What of an end is not where it was, or carries other groups: the attachment itself, or the subnet that it is in. */
function movedPlace(comparison: Comparison, end: Endpoint): Blame | undefined {
  const { before, after } = comparison;
  const view = end.kind === 'group' ? after.views.get(end.id) : undefined;
  const own = end.kind === 'attachment' ? after.attachments.get(end.id) : undefined;
  for (const attachment of own === undefined ? (view?.attachments ?? []) : [own]) {
    const { address } = attachment;
    const old = before.attachments.get(address);
    if (old === undefined) continue;
    if (attachmentMeaning(old, comparison.toAfter) !== attachmentMeaning(attachment)) {
      const origin = own === undefined ? attachment.headerOrigin : attachment.groups[0]?.origin;
      return {
        origin: origin ?? attachment.headerOrigin,
        summary: `the rules are as before, but ${address} carries other groups, or is in other subnets or at other addresses`,
        resource: address,
      };
    }
    for (const reference of attachment.subnets) {
      const id = referenceId(reference) ?? '';
      const subnet = after.subnets.get(id);
      const was = before.subnets.get(id)?.prefixes.map(formatIpPrefix).join(' and ');
      const is = subnet?.prefixes.map(formatIpPrefix).join(' and ');
      if (subnet === undefined || is === undefined || was === undefined || is === was) continue;
      return {
        origin: subnet.headerOrigin,
        summary: `the rules are as before, but ${id} now has ${is || 'no known addresses'} instead of ${was || 'no known addresses'}`,
        resource: id,
      };
    }
  }
  return undefined;
}

function placeOfEnd(comparison: Comparison, end: Endpoint): Pick<Blame, 'origin' | 'resource'> | undefined {
  const { before, after } = comparison;
  if (end.kind === 'attachment') {
    const attachment = after.attachments.get(end.id);
    if (attachment === undefined) return undefined;
    return { origin: attachment.groups[0]?.origin ?? attachment.headerOrigin, resource: end.id };
  }
  if (end.kind === 'prefix-list') {
    const list = after.prefixLists.get(end.id);
    return list === undefined ? undefined : { origin: list.headerOrigin, resource: end.id };
  }
  if (end.kind !== 'group') return undefined;
  const view = after.views.get(end.id);
  for (const attachment of view?.attachments ?? []) {
    if (before.attachments.get(attachment.address) !== attachment) {
      return { origin: attachment.headerOrigin, resource: attachment.address };
    }
  }
  const header = view?.group?.headerOrigin ?? view?.rules.ingress[0]?.headerOrigin;
  return header === undefined ? undefined : { origin: header, resource: end.id };
}
