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
import type { Passing } from './accessLists';
import type { Blocker, Endpoint, ProofStep, StepKind } from './answer';
import { betweenEnds, surePackets } from './between';
import { sideBlocker, sideDoubts } from './blockers';
import type { End } from './ends';
import { endpointName } from './names';
import { EXPLANATIONS } from './explanations';
import type { NetworkReader } from './networkReader';
import { linkBetween, linkStages } from './privateLinks';
import { sideSteps } from './proof';
import type { Hit } from './hits';
import { sideOf, type Side } from './sides';
import { isUnfilteredService } from './unfilteredServices';

export interface StageResult {
  readonly step: StepKind;
  readonly certain: PacketSet;
  readonly possible: PacketSet;
  /** The rules that let something through, where the stage is made of rules. */
  readonly hits: readonly Hit[];
  /** Whether what is certain of a hit is certain of the stage: of groups that are united for every member. */
  readonly hitsHold?: boolean;
  /** Whether the hits together are all that it lets through. */
  readonly onlyHits?: boolean;
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
  return new GroupStage(reader, direction, local, peer, asked, forwarded);
}

/** Looks at rules when it is asked what they do: where routes let nothing through, nobody asks. */
class GroupStage implements StageResult {
  readonly step: StepKind;
  private knownSide: Side | undefined;

  constructor(
    private readonly reader: NetworkReader,
    private readonly direction: Direction,
    private readonly local: End,
    private readonly peer: End,
    private readonly asked: TrafficSet,
    private readonly forwarded: PacketSet | undefined,
  ) {
    this.step = direction === 'egress' ? 'source-egress' : 'destination-ingress';
  }

  private get side(): Side {
    const { reader, direction, local, peer, asked, forwarded } = this;
    return (this.knownSide ??= sideOf(reader, direction, local, peer, asked, forwarded));
  }

  get certain(): PacketSet {
    return this.side.certain;
  }

  get possible(): PacketSet {
    return this.side.possible;
  }

  get hits(): readonly Hit[] {
    return this.side.hits;
  }

  get hitsHold(): boolean {
    return this.side.hitsHold;
  }

  get onlyHits(): boolean {
    return this.side.onlyHits;
  }

  steps(certain: PacketSet, possible: PacketSet, ends: FlowEnds): ProofStep[] {
    const other = this.direction === 'egress' ? ends.destination : ends.source;
    return sideSteps(this.reader, this.side, other, certain, possible);
  }

  blocker(): Blocker {
    return sideBlocker(this.reader, this.direction, this.local, this.peer, this.asked);
  }

  doubts(): Blocker[] {
    return sideDoubts(this.reader, this.side, this.local, this.peer);
  }
}

/** What passes every stage between two ends. `certain` is a subset of `possible`. */
export interface Passage {
  readonly source: End;
  readonly destination: End;
  readonly certain: PacketSet;
  readonly possible: PacketSet;
  readonly stages: readonly StageResult[];
  /**
   * Where one end is a set of addresses: what routes and lists let through, certain for every member of the other end.
   * Only this and the groups there decide. Undefined where that is not so.
   */
  readonly beside: Passing | undefined;
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
  const link = linkBetween(reader, source, destination);
  if (link !== undefined) {
    // Behind the link nobody can tell which groups the client carries.
    const nameless: End = { ...source, identities: new Map(), openIdentity: false };
    const ingress = groupStage(reader, 'ingress', destination, nameless, asked, undefined);
    const stages = linkStages(reader, link, source, destination, asked, ingress);
    return passageThrough(source, destination, stages, undefined);
  }
  const between = betweenEnds(reader, source, destination, asked);
  const { forwarded } = between;
  const egress = groupStage(reader, 'egress', source, destination, asked, forwarded);
  const ingress = groupStage(reader, 'ingress', destination, source, asked, forwarded);
  return passageThrough(source, destination, [egress, ...between.stages, ingress], between.beside);
}

/** The passage through these stages. `beside` as with Passage. */
export function passageThrough(
  source: End,
  destination: End,
  stages: readonly StageResult[],
  beside: Passing | undefined,
): Passage {
  return new StagedPassage(source, destination, stages, beside);
}

/** Computes its sets when they are asked for: of a passage to addresses, the flows mostly need its parts alone. */
class StagedPassage implements Passage {
  private knownCertain: PacketSet | undefined;
  private knownPossible: PacketSet | undefined;

  constructor(
    readonly source: End,
    readonly destination: End,
    readonly stages: readonly StageResult[],
    readonly beside: Passing | undefined,
  ) {}

  get possible(): PacketSet {
    return (this.knownPossible ??= this.stages.map((stage) => stage.possible).reduce(intersectPackets));
  }

  get certain(): PacketSet {
    return (this.knownCertain ??= surePackets(
      this.stages.map((stage) => stage.certain).reduce(intersectPackets),
      this.source,
      this.destination,
      this.stages.length > 2,
    ));
  }
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
  return { source, destination, certain, possible, stages: [stage], beside: undefined };
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
