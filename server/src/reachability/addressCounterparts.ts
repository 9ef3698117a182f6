/**
 * The groups whose rules may admit some of a set of addresses: which of ten thousand groups a question about an address
 * has to look at. Whether anything flows is not asked yet.
 */

import { addressSetKey, type AddressSet } from '../packets/addressSet';
import { trafficSetsOverlap, type TrafficSet } from '../packets/trafficSet';
import type { Direction, Rule } from '../network/model';
import { referenceId, type GroupView, type NetworkModel } from '../network/networkModel';
import { addressIndex, type AddressIndex } from './addressIndex';
import { addressRules, type AddressRule } from './addressRules';
import { alikeGroups } from './alikeGroups';
import type { End } from './ends';
import { memberAddresses } from './memberAddresses';
import type { NetworkReader } from './networkReader';
import { ruleTraffic } from './rulePackets';

/** The groups whose rules may admit some of the addresses, by their places among the groups of the model. */
export interface AddressCounterparts {
  /** Ascending. */
  readonly places: readonly number[];
  /** Whether the rules alone decide, each for itself. */
  readonly decidesByRules: (place: number) => boolean;
  /** Then all of them that may admit, in the group's order. */
  readonly rulesAt: (place: number) => readonly AddressRule[];
}

/**
 * The groups with a rule in the direction, or an attachment that carries one, that may admit the end for some of the
 * traffic, in the model's order. The end is a set of addresses.
 */
export function addressCounterparts(
  model: NetworkModel,
  reader: NetworkReader,
  end: End,
  direction: Direction,
  asked: TrafficSet,
): AddressCounterparts {
  const groups = alikeGroups(model);
  // Rules of groups that are not known may be any group's.
  if (reader.unplacedRules !== undefined && reader.unplacedRules.length > 0) {
    return { places: [...groups.views.keys()], decidesByRules: () => false, rulesAt: () => [] };
  }
  const { byAddress, ofAnyGroup, entangled } = addressRules(model, reader, direction);
  const found = new RuleFinds(entangled);
  for (const rule of byAddress.overlapping(end.may)) {
    if (trafficSetsOverlap(rule.admission.traffic.possible, asked)) found.add(rule);
  }
  const addNaming = (place: number | undefined, rule: Rule): void => {
    if (place !== undefined && trafficSetsOverlap(ruleTraffic(rule).possible, asked)) found.addMore(place);
  };
  if (end.mayBeMember) {
    for (const { group, rule } of ofAnyGroup) addNaming(group, rule);
    for (const view of membersAt(model, reader, end.may)) {
      for (const rule of view.namedBy) {
        const owner = rule.direction === direction ? referenceId(rule.group) : undefined;
        if (owner !== undefined) addNaming(groups.placeOf(owner), rule);
      }
      for (const rule of view.rules[direction]) {
        if (rule.peers.some((peer) => peer.kind === 'group' && peer.self)) {
          addNaming(groups.placeOf(view.id), rule);
        }
      }
    }
  }
  // A member of another group may carry the owner too, and then its rules count.
  const companions = found.places().flatMap((place) => groups.companionsAt(place));
  for (const place of companions) found.addMore(place);
  return {
    places: found.places(),
    decidesByRules: (place) => found.decidesByRules(place),
    rulesAt: (place) => found.rulesAt(place),
  };
}

/**
 * What has been found of each group, by its place. The rules of a group are a list of numbers each of which leads to the
 * next, so that finding three rules of each of ten thousand groups makes no object.
 */
class RuleFinds {
  /** By place: one more than where the group's list begins; 0 for an empty one. */
  private readonly heads: Uint32Array;
  private readonly rules: AddressRule[] = [];
  private readonly ranks: number[] = [];
  private readonly next: number[] = [];
  /** By place: 1 where more than rules decides. */
  private readonly more: Uint8Array;

  constructor(private readonly entangled: Uint8Array) {
    this.heads = new Uint32Array(entangled.length);
    this.more = new Uint8Array(entangled.length);
  }

  /** The rule, of every group that has it. */
  add(rule: AddressRule): void {
    const { groups, ranks } = rule;
    for (let index = 0; index < groups.length; index++) {
      const place = groups[index] ?? 0;
      this.rules.push(rule);
      this.ranks.push(ranks[index] ?? 0);
      this.next.push(this.heads[place] ?? 0);
      this.heads[place] = this.next.length;
    }
  }

  addMore(place: number): void {
    this.more[place] = 1;
  }

  /** Of the groups of which something has been found, ascending. */
  places(): number[] {
    const places: number[] = [];
    for (let place = 0; place < this.heads.length; place++) {
      if (this.heads[place] !== 0 || this.more[place] === 1) places.push(place);
    }
    return places;
  }

  decidesByRules(place: number): boolean {
    return this.more[place] === 0 && this.entangled[place] === 0;
  }

  rulesAt(place: number): readonly AddressRule[] {
    const head = this.heads[place] ?? 0;
    if (this.next[head - 1] === 0) return this.rules[head - 1]?.itself ?? [];
    const found: number[] = [];
    for (let at = head; at !== 0; at = this.next[at - 1] ?? 0) found.push(at - 1);
    found.sort((left, right) => (this.ranks[left] ?? 0) - (this.ranks[right] ?? 0));
    return found.flatMap((at) => this.rules[at] ?? []);
  }
}

const members = new WeakMap<NetworkModel, AddressIndex<readonly GroupView[]>>();

/** The groups whose members may have one of the addresses. */
function membersAt(model: NetworkModel, reader: NetworkReader, addresses: AddressSet): readonly GroupView[] {
  let index = members.get(model);
  if (index === undefined) {
    index = indexMembers(model, reader);
    members.set(model, index);
  }
  return [...index.overlapping(addresses)].flat();
}

/** Most groups have their members in a few subnets: those that have the same addresses are one entry. */
function indexMembers(model: NetworkModel, reader: NetworkReader): AddressIndex<readonly GroupView[]> {
  const alike = new Map<string, { readonly addresses: AddressSet; readonly thing: GroupView[] }>();
  for (const view of model.views.values()) {
    const { may: addresses } = memberAddresses(reader, view);
    const key = addressSetKey(addresses);
    const entry = alike.get(key);
    if (entry === undefined) alike.set(key, { addresses, thing: [view] });
    else entry.thing.push(view);
  }
  return addressIndex([...alike.values()]);
}
