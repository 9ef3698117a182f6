/**
 * What Terragrunt's units read outside of the folder, and in their caches: files above them, files that they name, their
 * modules, the units that they depend on. Nothing outside of the folder's git repository is read, and nothing is run.
 */

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileRole } from '../analysis/sourceStore';
import type { WantedPlace } from '../analysis/terragruntUnits';
import type { Workspace } from '../analysis/workspace';
import { isLocalSource } from '../configuration/moduleSources';
import { cacheDirectoryName, isInCache, unitFileName } from '../configuration/terragruntNames';
import type { DocumentUri } from '../source/documentUri';
import {
  baseName,
  documentUriOfPath,
  isInside,
  parentUri,
  pathOfDocumentUri,
  resolveUri,
} from '../source/documentUri';
import { readDirectoryFiles, readFiles, readInstalled } from './discoverFiles';

/** Files that name files that name files …; a chain this long does not occur. */
const maxRounds = 32;

/** Fetched sources of one unit; more are left from years of fetching. */
const mostCached = 200;

export type TerragruntTarget = Pick<Workspace, 'project' | 'setFile' | 'setRepositories'>;

type Files = readonly (readonly [DocumentUri, string])[];

/**
 * Adds what the units in `folders` need and the workspace does not hold. Returns the directories outside the folders that
 * hold such files. To be called before modules that are called outside are looked for.
 */
export function addTerragruntFiles(
  workspace: TerragruntTarget,
  folders: readonly DocumentUri[],
): readonly DocumentUri[] {
  const { store } = workspace.project;
  store.settle();
  if (!store.terragruntFiles().some((uri) => baseName(uri) === unitFileName)) return [];
  const directories = new Set<DocumentUri>();
  const put = (files: Files): void => {
    for (const [uri, text] of files) {
      workspace.setFile(uri, text);
      const directory = parentUri(uri);
      if (!folders.some((folder) => isInside(folder, directory))) directories.add(directory);
    }
  };
  const paths = folders.map(pathOfDocumentUri);
  const tops = [...new Set(paths.flatMap((folder) => repositoryTop(folder) ?? []))];
  workspace.setRepositories(tops.map(documentUriOfPath));
  for (const folder of paths) put(filesAbove(folder));
  const limits = [...new Set([...tops, ...paths])];
  const isPart = paths.some((folder) => !tops.includes(folder));
  const asked = new Set<string>();
  for (let round = 0; round < maxRounds; round++) {
    store.settle();
    const wanted = workspace.project.wantedByUnits(isPart).filter((each) => !asked.has(keyOf(each)));
    if (wanted.length === 0) break;
    for (const each of wanted) {
      asked.add(keyOf(each));
      for (const limit of limits) put(readWanted(each, limit));
    }
  }
  readCachedCalls(workspace, put, limits);
  return [...directories];
}

function keyOf(wanted: WantedPlace): string {
  return wanted.kind === 'cached' ? `${wanted.unit} ${wanted.subdirectory}` : `${wanted.kind} ${wanted.uri}`;
}

/** The nearest directory with a `.git` at or above this one. */
function repositoryTop(directory: string): string | undefined {
  for (let at = directory; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}

/** Terragrunt's files and variable files in the directories above one, up to the top of its repository. */
function filesAbove(directory: string): Files {
  const top = repositoryTop(directory);
  const files: (readonly [DocumentUri, string])[] = [];
  if (top === undefined) return files;
  for (let at = directory; at !== top && path.dirname(at) !== at;) {
    at = path.dirname(at);
    const read = readDirectoryFiles(at, top).files;
    files.push(...read.filter(([uri]) => ['terragrunt', 'variables'].includes(fileRole(uri) ?? '')));
  }
  return files;
}

function readWanted(wanted: WantedPlace, limit: string): Files {
  switch (wanted.kind) {
    case 'file':
      return readFiles([pathOfDocumentUri(wanted.uri)], limit).files;
    case 'module':
      return readDirectoryFiles(pathOfDocumentUri(wanted.uri), limit).files;
    case 'cached':
      return cachedDirectories(pathOfDocumentUri(wanted.unit)).flatMap((cached) => {
        const directory = path.join(cached, wanted.subdirectory);
        return [...readDirectoryFiles(directory, limit).files, ...readInstalled([directory], limit).files];
      });
  }
}

/** `.terragrunt-cache/<hash>/<hash>` of a unit. */
function cachedDirectories(unit: string): readonly string[] {
  const top = path.join(unit, cacheDirectoryName);
  const found = namesIn(top).flatMap((outer) =>
    namesIn(path.join(top, outer)).map((inner) => path.join(top, outer, inner)),
  );
  return found.slice(0, mostCached);
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
}

/** Modules that fetched modules call by a relative path: they were fetched together. */
function readCachedCalls(
  workspace: TerragruntTarget,
  put: (files: Files) => void,
  limits: readonly string[],
): void {
  const { store } = workspace.project;
  store.settle();
  let callers = store.directories().filter(isInCache);
  for (let round = 0; round < maxRounds && callers.length > 0; round++) {
    const next = new Set<DocumentUri>();
    for (const caller of callers) {
      for (const { source } of store.shape(caller)?.moduleCalls.values() ?? []) {
        if (!isLocalSource(source)) continue;
        const directory = resolveUri(caller, source);
        if (store.hasConfiguration(directory) || !isInCache(directory)) continue;
        for (const limit of limits) put(readDirectoryFiles(pathOfDocumentUri(directory), limit).files);
        if (store.hasConfiguration(directory)) next.add(directory);
      }
    }
    callers = [...next];
  }
  store.settle();
}
