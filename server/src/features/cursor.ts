/**
 * What stands under the cursor: the syntax there, the module instances that the file belongs to, the parts of the
 * network that the block declares, and the groups that the words under the cursor come down to.
 */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import { defaultVariableFiles, isVariableFile } from '../configuration/variableFiles';
import type { ModuleEvaluation } from '../evaluation/evaluation';
import type { Attachment, NetworkPart, PartReference, Rule, SecurityGroup } from '../network/model';
import { referenceId } from '../network/networkModel';
import type { DocumentUri } from '../source/documentUri';
import { baseName, parentUri } from '../source/documentUri';
import type { Origin } from '../source/origin';
import type { Span } from '../source/span';
import { isExpression, nodeAt } from '../syntax/nodes';
import type { NodePath } from '../syntax/nodes';
import { traversalOf } from '../syntax/statics';
import type { Expression, SyntaxTree } from '../syntax/tree';
import { groupsInValue } from './groupsInValue';
import { instancesOf, partsOfItem } from './partIndex';

export interface Cursor {
  readonly uri: DocumentUri;
  readonly tree: SyntaxTree;
  readonly place: NodePath;
}

/** The syntax at an absolute offset; undefined outside every block, and for files that are not kept. */
export function cursorAt(workspace: Workspace, uri: DocumentUri, offset: number): Cursor | undefined {
  const tree = workspace.project.store.tree(uri);
  const place = tree === undefined ? undefined : nodeAt(tree, offset);
  return tree === undefined || place === undefined ? undefined : { uri, tree, place };
}

/** A module instance with the root that it belongs to. */
export interface ModuleInRoot {
  readonly analysis: RootAnalysis;
  readonly module: ModuleEvaluation;
}

/**
 * All instances of the module that a file belongs to, over all roots and environments. A variable file belongs to the
 * roots that read it.
 */
export function modulesOf(workspace: Workspace, uri: DocumentUri): readonly ModuleInRoot[] {
  if (isVariableFile(baseName(uri))) {
    return workspace
      .roots()
      .flatMap((analysis) =>
        readsVariables(analysis, uri) ? [{ analysis, module: analysis.root.evaluation.root }] : [],
      );
  }
  const directory = parentUri(uri);
  const ofRoots = workspace.roots().map((analysis) => {
    const instances = instancesOf(analysis.root.evaluation.modules(), directory);
    let list = listsBefore.get(instances);
    if (list?.analysis !== analysis) {
      list = { analysis, modules: instances.map((module) => ({ analysis, module })) };
      if (instances.length > 0) listsBefore.set(instances, list);
    }
    return list.modules;
  });
  const [first = [], ...others] = ofRoots.filter((list) => list.length > 0);
  return others.length === 0 ? first : [first, ...others].flat();
}

// A module may be called a thousand times, and every question begins here.
const listsBefore = new WeakMap<
  readonly ModuleEvaluation[],
  { readonly analysis: RootAnalysis; readonly modules: readonly ModuleInRoot[] }
>();

/** Whether the root takes values of its variables from the file: unasked, or because somebody named the file for it. */
export function readsVariables({ root }: RootAnalysis, uri: DocumentUri): boolean {
  if (root.variableFiles.includes(uri)) return true;
  return root.directory === parentUri(uri) && defaultVariableFiles([baseName(uri)]).length > 0;
}

/** Parts of a root's model that the block under the cursor declares: several, where it has several instances. */
export function partsDeclaredBy(
  analysis: RootAnalysis,
  { place: { item } }: Cursor,
  modules: readonly ModuleInRoot[],
): readonly NetworkPart[] {
  return partsOfItem(analysis.root.model(), item, () =>
    modules.flatMap((each) => (each.analysis === analysis ? each.module : [])),
  );
}

export function groupsOf(parts: readonly NetworkPart[]): readonly SecurityGroup[] {
  return parts.filter((part) => part.kind === 'security-group');
}

export function rulesOf(parts: readonly NetworkPart[]): readonly Rule[] {
  return parts.filter((part) => part.kind === 'rule');
}

export function attachmentsOf(parts: readonly NetworkPart[]): readonly Attachment[] {
  return parts.filter((part) => part.kind === 'attachment');
}

/** The reference under the cursor as far as the cursor's word: on `local` of `local.a.b`, still the whole of it. */
export function referenceAt(cursor: Cursor): Expression | undefined {
  const { path } = cursor.place;
  let found: Expression | undefined;
  for (let index = path.length - 1; index >= 0; index--) {
    const node = path[index];
    if (node === undefined || !isExpression(node) || traversalOf(node) === undefined) {
      if (found !== undefined) break;
      continue;
    }
    found = node;
  }
  return found;
}

/** A group that the text under the cursor comes down to, in one root. */
export interface ResolvedGroup {
  readonly analysis: RootAnalysis;
  /** Key of the group's view in the root's model. */
  readonly id: string;
}

/**
 * The groups that a span of the item under the cursor comes down to: by the value of the expression, and where that
 * hangs on the instance (`each.value`), by the rules and attachments that were made of the block. Each once.
 * No more than `most` are looked for.
 */
export function resolvedGroups(
  cursor: Cursor,
  span: Span,
  expression: Expression | undefined,
  modules: readonly ModuleInRoot[],
  most = Number.POSITIVE_INFINITY,
): readonly ResolvedGroup[] {
  const found = new Map<string, ResolvedGroup>();
  const add = (analysis: RootAnalysis, id: string | undefined): void => {
    if (id === undefined) return;
    const { directory, environment } = analysis.root;
    found.set(`${directory}\t${environment ?? ''}\t${id}`, { analysis, id });
  };
  const { anchor } = cursor.place.item;
  for (const { analysis, module } of modules) {
    if (expression === undefined || found.size >= most) break;
    for (const id of groupsInValue(module.evaluate(expression, anchor))) add(analysis, id);
  }
  if (found.size > 0) return [...found.values()];
  for (const analysis of new Set(modules.map((each) => each.analysis))) {
    if (found.size >= most) break;
    const parts = partsDeclaredBy(analysis, cursor, modules);
    const covers = (origin: Origin | undefined): boolean =>
      origin?.anchor === anchor && origin.start <= span.start && span.end <= origin.end;
    for (const rule of rulesOf(parts)) {
      if (covers(rule.origins.group)) add(analysis, referenceId(rule.group));
      for (const peer of rule.peers) {
        if (peer.kind !== 'group' || !covers(peer.argumentOrigin)) continue;
        // In a list of groups the origin tells which element stands for which.
        const isThisElement = peer.origin.anchor !== anchor || overlaps(peer.origin, span);
        if (isThisElement) add(analysis, groupId(peer.group, peer.self ? rule.group : undefined));
      }
    }
    for (const attachment of attachmentsOf(parts)) {
      for (const attached of attachment.groups) {
        const { origin } = attached;
        if (origin.anchor === anchor && overlaps(origin, span)) add(analysis, referenceId(attached.group));
      }
    }
  }
  return [...found.values()];
}

function groupId(peer: PartReference, self: PartReference | undefined): string | undefined {
  return referenceId(self ?? peer);
}

function overlaps(origin: Origin, span: Span): boolean {
  return origin.start <= span.end && span.start <= origin.end;
}
