import assert from 'node:assert/strict';
import { boundaryAlgebra } from '../../server/src/packets/boundaries';
import { groupBySet } from '../../server/src/packets/setAlgebra';

describe('grouping by set', () => {
  it('keeps different sets apart even when their hashes collide', () => {
    const colliding = { ...boundaryAlgebra<number>([0, 100]), hash: () => 7 };
    const byPorts = groupBySet<readonly number[], string>(colliding);
    byPorts.add([1, 2], 'a');
    byPorts.add([1, 3], 'b');
    byPorts.add([1, 2], 'c');
    assert.deepEqual(byPorts.groups, [
      { set: [1, 2], members: ['a', 'c'] },
      { set: [1, 3], members: ['b'] },
    ]);
  });
});
