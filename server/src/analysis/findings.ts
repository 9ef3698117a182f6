/**
 * Findings with their places: located in the current texts, merged where several roots or environments share a file,
 * and marked where a comment suppresses them. Kept file by file, so that an edit looks at the files of which it changed
 * something: how the findings of one file come about is fileFindings.ts.
 */

import type { Finding } from '../checks/check';
import type { SuppressionOptions, SuppressionSyntax } from '../checks/suppressions';
import { isVariableFile } from '../configuration/variableFiles';
import type { NetworkModel } from '../network/networkModel';
import { cell, type Cell, type Source } from '../reactive/cell';
import { compareText } from '../source/compareText';
import type { DocumentUri } from '../source/documentUri';
import { baseName, parentUri } from '../source/documentUri';
import type { Location } from '../source/origin';
import type { KeyedFindings } from './fileFindings';
import {
  findingsOfFile,
  inOrder,
  noFindings,
  remarksOn,
  sameContext,
  suppressionOptions,
  valuesOf,
} from './fileFindings';
import { placeAll, type FindingsInFile, type PlacedList } from './findingPlaces';
import type { Project } from './project';
import type { RootAnalysis } from './rootAnalysis';
import type { AnalysisSettings } from './settings';
import { createWorkspaceSuppressions, type Comments } from './workspaceSuppressions';

export interface LocatedFinding {
  readonly finding: Finding;
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
  /** The roots (and their environments) in which it holds; at least one. */
  readonly holdsIn: readonly FindingContext[];
  readonly suppressed: FindingSuppression | undefined;
}

export interface RelatedLocation {
  readonly location: Location;
  readonly message: string;
}

export interface FindingContext {
  readonly root: DocumentUri;
  readonly environment: string | undefined;
}

export interface FindingSuppression {
  readonly reason: string;
  readonly by: SuppressionSyntax;
}

/** A call whose source is neither a directory here nor installed by `terraform init`. */
export interface NotInstalledModule {
  readonly location: Location;
  readonly source: string;
}

/**
 * Findings by the file in which they stand, in order of place; only files with findings, in no order. A list in which
 * nothing changed is the same object as the last time.
 */
export type FindingsByFile = ReadonlyMap<DocumentUri, readonly LocatedFinding[]>;

/** What a look at the findings gave: another object whenever something changed. The map goes with the time. */
export interface CollectedFindings {
  readonly byFile: FindingsByFile;
}

export interface FindingCollector {
  /** To be called inside a cell. A finding about which nothing changed is the same object as the last time. */
  collect(roots: readonly RootAnalysis[]): CollectedFindings;
  notInstalledModules(roots: readonly RootAnalysis[]): readonly NotInstalledModule[];
}

/** All findings in order of file, then place. */
export function inOrderOfFile(byFile: FindingsByFile): readonly LocatedFinding[] {
  return [...byFile.keys()].sort(compareText).flatMap((uri) => byFile.get(uri) ?? []);
}

export interface CollectorContext {
  readonly project: Project;
  readonly settings: Source<AnalysisSettings>;
  /** The day as `2026-11-30`, for suppressions that expire; undefined where there is no clock. */
  readonly today: () => string | undefined;
  /** Whether there is a base: without one, nothing is looked for that needs one. */
  readonly reviewed: () => boolean;
}

/** A root as it was looked at the last time. */
interface RootState {
  readonly analysis: RootAnalysis;
  /** The place of the root among the others. */
  readonly index: number;
  readonly context: FindingContext;
  placed: readonly PlacedList[];
  /** What it says of each file, in its order. */
  readonly inFile: Map<DocumentUri, readonly FindingsInFile[]>;
  /** The groups whose names findings were compared with, and the files of these findings. */
  groups: NetworkModel['groups'] | undefined;
  readonly comparedIn: Set<DocumentUri>;
  /** Looked at only where there are comments to say something about. */
  directories: ReadonlySet<DocumentUri> | undefined;
}

/** A file as it was looked at the last time. */
interface FileState {
  /** The roots that say something of it, in their order. */
  roots: readonly RootState[];
  found: KeyedFindings;
  remarks: KeyedFindings;
  /** Variable files that its findings come from. */
  values: readonly DocumentUri[];
}

interface State {
  roots: readonly RootState[];
  readonly files: Map<DocumentUri, FileState>;
  /** By variable file, the files with findings that come from it. */
  readonly valueUsers: Map<DocumentUri, Set<DocumentUri>>;
  readonly byFile: Map<DocumentUri, readonly LocatedFinding[]>;
  /** What all findings hang on beside the roots. */
  settings: AnalysisSettings | undefined;
  reviewed: boolean;
  today: string | undefined;
}

const noUris: readonly DocumentUri[] = [];
const noComments: Comments = [];

export function createFindingCollector(context: CollectorContext): FindingCollector {
  const { project } = context;
  const byAnalysis = new WeakMap<RootAnalysis, Cell<readonly PlacedList[]>>();

  /** What a root says, at its places: an edit to one root leaves that of all others as it is. */
  const placedIn = (analysis: RootAnalysis): readonly PlacedList[] => {
    let placed = byAnalysis.get(analysis);
    if (placed === undefined) {
      placed = cell(() => placeAll(analysis, project, context.settings.get()), { onCycle: () => [] });
      byAnalysis.set(analysis, placed);
    }
    return placed.get();
  };

  let state = emptyState();
  let comments = createWorkspaceSuppressions(project);
  let last: CollectedFindings = { byFile: state.byFile };

  const update = (roots: readonly RootAnalysis[]): boolean => {
    const touched = new Set<DocumentUri>();
    const changedComments = comments.refresh();
    for (const uri of changedComments) {
      touched.add(uri);
      state.valueUsers.get(uri)?.forEach((user) => touched.add(user));
    }
    const settings = context.settings.get();
    const reviewed = context.reviewed();
    const today = context.today();
    if (state.settings !== settings || state.reviewed !== reviewed || state.today !== today) {
      Object.assign(state, { settings, reviewed, today });
      state.files.forEach((_, uri) => touched.add(uri));
      comments.byFile.forEach((_, uri) => touched.add(uri));
    }
    if (!sameRoots(state.roots, roots)) exchangeRoots(state, roots, touched);
    for (const root of state.roots) {
      updateRoot(root, placedIn(root.analysis), state, touched);
      if (root.comparedIn.size > 0 && root.analysis.root.model().groups !== root.groups) {
        root.comparedIn.forEach((uri) => touched.add(uri));
        root.comparedIn.clear();
      }
      if (comments.byFile.size > 0) {
        const directories = root.analysis.root.directories();
        if (directories !== root.directories) comments.byFile.forEach((_, uri) => touched.add(uri));
        root.directories = directories;
      }
    }
    if (touched.size === 0) return false;
    return updateFiles(
      state,
      touched,
      comments.byFile,
      suppressionOptions(settings, reviewed, today),
      settings,
    );
  };

  return {
    collect(roots) {
      try {
        if (update(roots)) last = { byFile: state.byFile };
      } catch (error) {
        // Half of an update is worse than none: the next one starts from nothing.
        state = emptyState();
        comments = createWorkspaceSuppressions(project);
        last = { byFile: state.byFile };
        throw error;
      }
      return last;
    },
    notInstalledModules(roots) {
      const found = new Map<string, NotInstalledModule>();
      for (const { root } of roots) {
        for (const { location, source, kind } of root.notInstalledModules()) {
          if (kind === 'missing') continue;
          found.set(`${location.file.uri}\t${location.span.start}`, { location, source });
        }
      }
      return [...found.values()];
    },
  };
}

function emptyState(): State {
  return {
    roots: [],
    files: new Map(),
    valueUsers: new Map(),
    byFile: new Map(),
    settings: undefined,
    reviewed: false,
    today: undefined,
  };
}

function sameRoots(states: readonly RootState[], roots: readonly RootAnalysis[]): boolean {
  return states.length === roots.length && states.every(({ analysis }, index) => analysis === roots[index]);
}

/** Other roots: all files are looked at anew, and what is then the same finding stays the same object. */
function exchangeRoots(state: State, roots: readonly RootAnalysis[], touched: Set<DocumentUri>): void {
  state.roots = roots.map((analysis, index) => ({
    analysis,
    index,
    context: { root: analysis.root.directory, environment: analysis.root.environment },
    placed: [],
    inFile: new Map(),
    groups: undefined,
    comparedIn: new Set(),
    directories: undefined,
  }));
  state.files.forEach((file, uri) => {
    file.roots = [];
    touched.add(uri);
  });
}

/** Takes over what a root says now, where it is something else than before. */
function updateRoot(
  root: RootState,
  placed: readonly PlacedList[],
  state: State,
  touched: Set<DocumentUri>,
): void {
  if (placed === root.placed) return;
  const changed = changedFiles(root.placed, placed);
  root.placed = placed;
  if (changed.size === 0) return;
  const now = new Map<DocumentUri, FindingsInFile[]>();
  for (const list of placed) {
    for (const inFile of list) {
      if (!changed.has(inFile.uri)) continue;
      const known = now.get(inFile.uri);
      if (known === undefined) now.set(inFile.uri, [inFile]);
      else known.push(inFile);
    }
  }
  for (const uri of changed) {
    touched.add(uri);
    const lists = now.get(uri);
    const file = fileState(state, uri);
    if (lists === undefined) {
      root.inFile.delete(uri);
      file.roots = file.roots.filter((each) => each !== root);
    } else {
      root.inFile.set(uri, lists);
      if (!file.roots.includes(root)) {
        file.roots = [...file.roots, root].sort((left, right) => left.index - right.index);
      }
    }
  }
}

/** The files of which one of the lists of lists says something else than the other, or in another order. */
function changedFiles(before: readonly PlacedList[], after: readonly PlacedList[]): Set<DocumentUri> {
  const changed = new Set<DocumentUri>();
  let start = 0;
  let beforeEnd = before.length;
  let afterEnd = after.length;
  // Where there are as many as before, each stands where it stood. Else what is the same on both ends is left out.
  if (beforeEnd !== afterEnd) {
    while (start < beforeEnd && start < afterEnd && before[start] === after[start]) start++;
    while (beforeEnd > start && afterEnd > start && before[beforeEnd - 1] === after[afterEnd - 1]) {
      beforeEnd--;
      afterEnd--;
    }
  }
  const all = beforeEnd !== afterEnd;
  for (let index = start; index < Math.max(beforeEnd, afterEnd); index++) {
    const old = index < beforeEnd ? before[index] : undefined;
    const now = index < afterEnd ? after[index] : undefined;
    if (old === now && !all) continue;
    for (const each of old ?? []) if (all || now?.includes(each) !== true) changed.add(each.uri);
    for (const each of now ?? []) if (all || old?.includes(each) !== true) changed.add(each.uri);
  }
  return changed;
}

function fileState(state: State, uri: DocumentUri): FileState {
  let file = state.files.get(uri);
  if (file === undefined) {
    file = { roots: [], found: noFindings, remarks: noFindings, values: noUris };
    state.files.set(uri, file);
  }
  return file;
}

/** Looks at the files again. Whether a list of findings is another one than before. */
function updateFiles(
  state: State,
  touched: Set<DocumentUri>,
  comments: ReadonlyMap<DocumentUri, Comments>,
  options: SuppressionOptions,
  settings: AnalysisSettings,
): boolean {
  const commentsIn = (uri: DocumentUri): Comments => comments.get(uri) ?? noComments;
  // A comment in a variable file may be of use for a finding in any file.
  const remarked = new Set<DocumentUri>();
  for (const uri of touched) {
    const file = fileState(state, uri);
    const says = file.roots.map((root) => ({ context: root.context, lists: root.inFile.get(uri) ?? [] }));
    const modelOf = (wanted: FindingContext): NetworkModel | undefined => {
      const root = state.roots.find((each) => sameContext(each.context, wanted));
      if (root === undefined) return undefined;
      const model = root.analysis.root.model();
      root.groups = model.groups;
      root.comparedIn.add(uri);
      return model;
    };
    file.found = findingsOfFile(says, modelOf, commentsIn, options, file.found);
    for (const each of file.values) remarked.add(each);
    useValues(state, uri, file);
    for (const each of file.values) remarked.add(each);
    remarked.add(uri);
  }
  let isOther = false;
  for (const uri of remarked) {
    const own = commentsIn(uri);
    const known = state.files.get(uri);
    if (known === undefined && own.length === 0) continue;
    const file = fileState(state, uri);
    file.remarks =
      own.length === 0
        ? noFindings
        : remarksOn(
            own,
            concerned(state, uri, file),
            options,
            settings,
            contextsOf(uri, state),
            file.remarks,
          );
    const before = state.byFile.get(uri);
    const findings = inOrder(file.found, file.remarks, before ?? []);
    if (findings.length === 0) state.byFile.delete(uri);
    else state.byFile.set(uri, findings);
    if (findings !== before && (before !== undefined || findings.length > 0)) isOther = true;
    if (file.roots.length === 0 && findings.length === 0) state.files.delete(uri);
  }
  return isOther;
}

/** Notes from which variable files the findings of a file come. */
function useValues(state: State, uri: DocumentUri, file: FileState): void {
  for (const each of file.values) {
    const users = state.valueUsers.get(each);
    users?.delete(uri);
    if (users?.size === 0) state.valueUsers.delete(each);
  }
  const values = new Set<DocumentUri>();
  for (const located of file.found.values()) {
    for (const value of valuesOf(located)) values.add(value.file.uri);
  }
  file.values = values.size === 0 ? noUris : [...values];
  for (const each of values) {
    const users = state.valueUsers.get(each);
    if (users === undefined) state.valueUsers.set(each, new Set([uri]));
    else users.add(uri);
  }
}

/** The findings that a comment of the file may be for. */
function* concerned(state: State, uri: DocumentUri, { found }: FileState): Iterable<LocatedFinding> {
  yield* found.values();
  if (!isVariableFile(baseName(uri))) return;
  for (const user of state.valueUsers.get(uri) ?? noUris) {
    if (user !== uri) yield* state.files.get(user)?.found.values() ?? [];
  }
}

/** The roots that read a file; its own directory where none does. */
function contextsOf(uri: DocumentUri, { roots }: State): readonly FindingContext[] {
  const directory = parentUri(uri);
  const reading = roots.filter(
    ({ analysis: { root } }) => root.directories().has(directory) || root.variableFiles.includes(uri),
  );
  if (reading.length === 0) return [{ root: directory, environment: undefined }];
  return reading.map((root) => root.context);
}
