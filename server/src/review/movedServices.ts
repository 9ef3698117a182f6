/**
 * Lost flows that nobody misses: what listens at the destination has moved to another port, and the rules with it. A
 * port that stands in one variable is edited in one place, and all that depends on it follows.
 */

import { intersectTraffic, isEmptyTrafficSet, isTrafficSubset, unionTraffic } from '../packets/trafficSet';
import { isEmptyPacketSet, trafficOf } from '../packets/packetSet';
import type { Forwarding } from '../network/endpoints';
import type { Attachment, Service } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import type { Endpoint } from '../reachability/answer';
import { resolveEnd, type End } from '../reachability/ends';
import { servicesTraffic } from '../reachability/hops';
import { placementAssumingReader, type NetworkReader } from '../reachability/networkReader';
import { passageBetween } from '../reachability/stages';
import type { Comparison, FlowChange } from './comparison';

type Versions = Pick<Comparison, 'before' | 'after'>;

/**
 * Whether the source surely reaches what it reached before, where that listens now. Only for sources within the
 * configuration: who is outside knows the old port.
 */
export function hasMovedAlong(comparison: Versions, flow: FlowChange): boolean {
  if (flow.along !== undefined || flow.kind === 'gained') return false;
  const reader = placementAssumingReader(comparison.after);
  const source = isInside(flow.source) ? resolveEnd(reader, flow.source) : undefined;
  if (source === undefined || !isInside(flow.destination)) return false;
  const members = membersOf(comparison.after, flow.destination);
  if (members.length === 0) return false;
  return (
    members.every((member) => listensElsewhere(comparison, reader, source, member, flow)) ||
    isForwardedElsewhere(comparison, reader, members, flow)
  );
}

function isInside({ kind }: Endpoint): boolean {
  return kind === 'group' || kind === 'attachment';
}

function membersOf(model: NetworkModel, end: Endpoint): readonly Attachment[] {
  if (end.kind === 'group') return model.views.get(end.id)?.attachments ?? [];
  const own = end.kind === 'attachment' ? model.attachments.get(end.id) : undefined;
  return own === undefined ? [] : [own];
}

/** Whether the member listens on none of the lost ports any more, and the source surely reaches where it does now. */
function listensElsewhere(
  { before, after }: Versions,
  reader: NetworkReader,
  source: End,
  member: Attachment,
  { packets }: FlowChange,
): boolean {
  const was = before.attachments.get(member.address);
  if (was === undefined || member.services.length === 0 || member.runsAnything === true) return false;
  if (after.forwardings.byBalancer.has(member.address)) return false;
  const lost = trafficOf(packets);
  const listened = intersectTraffic(servicesTraffic(was.services), lost);
  const listens = intersectTraffic(servicesTraffic(member.services), lost);
  if (isEmptyTrafficSet(listened) || !isEmptyTrafficSet(listens)) return false;
  const isNew = ({ protocol, port }: Service): boolean =>
    !was.services.some((each) => each.protocol === protocol && each.port === port);
  return arrives(reader, source, member.address, member.services.filter(isNew));
}

/** Whether balancers sent all that was lost, and what they send in its place surely arrives. */
function isForwardedElsewhere(
  { before, after }: Versions,
  reader: NetworkReader,
  members: readonly Attachment[],
  { source, packets }: FlowChange,
): boolean {
  const targets = new Set(members.map(({ address }) => address));
  const sentTo = (model: NetworkModel, balancer: string): readonly Forwarding[] =>
    (model.forwardings.byBalancer.get(balancer) ?? []).filter(({ target }) =>
      targets.has(referenceId(target) ?? ''),
    );
  const balancers = membersOf(after, source);
  if (balancers.length === 0) return false;
  return balancers.every(({ address }) => {
    const own = resolveEnd(reader, { kind: 'attachment', id: address });
    const was = sentTo(before, address);
    const is = sentTo(after, address);
    if (own === undefined || was.length === 0 || is.length === 0) return false;
    const sent = was
      .flatMap(({ services, healthChecks }) => [services, healthChecks])
      .map(servicesTraffic)
      .reduce(unionTraffic);
    return (
      isTrafficSubset(trafficOf(packets), sent) &&
      is.every(
        ({ certainty, preservesClientAddress, target, services, healthChecks }) =>
          certainty === 'certain' &&
          preservesClientAddress === false &&
          arrives(reader, own, referenceId(target) ?? '', services) &&
          (healthChecks.length === 0 || arrives(reader, own, referenceId(target) ?? '', healthChecks)),
      )
    );
  });
}

function arrives(reader: NetworkReader, source: End, target: string, services: readonly Service[]): boolean {
  const destination = resolveEnd(reader, { kind: 'attachment', id: target });
  return (
    destination !== undefined &&
    services.length > 0 &&
    !isEmptyPacketSet(passageBetween(reader, source, destination, servicesTraffic(services)).certain)
  );
}
