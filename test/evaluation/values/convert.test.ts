import assert from 'node:assert/strict';
import {
  bool,
  list,
  listType,
  map,
  mapType,
  nullValue,
  number,
  object,
  objectType,
  set,
  setType,
  string,
  tuple,
  tupleType,
  typeOf,
  unknown,
} from '../../../server/src/evaluation/build';
import { convert } from '../../../server/src/evaluation/convert';
import { sameValue } from '../../../server/src/evaluation/equal';
import { renderValue } from '../../../server/src/evaluation/render';
import { unify } from '../../../server/src/evaluation/unify';
import type { Type, Value } from '../../../server/src/evaluation/value';
import { boolType, dynamicType, Marks, numberType, stringType } from '../../../server/src/evaluation/value';
import { groupAttribute, place, unknownOf } from './sampleValues';

function converted(value: Value, type: Type): Value {
  const result = convert(value, type);
  assert.ok(result.kind !== 'conversion-error', 'message' in result ? result.message : '');
  return result;
}

function refused(value: Value, type: Type): string {
  const result = convert(value, type);
  assert.ok(result.kind === 'conversion-error');
  return [...result.path, result.message].join(': ');
}

describe('conversion of values', () => {
  it('turns primitives into text and back', () => {
    assert.equal(renderValue(converted(number(5), stringType)), '"5"');
    assert.equal(renderValue(converted(bool(true), stringType)), '"true"');
    assert.equal(renderValue(converted(string('1.50'), numberType)), '1.5');
    assert.equal(renderValue(converted(string('1'), boolType)), 'true');
  });

  it('says what Terraform says when it cannot', () => {
    assert.equal(refused(string('x'), numberType), 'a number is required');
    assert.equal(
      refused(string('TRUE'), boolType),
      'a bool is required; to convert from string, use lowercase "true"',
    );
    assert.equal(refused(number(1), boolType), 'bool required, but have number');
    assert.equal(refused(tuple([]), stringType), 'string required, but have tuple');
    assert.equal(refused(tuple([string('x')]), listType(numberType)), '0: a number is required');
    assert.equal(refused(object([]), objectType([['a', stringType]])), 'attribute "a" is required');
  });

  it('gives a list of any the one type that its elements convert into', () => {
    const value = converted(tuple([number(1), string('a'), bool(true)]), listType(dynamicType));
    assert.deepEqual(typeOf(value), listType(stringType));
    assert.equal(renderValue(value), '["1", "a", "true"]');
  });

  it('makes sets distinct and ordered by code point, numbers by size', () => {
    const texts = tuple([string('\u{1f600}'), string('\ue000'), string('b'), string('b')]);
    assert.equal(renderValue(converted(texts, setType(stringType))), '["b", "\ue000", "\u{1f600}"]');
    const numbers = tuple([number(10), number(9), number(1)]);
    assert.equal(renderValue(converted(numbers, setType(numberType))), '[1, 9, 10]');
  });

  it('drops attributes that the type does not name and fills optional ones with null', () => {
    const type: Type = {
      kind: 'object',
      attributes: new Map([
        ['a', stringType],
        ['b', numberType],
      ]),
      optional: new Set(['b']),
    };
    const value = converted(
      object([
        ['a', number(1)],
        ['extra', bool(true)],
      ]),
      type,
    );
    assert.equal(renderValue(value), '{ a = "1", b = null }');
  });

  it('turns a map into an object where the keys are there', () => {
    const value = map(stringType, [['a', string('5')]]);
    assert.equal(renderValue(converted(value, objectType([['a', numberType]]))), '{ a = 5 }');
    assert.match(refused(value, objectType([['b', numberType]])), /no element for required attribute "b"/);
  });

  it('keeps null, with the type it is null of', () => {
    assert.deepEqual(converted(nullValue(), listType(stringType)), nullValue(listType(stringType)));
  });

  it('keeps origins of elements and marks', () => {
    const value = converted(
      tuple([string('10.0.0.0/8', place(7))], place(1), Marks.sensitive),
      listType(stringType),
    );
    assert.ok(value.kind === 'list');
    assert.deepEqual(value.elements[0]?.origin, place(7));
    assert.equal(value.marks, Marks.sensitive);
  });

  it('leaves references unharmed in lists and objects', () => {
    const reference = groupAttribute('a');
    const value = converted(tuple([reference, number(1)]), listType(stringType));
    assert.ok(value.kind === 'list');
    assert.deepEqual(value.elements[0], reference);
  });

  it('converts candidates one by one and drops those that do not fit', () => {
    const value = unknown(dynamicType, { kind: 'condition', detail: 'var.x' }, undefined, Marks.none, {
      candidates: [string('80'), string('http')],
    });
    const result = converted(value, numberType);
    assert.ok(result.kind === 'unknown');
    assert.deepEqual(
      result.candidates?.map((candidate) => renderValue(candidate)),
      ['80'],
    );
  });

  it('keeps what is known of the elements of an unknown list', () => {
    const reason = { kind: 'condition', detail: '' } as const;
    const value = unknown(listType(numberType), reason, undefined, Marks.none, {
      elements: { certain: [number(1)], possible: [number(2)], closed: true },
    });
    const result = converted(value, setType(stringType));
    assert.ok(result.kind === 'unknown');
    assert.equal(renderValue(result), '["1", perhaps "2"]');
  });
});

describe('sets with unknown elements', () => {
  it('stay sets while their elements surely differ', () => {
    const one = set(stringType, [groupAttribute('a')]);
    assert.equal(one.kind, 'set');
    const rules = [80, 443].map((port) =>
      object([
        ['port', number(port)],
        ['group', groupAttribute('a')],
      ]),
    );
    const both = set(typeOf(rules[0]!), rules);
    assert.ok(both.kind === 'set');
    assert.equal(both.elements.length, 2);
  });

  it('are unknown with certain elements where two may turn out the same', () => {
    const value = set(stringType, [groupAttribute('a'), groupAttribute('b'), string('sg-1')]);
    assert.ok(value.kind === 'unknown');
    assert.equal(value.elements?.certain.length, 3);
    assert.equal(value.elements.closed, true);
  });

  it('have a reference once, however often it is given', () => {
    const value = set(stringType, [groupAttribute('a'), groupAttribute('a')]);
    assert.ok(value.kind === 'set');
    assert.equal(value.elements.length, 1);
  });

  it('take the marks of their elements', () => {
    const value = set(stringType, [string('a', undefined, Marks.sensitive), string('b')]);
    assert.equal(value.marks, Marks.sensitive);
  });
});

describe('unification of types', () => {
  const unified = (...types: Type[]): Type | undefined => unify(types);

  it('finds text for primitives of different types', () => {
    assert.deepEqual(unified(numberType, boolType, stringType), stringType);
    assert.equal(unified(numberType, boolType), undefined);
  });

  it('makes a list of tuples of different lengths, a map of objects of different names', () => {
    assert.deepEqual(
      unified(tupleType([stringType]), tupleType([stringType, numberType])),
      listType(stringType),
    );
    assert.deepEqual(
      unified(objectType([['a', stringType]]), objectType([['b', numberType]])),
      mapType(stringType),
    );
  });

  it('unifies objects of the same names attribute by attribute', () => {
    assert.deepEqual(
      unified(objectType([['a', stringType]]), objectType([['a', numberType]])),
      objectType([['a', stringType]]),
    );
  });

  it('has none for objects and tuples, and for what has nothing in common', () => {
    assert.equal(unified(objectType([]), tupleType([])), undefined);
    assert.equal(unified(stringType, listType(stringType)), undefined);
  });
});

describe('sameness of values', () => {
  it('takes type, marks, origin and reason into account', () => {
    assert.ok(sameValue(string('a', place(1)), string('a', place(1))));
    assert.ok(!sameValue(string('a', place(1)), string('a', place(2))));
    assert.ok(!sameValue(string('a'), string('a', undefined, Marks.sensitive)));
    assert.ok(!sameValue(list(stringType, []), list(numberType, [])));
    assert.ok(!sameValue(list(stringType, []), tuple([])));
    assert.ok(!sameValue(unknownOf(stringType, 'var.a'), unknownOf(stringType, 'var.b')));
    assert.ok(sameValue(groupAttribute('a'), groupAttribute('a')));
    assert.ok(!sameValue(groupAttribute('a'), groupAttribute('b')));
  });

  it('takes candidates and elements of unknowns into account', () => {
    const reason = { kind: 'condition', detail: '' } as const;
    const either = (...candidates: Value[]): Value =>
      unknown(stringType, reason, undefined, Marks.none, { candidates });
    assert.ok(sameValue(either(string('a'), string('b')), either(string('a'), string('b'))));
    assert.ok(!sameValue(either(string('a'), string('b')), either(string('a'))));
    const having = (closed: boolean): Value =>
      unknown(listType(stringType), reason, undefined, Marks.none, {
        elements: { certain: [], possible: [], closed },
      });
    assert.ok(!sameValue(having(true), having(false)));
  });
});
