/**
 * Where everything of a drawing stands, by dagre (docs/decisions/0009-graph-layout.md). Boxes keep clear of each
 * other and of the labels of arrows, for a label takes room of its own in the layout.
 */

import { graphlib, layout } from '@dagrejs/dagre';
import { arrowPaths, columnsOf } from './arrowPath';
import { isOutside, type DrawingPlan, type PlannedArrow, type PlannedBox } from './drawingPlan';
import type { GraphCluster, ReachabilityGraph } from './reachabilityGraph';

/** Pixels; x and y are the top left corner. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly DrawingPart[];
}

/** What hangs together by arrows and networks; all positions within are from its own corner. */
export interface DrawingPart {
  readonly at: Rectangle;
  readonly clusters: readonly { readonly cluster: GraphCluster; readonly at: Rectangle }[];
  readonly boxes: readonly { readonly box: PlannedBox; readonly at: Rectangle }[];
  readonly arrows: readonly {
    readonly arrow: PlannedArrow;
    /** SVG path data. */
    readonly path: string;
    /** Middle of its label. */
    readonly label: Point;
  }[];
}

const MARGIN = 16;

/** Boxes without an arrow stand side by side in rows of this many, not in one endless column. */
const ROW = 4;

/** How much wider than high a drawing of several parts should be. */
const ASPECT = 2.2;

export function layOut(graph: ReachabilityGraph, plan: DrawingPlan): Drawing {
  const laid = connectedPlans(plan).map((part) => layOutPart(graph, part));
  const area = laid.reduce((sum, { width, height }) => sum + width * height, 0);
  const widest = Math.max(Math.sqrt(area * ASPECT), ...laid.map(({ width }) => width));
  const parts: DrawingPart[] = [];
  let [x, y, rowHeight, width] = [0, 0, 0, 0];
  for (const { width: partWidth, height: partHeight, ...part } of laid) {
    if (x > 0 && x + partWidth > widest) [x, y, rowHeight] = [0, y + rowHeight, 0];
    parts.push({ ...part, at: { x, y, width: partWidth, height: partHeight } });
    x += partWidth;
    rowHeight = Math.max(rowHeight, partHeight);
    width = Math.max(width, x);
  }
  return { width, height: y + rowHeight, parts };
}

/** The plan in parts that neither an arrow nor a network joins, in the order of their first boxes. */
function connectedPlans(plan: DrawingPlan): readonly DrawingPlan[] {
  const leaders = new Map<string, string>();
  const find = (id: string): string => {
    let leader = id;
    for (let next = leaders.get(leader); next !== undefined && next !== leader; next = leaders.get(leader)) {
      leader = next;
    }
    leaders.set(id, leader);
    return leader;
  };
  const join = (left: string, right: string): void => void leaders.set(find(left), find(right));
  for (const { id, network } of plan.boxes) join(id, `network ${network}`);
  for (const { source, destination } of plan.arrows) join(source, destination);
  const parts = new Map<string, { boxes: PlannedBox[]; arrows: PlannedArrow[] }>();
  const partOf = (id: string): { boxes: PlannedBox[]; arrows: PlannedArrow[] } => {
    const part = parts.get(find(id)) ?? { boxes: [], arrows: [] };
    parts.set(find(id), part);
    return part;
  };
  for (const box of plan.boxes) partOf(box.id).boxes.push(box);
  for (const arrow of plan.arrows) partOf(arrow.source).arrows.push(arrow);
  return [...parts.values()];
}

function layOutPart(
  graph: ReachabilityGraph,
  plan: DrawingPlan,
): Omit<DrawingPart, 'at'> & Pick<Rectangle, 'width' | 'height'> {
  const laid = new graphlib.Graph({ compound: true, multigraph: true });
  laid.setGraph({ rankdir: 'LR', nodesep: 24, edgesep: 14, ranksep: 84, marginx: MARGIN, marginy: MARGIN });
  laid.setDefaultEdgeLabel(() => ({}));
  const used = usedClusters(graph, plan);
  for (const { id } of used) laid.setNode(`cluster ${id}`, {});
  for (const { id, parent } of used) {
    if (parent !== undefined) laid.setParent(`cluster ${id}`, `cluster ${parent}`);
  }
  for (const { id, node, width, height } of plan.boxes) {
    laid.setNode(id, { width, height });
    if (node.cluster !== undefined) laid.setParent(id, `cluster ${node.cluster}`);
  }
  for (const { edge, source, destination, width, height } of plan.arrows) {
    laid.setEdge(source, destination, { width, height, labelpos: 'c', weight: 1 }, edge.id);
  }
  for (const [left, right] of rowsOfLoners(plan)) laid.setEdge(left, right, { weight: 0 }, 'row');
  layout(laid);

  const { width = 0, height = 0 } = laid.graph() as { width?: number; height?: number };
  const shift = headingShift(used.map(({ id }) => laidRectangle(laid, `cluster ${id}`).y));
  const boxes = plan.boxes.map((box) => {
    const at = laidRectangle(laid, box.id);
    return { box, at: { ...at, y: at.y + shift(at.y + at.height / 2) } };
  });
  const boxAt = new Map(boxes.map(({ box, at }) => [box.id, at]));
  const laidArrows = plan.arrows.map((arrow) => {
    const laidEdge = laid.edge(arrow.source, arrow.destination, arrow.edge.id) as Rectangle & {
      points: Point[];
    };
    const moved = ({ x, y }: Point): Point => ({ x, y: y + shift(y) });
    // What is left between the ends is one point per column.
    const via = laidEdge.points.slice(1, -1).map(moved);
    const label = moved(laidEdge);
    const labelAt = {
      x: label.x - arrow.width / 2,
      y: label.y - arrow.height / 2,
      width: arrow.width,
      height: arrow.height,
    };
    return { arrow, via, label, labelAt };
  });
  const columns = columnsOf([...boxAt.values(), ...laidArrows.map(({ labelAt }) => labelAt)]);
  const nowhere: Rectangle = { x: 0, y: 0, width: 0, height: 0 };
  const paths = arrowPaths(
    laidArrows.map(({ arrow, via }) => ({
      source: boxAt.get(arrow.source) ?? nowhere,
      destination: boxAt.get(arrow.destination) ?? nowhere,
      via,
    })),
    columns,
  );
  return {
    width,
    height: height + shift(height),
    clusters: clusterRectangles(laid, used, boxes, shift),
    boxes,
    arrows: laidArrows.map(({ arrow, label }, index) => ({ arrow, label, path: paths[index] ?? '' })),
  };
}

/** Between the edge of a cluster and what it holds, at least; pixels. */
const INSET = 8;

/**
 * The clusters as dagre has them, grown where they do not hold all of theirs: it takes the extent of one column for
 * that of all, which in dense graphs is too little.
 */
function clusterRectangles(
  laid: graphlib.Graph,
  clusters: readonly GraphCluster[],
  boxes: DrawingPart['boxes'],
  shift: (y: number) => number,
): DrawingPart['clusters'] {
  const inside = new Map<string, Rectangle[]>();
  const put = (id: string | undefined, at: Rectangle): void => {
    if (id !== undefined) inside.set(id, [...(inside.get(id) ?? []), at]);
  };
  for (const { box, at } of boxes) put(box.node.cluster, at);
  // Children stand behind their parents.
  const grown = clusters.toReversed().map((cluster) => {
    const at = laidRectangle(laid, `cluster ${cluster.id}`);
    let [left, top, right, bottom] = [at.x, at.y + shift(at.y), at.x + at.width, at.y + at.height];
    bottom += shift(bottom);
    for (const held of inside.get(cluster.id) ?? []) {
      left = Math.min(left, held.x - INSET);
      top = Math.min(top, held.y - INSET - CLUSTER_HEADING);
      right = Math.max(right, held.x + held.width + INSET);
      bottom = Math.max(bottom, held.y + held.height + INSET);
    }
    const rectangle = { x: left, y: top, width: right - left, height: bottom - top };
    put(cluster.parent, rectangle);
    return { cluster, at: rectangle };
  });
  return grown.reverse();
}

function laidRectangle(laid: graphlib.Graph, id: string): Rectangle {
  const { x, y, width, height } = laid.node(id) as Rectangle;
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Room for the name of a cluster, in pixels. */
const CLUSTER_HEADING = 16;

/**
 * How far down something at a height moves, so that there is room for a name below the upper edge of each cluster:
 * the layout knows of none. What lay apart stays apart, since nothing lower moves less.
 */
function headingShift(tops: readonly number[]): (y: number) => number {
  const sorted = [...new Set(tops.map(Math.round))].sort((a, b) => a - b);
  return (y) => {
    const above = sorted.findIndex((top) => top >= Math.round(y));
    return (above === -1 ? sorted.length : above) * CLUSTER_HEADING;
  };
}

/** The clusters that hold a box, with those around them. */
function usedClusters(graph: ReachabilityGraph, plan: DrawingPlan): readonly GraphCluster[] {
  const clusters = new Map(graph.clusters.map((cluster) => [cluster.id, cluster]));
  const used = new Set<string>();
  for (const { node } of plan.boxes) {
    for (let id = node.cluster; id !== undefined; id = clusters.get(id)?.parent) used.add(id);
  }
  return graph.clusters.filter(({ id }) => used.has(id));
}

/** Pairs of neighbours in the rows of boxes that no arrow touches. */
function rowsOfLoners(plan: DrawingPlan): readonly (readonly [string, string])[] {
  const touched = new Set(plan.arrows.flatMap(({ source, destination }) => [source, destination]));
  const loners = new Map<string, string[]>();
  for (const { id, node } of plan.boxes) {
    if (touched.has(id)) continue;
    const place = isOutside(node) ? '' : (node.cluster ?? '');
    const list = loners.get(place);
    if (list === undefined) loners.set(place, [id]);
    else list.push(id);
  }
  const pairs: [string, string][] = [];
  for (const ids of loners.values()) {
    const row = Math.min(ROW, Math.ceil(Math.sqrt(ids.length)));
    ids.forEach((id, index) => {
      const previous = ids[index - 1];
      if (previous !== undefined && index % row !== 0) pairs.push([previous, id]);
    });
  }
  return pairs;
}
