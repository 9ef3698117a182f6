/**
 * File access for file(), fileset(), templatefile() and their kin, kept inside the workspace: a path that leads out of
 * its folders is unavailable, and so is a file that is too large to be configuration.
 */

import type { FileAccess, FileAnswer } from '../evaluation/functionTable';
import type { Source } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import { documentUriOfPath, isInside, resolveUri } from '../source/documentUri';
import { matchGlob } from './glob';
import type { FileReader } from './settings';

/** Bytes; a larger file is data, not configuration, and would be held in memory as a value. */
const maxFileSize = 4 * 1024 * 1024;

export function createConfinedFiles(
  root: DocumentUri,
  folders: Source<readonly DocumentUri[]>,
  reader: FileReader,
  revision: Source<number>,
): FileAccess {
  const resolve = (path: string): DocumentUri | undefined => {
    revision.get();
    const absolute = path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
    const uri = absolute ? documentUriOfPath(path) : resolveUri(root, path.replaceAll('\\', '/'));
    return folders.get().some((folder) => isInside(folder, uri)) ? uri : undefined;
  };
  const outside = { kind: 'unavailable', reason: 'outside the workspace' } as const;
  const readBytes = (path: string): FileAnswer<Uint8Array> => {
    const uri = resolve(path);
    if (uri === undefined) return outside;
    const answer = reader.readBytes(uri);
    if (answer.kind === 'ok' && answer.value.byteLength > maxFileSize) {
      return { kind: 'unavailable', reason: 'larger than 4 MiB' };
    }
    return answer;
  };
  return {
    readBytes,
    readText(path) {
      const answer = readBytes(path);
      return answer.kind === 'ok' ? { kind: 'ok', value: new TextDecoder().decode(answer.value) } : answer;
    },
    exists(path) {
      const uri = resolve(path);
      return uri === undefined ? outside : reader.exists(uri);
    },
    list(directory, pattern) {
      const uri = resolve(directory);
      if (uri === undefined) return outside;
      const answer = reader.listFiles(uri);
      if (answer.kind !== 'ok') return answer;
      return { kind: 'ok', value: answer.value.filter((path) => matchGlob(pattern, path)) };
    },
  };
}
