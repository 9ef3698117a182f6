import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cell, source, untracked } from '../../server/src/reactive/cell';
import type { Cell } from '../../server/src/reactive/cell';

const never = (): never => {
  throw new Error('no cycle expected');
};

describe('reactive cells', () => {
  it('compute on demand and once per change', () => {
    const input = source(1);
    let runs = 0;
    const doubled = cell(() => (runs++, input.get() * 2), { onCycle: never });
    assert.equal(runs, 0);
    assert.equal(doubled.get(), 2);
    assert.equal(doubled.get(), 2);
    input.set(4);
    assert.equal(doubled.get(), 8);
    assert.equal(runs, 2);
  });

  it('stop where a value is equal to the one before', () => {
    const input = source([3, 1, 2]);
    let runs = 0;
    const sorted = cell(() => [...input.get()].sort(), {
      onCycle: never,
      equal: (left, right) => left.join() === right.join(),
    });
    const first = cell(() => (runs++, sorted.get()[0]), { onCycle: never });
    assert.equal(first.get(), 1);
    input.set([2, 1, 3]);
    assert.equal(first.get(), 1);
    assert.equal(runs, 1);
  });

  it('keep undefined as a value like any other', () => {
    const input = source<string | undefined>(undefined);
    let runs = 0;
    const same = cell(() => (runs++, input.get()), { onCycle: never });
    assert.equal(same.get(), undefined);
    assert.equal(same.get(), undefined);
    assert.equal(runs, 1);
  });

  it('give every member of a cycle the same value, whichever is read first, and recover when it is broken', () => {
    const aReadsB = source(true);
    const a: Cell<string> = cell<string>(() => (aReadsB.get() ? `a(${b.get()})` : 'a'), {
      onCycle: () => 'cycle',
    });
    const b: Cell<string> = cell<string>(() => `b(${a.get()})`, { onCycle: () => 'cycle' });
    const outside = cell(() => `outside(${b.get()})`, { onCycle: never });
    assert.deepEqual([a.get(), b.get(), outside.get()], ['cycle', 'cycle', 'outside(cycle)']);
    aReadsB.set(false);
    assert.deepEqual([b.get(), a.get(), outside.get()], ['b(a)', 'a', 'outside(b(a))']);
    aReadsB.set(true);
    assert.deepEqual([outside.get(), b.get(), a.get()], ['outside(cycle)', 'cycle', 'cycle']);
  });

  it('recompute a cell that was cut short by a cycle although it never depended on the broken part', () => {
    const breaks = source(false);
    const a: Cell<string> = cell<string>(() => (breaks.get() ? 'fixed' : b.get()), {
      onCycle: () => 'cycle',
    });
    const b: Cell<string> = cell<string>(() => c.get(), { onCycle: () => 'cycle' });
    const c: Cell<string> = cell<string>(() => a.get(), { onCycle: () => 'cycle' });
    assert.equal(a.get(), 'cycle');
    breaks.set(true);
    assert.equal(c.get(), 'fixed');
    assert.equal(b.get(), 'fixed');
  });

  it('do not make the readers of a cycle depend on every change', () => {
    const other = source(0);
    const loop: Cell<string> = cell<string>(() => loop.get(), { onCycle: () => 'cycle' });
    let runs = 0;
    const reader = cell(() => (runs++, loop.get()), { onCycle: never });
    assert.equal(reader.get(), 'cycle');
    other.set(1);
    assert.equal(reader.get(), 'cycle');
    assert.equal(runs, 1);
  });

  it('survive a chain that is deeper than the stack allows', () => {
    const cells: { get(): number }[] = [];
    for (let i = 0; i < 100_000; i++) {
      cells.push(cell<number>(() => (i === 0 ? 0 : (cells[i - 1]?.get() ?? 0) + 1), { onCycle: () => -1 }));
    }
    assert.equal(typeof cells[99_999]?.get(), 'number');
  });

  it('run once for several changes, and read without depending where asked to', () => {
    const left = source(1);
    const right = source(2);
    let runs = 0;
    const sum = cell(() => (runs++, left.get() + untracked(() => right.get())), { onCycle: never });
    assert.equal(sum.get(), 3);
    left.set(10);
    right.set(5);
    left.set(20);
    assert.equal(sum.get(), 25);
    right.set(7);
    assert.equal(sum.get(), 25);
    assert.equal(runs, 2);
  });

  it('let go of a value that no cell reads any more, unless it is to be kept', () => {
    const reads = source(true);
    const input = source(1);
    const runs = { dropped: 0, kept: 0 };
    const dropped = cell(() => (runs.dropped++, input.get()), { onCycle: never });
    const kept = cell(() => (runs.kept++, input.get()), { onCycle: never, keep: true });
    const reader = cell(() => (reads.get() ? dropped.get() + kept.get() : 0), { onCycle: never });
    for (const now of [true, false, true]) {
      reads.set(now);
      reader.get();
    }
    assert.deepEqual(runs, { dropped: 2, kept: 1 });
    input.set(5);
    assert.equal(reader.get(), 10);
  });

  it('agree with a cold computation after any row of edits of any graph, cycles included', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 }),
        fc.array(fc.tuple(fc.nat(7), fc.array(fc.nat(7), { maxLength: 3 }), fc.nat(7)), { maxLength: 12 }),
        (graph, edits) => {
          const build = (edges: number[][]) => {
            const sources = edges.map((list) => source(list));
            const cells: Cell<string>[] = edges.map((_, index) =>
              cell(
                () => `${index}(${(sources[index]?.get() ?? []).map((next) => cells[next]?.get()).join()})`,
                {
                  onCycle: () => `${index}!`,
                },
              ),
            );
            return { sources, cells };
          };
          const edges = [...graph];
          const live = build(edges);
          live.cells.forEach((each) => each.get());
          for (const [target, list, read] of edits) {
            edges[target] = list;
            live.sources[target]?.set(list);
            live.cells[read]?.get();
            const cold = build(edges);
            assert.deepEqual(
              live.cells.map((each) => each.get()),
              cold.cells.map((each) => each.get()),
            );
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});
