/**
 * Our cells beside signals libraries on a graph of 10,000 rules, in one run: the figures of
 * docs/decisions/0002-incremental-cells.md. The libraries are no dependencies; name a directory where they are installed:
 *
 *     npm install --prefix /some/directory alien-signals @preact/signals-core @vue/reactivity signia
 *     node --expose-gc --import tsx scripts/bench/cells.ts /some/directory
 */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { cell, source } from '../../server/src/reactive/cell';

interface Readable<T> {
  get(): T;
}

interface Library {
  readonly name: string;
  readonly source: <T>(value: T) => Readable<T> & { set(value: T): void };
  /** `equal` says which values count as the same, so that nothing behind runs. */
  readonly computed: <T>(compute: () => T, equal: (left: T, right: T) => boolean) => Readable<T>;
}

const ours: Library = {
  name: 'cells',
  source: (value) => source(value),
  computed: <T>(compute: () => T, equal: (left: T, right: T) => boolean) =>
    cell(compute, { equal, onCycle: () => 'cycle' as T }),
};

/** Libraries without an equality of their own are given the old value again. */
function keepingEqual<T>(compute: () => T, equal: (left: T, right: T) => boolean): () => T {
  let box: { readonly value: T } | undefined;
  return () => {
    const value = compute();
    if (box === undefined || !equal(box.value, value)) box = { value };
    return box.value;
  };
}

async function librariesIn(directory: string): Promise<Library[]> {
  const require = createRequire(join(directory, 'package.json'));
  const load = async (name: string): Promise<unknown> =>
    import(pathToFileURL(require.resolve(name)).href) as Promise<unknown>;
  interface Value<T> {
    value: T;
  }
  const alien = (await load('alien-signals')) as {
    signal: <T>(value: T) => { (): T; (value: T): void };
    computed: <T>(compute: () => T) => () => T;
  };
  const preact = (await load('@preact/signals-core')) as {
    signal: <T>(value: T) => Value<T>;
    computed: <T>(compute: () => T) => Value<T>;
  };
  const vue = (await load('@vue/reactivity')) as {
    shallowRef: <T>(value: T) => Value<T>;
    computed: <T>(compute: () => T) => Value<T>;
  };
  const signia = (await load('signia')) as {
    atom: <T>(name: string, value: T) => { value: T; set: (value: T) => void };
    computed: <T>(name: string, compute: () => T, options: object) => Value<T>;
  };
  return [
    {
      name: 'alien-signals',
      source: (value) => {
        const held = alien.signal(value);
        return {
          get: () => held(),
          set: (next) => {
            held(next);
          },
        };
      },
      computed: (compute, equal) => {
        const held = alien.computed(keepingEqual(compute, equal));
        return { get: () => held() };
      },
    },
    {
      name: '@preact/signals-core',
      source: (value) => {
        const held = preact.signal(value);
        return {
          get: () => held.value,
          set: (next) => {
            held.value = next;
          },
        };
      },
      computed: (compute, equal) => {
        const held = preact.computed(keepingEqual(compute, equal));
        return { get: () => held.value };
      },
    },
    {
      name: '@vue/reactivity',
      source: (value) => {
        const held = vue.shallowRef(value);
        return {
          get: () => held.value,
          set: (next) => {
            held.value = next;
          },
        };
      },
      computed: (compute, equal) => {
        const held = vue.computed(keepingEqual(compute, equal));
        return { get: () => held.value };
      },
    },
    {
      name: 'signia',
      source: (value) => {
        const held = signia.atom('source', value);
        return {
          get: () => held.value,
          set: (next) => {
            held.set(next);
          },
        };
      },
      computed: (compute, isEqual) => {
        const held = signia.computed('computed', compute, { isEqual });
        return { get: () => held.value };
      },
    },
  ];
}

const modules = 1_000;
const rulesOfModule = 10;

interface Rule {
  readonly port: number;
  readonly group: string;
}

/** As in a workspace: texts, declarations, a group, rules and a view for each module, and one model of all views. */
function graph({ source, computed }: Library): {
  readonly texts: ReturnType<typeof source<string>>[];
  readonly model: Readable<number>;
} {
  const region = source('eu-west-1');
  const texts = Array.from({ length: modules }, (_, index) =>
    source(Array.from({ length: rulesOfModule }, (_, rule) => String(1000 + index + rule)).join(' ')),
  );
  const sameRule = (left: Rule, right: Rule): boolean =>
    left.port === right.port && left.group === right.group;
  const views = texts.map((text, index) => {
    const declarations = computed(
      () => text.get().trim().split(/ +/),
      (left, right) => left.join() === right.join(),
    );
    const group = computed(() => `${region.get()}/${String(index)}`, Object.is);
    const rules = Array.from({ length: rulesOfModule }, (_, rule) =>
      computed(() => ({ port: Number(declarations.get()[rule]), group: group.get() }), sameRule),
    );
    return computed(() => rules.reduce((sum, rule) => sum + rule.get().port, 0), Object.is);
  });
  return { texts, model: computed(() => views.reduce((sum, view) => sum + view.get(), 0), Object.is) };
}

/** Milliseconds; the middle of many. */
function median(times: number, work: (index: number) => void): number {
  const taken = Array.from({ length: times }, (_, index) => {
    const start = performance.now();
    work(index);
    return performance.now() - start;
  }).sort((left, right) => left - right);
  return taken[Math.floor(times / 2)] ?? 0;
}

function usedHeap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

interface Figures {
  readonly cold: number;
  readonly edit: number;
  readonly equal: number;
  readonly megabytes: number;
}

function measure(library: Library): Figures {
  const cold = median(9, () => graph(library).model.get());
  const before = usedHeap();
  const built = graph(library);
  built.model.get();
  const megabytes = (usedHeap() - before) / 1e6;
  const textOf = (index: number): ReturnType<Library['source']> =>
    built.texts[(index * 37) % modules] ?? library.source('');
  const edit = median(400, (index) => {
    const text = textOf(index);
    text.set(`${String(index)} 2 3 4 5 6 7 8 9 10`);
    built.model.get();
  });
  // White space: the declarations come out equal, and nothing behind them runs.
  const equal = median(400, (index) => {
    const text = textOf(index);
    text.set(`${String(text.get())} `);
    built.model.get();
  });
  return { cold, edit, equal, megabytes };
}

/** `a` reads `b` reads `a` while a switch is on: after it was off and on again, what a fresh graph says, or not. */
function cycle({ source, computed }: Library): string {
  const build = (): { on: ReturnType<typeof source<boolean>>; both: () => string } => {
    const on = source(true);
    const a: Readable<string> = computed((): string => (on.get() ? `a(${b.get()})` : 'a'), Object.is);
    const b: Readable<string> = computed((): string => `b(${a.get()})`, Object.is);
    return { on, both: () => [outcome(a), outcome(b)].join(', ') };
  };
  const fresh = build().both();
  const used = build();
  used.both();
  used.on.set(false);
  used.both();
  used.on.set(true);
  const after = used.both();
  return fresh === after ? `the same: ${fresh}` : `differs: fresh ${fresh}; after edits ${after}`;
}

function outcome(readable: Readable<string>): string {
  try {
    return readable.get();
  } catch (error) {
    return error instanceof Error ? `throws ${error.message.slice(0, 40)}` : 'throws';
  }
}

/** Whether a cell that nobody holds any more is collected though the source it read lives on. */
async function disposal({ source, computed }: Library): Promise<string> {
  const text = source('x');
  const on = source(true);
  const held: { inner: Readable<string> | undefined } = { inner: undefined };
  const watched = makeInner();
  const outer = computed(() => (on.get() ? (held.inner?.get() ?? '') : ''), Object.is);
  outer.get();
  on.set(false);
  held.inner = undefined;
  outer.get();
  // In a function of its own, so that no closure but the cell's own holds what is watched.
  function makeInner(): WeakRef<object> {
    const big = { text: 'big' };
    held.inner = computed(() => `${text.get()}${big.text}`, Object.is);
    return new WeakRef(big);
  }
  for (let round = 0; round < 5; round++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    globalThis.gc?.();
  }
  text.get();
  return watched.deref() === undefined ? 'collected' : 'kept by its source';
}

const directory = process.argv[2];
const libraries = [ours, ...(directory === undefined ? [] : await librariesIn(directory))];
let first: Figures | undefined;
for (const library of libraries) {
  const figures = measure(library);
  first ??= figures;
  const against = (key: keyof Figures): string =>
    `${figures[key].toFixed(3)} (${(figures[key] / (first?.[key] ?? 1)).toFixed(2)})`;
  console.log(
    `${library.name.padEnd(22)} cold ${against('cold')} ms, edit ${against('edit')} ms, ` +
      `equal ${against('equal')} ms, memory ${against('megabytes')} MB`,
  );
  console.log(`  cycle ${cycle(library)}`);
  console.log(`  unused ${await disposal(library)}`);
}
