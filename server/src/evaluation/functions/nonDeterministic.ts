/**
 * Functions whose result cannot be foretold, or that are not computed here. They check their arguments like any other;
 * the result is unknown with its reason.
 */

import { FunctionError } from '../functionTable';
import type { Parameter, TerraformFunction } from '../functionTable';
import type { UnknownReason } from '../value';
import { stringType } from '../value';
import { numberParameter, stringParameter, textAt, withheld } from './arguments';
import { fromBase64 } from './bytes';

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
  {
    ...unknowable('rsadecrypt', 'unsupported-function', [
      stringParameter('ciphertext'),
      stringParameter('privatekey'),
    ]),
    apply: (values, context) => {
      if (typeof fromBase64(textAt(values, 0)) === 'number') {
        throw new FunctionError('failed to decode input: cipher text must be base64-encoded', 0);
      }
      if (!textAt(values, 1).includes('-----BEGIN ')) {
        throw new FunctionError('failed to parse key: ssh: no key found', 1);
      }
      return withheld(stringType, 'unsupported-function', 'rsadecrypt()', context);
    },
  },
];
