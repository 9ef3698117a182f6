/**
 * Functions whose result cannot be foretold, or that are not computed here. They check their arguments like any other;
 * the result is unknown with its reason.
 */

import type { Parameter, TerraformFunction } from '../functionTable';
import type { UnknownReason } from '../value';
import { stringType } from '../value';
import { numberParameter, stringParameter, withheld } from './arguments';

function unknowable(
  name: string,
  kind: UnknownReason['kind'],
  parameters: readonly Parameter[] = [],
  variadic?: Parameter,
): TerraformFunction {
  return {
    name,
    parameters,
    ...(variadic === undefined ? {} : { variadic }),
    resultType: stringType,
    apply: (_, context) => withheld(stringType, kind, `${name}()`, context),
  };
}

export const nonDeterministicFunctions: readonly TerraformFunction[] = [
  unknowable('timestamp', 'non-deterministic'),
  unknowable('plantimestamp', 'non-deterministic'),
  unknowable('uuid', 'non-deterministic'),
  unknowable('bcrypt', 'non-deterministic', [stringParameter('str')], numberParameter('cost')),
  // Its bytes depend on the compressor's version, and no rule of a security group does on them.
  unknowable('base64gzip', 'unsupported-function', [stringParameter('str')]),
  // Private keys stay where they are.
  unknowable('rsadecrypt', 'unsupported-function', [
    stringParameter('ciphertext'),
    stringParameter('privatekey'),
  ]),
];
