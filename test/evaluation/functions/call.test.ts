import assert from 'node:assert/strict';
import {
  list,
  nullValue,
  number,
  object,
  string,
  tuple,
  unknown,
} from '../../../server/src/evaluation/build';
import type { CallContext, FileAccess } from '../../../server/src/evaluation/functionTable';
import type { CallResult } from '../../../server/src/evaluation/functions/call';
import { callFunction } from '../../../server/src/evaluation/functions/call';
import { functionTable } from '../../../server/src/evaluation/functions/table';
import { renderValue } from '../../../server/src/evaluation/render';
import { listType, mapType } from '../../../server/src/evaluation/typeShape';
import type { PartlyKnownElements, Type, Value } from '../../../server/src/evaluation/value';
import { dynamicType, Marks, stringType } from '../../../server/src/evaluation/value';
import { groupAttribute, place, unknownOf } from '../values/sampleValues';

const noFiles: FileAccess = {
  readText: () => ({ kind: 'unavailable', reason: 'outside the workspace' }),
  readBytes: () => ({ kind: 'unavailable', reason: 'outside the workspace' }),
  exists: () => ({ kind: 'unavailable', reason: 'outside the workspace' }),
  list: () => ({ kind: 'unavailable', reason: 'outside the workspace' }),
};

const context: CallContext = {
  origin: place(100),
  files: noFiles,
  renderTemplate: (text) => string(text),
};

function result(name: string, ...values: Value[]): CallResult {
  return callFunction(name, values, false, context);
}

function call(name: string, ...values: Value[]): Value {
  const { value, problem } = result(name, ...values);
  assert.equal(problem, undefined);
  return value;
}

const texts = (...values: string[]): Value => tuple(values.map((value) => string(value)));

function either(type: Type, ...candidates: Value[]): Value {
  return unknown(type, { kind: 'condition', detail: 'var.x' }, undefined, Marks.none, { candidates });
}

function partly(type: Type, elements: PartlyKnownElements): Value {
  return unknown(type, { kind: 'condition', detail: 'var.x' }, undefined, Marks.none, { elements });
}

describe('calling a function', () => {
  it('finds it under its namespace too', () => {
    assert.equal(renderValue(call('core::upper', string('a'))), '"A"');
  });

  it('reports a name that there is no function for', () => {
    assert.equal(result('uper', string('a')).problem?.message, 'There is no function named "uper".');
  });

  it('takes a function of a provider for unknown, without a problem', () => {
    const value = call('provider::aws::arn_parse', string('arn'));
    assert.ok(value.kind === 'unknown' && value.reason.kind === 'provider-function');
  });

  it('reports too few and too many arguments', () => {
    assert.match(result('upper').problem?.message ?? '', /expects 1 argument\(s\)\. Missing value for "str"/);
    assert.match(result('upper', string('a'), string('b')).problem?.message ?? '', /expects only 1/);
    assert.match(result('format').problem?.message ?? '', /expects at least 1/);
  });

  it('reports which argument is at fault', () => {
    const { problem, value } = result('substr', string('a'), string('x'), number(1));
    assert.equal(problem?.message, 'Invalid value for "offset" parameter: a number is required.');
    assert.equal(problem.argument, 1);
    assert.ok(value.kind === 'unknown' && value.reason.kind === 'error');
    assert.deepEqual(value.type, stringType);
  });

  it('reports null where none may be', () => {
    assert.equal(
      result('upper', nullValue()).problem?.message,
      'Invalid value for "str" parameter: argument must not be null.',
    );
  });

  it('takes the elements of an expanded list for arguments', () => {
    const { value } = callFunction('max', [number(1), tuple([number(5), number(3)])], true, context);
    assert.equal(renderValue(value), '5');
    const wrong = callFunction('max', [string('a')], true, context);
    assert.match(wrong.problem?.message ?? '', /must be of a tuple, list, or set type/);
  });

  it('is unknown when an argument is, and says what made it so', () => {
    const value = call('upper', unknownOf(stringType, 'var.name'));
    assert.ok(value.kind === 'unknown');
    assert.deepEqual(value.reason, { kind: 'variable-without-value', detail: 'var.name' });
    assert.deepEqual(value.type, stringType);
  });

  it('computes a result for each candidate', () => {
    const prefix = either(stringType, string('10.0.0.0/16'), string('10.1.0.0/16'));
    const value = call('cidrsubnet', prefix, number(8), number(1));
    assert.equal(renderValue(value), '(one of "10.0.1.0/24", "10.1.1.0/24")');
    const inside = call(
      'join',
      string(','),
      tuple([string('a'), either(stringType, string('b'), string('c'))]),
    );
    assert.equal(renderValue(inside), '(one of "a,b", "a,c")');
  });

  it('leaves out candidates that Terraform would stop at, and fails only when all do', () => {
    const some = call('tonumber', either(stringType, string('1'), string('x')));
    assert.equal(renderValue(some), '(known after apply: 1)');
    assert.ok(
      result('parseint', either(stringType, string('x'), string('y')), number(10)).problem !== undefined,
    );
  });

  it('spreads marks to what is computed and leaves them on what passes through', () => {
    const secret = string('x', undefined, Marks.sensitive);
    assert.equal(call('upper', secret).marks, Marks.sensitive);
    const joined = call('concat', tuple([secret]), texts('y'));
    assert.ok(joined.kind === 'tuple');
    assert.equal(joined.marks, Marks.none);
    assert.deepEqual(
      joined.elements.map(({ marks }) => marks),
      [Marks.sensitive, Marks.none],
    );
  });

  it('is not stopped by values too large for the machine', () => {
    const { value, problem } = result('format', string('%9999999d'), number(1));
    assert.equal(problem, undefined);
    assert.ok(value.kind === 'unknown' && value.reason.kind === 'too-large');
  });
});

describe('the function table', () => {
  it('has the 118 functions of Terraform 1.11', () => {
    assert.equal(functionTable.size, 118);
  });

  it('knows which results cannot be foretold', () => {
    for (const name of ['timestamp', 'uuid', 'plantimestamp']) {
      const value = call(name);
      assert.ok(value.kind === 'unknown' && value.reason.kind === 'non-deterministic', name);
    }
  });
});

describe('elements that pass through functions', () => {
  it('keep the place they were written at', () => {
    const written = string('0.0.0.0/0', place(1));
    const origins = (value: Value): (number | undefined)[] =>
      value.kind === 'tuple' || value.kind === 'list' || value.kind === 'set'
        ? value.elements.map(({ origin }) => origin?.start)
        : [value.origin?.start];
    assert.deepEqual(origins(call('concat', tuple([written]), tuple([written]))), [1, 1]);
    assert.deepEqual(origins(call('flatten', tuple([tuple([tuple([written])])]))), [1]);
    assert.deepEqual(origins(call('toset', tuple([written]))), [1]);
    assert.deepEqual(origins(call('distinct', tuple([written, written]))), [1]);
    assert.deepEqual(origins(call('lookup', object([['a', written]]), string('a'), string('b'))), [1]);
    assert.deepEqual(origins(call('element', tuple([written]), number(0))), [1]);
    assert.deepEqual(origins(call('coalesce', nullValue(), written)), [1]);
    assert.deepEqual(origins(call('values', object([['a', written]]))), [1]);
    assert.deepEqual(origins(call('upper', written)), [100]);
  });

  it('stay references', () => {
    const group = groupAttribute('api');
    const flat = call('flatten', tuple([tuple([group]), texts('sg-1')]));
    assert.ok(flat.kind === 'tuple');
    assert.deepEqual(flat.elements[0], group);
    assert.deepEqual(call('coalesce', group).kind, 'unknown');
    assert.equal(renderValue(call('tolist', tuple([group]))), '[aws_security_group.api.id]');
  });
});

describe('collections that are known in part', () => {
  const listOfText = listType(stringType);

  it('keep what is certain and what is possible when joined', () => {
    const some = partly(listOfText, { certain: [string('a')], possible: [string('b')], closed: true });
    assert.equal(renderValue(call('concat', some, texts('c'))), '["a", "c", perhaps "b"]');
    assert.equal(renderValue(call('flatten', tuple([some, texts('c')]))), '["a", "c", perhaps "b"]');
    assert.equal(renderValue(call('setunion', some, texts('a'))), '["a", perhaps "b"]');
    assert.equal(renderValue(call('reverse', some)), '["a", perhaps "b"]');
  });

  it('have more elements than are known where a part is wholly unknown', () => {
    const value = call('concat', unknownOf(listOfText), texts('c'));
    assert.equal(renderValue(value), '["c", and more known after apply]');
  });

  it('lose only what may be taken away', () => {
    const value = call('setsubtract', tuple([groupAttribute('a'), string('x')]), texts('x'));
    assert.ok(value.kind === 'unknown');
    assert.deepEqual(value.elements?.certain, []);
    assert.deepEqual(value.elements.possible, [groupAttribute('a')]);
  });

  it('keep identifiers when empty texts are removed, for an identifier is none', () => {
    const value = call('compact', tuple([groupAttribute('a'), string(''), unknownOf(stringType)]));
    assert.ok(value.kind === 'unknown');
    assert.deepEqual(value.elements?.certain, [groupAttribute('a')]);
    assert.equal(value.elements.possible.length, 1);
  });

  it('give candidates for an element that is picked by an unknown key', () => {
    const ports = object([
      ['http', number(80)],
      ['https', number(443)],
    ]);
    assert.equal(
      renderValue(call('lookup', ports, unknownOf(stringType), number(22))),
      '(one of 80, 443, 22)',
    );
    assert.equal(
      renderValue(call('coalesce', groupAttribute('a'), string('sg-1'))),
      '(one of aws_security_group.a.id, "sg-1")',
    );
  });

  it('let values of later maps be certain when an earlier one is unknown', () => {
    const value = call(
      'merge',
      object([['a', number(1)]]),
      unknownOf(mapType(dynamicType)),
      object([['b', number(2)]]),
    );
    assert.equal(renderValue(value), '[2, perhaps 1, and more known after apply]');
  });

  it('keep the length where only elements are unknown', () => {
    const value = list(stringType, [groupAttribute('a'), groupAttribute('b')]);
    assert.equal(renderValue(call('length', value)), '2');
  });
});

describe('functions on files', () => {
  it('are unknown where the host gives nothing', () => {
    for (const name of ['file', 'filemd5', 'fileexists']) {
      const value = call(name, string('../secret'));
      assert.ok(value.kind === 'unknown' && value.reason.kind === 'file-not-available', name);
    }
  });
});
