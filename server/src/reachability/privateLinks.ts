/**
 * Private links as a way between two ends: from the endpoint in one network to the balancer in another, whatever joins
 * the networks otherwise. No route, no rule for what leaves the endpoint and no access list stands in between
 * (https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html).
 */

import { packetsOf, unionPackets, NO_PACKETS, type PacketSet } from '../packets/packetSet';
import type { TrafficSet } from '../packets/trafficSet';
import type { Attachment, Certainty } from '../network/model';
import type { End } from './ends';
import { EXPLANATIONS } from './explanations';
import { endpointName } from './names';
import type { NetworkReader } from './networkReader';
import type { StageResult } from './stages';

export interface LinkedEnds {
  readonly certainty: Certainty;
  readonly balancer: Attachment;
}

/** The link by which the source, an endpoint, leads to the destination, a balancer; undefined where none does. */
export function linkBetween(reader: NetworkReader, source: End, destination: End): LinkedEnds | undefined {
  if (source.endpoint.kind !== 'attachment' || destination.endpoint.kind !== 'attachment') return undefined;
  const { id } = destination.endpoint;
  const links =
    reader
      .topology?.()
      .linkedFrom(source.endpoint.id)
      .filter(({ thing }) => thing === id) ?? [];
  const balancer = links.length === 0 ? undefined : reader.attachment?.(id);
  if (balancer === undefined) return undefined;
  const isSure = links.some(({ certainty }) => certainty === 'certain');
  return { certainty: isSure ? 'certain' : 'possible', balancer };
}

function perhapsUnfiltered(ingress: StageResult, all: PacketSet): StageResult {
  return {
    step: ingress.step,
    certain: ingress.certain,
    possible: unionPackets(ingress.possible, all),
    hits: ingress.hits,
    steps: (certain, possible, ends) => ingress.steps(certain, possible, ends),
    blocker: () => ingress.blocker(),
    doubts: () => ingress.doubts(),
  };
}

/**
 * What passes the link. `ingress` is what the balancer's groups let in from the source's addresses: it counts unless that
 * is switched off for private links
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html).
 */
export function linkStages(
  reader: NetworkReader,
  { certainty, balancer }: LinkedEnds,
  source: End,
  destination: End,
  asked: TrafficSet,
  ingress: StageResult,
): readonly StageResult[] {
  const all = packetsOf({ traffic: asked, sources: source.may, destinations: destination.may });
  const code = certainty === 'certain' ? 'private-link' : 'private-link-not-known';
  const from = endpointName(reader, source.endpoint);
  const to = endpointName(reader, destination.endpoint);
  const message =
    certainty === 'certain'
      ? `A private link leads from ${from} to ${to}.`
      : `${EXPLANATIONS[code]} It would lead from ${from} to ${to}.`;
  const element = source.endpoint.kind === 'attachment' ? source.endpoint.id : balancer.address;
  const origin = reader.attachment?.(element)?.headerOrigin;
  const about = { step: 'route', code, message, element, origin } as const;
  const link: StageResult = {
    step: 'route',
    certain: certainty === 'certain' ? all : NO_PACKETS,
    possible: all,
    hits: [],
    steps: () => [{ ...about, verdict: 'allow', certainty, rule: undefined }],
    blocker: () => ({ ...about, nearest: undefined }),
    doubts: () => (certainty === 'certain' ? [] : [{ ...about, nearest: undefined }]),
  };
  switch (balancer.privateLink) {
    case 'unfiltered':
      return [link];
    case 'unknown':
      return [link, perhapsUnfiltered(ingress, all)];
    default:
      return [link, ingress];
  }
}
