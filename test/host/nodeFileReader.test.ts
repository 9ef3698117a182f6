import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { defaultSettings } from '../../server/src/analysis/settings';
import { createWorkspace } from '../../server/src/analysis/workspace';
import { addCalledModules } from '../../server/src/host/calledModules';
import { createNodeFileReader } from '../../server/src/host/nodeFileReader';
import { documentUri, documentUriOfPath } from '../../server/src/source/documentUri';
import { temporaryFolder } from './temporaryFolder';

const canLink = process.platform !== 'win32';

function readerOf(folder: string) {
  const reader = createNodeFileReader(() => [folder]);
  const uri = (name: string) => documentUriOfPath(path.join(folder, name));
  return { reader, uri };
}

describe('Reading files for file() and its kin', () => {
  it('reads bytes inside the folder', () => {
    const { reader, uri } = readerOf(temporaryFolder({ 'a/users.json': '[1]' }));
    const answer = reader.readBytes(uri('a/users.json'));
    assert.equal(answer.kind, 'ok');
    assert.equal(new TextDecoder().decode(answer.value), '[1]');
    assert.deepEqual(reader.exists(uri('a/users.json')), { kind: 'ok', value: true });
  });

  it('tells a file that is missing from one that may not be read', () => {
    const outside = temporaryFolder({ secret: 'x' });
    const { reader, uri } = readerOf(temporaryFolder());
    assert.deepEqual(reader.readBytes(uri('nothing')), { kind: 'missing' });
    assert.deepEqual(reader.exists(uri('nothing')), { kind: 'ok', value: false });
    assert.deepEqual(reader.readBytes(documentUriOfPath(path.join(outside, 'secret'))), {
      kind: 'unavailable',
      reason: 'outside the workspace',
    });
  });

  it('is not let out of the folder by a call of what is no module', () => {
    const outside = temporaryFolder({ 'etc/secret': 'x', 'module/main.tf': 'locals {}' });
    const folder = documentUriOfPath(temporaryFolder());
    const workspace = createWorkspace({ folders: [folder], settings: defaultSettings });
    const call = (name: string) =>
      `module "${name}" {\n  source = "../${path.basename(outside)}/${name}"\n}\n`;
    workspace.setFile(documentUri(`${folder}/main.tf`), call('etc') + call('module'));
    assert.deepEqual(addCalledModules(workspace, [folder]), [
      documentUriOfPath(path.join(outside, 'module')),
    ]);
  });

  it('does not follow a symbolic link out of the folder', function () {
    if (!canLink) this.skip();
    const outside = temporaryFolder({ secret: 'x' });
    const folder = temporaryFolder();
    symlinkSync(path.join(outside, 'secret'), path.join(folder, 'link'));
    const { reader, uri } = readerOf(folder);
    const unavailable = { kind: 'unavailable', reason: 'outside the workspace' };
    assert.deepEqual(reader.readBytes(uri('link')), unavailable);
    assert.deepEqual(reader.exists(uri('link')), unavailable);
  });

  it('does not wait at a pipe', function () {
    if (!canLink) this.skip();
    const folder = temporaryFolder();
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    const { reader, uri } = readerOf(folder);
    assert.deepEqual(reader.readBytes(uri('pipe')), { kind: 'unavailable', reason: 'not a file' });
  });

  it('lists files below a directory by relative path', () => {
    const { reader, uri } = readerOf(temporaryFolder({ 'd/b.txt': '', 'd/e/a.txt': '', 'x.txt': '' }));
    assert.deepEqual(reader.listFiles(uri('d')), { kind: 'ok', value: ['b.txt', 'e/a.txt'] });
    assert.deepEqual(reader.listFiles(uri('none')), { kind: 'missing' });
  });
});
