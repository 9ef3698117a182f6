/** Questions and answers of reachability, as data. The engine (reach.ts) makes them; nothing here computes. */

import type { FiveTuple } from '../packets/fiveTuple';
import type { PacketSet } from '../packets/packetSet';
import type { IpPrefix } from '../packets/ipPrefix';
import type { Certainty, Rule } from '../network/model';
import type { Origin } from '../source/origin';

/** One end of a question or of a flow. `id` is an address of the model or a literal id. */
export type Endpoint =
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'attachment'; readonly id: string }
  | { readonly kind: 'cidr'; readonly prefix: IpPrefix }
  | { readonly kind: 'prefix-list'; readonly id: string }
  | { readonly kind: 'internet' };

/** Absent ends mean: everybody. Protocol is an IP protocol number; ports inclusive. */
export interface ReachQuery {
  readonly source?: Endpoint;
  readonly destination?: Endpoint;
  readonly protocol?: number;
  readonly ports?: { readonly from: number; readonly to: number };
}

/** What can flow from one end to another. `certain` is a subset of `possible`. */
export interface Flow {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly certain: PacketSet;
  readonly possible: PacketSet;
  /** The rules, routes and entries of access lists that let it through, in the order a packet meets them. */
  readonly proof: readonly ProofStep[];
  /** A concrete packet of `certain`, or of `possible` where certain is empty. */
  readonly example: FiveTuple;
}

export type StepKind =
  'source-egress' | 'source-acl' | 'route' | 'destination-acl' | 'destination-ingress' | 'hop';

export interface ProofStep {
  readonly step: StepKind;
  readonly verdict: 'allow' | 'deny';
  /** On the model of AWS Reachability Analyzer's explanation codes: `allowed-by-rule`, `no-matching-rule`, … */
  readonly code: string;
  readonly message: string;
  readonly certainty: Certainty;
  readonly rule: Rule | undefined;
  /** Address of what did it where that is no rule: a route, a table, an entry of an access list, a gateway. */
  readonly element?: string;
  /** Where to look: the rule's header, or the group that lacks a rule. */
  readonly origin: Origin | undefined;
}

/** Why nothing flows: the element in the way, and the rule that comes nearest to admitting it. */
export interface Blocker {
  readonly step: StepKind;
  readonly code: string;
  readonly message: string;
  readonly origin: Origin | undefined;
  /** Address of what is in the way, or lacks what is needed, where that is no rule. */
  readonly element?: string;
  readonly nearest: Rule | undefined;
}

export interface ReachAnswer {
  readonly verdict: 'reachable' | 'possibly-reachable' | 'unreachable';
  readonly flows: readonly Flow[];
  /** Filled when the verdict is not `reachable`: one entry per thing in the way, the first a packet meets first. */
  readonly blockedBy: readonly Blocker[];
}
