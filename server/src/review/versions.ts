/** Two versions of a network side by side: the ends that exist in both, and the groups in which anything changed. */

import {
  addressSetKey,
  NO_ADDRESSES,
  prefixListAddresses,
  subtractAddresses,
  type AddressSet,
} from '../packets/addressSet';
import { formatIpPrefix } from '../packets/ipPrefix';
import type { Attachment, PrefixList, Rule } from '../network/model';
import { referenceId, type GroupView, type NetworkModel } from '../network/networkModel';
import type { Endpoint } from '../reachability/answer';
import { groupEnd, resolveEnd, undeclaredGroupEnd, type End } from '../reachability/ends';
import { memberAddresses } from '../reachability/memberAddresses';
import { placementAssumingReader, type NetworkReader } from '../reachability/networkReader';
import { matchGroups } from './correspondence';
import { attachmentMeaning, exposureMeaning, viewMeaning, type Renaming } from './meaning';
import { ruleChanges, type RuleChange } from './ruleChanges';
import { surroundingsOf, topologyMeaning } from './topologyMeaning';

/** An end in both versions. `endpoint` is that of the later one. */
export interface EndPair {
  readonly endpoint: Endpoint;
  readonly before: End;
  readonly after: End;
}

export interface Versions {
  readonly before: NetworkReader;
  readonly after: NetworkReader;
  readonly toBefore: Renaming;
  readonly toAfter: Renaming;
  /** Ids in the later model of groups that exist in both and about which something changed. */
  readonly changedGroups: ReadonlySet<string>;
  /** Addresses of attachments in both that carry other groups than before. */
  readonly changedAttachments: readonly string[];
  /**
   * The group in both versions, by its id in the later one; undefined when it is new or gone. A group that the
   * configuration does not declare exists in the cloud, whether or not it is mentioned.
   */
  readonly group: (afterId: string) => EndPair | undefined;
  readonly attachment: (address: string) => EndPair | undefined;
  /** Addresses that were those of a network and are so no longer: what no longer exists needs no connection. */
  readonly vacated: AddressSet;
  /** Addresses that a network of both versions has newly: who has them could do the same at the old ones. */
  readonly occupied: AddressSet;
  /** The edited rules of the group with that id in the later model. */
  readonly changesOf: (afterId: string) => readonly RuleChange[];
}

export function versionsOf(beforeModel: NetworkModel, afterModel: NetworkModel): Versions {
  const { toAfter, toBefore, renames } = matchGroups(beforeModel, afterModel);
  const before = placementAssumingReader(beforeModel);
  const after = placementAssumingReader(afterModel);
  // Keys are cached where no id has to be translated.
  const rename: Renaming | undefined = renames.size === 0 ? undefined : toAfter;

  const pairs = new Map<string, EndPair | undefined>();
  const group = (afterId: string): EndPair | undefined => {
    if (!pairs.has(afterId)) pairs.set(afterId, groupPair(afterId));
    return pairs.get(afterId);
  };
  const groupPair = (afterId: string): EndPair | undefined => {
    const beforeId = toBefore(afterId);
    const old = beforeModel.views.get(beforeId);
    const current = afterModel.views.get(afterId);
    const isNew = current?.group?.ownership === 'managed' && old?.group === undefined;
    const isGone = old?.group?.ownership === 'managed' && current?.group === undefined;
    if (isNew || isGone) return undefined;
    return {
      endpoint: { kind: 'group', id: afterId },
      before: old === undefined ? undeclaredGroupEnd(beforeId) : groupEnd(before, old),
      after: current === undefined ? undeclaredGroupEnd(afterId) : groupEnd(after, current),
    };
  };
  const attachment = (address: string): EndPair | undefined => {
    const endpoint: Endpoint = { kind: 'attachment', id: address };
    const old = resolveEnd(before, endpoint);
    const current = resolveEnd(after, endpoint);
    return old === undefined || current === undefined ? undefined : { endpoint, before: old, after: current };
  };

  const afterRule = ruleLookup(afterModel);
  const changes = new Map<string, readonly RuleChange[]>();
  const changesOf = (afterId: string): readonly RuleChange[] => {
    let found = changes.get(afterId);
    if (found === undefined) {
      const old = beforeModel.views.get(toBefore(afterId));
      found = ruleChanges(old, afterModel.views.get(afterId), rename, afterRule);
      changes.set(afterId, found);
    }
    return found;
  };

  return {
    before,
    after,
    toBefore,
    toAfter,
    vacated: vacatedAddresses(beforeModel, afterModel),
    occupied: vacatedAddresses(afterModel, beforeModel),
    changedGroups: changedGroups(beforeModel, afterModel, toBefore, toAfter, rename),
    changedAttachments: changedAttachments(beforeModel, afterModel, rename),
    group,
    attachment,
    changesOf,
  };
}

/** The addresses that networks of both models have in the one and no network in the other. */
function vacatedAddresses(before: NetworkModel, after: NetworkModel): AddressSet {
  if (before.networks === after.networks) return NO_ADDRESSES;
  const [was, is] = [before, after].map(({ networks }) => [...networks.values()]);
  const current = is ?? [];
  // A network of which not all ranges are known may have kept them; one that is gone may be declared elsewhere now.
  if (current.some(({ open }) => open)) return NO_ADDRESSES;
  const stayed = (was ?? []).filter(({ address }) => after.networks.has(address));
  const [old, left] = [stayed, current].map((networks) =>
    prefixListAddresses(networks.flatMap(({ prefixes }) => prefixes)),
  );
  return subtractAddresses(old ?? NO_ADDRESSES, left ?? NO_ADDRESSES);
}

/** Few lookups scan, many build an index: usually one rule was edited, and the model is a new one at every edit. */
function ruleLookup(model: NetworkModel): (address: string) => Rule | undefined {
  let scans = 8;
  let index: Map<string, Rule> | undefined;
  return (address) => {
    if (index === undefined && scans-- > 0) return model.rules.find((rule) => rule.address === address);
    index ??= new Map(model.rules.map((rule) => [rule.address, rule]));
    return index.get(address);
  };
}

function changedGroups(
  before: NetworkModel,
  after: NetworkModel,
  toBefore: Renaming,
  toAfter: Renaming,
  rename: Renaming | undefined,
): ReadonlySet<string> {
  const changed = new Set<string>();
  const lists = changedLists(before, after);
  const moved = placesMoved(before, after);
  const rewired = topologyMeaning(before) !== topologyMeaning(after);
  for (const [id, current] of after.views) {
    const old = before.views.get(toBefore(id));
    if (old === undefined) changed.add(id);
    else if (old !== current && viewMeaning(old, rename) !== viewMeaning(current)) changed.add(id);
    else if (lists.size > 0 && (namesAny(old, lists) || namesAny(current, lists))) changed.add(id);
    else if (moved && membersMoved(before, after, old, current)) changed.add(id);
    else if (
      rewired &&
      surroundingsOf(before, old.attachments) !== surroundingsOf(after, current.attachments)
    ) {
      changed.add(id);
    }
  }
  for (const id of before.views.keys()) if (!after.views.has(toAfter(id))) changed.add(toAfter(id));
  // What a member may do depends on every group that it carries.
  for (const id of [...changed]) {
    for (const view of [before.views.get(toBefore(id)), after.views.get(id)]) {
      for (const { groups } of view?.attachments ?? []) {
        for (const { group } of groups) {
          const other = referenceId(group);
          if (other !== undefined) changed.add(view === after.views.get(id) ? other : toAfter(other));
        }
      }
    }
  }
  return changed;
}

function namesAny(view: GroupView, lists: ReadonlySet<string>): boolean {
  return [...view.rules.ingress, ...view.rules.egress].some((rule) =>
    rule.peers.some((peer) => {
      const id = peer.kind === 'prefix-list' ? referenceId(peer.list) : undefined;
      return id !== undefined && lists.has(id);
    }),
  );
}

function changedLists(before: NetworkModel, after: NetworkModel): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const id of new Set([...before.prefixLists.keys(), ...after.prefixLists.keys()])) {
    const old = before.prefixLists.get(id);
    const current = after.prefixLists.get(id);
    if (old !== current && listMeaning(old) !== listMeaning(current)) changed.add(id);
  }
  return changed;
}

function listMeaning(list: PrefixList | undefined): string {
  if (list === undefined) return 'none';
  const entries = list.entries.map((entry) =>
    entry.kind === 'cidr' ? `${entry.certainty} ${formatIpPrefix(entry.prefix)}` : entry.kind,
  );
  return [list.certainty, String(list.open), ...entries.sort()].join();
}

/** Whether any network or subnet has other addresses than before. */
function placesMoved(before: NetworkModel, after: NetworkModel): boolean {
  return placesMeaning(before) !== placesMeaning(after);
}

const placesKeys = new WeakMap<NetworkModel, string>();

function placesMeaning(model: NetworkModel): string {
  let key = placesKeys.get(model);
  if (key === undefined) {
    const places = [...model.networks.values(), ...model.subnets.values()].map((place) =>
      [
        place.address,
        String(place.open),
        place.kind === 'subnet' ? (referenceId(place.network) ?? '') : '',
        ...place.prefixes.map(formatIpPrefix),
      ].join(),
    );
    key = places.sort().join('\n');
    placesKeys.set(model, key);
  }
  return key;
}

function membersMoved(
  beforeModel: NetworkModel,
  afterModel: NetworkModel,
  old: GroupView,
  current: GroupView,
): boolean {
  const before = memberAddresses(placementAssumingReader(beforeModel), old);
  const after = memberAddresses(placementAssumingReader(afterModel), current);
  return (
    addressSetKey(before.known) !== addressSetKey(after.known) ||
    addressSetKey(before.may) !== addressSetKey(after.may)
  );
}

/**
 * Attachments whose set of groups differs. Where something else about them or their places differs, their groups are
 * changed groups; those without a group stand for themselves.
 */
function changedAttachments(
  before: NetworkModel,
  after: NetworkModel,
  rename: Renaming | undefined,
): readonly string[] {
  const changed: string[] = [];
  const rewired = topologyMeaning(before) !== topologyMeaning(after);
  for (const [address, current] of after.attachments) {
    const old = before.attachments.get(address);
    if (old === undefined) continue;
    if (old !== current && groupsMeaning(old, rename) !== groupsMeaning(current)) changed.push(address);
    else if (current.groups.length === 0) {
      const isOther =
        (old !== current && exposureMeaning(old) !== exposureMeaning(current)) ||
        (rewired && surroundingsOf(before, [old]) !== surroundingsOf(after, [current]));
      if (isOther) changed.push(address);
    }
  }
  return changed;
}

const nowhere = { subnets: [], addresses: [] };
const groupsKeys = new WeakMap<Attachment, string>();

function groupsMeaning(attachment: Attachment, rename?: Renaming): string {
  if (rename !== undefined) return attachmentMeaning({ ...attachment, ...nowhere }, rename);
  let key = groupsKeys.get(attachment);
  if (key === undefined) {
    key = attachmentMeaning({ ...attachment, ...nowhere });
    groupsKeys.set(attachment, key);
  }
  return key;
}
