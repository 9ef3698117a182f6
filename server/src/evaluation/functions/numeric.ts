/**
 * Functions on numbers.
 */

import { number, typeOf } from '../build';
import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import { goQuote } from '../goText';
import {
  absolute,
  ceil,
  compareNumbers,
  floor,
  fromBigInteger,
  fromDouble,
  fromMachineInteger,
  sign,
  toBigInteger,
} from '../number';
import type { TerraformNumber } from '../number';
import { typeName } from '../typeShape';
import type { Value } from '../value';
import { numberType } from '../value';
import { power } from './power';
import {
  anyParameter,
  argumentAt,
  doubleAt,
  integerAt,
  numberParameter,
  wholeNumberMessage,
} from './arguments';

function computed(value: TerraformNumber, context: CallContext): Value {
  return { ...number(0, context.origin), value };
}

function numberAt(values: readonly Value[], index: number): TerraformNumber {
  const value = values[index];
  if (value?.kind !== 'number') throw new FunctionError('a number is required', index);
  return value.value;
}

function unary(name: string, change: (value: TerraformNumber) => TerraformNumber): TerraformFunction {
  return {
    name,
    parameters: [numberParameter('num')],
    resultType: numberType,
    apply: (values, context) => computed(change(numberAt(values, 0)), context),
  };
}

/** What goes through Go's float64 has its precision. */
function fromMath(value: number, context: CallContext): Value {
  const result = fromDouble(value);
  if (result === undefined) throw new FunctionError('result is not a number');
  return computed(result, context);
}

function extreme(name: 'min' | 'max'): TerraformFunction {
  const wanted = name === 'min' ? -1 : 1;
  return {
    name,
    parameters: [],
    variadic: numberParameter('numbers'),
    resultType: numberType,
    apply: (values, context) => {
      const [first, ...others] = values.map((_, index) => numberAt(values, index));
      if (first === undefined) throw new FunctionError('must pass at least one number');
      let best = first;
      for (const other of others) {
        if (Math.sign(compareNumbers(other, best)) === wanted) best = other;
      }
      return computed(best, context);
    },
  };
}

function signum(values: readonly Value[], context: CallContext): Value {
  const given = toBigInteger(numberAt(values, 0));
  if (given === undefined || BigInt.asIntN(64, given) !== given) {
    throw new FunctionError(wholeNumberMessage, 0);
  }
  return computed(fromMachineInteger(sign(numberAt(values, 0))), context);
}

const digitSymbols = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** More digits than any number a configuration can mean. */
const longestInteger = 10_000;

function parseint(values: readonly Value[], context: CallContext): Value {
  const given = argumentAt(values, 0);
  if (given.kind !== 'string') {
    throw new FunctionError(`first argument must be a string, not ${typeName(typeOf(given))}`, 0);
  }
  const base = integerAt(values, 1);
  if (base < 2 || base > 62) {
    throw new FunctionError('base must be a whole number between 2 and 62 inclusive', 1);
  }
  const match = /^([+-]?)([0-9A-Za-z]+)$/.exec(given.value);
  const digits = match?.[2];
  const result = digits === undefined || digits.length > longestInteger ? undefined : integerOf(digits, base);
  if (result === undefined) {
    throw new FunctionError(`cannot parse ${goQuote(given.value)} as a base ${base} integer`, 0);
  }
  return computed(fromBigInteger(match?.[1] === '-' ? -result : result), context);
}

/** Up to base 36 letters mean the same in both cases; beyond, small ones come first, as in Go's big.Int. */
function integerOf(digits: string, base: number): bigint | undefined {
  const text = base <= 36 ? digits.toLowerCase() : digits;
  const factor = BigInt(base);
  let result = 0n;
  for (const symbol of text) {
    const digit = digitSymbols.indexOf(symbol);
    if (digit < 0 || digit >= base) return undefined;
    result = result * factor + BigInt(digit);
  }
  return result;
}

export const numericFunctions: readonly TerraformFunction[] = [
  unary('abs', absolute),
  unary('ceil', ceil),
  unary('floor', floor),
  {
    name: 'log',
    parameters: [numberParameter('num'), numberParameter('base')],
    resultType: numberType,
    apply: (values, context) =>
      fromMath(Math.log(doubleAt(values, 0)) / Math.log(doubleAt(values, 1)), context),
  },
  {
    name: 'pow',
    parameters: [numberParameter('num'), numberParameter('power')],
    resultType: numberType,
    apply: (values, context) => fromMath(power(doubleAt(values, 0), doubleAt(values, 1)), context),
  },
  { name: 'signum', parameters: [numberParameter('num')], resultType: numberType, apply: signum },
  extreme('min'),
  extreme('max'),
  {
    name: 'parseint',
    parameters: [anyParameter('number'), numberParameter('base')],
    resultType: numberType,
    apply: parseint,
  },
];
