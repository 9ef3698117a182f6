/**
 * The Terragrunt units of a workspace: which there are, where their modules stand, and what is wrong with them. Which
 * units there are is told without any other unit's outputs, so that it hangs on nothing that a unit's module says.
 */

import { isCachedSource, isInCache, readUnitSource, unitFileName } from '../configuration/terragruntNames';
import type { FileAccess } from '../evaluation/functionTable';
import type { TerragruntInput, TerragruntProblem } from '../evaluation/terragruntInput';
import type { TerragruntUnit } from '../evaluation/terragruntUnit';
import { createTerragruntUnit } from '../evaluation/terragruntUnit';
import type { Cell, Source } from '../reactive/cell';
import { cell } from '../reactive/cell';
import { compareText } from '../source/compareText';
import type { DocumentUri } from '../source/documentUri';
import { baseName, isInside, parentUri, resolveUri } from '../source/documentUri';
import { createConfinedFiles } from './confinedFiles';
import type { FileReader } from './settings';
import type { SourceStore } from './sourceStore';
import { fileRole } from './sourceStore';

/** A directory that Terragrunt applies. */
export interface UnitPlace {
  /** Its terragrunt.hcl. */
  readonly file: DocumentUri;
  readonly directory: DocumentUri;
  /** Directory of its module; undefined where that is not here. */
  readonly module: DocumentUri | undefined;
  /** Files that it includes. */
  readonly includes: readonly DocumentUri[];
  /** Directories of the units that it depends on. */
  readonly dependencies: readonly DocumentUri[];
}

export interface UnitProblem extends TerragruntProblem {
  readonly code: 'module-not-installed' | 'terragrunt-problem';
  /** What is not here, for a module that is not installed. */
  readonly source: string;
  readonly kind: 'missing' | 'not-installed';
}

export interface TerragruntUnits {
  /** Sorted by directory. Reactive. */
  places(): readonly UnitPlace[];
  /** The place in a directory. Reactive. */
  place(directory: DocumentUri): UnitPlace | undefined;
  /** Directories that are no roots of their own, because units apply them. Reactive. */
  taken(): ReadonlySet<DocumentUri>;
  /** A unit with the outputs of those that it depends on. */
  unit(place: UnitPlace): TerragruntUnit;
  /**
   * What is not here. What the inputs of units read is told too where `withInputs` is set: it takes their evaluation.
   */
  wanted(withInputs: boolean): readonly WantedPlace[];
  /** What keeps a unit from being seen, or Terragrunt from going on. Reactive. */
  problems(place: UnitPlace): readonly UnitProblem[];
}

/** What a unit names and the workspace does not hold. */
export type WantedPlace =
  | { readonly kind: 'file' | 'module'; readonly uri: DocumentUri }
  /** A fetched source: somewhere in the unit's cache. */
  | { readonly kind: 'cached'; readonly unit: DocumentUri; readonly subdirectory: string };

export interface TerragruntUnitsInput {
  readonly store: SourceStore;
  readonly folders: Source<readonly DocumentUri[]>;
  readonly files: FileReader;
  readonly otherFiles: Source<number>;
  readonly repositories: Source<readonly DocumentUri[]>;
  /** What a unit's module gives out; undefined where that is not to be seen. */
  readonly outputs: TerragruntInput['outputs'];
}

/** What a unit is made of, as far as it decides which roots there are. */
interface Layout {
  readonly module: DocumentUri | undefined;
  readonly includes: readonly DocumentUri[];
  readonly dependencies: readonly DocumentUri[];
  /** True where the merged configuration names a source, or the directory holds a module. */
  readonly isUnit: boolean;
}

/** Files that were looked for and are not here; more of them are no help. */
const mostMissed = 2_000;

const noLayout: Layout = { module: undefined, includes: [], dependencies: [], isUnit: false };

export function createTerragruntUnits(input: TerragruntUnitsInput): TerragruntUnits {
  const { store } = input;
  const missed = new Set<DocumentUri>();
  const early = createInput({ ...input, outputs: () => undefined }, missed);
  const late = createInput(input, missed);
  const units = new Map<DocumentUri, { readonly early: TerragruntUnit; readonly late: TerragruntUnit }>();
  const layouts = new Map<DocumentUri, Cell<Layout>>();

  const unitOf = (file: DocumentUri): { readonly early: TerragruntUnit; readonly late: TerragruntUnit } => {
    let found = units.get(file);
    if (found === undefined) {
      const directory = parentUri(file);
      // Units in a circle have no outputs for each other: Terragrunt refuses them.
      const outputs: TerragruntInput['outputs'] = (unit) =>
        reaches(unit, directory, byDirectory.get()) ? undefined : late.outputs(unit);
      found = {
        early: createTerragruntUnit(file, early),
        late: createTerragruntUnit(file, { ...late, outputs }),
      };
      units.set(file, found);
    }
    return found;
  };
  const layoutOf = (file: DocumentUri): Layout => {
    let found = layouts.get(file);
    if (found === undefined) {
      found = cell(() => readLayout(unitOf(file).early, store), {
        onCycle: () => noLayout,
        equal: sameLayout,
      });
      layouts.set(file, found);
    }
    return found.get();
  };

  const places = cell<readonly UnitPlace[]>(
    () => {
      const files = store.terragruntFiles().filter((uri) => baseName(uri) === unitFileName);
      // A clone in a cache holds examples and tests, too.
      const own = files.filter((uri) => !isInCache(uri));
      const all = own.map((file) => ({ file, directory: parentUri(file), ...layoutOf(file) }));
      const included = new Set(all.flatMap(({ includes }) => includes));
      return all
        .filter(({ file, isUnit }) => isUnit && !included.has(file))
        .sort((left, right) => compareText(left.directory, right.directory));
    },
    { onCycle: () => [], equal: samePlaces },
  );
  const byDirectory = cell(() => new Map(places.get().map((place) => [place.directory, place])), {
    onCycle: () => new Map<DocumentUri, UnitPlace>(),
  });
  const taken = cell<ReadonlySet<DocumentUri>>(
    () => new Set(places.get().flatMap(({ directory, module }) => [directory, module ?? directory])),
    { onCycle: () => new Set<DocumentUri>() },
  );

  return {
    places: () => places.get(),
    place: (directory) => byDirectory.get().get(directory),
    taken: () => taken.get(),
    unit: ({ file }) => unitOf(file).late,
    wanted(withInputs) {
      if (withInputs) for (const { file } of places.get()) unitOf(file).early.inputs();
      const wanted = places.get().flatMap((place) => wantedBy(place, unitOf(place.file).early, store));
      for (const uri of missed) {
        if (store.file(uri) === undefined) wanted.push({ kind: 'file', uri });
        else missed.delete(uri);
      }
      return wanted;
    },
    problems(place) {
      const unit = unitOf(place.file).early;
      const own = unit.problems().map((problem) => ({ ...problem, ...asProblem }));
      const cycle = dependencyCycle(place, unit, byDirectory.get());
      return [...own, ...cycle, ...moduleProblems(place, unit)];
    },
  };
}

const asProblem = { code: 'terragrunt-problem', source: '', kind: 'missing' } as const;

function createInput(input: TerragruntUnitsInput, missed: Set<DocumentUri>): TerragruntInput {
  const { store, folders, files, otherFiles, repositories } = input;
  const isKept = (uri: DocumentUri): boolean => store.filesIn(parentUri(uri)).includes(uri);
  const onDisk = (uri: DocumentUri): boolean => {
    otherFiles.get();
    if (!folders.get().some((folder) => isInside(folder, uri))) return false;
    const answer = files.exists(uri);
    return answer.kind === 'ok' && answer.value;
  };
  const isFile = (uri: DocumentUri): boolean => {
    const role = fileRole(uri);
    if (role === undefined) return onDisk(uri);
    const isHere = isKept(uri);
    // For whoever reads files: which of them would have been looked at changes no value.
    if (!isHere && role === 'terragrunt' && missed.size < mostMissed) missed.add(uri);
    return isHere;
  };
  return {
    // A file that comes back must not go unnoticed.
    tree: (uri) => (isKept(uri) ? store.tree(uri) : undefined),
    isFile,
    exists: (uri) => isFile(uri) || store.filesIn(uri).length > 0,
    files: (directory): FileAccess => createConfinedFiles(directory, folders, files, otherFiles),
    repositoryRoot(directory) {
      let at = directory;
      const around = folders.get().filter((folder) => isInside(folder, directory));
      // Nested repositories are rare; where nothing tells, the outermost folder is the repository.
      for (; around.some((folder) => isInside(folder, at)); at = parentUri(at)) {
        if (onDisk(resolveUri(at, '.git/HEAD')) || onDisk(resolveUri(at, '.git'))) return at;
        if (parentUri(at) === at) break;
      }
      const tops = repositories.get().filter((top) => isInside(top, directory));
      return [...tops, ...around].sort((left, right) => left.length - right.length)[0];
    },
    outputs: (unit) => input.outputs(unit),
  };
}

function readLayout(unit: TerragruntUnit, store: SourceStore): Layout {
  const directory = parentUri(unit.file);
  const source = unit.source();
  const includes = unit.includes().flatMap(({ target }) => target ?? []);
  const dependencies = unit.dependencies().flatMap((each) => each.unit ?? []);
  const common = { includes, dependencies };
  if (source === undefined || source.kind === 'null' || (source.kind === 'string' && source.value === '')) {
    const isModule = store.hasConfiguration(directory);
    return { ...common, module: isModule ? directory : undefined, isUnit: isModule };
  }
  if (source.kind !== 'string') return { ...common, module: undefined, isUnit: true };
  const place = readUnitSource(source.value, directory);
  if (place.kind === 'local') {
    const module = store.hasConfiguration(place.directory) ? place.directory : undefined;
    return { ...common, module, isUnit: true };
  }
  const cached = store
    .directories()
    .filter((candidate) => isCachedSource(directory, candidate, place.subdirectory));
  // Several are left from sources before: which one is meant cannot be told.
  return { ...common, module: cached.length === 1 ? cached[0] : undefined, isUnit: true };
}

function wantedBy(place: UnitPlace, unit: TerragruntUnit, store: SourceStore): WantedPlace[] {
  const units = place.dependencies.map((directory) => resolveUri(directory, unitFileName));
  const files = [...place.includes, ...units].filter((uri) => store.file(uri) === undefined);
  const wanted: WantedPlace[] = files.map((uri) => ({ kind: 'file', uri }));
  const source = unit.source();
  if (place.module === undefined && source?.kind === 'string') {
    const target = readUnitSource(source.value, place.directory);
    wanted.push(
      target.kind === 'local'
        ? { kind: 'module', uri: target.directory }
        : { kind: 'cached', unit: place.directory, subdirectory: target.subdirectory },
    );
  }
  return wanted;
}

function moduleProblems(place: UnitPlace, unit: TerragruntUnit): readonly UnitProblem[] {
  const source = unit.source();
  if (place.module !== undefined || source?.origin === undefined) return [];
  const { origin } = source;
  const code = 'module-not-installed';
  if (source.kind !== 'string') {
    const because =
      source.kind === 'unknown' && source.reason.detail !== '' ? ` (${source.reason.detail})` : '';
    const message = `Where this unit's module stands is not known${because}, so what it declares cannot be seen.`;
    return [{ code, message, origin, isOpen: true, source: '', kind: 'missing' }];
  }
  const local = readUnitSource(source.value, place.directory).kind === 'local';
  const message = local
    ? `There is no module in ${source.value}, so what this unit declares cannot be seen. Correct the path.`
    : `The module ${source.value} is not fetched, so what this unit declares cannot be seen. Run terragrunt init.`;
  return [
    { code, message, origin, isOpen: true, source: source.value, kind: local ? 'missing' : 'not-installed' },
  ];
}

/** A way from a unit along dependencies back to itself: Terragrunt refuses it. Told at each unit of the circle. */
function dependencyCycle(
  place: UnitPlace,
  unit: TerragruntUnit,
  places: ReadonlyMap<DocumentUri, UnitPlace>,
): readonly UnitProblem[] {
  return unit.dependencies().flatMap(({ unit: target, origin, label }): UnitProblem[] => {
    if (target === undefined || !reaches(target, place.directory, places)) return [];
    const way = target === place.directory ? 'itself' : `a unit that depends on this one`;
    const message = `The dependency "${label}" is ${way}: Terragrunt refuses units that depend on each other in a circle, and the outputs are not known. Remove one of the dependencies.`;
    return [{ ...asProblem, message, origin, isOpen: false }];
  });
}

function reaches(
  start: DocumentUri,
  goal: DocumentUri,
  places: ReadonlyMap<DocumentUri, UnitPlace>,
): boolean {
  const seen = new Set<DocumentUri>();
  const pending = [start];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === goal) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    pending.push(...(places.get(next)?.dependencies ?? []));
  }
  return false;
}

/** Directories of everything that a unit's values may come from: its dependencies, and files that it may read. */
export function unitSurroundings(
  place: UnitPlace,
  units: TerragruntUnits,
  store: SourceStore,
): ReadonlySet<DocumentUri> {
  const directories = new Set<DocumentUri>();
  for (const uri of store.terragruntFiles()) {
    const directory = parentUri(uri);
    // Another unit's own file concerns this one through dependencies alone.
    if (baseName(uri) !== unitFileName || isInside(directory, place.directory)) directories.add(directory);
  }
  const pending = [...place.dependencies];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (directories.has(next)) continue;
    directories.add(next);
    const dependency = units.place(next);
    if (dependency === undefined) continue;
    if (dependency.module !== undefined) directories.add(dependency.module);
    pending.push(...dependency.dependencies);
  }
  return directories;
}

function sameLayout(left: Layout, right: Layout): boolean {
  return (
    left.module === right.module &&
    left.isUnit === right.isUnit &&
    left.includes.join('\n') === right.includes.join('\n') &&
    left.dependencies.join('\n') === right.dependencies.join('\n')
  );
}

function samePlaces(left: readonly UnitPlace[], right: readonly UnitPlace[]): boolean {
  return (
    left.length === right.length &&
    left.every((place, index) => {
      const other = right[index];
      return other?.file === place.file && sameLayout({ ...place, isUnit: true }, { ...other, isUnit: true });
    })
  );
}
