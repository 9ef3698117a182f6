/**
 * `.sg-lens.yaml` at the top of each workspace folder, as the editor has it: the open document where there is one, else
 * the disk. What is wrong in it is shown there, and the rest of it counts.
 */

import { readFileSync, statSync } from 'node:fs';
import type { Diagnostic } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { ConfigurationReading, TeamConfiguration } from '../analysis/teamConfiguration';
import {
  emptyTeamConfiguration,
  parseTeamConfiguration,
  teamConfigurationName,
} from '../analysis/teamConfiguration';
import type { DocumentUri } from '../source/documentUri';
import { baseName, pathOfDocumentUri, resolveUri } from '../source/documentUri';
import { createSourceFile } from '../source/sourceFile';
import { toRange } from './convert';

/** Bytes; a larger file is not a configuration. */
const maxSize = 1024 * 1024;

export interface TeamConfigurations {
  /** By the folder that it holds for; one for each of these. Read again where something has changed. */
  read(folders: readonly DocumentUri[]): ReadonlyMap<DocumentUri, TeamConfiguration>;
  /** The text of an open document; undefined when it has been closed. */
  setOpen(uri: DocumentUri, text: string | undefined): void;
  /**
   * What is wrong in those that were read last, of those files only of which it is something else than the last time;
   * empty where nothing is wrong any more.
   */
  changedDiagnostics(): ReadonlyMap<DocumentUri, readonly Diagnostic[]>;
}

const none: readonly Diagnostic[] = [];

interface ReadFile {
  readonly text: string;
  readonly configuration: TeamConfiguration;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether a file is one, whatever directory it is in. */
export function isTeamConfiguration(uri: DocumentUri): boolean {
  return baseName(uri) === teamConfigurationName;
}

export function createTeamConfigurations(log: (message: string) => void): TeamConfigurations {
  const open = new Map<DocumentUri, string>();
  let files = new Map<DocumentUri, ReadFile>();
  const told = new Map<DocumentUri, readonly Diagnostic[]>();
  const textOf = (uri: DocumentUri): string | undefined => {
    const text = open.get(uri);
    if (text !== undefined || !uri.startsWith('file:')) return text;
    try {
      const path = pathOfDocumentUri(uri);
      const status = statSync(path, { throwIfNoEntry: false });
      if (status?.isFile() !== true) return undefined;
      if (status.size <= maxSize) return readFileSync(path, 'utf8');
      log(`Left out ${path}: larger than 1 MB.`);
    } catch (error) {
      log(`${uri} cannot be read: ${String(error)}`);
    }
    return undefined;
  };
  return {
    read(folders) {
      const next = new Map<DocumentUri, ReadFile>();
      const result = new Map<DocumentUri, TeamConfiguration>();
      for (const folder of folders) {
        const uri = resolveUri(folder, teamConfigurationName);
        const text = textOf(uri);
        if (text === undefined) {
          result.set(folder, emptyTeamConfiguration);
          continue;
        }
        const before = files.get(uri);
        const file = before?.text === text ? before : readText(uri, text);
        next.set(uri, file);
        result.set(folder, file.configuration);
      }
      files = next;
      return result;
    },
    setOpen(uri, text) {
      if (text === undefined) open.delete(uri);
      else open.set(uri, text.slice(0, maxSize));
    },
    changedDiagnostics() {
      const changes = new Map<DocumentUri, readonly Diagnostic[]>();
      for (const uri of told.keys()) if (!files.has(uri)) changes.set(uri, []);
      for (const [uri, { diagnostics }] of files) {
        if ((told.get(uri) ?? none) !== diagnostics) changes.set(uri, diagnostics);
      }
      for (const [uri, diagnostics] of changes) {
        if (diagnostics.length === 0) told.delete(uri);
        else told.set(uri, diagnostics);
      }
      return changes;
    },
  };
}

function readText(uri: DocumentUri, text: string): ReadFile {
  const { configuration, mistakes } = parseTeamConfiguration(text);
  const diagnostics = mistakes.map((mistake) => toDiagnostic(uri, text, mistake));
  return { text, configuration, diagnostics: diagnostics.length === 0 ? none : diagnostics };
}

function toDiagnostic(
  uri: DocumentUri,
  text: string,
  { message, span }: ConfigurationReading['mistakes'][number],
): Diagnostic {
  return {
    range: toRange(createSourceFile(uri, text), span),
    severity: DiagnosticSeverity.Error,
    code: 'configuration',
    source: 'sg-lens',
    message: `${message} It counts as not written here, and sg-lens check refuses the file.`,
  };
}
