import assert from 'node:assert/strict';
import fc from 'fast-check';
import { differenceOf } from '../../server/src/review/editedItem';

function difference(was: string, is: string): string {
  const { start, end } = differenceOf(was, is);
  return is.slice(start, end);
}

describe('the difference between two versions of an item', () => {
  it('is the words that changed, whole', () => {
    assert.equal(difference('cidrs = ["10.0.0.0/16"]', 'cidrs = ["10.0.0.0/24"]'), '"10.0.0.0/24"');
    assert.equal(difference('a = [1, 2]', 'a = [1, 33, 2]'), '33');
  });

  it('is the line above what was deleted', () => {
    assert.equal(difference('m = {\n  a = 1\n  b = 2\n}', 'm = {\n  a = 1\n}'), 'a = 1');
    assert.equal(difference('m = {\n  a = 1\n}', 'm = {\n}'), 'm = {');
  });

  it('is the first line where much changed', () => {
    const many = Array.from({ length: 9 }, (_, index) => `  x${String(index)} = 1`).join('\n');
    assert.equal(difference('m = {\n}', `m = {\n${many}\n}`), 'm = {');
  });

  it('lies within the later text whatever the two are', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ' ', '\n', '=', '}') });
    fc.assert(
      fc.property(text, text, (was, is) => {
        const { start, end } = differenceOf(was, is);
        assert.ok(start >= 0 && start <= end && end <= is.length);
      }),
      { numRuns: 2000 },
    );
  });
});
