import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  boundaryAlgebra,
  holdsCoordinate,
  type Boundaries,
  type Coordinate,
} from '../../server/src/packets/boundaries';

const SIZE = 12;

/** The canonical boundaries of a membership list, found by walking it. */
function boundariesOf<T extends Coordinate>(
  truth: readonly boolean[],
  at: (index: number) => T,
): Boundaries<T> {
  const flips = [...truth, false].flatMap((held, index) =>
    held !== (truth[index - 1] ?? false) ? [index] : [],
  );
  return flips.map(at);
}

const membership = fc.array(fc.boolean(), { minLength: SIZE, maxLength: SIZE });

function behavesLikeASet(at: (index: number) => Coordinate): void {
  const algebra = boundaryAlgebra<Coordinate>([at(0), at(SIZE)]);
  fc.assert(
    fc.property(membership, membership, membership, (a, b, c) => {
      const [setA, setB, setC] = [a, b, c].map((truth) => algebra.ofBoundaries(boundariesOf(truth, at)));
      assert.ok(setA && setB && setC);
      const expected = (truth: readonly boolean[]) => boundariesOf(truth, at);
      assert.deepEqual(algebra.union(setA, setB), expected(a.map((held, i) => held || b[i]!)));
      assert.deepEqual(algebra.intersect(setA, setB), expected(a.map((held, i) => held && b[i]!)));
      assert.deepEqual(algebra.subtract(setA, setB), expected(a.map((held, i) => held && !b[i]!)));
      assert.deepEqual(
        algebra.unionAll([setA, setB, setC]),
        expected(a.map((held, i) => held || b[i]! || c[i]!)),
      );
      assert.equal(
        algebra.isSubset(setA, setB),
        a.every((held, i) => !held || b[i]!),
      );
      assert.equal(
        algebra.overlaps(setA, setB),
        a.some((held, i) => held && b[i]!),
      );
      const same = a.every((held, i) => held === b[i]);
      assert.equal(algebra.equals(setA, setB), same);
      assert.equal(algebra.key(setA) === algebra.key(setB), same);
      assert.equal(algebra.hash(setA), algebra.hash([...setA]));
      a.forEach((held, i) => assert.equal(holdsCoordinate(setA, at(i)), held));
    }),
    { numRuns: 2000 },
  );
}

describe('boundaries', () => {
  it('behave like a set on an axis of numbers', () => behavesLikeASet((index) => index));

  it('behave like a set beyond 31 bits', () => behavesLikeASet((index) => 2 ** 31 - 6 + index));

  it('behave like a set on an axis of bigints', () =>
    behavesLikeASet((index) => (1n << 64n) - 6n + BigInt(index)));

  it('join ranges that touch', () => {
    const axis = boundaryAlgebra<number>([0, 100]);
    assert.deepEqual(
      axis.unionAll([
        [20, 30],
        [0, 10],
        [10, 20],
        [50, 60],
      ]),
      [0, 30, 50, 60],
    );
  });

  it('return the one full and the one empty set', () => {
    const axis = boundaryAlgebra<number>([0, 100]);
    assert.equal(axis.union([0, 60], [40, 100]), axis.full);
    assert.equal(
      axis.unionAll([
        [0, 50],
        [70, 100],
        [50, 70],
      ]),
      axis.full,
    );
    assert.equal(axis.intersect([0, 40], [40, 100]), axis.empty);
    assert.equal(axis.subtract([10, 40], axis.full), axis.empty);
  });
});
