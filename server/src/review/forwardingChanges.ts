/**
 * What a balancer got through to its targets and no longer does, because of where it forwards: a listener, a listener
 * rule, a target group or a registration was edited, and the rules of groups speak of the old ports, or nothing is
 * registered there any more. Where the rules took the flow themselves, pairChanges.ts tells it.
 */

import type { Forwarding, Forwardings, ForwardingWay } from '../network/endpoints';
import type { Attachment } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import { isEmptyPacketSet, packetsOf, type PacketSet } from '../packets/packetSet';
import { mayAddRules } from '../checks/groupUses';
import type { StepKind } from '../reachability/answer';
import { forwardedHop, servicesTraffic } from '../reachability/hops';
import { resolveEnd, type End } from '../reachability/ends';
import type { NetworkReader } from '../reachability/networkReader';
import { passageBetween } from '../reachability/stages';
import type { FlowChange, LostForwarding } from './comparison';
import { endedWay, type EndedWay } from './endedWays';
import { clientsOf } from './listeningChanges';
import { isUnplacedOnlyIn, PLACE_STEPS } from './placementChanges';
import type { EndPair, Versions } from './versions';

/** The forwardings that surely got through and surely do not now. */
export function forwardingChanges(
  versions: Versions,
  before: NetworkModel,
  after: NetworkModel,
): FlowChange[] {
  const old = waysOf(before.forwardings);
  if (old.size === 0 || before.forwardings === after.forwardings) return [];
  const current = waysOf(after.forwardings);
  const changes: FlowChange[] = [];
  for (const [key, way] of old) {
    const now = current.get(key);
    if (way.forwardings.length === 0 || now?.meaning === way.meaning) continue;
    const ended = endedWay({ was: way, now, before: old, after: current });
    changes.push(...changesOfWay(versions, before, after, way, now, ended));
  }
  return changes;
}

/** A way, and all that it does. */
export interface Way extends ForwardingWay {
  readonly meaning: string;
}

const ways = new WeakMap<Forwardings, ReadonlyMap<string, Way>>();

function waysOf(forwardings: Forwardings): ReadonlyMap<string, Way> {
  let found = ways.get(forwardings);
  if (found === undefined) {
    found = new Map(
      forwardings.ways.map((way) => [
        wayOf(way),
        { ...way, meaning: [way.result, ...way.forwardings.map(meaningOf).sort()].join('\n') },
      ]),
    );
    ways.set(forwardings, found);
  }
  return found;
}

/** The same in both versions of a listener or listener rule. */
export function wayOf({ listener, rule }: Pick<Forwarding, 'listener' | 'rule'>): string {
  return `${listener.address} ${rule?.address ?? ''}`;
}

function meaningOf(forwarding: Forwarding): string {
  const { balancer, target, services, healthChecks, preservesClientAddress, certainty } = forwarding;
  return JSON.stringify([balancer, target, services, healthChecks, preservesClientAddress, certainty]);
}

function changesOfWay(
  versions: Versions,
  before: NetworkModel,
  after: NetworkModel,
  was: Way,
  now: Way | undefined,
  ended: EndedWay | undefined,
): FlowChange[] {
  const changes: FlowChange[] = [];
  const told = new Set<string>();
  for (const forwarding of was.forwardings) {
    const target = referenceId(forwarding.target) ?? '';
    if (told.has(target)) continue;
    const change =
      ended === undefined
        ? lostForwarding(versions, before, after, forwarding, now?.forwardings)
        : endedForwarding(versions, before, after, forwarding, ended);
    if (change === undefined) continue;
    told.add(target);
    changes.push(change);
  }
  return changes;
}

function lostForwarding(
  versions: Versions,
  before: NetworkModel,
  after: NetworkModel,
  was: Forwarding,
  now: readonly Forwarding[] | undefined,
): FlowChange | undefined {
  const ends = endsInBoth(versions, before, after, was);
  if (ends === undefined) return undefined;
  const counterparts = counterpartsOf(after, was, now);
  if (counterparts.length === 0 || arrival(versions, ends, was, 'before').state !== 'arrives') {
    return undefined;
  }
  const blocked: Extract<State, { state: 'blocked' }>[] = [];
  for (const forwarding of counterparts) {
    const own = endsNow(versions, ends, after, forwarding);
    const state = own === undefined ? undefined : arrival(versions, own, forwarding, 'after');
    if (state?.state !== 'blocked') return undefined;
    blocked.push(state);
  }
  const isUnplaced = [ends.balancer, ends.target].some((end) => isUnplacedOnlyIn(versions, 'before', end));
  const isByPlace = ({ steps }: { readonly steps: readonly StepKind[] }): boolean =>
    steps.length > 0 && steps.every((step) => PLACE_STEPS.has(step));
  if (isUnplaced && blocked.some(isByPlace)) return undefined;
  const [first] = blocked;
  // What rules and lists took from the way as it was, they are told for.
  if (first === undefined || arrival(versions, ends, was, 'after').state === 'blocked') return undefined;
  const elsewhere = counterparts.some((forwarding) => mayHaveMoreRules(after, forwarding));
  return {
    kind: 'lost',
    source: ends.balancer.endpoint,
    destination: ends.target.endpoint,
    packets: packetsBetween(ends, was),
    certainty: elsewhere ? 'possible' : 'certain',
    doubt: elsewhere ? 'rules-elsewhere' : undefined,
    rules: [],
    changes: [],
    along: {
      kind: 'forwarding',
      purpose: first.purpose,
      before: was,
      after: counterparts,
      steps: first.steps,
    },
  };
}

/** Nothing is forwarded in its place: it is lost if it surely got through, and no rule is to blame. */
function endedForwarding(
  versions: Versions,
  before: NetworkModel,
  after: NetworkModel,
  was: Forwarding,
  { instead, stillServed }: EndedWay,
): FlowChange | undefined {
  const ends = stillServed(was.target) ? undefined : endsInBoth(versions, before, after, was);
  if (ends === undefined || arrival(versions, ends, was, 'before').state !== 'arrives') return undefined;
  if (arrival(versions, ends, was, 'after').state === 'blocked') return undefined;
  return {
    kind: 'lost',
    source: ends.balancer.endpoint,
    destination: ends.target.endpoint,
    packets: packetsBetween(ends, was),
    certainty: 'certain',
    doubt: undefined,
    rules: [],
    changes: [],
    along: { kind: 'forwarding', purpose: 'traffic', before: was, after: [], instead, steps: [] },
  };
}

/** What the way forwards now in the place of what it forwarded: to the same target, or else to others in its place. */
function counterpartsOf(
  after: NetworkModel,
  was: Forwarding,
  now: readonly Forwarding[] | undefined,
): readonly Forwarding[] {
  const sameTarget = ({ target }: Forwarding): boolean => referenceId(target) === referenceId(was.target);
  const ofBalancer = after.forwardings.byBalancer.get(referenceId(was.balancer) ?? '') ?? [];
  if (now === undefined) {
    const accepted = new Set(was.accepts.map(({ protocol, port }) => `${String(protocol)}/${String(port)}`));
    return ofBalancer.filter(
      (each) =>
        sameTarget(each) &&
        each.accepts.some(({ protocol, port }) => accepted.has(`${String(protocol)}/${String(port)}`)),
    );
  }
  const own = now.filter((each) => ofBalancer.includes(each));
  const toTarget = own.filter(sameTarget);
  return toTarget.length > 0 ? toTarget : own;
}

interface Ends {
  readonly balancer: EndPair;
  readonly target: EndPair;
  /** The balancer as it was, for finding who entered it. */
  readonly attachment: Attachment;
}

/** The ends of a forwarding of the earlier version; undefined unless they surely exist in both. */
function endsInBoth(
  versions: Versions,
  before: NetworkModel,
  after: NetworkModel,
  forwarding: Forwarding,
): Ends | undefined {
  const [balancerId, targetId] = [forwarding.balancer, forwarding.target].map(
    (end) => referenceId(end) ?? '',
  );
  for (const { attachments } of [before, after]) {
    for (const id of [balancerId, targetId]) {
      if (attachments.get(id ?? '')?.certainty !== 'certain') return undefined;
    }
  }
  const balancer = versions.attachment(balancerId ?? '');
  const target = versions.attachment(targetId ?? '');
  const attachment = before.attachments.get(balancerId ?? '');
  return balancer === undefined || target === undefined || attachment === undefined
    ? undefined
    : { balancer, target, attachment };
}

/** The same balancer with the target of another forwarding, which may be new; undefined unless that surely exists. */
function endsNow(
  versions: Versions,
  ends: Ends,
  after: NetworkModel,
  { target }: Forwarding,
): Ends | undefined {
  const id = referenceId(target) ?? '';
  if (after.attachments.get(id)?.certainty !== 'certain') return undefined;
  const end = resolveEnd(versions.after, { kind: 'attachment', id });
  return end && { ...ends, target: { endpoint: end.endpoint, before: end, after: end } };
}

/** Whether a group of one of the ends is handed to somebody who may give it rules. */
function mayHaveMoreRules(after: NetworkModel, { balancer, target }: Forwarding): boolean {
  return [balancer, target].some((end) =>
    after.attachments
      .get(referenceId(end) ?? '')
      ?.groups.some(
        ({ group }) => after.views.get(referenceId(group) ?? '')?.uses.some(mayAddRules) === true,
      ),
  );
}

type State =
  | { readonly state: 'arrives' | 'unknown' }
  | {
      readonly state: 'blocked';
      readonly purpose: LostForwarding['purpose'];
      readonly steps: readonly StepKind[];
    };

/** What becomes of a forwarding's packets and health checks, in the rules of one of the versions. */
function arrival(
  versions: Versions,
  { balancer, target, attachment }: Ends,
  forwarding: Forwarding,
  version: 'before' | 'after',
): State {
  const reader = versions[version];
  if (forwarding.certainty !== 'certain' || forwarding.services.length === 0) return { state: 'unknown' };
  const traffic = trafficArrival();
  if (traffic.state === 'blocked') return traffic;
  const checks = healthArrival(reader, balancer[version], target[version], forwarding);
  if (checks.state === 'blocked') return checks;
  return checks.state === 'arrives' ? traffic : checks;

  function trafficArrival(): State {
    if (forwarding.preservesClientAddress === undefined) return { state: 'unknown' };
    const entrances = forwarding.preservesClientAddress
      ? clientsOf(versions, balancer, attachment, forwarding.accepts).map(({ source }) => source[version])
      : [balancer[version]];
    if (entrances.length === 0) return { state: 'unknown' };
    const hops = entrances.map((client) =>
      forwardedHop(
        reader,
        { balancer: balancer[version], client, entered: servicesTraffic(forwarding.accepts) },
        { key: '', end: target[version], attachment: undefined },
        forwarding,
      ),
    );
    if (hops.some((hop) => hop?.certainty === 'certain')) return { state: 'arrives' };
    if (hops.some((hop) => hop !== undefined)) return { state: 'unknown' };
    const steps = stepsInTheWay(reader, balancer[version], target[version], forwarding.services);
    return { state: 'blocked', purpose: 'traffic', steps };
  }
}

function healthArrival(reader: NetworkReader, balancer: End, target: End, forwarding: Forwarding): State {
  if (forwarding.targetGroup.healthCheck.kind === 'absent') return { state: 'arrives' };
  if (forwarding.healthChecks.length === 0) return { state: 'unknown' };
  const passage = passageBetween(reader, balancer, target, servicesTraffic(forwarding.healthChecks));
  if (!isEmptyPacketSet(passage.certain)) return { state: 'arrives' };
  if (!isEmptyPacketSet(passage.possible)) return { state: 'unknown' };
  const steps = stepsInTheWay(reader, balancer, target, forwarding.healthChecks);
  return { state: 'blocked', purpose: 'health-checks', steps };
}

function stepsInTheWay(
  reader: NetworkReader,
  balancer: End,
  target: End,
  services: Forwarding['services'],
): readonly StepKind[] {
  return passageBetween(reader, balancer, target, servicesTraffic(services))
    .stages.filter(({ possible }) => isEmptyPacketSet(possible))
    .map(({ step }) => step);
}

function packetsBetween({ balancer, target }: Ends, { services }: Forwarding): PacketSet {
  const traffic = servicesTraffic(services);
  const known = packetsOf({ traffic, sources: balancer.before.known, destinations: target.before.known });
  return isEmptyPacketSet(known)
    ? packetsOf({ traffic, sources: balancer.before.may, destinations: target.before.may })
    : known;
}
