/** What the user can set about the analysis, as plain data; editors and the command line both produce it. */

import type { Severity } from '../checks/check';
import type { DocumentUri } from '../source/documentUri';
import { isInside } from '../source/documentUri';

export interface AnalysisSettings extends FolderSettings {
  /** Only this environment of each root that has environments; undefined for all of them. */
  readonly environment: string | undefined;
  /** What holds instead inside a folder: the team's `.sg-lens.yaml`, with the user's own settings over it. */
  readonly folders: ReadonlyMap<DocumentUri, FolderSettings>;
}

/** The part of the settings that can differ from folder to folder. */
export interface FolderSettings {
  /**
   * Variable files over those that Terraform loads by itself, weakest first: paths relative to each root's directory,
   * or absolute URIs. Where any is given, environments are not looked for.
   */
  readonly variableFiles: readonly string[];
  /** Values by variable name, stronger than every file; text as in `-var name=text`. */
  readonly variables: ReadonlyMap<string, string>;
  /** Environments that are named, stronger than those found by the layout of variable files. */
  readonly environments: readonly NamedEnvironment[];
  /** Severity by check code, over the check's own. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** `terraform.workspace`. */
  readonly workspaceName: string;
}

/** A way in which roots are applied. The same name may stand several times, for different roots. */
export interface NamedEnvironment {
  readonly name: string;
  /** Directory of the root module; undefined for every root that has one of the files. */
  readonly root: DocumentUri | undefined;
  /** Variable files, weakest first: paths relative to the root's directory, or absolute URIs. */
  readonly variableFiles: readonly string[];
  /** `terraform.workspace` there; undefined for that of the settings. */
  readonly workspaceName: string | undefined;
}

export const defaultSettings: AnalysisSettings = {
  variableFiles: [],
  variables: new Map(),
  environment: undefined,
  environments: [],
  folders: new Map(),
  severities: new Map(),
  workspaceName: 'default',
};

/** What holds at a file or directory: the settings of the innermost folder around it, else those for everything. */
export function settingsAt(settings: AnalysisSettings, uri: DocumentUri): FolderSettings {
  let innermost: DocumentUri | undefined;
  for (const folder of settings.folders.keys()) {
    if (isInside(folder, uri) && folder.length > (innermost?.length ?? -1)) innermost = folder;
  }
  return (innermost === undefined ? undefined : settings.folders.get(innermost)) ?? settings;
}

/** Reads files for file() and its kin. Answers for places it may not or cannot read are `unavailable`. */
export interface FileReader {
  readBytes(uri: DocumentUri): FileReading<Uint8Array>;
  exists(uri: DocumentUri): FileReading<boolean>;
  /** All files below a directory, as paths relative to it with `/`. */
  listFiles(directory: DocumentUri): FileReading<readonly string[]>;
}

export type FileReading<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Where there is no file system: everything is unavailable, so what depends on it is unknown. */
export const noFileReader: FileReader = {
  readBytes: () => noFiles,
  exists: () => noFiles,
  listFiles: () => noFiles,
};

const noFiles = { kind: 'unavailable', reason: 'files cannot be read here' } as const;
