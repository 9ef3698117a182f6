/** A root module in one environment: the tree of its module instances, evaluated on demand and incrementally. */

import type { ModuleInstanceAddress, ResourceInstanceAddress } from '../configuration/address';
import { keyText, rootModule } from '../configuration/address';
import { cell, projection } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import type { DirectoryCells } from './directoryCells';
import { createDirectoryCells } from './directoryCells';
import { sameValue } from './equal';
import type { EvaluationInput, EvaluationProblem, RootEvaluation, VariableInput } from './evaluation';
import type { World } from './moduleInstance';
import { ModuleInstance } from './moduleInstance';
import type { ResourceInstance } from './resourceInstances';
import { createProblemReader } from './staticProblems';

/** Evaluates the module in `rootDirectory` as a root. Nothing is computed before it is asked for. */
export function createRootEvaluation(rootDirectory: DocumentUri, input: EvaluationInput): RootEvaluation {
  const directories = new Map<DocumentUri, DirectoryCells>();
  const variables = projection(() => input.rootVariables(), sameVariableInput);
  const world: World = {
    input,
    rootDirectory,
    directory(directory) {
      let found = directories.get(directory);
      if (found === undefined) {
        found = createDirectoryCells(directory, (each) => input.module(each));
        directories.set(directory, found);
      }
      return found;
    },
    rootVariable: (name) => variables.get(name),
    resource: (address) => findResource(root, address),
    population: { count: 1 },
  };
  const root = new ModuleInstance(world, rootDirectory, rootModule, undefined);
  const modules = cell<readonly ModuleInstance[]>(
    () => {
      const all: ModuleInstance[] = [];
      const collect = (module: ModuleInstance): void => {
        all.push(module);
        for (const name of module.cells.callNames()) {
          for (const child of module.childrenOf(name).list) collect(child);
        }
      };
      collect(root);
      // What an edit took away with its callers is no longer counted.
      world.population.count = all.length;
      return all;
    },
    {
      onCycle: () => [root],
      equal: (left, right) =>
        left.length === right.length && left.every((module, index) => module === right[index]),
    },
  );
  const problems = cell<readonly EvaluationProblem[]>(
    createProblemReader(() => modules.get()),
    {
      onCycle: () => [],
    },
  );
  return {
    root,
    modules: () => modules.get(),
    problems: () => problems.get(),
  };
}

function sameVariableInput(left: VariableInput | undefined, right: VariableInput | undefined): boolean {
  if (left === right) return true;
  if (left?.kind === 'environment' && right?.kind === 'environment') {
    return sameValue(left.value, right.value);
  }
  return left?.kind === 'text' && right?.kind === 'text' && left.text === right.text;
}

function findModule(root: ModuleInstance, address: ModuleInstanceAddress): ModuleInstance | undefined {
  let module: ModuleInstance | undefined = root;
  for (const step of address.steps) {
    module = module.childrenOf(step.name).byKey.get(keyText(step.key));
    if (module === undefined) return undefined;
  }
  return module;
}

function findResource(root: ModuleInstance, address: ResourceInstanceAddress): ResourceInstance | undefined {
  return findModule(root, address.module)?.instance(address);
}
