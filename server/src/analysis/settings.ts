/** What the user can set about the analysis, as plain data; editors and the command line both produce it. */

import type { Severity } from '../checks/check';
import type { DocumentUri } from '../source/documentUri';

export interface AnalysisSettings {
  /**
   * Variable files over those that Terraform loads by itself, weakest first: paths relative to each root's directory,
   * or absolute URIs. Where any is given, environments are not looked for.
   */
  readonly variableFiles: readonly string[];
  /** Values by variable name, stronger than every file; text as in `-var name=text`. */
  readonly variables: ReadonlyMap<string, string>;
  /** Only this environment of each root that has environments; undefined for all of them. */
  readonly environment: string | undefined;
  /** Severity by check code, over the check's own. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** `terraform.workspace`. */
  readonly workspaceName: string;
}

export const defaultSettings: AnalysisSettings = {
  variableFiles: [],
  variables: new Map(),
  environment: undefined,
  severities: new Map(),
  workspaceName: 'default',
};

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
