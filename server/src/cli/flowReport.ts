/** Flows, proofs and blockers in the shape of the JSON of `reach` and `diff`. */

import type { Certainty } from '../network/model';
import type { FiveTuple } from '../packets/fiveTuple';
import { formatIpAddress } from '../packets/ipAddress';
import { formatIpPrefix } from '../packets/ipPrefix';
import type { PacketSet } from '../packets/packetSet';
import { trafficOf } from '../packets/packetSet';
import type { TrafficEntry } from '../packets/trafficEntries';
import { protocolText, trafficEntries } from '../packets/trafficEntries';
import type { TrafficSet } from '../packets/trafficSet';
import { subtractTraffic } from '../packets/trafficSet';
import type { Blocker, Endpoint, Flow, ProofStep, StepKind } from '../reachability/answer';
import type { DocumentUri } from '../source/documentUri';
import type { Range } from '../source/lineIndex';
import type { Location, Origin } from '../source/origin';
import { placeOf } from './places';

export interface ReportedEnd {
  readonly kind: Endpoint['kind'];
  readonly address: string;
}

/** One protocol of a flow, either all of it certain or all of it possible. */
export interface ReportedFlow {
  readonly root: string;
  readonly environment: string | null;
  readonly source: ReportedEnd;
  readonly destination: ReportedEnd;
  /** A name, a number as text, or `all`. */
  readonly protocol: string;
  /** `5432`, `80, 8000-8080`, `all`; for ICMP `all` or types (`type 8`); for every protocol `all except tcp/443`. */
  readonly ports: string;
  readonly certainty: Certainty;
  readonly proof: readonly ReportedStep[];
  readonly example: ReportedPacket;
}

/** A place that may be nowhere: what no text says has neither file nor range. */
export interface OptionalPlace {
  readonly file: string | null;
  readonly range: Range | null;
}

export interface ReportedStep extends OptionalPlace {
  readonly step: StepKind;
  readonly verdict: 'allow' | 'deny';
  readonly code: string;
  readonly message: string;
  readonly certainty: Certainty;
  readonly rule: string | null;
}

export interface ReportedPacket {
  readonly source: string;
  readonly sourcePort: number | null;
  readonly destination: string;
  readonly destinationPort: number | null;
  readonly protocol: string;
}

export interface ReportedBlocker extends OptionalPlace {
  readonly root: string;
  readonly environment: string | null;
  readonly step: StepKind;
  readonly code: string;
  readonly message: string;
  /** What is in the way, or lacks what is needed, where that is no rule: a route, a table, an entry, a resource. */
  readonly element: string | null;
  readonly nearest: (OptionalPlace & { readonly rule: string }) | null;
}

/** Which root a flow belongs to, and how its origins are found. */
export interface FlowContext {
  readonly root: string;
  readonly environment: string | null;
  readonly folder: DocumentUri;
  readonly locate: (origin: Origin) => Location | undefined;
}

/** The flow as one entry per protocol and certainty, certain ones first. */
export function reportFlow(flow: Flow, context: FlowContext): ReportedFlow[] {
  const certain = trafficOf(flow.certain);
  const possible = subtractTraffic(trafficOf(flow.possible), certain);
  const proof = flow.proof.map((step) => reportStep(step, context));
  const entries = (traffic: TrafficSet, certainty: Certainty): ReportedFlow[] =>
    trafficEntries(traffic).map((each) => ({
      root: context.root,
      environment: context.environment,
      source: reportEnd(flow.source),
      destination: reportEnd(flow.destination),
      ...each,
      certainty,
      proof,
      example: reportPacket(flow.example),
    }));
  return [...entries(certain, 'certain'), ...entries(possible, 'possible')];
}

/** The traffic of a set of packets by protocol; every protocol together is `all`. */
export function splitPackets(packets: PacketSet): TrafficEntry[] {
  return trafficEntries(trafficOf(packets));
}

export function reportEnd(end: Endpoint): ReportedEnd {
  switch (end.kind) {
    case 'internet':
      return { kind: 'internet', address: 'internet' };
    case 'cidr':
      return { kind: 'cidr', address: formatIpPrefix(end.prefix) };
    case 'group':
    case 'attachment':
    case 'prefix-list':
      return { kind: end.kind, address: end.id };
  }
}

function reportStep(step: ProofStep, context: FlowContext): ReportedStep {
  return {
    step: step.step,
    verdict: step.verdict,
    code: step.code,
    message: step.message,
    certainty: step.certainty,
    rule: step.rule?.address ?? step.element ?? null,
    ...optionalPlace(step.origin ?? step.rule?.headerOrigin, context),
  };
}

export function reportBlocker(blocker: Blocker, context: FlowContext): ReportedBlocker {
  const { nearest } = blocker;
  return {
    root: context.root,
    environment: context.environment,
    step: blocker.step,
    code: blocker.code,
    message: blocker.message,
    element: blocker.element ?? null,
    ...optionalPlace(blocker.origin, context),
    nearest:
      nearest === undefined
        ? null
        : { rule: nearest.address, ...optionalPlace(nearest.headerOrigin, context) },
  };
}

export function optionalPlace(origin: Origin | undefined, context: FlowContext): OptionalPlace {
  const location = origin === undefined ? undefined : context.locate(origin);
  return location === undefined ? { file: null, range: null } : placeOf(context.folder, location);
}

export function reportPacket(packet: FiveTuple): ReportedPacket {
  const ports = packet.detail.kind === 'ports' ? packet.detail : undefined;
  return {
    source: formatIpAddress(packet.source),
    sourcePort: ports?.sourcePort ?? null,
    destination: formatIpAddress(packet.destination),
    destinationPort: ports?.destinationPort ?? null,
    protocol: protocolText(packet.protocol),
  };
}
