/**
 * Drawings as a page that answers to mouse and keyboard: one file that loads nothing and may run nothing but its own
 * script, whose hash stands in its policy. The script is client/graph/viewer.ts.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import { trafficLine } from '../packets/trafficEntries';
import type { Origin } from '../source/origin';
import { escapeXml, oneLine } from './drawnText';
import type { GraphNode, GraphStep, NamedGraph } from './reachabilityGraph';
import { networksOf } from './drawingPlan';
import { svgElement } from './svg';
import { PAGE_STYLE, SVG_STYLE } from './svgStyle';
import { VIEWER_SCRIPT } from './viewerScript';

/** A graph whose origins can be told as places. */
export interface LocatedGraph extends NamedGraph {
  /** `net/main.tf:4:3`; undefined for what is nowhere. */
  readonly placeText: (origin: Origin) => string | undefined;
}

export function graphHtml(graphs: readonly LocatedGraph[]): string {
  const styles = [SVG_STYLE, PAGE_STYLE];
  const policy = [
    "default-src 'none'",
    `script-src ${hashSource(VIEWER_SCRIPT)}`,
    `style-src ${styles.map(hashSource).join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const title = escapeXml(`Who can reach whom: ${graphs.map(({ name }) => name).join(', ')}`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style id="sg-drawing-style">${SVG_STYLE}</style>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<label>Find <input id="sg-text" type="search" placeholder="name or address" title="Enter shows what is found" size="16"></label>
<label>Protocol <select id="sg-protocol"><option value="">any</option></select></label>
<label>Port <input id="sg-port" type="number" min="0" max="65535" placeholder="any"></label>
<label class="certain"><input type="checkbox" data-state="certain" checked> flows</label>
<label class="possible"><input type="checkbox" data-state="possible" checked> may flow</label>
<label class="broken"><input type="checkbox" data-state="broken" checked> in vain</label>
<output id="sg-count"></output>
<span class="buttons"><button data-do="out" title="Zoom out (-)" aria-label="Zoom out">−</button><button data-do="in" title="Zoom in (+)" aria-label="Zoom in">+</button><button data-do="fit" title="Show all (0)">Fit</button><button data-do="export">Export SVG</button></span>
</header>
<main>
<div id="sg-view">${svgElement(graphs, false)}</div>
<aside id="sg-details" aria-live="polite" aria-label="Details" tabindex="0">
<h2>Choose a box or an arrow</h2>
<p>It tells what flows, because of which rules, in which files; or what is in the way.</p>
<p>Drag or arrow keys move, wheel or <kbd>+</kbd> <kbd>-</kbd> zoom, <kbd>0</kbd> shows all, <kbd>Tab</kbd> walks through the boxes, <kbd>Enter</kbd> chooses, <kbd>Esc</kbd> lets go. <kbd>Enter</kbd> in the filter shows what it leaves.</p>
</aside>
</main>
<script type="application/json" id="sg-data">${dataText(graphs.map(viewerGraph))}</script>
<script>${VIEWER_SCRIPT}</script>
</body>
</html>
`;
}

/** A source of the policy that allows exactly this text (https://www.w3.org/TR/CSP3/#grammardef-hash-source). */
function hashSource(text: string): string {
  const hash = sha256(new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...hash))}'`;
}

/** JSON that cannot end the element it stands in. */
function dataText(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

const KIND_WORDS: Readonly<Record<GraphNode['kind'], string>> = {
  group: 'security group',
  attachment: 'carries no group of its own',
  cidr: 'addresses',
  'prefix-list': 'prefix list',
  internet: 'any public address',
  unknown: 'not known yet',
};

/** The graph as the script reads it; ends are positions among the nodes. */
function viewerGraph({ name, graph, placeText }: LocatedGraph): unknown {
  const networkOf = networksOf(graph);
  const positions = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  const place = (origin: Origin | undefined): string | null =>
    origin === undefined ? null : (placeText(origin) ?? null);
  const steps = (list: readonly GraphStep[]): unknown =>
    list.map(({ message, element, origin }) => ({
      message: oneLine(message),
      element: element === undefined ? null : oneLine(element),
      place: place(origin),
    }));
  const carriers = new Map<string, string[]>();
  for (const { attachment, group } of graph.memberships) {
    const node = graph.nodes[positions.get(attachment) ?? -1];
    if (node === undefined) continue;
    const text = `carried by ${node.note ?? ''} ${node.address}`;
    carriers.set(group, [...(carriers.get(group) ?? []), text]);
  }
  return {
    name,
    nodes: graph.nodes.map(({ id, label, kind, address, note, cluster, external, origin }) => ({
      label: oneLine(label),
      kind: kind === 'group' && external ? 'security group, not of this configuration' : KIND_WORDS[kind],
      facts: [
        ...(address === label ? [] : [address]),
        ...(note === undefined ? [] : [note]),
        ...(carriers.get(id) ?? []),
      ].map(oneLine),
      place: place(origin),
      network: oneLine(networkOf({ cluster })),
    })),
    edges: graph.edges.map(({ source, destination, state, traffic, proof, blockedBy }) => ({
      source: positions.get(source) ?? -1,
      destination: positions.get(destination) ?? -1,
      state,
      traffic: trafficLine(traffic),
      entries: traffic,
      proof: steps(proof),
      blockedBy: steps(blockedBy),
    })),
  };
}
