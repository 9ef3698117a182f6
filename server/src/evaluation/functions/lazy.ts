/**
 * try() and can() for values that were evaluated without error already. Errors of their arguments are caught by the
 * evaluator, which calls neither through here when there are any.
 */

import { bool, isWhollyKnown } from '../build';
import { FunctionError } from '../functionTable';
import type { TerraformFunction } from '../functionTable';
import { boolType, dynamicType } from '../value';
import { anyParameter, argumentAt } from './arguments';
import { oneOf } from './partial';

const everything = { nullable: true, unknownAware: true, marks: 'own' } as const;

export const lazyEntries: readonly TerraformFunction[] = [
  {
    name: 'try',
    parameters: [],
    variadic: anyParameter('expressions', everything),
    resultType: dynamicType,
    apply: (values) => {
      if (values.length === 0) throw new FunctionError('at least one argument is required');
      return argumentAt(values, 0);
    },
  },
  {
    name: 'can',
    parameters: [anyParameter('expression', everything)],
    resultType: boolType,
    apply: ([given], context) =>
      given === undefined || isWhollyKnown(given)
        ? bool(true, context.origin)
        : oneOf(boolType, undefined, [given], context),
  },
];
