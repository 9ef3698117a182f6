import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatFloat } from '../../../server/src/evaluation/goText';
import type { TerraformNumber } from '../../../server/src/evaluation/number';
import {
  add,
  ceil,
  compareNumbers,
  divide,
  equalNumbers,
  floor,
  formatNumber,
  fromBigInteger,
  fromDouble,
  fromInteger,
  fromMachineInteger,
  identicalNumbers,
  isInteger,
  modulo,
  multiply,
  negate,
  parseNumber,
  subtract,
  toBigInteger,
  toInteger,
  toNumber,
} from '../../../server/src/evaluation/number';

function parsed(text: string): TerraformNumber {
  const value = parseNumber(text);
  assert.ok(value !== undefined, text);
  return value;
}

function text(value: TerraformNumber | undefined): string {
  assert.ok(value !== undefined);
  return formatNumber(value);
}

describe('numbers', () => {
  it('add decimals without the error of doubles', () => {
    assert.equal(text(add(parsed('0.1'), parsed('0.2'))), '0.3');
  });

  it('divide to 512 bits, and print as many digits as tell the quotient from its neighbours', () => {
    assert.equal(text(divide(fromInteger(1), fromInteger(3))), `0.${'3'.repeat(154)}5`);
    assert.equal(text(divide(fromInteger(2), fromInteger(3))), `0.${'6'.repeat(153)}7`);
  });

  it('divide machine integers to 64 bits', () => {
    const third = divide(fromMachineInteger(1), fromMachineInteger(3));
    assert.equal(text(third), '0.33333333333333333334');
  });

  it('print large and small ones without an exponent', () => {
    assert.equal(text(parsed('1e21')), `1${'0'.repeat(21)}`);
    assert.equal(text(parsed('1e-7')), '0.0000001');
    assert.equal(text(parsed('-12.50')), '-12.5');
  });

  it('keep the sign of zero, as Terraform shows it', () => {
    assert.equal(text(multiply(fromInteger(0), fromInteger(-1))), '-0');
    assert.equal(text(negate(fromMachineInteger(0))), '-0');
    assert.ok(equalNumbers(parsed('-0'), fromInteger(0)));
  });

  it('take the remainder with the sign of the dividend', () => {
    assert.equal(text(modulo(fromInteger(-7), fromInteger(3))), '-1');
    assert.equal(text(modulo(parsed('5.5'), fromInteger(2))), '1.5');
  });

  it('read decimal notations and refuse all else', () => {
    assert.equal(text(parseNumber('.5')), '0.5');
    assert.equal(text(parseNumber('+1.5e3')), '1500');
    assert.equal(text(parseNumber('1p3')), '8');
    for (const wrong of ['', '0x10', '1_000', '1e', ' 1', 'abc', '1.2.3', '--1']) {
      assert.equal(parseNumber(wrong), undefined, wrong);
    }
  });

  it('refuse magnitudes whose digits would fill the memory', () => {
    assert.equal(parseNumber('1e1000000000'), undefined);
    assert.equal(parseNumber('1e-1000000000'), undefined);
  });

  it('have infinities, and no result where there is none', () => {
    assert.equal(text(parseNumber('Inf')), '+Inf');
    assert.equal(text(divide(fromInteger(-1), fromInteger(0))), '-Inf');
    assert.equal(divide(fromInteger(0), fromInteger(0)), undefined);
    assert.equal(subtract(Infinity, Infinity), undefined);
    assert.ok(compareNumbers(parsed('1e400'), Infinity) < 0);
  });

  it('round up and down past what a double holds', () => {
    assert.equal(text(floor(parsed('-999999999999999999999.5'))), '-1000000000000000000000');
    assert.equal(text(ceil(parsed('999999999999999999999.5'))), '1000000000000000000000');
  });

  it('are told apart by precision only where that is asked', () => {
    assert.ok(equalNumbers(fromInteger(3), fromMachineInteger(3)));
    assert.ok(!identicalNumbers(fromInteger(3), fromMachineInteger(3)));
  });

  it('give a safe integer or none', () => {
    assert.equal(toInteger(fromMachineInteger(42)), 42);
    assert.equal(toInteger(parsed('1e30')), undefined);
    assert.equal(toInteger(parsed('1.5')), undefined);
  });

  it('print in the forms of Go', () => {
    assert.equal(formatFloat(parsed('12345.678'), 'e', 6), '1.234568e+04');
    assert.equal(formatFloat(parsed('0.00001'), 'g', -1), '1e-05');
    assert.equal(formatFloat(parsed('2.5'), 'f', 0), '2');
    assert.equal(formatFloat(parsed('1e21'), 'g', -1), '1e+21');
  });
});

const integer = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -30, max: 30 }))
  .map(([digits, exponent]) => `${digits}e${exponent}`);

describe('arithmetic on any numbers', () => {
  it('is that of integers where all are integers', () => {
    fc.assert(
      fc.property(integer, integer, (left, right) => {
        const first = fromBigInteger(left);
        const second = fromBigInteger(right);
        assert.equal(text(add(first, second)), String(left + right));
        assert.equal(text(subtract(first, second)), String(left - right));
        assert.equal(Math.sign(compareNumbers(first, second)), left < right ? -1 : left > right ? 1 : 0);
        const product = multiply(first, second);
        assert.ok(product !== undefined && toBigInteger(product) === left * right);
      }),
    );
  });

  it('reads back what it printed', () => {
    fc.assert(
      fc.property(decimal, (source) => {
        const value = parsed(source);
        assert.ok(identicalNumbers(parsed(text(value)), value), source);
      }),
    );
  });

  it('undoes a division by multiplication to within the last bits', () => {
    fc.assert(
      fc.property(decimal, decimal, (left, right) => {
        const divisor = parsed(right);
        fc.pre(compareNumbers(divisor, fromInteger(0)) !== 0);
        const quotient = divide(parsed(left), divisor);
        const back = quotient === undefined ? undefined : multiply(quotient, divisor);
        assert.ok(back !== undefined);
        const expected = toNumber(parsed(left));
        assert.ok(Math.abs(toNumber(back) - expected) <= Math.abs(expected) * 1e-15);
      }),
    );
  });

  it('agrees with doubles on doubles', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const exact = fromDouble(value);
        assert.ok(exact !== undefined);
        assert.equal(toNumber(exact), value);
        assert.equal(isInteger(exact), Number.isInteger(value));
      }),
    );
  });
});
