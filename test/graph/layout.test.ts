import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planDrawing } from '../../server/src/graph/drawingPlan';
import { layOut, type Rectangle } from '../../server/src/graph/layout';
import type {
  EdgeState,
  GraphEdge,
  GraphNode,
  ReachabilityGraph,
} from '../../server/src/graph/reachabilityGraph';

const NETWORKS = 3;
const MODULES = 3;

/** Random networks of groups, with somebody outside of them. */
const graphs = fc
  .record({
    groups: fc.array(
      fc.record({
        network: fc.nat(NETWORKS - 1),
        module: fc.nat(MODULES),
        name: fc.string({ maxLength: 60 }),
      }),
      {
        minLength: 1,
        maxLength: 30,
      },
    ),
    edges: fc.array(
      fc.record({
        source: fc.nat(),
        destination: fc.nat(),
        state: fc.constantFrom<EdgeState>('certain', 'possible', 'broken'),
        ports: fc.constantFrom('443', '80, 8000-8080', 'all'),
      }),
      { maxLength: 60 },
    ),
  })
  .map(({ groups, edges }): ReachabilityGraph => {
    const base = { note: undefined, external: false, certainty: 'certain', origin: undefined } as const;
    const nodes: GraphNode[] = groups.map(({ network, module, name }, index) => ({
      ...base,
      id: `group ${index}`,
      kind: 'group',
      address: `aws_security_group.g${index}`,
      label: name,
      cluster: module === 0 ? `network ${network}` : `network ${network} module ${module}`,
    }));
    nodes.push({
      ...base,
      id: 'internet',
      kind: 'internet',
      address: 'internet',
      label: 'Internet',
      cluster: undefined,
    });
    const drawn = new Map<string, GraphEdge>();
    for (const { source, destination, state, ports } of edges) {
      const ends = [source, destination].map((end) => nodes[end % nodes.length]?.id ?? '');
      const [from = '', to = ''] = ends;
      const id = `${from} > ${to} ${state}`;
      if (from === 'internet' && to === 'internet') continue;
      drawn.set(id, {
        id,
        source: from,
        destination: to,
        state,
        traffic: [{ protocol: 'tcp', ports }],
        proof: [],
        blockedBy: [],
      });
    }
    const networks = Array.from({ length: NETWORKS }, (_, network) => `network ${network}`);
    const cluster = { address: undefined, origin: undefined };
    return {
      nodes,
      memberships: [],
      edges: [...drawn.values()],
      clusters: [
        ...networks.map((id) => ({ ...cluster, id, kind: 'network' as const, label: id, parent: undefined })),
        ...networks.flatMap((parent) =>
          Array.from({ length: MODULES }, (_, index) => ({
            ...cluster,
            id: `${parent} module ${index + 1}`,
            kind: 'module' as const,
            label: `module.m${index + 1}`,
            parent,
          })),
        ),
      ],
    };
  });

function overlap(a: Rectangle, b: Rectangle): boolean {
  const slack = 0.01;
  return (
    a.x + a.width > b.x + slack &&
    b.x + b.width > a.x + slack &&
    a.y + a.height > b.y + slack &&
    b.y + b.height > a.y + slack
  );
}

function holds(outer: Rectangle, inner: Rectangle): boolean {
  const slack = 0.01;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

describe('The layout of a graph', () => {
  it('keeps boxes and labels clear of each other, within their clusters, on the canvas', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const drawing = layOut(graph, planDrawing(graph));
        for (const { boxes, arrows, clusters, at } of drawing.parts) {
          assert.ok(holds({ x: 0, y: 0, width: drawing.width, height: drawing.height }, at));
          const labels = arrows.map(({ arrow: { width, height }, label }) => {
            return { x: label.x - width / 2, y: label.y - height / 2, width, height };
          });
          const all = [...boxes.map((box) => box.at), ...labels];
          all.forEach((one, index) => {
            assert.ok(holds({ ...at, x: 0, y: 0 }, one));
            for (const other of all.slice(index + 1)) assert.ok(!overlap(one, other));
          });
          const clusterAt = new Map(clusters.map(({ cluster, at: place }) => [cluster.id, place]));
          for (const { box, at: place } of boxes) {
            const around = clusterAt.get(box.node.cluster ?? '');
            if (around !== undefined) assert.ok(holds(around, place));
          }
          for (const { cluster, at: place } of clusters) {
            const around = clusterAt.get(cluster.parent ?? '');
            if (around !== undefined) assert.ok(holds(around, place));
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('tells every flow once, as an arrow or as a line in the box of a group', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const { boxes, arrows } = planDrawing(graph);
        const drawn = new Set(arrows.map(({ edge }) => edge.id));
        assert.equal(drawn.size, arrows.length);
        const told = new Set(boxes.flatMap(({ lines }) => lines.flatMap(({ edge }) => edge ?? [])));
        const folded = boxes.some(({ lines }) => lines.some(({ text }) => /^and \d+ more flows$/.test(text)));
        for (const { id } of graph.edges) {
          assert.ok(drawn.has(id) !== told.has(id) || (folded && !drawn.has(id)));
        }
      }),
      { numRuns: 25 },
    );
  });
});
