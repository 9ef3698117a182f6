/** What stands between ends, in the shape of the JSON of `model`: networks, subnets, routes, access lists, gateways. */

import type { Network, Part, Subnet } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import { networkOwn } from '../network/topology';
import type {
  AccessEntry,
  Gateway,
  Peering,
  Route,
  RouteTarget,
  TransitAttachment,
} from '../network/topology';
import type { Candidate, EffectiveList, EffectiveTable } from '../network/topologyIndex';
import { formatIpPrefix } from '../packets/ipPrefix';
import type { OpenedWorkspace } from './openWorkspace';
import type { Place } from './places';
import { cidrsOf, place, reportPorts, reportProtocol, target } from './reportedValues';
import type { OrUnknown, ReportedTarget, ReportedUnknown } from './reportedValues';

interface ReportedPart extends Partial<Place> {
  readonly address: string;
  readonly certainty: 'certain' | 'possible';
}

export interface ReportedNetwork extends ReportedPart {
  readonly cidrs: readonly string[];
  /** It may have further addresses. */
  readonly open: boolean;
  /** Only looked up or adopted. */
  readonly external: boolean;
}

export interface ReportedSubnet extends ReportedNetwork {
  readonly vpc: ReportedTarget;
  /** One, or several of which it has one. */
  readonly routeTables: readonly ReportedCandidate[];
  readonly accessLists: readonly ReportedCandidate[];
}

export interface ReportedCandidate {
  readonly name: string;
  readonly certainty: 'certain' | 'possible';
}

export interface ReportedTable {
  /** The address, or words for one that is not declared. */
  readonly name: string;
  readonly routes: readonly ReportedRoute[];
  /** Why it may have further routes. */
  readonly open: string | null;
}

export interface ReportedRoute {
  readonly destination: OrUnknown<string> | { readonly prefixList: ReportedTarget };
  readonly target: { readonly kind: string; readonly to?: ReportedTarget };
  readonly certainty: 'certain' | 'possible';
}

export interface ReportedList {
  readonly name: string;
  readonly ingress: readonly ReportedEntry[];
  readonly egress: readonly ReportedEntry[];
  readonly open: string | null;
}

export interface ReportedEntry {
  readonly number: number | null;
  readonly action: 'allow' | 'deny' | null;
  readonly protocol: OrUnknown<string>;
  readonly fromPort: OrUnknown<number | string | null>;
  readonly toPort: OrUnknown<number | string | null>;
  readonly cidrs: readonly OrUnknown<string>[];
  readonly certainty: 'certain' | 'possible';
}

export interface ReportedGateway extends ReportedPart {
  readonly role: Gateway['role'];
  readonly vpc: ReportedTarget | null;
  readonly subnet: ReportedTarget | null;
}

export interface ReportedPeering extends ReportedPart {
  readonly vpcs: readonly ReportedTarget[];
  readonly accepted: boolean | null;
}

export interface ReportedTransitAttachment extends ReportedPart {
  readonly transitGateway: ReportedTarget;
  readonly vpc: ReportedTarget;
  readonly groupReferences: boolean | null;
}

export interface TopologyReport {
  readonly networks: readonly ReportedNetwork[];
  readonly subnets: readonly ReportedSubnet[];
  readonly routeTables: readonly ReportedTable[];
  readonly accessLists: readonly ReportedList[];
  readonly gateways: readonly ReportedGateway[];
  readonly peerings: readonly ReportedPeering[];
  readonly transitAttachments: readonly ReportedTransitAttachment[];
}

/** Every list sorted by address or name. Tables and lists are those that are declared or that a subnet has. */
export function topologyReport(opened: OpenedWorkspace, model: NetworkModel): TopologyReport {
  const { topology, networks, subnets } = model;
  const part = ({ address, certainty, headerOrigin }: Part): ReportedPart => ({
    address,
    certainty,
    ...place(opened, { headerOrigin }),
  });
  const ranges = (each: Network | Subnet): ReportedNetwork => ({
    ...part(each),
    cidrs: each.prefixes.map(formatIpPrefix),
    open: each.open,
    external: each.external === true,
  });
  const gateways = topology.parts.filter((each): each is Gateway => each.kind === 'gateway');
  const ofSubnets = [...subnets.values()];
  return {
    networks: byAddress(Array.from(networks.values(), ranges)),
    subnets: byAddress(
      ofSubnets.map((subnet): ReportedSubnet => ({
        ...ranges(subnet),
        vpc: target(model, subnet.network),
        routeTables: topology.tablesOf(subnet).map(candidate),
        accessLists: topology.listsOf(subnet).map(candidate),
      })),
    ),
    routeTables: byName([
      ...topology.tables,
      ...ofSubnets.flatMap((subnet) => topology.tablesOf(subnet).map(({ thing }) => thing)),
    ]).map(({ name, routes, open }) => ({
      name,
      routes: routes.map((route) => reportRoute(model, route)),
      open: open ?? null,
    })),
    accessLists: byName([
      ...topology.lists,
      ...ofSubnets.flatMap((subnet) => topology.listsOf(subnet).map(({ thing }) => thing)),
    ]).map(({ name, ingress, egress, open }) => ({
      name,
      ingress: ingress.map(reportEntry),
      egress: egress.map(reportEntry),
      open: open ?? null,
    })),
    gateways: byAddress(
      gateways.map((gateway) => {
        const network = topology.networkOfGateway(gateway.address);
        return {
          ...part(gateway),
          role: gateway.role,
          vpc: network.kind === 'absent' ? null : target(model, network),
          subnet: gateway.subnet === undefined ? null : target(model, gateway.subnet),
        };
      }),
    ),
    peerings: byAddress(
      topology.peerings.map((peering: Peering) => ({
        ...part(peering),
        vpcs: peering.networks.map((network) => target(model, network)),
        accepted: peering.accepted ?? null,
      })),
    ),
    transitAttachments: byAddress(
      topology.transitAttachments.flatMap((attachment: TransitAttachment) =>
        attachment.network.kind === 'absent'
          ? []
          : {
              ...part(attachment),
              transitGateway: target(model, attachment.transit),
              vpc: target(model, attachment.network),
              groupReferences: attachment.groupReferences ?? null,
            },
      ),
    ),
  };
}

function candidate({ certainty, thing }: Candidate<EffectiveTable | EffectiveList>): ReportedCandidate {
  return { name: thing.name, certainty };
}

function reportRoute(model: NetworkModel, { destination, target: to, certainty }: Route): ReportedRoute {
  const [cidr] = cidrsOf(destination);
  const unknown: ReportedUnknown = {
    unknown: destination.kind === 'unknown' ? destination.reason : 'no destination',
  };
  return {
    destination:
      destination.kind === 'prefix-list'
        ? { prefixList: target(model, destination.list) }
        : (cidr ?? unknown),
    target: reportTarget(model, to),
    certainty,
  };
}

function reportTarget(model: NetworkModel, to: RouteTarget): ReportedRoute['target'] {
  switch (to.kind) {
    case 'local':
      return { kind: 'local' };
    case 'gateway': {
      const reported = target(model, to.gateway);
      // The gateway of a default network is declared nowhere: words stand for it, and no attribute.
      const isOwn =
        to.gateway.kind === 'part' && to.gateway.address.startsWith(networkOwn.defaultGateway(''));
      return { kind: to.role, to: isOwn ? to.gateway.address : reported };
    }
    case 'peering':
      return { kind: to.kind, to: target(model, to.peering) };
    case 'transit':
      return { kind: to.kind, to: target(model, to.transit) };
    case 'endpoint':
      return { kind: to.kind, to: target(model, to.endpoint) };
    case 'interface':
      return { kind: to.kind, to: target(model, to.interface) };
    case 'unknown':
      return { kind: to.kind, to: { unknown: to.reason } };
  }
}

function reportEntry(entry: AccessEntry): ReportedEntry {
  return {
    number: entry.priority ?? null,
    action: entry.action ?? null,
    protocol: reportProtocol(entry),
    ...reportPorts(entry),
    cidrs: entry.peers.flatMap(cidrsOf),
    certainty: entry.certainty,
  };
}

function byAddress<P extends { readonly address: string }>(parts: readonly P[]): readonly P[] {
  return [...parts].sort((left, right) => compareText(left.address, right.address));
}

/** Each once. */
function byName<T extends { readonly name: string }>(things: readonly T[]): readonly T[] {
  return [...new Map(things.map((thing) => [thing.name, thing])).values()].sort((left, right) =>
    compareText(left.name, right.name),
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
