/**
 * Runs the analysis after changes: as soon as the message that changed something is done, in slices between which other
 * messages are served, and from the start again when something changes meanwhile. Only complete results are published.
 */

export interface Scheduler {
  /** Something has changed: run, once for all changes that are waiting. */
  request(): void;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  stop(): void;
}

/** Milliseconds of work after which other messages get their turn. */
const slice = 12;

/**
 * `steps` yields between pieces of work; a run that was overtaken is dropped at its next yield. `now` gives
 * milliseconds.
 */
export function createScheduler(steps: () => Iterator<void>, now: () => number): Scheduler {
  let wanted = false;
  let current: Iterator<void> | undefined;
  let scheduled = false;
  let stopped = false;
  let waiting: (() => void)[] = [];

  const schedule = (): void => {
    if (scheduled || stopped) return;
    scheduled = true;
    setImmediate(work);
  };
  const work = (): void => {
    scheduled = false;
    if (stopped) return;
    if (wanted) {
      wanted = false;
      current = steps();
    }
    const end = now() + slice;
    while (current !== undefined && now() < end) {
      if (current.next().done === true) current = undefined;
    }
    if (current !== undefined) {
      schedule();
      return;
    }
    const done = waiting;
    waiting = [];
    for (const resolve of done) resolve();
  };
  return {
    request() {
      wanted = true;
      schedule();
    },
    idle() {
      if (stopped || (!wanted && current === undefined)) return Promise.resolve();
      return new Promise((resolve) => waiting.push(resolve));
    },
    stop() {
      stopped = true;
      for (const resolve of waiting) resolve();
    },
  };
}
