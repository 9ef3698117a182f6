import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Cell } from '../../server/src/reactive/cell';
import { cell, projection, source } from '../../server/src/reactive/cell';

const never = (): never => {
  throw new Error('no cycle expected');
};

describe('projections', () => {
  it('reach readers of changed entries only, through any number of cells', () => {
    const input = source(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    );
    const entries = projection(() => input.get());
    const runs: string[] = [];
    const reader = (key: string): Cell<string> =>
      cell(() => (runs.push(key), `${key}=${String(entries.get(key))}`), { onCycle: never });
    const readers = ['a', 'b', 'c'].map(reader);
    const all = cell(() => readers.map((each) => each.get()).join(), { onCycle: never });
    assert.equal(all.get(), 'a=1,b=2,c=undefined');
    runs.length = 0;
    input.set(
      new Map([
        ['a', 1],
        ['b', 3],
      ]),
    );
    assert.equal(all.get(), 'a=1,b=3,c=undefined');
    assert.deepEqual(runs, ['b']);
    runs.length = 0;
    input.set(
      new Map([
        ['b', 3],
        ['c', 4],
      ]),
    );
    assert.equal(all.get(), 'a=undefined,b=3,c=4');
    assert.deepEqual(runs, ['a', 'c']);
  });

  it('are up to date whatever is read first from outside', () => {
    const input = source(1);
    const entries = projection(() => new Map([['x', input.get()]]));
    const other = cell(() => 'other', { onCycle: never });
    const reader = cell(() => entries.get('x'), { onCycle: never });
    assert.equal(reader.get(), 1);
    input.set(2);
    other.get();
    assert.equal(reader.get(), 2);
    input.set(3);
    assert.equal(entries.get('x'), 3);
    assert.equal(reader.get(), 3);
  });

  it('may read each other', () => {
    const input = source(1);
    const first = projection(() => new Map([['x', input.get()]]));
    const second = projection(() => new Map([['y', (first.get('x') ?? 0) * 10]]));
    const reader = cell(() => [first.get('x'), second.get('y')].join(), { onCycle: never });
    assert.equal(reader.get(), '1,10');
    input.set(2);
    assert.equal(reader.get(), '2,20');
  });

  it('let go of what they read when nobody reads them, and start again', () => {
    const input = source(1);
    let runs = 0;
    const entries = projection(() => (runs++, new Map([['x', input.get()]])));
    const switched = source(true);
    const inner = cell(() => entries.get('x'), { onCycle: never });
    const reader = cell(() => (switched.get() ? inner.get() : undefined), { onCycle: never });
    assert.equal(reader.get(), 1);
    switched.set(false);
    assert.equal(reader.get(), undefined);
    runs = 0;
    input.set(5);
    reader.get();
    assert.equal(runs, 0);
    switched.set(true);
    assert.equal(reader.get(), 5);
  });

  it('agree with a cold computation after any row of edits', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, key, fc.nat(3)), { maxLength: 15 }),
        fc.dictionary(key, fc.nat(3)),
        (edits, start) => {
          const build = (initial: Readonly<Record<string, number>>, link: string) => {
            const input = source(initial);
            const chosen = source(link);
            const entries = projection(() => new Map(Object.entries(input.get())));
            // Reads an entry, and through it perhaps another: dependencies come and go.
            const readers = ['a', 'b', 'c', 'd'].map((name) =>
              cell(
                () => {
                  const value = entries.get(name);
                  return value === undefined
                    ? 'none'
                    : value > 1
                      ? `${name}${String(entries.get(chosen.get()))}`
                      : name;
                },
                { onCycle: never },
              ),
            );
            const all = cell(() => readers.map((reader) => reader.get()).join(), { onCycle: never });
            return { input, chosen, all, readers };
          };
          const live = build(start, 'a');
          let state: Record<string, number> = start;
          for (const [name, link, value] of edits) {
            state = { ...state };
            if (value === 0) Reflect.deleteProperty(state, name);
            else state[name] = value;
            live.input.set(state);
            live.chosen.set(link);
            if (value === 2) live.readers[1]?.get();
            else assert.equal(live.all.get(), build(state, link).all.get());
          }
          assert.equal(live.all.get(), build(state, edits.at(-1)?.[1] ?? 'a').all.get());
        },
      ),
      { numRuns: 2000 },
    );
  });
});
