/** The outage as any editor gets it, over standard input and output: typed, seen, explained, undone. */

import assert from 'node:assert/strict';
import path from 'node:path';
import type { DocumentSymbol } from 'vscode-languageserver';
import type { CanReachResult, EndpointsResult } from '../../server/src/lsp/protocol';
import { edit } from '../../scripts/outage-history.mjs';
import type { LanguageClient } from './languageClient';
import { describe as text, has, lacks, startClient, stopAll } from './languageClient';
import type { Folder } from './workspaceFolder';
import { outageFolder, removeFolders } from './workspaceFolder';

const groupSource = edit.before.trim();
const ownAddress = edit.after.trim();
const production = { variables: { files: ['env/prod.tfvars'] } };

describe('the language server over stdio', () => {
  let folder: Folder;
  let client: LanguageClient;
  let database: string;

  beforeEach(async () => {
    folder = outageFolder();
    database = folder.uriOf(edit.file);
    client = await startClient({ folders: [folder.uri], settings: production });
    client.open(database);
    await client.untilStatus(({ state }) => state === 'ready');
  });
  afterEach(async () => {
    await stopAll();
    removeFolders();
  });

  const lost = ['reachability-removed', 'group-source-replaced-by-address'];

  it('shows the outage at the edited line while the edit is unsaved', async () => {
    assert.deepEqual(
      client
        .diagnostics(database)
        .filter(({ severity }) => severity === 1)
        .map(text),
      [],
    );
    const typed = client.replace(database, groupSource, ownAddress);
    const { diagnostics, version } = await client.untilDiagnostics(database, has(...lost));
    assert.equal(version, 2, 'the diagnostics are of the version that was typed');
    for (const code of lost) {
      const found = diagnostics.find((each) => each.code === code);
      assert.equal(found?.range.start.line, typed.start.line);
      assert.equal(found.source, 'sg-lens');
      assert.match(text(found), /prod-api.*prod-db.*5432/);
      assert.match(found.codeDescription?.href ?? '', new RegExp(`/checks/${code}\\.md$`));
      const ends = found.relatedInformation?.map(({ location }) => path.basename(path.dirname(location.uri)));
      assert.deepEqual(ends, ['api', 'database']);
    }
  });

  it('names the lost flow in the hover, first of all', async () => {
    client.replace(database, groupSource, ownAddress);
    await client.untilDiagnostics(database, has(...lost));
    for (const place of ['cidr_blocks', '203.0.113.7', 'db_allow_api_traffic']) {
      const hover = await client.hover(database, place, 1);
      assert.match(
        hover,
        /^\*\*This edit.*HEAD\*\*\n\n- \*\*cuts off\*\* \[prod-api\].*\[prod-db\].*tcp\/5432/,
        place,
      );
    }
  });

  it('offers the rule as it was, and has nothing more to say when that is done', async () => {
    const before = client.text(database);
    const typed = client.replace(database, groupSource, ownAddress);
    await client.untilDiagnostics(database, has(...lost));
    const actions = await client.actions(database, typed);
    const restore = actions.find(({ title }) => title.startsWith('Restore'));
    assert.ok(restore?.edit, actions.map(({ title }) => title).join());
    assert.equal(restore.kind, 'quickfix');
    assert.ok(restore.diagnostics?.some(({ source }) => source === 'sg-lens'));
    assert.match(JSON.stringify(restore.edit), /source_security_group_id = var\.api_security_group_id/);
    client.apply(restore.edit);
    assert.equal(client.text(database), before);
    await client.untilDiagnostics(database, lacks(...lost, 'single-address-source', 'reachability-added'));
  });

  it('offers to keep the address beside the group, and then nothing is lost', async () => {
    const typed = client.replace(database, groupSource, ownAddress);
    await client.untilDiagnostics(database, has(...lost));
    const preferred = (await client.actions(database, typed)).find(({ isPreferred }) => isPreferred);
    assert.ok(preferred?.edit);
    client.apply(preferred.edit);
    assert.match(client.text(database), /203\.0\.113\.7/);
    await client.untilDiagnostics(database, lacks(...lost));
  });

  it('publishes a file again only when something in it has changed', async () => {
    client.replace(database, groupSource, ownAddress);
    await client.untilDiagnostics(database, has(...lost));
    await client.settled();
    const count = client.published.length;
    client.replace(database, '# This is the rule that matters!', '# This is the rule which matters');
    await client.settled();
    const later = client.published.slice(count);
    assert.deepEqual(later, [], 'a comment of the same length moves nothing');
    client.replace(database, '# This is', '#\n# This is');
    await client.settled();
    assert.deepEqual(
      client.published.slice(count).map(({ uri }) => uri),
      [database],
      'only the file in which lines moved',
    );
  });

  it('takes what was typed for the text until it is closed, and then the disk', async () => {
    client.replace(database, groupSource, ownAddress);
    await client.untilDiagnostics(database, has(...lost));
    client.close(database);
    await client.untilDiagnostics(database, lacks(...lost));
  });

  it('answers where things are declared and used, across modules', async () => {
    const live = folder.uriOf('live/main.tf');
    client.open(live);
    const definition = await client.locations('definition', live, 'module.api.security_group_id', 14);
    assert.deepEqual(definition, ['api/outputs.tf:1']);
    const group = await client.locations('implementation', database, 'var.api_security_group_id', 6);
    assert.deepEqual(group, ['api/main.tf:61']);
    const uses = await client.locations('references', database, '"aws_security_group" "db"', 22);
    assert.ok(uses.includes('live/reporting.tf:15'), `${uses.join()}: used by the report, through an output`);
    assert.match(await client.hover(database, 'each.value', 6), /prod-reporting/);
  });

  it('outlines a file', async () => {
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: database },
    });
    assert.deepEqual(
      symbols.map(({ name }) => name),
      [
        'aws_security_group.db',
        'aws_security_group_rule.db_allow_api_traffic',
        'aws_security_group_rule.db_allow_other_clients',
        'aws_db_subnet_group.db',
        'aws_db_instance.db',
      ],
    );
  });

  it('says whether A reaches B, with the rules that decide it', async () => {
    const ends = await client.request<EndpointsResult>('sgLens/endpoints', null);
    const [api, db] = ['prod-api', 'prod-db'].map((label) => ends.find((each) => each.label === label));
    assert.ok(api && db);
    const ask = (port: number): Promise<CanReachResult> =>
      client.request('sgLens/canReach', {
        root: api.root,
        source: api.address,
        destination: db.address,
        protocol: 'tcp',
        port,
      });
    const yes = await ask(5432);
    assert.ok(yes.kind === 'answer');
    assert.equal(yes.verdict, 'reachable');
    assert.equal(yes.steps.length, 2);
    assert.ok(yes.steps.every(({ location }) => location !== null));
    const no = await ask(22);
    assert.ok(no.kind === 'answer');
    assert.equal(no.verdict, 'unreachable');
    const refused = await client.request<CanReachResult>('sgLens/canReach', {
      root: null,
      source: 'aws_security_group.nowhere',
      destination: db.address,
      protocol: 'tcp',
      port: 5432,
    });
    assert.equal(refused.kind, 'refusal');
  });

  it('ends its process when it is told goodbye', async () => {
    assert.equal(await client.stop(), 0);
    assert.equal(client.server.exitCode, 0);
  });
});
