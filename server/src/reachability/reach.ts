/**
 * The engine's front door: who can reach this, what can this reach, can A reach B. It answers from the rules of the
 * groups involved, and never looks at pairs that no rule brings together.
 */

import { ALL_ADDRESSES } from '../packets/addressSet';
import { isEmptyPacketSet } from '../packets/packetSet';
import { portRange } from '../packets/portSet';
import { isPortProtocol, TCP } from '../packets/protocol';
import { ALL_TRAFFIC, portTraffic, protocolTraffic, type TrafficSet } from '../packets/trafficSet';
import type { NetworkModel } from '../network/networkModel';
import { flowsWithAddresses } from './flowsWithAddresses';
import type { Blocker, Endpoint, Flow, ReachAnswer, ReachQuery } from './answer';
import { addressEnd, groupEnd, isAddressEnd, resolveEnd, type End } from './ends';
import { EXPLANATIONS } from './explanations';
import { counterparts, namedLists, type Axis } from './counterparts';
import { groupFilter } from './filters';
import { addressFlows, prefixListFlow, wholeFlow } from './flows';
import { endpointName, groupName, ruleName } from './names';
import { modelReader, type NetworkReader } from './networkReader';
import { PUBLIC_ADDRESSES } from './publicAddresses';
import { passageBetween, passageBlockers, type Passage } from './stages';

/**
 * Answers the question. With both ends: the flows between them, where an end that is a set of addresses counts as
 * reaching when part of it does (the flow names the part). With one: one flow per end that rules bring together
 * with it. With none: the flows into every group.
 * `reachable` means that some of the traffic asked for flows for certain.
 */
export function reach(model: NetworkModel, query: ReachQuery): ReachAnswer {
  const reader = modelReader(model);
  const asked = askedTraffic(query);
  if (query.source !== undefined && query.destination !== undefined) {
    return reachBetween(reader, query.source, query.destination, asked);
  }
  if (query.destination !== undefined) return reachOneEnd(model, query.destination, 'source', asked);
  if (query.source !== undefined) return reachOneEnd(model, query.source, 'destination', asked);
  const answers = Array.from(model.views.keys(), (id) =>
    reachOneEnd(model, { kind: 'group', id }, 'source', asked),
  );
  return answerOf(
    answers.flatMap((answer) => answer.flows),
    answers.flatMap((answer) => answer.blockedBy),
    answers.some((answer) => answer.verdict === 'possibly-reachable'),
  );
}

/** The traffic a question is about. Ports without a protocol are those of TCP. */
export function askedTraffic(query: ReachQuery): TrafficSet {
  const { ports } = query;
  if (ports === undefined) {
    return query.protocol === undefined ? ALL_TRAFFIC : protocolTraffic(query.protocol);
  }
  const protocol = query.protocol ?? TCP;
  if (!isPortProtocol(protocol)) return protocolTraffic(protocol);
  return portTraffic(protocol, portRange(ports.from, ports.to));
}

function answerOf(flows: readonly Flow[], blockedBy: readonly Blocker[], possibly: boolean): ReachAnswer {
  if (flows.some((flow) => !isEmptyPacketSet(flow.certain))) {
    return { verdict: 'reachable', flows, blockedBy: [] };
  }
  const verdict = flows.length > 0 || possibly ? 'possibly-reachable' : 'unreachable';
  return { verdict, flows, blockedBy };
}

function noSuchEnd(endpoint: Endpoint): ReachAnswer {
  const name = 'id' in endpoint ? endpoint.id : endpoint.kind;
  const blocker: Blocker = {
    step: 'source-egress',
    code: 'no-such-end',
    message: `The configuration has no group or attachment ${name}.`,
    origin: undefined,
    nearest: undefined,
  };
  return { verdict: 'unreachable', flows: [], blockedBy: [blocker] };
}

function reachBetween(
  reader: NetworkReader,
  sourceEndpoint: Endpoint,
  destinationEndpoint: Endpoint,
  asked: TrafficSet,
): ReachAnswer {
  const source = resolveEnd(reader, sourceEndpoint);
  if (source === undefined) return noSuchEnd(sourceEndpoint);
  const destination = resolveEnd(reader, destinationEndpoint);
  if (destination === undefined) return noSuchEnd(destinationEndpoint);
  if (isAddressEnd(source) && isAddressEnd(destination)) {
    const message = EXPLANATIONS['no-filter-between'];
    const blocker: Blocker = {
      step: 'route',
      code: 'no-filter-between',
      message,
      origin: undefined,
      nearest: undefined,
    };
    return { verdict: 'possibly-reachable', flows: [], blockedBy: [blocker] };
  }
  const passage = passageBetween(reader, source, destination, asked);
  const flows = passageFlows(passage);
  if (flows.some((flow) => !isEmptyPacketSet(flow.certain))) return answerOf(flows, [], false);
  return answerOf(flows, passageBlockers(reader, passage), false);
}

function passageFlows(passage: Passage): Flow[] {
  const { source, destination } = passage;
  if (isAddressEnd(source)) {
    return addressFlows(passage, 'source', { endpoint: source.endpoint, addresses: source.may });
  }
  if (isAddressEnd(destination)) {
    return addressFlows(passage, 'destination', {
      endpoint: destination.endpoint,
      addresses: destination.may,
    });
  }
  const flow = wholeFlow(passage);
  return flow === undefined ? [] : [flow];
}

/** The flows between one end and everybody that rules bring together with it; `axis` is where everybody stands. */
function reachOneEnd(model: NetworkModel, endpoint: Endpoint, axis: Axis, asked: TrafficSet): ReachAnswer {
  const reader = modelReader(model);
  const end = resolveEnd(reader, endpoint);
  if (end === undefined) return noSuchEnd(endpoint);
  if (isAddressEnd(end)) return reachAddresses(model, end, axis, asked);

  const flows: Flow[] = [];
  const blockers: Blocker[] = [];
  const between = (other: End): Passage =>
    axis === 'source' ? passageBetween(reader, other, end, asked) : passageBetween(reader, end, other, asked);
  for (const id of counterparts(reader, questionedGroups(end), axis)) {
    const view = reader.view(id);
    if (view === undefined) continue;
    const passage = between(groupEnd(reader, view));
    const flow = wholeFlow(passage);
    if (flow !== undefined) flows.push(flow);
    if (flow === undefined || isEmptyPacketSet(flow.certain)) {
      blockers.push(...passageBlockers(reader, passage));
    }
  }
  const anybody = between(addressEnd({ kind: 'internet' }, ALL_ADDRESSES));
  const internet = { endpoint: { kind: 'internet' }, addresses: PUBLIC_ADDRESSES } as const;
  flows.push(...addressFlows(anybody, axis, internet));
  for (const list of namedLists(reader, questionedGroups(end), axis)) {
    const listEnd = resolveEnd(reader, { kind: 'prefix-list', id: list });
    const flow = listEnd === undefined ? undefined : prefixListFlow(between(listEnd), list);
    if (flow !== undefined) flows.push(flow);
  }

  const doubts = unnamedPeers(reader, end, axis);
  if (flows.length === 0 && blockers.length === 0 && doubts.length === 0) {
    blockers.push(nobodyNamed(reader, end, axis, anybody));
  }
  return answerOf(flows, [...blockers, ...doubts], doubts.length > 0);
}

/** The groups whose own rules a list is about: the group asked for, or all groups of an attachment. */
function questionedGroups(end: End): Iterable<string> {
  return end.endpoint.kind === 'group' ? [end.endpoint.id] : end.identities.keys();
}

/** Rules that admit somebody who has no name yet, and groups whose rules are not all known. */
function unnamedPeers(reader: NetworkReader, end: End, axis: Axis): Blocker[] {
  const direction = axis === 'source' ? 'ingress' : 'egress';
  const step = axis === 'source' ? 'destination-ingress' : 'source-egress';
  const doubts: Blocker[] = [];
  for (const owner of questionedGroups(end)) {
    const view = reader.view(owner);
    const name = groupName(reader, owner);
    const filter = view === undefined ? undefined : groupFilter(reader, view, direction);
    if (filter === undefined || filter.incomplete !== undefined) {
      const code = filter?.incomplete ?? 'rules-not-in-configuration';
      const message =
        code === 'rules-not-in-configuration'
          ? `The rules of ${name} are not, or not all, in this configuration.`
          : `Whether ${name} has inline rules is not known.`;
      doubts.push({ step, code, message, origin: view?.group?.headerOrigin, nearest: undefined });
    }
    for (const { rule, peer } of filter?.admissions ?? []) {
      const unknownGroup = peer.kind === 'group' && peer.group.kind === 'unknown' && !peer.self;
      if (peer.kind !== 'unknown' && !unknownGroup) continue;
      const whom = direction === 'ingress' ? 'Whom' : 'Where to';
      const does = direction === 'ingress' ? `admits into ${name}` : `lets ${name} send`;
      const message = `${whom} ${ruleName(rule)} ${does} is known only after apply.`;
      doubts.push({ step, code: 'unknown-peers', message, origin: peer.origin, nearest: rule });
    }
  }
  return doubts;
}

function nobodyNamed(reader: NetworkReader, end: End, axis: Axis, anybody: Passage): Blocker {
  const stage = axis === 'source' ? anybody.stages.at(-1) : anybody.stages[0];
  const blocker = stage?.blocker();
  if (blocker !== undefined && blocker.nearest === undefined) return blocker;
  const name = endpointName(reader, end.endpoint);
  return {
    step: axis === 'source' ? 'destination-ingress' : 'source-egress',
    code: 'nobody-named',
    message:
      axis === 'source'
        ? `No ingress rule of ${name} admits anybody on the ports asked for.`
        : `No egress rule of ${name} lets anything out on the ports asked for.`,
    origin: blocker?.origin,
    nearest: blocker?.nearest,
  };
}

/** From or to a set of addresses: every group whose rules admit some of them. */
function reachAddresses(model: NetworkModel, end: End, axis: Axis, asked: TrafficSet): ReachAnswer {
  const reader = modelReader(model);
  const flows = flowsWithAddresses(model, end, axis, asked);
  const name = endpointName(reader, end.endpoint);
  const nobody: Blocker = {
    step: axis === 'source' ? 'source-egress' : 'destination-ingress',
    code: 'nobody-named',
    message: axis === 'source' ? `No group lets anything out to ${name}.` : `No group admits ${name}.`,
    origin: undefined,
    nearest: undefined,
  };
  return answerOf(flows, flows.length === 0 ? [nobody] : [], false);
}
