/**
 * `.sg-lens.yaml`: what a team has agreed on, in the words of the editor's settings. A mistake in it is told and
 * nothing is analysed, for a setting that silently does nothing is worse than none.
 */

import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { catalogue } from '../checks/catalogue';
import type { Severity } from '../checks/check';
import { nearestName } from '../source/nearestName';
import type { CliError } from './cliError';
import { cliError } from './cliError';

export const configurationFileName = '.sg-lens.yaml';

/** Bytes; a larger file is not a configuration. */
const maxSize = 1024 * 1024;

export interface ConfigurationFile {
  /** Relative paths in the file start here. */
  readonly directory: string;
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly variableFiles: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
  readonly environment: string | undefined;
  readonly workspace: string | undefined;
}

const severities: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Reads `given` (absolute path), or `.sg-lens.yaml` in the folder where there is one. */
export function readConfigurationFile(folder: string, given: string | undefined): ConfigurationFile {
  const file = given ?? path.join(folder, configurationFileName);
  const directory = path.dirname(file);
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined && given === undefined) return emptyConfiguration(directory);
  if (status?.isFile() !== true) {
    throw cliError(`The configuration ${file} was not found.`, 'There is no such file.', 'Check --config.');
  }
  if (status.size > maxSize) {
    throw cliError(`The configuration ${file} was not read.`, 'It is larger than 1 MB.', 'Check --config.');
  }
  return parseConfiguration(readFileSync(file, 'utf8'), path.basename(file), directory);
}

function emptyConfiguration(directory: string): ConfigurationFile {
  return {
    directory,
    severities: new Map(),
    variableFiles: [],
    variables: new Map(),
    environment: undefined,
    workspace: undefined,
  };
}

/** Reads the text of a configuration; `name` is for messages. Throws a CliError that names the line at fault. */
export function parseConfiguration(text: string, name: string, directory: string): ConfigurationFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line } = lineCounter.linePos(problem.pos[0]);
    throw mistake(name, `Line ${line} is not YAML: ${problem.message.split('\n')[0] ?? ''}.`);
  }
  const root = record(document.toJS(), name, 'The file', ['checks', 'variables', 'environment', 'workspace']);
  const checks = record(root.checks, name, 'checks', ['severity']);
  const variables = record(root.variables, name, 'variables', ['files', 'values']);
  return {
    directory,
    severities: readSeverities(checks.severity, name),
    variableFiles: readFiles(variables.files, name),
    variables: readValues(variables.values, name),
    environment: readText(root.environment, name, 'environment'),
    workspace: readText(root.workspace, name, 'workspace'),
  };
}

function readSeverities(value: unknown, name: string): ReadonlyMap<string, Severity | 'off'> {
  const codes = catalogue.map((check) => check.code);
  const result = new Map<string, Severity | 'off'>();
  for (const [code, severity] of Object.entries(record(value, name, 'checks.severity', codes))) {
    if (!isSeverity(severity)) {
      throw mistake(name, `checks.severity.${code} is none of ${severities.join(', ')}.`);
    }
    result.set(code, severity);
  }
  return result;
}

function isSeverity(value: unknown): value is Severity | 'off' {
  return typeof value === 'string' && severities.includes(value);
}

function readFiles(value: unknown, name: string): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) {
    throw mistake(name, 'variables.files is not a list of paths.');
  }
  return value;
}

function readValues(value: unknown, name: string): ReadonlyMap<string, string> {
  const entries = Object.entries(record(value, name, 'variables.values'));
  // As text of `-var`: strings as they are, everything else as Terraform writes it, which JSON is a part of.
  return new Map(entries.map(([key, each]) => [key, typeof each === 'string' ? each : JSON.stringify(each)]));
}

function readText(value: unknown, name: string, what: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw mistake(name, `${what} is not text.`);
  return value;
}

/** The value as a record; absent is empty. With `known`, other keys are mistakes. */
function record(
  value: unknown,
  name: string,
  what: string,
  known?: readonly string[],
): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw mistake(name, `${what} is not a map.`);
  const result = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(result)) {
    if (known === undefined || known.includes(key)) continue;
    const near = nearestName(key, known);
    const hint = near === undefined ? `Known are ${known.join(', ')}.` : `Did you mean ${near}?`;
    throw mistake(name, `${what} has an unknown key ${key}. ${hint}`);
  }
  return result;
}

function mistake(name: string, why: string): CliError {
  return cliError(`The configuration ${name} cannot be used.`, why, 'docs/cli.md describes it.');
}
