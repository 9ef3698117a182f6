/**
 * Graphs as Mermaid flowcharts (https://mermaid.js.org/syntax/flowchart.html), which GitHub and many wikis draw.
 * Mermaid lays them out itself; by default it draws up to 500 arrows.
 */

import { trafficLine } from '../packets/trafficEntries';
import { oneLine } from './drawnText';
import { textBoxes, type TextBox } from './boxText';
import type { EdgeState, GraphNode, NamedGraph, ReachabilityGraph } from './reachabilityGraph';

const ARROWS: Readonly<Record<EdgeState, { readonly arrow: string; readonly word: string }>> = {
  certain: { arrow: '-->', word: '' },
  possible: { arrow: '-.->', word: 'may: ' },
  broken: { arrow: '--x', word: 'nothing flows: ' },
};

export function graphMermaid(graphs: readonly NamedGraph[]): string {
  const lines = ['flowchart LR'];
  const several = graphs.length > 1;
  graphs.forEach(({ name, graph }, index) => {
    const prefix = several ? `g${index}_` : '';
    if (several) lines.push(`  subgraph ${prefix}root["${escapeMermaid(name)}"]`);
    lines.push(...flowchart(graph, prefix, several ? '    ' : '  '));
    if (several) lines.push('  end');
  });
  return [...lines, '  classDef outside stroke-width:2px', '  classDef unsure stroke-dasharray:5 3', ''].join(
    '\n',
  );
}

function flowchart(graph: ReachabilityGraph, prefix: string, indent: string): string[] {
  const boxes = textBoxes(graph);
  const ids = new Map(boxes.map(({ node }, index) => [node.id, `${prefix}n${index}`]));
  const lines: string[] = [];
  const write = (cluster: string | undefined, depth: string): void => {
    for (const box of boxes) {
      if (box.node.cluster === cluster) {
        lines.push(`${depth}${ids.get(box.node.id) ?? ''}${shape(box)}${classOf(box.node)}`);
      }
    }
    graph.clusters.forEach((child, index) => {
      if (child.parent !== cluster) return;
      lines.push(`${depth}subgraph ${prefix}c${index}["${escapeMermaid(child.label)}"]`);
      write(child.id, `${depth}  `);
      lines.push(`${depth}end`);
    });
  };
  write(undefined, indent);
  for (const { source, destination, state, traffic } of graph.edges) {
    const { arrow, word } = ARROWS[state];
    const label = escapeMermaid(word + trafficLine(traffic));
    lines.push(`${indent}${ids.get(source) ?? ''} ${arrow}|"${label}"| ${ids.get(destination) ?? ''}`);
  }
  return lines;
}

function shape({ node, lines }: TextBox): string {
  const text = `"${lines.map(escapeMermaid).join('<br/>')}"`;
  if (node.kind === 'internet') return `((${text}))`;
  return node.kind === 'group' || node.kind === 'attachment' ? `[${text}]` : `([${text}])`;
}

function classOf({ kind, external, certainty }: GraphNode): string {
  if (kind === 'internet') return ':::outside';
  return (external && kind === 'group') || certainty === 'possible' || kind === 'unknown' ? ':::unsure' : '';
}

/**
 * Text between double quotes: whatever is not plain goes as an entity, `#34;`, which Mermaid turns into the character
 * when it draws (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters).
 */
export function escapeMermaid(text: string): string {
  return oneLine(text).replace(
    /[^\p{L}\p{N}\p{M} .,:/()_…·-]/gu,
    (character) => `#${character.codePointAt(0) ?? 0};`,
  );
}
