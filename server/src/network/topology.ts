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
  /** Whether attachments have its default table unless they opt out. */
  readonly associates: boolean | undefined;
  /** Whether the ranges of attachments get into its default table unless they opt out. */
  readonly propagates: boolean | undefined;
}

/** Something attached to a transit gateway. What it sends is routed by the table that it is associated with. */
export interface TransitAttachment extends Part {
  readonly kind: 'transit-attachment';
  readonly transit: PartReference;
  /** `absent`: what is attached is no network of the cloud but a tunnel or another gateway. */
  readonly network: PartReference | { readonly kind: 'absent' };
  readonly subnets: readonly PartReference[];
  /** Whether rules may name groups of the other networks: both attachments and the gateway must support it. */
  readonly groupReferences: boolean | undefined;
  /** Whether it has the gateway's default table. In the topology: with what the gateway says. */
  readonly associates: boolean | undefined;
  /** Whether its ranges get into the gateway's default table. In the topology: with what the gateway says. */
  readonly propagates: boolean | undefined;
  /** It exists elsewhere: what it is associated with need not be in the configuration. */
  readonly external?: true;
}

/** The gateway's side accepts an attachment, which then goes by the acceptance's address as well. */
export interface TransitAcceptance extends Part {
  readonly kind: 'transit-acceptance';
  readonly attachment: PartReference;
  /** As with TransitAttachment, whose own settings do not count then. */
  readonly associates: boolean | undefined;
  readonly propagates: boolean | undefined;
}

/** A route table of a transit gateway, other than its default one. */
export interface TransitTable extends Part {
  readonly kind: 'transit-table';
  readonly transit: PartReference;
  /** It may have routes that the configuration does not show. */
  readonly open: boolean;
}

/** An attachment has the table (`association`), or its ranges get into the table (`propagation`). */
export interface TransitTableUse extends Part {
  readonly kind: 'transit-table-use';
  readonly role: 'association' | 'propagation';
  readonly table: PartReference;
  readonly attachment: PartReference;
}

/** Another table takes the place of the gateway's default one, for attachments that are made afterwards. */
export interface TransitDefaultTable extends Part {
  readonly kind: 'transit-default-table';
  readonly role: TransitTableUse['role'];
  readonly transit: PartReference;
  readonly table: PartReference;
}

/** A route that somebody wrote into a table of a transit gateway. */
export interface TransitRoute extends Part {
  readonly kind: 'transit-route';
  readonly table: PartReference;
  readonly destination: Route['destination'];
  readonly target:
    { readonly kind: 'black-hole' } | { readonly kind: 'attachment'; readonly attachment: PartReference };
}

/** What balancers offer to other networks by private links. */
export interface PrivateService extends Part {
  readonly kind: 'private-service';
  readonly balancers: readonly { readonly balancer: PartReference; readonly certainty: Certainty }[];
  /** Whether links work without anybody accepting them; undefined: not known. */
  readonly acceptsAll: boolean | undefined;
}

/** An endpoint in another network that leads to such a service. */
export interface PrivateLink extends Part {
  readonly kind: 'private-link';
  /** The attachment that it is in its own network. */
  readonly endpoint: PartReference;
  readonly service: PartReference;
  readonly accepted: boolean | undefined;
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
  | TransitAcceptance
  | TransitTable
  | TransitTableUse
  | TransitDefaultTable
  | TransitRoute
  | PrivateService
  | PrivateLink
  | AccessList
  | AccessEntry
  | AccessListUse
  | PublicAddress;

/** Ids of what comes with a network: parts can refer to it though nothing declares it. */
export const networkOwn = {
  /** The network that comes with an account, in one region (Site.key). */
  defaultNetwork: (site: string) => `default network of ${site}`,
  /** The table that is the main one now. */
  mainTable: (network: string) => `main route table of ${network}`,
  /** The table that was made with the network: the main one, unless another took its place. */
  originalTable: (network: string) => `default route table of ${network}`,
  defaultList: (network: string) => `default access list of ${network}`,
  /** The internet gateway of a network that comes with an account. */
  defaultGateway: (network: string) => `internet gateway of ${network}`,
  /** The one default table of a transit gateway, for associations and propagations alike. */
  transitTable: (transit: string) => `default route table of ${transit}`,
} as const;
