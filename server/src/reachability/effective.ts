/**
 * Effective reachability of one group as rows for hover and checks: what each peer's rules declare, what of it really
 * flows when both sides are asked, and why not where nothing does.
 */

import { isEmptyPacketSet, trafficOf } from '../packets/packetSet';
import {
  ALL_TRAFFIC,
  isEmptyTrafficSet,
  NO_TRAFFIC,
  unionTraffic,
  type TrafficSet,
} from '../packets/trafficSet';
import type { Direction, Rule } from '../network/model';
import { referenceId, type GroupView, type NetworkModel } from '../network/networkModel';
import type { Blocker, Endpoint, Flow } from './answer';
import { groupEnd } from './ends';
import { groupFilter } from './filters';
import { endpointKey } from './names';
import { modelReader, type NetworkReader } from './networkReader';
import { reach } from './reach';
import { sideBlocker } from './blockers';
import { sideOf } from './sides';
import { passageBetween, passageBlockers } from './stages';

/** One peer of a group. `certain` is a subset of `possible`. */
export interface EffectiveRow {
  /** Undefined for peers that are known only after apply; then `unknownReason` says why. */
  readonly peer: Endpoint | undefined;
  readonly unknownReason: string | undefined;
  /** What flows, with the rules of both sides applied; of an unknown peer, what the group's own rules admit. */
  readonly certain: TrafficSet;
  readonly possible: TrafficSet;
  /** The rules that let it through, of both sides, in the order a packet meets them. */
  readonly rules: readonly Rule[];
  /** Why nothing flows for certain though a rule names the peer; empty when something does. */
  readonly blockedBy: readonly Blocker[];
}

export interface EffectiveReach {
  readonly direction: Direction;
  /** What flows first, what is declared but blocked last. */
  readonly rows: readonly EffectiveRow[];
  /** Why the table is empty, or shows nothing that flows. */
  readonly blockedBy: readonly Blocker[];
}

/** Who can reach the members of the group. Empty for a group that is not in the model. */
export function effectiveIngress(model: NetworkModel, groupId: string): EffectiveReach {
  return effectiveReach(model, groupId, 'ingress');
}

/** Whom the members of the group can reach. Empty for a group that is not in the model. */
export function effectiveEgress(model: NetworkModel, groupId: string): EffectiveReach {
  return effectiveReach(model, groupId, 'egress');
}

function effectiveReach(model: NetworkModel, groupId: string, direction: Direction): EffectiveReach {
  const reader = modelReader(model);
  const view = reader.view(groupId);
  if (view === undefined) return { direction, rows: [], blockedBy: [] };
  const group: Endpoint = { kind: 'group', id: groupId };
  const answer = reach(model, direction === 'ingress' ? { destination: group } : { source: group });
  const rows = answer.flows.map((flow) => flowRow(flow, direction));
  const shown = new Set(rows.map((row) => (row.peer === undefined ? '' : endpointKey(row.peer))));
  for (const row of declaredOnly(reader, view, direction)) {
    if (row.peer === undefined || !shown.has(endpointKey(row.peer))) rows.push(row);
  }
  return { direction, rows, blockedBy: answer.blockedBy };
}

function flowRow(flow: Flow, direction: Direction): EffectiveRow {
  return {
    peer: direction === 'ingress' ? flow.source : flow.destination,
    unknownReason: undefined,
    certain: trafficOf(flow.certain),
    possible: trafficOf(flow.possible),
    rules: flow.proof.flatMap((step) => step.rule ?? []),
    blockedBy: [],
  };
}

/** Peers that the group's own rules name: groups with what is in the way, and those that are not known yet. */
function declaredOnly(reader: NetworkReader, view: GroupView, direction: Direction): EffectiveRow[] {
  const filter = groupFilter(reader, view, direction);
  const rows: EffectiveRow[] = [];
  const end = groupEnd(reader, view);
  for (const [id, admissions] of filter.byGroup) {
    const other = reader.view(id);
    if (other === undefined) continue;
    const otherEnd = groupEnd(reader, other);
    const passage =
      direction === 'ingress'
        ? passageBetween(reader, otherEnd, end, ALL_TRAFFIC)
        : passageBetween(reader, end, otherEnd, ALL_TRAFFIC);
    if (!isEmptyPacketSet(passage.possible)) continue;
    rows.push({
      peer: otherEnd.endpoint,
      unknownReason: undefined,
      certain: trafficOf(passage.certain),
      possible: trafficOf(passage.possible),
      rules: [...new Set(admissions.map((admission) => admission.rule))],
      blockedBy: passageBlockers(reader, passage),
    });
  }
  const unknown = new Map<string, { possible: TrafficSet; rules: Set<Rule> }>();
  for (const { rule, peer, traffic } of filter.admissions) {
    const reason = unknownReason(peer);
    if (reason === undefined || isEmptyTrafficSet(traffic.possible)) continue;
    const row = unknown.get(reason) ?? { possible: NO_TRAFFIC, rules: new Set() };
    row.possible = unionTraffic(row.possible, traffic.possible);
    row.rules.add(rule);
    unknown.set(reason, row);
  }
  for (const [reason, { possible, rules }] of unknown) {
    rows.push({
      peer: undefined,
      unknownReason: reason,
      certain: NO_TRAFFIC,
      possible,
      rules: [...rules],
      blockedBy: [],
    });
  }
  return rows;
}

function unknownReason(peer: Rule['peers'][number]): string | undefined {
  if (peer.kind === 'unknown') return peer.reason;
  if (peer.kind === 'group' && !peer.self && peer.group.kind === 'unknown') return peer.group.reason;
  return peer.kind === 'prefix-list' && peer.list.kind === 'unknown' ? peer.list.reason : undefined;
}

/** An ingress rule that names a group whose own egress lets nothing of it out: the path is dead at the source. */
export interface SourceEgressGap {
  /** The ingress rule, and its peer that names the source. */
  readonly rule: Rule;
  readonly peer: Rule['peers'][number];
  readonly source: GroupView;
  /** What the rule surely admits from the source. */
  readonly traffic: TrafficSet;
  /** What is in the way, with the egress rule that comes nearest. */
  readonly blocker: Blocker;
}

/**
 * The gaps among the ingress rules of the group. Only what is certain: the rule surely admits the traffic, and no group
 * that a member of the source carries may let any of it out. A rule that names its own group counts too.
 */
export function sourceEgressGaps(reader: NetworkReader, view: GroupView): SourceEgressGap[] {
  const gaps: SourceEgressGap[] = [];
  const destination = groupEnd(reader, view);
  for (const rule of view.rules.ingress) {
    for (const peer of rule.peers) {
      if (peer.kind !== 'group' || peer.certainty !== 'certain') continue;
      const id = peer.self ? view.id : referenceId(peer.group);
      const source = id === undefined ? undefined : reader.view(id);
      if (source === undefined) continue;
      const admission = groupFilter(reader, view, 'ingress')
        .byGroup.get(source.id)
        ?.find((candidate) => candidate.peer === peer);
      const traffic = admission?.traffic.certain;
      if (traffic === undefined || isEmptyTrafficSet(traffic)) continue;
      const end = groupEnd(reader, source);
      if (!isEmptyPacketSet(sideOf(reader, 'egress', end, destination, traffic).possible)) continue;
      const blocker = sideBlocker(reader, 'egress', end, destination, traffic);
      gaps.push({ rule, peer, source, traffic, blocker });
    }
  }
  return gaps;
}
