/**
 * Circles among the local values and resources of one module. Circles through module calls are left to evaluation:
 * Terraform orders their inputs and outputs one by one.
 */

import type {
  LocalDeclaration,
  ModuleDeclarations,
  ResourceDeclaration,
} from '../configuration/declarations';
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

/** An earlier version of the same module, with its circles. */
export interface CyclesBefore {
  readonly module: ModuleDeclarations;
  readonly cycles: readonly Cycle[];
}

/**
 * One circle for each group of declarations that depend on each other. Where there was none before, only what has
 * changed since can have closed one.
 */
export function findCycles(module: ModuleDeclarations, before?: CyclesBefore): readonly Cycle[] {
  if (before?.cycles.length === 0 && cyclesFrom(changedNames(before.module, module), module).length === 0) {
    return before.cycles;
  }
  return cyclesFrom(namesOf(module), module);
}

function* namesOf({ locals, resources }: ModuleDeclarations): Iterable<string> {
  for (const name of locals.keys()) yield `local.${name}`;
  yield* resources.keys();
}

function* changedNames(before: ModuleDeclarations, now: ModuleDeclarations): Iterable<string> {
  for (const [name, local] of now.locals) if (before.locals.get(name) !== local) yield `local.${name}`;
  for (const [key, resource] of now.resources) if (before.resources.get(key) !== resource) yield key;
}

function nodeOf(name: string, { locals, resources }: ModuleDeclarations): Node | undefined {
  return name.startsWith('local.') ? locals.get(name.slice('local.'.length)) : resources.get(name);
}

function cyclesFrom(starts: Iterable<string>, module: ModuleDeclarations): readonly Cycle[] {
  const cycles: Cycle[] = [];
  const done = new Set<string>();
  for (const start of starts) {
    // Most refer to nothing that refers on.
    if (targetsOf(start, module).every((target) => done.has(target) && target !== start)) done.add(start);
    else if (!done.has(start)) search(start, module, done, cycles);
  }
  return cycles;
}

interface Frame {
  readonly name: string;
  readonly targets: readonly string[];
  next: number;
}

/** Depth first without recursion: chains may be longer than the stack. */
function search(start: string, module: ModuleDeclarations, done: Set<string>, cycles: Cycle[]): void {
  const open = new Map<string, number>();
  const path: Frame[] = [];
  const enter = (name: string): void => {
    open.set(name, path.length);
    path.push({ name, targets: targetsOf(name, module), next: 0 });
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
      const first = nodeOf(target, module);
      if (first !== undefined) {
        cycles.push({ names: [...names, target], anchor: first.anchor, span: first.nameSpan });
      }
    } else if (!done.has(target)) {
      enter(target);
    }
  }
}

const noTargets: readonly string[] = [];

function targetsOf(name: string, module: ModuleDeclarations): readonly string[] {
  const node = nodeOf(name, module);
  const named = node === undefined ? noTargets : namesIn(node);
  const isDeclared = (target: string): boolean => nodeOf(target, module) !== undefined;
  return named.every(isDeclared) ? named : named.filter(isDeclared);
}

const namesBefore = new WeakMap<Node, readonly string[]>();

/** What a declaration refers to (`local.a`, `aws_vpc.b`, `data.c.d`, `var.e`), each once, declared or not. */
export function namesIn(node: Node): readonly string[] {
  let found = namesBefore.get(node);
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
    namesBefore.set(node, found);
  }
  return found;
}
