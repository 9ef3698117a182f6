import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordOf } from '../../server/src/syntax/words';

describe('A word of a text', () => {
  it('is what stands there, whatever was cut before', () => {
    const words = fc.array(
      fc.oneof(
        fc.string({ maxLength: 60 }),
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.nat({ max: 20_000 }).map((port) => `port_${port}`),
      ),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(words, (list) => {
        const text = list.join(' ');
        let start = 0;
        for (const word of list) {
          assert.equal(wordOf(text, start, start + word.length), word);
          start += word.length + 1;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('tells words of one length apart that stand for each other in the cache', () => {
    const words = Array.from({ length: 20_000 }, (_, index) => `name_${String(index).padStart(5, '0')}`);
    const text = words.join('');
    const read = (): string[] =>
      words.map((word, index) => wordOf(text, index * word.length, (index + 1) * word.length));
    assert.deepEqual(read(), words);
    assert.deepEqual(read(), words);
  });
});
