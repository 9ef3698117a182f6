/**
 * Reads files for file(), templatefile(), fileset() and their kin from the disk. It answers for places inside the
 * folders only, whatever symbolic links say, and never for devices or pipes.
 */

import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileReader, FileReading } from '../analysis/settings';
import type { DocumentUri } from '../source/documentUri';
import { pathOfDocumentUri } from '../source/documentUri';
import { isInsidePath } from './confinement';

/** Bytes; analysis/ has a limit of its own, this one keeps a huge file from being read before it is asked for. */
const maxFileSize = 16 * 1024 * 1024;

/** Files below one directory that fileset() may choose from. */
const maxListedFiles = 20_000;

const outside = { kind: 'unavailable', reason: 'outside the workspace' } as const;
const missing = { kind: 'missing' } as const;

/** `folders` are absolute paths; they are asked for at each reading, since an editor may add some. */
export function createNodeFileReader(folders: () => readonly string[]): FileReader {
  const locate = (uri: DocumentUri): FileReading<string> => {
    if (!uri.startsWith('file:')) return { kind: 'unavailable', reason: 'not on this machine' };
    let real: string;
    try {
      real = realpathSync.native(pathOfDocumentUri(uri));
    } catch (error) {
      return failure(error);
    }
    return folders().some((folder) => isInsideFolder(folder, real)) ? { kind: 'ok', value: real } : outside;
  };
  return {
    readBytes(uri) {
      const place = locate(uri);
      if (place.kind !== 'ok') return place;
      try {
        const status = statSync(place.value);
        if (!status.isFile()) return { kind: 'unavailable', reason: 'not a file' };
        if (status.size > maxFileSize) return { kind: 'unavailable', reason: 'larger than 16 MB' };
        return { kind: 'ok', value: readFileSync(place.value) };
      } catch (error) {
        return failure(error);
      }
    },
    exists(uri) {
      const place = locate(uri);
      if (place.kind === 'missing') return { kind: 'ok', value: false };
      if (place.kind !== 'ok') return place;
      const status = statSync(place.value, { throwIfNoEntry: false });
      return { kind: 'ok', value: status?.isFile() === true };
    },
    listFiles(directory) {
      const place = locate(directory);
      if (place.kind !== 'ok') return place;
      return listFiles(place.value);
    },
  };
}

function isInsideFolder(folder: string, real: string): boolean {
  try {
    return isInsidePath(realpathSync.native(folder), real);
  } catch {
    return false;
  }
}

function listFiles(top: string): FileReading<readonly string[]> {
  const found: string[] = [];
  const pending = [''];
  for (let relative = pending.pop(); relative !== undefined; relative = pending.pop()) {
    let entries;
    try {
      entries = readdirSync(path.join(top, relative), { withFileTypes: true });
    } catch (error) {
      if (relative === '') return failure(error);
      continue;
    }
    for (const entry of entries) {
      const name = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) pending.push(name);
      else if (entry.isFile()) found.push(name);
      if (found.length > maxListedFiles) {
        return { kind: 'unavailable', reason: `more than ${maxListedFiles} files` };
      }
    }
  }
  return { kind: 'ok', value: found.sort() };
}

function failure(
  error: unknown,
): { readonly kind: 'missing' } | { readonly kind: 'unavailable'; readonly reason: string } {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return missing;
  return {
    kind: 'unavailable',
    reason: code === 'EACCES' || code === 'EPERM' ? 'not permitted' : 'cannot be read',
  };
}
