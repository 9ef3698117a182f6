/** Temporary workspace folders for the tests of the server: the example with its history, or files written out. */

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeOutage } from '../../scripts/outage-history.mjs';

const made: string[] = [];

export interface Folder {
  readonly path: string;
  /** As an editor sends it. */
  readonly uri: string;
  uriOf(name: string): string;
  write(name: string, text: string): void;
  remove(name: string): void;
}

/** The example as it was committed: the story's edit is left to the test. */
export function outageFolder(): Folder {
  return toFolder(makeOutage({ folder: temporary(), edited: false }).folder);
}

/** A folder outside every git repository. */
export function folderOf(files: Readonly<Record<string, string>>, name = 'sg-lens-lsp-'): Folder {
  const folder = toFolder(temporary(name));
  for (const [file, text] of Object.entries(files)) folder.write(file, text);
  return folder;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function temporary(name = 'sg-lens-lsp-'): string {
  // The real path: macOS and Windows give temporary folders a second name.
  const folder = realpathSync.native(mkdtempSync(path.join(tmpdir(), name)));
  made.push(folder);
  return folder;
}

function toFolder(folder: string): Folder {
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, ...name.split('/'))).href;
  return {
    path: folder,
    uri: pathToFileURL(folder).href,
    uriOf,
    write(name, text) {
      const file = path.join(folder, ...name.split('/'));
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
    remove(name) {
      rmSync(path.join(folder, ...name.split('/')), { recursive: true });
    },
  };
}
