/**
 * What of a graph is drawn as a box, as a line in a box, or as an arrow. Where dozens of arrows would meet in one
 * place, each of them becomes a line in the box at its other end: that is what keeps large networks readable.
 * No positions here: layout.ts finds them.
 */

import { trafficLine } from '../packets/trafficEntries';
import { cutText, oneLine, textWidth } from './drawnText';
import { shortAddress } from './moduleAddress';
import type { EdgeState, GraphEdge, GraphNode, ReachabilityGraph } from './reachabilityGraph';

export interface DrawingPlan {
  readonly boxes: readonly PlannedBox[];
  readonly arrows: readonly PlannedArrow[];
}

/**
 * One box. What lies outside of all networks has two for each network: one where connections come from and one where
 * they go. So networks that have nothing to do with each other need not lie in each other's way.
 */
export interface PlannedBox {
  readonly id: string;
  readonly node: GraphNode;
  /** Which of the two; undefined for what is within a network. */
  readonly role: BoxRole | undefined;
  /** Id of the network that it is in, or is the outside of; empty where there is none. */
  readonly network: string;
  readonly lines: readonly BoxLine[];
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export type BoxRole = 'source' | 'destination';

export type LineKind = 'name' | 'address' | 'member' | 'more' | EdgeState;

export interface BoxLine {
  readonly kind: LineKind;
  readonly text: string;
  /** The whole of it, where the text is cut. */
  readonly title: string | undefined;
  /** The edge that it stands for. */
  readonly edge: string | undefined;
  /** Baseline, from the top of the box. */
  readonly y: number;
}

export interface PlannedArrow {
  readonly edge: GraphEdge;
  /** Ids of boxes. */
  readonly source: string;
  readonly destination: string;
  readonly label: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
}

/** Arrows at one box outside of the networks, and at one inside, before they become lines. */
const MOST_OUTSIDE = 6;
const MOST_INSIDE = 16;

const MOST_MEMBERS = 3;
const MOST_LINES = 6;

const NARROWEST = 110;
const WIDEST = 232;
const PADDING = 10;
const WIDEST_LABEL = 170;
export const LABEL_SIZE = 11;

/** Font sizes and line heights in pixels. */
const FONT = { name: 13, other: 11 } as const;
const LINE = { name: 19, other: 15 } as const;

export function planDrawing(graph: ReachabilityGraph): DrawingPlan {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const networkOf = networksOf(graph);
  const inlined = inlinedEdges(graph, nodes, networkOf);
  const members = membersOf(graph, nodes);
  const shownAttachments = new Set(graph.edges.flatMap(({ source, destination }) => [source, destination]));
  const carried = new Set(graph.memberships.map(({ attachment }) => attachment));
  const boxes = new Map<string, PlannedBox>();
  const box = (node: GraphNode, role: BoxRole, other: GraphNode): string => {
    const outside = isOutside(node);
    const network = networkOf(outside ? other : node);
    const id = outside ? `${role} ${node.id} of ${network}` : node.id;
    if (!boxes.has(id)) {
      const lines = outside
        ? outsideLines(node, boxEdges(graph, inlined, nodes, networkOf, node, role, network))
        : insideLines(graph, node, nodes, inlined, members);
      boxes.set(id, { id, node, role: outside ? role : undefined, network, ...measured(lines) });
    }
    return id;
  };
  for (const node of graph.nodes) {
    // Carriers of groups are lines in the boxes of these, unless somebody speaks of them by themselves.
    const isLine = node.kind === 'attachment' && carried.has(node.id) && !shownAttachments.has(node.id);
    if (!isOutside(node) && !isLine) box(node, 'source', node);
  }
  const arrows: PlannedArrow[] = [];
  for (const edge of graph.edges) {
    const source = nodes.get(edge.source);
    const destination = nodes.get(edge.destination);
    if (source === undefined || destination === undefined) continue;
    const [from, to] = [box(source, 'source', destination), box(destination, 'destination', source)];
    if (inlined.has(edge.id)) continue;
    const text = trafficLine(edge.traffic);
    const label = cutText(text, LABEL_SIZE, WIDEST_LABEL);
    const cross = edge.state === 'broken' ? 16 : 0;
    arrows.push({
      edge,
      source: from,
      destination: to,
      label,
      title: edgeTitle(edge, source, destination),
      width: Math.ceil(textWidth(label, LABEL_SIZE)) + 12 + cross,
      height: 18,
    });
  }
  return { boxes: [...boxes.values()], arrows };
}

export function isOutside({ kind }: GraphNode): boolean {
  return kind !== 'group' && kind !== 'attachment';
}

/** `api to db: tcp/5432`, and what is in the way. */
export function edgeTitle(edge: GraphEdge, source: GraphNode, destination: GraphNode): string {
  const ends = `${source.label} to ${destination.label}: ${trafficLine(edge.traffic)}`;
  const state = { certain: '', possible: ' (possible)', broken: ' (declared, but nothing flows)' }[
    edge.state
  ];
  const why = edge.blockedBy.map(({ message }) => message).join(' ');
  return oneLine(`${ends}${state}${why === '' ? '' : `. ${why}`}`);
}

/** The id of the network that a node is in; empty where it is in none. */
type NetworkOf = (node: Pick<GraphNode, 'cluster'>) => string;

export function networksOf(graph: ReachabilityGraph): NetworkOf {
  const clusters = new Map(graph.clusters.map((cluster) => [cluster.id, cluster]));
  return ({ cluster }) => clusters.get(cluster ?? '')?.parent ?? cluster ?? '';
}

/** Edges that are told in a box: of a group to itself, and those of an end that has too many. */
function inlinedEdges(
  graph: ReachabilityGraph,
  nodes: ReadonlyMap<string, GraphNode>,
  networkOf: NetworkOf,
): ReadonlySet<string> {
  const ends = new Map<string, { readonly most: number; readonly edges: string[] }>();
  const inlined = new Set<string>();
  const count = (id: string, role: BoxRole, end: GraphNode, other: GraphNode): void => {
    const outside = isOutside(end);
    const key = `${role} ${end.id} of ${outside ? networkOf(other) : ''}`;
    const at = ends.get(key) ?? { most: outside ? MOST_OUTSIDE : MOST_INSIDE, edges: [] };
    at.edges.push(id);
    ends.set(key, at);
  };
  for (const edge of graph.edges) {
    const [source, destination] = [nodes.get(edge.source), nodes.get(edge.destination)];
    if (source === undefined || destination === undefined) continue;
    if (source === destination) {
      inlined.add(edge.id);
      continue;
    }
    count(edge.id, 'source', source, destination);
    count(edge.id, 'destination', destination, source);
  }
  for (const { most, edges } of ends.values()) {
    if (edges.length > most) for (const id of edges) inlined.add(id);
  }
  return inlined;
}

/** How many flows of the box of an outside node are told in the boxes at their other ends. */
function boxEdges(
  graph: ReachabilityGraph,
  inlined: ReadonlySet<string>,
  nodes: ReadonlyMap<string, GraphNode>,
  networkOf: NetworkOf,
  node: GraphNode,
  role: BoxRole,
  network: string,
): number {
  return graph.edges.filter((edge) => {
    if (edge[role] !== node.id || !inlined.has(edge.id)) return false;
    const other = nodes.get(role === 'source' ? edge.destination : edge.source);
    return other !== undefined && networkOf(other) === network;
  }).length;
}

function membersOf(
  graph: ReachabilityGraph,
  nodes: ReadonlyMap<string, GraphNode>,
): ReadonlyMap<string, readonly GraphNode[]> {
  const members = new Map<string, GraphNode[]>();
  for (const { attachment, group } of graph.memberships) {
    const node = nodes.get(attachment);
    if (node === undefined) continue;
    const list = members.get(group);
    if (list === undefined) members.set(group, [node]);
    else list.push(node);
  }
  return members;
}

type UnplacedLine = Omit<BoxLine, 'y' | 'title'>;

function boxLine(kind: LineKind, text: string, edge?: string): UnplacedLine {
  return { kind, text: oneLine(text), edge };
}

function outsideLines(node: GraphNode, told: number): readonly UnplacedLine[] {
  const lines = [boxLine('name', node.label)];
  if (node.note !== undefined) lines.push(boxLine('address', node.note));
  if (told > 0) lines.push(boxLine('more', `${told} flows, told in the boxes`));
  return lines;
}

function insideLines(
  graph: ReachabilityGraph,
  node: GraphNode,
  nodes: ReadonlyMap<string, GraphNode>,
  inlined: ReadonlySet<string>,
  members: ReadonlyMap<string, readonly GraphNode[]>,
): readonly UnplacedLine[] {
  const lines = [boxLine('name', node.label)];
  if (node.label !== shortAddress(node.address)) lines.push(boxLine('address', shortAddress(node.address)));
  if (node.kind === 'attachment' && node.note !== undefined) lines.push(boxLine('member', node.note));
  const carriers = members.get(node.id) ?? [];
  const shown = carriers.length > MOST_MEMBERS ? MOST_MEMBERS - 1 : carriers.length;
  for (const member of carriers.slice(0, shown)) lines.push(boxLine('member', `▪ ${memberText(member)}`));
  if (shown < carriers.length) lines.push(boxLine('more', `▪ and ${carriers.length - shown} more`));

  const rows: UnplacedLine[] = [];
  for (const edge of graph.edges) {
    if (!inlined.has(edge.id)) continue;
    if (edge.source !== node.id && edge.destination !== node.id) continue;
    const other = nodes.get(edge.source === node.id ? edge.destination : edge.source);
    if (other === undefined) continue;
    const arrow = edge.source === edge.destination ? '⟲' : edge.source === node.id ? '→' : '←';
    const name = other === node ? 'itself' : other.label;
    const mark = { certain: '', possible: 'may: ', broken: '✕ ' }[edge.state];
    rows.push(boxLine(edge.state, `${arrow} ${mark}${name} ${trafficLine(edge.traffic)}`, edge.id));
  }
  const told = rows.length > MOST_LINES ? MOST_LINES - 1 : rows.length;
  lines.push(...rows.slice(0, told));
  if (told < rows.length) lines.push(boxLine('more', `and ${rows.length - told} more flows`));
  return lines;
}

/** `database main`: the noun tells the type already. */
export function memberText({ note, label }: GraphNode): string {
  return note === undefined ? label : `${note} ${label.replace(/^(?:data\.)?[^.]+\./, '')}`;
}

function measured(lines: readonly UnplacedLine[]): Pick<PlannedBox, 'lines' | 'width' | 'height'> {
  const sizeOf = (kind: LineKind): 'name' | 'other' => (kind === 'name' ? 'name' : 'other');
  const widest = Math.max(
    ...lines.map(({ kind, text }) => textWidth(text, FONT[sizeOf(kind)]) * (kind === 'name' ? 1.06 : 1)),
  );
  const width = Math.ceil(Math.min(WIDEST, Math.max(NARROWEST, widest + 2 * PADDING)));
  let bottom = 6;
  const placed = lines.map((each): BoxLine => {
    const size = sizeOf(each.kind);
    bottom += LINE[size];
    const text = cutText(each.text, FONT[size] * (size === 'name' ? 1.06 : 1), width - 2 * PADDING);
    return { ...each, text, title: text === each.text ? undefined : each.text, y: bottom - 5 };
  });
  return { lines: placed, width, height: bottom + 6 };
}
