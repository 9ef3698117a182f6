/** The stages of a run for those who watch: a line of progress on a terminal, timings with `--verbose`. */

import type { CommonOptions } from './options';
import type { Terminal } from './terminal';

export interface Stages {
  /** Ends the stage before and begins the next; the name is shown ("reading files"). */
  begin(name: string): void;
  /** Ends the last stage, wipes the line of progress and writes the timings that are asked for. */
  end(): void;
  /** Milliseconds since the run began. */
  elapsed(): number;
}

export function createStages(terminal: Terminal, options: CommonOptions): Stages {
  const start = performance.now();
  const showsProgress = terminal.interactive && options.quiet !== true && options.verbose !== true;
  const timings: { readonly name: string; readonly start: number; end?: number }[] = [];
  const finish = (): void => {
    const last = timings.at(-1);
    if (last !== undefined) last.end ??= performance.now();
  };
  return {
    begin(name) {
      finish();
      timings.push({ name, start: performance.now() });
      if (showsProgress) terminal.writeError(`\r\u001b[K${name} …`);
    },
    end() {
      finish();
      if (showsProgress && timings.length > 0) terminal.writeError('\r\u001b[K');
      if (options.verbose !== true) return;
      for (const { name, start: from, end } of timings) {
        const took = ((end ?? from) - from).toFixed(1);
        terminal.writeError(`${took.padStart(9)} ms  ${name}\n`);
      }
      timings.length = 0;
    },
    elapsed: () => performance.now() - start,
  };
}
