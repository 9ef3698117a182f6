/**
 * Reads the network parts of a root: each network resource of each module instance through its provider's adapter, in
 * chunks (partChunks.ts), so that an edit adapts again only what stands near it.
 */

import type { ModuleCallDeclaration, ResourceDeclaration } from '../configuration/declarations';
import { recordedCell } from '../evaluation/collectedErrors';
import type { ModuleEvaluation, RootEvaluation } from '../evaluation/evaluation';
import type { NetworkPart } from '../network/model';
import { keepEqualParts, sameElements } from '../network/sameParts';
import type { DocumentUri } from '../source/documentUri';
import type { GroupUser } from '../providers/groupUse';
import { groupUsesInText, groupUsesOfValue, namesGroup } from '../providers/groupUse';
import type { Cell } from '../reactive/cell';
import type { Anchor } from '../source/origin';
import { originOf } from '../syntax/tree';
import type { Overflow } from './instanceLimit';
import { isTooMany, mostNetworkInstances, overflowAt, partsBeyond, sameOverflows } from './instanceLimit';
import { createChunks, type PartChunk } from './partChunks';

const none: readonly NetworkPart[] = [];

/** Where the instances of a root become too many: before this declaration are so many of its chunk. */
interface Cut {
  readonly declaration: ResourceDeclaration;
  readonly instances: number;
  readonly overflows: readonly Overflow[];
}

type Place = Pick<ModuleCallDeclaration, 'anchor' | 'nameSpan'>;

type Lists = readonly (readonly NetworkPart[])[];

/** What the network of a root is read from. */
export interface RootParts {
  /** In declaration order, one list per chunk of declarations; a list that is the same object as before holds the same parts. */
  readonly lists: Lists;
  /** Where there are more instances than are read. */
  readonly overflows: readonly Overflow[];
}

export const noParts: RootParts = { lists: [], overflows: [] };

interface ModuleParts extends RootParts {
  /** Resource instances that were read. */
  readonly instances: number;
}

/**
 * A function that gives all parts of the root, of so many instances at most; to be called inside a cell. `isPartial`
 * tells whether a module is without one of its files.
 */
export function createPartReader(
  evaluation: RootEvaluation,
  isPartial: (directory: DocumentUri) => boolean,
  mostInstances = mostNetworkInstances,
): () => RootParts {
  const byModule = new WeakMap<ModuleEvaluation, Cell<ModuleParts>>();
  return () => {
    const lists: (readonly NetworkPart[])[] = [];
    const overflows: Overflow[] = [];
    let instances = 0;
    for (const module of evaluation.modules()) {
      let cellOfModule = byModule.get(module);
      if (cellOfModule === undefined) {
        const isRoot = module === evaluation.root;
        cellOfModule = createModuleParts(module, isRoot, () => isPartial(module.directory), mostInstances);
        byModule.set(module, cellOfModule);
      }
      const parts = cellOfModule.get();
      const { call } = module;
      // In the order of the modules, so that the cut does not hang on what was asked first.
      if (instances + parts.instances > mostInstances && call !== undefined) {
        const overflow = overflowAt('root', call.caller, call.declaration, mostInstances);
        return {
          lists: [...lists, beyond(overflow)],
          overflows: [...overflows.filter(({ kind }) => kind !== 'root'), overflow],
        };
      }
      instances += parts.instances;
      for (const list of parts.lists) lists.push(list);
      for (const overflow of parts.overflows) overflows.push(overflow);
    }
    return { lists, overflows };
  };
}

export function sameRootParts(left: RootParts, right: RootParts): boolean {
  return sameElements(left.lists, right.lists) && sameOverflows(left.overflows, right.overflows);
}

function createModuleParts(
  module: ModuleEvaluation,
  isRoot: boolean,
  isPartial: () => boolean,
  mostInstances: number,
): Cell<ModuleParts> {
  const chunksOf = createChunks(module, mostInstances);
  const outputs = recordedCell(() => (isRoot ? outputUses(module) : none), {
    onCycle: () => none,
    equal: sameElements,
  });
  const texts = recordedCell(() => usesInTexts(module), { onCycle: () => none, equal: sameElements });
  const missing = recordedCell<readonly NetworkPart[]>(
    (before = none) => keepEqualParts(before, isPartial() ? partsOfMissingFile(module) : none),
    { onCycle: () => none },
  );
  const calls = new WeakMap<ModuleCallDeclaration, Cell<readonly NetworkPart[]>>();
  return recordedCell<ModuleParts>(
    () => {
      const declarations = module.declarations();
      const lists: (readonly NetworkPart[])[] = [];
      const overflows: Overflow[] = [];
      const add = (list: readonly NetworkPart[]): void => {
        if (list.length > 0) lists.push(list);
      };
      let instances = 0;
      for (const chunk of chunksOf(declarations.resources.values())) {
        const parts = chunk.parts.get();
        if (instances + parts.instances.length > mostInstances) {
          const cut = cutOff(module, chunk, mostInstances - instances);
          const overflow = overflowAt('root', module, cut.declaration, mostInstances);
          instances += cut.instances;
          lists.push(parts.list.slice(0, parts.ends[cut.instances - 1] ?? 0), beyond(overflow));
          overflows.push(...cut.overflows, overflow);
          break;
        }
        instances += parts.instances.length;
        add(parts.list);
        for (const overflow of parts.overflows) overflows.push(overflow);
      }
      for (const call of declarations.moduleCalls.values()) {
        let uses = calls.get(call);
        if (uses === undefined) {
          uses = recordedCell(() => inputUses(module, call), { onCycle: () => none, equal: sameElements });
          calls.set(call, uses);
        }
        add(uses.get());
      }
      add(texts.get());
      add(missing.get());
      if (isRoot) add(outputs.get());
      return { lists, overflows, instances };
    },
    {
      onCycle: () => ({ ...noParts, instances: 0 }),
      equal: (left, right) => left.instances === right.instances && sameRootParts(left, right),
    },
  );
}

/** Which block of the chunk has more instances than are left, and what comes before it. */
function cutOff(module: ModuleEvaluation, { declarations }: PartChunk, left: number): Cut {
  const overflows: Overflow[] = [];
  let instances = 0;
  for (const declaration of declarations) {
    const made = module.instances(declaration);
    if (instances + made.length > left) return { declaration, instances, overflows };
    if (isTooMany(module, declaration, made)) overflows.push(overflowAt('block', module, declaration));
    instances += made.length;
  }
  throw new Error('A chunk that does not fit has a block that does not fit.');
}

const beyondBefore = new WeakMap<
  Anchor,
  { readonly overflow: Overflow; readonly list: readonly NetworkPart[] }
>();

/** The same list for the same overflow. */
function beyond(overflow: Overflow): readonly NetworkPart[] {
  const before = beyondBefore.get(overflow.origin.anchor);
  if (before !== undefined && sameOverflows([before.overflow], [overflow])) return before.list;
  const list = partsBeyond(overflow);
  beyondBefore.set(overflow.origin.anchor, { overflow, list });
  return list;
}

/** What a file that was not read may declare: nothing is closed or unused for sure beside it. */
function partsOfMissingFile(module: ModuleEvaluation): readonly NetworkPart[] {
  const { resources, moduleCalls, variables, locals, outputs } = module.declarations();
  for (const declared of [resources, moduleCalls, variables, locals, outputs]) {
    for (const { anchor, nameSpan } of declared.values()) {
      const origin = originOf(anchor, nameSpan);
      const { text } = module.address;
      const address = `${text === '' ? '' : `${text}.`}file-left-out`;
      return partsBeyond({ address, origin }, 'a file of the module was left out');
    }
  }
  return none;
}

/** Groups that a root hands out: other configurations may attach them. */
function outputUses(module: ModuleEvaluation): readonly NetworkPart[] {
  return [...module.declarations().outputs.values()].flatMap((output) => {
    const origin = originOf(output.anchor, output.block.span);
    const value = module.output(output.name);
    return groupUsesOfValue(value, {
      address: `output.${output.name}`,
      certainty: 'certain',
      origin,
      headerOrigin: originOf(output.anchor, output.nameSpan),
    });
  });
}

/** Groups passed to a module that cannot be looked into: it may attach them, or give them rules. */
function inputUses(module: ModuleEvaluation, call: ModuleCallDeclaration): readonly NetworkPart[] {
  if (module.children(call).length > 0) return none;
  return [...call.inputs.values()].flatMap((input) =>
    groupUsesOfValue(module.evaluate(input.value, call.anchor), {
      address: `${module.address.text === '' ? '' : `${module.address.text}.`}module.${call.name}`,
      certainty: 'possible',
      origin: originOf(call.anchor, input.span),
      headerOrigin: originOf(call.anchor, call.nameSpan),
    }),
  );
}

/** Groups whose ids are written into texts, such as the values of a chart or the lines of a script. */
function usesInTexts(module: ModuleEvaluation): readonly NetworkPart[] {
  const { locals, outputs, moduleCalls } = module.declarations();
  const prefix = module.address.text === '' ? '' : `${module.address.text}.`;
  const user = (name: string, { anchor, nameSpan }: Place): GroupUser => {
    const origin = originOf(anchor, nameSpan);
    return { address: prefix + name, certainty: 'possible', origin, headerOrigin: origin };
  };
  const uses: NetworkPart[] = [];
  for (const local of locals.values()) {
    if (!namesGroup(local)) continue;
    const values = [module.local(local.name)];
    uses.push(...groupUsesInText(local, values, module, user(`local.${local.name}`, local)));
  }
  for (const output of outputs.values()) {
    if (!namesGroup(output)) continue;
    const values = [module.output(output.name)];
    uses.push(...groupUsesInText(output, values, module, user(`output.${output.name}`, output)));
  }
  for (const call of moduleCalls.values()) {
    if (!namesGroup(call)) continue;
    const values = [...call.inputs.values()].map((input) => module.evaluate(input.value, call.anchor));
    uses.push(...groupUsesInText(call, values, module, user(`module.${call.name}`, call)));
  }
  return uses;
}
