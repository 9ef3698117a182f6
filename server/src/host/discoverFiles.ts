/**
 * Finds and reads the files of a workspace folder that the analysis keeps: configuration, variable files, and what
 * `terraform init` installed. It reads no content's meaning beyond the list of installed modules.
 */

import type { Dirent, Stats } from 'node:fs';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileRole } from '../analysis/sourceStore';
import { parseModuleManifest } from '../configuration/moduleSources';
import { isIgnoredDirectory } from '../configuration/roots';
import type { DocumentUri } from '../source/documentUri';
import { documentUriOfPath, pathOfDocumentUri, resolveUri } from '../source/documentUri';
import { isInsidePath } from './confinement';
import { decodeText } from './decodeText';

/** Bytes; nobody writes so large a configuration by hand, and a generated one would only cost memory. */
export const maxTextSize = 5 * 1024 * 1024;

/** Directories reached through symbolic links; more of them are a thicket of links and not a workspace. */
const maxLinkedDirectories = 2_000;

/** Milliseconds of reading between two chances for others to run. */
const sliceOfWork = 10;

export interface Discovery {
  readonly files: readonly (readonly [DocumentUri, string])[];
  /** What was left out although its name says that it belongs here. */
  readonly skipped: readonly SkippedFile[];
}

export interface SkippedFile {
  readonly uri: DocumentUri;
  /** In words for users: "larger than 5 MB". */
  readonly reason: string;
}

/**
 * Reads the files below `folder` (an absolute path). Hidden directories and node_modules are left out; of
 * `.terraform` come the manifest of modules and the directories it names. A symbolic link is followed while it stays
 * inside the folder. Synchronous calls read many small files three times as fast as asynchronous ones
 * (docs/performance.md), so it works in slices and lets others run between them. A folder that cannot be read has no
 * files. Rejects only when `signal` is aborted.
 */
export async function discoverFiles(folder: string, signal?: AbortSignal): Promise<Discovery> {
  const root = realPath(folder);
  if (root === undefined) return { files: [], skipped: [] };
  const files: [DocumentUri, string][] = [];
  const skipped: SkippedFile[] = [];
  const pending: Directory[] = [
    { path: path.resolve(folder), uri: documentUriOfPath(path.resolve(folder)), real: root, trail: [] },
  ];
  let linkedDirectories = 0;
  let sliceStart = performance.now();

  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    if (performance.now() - sliceStart > sliceOfWork) {
      await yieldToOthers();
      signal?.throwIfAborted();
      sliceStart = performance.now();
    }
    for (const entry of entriesOf(directory.path)) {
      const entryPath = path.join(directory.path, entry.name);
      const target = resolveEntry(entry, entryPath, root);
      if (target === undefined) {
        noteLeftOutLink(directory.uri, entry, entryPath, skipped);
        continue;
      }
      if (target.kind === 'directory') {
        if (entry.name === '.terraform') {
          readInstalledModules(directory, root, files, skipped);
          continue;
        }
        if (isIgnoredDirectory(entry.name)) continue;
        const real = target.real ?? path.join(directory.real, entry.name);
        const trail = target.real === undefined ? directory.trail : [...directory.trail, directory.real];
        // A link to a directory that led here would go round for ever.
        if (target.real !== undefined && trail.some((passed) => isInsidePath(real, passed))) continue;
        if (trail.length > 0 && ++linkedDirectories > maxLinkedDirectories) {
          if (linkedDirectories === maxLinkedDirectories + 1) {
            skipped.push({ uri: childUri(directory.uri, entry.name), reason: 'too many symbolic links' });
          }
          continue;
        }
        pending.push({ path: entryPath, uri: childUri(directory.uri, entry.name), real, trail });
        continue;
      }
      readInto(childUri(directory.uri, entry.name), entryPath, files, skipped);
    }
  }
  return { files, skipped };
}

interface Directory {
  readonly path: string;
  readonly uri: DocumentUri;
  /** Without symbolic links. */
  readonly real: string;
  /** Where symbolic links were taken on the way here: real paths of the directories that hold them. */
  readonly trail: readonly string[];
}

/** The files of one directory, without those below it; none where it cannot be read or `folder` does not hold it. */
export function readDirectoryFiles(directory: string, folder: string): Discovery {
  const files: [DocumentUri, string][] = [];
  const skipped: SkippedFile[] = [];
  const root = realPath(folder);
  if (root !== undefined) readOneDirectory(directory, root, files, skipped);
  return { files, skipped };
}

/** These files (absolute paths), as far as they lie inside `folder`. */
export function readFiles(paths: Iterable<string>, folder: string): Discovery {
  const files: [DocumentUri, string][] = [];
  const skipped: SkippedFile[] = [];
  const root = realPath(folder);
  for (const each of paths) {
    const real = realPath(each);
    if (root === undefined || real === undefined || !isInsidePath(root, real)) continue;
    if (statusOf(real)?.isFile() === true) readInto(documentUriOfPath(each), each, files, skipped);
  }
  return { files, skipped };
}

/**
 * What `terraform init` installed for the roots in these directories (absolute paths): manifests and modules, as far
 * as they lie inside `folder`. A commit does not hold them, so they are the same for every base.
 */
export function readInstalled(directories: Iterable<string>, folder: string): Discovery {
  const files: [DocumentUri, string][] = [];
  const skipped: SkippedFile[] = [];
  const root = realPath(folder);
  if (root === undefined) return { files, skipped };
  for (const directory of directories) {
    readInstalledModules({ path: directory, uri: documentUriOfPath(directory) }, root, files, skipped);
  }
  return { files, skipped };
}

function readInstalledModules(
  rootModule: { readonly path: string; readonly uri: DocumentUri },
  root: string,
  files: [DocumentUri, string][],
  skipped: SkippedFile[],
): void {
  const manifestPath = path.join(rootModule.path, '.terraform', 'modules', 'modules.json');
  const real = realPath(manifestPath);
  if (real === undefined || !isInsidePath(root, real)) return;
  const before = files.length;
  readInto(resolveUri(rootModule.uri, '.terraform/modules/modules.json'), manifestPath, files, skipped);
  const text = files[before]?.[1];
  const manifest = text === undefined ? undefined : parseModuleManifest(text);
  const directories = new Set<string>();
  for (const entry of manifest?.entries.values() ?? []) {
    // Local modules are named as well; those outside .terraform are found where they stand.
    if (!entry.directory.split('/').includes('.terraform')) continue;
    directories.add(path.resolve(rootModule.path, entry.directory));
  }
  for (const directory of directories) readOneDirectory(directory, root, files, skipped);
}

function readOneDirectory(
  directory: string,
  root: string,
  files: [DocumentUri, string][],
  skipped: SkippedFile[],
): void {
  const real = realPath(directory);
  if (real === undefined || !isInsidePath(root, real)) return;
  const uri = documentUriOfPath(directory);
  for (const entry of entriesOf(directory)) {
    const entryPath = path.join(directory, entry.name);
    const target = resolveEntry(entry, entryPath, root);
    if (target === undefined) noteLeftOutLink(uri, entry, entryPath, skipped);
    if (target?.kind !== 'file') continue;
    readInto(childUri(uri, entry.name), entryPath, files, skipped);
  }
}

/** In lexical order, so that what is found does not depend on the file system. */
function entriesOf(directory: string): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((left, right) =>
      left.name < right.name ? -1 : 1,
    );
  } catch {
    return [];
  }
}

type EntryTarget =
  | { readonly kind: 'file' }
  /** `real` only behind a symbolic link. */
  | { readonly kind: 'directory'; readonly real: string | undefined };

/** Sockets, pipes, devices and links that lead out of the folder are nothing. */
function resolveEntry(entry: Dirent, entryPath: string, root: string): EntryTarget | undefined {
  if (entry.isFile()) return { kind: 'file' };
  if (entry.isDirectory()) return { kind: 'directory', real: undefined };
  if (!entry.isSymbolicLink()) return undefined;
  const real = realPath(entryPath);
  if (real === undefined || !isInsidePath(root, real)) return undefined;
  const status = statusOf(real);
  if (status?.isFile() === true) return { kind: 'file' };
  return status?.isDirectory() === true ? { kind: 'directory', real } : undefined;
}

/**
 * A link to configuration that is not read is told: Terraform follows it, and what it declares would be called
 * undeclared without a word of why.
 */
function noteLeftOutLink(
  directory: DocumentUri,
  entry: Dirent,
  entryPath: string,
  skipped: SkippedFile[],
): void {
  if (!entry.isSymbolicLink()) return;
  const uri = childUri(directory, entry.name);
  if (fileRole(uri) === undefined) return;
  const reason =
    realPath(entryPath) === undefined
      ? 'it is a link that leads nowhere'
      : 'it is a link that leads out of the directory that is analysed';
  skipped.push({ uri, reason });
}

function readInto(
  uri: DocumentUri,
  filePath: string,
  files: [DocumentUri, string][],
  skipped: SkippedFile[],
): void {
  if (fileRole(uri) === undefined) return;
  const status = statusOf(filePath);
  if (status === undefined) return;
  if (status.size > maxTextSize) {
    skipped.push({ uri, reason: 'larger than 5 MB' });
    return;
  }
  try {
    files.push([uri, decodeText(readFileSync(filePath, 'utf8'))]);
  } catch {
    skipped.push({ uri, reason: 'cannot be read' });
  }
}

function statusOf(target: string): Stats | undefined {
  return statSync(target, { throwIfNoEntry: false });
}

function realPath(target: string): string | undefined {
  try {
    return realpathSync.native(target);
  } catch {
    return undefined;
  }
}

/** Most names need no escape; resolving each of 20,000 URIs the general way takes longer than reading the files. */
function childUri(directory: DocumentUri, name: string): DocumentUri {
  if (/^[\w.~-]+$/.test(name)) return `${directory}/${name}` as DocumentUri;
  return documentUriOfPath(path.join(pathOfDocumentUri(directory), name));
}

function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
