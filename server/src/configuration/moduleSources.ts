/**
 * Where the source of a module call leads: source addresses, and the manifest that `terraform init` writes. It reads
 * no file itself and fetches nothing.
 */

import type { DocumentUri } from '../source/documentUri';
import { resolveUri } from '../source/documentUri';
import type { ModuleInstanceAddress } from './address';
import type { ModuleCallDeclaration } from './declarations';

export type SourceAddress =
  | { readonly kind: 'local'; readonly path: string }
  | {
      readonly kind: 'registry';
      /** `registry.terraform.io` where the address names none. */
      readonly host: string;
      readonly namespace: string;
      readonly name: string;
      readonly provider: string;
      readonly subdirectory: string;
    }
  /** git, Mercurial, an archive behind HTTP, a bucket: fetched by `terraform init`. */
  | {
      readonly kind: 'git' | 'mercurial' | 'http' | 's3' | 'gcs' | 'oci';
      readonly address: string;
      readonly subdirectory: string;
    }
  | { readonly kind: 'unknown'; readonly text: string };

/** True for a path that starts with `./` or `../`: the only sources Terraform takes from the same repository. */
export function isLocalSource(source: string): boolean {
  return /^\.\.?([/\\]|$)/.test(source);
}

/** Tells the kinds of source addresses apart, as Terraform and go-getter do. */
export function parseModuleSource(source: string): SourceAddress {
  const text = source.trim();
  if (isLocalSource(text)) return { kind: 'local', path: text.replaceAll('\\', '/') };
  const registry = parseRegistry(text);
  if (registry !== undefined) return registry;
  const forced = /^([a-z0-9]+)::/i.exec(text)?.[1];
  const { address, subdirectory } = splitSubdirectory(
    forced === undefined ? text : text.slice(forced.length + 2),
  );
  switch (forced?.toLowerCase()) {
    case 'git':
      return { kind: 'git', address, subdirectory };
    case 'hg':
      return { kind: 'mercurial', address, subdirectory };
    case 's3':
      return { kind: 's3', address, subdirectory };
    case 'gcs':
      return { kind: 'gcs', address, subdirectory };
    case 'http':
    case 'https':
      return { kind: 'http', address, subdirectory };
    case undefined:
      break;
    default:
      return { kind: 'unknown', text };
  }
  if (/^(github\.com|gitlab\.com|bitbucket\.org)\//i.test(address)) {
    return { kind: 'git', address, subdirectory };
  }
  if (/^[\w.-]+@[\w.-]+:/.test(address) || /^(git|ssh):\/\//i.test(address)) {
    return { kind: 'git', address, subdirectory };
  }
  if (/^oci:\/\//i.test(address)) return { kind: 'oci', address, subdirectory };
  if (/^https?:\/\//i.test(address)) {
    const isGit = /\.git$/i.test(address.replace(/\?.*$/, ''));
    return { kind: isGit ? 'git' : 'http', address, subdirectory };
  }
  if (/^s3[.-][\w.-]*amazonaws\.com\//i.test(address)) return { kind: 's3', address, subdirectory };
  return { kind: 'unknown', text };
}

function parseRegistry(text: string): SourceAddress | undefined {
  const { address, subdirectory } = splitSubdirectory(text);
  const segments = address.split('/');
  if (segments.length < 3 || segments.length > 4) return undefined;
  const host = segments.length === 4 ? (segments.shift() ?? '') : 'registry.terraform.io';
  // These hosts serve git repositories, whatever the number of segments.
  if (/^(github\.com|gitlab\.com|bitbucket\.org)$/i.test(host)) return undefined;
  if (!/^[a-z0-9.-]+\.[a-z0-9-]+(:\d+)?$/i.test(host) && !/^localhost(:\d+)?$/i.test(host)) return undefined;
  const [namespace = '', name = '', provider = ''] = segments;
  const word = /^[0-9A-Za-z](?:[0-9A-Za-z_-]{0,62}[0-9A-Za-z])?$/;
  if (!word.test(namespace) || !word.test(name) || !/^[0-9a-z]{1,64}$/.test(provider)) return undefined;
  if (/^(github\.com|gitlab\.com|bitbucket\.org)$/i.test(namespace)) return undefined;
  return { kind: 'registry', host: host.toLowerCase(), namespace, name, provider, subdirectory };
}

// `address//sub/directory?ref=x`: the double slash of a scheme does not count.
function splitSubdirectory(text: string): { address: string; subdirectory: string } {
  const scheme = /^[a-z0-9+.-]+:\/\//i.exec(text)?.[0].length ?? 0;
  const split = text.indexOf('//', scheme);
  if (split === -1) return { address: text, subdirectory: '' };
  const query = text.indexOf('?', split);
  const end = query === -1 ? text.length : query;
  return { address: text.slice(0, split) + text.slice(end), subdirectory: text.slice(split + 2, end) };
}

/** `.terraform/modules/modules.json`: installed modules by key, the names of the calls joined with dots. */
export interface ModuleManifest {
  readonly entries: ReadonlyMap<string, ManifestEntry>;
}

export interface ManifestEntry {
  readonly source: string;
  /** Relative to the directory of the root module, with `/`. */
  readonly directory: string;
}

/** Reads the manifest; undefined when the text is not one. Entries of other shapes are left out. */
export function parseModuleManifest(text: string): ModuleManifest | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(json) || !Array.isArray(json.Modules)) return undefined;
  const entries = new Map<string, ManifestEntry>();
  for (const entry of json.Modules as unknown[]) {
    if (!isRecord(entry)) continue;
    const { Key: key, Source: source, Dir: directory } = entry;
    if (typeof key !== 'string' || typeof directory !== 'string') continue;
    entries.set(key, {
      source: typeof source === 'string' ? source : '',
      directory: directory.replaceAll('\\', '/'),
    });
  }
  return { entries };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Where a module call leads. */
export type ModuleSource =
  | { readonly kind: 'directory'; readonly directory: DocumentUri }
  /** A local path that does not exist. */
  | { readonly kind: 'missing'; readonly directory: DocumentUri }
  /** A registry, git or other remote source that `.terraform/modules/modules.json` does not list. */
  | { readonly kind: 'not-installed'; readonly source: string };

/**
 * Resolves a call's source. `rootDirectory` is the root module's (the manifest's paths start there), `manifest` the
 * one of that root, and `hasConfiguration` tells whether a directory holds a module.
 */
export function resolveModuleSource(
  call: ModuleCallDeclaration,
  caller: ModuleInstanceAddress,
  callerDirectory: DocumentUri,
  rootDirectory: DocumentUri,
  manifest: ModuleManifest | undefined,
  hasConfiguration: (directory: DocumentUri) => boolean,
): ModuleSource {
  const text = call.source ?? '';
  const address = parseModuleSource(text);
  if (address.kind === 'local') {
    const directory = resolveUri(callerDirectory, address.path);
    return { kind: hasConfiguration(directory) ? 'directory' : 'missing', directory };
  }
  const key = [...caller.steps.map((step) => step.name), call.name].join('.');
  const entry = manifest?.entries.get(key);
  // A call whose source has changed since `terraform init` must not be read as the module it was before.
  if (entry === undefined || !sameModule(parseModuleSource(entry.source), address)) {
    return { kind: 'not-installed', source: text };
  }
  const directory = resolveUri(rootDirectory, entry.directory);
  return hasConfiguration(directory)
    ? { kind: 'directory', directory }
    : { kind: 'not-installed', source: text };
}

function sameModule(installed: SourceAddress, called: SourceAddress): boolean {
  if (installed.kind === 'registry' && called.kind === 'registry') {
    return (
      installed.host === called.host &&
      installed.namespace === called.namespace &&
      installed.name === called.name &&
      installed.provider === called.provider &&
      installed.subdirectory === called.subdirectory
    );
  }
  // init rewrites the addresses of other kinds (`github.com/…` becomes `git::https://…`): only the kind is compared.
  return installed.kind === called.kind;
}
