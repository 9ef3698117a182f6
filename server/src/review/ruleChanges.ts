/**
 * Which rules of a group an edit touched: rules of the two models that mean the same are set aside, however they are
 * declared, and what is left is paired by what was most likely edited into what.
 */

import { trafficSetKey, trafficSetsOverlap } from '../packets/trafficSet';
import type { Rule } from '../network/model';
import { referenceId, type GroupView } from '../network/networkModel';
import { ruleTraffic } from '../reachability/rulePackets';
import { peerMeaning, ruleMeaning, type Renaming } from './meaning';

/** An edited rule (both), a removed one (`before` alone) or a new one (`after` alone). */
export type RuleChange =
  | { readonly before: Rule; readonly after: Rule | undefined }
  | { readonly before: undefined; readonly after: Rule };

/**
 * The changes between the rules of two versions of a group. `rename` gives ids of the earlier model as those of the
 * later; `afterRule` finds a rule anywhere in the later model, as an edit may move it to another group.
 */
export function ruleChanges(
  before: GroupView | undefined,
  after: GroupView | undefined,
  rename: Renaming | undefined,
  afterRule: (address: string) => Rule | undefined,
): RuleChange[] {
  const old = before === undefined ? [] : [...before.rules.ingress, ...before.rules.egress];
  const current = after === undefined ? [] : [...after.rules.ingress, ...after.rules.egress];
  const remaining = new Map<string, Rule[]>();
  for (const rule of current) {
    const key = ruleMeaning(rule);
    const list = remaining.get(key);
    if (list === undefined) remaining.set(key, [rule]);
    else list.push(rule);
  }
  const goneRules: Rule[] = [];
  const kept = new Set<Rule>();
  for (const rule of old) {
    const key = ruleMeaning(rule, rename);
    const equals = remaining.get(key);
    // Of rules that mean the same, the one with the same address is the same rule. Rules that let nothing through all
    // mean the same, which does not make one the other.
    const sameAddress = equals?.findIndex((each) => each.address === rule.address) ?? -1;
    const index = sameAddress < 0 && key !== '' ? 0 : sameAddress;
    const equal = equals?.[index];
    if (equal === undefined) goneRules.push(rule);
    else {
      kept.add(equal);
      equals?.splice(index, 1);
    }
  }
  const newRules = current.filter((rule) => !kept.has(rule));
  return pair(goneRules, newRules, rename, kept, afterRule);
}

function pair(
  goneRules: readonly Rule[],
  newRules: readonly Rule[],
  rename: Renaming | undefined,
  kept: ReadonlySet<Rule>,
  afterRule: (address: string) => Rule | undefined,
): RuleChange[] {
  const partner = new Map<Rule, Rule>();
  const free = new Set(newRules);
  const join = (before: Rule, after: Rule): void => {
    partner.set(before, after);
    free.delete(after);
  };
  for (const before of goneRules) {
    if (before.declaredAs === 'inline') continue;
    const same = newRules.find((after) => after.address === before.address && free.has(after));
    if (same !== undefined) {
      join(before, same);
      continue;
    }
    const elsewhere = afterRule(before.address);
    if (elsewhere !== undefined && !kept.has(elsewhere)) partner.set(before, elsewhere);
  }
  // Inline blocks have no identity but their place, which shifts when one before them goes.
  const byTrait = new Map<string, Rule[]>();
  for (const after of free) {
    for (const trait of traits(after)) byTrait.set(trait, [...(byTrait.get(trait) ?? []), after]);
  }
  const candidates = goneRules
    .filter((before) => !partner.has(before))
    .flatMap((before) => {
      const alike = new Set(traits(before, rename).flatMap((trait) => byTrait.get(trait) ?? []));
      return [...alike].map((after) => ({ before, after, likeness: likeness(before, after, rename) }));
    })
    .sort((left, right) => right.likeness - left.likeness);
  for (const { before, after } of candidates) {
    if (!partner.has(before) && free.has(after)) join(before, after);
  }
  return [
    ...goneRules.map((before) => ({ before, after: partner.get(before) })),
    ...[...free].map((after) => ({ before: undefined, after })),
  ];
}

/** What an edited rule usually keeps: its traffic, or one of its peers. */
function traits(rule: Rule, rename?: Renaming): string[] {
  const owner = referenceId(rule.group);
  const { direction } = rule;
  return [
    `${direction} ${trafficSetKey(ruleTraffic(rule).possible)}`,
    ...rule.peers.map((peer) => `${direction} ${peerMeaning(peer, owner, rename)}`),
  ];
}

/** How likely the one was edited into the other. */
function likeness(before: Rule, after: Rule, rename: Renaming | undefined): number {
  const current = new Set(traits(after));
  const [traffic = '', ...peers] = traits(before, rename);
  let points = before.address === after.address ? 1 : 0;
  if (current.has(traffic)) points += 4;
  else if (trafficSetsOverlap(ruleTraffic(before).possible, ruleTraffic(after).possible)) points += 2;
  if (peers.some((peer) => current.has(peer))) points += 3;
  return points;
}
