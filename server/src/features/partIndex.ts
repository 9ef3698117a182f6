/** Finds parts of a model, and instances of a module, by where they are declared. What was asked once is kept. */

import type { ModuleEvaluation } from '../evaluation/evaluation';
import type { NetworkPart } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import type { DocumentUri } from '../source/documentUri';
import type { Anchor } from '../source/origin';
import type { TopLevelItem } from '../syntax/tree';
import { groupsInValue } from './groupsInValue';

const partsByModel = new WeakMap<NetworkModel, Map<Anchor, readonly NetworkPart[]>>();

const noParts: readonly NetworkPart[] = [];

/** A block with more instances than this is looked for in an index of the whole model, however many it has. */
const mostInstances = 50;

/**
 * Parts of a model that a top-level item declares: several, where the block has several instances. `modules` are the
 * instances of its module in the model's root.
 */
export function partsOfItem(
  model: NetworkModel,
  item: TopLevelItem,
  modules: () => readonly ModuleEvaluation[],
): readonly NetworkPart[] {
  const { node, anchor } = item;
  if (node.kind !== 'block' || (node.type.text !== 'resource' && node.type.text !== 'data')) return noParts;
  let asked = partsByModel.get(model);
  if (asked === undefined) {
    asked = new Map();
    partsByModel.set(model, asked);
  }
  let parts = asked.get(anchor);
  if (parts === undefined) {
    const labels = node.labels.map((label) => label.text);
    const key = [...(node.type.text === 'data' ? ['data'] : []), ...labels].join('.');
    parts = partsByAddress(model, key, anchor, modules()) ?? partsByAnchor(model, anchor);
    asked.set(anchor, parts);
  }
  return parts;
}

/** By the addresses of the instances and by the groups that they name; undefined where that finds nothing. */
function partsByAddress(
  model: NetworkModel,
  key: string,
  anchor: Anchor,
  modules: readonly ModuleEvaluation[],
): readonly NetworkPart[] | undefined {
  if (modules.length > mostInstances) return undefined;
  const instances = modules.flatMap((module) => {
    const declaration = module.declarations().resources.get(key);
    return declaration === undefined ? [] : module.instances(declaration);
  });
  if (instances.length > mostInstances) return undefined;
  const found = new Set<NetworkPart>();
  const add = (part: NetworkPart | undefined): boolean => {
    if (part?.origin.anchor !== anchor) return false;
    found.add(part);
    return true;
  };
  const addRulesOf = (id: string): void => {
    const rules = model.views.get(id)?.rules;
    rules?.ingress.forEach(add);
    rules?.egress.forEach(add);
  };
  for (const { address, body } of instances) {
    const { text } = address;
    const isPart = [
      add(model.groups.get(text)),
      add(model.attachments.get(text)),
      add(model.networks.get(text)),
      add(model.subnets.get(text)),
      add(model.prefixLists.get(text)),
    ].some((each) => each);
    if (isPart) addRulesOf(text);
    else {
      for (const name of body.argumentNames) {
        const value = body.argument(name)?.value;
        if (value !== undefined) groupsInValue(value).forEach(addRulesOf);
      }
    }
  }
  model.unplaced.rules.forEach(add);
  if (found.size === 0) return undefined;
  for (const part of indexOf(model.topology.parts).get(anchor) ?? []) found.add(part);
  return [...found].sort(byPlace);
}

function byPlace(left: NetworkPart, right: NetworkPart): number {
  return left.origin.start - right.origin.start;
}

function partsByAnchor(model: NetworkModel, anchor: Anchor): readonly NetworkPart[] {
  const { groups, rules, attachments, networks, subnets, prefixLists, topology } = model;
  const maps = [groups, attachments, networks, subnets, prefixLists];
  return [rules, topology.parts, ...maps].flatMap((parts) => indexOf(parts).get(anchor) ?? []);
}

type Parts = readonly NetworkPart[] | ReadonlyMap<string, NetworkPart>;

const partsByList = new WeakMap<Parts, ReadonlyMap<Anchor, readonly NetworkPart[]>>();

/** Of parts that an edit did not touch the index stays: only those of the edited kind are gone through again. */
function indexOf(parts: Parts): ReadonlyMap<Anchor, readonly NetworkPart[]> {
  let index = partsByList.get(parts);
  if (index === undefined) {
    const made = new Map<Anchor, NetworkPart[]>();
    for (const part of parts.values()) {
      const known = made.get(part.origin.anchor);
      if (known === undefined) made.set(part.origin.anchor, [part]);
      else known.push(part);
    }
    index = made;
    partsByList.set(parts, index);
  }
  return index;
}

const instancesByList = new WeakMap<
  readonly ModuleEvaluation[],
  ReadonlyMap<DocumentUri, readonly ModuleEvaluation[]>
>();

const noModules: readonly ModuleEvaluation[] = [];

/** Those of a root's module instances that are made from a directory. */
export function instancesOf(
  modules: readonly ModuleEvaluation[],
  directory: DocumentUri,
): readonly ModuleEvaluation[] {
  let byDirectory = instancesByList.get(modules);
  if (byDirectory === undefined) {
    const index = new Map<DocumentUri, ModuleEvaluation[]>();
    for (const module of modules) {
      const known = index.get(module.directory);
      if (known === undefined) index.set(module.directory, [module]);
      else known.push(module);
    }
    byDirectory = index;
    instancesByList.set(modules, byDirectory);
  }
  return byDirectory.get(directory) ?? noModules;
}
