/**
 * What a rule, and a group with its rules, mean, as text that is equal for equal meaning. Equal text means that
 * nothing needs to be compared; different text does not yet mean that anything differs in effect.
 */

import { formatIpPrefix } from '../packets/ipPrefix';
import { isEmptyTrafficSet, trafficSetKey } from '../packets/trafficSet';
import type { Attachment, PartReference, Peer, Rule } from '../network/model';
import { referenceId, type GroupView } from '../network/networkModel';
import { ruleTraffic } from '../reachability/rulePackets';

/** Gives a group's id in the other model, for keys that are to be compared across models. */
export type Renaming = (id: string) => string;

const sameId: Renaming = (id) => id;
const ruleKeys = new WeakMap<Rule, string>();
const viewKeys = new WeakMap<GroupView, string>();

/**
 * The meaning of a rule apart from where and how it is declared: direction, traffic, peers, certainty. Empty for a
 * rule that lets nothing through. Cached by the rule when no group is renamed.
 */
export function ruleMeaning(rule: Rule, rename: Renaming = sameId): string {
  if (rename !== sameId) return computeRuleMeaning(rule, rename);
  let key = ruleKeys.get(rule);
  if (key === undefined) {
    key = computeRuleMeaning(rule, rename);
    ruleKeys.set(rule, key);
  }
  return key;
}

function computeRuleMeaning(rule: Rule, rename: Renaming): string {
  const { possible } = ruleTraffic(rule);
  if (isEmptyTrafficSet(possible)) return '';
  const owner = referenceId(rule.group);
  const peers = new Set<string>();
  for (const peer of rule.peers) {
    const key = peerMeaning(peer, owner, rename);
    if (key !== '') peers.add(key);
  }
  if (peers.size === 0) return '';
  const known = rule.protocol.kind === 'unknown' || rule.ports.kind === 'unknown' ? 'unknown' : 'known';
  const order =
    rule.action === 'allow' && rule.priority === undefined ? '' : `${rule.action} ${String(rule.priority)}`;
  return [rule.direction, order, rule.certainty, known, trafficSetKey(possible), ...[...peers].sort()].join(
    '|',
  );
}

/** The meaning of a peer; `owner` is the id of the group that its rule belongs to. Empty for one that admits nobody. */
export function peerMeaning(peer: Peer, owner: string | undefined, rename: Renaming = sameId): string {
  switch (peer.kind) {
    case 'cidr':
      return `${peer.certainty} ${formatIpPrefix(peer.prefix)}`;
    case 'group': {
      const id = peer.self ? owner : referenceId(peer.group);
      if (id !== undefined) return `${peer.certainty} group ${rename(id)}`;
      if (peer.self) return `${peer.certainty} self`;
      return peer.group.kind === 'unknown' ? `unknown group` : '';
    }
    case 'prefix-list': {
      const id = referenceId(peer.list);
      if (id !== undefined) return `${peer.certainty} list ${id}`;
      return peer.list.kind === 'unknown' ? 'unknown list' : '';
    }
    case 'invalid-cidr':
      return '';
    case 'unknown':
      return `unknown ${peer.of} ${String(peer.family)}`;
  }
}

/**
 * The meaning of a group with its rules and attachments. What they refer to (subnets, prefix lists, other groups) is
 * named, not included. Cached by the view when no group is renamed.
 */
export function viewMeaning(view: GroupView, rename: Renaming = sameId): string {
  if (rename !== sameId) return computeViewMeaning(view, rename);
  let key = viewKeys.get(view);
  if (key === undefined) {
    key = computeViewMeaning(view, rename);
    viewKeys.set(view, key);
  }
  return key;
}

function computeViewMeaning(view: GroupView, rename: Renaming): string {
  const { group } = view;
  const rules = [...view.rules.ingress, ...view.rules.egress].map((rule) => ruleMeaning(rule, rename));
  const about =
    group === undefined
      ? 'undeclared'
      : [group.ownership, group.provider, inlineKey(view), referenceKey(group.network, sameId)].join(' ');
  return [
    about,
    view.uses.length > 0 ? 'used' : '',
    ...distinct(rules),
    '--',
    ...distinct(
      view.attachments.map(
        (attachment) => `${attachmentMeaning(attachment, rename)} ${exposureMeaning(attachment)}`,
      ),
    ),
  ].join('\n');
}

function inlineKey(view: GroupView): string {
  return (['ingress', 'egress'] as const)
    .map((direction) =>
      view.group?.inline[direction] === 'unknown' && view.rules[direction].length === 0 ? 'unknown' : '',
    )
    .join();
}

/** The groups that an attachment carries, the subnets it is in, and the addresses that are written for it. */
export function attachmentMeaning(attachment: Attachment, rename: Renaming = sameId): string {
  const groups = attachment.groups.map(
    ({ group, certainty }) => `${certainty} ${referenceKey(group, rename)}`,
  );
  const subnets = attachment.subnets.map((subnet) => referenceKey(subnet, sameId));
  const addresses = attachment.addresses?.map(formatIpPrefix).sort().join() ?? '';
  return `${distinct(groups).join()} in ${distinct(subnets).join()} at ${addresses}`;
}

/** Whether it has a public address, takes connections at all, and is filtered. */
export function exposureMeaning(attachment: Attachment): string {
  const { public: open, publicBySubnet = false, receives = true, unfiltered = false } = attachment;
  return [open, publicBySubnet, receives, unfiltered].map(String).join(' ');
}

function referenceKey(reference: PartReference | { readonly kind: 'absent' }, rename: Renaming): string {
  const id = referenceId(reference);
  return id === undefined ? reference.kind : rename(id);
}

function distinct(keys: readonly string[]): string[] {
  return [...new Set(keys)].filter((key) => key !== '').sort();
}
