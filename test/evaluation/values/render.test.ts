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
import { renderValue } from '../../../server/src/evaluation/render';
import { listType } from '../../../server/src/evaluation/typeShape';
import { Marks, stringType } from '../../../server/src/evaluation/value';
import { groupAttribute } from './sampleValues';

describe('values as text', () => {
  it('are written as in Terraform, on one line', () => {
    const value = object([
      ['cidr', string('10.0.0.0/8')],
      ['a key', tuple([number(1), nullValue()])],
    ]);
    assert.equal(renderValue(value), '{ "a key" = [1, null], cidr = "10.0.0.0/8" }');
  });

  it('are cut to a length', () => {
    const value = list(
      stringType,
      Array.from({ length: 1000 }, (_, index) => string(`10.0.${index}.0/24`)),
    );
    const text = renderValue(value, 30);
    assert.ok(text.length <= 30);
    assert.ok(text.includes('…'));
  });

  it('are hidden when sensitive', () => {
    assert.equal(renderValue(tuple([string('secret', undefined, Marks.sensitive)])), '[(sensitive value)]');
  });

  it('name a reference by its address', () => {
    assert.equal(renderValue(groupAttribute('api')), 'aws_security_group.api.id');
  });

  it('say what may be', () => {
    const reason = { kind: 'condition', detail: 'var.x' } as const;
    const choice = unknown(stringType, reason, undefined, 0, { candidates: [string('a'), string('b')] });
    assert.equal(renderValue(choice), '(one of "a", "b")');
    const some = unknown(listType(stringType), reason, undefined, 0, {
      elements: { certain: [string('a')], possible: [string('b')], closed: false },
    });
    assert.equal(renderValue(some), '["a", perhaps "b", and more known after apply]');
  });
});
