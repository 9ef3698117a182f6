/**
 * What makes the page of `sg-lens graph --format html` answer to mouse and keyboard: pan, zoom, filter, neighbours,
 * proofs, export. It runs in a browser or a webview, knows nothing but the page that server/src/graph/html.ts writes,
 * and loads nothing. `node scripts/generate-graph-viewer.mjs` bundles it into that page's script.
 */

interface ViewerStep {
  readonly message: string;
  readonly element: string | null;
  readonly place: string | null;
}

interface ViewerNode {
  readonly label: string;
  readonly kind: string;
  /** Lines below the name. */
  readonly facts: readonly string[];
  readonly place: string | null;
  /** Id of the network that it is in; empty outside of all. */
  readonly network: string;
}

interface ViewerEdge {
  /** Positions in `nodes`. */
  readonly source: number;
  readonly destination: number;
  readonly state: 'certain' | 'possible' | 'broken';
  readonly traffic: string;
  readonly entries: readonly { readonly protocol: string; readonly ports: string }[];
  readonly proof: readonly ViewerStep[];
  readonly blockedBy: readonly ViewerStep[];
}

interface ViewerGraph {
  readonly name: string;
  readonly nodes: readonly ViewerNode[];
  readonly edges: readonly ViewerEdge[];
}

function required<E extends Element>(selector: string, kind: abstract new () => E): E {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The page lacks ${selector}.`);
  return found;
}

const graphs = JSON.parse(required('#sg-data', HTMLScriptElement).text) as readonly ViewerGraph[];
const frame = required('#sg-view', HTMLElement);
const svg = required('#sg-view svg', SVGSVGElement);
const details = required('#sg-details', HTMLElement);
const textFilter = required('#sg-text', HTMLInputElement);
const portFilter = required('#sg-port', HTMLInputElement);
const protocolFilter = required('#sg-protocol', HTMLSelectElement);
const count = required('#sg-count', HTMLElement);

const nodeElements = [...svg.querySelectorAll<SVGGElement>('[data-node]')];
const outsideNodes = new Set(
  nodeElements.flatMap(({ dataset }) => (dataset.role === undefined ? [] : [dataset.node])),
);
const edgeElements = [...svg.querySelectorAll<SVGElement>('[data-edge]')];

/** `2:17` is number 17 of graph 2. */
function read(key: string | undefined): { readonly graph: ViewerGraph; readonly index: number } | undefined {
  const [graphIndex = '', index = ''] = (key ?? '').split(':');
  const graph = graphs[Number(graphIndex)];
  return graph === undefined ? undefined : { graph, index: Number(index) };
}

function nodeOf(key: string | undefined): ViewerNode | undefined {
  const found = read(key);
  return found?.graph.nodes[found.index];
}

function edgeOf(key: string | undefined): ViewerEdge | undefined {
  const found = read(key);
  return found?.graph.edges[found.index];
}

// View: the part of the drawing that is shown, in its own units.

const whole = { x: 0, y: 0, width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height };
let view = { ...whole };

function show(next: typeof view): void {
  view = next;
  svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
}

function scale(): number {
  const { width, height } = svg.getBoundingClientRect();
  return Math.min(width / view.width, height / view.height);
}

/** Fits the drawing, but not larger than it is. */
function fit(): void {
  const { width, height } = svg.getBoundingClientRect();
  const grown = Math.max(whole.width / width, whole.height / height, 1);
  const [w, h] = [width * grown, height * grown];
  show({ x: Math.min(0, (whole.width - w) / 2), y: 0, width: w, height: h });
}

/** Brings what the filter leaves to the middle, as large as it fits. */
function showMatches(): void {
  const boxes = [...nodeElements, ...edgeElements]
    .filter(({ classList }) => !classList.contains('faded'))
    .map((each) => each.getBoundingClientRect())
    .filter(({ width }) => width > 0);
  if (boxes.length === 0) return;
  const frame = svg.getBoundingClientRect();
  const factor = scale();
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  const [right, bottom] = [
    Math.max(...boxes.map((box) => box.right)),
    Math.max(...boxes.map((box) => box.bottom)),
  ];
  const margin = 30;
  // Not larger than life.
  const w = Math.max((right - left) / factor + 2 * margin, frame.width);
  const h = Math.max((bottom - top) / factor + 2 * margin, frame.height);
  const grown = Math.max(w / frame.width, h / frame.height);
  const [width, height] = [frame.width * grown, frame.height * grown];
  const x = view.x + ((left + right) / 2 - frame.left) / factor - width / 2;
  const y = view.y + ((top + bottom) / 2 - frame.top) / factor - height / 2;
  show({ x, y, width, height });
}

function zoom(factor: number, centreX = 0.5, centreY = 0.5): void {
  const width = Math.min(Math.max(view.width / factor, 80), whole.width * 8 + 800);
  const ratio = width / view.width;
  const height = view.height * ratio;
  show({
    x: view.x + (view.width - width) * centreX,
    y: view.y + (view.height - height) * centreY,
    width,
    height,
  });
}

function pan(x: number, y: number): void {
  show({ ...view, x: view.x + x, y: view.y + y });
}

/** Moves as little as needed to have the element in sight. */
function reveal(element: Element): void {
  const box = element.getBoundingClientRect();
  const frame = svg.getBoundingClientRect();
  const margin = 24;
  const beyond = (low: number, high: number, from: number, to: number): number =>
    low < from + margin
      ? low - from - margin
      : high > to - margin
        ? Math.min(high - to + margin, low - from - margin)
        : 0;
  const factor = scale();
  pan(
    beyond(box.left, box.right, frame.left, frame.right) / factor,
    beyond(box.top, box.bottom, frame.top, frame.bottom) / factor,
  );
}

// Neighbours: what an element has to do with stays bright.

/** What a box is of: a node, or a node as seen from one network and in one role where it lies outside of all. */
function boxKey({ dataset }: SVGElement): string {
  return dataset.role === undefined ? (dataset.node ?? '') : `${dataset.role} ${dataset.node ?? ''}`;
}

/** The keys of the boxes at both ends of an edge. */
function endKeys(prefix: string, graph: ViewerGraph, edge: ViewerEdge): readonly string[] {
  const key = (role: 'source' | 'destination', other: number): string => {
    const node = `${prefix}${edge[role]}`;
    return outsideNodes.has(node) ? `${role} ${graph.nodes[other]?.network ?? ''} ${node}` : node;
  };
  return [key('source', edge.destination), key('destination', edge.source)];
}

function light(
  keys: { readonly nodes: ReadonlySet<string>; readonly edges: ReadonlySet<string> } | undefined,
): void {
  svg.classList.toggle('dimmed', keys !== undefined);
  for (const element of nodeElements) {
    const { node = '' } = element.dataset;
    const isLit = keys?.nodes.has(node) === true || keys?.nodes.has(boxKey(element)) === true;
    element.classList.toggle('lit', isLit);
  }
  for (const element of edgeElements) {
    element.classList.toggle('lit', keys?.edges.has(element.dataset.edge ?? '') === true);
  }
}

function aroundNode(key: string): Parameters<typeof light>[0] {
  const found = read(key);
  if (found === undefined) return undefined;
  const prefix = key.slice(0, key.indexOf(':') + 1);
  const nodes = new Set([key]);
  const edges = new Set<string>();
  found.graph.edges.forEach((edge, index) => {
    if (edge.source !== found.index && edge.destination !== found.index) return;
    edges.add(`${prefix}${index}`);
    for (const end of endKeys(prefix, found.graph, edge)) nodes.add(end);
  });
  return { nodes, edges };
}

function aroundEdge(key: string): Parameters<typeof light>[0] {
  const found = read(key);
  const edge = edgeOf(key);
  if (found === undefined || edge === undefined) return undefined;
  const prefix = key.slice(0, key.indexOf(':') + 1);
  return { nodes: new Set(endKeys(prefix, found.graph, edge)), edges: new Set([key]) };
}

/** What was chosen stays lit when the pointer goes. */
let chosen: Parameters<typeof light>[0];

function lightAt(target: EventTarget | null): void {
  const element = target instanceof Element ? target.closest<SVGElement>('[data-edge],[data-node]') : null;
  const { edge, node } = element?.dataset ?? {};
  light(edge !== undefined ? aroundEdge(edge) : node !== undefined ? aroundNode(node) : chosen);
}

// Details: what is known of an element, with the proof. All of it is set as text.

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text: string,
  ...children: readonly Node[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (text !== '') made.textContent = text;
  made.append(...children);
  return made;
}

const STATES = {
  certain: 'flows',
  possible: 'may flow',
  broken: 'is declared, but nothing flows',
} as const;

function stepList(steps: readonly ViewerStep[]): HTMLOListElement {
  const list = element('ol', '');
  for (const { message, element: name, place } of steps) {
    const item = element('li', message);
    if (name !== null && !message.includes(name)) item.append(element('div', '', element('code', name)));
    if (place !== null) item.append(element('div', '', element('code', place)));
    list.append(item);
  }
  return list;
}

function showDetails(...content: readonly Node[]): void {
  details.replaceChildren(...content);
  details.scrollTop = 0;
}

function chooseEdge(key: string): void {
  const found = read(key);
  const edge = edgeOf(key);
  if (found === undefined || edge === undefined) return;
  const [source, destination] = [found.graph.nodes[edge.source], found.graph.nodes[edge.destination]];
  const content: Node[] = [
    element('h2', `${source?.label ?? ''} → ${destination?.label ?? ''}`),
    element('p', `${edge.traffic} ${STATES[edge.state]}.`),
  ];
  if (edge.blockedBy.length > 0) content.push(element('h3', 'What is in the way'), stepList(edge.blockedBy));
  if (edge.proof.length > 0) {
    content.push(element('h3', edge.state === 'broken' ? 'Declared by' : 'Because of'), stepList(edge.proof));
  }
  showDetails(...content);
  chosen = aroundEdge(key);
  light(chosen);
}

function chooseNode(key: string): void {
  const found = read(key);
  const node = nodeOf(key);
  if (found === undefined || node === undefined) return;
  const prefix = key.slice(0, key.indexOf(':') + 1);
  const content: Node[] = [element('h2', node.label), element('p', node.kind)];
  for (const fact of node.facts) content.push(element('p', fact));
  if (node.place !== null) content.push(element('p', '', element('code', node.place)));
  for (const [title, mine, others] of [
    ['Reached by', 'destination', 'source'],
    ['Reaches', 'source', 'destination'],
  ] as const) {
    const list = element('ul', '');
    found.graph.edges.forEach((edge, index) => {
      if (edge[mine] !== found.index) return;
      const other = found.graph.nodes[edge[others]];
      const button = element('button', `${other?.label ?? ''}: ${edge.traffic}`);
      button.className = edge.state;
      if (edge.state !== 'certain') button.append(` (${STATES[edge.state]})`);
      button.addEventListener('click', () => chooseEdge(`${prefix}${index}`));
      list.append(element('li', '', button));
    });
    content.push(element('h3', title), list.children.length === 0 ? element('p', 'nobody') : list);
  }
  showDetails(...content);
  chosen = aroundNode(key);
  light(chosen);
}

function chooseAt(target: EventTarget | null): void {
  const hit = target instanceof Element ? target.closest<SVGElement>('[data-edge],[data-node]') : null;
  const { edge, node } = hit?.dataset ?? {};
  if (edge !== undefined) chooseEdge(edge);
  else if (node !== undefined) chooseNode(node);
  else clear();
}

const hint = [...details.childNodes];

function clear(): void {
  chosen = undefined;
  light(undefined);
  showDetails(...hint);
}

// Filter: what does not match fades.

function holdsPort(ports: string, port: number): boolean {
  if (ports.startsWith('all')) return true;
  return ports.split(',').some((range) => {
    const [first = '', last = first] = range.trim().split('-');
    return Number(first) <= port && port <= Number(last);
  });
}

function applyFilter(): void {
  const words = textFilter.value.trim().toLowerCase();
  const port = portFilter.value.trim() === '' ? undefined : Number(portFilter.value);
  const protocol = protocolFilter.value;
  const states = new Set(
    [...document.querySelectorAll<HTMLInputElement>('[data-state]')]
      .filter(({ checked }) => checked)
      .map((box) => box.dataset.state),
  );
  const isNamed = (node: ViewerNode | undefined): boolean =>
    node !== undefined && [node.label, ...node.facts].some((text) => text.toLowerCase().includes(words));
  const matches = (graph: ViewerGraph, edge: ViewerEdge): boolean =>
    states.has(edge.state) &&
    edge.entries.some(
      (entry) =>
        (protocol === '' || entry.protocol === 'all' || entry.protocol === protocol) &&
        (port === undefined || holdsPort(entry.ports, port)),
    ) &&
    (words === '' || isNamed(graph.nodes[edge.source]) || isNamed(graph.nodes[edge.destination]));
  const kept = new Set<string>();
  const near = new Set<string>();
  let total = 0;
  graphs.forEach((graph, graphIndex) => {
    graph.edges.forEach((edge, index) => {
      total += 1;
      if (!matches(graph, edge)) return;
      kept.add(`${graphIndex}:${index}`);
      for (const end of endKeys(`${graphIndex}:`, graph, edge)) near.add(end);
    });
  });
  const isFiltering = words !== '' || port !== undefined || protocol !== '' || states.size < 3;
  for (const each of edgeElements) each.classList.toggle('faded', !kept.has(each.dataset.edge ?? ''));
  for (const each of nodeElements) {
    const isFound = words !== '' && isNamed(nodeOf(each.dataset.node));
    const keeps = !isFiltering || near.has(boxKey(each)) || isFound;
    each.classList.toggle('faded', !keeps);
  }
  count.textContent = isFiltering ? `${kept.size} of ${total} flows` : `${total} flows`;
}

/** The drawing as it is without the page: no selection, no filter, the whole of it. */
function exportSvg(): void {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('viewBox', `0 0 ${whole.width} ${whole.height}`);
  copy.setAttribute('width', String(whole.width));
  copy.setAttribute('height', String(whole.height));
  copy.classList.remove('dimmed');
  for (const each of copy.querySelectorAll('*')) {
    each.classList.remove('lit', 'faded');
    for (const name of ['tabindex', 'role', 'aria-label']) each.removeAttribute(name);
  }
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = required('#sg-drawing-style', HTMLStyleElement).textContent;
  copy.prepend(style);
  const text = new XMLSerializer().serializeToString(copy);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  link.download = 'sg-lens.svg';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Wiring.

for (const each of nodeElements) {
  each.setAttribute('tabindex', '0');
  each.setAttribute('role', 'button');
  const node = nodeOf(each.dataset.node);
  each.setAttribute('aria-label', [node?.label ?? '', node?.kind ?? '', ...(node?.facts ?? [])].join(', '));
}
const protocols = new Set(
  graphs.flatMap(({ edges }) => edges.flatMap(({ entries }) => entries.map(({ protocol }) => protocol))),
);
for (const protocol of [...protocols].filter((each) => each !== 'all').sort()) {
  protocolFilter.append(element('option', protocol));
}

let drag: { readonly x: number; readonly y: number; moved: boolean } | undefined;
svg.addEventListener('pointerdown', (event) => {
  if (event.button === 0) drag = { x: event.clientX, y: event.clientY, moved: false };
});
svg.addEventListener('pointermove', (event) => {
  if (drag === undefined || event.buttons === 0) {
    drag = undefined;
    return;
  }
  const [x, y] = [drag.x - event.clientX, drag.y - event.clientY];
  if (!drag.moved && Math.hypot(x, y) < 4) return;
  // Only now: a captured pointer would take the click away from what it stands on.
  if (!drag.moved) svg.setPointerCapture(event.pointerId);
  pan(x / scale(), y / scale());
  drag = { x: event.clientX, y: event.clientY, moved: true };
});
svg.addEventListener('click', (event) => {
  const wasDrag = drag?.moved === true;
  drag = undefined;
  if (!wasDrag) chooseAt(event.target);
});
svg.addEventListener(
  'wheel',
  (event) => {
    event.preventDefault();
    const frame = svg.getBoundingClientRect();
    const step = event.deltaMode === 0 ? event.deltaY / 400 : event.deltaY / 12;
    zoom(
      Math.exp(-Math.max(-1, Math.min(1, step))),
      (event.clientX - frame.left) / frame.width,
      (event.clientY - frame.top) / frame.height,
    );
  },
  { passive: false },
);
svg.addEventListener('pointerover', (event) => lightAt(event.target));
svg.addEventListener('pointerleave', () => light(chosen));
// An svg element that listens for focus would take some of it.
frame.addEventListener('focusin', (event) => {
  lightAt(event.target);
  if (event.target instanceof Element && event.target !== svg) reveal(event.target);
});
frame.addEventListener('focusout', () => light(chosen));

const keys: Readonly<Record<string, () => void>> = {
  ArrowLeft: () => pan(-view.width / 10, 0),
  ArrowRight: () => pan(view.width / 10, 0),
  ArrowUp: () => pan(0, -view.height / 10),
  ArrowDown: () => pan(0, view.height / 10),
  '+': () => zoom(1.25),
  '=': () => zoom(1.25),
  '-': () => zoom(0.8),
  '0': fit,
  Escape: clear,
};
document.addEventListener('keydown', (event) => {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) {
    if (event.key === 'Enter') showMatches();
    return;
  }
  if ((event.key === 'Enter' || event.key === ' ') && target instanceof SVGElement) {
    event.preventDefault();
    chooseAt(target);
    return;
  }
  // The panel scrolls by its own keys.
  if (target instanceof Node && details.contains(target) && event.key.startsWith('Arrow')) return;
  const action = keys[event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
});

const buttons: Readonly<Record<string, () => void>> = {
  in: () => zoom(1.25),
  out: () => zoom(0.8),
  fit,
  export: exportSvg,
};
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-do]')) {
  button.addEventListener('click', () => buttons[button.dataset.do ?? '']?.());
}
for (const input of [textFilter, portFilter, protocolFilter, ...document.querySelectorAll('[data-state]')]) {
  input.addEventListener('input', applyFilter);
}
window.addEventListener('resize', fit);
svg.removeAttribute('width');
svg.removeAttribute('height');
fit();
applyFilter();
