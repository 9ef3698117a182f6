/** Strict readers of XML and of the part of DOT that graphs use: they throw at the first thing that is not as it must be. */

/** Reads well-formed XML (no document type, no CDATA); returns the names of its elements in order. */
export function readXml(text: string): readonly string[] {
  const names: string[] = [];
  const open: string[] = [];
  // eslint-disable-next-line no-control-regex -- what XML 1.0 does not allow at all.
  const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(text);
  if (forbidden !== null) throw new Error('A character that XML does not allow.');
  // Throws at half a character.
  encodeURIComponent(text);
  const token =
    /<\?xml [^?]*\?>|<(?<name>[a-z]+)(?<attributes>(?:\s+[a-zA-Z:-]+="(?:[^"<&]|&(?:amp|lt|gt|quot|#39);)*")*)\s*(?<empty>\/?)>|<\/(?<end>[a-z]+)>|(?:[^<&]|&(?:amp|lt|gt|quot|#39);)+/gy;
  while (token.lastIndex < text.length) {
    const { lastIndex } = token;
    const match = token.exec(text);
    if (match === null) throw new Error(`Not XML: ${text.slice(lastIndex, lastIndex + 80)}`);
    const { name, attributes = '', empty, end } = match.groups ?? {};
    if (name !== undefined) {
      names.push(name);
      const keys = Array.from(attributes.matchAll(/([a-zA-Z:-]+)="/g), ([, key]) => key);
      if (new Set(keys).size < keys.length) throw new Error(`An attribute twice in <${name}>.`);
      if (empty !== '/') open.push(name);
    }
    if (end !== undefined && open.pop() !== end) throw new Error(`</${end}> closes something else.`);
  }
  if (open.length > 0) throw new Error(`<${open.join('> <')}> is not closed.`);
  return names;
}

export interface DotGraph {
  readonly nodes: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly edges: readonly {
    readonly source: string;
    readonly destination: string;
    readonly attributes: Readonly<Record<string, string>>;
  }[];
}

/** Reads the language of https://graphviz.org/doc/info/lang.html, without ports, HTML strings and comments. */
export function readDot(text: string): DotGraph {
  const tokens = tokensOf(text);
  let position = 0;
  const peek = (): string | undefined => tokens[position];
  const take = (wanted?: string): string => {
    const token = tokens[position++];
    if (token === undefined || (wanted !== undefined && token !== wanted)) {
      throw new Error(`Expected ${wanted ?? 'more'}, found ${token ?? 'the end'}.`);
    }
    return token;
  };
  const id = (): string => {
    const token = take();
    if (!/^(?:"|[A-Za-z_]|\d)/.test(token)) throw new Error(`${token} is no id.`);
    return token.startsWith('"') ? token.slice(1, -1).replaceAll('\\"', '"') : token;
  };
  const nodes = new Map<string, Record<string, string>>();
  const edges: { source: string; destination: string; attributes: Record<string, string> }[] = [];
  const attributes = (): Record<string, string> => {
    const read: Record<string, string> = {};
    if (peek() !== '[') return read;
    take('[');
    while (peek() !== ']') {
      const key = id();
      take('=');
      read[key] = id();
      if (peek() === ',') take(',');
    }
    take(']');
    return read;
  };
  const statement = (): void => {
    if (peek() === 'subgraph') {
      take('subgraph');
      id();
      block();
      return;
    }
    const first = id();
    if (peek() === '=') {
      take('=');
      id();
    } else if (peek() === '->') {
      take('->');
      const destination = id();
      edges.push({ source: first, destination, attributes: attributes() });
    } else {
      const read = attributes();
      if (!['graph', 'node', 'edge'].includes(first)) nodes.set(first, read);
    }
  };
  const block = (): void => {
    take('{');
    while (peek() !== '}') {
      statement();
      if (peek() === ';') take(';');
    }
    take('}');
  };
  take('digraph');
  id();
  block();
  if (peek() !== undefined) throw new Error('Something stands behind the graph.');
  return { nodes, edges };
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  const token = /\s+|"(?:[^"\\]|\\[^])*"|->|[A-Za-z_][A-Za-z_0-9]*|\d+|[[\]{}=,;]/gy;
  while (token.lastIndex < text.length) {
    const { lastIndex } = token;
    const [found] = token.exec(text) ?? [];
    if (found === undefined) throw new Error(`Not DOT: ${text.slice(lastIndex, lastIndex + 80)}`);
    if (found.trim() !== '') tokens.push(found);
  }
  return tokens;
}
