/**
 * Starts git, the one program SG Lens ever starts: with fixed arguments, without a shell, and so that nothing the
 * repository configures is run (no hooks, no monitor, no filters, no pager, no fetch). It knows no command of git.
 */

import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

/** Milliseconds until git is given up. */
const timeLimit = 60_000;

/** Bytes of answer that are read; a list of a million files stays below. */
const maxAnswerSize = 512 * 1024 * 1024;

export type GitAnswer =
  | { readonly kind: 'ok'; readonly output: Buffer }
  /** git ran and refused. `message` is what it wrote, in English. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'gave-up'; readonly message: string };

const hardening = [
  '--no-optional-locks',
  '--no-pager',
  '--no-replace-objects',
  ...['core.fsmonitor=false', `core.hooksPath=${path.sep === '\\' ? 'NUL' : '/dev/null'}`],
  // A commit of a partial clone may lack files: they stay away rather than being fetched over the network.
  ...[
    'protocol.allow=never',
    'core.untrackedCache=false',
    'safe.bareRepository=explicit',
    'core.quotePath=false',
  ],
].flatMap((option) => (option.startsWith('--') ? [option] : ['-c', option]));

/** Runs git on a folder (absolute path). `input` goes to its standard input. Rejects only when aborted. */
export function runGit(
  folder: string,
  args: readonly string[],
  options: { readonly input?: string; readonly signal?: AbortSignal } = {},
): Promise<GitAnswer> {
  options.signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...hardening, '-C', folder, ...args], {
      // Windows looks for programs in the working directory first: a git.exe of the workspace must not be it.
      cwd: path.dirname(process.execPath),
      env: environment(),
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    let size = 0;
    let gaveUp: string | undefined;
    const stop = (reason: string): void => {
      gaveUp ??= reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop('git did not answer within a minute'), timeLimit);
    const abort = (): void => stop('cancelled');
    options.signal?.addEventListener('abort', abort, { once: true });
    const settle = (): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', abort);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxAnswerSize) stop('git answered with more than 512 MB');
      else output.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (errors.length < 100) errors.push(chunk);
    });
    // git may end before it has read its input; what it says by its exit is enough.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.on('error', (error) => {
      settle();
      if ('code' in error && error.code === 'ENOENT') resolve({ kind: 'absent' });
      else resolve({ kind: 'gave-up', message: error.message });
    });
    child.on('close', (code) => {
      settle();
      if (options.signal?.aborted === true) {
        reject(options.signal.reason instanceof Error ? options.signal.reason : new Error('cancelled'));
      } else if (gaveUp !== undefined) resolve({ kind: 'gave-up', message: gaveUp });
      else if (code === 0) resolve({ kind: 'ok', output: Buffer.concat(output) });
      else resolve({ kind: 'refused', message: firstLine(Buffer.concat(errors).toString('utf8')) });
    });
  });
}

/** The user's environment without anything that turns git's head (GIT_DIR, GIT_EXTERNAL_DIFF, GIT_SSH_COMMAND …). */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    LC_ALL: 'C',
  };
}

function firstLine(text: string): string {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? '';
  return line.trim().replace(/^(fatal|error): /, '');
}
