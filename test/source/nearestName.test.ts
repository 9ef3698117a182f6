import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nearestName, nearestReference } from '../../server/src/source/nearestName';

/** The definition, without a limit: two neighbours that are swapped are one slip. */
function distance(left: string, right: string): number {
  if (left === '' || right === '') return left.length + right.length;
  const [l, r] = [left.slice(1), right.slice(1)];
  const isSwap = l !== '' && r !== '' && left.startsWith(r.charAt(0)) && right.startsWith(l.charAt(0));
  return Math.min(
    distance(l, r) + (left.startsWith(right.charAt(0)) ? 0 : 1),
    distance(l, right) + 1,
    distance(left, r) + 1,
    isSwap ? distance(left.slice(2), right.slice(2)) + 1 : Infinity,
  );
}

describe('the nearest name', () => {
  it('is the one with the fewest edits, the first in the alphabet of equals', () => {
    assert.equal(nearestName('databse', ['data', 'database', 'databases']), 'database');
    assert.equal(nearestName('abcdef', ['abcdey', 'abcdex']), 'abcdex');
    assert.equal(nearestName('wbe', ['web']), 'web');
  });

  it('is none where more than a third would change, or more than five characters', () => {
    assert.equal(nearestName('abc', ['xyc', 'a']), undefined);
    assert.equal(nearestName('ab', ['ac']), undefined);
    assert.equal(nearestName('a'.repeat(60), ['a'.repeat(54)]), undefined);
    assert.equal(nearestName('a'.repeat(60), ['a'.repeat(55)]), 'a'.repeat(55));
  });

  it('is as near as any other, and within the limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 4 }), (text, names) => {
        const found = nearestName(text, names);
        const least = Math.min(...names.map((name) => distance(text, name)));
        const limit = Math.floor(text.length / 3);
        assert.equal(found === undefined ? least > limit : distance(text, found) === least, true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('The nearest reference', () => {
  it('is near in each of its parts, so that a long type makes no short names alike', () => {
    const groups = ['aws_security_group.alb', 'aws_security_group.prod_api'];
    assert.equal(nearestReference('aws_security_group.api', groups), undefined);
    assert.equal(nearestReference('aws_security_group.prod_app', groups), 'aws_security_group.prod_api');
    assert.equal(nearestReference('aws_securty_group.alb', groups), 'aws_security_group.alb');
    assert.equal(nearestReference('alb', groups), undefined);
    assert.equal(nearestReference('albb', ['alb']), 'alb');
  });
});
