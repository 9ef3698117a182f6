/**
 * What a function's arguments may be, when some are one of several candidates: the combinations to compute a result
 * for.
 */

import { candidateLimit } from '../build';
import type { Value } from '../value';

/**
 * All values an argument may have, at most 16. `deep` looks inside collections too. Undefined when something in it is
 * unknown without candidates, or there are too many.
 */
function alternatives(value: Value, deep: boolean): readonly Value[] | undefined {
  if (value.kind === 'unknown') {
    if (value.candidates === undefined) return undefined;
    if (!deep) return value.candidates;
    const inner = value.candidates.map((candidate) => alternatives(candidate, true));
    const all = inner.flatMap((values) => values ?? []);
    return inner.includes(undefined) || all.length > candidateLimit ? undefined : all;
  }
  if (!deep) return [value];
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return product(value.elements, true)?.map((elements) => ({ ...value, elements }));
    case 'map':
    case 'object': {
      const keys = [...value.entries.keys()];
      return product([...value.entries.values()], true)?.map((elements) => ({
        ...value,
        entries: new Map(elements.map((element, index) => [keys[index] ?? '', element] as const)),
      }));
    }
    default:
      return [value];
  }
}

function product(values: readonly Value[], deep: boolean): readonly (readonly Value[])[] | undefined {
  let combinations: (readonly Value[])[] = [[]];
  for (const value of values) {
    const options = alternatives(value, deep);
    if (options === undefined || options.length * combinations.length > candidateLimit) return undefined;
    if (options.length === 1 && options[0] === value) {
      for (const combination of combinations) (combination as Value[]).push(value);
      continue;
    }
    combinations = combinations.flatMap((combination) => options.map((option) => [...combination, option]));
  }
  return combinations;
}

/**
 * Every combination of what the arguments may be. `deepAt` says for which arguments unknowns inside count; where it is
 * false an unknown without candidates is left as it is. Undefined when that cannot be listed.
 */
export function argumentCombinations(
  values: readonly Value[],
  deepAt: (index: number) => boolean,
): readonly (readonly Value[])[] | undefined {
  let combinations: (readonly Value[])[] = [[]];
  for (const [index, value] of values.entries()) {
    const deep = deepAt(index);
    const options = alternatives(value, deep) ?? (deep ? undefined : [value]);
    if (options === undefined || options.length * combinations.length > candidateLimit) return undefined;
    combinations = combinations.flatMap((combination) => options.map((option) => [...combination, option]));
  }
  return combinations;
}
