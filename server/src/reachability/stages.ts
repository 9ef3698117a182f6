/**
 * What stands between two ends, in the order a packet meets it. Each stage says what it lets through, certainly and
 * possibly, what it did (proof) and why it lets nothing through (blockers); a flow is what passes all of them.
 */

import {
  intersectPackets,
  isEmptyPacketSet,
  packetsOf,
  trafficOf,
  type PacketSet,
} from '../packets/packetSet';
import { ALL_TRAFFIC, type TrafficSet } from '../packets/trafficSet';
import type { Direction } from '../network/model';
import { describeServices } from '../network/services';
import { accessStage } from './accessStage';
import type { Blocker, Endpoint, ProofStep, StepKind } from './answer';
import { sideBlocker, sideDoubts } from './blockers';
import { coveredPackets, packetsForAll, packetsOfFamily } from './coverage';
import { isAddressEnd, type End } from './ends';
import { endpointName } from './names';
import { EXPLANATIONS } from './explanations';
import type { NetworkReader } from './networkReader';
import { linkBetween, linkStages } from './privateLinks';
import { sideSteps } from './proof';
import { routeStage } from './routeStage';
import { sideOf, type Hit } from './sides';
import { isUnfilteredService } from './unfilteredServices';

export interface StageResult {
  readonly step: StepKind;
  readonly certain: PacketSet;
  readonly possible: PacketSet;
  /** The rules that let something through, where the stage is made of rules. */
  readonly hits: readonly Hit[];
  /** The steps that let these packets, which passed every stage, through here; the ends are those of the flow. */
  readonly steps: (certain: PacketSet, possible: PacketSet, ends: FlowEnds) => ProofStep[];
  /** What is in the way when nothing passes. */
  readonly blocker: () => Blocker;
  /** Why nothing is certain when something is possible. */
  readonly doubts: () => Blocker[];
}

/** The ends as the flow names them: for addresses, the part of the passage's end that it is about. */
export interface FlowEnds {
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

/** The groups at one end as a stage. `forwarded`: packets that something in between takes and sends on. */
export function groupStage(
  reader: NetworkReader,
  direction: Direction,
  local: End,
  peer: End,
  asked: TrafficSet,
  forwarded: PacketSet | undefined,
): StageResult {
  const side = sideOf(reader, direction, local, peer, asked, forwarded);
  return {
    step: direction === 'egress' ? 'source-egress' : 'destination-ingress',
    certain: side.certain,
    possible: side.possible,
    hits: side.hits,
    steps: (certain, possible, ends) => {
      const other = direction === 'egress' ? ends.destination : ends.source;
      return sideSteps(reader, side, other, certain, possible);
    },
    blocker: () => sideBlocker(reader, direction, local, peer, asked),
    doubts: () => sideDoubts(reader, side, local, peer),
  };
}

/** What passes every stage between two ends. `certain` is a subset of `possible`. */
export interface Passage {
  readonly source: End;
  readonly destination: End;
  readonly certain: PacketSet;
  readonly possible: PacketSet;
  readonly stages: readonly StageResult[];
}

/**
 * What passes from one end to the other of the traffic asked for. Between groups and attachments a packet is certain
 * only if it passes whichever addresses the members have; for an end that is a set of addresses, each stands for itself.
 */
export function passageBetween(
  reader: NetworkReader,
  source: End,
  destination: End,
  asked: TrafficSet,
): Passage {
  if (isUnfilteredService(reader, source, destination, asked)) return freePassage(source, destination, asked);
  const stages = stagesBetween(reader, source, destination, asked);
  const possible = stages.map((stage) => stage.possible).reduce(intersectPackets);
  let certain = stages.map((stage) => stage.certain).reduce(intersectPackets);
  for (const end of [source, destination]) {
    if (!end.has.ipv4) certain = packetsOfFamily(certain, 6);
    if (!end.has.ipv6) certain = packetsOfFamily(certain, 4);
  }
  if (!isEmptyPacketSet(certain) && !isAddressEnd(source) && !isAddressEnd(destination)) {
    certain = coveredPackets(certain, source.known, destination.known);
  } else if (stages.length > 2) {
    // Rules are the same for every member; routes and access lists are not.
    certain = isAddressEnd(source)
      ? packetsForAll(certain, 'destination', destination.known)
      : packetsForAll(certain, 'source', source.known);
  }
  return { source, destination, certain, possible, stages };
}

/** In the order a packet meets them. What nothing in the configuration speaks of is left out. */
function stagesBetween(
  reader: NetworkReader,
  source: End,
  destination: End,
  asked: TrafficSet,
): readonly StageResult[] {
  const link = linkBetween(reader, source, destination);
  if (link !== undefined) {
    // Behind the link nobody can tell which groups the client carries.
    const nameless: End = { ...source, identities: new Map(), openIdentity: false };
    const ingress = groupStage(reader, 'ingress', destination, nameless, asked, undefined);
    return linkStages(reader, link, source, destination, asked, ingress);
  }
  const route = routeStage(reader, source, destination, asked);
  const stages = [
    groupStage(reader, 'egress', source, destination, asked, route?.forwarded),
    accessStage(reader, 'from-inside', source, destination, asked),
    route,
    accessStage(reader, 'from-outside', destination, source, asked),
    groupStage(reader, 'ingress', destination, source, asked, route?.forwarded),
  ];
  return stages.filter((stage) => stage !== undefined);
}

/** The passage to what nothing filters. */
function freePassage(source: End, destination: End, asked: TrafficSet): Passage {
  const certain = packetsOf({ traffic: asked, sources: source.known, destinations: destination.known });
  const possible = packetsOf({ traffic: asked, sources: source.may, destinations: destination.may });
  const code = 'unfiltered-service';
  const message = EXPLANATIONS[code];
  const stage: StageResult = {
    step: 'route',
    certain,
    possible,
    hits: [],
    steps: () => [
      {
        step: 'route',
        verdict: 'allow',
        code,
        message,
        certainty: 'certain',
        rule: undefined,
        origin: undefined,
      },
    ],
    blocker: () => ({ step: 'route', code, message, origin: undefined, nearest: undefined }),
    doubts: () => [],
  };
  return { source, destination, certain, possible, stages: [stage] };
}

/** What keeps a passage from being certain, in the order a packet meets it. */
export function passageBlockers(reader: NetworkReader, passage: Passage): Blocker[] {
  if (!isEmptyPacketSet(passage.certain)) return [];
  if (!isEmptyPacketSet(passage.possible)) {
    const doubts = passage.stages.flatMap((stage) => stage.doubts());
    return doubts.length > 0 ? doubts : [partlyAdmitted(reader, passage)];
  }
  if (!haveCommonFamily(passage)) return [noCommonFamily(reader, passage)];
  const shut = passage.stages.filter((stage) => isEmptyPacketSet(stage.possible));
  return shut.length > 0 ? shut.map((stage) => stage.blocker()) : [nothingInCommon(reader, passage)];
}

function haveCommonFamily({ source, destination }: Passage): boolean {
  const both = { traffic: ALL_TRAFFIC, sources: source.may, destinations: destination.may };
  return !isEmptyPacketSet(packetsOf(both));
}

function noCommonFamily(reader: NetworkReader, { source, destination }: Passage): Blocker {
  const one = endpointName(reader, source.endpoint);
  const other = endpointName(reader, destination.endpoint);
  return {
    step: 'route',
    code: 'no-common-family',
    message: `One of ${one} and ${other} has IPv4 addresses only, the other IPv6 addresses only.`,
    origin: undefined,
    nearest: undefined,
  };
}

function partlyAdmitted(reader: NetworkReader, passage: Passage): Blocker {
  const source = endpointName(reader, passage.source.endpoint);
  const destination = endpointName(reader, passage.destination.endpoint);
  return {
    step: 'destination-ingress',
    code: 'addresses-only-overlap',
    message: `Rules admit only some of the addresses that ${source} and ${destination} may have.`,
    origin: undefined,
    nearest: undefined,
  };
}

function nothingInCommon(reader: NetworkReader, passage: Passage): Blocker {
  const source = endpointName(reader, passage.source.endpoint);
  const destination = endpointName(reader, passage.destination.endpoint);
  const [egress, ingress] = [passage.stages[0], passage.stages.at(-1)];
  const leaves = egress === undefined ? '' : describeServices(trafficOf(egress.possible));
  const enters = ingress === undefined ? '' : describeServices(trafficOf(ingress.possible));
  const nearest = ingress?.hits[0]?.rule;
  return {
    step: 'destination-ingress',
    code: 'no-common-traffic',
    message:
      `${source} lets ${leaves} out to ${destination}, which admits ${enters} from it: nothing in common. ` +
      'Make one of the two rules fit the other.',
    origin: nearest?.headerOrigin,
    nearest,
  };
}
