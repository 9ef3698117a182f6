/**
 * Environments found by the layout of variable files: several `-var-file` candidates beside one root module are
 * several ways in which it is applied. It reads no directory and evaluates nothing.
 */

import type { DocumentUri } from '../source/documentUri';
import { relativePath, resolveUri } from '../source/documentUri';
import { isModuleFile } from './moduleFiles';
import { isVariableFile } from './variableFiles';
import { compareText } from '../source/compareText';

export interface Environment {
  readonly name: string;
  /** Variable files to apply over those that Terraform loads by itself, weakest first. */
  readonly files: readonly DocumentUri[];
}

// Directory names that teams keep variable files in.
const folders =
  /^(env|envs|environment|environments|var|vars|variables|tfvars|config|configs|stage|stages|values|workspaces)$/i;

// What these hold is meant for every environment.
const shared = /^(common|shared|global|globals|base|default|defaults|all)$/i;

// Files that are there to be copied, not applied.
const samples = /(^|[-_.])(example|examples|sample|template)$/i;

/** An environment that the settings name for roots, see analysis/settings.ts. */
export interface EnvironmentForRoots {
  readonly name: string;
  readonly root: DocumentUri | undefined;
  readonly variableFiles: readonly string[];
}

/**
 * Those of the named environments that a root module has: those for its directory, and of those for any root the ones
 * of which it has a file (`exists` tells). Files that are not there are kept: they may come.
 */
export function namedEnvironments<Named extends EnvironmentForRoots>(
  root: DocumentUri,
  named: readonly Named[],
  exists: (file: DocumentUri) => boolean,
): readonly (Environment & { readonly named: Named })[] {
  return named.flatMap((each) => {
    if (each.root !== undefined && each.root !== root) return [];
    const files = each.variableFiles.map((path) => variableFileUri(root, path));
    if (each.root === undefined && !files.some(exists)) return [];
    return [{ name: each.name, files, named: each }];
  });
}

/** A path as settings have it, from the root's directory, or an absolute URI as it is. */
export function variableFileUri(root: DocumentUri, path: string): DocumentUri {
  return path.includes('://') ? (path as DocumentUri) : resolveUri(root, path);
}

/**
 * Environments of a root module from the files below its directory (others are ignored), by name. Found are
 * `prod.tfvars`, `env/prod.tfvars`, `env/prod/*.tfvars` and `prod/*.tfvars`-like layouts; a directory with
 * configuration of its own is another module and keeps its variable files. Empty when there are none.
 */
export function detectEnvironments(root: DocumentUri, files: readonly DocumentUri[]): Environment[] {
  const candidates: { readonly name: string; readonly uri: DocumentUri; readonly path: string }[] = [];
  const withConfiguration = new Set<string>();
  const paths: { readonly segments: string[]; readonly uri: DocumentUri }[] = [];
  for (const uri of files) {
    const path = relativePath(root, uri);
    const segments = path.split('/');
    if (segments[0] === '..' || segments.length > 3) continue;
    if (isModuleFile(segments.at(-1) ?? '')) withConfiguration.add(segments.slice(0, -1).join('/'));
    else paths.push({ segments, uri });
  }
  for (const { segments, uri } of paths) {
    const file = segments.at(-1) ?? '';
    if (!isVariableFile(file) || /\.auto\.tfvars(\.json)?$/.test(file)) continue;
    const stem = file.replace(/\.tfvars(\.json)?$/, '');
    if (samples.test(stem)) continue;
    const directories = segments.slice(0, -1);
    if (directories.some((_, depth) => withConfiguration.has(directories.slice(0, depth + 1).join('/')))) {
      continue;
    }
    const name = environmentName(directories, stem);
    if (name !== undefined) candidates.push({ name, uri, path: segments.join('/') });
  }
  candidates.sort((left, right) => compareText(left.path, right.path));
  return group(candidates);
}

function environmentName(directories: readonly string[], stem: string): string | undefined {
  const [outer, inner] = directories;
  if (outer === undefined) return stem === 'terraform' ? undefined : stem;
  if (!folders.test(outer)) return undefined;
  return inner ?? (stem === 'terraform' ? undefined : stem);
}

function group(candidates: readonly { readonly name: string; readonly uri: DocumentUri }[]): Environment[] {
  const common: DocumentUri[] = [];
  const own = new Map<string, DocumentUri[]>();
  for (const { name, uri } of candidates) {
    if (shared.test(name)) {
      common.push(uri);
      continue;
    }
    const files = own.get(name);
    if (files === undefined) own.set(name, [uri]);
    else files.push(uri);
  }
  // Shared values alone are still the way this root is applied.
  if (own.size === 0) {
    return common.length === 0 ? [] : [{ name: candidates[0]?.name ?? '', files: common }];
  }
  return [...own]
    .map(([name, files]) => ({ name, files: [...common, ...files] }))
    .sort((left, right) => compareText(left.name, right.name));
}
