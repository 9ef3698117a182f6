/**
 * Finds references to groups in values of any shape: what a module's output or an argument of an unknown resource type
 * passes on. Such a use says that the group serves somebody, and no more. The same for target groups of balancers.
 */

import { resourceInstance, type ResourceMode } from '../configuration/address';
import type {
  LocalDeclaration,
  ModuleCallDeclaration,
  OutputDeclaration,
  ResourceDeclaration,
} from '../configuration/declarations';
import { mentionsIn, type MentionedResource } from '../configuration/mentions';
import type { ModuleEvaluation } from '../evaluation/evaluation';
import type { EvaluatedBody, EvaluatedResource } from '../evaluation/resource';
import { referencesOf } from '../evaluation/staticReferences';
import type { Reference, Value } from '../evaluation/value';
import type { TargetGroupUse } from '../network/endpoints';
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

export type Use = GroupUse | TargetGroupUse;

interface UsedType {
  /** That knows the type. */
  readonly provider: string;
  readonly kind: Use['kind'];
}

const securityGroups: UsedType = { provider: 'aws', kind: 'group-use' };
const targetGroups: UsedType = { provider: 'aws', kind: 'target-group-use' };

/** Types that are groups, data sources of the same name too, and target groups. */
const usedTypes: ReadonlyMap<string, UsedType> = new Map([
  ['aws_security_group', securityGroups],
  ['aws_default_security_group', securityGroups],
  ['aws_lb_target_group', targetGroups],
  ['aws_alb_target_group', targetGroups],
]);

/** Types that only look at how a target group fares. */
const watchingTypes = /^aws_(?:cloudwatch_|appautoscaling_|autoscaling_policy$)/;

function usedType(mode: ResourceMode, type: string): UsedType | undefined {
  const used = usedTypes.get(type);
  return mode === 'managed' || (mode === 'data' && used?.kind === 'group-use') ? used : undefined;
}

/** What uses of groups were found: by the addresses of the groups. */
type Found = Map<string, UsedType>;

/** One use for each group that the value refers to, however deep inside, each group once. */
export function groupUsesOfValue(value: Value, user: GroupUser): readonly Use[] {
  const found: Found = new Map();
  collect(value, found);
  return usesOf(found, user);
}

function usesOf(found: Found, user: GroupUser): readonly Use[] {
  return Array.from(found, ([address, { provider, kind }]) => ({
    kind,
    address: user.address,
    provider,
    certainty: user.certainty,
    origin: user.origin,
    headerOrigin: user.headerOrigin,
    group: { kind: 'part', address },
  }));
}

/** Uses of groups in a resource of which nothing is known but its text. */
export function groupUses(resource: EvaluatedResource): readonly Use[] {
  const found: Found = new Map();
  collectBody(resource.body, found);
  return usesOf(withMentioned(resource, found), declaredPart(resource));
}

/** Uses of groups that stand in the text of a resource, a script for example, other than the groups it carries. */
export function mentionedGroupUses(
  resource: EvaluatedResource,
  isCarried: (address: string) => boolean,
): readonly Use[] {
  const found = withMentioned(resource, new Map());
  for (const address of found.keys()) if (isCarried(address)) found.delete(address);
  return usesOf(found, declaredPart(resource));
}

/** Inside a text ("${aws_security_group.db.id},…") a group leaves no trace in the value. */
function withMentioned(resource: EvaluatedResource, found: Found): Found {
  for (const { mode, type, name, key } of mentionsIn(resource.declaration.block).resources) {
    const used = usedType(mode, type);
    if (used === undefined || !isUse(used, resource.address.type)) continue;
    found.set(resourceInstance(resource.address.module, mode, type, name, key).text, used);
  }
  return found;
}

/** Where the adapter of a type reads what it registers, or it registers nothing, its mentions say no more. */
function isUse({ kind }: UsedType, type: string): boolean {
  return kind === 'group-use' || !(registeringTypes.has(type) || watchingTypes.test(type));
}

const registeringTypes = new Set(['aws_autoscaling_group', 'aws_ecs_service', 'aws_ecs_task_set']);

type Naming = LocalDeclaration | OutputDeclaration | ModuleCallDeclaration;

/** Whether the text of a declaration names a group by its id: cheap to ask, nothing is evaluated. */
export function namesGroup(declaration: Naming): boolean {
  return namedGroups(declaration).length > 0;
}

/** A group as the key of a module's resource. */
interface NamedGroup {
  readonly key: string;
  readonly used: UsedType;
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
    const used = usedType(length === 3 ? 'data' : 'managed', texts[length - 2] ?? '');
    const attribute = texts[length];
    if (used === undefined || ![undefined, 'id', 'arn'].includes(attribute)) return [];
    return [{ key: texts.slice(0, length).join('.'), used }];
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
): readonly Use[] {
  const found: Found = new Map();
  for (const { key, used } of namedGroups(declaration)) {
    const group = module.declarations().resources.get(key);
    for (const { address } of group === undefined ? [] : module.instances(group)) {
      found.set(address.text, used);
    }
  }
  if (found.size === 0) return [];
  const shown: Found = new Map();
  for (const value of values) collect(value, shown);
  for (const address of shown.keys()) found.delete(address);
  return usesOf(found, user);
}

function collectBody(body: EvaluatedBody, found: Found): void {
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
  const type = block.labels[0]?.text ?? '';
  return (
    argumentNames.some((name) => groupArgument.test(name)) || resources.some((each) => isUsed(each, type))
  );
}

function isUsed({ mode, type }: MentionedResource, user: string): boolean {
  const used = usedType(mode, type);
  return used !== undefined && isUse(used, user);
}

function collect(value: Value, found: Found): void {
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
      if (value.reference !== undefined) collectReference(value.reference, found);
      for (const candidate of value.candidates ?? []) collect(candidate, found);
      for (const element of value.elements?.certain ?? []) collect(element, found);
      for (const element of value.elements?.possible ?? []) collect(element, found);
      return;
    }
    default:
      return;
  }
}

/** By whichever attribute, but one: the suffix of a target group's ARN is the name that its metrics have. */
function collectReference({ resource, path }: Reference, found: Found): void {
  const used = usedType(resource.mode, resource.type);
  if (used !== undefined && path[0] !== 'arn_suffix') found.set(resource.text, used);
}
