/**
 * Circles among the local values and resources of one module. Circles through module calls are left to evaluation:
 * Terraform orders their inputs and outputs one by one.
 */

import type {
  LocalDeclaration,
  ModuleDeclarations,
  ResourceDeclaration,
} from '../configuration/declarations';
import { resourceKey } from '../configuration/readModule';
import type { Anchor } from '../source/origin';
import type { Span } from '../source/span';
import { referencesOf } from './staticReferences';

export interface Cycle {
  /** Addresses along the circle; the first is repeated at the end. */
  readonly names: readonly string[];
  /** Where the first of them is declared. */
  readonly anchor: Anchor;
  readonly span: Span;
}

type Node = LocalDeclaration | ResourceDeclaration;

/** One circle for each group of declarations that depend on each other. */
export function findCycles(module: ModuleDeclarations): Cycle[] {
  const nodes = new Map<string, Node>();
  for (const local of module.locals.values()) nodes.set(`local.${local.name}`, local);
  for (const resource of module.resources.values()) nodes.set(resourceKey(resource), resource);
  const cycles: Cycle[] = [];
  const done = new Set<string>();
  for (const [start, node] of nodes) {
    // Most refer to nothing that refers on.
    if (targetsOf(node, nodes).every((target) => done.has(target) && target !== start)) done.add(start);
    else if (!done.has(start)) search(start, nodes, done, cycles);
  }
  return cycles;
}

interface Frame {
  readonly name: string;
  readonly targets: readonly string[];
  next: number;
}

/** Depth first without recursion: chains may be longer than the stack. */
function search(start: string, nodes: ReadonlyMap<string, Node>, done: Set<string>, cycles: Cycle[]): void {
  const open = new Map<string, number>();
  const path: Frame[] = [];
  const enter = (name: string): void => {
    open.set(name, path.length);
    path.push({ name, targets: targetsOf(nodes.get(name), nodes), next: 0 });
  };
  enter(start);
  for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
    const target = frame.targets[frame.next++];
    if (target === undefined) {
      path.pop();
      open.delete(frame.name);
      done.add(frame.name);
      continue;
    }
    const at = open.get(target);
    if (at !== undefined) {
      const names = path.slice(at).map(({ name }) => name);
      const first = nodes.get(target);
      if (first !== undefined) {
        cycles.push({ names: [...names, target], anchor: first.anchor, span: first.nameSpan });
      }
    } else if (!done.has(target)) {
      enter(target);
    }
  }
}

const noTargets: readonly string[] = [];

function targetsOf(node: Node | undefined, nodes: ReadonlyMap<string, Node>): readonly string[] {
  const named = node === undefined ? noTargets : namedIn(node);
  return named.every((name) => nodes.has(name)) ? named : named.filter((name) => nodes.has(name));
}

const names = new WeakMap<Node, readonly string[]>();

/** What a declaration refers to, each once, whether it is declared or not. */
function namedIn(node: Node): readonly string[] {
  let found = names.get(node);
  if (found === undefined) {
    const targets = new Set<string>();
    for (const { names: parts } of referencesOf(node)) {
      const [root, first, second] = parts;
      if (root === undefined || first === undefined) continue;
      targets.add(
        root.text === 'data' || root.text === 'ephemeral'
          ? `${root.text}.${first.text}.${second?.text ?? ''}`
          : `${root.text}.${first.text}`,
      );
    }
    found = targets.size === 0 ? noTargets : [...targets];
    names.set(node, found);
  }
  return found;
}
