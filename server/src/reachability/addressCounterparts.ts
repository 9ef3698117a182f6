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

/** What has been found of one group: nothing, its only rule, several, or that more than rules decides. */
const NOTHING = 0;
const ONE_RULE = 1;
const SEVERAL_RULES = 2;
const MORE = 3;

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
  const found = new RuleFinds(groups.views.length);
  for (const rule of byAddress.overlapping(end.may)) {
    if (trafficSetsOverlap(rule.admission.traffic.possible, asked)) found.add(rule, entangled);
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

/** What has been found of each group, by its place. Most of ten thousand have one rule that admits an address. */
class RuleFinds {
  private readonly what: Uint8Array;
  private readonly firstRank: Uint32Array;
  private readonly first: (AddressRule | undefined)[];
  private readonly all = new Map<number, { readonly rank: number; readonly rule: AddressRule }[]>();

  constructor(count: number) {
    this.what = new Uint8Array(count);
    this.firstRank = new Uint32Array(count);
    this.first = Array.from({ length: count }, () => undefined);
  }

  /** The rule, of every group that has it. */
  add(rule: AddressRule, entangled: Uint8Array): void {
    const { groups, ranks } = rule;
    for (let index = 0; index < groups.length; index++) {
      const place = groups[index] ?? 0;
      const rank = ranks[index] ?? 0;
      if (this.what[place] === NOTHING) {
        this.what[place] = entangled[place] === 1 ? MORE : ONE_RULE;
        this.first[place] = rule;
        this.firstRank[place] = rank;
      } else if (this.what[place] === ONE_RULE) {
        const first = this.first[place] ?? rule;
        this.what[place] = SEVERAL_RULES;
        this.all.set(place, [
          { rank: this.firstRank[place] ?? 0, rule: first },
          { rank, rule },
        ]);
      } else {
        this.all.get(place)?.push({ rank, rule });
      }
    }
  }

  addMore(place: number): void {
    this.what[place] = MORE;
  }

  /** Of the groups of which something has been found, ascending. */
  places(): number[] {
    const places: number[] = [];
    for (let place = 0; place < this.what.length; place++) {
      if (this.what[place] !== NOTHING) places.push(place);
    }
    return places;
  }

  decidesByRules(place: number): boolean {
    return this.what[place] !== MORE;
  }

  rulesAt(place: number): readonly AddressRule[] {
    const several = this.what[place] === SEVERAL_RULES ? this.all.get(place) : undefined;
    if (several === undefined) return this.first[place]?.itself ?? [];
    return several.sort((left, right) => left.rank - right.rank).map(({ rule }) => rule);
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
