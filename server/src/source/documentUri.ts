/**
 * The one place that makes file identities. A raw string is never used as a key: editors and file systems
 * spell the same file differently (drive letters, percent escapes).
 */

import { URI } from 'vscode-uri';

declare const documentUriBrand: unique symbol;

/** A normalised absolute URI of a document or directory; equal strings are equal files. No trailing slash. */
export type DocumentUri = string & { readonly [documentUriBrand]: true };

/** Normalises a URI as sent by a client: escapes decoded and encoded one way, drive letter in lower case. */
export function documentUri(text: string): DocumentUri {
  const parsed = URI.parse(text);
  let path = parsed.path;
  if (/^\/[A-Za-z]:/.test(path)) path = '/' + path.charAt(1).toLowerCase() + path.slice(2);
  if (path.length > 1 && path.endsWith('/')) path = path.slice(0, -1);
  return parsed.with({ path, query: null, fragment: null }).toString() as DocumentUri;
}

/** Identity of a file or directory on disk, from an absolute path of this platform. */
export function documentUriOfPath(path: string): DocumentUri {
  return documentUri(URI.file(path).toString());
}

/** The platform path of a `file:` URI (other schemes: the URI's path). */
export function pathOfDocumentUri(uri: DocumentUri): string {
  return URI.parse(uri).fsPath;
}

/** The directory that holds a document. The root is its own parent. */
export function parentUri(uri: DocumentUri): DocumentUri {
  const slash = uri.lastIndexOf('/');
  const parent = uri.slice(0, slash);
  return (parent.endsWith('/') || !parent.includes('://') ? uri.slice(0, slash + 1) : parent) as DocumentUri;
}

/** The last path segment, decoded: `main.tf`. */
export function baseName(uri: DocumentUri): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

/** Resolves a relative path with `/` (`./a`, `../b`, `c/d`) against a directory. `..` stops at the root. */
export function resolveUri(directory: DocumentUri, relative: string): DocumentUri {
  const base = URI.parse(directory);
  const segments = base.path.split('/').filter((segment) => segment !== '');
  for (const segment of relative.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') segments.pop();
    else segments.push(segment);
  }
  return base.with({ path: '/' + segments.join('/') }).toString() as DocumentUri;
}

/** True when `uri` is `directory` itself or lies below it. */
export function isInside(directory: DocumentUri, uri: DocumentUri): boolean {
  return uri === directory || uri.startsWith(directory.endsWith('/') ? directory : directory + '/');
}

/** Path of `uri` relative to `directory`, decoded, with `/`; `.` for the directory itself. May climb with `..`. */
export function relativePath(directory: DocumentUri, uri: DocumentUri): string {
  const from = URI.parse(directory)
    .path.split('/')
    .filter((segment) => segment !== '');
  const to = URI.parse(uri)
    .path.split('/')
    .filter((segment) => segment !== '');
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common++;
  const up = from.slice(common).map(() => '..');
  const path = [...up, ...to.slice(common)].join('/');
  return path === '' ? '.' : path;
}
