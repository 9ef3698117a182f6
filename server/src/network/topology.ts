/**
 * What stands between the ends besides groups: route tables, gateways, peerings, transit attachments and access lists,
 * as parts of the model. Declarations only; topologyIndex.ts puts them together, reachability/ says what passes.
 */

import type {
  Certainty,
  Direction,
  Part,
  PartReference,
  Peer,
  RuleOrigins,
  RulePorts,
  RuleProtocol,
} from './model';
import type { Origin } from '../source/origin';

/** A route table with the routes that are written in it; routes declared elsewhere come as RouteAddition. */
export interface RouteTable extends Part {
  readonly kind: 'route-table';
  readonly network: PartReference;
  /** The table of every subnet of the network that has no table of its own. */
  readonly isMain: boolean;
  /** The local routes of the network are not listed: every table has them. */
  readonly routes: readonly Route[];
  /** It may have routes that the configuration does not show (a data source, a list that is not known). */
  readonly open: boolean;
}

export interface Route {
  /** Address of the resource that declares it; an inline route has the table's address, then `.route[n]`. */
  readonly address: string;
  readonly destination: Extract<Peer, { kind: 'cidr' | 'prefix-list' | 'unknown' | 'invalid-cidr' }>;
  readonly target: RouteTarget;
  readonly certainty: Certainty;
  readonly origin: Origin;
}

export type GatewayRole =
  | 'internet'
  /** IPv6 out only. */
  | 'egress-only'
  | 'nat'
  /** To networks outside the cloud: a virtual private gateway, a local or carrier gateway. */
  | 'private';

/** Where a route leads. `interface`: a network interface or instance that forwards, which may filter. */
export type RouteTarget =
  | { readonly kind: 'local' }
  | { readonly kind: 'gateway'; readonly role: GatewayRole; readonly gateway: PartReference }
  | { readonly kind: 'peering'; readonly peering: PartReference }
  | { readonly kind: 'transit'; readonly transit: PartReference }
  | { readonly kind: 'endpoint'; readonly endpoint: PartReference }
  | { readonly kind: 'interface'; readonly interface: PartReference }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A route declared beside its table. */
export interface RouteAddition extends Part {
  readonly kind: 'route';
  readonly table: PartReference;
  readonly route: Route;
}

/** Which table a subnet has, or which is the main one of a network. */
export interface RouteTableUse extends Part {
  readonly kind: 'route-table-use';
  readonly table: PartReference;
  readonly of:
    | { readonly kind: 'subnet'; readonly subnet: PartReference }
    | { readonly kind: 'main'; readonly network: PartReference };
}

export interface Gateway extends Part {
  readonly kind: 'gateway';
  readonly role: GatewayRole;
  /** The network that it is attached to; absent where nothing says so (yet). */
  readonly network: PartReference | { readonly kind: 'absent' };
  /** For a NAT gateway: the subnet it stands in. */
  readonly subnet: PartReference | undefined;
  /** For a NAT gateway: whether it has a public address. */
  readonly public: boolean | undefined;
}

/** Attaches a gateway to a network where another resource does so. */
export interface GatewayAttachment extends Part {
  readonly kind: 'gateway-attachment';
  readonly gateway: PartReference;
  readonly network: PartReference;
}

/** Two networks that see each other's private addresses, where routes lead there. */
export interface Peering extends Part {
  readonly kind: 'peering';
  readonly networks: readonly [PartReference, PartReference];
  /** Whether it is accepted (active); undefined where that is not in the configuration. */
  readonly accepted: boolean | undefined;
  /** Within one region only, rules may name groups of the other side. */
  readonly sameRegion: boolean | undefined;
}

/** The accepter's side of a peering declares that it is accepted. */
export interface PeeringAcceptance extends Part {
  readonly kind: 'peering-acceptance';
  readonly peering: PartReference;
  readonly accepts: boolean | undefined;
}

/** What joins networks by attachments. */
export interface TransitGateway extends Part {
  readonly kind: 'transit-gateway';
  /** Whether it lets rules name groups of other attached networks. */
  readonly groupReferences: boolean | undefined;
  /** Whether attachments reach each other unless they opt out; otherwise tables of its own decide. */
  readonly joinsAll: boolean | undefined;
}

/** A network attached to a transit gateway; all networks attached to the same one may reach each other. */
export interface TransitAttachment extends Part {
  readonly kind: 'transit-attachment';
  readonly transit: PartReference;
  readonly network: PartReference;
  readonly subnets: readonly PartReference[];
  /** Whether rules may name groups of the other networks: both attachments and the gateway must support it. */
  readonly groupReferences: boolean | undefined;
  /**
   * Whether what the others send it, and what it sends them, is passed on by the gateway's default table. Undefined:
   * not known, or decided by tables that are not in the model.
   */
  readonly joinsAll: boolean | undefined;
}

/** A subnet's stateless filter. */
export interface AccessList extends Part {
  readonly kind: 'access-list';
  readonly network: PartReference | { readonly kind: 'absent' };
  /** The list of every subnet of the network that has no list of its own. */
  readonly isDefault: boolean;
  readonly subnets: readonly { readonly subnet: PartReference; readonly certainty: Certainty }[];
  /** It may have subnets, or entries, that the configuration does not show. */
  readonly openSubnets: boolean;
  readonly open: boolean;
  /** Entries written in it; entries declared elsewhere are AccessEntry parts of their own. */
  readonly entries: readonly AccessEntry[];
}

/** One numbered entry. The first entry that matches decides; without one, the packet is dropped. */
export interface AccessEntry extends Part {
  readonly kind: 'access-entry';
  /** For an inline block: the list's address, then `.ingress[n]`; otherwise the resource instance. */
  readonly address: string;
  readonly list: PartReference;
  readonly direction: Direction;
  /** Undefined where it is not known which of the two. */
  readonly action: 'allow' | 'deny' | undefined;
  /** Lower decides first; undefined where the number is not known. */
  readonly priority: number | undefined;
  readonly protocol: RuleProtocol;
  readonly ports: RulePorts;
  readonly peers: readonly Peer[];
  readonly origins: RuleOrigins;
}

/** Gives a subnet a list of its own. */
export interface AccessListUse extends Part {
  readonly kind: 'access-list-use';
  readonly list: PartReference;
  readonly subnet: PartReference;
}

/** A public address that something else gives to an attachment (an elastic address). */
export interface PublicAddress extends Part {
  readonly kind: 'public-address';
  /** The attachment (or gateway) that has it; absent: nothing has it. */
  readonly holder: PartReference | { readonly kind: 'absent' };
}

export type TopologyPart =
  | RouteTable
  | RouteAddition
  | RouteTableUse
  | Gateway
  | GatewayAttachment
  | Peering
  | PeeringAcceptance
  | TransitGateway
  | TransitAttachment
  | AccessList
  | AccessEntry
  | AccessListUse
  | PublicAddress;

/** Ids of what comes with a network: parts can refer to it though nothing declares it. */
export const networkOwn = {
  /** The table that is the main one now. */
  mainTable: (network: string) => `main route table of ${network}`,
  /** The table that was made with the network: the main one, unless another took its place. */
  originalTable: (network: string) => `default route table of ${network}`,
  defaultList: (network: string) => `default access list of ${network}`,
  /** The internet gateway of a network that comes with an account. */
  defaultGateway: (network: string) => `internet gateway of ${network}`,
} as const;
