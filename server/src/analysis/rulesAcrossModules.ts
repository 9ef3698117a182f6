/**
 * Rules between groups of different modules: they stand where both ids are known, in the module from which the calls of
 * both lead, with the ids as outputs hand them out. What the rule looks like is the provider's business.
 */

import type {
  InstanceKey,
  ModuleInstanceAddress,
  ModuleStep,
  ResourceInstanceAddress,
} from '../configuration/address';
import { keyText } from '../configuration/address';
import { argumentOf } from '../configuration/readDeclarations';
import type { ModuleEvaluation, RootEvaluation } from '../evaluation/evaluation';
import type { Value } from '../evaluation/value';
import type { RuleDraft, RulePlace, RuleWriters } from '../network/ruleWriter';
import { parseResourceInstanceAddress } from '../providers/resourceAddress';
import type { DocumentUri } from '../source/documentUri';
import { originOf } from '../syntax/tree';
import { isStandIn } from './standIns';

/** The same writers, which beside a group's own module try the one above it. */
export function writersAcrossModules(writers: RuleWriters, evaluation: RootEvaluation): RuleWriters {
  return (provider) => {
    const writer = writers(provider);
    if (writer === undefined) return undefined;
    return {
      ...writer,
      addRule(draft, view, place) {
        if (place !== undefined) return writer.addRule(draft, view, place);
        const own = isOurs(draft.group.origin.anchor.uri) ? writer.addRule(draft, view) : undefined;
        if (own !== undefined) return own;
        const above = placeAbove(draft, evaluation);
        return above === undefined ? undefined : writer.addRule(draft, view, above);
      },
    };
  };
}

/** What `terraform init` installed is written anew by it, and what stands in for it is nowhere. */
export function isOurs(uri: DocumentUri): boolean {
  return !uri.includes('/.terraform/') && !isStandIn(uri);
}

/** Where the ids of the rule's groups are known together; undefined where no module knows them, or not surely. */
function placeAbove({ group, peer }: RuleDraft, evaluation: RootEvaluation): RulePlace | undefined {
  const owner = parseResourceInstanceAddress(group.address);
  const named = peer.kind === 'group' ? parseResourceInstanceAddress(peer.group.address) : undefined;
  if (owner === undefined || (peer.kind === 'group' && named === undefined)) return undefined;
  const { steps } = owner.module;
  const shared = named === undefined ? steps.length : sharedSteps(owner.module, named.module);
  const path = pathTo(evaluation, owner.module);
  const module = path?.slice(0, shared + 1).findLast(({ directory }) => isOurs(directory));
  if (path === undefined || module === undefined) return undefined;
  const below = path.slice(path.indexOf(module) + 1);
  // A module that is called more than once has the rule in each instance, where these keys may mean nothing.
  const isOnce =
    module.address.steps.length === 0 || below.every(({ address }) => lastKey(address) === undefined);
  const groupId = isOnce && hasDefaultProvider(path.at(-1), below, owner) ? idIn(module, owner) : undefined;
  const peerId = named === undefined ? undefined : idIn(module, named);
  if (groupId === undefined || (named !== undefined && peerId === undefined)) return undefined;
  const call = below[0]?.call?.declaration;
  const { resources } = module.declarations();
  return {
    origin: call === undefined ? group.origin : originOf(call.anchor, call.block.span),
    group: groupId,
    peer: peerId,
    isTaken: (type, name) => resources.has(`${type}.${name}`),
  };
}

function sharedSteps(one: ModuleInstanceAddress, other: ModuleInstanceAddress): number {
  const differs = one.steps.findIndex(({ name, key }, index) => {
    const step = other.steps[index];
    return step?.name !== name || keyText(step.key) !== keyText(key);
  });
  return differs < 0 ? one.steps.length : differs;
}

/** The module instances from the root to the address, both included; undefined where one is not there. */
function pathTo(
  { root }: RootEvaluation,
  { steps }: ModuleInstanceAddress,
): readonly ModuleEvaluation[] | undefined {
  const path = [root];
  for (const step of steps) {
    const next = childOf(path.at(-1) ?? root, step);
    if (next === undefined) return undefined;
    path.push(next);
  }
  return path;
}

function childOf(module: ModuleEvaluation, { name, key }: ModuleStep): ModuleEvaluation | undefined {
  const call = module.declarations().moduleCalls.get(name);
  const children = call === undefined ? [] : module.children(call);
  return children.find(({ address }) => keyText(lastKey(address)) === keyText(key));
}

function lastKey({ steps }: ModuleInstanceAddress): InstanceKey | undefined {
  return steps.at(-1)?.key;
}

/**
 * Whether the group is made by the provider that a rule above its module would be made by: not by another region's or
 * account's.
 */
function hasDefaultProvider(
  module: ModuleEvaluation | undefined,
  below: readonly ModuleEvaluation[],
  { mode, type, name }: ResourceInstanceAddress,
): boolean {
  const key = mode === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
  const block = module?.declarations().resources.get(key)?.block;
  if (block === undefined || argumentOf(block, 'provider') !== undefined) return false;
  return below.every(({ call }) => {
    return call === undefined || argumentOf(call.declaration.block, 'providers') === undefined;
  });
}

/** Expression of the id of a resource in the module; undefined where no output of a module below hands it out. */
function idIn(module: ModuleEvaluation, target: ResourceInstanceAddress): string | undefined {
  const step = target.module.steps[module.address.steps.length];
  if (step === undefined) {
    const { mode, type, name } = target;
    const key = keyExpression(target.key);
    return key === undefined ? undefined : `${mode === 'data' ? 'data.' : ''}${type}.${name}${key}.id`;
  }
  const child = childOf(module, step);
  const key = keyExpression(step.key);
  if (child === undefined || key === undefined) return undefined;
  for (const name of child.declarations().outputs.keys()) {
    const path = pathInValue(child.output(name), target);
    if (path !== undefined) return `module.${step.name}${key}.${name}${path}`;
  }
  return undefined;
}

/** Where in a value the id of the resource is: `''` for the value itself, `["a"]` or `[0]` for an element of it. */
function pathInValue(value: Value, target: ResourceInstanceAddress): string | undefined {
  if (isIdOf(value, target)) return '';
  if (value.kind === 'map' || value.kind === 'object') {
    for (const [key, entry] of value.entries) if (isIdOf(entry, target)) return keyExpression(key);
  }
  if (value.kind === 'list' || value.kind === 'tuple') {
    const index = value.elements.findIndex((element) => isIdOf(element, target));
    if (index >= 0) return keyExpression(index);
  }
  return undefined;
}

function isIdOf(value: Value, target: ResourceInstanceAddress): boolean {
  if (value.kind !== 'unknown' || value.reference === undefined || value.candidates !== undefined) {
    return false;
  }
  const { resource, path } = value.reference;
  return resource.text === target.text && path.length === 1 && path[0] === 'id';
}

/** The key with its brackets; undefined where it is not known, or would be read as a template. */
function keyExpression(key: InstanceKey | undefined): string | undefined {
  if (typeof key === 'object' || (typeof key === 'string' && /[$%]\{/.test(key))) return undefined;
  return keyText(key);
}
