/**
 * One hop of a path: what flows from one node to the next, on ports on which something listens, or along what a balancer
 * forwards. Paths are put together in paths.ts.
 */

import { intersectPackets, isEmptyPacketSet, trafficOf } from '../packets/packetSet';
import { isPortProtocol } from '../packets/protocol';
import { singlePort } from '../packets/portSet';
import {
  ALL_TRAFFIC,
  intersectTraffic,
  isEmptyTrafficSet,
  portTraffic,
  protocolTraffic,
  unionAllTraffic,
  type TrafficSet,
} from '../packets/trafficSet';
import type { Forwarding } from '../network/endpoints';
import type { Certainty, Service } from '../network/model';
import { describeServices } from '../network/services';
import { accessStage } from './accessStage';
import type { Blocker, Flow, ProofStep } from './answer';
import { isAddressEnd, type End } from './ends';
import { addressFlows, wholeFlow, withFirstSteps } from './flows';
import { endpointName } from './names';
import type { Node } from './neighbours';
import type { NetworkReader } from './networkReader';
import { groupStage, passageBetween, passageBlockers, type Passage, type StageResult } from './stages';

/** What one hop lets through. The flow, with its proof, is made only when asked for. */
export interface Hop {
  readonly certainty: Certainty;
  /** On which the next node is entered: all that is certain of a certain hop, else all that is possible. */
  readonly traffic: TrafficSet;
  readonly forwarding: Forwarding | undefined;
  /** On what the destination listens; undefined where that is not known. */
  readonly listening: TrafficSet | undefined;
  readonly passage: Passage;
  readonly flow: () => Flow | undefined;
}

/** The traffic on which something listens; undefined where that is not known, or not all of it. */
export function listeningTraffic({ attachment }: Node): TrafficSet | undefined {
  if (attachment === undefined || attachment.runsAnything === true) return undefined;
  return attachment.services.length === 0 ? undefined : servicesTraffic(attachment.services);
}

export function servicesTraffic(services: readonly Service[]): TrafficSet {
  return unionAllTraffic(
    services.map(({ protocol, port }) =>
      isPortProtocol(protocol) ? portTraffic(protocol, singlePort(port)) : protocolTraffic(protocol),
    ),
  );
}

/** What flows from the end to the node of the traffic asked for; undefined where nothing may. */
export function hopBetween(
  reader: NetworkReader,
  source: End,
  node: Node,
  asked: TrafficSet = ALL_TRAFFIC,
): Hop | undefined {
  const listening = listeningTraffic(node);
  const traffic = listening === undefined ? asked : intersectTraffic(listening, asked);
  if (isEmptyTrafficSet(traffic) || node.attachment?.receives === false) return undefined;
  const passage = passageBetween(reader, source, node.end, traffic);
  return isEmptyPacketSet(passage.possible) || isOnlyIgnorance(passage)
    ? undefined
    : hopOf(passage, listening, node);
}

/**
 * What the balancer forwards to the node, of what `client` opened to it on `entered`; undefined where nothing may be.
 */
export function forwardedHop(
  reader: NetworkReader,
  { balancer, client, entered }: Entrance,
  node: Node,
  forwarding: Forwarding,
  asked: TrafficSet = ALL_TRAFFIC,
): Hop | undefined {
  const { accepts, services, certainty } = forwarding;
  const accepted = accepts.length === 0 ? ALL_TRAFFIC : servicesTraffic(accepts);
  if (isEmptyTrafficSet(intersectTraffic(accepted, entered))) return undefined;
  const traffic = intersectTraffic(services.length === 0 ? ALL_TRAFFIC : servicesTraffic(services), asked);
  if (isEmptyTrafficSet(traffic)) return undefined;
  let passage = passageBetween(reader, balancer, node.end, traffic);
  if (isEmptyPacketSet(passage.possible) && forwarding.preservesClientAddress !== false) {
    passage = preservedPassage(reader, client, node.end, traffic);
  }
  if (isEmptyPacketSet(passage.possible)) return undefined;
  const isSure = certainty === 'certain' && accepts.length > 0 && services.length > 0;
  const listening = services.length === 0 ? listeningTraffic(node) : servicesTraffic(services);
  return hopOf(passage, listening, node, forwarding, isSure ? 'certain' : 'possible');
}

/** How a balancer was entered. */
export interface Entrance {
  readonly balancer: End;
  /** Who opened the connection to it. */
  readonly client: End;
  readonly entered: TrafficSet;
}

/**
 * A target that sees the client's address filters by it, as if the client had sent the packet itself, though no route
 * leads there (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html,
 * "Security groups": allow the clients' addresses).
 */
function preservedPassage(reader: NetworkReader, client: End, destination: End, asked: TrafficSet): Passage {
  const stages = [
    accessStage(reader, 'from-outside', destination, client, asked),
    groupStage(reader, 'ingress', destination, client, asked, undefined),
  ].filter((stage) => stage !== undefined);
  return {
    source: client,
    destination,
    certain: stages.map((stage) => stage.certain).reduce(intersectPackets),
    possible: stages.map((stage) => stage.possible).reduce(intersectPackets),
    stages,
    beside: undefined,
  };
}

/** The traffic on which a balancer must be entered for this forwarding. */
export function acceptedTraffic({ accepts }: Forwarding): TrafficSet {
  return accepts.length === 0 ? ALL_TRAFFIC : servicesTraffic(accepts);
}

/** What a hop would have to carry: what is asked for, on what the node listens on or the balancer forwards to. */
export function wantedTraffic(node: Node, forwarding: Forwarding | undefined, asked: TrafficSet): TrafficSet {
  const listening =
    forwarding === undefined || forwarding.services.length === 0
      ? listeningTraffic(node)
      : servicesTraffic(forwarding.services);
  return listening === undefined ? asked : intersectTraffic(listening, asked);
}

/** What keeps a hop from being, in the order a packet meets it. */
export function hopBlockers(
  reader: NetworkReader,
  source: End,
  node: Node,
  forwarding: Forwarding | undefined,
  asked: TrafficSet,
): Blocker[] {
  const traffic = wantedTraffic(node, forwarding, asked);
  if (isEmptyTrafficSet(traffic)) return [nothingListens(reader, node, forwarding, asked)];
  return passageBlockers(reader, passageBetween(reader, source, node.end, traffic));
}

function nothingListens(
  reader: NetworkReader,
  node: Node,
  forwarding: Forwarding | undefined,
  asked: TrafficSet,
): Blocker {
  const name = endpointName(reader, node.end.endpoint);
  const there = describeServices(wantedTraffic(node, forwarding, ALL_TRAFFIC));
  const place = forwarding?.targetGroup ?? node.attachment;
  return {
    step: 'hop',
    code: 'nothing-listens',
    message: `${name} listens on ${there}, not on ${describeServices(asked)}.`,
    origin: place?.headerOrigin,
    ...(place === undefined ? {} : { element: place.address }),
    nearest: undefined,
  };
}

function hopOf(
  passage: Passage,
  listening: TrafficSet | undefined,
  { attachment }: Node,
  forwarding?: Forwarding,
  atMost: Certainty = 'certain',
): Hop {
  const isThere = attachment === undefined || attachment.certainty === 'certain';
  const isCertain = isThere && atMost === 'certain' && !isEmptyPacketSet(passage.certain);
  const packets = isCertain ? passage.certain : passage.possible;
  // Many paths share their first hops.
  let flow: { readonly flow: Flow | undefined } | undefined;
  return {
    certainty: isCertain ? 'certain' : 'possible',
    traffic: trafficOf(packets),
    forwarding,
    listening,
    passage,
    flow: () => (flow ??= { flow: flowOf(passage, forwarding) }).flow,
  };
}

function flowOf(passage: Passage, forwarding: Forwarding | undefined): Flow | undefined {
  const { source } = passage;
  const flows = isAddressEnd(source)
    ? addressFlows(passage, 'source', { endpoint: source.endpoint, addresses: source.may })
    : [wholeFlow(passage)];
  const flow = flows.find((each) => each !== undefined && !isEmptyPacketSet(each.certain)) ?? flows[0];
  return flow === undefined || forwarding === undefined
    ? flow
    : withFirstSteps(flow, () => [forwardingStep(forwarding)]);
}

function forwardingStep(forwarding: Forwarding): ProofStep {
  const { listener, rule, targetGroup, accepts, services, certainty } = forwarding;
  const by = rule ?? listener;
  const accepted = accepts.length === 0 ? 'what it accepts' : describeServices(servicesTraffic(accepts));
  const sent = services.length === 0 ? '' : ` as ${describeServices(servicesTraffic(services))}`;
  const forwards = certainty === 'certain' ? 'forwards' : 'may forward';
  return {
    step: 'hop',
    verdict: 'allow',
    code: 'forwarded-by-balancer',
    message: `${by.address} ${forwards} ${accepted}${sent} to ${targetGroup.address}.`,
    certainty,
    rule: undefined,
    element: by.address,
    origin: by.headerOrigin,
  };
}

/** Nothing but rules that are not known would let it in: true of everything, and so of no help. */
function isOnlyIgnorance({ stages, destination }: Passage): boolean {
  const ingress = stages.find(({ step }) => step === 'destination-ingress');
  if (ingress === undefined || ingress.hits.length > 0) return false;
  const isFree = destination.carriers.some(
    ({ unfiltered, defaultOf }) => unfiltered === true || defaultOf !== undefined,
  );
  return !isFree && !namesDestination(stages[0]);
}

function namesDestination(stage: StageResult | undefined): boolean {
  return stage?.step === 'source-egress' && stage.hits.some(({ peer }) => peer.kind === 'group');
}
