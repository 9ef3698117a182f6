/** Environments and the team's file in the editor: which there are, which is looked at, and what is said of it. */

import assert from 'node:assert/strict';
import type { EnvironmentsResult } from '../../server/src/lsp/protocol';
import { describe as text, has, lacks, startClient, stopAll } from './languageClient';
import type { LanguageClient } from './languageClient';
import { folderOf, removeFolders } from './workspaceFolder';

const exposed = 'sensitive-port-exposed';

const main = `variable "cidr" {}

variable "name" {}

resource "aws_security_group" "web" {
  name = var.name

  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.cidr]
  }
}

resource "aws_instance" "web" {
  vpc_security_group_ids = [aws_security_group.web.id]
}
`;

const live = {
  'live/main.tf': main,
  'live/env/prod.tfvars': 'cidr = "10.0.0.0/24"\nname = "prod-web"\n',
  'live/env/staging.tfvars': 'cidr = "0.0.0.0/0"\nname = "staging-web"\n',
};

const ask = (client: LanguageClient): Promise<EnvironmentsResult> =>
  client.request('sgLens/environments', null);

const select = (client: LanguageClient, environment: string | null): void => {
  client.notify('sgLens/selectEnvironment', { environment });
};

describe('environments in the editor', () => {
  afterEach(async () => {
    await stopAll();
    removeFolders();
  });

  it('are listed with the roots that have them, and all are looked at until one is chosen', async () => {
    const folder = folderOf({ ...live, 'edge/main.tf': main, 'edge/prod.tfvars': 'cidr = "10.1.0.0/16"\n' });
    const client = await startClient({ folders: [folder.uri] });
    const status = await client.untilStatus(({ state }) => state === 'ready');
    assert.deepEqual([status.environment, status.environments], [null, 2]);
    assert.deepEqual(await ask(client), {
      selected: null,
      environments: [
        { name: 'prod', roots: ['edge', 'live'] },
        { name: 'staging', roots: ['live'] },
      ],
    });
    await client.untilDiagnostics(folder.uriOf('live/main.tf'), has(exposed));
  });

  it('are chosen one at a time: findings, hover and status are of that one', async () => {
    const folder = folderOf(live);
    const client = await startClient({ folders: [folder.uri] });
    const uri = folder.uriOf('live/main.tf');
    client.open(uri);
    await client.untilDiagnostics(uri, has(exposed));
    const hover = await client.hover(uri, 'web"');
    assert.match(hover, /prod-web/);
    assert.match(hover, /staging-web/);

    select(client, 'prod');
    await client.untilDiagnostics(uri, lacks(exposed));
    await client.untilStatus(({ environment, state }) => environment === 'prod' && state === 'ready');
    assert.doesNotMatch(await client.hover(uri, 'web"'), /staging-web/);
    assert.equal((await ask(client)).selected, 'prod');
    assert.equal((await ask(client)).environments.length, 2);

    select(client, 'staging');
    const { diagnostics } = await client.untilDiagnostics(uri, has(exposed));
    assert.ok(
      diagnostics.every((each) => !text(each).includes('prod-web')),
      diagnostics.map(text).join(),
    );

    select(client, null);
    await client.untilStatus(({ environment, state }) => environment === null && state === 'ready');
    assert.match(await client.hover(uri, 'web"'), /prod-web/);
  });

  it('are told to a client that asks without parameters, as VS Code’s does', async () => {
    const folder = folderOf(live);
    const { connection } = await startClient({ folders: [folder.uri] });
    const { environments }: EnvironmentsResult = await connection.sendRequest('sgLens/environments');
    assert.equal(environments.length, 2);
    const endpoints: readonly unknown[] = await connection.sendRequest('sgLens/endpoints');
    assert.ok(endpoints.length > 0);
  });

  it('are remembered by the client, and one that is gone hides nothing', async () => {
    const folder = folderOf(live);
    const uri = folder.uriOf('live/main.tf');
    const first = await startClient({ folders: [folder.uri], chosen: 'prod' });
    await first.untilStatus(({ state, environment }) => state === 'ready' && environment === 'prod');
    assert.deepEqual(
      first.diagnostics(uri).filter(({ code }) => code === exposed),
      [],
    );
    const second = await startClient({ folders: [folder.uri], chosen: 'gone' });
    await second.untilDiagnostics(uri, has(exposed));
    assert.equal((await ask(second)).selected, null);
  });

  it('leave out roots that are not applied in the chosen one, and keep those without environments', async () => {
    const folder = folderOf({ ...live, 'other/main.tf': main.replace('[var.cidr]', '["0.0.0.0/0"]') });
    const client = await startClient({ folders: [folder.uri], chosen: 'staging' });
    await client.untilDiagnostics(folder.uriOf('other/main.tf'), has(exposed));
    await client.untilDiagnostics(folder.uriOf('live/main.tf'), has(exposed));
    folder.remove('live/env/staging.tfvars');
    folder.write('edge/main.tf', main);
    folder.write('edge/staging.tfvars', 'cidr = "10.0.0.0/8"\n');
    client.notify('workspace/didChangeWatchedFiles', {
      changes: ['live/env/staging.tfvars', 'edge/main.tf', 'edge/staging.tfvars'].map((name) => ({
        uri: folder.uriOf(name),
        type: 2,
      })),
    });
    await client.untilDiagnostics(folder.uriOf('live/main.tf'), (found) => found.length === 0);
    assert.ok(has(exposed)(client.diagnostics(folder.uriOf('other/main.tf'))));
  });

  it('are named by the settings, with variable files in other places and a workspace', async () => {
    const folder = folderOf({
      'code/main.tf': main.replace('var.name', 'terraform.workspace'),
      'values/open.tfvars': 'cidr = "0.0.0.0/0"\n',
      'values/closed.tfvars': 'cidr = "10.0.0.0/24"\n',
    });
    const environments = {
      blue: { root: 'code', varFiles: ['../values/open.tfvars'], workspace: 'blue-workspace' },
      green: { root: 'code', varFiles: ['../values/closed.tfvars'] },
    };
    const client = await startClient({ folders: [folder.uri], settings: { environments } });
    const uri = folder.uriOf('code/main.tf');
    client.open(uri);
    await client.untilDiagnostics(uri, has(exposed));
    assert.deepEqual(
      (await ask(client)).environments.map(({ name }) => name),
      ['blue', 'green'],
    );
    assert.match(await client.hover(uri, 'web"'), /blue-workspace/);
    select(client, 'green');
    await client.untilDiagnostics(uri, lacks(exposed));
  });

  it('are not named by the settings of a workspace that is not trusted', async () => {
    const folder = folderOf({ 'main.tf': main, 'values/open.tfvars': 'cidr = "0.0.0.0/0"\n' });
    const environments = { blue: { root: '.', varFiles: ['values/open.tfvars'] } };
    const options = { folders: [folder.uri], settings: { environments } };
    const client = await startClient({ ...options, trusted: false });
    await client.untilStatus(({ state }) => state === 'ready');
    assert.ok((await ask(client)).environments.every(({ name }) => name !== 'blue'));
    client.notify('sgLens/trust', { trusted: true });
    await client.untilDiagnostics(folder.uriOf('main.tf'), has(exposed));
    assert.deepEqual((await ask(client)).environments, [
      { name: 'blue', roots: [folder.path.split(/[\\/]/).at(-1)] },
    ]);
  });
});

describe('.sg-lens.yaml in the editor', () => {
  afterEach(async () => {
    await stopAll();
    removeFolders();
  });

  const open = main.replace('[var.cidr]', '["0.0.0.0/0"]');

  it('counts as in CI, and again when it changes on the disk', async () => {
    const off = `checks:\n  severity:\n    ${exposed}: off\n    ingress-open-to-internet: off\n`;
    const folder = folderOf({ 'main.tf': open, '.sg-lens.yaml': off });
    const client = await startClient({ folders: [folder.uri] });
    const uri = folder.uriOf('main.tf');
    await client.untilStatus(({ state }) => state === 'ready');
    assert.deepEqual(client.diagnostics(uri), []);
    folder.write('.sg-lens.yaml', 'checks: {}\n');
    const changes = [{ uri: folder.uriOf('.sg-lens.yaml'), type: 2 }];
    client.notify('workspace/didChangeWatchedFiles', { changes });
    await client.untilDiagnostics(uri, has(exposed));
    assert.ok(client.watched.includes('**/.sg-lens.yaml'));
  });

  it('counts as it is typed, below what the user has set, and a mistake is shown where it stands', async () => {
    const folder = folderOf({ 'main.tf': open, '.sg-lens.yaml': '' });
    const client = await startClient({ folders: [folder.uri] });
    const uri = folder.uriOf('main.tf');
    const file = folder.uriOf('.sg-lens.yaml');
    await client.untilDiagnostics(uri, has(exposed));
    client.open(file, `checks:\n  severity:\n    ${exposed}: hint\n    group-not-atached: off\n`, 'yaml');
    const { diagnostics } = await client.untilDiagnostics(file, (found) => found.length === 1);
    assert.match(
      text(diagnostics[0] ?? assert.fail()),
      /^4:5 sg-lens configuration: .*Did you mean group-not-attached/,
    );
    await client.untilDiagnostics(uri, (found) =>
      found.some((each) => each.code === exposed && each.severity === 4),
    );
    client.replace(file, 'group-not-atached', 'group-not-attached');
    await client.untilDiagnostics(file, (found) => found.length === 0);
    client.settings = { checks: { severity: { [exposed]: 'warning' } } };
    await client.untilDiagnostics(uri, (found) =>
      found.some((each) => each.code === exposed && each.severity === 2),
    );
    // Not saved: what is on the disk is empty.
    client.settings = {};
    client.close(file);
    await client.untilDiagnostics(uri, (found) =>
      found.some((each) => each.code === exposed && each.severity === 1),
    );
  });

  it('names environments, and the one that is looked at until somebody chooses', async () => {
    const folder = folderOf({
      ...live,
      '.sg-lens.yaml': `environment: closed
environments:
  closed: { root: live, varFiles: [env/prod.tfvars] }
  open: { root: live, varFiles: [env/staging.tfvars] }
`,
    });
    const client = await startClient({ folders: [folder.uri] });
    await client.untilStatus(({ state, environment }) => state === 'ready' && environment === 'closed');
    const uri = folder.uriOf('live/main.tf');
    assert.deepEqual(
      client.diagnostics(uri).filter(({ code }) => code === exposed),
      [],
    );
    select(client, null);
    await client.untilDiagnostics(uri, has(exposed));
    assert.deepEqual(
      (await ask(client)).environments.map(({ name }) => name),
      ['closed', 'open'],
    );
  });

  it('is each folder’s own', async () => {
    const off = `checks: { severity: { ${exposed}: off } }\n`;
    const [one, two] = [folderOf({ 'main.tf': open, '.sg-lens.yaml': off }), folderOf({ 'main.tf': open })];
    const client = await startClient({ folders: [one.uri, two.uri] });
    await client.untilDiagnostics(two.uriOf('main.tf'), has(exposed));
    await client.settled();
    assert.ok(lacks(exposed)(client.diagnostics(one.uriOf('main.tf'))));
  });
});
