/**
 * A subnet's access lists as a stage: what they let through at one end, with the entries as proof, and the entry that is
 * in the way. What passes is computed in boundary.ts.
 */

import { examplePacket } from '../packets/examplePacket';
import type { FiveTuple } from '../packets/fiveTuple';
import {
  intersectPackets,
  isEmptyPacketSet,
  subtractPackets,
  trafficOf,
  type PacketSet,
} from '../packets/packetSet';
import { formatProtocol } from '../packets/protocol';
import type { TrafficSet } from '../packets/trafficSet';
import type { Direction } from '../network/model';
import { describeServices } from '../network/services';
import type { AccessEntry } from '../network/topology';
import type { EffectiveList } from '../network/topologyIndex';
import { decidingEntry, directions, repliesTo, type Opening } from './accessLists';
import type { Blocker, ProofStep, StepKind } from './answer';
import { boundaryOf, type Boundary, type Crossing } from './boundary';
import type { End } from './ends';
import type { ExplanationCode } from './explanations';
import { endpointName } from './names';
import type { NetworkReader } from './networkReader';
import type { StageResult } from './stages';

/** The stage of the lists around `local`; undefined where no list of the configuration stands there. */
export function accessStage(
  reader: NetworkReader,
  opened: Opening,
  local: End,
  peer: End,
  asked: TrafficSet,
): StageResult | undefined {
  const boundary = boundaryOf(reader, local, peer, opened, asked);
  return boundary === undefined ? undefined : accessStageOf(reader, opened, local, peer, boundary);
}

/** The stage of lists of which it is known what they let through. */
export function accessStageOf(
  reader: NetworkReader,
  opened: Opening,
  local: End,
  peer: End,
  { passing, crossings }: Boundary,
): StageResult {
  const step: StepKind = opened === 'from-inside' ? 'source-acl' : 'destination-acl';
  return {
    step,
    certain: passing.certain,
    possible: passing.possible,
    hits: [],
    steps: (certain, possible) => accessSteps(reader, step, crossings, certain, possible),
    blocker: () => refusal(reader, step, local, peer, crossings),
    doubts: () => (isEmptyPacketSet(passing.certain) ? [refusal(reader, step, local, peer, crossings)] : []),
  };
}

function accessSteps(
  reader: NetworkReader,
  step: StepKind,
  crossings: readonly Crossing[],
  certain: PacketSet,
  possible: PacketSet,
): ProofStep[] {
  const steps = new Map<string, ProofStep>();
  const sure = !isEmptyPacketSet(certain);
  for (const { lists, passing, opened, clientPorts } of crossings) {
    const passed = intersectPackets(sure ? passing.certain : passing.possible, sure ? certain : possible);
    const packet = examplePacket(passed);
    if (packet === undefined) continue;
    for (const list of lists) {
      if (list.list === undefined) continue;
      const [request, reply] = directions(opened);
      const entries = [
        decidingEntry(reader, list, request, packet),
        ...repliesTo(packet, clientPorts).map((answer) => decidingEntry(reader, list, reply, answer)),
      ];
      for (const entry of entries) {
        if (entry === undefined || steps.has(entry.address)) continue;
        const way = entry.direction === 'egress' ? 'out of' : 'into';
        const what = entry.direction === request ? describeServices(trafficOf(passed)) : 'the replies';
        steps.set(entry.address, {
          step,
          verdict: 'allow',
          code: 'allowed-by-access-list',
          message: `${entryName(entry)} lets ${what} ${way} the subnets of ${list.name}.`,
          certainty: sure ? 'certain' : 'possible',
          rule: undefined,
          element: entry.address,
          origin: entry.headerOrigin,
        });
      }
    }
  }
  return [...steps.values()];
}

function entryName({ address, priority }: AccessEntry): string {
  return priority === undefined ? address : `${address} (number ${String(priority)})`;
}

/** The entry, or the lack of one, that keeps an example of what was asked for from passing. */
function refusal(
  reader: NetworkReader,
  step: StepKind,
  local: End,
  peer: End,
  crossings: readonly Crossing[],
): Blocker {
  for (const crossing of crossings) {
    const packet = examplePacket(subtractPackets(crossing.packets, crossing.passing.certain));
    if (packet === undefined) continue;
    for (const list of crossing.lists) {
      const found = refusalOf(reader, list, crossing, packet);
      if (found === undefined) continue;
      const { code, entry, direction, what } = found;
      const here = endpointName(reader, local.endpoint);
      const there = endpointName(reader, peer.endpoint);
      const way =
        direction === 'egress'
          ? `out of the subnet of ${here} to ${there}`
          : `into the subnet of ${here} from ${there}`;
      const who =
        entry === undefined
          ? `No entry of ${list.name} lets ${what} ${way}`
          : `${entryName(entry)} of ${list.name} denies ${what} ${way}`;
      const advice =
        code === 'replies-denied-by-access-list'
          ? 'The list keeps no state: allow the ports from which connections are opened too.'
          : 'Allow it there with a lower number than what denies it.';
      return {
        step,
        code,
        message: `${who}. ${advice}`,
        origin: entry?.headerOrigin ?? list.list?.headerOrigin,
        element: entry?.address ?? list.list?.address ?? list.name,
        nearest: undefined,
      };
    }
  }
  const list = crossings.flatMap(({ lists }) => lists).find(({ list: declared }) => declared !== undefined);
  const here = endpointName(reader, local.endpoint);
  return {
    step,
    code: 'access-list-not-known',
    message: `What the access list of the subnet of ${here} lets through is not known${list?.open === undefined ? '' : `: ${list.open}`}.`,
    origin: list?.list?.headerOrigin,
    ...(list === undefined ? {} : { element: list.name }),
    nearest: undefined,
  };
}

function packetText({ protocol, detail }: FiveTuple): string {
  const name = formatProtocol(protocol);
  return detail.kind === 'ports' ? `${name}/${String(detail.destinationPort)}` : name;
}

interface Refusal {
  readonly code: ExplanationCode;
  readonly entry: AccessEntry | undefined;
  readonly direction: Direction;
  readonly what: string;
}

function refusalOf(
  reader: NetworkReader,
  list: EffectiveList,
  { opened, clientPorts }: Crossing,
  packet: FiveTuple,
): Refusal | undefined {
  if (list.open !== undefined) return undefined;
  const [request, reply] = directions(opened);
  const entry = decidingEntry(reader, list, request, packet);
  if (entry?.action !== 'allow') {
    return { code: 'denied-by-access-list', entry, direction: request, what: packetText(packet) };
  }
  for (const answer of repliesTo(packet, clientPorts)) {
    const answering = decidingEntry(reader, list, reply, answer);
    if (answering?.action !== 'allow') {
      return {
        code: 'replies-denied-by-access-list',
        entry: answering,
        direction: reply,
        what: `the replies to ${packetText(packet)}`,
      };
    }
  }
  return undefined;
}
