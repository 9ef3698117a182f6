/** Which modules of a workspace are applied by themselves: its root modules. */

import type { DocumentUri } from '../source/documentUri';
import { resolveUri } from '../source/documentUri';
import { isLocalSource } from './moduleSources';
import { compareText } from '../source/compareText';

/** True for a directory that holds no configuration of the user's: hidden ones (.terraform, .git) and node_modules. */
export function isIgnoredDirectory(name: string): boolean {
  return name === 'node_modules' || (name.startsWith('.') && name !== '.' && name !== '..');
}

/** All of a module that decides which modules are roots. */
export interface CallingModule {
  readonly directory: DocumentUri;
  readonly moduleCalls: ReadonlyMap<string, { readonly source: string | undefined }>;
  readonly hasBackend: boolean;
}

/**
 * Directories of root modules, sorted: those that no other module calls by a local path, or that have a backend or
 * cloud block. Of modules that only call each other in a circle, the first one counts as a root, so that none is lost.
 */
export function findRoots(modules: readonly CallingModule[]): DocumentUri[] {
  const byDirectory = new Map(modules.map((module) => [module.directory, module]));
  const directories = [...byDirectory.keys()].sort(compareText);
  const calls = new Map<DocumentUri, DocumentUri[]>();
  const called = new Set<DocumentUri>();
  for (const module of modules) {
    const targets: DocumentUri[] = [];
    for (const call of module.moduleCalls.values()) {
      if (call.source === undefined || !isLocalSource(call.source)) continue;
      const target = resolveUri(module.directory, call.source);
      targets.push(target);
      if (target !== module.directory) called.add(target);
    }
    calls.set(module.directory, targets);
  }
  const roots = directories.filter(
    (directory) => !called.has(directory) || byDirectory.get(directory)?.hasBackend === true,
  );
  const reached = new Set<DocumentUri>();
  const reach = (start: DocumentUri): void => {
    const pending = [start];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      pending.push(...(calls.get(next) ?? []));
    }
  };
  roots.forEach(reach);
  for (const directory of directories) {
    if (reached.has(directory)) continue;
    roots.push(directory);
    reach(directory);
  }
  return roots.sort(compareText);
}
