/** Go to definition: where a name is declared, across modules; and the groups that an expression comes down to. */

import type { Workspace } from '../analysis/workspace';
import type { DocumentUri } from '../source/documentUri';
import type { Location } from '../source/origin';
import { originOf } from '../syntax/tree';
import { cursorAt, modulesOf, referenceAt, resolvedGroups } from './cursor';
import type { ResolvedGroup } from './cursor';
import { childDirectories, declarationOf, sourceOfCallAt, symbolsAt } from './symbol';

/**
 * Declarations of the name at an offset. On something that no static name decides (`each.value`), the resolved groups.
 * On the source of a module call, the module's files.
 */
export function definitionsAt(workspace: Workspace, uri: DocumentUri, offset: number): readonly Location[] {
  const cursor = cursorAt(workspace, uri, offset);
  if (cursor === undefined) return [];
  const source = sourceOfCallAt(cursor);
  if (source !== undefined) {
    return childDirectories(workspace, uri, source.callName).flatMap((directory) =>
      firstFileOf(workspace, directory),
    );
  }
  const symbols = symbolsAt(workspace, cursor);
  const declared = symbols.flatMap((symbol) => {
    const module = workspace.project.store.module(symbol.directory);
    const declaration = module === undefined ? undefined : declarationOf(module, symbol);
    if (declaration === undefined) return [];
    return workspace.project.locate(originOf(declaration.anchor, declaration.nameSpan)) ?? [];
  });
  return declared.length > 0 ? declared : implementationsAt(workspace, uri, offset);
}

/** Headers of the groups that the expression at an offset comes down to, through any number of modules. */
export function implementationsAt(
  workspace: Workspace,
  uri: DocumentUri,
  offset: number,
): readonly Location[] {
  const cursor = cursorAt(workspace, uri, offset);
  if (cursor === undefined) return [];
  const reference = referenceAt(cursor);
  const node = reference ?? cursor.place.path.at(-1);
  if (node === undefined) return [];
  const groups = resolvedGroups(cursor, node.span, reference, modulesOf(workspace, uri));
  const places = new Map<string, Location>();
  for (const group of groups) {
    const location = groupLocation(workspace, group);
    if (location !== undefined) places.set(`${location.file.uri}\t${location.span.start}`, location);
  }
  return [...places.values()];
}

/** The header of a group's block; undefined for a group that this configuration does not declare. */
export function groupLocation(workspace: Workspace, { analysis, id }: ResolvedGroup): Location | undefined {
  const group = analysis.root.model().groups.get(id);
  return group === undefined ? undefined : workspace.project.locate(group.headerOrigin);
}

function firstFileOf(workspace: Workspace, directory: DocumentUri): readonly Location[] {
  const { store } = workspace.project;
  const files = [...(store.module(directory)?.files ?? [])];
  const main = files.find((file) => file.endsWith('/main.tf')) ?? files[0];
  const file = main === undefined ? undefined : store.file(main);
  return file === undefined ? [] : [{ file, span: { start: 0, end: 0 } }];
}
