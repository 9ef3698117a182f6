/** What a name under the cursor declares or refers to, statically: the thing that definition and references agree on. */

import type { Workspace } from '../analysis/workspace';
import type { ModuleDeclarations } from '../configuration/declarations';
import type { DocumentUri } from '../source/documentUri';
import { baseName, parentUri } from '../source/documentUri';
import type { StaticTraversal } from '../syntax/statics';
import { plainText, traversalOf } from '../syntax/statics';
import { isVariableFile } from '../configuration/variableFiles';
import type { Cursor } from './cursor';
import { modulesOf, readsVariables, referenceAt } from './cursor';

/** A declared name: in which module's directory, and what. Resources by their key (`aws_vpc.main`, `data.a.b`). */
export interface NamedSymbol {
  readonly directory: DocumentUri;
  readonly kind: 'variable' | 'local' | 'output' | 'resource' | 'module';
  readonly name: string;
}

/**
 * The symbols under the cursor; several where a module's output or input belongs to modules that differ by root.
 * Empty on anything that is no name.
 */
export function symbolsAt(workspace: Workspace, cursor: Cursor): readonly NamedSymbol[] {
  const directory = parentUri(cursor.uri);
  const reference = referenceAt(cursor);
  const traversal = reference === undefined ? undefined : traversalOf(reference);
  if (traversal !== undefined && !isObjectKey(cursor)) {
    return symbolsOfTraversal(workspace, cursor, traversal, directory);
  }
  return declaredHere(workspace, cursor, directory);
}

/** The bare key of an object looks like a reference and is none. */
function isObjectKey({ place }: Cursor): boolean {
  const node = place.path.at(-1);
  return place.path.some(
    (outer) =>
      outer.kind === 'object' && outer.items.some(({ key }) => key === node && key.kind === 'variable'),
  );
}

function symbolsOfTraversal(
  workspace: Workspace,
  cursor: Cursor,
  { root, steps }: StaticTraversal,
  directory: DocumentUri,
): readonly NamedSymbol[] {
  const names = [root, ...steps.flatMap((step) => (step.kind === 'attribute' ? [step.name] : []))];
  const name = (index: number): string => names[index]?.text ?? '';
  switch (root.text) {
    case 'var':
      return [{ directory, kind: 'variable', name: name(1) }];
    case 'local':
      return [{ directory, kind: 'local', name: name(1) }];
    case 'module': {
      const output = names[2];
      // On `module.a` itself the call is meant; on the output and behind it, the output.
      if (output === undefined || cursor.place.offset < output.span.start) {
        return [{ directory, kind: 'module', name: name(1) }];
      }
      return childDirectories(workspace, cursor.uri, name(1)).map((child) => ({
        directory: child,
        kind: 'output',
        name: output.text,
      }));
    }
    case 'data':
    case 'ephemeral':
      return [{ directory, kind: 'resource', name: `${root.text}.${name(1)}.${name(2)}` }];
    case 'resource':
      // The long form of a reference (https://developer.hashicorp.com/terraform/language/expressions/references).
      return [{ directory, kind: 'resource', name: `${name(1)}.${name(2)}` }];
    case 'each':
    case 'count':
    case 'self':
    case 'path':
    case 'terraform':
      return [];
    default:
      return [{ directory, kind: 'resource', name: `${root.text}.${name(1)}` }];
  }
}

function declaredHere(workspace: Workspace, cursor: Cursor, directory: DocumentUri): readonly NamedSymbol[] {
  const { item, offset, path } = cursor.place;
  const { node } = item;
  const on = (span: { readonly start: number; readonly end: number }): boolean =>
    span.start <= offset && offset <= span.end;
  if (node.kind === 'argument') {
    const isVariable = isVariableFile(baseName(cursor.uri)) && on(node.name.span);
    if (!isVariable) return [];
    return variablesDirectories(workspace, cursor.uri).map((each) => ({
      directory: each,
      kind: 'variable',
      name: node.name.text,
    }));
  }
  const [first, second] = node.labels;
  const onHeader = offset < node.body.span.start;
  switch (node.type.text) {
    case 'variable':
    case 'output':
    case 'module':
      if (onHeader && first !== undefined) {
        return [{ directory, kind: node.type.text, name: first.text }];
      }
      break;
    case 'resource':
      if (onHeader && first !== undefined && second !== undefined) {
        return [{ directory, kind: 'resource', name: `${first.text}.${second.text}` }];
      }
      break;
    case 'data':
    case 'ephemeral':
      if (onHeader && first !== undefined && second !== undefined) {
        return [{ directory, kind: 'resource', name: `${node.type.text}.${first.text}.${second.text}` }];
      }
      break;
    case 'locals': {
      const local = path.find((each) => each.kind === 'argument' && on(each.name.span));
      if (local?.kind === 'argument') return [{ directory, kind: 'local', name: local.name.text }];
      break;
    }
    default:
  }
  if (node.type.text === 'module' && first !== undefined) {
    const input = path.find((each) => each.kind === 'argument' && on(each.name.span));
    if (input?.kind === 'argument') {
      return childDirectories(workspace, cursor.uri, first.text).map((child) => ({
        directory: child,
        kind: 'variable',
        name: input.name.text,
      }));
    }
  }
  return [];
}

/** The directories that a module call of a file's module leads to. */
export function childDirectories(
  workspace: Workspace,
  uri: DocumentUri,
  callName: string,
): readonly DocumentUri[] {
  const found = new Set<DocumentUri>();
  for (const { module } of modulesOf(workspace, uri)) {
    const call = module.declarations().moduleCalls.get(callName);
    if (call === undefined) continue;
    for (const child of module.children(call)) found.add(child.directory);
  }
  return [...found];
}

/** A variable file belongs to the root modules that read it; one that none reads, to the module beside it. */
function variablesDirectories(workspace: Workspace, uri: DocumentUri): readonly DocumentUri[] {
  const using = workspace.roots().filter((analysis) => readsVariables(analysis, uri));
  const directories = new Set(using.map(({ root }) => root.directory));
  return directories.size === 0 ? [parentUri(uri)] : [...directories];
}

/** The module call whose `source` the cursor is on. */
export function sourceOfCallAt(cursor: Cursor): { readonly callName: string } | undefined {
  const { node } = cursor.place.item;
  if (node.kind !== 'block' || node.type.text !== 'module') return undefined;
  const inSource = cursor.place.path.some((each) => each.kind === 'argument' && each.name.text === 'source');
  const name = node.labels[0]?.text;
  const argument = node.body.items.find((each) => each.kind === 'argument' && each.name.text === 'source');
  const written = argument?.kind === 'argument' ? plainText(argument.value) : undefined;
  return inSource && name !== undefined && written !== undefined ? { callName: name } : undefined;
}

/** The declaration of a symbol, if its module has it. */
export function declarationOf(declarations: ModuleDeclarations, symbol: NamedSymbol) {
  switch (symbol.kind) {
    case 'variable':
      return declarations.variables.get(symbol.name);
    case 'local':
      return declarations.locals.get(symbol.name);
    case 'output':
      return declarations.outputs.get(symbol.name);
    case 'resource':
      return declarations.resources.get(symbol.name);
    case 'module':
      return declarations.moduleCalls.get(symbol.name);
  }
}
