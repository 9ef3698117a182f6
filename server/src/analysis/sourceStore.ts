/**
 * The texts of a workspace as reactive sources, and what is read from each file alone: its tree, its declarations,
 * its variable values. This is where change enters; nothing here knows about modules being called or evaluated.
 */

import type { ModuleDeclarations } from '../configuration/declarations';
import type { ModuleManifest } from '../configuration/moduleSources';
import { parseModuleManifest } from '../configuration/moduleSources';
import type { FileDeclarations } from '../configuration/readDeclarations';
import { readDeclarations } from '../configuration/readDeclarations';
import { readModule } from '../configuration/readModule';
import { isTerragruntFile } from '../configuration/terragruntNames';
import { isVariableFile } from '../configuration/variableFiles';
import { isModuleFile, moduleFiles } from '../configuration/moduleFiles';
import type { Cell, Source } from '../reactive/cell';
import { cell, source, untracked } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import { baseName, parentUri, resolveUri } from '../source/documentUri';
import type { SourceFile } from '../source/sourceFile';
import { createSourceFile } from '../source/sourceFile';
import type { ModuleShape } from './shape';
import { sameShape, shapeOfFile, shapeOfModule } from './shape';
import { reparse } from '../syntax/reparse';
import type { SyntaxTree } from '../syntax/tree';
import { compareText } from '../source/compareText';

/** What a file is to the analysis; others are not kept. */
export type FileRole = 'module' | 'variables' | 'terragrunt' | 'manifest';

export interface SourceStore {
  /** Adds or replaces a file; one whose role is unknown is ignored. `like` lends unchanged items (a git base). */
  set(uri: DocumentUri, text: string, version?: number, like?: SharedFile): void;
  remove(uri: DocumentUri): void;
  /** The current text; undefined for a file that is not kept. */
  file(uri: DocumentUri): SourceFile | undefined;
  /** The tree; undefined for a file that is not kept. Reactive. */
  tree(uri: DocumentUri): SyntaxTree | undefined;
  /** Everything kept, in no order. Reactive in the list. */
  uris(): Iterable<DocumentUri>;
  /** The module in a directory; undefined where there is none. Reactive. */
  module(directory: DocumentUri): ModuleDeclarations | undefined;
  hasConfiguration(directory: DocumentUri): boolean;
  /**
   * What can be told of the module in a directory without keeping its trees; the same object while nothing that it
   * decides has changed (places of calls may have moved). Reactive.
   */
  shape(directory: DocumentUri): ModuleShape | undefined;
  /** The same with the calls where they stand now: another object after every edit of a file that calls modules. */
  placedShape(directory: DocumentUri): ModuleShape | undefined;
  /** Files of a directory that are kept. Reactive. */
  filesIn(directory: DocumentUri): readonly DocumentUri[];
  /** Directories that hold a module, sorted. Reactive. */
  directories(): readonly DocumentUri[];
  /** Tells which files belong to modules and were not read: too large, or links to elsewhere. Replaces what was told. */
  leaveOut(uris: ReadonlySet<DocumentUri>): void;
  /** Whether a module is without one of its files. Reactive. */
  isPartial(directory: DocumentUri): boolean;
  /** Variable files of the workspace; reactive in the list, not in their text. */
  variableFiles(): readonly DocumentUri[];
  /** Terragrunt's files of the workspace, sorted; reactive as above. */
  terragruntFiles(): readonly DocumentUri[];
  /**
   * Brings the lists of directories and variable files up to date after files were added or removed. To be called
   * before they are read, and never inside a cell.
   */
  settle(): void;
  /** What `terraform init` installed for a root. Reactive. */
  manifest(root: DocumentUri): ModuleManifest | undefined;
}

/** Tells a file's role by its name and place; undefined for everything that is not read. */
export function fileRole(uri: DocumentUri): FileRole | undefined {
  const name = baseName(uri);
  if (isModuleFile(name)) return 'module';
  if (isVariableFile(name)) return 'variables';
  if (isTerragruntFile(name)) return 'terragrunt';
  if (uri.endsWith('/.terraform/modules/modules.json')) return 'manifest';
  return undefined;
}

/** The same file in another version of the workspace. The tree is asked for only when this one's is. */
export interface SharedFile {
  readonly file: SourceFile;
  readonly tree: () => SyntaxTree | undefined;
}

interface FileState {
  readonly text: Source<SourceFile>;
  readonly shape: Cell<ModuleShape>;
  readonly tree: Cell<SyntaxTree | undefined>;
  readonly declarations: Cell<FileDeclarations | undefined>;
}

interface DirectoryState {
  /** Module files and variable files of the directory by name; `revision` counts its changes. */
  readonly names: Map<string, DocumentUri>;
  readonly revision: Source<number>;
  readonly placedShape: Cell<ModuleShape | undefined>;
  readonly shape: Cell<ModuleShape | undefined>;
  readonly module: Cell<ModuleDeclarations | undefined>;
}

export function createSourceStore(): SourceStore {
  const files = new Map<DocumentUri, FileState>();
  const directories = new Map<DocumentUri, DirectoryState>();
  const manifests = new Map<DocumentUri, Source<string | undefined>>();
  const fileRevision = source(0);
  const leftOut = source<ReadonlySet<DocumentUri>>(new Set());
  const none = (): undefined => undefined;

  const createFile = (file: SourceFile, like: SharedFile | undefined): FileState => {
    const text = source(file);
    const tree = cell<SyntaxTree | undefined>(
      (previous) => {
        const current = text.get();
        const lender = previous ?? (like === undefined ? undefined : untracked(() => like.tree()));
        return lender?.file.text === current.text ? lender : reparse(lender, current);
      },
      { onCycle: none },
    );
    const declarations = cell(
      () => {
        const current = tree.get();
        return current === undefined ? undefined : readDeclarations(current);
      },
      { onCycle: none },
    );
    const shape = cell(() => shapeOfFile(text.get(), () => tree.get()), {
      onCycle: () => shapeOfModule([]),
      equal: (left, right) => sameShape(left, right) && samePlaces(left, right),
    });
    return { text, shape, tree, declarations };
  };

  const directory = (uri: DocumentUri): DirectoryState => {
    let found = directories.get(uri);
    if (found === undefined) {
      const names = new Map<string, DocumentUri>();
      const revision = source(0);
      const module = cell(
        () => {
          revision.get();
          const chosen = moduleFiles([...names.keys()]);
          if (chosen.length === 0) return undefined;
          const declared = chosen.flatMap((file) => {
            const member = names.get(file.name);
            const read = member === undefined ? undefined : files.get(member)?.declarations.get();
            return read === undefined ? [] : [read];
          });
          return readModule(uri, declared);
        },
        { onCycle: none },
      );
      const placedShape = cell(
        () => {
          revision.get();
          const chosen = moduleFiles([...names.keys()]);
          if (chosen.length === 0) return undefined;
          return shapeOfModule(
            chosen.flatMap((file) => {
              const member = names.get(file.name);
              return (member === undefined ? undefined : files.get(member)?.shape.get()) ?? [];
            }),
          );
        },
        { onCycle: none },
      );
      const shape = cell(() => placedShape.get(), { onCycle: none, equal: sameShape });
      found = { names, revision, placedShape, shape, module };
      directories.set(uri, found);
    }
    return found;
  };

  const directoryList = createUriList();
  const variableList = createUriList();
  const terragruntList = createUriList();

  const place = (uri: DocumentUri, present: boolean): void => {
    const parent = parentUri(uri);
    const state = directory(parent);
    if (present) state.names.set(baseName(uri), uri);
    else state.names.delete(baseName(uri));
    state.revision.set(state.revision.get() + 1);
    directoryList.put(parent, hasModuleFile(state));
  };

  const manifestSource = (uri: DocumentUri): Source<string | undefined> => {
    let found = manifests.get(uri);
    if (found === undefined) manifests.set(uri, (found = source<string | undefined>(undefined)));
    return found;
  };
  const manifestCells = new Map<DocumentUri, Cell<ModuleManifest | undefined>>();

  return {
    set(uri, text, version, like) {
      const role = fileRole(uri);
      if (role === undefined) return;
      if (role === 'manifest') {
        manifestSource(uri).set(text);
        return;
      }
      const known = files.get(uri);
      if (known !== undefined) {
        const current = known.text.get();
        if (current.text !== text || current.version !== version) {
          known.text.set(createSourceFile(uri, text, version));
        }
        return;
      }
      // The same text is kept once, and the tree made from it, too.
      const kept = like?.file.text === text ? like.file : undefined;
      files.set(uri, createFile(kept ?? createSourceFile(uri, text, version), like));
      place(uri, true);
      fileRevision.set(fileRevision.get() + 1);
      if (role === 'variables') variableList.put(uri, true);
      if (role === 'terragrunt') terragruntList.put(uri, true);
    },
    remove(uri) {
      const role = fileRole(uri);
      if (role === 'manifest') manifestSource(uri).set(undefined);
      if (!files.delete(uri)) return;
      place(uri, false);
      fileRevision.set(fileRevision.get() + 1);
      variableList.put(uri, false);
      terragruntList.put(uri, false);
    },
    file: (uri) => files.get(uri)?.text.get(),
    tree: (uri) => files.get(uri)?.tree.get(),
    uris() {
      fileRevision.get();
      return files.keys();
    },
    module: (uri) => directory(uri).module.get(),
    shape: (uri) => directory(uri).shape.get(),
    placedShape: (uri) => directory(uri).placedShape.get(),
    hasConfiguration(uri) {
      const state = directory(uri);
      state.revision.get();
      return hasModuleFile(state);
    },
    filesIn(uri) {
      const state = directory(uri);
      state.revision.get();
      return [...state.names.values()];
    },
    leaveOut: (uris) => {
      leftOut.set(uris);
    },
    isPartial(uri) {
      const left = leftOut.get();
      if (left.size === 0) return false;
      // One that an editor has opened is there after all.
      const state = directory(uri);
      state.revision.get();
      for (const each of left) {
        if (parentUri(each) === uri && fileRole(each) === 'module' && !state.names.has(baseName(each))) {
          return true;
        }
      }
      return false;
    },
    directories: () => directoryList.get(),
    variableFiles: () => variableList.get(),
    terragruntFiles: () => terragruntList.get(),
    settle() {
      directoryList.settle();
      variableList.settle();
      terragruntList.settle();
    },
    manifest(root) {
      let found = manifestCells.get(root);
      if (found === undefined) {
        const text = manifestSource(resolveUri(root, '.terraform/modules/modules.json'));
        found = cell(
          () => {
            const current = text.get();
            return current === undefined ? undefined : parseModuleManifest(current);
          },
          { onCycle: none },
        );
        manifestCells.set(root, found);
      }
      return found.get();
    },
  };
}

function hasModuleFile(state: DirectoryState): boolean {
  for (const name of state.names.keys()) if (isModuleFile(name)) return true;
  return false;
}

/** Whether the sources of calls stand where they stood, in the same text. */
function samePlaces(left: ModuleShape, right: ModuleShape): boolean {
  for (const [name, { location }] of left.moduleCalls) {
    if (right.moduleCalls.get(name)?.location.file !== location.file) return false;
  }
  return true;
}

/** A sorted list that is filled one by one and sorted once, before it is read. */
interface UriList {
  put(uri: DocumentUri, present: boolean): void;
  settle(): void;
  get(): readonly DocumentUri[];
}

function createUriList(): UriList {
  const members = new Set<DocumentUri>();
  const list = source<readonly DocumentUri[]>([]);
  let settled = true;
  return {
    put(uri, present) {
      if (members.has(uri) === present) return;
      if (present) members.add(uri);
      else members.delete(uri);
      settled = false;
    },
    settle() {
      if (settled) return;
      settled = true;
      list.set([...members].sort(compareText));
    },
    get: () => list.get(),
  };
}
