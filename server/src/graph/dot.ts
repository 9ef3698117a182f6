/** Graphs in the language of Graphviz (https://graphviz.org/doc/info/lang.html), with networks and modules as clusters. */

import { trafficLine } from '../packets/trafficEntries';
import { textBoxes } from './boxText';
import { oneLine } from './drawnText';
import { edgeTitle } from './drawingPlan';
import type { EdgeState, GraphNode, NamedGraph, ReachabilityGraph } from './reachabilityGraph';

/** Colours with enough contrast on white; styles and words say the same. */
const EDGE_STYLE: Readonly<Record<EdgeState, { readonly attributes: string; readonly word: string }>> = {
  certain: { attributes: 'color="#1a7f37"', word: '' },
  possible: { attributes: 'color="#9a6700", style=dashed', word: 'may: ' },
  broken: { attributes: 'color="#cf222e", style=dotted, arrowhead=tee', word: '✕ ' },
};

export function graphDot(graphs: readonly NamedGraph[]): string {
  const lines = [
    'digraph "sg-lens" {',
    '  graph [rankdir=LR, compound=true, fontname="Helvetica", fontsize=12];',
    '  node [shape=box, style="rounded,filled", fillcolor="#ddf4ff", color="#0969da", fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=10];',
  ];
  graphs.forEach(({ name, graph }, index) => {
    lines.push(`  subgraph "cluster_${index}" {`, `    label=${quoted(name)};`);
    lines.push(...statements(graph, `${index}_`), '  }');
  });
  return `${lines.join('\n')}\n}\n`;
}

function statements(graph: ReachabilityGraph, prefix: string): string[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const boxes = textBoxes(graph);
  const ids = new Map(boxes.map(({ node }, index) => [node.id, `n${prefix}${index}`]));
  const lines: string[] = [];
  const write = (cluster: string | undefined, indent: string): void => {
    for (const { node, lines: text } of boxes) {
      if (node.cluster !== cluster) continue;
      const label = `"${text.map(escapeDot).join('\\n')}"`;
      lines.push(
        `${indent}${ids.get(node.id) ?? ''} [label=${label}, tooltip=${quoted(node.address)}${looks(node)}];`,
      );
    }
    graph.clusters.forEach((child, index) => {
      if (child.parent !== cluster) return;
      lines.push(
        `${indent}subgraph "cluster_${prefix}${index}" {`,
        `${indent}  label=${quoted(child.label)};`,
      );
      write(child.id, `${indent}  `);
      lines.push(`${indent}}`);
    });
  };
  write(undefined, '    ');
  for (const edge of graph.edges) {
    const { attributes, word } = EDGE_STYLE[edge.state];
    const [source, destination] = [nodes.get(edge.source), nodes.get(edge.destination)];
    if (source === undefined || destination === undefined) continue;
    const tip = quoted(edgeTitle(edge, source, destination));
    lines.push(
      `    ${ids.get(source.id) ?? ''} -> ${ids.get(destination.id) ?? ''} [label=${quoted(word + trafficLine(edge.traffic))}, tooltip=${tip}, ${attributes}];`,
    );
  }
  return lines;
}

function looks({ kind, external, certainty }: GraphNode): string {
  if (kind === 'internet') return ', shape=ellipse, style=filled, fillcolor="#fff1e5", color="#bc4c00"';
  if (kind === 'attachment') return ', fillcolor="#f6f8fa", color="#57606a"';
  if (kind !== 'group') return ', fillcolor="#fbefff", color="#8250df"';
  return external || certainty === 'possible' ? ', style="rounded,filled,dashed"' : '';
}

function quoted(text: string): string {
  return `"${escapeDot(text)}"`;
}

/** Between double quotes only these two mean something (https://graphviz.org/docs/attr-types/escString/). */
export function escapeDot(text: string): string {
  return oneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}
