/** Paths over several hops, and the way that lacks the least, in the shape of the JSON of `reach`. */

import type { Certainty } from '../network/model';
import type { PathAnswer, ReachPath } from '../reachability/paths';
import type { NearestWay } from '../reachability/nearestWay';
import type { WeakLink } from '../reachability/weakestLink';
import type { Flow } from '../reachability/answer';
import type { FlowContext, ReportedBlocker, ReportedEnd, ReportedPacket, ReportedStep } from './flowReport';
import { reportBlocker, reportEnd, reportFlow } from './flowReport';

export interface ReportedPath {
  readonly root: string;
  readonly environment: string | null;
  readonly destination: ReportedEnd;
  readonly certainty: Certainty;
  /** In order; each begins where the one before ends. */
  readonly hops: readonly ReportedHop[];
  /** `hop` is the index of one of the hops. */
  readonly weakest: WeakLink;
}

export interface ReportedHop {
  readonly source: ReportedEnd;
  readonly destination: ReportedEnd;
  readonly certainty: Certainty;
  readonly traffic: readonly {
    readonly protocol: string;
    readonly ports: string;
    readonly certainty: Certainty;
  }[];
  readonly proof: readonly ReportedStep[];
  readonly example: ReportedPacket;
}

/** Where no path leads: the way that somebody probably meant, and what it lacks. */
export interface ReportedWay {
  readonly root: string;
  readonly environment: string | null;
  /** From the source to the destination. */
  readonly ends: readonly ReportedEnd[];
  readonly broken: readonly {
    readonly source: ReportedEnd;
    readonly destination: ReportedEnd;
    readonly blockedBy: readonly ReportedBlocker[];
  }[];
}

export function reportPaths({ paths }: PathAnswer, context: FlowContext): ReportedPath[] {
  return paths.flatMap((path) => reportPath(path, context));
}

function reportPath(path: ReachPath, context: FlowContext): ReportedPath[] {
  const hops = path.hops.flatMap((flow) => reportHop(flow, context));
  // A hop without a packet of its own is none; the path then is not shown either.
  if (hops.length < path.hops.length) return [];
  const { root, environment } = context;
  const { certainty, weakest } = path;
  return [{ root, environment, destination: reportEnd(path.destination), certainty, hops, weakest }];
}

function reportHop(flow: Flow, context: FlowContext): ReportedHop[] {
  const entries = reportFlow(flow, context);
  const [first] = entries;
  if (first === undefined) return [];
  const { source, destination, proof, example } = first;
  const certainty = entries.some((each) => each.certainty === 'certain') ? 'certain' : 'possible';
  const traffic = entries.map(({ protocol, ports, certainty: each }) => ({
    protocol,
    ports,
    certainty: each,
  }));
  return [{ source, destination, certainty, traffic, proof, example }];
}

export function reportWay(way: NearestWay, context: FlowContext): ReportedWay {
  return {
    root: context.root,
    environment: context.environment,
    ends: way.ends.map(reportEnd),
    broken: way.broken.map(({ source, destination, blockers }) => ({
      source: reportEnd(source.endpoint),
      destination: reportEnd(destination.end.endpoint),
      blockedBy: blockers.map((blocker) => reportBlocker(blocker, context)),
    })),
  };
}
