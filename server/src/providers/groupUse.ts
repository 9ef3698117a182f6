/**
 * Finds references to groups in values of any shape: what a module's output or an argument of an unknown resource type
 * passes on. Such a use says that the group serves somebody, and no more.
 */

import { resourceInstance } from '../configuration/address';
import type { EvaluatedBody, EvaluatedResource } from '../evaluation/resource';
import type { Reference, Value } from '../evaluation/value';
import type { Certainty, GroupUse } from '../network/model';
import type { Origin } from '../source/origin';
import { walkExpressions } from '../syntax/nodes';
import { traversalOf, type StaticTraversal } from '../syntax/statics';
import type { Block } from '../syntax/tree';
import { declaredPart } from './part';

/** Who uses: the part that the uses are reported under. */
export interface GroupUser {
  /** Address of a resource instance, or of an output (`module.a.output.sg_id`). */
  readonly address: string;
  readonly certainty: Certainty;
  readonly origin: Origin;
  readonly headerOrigin: Origin;
}

/** Managed types and data sources that are groups, and the provider that knows them. */
const groupTypes: ReadonlyMap<string, string> = new Map([
  ['aws_security_group', 'aws'],
  ['aws_default_security_group', 'aws'],
]);

/** The group that a reference leads to, by whichever of its attributes; undefined when it leads elsewhere. */
export function referencedGroup(
  reference: Reference,
): { readonly address: string; readonly provider: string } | undefined {
  const { type, mode, text } = reference.resource;
  const provider = mode === 'ephemeral' ? undefined : groupTypes.get(type);
  return provider === undefined ? undefined : { address: text, provider };
}

/** One use for each group that the value refers to, however deep inside, each group once. */
export function groupUsesOfValue(value: Value, user: GroupUser): readonly GroupUse[] {
  const found = new Map<string, string>();
  collect(value, found);
  return usesOf(found, user);
}

function usesOf(found: ReadonlyMap<string, string>, user: GroupUser): readonly GroupUse[] {
  return Array.from(found, ([address, provider]) => ({
    kind: 'group-use',
    address: user.address,
    provider,
    certainty: user.certainty,
    origin: user.origin,
    headerOrigin: user.headerOrigin,
    group: { kind: 'part', address },
  }));
}

/** Uses of groups in a resource of which nothing is known but its text. */
export function groupUses(resource: EvaluatedResource): readonly GroupUse[] {
  const found = new Map<string, string>();
  collectBody(resource.body, found);
  // Inside a text ("${aws_security_group.db.id},…") a group leaves no trace in the value.
  for (const traversal of mentionsIn(resource.declaration.block).references) {
    collectMention(traversal, resource, found);
  }
  return usesOf(found, declaredPart(resource));
}

function collectBody(body: EvaluatedBody, found: Map<string, string>): void {
  for (const name of body.argumentNames) {
    const argument = body.argument(name);
    if (argument !== undefined) collect(argument.value, found);
  }
  for (const type of body.blockTypes) for (const block of body.blocks(type)) collectBody(block.body, found);
}

function collectMention(
  { root, steps }: StaticTraversal,
  resource: EvaluatedResource,
  found: Map<string, string>,
): void {
  const isData = root.text === 'data';
  const [type, name, index] = isData
    ? [stepName(steps[0]), stepName(steps[1]), steps[2]]
    : [root.text, stepName(steps[0]), steps[1]];
  const provider = type === undefined ? undefined : groupTypes.get(type);
  if (type === undefined || name === undefined || provider === undefined) return;
  const key =
    index?.kind === 'index' ? (index.keyType === 'number' ? Number(index.key) : index.key) : undefined;
  const mode = isData ? 'data' : 'managed';
  found.set(resourceInstance(resource.address.module, mode, type, name, key).text, provider);
}

function stepName(step: StaticTraversal['steps'][number] | undefined): string | undefined {
  return step?.kind === 'attribute' ? step.name.text : undefined;
}

interface Mentions {
  /** An argument's name says that it takes groups. */
  readonly byName: boolean;
  /** References to resources or data sources that are groups. */
  readonly references: readonly StaticTraversal[];
}

const mentions = new WeakMap<Block, Mentions>();

/** Whether a block's text can refer to groups: by the name of an argument, or by a reference to one. */
export function mentionsGroups(block: Block): boolean {
  const { byName, references } = mentionsIn(block);
  return byName || references.length > 0;
}

function mentionsIn(block: Block): Mentions {
  let found = mentions.get(block);
  if (found === undefined) {
    found = { byName: namesGroupArgument(block), references: referencesIn(block) };
    mentions.set(block, found);
  }
  return found;
}

const groupArgument = /security_?groups?(?:_?(?:ids?|arns?|names?))?$/i;

function namesGroupArgument(block: Block): boolean {
  return block.body.items.some((item) =>
    item.kind === 'argument' ? groupArgument.test(item.name.text) : namesGroupArgument(item),
  );
}

function referencesIn(block: Block): readonly StaticTraversal[] {
  const references: StaticTraversal[] = [];
  walkExpressions(block, (expression) => {
    const traversal = traversalOf(expression);
    // A computed key ends what is static; the reference before it is visited next.
    if (traversal === undefined) return undefined;
    const type = traversal.root.text === 'data' ? stepName(traversal.steps[0]) : traversal.root.text;
    if (type !== undefined && groupTypes.has(type)) references.push(traversal);
    return false;
  });
  return references;
}

function collect(value: Value, found: Map<string, string>): void {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      for (const element of value.elements) collect(element, found);
      return;
    case 'map':
    case 'object':
      for (const entry of value.entries.values()) collect(entry, found);
      return;
    case 'unknown': {
      const group = value.reference === undefined ? undefined : referencedGroup(value.reference);
      if (group !== undefined) found.set(group.address, group.provider);
      for (const candidate of value.candidates ?? []) collect(candidate, found);
      for (const element of value.elements?.certain ?? []) collect(element, found);
      for (const element of value.elements?.possible ?? []) collect(element, found);
      return;
    }
    default:
      return;
  }
}
