/**
 * One version of a workspace from texts to network models: its roots, each in each of its environments, evaluated and
 * adapted on demand. The current texts and a base (git HEAD, another directory) are two projects of the same kind.
 */

import { detectEnvironments, namedEnvironments, variableFileUri } from '../configuration/environments';
import { resolveModuleSource } from '../configuration/moduleSources';
import { findRoots } from '../configuration/roots';
import { chooseVariables, defaultVariableFiles, readVariableFile } from '../configuration/variableFiles';
import type { EvaluationInput, RootEvaluation, VariableInput } from '../evaluation/evaluation';
import { createRootEvaluation } from '../evaluation/rootEvaluation';
import type { NetworkModel } from '../network/networkModel';
import { buildModelOfLists } from '../network/buildModel';
import type { Cell, Source } from '../reactive/cell';
import { cell } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import { baseName, isInside, parentUri } from '../source/documentUri';
import type { Location, Origin } from '../source/origin';
import { compareText } from '../source/compareText';
import type { SyntaxTree } from '../syntax/tree';
import { createConfinedFiles } from './confinedFiles';
import { locateInTree } from './locate';
import type { Closure } from './moduleClosure';
import { moduleClosure, sameClosure } from './moduleClosure';
import type { NotInstalledCall } from './notInstalled';
import { notInstalledCalls } from './notInstalled';
import { createPartReader } from './parts';
import type { AnalysisSettings, FileReader } from './settings';
import { settingsAt } from './settings';
import type { SourceStore } from './sourceStore';

export interface Project {
  readonly store: SourceStore;
  /** In order of directory, then environment. The same root keeps its object as long as it exists. */
  roots(): readonly ProjectRoot[];
  /** Directories of all root modules, in whichever environments. */
  rootDirectories(): readonly DocumentUri[];
  /** Environments by name, sorted, whichever of them the settings choose. */
  environments(): readonly ProjectEnvironment[];
  /** Where an origin stands in this version; undefined when its item is gone. */
  locate(origin: Origin): Location | undefined;
}

/** An environment, with the directories of the roots that have it. */
export interface ProjectEnvironment {
  readonly name: string;
  readonly roots: readonly DocumentUri[];
}

/** A root module in one environment. */
export interface ProjectRoot {
  readonly directory: DocumentUri;
  /** Name of the environment; undefined when the root has just one way to be applied. */
  readonly environment: string | undefined;
  /** Variable files over those that Terraform loads by itself, weakest first. */
  readonly variableFiles: readonly DocumentUri[];
  readonly evaluation: RootEvaluation;
  /**
   * The root's network. Where no file of the root speaks of groups it is empty, and the root is not evaluated for it:
   * most of a large repository is none of our business.
   */
  model(): NetworkModel;
  /** Whether any of its modules speaks of security groups. */
  concernsGroups(): boolean;
  /** Directories of all modules of the root, its own first. */
  directories(): ReadonlySet<DocumentUri>;
  /** Calls of modules that are not here, so that nothing is known of what they declare. */
  notInstalledModules(): readonly NotInstalledCall[];
}

export interface ProjectInput {
  readonly store: SourceStore;
  readonly settings: Source<AnalysisSettings>;
  /** File functions read inside these folders only. */
  readonly folders: Source<readonly DocumentUri[]>;
  readonly files: FileReader;
  /** Bumped when a file that is not kept in the store may have changed. */
  readonly otherFiles: Source<number>;
}

interface RootKey {
  readonly directory: DocumentUri;
  readonly environment: string | undefined;
  /** Variable files over the default ones, weakest first. */
  readonly variableFiles: readonly DocumentUri[];
  /** `terraform.workspace`. */
  readonly workspaceName: string;
}

export function createProject(input: ProjectInput): Project {
  const { store } = input;
  const known = new Map<string, ProjectRoot>();
  // Which roots there are hangs on every module, but on little of it: a keystroke in a rule leaves all shapes as they are.
  const directories = cell<readonly DocumentUri[]>(
    () => {
      const modules = store.directories().flatMap((directory) => {
        const shape = store.shape(directory);
        return shape === undefined ? [] : [{ ...shape, directory }];
      });
      return findRoots(modules);
    },
    { onCycle: () => [], equal: (left, right) => left.join('\n') === right.join('\n') },
  );
  const allKeys = cell<readonly RootKey[]>(
    () =>
      directories
        .get()
        .flatMap((directory) => rootKeys(directory, store.variableFiles(), input.settings.get())),
    { onCycle: () => [], equal: sameKeys },
  );
  const keys = cell<readonly RootKey[]>(() => chosenKeys(allKeys.get(), input.settings.get().environment), {
    onCycle: () => [],
    equal: sameKeys,
  });
  const roots = cell<readonly ProjectRoot[]>(
    () => {
      const current = new Map<string, ProjectRoot>();
      for (const key of keys.get()) {
        const text = keyText(key);
        current.set(text, known.get(text) ?? createRoot(key, input));
      }
      known.clear();
      for (const [text, root] of current) known.set(text, root);
      return [...current.values()];
    },
    { onCycle: () => [] },
  );
  return {
    store,
    roots() {
      store.settle();
      return roots.get();
    },
    rootDirectories() {
      store.settle();
      return directories.get();
    },
    environments() {
      store.settle();
      return environmentsOf(allKeys.get());
    },
    locate(origin) {
      const tree = store.tree(origin.anchor.uri);
      return tree === undefined ? undefined : locateInTree(tree, origin);
    },
  };
}

function keyText(key: RootKey): string {
  return [key.directory, key.environment ?? '', key.workspaceName, ...key.variableFiles].join('\t');
}

function sameKeys(left: readonly RootKey[], right: readonly RootKey[]): boolean {
  return left.map(keyText).join('\n') === right.map(keyText).join('\n');
}

/** All ways in which a root is applied. */
function rootKeys(
  directory: DocumentUri,
  variableFiles: readonly DocumentUri[],
  everywhere: AnalysisSettings,
): RootKey[] {
  const settings = settingsAt(everywhere, directory);
  const { workspaceName } = settings;
  if (settings.variableFiles.length > 0) {
    const given = settings.variableFiles.map((path) => variableFileUri(directory, path));
    return [{ directory, environment: undefined, variableFiles: given, workspaceName }];
  }
  const named = namedEnvironments(directory, settings.environments, (file) => variableFiles.includes(file));
  if (named.length > 0) {
    return named.map(({ name, files, named: { workspaceName: own } }) => ({
      directory,
      environment: name,
      variableFiles: files,
      workspaceName: own ?? workspaceName,
    }));
  }
  const below = variableFiles.filter((uri) => isInside(directory, uri));
  const found = below.length === 0 ? [] : detectEnvironments(directory, below);
  if (found.length === 0) return [{ directory, environment: undefined, variableFiles: [], workspaceName }];
  return found.map(({ name, files }) => ({
    directory,
    environment: name,
    variableFiles: files,
    workspaceName,
  }));
}

/**
 * Those that are applied in an environment: a root without environments always is, one that has others only is not. A
 * name that no root has chooses nothing.
 */
function chosenKeys(keys: readonly RootKey[], environment: string | undefined): readonly RootKey[] {
  if (environment === undefined || !keys.some((key) => key.environment === environment)) return keys;
  return keys.filter((key) => key.environment === environment || key.environment === undefined);
}

function environmentsOf(keys: readonly RootKey[]): readonly ProjectEnvironment[] {
  const byName = new Map<string, DocumentUri[]>();
  for (const { environment, directory } of keys) {
    if (environment === undefined) continue;
    const roots = byName.get(environment);
    if (roots === undefined) byName.set(environment, [directory]);
    else roots.push(directory);
  }
  return [...byName]
    .map(([name, roots]) => ({ name, roots }))
    .sort((left, right) => compareText(left.name, right.name));
}

function createRoot(key: RootKey, input: ProjectInput): ProjectRoot {
  const { store, settings } = input;
  const { directory, environment } = key;
  const variables = variablesOf(key, store, settings);
  const resolveSource: EvaluationInput['resolveSource'] = (call, caller, callerDirectory) =>
    resolveModuleSource(call, caller, callerDirectory, directory, store.manifest(directory), (uri) =>
      store.hasConfiguration(uri),
    );
  const evaluation = createRootEvaluation(directory, {
    module: (uri) => store.module(uri),
    resolveSource,
    rootVariables: () => variables.get(),
    workspaceName: key.workspaceName,
    files: createConfinedFiles(directory, input.folders, input.files, input.otherFiles),
  });
  const closure = cell(() => moduleClosure(directory, store), {
    onCycle: (): Closure => ({ directories: new Set([directory]), concernsGroups: true }),
    equal: sameClosure,
  });
  const readParts = createPartReader(evaluation);
  const empty = buildModelOfLists([]);
  const model = cell<NetworkModel>(
    (previous) => (closure.get().concernsGroups ? buildModelOfLists(readParts(), previous) : empty),
    {
      onCycle: () => empty,
      // The base's model is read only while a text differs; an undo must not cost its evaluation.
      keep: true,
    },
  );
  const notInstalled = cell(() => notInstalledCalls(directory, closure.get().directories, store), {
    onCycle: () => [],
  });
  return {
    directory,
    environment,
    variableFiles: key.variableFiles,
    evaluation,
    model: () => model.get(),
    concernsGroups: () => closure.get().concernsGroups,
    directories: () => closure.get().directories,
    notInstalledModules: () => notInstalled.get(),
  };
}

/** The root's variable values, one per name, by Terraform's precedence: default files, environment or given, `-var`. */
function variablesOf(
  key: RootKey,
  store: SourceStore,
  settings: Source<AnalysisSettings>,
): Cell<ReadonlyMap<string, VariableInput>> {
  return cell<ReadonlyMap<string, VariableInput>>(
    () => {
      const beside = store.variableFiles().filter((uri) => parentUri(uri) === key.directory);
      const byName = new Map(beside.map((uri) => [baseName(uri), uri]));
      const defaults = defaultVariableFiles([...byName.keys()]).flatMap((name) => byName.get(name) ?? []);
      const layers = [...defaults, ...key.variableFiles].map((uri): ReadonlyMap<string, VariableInput> => {
        const tree: SyntaxTree | undefined = store.tree(uri);
        return tree === undefined ? new Map() : readVariableFile(tree);
      });
      const given = new Map<string, VariableInput>();
      for (const [name, text] of settingsAt(settings.get(), key.directory).variables)
        {given.set(name, { kind: 'text', text });}
      return chooseVariables([...layers, given]);
    },
    { onCycle: () => new Map(), equal: sameEntries },
  );
}

function sameEntries(left: ReadonlyMap<string, unknown>, right: ReadonlyMap<string, unknown>): boolean {
  if (left.size !== right.size) return false;
  for (const [name, value] of left) if (right.get(name) !== value) return false;
  return true;
}
