/**
 * What stands between ends, besides groups, as text that is equal where it means the same: for telling whether routes,
 * gateways, peerings or access lists of a place are others than before. What follows for flows is for reachability/.
 */

import type { AccessEntry, Route, RouteTarget } from '../network/topology';
import type {
  Candidate,
  EffectiveList,
  EffectiveTable,
  EffectiveTransitTable,
  Topology,
} from '../network/topologyIndex';
import type { Attachment, PartReference, Peer, Subnet } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import { formatIpPrefix } from '../packets/ipPrefix';

interface Meanings {
  readonly subnets: NetworkModel['subnets'];
  readonly prefixLists: NetworkModel['prefixLists'];
  readonly bySubnet: ReadonlyMap<string, string>;
  readonly overall: string;
}

const known = new WeakMap<Topology, Meanings>();

/** Equal texts: every place of the model is joined to the others as before. */
export function topologyMeaning(model: NetworkModel): string {
  return meaningsOf(model).overall;
}

/** The same for the places where members are; where these are not known, for all. */
export function surroundingsOf(model: NetworkModel, members: readonly Attachment[]): string {
  const { bySubnet, overall } = meaningsOf(model);
  if (members.length === 0) return overall;
  const places = new Set<string>();
  for (const { address, subnets } of members) {
    const own = model.topology.publicAddressOf(address);
    if (own !== undefined) places.add(`${address} ${own}`);
    const found = subnets.map((subnet) => bySubnet.get(referenceId(subnet) ?? ''));
    if (found.length === 0 || found.includes(undefined)) return overall;
    for (const meaning of found) if (meaning !== undefined) places.add(meaning);
  }
  return [...places, String(model.topology.openPublicAddresses)].sort().join('\n');
}

function meaningsOf(model: NetworkModel): Meanings {
  const { topology, subnets, prefixLists } = model;
  let meanings = known.get(topology);
  if (meanings?.subnets !== subnets || meanings.prefixLists !== prefixLists) {
    const bySubnet = new Map<string, string>();
    for (const subnet of subnets.values()) bySubnet.set(subnet.address, subnetMeaning(model, subnet));
    const addresses = topology.parts.flatMap((part) =>
      part.kind === 'public-address' ? [`${part.certainty} ${idOf(part.holder)}`] : [],
    );
    const lists = topology.lists.map((thing) => listMeaning({ certainty: 'certain', thing }));
    const peerings = topology.peerings.map(({ address }) => peeringMeaning(topology, address));
    const transits = topology.transitAttachments.map(({ transit }) => transitMeaning(model, idOf(transit)));
    const links = topology.parts.flatMap((part) => {
      if (part.kind !== 'private-link') return [];
      const endpoint = idOf(part.endpoint);
      return topology.linkedFrom(endpoint).map(({ certainty, thing }) => `${endpoint} ${certainty} ${thing}`);
    });
    const overall = [
      ...Array.from(bySubnet, ([address, meaning]) => `${address} ${meaning}`).sort(),
      ...addresses.sort(),
      ...lists.sort(),
      ...peerings.sort(),
      ...transits.sort(),
      ...links.sort(),
    ].join('\n');
    meanings = { subnets, prefixLists, bySubnet, overall };
    known.set(topology, meanings);
  }
  return meanings;
}

function subnetMeaning(model: NetworkModel, subnet: Subnet): string {
  const { topology } = model;
  return [
    ...topology.tablesOf(subnet).map((table) => tableMeaning(model, table, true)),
    ...topology.listsOf(subnet).map(listMeaning),
    `public ${String(subnet.publicByDefault)} ipv6 ${String(subnet.hasIpv6)} only ${String(subnet.ipv6Only)}`,
  ].join(' | ');
}

function tableMeaning(
  model: NetworkModel,
  { certainty, thing }: Candidate<EffectiveTable>,
  throughNat: boolean,
): string {
  const routes = thing.routes.map((route) => routeMeaning(model, route, throughNat));
  return [certainty, isOpen(thing.open), ...routes.sort()].join('; ');
}

function isOpen(reason: string | undefined): string {
  return reason === undefined ? 'closed' : 'open';
}

function routeMeaning(model: NetworkModel, route: Route, throughNat: boolean): string {
  const { destination, target, certainty } = route;
  return `${certainty} ${destinationMeaning(model, destination)} ${targetMeaning(model, target, throughNat)}`;
}

function destinationMeaning(model: NetworkModel, destination: Route['destination']): string {
  if (destination.kind !== 'prefix-list') return peerMeaning(destination);
  const id = idOf(destination.list);
  const entries = model.prefixLists.get(id)?.entries.map(peerMeaning).sort() ?? [];
  return `${id} (${entries.join()})`;
}

function targetMeaning(model: NetworkModel, target: RouteTarget, throughNat: boolean): string {
  const { topology } = model;
  switch (target.kind) {
    case 'local':
    case 'unknown':
      return target.kind;
    case 'gateway': {
      const id = idOf(target.gateway);
      const gateway = topology.gateway(id);
      const stands = gateway?.subnet === undefined ? undefined : model.subnets.get(idOf(gateway.subnet));
      // What a NAT gateway reaches is what its own subnet reaches.
      const behind =
        stands === undefined || !throughNat
          ? []
          : [
              ...topology.tablesOf(stands).map((table) => tableMeaning(model, table, false)),
              ...topology.listsOf(stands).map(listMeaning),
            ];
      const network = idOf(topology.networkOfGateway(id));
      return [target.role, gateway === undefined ? id : network, String(gateway?.public), ...behind].join();
    }
    case 'peering':
      return peeringMeaning(topology, idOf(target.peering));
    case 'transit':
      return transitMeaning(model, idOf(target.transit));
    case 'endpoint':
      return `endpoint ${idOf(target.endpoint)}`;
    case 'interface':
      return `interface ${idOf(target.interface)}`;
  }
}

function peeringMeaning(topology: Topology, id: string): string {
  const peering = topology.peering(id);
  if (peering === undefined) return `peering ${id}`;
  const { networks, accepted, sameRegion, certainty } = peering;
  return ['peering', certainty, ...networks.map(idOf).sort(), String(accepted), String(sameRegion)].join();
}

function transitMeaning(model: NetworkModel, id: string): string {
  const { topology } = model;
  const attached = topology.transitAttachments
    .filter(({ transit }) => idOf(transit) === id)
    .map((attachment) =>
      [
        idOf(attachment.network),
        String(attachment.groupReferences),
        attachment.certainty,
        ...topology.transitTablesOf(attachment).map((table) => transitTableMeaning(model, table)),
      ].join(' '),
    );
  return `transit ${attached.sort().join()}`;
}

function transitTableMeaning(
  model: NetworkModel,
  { certainty, thing }: Candidate<EffectiveTransitTable>,
): string {
  const routes = thing.routes.map(({ destination, target, certainty: how }) => {
    const id = target.kind === 'attachment' ? idOf(target.attachment) : target.kind;
    const to = model.topology.transitAttachment(id);
    return `${how} ${destinationMeaning(model, destination)} ${to === undefined ? id : idOf(to.network)}`;
  });
  const propagated = thing.propagated.map((each) => `${each.certainty} ${idOf(each.thing.network)}`);
  return `(${[certainty, isOpen(thing.open), ...routes.sort(), ...propagated.sort()].join('; ')})`;
}

function listMeaning({ certainty, thing }: Candidate<EffectiveList>): string {
  const entries = [thing.ingress, thing.egress].map((each) => each.map(entryMeaning).join('; '));
  return [certainty, isOpen(thing.open), ...entries].join(' / ');
}

/** The number says no more than the order. */
function entryMeaning({ action, certainty, protocol, ports, peers }: AccessEntry): string {
  const what = protocol.kind === 'protocol' ? String(protocol.protocol) : protocol.kind;
  const where =
    ports.kind === 'range'
      ? `${String(ports.from)}-${String(ports.to)}`
      : ports.kind === 'icmp'
        ? `${String(ports.type)}/${String(ports.code)}`
        : ports.kind;
  return [certainty, String(action), what, where, ...peers.map(peerMeaning).sort()].join(' ');
}

function peerMeaning(peer: Peer): string {
  return peer.kind === 'cidr' ? `${peer.certainty} ${formatIpPrefix(peer.prefix)}` : peer.kind;
}

function idOf(reference: PartReference | { readonly kind: 'absent' }): string {
  return referenceId(reference) ?? reference.kind;
}
