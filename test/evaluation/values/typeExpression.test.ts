import assert from 'node:assert/strict';
import { convert } from '../../../server/src/evaluation/convert';
import { constantValue } from '../../../server/src/evaluation/constant';
import { nullValue } from '../../../server/src/evaluation/build';
import { renderValue } from '../../../server/src/evaluation/render';
import type { TypeConstraint } from '../../../server/src/evaluation/typeExpression';
import { applyDefaults, readTypeConstraint } from '../../../server/src/evaluation/typeExpression';
import { listType, mapType } from '../../../server/src/evaluation/typeShape';
import type { Value } from '../../../server/src/evaluation/value';
import { dynamicType, stringType } from '../../../server/src/evaluation/value';
import { createSourceFile } from '../../../server/src/source/sourceFile';
import { documentUri } from '../../../server/src/source/documentUri';
import { parseDocument } from '../../../server/src/syntax/parse';
import type { Expression } from '../../../server/src/syntax/tree';
import { place } from './sampleValues';

function expression(text: string): Expression {
  const tree = parseDocument(createSourceFile(documentUri('file:///w/x.tfvars'), `x = ${text}\n`));
  const node = tree.items[0]?.node;
  assert.ok(node?.kind === 'argument');
  return node.value;
}

function constant(source: Expression): Value {
  return constantValue(source, place(0).anchor) ?? nullValue();
}

function constraint(text: string): TypeConstraint {
  return readTypeConstraint(expression(text), constant);
}

function given(type: string, value: string): string {
  const { type: target, defaults } = constraint(type);
  const result = convert(applyDefaults(constant(expression(value)), defaults), target);
  return result.kind === 'conversion-error' ? result.message : renderValue(result, 500);
}

describe('type constraints', () => {
  it('read keywords, collections and the bare list and map', () => {
    assert.deepEqual(constraint('string').type, stringType);
    assert.deepEqual(constraint('any').type, dynamicType);
    assert.deepEqual(constraint('list(map(string))').type, listType(mapType(stringType)));
    assert.deepEqual(constraint('list').type, listType(dynamicType));
  });

  it('report what is no type, and take it for any', () => {
    for (const text of ['strng', 'list(string, number)', 'optional(string)', '5', 'set', 'object([])']) {
      const result = constraint(text);
      assert.equal(result.problems.length, 1, text);
      assert.deepEqual(result.type, dynamicType, text);
    }
  });

  it('fill optional attributes with their defaults, at every depth', () => {
    const type =
      'list(object({ port = number, cidrs = optional(list(string), ["10.0.0.0/8"]), note = optional(string) }))';
    assert.equal(
      given(type, '[{ port = "22" }, { port = 443, cidrs = [] }]'),
      '[{ cidrs = ["10.0.0.0/8"], note = null, port = 22 }, { cidrs = [], note = null, port = 443 }]',
    );
  });

  it('put a default in place of a null, and defaults inside defaults', () => {
    const type = 'object({ a = optional(object({ b = optional(number, 3) }), {}) })';
    assert.equal(given(type, '{}'), '{ a = { b = 3 } }');
    assert.equal(given(type, '{ a = null }'), '{ a = { b = 3 } }');
    assert.equal(given(type, '{ a = { b = 4 } }'), '{ a = { b = 4 } }');
  });

  it('reach the values of maps and elements of tuples', () => {
    assert.equal(
      given('map(object({ p = optional(string, "tcp") }))', '{ x = {}, y = { p = "udp" } }'),
      '{ x = { p = "tcp" }, y = { p = "udp" } }',
    );
    assert.equal(
      given('tuple([string, object({ p = optional(number, 1) })])', '["a", {}]'),
      '["a", { p = 1 }]',
    );
  });

  it('report a default that does not fit its type', () => {
    const { problems } = constraint('object({ a = optional(number, "x") })');
    assert.match(problems[0]?.message ?? '', /not compatible with the attribute's type constraint/);
  });

  it('refuse a value without a required attribute', () => {
    assert.equal(given('object({ a = string })', '{}'), 'attribute "a" is required');
  });
});
