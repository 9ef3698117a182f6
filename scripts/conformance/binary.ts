/** The terraform or tofu binary that answers are recorded from, and running it in a module. No kind of recording is here. */

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Binary {
  readonly path: string;
  readonly version: string;
}

/** Runs a command of the binary in a module and gives what it prints; throws, with `stdout` and `stderr`, where it fails. */
export type Run = (...args: string[]) => string;

/** $TERRAFORM, or terraform or tofu on the PATH; undefined where none answers. */
export function findBinary(): Binary | undefined {
  for (const path of [process.env.TERRAFORM, 'terraform', 'tofu']) {
    if (path === undefined) continue;
    try {
      const answer = JSON.parse(
        execFileSync(path, ['version', '-json'], { encoding: 'utf8', stdio: 'pipe' }),
      ) as { terraform_version: string };
      return { path, version: answer.terraform_version };
    } catch {
      continue;
    }
  }
  return undefined;
}

/** A runner of the binary in a directory. */
export function runIn(binary: Binary, directory: string): Run {
  return (...args) =>
    execFileSync(binary.path, args, {
      cwd: directory,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
    });
}

/**
 * Copies a fixture `<name>.tf` and what stands in `<name>/` beside it into a directory of their own, initialises the
 * module there and asks `ask` for an answer.
 */
export function inModule<Answer>(
  binary: Binary,
  fixture: string,
  ask: (run: Run, directory: string) => Answer,
): Answer {
  const directory = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    const companions = join(dirname(fixture), fixtureName(fixture));
    if (existsSync(companions)) cpSync(companions, directory, { recursive: true });
    cpSync(fixture, join(directory, fixture.endsWith('.tf.json') ? 'main.tf.json' : 'main.tf'));
    const run = runIn(binary, directory);
    run('init', '-input=false', '-no-color');
    return ask(run, directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** `for.unknown` of `…/for.unknown.tf`. */
export function fixtureName(fixture: string): string {
  return fixture.replace(/^.*[\\/]/, '').replace(/\.tf(\.json)?$/, '');
}
