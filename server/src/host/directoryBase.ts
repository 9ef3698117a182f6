/**
 * Another directory as the base of a comparison: a second checkout, a copy made before the edit. Its files are given
 * the names they would have in the folder they are compared with.
 */

import path from 'node:path';
import type { DocumentUri } from '../source/documentUri';
import {
  documentUriOfPath,
  parentUri,
  pathOfDocumentUri,
  relativePath,
  resolveUri,
} from '../source/documentUri';
import type { BaseReading } from './base';
import { discoverFiles, readInstalled } from './discoverFiles';
import { failure } from './failure';

/** Reads `directory` as the base of `folder`, both absolute paths. Rejects only when aborted. */
export async function readDirectoryBase(
  directory: string,
  folder: string,
  label: string,
  signal?: AbortSignal,
): Promise<BaseReading> {
  const { files, skipped } = await discoverFiles(directory, signal);
  const from = documentUriOfPath(path.resolve(directory));
  const to = documentUriOfPath(path.resolve(folder));
  const rename = (uri: DocumentUri): DocumentUri => resolveUri(to, relativePath(from, uri));
  if (files.length === 0) {
    return failure(
      `There is nothing to compare with in ${label}.`,
      'The directory holds no Terraform files.',
      'Give the directory that corresponds to the one that is checked.',
    );
  }
  const renamed = new Map(files.map(([uri, text]) => [rename(uri), text] as const));
  // A copy is rarely initialised; the modules installed here are then the best guess at what it called.
  const modules = new Set([...renamed.keys()].map((uri) => pathOfDocumentUri(parentUri(uri))));
  for (const [uri, text] of readInstalled(modules, folder).files) {
    if (!renamed.has(uri)) renamed.set(uri, text);
  }
  return {
    kind: 'base',
    base: { label, files: renamed },
    skipped: skipped.map((each) => ({ ...each, uri: rename(each.uri) })),
  };
}
