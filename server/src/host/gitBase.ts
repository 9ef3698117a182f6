/**
 * The files of a workspace folder as they were at a git commit. It resolves what the user wrote (a ref, or `auto` for
 * the merge base with the default branch) and reads blobs; the work tree is neither read nor touched.
 */

import path from 'node:path';
import { fileRole } from '../analysis/sourceStore';
import { isIgnoredDirectory } from '../configuration/roots';
import type { DocumentUri } from '../source/documentUri';
import { documentUriOfPath, isInside, parentUri, pathOfDocumentUri, resolveUri } from '../source/documentUri';
import type { BaseReading } from './base';
import { decodeText } from './decodeText';
import type { Discovery } from './discoverFiles';
import { maxTextSize, readFiles, readInstalled } from './discoverFiles';
import { failure } from './failure';
import type { Failure } from './failure';
import type { GitAnswer } from './gitCommand';
import { runGit } from './gitCommand';
import type { TreeFile } from './gitTree';
import { readTree } from './gitTree';

export interface GitBaseOptions {
  readonly signal?: AbortSignal;
  /** Directories outside the folder that belong to the workspace, because its modules call them. */
  readonly alsoDirectories?: readonly DocumentUri[];
}

/** The word for "the merge base with the default branch". */
export const automaticBase = 'auto';

/**
 * Reads the base of a folder (absolute path). What git ignores (`.terraform`, often `terraform.tfvars`) is in no
 * commit and taken from the disk, so that it never looks like a difference. Rejects only when aborted.
 */
export async function readGitBase(
  folder: string,
  ref: string,
  options: GitBaseOptions = {},
): Promise<BaseReading> {
  const { signal } = options;
  const git = (args: readonly string[], input?: string): Promise<GitAnswer> =>
    runGit(folder, args, {
      ...(input === undefined ? {} : { input }),
      ...(signal === undefined ? {} : { signal }),
    });

  const prefixAnswer = await git(['rev-parse', '--show-prefix']);
  if (prefixAnswer.kind !== 'ok') return noRepository(folder, prefixAnswer);
  const prefix = prefixAnswer.output.toString('utf8').replace(/\r?\n$/, '');
  const commit = await resolveBase(ref, git);
  if (commit.kind === 'failure') return commit;

  const listing = await git(['ls-tree', '-r', '-z', '-l', '--full-tree', commit.id]);
  if (listing.kind !== 'ok') return unreadable(ref, listing);
  const folderUri = documentUriOfPath(path.resolve(folder));
  const top = resolveUri(folderUri, '../'.repeat(prefix.split('/').length - 1));
  const also = new Set(options.alsoDirectories ?? []);
  const isWanted = (file: TreeFile): boolean => {
    const uri = resolveUri(top, file.path);
    if (fileRole(uri) === undefined) return false;
    return isInside(folderUri, uri) || also.has(parentUri(uri));
  };
  const blobs = async (ids: readonly string[]): Promise<readonly (string | undefined)[] | undefined> => {
    const answer = await git(['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
    return answer.kind === 'ok' ? splitBatch(answer.output) : undefined;
  };
  const tree = await readTree(listing.output, isWanted, blobs);
  const readable = tree?.filter((file) => file.size <= maxTextSize) ?? [];
  const texts = await blobs(readable.map((file) => file.id));
  if (tree === undefined || texts === undefined) {
    return unreadable(ref, { kind: 'refused', message: 'its files cannot be read' });
  }

  const files = new Map<DocumentUri, string>();
  const skipped = tree
    .filter((file) => file.size > maxTextSize)
    .map((file) => ({ uri: resolveUri(top, file.path), reason: 'larger than 5 MB' }));
  readable.forEach((file, index) => {
    const uri = resolveUri(top, file.path);
    const text = texts[index];
    if (text === undefined) skipped.push({ uri, reason: 'not in this clone of the repository' });
    else files.set(uri, decodeText(text));
  });
  const modules = new Set([...files.keys()].map((uri) => pathOfDocumentUri(parentUri(uri))));
  const ignored = await readIgnored(folder, git);
  for (const [uri, text] of [...ignored.files, ...readInstalled(modules, folder).files]) {
    if (!files.has(uri)) files.set(uri, text);
  }
  return { kind: 'base', base: { label: commit.label, files }, skipped };
}

type RunGit = (args: readonly string[], input?: string) => Promise<GitAnswer>;

interface Commit {
  readonly kind: 'commit';
  readonly id: string;
  readonly label: string;
}

async function resolveBase(ref: string, git: RunGit): Promise<Commit | Failure> {
  if (ref === automaticBase) return resolveAutomatically(git);
  const id = await commitOf(ref, git);
  if (id !== undefined) return { kind: 'commit', id, label: ref };
  if (ref === 'HEAD') {
    return failure(
      'There is nothing to compare with.',
      'The git repository has no commit yet.',
      'Commit once, or compare with a directory.',
    );
  }
  return failure(
    `The base "${ref}" was not found.`,
    'It is neither a directory nor a commit, branch or tag of this git repository.',
    'Check the spelling; a branch of a remote is written origin/name, and a shallow clone may lack it (git fetch).',
  );
}

/** The commit that a ref means; undefined where there is none. The ref can never be read as an option. */
async function commitOf(ref: string, git: RunGit): Promise<string | undefined> {
  if (ref === '' || ref.startsWith('-') || ref.includes('\0')) return undefined;
  const answer = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  const id = answer.kind === 'ok' ? answer.output.toString('utf8').trim() : '';
  return /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}

async function resolveAutomatically(git: RunGit): Promise<Commit | Failure> {
  for (const branch of await defaultBranches(git)) {
    const tip = await commitOf(branch, git);
    if (tip === undefined) continue;
    const answer = await git(['merge-base', tip, 'HEAD']);
    const id = answer.kind === 'ok' ? answer.output.toString('utf8').trim().split('\n')[0] : undefined;
    if (id === undefined || id === '') {
      return failure(
        `No common commit with ${branch} was found.`,
        'A shallow clone does not hold enough history.',
        'Fetch more of it (git fetch --unshallow), or name the base yourself.',
      );
    }
    return { kind: 'commit', id, label: `the merge base with ${branch}` };
  }
  return failure(
    'The default branch was not found.',
    'The repository has neither origin/HEAD nor a branch called main or master.',
    'Name the base yourself, for example --base HEAD.',
  );
}

async function defaultBranches(git: RunGit): Promise<readonly string[]> {
  const answer = await git(['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']);
  const named = answer.kind === 'ok' ? [answer.output.toString('utf8').trim()] : [];
  return [...named, 'origin/main', 'origin/master', 'main', 'master'];
}

/** Texts of `git cat-file --batch`, in the order asked for; undefined for an object that is not there. */
function splitBatch(output: Buffer): (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  let offset = 0;
  while (offset < output.length) {
    const lineEnd = output.indexOf(10, offset);
    if (lineEnd === -1) break;
    const header = output.toString('latin1', offset, lineEnd);
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
    if (size === undefined) {
      texts.push(undefined);
      offset = lineEnd + 1;
      continue;
    }
    const end = lineEnd + 1 + Number(size);
    texts.push(output.toString('utf8', lineEnd + 1, end));
    offset = end + 1;
  }
  return texts;
}

/** Files that git ignores, from the disk. */
async function readIgnored(folder: string, git: RunGit): Promise<Discovery> {
  const patterns = ['*.tf', '*.tofu', '*.tf.json', '*.tofu.json', '*.tfvars', '*.tfvars.json'];
  const answer = await git([
    ...['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--'],
    ...patterns.map((pattern) => `:(glob)**/${pattern}`),
  ]);
  if (answer.kind !== 'ok') return { files: [], skipped: [] };
  const names = answer.output.toString('utf8').split('\0');
  const wanted = names.filter((name) => name !== '' && !name.split('/').some(isIgnoredDirectory));
  return readFiles(
    wanted.map((name) => path.join(folder, name)),
    folder,
  );
}

function noRepository(folder: string, answer: GitAnswer): Failure {
  if (answer.kind === 'absent') {
    return failure(
      'git could not be started.',
      'It is not installed, or not on the PATH.',
      'Install git, or give a directory as the base.',
    );
  }
  const message = answer.kind === 'ok' ? '' : answer.message;
  if (/not a git repository/i.test(message)) {
    return failure(
      `${folder} cannot be compared with a commit.`,
      'It is in no git repository.',
      'Give a directory as the base, or run git init and commit.',
    );
  }
  return failure(`${folder} cannot be compared with a commit.`, `git says: ${message}.`, '');
}

function unreadable(ref: string, answer: GitAnswer): Failure {
  const message = answer.kind === 'ok' || answer.kind === 'absent' ? 'it went away' : answer.message;
  return failure(`The files of "${ref}" could not be read.`, `git says: ${message}.`, 'Try git fsck.');
}
