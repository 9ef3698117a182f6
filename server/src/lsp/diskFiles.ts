/**
 * Which files of the disk the workspace holds: those of its folders, and around them what Terraform would read too:
 * modules that the configuration calls outside the folders, variable files that the settings name, and the directory of
 * a document that was opened by itself. Open documents are never touched: they are newer than the disk.
 */

import path from 'node:path';
import type { FileRole } from '../analysis/sourceStore';
import { fileRole } from '../analysis/sourceStore';
import type { Workspace } from '../analysis/workspace';
import { isIgnoredDirectory } from '../configuration/roots';
import { addCalledModules } from '../host/calledModules';
import type { Discovery } from '../host/discoverFiles';
import { discoverFiles, readDirectoryFiles, readFiles } from '../host/discoverFiles';
import { addTerragruntFiles } from '../host/terragruntFiles';
import type { DocumentUri } from '../source/documentUri';
import { isInside, parentUri, pathOfDocumentUri, relativePath } from '../source/documentUri';

export interface DiskFiles {
  /** Absolute paths in which file functions may read, and whose commits are the base. */
  readonly directories: () => readonly DocumentUri[];
  /** Directories outside the folders that hold called modules. */
  readonly called: () => readonly DocumentUri[];
  /** Reads the folders from the start; what is gone is removed. Nothing changes when `signal` is aborted meanwhile. */
  readFolders(folders: readonly DocumentUri[], signal: AbortSignal): Promise<void>;
  /** Reads what lies around the folders; again after documents were opened, closed or saved. */
  readAround(): void;
  /** Reads one file again, if it belongs to the workspace; what is not there is removed. */
  readAgain(uri: DocumentUri): void;
  /** The text of a file as it is on the disk; undefined where there is none that could be read. */
  textOnDisk(uri: DocumentUri): string | undefined;
  /** Removes what directories held that are gone; tells whether there was anything. Names of files are no directories. */
  removeDirectories(directories: readonly DocumentUri[]): boolean;
}

export interface DiskFilesOptions {
  readonly workspace: Workspace;
  readonly isOpen: (uri: DocumentUri) => boolean;
  readonly openKeys: () => readonly DocumentUri[];
  /** Variable files that the settings name by absolute paths. */
  readonly variableFiles: () => readonly DocumentUri[];
  readonly log: (message: string) => void;
}

export function createDiskFiles(options: DiskFilesOptions): DiskFiles {
  const { workspace, isOpen, openKeys, variableFiles, log } = options;
  const { store } = workspace.project;
  let folders: readonly DocumentUri[] = [];
  let called: readonly DocumentUri[] = [];
  let alone: readonly DocumentUri[] = [];
  let given: readonly DocumentUri[] = [];
  /** In the folders, and around them. */
  let found = new Set<DocumentUri>();
  let around = new Set<DocumentUri>();

  const put = (uri: DocumentUri, text: string): void => {
    if (!isOpen(uri)) workspace.setFile(uri, text);
  };
  const report = ({ skipped }: Discovery): void => {
    for (const { uri, reason } of skipped) log(`Left out ${pathOfDocumentUri(uri)}: ${reason}.`);
  };
  const inFolders = (uri: DocumentUri): boolean =>
    folders.some(
      (folder) =>
        isInside(folder, uri) && !relativePath(folder, parentUri(uri)).split('/').some(isIgnoredDirectory),
    );
  /** Directories of open documents that no folder holds, or that lie where nobody looks. */
  const directoriesAlone = (): readonly DocumentUri[] => {
    const directories = openKeys()
      .filter((uri) => uri.startsWith('file:') && isModuleOrVariables(fileRole(uri)))
      .filter((uri) => !found.has(uri) && !inFolders(uri))
      .map(parentUri);
    return [...new Set(directories)];
  };

  const readAround = (): void => {
    alone = directoriesAlone();
    const before = around;
    around = new Set();
    for (const directory of alone) {
      const place = pathOfDocumentUri(directory);
      for (const [uri, text] of readDirectoryFiles(place, place).files) {
        around.add(uri);
        put(uri, text);
      }
    }
    for (const uri of variableFiles()) {
      const place = pathOfDocumentUri(uri);
      if (found.has(uri)) continue;
      for (const [read, text] of readFiles([place], path.dirname(place)).files) {
        around.add(read);
        put(read, text);
      }
    }
    for (const uri of before) {
      if (!around.has(uri) && !found.has(uri) && !isOpen(uri)) workspace.removeFile(uri);
    }
    const target = {
      project: workspace.project,
      setFile(uri: DocumentUri, text: string) {
        around.add(uri);
        put(uri, text);
      },
      setRepositories: (tops: readonly DocumentUri[]) => {
        workspace.setRepositories(tops);
      },
    };
    const readByUnits = addTerragruntFiles(target, [...folders, ...alone]);
    called = [...readByUnits, ...addCalledModules(target, [...folders, ...alone])];
    // Called modules outside are no place for file functions: `source` would open any directory that holds a .tf file.
    const readable = [...folders, ...alone];
    // The same list again would have everything that reads files computed anew.
    if (readable.join() !== given.join()) workspace.setFolders((given = readable));
  };

  const readAgain = (uri: DocumentUri): void => {
    if (isOpen(uri)) return;
    const place = pathOfDocumentUri(uri);
    const belongs = found.has(uri) || inFolders(uri);
    const holder = folders.find((folder) => isInside(folder, uri)) ?? parentUri(uri);
    const isNear = around.has(uri) || [...alone, ...called].includes(parentUri(uri));
    const read = belongs || isNear ? readFiles([place], pathOfDocumentUri(holder)).files[0] : undefined;
    if (read === undefined) {
      found.delete(uri);
      around.delete(uri);
      workspace.removeFile(uri);
    } else {
      if (belongs) found.add(uri);
      else around.add(uri);
      workspace.setFile(uri, read[1]);
    }
  };

  return {
    directories: () => [...folders, ...alone],
    called: () => called,
    async readFolders(next, signal) {
      const discoveries: Discovery[] = [];
      for (const folder of next) {
        discoveries.push(await discoverFiles(pathOfDocumentUri(folder), signal));
        signal.throwIfAborted();
      }
      // All at once: a folder that is half read has findings that nobody would understand.
      folders = next;
      found = new Set();
      for (const discovery of discoveries) {
        for (const [uri, text] of discovery.files) {
          found.add(uri);
          put(uri, text);
        }
        report(discovery);
      }
      workspace.leaveOut(new Set(discoveries.flatMap(({ skipped }) => skipped.map(({ uri }) => uri))));
      for (const uri of [...store.uris()]) if (!found.has(uri) && !isOpen(uri)) workspace.removeFile(uri);
      around = new Set();
      readAround();
    },
    readAround,
    removeDirectories(directories) {
      const gone = new Set(directories);
      if (gone.size === 0) return false;
      const isGone = (directory: DocumentUri): boolean => {
        const parent = parentUri(directory);
        return gone.has(directory) || (parent !== directory && isGone(parent));
      };
      const held = [...store.uris()].filter((uri) => isGone(parentUri(uri)));
      // A directory of the same name may be there again.
      held.forEach(readAgain);
      return held.length > 0;
    },
    readAgain,
    textOnDisk(uri) {
      const place = pathOfDocumentUri(uri);
      return readFiles([place], path.dirname(place)).files[0]?.[1];
    },
  };
}

function isModuleOrVariables(role: FileRole | undefined): boolean {
  return role === 'module' || role === 'variables';
}
