/**
 * Flows out of passages: between two groups one flow; from or to a set of addresses one flow for the whole set as far
 * as all of it passes, and one per prefix or prefix list that a rule names for the rest.
 */

import { addressSetsOverlap, ALL_ADDRESSES, prefixAddresses, type AddressSet } from '../packets/addressSet';
import { holdsCoordinate, type Boundaries, type Coordinate } from '../packets/boundaries';
import { examplePacket } from '../packets/examplePacket';
import type { FiveTuple } from '../packets/fiveTuple';
import type { IpPrefix } from '../packets/ipPrefix';
import {
  ALL_PACKETS,
  intersectPackets,
  isEmptyPacketSet,
  isPacketSubset,
  NO_PACKETS,
  packetsOf,
  trafficOf,
  unionAllPackets,
  unionPackets,
  type PacketSet,
} from '../packets/packetSet';
import { trafficBetweenAll } from '../packets/packetsOfAll';
import type { Piecewise } from '../packets/piecewise';
import {
  ALL_TRAFFIC,
  intersectTraffic,
  isEmptyTrafficSet,
  isTrafficSubset,
  NO_TRAFFIC,
  type TrafficSet,
} from '../packets/trafficSet';
import type { Certainty } from '../network/model';
import { referenceId } from '../network/networkModel';
import type { Passing } from './accessLists';
import type { Endpoint, Flow, ProofStep } from './answer';
import type { Axis } from './counterparts';
import { coveredBox, coveredPackets } from './coverage';
import { endpointKey } from './names';
import type { Hit } from './hits';
import type { Passage, StageResult } from './stages';

/** The flow of a passage between two ends that are taken whole; undefined when nothing may pass. */
export function wholeFlow(passage: Passage): Flow | undefined {
  return flowOf(
    passage,
    passage.source.endpoint,
    passage.destination.endpoint,
    passage.certain,
    passage.possible,
  );
}

function flowOf(
  passage: Passage,
  source: Endpoint,
  destination: Endpoint,
  certain: PacketSet,
  possible: PacketSet,
): Flow | undefined {
  return isEmptyPacketSet(possible) && isEmptyPacketSet(certain)
    ? undefined
    : flowThrough(passage, source, destination, certain, possible);
}

/** The flow of packets that are known to pass; the stages are asked for when somebody reads by what. */
export function flowThrough(
  passage: Pick<Passage, 'stages'>,
  source: Endpoint,
  destination: Endpoint,
  certain: PacketSet,
  possible: PacketSet,
): Flow {
  return new PassageFlow(source, destination, certain, possible, passage, undefined);
}

/** The flow with other steps before its own. */
export function withFirstSteps(flow: Flow, first: () => readonly ProofStep[]): Flow {
  const { source, destination, certain, possible } = flow;
  return new PassageFlow(source, destination, certain, possible, undefined, () => [
    ...first(),
    ...flow.proof,
  ]);
}

/** What did it has been recorded; it is put into words when somebody reads it, which of a thousand flows few do. */
class PassageFlow implements Flow {
  private knownProof: readonly ProofStep[] | undefined;
  private knownExample: FiveTuple | undefined;

  constructor(
    readonly source: Endpoint,
    readonly destination: Endpoint,
    readonly certain: PacketSet,
    readonly possible: PacketSet,
    private readonly passage: Pick<Passage, 'stages'> | undefined,
    private readonly told: (() => readonly ProofStep[]) | undefined,
  ) {}

  get proof(): readonly ProofStep[] {
    const { source, destination, certain, possible, passage, told } = this;
    return (this.knownProof ??=
      told?.() ??
      passage?.stages.flatMap((stage) => stage.steps(certain, possible, { source, destination })) ??
      []);
  }

  get example(): FiveTuple {
    const found = this.knownExample ?? examplePacket(this.certain) ?? examplePacket(this.possible);
    if (found === undefined) throw new Error('A flow has packets.');
    this.knownExample = found;
    return found;
  }
}

/** A set that is named as one where all of it passes: the end asked for, or the internet where everybody was. */
export interface Whole {
  readonly endpoint: Endpoint;
  readonly addresses: AddressSet;
}

/** The flows of a passage one of whose ends is a set of addresses. */
export function addressFlows(passage: Passage, axis: Axis, whole: Whole): Flow[] {
  if (passage.beside !== undefined && isEmptyPacketSet(passage.beside.possible)) return [];
  const filtered = passage.stages.find((stage) =>
    axis === 'source' ? stage.step === 'destination-ingress' : stage.step === 'source-egress',
  );
  if (filtered?.hits.length === 0 && !isEmptyPacketSet(filtered.certain)) {
    return unruledFlows(passage, axis, whole);
  }
  const group = axis === 'source' ? passage.destination : passage.source;
  const wholes = wholePackets(passage, filtered, axis, whole);
  const beside = besideOf(passage, filtered);
  const parts = new Map<string, { endpoint: Endpoint; certain: PacketSet[]; possible: PacketSet[] }>();
  let isSome = filtered?.onlyHits !== true;
  for (const hit of filtered?.hits ?? []) {
    const hitPossible = intersectPackets(hit.possible, beside.possible);
    if (isEmptyPacketSet(hitPossible)) continue;
    isSome = true;
    const endpoint = partEndpoint(hit, passage[axis].endpoint, whole);
    if (endpoint === undefined) continue;
    const isSame = hit.certain === hit.possible && beside.certain === beside.possible;
    const hitCertain = isSame ? hitPossible : intersectPackets(hit.certain, beside.certain);
    if (isPartOfWhole(endpoint, hitCertain, hitPossible, wholes, whole.addresses)) continue;
    const key = endpointKey(endpoint);
    const part = parts.get(key);
    if (part === undefined) {
      parts.set(key, { endpoint, certain: [hitCertain], possible: [hitPossible] });
    } else {
      part.certain.push(hitCertain);
      part.possible.push(hitPossible);
    }
  }

  const flows: Flow[] = [];
  const add = (endpoint: Endpoint, certainPart: PacketSet, possiblePart: PacketSet): void => {
    const flow =
      axis === 'source'
        ? flowOf(passage, endpoint, group.endpoint, certainPart, possiblePart)
        : flowOf(passage, group.endpoint, endpoint, certainPart, possiblePart);
    if (flow !== undefined) flows.push(flow);
  };
  const wholeKey = endpointKey(whole.endpoint);
  const wholePart = parts.get(wholeKey);
  parts.delete(wholeKey);
  add(
    whole.endpoint,
    unionAllPackets([wholes.certain, ...(wholePart?.certain ?? [])]),
    unionAllPackets([wholes.possible, ...(wholePart?.possible ?? [])]),
  );
  for (const part of parts.values()) {
    add(part.endpoint, unionAllPackets(part.certain), unionAllPackets(part.possible));
  }
  // What passes without a rule that says so (the group's rules are not all known) passes for the end as asked.
  if (isSome && flows.length === 0 && passage[axis].endpoint === whole.endpoint) {
    add(whole.endpoint, NO_PACKETS, passage.possible);
  }
  return flows;
}

/**
 * What hits are cut by. A hit is part of what its stage lets through, so that for what is possible the other stages alone
 * have a say, and for what is certain as well where what is certain of a hit is certain of the stage.
 */
function besideOf(passage: Passage, filtered: StageResult | undefined): Passing {
  const { beside, stages } = passage;
  if (beside === undefined) {
    const others = stages.filter((stage) => stage !== filtered).map((stage) => stage.possible);
    return { certain: passage.certain, possible: others.reduce(intersectPackets, ALL_PACKETS) };
  }
  return filtered?.hitsHold === true ? beside : { certain: passage.certain, possible: beside.possible };
}

interface WholePackets extends Passing {
  readonly certainTraffic: TrafficSet;
  readonly possibleTraffic: TrafficSet;
}

/** What passes for all addresses of the whole and all members of the group. */
function wholePackets(
  passage: Passage,
  filtered: StageResult | undefined,
  axis: Axis,
  whole: Whole,
): WholePackets {
  const { beside } = passage;
  const group = axis === 'source' ? passage.destination : passage.source;
  if (filtered?.onlyHits === true && !filtered.hits.some((hit) => holdsFirst(hit, axis, whole.addresses))) {
    return {
      certain: NO_PACKETS,
      possible: NO_PACKETS,
      certainTraffic: NO_TRAFFIC,
      possibleTraffic: NO_TRAFFIC,
    };
  }
  const covered = (certainty: Certainty, members: AddressSet): PacketSet => {
    const [sources, destinations] =
      axis === 'source' ? [whole.addresses, members] : [members, whole.addresses];
    if (beside === undefined || filtered === undefined) {
      return coveredPackets(passage[certainty], sources, destinations);
    }
    // What all pairs of addresses have of two sets is what they have of each: the one of the rules is mostly nothing.
    const ofRules = trafficBetweenAll(filtered[certainty], sources, destinations);
    if (isEmptyTrafficSet(ofRules.ipv4) && isEmptyTrafficSet(ofRules.ipv6)) return NO_PACKETS;
    const others = trafficBetweenAll(beside[certainty], sources, destinations);
    const ipv4 = intersectTraffic(ofRules.ipv4, others.ipv4);
    return coveredBox(ipv4, intersectTraffic(ofRules.ipv6, others.ipv6), sources, destinations);
  };
  const certain = covered('certain', group.known);
  const possible = unionPackets(certain, covered('possible', group.may));
  return { certain, possible, certainTraffic: trafficOf(certain), possibleTraffic: trafficOf(possible) };
}

/** Whether the hit is for the first address of a family, without which all of them are not covered. */
export function holdsFirst({ possible }: Hit, axis: Axis, { ipv4, ipv6 }: AddressSet): boolean {
  return holdsAddress(possible.ipv4, axis, ipv4[0]) || holdsAddress(possible.ipv6, axis, ipv6[0]);
}

function holdsAddress<C extends Coordinate>(
  pieces: Piecewise<number, Piecewise<C, Boundaries<C>>>,
  axis: Axis,
  address: C | undefined,
): boolean {
  return (
    address !== undefined &&
    pieces.some(({ value }) =>
      value.some((pairs) => holdsCoordinate(axis === 'source' ? pairs.on : pairs.value, address)),
    )
  );
}

/** Where no rule says what passes (no group filters there, or the default one as it comes): all of it is one flow. */
function unruledFlows(passage: Passage, axis: Axis, whole: Whole): Flow[] {
  const { source, destination } = passage;
  const { addresses } = whole;
  const inWhole = packetsOf({
    traffic: ALL_TRAFFIC,
    sources: axis === 'source' ? addresses : ALL_ADDRESSES,
    destinations: axis === 'source' ? ALL_ADDRESSES : addresses,
  });
  const flow = flowOf(
    passage,
    axis === 'source' ? whole.endpoint : source.endpoint,
    axis === 'source' ? destination.endpoint : whole.endpoint,
    intersectPackets(passage.certain, inWhole),
    intersectPackets(passage.possible, inWhole),
  );
  return flow === undefined ? [] : [flow];
}

/** The end that a rule's peer names within the end asked for; undefined for a peer that has no name yet. */
function partEndpoint(hit: Hit, asked: Endpoint, whole: Whole): Endpoint | undefined {
  const { peer } = hit;
  if (peer.kind === 'cidr') {
    if (asked.kind === 'cidr' && asked === whole.endpoint) {
      return { kind: 'cidr', prefix: smaller(asked.prefix, peer.prefix) };
    }
    return asked.kind === 'prefix-list' ? asked : { kind: 'cidr', prefix: peer.prefix };
  }
  // In a list, a prefix list has a flow of its own.
  return asked === whole.endpoint ? asked : undefined;
}

/**
 * The flow of a prefix list by the rules that name it, out of a passage with the list as one end; undefined when there
 * is none. That its addresses may also be admitted otherwise is not told again.
 */
export function prefixListFlow(passage: Passage, list: string): Flow | undefined {
  const certain: PacketSet[] = [];
  const possible: PacketSet[] = [];
  for (const { peer, ...hit } of passage.stages.flatMap((stage) => stage.hits)) {
    if (peer.kind !== 'prefix-list' || referenceId(peer.list) !== list) continue;
    certain.push(intersectPackets(hit.certain, passage.certain));
    possible.push(intersectPackets(hit.possible, passage.possible));
  }
  const { source, destination } = passage;
  return flowOf(
    passage,
    source.endpoint,
    destination.endpoint,
    unionAllPackets(certain),
    unionAllPackets(possible),
  );
}

/** The smaller of two prefixes that overlap, which is their intersection. */
function smaller(left: IpPrefix, right: IpPrefix): IpPrefix {
  return left.length >= right.length ? left : right;
}

/** Whether the whole already says what this part would: a /32 beside a rule for the whole internet, for example. */
function isPartOfWhole(
  endpoint: Endpoint,
  certain: PacketSet,
  possible: PacketSet,
  wholes: WholePackets,
  whole: AddressSet,
): boolean {
  if (endpoint.kind === 'cidr') {
    return (
      isTrafficSubset(trafficOf(certain), wholes.certainTraffic) &&
      isTrafficSubset(trafficOf(possible), wholes.possibleTraffic) &&
      addressSetsOverlap(prefixAddresses(endpoint.prefix), whole)
    );
  }
  return isPacketSubset(certain, wholes.certain) && isPacketSubset(possible, wholes.possible);
}
