/**
 * Whom a rule admits: each peer as a group, as addresses, or as nobody. How that meets a concrete end is in sides.ts.
 */

import {
  ALL_ADDRESSES,
  ALL_IPV4_ADDRESSES,
  ALL_IPV6_ADDRESSES,
  NO_ADDRESSES,
  prefixAddresses,
  unionAllAddresses,
  type AddressSet,
} from '../packets/addressSet';
import type { IpFamily } from '../packets/ipPrefix';
import { NO_TRAFFIC } from '../packets/trafficSet';
import type { Peer, PrefixList, Rule } from '../network/model';
import { referenceId } from '../network/networkModel';
import type { NetworkReader } from './networkReader';
import { PUBLIC_ADDRESSES } from './publicAddresses';
import { ruleTraffic, type RuleTraffic } from './rulePackets';

/** One peer of one rule, with what the rule lets through for it. */
export interface Admission {
  readonly rule: Rule;
  readonly peer: Peer;
  /** Certain only where both the rule and the peer are. */
  readonly traffic: RuleTraffic;
  readonly admitted: Admitted;
}

export type Admitted =
  | { readonly kind: 'group'; readonly id: string }
  /** Some group, not known which. */
  | { readonly kind: 'any-group' }
  | {
      readonly kind: 'addresses';
      readonly certain: AddressSet;
      readonly possible: AddressSet;
      /** The list by which the addresses are admitted: an address or literal id. */
      readonly prefixList: string | undefined;
    }
  /** Terraform refuses the peer, or it names nothing that exists. */
  | { readonly kind: 'nobody' };

const onlyPossible = new WeakMap<Rule, RuleTraffic>();

/** The admissions of a rule in the order of its peers. `owner` is the group that the rule belongs to, for `self`. */
export function ruleAdmissions(reader: NetworkReader, rule: Rule, owner: string): Admission[] {
  return rule.peers.flatMap((peer) => peerAdmissions(reader, rule, peer, owner));
}

/** The admissions of one peer of the rule. */
export function peerAdmissions(reader: NetworkReader, rule: Rule, peer: Peer, owner: string): Admission[] {
  const traffic = peer.certainty === 'certain' ? ruleTraffic(rule) : withoutCertain(rule);
  return admittedBy(reader, peer, owner).map((admitted) => ({
    rule,
    peer,
    traffic: admitted.kind === 'any-group' ? withoutCertain(rule) : traffic,
    admitted,
  }));
}

function withoutCertain(rule: Rule): RuleTraffic {
  let traffic = onlyPossible.get(rule);
  if (traffic === undefined) {
    traffic = { certain: NO_TRAFFIC, possible: ruleTraffic(rule).possible };
    onlyPossible.set(rule, traffic);
  }
  return traffic;
}

function admittedBy(reader: NetworkReader, peer: Peer, owner: string): Admitted[] {
  switch (peer.kind) {
    case 'cidr': {
      const addresses = prefixAddresses(peer.prefix);
      return [{ kind: 'addresses', certain: addresses, possible: addresses, prefixList: undefined }];
    }
    case 'group': {
      const id = peer.self ? owner : referenceId(peer.group);
      if (id !== undefined) return [{ kind: 'group', id }];
      return [peer.group.kind === 'unknown' ? { kind: 'any-group' } : { kind: 'nobody' }];
    }
    case 'prefix-list': {
      const id = referenceId(peer.list);
      if (id === undefined && peer.list.kind !== 'unknown') return [{ kind: 'nobody' }];
      const list = id === undefined ? undefined : reader.prefixList(id);
      return [{ kind: 'addresses', ...prefixListAddressesOf(list), prefixList: id }];
    }
    case 'invalid-cidr':
      return [{ kind: 'nobody' }];
    case 'unknown': {
      const someAddresses: Admitted = {
        kind: 'addresses',
        certain: NO_ADDRESSES,
        possible: addressesOf(peer.family),
        prefixList: undefined,
      };
      if (peer.of === 'group') return [{ kind: 'any-group' }];
      return peer.of === 'any' ? [{ kind: 'any-group' }, someAddresses] : [someAddresses];
    }
  }
}

/** The addresses that a peer stands for; undefined where it stands for none. A group's are not known from here. */
export function peerAddresses(
  reader: NetworkReader,
  peer: Peer,
): { readonly certain: AddressSet; readonly possible: AddressSet } | undefined {
  return admittedBy(reader, peer, '').find((admitted) => admitted.kind === 'addresses');
}

function addressesOf(family: IpFamily | undefined): AddressSet {
  if (family === 4) return ALL_IPV4_ADDRESSES;
  return family === 6 ? ALL_IPV6_ADDRESSES : ALL_ADDRESSES;
}

const lists = new WeakMap<PrefixList, { readonly certain: AddressSet; readonly possible: AddressSet }>();

/** The addresses of a prefix list; of one that is not in the configuration, none are certain and any possible. */
export function prefixListAddressesOf(list: PrefixList | undefined): {
  readonly certain: AddressSet;
  readonly possible: AddressSet;
} {
  if (list === undefined) return { certain: NO_ADDRESSES, possible: ALL_ADDRESSES };
  let addresses = lists.get(list);
  if (addresses === undefined) {
    addresses = computeListAddresses(list);
    lists.set(list, addresses);
  }
  return addresses;
}

function computeListAddresses(list: PrefixList): { certain: AddressSet; possible: AddressSet } {
  const certain: AddressSet[] = [];
  const possible: AddressSet[] = [];
  for (const entry of list.entries) {
    if (entry.kind === 'cidr') {
      const addresses = prefixAddresses(entry.prefix);
      possible.push(addresses);
      if (entry.certainty === 'certain' && list.certainty === 'certain') certain.push(addresses);
    } else if (entry.kind !== 'invalid-cidr') {
      possible.push(entry.kind === 'unknown' ? addressesOf(entry.family) : ALL_ADDRESSES);
    }
  }
  if (list.open) possible.push(list.publicOnly === true ? PUBLIC_ADDRESSES : ALL_ADDRESSES);
  return { certain: unionAllAddresses(certain), possible: unionAllAddresses(possible) };
}
