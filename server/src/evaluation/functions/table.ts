/**
 * All functions of Terraform by name, without the `core::` that each may also be called by. `try` and `can` are in it
 * for their names and parameters; the evaluator calls them itself (lazyFunctions in call.ts).
 */

import type { TerraformFunction } from '../functionTable';
import { cuttingFunctions } from './cutting';
import { dateTimeFunctions } from './dateTime';
import { conversionFunctions } from './conversion';
import { encodingFunctions } from './encoding';
import { fileFunctions } from './file';
import { formatFunctions } from './format';
import { hashFunctions } from './hash';
import { lazyEntries } from './lazy';
import { mappingFunctions } from './mapping';
import { networkFunctions } from './network';
import { nonDeterministicFunctions } from './nonDeterministic';
import { numericFunctions } from './numeric';
import { regexFunctions } from './regex';
import { selectionFunctions } from './selection';
import { sequenceFunctions } from './sequence';
import { setFunctions } from './set';
import { stringFunctions } from './string';

const families: readonly (readonly TerraformFunction[])[] = [
  conversionFunctions,
  cuttingFunctions,
  dateTimeFunctions,
  encodingFunctions,
  fileFunctions,
  formatFunctions,
  hashFunctions,
  lazyEntries,
  mappingFunctions,
  networkFunctions,
  nonDeterministicFunctions,
  numericFunctions,
  regexFunctions,
  selectionFunctions,
  sequenceFunctions,
  setFunctions,
  stringFunctions,
];

export const functionTable: ReadonlyMap<string, TerraformFunction> = new Map(
  families.flatMap((family) => family.map((entry) => [entry.name, entry] as const)),
);
