/**
 * The whole answer to a question over hops: the paths; where there is none, the way that lacks the least; and what would
 * have to be added to it. What each part means is in paths.ts, nearestWay.ts and needed.ts.
 */

import type { NetworkModel } from '../network/networkModel';
import type { RuleWriters } from '../network/ruleWriter';
import { singlePort, portRanges } from '../packets/portSet';
import { isPortProtocol, protocolNumbers } from '../packets/protocol';
import { ALL_TRAFFIC, portsOf, portTraffic, protocolsOf, type TrafficSet } from '../packets/trafficSet';
import type { Endpoint } from './answer';
import type { End } from './ends';
import { wantedTraffic } from './hops';
import { nearestWay, type NearestWay } from './nearestWay';
import { neededFor, type Needed } from './needed';
import { neighbourhoodOf } from './neighbours';
import { pathsFrom, startOf, type PathAnswer, type PathQuery } from './paths';

export interface HopAnswer extends PathAnswer {
  /** Only where a destination was asked for and no path leads there. */
  readonly nearestWay: NearestWay | undefined;
}

/** What is needed for one hop. */
export interface NeededHop extends Needed {
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

/** Answers over hops. A source that the model does not know reaches nothing. */
export function answerOverHops(model: NetworkModel, query: PathQuery): HopAnswer {
  const found = pathsFrom(model, query) ?? { paths: [], groupsWithoutRules: 0 };
  const { destination } = query;
  const isLost = found.paths.length === 0 && destination !== undefined && destination.kind !== 'internet';
  return { ...found, nearestWay: isLost ? nearestWay(model, { ...query, destination }) : undefined };
}

/**
 * What would have to be added for the source to reach the destination: over the way that lacks the least where one is
 * given, else directly. Without ports in the question, those of the first service that listens there; empty where nothing
 * says which.
 */
export function neededToReach(
  model: NetworkModel,
  { source, destination, traffic = ALL_TRAFFIC }: PathQuery & { readonly destination: Endpoint },
  way: NearestWay | undefined,
  writers: RuleWriters,
): readonly NeededHop[] {
  const neighbourhood = neighbourhoodOf(model);
  const { reader } = neighbourhood;
  const between = (from: End, to: End, wanted: TrafficSet): readonly NeededHop[] => {
    const needed = neededFor(reader, from, to, leastOf(wanted), writers);
    return needed === undefined ? [] : [{ ...needed, source: from.endpoint, destination: to.endpoint }];
  };
  if (way !== undefined) {
    return way.broken.flatMap((hop) => between(hop.source, hop.destination.end, hop.traffic));
  }
  const from = startOf(neighbourhood, source)?.end;
  const to = startOf(neighbourhood, destination)?.end;
  if (from === undefined || to === undefined) return [];
  const node = neighbourhood.node(destination);
  return between(from, to, node === undefined ? traffic : wantedTraffic(node, undefined, traffic));
}

/** One port of several single ones; a range that somebody asked for stays whole. */
function leastOf(traffic: TrafficSet): TrafficSet {
  const [protocol] = protocolNumbers(protocolsOf(traffic));
  if (traffic === ALL_TRAFFIC || protocol === undefined || !isPortProtocol(protocol)) return traffic;
  const [first, ...others] = portRanges(portsOf(traffic, protocol));
  if (first === undefined || (others.length === 0 && protocolNumbers(protocolsOf(traffic)).length === 1)) {
    return traffic;
  }
  return portTraffic(protocol, singlePort(first.first));
}
