/**
 * Paths over several hops: whatever is reached may be taken over, and opens connections in turn. Breadth first from one
 * end, so that everything is reached by a shortest path; a balancer only forwards. One hop is the business of hops.ts,
 * candidates come from neighbours.ts.
 */

import { prefixAddresses } from '../packets/addressSet';
import { isEmptyPacketSet, trafficOf } from '../packets/packetSet';
import {
  ALL_TRAFFIC,
  isTrafficSubset,
  NO_TRAFFIC,
  trafficSetsOverlap,
  unionTraffic,
  type TrafficSet,
} from '../packets/trafficSet';
import type { Forwarding } from '../network/endpoints';
import type { Certainty } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import { addressClassOf } from './addressClass';
import type { Endpoint, Flow } from './answer';
import { addressEnd, isAddressEnd, resolveEnd, type End } from './ends';
import { addressFlows } from './flows';
import { acceptedTraffic, forwardedHop, hopBetween, listeningTraffic, type Hop } from './hops';
import { endpointKey } from './names';
import { mayBeAt, neighbourhoodOf, type Neighbourhood, type Node } from './neighbours';
import type { NetworkReader } from './networkReader';
import { PUBLIC_ADDRESSES } from './publicAddresses';
import { passageBetween } from './stages';
import { weakestLink, type WeakLink } from './weakestLink';

export interface PathQuery {
  readonly source: Endpoint;
  /** Absent: everything that is reached. */
  readonly destination?: Endpoint;
  /** What the last hop must carry some of; absent: anything. */
  readonly traffic?: TrafficSet;
  /** Longer paths are not looked for. Absent: any length. */
  readonly maxHops?: number;
}

/** A way from the source to one thing: no path to it has fewer hops, of those that are as sure. */
export interface ReachPath {
  readonly destination: Endpoint;
  /** At least one; each begins where the one before ends. */
  readonly hops: readonly Flow[];
  /** Certain only where every hop is. */
  readonly certainty: Certainty;
  readonly weakest: WeakLink;
}

export interface PathAnswer {
  /** One for each thing reached, those with fewer hops first. */
  readonly paths: readonly ReachPath[];
  /** How many groups have rules that the configuration does not show: what only these would let in is left out. */
  readonly groupsWithoutRules: number;
}

/** How something is reached: the hop into it, and how the hop's source is. */
export interface Trail {
  readonly end: End;
  /** Undefined for the source of the question, which is reached by no hop. */
  readonly node: Node | undefined;
  readonly hop: Hop | undefined;
  readonly previous: Trail | undefined;
  readonly length: number;
  readonly certainty: Certainty;
}

/** The first trail to a node of either certainty. */
interface Arrivals {
  readonly node: Node;
  certain: Trail | undefined;
  possible: Trail | undefined;
}

interface Search {
  readonly neighbourhood: Neighbourhood;
  /** Arrivals with some of the traffic asked for. */
  readonly goals: ReadonlyMap<string, Arrivals>;
  /** Every arrival, whatever it carries. */
  readonly reached: ReadonlyMap<string, Arrivals>;
  /** Flows that leave for the internet, one for each part of it that is named. */
  readonly outside: readonly { readonly trail: Trail; readonly flow: Flow }[];
}

/** Everything that is reached; undefined where the source is nothing that the model knows. */
export function pathsFrom(model: NetworkModel, query: PathQuery): PathAnswer | undefined {
  const search = searchPaths(model, query);
  if (search === undefined) return undefined;
  const { reader } = search.neighbourhood;
  const asked = query.traffic ?? ALL_TRAFFIC;
  const paths: ReachPath[] = [];
  for (const { node, certain, possible } of search.goals.values()) {
    if (query.destination !== undefined && !isAt(node, query.destination)) continue;
    const trail = certain ?? possible;
    const hops = trail === undefined ? [] : hopsOf(reader, trail, asked);
    const path = pathOf(reader, node.end.endpoint, hops, []);
    if (path !== undefined) paths.push(path);
  }
  for (const { trail, flow } of search.outside) {
    const { destination } = flow;
    const wanted = query.destination === undefined ? undefined : endpointKey(query.destination);
    if (wanted !== undefined && wanted !== endpointKey(destination)) continue;
    const path = pathOf(reader, destination, hopsOf(reader, trail, ALL_TRAFFIC), [flow]);
    if (path !== undefined) paths.push(path);
  }
  paths.sort((a, b) => a.hops.length - b.hops.length);
  return { paths, groupsWithoutRules: search.neighbourhood.groupsWithoutRules };
}

function pathOf(
  reader: NetworkReader,
  destination: Endpoint,
  hops: readonly Hop[],
  last: readonly Flow[],
): ReachPath | undefined {
  const flows = [...hops.map((hop) => hop.flow()).filter((flow) => flow !== undefined), ...last];
  if (flows.length === 0 || flows.length < hops.length + last.length) return undefined;
  const isCertain =
    hops.every(({ certainty }) => certainty === 'certain') &&
    last.every(({ certain }) => !isEmptyPacketSet(certain));
  return {
    destination,
    hops: flows,
    certainty: isCertain ? 'certain' : 'possible',
    weakest:
      hops.length === 0
        ? { hop: 0, code: 'not-filtered', message: 'No group of the configuration filters at the other end.' }
        : weakestLink(reader, hops),
  };
}

/** The hops of a trail, the last with what was asked for alone, one into a balancer with what is forwarded further. */
function hopsOf(reader: NetworkReader, trail: Trail, asked: TrafficSet): readonly Hop[] {
  const { hop, previous, node } = trail;
  if (hop === undefined || previous === undefined || node === undefined) return [];
  const { forwarding } = hop;
  const before = hopsOf(
    reader,
    previous,
    forwarding === undefined ? ALL_TRAFFIC : acceptedTraffic(forwarding),
  );
  if (asked === ALL_TRAFFIC) return [...before, hop];
  const narrowed =
    forwarding === undefined
      ? hopBetween(reader, previous.end, node, asked)
      : forwardedHop(reader, entranceOf(previous), node, forwarding, asked);
  return [...before, narrowed ?? hop];
}

export function entranceOf(trail: Trail): { balancer: End; client: End; entered: TrafficSet } {
  return {
    balancer: trail.end,
    client: trail.previous?.end ?? trail.end,
    entered: trail.hop?.traffic ?? ALL_TRAFFIC,
  };
}

/** Whether the node is what a question means by the endpoint: the thing itself, or a member of it. */
export function isAt(node: Node, endpoint: Endpoint): boolean {
  switch (endpoint.kind) {
    case 'attachment':
      return node.attachment?.address === endpoint.id;
    case 'group':
      return node.end.identities.has(endpoint.id);
    case 'cidr':
      return mayBeAt(node, prefixAddresses(endpoint.prefix));
    case 'internet':
    case 'prefix-list':
      return false;
  }
}

const internet = addressEnd({ kind: 'internet' }, PUBLIC_ADDRESSES);

/** The trail on which a search begins; undefined for an end that the model does not know. */
export function startOf({ reader, node }: Neighbourhood, source: Endpoint): Trail | undefined {
  const end = node(source)?.end ?? resolveEnd(reader, source);
  if (end === undefined) return undefined;
  return { end, node: undefined, hop: undefined, previous: undefined, length: 0, certainty: 'certain' };
}

function searchPaths(model: NetworkModel, query: PathQuery): Search | undefined {
  const neighbourhood = neighbourhoodOf(model);
  const { reader } = neighbourhood;
  const start = startOf(neighbourhood, query.source);
  if (start === undefined) return undefined;
  const asked = query.traffic ?? ALL_TRAFFIC;
  const own = endpointKey(start.end.endpoint);
  const reached = new Map<string, Arrivals>();
  const goals = asked === ALL_TRAFFIC ? reached : new Map<string, Arrivals>();
  const entered = new Map<string, Record<Certainty, TrafficSet>>();
  const outside = new Map<string, { trail: Trail; flow: Flow }>();
  const queue: Trail[] = [start];

  const forwardedBy = (end: End): readonly Forwarding[] =>
    end.endpoint.kind === 'attachment' ? (model.forwardings.byBalancer.get(end.endpoint.id) ?? []) : [];
  /** Whether the node is as well reached as it can be by somebody who is reached with this certainty. */
  const isKnown = (arrivals: Arrivals | undefined, certainty: Certainty): boolean =>
    arrivals?.certain !== undefined || (certainty === 'possible' && arrivals?.possible !== undefined);
  const mayCarry = (node: Node): boolean => {
    const listening = listeningTraffic(node);
    if (listening !== undefined && !trafficSetsOverlap(listening, asked)) return false;
    return neighbourhood.passes(node.end, 'ingress', asked);
  };
  const isSettled = (node: Node, certainty: Certainty): boolean =>
    isKnown(reached.get(node.key), certainty) &&
    (goals === reached || isKnown(goals.get(node.key), certainty) || !mayCarry(node)) &&
    forwardedBy(node.end).length === 0;

  /** Lists of groups get shorter as their members are reached, so that nobody looks at these again. */
  const pending = new Map<ReadonlySet<string>, readonly string[]>();
  const stillOpen = (groups: ReadonlySet<string>): readonly string[] => {
    const left = (pending.get(groups) ?? [...groups]).filter(
      (id) => !neighbourhood.membersOf(id).every((node) => isSettled(node, 'certain')),
    );
    pending.set(groups, left);
    return left;
  };

  /** Notes how a node is reached, if that is news. */
  const note = (arrivals: Map<string, Arrivals>, node: Node, trail: Trail): void => {
    const known = arrivals.get(node.key) ?? { node, certain: undefined, possible: undefined };
    known[trail.certainty] ??= trail;
    arrivals.set(node.key, known);
  };
  const arrive = (node: Node, hop: Hop, from: Trail): void => {
    const certainty = from.certainty === 'certain' ? hop.certainty : 'possible';
    const trail: Trail = { end: node.end, node, hop, previous: from, length: from.length + 1, certainty };
    if (goals !== reached && trafficSetsOverlap(trafficOf(hop.passage.possible), asked)) {
      const narrow =
        hop.forwarding === undefined
          ? hopBetween(reader, from.end, node, asked)
          : forwardedHop(reader, entranceOf(from), node, hop.forwarding, asked);
      if (narrow !== undefined) {
        const sure = from.certainty === 'certain' ? narrow.certainty : 'possible';
        note(goals, node, { ...trail, certainty: sure });
      }
    }
    const isNews = !isKnown(reached.get(node.key), certainty);
    if (isNews) note(reached, node, trail);
    if (forwardedBy(node.end).length === 0) {
      if (isNews) queue.push(trail);
      return;
    }
    // What a balancer passes on depends on where it was entered.
    const before = entered.get(node.key) ?? { certain: NO_TRAFFIC, possible: NO_TRAFFIC };
    const sofar = certainty === 'certain' ? before.certain : unionTraffic(before.certain, before.possible);
    if (isTrafficSubset(hop.traffic, sofar)) return;
    entered.set(node.key, { ...before, [certainty]: unionTraffic(before[certainty], hop.traffic) });
    queue.push(trail);
  };
  const visit = (node: Node, from: Trail): void => {
    if (node.key === own || isSettled(node, from.certainty)) return;
    // Of what is reached already, only what was asked for is news.
    const isReached = goals !== reached && isKnown(reached.get(node.key), from.certainty);
    if (isReached && !neighbourhood.passes(from.end, 'egress', asked)) return;
    const hop = hopBetween(
      reader,
      from.end,
      node,
      isReached && forwardedBy(node.end).length === 0 ? asked : ALL_TRAFFIC,
    );
    if (hop !== undefined) arrive(node, hop, from);
  };

  const leave = (trail: Trail): void => {
    if (isAddressEnd(trail.end)) return;
    const whole = outside.get('internet');
    if (whole !== undefined && !isEmptyPacketSet(whole.flow.certain)) return;
    const passage = passageBetween(reader, trail.end, internet, asked);
    const everybody = { endpoint: internet.endpoint, addresses: PUBLIC_ADDRESSES };
    for (const flow of addressFlows(passage, 'destination', everybody)) {
      const key = endpointKey(flow.destination);
      if (!outside.has(key)) outside.set(key, { trail, flow });
    }
  };

  /** Whether everything has been visited by address already from where the end stands, by somebody as sure. */
  const wentByAddress = new Map<string, Certainty>();
  const isSaid = ({ end, certainty }: Trail): boolean => {
    const key = addressClassOf(reader, end);
    if (key === undefined) return false;
    const before = wentByAddress.get(key);
    if (before === 'certain' || before === certainty) return true;
    wentByAddress.set(key, certainty);
    return false;
  };

  // The queue grows while it is walked.
  for (const trail of queue) {
    if (query.maxHops !== undefined && trail.length >= query.maxHops) continue;
    const found = forwardedBy(trail.end);
    for (const forwarding of found) {
      const node = targetOf(neighbourhood, forwarding);
      if (node === undefined || node.key === own || isSettled(node, trail.certainty)) continue;
      const hop = forwardedHop(reader, entranceOf(trail), node, forwarding);
      if (hop !== undefined) arrive(node, hop, trail);
    }
    if (found.length > 0) continue;
    for (const group of neighbourhood.groupsByName(trail.end)) {
      for (const node of neighbourhood.membersOf(group)) visit(node, trail);
    }
    for (const group of isSaid(trail) ? [] : stillOpen(neighbourhood.groupsByAddress(trail.end.may))) {
      for (const node of neighbourhood.membersOf(group)) {
        if (isSettled(node, trail.certainty)) continue;
        // Whom either side's rules name has been visited: here both sides must speak of addresses.
        if (neighbourhood.meetByAddress(trail.end, node)) visit(node, trail);
      }
    }
    for (const node of neighbourhood.unfiltered()) visit(node, trail);
    if (start.end.endpoint.kind !== 'internet') leave(trail);
  }
  return { neighbourhood, goals, reached, outside: [...outside.values()] };
}

/** The node that a balancer forwards to; undefined for what carries no group, or is not known. */
export function targetOf({ node }: Neighbourhood, { target }: Forwarding): Node | undefined {
  const id = referenceId(target);
  return id === undefined ? undefined : node({ kind: 'attachment', id });
}
