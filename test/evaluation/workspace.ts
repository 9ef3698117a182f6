/**
 * A workspace written as one string: `#- /path.tf` lines begin its files. Gives what evaluation needs from outside,
 * with each file a reactive source that `edit` changes.
 */

import type { ModuleDeclarations } from '../../server/src/configuration/declarations';
import { moduleFiles } from '../../server/src/configuration/moduleFiles';
import { parseModuleManifest, resolveModuleSource } from '../../server/src/configuration/moduleSources';
import { readDeclarations } from '../../server/src/configuration/readDeclarations';
import { readModule } from '../../server/src/configuration/readModule';
import {
  chooseVariables,
  defaultVariableFiles,
  readVariableFile,
} from '../../server/src/configuration/variableFiles';
import type { EvaluationInput, RootEvaluation, VariableInput } from '../../server/src/evaluation/evaluation';
import type { FileAccess } from '../../server/src/evaluation/functionTable';
import { createRootEvaluation } from '../../server/src/evaluation/rootEvaluation';
import type { Cell, Source } from '../../server/src/reactive/cell';
import { cell, source } from '../../server/src/reactive/cell';
import type { DocumentUri } from '../../server/src/source/documentUri';
import { baseName, documentUri, isInside, parentUri, resolveUri } from '../../server/src/source/documentUri';
import type { Origin } from '../../server/src/source/origin';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { reparse } from '../../server/src/syntax/reparse';
import type { SyntaxTree } from '../../server/src/syntax/tree';

export interface Workspace {
  readonly input: EvaluationInput;
  root(path?: string): RootEvaluation;
  text(path: string): string;
  edit(path: string, text: string): void;
  tree(path: string): SyntaxTree;
  /** `path:text` of what stands at an origin. */
  at(origin: Origin | undefined): string;
}

export interface WorkspaceOptions {
  /** Values as of `--var`. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly workspaceName?: string;
  /** Directory of the root; `/` by default. */
  readonly root?: string;
  readonly files?: FileAccess;
}

const uriOf = (path: string): DocumentUri => documentUri(`file:///w${path}`);

/** Texts of the files by path. */
export function splitFiles(text: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const part of text.split(/^#- /m).slice(1)) {
    const lineEnd = part.indexOf('\n');
    files.set(part.slice(0, lineEnd).trim(), part.slice(lineEnd + 1));
  }
  return files;
}

export function createWorkspace(
  content: string | ReadonlyMap<string, string>,
  options: WorkspaceOptions = {},
): Workspace {
  const initial = typeof content === 'string' ? splitFiles(content) : content;
  const texts = new Map<DocumentUri, Source<string>>();
  const trees = new Map<DocumentUri, Cell<SyntaxTree>>();
  for (const [path, text] of initial) {
    const uri = uriOf(path);
    const current = source(text);
    texts.set(uri, current);
    trees.set(
      uri,
      cell<SyntaxTree>((previous) => reparse(previous, createSourceFile(uri, current.get())), {
        onCycle: () => {
          throw new Error('no cycle expected');
        },
      }),
    );
  }
  const treeOf = (uri: DocumentUri): SyntaxTree => {
    const tree = trees.get(uri);
    if (tree === undefined) throw new Error(`no file ${uri}`);
    return tree.get();
  };
  const byDirectory = new Map<DocumentUri, string[]>();
  for (const uri of texts.keys()) {
    const names = byDirectory.get(parentUri(uri));
    if (names === undefined) byDirectory.set(parentUri(uri), [baseName(uri)]);
    else names.push(baseName(uri));
  }
  const namesIn = (directory: DocumentUri): string[] => byDirectory.get(directory) ?? [];
  const modules = new Map<DocumentUri, Cell<ModuleDeclarations | undefined>>();
  const moduleOf = (directory: DocumentUri): ModuleDeclarations | undefined => {
    let found = modules.get(directory);
    if (found === undefined) {
      found = cell(
        () => {
          const files = moduleFiles(namesIn(directory));
          if (files.length === 0) return undefined;
          return readModule(
            directory,
            files.map((file) => readDeclarations(treeOf(resolveUri(directory, file.name)))),
          );
        },
        { onCycle: () => undefined },
      );
      modules.set(directory, found);
    }
    return found.get();
  };
  const rootDirectory = uriOf(options.root ?? '/');
  const manifestText = texts.get(resolveUri(rootDirectory, '.terraform/modules/modules.json'))?.get();
  const manifest = manifestText === undefined ? undefined : parseModuleManifest(manifestText);
  const rootVariables = cell<ReadonlyMap<string, VariableInput>>(
    () =>
      chooseVariables<VariableInput>([
        ...defaultVariableFiles(namesIn(rootDirectory)).map((name) =>
          readVariableFile(treeOf(resolveUri(rootDirectory, name))),
        ),
        new Map(
          Object.entries(options.variables ?? {}).map(([name, text]) => [
            name,
            { kind: 'text', text } as const,
          ]),
        ),
      ]),
    { onCycle: () => new Map() },
  );
  const input: EvaluationInput = {
    module: moduleOf,
    resolveSource: (call, caller, directory) =>
      resolveModuleSource(
        call,
        caller,
        directory,
        rootDirectory,
        manifest,
        (each) => namesIn(each).length > 0,
      ),
    rootVariables: () => rootVariables.get(),
    workspaceName: options.workspaceName ?? 'default',
    files: options.files ?? memoryFiles(rootDirectory, texts),
  };
  return {
    input,
    root: () => createRootEvaluation(rootDirectory, input),
    text: (path) => texts.get(uriOf(path))?.get() ?? '',
    edit: (path, text) => texts.get(uriOf(path))?.set(text),
    tree: (path) => treeOf(uriOf(path)),
    at(origin) {
      if (origin === undefined) return '';
      const { file, items } = treeOf(origin.anchor.uri);
      const item = items.find((each) => each.anchor === origin.anchor);
      if (item === undefined) return 'gone';
      const path = origin.anchor.uri.slice(uriOf('').length);
      return `${path}:${file.text.slice(item.start + origin.start, item.start + origin.end)}`;
    },
  };
}

function memoryFiles(root: DocumentUri, texts: ReadonlyMap<DocumentUri, Source<string>>): FileAccess {
  const find = (path: string): Source<string> | undefined => texts.get(resolveUri(root, path));
  return {
    readText: (path) => {
      const text = find(path)?.get();
      return text === undefined ? { kind: 'missing' } : { kind: 'ok', value: text };
    },
    readBytes: (path) => {
      const text = find(path)?.get();
      return text === undefined ? { kind: 'missing' } : { kind: 'ok', value: new TextEncoder().encode(text) };
    },
    exists: (path) => ({ kind: 'ok', value: find(path) !== undefined }),
    list: (directory, pattern) => {
      const base = resolveUri(root, directory);
      // Enough for the fixtures: a name, or `*.extension`, in the directory itself.
      const names = [...texts.keys()]
        .filter((uri) => isInside(base, uri) && parentUri(uri) === base)
        .map(baseName);
      const matches = (name: string): boolean =>
        pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern;
      return { kind: 'ok', value: names.filter(matches).sort() };
    },
  };
}
