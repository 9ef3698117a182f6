/**
 * Incremental computation: sources that change and cells that are computed from them, on demand, at most once per
 * change, and only where something they read has really changed. A cell that computes an equal value keeps the old
 * one, so nothing behind it runs. Every cell that takes part in a cycle has the value of its `onCycle`, whichever of
 * them was read first, so that an incremental run gives what a cold one gives.
 *
 * It deliberately has no effects, no scheduling and no batching: a change only marks, everything else is pulled.
 * docs/decisions/0002-incremental-cells.md says why this is not a signals library.
 */

/** A value set from outside: a file's tree, the list of a directory's files, a setting. */
export interface Source<T> {
  get(): T;
  /** Marks dependents as possibly stale, unless `equal` says that nothing changed. Never call it inside a cell. */
  set(value: T): void;
}

/** A memoised computation. Reading it inside another cell makes that cell depend on it. */
export interface Cell<T> {
  get(): T;
}

/** The entries of a map that is computed as a whole. A reader depends on the entries it read, and on no others. */
export interface Projection<K, V> {
  /** The entry, or undefined where the map has none. */
  get(key: K): V | undefined;
}

export interface CellOptions<T> {
  /** The value of a cell that, directly or through others, reads itself; also where nesting passes `maxDepth`. */
  readonly onCycle: () => T;
  /** Values that count as the same; default `Object.is`. */
  readonly equal?: (left: T, right: T) => boolean;
  /** The value stays, and is kept up to date when read, though for a while no cell reads it. */
  readonly keep?: boolean;
}

// Recursion of cells uses the JavaScript stack. A nesting this deep is a machine's output or a mistake, and with the
// evaluator's own frames between two cells it stays far from the stack's end.
const maxDepth = 400;

/** `check`: something further up changed, perhaps without effect. `dirty`: something that was read has changed. */
const enum State {
  clean,
  check,
  dirty,
}

/** More subscribers than this are kept in a set, which takes several times the memory of so short a list. */
const mostListed = 4;

/** What cells read: a source's node never changes state, a cell's node does. */
abstract class Readable {
  // Most have one subscriber, and few have many.
  private subscribers: CellNode<unknown> | readonly CellNode<unknown>[] | Set<CellNode<unknown>> | undefined;
  /** The last run that registered this as its dependency, so that a second read in the same run costs nothing. */
  seenInRun = 0;

  abstract refresh(): void;

  get hasSubscribers(): boolean {
    return this.subscribers !== undefined;
  }

  subscribe(node: CellNode<unknown>): void {
    const { subscribers } = this;
    if (subscribers === undefined) this.subscribers = node;
    else if (subscribers instanceof CellNode) {
      if (subscribers !== node) this.subscribers = [subscribers, node];
    } else if (subscribers instanceof Set) subscribers.add(node);
    else if (!subscribers.includes(node)) {
      // Not pushed: an array that has grown keeps room for a dozen more.
      this.subscribers =
        subscribers.length < mostListed ? subscribers.concat(node) : new Set(subscribers).add(node);
    }
  }

  unsubscribe(node: CellNode<unknown>): void {
    const { subscribers } = this;
    if (subscribers instanceof Set) {
      subscribers.delete(node);
      if (subscribers.size === 0) this.subscribers = undefined;
    } else if (subscribers instanceof CellNode) {
      if (subscribers === node) this.subscribers = undefined;
    } else if (subscribers?.includes(node) === true) {
      const others = subscribers.filter((each) => each !== node);
      this.subscribers = others.length === 1 ? others[0] : others;
    }
  }

  forEachSubscriber(visit: (node: CellNode<unknown>) => void): void {
    const { subscribers } = this;
    if (subscribers === undefined) return;
    if (subscribers instanceof CellNode) visit(subscribers);
    else subscribers.forEach(visit);
  }

  register(): void {
    if (running === undefined || this.seenInRun === running.run) return;
    this.seenInRun = running.run;
    running.addDependency(this);
  }
}

class SourceNode<T> extends Readable implements Source<T> {
  constructor(
    private value: T,
    private readonly equal: (left: T, right: T) => boolean,
  ) {
    super();
  }

  get(): T {
    this.register();
    return this.value;
  }

  set(value: T): void {
    if (this.equal(this.value, value)) return;
    this.value = value;
    this.forEachSubscriber(markDirty);
    for (const node of caughtInCycle) node.mark(State.dirty);
    caughtInCycle.clear();
  }

  override refresh(): void {
    // A source has always its newest value.
  }
}

function markDirty(node: CellNode<unknown>): void {
  node.mark(State.dirty);
}

/** The cell being computed, or undefined when the reader stands outside. */
let running: CellNode<unknown> | undefined;
let lastRun = 0;

/** Cells under way, outermost first: computing, or checking whether they must. */
const stack: CellNode<unknown>[] = [];

// A cell in a cycle was cut short: its dependencies are not all recorded. It is computed anew after any change.
const caughtInCycle = new Set<CellNode<unknown>>();

const nothingRead: readonly Readable[] = [];

class CellNode<T> extends Readable implements Cell<T> {
  run = 0;
  protected state: State = State.dirty;
  protected box: { readonly value: T } | undefined;
  private dependencies: readonly Readable[] = nothingRead;
  /** How many of `dependencies` the current run has read again in the same order; the rest are in `added`. */
  private kept = 0;
  private added: Readable[] | undefined;
  private stackIndex = -1;
  private inCycle = false;
  /** For a member of a cycle: the outermost member that was under way when the cycle was met. */
  private cycleRoot: CellNode<unknown> | undefined;

  constructor(
    private readonly compute: (previous: T | undefined) => T,
    private readonly options: CellOptions<T>,
  ) {
    super();
  }

  get(): T {
    if (pendingProjections.size > 0) settleProjections();
    this.register();
    if (this.state !== State.clean) {
      if (this.catchCycle()) return this.options.onCycle();
      this.refresh();
    }
    if (this.inCycle) this.joinCycle();
    // refresh always leaves a box.
    return (this.box as { readonly value: T }).value;
  }

  override refresh(): void {
    if (this.state === State.clean) {
      if (this.inCycle) this.joinCycle();
      return;
    }
    if (this.catchCycle()) return;
    this.inCycle = false;
    this.cycleRoot = undefined;
    this.stackIndex = stack.length;
    stack.push(this as CellNode<unknown>);
    try {
      if (this.state === State.check) {
        for (const dependency of this.dependencies) {
          dependency.refresh();
          if ((this.state as State) === State.dirty || this.wasCaught()) break;
        }
      }
      // Everything read before that dependency is unchanged, so it would be read again: the cycle is real.
      if (this.wasCaught()) this.state = State.dirty;
      if (this.state === State.dirty) this.recompute();
      this.state = State.clean;
    } finally {
      stack.pop();
      this.stackIndex = -1;
    }
  }

  /** Whether a cycle was met meanwhile; control flow analysis cannot see that it may. */
  private wasCaught(): boolean {
    return this.inCycle;
  }

  protected recompute(): void {
    const outer = running;
    running = this as CellNode<unknown>;
    this.run = ++lastRun;
    this.kept = 0;
    this.added = undefined;
    let value: T;
    try {
      value = this.compute(this.box?.value);
    } finally {
      running = outer;
      this.settleDependencies();
    }
    if (this.inCycle) {
      value = this.options.onCycle();
      caughtInCycle.add(this as CellNode<unknown>);
    }
    if (this.box !== undefined && (this.options.equal ?? Object.is)(this.box.value, value)) return;
    this.box = { value };
    this.forEachSubscriber((subscriber) => {
      // Members of the same cycle have their value already, and are computed anew after any change.
      if (!subscriber.inCycle) subscriber.state = State.dirty;
    });
  }

  addDependency(dependency: Readable): void {
    if (this.added === undefined && this.dependencies[this.kept] === dependency) this.kept++;
    else (this.added ??= []).push(dependency);
  }

  private settleDependencies(): void {
    const added = this.added;
    if (added === undefined && this.kept === this.dependencies.length) return;
    const kept = this.dependencies.slice(0, this.kept);
    const dropped = this.dependencies.slice(this.kept);
    // Copies have no room to grow in, which would take more memory than what is read.
    this.dependencies = added === undefined ? kept : kept.concat(added);
    for (const dependency of added ?? nothingRead) dependency.subscribe(this as CellNode<unknown>);
    if (dropped.length > 0) {
      const still = new Set(this.dependencies);
      for (const dependency of dropped) {
        if (!still.has(dependency)) unsubscribe(this as CellNode<unknown>, dependency);
      }
    }
    this.added = undefined;
  }

  /** True when this cell cannot be refreshed because it is under way already (or the nesting is too deep). */
  private catchCycle(): boolean {
    if (this.stackIndex === -1 && stack.length < maxDepth) return false;
    markCycle(Math.max(this.stackIndex, 0));
    return true;
  }

  /** Reading a finished member of a cycle whose outermost member is still under way closes one more cycle. */
  private joinCycle(): void {
    let root = this.cycleRoot;
    while (root?.stackIndex === -1 && root.cycleRoot !== root) root = root.cycleRoot;
    if (root?.underWay === true) markCycle(root.stackIndex);
  }

  enterCycle(root: CellNode<unknown>): void {
    this.inCycle = true;
    if (
      this.cycleRoot === undefined ||
      this.cycleRoot.stackIndex === -1 ||
      this.cycleRoot.stackIndex > root.stackIndex
    ) {
      this.cycleRoot = root;
    }
  }

  /** Marks this cell and, as `check`, all behind it. Iterative: chains may be longer than the stack. */
  mark(state: State): void {
    if (this.state >= state) return;
    const wasClean = this.state === State.clean;
    this.state = state;
    if (this.stopsMarking()) return;
    if (!wasClean) return;
    const pending: CellNode<unknown>[] = [this as CellNode<unknown>];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      node.forEachSubscriber((subscriber) => {
        if (subscriber.state !== State.clean) return;
        subscriber.state = State.check;
        if (!subscriber.stopsMarking()) pending.push(subscriber);
      });
    }
  }

  /** Called when it is marked; true when those behind it are to be marked later, and only where they must. */
  protected stopsMarking(): boolean {
    return false;
  }

  get isClean(): boolean {
    return this.state === State.clean;
  }

  /** Nobody reads it any more: let go of what it read, so that abandoned instances can be collected. */
  release(): readonly Readable[] {
    const { dependencies } = this;
    this.dependencies = nothingRead;
    this.state = State.dirty;
    this.box = undefined;
    caughtInCycle.delete(this as CellNode<unknown>);
    return dependencies;
  }

  get isKept(): boolean {
    return this.options.keep === true;
  }

  get underWay(): boolean {
    return this.stackIndex !== -1;
  }
}

// Marked since the last read from outside. What they hand on is not marked yet, so they come before any other read.
const pendingProjections = new Set<{ refresh(): void }>();

function settleProjections(): void {
  // Inside a computation nothing can be pending that matters: sources do not change there.
  if (stack.length > 0) return;
  for (const projection of pendingProjections) {
    pendingProjections.delete(projection);
    projection.refresh();
  }
}

const noEntries: ReadonlyMap<never, never> = new Map<never, never>();

class ProjectionNode<K, V> extends CellNode<ReadonlyMap<K, V>> {
  private readonly entries = new Map<K, EntryNode<K, V>>();

  constructor(
    compute: () => ReadonlyMap<K, V>,
    readonly equal: (left: V | undefined, right: V | undefined) => boolean,
  ) {
    super(compute, { onCycle: () => noEntries });
  }

  entry(key: K): EntryNode<K, V> {
    let found = this.entries.get(key);
    if (found === undefined) {
      found = new EntryNode(this, key);
      this.entries.set(key, found);
    }
    return found;
  }

  entryValue(key: K): V | undefined {
    return this.box?.value.get(key);
  }

  protected override recompute(): void {
    super.recompute();
    for (const entry of this.entries.values()) entry.update();
  }

  protected override stopsMarking(): boolean {
    pendingProjections.add(this);
    return true;
  }

  /** An entry that nobody reads any more; without entries the projection lets go of what it read. */
  abandon(key: K): readonly Readable[] {
    this.entries.delete(key);
    if (this.entries.size > 0 || this.underWay) return nothingRead;
    pendingProjections.delete(this);
    return this.release();
  }
}

class EntryNode<K, V> extends Readable {
  private value: V | undefined;

  constructor(
    readonly projection: ProjectionNode<K, V>,
    private readonly key: K,
  ) {
    super();
    this.value = projection.entryValue(key);
  }

  get(): V | undefined {
    if (pendingProjections.size > 0) settleProjections();
    this.register();
    this.refresh();
    return this.value;
  }

  override refresh(): void {
    if (!this.projection.isClean) this.projection.refresh();
  }

  update(): void {
    const value = this.projection.entryValue(this.key);
    if (this.projection.equal(this.value, value)) return;
    this.value = value;
    this.forEachSubscriber(markDirty);
  }

  abandon(): readonly Readable[] {
    return this.projection.abandon(this.key);
  }
}

/** All cells under way from this place inwards read each other. */
function markCycle(from: number): void {
  const root = stack[from];
  if (root === undefined) return;
  for (let i = from; i < stack.length; i++) stack[i]?.enterCycle(root);
}

/** Ends a subscription; a cell without any subscriber left is released, and so on upwards. */
function unsubscribe(reader: CellNode<unknown>, dependency: Readable): void {
  const pending: [CellNode<unknown>, Readable][] = [[reader, dependency]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [subscriber, read] = pair;
    read.unsubscribe(subscriber);
    if (read.hasSubscribers) continue;
    if (read instanceof EntryNode) {
      const { projection } = read as EntryNode<unknown, unknown>;
      for (const next of (read as EntryNode<unknown, unknown>).abandon()) {
        pending.push([projection as CellNode<unknown>, next]);
      }
      continue;
    }
    if (!(read instanceof CellNode)) continue;
    const node = read as CellNode<unknown>;
    if (node.underWay || node.isKept) continue;
    for (const next of node.release()) pending.push([node, next]);
  }
}

export function source<T>(initial: T, equal: (left: T, right: T) => boolean = Object.is): Source<T> {
  return new SourceNode(initial, equal);
}

export function cell<T>(compute: (previous: T | undefined) => T, options: CellOptions<T>): Cell<T> {
  return new CellNode(compute, options);
}

/**
 * A map computed as a whole and read entry by entry: when it changes, only readers of entries that changed are marked.
 * It is computed anew at the first read from outside after a change, whoever reads what: worth it where one input has
 * thousands of readers of which a change concerns a few.
 */
export function projection<K, V>(
  compute: () => ReadonlyMap<K, V>,
  equal: (left: V | undefined, right: V | undefined) => boolean = Object.is,
): Projection<K, V> {
  const node = new ProjectionNode<K, V>(compute, equal);
  return { get: (key) => node.entry(key).get() };
}

/** Reads without making the running cell depend on what is read. */
export function untracked<T>(read: () => T): T {
  const outer = running;
  running = undefined;
  try {
    return read();
  } finally {
    running = outer;
  }
}
