/**
 * One version of a workspace from texts to network models: its roots, each in each of its environments, evaluated and
 * adapted on demand. The current texts and a base (git HEAD, another directory) are two projects of the same kind.
 */

import type { Finding } from '../checks/check';
import type { ModuleDeclarations } from '../configuration/declarations';
import { detectEnvironments, namedEnvironments, variableFileUri } from '../configuration/environments';
import { resolveModuleSource } from '../configuration/moduleSources';
import { findRoots } from '../configuration/roots';
import { chooseVariables, defaultVariableFiles, readVariableFile } from '../configuration/variableFiles';
import { isInCache } from '../configuration/terragruntNames';
import { recordedCell } from '../evaluation/collectedErrors';
import type { EvaluationInput, RootEvaluation, VariableInput } from '../evaluation/evaluation';
import type { UnitOutputs } from '../evaluation/terragruntInput';
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
import { importedIds, noImports, sameImports, withImports } from './imports';
import { overflowFinding } from './instanceLimit';
import type { RootParts } from './parts';
import { createPartReader, noParts, sameRootParts } from './parts';
import { createRootProblems } from './rootProblems';
import type { AnalysisSettings, FileReader } from './settings';
import { settingsAt } from './settings';
import { isStandIn, standInFor, standInModule } from './standIns';
import type { SourceStore } from './sourceStore';
import { unitFiles, unitModule, unitOutputs, unitVariables } from './terragruntRoot';
import type { TerragruntUnits, UnitPlace, WantedPlace } from './terragruntUnits';
import { createTerragruntUnits, unitSurroundings } from './terragruntUnits';

export interface Project {
  readonly store: SourceStore;
  /** In order of directory, then environment. The same root keeps its object as long as it exists. */
  roots(): readonly ProjectRoot[];
  /** Directories of all root modules, in whichever environments. */
  rootDirectories(): readonly DocumentUri[];
  /** Environments by name, sorted, whichever of them the settings choose. */
  environments(): readonly ProjectEnvironment[];
  /** What Terragrunt's files name and is not here; `withInputs`: what their inputs read as well. */
  wantedByUnits(withInputs: boolean): readonly WantedPlace[];
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
  /** True where Terragrunt applies it: the directory is then the unit's, and its module may stand elsewhere. */
  readonly isUnit: boolean;
  /** Variable files over those that Terraform loads by itself, weakest first. */
  readonly variableFiles: readonly DocumentUri[];
  readonly evaluation: RootEvaluation;
  /**
   * The root's network. Where no file of the root speaks of anything that a network is made of it is empty, and the root
   * is not evaluated for it: most of a large repository is none of our business.
   */
  model(): NetworkModel;
  /** Whether any of its modules speaks of groups, or of anything else that a network is made of. */
  concernsNetwork(): boolean;
  /** Directories of all modules of the root, its own first. */
  directories(): ReadonlySet<DocumentUri>;
  /** Directories of other files that its values may come from: what its Terragrunt unit reads and depends on. */
  surroundings(): ReadonlySet<DocumentUri>;
  /** Calls of modules that are not here, so that nothing is known of what they declare, and what Terragrunt refuses. */
  notInstalledModules(): readonly NotInstalledCall[];
  /** Where it has more instances than are looked at one by one. */
  limitFindings(): readonly Finding[];
  /** What Terraform would refuse, in no order; of a root without a network nothing is said. */
  problems(): readonly Finding[];
}

export interface ProjectInput {
  readonly store: SourceStore;
  readonly settings: Source<AnalysisSettings>;
  /** File functions read inside these folders only. */
  readonly folders: Source<readonly DocumentUri[]>;
  readonly files: FileReader;
  /** Bumped when a file that is not kept in the store may have changed. */
  readonly otherFiles: Source<number>;
  /** Tops of git repositories that hold the folders, as far as they are known. */
  readonly repositories: Source<readonly DocumentUri[]>;
  /** Resource instances that the network of one root is read from; see analysis/instanceLimit.ts where absent. */
  readonly mostInstances?: number | undefined;
}

interface RootKey {
  readonly directory: DocumentUri;
  readonly environment: string | undefined;
  /** Variable files over the default ones, weakest first. */
  readonly variableFiles: readonly DocumentUri[];
  /** `terraform.workspace`. */
  readonly workspaceName: string;
  /** Where Terragrunt applies it. */
  readonly unit: UnitPlace | undefined;
}

export function createProject(input: ProjectInput): Project {
  const { store } = input;
  const known = new Map<string, ProjectRoot>();
  const units = createTerragruntUnits({ ...input, outputs: (unit) => outputsOf(unit) });
  // Which roots there are hangs on every module, but on little of it: a keystroke in a rule leaves all shapes as they are.
  const directories = cell<readonly DocumentUri[]>(
    () => {
      const modules = store.directories().flatMap((directory) => {
        const shape = store.shape(directory);
        return shape === undefined ? [] : [{ ...shape, directory }];
      });
      const taken = units.taken();
      return findRoots(modules).filter((each) => !taken.has(each) && !isInCache(each));
    },
    { onCycle: () => [], equal: (left, right) => left.join('\n') === right.join('\n') },
  );
  const allKeys = cell<readonly RootKey[]>(
    () =>
      [
        ...directories
          .get()
          .flatMap((directory) => rootKeys(directory, store.variableFiles(), input.settings.get())),
        ...units.places().map((unit) => unitKey(unit, input.settings.get())),
      ].sort(compareKeys),
    { onCycle: () => [], equal: sameKeys },
  );
  const keys = cell<readonly RootKey[]>(() => chosenKeys(allKeys.get(), input.settings.get().environment), {
    onCycle: () => [],
    equal: sameKeys,
  });
  const applied = cell<readonly ProjectRoot[]>(
    () => {
      const current = new Map<string, ProjectRoot>();
      for (const key of keys.get()) {
        const text = keyText(key);
        current.set(text, known.get(text) ?? createRoot(key, input, units));
      }
      known.clear();
      for (const [text, root] of current) known.set(text, root);
      return [...current.values()];
    },
    { onCycle: () => [] },
  );
  // A unit elsewhere is read because one here depends on it: it is not looked at for itself.
  const roots = cell<readonly ProjectRoot[]>(
    () => {
      const folders = input.folders.get();
      const isHere = (root: ProjectRoot): boolean =>
        !root.isUnit || folders.some((folder) => isInside(folder, root.directory));
      return applied.get().filter(isHere);
    },
    { onCycle: () => [], equal: sameRoots },
  );
  const unitRoots = cell(
    () => new Map(applied.get().flatMap((root) => (root.isUnit ? [[root.directory, root] as const] : []))),
    { onCycle: () => new Map<DocumentUri, ProjectRoot>() },
  );
  const outputsOf = (unit: DocumentUri): UnitOutputs | undefined => {
    const root = units.place(unit)?.module === undefined ? undefined : unitRoots.get().get(unit);
    return root && unitOutputs(root.evaluation, unit, input.folders.get());
  };
  return {
    store,
    wantedByUnits(withInputs) {
      store.settle();
      return units.wanted(withInputs);
    },
    roots() {
      store.settle();
      return roots.get();
    },
    rootDirectories() {
      store.settle();
      return [...directories.get(), ...units.places().map((unit) => unit.directory)].sort(compareText);
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

function sameRoots(left: readonly ProjectRoot[], right: readonly ProjectRoot[]): boolean {
  return left.length === right.length && left.every((root, index) => root === right[index]);
}

function keyText(key: RootKey): string {
  const unit = key.unit === undefined ? '' : `${key.unit.file} ${key.unit.module ?? ''}`;
  return [key.directory, key.environment ?? '', key.workspaceName, unit, ...key.variableFiles].join('\t');
}

function compareKeys(left: RootKey, right: RootKey): number {
  // Environments of a root are in order already.
  return compareText(left.directory, right.directory);
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
    return [{ directory, environment: undefined, variableFiles: given, workspaceName, unit: undefined }];
  }
  const named = namedEnvironments(directory, settings.environments, (file) => variableFiles.includes(file));
  if (named.length > 0) {
    return named.map(({ name, files, named: { workspaceName: own } }) => ({
      directory,
      environment: name,
      variableFiles: files,
      workspaceName: own ?? workspaceName,
      unit: undefined,
    }));
  }
  const below = variableFiles.filter((uri) => isInside(directory, uri));
  const found = below.length === 0 ? [] : detectEnvironments(directory, below);
  if (found.length === 0) {
    return [{ directory, environment: undefined, variableFiles: [], workspaceName, unit: undefined }];
  }
  return found.map(({ name, files }) => ({
    directory,
    environment: name,
    variableFiles: files,
    workspaceName,
    unit: undefined,
  }));
}

/** A unit is applied in one way: its own files say which. */
function unitKey(unit: UnitPlace, everywhere: AnalysisSettings): RootKey {
  const { directory } = unit;
  const { variableFiles, workspaceName } = settingsAt(everywhere, directory);
  const given = variableFiles.map((path) => variableFileUri(directory, path));
  return { directory, environment: undefined, variableFiles: given, workspaceName, unit };
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

function createRoot(key: RootKey, input: ProjectInput, units: TerragruntUnits): ProjectRoot {
  const { store, settings, folders, files, otherFiles, mostInstances } = input;
  const { directory, environment, unit } = key;
  const module = unit?.module ?? directory;
  const variables = variablesOf(key, store, settings, units);
  const resolveSource: EvaluationInput['resolveSource'] = (call, caller, callerDirectory) => {
    const manifest = store.manifest(module);
    const found = resolveModuleSource(call, caller, callerDirectory, module, manifest, (uri) =>
      isStandIn(uri) ? standInModule(uri) !== undefined : store.hasConfiguration(uri),
    );
    const standIn = found.kind === 'not-installed' ? standInFor(found.source) : undefined;
    return standIn === undefined ? found : { kind: 'directory', directory: standIn };
  };
  const declarationsIn = (uri: DocumentUri): ModuleDeclarations | undefined =>
    isStandIn(uri) ? standInModule(uri) : store.module(uri);
  const moduleAccess = createConfinedFiles(module, folders, files, otherFiles);
  const evaluation = createRootEvaluation(module, {
    module: (uri) =>
      unit !== undefined && uri === module ? unitModule(directory, module, store) : declarationsIn(uri),
    resolveSource,
    rootVariables: () => variables.get(),
    workspaceName: key.workspaceName,
    files:
      module === directory
        ? moduleAccess
        : unitFiles(createConfinedFiles(directory, folders, files, otherFiles), moduleAccess),
  });
  const closure = cell(
    () => (unit === undefined ? moduleClosure(directory, store) : unitClosure(unit, store)),
    {
      onCycle: (): Closure => ({ directories: new Set([directory]), concernsNetwork: true }),
      equal: sameClosure,
    },
  );
  const parts = recordedCell<RootParts>(
    createPartReader(evaluation, (uri) => store.isPartial(uri), mostInstances),
    {
      onCycle: () => noParts,
      equal: sameRootParts,
      keep: true,
    },
  );
  const problems = createRootProblems(evaluation, parts, () => closure.get().directories, store);
  const limits = cell(
    () => (closure.get().concernsNetwork ? parts.get().overflows.map(overflowFinding) : []),
    { onCycle: (): readonly Finding[] => [] },
  );
  const imports = cell(() => importedIds(evaluation.root), { onCycle: () => noImports, equal: sameImports });
  const empty = buildModelOfLists([]);
  const model = cell<NetworkModel>(
    (previous) =>
      closure.get().concernsNetwork
        ? buildModelOfLists(withImports(parts.get().lists, imports.get()), previous)
        : empty,
    {
      onCycle: () => empty,
      // The base's model is read only while a text differs; an undo must not cost its evaluation.
      keep: true,
    },
  );
  const notInstalled = cell(
    () => [
      ...notInstalledCalls(module, closure.get().directories, store),
      ...(unit === undefined ? [] : unitProblems(unit, units, store)),
    ],
    { onCycle: () => [] },
  );
  return {
    directory,
    environment,
    isUnit: unit !== undefined,
    variableFiles: key.variableFiles,
    evaluation,
    model: () => model.get(),
    concernsNetwork: () => closure.get().concernsNetwork,
    directories: () => closure.get().directories,
    surroundings: () => (unit === undefined ? noDirectories : unitSurroundings(unit, units, store)),
    notInstalledModules: () => notInstalled.get(),
    limitFindings: () => limits.get(),
    problems: () => (closure.get().concernsNetwork ? problems.get() : []),
  };
}

const noDirectories: ReadonlySet<DocumentUri> = new Set();

function unitClosure(unit: UnitPlace, store: SourceStore): Closure {
  const closure = moduleClosure(unit.module ?? unit.directory, store);
  const included = unit.includes.map(parentUri);
  return { ...closure, directories: new Set([unit.directory, ...closure.directories, ...included]) };
}

function unitProblems(
  unit: UnitPlace,
  units: TerragruntUnits,
  store: SourceStore,
): readonly NotInstalledCall[] {
  return units.problems(unit).flatMap(({ origin, source, kind, code, message, isOpen }) => {
    const tree = store.tree(origin.anchor.uri);
    const location = tree && locateInTree(tree, origin);
    if (location === undefined) return [];
    const severity = isOpen ? ('information' as const) : undefined;
    return [{ location, source, kind, address: '', said: { code, message, severity } }];
  });
}

/** The root's variable values, one per name, by Terraform's precedence: default files, environment or given, `-var`. */
function variablesOf(
  key: RootKey,
  store: SourceStore,
  settings: Source<AnalysisSettings>,
  units: TerragruntUnits,
): Cell<ReadonlyMap<string, VariableInput>> {
  return cell<ReadonlyMap<string, VariableInput>>(
    () => {
      const given = new Map<string, VariableInput>();
      for (const [name, text] of settingsAt(settings.get(), key.directory).variables) {
        given.set(name, { kind: 'text', text });
      }
      const layerOf = (uri: DocumentUri): ReadonlyMap<string, VariableInput> => {
        const tree: SyntaxTree | undefined = store.tree(uri);
        return tree === undefined ? new Map() : readVariableFile(tree);
      };
      const named = key.variableFiles.map(layerOf);
      if (key.unit?.module !== undefined) {
        const unit = units.unit(key.unit);
        const { directory, module } = key.unit;
        return chooseVariables(unitVariables(unit, directory, module, store, [...named, given]));
      }
      const beside = store.variableFiles().filter((uri) => parentUri(uri) === key.directory);
      const byName = new Map(beside.map((uri) => [baseName(uri), uri]));
      const defaults = defaultVariableFiles([...byName.keys()]).flatMap((name) => byName.get(name) ?? []);
      return chooseVariables([...defaults.map(layerOf), ...named, given]);
    },
    { onCycle: () => new Map(), equal: sameEntries },
  );
}

function sameEntries(left: ReadonlyMap<string, unknown>, right: ReadonlyMap<string, unknown>): boolean {
  if (left.size !== right.size) return false;
  for (const [name, value] of left) if (right.get(name) !== value) return false;
  return true;
}
