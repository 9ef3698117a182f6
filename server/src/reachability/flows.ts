/**
 * Flows out of passages: between two groups one flow; from or to a set of addresses one flow for the whole set as far
 * as all of it passes, and one per prefix or prefix list that a rule names for the rest.
 */

import { addressSetsOverlap, ALL_ADDRESSES, prefixAddresses, type AddressSet } from '../packets/addressSet';
import { examplePacket } from '../packets/examplePacket';
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
import { ALL_TRAFFIC, isTrafficSubset } from '../packets/trafficSet';
import { referenceId } from '../network/networkModel';
import type { Endpoint, Flow, ProofStep } from './answer';
import type { Axis } from './counterparts';
import { coveredPackets } from './coverage';
import { endpointKey } from './names';
import type { Hit } from './sides';
import type { Passage } from './stages';

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
  const example = examplePacket(certain) ?? examplePacket(possible);
  if (example === undefined) return undefined;
  let proof: readonly ProofStep[] | undefined;
  return {
    source,
    destination,
    certain,
    possible,
    // What did it has been recorded; it is put into words when somebody reads it, which of a thousand flows few do.
    get proof() {
      return (proof ??= passage.stages.flatMap((stage) =>
        stage.steps(certain, possible, { source, destination }),
      ));
    },
    example,
  };
}

/**
 * The flows of a passage one of whose ends is a set of addresses. `whole` is the set that is named as one where all of
 * it passes: the end asked for, or the internet where everybody was.
 */
export function addressFlows(
  passage: Passage,
  axis: Axis,
  whole: { readonly endpoint: Endpoint; readonly addresses: AddressSet },
): Flow[] {
  const { certain, possible } = passage;
  if (isEmptyPacketSet(possible)) return [];
  const group = axis === 'source' ? passage.destination : passage.source;
  const covered = (packets: PacketSet, members: AddressSet): PacketSet =>
    axis === 'source'
      ? coveredPackets(packets, whole.addresses, members)
      : coveredPackets(packets, members, whole.addresses);
  const wholeCertain = covered(certain, group.known);
  const wholePossible = unionPackets(wholeCertain, covered(possible, group.may));

  const filtered = passage.stages.find((stage) =>
    axis === 'source' ? stage.step === 'destination-ingress' : stage.step === 'source-egress',
  );
  if (filtered?.hits.length === 0 && !isEmptyPacketSet(filtered.certain)) {
    return unruledFlows(passage, axis, whole);
  }
  const parts = new Map<string, { endpoint: Endpoint; certain: PacketSet[]; possible: PacketSet[] }>();
  // A hit is part of what its stage lets through, so that only the others have a say; they are less to look at.
  const besides = passage.stages
    .filter((stage) => stage !== filtered)
    .map((stage) => stage.possible)
    .reduce(intersectPackets, ALL_PACKETS);
  for (const hit of filtered?.hits ?? []) {
    const hitPossible = intersectPackets(hit.possible, besides);
    if (isEmptyPacketSet(hitPossible)) continue;
    const endpoint = partEndpoint(hit, passage[axis].endpoint, whole);
    if (endpoint === undefined) continue;
    const hitCertain = intersectPackets(hit.certain, certain);
    if (isPartOfWhole(endpoint, hitCertain, hitPossible, wholeCertain, wholePossible, whole.addresses)) {
      continue;
    }
    const key = endpointKey(endpoint);
    const part = parts.get(key) ?? { endpoint, certain: [], possible: [] };
    part.certain.push(hitCertain);
    part.possible.push(hitPossible);
    parts.set(key, part);
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
    unionAllPackets([wholeCertain, ...(wholePart?.certain ?? [])]),
    unionAllPackets([wholePossible, ...(wholePart?.possible ?? [])]),
  );
  for (const part of parts.values()) {
    add(part.endpoint, unionAllPackets(part.certain), unionAllPackets(part.possible));
  }
  // What passes without a rule that says so (the group's rules are not all known) passes for the end as asked.
  if (flows.length === 0 && passage[axis].endpoint === whole.endpoint) {
    add(whole.endpoint, NO_PACKETS, possible);
  }
  return flows;
}

/** Where no rule says what passes (no group filters there, or the default one as it comes): all of it is one flow. */
function unruledFlows(
  passage: Passage,
  axis: Axis,
  whole: { readonly endpoint: Endpoint; readonly addresses: AddressSet },
): Flow[] {
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
function partEndpoint(
  hit: Hit,
  asked: Endpoint,
  whole: { readonly endpoint: Endpoint; readonly addresses: AddressSet },
): Endpoint | undefined {
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
  wholeCertain: PacketSet,
  wholePossible: PacketSet,
  whole: AddressSet,
): boolean {
  if (endpoint.kind === 'cidr') {
    if (!addressSetsOverlap(prefixAddresses(endpoint.prefix), whole)) return false;
    return (
      isTrafficSubset(trafficOf(certain), trafficOf(wholeCertain)) &&
      isTrafficSubset(trafficOf(possible), trafficOf(wholePossible))
    );
  }
  return isPacketSubset(certain, wholeCertain) && isPacketSubset(possible, wholePossible);
}
