/**
 * Modules outside the folder that the configuration calls by a relative path, as `live/prod` calls `../../modules/db`:
 * Terraform reads them, so SG Lens does. Nothing else outside the folder is read.
 */

import type { Workspace } from '../analysis/workspace';
import { isLocalSource } from '../configuration/moduleSources';
import type { DocumentUri } from '../source/documentUri';
import { isInside, pathOfDocumentUri, resolveUri } from '../source/documentUri';
import { readDirectoryFiles } from './discoverFiles';

/** Calls of calls of calls …; a chain this long does not occur. */
const maxDepth = 32;

/** Adds the files of called modules outside `folders` to the workspace, and returns their directories. */
export function addCalledModules(
  workspace: Pick<Workspace, 'project' | 'setFile'>,
  folders: readonly DocumentUri[],
): readonly DocumentUri[] {
  const { store } = workspace.project;
  const added = new Set<DocumentUri>();
  store.settle();
  let callers: readonly DocumentUri[] = store.directories();
  for (let depth = 0; depth < maxDepth && callers.length > 0; depth++) {
    const next: DocumentUri[] = [];
    for (const caller of callers) {
      for (const call of store.module(caller)?.moduleCalls.values() ?? []) {
        if (call.source === undefined || !isLocalSource(call.source)) continue;
        const directory = resolveUri(caller, call.source.replaceAll('\\', '/'));
        if (added.has(directory) || folders.some((folder) => isInside(folder, directory))) continue;
        added.add(directory);
        const path = pathOfDocumentUri(directory);
        for (const [uri, text] of readDirectoryFiles(path, path).files) workspace.setFile(uri, text);
        next.push(directory);
      }
    }
    callers = next;
  }
  store.settle();
  return [...added];
}
