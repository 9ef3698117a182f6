/**
 * Values that reach a variable through the environment, as those that Terragrunt passes on: it writes them as JSON into
 * `TF_VAR_name`, so that a variable whose text is taken literally gets the JSON of a list and not the list.
 */

import type { VariableDeclaration } from '../configuration/declarations';
import { convert } from './convert';
import { callPlain } from './terragruntMerge';
import type { Value } from './value';
import { stringType } from './value';
import { takesText } from './variables';

/** What the variable is given. Null is passed on as it is: Terragrunt writes it into a variable file. */
export function valueOfEnvironment(value: Value, declaration: VariableDeclaration): Value {
  if (!takesText(declaration)) return value;
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
    case 'map':
    case 'object':
      return callPlain('jsonencode', [value], value.origin);
    case 'number':
    case 'bool': {
      const text = convert(value, stringType);
      return text.kind === 'conversion-error' ? value : text;
    }
    default:
      return value;
  }
}
