/**
 * The graph of a model: one question per group and direction, and one more for each rule that no answer speaks of.
 * It asks the engine and sorts what it says; it decides nothing about reachability itself.
 */

import type { NetworkModel } from '../network/networkModel';
import { trafficOf } from '../packets/packetSet';
import { trafficEntries } from '../packets/trafficEntries';
import { isEmptyTrafficSet, subtractTraffic, unionTraffic, type TrafficSet } from '../packets/trafficSet';
import type { Endpoint, Flow, ProofStep } from '../reachability/answer';
import { endpointKey } from '../reachability/names';
import { reach } from '../reachability/reach';
import { compareText } from '../source/compareText';
import { carriesNoGroup, endKey, graphStep, type EdgeDraft } from './edgeDraft';
import { deadRules, unknownPeers, type AliveRules } from './deadRules';
import { graphNodes } from './graphNodes';
import {
  EDGE_STATES,
  type EdgeState,
  type GraphEdge,
  type GraphStep,
  type Membership,
  type ReachabilityGraph,
} from './reachabilityGraph';

/** The graph of everything in the model. Its size is that of the flows, not of the pairs. */
export function buildGraph(model: NetworkModel): ReachabilityGraph {
  const flows = allFlows(model);
  const drafts = [
    ...flows.flatMap(flowEdges),
    ...unknownPeers(model),
    ...deadRules(model, aliveRules(flows)),
  ];
  const edges = mergeEdges(drafts);
  const ends = new Map(
    drafts.flatMap(({ source, destination }) => [source, destination]).map((end) => [endKey(end), end]),
  );
  const memberships = membershipsOf(model);
  const { nodes, clusters } = graphNodes(model, ends, memberships);
  return { clusters, nodes, memberships, edges };
}

/** Each flow once: between groups, the answers of both sides hold the same one. */
function allFlows(model: NetworkModel): readonly Flow[] {
  const flows = new Map<string, Flow>();
  const add = (found: readonly Flow[]): void => {
    for (const flow of found) {
      const key = `${endpointKey(flow.source)}\n${endpointKey(flow.destination)}`;
      if (!flows.has(key)) flows.set(key, flow);
    }
  };
  const asked: Endpoint[] = Array.from(model.views.keys(), (id) => ({ kind: 'group', id }));
  for (const attachment of model.attachments.values()) {
    // The others are spoken of by their groups.
    if (carriesNoGroup(attachment)) asked.push({ kind: 'attachment', id: attachment.address });
  }
  for (const end of asked) {
    add(reach(model, { destination: end }).flows);
    add(reach(model, { source: end }).flows);
  }
  return [...flows.values()];
}

/** For each rule, the ends between which it is known to let something through. */
function aliveRules(flows: readonly Flow[]): AliveRules {
  const alive = new Map<string, Set<string>>();
  for (const { source, destination, proof } of flows) {
    for (const { rule } of proof) {
      if (rule === undefined) continue;
      const ends = alive.get(rule.address) ?? new Set();
      ends.add(endpointKey(source)).add(endpointKey(destination));
      alive.set(rule.address, ends);
    }
  }
  return alive;
}

function flowEdges(flow: Flow): EdgeDraft[] {
  const certain = trafficOf(flow.certain);
  const possible = subtractTraffic(trafficOf(flow.possible), certain);
  const { source, destination } = flow;
  const edge = (state: EdgeState, traffic: TrafficSet, steps: readonly ProofStep[]): EdgeDraft[] =>
    isEmptyTrafficSet(traffic)
      ? []
      : [{ source, destination, state, traffic, proof: steps.map(graphStep), blockedBy: [] }];
  const sure = flow.proof.filter(({ certainty }) => certainty === 'certain');
  return [
    ...edge('certain', certain, sure.length > 0 ? sure : flow.proof),
    ...edge('possible', possible, flow.proof),
  ];
}

/** One edge per pair and state. */
function mergeEdges(drafts: readonly EdgeDraft[]): GraphEdge[] {
  const merged = new Map<string, EdgeDraft>();
  const key = ({ source, destination, state }: EdgeDraft): string =>
    `${endKey(source)}\n${endKey(destination)}\n${state}`;
  for (const draft of drafts) {
    const other = merged.get(key(draft));
    merged.set(
      key(draft),
      other === undefined
        ? draft
        : {
            ...other,
            traffic: unionTraffic(other.traffic, draft.traffic),
            proof: distinctSteps([...other.proof, ...draft.proof]),
            blockedBy: distinctSteps([...other.blockedBy, ...draft.blockedBy]),
          },
    );
  }
  return [...merged.values()]
    .map((draft) => ({
      id: `${endKey(draft.source)} > ${endKey(draft.destination)} ${draft.state}`,
      source: endKey(draft.source),
      destination: endKey(draft.destination),
      state: draft.state,
      traffic: trafficEntries(draft.traffic),
      proof: draft.proof,
      blockedBy: draft.blockedBy,
    }))
    .sort(
      (a, b) =>
        compareText(a.source, b.source) ||
        compareText(a.destination, b.destination) ||
        EDGE_STATES.indexOf(a.state) - EDGE_STATES.indexOf(b.state),
    );
}

function distinctSteps(steps: readonly GraphStep[]): GraphStep[] {
  const distinct = new Map(
    steps.map((step) => [`${step.step}\n${step.element ?? ''}\n${step.message}`, step]),
  );
  return [...distinct.values()];
}

function membershipsOf(model: NetworkModel): Membership[] {
  const memberships: Membership[] = [];
  for (const view of model.views.values()) {
    const group = endpointKey({ kind: 'group', id: view.id });
    for (const attachment of view.attachments) {
      const certain = attachment.groups.some(
        (carried) =>
          'address' in carried.group && carried.group.address === view.id && carried.certainty === 'certain',
      );
      memberships.push({
        attachment: endpointKey({ kind: 'attachment', id: attachment.address }),
        group,
        certainty: certain || carriesNoGroup(attachment) ? attachment.certainty : 'possible',
      });
    }
  }
  return memberships.sort((a, b) => compareText(a.group, b.group) || compareText(a.attachment, b.attachment));
}
