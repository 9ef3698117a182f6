/** The lines of a group's or another node's box in formats that lay themselves out: name, address, who carries it. */

import { shortAddress } from './moduleAddress';
import { memberText } from './drawingPlan';
import type { GraphNode, ReachabilityGraph } from './reachabilityGraph';

export interface TextBox {
  readonly node: GraphNode;
  readonly lines: readonly string[];
}

/** One box per node; attachments whose groups speak for them are lines of these. */
export function textBoxes(graph: ReachabilityGraph): readonly TextBox[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const ends = new Set(graph.edges.flatMap(({ source, destination }) => [source, destination]));
  const carriers = new Map<string, string[]>();
  for (const { attachment, group } of graph.memberships) {
    const node = nodes.get(attachment);
    if (node === undefined || ends.has(attachment)) continue;
    const lines = carriers.get(group);
    if (lines === undefined) carriers.set(group, [memberText(node)]);
    else lines.push(memberText(node));
  }
  const told = new Set(graph.memberships.map(({ attachment }) => attachment));
  return graph.nodes
    .filter(({ id }) => !told.has(id) || ends.has(id))
    .map((node) => {
      const address = shortAddress(node.address);
      const second = node.kind === 'group' && node.label !== address ? [address] : [];
      const note = node.kind !== 'group' && node.note !== undefined ? [node.note] : [];
      return { node, lines: [node.label, ...second, ...note, ...(carriers.get(node.id) ?? [])] };
    });
}
