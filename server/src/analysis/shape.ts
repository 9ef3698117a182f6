/**
 * What can be told of a module without keeping its trees: what it calls, whether it is a root by its own word, and
 * whether it speaks of the network at all. It decides which roots there are and which of them need evaluation, so that
 * most of a large repository is read once and let go.
 */

import { mentionsNetwork } from '../providers/adapter';
import type { Location } from '../source/origin';
import type { SourceFile } from '../source/sourceFile';
import { isJsonSyntax, parseFile } from '../syntax/parseFile';
import { plainText } from '../syntax/statics';
import type { Block, SyntaxTree } from '../syntax/tree';

export interface ModuleShape {
  /** Calls with a literal source, by name. */
  readonly moduleCalls: ReadonlyMap<string, ShapedCall>;
  /** A `terraform` block with a backend or cloud block: a root even if something calls it. */
  readonly hasBackend: boolean;
  /** A file has the words for something that the network is read from. A comment that has them counts, too. */
  readonly mentionsNetwork: boolean;
}

export interface ShapedCall {
  readonly source: string;
  /** Where the source is written. */
  readonly location: Location;
}

const none: ReadonlyMap<string, ShapedCall> = new Map();

// A file that is the same in two versions of the workspace is read once.
const shapes = new WeakMap<SourceFile, ModuleShape>();

/** The shape of one file. `tree` is asked for only when the file will be kept anyway. */
export function shapeOfFile(file: SourceFile, tree: () => SyntaxTree | undefined): ModuleShape {
  let shape = shapes.get(file);
  if (shape === undefined) {
    shape = readShape(file, tree);
    shapes.set(file, shape);
  }
  return shape;
}

function readShape(file: SourceFile, tree: () => SyntaxTree | undefined): ModuleShape {
  const { text } = file;
  const concernsNetwork = mentionsNetwork(text);
  if (!speaksOfCalls(file)) {
    return { moduleCalls: none, hasBackend: false, mentionsNetwork: concernsNetwork };
  }
  const parsed = (concernsNetwork ? tree() : undefined) ?? parseFile(file);
  const moduleCalls = new Map<string, ShapedCall>();
  let hasBackend = false;
  for (const { node, start } of parsed.items) {
    if (node.kind !== 'block') continue;
    if (node.word === 'terraform' && hasBackendBlock(node)) hasBackend = true;
    const name = node.word === 'module' ? node.labels[0]?.text : undefined;
    const argument = node.body.items.find((item) => item.kind === 'argument' && item.word === 'source');
    const source = argument?.kind === 'argument' ? plainText(argument.value) : undefined;
    if (name === undefined || source === undefined || argument?.kind !== 'argument') continue;
    const { span } = argument.value;
    moduleCalls.set(name, {
      source,
      location: { file, span: { start: start + span.start, end: start + span.end } },
    });
  }
  return { moduleCalls, hasBackend, mentionsNetwork: concernsNetwork };
}

/** Whether a `module` or `terraform` block may stand in it. */
function speaksOfCalls({ uri, text }: SourceFile): boolean {
  // In JSON a name may be written with escapes.
  if (isJsonSyntax(uri)) return /"(?:module|terraform)"|\\u/.test(text);
  // An expression for this would stop at every line of every file.
  return beginsLine('module', text) || beginsLine('terraform', text);
}

function beginsLine(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    let before = at - 1;
    while (text[before] === ' ' || text[before] === '\t') before--;
    const isFirst = before < 0 || text[before] === '\n' || text[before] === '\r' || text[before] === '\uFEFF';
    if (isFirst && !/\w/.test(text[at + word.length] ?? '')) return true;
  }
  return false;
}

function hasBackendBlock(block: Block): boolean {
  return block.body.items.some((item) => item.kind === 'block' && /^(?:backend|cloud)$/.test(item.word));
}

/** The shape of a module from those of its files. */
export function shapeOfModule(files: readonly ModuleShape[]): ModuleShape {
  return {
    moduleCalls: new Map(files.flatMap(({ moduleCalls }) => [...moduleCalls])),
    hasBackend: files.some((file) => file.hasBackend),
    mentionsNetwork: files.some((file) => file.mentionsNetwork),
  };
}

/** Whether anything that is decided by shapes can differ. */
export function sameShape(left: ModuleShape | undefined, right: ModuleShape | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (left.hasBackend !== right.hasBackend || left.mentionsNetwork !== right.mentionsNetwork) return false;
  if (left.moduleCalls.size !== right.moduleCalls.size) return false;
  for (const [name, call] of left.moduleCalls) {
    if (right.moduleCalls.get(name)?.source !== call.source) return false;
  }
  return true;
}
