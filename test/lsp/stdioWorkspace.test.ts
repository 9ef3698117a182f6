/** The server and its surroundings: folders, the disk, git, settings, trust. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { edit } from '../../scripts/outage-history.mjs';
import { describe as text, full, has, lacks, startClient, stopAll } from './languageClient';
import { folderOf, outageFolder, removeFolders } from './workspaceFolder';

const open = (port: number): string => `resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port   = ${port}
    to_port     = ${port}
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "web" {
  vpc_security_group_ids = [aws_security_group.web.id]
}
`;
const exposed = 'sensitive-port-exposed';
const production = { variables: { files: ['env/prod.tfvars'] } };

describe('the server and its workspace', () => {
  afterEach(async () => {
    await stopAll();
    removeFolders();
  });

  it('reads folders that are added, and forgets those that are removed', async () => {
    const [one, two] = [folderOf({ 'main.tf': open(22) }), folderOf({ 'main.tf': open(3389) })];
    const client = await startClient({ folders: [one.uri] });
    await client.untilDiagnostics(one.uriOf('main.tf'), has(exposed));
    assert.deepEqual(client.diagnostics(two.uriOf('main.tf')), []);
    const change = (added: readonly string[], removed: readonly string[]): void => {
      const folders = (uris: readonly string[]) => uris.map((uri) => ({ uri, name: uri }));
      client.notify('workspace/didChangeWorkspaceFolders', {
        event: { added: folders(added), removed: folders(removed) },
      });
    };
    change([two.uri], []);
    await client.untilDiagnostics(two.uriOf('main.tf'), has(exposed));
    // Two changes at once: the later one counts.
    change([], [one.uri]);
    change([], [two.uri]);
    await client.untilDiagnostics(one.uriOf('main.tf'), lacks(exposed));
    await client.untilDiagnostics(two.uriOf('main.tf'), lacks(exposed));
  });

  it('is told of files that change, come and go', async () => {
    const folder = folderOf({ 'main.tf': open(443) });
    const client = await startClient({ folders: [folder.uri] });
    const uri = folder.uriOf('main.tf');
    await client.untilStatus(({ state }) => state === 'ready');
    assert.ok(client.watched.some((pattern) => pattern.includes('tfvars')));
    const changed = (name: string, type: 1 | 2 | 3): void => {
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: folder.uriOf(name), type }] });
    };
    folder.write('main.tf', open(22));
    changed('main.tf', 2);
    await client.untilDiagnostics(uri, has(exposed));
    folder.remove('main.tf');
    changed('main.tf', 3);
    await client.untilDiagnostics(uri, lacks(exposed));
    folder.write('more/main.tf', open(22));
    changed('more/main.tf', 1);
    await client.untilDiagnostics(folder.uriOf('more/main.tf'), has(exposed));
    folder.write('node_modules/x/main.tf', open(22));
    changed('node_modules/x/main.tf', 1);
    await client.settled();
    assert.deepEqual(client.diagnostics(folder.uriOf('node_modules/x/main.tf')), []);
  });

  it('lets go of an open document whose file is gone, unless something was typed in it', async () => {
    const folder = folderOf({ 'main.tf': open(22), 'typed.tf': open(22).replaceAll('web', 'typed') });
    const client = await startClient({ folders: [folder.uri] });
    const moved = folder.uriOf('main.tf');
    const typed = folder.uriOf('typed.tf');
    client.open(moved);
    client.open(typed);
    await client.untilDiagnostics(moved, has(exposed));
    client.replace(typed, 'typed', 'other');
    folder.write('moved.tf', open(22));
    folder.remove('main.tf');
    folder.remove('typed.tf');
    client.notify('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: moved, type: 3 },
        { uri: typed, type: 3 },
        { uri: folder.uriOf('moved.tf'), type: 1 },
      ],
    });
    await client.untilDiagnostics(moved, lacks(exposed));
    await client.untilDiagnostics(folder.uriOf('moved.tf'), has(exposed));
    await client.settled();
    assert.doesNotMatch(JSON.stringify(client.diagnostics(folder.uriOf('moved.tf'))), /twice/);
    assert.ok(has(exposed)(client.diagnostics(typed)));
    // Typing in the tab that is left makes a document of it again.
    client.replace(moved, '22', '3389');
    await client.untilDiagnostics(moved, has('invalid-port-range'));
  });

  it('notices a directory that is removed, by its own name', async () => {
    const folder = folderOf({ 'main.tf': open(443), 'old/main.tf': open(22), 'older/a/main.tf': open(22) });
    const client = await startClient({ folders: [folder.uri] });
    await client.untilDiagnostics(folder.uriOf('old/main.tf'), has(exposed));
    await client.untilDiagnostics(folder.uriOf('older/a/main.tf'), has(exposed));
    assert.ok(client.watched.includes('**/*'), client.watched.join());
    const removed = (name: string): void => {
      folder.remove(name);
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: folder.uriOf(name), type: 3 }] });
    };
    removed('old');
    await client.untilDiagnostics(folder.uriOf('old/main.tf'), lacks(exposed));
    removed('older');
    await client.untilDiagnostics(folder.uriOf('older/a/main.tf'), lacks(exposed));
  });

  it('analyses documents in JSON syntax as they are typed, and tells what is wrong in them', async () => {
    const written = JSON.stringify({
      resource: {
        aws_security_group: {
          web: { ingress: [{ from_port: 443, to_port: 443, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] }] },
        },
        aws_instance: { web: { vpc_security_group_ids: ['${aws_security_group.web.id}'] } },
      },
    });
    const folder = folderOf({ 'main.tf.json': written, 'package.json': '{' });
    const client = await startClient({ folders: [folder.uri] });
    const uri = folder.uriOf('main.tf.json');
    client.open(uri, written, 'json');
    client.open(folder.uriOf('package.json'), '{', 'json');
    await client.untilStatus(({ state }) => state === 'ready');
    assert.ok(lacks(exposed)(client.diagnostics(uri)));
    client.replace(uri, '"from_port":443', '"from_port":22');
    await client.untilDiagnostics(uri, has(exposed));
    client.replace(uri, '"from_port":22', '"from_port":');
    client.save(uri);
    const { diagnostics } = await client.untilDiagnostics(uri, (shown) =>
      shown.some(({ source }) => source === 'terraform'),
    );
    assert.match(diagnostics.map(text).join('\n'), /terraform : "Missing value/);
    client.replace(uri, '"from_port":', '"from_port":22');
    client.save(uri);
    await client.untilDiagnostics(uri, (shown) => shown.every(({ source }) => source !== 'terraform'));
    assert.deepEqual(client.diagnostics(folder.uriOf('package.json')), []);
  });

  it('lets file functions read inside the folder alone, wherever modules are', async () => {
    const port = (file: string): string =>
      open(22).replace('from_port   = 22', `from_port   = tonumber(file("${file}"))`);
    const folder = folderOf({
      'live/main.tf': port('port.txt') + 'module "m" {\n  source = "../shared"\n}\n',
      'live/port.txt': '22',
      'shared/main.tf': port('${path.module}/port.txt'),
      'shared/port.txt': '22',
    });
    const client = await startClient({ folders: [folder.uriOf('live')] });
    await client.untilDiagnostics(folder.uriOf('live/main.tf'), has(exposed));
    await client.settled();
    assert.ok(client.diagnostics(folder.uriOf('shared/main.tf')).every(({ code }) => code !== exposed));
  });

  it('reads the modules that a configuration calls outside its folder, and the base of both', async () => {
    const folder = outageFolder();
    const client = await startClient({ folders: [folder.uriOf('live')], settings: production });
    const database = folder.uriOf(edit.file);
    client.open(database);
    await client.untilStatus(({ state }) => state === 'ready');
    client.replace(database, edit.before, edit.after);
    await client.untilDiagnostics(database, has('reachability-removed'));
  });

  it('analyses a file that is opened without a folder, with what lies beside it', async () => {
    const folder = folderOf({
      'main.tf': 'resource "aws_security_group" "web" {\n  name = "web"\n}\n',
      'rules.tf': `resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "0.0.0.0/0"
}
`,
    });
    const client = await startClient({ folders: null });
    const rules = folder.uriOf('rules.tf');
    client.open(rules);
    const { diagnostics } = await client.untilDiagnostics(rules, has(exposed));
    assert.ok(lacks('unknown-group-reference')(diagnostics), 'the group beside it is known');
    assert.match(await client.hover(rules, '"ssh"', 1), /aws_security_group\.web/);
    client.close(rules);
    await client.untilDiagnostics(rules, (shown) => shown.length === 0);
  });

  it('analyses a new document that was never saved, under the name that the editor gave it', async () => {
    const client = await startClient({ folders: null });
    client.open('untitled:Untitled-1', open(22));
    await client.untilDiagnostics('untitled:Untitled-1', has(exposed));
    assert.match(await client.hover('untitled:Untitled-1', '"web"', 1), /Reached by/);
    const [place] = await client.locations(
      'definition',
      'untitled:Untitled-1',
      'aws_security_group.web.id',
      22,
    );
    assert.equal(place, 'untitled:Untitled-1:1');
    client.close('untitled:Untitled-1');
    await client.untilDiagnostics('untitled:Untitled-1', (shown) => shown.length === 0);
  });

  it('analyses a file that is opened where it would not look', async () => {
    const folder = folderOf({ 'main.tf': open(443), '.hidden/main.tf': open(22) });
    const client = await startClient({ folders: [folder.uri] });
    await client.untilStatus(({ state }) => state === 'ready');
    const hidden = folder.uriOf('.hidden/main.tf');
    assert.deepEqual(client.diagnostics(hidden), []);
    client.open(hidden);
    await client.untilDiagnostics(hidden, has(exposed));
    client.close(hidden);
    await client.untilDiagnostics(hidden, (shown) => shown.length === 0);
  });

  it('knows a file by its place, however its URI is spelled', async () => {
    const folder = folderOf({ 'my modules/a+b (1).tf': open(443) }, 'sg-lens lsp ü ');
    const client = await startClient({ folders: [folder.uri] });
    await client.untilStatus(({ state }) => state === 'ready');
    // As VS Code spells it: everything encoded that may be.
    const uri = folder
      .uriOf('my modules/a+b (1).tf')
      .replace('+', '%2B')
      .replace('(', '%28')
      .replace(')', '%29');
    client.open(uri);
    client.replace(uri, '= 443', '= 22');
    const { version } = await client.untilDiagnostics(uri, has(exposed));
    assert.equal(version, 2);
    client.close(uri);
    await client.untilDiagnostics(uri, lacks(exposed));
    assert.deepEqual(
      client.published.filter(({ diagnostics }) => has(exposed)(diagnostics)).map((each) => each.uri),
      [uri],
      'nothing is published under another spelling',
    );
  });

  it('follows HEAD: what is committed is no edit any more', async () => {
    const folder = outageFolder();
    const client = await startClient({ folders: [folder.uri], settings: production });
    const database = folder.uriOf(edit.file);
    client.open(database);
    await client.untilStatus(({ state }) => state === 'ready');
    client.replace(database, edit.before, edit.after);
    await client.untilDiagnostics(database, has('reachability-removed'));
    folder.write(edit.file, client.text(database));
    client.save(database);
    execFileSync('git', [
      ...['-C', folder.path, '-c', 'user.name=Robin', '-c', 'user.email=robin@example.com'],
      ...['-c', 'commit.gpgSign=false', 'commit', '-q', '-a', '-m', 'Let me in'],
    ]);
    client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: folder.uriOf('.git/logs/HEAD'), type: 2 }],
    });
    await client.untilDiagnostics(database, lacks('reachability-removed'));
  });

  it('works without git, and says in its output that nothing is compared', async () => {
    const folder = folderOf({ 'main.tf': open(22) });
    const client = await startClient({ folders: [folder.uri], environment: { PATH: folder.path } });
    await client.untilDiagnostics(folder.uriOf('main.tf'), has(exposed));
    await client.untilLog(/git could not be started/);
  });

  it('asks git nothing until the workspace is trusted', async () => {
    const folder = outageFolder();
    const client = await startClient({ folders: [folder.uri], settings: {}, trusted: false });
    const database = folder.uriOf(edit.file);
    client.open(database);
    client.replace(database, edit.before, edit.after);
    await client.untilDiagnostics(database, has('single-address-source'));
    await client.settled();
    assert.ok(lacks('reachability-removed')(client.diagnostics(database)));
    client.notify('sgLens/trust', { trusted: true });
    await client.untilDiagnostics(database, has('reachability-removed'));
  });

  describe('its settings', () => {
    it('change the severity of a check, or turn it off', async () => {
      const folder = folderOf({ 'main.tf': open(22) });
      const uri = folder.uriOf('main.tf');
      const client = await startClient({
        folders: [folder.uri],
        settings: { checks: { severity: { [exposed]: 'hint' } } },
      });
      const { diagnostics } = await client.untilDiagnostics(uri, has(exposed));
      assert.equal(diagnostics.find(({ code }) => code === exposed)?.severity, 4);
      client.settings = { checks: { severity: { [exposed]: 'off' } } };
      await client.untilDiagnostics(uri, lacks(exposed));
      client.settings = {};
      const after = await client.untilDiagnostics(uri, has(exposed));
      assert.equal(after.diagnostics.find(({ code }) => code === exposed)?.severity, 1);
    });

    it('turn the comparison off and on', async () => {
      const folder = outageFolder();
      const uri = folder.uriOf(edit.file);
      const client = await startClient({ folders: [folder.uri], settings: { review: { base: '' } } });
      client.open(uri);
      client.replace(uri, edit.before, edit.after);
      await client.untilDiagnostics(uri, has('single-address-source'));
      await client.settled();
      assert.ok(lacks('reachability-removed')(client.diagnostics(uri)));
      client.settings = { review: { base: 'main' } };
      await client.untilDiagnostics(uri, has('reachability-removed'));
    });

    it('name variable files, inside the folder and elsewhere', async () => {
      const elsewhere = folderOf({ 'far.tfvars': 'port = 3389\n' });
      const folder = folderOf({
        'main.tf': `variable "port" {\n  type = number\n}\n\n${open(22).replaceAll('= 22', '= var.port')}`,
        'vars/near.tfvars': 'port = 22\n',
        'vars/other.tfvars': 'port = 443\n',
      });
      const uri = folder.uriOf('main.tf');
      const client = await startClient({
        folders: [folder.uri],
        settings: { variables: { files: ['vars/near.tfvars'] } },
      });
      await client.untilDiagnostics(uri, (shown) => shown.some((each) => text(each).includes('tcp/22 ')));
      client.settings = { variables: { files: [`${elsewhere.path}/far.tfvars`] } };
      await client.untilDiagnostics(uri, (shown) => shown.some((each) => text(each).includes('tcp/3389 ')));
    });

    it('come by notification from an editor that cannot be asked', async () => {
      const folder = folderOf({ 'main.tf': open(22) });
      const client = await startClient({ folders: [folder.uri], capabilities: {} });
      await client.untilDiagnostics(folder.uriOf('main.tf'), has(exposed));
      client.notify('workspace/didChangeConfiguration', {
        settings: { sgLens: { checks: { severity: { [exposed]: 'off' } } } },
      });
      await client.untilDiagnostics(folder.uriOf('main.tf'), lacks(exposed));
      assert.deepEqual([client.progress, client.watched], [[], []], 'what it cannot do is not asked of it');
    });
  });

  it("shows Terraform's own verdict after a pause and on save, unless it is turned off", async () => {
    const folder = folderOf({ 'main.tf': 'locals {\n  a = 1\n}\n' });
    const uri = folder.uriOf('main.tf');
    const client = await startClient({ folders: [folder.uri] });
    const isVerdict = ({ source }: { source?: string }): boolean => source === 'terraform';
    client.open(uri);
    client.replace(uri, 'a = 1', 'a = = 1');
    const { diagnostics } = await client.untilDiagnostics(uri, (shown) => shown.some(isVerdict));
    assert.equal(diagnostics.find(isVerdict)?.range.start.line, 1);
    client.replace(uri, 'a = = 1', 'a = 1');
    client.save(uri);
    await client.untilDiagnostics(uri, (shown) => !shown.some(isVerdict));
    client.replace(uri, 'a = 1', 'a = = 1');
    await client.untilDiagnostics(uri, (shown) => shown.some(isVerdict));
    client.settings = { terraformVerdict: false };
    await client.untilDiagnostics(uri, (shown) => !shown.some(isVerdict));
  });

  it('shows progress while it reads, where the editor can show it', async () => {
    const folder = folderOf({ 'main.tf': open(22) });
    const client = await startClient({ folders: [folder.uri], capabilities: full });
    await client.untilDiagnostics(folder.uriOf('main.tf'), has(exposed));
    await client.settled();
    assert.deepEqual(client.progress, [
      'begin: Reading Terraform files',
      'report: Analysing 1 modules',
      'end',
    ]);
  });
});
