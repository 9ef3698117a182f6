/** Finds the module calls of a root that lead nowhere on this machine, one cell per module instance. */

import type { ModuleCallDeclaration } from '../configuration/declarations';
import type { ModuleEvaluation, ModuleSource, RootEvaluation } from '../evaluation/evaluation';
import type { Cell } from '../reactive/cell';
import { cell } from '../reactive/cell';
import type { Origin } from '../source/origin';
import { originOf } from '../syntax/tree';

export interface NotInstalledCall {
  readonly origin: Origin;
  readonly source: string;
  readonly kind: 'missing' | 'not-installed';
  /** Address of the call within the root: `module.a.module.vpc`. */
  readonly address: string;
}

export function createNotInstalledReader(
  evaluation: RootEvaluation,
  resolve: (call: ModuleCallDeclaration, module: ModuleEvaluation) => ModuleSource,
): () => readonly NotInstalledCall[] {
  const byModule = new WeakMap<ModuleEvaluation, Cell<readonly NotInstalledCall[]>>();
  return () =>
    evaluation.modules().flatMap((module) => {
      let calls = byModule.get(module);
      if (calls === undefined) {
        calls = cell(() => notInstalledIn(module, resolve), { onCycle: () => [] });
        byModule.set(module, calls);
      }
      return calls.get();
    });
}

function notInstalledIn(
  module: ModuleEvaluation,
  resolve: (call: ModuleCallDeclaration, module: ModuleEvaluation) => ModuleSource,
): readonly NotInstalledCall[] {
  return [...module.declarations().moduleCalls.values()].flatMap((call) => {
    // A source that is not written yet, or not as a literal, is Terraform's own error and not a missing module.
    if (call.source === undefined || call.sourceArgument === undefined) return [];
    const source = resolve(call, module);
    if (source.kind === 'directory') return [];
    return [
      {
        origin: originOf(call.anchor, call.sourceArgument.value.span),
        source: call.source,
        kind: source.kind,
        address: `${module.address.text === '' ? '' : `${module.address.text}.`}module.${call.name}`,
      },
    ];
  });
}
