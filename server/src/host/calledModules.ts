/**
 * Modules outside the folder that the configuration calls by a relative path, as `live/prod` calls `../../modules/db`:
 * Terraform reads them, so SG Lens does. Nothing else outside the folder is read.
 */

import { fileRole } from '../analysis/sourceStore';
import type { Workspace } from '../analysis/workspace';
import { isLocalSource } from '../configuration/moduleSources';
import type { DocumentUri } from '../source/documentUri';
import { isInside, pathOfDocumentUri, resolveUri } from '../source/documentUri';
import { readDirectoryFiles } from './discoverFiles';

/** Calls of calls of calls …; a chain this long does not occur. */
const maxDepth = 32;

/**
 * Adds the files of called modules outside `folders` to the workspace, and returns their directories. Only what belongs to
 * a module is read there: file() and its kin stay inside the folders, for a call could name any directory.
 */
export function addCalledModules(
  workspace: Pick<Workspace, 'project' | 'setFile'>,
  folders: readonly DocumentUri[],
): readonly DocumentUri[] {
  const { store } = workspace.project;
  const seen = new Set<DocumentUri>();
  const modules: DocumentUri[] = [];
  store.settle();
  let callers: readonly DocumentUri[] = store.directories();
  for (let depth = 0; depth < maxDepth && callers.length > 0; depth++) {
    const next: DocumentUri[] = [];
    for (const caller of callers) {
      for (const call of store.shape(caller)?.moduleCalls.values() ?? []) {
        if (!isLocalSource(call.source)) continue;
        const directory = resolveUri(caller, call.source.replaceAll('\\', '/'));
        if (seen.has(directory) || folders.some((folder) => isInside(folder, directory))) continue;
        seen.add(directory);
        const path = pathOfDocumentUri(directory);
        const { files } = readDirectoryFiles(path, path);
        if (!files.some(([uri]) => fileRole(uri) === 'module')) continue;
        for (const [uri, text] of files) workspace.setFile(uri, text);
        modules.push(directory);
        next.push(directory);
      }
    }
    callers = next;
  }
  store.settle();
  return modules;
}
