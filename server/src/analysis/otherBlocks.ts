/**
 * Blocks that mean nothing to the network and are not evaluated, counted by type: what runs around an apply (`check`,
 * `action`), what is about the state (`moved`, `removed`, `import`), and whatever Terraform gets next.
 */

import { compareText } from '../source/compareText';
import type { Project, ProjectRoot } from './project';

export interface OtherBlocks {
  /** `check`, `moved`; `ephemeral` for ephemeral resources, whose values nobody can know. */
  readonly type: string;
  readonly count: number;
}

/** Settings of Terraform itself say nothing that could be missed. */
const known: ReadonlySet<string> = new Set(['terraform']);

/** By type, sorted; a block in a module that several roots call is one. */
export function otherBlocks(project: Project, roots: readonly ProjectRoot[]): readonly OtherBlocks[] {
  const directories = new Set(
    roots.flatMap((root) => (root.concernsNetwork() ? [...root.directories()] : [])),
  );
  const counts = new Map<string, number>();
  const add = (type: string): void => {
    counts.set(type, (counts.get(type) ?? 0) + 1);
  };
  for (const directory of directories) {
    const module = project.store.module(directory);
    if (module === undefined) continue;
    for (const { block } of module.others) if (!known.has(block.word)) add(block.word);
    for (const { mode } of module.resources.values()) if (mode === 'ephemeral') add('ephemeral');
  }
  return [...counts]
    .map(([type, count]) => ({ type, count }))
    .sort((left, right) => compareText(left.type, right.type));
}
