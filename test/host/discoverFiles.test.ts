import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { discoverFiles } from '../../server/src/host/discoverFiles';
import { documentUriOfPath, relativePath } from '../../server/src/source/documentUri';
import { temporaryFolder, writeFiles } from './temporaryFolder';

const canLink = process.platform !== 'win32';

async function discoveredIn(folder: string): Promise<Record<string, string>> {
  const { files } = await discoverFiles(folder);
  const root = documentUriOfPath(folder);
  return Object.fromEntries(files.map(([uri, text]) => [relativePath(root, uri), text]));
}

describe('Finding the files of a folder', () => {
  it('reads configuration and variable files, and nothing else', async () => {
    const folder = temporaryFolder({
      'main.tf': 'a',
      'net/more.tofu': 'b',
      'env/prod.tfvars': 'c',
      'main.tf.json': '{}',
      'README.md': 'no',
      'main.tf.bak': 'no',
    });
    assert.deepEqual(await discoveredIn(folder), {
      'main.tf': 'a',
      'net/more.tofu': 'b',
      'env/prod.tfvars': 'c',
      'main.tf.json': '{}',
    });
  });

  it('leaves out hidden directories and node_modules', async () => {
    const folder = temporaryFolder({
      '.git/main.tf': 'no',
      '.terragrunt-cache/x/main.tf': 'no',
      'node_modules/x/main.tf': 'no',
      'a.b/main.tf': 'yes',
    });
    assert.deepEqual(await discoveredIn(folder), { 'a.b/main.tf': 'yes' });
  });

  it('reads of .terraform what the manifest of modules names', async () => {
    const manifest = JSON.stringify({
      Modules: [
        { Key: '', Source: '', Dir: '.' },
        { Key: 'vpc', Source: 'registry.terraform.io/a/vpc/aws', Dir: '.terraform/modules/vpc' },
        { Key: 'vpc.sub', Source: './modules/sub', Dir: '.terraform/modules/vpc/modules/sub' },
      ],
    });
    const folder = temporaryFolder({
      'live/main.tf': 'root',
      'live/.terraform/modules/modules.json': manifest,
      'live/.terraform/modules/vpc/main.tf': 'vpc',
      'live/.terraform/modules/vpc/modules/sub/main.tf': 'sub',
      'live/.terraform/modules/vpc/examples/x/main.tf': 'no',
      'live/.terraform/modules/left-over/main.tf': 'no',
    });
    assert.deepEqual(await discoveredIn(folder), {
      'live/main.tf': 'root',
      'live/.terraform/modules/modules.json': manifest,
      'live/.terraform/modules/vpc/main.tf': 'vpc',
      'live/.terraform/modules/vpc/modules/sub/main.tf': 'sub',
    });
  });

  it('reads no module that a manifest places outside the folder', async () => {
    const outside = temporaryFolder({ '.terraform/main.tf': 'no' });
    const folder = temporaryFolder({ 'main.tf': 'root' });
    const manifest = JSON.stringify({
      Modules: [{ Key: 'x', Source: 'a/x/aws', Dir: path.join(outside, '.terraform') }],
    });
    writeFiles(folder, { '.terraform/modules/modules.json': manifest });
    assert.deepEqual(Object.keys(await discoveredIn(folder)).sort(), [
      '.terraform/modules/modules.json',
      'main.tf',
    ]);
  });

  it('follows symbolic links inside the folder, by the name of the link', async function () {
    if (!canLink) this.skip();
    const folder = temporaryFolder({ 'shared/common.tf': 'shared', 'live/main.tf': 'live' });
    symlinkSync('../shared/common.tf', path.join(folder, 'live/common.tf'));
    symlinkSync('shared', path.join(folder, 'alias'));
    assert.deepEqual(await discoveredIn(folder), {
      'shared/common.tf': 'shared',
      'live/main.tf': 'live',
      'live/common.tf': 'shared',
      'alias/common.tf': 'shared',
    });
  });

  it('never follows a symbolic link out of the folder', async function () {
    if (!canLink) this.skip();
    const outside = temporaryFolder({ 'secret.tf': 'no' });
    const folder = temporaryFolder({ 'main.tf': 'yes' });
    symlinkSync(path.join(outside, 'secret.tf'), path.join(folder, 'linked.tf'));
    symlinkSync(outside, path.join(folder, 'outside'));
    assert.deepEqual(await discoveredIn(folder), { 'main.tf': 'yes' });
  });

  it('tells of links to configuration that it does not follow, and of no others', async function () {
    if (!canLink) this.skip();
    const outside = temporaryFolder({ 'common.tf': 'shared', notes: 'no' });
    const folder = temporaryFolder({ 'main.tf': 'yes' });
    symlinkSync(path.join(outside, 'common.tf'), path.join(folder, 'common.tf'));
    symlinkSync(path.join(outside, 'notes'), path.join(folder, 'notes'));
    symlinkSync('nowhere.tf', path.join(folder, 'dangling.tf'));
    const { skipped } = await discoverFiles(folder);
    const root = documentUriOfPath(folder);
    assert.deepEqual(
      skipped.map(({ uri, reason }) => [relativePath(root, uri), reason]),
      [
        ['common.tf', 'it is a link that leads out of the directory that is analysed'],
        ['dangling.tf', 'it is a link that leads nowhere'],
      ],
    );
  });

  it('ends where symbolic links go round', async function () {
    if (!canLink) this.skip();
    const folder = temporaryFolder({ 'a/main.tf': 'a', 'b/main.tf': 'b' });
    symlinkSync('..', path.join(folder, 'a/up'));
    symlinkSync('../b', path.join(folder, 'a/b'));
    symlinkSync('../a', path.join(folder, 'b/a'));
    const found = await discoveredIn(folder);
    assert.equal(found['a/main.tf'], 'a');
    assert.equal(found['a/b/main.tf'], 'b');
    assert.ok(Object.keys(found).length < 10);
  });

  it('skips a file over 5 MB and says so', async () => {
    const folder = temporaryFolder({ 'main.tf': 'a', 'huge.tf': '#'.repeat(5 * 1024 * 1024 + 1) });
    const { files, skipped } = await discoverFiles(folder);
    assert.equal(files.length, 1);
    assert.deepEqual(skipped, [
      { uri: documentUriOfPath(path.join(folder, 'huge.tf')), reason: 'larger than 5 MB' },
    ]);
  });

  it('does not count the byte order mark as text', async () => {
    const folder = temporaryFolder({ 'main.tf': '\uFEFFlocals {}' });
    assert.deepEqual(await discoveredIn(folder), { 'main.tf': 'locals {}' });
  });

  it('gives a file with unusual characters in its name the identity that an editor gives it', async () => {
    const name = 'a b #é%.tf';
    const folder = temporaryFolder({ [name]: 'x' });
    const { files } = await discoverFiles(folder);
    assert.deepEqual(files, [[documentUriOfPath(path.join(folder, name)), 'x']]);
  });

  it('finds nothing in a folder that is not there', async () => {
    const folder = path.join(temporaryFolder(), 'nowhere');
    assert.deepEqual(await discoverFiles(folder), { files: [], skipped: [] });
  });

  it('stops when it is told to', async () => {
    const folder = temporaryFolder(
      Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`m${i}/main.tf`, `# ${i}`])),
    );
    const controller = new AbortController();
    const discovering = discoverFiles(folder, controller.signal);
    controller.abort(new Error('enough'));
    await assert.rejects(discovering, /enough/);
  });
});
