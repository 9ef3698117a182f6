/**
 * Drawings as SVG: one file that needs nothing else, with titles for whoever cannot see it, light and dark. Text stays
 * text. html.ts puts the same picture into a page.
 */

import { cutText, escapeXml, textWidth } from './drawnText';
import { edgeTitle, LABEL_SIZE, planDrawing, type BoxLine, type PlannedBox } from './drawingPlan';
import { round } from './arrowPath';
import { layOut, type DrawingPart, type Rectangle } from './layout';
import {
  EDGE_STATES,
  type GraphCluster,
  type GraphNode,
  type NamedGraph,
  type ReachabilityGraph,
} from './reachabilityGraph';
import { SVG_STYLE } from './svgStyle';

/** The drawing as a standalone SVG file. */
export function graphSvg(graphs: readonly NamedGraph[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svgElement(graphs, true)}\n`;
}

const HEADING = 34;
const LEGEND = 34;

/** The `svg` element alone; `styled` puts the style sheet into it. */
export function svgElement(graphs: readonly NamedGraph[], styled: boolean): string {
  const parts: string[] = [];
  let y = LEGEND;
  let width = 620;
  graphs.forEach(({ name, graph }, index) => {
    const drawing = layOut(graph, planDrawing(graph));
    parts.push(
      `<text class="root" x="16" y="${y + 22}">${escapeXml(name)}</text>`,
      ...drawing.parts.flatMap((part) => [
        `<g transform="translate(${round(part.at.x)} ${round(y + HEADING + part.at.y)})">`,
        ...partElements(part, graph, index),
        '</g>',
      ]),
    );
    y += HEADING + Math.ceil(drawing.height);
    width = Math.max(width, Math.ceil(drawing.width), 32 + Math.ceil(textWidth(name, 16)));
  });
  if (graphs.length === 0) {
    parts.push('<text x="16" y="60">There are no security groups here.</text>');
    y += 40;
  }
  const title = graphs.map(({ name }) => name).join(', ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="sg-lens" role="${styled ? 'img' : 'group'}" aria-labelledby="sg-title sg-description" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}">`,
    `<title id="sg-title">${escapeXml(`Who can reach whom: ${title}`)}</title>`,
    `<desc id="sg-description">${escapeXml(graphs.map(describeGraph).join(' '))}</desc>`,
    ...(styled ? [`<style>${SVG_STYLE}</style>`] : []),
    '<defs>',
    ...EDGE_STATES.map(
      (state) =>
        `<marker id="head-${state}" viewBox="0 0 10 10" refX="9" refY="5" markerUnits="userSpaceOnUse" markerWidth="11" markerHeight="11" orient="auto-start-reverse"><path class="head ${state}" d="M0 1L10 5L0 9z"/></marker>`,
    ),
    '</defs>',
    `<rect class="canvas" width="${width}" height="${y}"/>`,
    ...legend(),
    ...parts,
    '</svg>',
  ].join('\n');
}

function describeGraph({ name, graph }: NamedGraph): string {
  const groups = graph.nodes.filter(({ kind }) => kind === 'group').length;
  const [certain, possible, broken] = EDGE_STATES.map(
    (state) => graph.edges.filter((edge) => edge.state === state).length,
  );
  return `${name}: ${groups} groups; flows: ${certain ?? 0} certain, ${possible ?? 0} possible, ${broken ?? 0} declared in vain.`;
}

/** What lines and colours mean. */
function legend(): string[] {
  const texts = { certain: 'flows', possible: 'may flow', broken: 'declared, but nothing flows' } as const;
  const parts = ['<g class="legend" aria-hidden="true">'];
  let x = 16;
  for (const state of EDGE_STATES) {
    parts.push(
      `<g class="edge ${state}"><path d="M${x} 20H${x + 36}" marker-end="url(#head-${state})"/>${state === 'broken' ? cross(x + 15, 20) : ''}</g>`,
      `<text x="${x + 44}" y="24">${texts[state]}</text>`,
    );
    x += 66 + Math.ceil(textWidth(texts[state], 11));
  }
  return [...parts, '</g>'];
}

function cross(x: number, y: number): string {
  return `<path class="cross" d="M${x - 4} ${y - 4}L${x + 4} ${y + 4}M${x - 4} ${y + 4}L${x + 4} ${y - 4}"/>`;
}

function partElements(drawing: DrawingPart, graph: ReachabilityGraph, index: number): string[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const edgeIndex = new Map(graph.edges.map((edge, position) => [edge.id, position]));
  const nodeIndex = new Map(graph.nodes.map((node, position) => [node.id, position]));
  const titleOf = (id: string): string => {
    const edge = edges.get(id);
    const [source, destination] = [nodes.get(edge?.source ?? ''), nodes.get(edge?.destination ?? '')];
    return edge === undefined || source === undefined || destination === undefined
      ? ''
      : edgeTitle(edge, source, destination);
  };
  return [
    ...drawing.clusters.map(({ cluster, at }) => clusterElement(cluster, at)),
    ...drawing.arrows.map(({ arrow, path, label }) => {
      const { state } = arrow.edge;
      const left = label.x - arrow.width / 2;
      const shift = state === 'broken' ? 8 : 0;
      return [
        `<g class="edge ${state}" data-edge="${index}:${edgeIndex.get(arrow.edge.id) ?? 0}"><title>${escapeXml(arrow.title)}</title>`,
        `<path d="${path}" marker-end="url(#head-${state})"/>`,
        `<rect x="${round(left)}" y="${round(label.y - arrow.height / 2)}" width="${arrow.width}" height="${arrow.height}" rx="9"/>`,
        state === 'broken' ? cross(round(left + 11), round(label.y)) : '',
        `<text x="${round(label.x + shift)}" y="${round(label.y + 4)}" font-size="${LABEL_SIZE}">${escapeXml(arrow.label)}</text></g>`,
      ].join('');
    }),
    ...drawing.boxes.map(({ box, at }) =>
      boxElement(box, at, `${index}:${nodeIndex.get(box.node.id) ?? 0}`, (line) =>
        line.edge === undefined
          ? { title: line.title, data: '' }
          : { title: titleOf(line.edge), data: ` data-edge="${index}:${edgeIndex.get(line.edge) ?? 0}"` },
      ),
    ),
  ];
}

function clusterElement({ kind, label, address }: GraphCluster, at: Rectangle): string {
  const text = cutText(label, 12, at.width - 20);
  return `<g class="cluster ${kind}"><title>${escapeXml(address ?? label)}</title>${rectangle(at, 8)}<text x="${round(at.x + 10)}" y="${round(at.y + 16)}">${escapeXml(text)}</text></g>`;
}

function boxElement(
  { node, lines, role, network }: PlannedBox,
  at: Rectangle,
  data: string,
  row: (line: BoxLine) => { readonly title: string | undefined; readonly data: string },
): string {
  const classes = ['node', node.kind, ...(node.external && node.kind === 'group' ? ['external'] : [])];
  if (node.certainty === 'possible') classes.push('possible');
  const texts = lines.map((line) => {
    const { title, data } = row(line);
    const hint = title === undefined ? '' : `<title>${escapeXml(title)}</title>`;
    const kind = line.edge === undefined ? line.kind : `row ${line.kind}`;
    return `<text class="${kind}"${data} x="${round(at.x + 10)}" y="${round(at.y + line.y)}">${hint}${escapeXml(line.text)}</text>`;
  });
  return `<g class="${classes.join(' ')}" data-node="${data}"${role === undefined ? '' : ` data-role="${escapeXml(`${role} ${network}`)}"`}><title>${escapeXml(nodeTitle(node))}</title>${rectangle(at, node.kind === 'group' ? 5 : 12)}${texts.join('')}</g>`;
}

/** What a box is, in one line. */
function nodeTitle({ label, address, note }: GraphNode): string {
  return [
    label,
    ...(address === label ? [] : [`(${address})`]),
    ...(note === undefined ? [] : [`– ${note}`]),
  ].join(' ');
}

function rectangle({ x, y, width, height }: Rectangle, radius: number): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}"/>`;
}
