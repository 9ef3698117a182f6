/**
 * Whom a group meets through addresses, when its members have moved to others: another subnet's range, say. Rules that
 * name groups follow their members; rules that name prefixes do not, and those are looked for here.
 */

import {
  addressSetKey,
  addressSetsOverlap,
  intersectAddresses,
  isEmptyAddressSet,
  prefixAddresses,
  type AddressSet,
} from '../packets/addressSet';
import { formatIpPrefix, type IpPrefix } from '../packets/ipPrefix';
import { referenceId, type NetworkModel } from '../network/networkModel';
import type { Axis } from '../reachability/counterparts';
import type { EndPair } from './versions';

interface NamedPrefix {
  readonly prefix: IpPrefix;
  /** Groups with a rule for the prefix. */
  readonly groups: Set<string>;
}

type Prefixes = Readonly<Record<'ingress' | 'egress', readonly NamedPrefix[]>>;

const known = new WeakMap<NetworkModel, Prefixes>();

/**
 * Groups, by their ids in the model, with a rule for a prefix that holds the end's addresses of one version other than
 * those of the other. `axis` is where these groups stand. None while the end's addresses are as before.
 */
export function groupsForMoved(model: NetworkModel, end: EndPair, axis: Axis): ReadonlySet<string> {
  const found = new Set<string>();
  const before = end.before.known;
  const after = end.after.known;
  if (addressSetKey(before) === addressSetKey(after)) return found;
  for (const { prefix, groups } of prefixesOf(model)[axis === 'source' ? 'egress' : 'ingress']) {
    if (isSame(share(before, prefix), share(after, prefix))) continue;
    for (const group of groups) found.add(group);
  }
  return found;
}

type Share = 'none' | 'all' | AddressSet;

/** How much of the addresses the prefix holds. */
function share(addresses: AddressSet, prefix: IpPrefix): Share {
  const range = prefixAddresses(prefix);
  if (isEmptyAddressSet(addresses) || !addressSetsOverlap(addresses, range)) return 'none';
  const part = intersectAddresses(addresses, range);
  return addressSetKey(part) === addressSetKey(addresses) ? 'all' : part;
}

function isSame(left: Share, right: Share): boolean {
  if (typeof left === 'string' || typeof right === 'string') return left === right;
  return addressSetKey(left) === addressSetKey(right);
}

function prefixesOf(model: NetworkModel): Prefixes {
  let found = known.get(model);
  if (found === undefined) {
    found = { ingress: collect(model, 'ingress'), egress: collect(model, 'egress') };
    known.set(model, found);
  }
  return found;
}

function collect(model: NetworkModel, direction: 'ingress' | 'egress'): readonly NamedPrefix[] {
  const byText = new Map<string, NamedPrefix>();
  for (const [id, { rules }] of model.views) {
    for (const peer of rules[direction].flatMap((rule) => rule.peers)) {
      for (const prefix of peer.kind === 'cidr' ? [peer.prefix] : listed(model, peer)) {
        const key = formatIpPrefix(prefix);
        const entry = byText.get(key) ?? { prefix, groups: new Set() };
        entry.groups.add(id);
        byText.set(key, entry);
      }
    }
  }
  return [...byText.values()];
}

type Peer = NetworkModel['rules'][number]['peers'][number];

function listed(model: NetworkModel, peer: Peer): readonly IpPrefix[] {
  const id = peer.kind === 'prefix-list' ? referenceId(peer.list) : undefined;
  const entries = id === undefined ? undefined : model.prefixLists.get(id)?.entries;
  return entries?.flatMap((entry) => (entry.kind === 'cidr' ? [entry.prefix] : [])) ?? [];
}
