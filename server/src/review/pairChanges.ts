/**
 * What one pair of ends lost or gained. Sets of addresses are compared in addressChanges.ts. Which pairs are looked at
 * is decided in compare.ts; why a change counts as one is written down in docs/decisions/0005-what-counts-as-lost.md.
 */

import { addressesOfFamily } from '../packets/addressSet';
import type { IpFamily } from '../packets/ipPrefix';
import {
  isEmptyPacketSet,
  packetSetsOverlap,
  packetsOf,
  unionAllPackets,
  type PacketSet,
} from '../packets/packetSet';
import {
  ALL_TRAFFIC,
  intersectTraffic,
  NO_TRAFFIC,
  subtractTraffic,
  unionAllTraffic,
  type TrafficSet,
} from '../packets/trafficSet';
import type { Endpoint, StepKind } from '../reachability/answer';
import { coveredPackets, trafficOfFamily } from '../reachability/coverage';
import { isAddressEnd, type End } from '../reachability/ends';
import type { Hit } from '../reachability/hits';
import { passageBetween, passageThrough, type Passage } from '../reachability/stages';
import type { BlamedChange, FlowChange } from './comparison';
import { unansweredPorts } from './droppedReplies';
import { isUnplacedOnlyIn, PLACE_STEPS } from './placementChanges';
import type { EndPair, Versions } from './versions';

const FAMILIES: readonly IpFamily[] = [4, 6];

/** The changes between two ends, at least one of which is a group or an attachment. */
export function pairChanges(versions: Versions, source: EndPair, destination: EndPair): FlowChange[] {
  const before = passageBetween(versions.before, source.before, destination.before, ALL_TRAFFIC);
  const after = passageBetween(versions.after, source.after, destination.after, ALL_TRAFFIC);
  const ends = { source: source.endpoint, destination: destination.endpoint };
  const isUnplaced = (version: 'before' | 'after'): boolean =>
    [source, destination].some((end) => isUnplacedOnlyIn(versions, version, end));
  return [
    ...lessened('lost', versions, ends, before, after, isUnplaced('before')),
    ...lessened('gained', versions, ends, after, before, isUnplaced('after')),
  ];
}

type Doubt = FlowChange['doubt'];

/**
 * What flows in `one` and not in `other`: lost where `one` is the earlier version, gained where it is the later.
 * `unplaced`: only in `other` it is known where the ends stand, so that what routes and lists stop there tells nothing.
 */
function lessened(
  kind: FlowChange['kind'],
  versions: Versions,
  ends: { readonly source: Endpoint; readonly destination: Endpoint },
  one: Passage,
  other: Passage,
  unplaced: boolean,
): FlowChange[] {
  const ofOther = unplaced ? passageOfRules(other) : other;
  const found: FlowChange[] = [];
  const add = (traffic: readonly TrafficSet[], certainty: FlowChange['certainty'], doubt: Doubt): void => {
    const packets = unionAllPackets(
      traffic.map((each, index) => betweenMembers(each, one.source, one.destination, FAMILIES[index] ?? 4)),
    );
    if (isEmptyPacketSet(packets)) return;
    const hits = one.stages.flatMap((stage) =>
      stage.hits.filter((hit) => packetSetsOverlap(hit.possible, packets)),
    );
    const changes = blamedChanges(kind, versions, hits);
    const change = { kind, ...ends, packets, certainty, rules: distinctRules(hits), changes };
    if (doubt !== 'now-uncertain' || changes.length > 0) {
      found.push({ ...change, doubt });
      return;
    }
    // Rules as before and still a possible flow: members came or went, which takes nothing from those who stay. But
    // where replies to some ports are dropped, clients are cut off by chance.
    const ports = unplaced ? undefined : unansweredPorts(versions, one, other, packets);
    if (ports !== undefined) found.push({ ...change, doubt: 'replies-dropped', unansweredPorts: ports });
  };

  const surely: TrafficSet[] = [];
  const likely: TrafficSet[] = [];
  const maybe: TrafficSet[] = [];
  for (const family of FAMILIES) {
    const present = hasFamily(one.source, family) && hasFamily(one.destination, family);
    const was = present ? trafficOfFamily(one.certain, family) : NO_TRAFFIC;
    const still = trafficOfFamily(ofOther.possible, family);
    const byRules = subtractTraffic(was, still);
    // What routes or lists stopped there as well hangs on where it stands here.
    const sure = unplaced ? intersectTraffic(byRules, passedBesideRules(other, family)) : byRules;
    const sides = present ? lostAtSides(one, ofOther, family) : NO_TRAFFIC;
    surely.push(sure);
    likely.push(subtractTraffic(intersectTraffic(sides, trafficOfFamily(one.possible, family)), sure));
    maybe.push(subtractTraffic(subtractTraffic(was, trafficOfFamily(ofOther.certain, family)), sure));
  }
  add(surely, 'certain', undefined);
  add(likely, 'possible', 'other-side-unknown');
  if (kind === 'lost') {
    add(
      maybe.map((each, index) => subtractTraffic(each, likely[index] ?? NO_TRAFFIC)),
      'possible',
      'now-uncertain',
    );
    if (found.length === 0) {
      add(lostThoughUndeclared(versions, one, other), 'possible', 'source-egress-undeclared');
    }
  }
  return found;
}

/** The passage as if routes and access lists let everything through. */
function passageOfRules(passage: Passage): Passage {
  const { source, destination, stages, beside } = passage;
  const ofRules = stages.filter(({ step }) => !PLACE_STEPS.has(step));
  return ofRules.length === stages.length || ofRules.length === 0
    ? passage
    : passageThrough(source, destination, ofRules, beside);
}

/** The traffic that routes and access lists may let through. */
function passedBesideRules({ stages }: Passage, family: IpFamily): TrafficSet {
  return stages
    .filter(({ step }) => PLACE_STEPS.has(step))
    .map(({ possible }) => trafficOfFamily(possible, family))
    .reduce(intersectTraffic, ALL_TRAFFIC);
}

function hasFamily(end: End, family: IpFamily): boolean {
  return family === 4 ? end.has.ipv4 : end.has.ipv6;
}

/** The traffic between all members of the two ends, of one family. */
export function betweenMembers(
  traffic: TrafficSet,
  source: End,
  destination: End,
  family: IpFamily,
): PacketSet {
  return packetsOf({
    traffic,
    sources: addressesOfFamily(placeOf(source), family),
    destinations: addressesOfFamily(placeOf(destination), family),
  });
}

/** A prefix list whose entries are not known stands for addresses all the same. */
function placeOf(end: End): End['known'] {
  return isAddressEnd(end) ? end.may : end.known;
}

const STEPS: readonly StepKind[] = [
  'source-egress',
  'source-acl',
  'route',
  'destination-acl',
  'destination-ingress',
];

/** The traffic that one side surely let through in `one` and cannot let through in `other`. */
function lostAtSides(one: Passage, other: Passage, family: IpFamily): TrafficSet {
  return unionAllTraffic(STEPS.map((step) => lostAtStage(one, other, step, family)));
}

/** A stage that is not there lets everything through. */
function lostAtStage(one: Passage, other: Passage, step: StepKind, family: IpFamily): TrafficSet {
  const still = other.stages.find((stage) => stage.step === step);
  if (still === undefined) return NO_TRAFFIC;
  const was = one.stages.find((stage) => stage.step === step);
  const certain =
    was === undefined
      ? ALL_TRAFFIC
      : trafficOfFamily(coveredPackets(was.certain, placeOf(one.source), placeOf(one.destination)), family);
  return subtractTraffic(certain, trafficOfFamily(still.possible, family));
}

/**
 * Traffic whose admission at the destination is gone, while the source declares no egress rule at all. Terraform then
 * removes the default rule, but only from a group that it creates: one that was imported, or lost its last inline
 * block, still has its egress. So the flow may have worked.
 */
function lostThoughUndeclared(versions: Versions, before: Passage, after: Passage): TrafficSet[] {
  const silent = [...before.source.identities.keys()].every((id) => {
    const view = versions.before.view(id);
    // `egress = []` says that nothing is to leave; silence says nothing.
    return view?.group?.inline.egress === 'absent' && view.rules.egress.length === 0;
  });
  if (!silent || before.source.identities.size === 0 || !isEmptyPacketSet(before.possible)) return [];
  return FAMILIES.map((family) =>
    hasFamily(before.source, family) && hasFamily(before.destination, family)
      ? lostAtStage(before, after, 'destination-ingress', family)
      : NO_TRAFFIC,
  );
}

/** The edits of the rules that let something through: those that are gone or differ (lost), or those that are new or differ (gained). */
export function blamedChanges(
  kind: FlowChange['kind'],
  versions: Versions,
  hits: readonly Hit[],
): BlamedChange[] {
  const blamed: BlamedChange[] = [];
  for (const { rule, owner, peer } of hits) {
    const group = kind === 'lost' ? versions.toAfter(owner) : owner;
    const change = versions
      .changesOf(group)
      .find((each) => (kind === 'lost' ? each.before === rule : each.after === rule));
    if (change !== undefined) blamed.push({ direction: rule.direction, group, change, peer });
  }
  return blamed;
}

/** The rules, each once, in the order a packet meets them. */
export function distinctRules(hits: readonly Hit[]): FlowChange['rules'] {
  return [...new Set(hits.map((hit) => hit.rule))];
}
