/**
 * Rules that no flow comes of: those that are declared in vain, with what is in the way, and those whose other end is
 * not known yet.
 */

import type { Direction, Peer, Rule } from '../network/model';
import { referenceId, type GroupView, type NetworkModel } from '../network/networkModel';
import { isEmptyTrafficSet } from '../packets/trafficSet';
import type { Endpoint, ReachQuery } from '../reachability/answer';
import { endpointKey } from '../reachability/names';
import { reach } from '../reachability/reach';
import { ruleTraffic } from '../reachability/rulePackets';
import { blockerStep, type EdgeDraft, type UnknownEnd } from './edgeDraft';
import type { GraphStep } from './reachabilityGraph';

/** For each rule by address, the keys of the ends between which it lets something through. */
export type AliveRules = ReadonlyMap<string, ReadonlySet<string>>;

/** One draft per rule and peer between which nothing flows, though the rule is there for it. */
export function deadRules(model: NetworkModel, alive: AliveRules): EdgeDraft[] {
  const drafts: EdgeDraft[] = [];
  forEachPeer(model, (view, rule, peer) => {
    const other = peerEndpoint(model, view, peer);
    const traffic = ruleTraffic(rule).possible;
    if (other === undefined || isEmptyTrafficSet(traffic)) return;
    if (alive.get(rule.address)?.has(endpointKey(other)) === true) return;
    const own: Endpoint = { kind: 'group', id: view.id };
    const ends =
      rule.direction === 'ingress'
        ? { source: other, destination: own }
        : { source: own, destination: other };
    const answer = reach(model, { ...ends, ...askedOf(rule) });
    if (answer.verdict !== 'unreachable') return;
    drafts.push({
      ...ends,
      state: 'broken',
      traffic,
      proof: [ruleStep(rule, 'This rule is declared for it.')],
      blockedBy: answer.blockedBy.map(blockerStep),
    });
  });
  return drafts;
}

/** One draft per rule whose peer is known only after apply: what the rule itself may let through. */
export function unknownPeers(model: NetworkModel): EdgeDraft[] {
  const drafts: EdgeDraft[] = [];
  forEachPeer(model, (view, rule, peer) => {
    const reason = unknownReason(peer);
    const traffic = ruleTraffic(rule).possible;
    if (reason === undefined || isEmptyTrafficSet(traffic)) return;
    const own: Endpoint = { kind: 'group', id: view.id };
    const other: UnknownEnd = { kind: 'unknown', reason };
    const ends =
      rule.direction === 'ingress'
        ? { source: other, destination: own }
        : { source: own, destination: other };
    const whom = rule.direction === 'ingress' ? 'Whom it admits' : 'Where it lets connections go';
    const message = `${whom} is not known: ${reason}.`;
    drafts.push({ ...ends, state: 'possible', traffic, proof: [ruleStep(rule, message)], blockedBy: [] });
  });
  return drafts;
}

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

function forEachPeer(model: NetworkModel, each: (view: GroupView, rule: Rule, peer: Peer) => void): void {
  for (const view of model.views.values()) {
    for (const direction of DIRECTIONS) {
      for (const rule of view.rules[direction]) {
        if (rule.action !== 'allow') continue;
        for (const peer of rule.peers) each(view, rule, peer);
      }
    }
  }
}

/** The end that a peer names, where the model has it. */
function peerEndpoint(model: NetworkModel, view: GroupView, peer: Peer): Endpoint | undefined {
  switch (peer.kind) {
    case 'cidr':
      return peer.prefix.length === 0 ? { kind: 'internet' } : { kind: 'cidr', prefix: peer.prefix };
    case 'group': {
      const id = peer.self ? view.id : referenceId(peer.group);
      return id !== undefined && model.views.has(id) ? { kind: 'group', id } : undefined;
    }
    case 'prefix-list': {
      const id = referenceId(peer.list);
      return id === undefined ? undefined : { kind: 'prefix-list', id };
    }
    case 'invalid-cidr':
    case 'unknown':
      return undefined;
  }
}

function unknownReason(peer: Peer): string | undefined {
  if (peer.kind === 'unknown') return peer.reason;
  if (peer.kind === 'group' && !peer.self && peer.group.kind === 'unknown') return peer.group.reason;
  return peer.kind === 'prefix-list' && peer.list.kind === 'unknown' ? peer.list.reason : undefined;
}

/** The rule's own protocol and ports as a question; what is not known is not asked about. */
function askedOf(rule: Rule): Pick<ReachQuery, 'protocol' | 'ports'> {
  if (rule.protocol.kind !== 'protocol' || rule.protocol.protocol === 'all') return {};
  const { protocol } = rule.protocol;
  if (rule.ports.kind !== 'range') return { protocol };
  return { protocol, ports: { from: rule.ports.from, to: rule.ports.to } };
}

function ruleStep(rule: Rule, message: string): GraphStep {
  return {
    step: rule.direction === 'ingress' ? 'destination-ingress' : 'source-egress',
    code: 'declared',
    message,
    element: rule.address,
    origin: rule.headerOrigin,
  };
}
