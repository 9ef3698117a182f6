/**
 * Finds references to groups in values of any shape: what a module's output or an argument of an unknown resource type
 * passes on. Such a use says that the group serves somebody, and no more.
 */

import { resourceInstance } from '../configuration/address';
import type {
  LocalDeclaration,
  ModuleCallDeclaration,
  OutputDeclaration,
  ResourceDeclaration,
} from '../configuration/declarations';
import { mentionsIn } from '../configuration/mentions';
import type { ModuleEvaluation } from '../evaluation/evaluation';
import type { EvaluatedBody, EvaluatedResource } from '../evaluation/resource';
import { referencesOf } from '../evaluation/staticReferences';
import type { Reference, Value } from '../evaluation/value';
import type { Certainty, GroupUse } from '../network/model';
import type { Origin } from '../source/origin';
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
  return usesOf(withMentioned(resource, found), declaredPart(resource));
}

/** Uses of groups that stand in the text of a resource, a script for example, other than the groups it carries. */
export function mentionedGroupUses(
  resource: EvaluatedResource,
  isCarried: (address: string) => boolean,
): readonly GroupUse[] {
  const found = withMentioned(resource, new Map());
  for (const address of found.keys()) if (isCarried(address)) found.delete(address);
  return usesOf(found, declaredPart(resource));
}

/** Inside a text ("${aws_security_group.db.id},…") a group leaves no trace in the value. */
function withMentioned(resource: EvaluatedResource, found: Map<string, string>): Map<string, string> {
  for (const { mode, type, name, key } of mentionsIn(resource.declaration.block).resources) {
    const provider = groupTypes.get(type);
    if (provider === undefined) continue;
    found.set(resourceInstance(resource.address.module, mode, type, name, key).text, provider);
  }
  return found;
}

type Naming = LocalDeclaration | OutputDeclaration | ModuleCallDeclaration;

/** Whether the text of a declaration names a group by its id: cheap to ask, nothing is evaluated. */
export function namesGroup(declaration: Naming): boolean {
  return namedGroups(declaration).length > 0;
}

/** A group as the key of a module's resource. */
interface NamedGroup {
  readonly key: string;
  readonly provider: string;
}

const namedBefore = new WeakMap<Naming, readonly NamedGroup[]>();

/** The groups whose id (or ARN, or all of them) the declaration names. */
function namedGroups(declaration: Naming): readonly NamedGroup[] {
  let named = namedBefore.get(declaration);
  if (named === undefined) {
    named = readNamedGroups(declaration);
    namedBefore.set(declaration, named);
  }
  return named;
}

function readNamedGroups(declaration: Naming): readonly NamedGroup[] {
  return referencesOf(declaration).flatMap(({ names }) => {
    const texts = names.map(({ text }) => text);
    const length = texts[0] === 'data' ? 3 : 2;
    const provider = groupTypes.get(texts[length - 2] ?? '');
    const attribute = texts[length];
    if (provider === undefined || ![undefined, 'id', 'arn'].includes(attribute)) return [];
    return [{ key: texts.slice(0, length).join('.'), provider }];
  });
}

/**
 * Uses of groups that a declaration names by their ids, and that its value does not show, because they are part of a
 * text there: where the text goes, nobody can follow.
 */
export function groupUsesInText(
  declaration: Naming,
  values: readonly Value[],
  module: ModuleEvaluation,
  user: GroupUser,
): readonly GroupUse[] {
  const found = new Map<string, string>();
  for (const { key, provider } of namedGroups(declaration)) {
    const group = module.declarations().resources.get(key);
    for (const { address } of group === undefined ? [] : module.instances(group)) {
      found.set(address.text, provider);
    }
  }
  if (found.size === 0) return [];
  const shown = new Map<string, string>();
  for (const value of values) collect(value, shown);
  for (const address of shown.keys()) found.delete(address);
  return usesOf(found, user);
}

function collectBody(body: EvaluatedBody, found: Map<string, string>): void {
  for (const name of body.argumentNames) {
    const argument = body.argument(name);
    if (argument !== undefined) collect(argument.value, found);
  }
  for (const type of body.blockTypes) for (const block of body.blocks(type)) collectBody(block.body, found);
}

const groupArgument = /security_?groups?(?:_?(?:ids?|arns?|names?))?$/i;

/** Whether a block's text can refer to groups: by the name of an argument, or by a reference to one. */
export function mentionsGroups(block: ResourceDeclaration['block']): boolean {
  const { argumentNames, resources } = mentionsIn(block);
  return (
    argumentNames.some((name) => groupArgument.test(name)) ||
    resources.some(({ type }) => groupTypes.has(type))
  );
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
