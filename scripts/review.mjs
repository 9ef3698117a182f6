/**
 * `npm run review`: the story of examples/outage in the terminal. It makes the example's history in a temporary
 * folder, and shows what SG Lens says to the edit that caused the outage. It is a demonstration: it succeeds when the
 * outage is found. `sg-lens check` on the same tree fails, as it should.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import pc from 'picocolors';
import { build } from './build.mjs';
import { edit, makeOutage } from './outage-history.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const cli = path.join(root, 'dist', 'cli.js');
const colour = pc.isColorSupported;

/** Runs sg-lens in the folder and returns its exit code; what it prints is shown as it comes. */
function sgLens(folder, args) {
  console.log(pc.dim('$ ') + pc.bold(`sg-lens ${args.join(' ')}`) + '\n');
  const { status, error } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...(colour ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) },
  });
  if (error !== undefined) throw error;
  console.log();
  return status;
}

function heading(text) {
  console.log(pc.cyan(pc.bold(`── ${text} `.padEnd(90, '─'))) + '\n');
}

function showEdit(folder) {
  const lines = readFileSync(path.join(folder, edit.file), 'utf8').split('\n');
  const at = lines.findIndex((line) => `${line}\n` === edit.after);
  const start = lines.findLastIndex((line, index) => index <= at && line.startsWith('resource '));
  const end = lines.findIndex((line, index) => index > at && line === '}');
  console.log(pc.dim(`  ${edit.file}\n`));
  for (let index = start; index <= end; index++) {
    if (index === at) {
      console.log(pc.red(`- ${edit.before.trimEnd()}`));
      console.log(pc.green(`+ ${lines[index]}`));
    } else console.log(pc.dim(`  ${lines[index]}`));
  }
  console.log();
}

await build({ only: 'cli' });
const { folder, base } = makeOutage();
try {
  const api = 'module.api.aws_security_group.api';
  const database = 'module.database.aws_security_group.db';
  // Staging is cut off as well; one environment is enough for the story.
  const inProduction = ['--environment', 'prod'];
  const question = ['--to', database, '--port', '5432', ...inProduction];

  heading('Monday, 17:52. Who reaches the production database?');
  const copy = makeOutage({ edited: false });
  try {
    sgLens(copy.folder, ['reach', ...question]);
  } finally {
    rmSync(copy.folder, { recursive: true, force: true });
    if (copy.base !== 'HEAD') rmSync(copy.base, { recursive: true, force: true });
  }

  heading('17:58. One line is tightened to a single address, for a quick test');
  showEdit(folder);

  heading('Before it is committed, in the editor or in CI');
  if (base !== 'HEAD')
    console.log(pc.dim('git is not installed here: a copy made before the edit is the base.\n'));
  const found = sgLens(folder, ['check', '--base', base, ...inProduction]);

  heading('What did the edit cut off, what did it let in?');
  sgLens(folder, ['diff', '--base', base, ...inProduction]);

  heading('Can the API still reach the database?');
  sgLens(folder, ['reach', '--from', api, ...question]);

  console.log(
    found === 1
      ? `${pc.green('✔')} Found before anybody was paged. ${pc.dim('Without it: 2:17 a.m., when the connection pools reconnect.')}`
      : `${pc.red('✘')} The outage was not found.`,
  );
  process.exitCode = found === 1 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
  if (base !== 'HEAD') rmSync(base, { recursive: true, force: true });
}
