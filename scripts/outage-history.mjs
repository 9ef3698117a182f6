/**
 * Makes the story of examples/outage in a folder of its own: a commit that is right, then the edit that cuts the API
 * off from its database, in the work tree only. Where there is no git, a copy made before the edit takes its place.
 *
 *     node scripts/outage-history.mjs [FOLDER]
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const example = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'examples', 'outage');

/** The file that the edit changes, relative to the folder, and the change. */
export const edit = {
  file: 'modules/database/main.tf',
  before: '  source_security_group_id = var.api_security_group_id\n',
  after: '  cidr_blocks              = ["203.0.113.7/32"]\n',
};

/**
 * Fills `folder`, which must be empty or absent (a temporary one where none is given).
 * Returns the folder, and what `--base` takes: `HEAD`, or the copy's folder where git is missing.
 */
export function makeOutage({
  folder = mkdtempSync(path.join(tmpdir(), 'sg-lens-outage-')),
  edited = true,
} = {}) {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) throw new Error(`${folder} is not empty.`);
  const workTree = realpathSync.native(folder);
  cpSync(example, workTree, { recursive: true, filter: (source) => path.basename(source) !== '.terraform' });
  const base = commit(workTree) ? 'HEAD' : copyBefore(workTree);
  if (edited) applyEdit(workTree);
  return { folder: workTree, base };
}

/** Applies the edit of the story to a copy of the example. */
export function applyEdit(folder) {
  const file = path.join(folder, edit.file);
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const changed = text.replace(edit.before, edit.after);
  if (changed === text) throw new Error(`${edit.file} has no line "${edit.before.trim()}" to change.`);
  writeFileSync(file, changed);
}

/** False where git is missing. Author and day are fixed, so that the commit is the same everywhere. */
function commit(folder) {
  const person = { NAME: 'Robin Larsen', EMAIL: 'robin@example.com', DATE: '2024-11-04T17:52:00Z' };
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
  );
  for (const [key, value] of Object.entries(person)) {
    environment[`GIT_AUTHOR_${key}`] = value;
    environment[`GIT_COMMITTER_${key}`] = value;
  }
  const git = (...args) =>
    execFileSync(
      'git',
      ['-c', 'core.autocrlf=false', '-c', 'commit.gpgSign=false', '-c', 'core.hooksPath=', ...args],
      {
        cwd: folder,
        env: environment,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
  try {
    git('init', '-q', '-b', 'main');
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
  git('add', '-A');
  git('commit', '-q', '-m', 'Production and staging, as they run');
  return true;
}

function copyBefore(folder) {
  const copy = `${folder}-before`;
  if (existsSync(copy)) throw new Error(`${copy} exists already.`);
  cpSync(folder, copy, { recursive: true });
  return copy;
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { folder, base } = makeOutage(process.argv[2] === undefined ? {} : { folder: process.argv[2] });
  console.log(`${folder}\nbase: ${base}`);
}
