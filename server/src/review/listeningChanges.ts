/**
 * Who is cut off because nothing listens any more where it did: the port of a database or of a balancer's listener was
 * edited, and rules still speak of the old one. Where rules took the flow, pairChanges.ts tells it.
 */

import { prefixAddresses, addressSetsOverlap } from '../packets/addressSet';
import { intersectPackets, isEmptyPacketSet, packetSetsOverlap, type PacketSet } from '../packets/packetSet';
import type { Attachment, Service } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import { counterparts, namedLists } from '../reachability/counterparts';
import { coveredPackets } from '../reachability/coverage';
import { addressEnd, resolveEnd } from '../reachability/ends';
import { endpointKey } from '../reachability/names';
import { servicesTraffic } from '../reachability/hops';
import { PUBLIC_ADDRESSES } from '../reachability/publicAddresses';
import { passageBetween } from '../reachability/stages';
import type { FlowChange } from './comparison';
import type { EndPair, Versions } from './versions';

/** What surely reached a port on which nothing listens now, though rules, routes and lists would still let it in. */
export function listeningChanges(
  versions: Versions,
  before: NetworkModel,
  after: NetworkModel,
): FlowChange[] {
  const changes: FlowChange[] = [];
  for (const [address, is] of after.attachments) {
    const was = before.attachments.get(address);
    if (was === undefined || was === is || servicesKey(was) === servicesKey(is)) continue;
    const left = leftServices(before, after, was, is);
    const end = left.length === 0 ? undefined : versions.attachment(address);
    if (end !== undefined) changes.push(...cutOffAt(versions, end, was, left, movedTo(was, is, before)));
  }
  return changes;
}

const keys = new WeakMap<Attachment, string>();

function servicesKey(attachment: Attachment): string {
  let key = keys.get(attachment);
  if (key === undefined) {
    key = attachment.services.map(serviceKey).sort().join();
    keys.set(attachment, key);
  }
  return key;
}

function serviceKey({ protocol, port }: Service): string {
  return `${String(protocol)}/${String(port)}`;
}

/** Where it surely listened and surely does not now; none where one of the two is in doubt. */
function leftServices(
  before: NetworkModel,
  after: NetworkModel,
  was: Attachment,
  is: Attachment,
): readonly Service[] {
  if (was.certainty !== 'certain' || is.certainty !== 'certain') return [];
  if (was.runsAnything === true || is.runsAnything === true) return [];
  const current = new Set(is.services.map(serviceKey));
  const left = was.services.filter((service) => !current.has(serviceKey(service)));
  if (!isBalancer(before, was.address)) {
    // Where a target is forwarded to says the balancer's side; a port that is not known is not a port that is gone.
    const isTarget = [before, after].some(({ forwardings }) => forwardings.byTarget.has(was.address));
    return isTarget || movedTo(was, is, before).length === 0 ? [] : left;
  }
  const isOpen = after.forwardings.ways.some(
    ({ listener }) => listener.accepts.length === 0 && referenceId(listener.balancer) === is.address,
  );
  if (isOpen) return [];
  const surely = new Set(
    (before.forwardings.byBalancer.get(was.address) ?? []).flatMap(({ certainty, accepts }) =>
      certainty === 'certain' ? accepts.map(serviceKey) : [],
    ),
  );
  return left.filter((service) => surely.has(serviceKey(service)));
}

function isBalancer(model: NetworkModel, address: string): boolean {
  return model.forwardings.byBalancer.has(address);
}

/**
 * Where it listens newly. Clients within the configuration may follow a database to its new port, where they are let
 * in there; those of a balancer are outside, and know the old one.
 */
function movedTo(was: Attachment, is: Attachment, before: NetworkModel): readonly Service[] {
  if (isBalancer(before, was.address)) return [];
  const old = new Set(was.services.map(serviceKey));
  return is.services.filter((service) => !old.has(serviceKey(service)));
}

function cutOffAt(
  versions: Versions,
  destination: EndPair,
  was: Attachment,
  left: readonly Service[],
  movedTo: readonly Service[],
): FlowChange[] {
  const traffic = servicesTraffic(left);
  const changes: FlowChange[] = [];
  for (const { source, packets } of clientsOf(versions, destination, was, left)) {
    const still = passageBetween(versions.after, source.after, destination.after, traffic);
    if (!packetSetsOverlap(still.possible, packets)) continue;
    const isFollowing =
      movedTo.length > 0 &&
      !isEmptyPacketSet(
        passageBetween(versions.after, source.after, destination.after, servicesTraffic(movedTo)).possible,
      );
    if (isFollowing) continue;
    changes.push({
      kind: 'lost',
      source: source.endpoint,
      destination: destination.endpoint,
      packets: intersectPackets(packets, still.possible),
      certainty: 'certain',
      doubt: undefined,
      rules: [],
      changes: [],
      along: { kind: 'listening', address: was.address },
    });
  }
  return changes;
}

export interface Client {
  readonly source: EndPair;
  /** What it surely sent there, in the earlier version. */
  readonly packets: PacketSet;
}

/** Who surely reached the attachment on these services in the earlier version: groups, the internet, prefixes. */
export function clientsOf(
  versions: Versions,
  destination: EndPair,
  attachment: Attachment,
  services: readonly Service[],
): readonly Client[] {
  const { before } = versions;
  const traffic = servicesTraffic(services);
  const clients: Client[] = [];
  const reach = (source: EndPair): PacketSet =>
    passageBetween(before, source.before, destination.before, traffic).certain;
  const groups = attachment.groups.flatMap(({ group }) => referenceId(group) ?? []);
  for (const id of counterparts(before, groups, 'source')) {
    const source = versions.group(versions.toAfter(id));
    const packets = source === undefined ? undefined : reach(source);
    if (source !== undefined && packets !== undefined && !isEmptyPacketSet(packets)) {
      clients.push({ source, packets });
    }
  }
  for (const id of namedLists(before, groups, 'source')) {
    const endpoint = { kind: 'prefix-list', id } as const;
    const [was, is] = [before, versions.after].map((reader) => resolveEnd(reader, endpoint));
    if (was === undefined || is === undefined) continue;
    const source = { endpoint, before: was, after: is };
    const packets = reach(source);
    if (!isEmptyPacketSet(packets)) clients.push({ source, packets });
  }
  const internet = addresses({ kind: 'internet' }, PUBLIC_ADDRESSES);
  const ofInternet = coveredPackets(reach(internet), PUBLIC_ADDRESSES, destination.before.known);
  const isPublic = !isEmptyPacketSet(ofInternet);
  if (isPublic) clients.push({ source: internet, packets: ofInternet });
  const seen = new Set<string>();
  for (const rule of groups.flatMap((id) => before.view(id)?.rules.ingress ?? [])) {
    for (const peer of rule.peers) {
      if (peer.kind !== 'cidr') continue;
      const prefix = prefixAddresses(peer.prefix);
      if (isPublic && addressSetsOverlap(prefix, PUBLIC_ADDRESSES)) continue;
      const source = addresses({ kind: 'cidr', prefix: peer.prefix }, prefix);
      const key = endpointKey(source.endpoint);
      if (seen.has(key)) continue;
      seen.add(key);
      const packets = reach(source);
      if (!isEmptyPacketSet(packets)) clients.push({ source, packets });
    }
  }
  return clients;
}

function addresses(...of: Parameters<typeof addressEnd>): EndPair {
  const end = addressEnd(...of);
  return { endpoint: end.endpoint, before: end, after: end };
}
