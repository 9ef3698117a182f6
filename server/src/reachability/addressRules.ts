/**
 * What the rules of all groups say about addresses, each thing said once: of a hundred thousand rules most say the same as
 * others. Found by the addresses; whether anything flows is not asked yet.
 */

import { addressSetKey, type AddressSet } from '../packets/addressSet';
import { trafficSetKey } from '../packets/trafficSet';
import type { Direction, Peer, Rule } from '../network/model';
import { referenceId, type GroupView, type NetworkModel } from '../network/networkModel';
import { addressIndex, type AddressIndex } from './addressIndex';
import { incompleteness } from './filters';
import type { NetworkReader } from './networkReader';
import { peerAdmissions, type Admission } from './peers';

/** What rules of some groups say alike: the same traffic, to or from the same addresses, named in the same way. */
export interface AddressRule {
  /** Its place among all of its model and direction. */
  readonly number: number;
  /** A list of it alone. */
  readonly itself: readonly AddressRule[];
  /** As the first of them says it. */
  readonly admission: Admission;
  /** The places of the groups in the model's order, ascending; a group may come several times. */
  readonly groups: number[];
  /** For each of `groups`, which of the group's admissions it is. */
  readonly ranks: number[];
}

export interface AddressRules {
  readonly byAddress: AddressIndex<AddressRule>;
  /** Rules that admit a group that is not known, with the place of the group that they belong to. */
  readonly ofAnyGroup: readonly { readonly group: number; readonly rule: Rule }[];
  /** By the group's place: 1 where more than its rules, each for itself, decides. */
  readonly entangled: Uint8Array;
}

const kept = new WeakMap<NetworkModel, Map<Direction, AddressRules>>();

/** The rules of one direction that are about addresses. Kept with the model. */
export function addressRules(model: NetworkModel, reader: NetworkReader, direction: Direction): AddressRules {
  const ofModel = kept.get(model) ?? new Map<Direction, AddressRules>();
  kept.set(model, ofModel);
  let rules = ofModel.get(direction);
  if (rules === undefined) {
    rules = collectRules(model, reader, direction);
    ofModel.set(direction, rules);
  }
  return rules;
}

function collectRules(model: NetworkModel, reader: NetworkReader, direction: Direction): AddressRules {
  const said = new Map<string, readonly AddressRule[]>();
  const bySet = new Map<string, AddressRule>();
  const ofAnyGroup: { group: number; rule: Rule }[] = [];
  const entangled = new Uint8Array(model.views.size);

  /** What the peer of a rule says about addresses. */
  const meaning = (rule: Rule, peer: Peer, view: GroupView): readonly AddressRule[] =>
    peerAdmissions(reader, rule, peer, view.id).flatMap((admission) => {
      const key = admissionKey(admission);
      if (key === undefined) return [];
      let found = bySet.get(key);
      if (found === undefined) {
        found = addressRule(bySet.size, admission);
        bySet.set(key, found);
      }
      return [found];
    });

  let group = -1;
  for (const view of model.views.values()) {
    group++;
    let rank = 0;
    if (incompleteness(view, direction) !== undefined) entangled[group] = 1;
    for (const rule of view.rules[direction]) {
      if (rule.action === 'deny') entangled[group] = 1;
      for (const peer of rule.peers) {
        if (namesUnknownGroup(peer)) ofAnyGroup.push({ group, rule });
        if (rule.action === 'deny' || peer.kind === 'group' || peer.kind === 'invalid-cidr') continue;
        const text = writtenKey(rule, peer);
        let rules = text === undefined ? undefined : said.get(text);
        if (rules === undefined) {
          rules = meaning(rule, peer, view);
          if (text !== undefined) said.set(text, rules);
        }
        for (const each of rules) {
          each.groups.push(group);
          each.ranks.push(rank++);
        }
      }
    }
  }
  const entries = Array.from(bySet.values(), (thing) => ({ addresses: addressesOf(thing.admission), thing }));
  return { byAddress: addressIndex(entries), ofAnyGroup, entangled };
}

function addressRule(number: number, admission: Admission): AddressRule {
  const itself: AddressRule[] = [];
  const rule: AddressRule = { number, itself, admission, groups: [], ranks: [] };
  itself.push(rule);
  return rule;
}

function namesUnknownGroup(peer: Peer): boolean {
  if (peer.kind === 'unknown') return peer.of === 'group' || peer.of === 'any';
  return peer.kind === 'group' && !peer.self && peer.group.kind === 'unknown';
}

function addressesOf({ admitted }: Admission): AddressSet {
  if (admitted.kind !== 'addresses') throw new Error('A rule about addresses.');
  return admitted.possible;
}

/** Text that is equal for admissions that say the same; undefined for one that is not about addresses. */
function admissionKey({ peer, admitted, traffic }: Admission): string | undefined {
  if (admitted.kind !== 'addresses') return undefined;
  const { certain, possible, prefixList = '' } = admitted;
  // The flow of a prefix that a rule names is called by it.
  return [
    peer.kind === 'cidr' ? 'prefix' : 'addresses',
    prefixList,
    addressSetKey(certain),
    addressSetKey(possible),
    trafficSetKey(traffic.certain),
    trafficSetKey(traffic.possible),
  ].join('\t');
}

/** Text that is equal only for what is written alike; undefined for what is rarely written. Made of ten thousands. */
function writtenKey({ protocol, ports, certainty }: Rule, peer: Peer): string | undefined {
  if (protocol.kind !== 'protocol' || (ports.kind !== 'range' && ports.kind !== 'all')) return undefined;
  const traffic = ports.kind === 'all' ? '' : `${ports.from}-${ports.to}`;
  const rule = `${certainty} ${protocol.protocol} ${traffic} ${peer.certainty}`;
  if (peer.kind === 'cidr') {
    const { family, first, length } = peer.prefix;
    return `${rule} ${family} ${first}/${length}`;
  }
  const list = peer.kind === 'prefix-list' ? referenceId(peer.list) : undefined;
  return list === undefined ? undefined : `${rule} list ${list}`;
}
