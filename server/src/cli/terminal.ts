/** Where a command writes to and what it knows of its surroundings: the process, or a test that stands in for it. */

import process from 'node:process';
import picocolors from 'picocolors';

export type Colours = ReturnType<typeof picocolors.createColors>;

export interface Terminal {
  /** The answer, and nothing else. */
  writeOut(text: string): void;
  /** Progress, warnings, timings, errors. */
  writeError(text: string): void;
  /** Whether colour is wanted, before `--no-color` has its say. */
  readonly colour: boolean;
  /** Whether a person watches standard error. */
  readonly interactive: boolean;
  /** Width in characters to which text is wrapped. */
  readonly columns: number;
  /** Absolute path that relative paths of the command line start from. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export function processTerminal(): Terminal {
  return {
    writeOut: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    colour: wantsColour(process.env, process.stdout.isTTY),
    interactive: process.stderr.isTTY,
    columns: Math.max(60, Math.min(process.stdout.columns || 100, 120)),
    directory: process.cwd(),
    environment: process.env,
  };
}

/** Colour only on a terminal; NO_COLOR (https://no-color.org) and FORCE_COLOR say otherwise, NO_COLOR first. */
export function wantsColour(environment: Terminal['environment'], isTerminal: boolean): boolean {
  if (environment.NO_COLOR !== undefined && environment.NO_COLOR !== '') return false;
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined && forced !== '') return forced !== '0';
  return isTerminal && environment.TERM !== 'dumb';
}

export function coloursOf(wanted: boolean): Colours {
  return picocolors.createColors(wanted);
}

/**
 * Text of a workspace as a terminal may see it: control characters and marks that reverse the writing direction are
 * replaced, so that no file can move the cursor or show what it does not say. Line breaks and tabs stay.
 */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters meant.
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
