import assert from 'node:assert/strict';
import {
  bool,
  nullValue,
  number,
  object,
  string,
  tuple,
  unknown,
} from '../../../server/src/evaluation/build';
import { valueEquals } from '../../../server/src/evaluation/equal';
import { binaryOperation, unaryOperation } from '../../../server/src/evaluation/operators';
import { renderValue } from '../../../server/src/evaluation/render';
import type { Value } from '../../../server/src/evaluation/value';
import { boolType, Marks, numberType, stringType } from '../../../server/src/evaluation/value';
import type { BinaryOperator } from '../../../server/src/syntax/tree';
import { groupAttribute, place, unknownOf } from './sampleValues';

const compute = (left: Value, operator: BinaryOperator, right: Value): Value =>
  binaryOperation(operator, left, right, place(9)).value;

const either = (...candidates: Value[]): Value =>
  unknown(
    candidates[0]?.kind === 'number' ? numberType : stringType,
    { kind: 'condition', detail: 'var.x' },
    undefined,
    0,
    { candidates },
  );

describe('operators', () => {
  it('convert operands, and give the result the origin of the expression', () => {
    const sum = compute(string('5', place(1)), '+', number(3, place(2)));
    assert.equal(renderValue(sum), '8');
    assert.deepEqual(sum.origin, place(9));
  });

  it('report operands that do not fit, and are unknown then', () => {
    const result = binaryOperation('+', string('x'), number(1), undefined);
    assert.equal(result.problem?.message, 'Unsuitable value for left operand: a number is required.');
    assert.equal(result.problem.operand, 'left');
    assert.ok(result.value.kind === 'unknown' && result.value.reason.kind === 'error');
    assert.ok(binaryOperation('&&', bool(true), nullValue(), undefined).problem !== undefined);
  });

  it('divide by zero to an infinity, and zero by zero to an error, as Terraform does', () => {
    assert.equal(renderValue(binaryOperation('/', number(-1), number(0), undefined).value), '-Inf');
    assert.equal(
      binaryOperation('/', number(0), number(0), undefined).problem?.message,
      "Error during operation: can't divide zero by zero or infinity by infinity.",
    );
  });

  it('spread marks of both operands', () => {
    assert.equal(compute(string('a', undefined, Marks.sensitive), '==', string('a')).marks, Marks.sensitive);
  });

  it('leave false && unknown unknown, with the one result it can have', () => {
    const result = compute(bool(false), '&&', unknownOf(boolType));
    assert.ok(result.kind === 'unknown');
    assert.deepEqual(
      result.candidates?.map((value) => renderValue(value)),
      ['false'],
    );
    assert.ok(!('candidates' in compute(bool(true), '&&', unknownOf(boolType))));
  });

  it('compute with each candidate', () => {
    const result = compute(either(number(80), number(443)), '+', number(1));
    assert.ok(result.kind === 'unknown');
    assert.deepEqual(
      result.candidates?.map((value) => renderValue(value)),
      ['81', '444'],
    );
  });

  it('give up candidates when there would be too many', () => {
    const many = either(...Array.from({ length: 5 }, (_, index) => number(index)));
    const result = compute(many, '+', many);
    assert.ok(result.kind === 'unknown' && result.candidates === undefined);
  });

  it('negate numbers and conditions', () => {
    assert.equal(renderValue(unaryOperation('-', string('5'), undefined).value), '-5');
    assert.equal(renderValue(unaryOperation('!', string('true'), undefined).value), 'false');
    assert.ok(unaryOperation('!', number(1), undefined).problem !== undefined);
  });
});

describe('equality', () => {
  it('asks for the same type', () => {
    assert.equal(valueEquals(string('1'), number(1)), false);
    assert.equal(valueEquals(nullValue(stringType), nullValue(numberType)), true);
    assert.equal(valueEquals(string(''), nullValue()), false);
  });

  it('holds for two references to the same attribute, and is open for different ones', () => {
    assert.equal(valueEquals(groupAttribute('a'), groupAttribute('a')), true);
    assert.equal(valueEquals(groupAttribute('a'), groupAttribute('b')), undefined);
    assert.equal(valueEquals(groupAttribute('a', 'id', 0), groupAttribute('a', 'id', 1)), undefined);
  });

  it('is decided by one pair that differs, whatever else is unknown', () => {
    const rule = (port: number): Value =>
      object([
        ['group', unknownOf(stringType)],
        ['port', number(port)],
      ]);
    assert.equal(valueEquals(rule(80), rule(443)), false);
    assert.equal(valueEquals(rule(80), rule(80)), undefined);
  });

  it('is unknown to Terraform where it meets the unknown pair first', () => {
    const result = compute(tuple([unknownOf(boolType), number(1)]), '==', tuple([bool(true), number(2)]));
    assert.ok(result.kind === 'unknown');
    assert.deepEqual(
      result.candidates?.map((value) => renderValue(value)),
      ['false'],
    );
  });

  it('is open between null and what is not known', () => {
    assert.equal(valueEquals(nullValue(), unknownOf(stringType)), undefined);
  });
});
