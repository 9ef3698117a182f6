import assert from 'node:assert/strict';
import fc from 'fast-check';
import { guiltyAmong } from '../../server/src/review/guilt';

const EDITS = Array.from({ length: 1000 }, (_, index) => index);

/** Whether all the guilty ones are taken back. */
function needs(...guilty: readonly number[]) {
  return (takenBack: readonly number[]): boolean => guilty.every((edit) => takenBack.includes(edit));
}

describe('which of many edits did it', () => {
  it('finds one among a thousand with few questions', () => {
    const questions = { left: 100 };
    assert.deepEqual(guiltyAmong(EDITS, needs(617), questions), [617]);
    assert.ok(questions.left > 70, String(questions.left));
  });

  it('names one of a few that suffices before a set of others that does, too', () => {
    const decides = (takenBack: readonly number[]): boolean =>
      takenBack.includes(2) || (takenBack.includes(0) && takenBack.includes(1));
    assert.deepEqual(guiltyAmong([0, 1, 2], decides, { left: 100 }), [2]);
  });

  it('finds nobody guilty where taking all back restores nothing', () => {
    assert.deepEqual(
      guiltyAmong(EDITS, () => false, { left: 100 }),
      [],
    );
  });

  it('finds nobody rather than too many when it may ask no more', () => {
    assert.deepEqual(guiltyAmong(EDITS, needs(3, 400, 999), { left: 20 }), []);
  });

  it('finds all that are needed and none besides, in their order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.uniqueArray(fc.nat(199), { minLength: 1, maxLength: 4 }),
        (count, chosen) => {
          const guilty = chosen.filter((edit) => edit < count).sort((left, right) => left - right);
          fc.pre(guilty.length > 0);
          assert.deepEqual(guiltyAmong(EDITS.slice(0, count), needs(...guilty), { left: 500 }), guilty);
        },
      ),
    );
  });
});
