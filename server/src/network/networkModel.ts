/**
 * The parts of one root (in one environment) put together and indexed, as data: what reachability and checks ask.
 * buildModel.ts makes it.
 */

import type { Forwardings } from './endpoints';
import type {
  Attachment,
  Direction,
  GroupUse,
  Network,
  PartReference,
  PrefixList,
  Rule,
  SecurityGroup,
  Subnet,
} from './model';
import type { Topology } from './topologyIndex';

export interface NetworkModel {
  readonly groups: ReadonlyMap<string, SecurityGroup>;
  readonly rules: readonly Rule[];
  readonly attachments: ReadonlyMap<string, Attachment>;
  readonly networks: ReadonlyMap<string, Network>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly prefixLists: ReadonlyMap<string, PrefixList>;
  /** Routes, gateways, peerings and access lists. The same object as long as nothing of it changed. */
  readonly topology: Topology;
  /** What balancers forward to which targets. */
  readonly forwardings: Forwardings;
  /** One per group of `groups`, plus one per group that something refers to but nothing here describes. */
  readonly views: ReadonlyMap<string, GroupView>;
  /** Rules and attachments whose group is unknown: they may concern any group. */
  readonly unplaced: { readonly rules: readonly Rule[]; readonly attachments: readonly Attachment[] };
}

/** Everything about one group. Lists are in declaration order. Equal content keeps the identity of the object. */
export interface GroupView {
  /** Address of the group, or the literal id (`sg-…`) of one that is not in the configuration. */
  readonly id: string;
  /** Undefined for a group that is only referred to: a literal id, or a data source that no adapter reads. */
  readonly group: SecurityGroup | undefined;
  readonly rules: Readonly<Record<Direction, readonly Rule[]>>;
  readonly attachments: readonly Attachment[];
  /** Rules of any group that name this one as a peer. */
  readonly namedBy: readonly Rule[];
  readonly uses: readonly GroupUse[];
}

/** The key under which a reference's part or literal is found; undefined for an unresolvable one. */
export function referenceId(reference: PartReference | { readonly kind: 'absent' }): string | undefined {
  if (reference.kind === 'part') return reference.address;
  if (reference.kind === 'literal') return reference.id;
  return undefined;
}
