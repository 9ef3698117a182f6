import assert from 'node:assert/strict';
import { chmodSync, existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { BaseReading } from '../../server/src/host/base';
import { readDirectoryBase } from '../../server/src/host/directoryBase';
import { failureText } from '../../server/src/host/failure';
import type { GitBaseOptions } from '../../server/src/host/gitBase';
import { readGitBase } from '../../server/src/host/gitBase';
import { documentUriOfPath, relativePath } from '../../server/src/source/documentUri';
import { commitAll, git, temporaryFolder, writeFiles } from './temporaryFolder';

const canLink = process.platform !== 'win32';

function filesOf(reading: BaseReading, folder: string): Record<string, string> {
  if (reading.kind === 'failure') assert.fail(failureText(reading));
  const root = documentUriOfPath(folder);
  return Object.fromEntries([...reading.base.files].map(([uri, text]) => [relativePath(root, uri), text]));
}

async function baseOf(folder: string, ref: string, options?: GitBaseOptions) {
  return filesOf(await readGitBase(folder, ref, options), folder);
}

async function failureOf(folder: string, ref: string): Promise<string> {
  const reading = await readGitBase(folder, ref);
  assert.equal(reading.kind, 'failure');
  return failureText(reading);
}

describe('A git commit as the base', () => {
  it('holds the files as they were committed, not as they are on the disk', async () => {
    const folder = temporaryFolder({ 'main.tf': 'before', 'gone.tf': 'gone', 'README.md': 'no' });
    commitAll(folder);
    writeFiles(folder, { 'main.tf': 'after', 'new.tf': 'new' });
    assert.deepEqual(await baseOf(folder, 'HEAD'), { 'main.tf': 'before', 'gone.tf': 'gone' });
  });

  it('holds the folder alone, and the modules outside it that are asked for', async () => {
    const folder = temporaryFolder({
      'live/prod/main.tf': 'prod',
      'live/dev/main.tf': 'dev',
      'modules/db/main.tf': 'db',
    });
    commitAll(folder);
    const prod = path.join(folder, 'live/prod');
    assert.deepEqual(await baseOf(prod, 'HEAD'), { 'main.tf': 'prod' });
    const alsoDirectories = [documentUriOfPath(path.join(folder, 'modules/db'))];
    assert.deepEqual(await baseOf(prod, 'HEAD', { alsoDirectories }), {
      'main.tf': 'prod',
      '../../modules/db/main.tf': 'db',
    });
  });

  it('takes from the disk what git ignores, so that it never looks like a difference', async () => {
    const manifest = JSON.stringify({
      Modules: [{ Key: 'x', Source: 'a/x/aws', Dir: '.terraform/modules/x' }],
    });
    const folder = temporaryFolder({ '.gitignore': '.terraform\n*.auto.tfvars\n', 'main.tf': 'a' });
    commitAll(folder);
    writeFiles(folder, {
      'local.auto.tfvars': 'x = 1',
      '.terraform/modules/modules.json': manifest,
      '.terraform/modules/x/main.tf': 'module',
      'untracked.tf': 'new',
    });
    assert.deepEqual(await baseOf(folder, 'HEAD'), {
      'main.tf': 'a',
      'local.auto.tfvars': 'x = 1',
      '.terraform/modules/modules.json': manifest,
      '.terraform/modules/x/main.tf': 'module',
    });
  });

  it('follows symbolic links as the disk does', async function () {
    if (!canLink) this.skip();
    const folder = temporaryFolder({ 'shared/common.tf': 'shared', 'live/main.tf': 'live' });
    symlinkSync('../shared/common.tf', path.join(folder, 'live/common.tf'));
    symlinkSync('shared', path.join(folder, 'alias'));
    symlinkSync('..', path.join(folder, 'live/up'));
    symlinkSync('/etc', path.join(folder, 'etc'));
    commitAll(folder);
    assert.deepEqual(await baseOf(folder, 'HEAD'), {
      'shared/common.tf': 'shared',
      'live/main.tf': 'live',
      'live/common.tf': 'shared',
      'alias/common.tf': 'shared',
    });
  });

  it('may be any branch, tag or commit', async () => {
    const folder = temporaryFolder({ 'main.tf': 'one' });
    commitAll(folder);
    git(folder, 'tag', 'v1');
    writeFiles(folder, { 'main.tf': 'two' });
    git(folder, 'commit', '-aqm', 'second');
    for (const ref of ['v1', 'HEAD~1', 'main^', git(folder, 'rev-parse', 'v1').trim()]) {
      assert.deepEqual(await baseOf(folder, ref), { 'main.tf': 'one' }, ref);
    }
  });

  it('is, when it is to be found automatically, where the branch left the default branch', async () => {
    const folder = temporaryFolder({ 'main.tf': 'fork' });
    commitAll(folder);
    git(folder, 'checkout', '-qb', 'feature');
    writeFiles(folder, { 'main.tf': 'feature' });
    git(folder, 'commit', '-aqm', 'feature');
    git(folder, 'checkout', '-q', 'main');
    writeFiles(folder, { 'main.tf': 'main went on' });
    git(folder, 'commit', '-aqm', 'main');
    git(folder, 'checkout', '-q', 'feature');
    const reading = await readGitBase(folder, 'auto');
    assert.deepEqual(filesOf(reading, folder), { 'main.tf': 'fork' });
    assert.equal(reading.kind === 'base' && reading.base.label, 'the merge base with main');
  });

  it('reads names and texts beyond ASCII', async () => {
    const folder = temporaryFolder({ 'réseau/a b.tf': '# über\n\u{1F600}' });
    commitAll(folder);
    assert.deepEqual(await baseOf(folder, 'HEAD'), { 'réseau/a b.tf': '# über\n\u{1F600}' });
  });

  it('says what is wrong with a base that there is not', async () => {
    const folder = temporaryFolder({ 'main.tf': 'a' });
    assert.match(await failureOf(folder, 'HEAD'), /no git repository/);
    git(folder, 'init', '-q');
    assert.match(await failureOf(folder, 'HEAD'), /no commit yet/);
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'first');
    assert.match(await failureOf(folder, 'nonsense'), /"nonsense" was not found/);
  });

  it('never takes a base for an option of git', async () => {
    const folder = temporaryFolder({ 'main.tf': 'a' });
    commitAll(folder);
    const trace = path.join(folder, 'written');
    for (const ref of [`--output=${trace}`, '--all', '-h', '', 'HEAD\0']) {
      assert.match(await failureOf(folder, ref), /was not found/, ref);
    }
    assert.equal(existsSync(trace), false);
  });

  it('runs nothing that the repository configures', async function () {
    if (!canLink) this.skip();
    const folder = temporaryFolder({ 'main.tf': 'a', '.gitattributes': '*.tf filter=evil diff=evil\n' });
    const trace = path.join(folder, 'ran');
    writeFiles(folder, { 'evil.sh': `#!/bin/sh\ntouch ${trace}\ncat\n` });
    commitAll(folder);
    const script = path.join(folder, 'evil.sh');
    chmodSync(script, 0o755);
    const settings = ['core.fsmonitor', 'filter.evil.smudge', 'filter.evil.clean', 'diff.evil.textconv'];
    for (const setting of [...settings, 'core.pager', 'diff.external', 'core.sshCommand']) {
      git(folder, 'config', setting, script);
    }
    writeFiles(folder, { '.git/hooks/post-index-change': `#!/bin/sh\ntouch ${trace}\n` });
    chmodSync(path.join(folder, '.git/hooks/post-index-change'), 0o755);
    assert.equal((await baseOf(folder, 'HEAD'))['main.tf'], 'a');
    assert.equal(existsSync(trace), false);
  });

  it('is not led astray by variables of the environment', async () => {
    const folder = temporaryFolder({ 'main.tf': 'right' });
    commitAll(folder);
    const other = temporaryFolder({ 'main.tf': 'wrong' });
    commitAll(other);
    process.env.GIT_DIR = path.join(other, '.git');
    try {
      assert.deepEqual(await baseOf(folder, 'HEAD'), { 'main.tf': 'right' });
    } finally {
      delete process.env.GIT_DIR;
    }
  });

  it('stops when it is told to', async () => {
    const folder = temporaryFolder({ 'main.tf': 'a' });
    commitAll(folder);
    const controller = new AbortController();
    const reading = readGitBase(folder, 'HEAD', { signal: controller.signal });
    controller.abort(new Error('enough'));
    await assert.rejects(reading, /enough/);
  });
});

describe('A directory as the base', () => {
  it('holds its files under the names they would have in the folder', async () => {
    const folder = temporaryFolder({ 'net/main.tf': 'after' });
    const before = temporaryFolder({ 'net/main.tf': 'before', 'old.tf': 'old' });
    const reading = await readDirectoryBase(before, folder, 'before');
    assert.deepEqual(filesOf(reading, folder), { 'net/main.tf': 'before', 'old.tf': 'old' });
  });

  it('borrows the modules that are installed in the folder', async () => {
    const manifest = JSON.stringify({
      Modules: [{ Key: 'x', Source: 'a/x/aws', Dir: '.terraform/modules/x' }],
    });
    const folder = temporaryFolder({
      'main.tf': 'after',
      '.terraform/modules/modules.json': manifest,
      '.terraform/modules/x/main.tf': 'module',
    });
    const before = temporaryFolder({ 'main.tf': 'before' });
    assert.deepEqual(filesOf(await readDirectoryBase(before, folder, 'before'), folder), {
      'main.tf': 'before',
      '.terraform/modules/modules.json': manifest,
      '.terraform/modules/x/main.tf': 'module',
    });
  });

  it('is no base when it holds no Terraform', async () => {
    const reading = await readDirectoryBase(temporaryFolder(), temporaryFolder({ 'main.tf': 'a' }), 'x');
    assert.equal(reading.kind, 'failure');
  });
});
