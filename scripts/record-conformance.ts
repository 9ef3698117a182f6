/**
 * Records what the real terraform (or tofu) binary makes of the modules of outputs in test/conformance/terraform.
 * The tests read the recordings; this runs only where such a binary is found.
 *
 *     npm run conformance:record -- [path-part…]
 *
 * Every `<topic>/<name>.tf` is a module of its own; a directory `<topic>/<name>/` beside it, if there is one, holds
 * further files of the module (child modules, files to read, terraform.tfvars). The answers go to `<name>.json`.
 * `<name>.tf` is applied, and the recording has each output's value and type. `<name>.unknown.tf` is only planned, and
 * the recording has what is known of each output and which parts of it are not.
 */

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseLossless, printLossless } from '../test/conformance/losslessJson';
import type { LosslessJson } from '../test/conformance/losslessJson';

const directory = join(dirname(fileURLToPath(import.meta.url)), '../test/conformance/terraform');

function main(filters: readonly string[]): number {
  const binary = findBinary();
  if (binary === undefined) {
    console.error('No terraform or tofu binary found: set TERRAFORM to one, or put it on the PATH.');
    return 2;
  }
  let failures = 0;
  for (const file of fixtures().filter((path) => filters.every((filter) => path.includes(filter)))) {
    try {
      const recording = record(binary, file);
      writeFileSync(file.replace(/\.tf$/, '.json'), printLossless(recording));
      console.log(`recorded ${file.slice(directory.length + 1)}`);
    } catch (error) {
      failures++;
      console.error(`failed ${file.slice(directory.length + 1)}\n${messageOf(error)}`);
    }
  }
  return failures === 0 ? 0 : 1;
}

function findBinary(): { path: string; version: string } | undefined {
  for (const path of [process.env.TERRAFORM, 'terraform', 'tofu']) {
    if (path === undefined) continue;
    try {
      const answer = JSON.parse(
        execFileSync(path, ['version', '-json'], { encoding: 'utf8', stdio: 'pipe' }),
      ) as {
        terraform_version: string;
      };
      return { path, version: answer.terraform_version };
    } catch {
      continue;
    }
  }
  return undefined;
}

function fixtures(): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((topic) => topic.isDirectory())
    .flatMap((topic) =>
      readdirSync(join(directory, topic.name)).map((name) => join(directory, topic.name, name)),
    )
    .filter((path) => path.endsWith('.tf'))
    .sort();
}

function record(binary: { path: string; version: string }, file: string): LosslessJson {
  const work = mkdtempSync(join(tmpdir(), 'conformance-'));
  const run = (...args: string[]): string =>
    execFileSync(binary.path, args, {
      cwd: work,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
    });
  try {
    const stem = basename(file).replace(/\.tf$/, '');
    const companions = join(dirname(file), stem);
    if (existsSync(companions)) cpSync(companions, work, { recursive: true });
    cpSync(file, join(work, 'main.tf'));
    run('init', '-input=false', '-no-color');
    const outputs = stem.endsWith('.unknown') ? planned(run) : applied(run);
    return { outputs, terraform: binary.version };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

type Run = (...args: string[]) => string;

function applied(run: Run): LosslessJson {
  run('apply', '-auto-approve', '-input=false', '-no-color');
  const answer = parseLossless(run('output', '-json')) as Record<string, Record<string, LosslessJson>>;
  return Object.fromEntries(
    Object.entries(answer).map(([name, { value = null, type = null }]) => [name, { value, type }]),
  );
}

function planned(run: Run): LosslessJson {
  run('plan', '-input=false', '-no-color', '-out=plan');
  const plan = parseLossless(run('show', '-json', 'plan')) as {
    output_changes: Record<string, Record<string, LosslessJson>>;
  };
  return Object.fromEntries(
    Object.entries(plan.output_changes).map(([name, change]) => [
      name,
      { value: change.after ?? null, unknown: change.after_unknown ?? false },
    ]),
  );
}

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'stderr' in error && typeof error.stderr === 'string') {
    return error.stderr;
  }
  return String(error);
}

process.exitCode = main(process.argv.slice(2));
