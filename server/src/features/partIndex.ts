/** Finds parts of a model, and instances of a module, by where they are declared. Made once per model, on first use. */

import type { ModuleEvaluation } from '../evaluation/evaluation';
import type { NetworkPart } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import type { DocumentUri } from '../source/documentUri';
import type { Anchor } from '../source/origin';

const partsByModel = new WeakMap<NetworkModel, ReadonlyMap<Anchor, readonly NetworkPart[]>>();

const noParts: readonly NetworkPart[] = [];

/** Parts of a model that a top-level block declares: several, where the block has several instances. */
export function partsAt(model: NetworkModel, anchor: Anchor): readonly NetworkPart[] {
  let parts = partsByModel.get(model);
  if (parts === undefined) {
    parts = indexParts(model);
    partsByModel.set(model, parts);
  }
  return parts.get(anchor) ?? noParts;
}

function indexParts(model: NetworkModel): ReadonlyMap<Anchor, readonly NetworkPart[]> {
  const byAnchor = new Map<Anchor, NetworkPart[]>();
  const add = (parts: Iterable<NetworkPart>): void => {
    for (const part of parts) {
      const known = byAnchor.get(part.origin.anchor);
      if (known === undefined) byAnchor.set(part.origin.anchor, [part]);
      else known.push(part);
    }
  };
  add(model.groups.values());
  add(model.rules);
  add(model.attachments.values());
  add(model.networks.values());
  add(model.subnets.values());
  return byAnchor;
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
