/** Which files are Terragrunt's, and where the source of a unit leads. It reads nothing. */

import { URI } from 'vscode-uri';
import type { DocumentUri } from '../source/documentUri';
import { documentUri, documentUriOfPath, resolveUri } from '../source/documentUri';
import { parseModuleSource } from './moduleSources';

/** The file that makes a directory a unit. */
export const unitFileName = 'terragrunt.hcl';

/** Where Terragrunt keeps the sources that it has fetched, below the directory of a unit. */
export const cacheDirectoryName = '.terragrunt-cache';

/**
 * True for names that Terragrunt's files may have: any `*.hcl`, since included files are called as people like. Files
 * of other tools (Packer, Terraform's tests, lock files) are not among them.
 */
export function isTerragruntFile(name: string): boolean {
  return (
    name.endsWith('.hcl') &&
    !name.startsWith('.') &&
    !/\.(pkr|pkrvars|tftest|tofutest|tfmock|tfquery|tfdeploy|tfstack|tfcomponent|nomad|stack)\.hcl$/.test(
      name,
    )
  );
}

/** Where a unit's source leads. */
export type UnitSource =
  | { readonly kind: 'local'; readonly directory: DocumentUri }
  /** To be fetched: `subdirectory` is the module's within what is fetched, without slashes at its ends. */
  | { readonly kind: 'remote'; readonly subdirectory: string };

/**
 * Reads a unit's source as Terragrunt does: what go-getter takes for no remote address is a path, relative to the
 * unit's directory, with or without `./`. Registry modules are written `tfr://`. A double slash splits what is copied
 * from the module in it.
 */
export function readUnitSource(source: string, unitDirectory: DocumentUri): UnitSource {
  const text = source.trim();
  const registry = /^tfr:\/\/[^/]*\/([^?]*)/.exec(text);
  if (registry !== null) return { kind: 'remote', subdirectory: afterDoubleSlash(registry[1] ?? '') };
  const address = parseModuleSource(text);
  switch (address.kind) {
    case 'git':
    case 'mercurial':
    case 'http':
    case 's3':
    case 'gcs':
    case 'oci':
      return { kind: 'remote', subdirectory: trimSlashes(address.subdirectory) };
    default:
      break;
  }
  const path = text.replace(/^file:\/\//, '').replace(/\?.*$/, '');
  if (/^[a-z0-9+.-]+:(:|\/\/)/i.test(path)) return { kind: 'remote', subdirectory: afterDoubleSlash(path) };
  return { kind: 'local', directory: resolvePath(unitDirectory, path) };
}

function afterDoubleSlash(path: string): string {
  const scheme = /^[a-z0-9+.-]+:(:|\/\/)/i.exec(path)?.[0].length ?? 0;
  const split = path.indexOf('//', scheme);
  return split === -1 ? '' : trimSlashes(path.slice(split + 2).replace(/\?.*$/, ''));
}

function trimSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}

/** A path of a Terragrunt file, relative to `directory` or absolute, as an identity. */
export function resolvePath(directory: DocumentUri, path: string): DocumentUri {
  const plain = path.replaceAll('\\', '/');
  if (!plain.startsWith('/') && !/^[A-Za-z]:\//.test(plain)) return resolveUri(directory, plain);
  // Both parts may climb: a path is often put together from get_terragrunt_dir() and `..`.
  const base = URI.parse(directory);
  if (base.scheme !== 'file') return resolveUri(documentUri(base.with({ path: '/' }).toString()), plain);
  const drive = /^([A-Za-z]:)?(.*)$/s.exec(plain);
  return resolveUri(documentUriOfPath(`${drive?.[1] ?? ''}/`), drive?.[2] ?? plain);
}

/** Where a fetched source may stand for a unit: `.terragrunt-cache/<hash>/<hash>/<subdirectory>`. */
export function isCachedSource(
  unitDirectory: DocumentUri,
  directory: DocumentUri,
  subdirectory: string,
): boolean {
  const start = `${unitDirectory}/${cacheDirectoryName}/`;
  if (!directory.startsWith(start)) return false;
  const rest = directory.slice(start.length).split('/').slice(2).map(decodeURIComponent).join('/');
  return rest === subdirectory && directory.slice(start.length).split('/').length >= 2;
}

/** True for what lies in a directory of fetched sources. */
export function isInCache(uri: DocumentUri): boolean {
  return uri.includes(`/${cacheDirectoryName}/`);
}
