/**
 * The text of `.sg-lens.yaml`: what a team has agreed on, in the words of the editor's settings. It gives what can be
 * used and tells every mistake with its place; whether a mistake ends the work is for the caller. It reads no file.
 */

import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import { catalogue } from '../checks/catalogue';
import type { Severity } from '../checks/check';
import { nearestName } from '../source/nearestName';
import type { DocumentUri } from '../source/documentUri';
import { documentUriOfPath, resolveUri } from '../source/documentUri';
import type { Span } from '../source/span';
import type { FolderSettings, NamedEnvironment } from './settings';

export const teamConfigurationName = '.sg-lens.yaml';

export interface TeamConfiguration {
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly variableFiles: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
  /** The one that is looked at where nobody chooses. */
  readonly environment: string | undefined;
  readonly environments: readonly EnvironmentSetting[];
  readonly workspace: string | undefined;
}

/** An environment as it is written; `root` is relative to the file, `varFiles` to the root. */
export interface EnvironmentSetting {
  readonly name: string;
  readonly root: string | undefined;
  readonly varFiles: readonly string[];
  readonly workspace: string | undefined;
}

export interface ConfigurationMistake {
  /** What is wrong, as a sentence. */
  readonly message: string;
  /** In the text, half-open, UTF-16. */
  readonly span: Span;
  /** From 1. */
  readonly line: number;
}

export interface ConfigurationReading {
  readonly configuration: TeamConfiguration;
  /** In the order of the text. */
  readonly mistakes: readonly ConfigurationMistake[];
}

export const emptyTeamConfiguration: TeamConfiguration = {
  severities: new Map(),
  variableFiles: [],
  variables: new Map(),
  environment: undefined,
  environments: [],
  workspace: undefined,
};

const severities: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'];
const environmentKeys = ['root', 'varFiles', 'workspace'];

type Path = readonly (string | number)[];
type Complain = (message: string, path: Path) => void;

/**
 * What holds in a folder: what the team has agreed on, and over it what the user has set (`own`), check by check and
 * environment by environment. `directory` is where the team's paths start.
 */
export function folderSettings(
  team: TeamConfiguration,
  directory: DocumentUri,
  own: FolderSettings,
): FolderSettings {
  const named = new Set(own.environments.map((each) => each.name));
  return {
    severities: new Map([...team.severities, ...own.severities]),
    variables: new Map([...team.variables, ...own.variables]),
    variableFiles: own.variableFiles.length > 0 ? own.variableFiles : team.variableFiles.map(settingsPath),
    environments: [
      ...namedEnvironmentsOf(team.environments, directory).filter(({ name }) => !named.has(name)),
      ...own.environments,
    ],
    workspaceName: team.workspace ?? own.workspaceName,
  };
}

/** Environments as the analysis takes them; their roots' paths start in `directory`. */
export function namedEnvironmentsOf(
  environments: readonly EnvironmentSetting[],
  directory: DocumentUri,
): readonly NamedEnvironment[] {
  return environments.map(({ name, root, varFiles, workspace }) => ({
    name,
    root: root === undefined ? undefined : settingsDirectory(directory, root),
    variableFiles: varFiles.map(settingsPath),
    workspaceName: workspace,
  }));
}

function settingsDirectory(directory: DocumentUri, path: string): DocumentUri {
  const place = settingsPath(path).replace(/(?<=.)\/+$/, '');
  return place.includes('://') ? (place as DocumentUri) : resolveUri(directory, place);
}

/** A path as settings have it: relative with `/`, or an absolute URI. */
export function settingsPath(path: string): string {
  const absolute = path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
  return absolute ? documentUriOfPath(path) : path.replaceAll('\\', '/');
}

/** Reads the text of a configuration. What is wrong counts as not written. */
export function parseTeamConfiguration(text: string): ConfigurationReading {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const mistakes: ConfigurationMistake[] = [];
  const add = (message: string, start: number, end: number): void => {
    mistakes.push({ message, span: { start, end }, line: lineCounter.linePos(start).line });
  };
  for (const { pos, message } of document.errors) {
    add(`This is not YAML: ${message.split('\n')[0] ?? ''}.`, pos[0], pos[1]);
  }
  if (mistakes.length > 0) return { configuration: emptyTeamConfiguration, mistakes };
  const complain: Complain = (message, path) => {
    const [start, end] = rangeOf(document.contents, path) ?? [0, text.length];
    add(message, start, end);
  };
  let plain: unknown;
  try {
    plain = document.toJS();
  } catch {
    // Aliases that multiply without end.
    complain('The file says too much.', []);
    return { configuration: emptyTeamConfiguration, mistakes };
  }
  const keys = ['checks', 'variables', 'environment', 'environments', 'workspace'];
  const root = record(plain, 'The file', [], complain, keys);
  const checks = record(root.checks, 'checks', ['checks'], complain, ['severity']);
  const variables = record(root.variables, 'variables', ['variables'], complain, ['files', 'values']);
  const configuration: TeamConfiguration = {
    severities: readSeverities(checks.severity, complain),
    variableFiles: readTexts(variables.files, 'variables.files', ['variables', 'files'], complain),
    variables: readValues(variables.values, complain),
    environment: readText(root.environment, 'environment', ['environment'], complain),
    environments: readEnvironments(root.environments, complain),
    workspace: readText(root.workspace, 'workspace', ['workspace'], complain),
  };
  mistakes.sort((left, right) => left.span.start - right.span.start);
  return { configuration, mistakes };
}

function readSeverities(value: unknown, complain: Complain): ReadonlyMap<string, Severity | 'off'> {
  const path = ['checks', 'severity'];
  const codes = catalogue.map((check) => check.code);
  const result = new Map<string, Severity | 'off'>();
  for (const [code, severity] of Object.entries(record(value, 'checks.severity', path, complain, codes))) {
    if (isSeverity(severity)) result.set(code, severity);
    else complain(`checks.severity.${code} is none of ${severities.join(', ')}.`, [...path, code]);
  }
  return result;
}

function isSeverity(value: unknown): value is Severity | 'off' {
  return typeof value === 'string' && severities.includes(value);
}

function readTexts(value: unknown, what: string, path: Path, complain: Complain): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string' && each !== '')) {
    return value as readonly string[];
  }
  complain(`${what} is not a list of paths.`, path);
  return [];
}

function readValues(value: unknown, complain: Complain): ReadonlyMap<string, string> {
  const entries = Object.entries(record(value, 'variables.values', ['variables', 'values'], complain));
  // As text of `-var`: strings as they are, everything else as Terraform writes it, which JSON is a part of.
  return new Map(entries.map(([key, each]) => [key, typeof each === 'string' ? each : JSON.stringify(each)]));
}

function readEnvironments(value: unknown, complain: Complain): readonly EnvironmentSetting[] {
  const result: EnvironmentSetting[] = [];
  for (const [name, written] of Object.entries(record(value, 'environments', ['environments'], complain))) {
    // The same environment of several roots is a list.
    const list: readonly unknown[] = Array.isArray(written) ? (written as readonly unknown[]) : [written];
    list.forEach((each, index) => {
      const path: Path = Array.isArray(written) ? ['environments', name, index] : ['environments', name];
      const what = `environments.${name}`;
      const fields = record(each, what, path, complain, environmentKeys);
      const environment: EnvironmentSetting = {
        name,
        root: readText(fields.root, `${what}.root`, [...path, 'root'], complain),
        varFiles: readTexts(fields.varFiles, `${what}.varFiles`, [...path, 'varFiles'], complain),
        workspace: readText(fields.workspace, `${what}.workspace`, [...path, 'workspace'], complain),
      };
      if (environment.root !== undefined || environment.varFiles.length > 0) result.push(environment);
      else complain(`${what} names neither a root nor varFiles, so it is for no root.`, path);
    });
  }
  return result;
}

function readText(value: unknown, what: string, path: Path, complain: Complain): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  complain(`${what} is not text.`, path);
  return undefined;
}

/** The value as a record; absent is empty. With `known`, other keys are mistakes. */
function record(
  value: unknown,
  what: string,
  path: Path,
  complain: Complain,
  known?: readonly string[],
): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    complain(`${what} is not a map.`, path);
    return {};
  }
  const entries = Object.entries(value).filter(([key]) => {
    if (known === undefined || known.includes(key)) return true;
    const near = nearestName(key, known);
    const hint = near === undefined ? `Known are ${known.join(', ')}.` : `Did you mean ${near}?`;
    complain(`${what} has an unknown key ${key}. ${hint}`, [...path, key]);
    return false;
  });
  return Object.fromEntries(entries);
}

/** Where the value at a path stands, or its key where that is a mistake by itself; undefined where nothing does. */
function rangeOf(contents: unknown, path: Path): readonly [number, number] | undefined {
  let node: unknown = contents;
  let found = isNode(node) ? node.range : undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(isNode(key) ? key.toJSON() : key) === String(step));
      if (isNode(pair?.key)) found = pair.key.range;
      node = pair?.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (isNode(node)) found = node.range;
    } else break;
  }
  return found === null || found === undefined ? undefined : [found[0], found[1]];
}
