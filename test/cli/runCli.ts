/** Runs the command line inside the test's process and keeps what it says. */

import { runCli } from '../../server/src/cli/program';

export interface CliRun {
  readonly exitCode: number | undefined;
  readonly out: string;
  readonly err: string;
}

export interface CliSurroundings {
  readonly colour?: boolean;
  readonly interactive?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs `sg-lens` with these arguments in a directory. */
export async function sgLens(
  directory: string,
  args: readonly string[],
  { colour = false, interactive = false, environment = {} }: CliSurroundings = {},
): Promise<CliRun> {
  let out = '';
  let err = '';
  const exitCode = await runCli(args, {
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      err += text;
    },
    colour,
    interactive,
    columns: 100,
    directory,
    environment,
  });
  return { exitCode, out, err };
}

/** The JSON that a command prints. */
export async function sgLensJson(directory: string, args: readonly string[]): Promise<unknown> {
  const { out, err, exitCode } = await sgLens(directory, [...args, '--format', 'json']);
  if (out === '') throw new Error(`exit code ${exitCode}: ${err}`);
  return JSON.parse(out);
}
