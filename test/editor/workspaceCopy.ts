/**
 * A temporary copy of the example that the editor tests and `npm run editor` open: committed to a git repository of
 * its own, because the editor compares what is typed with the last commit.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.dirname(path.dirname(import.meta.dirname));

export interface WorkspaceCopy {
  readonly folder: string;
  dispose(): void;
}

/** Copies the folder (relative to the repository) and commits it. Throws where git is not to be had. */
export function copyWorkspace(source: string): WorkspaceCopy {
  const from = path.join(root, source);
  if (!existsSync(from)) throw new Error(`${source} is missing.`);
  // The real path: macOS and Windows give temporary folders a second name, and URIs are compared as text.
  const folder = realpathSync.native(mkdtempSync(path.join(tmpdir(), 'sg-lens-workspace-')));
  cpSync(from, folder, { recursive: true });
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=SG Lens', '-c', 'user.email=tests@sg-lens.invalid', ...args], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  };
  git('init', '--quiet', '--initial-branch=main');
  git('-c', 'core.autocrlf=false', 'add', '--all');
  git('-c', 'commit.gpgsign=false', 'commit', '--quiet', '--no-verify', '--message', 'The good state');
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}
