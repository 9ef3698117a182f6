/**
 * The parts of the topology put together, as the engine asks for them: which table and list a subnet has, what a table
 * routes, which networks are joined. What the configuration does not show is as the provider makes it: a main table
 * with the local route only, a default list that allows everything, no gateway and no peering.
 */

import { createLists } from './accessLists';
import type { Certainty, Network, PartReference, Subnet } from './model';
import { referenceId } from './networkModel';
import { createTables, type NetworkFacts } from './routeTables';
import { createTransitTables } from './transitTables';
import type {
  AccessEntry,
  AccessList,
  Gateway,
  GatewayAttachment,
  Peering,
  PeeringAcceptance,
  PrivateLink,
  PrivateService,
  Route,
  RouteTable,
  TopologyPart,
  TransitAcceptance,
  TransitAttachment,
  TransitGateway,
  TransitRoute,
} from './topology';

/** One of the things that may hold; exactly one of a list of several does, and none is then certain. */
export interface Candidate<Thing> {
  readonly certainty: Certainty;
  readonly thing: Thing;
}

/** A table with all its routes, wherever they are declared. */
export interface EffectiveTable {
  /** For texts and as a key: the table's address, or words for one that is not declared. */
  readonly name: string;
  /** Undefined: not declared. The main table that comes with the network, or one that `open` tells about. */
  readonly table: RouteTable | undefined;
  readonly routes: readonly Route[];
  /** Why there may be routes that are not listed; undefined when there are none. */
  readonly open: string | undefined;
}

/** A list with all its entries, wherever they are declared: by direction, in order of their numbers. */
export interface EffectiveList {
  /** As with EffectiveTable. */
  readonly name: string;
  /**
   * Undefined: not declared. The default list that comes with the network, whose entries are listed as if it were (it
   * allows everything at 100 and 101, what is added to it may say otherwise before), or one that `open` tells about.
   */
  readonly list: AccessList | undefined;
  readonly ingress: readonly AccessEntry[];
  readonly egress: readonly AccessEntry[];
  /** Why there may be entries that are not listed; undefined when there are none. */
  readonly open: string | undefined;
}

/** A table of a transit gateway with all that gets into it. */
export interface EffectiveTransitTable {
  /** As with EffectiveTable. */
  readonly name: string;
  readonly routes: readonly TransitRoute[];
  /** The attachments whose ranges get into it. A route that is written goes before one that got in that way. */
  readonly propagated: readonly Candidate<TransitAttachment>[];
  /** Why there may be routes that are not listed; undefined when there are none. */
  readonly open: string | undefined;
}

export interface Topology {
  /** What all of it is made of, in declaration order. */
  readonly parts: readonly TopologyPart[];
  /** The tables that the subnet may have: one, or several where it depends on something unknown. */
  readonly tablesOf: (subnet: Subnet) => readonly Candidate<EffectiveTable>[];
  readonly listsOf: (subnet: Subnet) => readonly Candidate<EffectiveList>[];
  /** Every declared table, whether or not a subnet has it. */
  readonly tables: readonly EffectiveTable[];
  /** Every declared list that may filter: for ends whose subnets are not known. */
  readonly lists: readonly EffectiveList[];
  readonly gateway: (address: string) => Gateway | undefined;
  /** The networks that an internet (or other) gateway is attached to. */
  readonly networkOfGateway: (address: string) => PartReference | { readonly kind: 'absent' };
  readonly peering: (address: string) => Peering | undefined;
  readonly peerings: readonly Peering[];
  /** With what their gateways say: `groupReferences`, `associates` and `propagates` hold for both. */
  readonly transitAttachments: readonly TransitAttachment[];
  /** The tables by which the gateway may route what the attachment sends. */
  readonly transitTablesOf: (attachment: TransitAttachment) => readonly Candidate<EffectiveTransitTable>[];
  /** By the id under which routes and tables name it. */
  readonly transitAttachment: (id: string) => TransitAttachment | undefined;
  /** The balancers to which private links lead from the endpoint, by their addresses. */
  readonly linkedFrom: (endpoint: string) => readonly Candidate<string>[];
  /** How surely something has a public address of its own that another resource gives it; undefined: nothing does. */
  readonly publicAddressOf: (address: string) => Certainty | undefined;
  /** Public addresses whose holder is not known: anything may have one. */
  readonly openPublicAddresses: boolean;
}

const topologies = new WeakMap<readonly TopologyPart[], { networks: Networks; topology: Topology }>();
const noNetworks: Networks = new Map();

type Networks = ReadonlyMap<string, Network>;

/**
 * The topology of these parts; `networks` tells which networks are only looked up, without it none is. The same lists
 * give the same object, so that answers may be cached by it. Nothing is put together before it is asked for.
 */
export function topologyOf(parts: readonly TopologyPart[], networks: Networks = noNetworks): Topology {
  let known = topologies.get(parts);
  if (known?.networks !== networks) {
    known = { networks, topology: createTopology(parts, networks) };
    topologies.set(parts, known);
  }
  return known.topology;
}

function createTopology(parts: readonly TopologyPart[], networks: Networks): Topology {
  const sorted = lazy(() => sortParts(parts));
  const factsOf: NetworkFacts = (id) => {
    const network = networks.get(id);
    const isDeclared = networks === noNetworks || (network !== undefined && network.external !== true);
    return { isExternal: !isDeclared, network };
  };
  const tables = lazy(() => {
    const { 'route-table': declared, route: additions, 'route-table-use': uses } = sorted();
    return createTables({ tables: declared, additions, uses }, factsOf);
  });
  const lists = lazy(() => {
    const { 'access-list': declared, 'access-entry': entries, 'access-list-use': uses } = sorted();
    return createLists({ lists: declared, entries, uses }, factsOf);
  });
  const gateways = lazy(() => byAddress(sorted().gateway));
  const gatewayNetworks = lazy(() => networksOfGateways(sorted().gateway, sorted()['gateway-attachment']));
  const peerings = lazy(() => acceptedPeerings(sorted().peering, sorted()['peering-acceptance'], factsOf));
  const transitAttachments = lazy(() => {
    const transits = byAddress(sorted()['transit-gateway']);
    const acceptances = sorted()['transit-acceptance'];
    return sorted()['transit-attachment'].map((each) => withTransit(each, transits, acceptances));
  });
  const transitTables = lazy(() => {
    const {
      'transit-table': declared,
      'transit-table-use': uses,
      'transit-default-table': defaults,
      'transit-route': routes,
    } = sorted();
    const gateways = byAddress(sorted()['transit-gateway']);
    const acceptances = sorted()['transit-acceptance'];
    const attachments = transitAttachments();
    return createTransitTables({ declared, uses, defaults, routes, attachments, acceptances, gateways });
  });
  const links = lazy(() => linksOf(sorted()['private-link'], sorted()['private-service']));
  const publicAddresses = lazy(() => holdersOf(sorted()['public-address']));
  return {
    parts,
    tablesOf: (subnet) => tables().tablesOf(subnet),
    get tables() {
      return tables().all();
    },
    listsOf: (subnet) => lists().listsOf(subnet),
    get lists() {
      return lists().all();
    },
    gateway: (address) => gateways().get(address),
    networkOfGateway: (address) => gatewayNetworks().get(address) ?? absent,
    peering: (address) => peerings().byAddress.get(address),
    get peerings() {
      return peerings().list;
    },
    get transitAttachments() {
      return transitAttachments();
    },
    transitTablesOf: (attachment) => transitTables().tablesOf(attachment),
    transitAttachment: (id) => transitTables().attachment(id),
    linkedFrom: (endpoint) => links().get(endpoint) ?? [],
    publicAddressOf: (address) => publicAddresses().held.get(address),
    get openPublicAddresses() {
      return publicAddresses().open;
    },
  };
}

const absent = { kind: 'absent' } as const;

function lazy<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: compute() }).value;
}

type PartsByKind = {
  readonly [Kind in TopologyPart['kind']]: Extract<TopologyPart, { readonly kind: Kind }>[];
};

function sortParts(parts: readonly TopologyPart[]): PartsByKind {
  const sorted: PartsByKind = {
    'route-table': [],
    route: [],
    'route-table-use': [],
    gateway: [],
    'gateway-attachment': [],
    peering: [],
    'peering-acceptance': [],
    'transit-gateway': [],
    'transit-attachment': [],
    'transit-acceptance': [],
    'transit-table': [],
    'transit-table-use': [],
    'transit-default-table': [],
    'transit-route': [],
    'private-service': [],
    'private-link': [],
    'access-list': [],
    'access-entry': [],
    'access-list-use': [],
    'public-address': [],
  };
  for (const part of parts) (sorted[part.kind] as TopologyPart[]).push(part);
  return sorted;
}

function byAddress<P extends { readonly address: string }>(parts: readonly P[]): ReadonlyMap<string, P> {
  return new Map(parts.map((part) => [part.address, part]));
}

function networksOfGateways(
  gateways: readonly Gateway[],
  attachments: readonly GatewayAttachment[],
): ReadonlyMap<string, PartReference> {
  const networks = new Map<string, PartReference>();
  for (const { gateway, network } of attachments) {
    const id = referenceId(gateway);
    if (id !== undefined) networks.set(id, network);
  }
  for (const { address, network } of gateways) if (network.kind !== 'absent') networks.set(address, network);
  return networks;
}

/** With what the accepting side says. What nobody in the configuration accepts waits, if both sides are in it. */
function acceptedPeerings(
  peerings: readonly Peering[],
  acceptances: readonly PeeringAcceptance[],
  factsOf: NetworkFacts,
): { readonly list: readonly Peering[]; readonly byAddress: ReadonlyMap<string, Peering> } {
  const accepting = new Map<string, PeeringAcceptance[]>();
  let isOpen = false;
  for (const acceptance of acceptances) {
    const id = referenceId(acceptance.peering);
    if (id === undefined) isOpen = true;
    else accepting.set(id, [...(accepting.get(id) ?? []), acceptance]);
  }
  const accepted = (peering: Peering): boolean | undefined => {
    if (peering.accepted !== false) return peering.accepted;
    const own = accepting.get(peering.address) ?? [];
    if (own.some(({ accepts, certainty }) => accepts === true && certainty === 'certain')) return true;
    if (own.length > 0 || isOpen) {
      return own.some(({ accepts }) => accepts !== false) || isOpen ? undefined : false;
    }
    const isElsewhere = peering.networks.some((network) => {
      const id = referenceId(network);
      return id === undefined || factsOf(id).isExternal;
    });
    return isElsewhere ? undefined : false;
  };
  const regions = (peering: Peering): boolean | undefined => {
    if (peering.sameRegion !== undefined) return peering.sameRegion;
    const [one, other] = peering.networks.map((network) => {
      const id = referenceId(network);
      return id === undefined ? undefined : factsOf(id).network?.site;
    });
    if (one === undefined || other === undefined) return undefined;
    if (one.region !== undefined && other.region !== undefined) return one.region === other.region;
    return one.key === other.key ? true : undefined;
  };
  const list = peerings.map((peering) => {
    const now = accepted(peering);
    const sameRegion = regions(peering);
    const isSame = now === peering.accepted && sameRegion === peering.sameRegion;
    return isSame ? peering : { ...peering, accepted: now, sameRegion };
  });
  const found = new Map(list.map((peering) => [peering.address, peering]));
  for (const { address, peering } of acceptances) {
    const id = referenceId(peering);
    const target = id === undefined ? undefined : found.get(id);
    // An acceptance has the peering's own id, so that routes may go through either.
    if (target !== undefined) found.set(address, target);
  }
  return { list, byAddress: found };
}

function withTransit(
  attachment: TransitAttachment,
  transits: ReadonlyMap<string, TransitGateway>,
  acceptances: readonly TransitAcceptance[],
): TransitAttachment {
  const id = referenceId(attachment.transit);
  const transit = id === undefined ? undefined : transits.get(id);
  const { associates, propagates } =
    acceptances.find((each) => referenceId(each.attachment) === attachment.address) ?? attachment;
  return {
    ...attachment,
    groupReferences: both(attachment.groupReferences, transit?.groupReferences),
    associates: both(associates, transit?.associates),
    propagates: both(propagates, transit?.propagates),
  };
}

function both(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === false || right === false) return false;
  return left === undefined || right === undefined ? undefined : true;
}

/** A link that waits for somebody to accept it may lead there; nothing in the configuration need say that it does. */
function linksOf(
  links: readonly PrivateLink[],
  services: readonly PrivateService[],
): ReadonlyMap<string, readonly Candidate<string>[]> {
  const found = new Map<string, Candidate<string>[]>();
  const byId = byAddress(services);
  for (const link of links) {
    const [endpoint, id] = [referenceId(link.endpoint), referenceId(link.service)];
    const service = id === undefined ? undefined : byId.get(id);
    if (endpoint === undefined || service === undefined) continue;
    const isAccepted = link.accepted === true || service.acceptsAll === true;
    const isSure = isAccepted && link.certainty === 'certain' && service.certainty === 'certain';
    const balancers = service.balancers.flatMap(({ balancer, certainty }) => {
      const thing = referenceId(balancer);
      return thing === undefined ? [] : [{ thing, certainty: isSure ? certainty : ('possible' as const) }];
    });
    found.set(endpoint, [...(found.get(endpoint) ?? []), ...balancers]);
  }
  return found;
}

function holdersOf(addresses: PartsByKind['public-address']): {
  readonly held: ReadonlyMap<string, Certainty>;
  readonly open: boolean;
} {
  const held = new Map<string, Certainty>();
  let open = false;
  for (const { holder, certainty } of addresses) {
    if (holder.kind === 'unknown') open = true;
    const id = referenceId(holder);
    if (id !== undefined && held.get(id) !== 'certain') held.set(id, certainty);
  }
  return { held, open };
}
