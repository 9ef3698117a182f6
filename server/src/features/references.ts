/** Find references: every place that names a declaration, and for a group also the rules and attachments it ends up in. */

import type { Workspace } from '../analysis/workspace';
import type { Declaration, ModuleDeclarations } from '../configuration/declarations';
import { anchorOfItem } from '../configuration/declarations';
import { isVariableFile, readVariableFile } from '../configuration/variableFiles';
import { referencesOf } from '../evaluation/staticReferences';
import type { StaticReference } from '../evaluation/staticReferences';
import type { DocumentUri } from '../source/documentUri';
import { baseName } from '../source/documentUri';
import type { Location, Origin } from '../source/origin';
import { originOf } from '../syntax/tree';
import { cursorAt } from './cursor';
import type { NamedSymbol } from './symbol';
import { declarationOf, symbolsAt } from './symbol';

/** Places that name what is at an offset, in order of file and place, each once. */
export function referencesAt(
  workspace: Workspace,
  uri: DocumentUri,
  offset: number,
  includeDeclaration: boolean,
): readonly Location[] {
  const cursor = cursorAt(workspace, uri, offset);
  if (cursor === undefined) return [];
  const origins: Origin[] = [];
  for (const symbol of symbolsAt(workspace, cursor)) {
    if (includeDeclaration) origins.push(...declaringOrigins(workspace, symbol));
    origins.push(...namingOrigins(workspace, symbol), ...resolvedUses(workspace, symbol));
  }
  const found = new Map<string, Location>();
  for (const origin of origins) {
    const location = workspace.project.locate(origin);
    if (location === undefined) continue;
    const { start, end } = location.span;
    // A use that was found by its value as well as by its name is one use: the name is the smaller of the two.
    found.set(`${location.file.uri}\t${start}\t${end}`, location);
  }
  return withoutEnclosing([...found.values()]);
}

function declaringOrigins(workspace: Workspace, symbol: NamedSymbol): readonly Origin[] {
  const module = workspace.project.store.module(symbol.directory);
  const declaration = module === undefined ? undefined : declarationOf(module, symbol);
  return declaration === undefined ? [] : [originOf(declaration.anchor, declaration.nameSpan)];
}

function namingOrigins(workspace: Workspace, symbol: NamedSymbol): readonly Origin[] {
  const { store } = workspace.project;
  const own = store.module(symbol.directory);
  if (own === undefined) return [];
  switch (symbol.kind) {
    case 'variable':
      return [
        ...namedIn(own, ['var', symbol.name]),
        ...callsOf(workspace, symbol.directory).flatMap(({ call }) => {
          const input = call.inputs.get(symbol.name);
          return input === undefined ? [] : [originOf(anchorOfItem(call, input), input.name.span)];
        }),
        ...variableFilesOf(workspace, symbol.directory).flatMap((uri) => {
          const tree = store.tree(uri);
          const value = tree === undefined ? undefined : readVariableFile(tree).get(symbol.name);
          return value === undefined ? [] : [originOf(value.anchor, value.nameSpan)];
        }),
      ];
    case 'local':
      return namedIn(own, ['local', symbol.name]);
    case 'module':
      return namedIn(own, ['module', symbol.name]);
    case 'resource':
      return namedIn(own, symbol.name.split('.'));
    case 'output':
      return callsOf(workspace, symbol.directory).flatMap(({ call, module }) =>
        namedIn(module, ['module', call.name, symbol.name]),
      );
  }
}

/** Spans of the last of `names`, wherever a module's expressions begin with them. */
function namedIn(module: ModuleDeclarations, names: readonly string[]): readonly Origin[] {
  return declarationsOf(module).flatMap((declaration) =>
    referencesOf(declaration).flatMap((reference) => originOfNames(reference, names) ?? []),
  );
}

function originOfNames(reference: StaticReference, names: readonly string[]): Origin | undefined {
  const first = reference.names[0];
  const last = reference.names[names.length - 1];
  if (first === undefined || last === undefined) return undefined;
  if (!names.every((name, index) => reference.names[index]?.text === name)) return undefined;
  return originOf(reference.anchor, { start: first.span.start, end: last.span.end });
}

function declarationsOf(module: ModuleDeclarations): readonly Declaration[] {
  return [
    ...module.variables.values(),
    ...module.locals.values(),
    ...module.outputs.values(),
    ...module.resources.values(),
    ...module.moduleCalls.values(),
    ...module.providers,
  ];
}

interface CallSite {
  readonly call: ModuleDeclarations['moduleCalls'] extends ReadonlyMap<string, infer Call> ? Call : never;
  readonly module: ModuleDeclarations;
}

/** The calls that lead to a directory, each once. */
function callsOf(workspace: Workspace, directory: DocumentUri): readonly CallSite[] {
  const found = new Map<object, CallSite>();
  for (const { root } of workspace.roots()) {
    for (const each of root.evaluation.modules()) {
      if (each.directory !== directory || each.call === undefined) continue;
      found.set(each.call.declaration, {
        call: each.call.declaration,
        module: each.call.caller.declarations(),
      });
    }
  }
  return [...found.values()];
}

function variableFilesOf(workspace: Workspace, directory: DocumentUri): readonly DocumentUri[] {
  const environments = workspace
    .roots()
    .filter(({ root }) => root.directory === directory)
    .flatMap(({ root }) => root.variableFiles);
  const beside = workspace.project.store.filesIn(directory).filter((uri) => isVariableFile(baseName(uri)));
  return [...new Set([...beside, ...environments])];
}

/** Rules and attachments that a group ends up in, though they name it through variables and outputs only. */
function resolvedUses(workspace: Workspace, symbol: NamedSymbol): readonly Origin[] {
  if (symbol.kind !== 'resource') return [];
  const module = workspace.project.store.module(symbol.directory);
  const declaration = module?.resources.get(symbol.name);
  if (declaration === undefined) return [];
  return workspace.roots().flatMap(({ root }) => {
    const model = root.model();
    return [...model.views.values()].flatMap((view) => {
      if (view.group?.origin.anchor !== declaration.anchor) return [];
      const id = view.id;
      const names = (group: { kind: string; address?: string }): boolean =>
        group.kind === 'part' && group.address === id;
      return [
        ...view.namedBy.flatMap((rule) =>
          rule.peers.flatMap((peer) =>
            peer.kind === 'group' && names(peer.group) ? [peer.argumentOrigin] : [],
          ),
        ),
        ...[...view.rules.ingress, ...view.rules.egress].flatMap((rule) =>
          rule.declaredAs === 'standalone' && rule.origins.group !== undefined ? [rule.origins.group] : [],
        ),
        ...view.attachments.flatMap((attachment) =>
          attachment.groups.flatMap((attached) => (names(attached.group) ? [attached.origin] : [])),
        ),
      ];
    });
  });
}

/** Drops places that hold another one of the list. In order of file and place. */
function withoutEnclosing(locations: readonly Location[]): readonly Location[] {
  const sorted = [...locations].sort(
    (left, right) =>
      (left.file.uri < right.file.uri ? -1 : left.file.uri > right.file.uri ? 1 : 0) ||
      left.span.start - right.span.start ||
      right.span.end - left.span.end,
  );
  // From the end, so that whatever begins inside a place has been seen before it.
  const kept: Location[] = [];
  let first = Number.POSITIVE_INFINITY;
  for (const location of sorted.reverse()) {
    if (location.file !== kept.at(-1)?.file) first = Number.POSITIVE_INFINITY;
    if (first <= location.span.end) continue;
    first = location.span.end;
    kept.push(location);
  }
  return kept.reverse();
}
