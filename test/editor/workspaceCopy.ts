/**
 * A temporary copy of examples/outage, which the editor tests and `npm run editor` open: committed to a git repository
 * of its own, because the editor compares what is typed with the last commit.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.dirname(path.dirname(import.meta.dirname));

export interface WorkspaceCopy {
  readonly folder: string;
  dispose(): void;
}

/** Settings of the copy: production, so that groups have the names that its var file gives them. */
const SETTINGS = { 'sgLens.variables.files': ['env/prod.tfvars'] };

/** Copies the example, with these settings, and commits it. Throws where git is not to be had. */
export function copyExample(settings: object = SETTINGS): WorkspaceCopy {
  // The real path: macOS and Windows give temporary folders a second name, and URIs are compared as text.
  const parent = realpathSync.native(mkdtempSync(path.join(tmpdir(), 'sg-lens-workspace-')));
  // What the editor shows as the folder's name.
  const folder = path.join(parent, 'outage');
  cpSync(path.join(root, 'examples', 'outage'), folder, { recursive: true });
  mkdirSync(path.join(folder, '.vscode'), { recursive: true });
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings, null, 2));
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=SG Lens', '-c', 'user.email=tests@sg-lens.invalid', ...args], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  };
  git('init', '--quiet', '--initial-branch=main');
  git('-c', 'core.autocrlf=false', 'add', '--all');
  git('-c', 'commit.gpgsign=false', 'commit', '--quiet', '--no-verify', '--message', 'The good state');
  return { folder, dispose: () => rmSync(parent, { recursive: true, force: true, maxRetries: 3 }) };
}
