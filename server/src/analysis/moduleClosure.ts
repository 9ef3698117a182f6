/** Which modules a root is made of, told by shapes alone: without evaluating, and without keeping a tree. */

import { isLocalSource } from '../configuration/moduleSources';
import type { DocumentUri } from '../source/documentUri';
import { resolveUri } from '../source/documentUri';
import type { SourceStore } from './sourceStore';

export interface Closure {
  readonly directories: ReadonlySet<DocumentUri>;
  /** Whether any of its modules speaks of something that the network is read from. */
  readonly concernsNetwork: boolean;
}

/** The modules below a root: those that local paths lead to, and all that are installed for it. To be called in a cell. */
export function moduleClosure(root: DocumentUri, store: SourceStore): Closure {
  const directories = new Set<DocumentUri>();
  const pending = [root];
  for (const entry of store.manifest(root)?.entries.values() ?? []) {
    pending.push(resolveUri(root, entry.directory));
  }
  let concernsNetwork = false;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (directories.has(next)) continue;
    const shape = store.shape(next);
    if (shape === undefined) continue;
    directories.add(next);
    if (shape.mentionsNetwork) concernsNetwork = true;
    for (const { source } of shape.moduleCalls.values()) {
      if (isLocalSource(source)) pending.push(resolveUri(next, source));
    }
  }
  return { directories, concernsNetwork };
}

export function sameClosure(left: Closure, right: Closure): boolean {
  return (
    left.concernsNetwork === right.concernsNetwork &&
    left.directories.size === right.directories.size &&
    [...left.directories].every((directory) => right.directories.has(directory))
  );
}
