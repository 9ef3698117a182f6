/** The graphs of all roots, named, and in the shape of the JSON of `graph`. */

import type { RootAnalysis } from '../analysis/workspace';
import { buildGraph } from '../graph/buildGraph';
import type {
  GraphCluster,
  GraphEdge,
  GraphNode,
  GraphStep,
  Membership,
  NamedGraph,
} from '../graph/reachabilityGraph';
import type { Origin } from '../source/origin';
import type { FlowContext, OptionalPlace } from './flowReport';
import { optionalPlace } from './flowReport';
import type { OpenedWorkspace } from './openWorkspace';
import { placeText } from './places';
import { flowContext } from './reachReport';

export interface GraphReport {
  readonly version: 1;
  readonly graphs: readonly ReportedGraph[];
}

export interface ReportedGraph {
  readonly root: string;
  readonly environment: string | null;
  readonly clusters: readonly (Reported<GraphCluster> & OptionalPlace)[];
  readonly nodes: readonly (Reported<GraphNode> & OptionalPlace)[];
  readonly memberships: readonly Membership[];
  readonly edges: readonly (Omit<GraphEdge, 'id' | 'proof' | 'blockedBy'> & {
    readonly proof: readonly ReportedGraphStep[];
    readonly blockedBy: readonly ReportedGraphStep[];
  })[];
}

export type ReportedGraphStep = Reported<GraphStep> & OptionalPlace;

/** Without what cannot be written down; what is undefined is null. */
type Reported<T> = {
  readonly [Key in keyof Omit<T, 'origin'>]: undefined extends T[Key]
    ? Exclude<T[Key], undefined> | null
    : T[Key];
};

/** The graph of one root in one environment. */
export interface RootGraph extends NamedGraph {
  /** `net/main.tf:4:3`; undefined for what is nowhere. */
  readonly placeText: (origin: Origin) => string | undefined;
  readonly context: FlowContext;
}

/** The graphs of the roots that have groups or anything that carries some. */
export function rootGraphs(opened: OpenedWorkspace): readonly RootGraph[] {
  return opened.roots.flatMap((analysis) => {
    const graph = buildGraph(analysis.root.model());
    if (graph.nodes.length === 0) return [];
    const context = flowContext(opened, analysis);
    const placeTextOf = (origin: Origin): string | undefined => {
      const { file, range } = optionalPlace(origin, context);
      return file === null || range === null ? undefined : placeText({ file, range });
    };
    return [{ name: nameOf(analysis, context), graph, context, placeText: placeTextOf }];
  });
}

function nameOf({ root }: RootAnalysis, context: FlowContext): string {
  const path = context.root === '.' ? (context.folder.split('/').at(-1) ?? '.') : context.root;
  return root.environment === undefined ? path : `${path} (${root.environment})`;
}

export function graphReport(graphs: readonly RootGraph[]): GraphReport {
  return {
    version: 1,
    graphs: graphs.map(({ graph, context }) => ({
      root: context.root,
      environment: context.environment,
      clusters: graph.clusters.map(({ id, kind, label, address, parent, origin }) => ({
        id,
        kind,
        label,
        address: address ?? null,
        parent: parent ?? null,
        ...optionalPlace(origin, context),
      })),
      nodes: graph.nodes.map(({ origin, note, cluster, ...node }) => ({
        ...node,
        note: note ?? null,
        cluster: cluster ?? null,
        ...optionalPlace(origin, context),
      })),
      memberships: graph.memberships,
      edges: graph.edges.map(({ source, destination, state, traffic, proof, blockedBy }) => ({
        source,
        destination,
        state,
        traffic,
        proof: proof.map((step) => reportStep(step, context)),
        blockedBy: blockedBy.map((step) => reportStep(step, context)),
      })),
    })),
  };
}

function reportStep({ origin, element, ...step }: GraphStep, context: FlowContext): ReportedGraphStep {
  return { ...step, element: element ?? null, ...optionalPlace(origin, context) };
}
