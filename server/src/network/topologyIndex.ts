/**
 * The parts of the topology put together, as the engine asks for them: which table and list a subnet has, what a table
 * routes, which networks are joined. What the configuration does not show is as the provider makes it: a main table
 * with the local route only, a default list that allows everything, no gateway and no peering.
 */

import type { Certainty, PartReference, Subnet } from './model';
import type {
  AccessEntry,
  AccessList,
  Gateway,
  Peering,
  Route,
  RouteTable,
  TopologyPart,
  TransitAttachment,
} from './topology';

/** One of the things that may hold; exactly one of a list of several does, and none is then certain. */
export interface Candidate<Thing> {
  readonly certainty: Certainty;
  readonly thing: Thing;
}

/** A table with all its routes, wherever they are declared. */
export interface EffectiveTable {
  /** Undefined: the main table that comes with the network, which nothing declares. */
  readonly table: RouteTable | undefined;
  readonly routes: readonly Route[];
  /** Why there may be routes that are not listed; undefined when there are none. */
  readonly open: string | undefined;
}

/** A list with all its entries, wherever they are declared: by direction, in order of their numbers. */
export interface EffectiveList {
  /** Undefined: the default list that comes with the network, which nothing declares and which allows everything. */
  readonly list: AccessList | undefined;
  readonly ingress: readonly AccessEntry[];
  readonly egress: readonly AccessEntry[];
  /** Why there may be entries that are not listed; undefined when there are none. */
  readonly open: string | undefined;
}

export interface Topology {
  /** The tables that the subnet may have: one, or several where it depends on something unknown. */
  readonly tablesOf: (subnet: Subnet) => readonly Candidate<EffectiveTable>[];
  readonly listsOf: (subnet: Subnet) => readonly Candidate<EffectiveList>[];
  /** Every declared list that may filter: for ends whose subnets are not known. */
  readonly lists: readonly EffectiveList[];
  readonly gateway: (address: string) => Gateway | undefined;
  /** The networks that an internet (or other) gateway is attached to. */
  readonly networkOfGateway: (address: string) => PartReference | { readonly kind: 'absent' };
  readonly peering: (address: string) => Peering | undefined;
  readonly peerings: readonly Peering[];
  readonly transitAttachments: readonly TransitAttachment[];
  /** How surely something has a public address of its own that another resource gives it; undefined: nothing does. */
  readonly publicAddressOf: (address: string) => Certainty | undefined;
  /** Public addresses whose holder is not known: anything may have one. */
  readonly openPublicAddresses: boolean;
}

/** The topology of these parts. Equal lists of parts give the same object, so that answers may be cached by it. */
export declare function topologyOf(parts: readonly TopologyPart[]): Topology;
