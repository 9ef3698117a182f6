/**
 * `npm run bench`: every budget of the design beside what is measured on this machine. Nothing here is a test: times
 * depend on the machine and on what else it does.
 *
 *     npm run bench [-- --only=parser,keystroke]
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { build } from '../build.mjs';
import { writeWorkspace } from './generate';
import type { Measurement } from './measurement';
import type { WorkspaceFolder } from './measurements';
import {
  measureCommandLine,
  measureFunctions,
  measureKeystrokes,
  measureMixed,
  measureOpen,
  measurePackage,
} from './measurements';
import { measureScale } from './measureScale';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const top = realpathSync.native(mkdtempSync(path.join(tmpdir(), 'sg-lens-bench-')));
const made = new Map<string, { readonly folder: string; readonly base: string }>();

const workspace: WorkspaceFolder = (name, files) => {
  let found = made.get(name);
  if (found === undefined) {
    const folder = path.join(top, name);
    mkdirSync(folder);
    writeWorkspace(folder, files());
    found = { folder, base: commit(folder) ? 'HEAD' : '' };
    made.set(name, found);
  }
  return found;
};

function commit(folder: string): boolean {
  const git = (...args: string[]): void => {
    const identity = [
      '-c',
      'user.name=Bench',
      '-c',
      'user.email=bench@example.com',
      '-c',
      'commit.gpgSign=false',
    ];
    execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'ignore' });
  };
  try {
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'Generated');
    return true;
  } catch {
    return false;
  }
}

const stages: Record<string, () => Measurement[] | Promise<Measurement[]>> = {
  parser: () => measureFunctions('parser'),
  open: () => measureOpen(workspace),
  keystroke: () => measureKeystrokes(workspace),
  compare: () => measureFunctions('compare'),
  check: () => measureCommandLine(workspace),
  mixed: () => measureMixed(workspace),
  scale: measureScale,
  package: measurePackage,
};

const wanted = values.only?.split(',') ?? Object.keys(stages);
const unknown = wanted.find((name) => !(name in stages));
if (unknown !== undefined) {
  console.error(`No measurement is called "${unknown}"; there are ${Object.keys(stages).join(', ')}.`);
  process.exit(2);
}
try {
  await build({ production: true });
  console.log(
    `\nNode ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}\n`,
  );
  for (const name of wanted) {
    for (const { what, budget, measured, within } of (await stages[name]?.()) ?? []) {
      const mark = within === undefined ? ' ' : within ? '✔' : '✘';
      console.log(`${mark} ${what}\n    ${measured}${budget === '' ? '' : `   (budget: ${budget})`}`);
    }
  }
} finally {
  rmSync(top, { recursive: true, force: true });
}
