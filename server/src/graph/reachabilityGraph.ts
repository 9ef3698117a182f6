/**
 * The network of one root as a graph, as data: who there is, and what flows between them. buildGraph.ts makes it from
 * the model; how it is drawn is the business of the other files here.
 */

import type { Certainty } from '../network/model';
import type { TrafficEntry } from '../packets/trafficEntries';
import type { StepKind } from '../reachability/answer';
import type { Origin } from '../source/origin';

export interface ReachabilityGraph {
  /** Networks, and within each the modules that declare its groups. Parents come before their children. */
  readonly clusters: readonly GraphCluster[];
  /** By id, as all lists here: the same configuration gives the same graph, in whatever order it is read. */
  readonly nodes: readonly GraphNode[];
  readonly memberships: readonly Membership[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphCluster {
  readonly id: string;
  readonly kind: 'network' | 'module';
  /** What it is called in a drawing. */
  readonly label: string;
  /** Address of the network, literal id, or path of the module; undefined for a network that is not known. */
  readonly address: string | undefined;
  readonly parent: string | undefined;
  readonly origin: Origin | undefined;
}

export type GraphNodeKind = 'group' | 'attachment' | 'cidr' | 'prefix-list' | 'internet' | 'unknown';

export interface GraphNode {
  readonly id: string;
  readonly kind: GraphNodeKind;
  /** The address in the configuration, a literal id, a CIDR, `internet`, or the reason why it is not known. */
  readonly address: string;
  /** The name that a person gave it, or the end of its address. */
  readonly label: string;
  /** What else a reader wants to know: the network that has exactly these addresses, the service of a list. */
  readonly note: string | undefined;
  /** Undefined: outside of every network. */
  readonly cluster: string | undefined;
  /** The configuration does not show all of its rules. */
  readonly external: boolean;
  readonly certainty: Certainty;
  readonly origin: Origin | undefined;
}

/** An attachment carries a group. */
export interface Membership {
  /** Ids of nodes. */
  readonly attachment: string;
  readonly group: string;
  readonly certainty: Certainty;
}

/** `broken`: a rule is declared for it, and nothing flows. */
export type EdgeState = 'certain' | 'possible' | 'broken';

/** What flows from one node to another, everything of one state put together; at most one edge per pair and state. */
export interface GraphEdge {
  readonly id: string;
  readonly source: string;
  readonly destination: string;
  readonly state: EdgeState;
  /** Of a broken edge: what its rules declare. */
  readonly traffic: readonly TrafficEntry[];
  /** What lets it through in the order a packet meets it; of a broken edge, the rules that are declared in vain. */
  readonly proof: readonly GraphStep[];
  /** What is in the way of a broken edge, or keeps a possible one from being certain where nothing is certain. */
  readonly blockedBy: readonly GraphStep[];
}

export interface GraphStep {
  readonly step: StepKind;
  readonly code: string;
  readonly message: string;
  /** Address of the rule, route or entry; undefined where nothing has one. */
  readonly element: string | undefined;
  readonly origin: Origin | undefined;
}

/** In the order in which they are told. */
export const EDGE_STATES: readonly EdgeState[] = ['certain', 'possible', 'broken'];

/** The graph of one root, under the name that it is told apart by. */
export interface NamedGraph {
  readonly name: string;
  readonly graph: ReachabilityGraph;
}
