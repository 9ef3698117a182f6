/**
 * Functions that change a value's type or its marks.
 */

import { bool, deepMarks, mapInside, nullValue, typeOf, withMarks } from '../build';
import { convert } from '../convert';
import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import { goQuote } from '../goText';
import { constraintName, listType, mapType, setType, typeName } from '../typeShape';
import { fillDynamic } from '../unify';
import type { Type, Value } from '../value';
import { boolType, dynamicType, Marks, numberType, stringType } from '../value';
import { anyParameter, argumentAt } from './arguments';
import { oneOf } from './partial';

const everything = { nullable: true, unknownAware: true, marks: 'own' } as const;

function conversionTo(name: string, type: Type): TerraformFunction {
  return {
    name,
    parameters: [anyParameter('v', everything)],
    resultType: ([from]) => fillDynamic(from ?? dynamicType, type),
    apply: ([given]) => {
      const value = given ?? nullValue();
      const result = convert(value, type);
      if (result.kind === 'conversion-error') throw new FunctionError(conversionMessage(value, type), 0);
      return result;
    },
  };
}

function conversionMessage(value: Value, type: Type): string {
  const from = typeOf(value);
  if ((deepMarks(value) & Marks.sensitive) !== 0) {
    return `cannot convert this sensitive ${typeName(from)} to ${constraintName(type)}`;
  }
  if (value.kind === 'string' && type.kind === 'bool') {
    return `cannot convert ${goQuote(value.value)} to bool; only the strings "true" or "false" are allowed`;
  }
  if (value.kind === 'string' && type.kind === 'number') {
    return `cannot convert ${goQuote(value.value)} to number; given string must be a decimal representation of a number`;
  }
  return `cannot convert ${typeName(from)} to ${constraintName(type)}`;
}

function issensitive([given]: readonly Value[], context: CallContext): Value {
  const value = given ?? nullValue();
  if ((value.marks & Marks.sensitive) !== 0) return bool(true, context.origin);
  return value.kind === 'unknown'
    ? oneOf(boolType, undefined, [value], context)
    : bool(false, context.origin);
}

/** Everything ephemeral becomes null, at any depth; in a set, the whole set does. */
function withoutEphemeral(value: Value): Value {
  if ((value.marks & Marks.ephemeral) !== 0) {
    return nullValue(typeOf(value), value.origin, value.marks & ~Marks.ephemeral);
  }
  if ((deepMarks(value) & Marks.ephemeral) === 0) return value;
  return mapInside(value, withoutEphemeral);
}

export const conversionFunctions: readonly TerraformFunction[] = [
  conversionTo('tostring', stringType),
  conversionTo('tonumber', numberType),
  conversionTo('tobool', boolType),
  conversionTo('tolist', listType(dynamicType)),
  conversionTo('toset', setType(dynamicType)),
  conversionTo('tomap', mapType(dynamicType)),
  {
    name: 'sensitive',
    parameters: [anyParameter('value', everything)],
    resultType: ([type]) => type ?? dynamicType,
    apply: (values) => withMarks(argumentAt(values, 0), Marks.sensitive),
  },
  {
    name: 'nonsensitive',
    parameters: [anyParameter('value', everything)],
    resultType: ([type]) => type ?? dynamicType,
    apply: (values) => {
      const value = argumentAt(values, 0);
      return { ...value, marks: value.marks & ~Marks.sensitive };
    },
  },
  {
    name: 'issensitive',
    parameters: [anyParameter('value', everything)],
    resultType: boolType,
    apply: issensitive,
  },
  {
    name: 'ephemeralasnull',
    parameters: [anyParameter('value', everything)],
    resultType: ([type]) => type ?? dynamicType,
    apply: (values) => withoutEphemeral(argumentAt(values, 0)),
  },
];
