/** Nothing that a client sends, and nothing that a workspace holds, ends the session. */

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CancellationTokenSource, ResponseError } from 'vscode-jsonrpc/node';
import { has, startClient, stopAll } from './languageClient';
import type { Folder } from './workspaceFolder';
import { folderOf, removeFolders } from './workspaceFolder';

const web = `resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "web" {
  vpc_security_group_ids = [aws_security_group.web.id]
}
`;
const exposed = 'sensitive-port-exposed';
const server = path.join(import.meta.dirname, '../../dist/server.js');

describe('the server, whatever comes', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = folderOf({ 'main.tf': web });
  });
  afterEach(async () => {
    await stopAll();
    removeFolders();
  });

  it('answers nonsense with nothing', async () => {
    const client = await startClient({ folders: [folder.uri], command: [server, '--stdio'] });
    const uri = folder.uriOf('main.tf');
    const empty = { hover: null, definition: [], implementation: [], references: [] };
    const context = { includeDeclaration: true };
    const position = { line: 1, character: 1 };
    for (const [name, nothing] of Object.entries(empty)) {
      for (const nonsense of [
        { textDocument: { uri: 'nonsense' }, position, context },
        { textDocument: { uri: '' }, position, context },
        { textDocument: { uri: 'file:///%ZZ/%' }, position, context },
        { textDocument: { uri: 'https://example.com/main.tf' }, position, context },
        { textDocument: { uri }, position: { line: 9_999, character: 0 }, context },
        { textDocument: { uri }, position: { line: -1, character: -7 }, context },
        { textDocument: { uri }, position: { line: 7, character: 1e9 }, context },
      ]) {
        const answer = await client.request(`textDocument/${name}`, nonsense);
        // A position outside the text is moved into it, and may be on something there.
        if (nonsense.textDocument.uri !== uri) assert.deepEqual(answer, nothing, JSON.stringify(nonsense));
      }
    }
    assert.deepEqual(
      await client.request('textDocument/documentSymbol', { textDocument: { uri: 'nonsense' } }),
      [],
    );
    const range = { start: { line: 5, character: 0 }, end: { line: 0, character: 0 } };
    await client.actions('file:///nowhere/main.tf', range);
    await client.actions(uri, range);
    client.notify('textDocument/didClose', { textDocument: { uri: 'file:///never/opened.tf' } });
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: 'nonsense', type: 1 }] });
    client.notify('textDocument/didOpen', {
      textDocument: { uri: 'git:/main.tf?ref=HEAD', languageId: 'terraform', version: 1, text: web },
    });
    client.settings = { checks: 7, review: { base: null }, variables: { files: [3] } };
    await client.untilDiagnostics(uri, has(exposed));
  });

  it('answers a question that came before everything was read, and lets one be withdrawn', async () => {
    for (let index = 0; index < 400; index++) {
      mkdirSync(path.join(folder.path, `m${index}`));
      writeFileSync(path.join(folder.path, `m${index}`, 'main.tf'), web);
    }
    const client = await startClient({ folders: [folder.uri] });
    const uri = folder.uriOf('main.tf');
    const question = { textDocument: { uri }, position: { line: 0, character: 24 } };
    const withdrawn = new CancellationTokenSource();
    const cancelled = client.connection.sendRequest('textDocument/hover', question, withdrawn.token);
    const asked = client.request<{ contents: { value: string } } | null>('textDocument/hover', question);
    withdrawn.cancel();
    await assert.rejects(cancelled, (error) => error instanceof ResponseError && error.code === -32_800);
    assert.match((await asked)?.contents.value ?? '', /Reached by/);
  });

  it('stops at once while it is reading', async () => {
    const client = await startClient({ folders: [folder.uri] });
    assert.equal(await client.stop(), 0);
  });

  it('serves an editor that never answers what it is asked', async () => {
    const client = await startClient({
      folders: [folder.uri],
      answer: () => new Promise(() => undefined),
    });
    await client.untilDiagnostics(folder.uriOf('main.tf'), has(exposed));
  });

  it('serves an editor that refuses what it is asked', async () => {
    const client = await startClient({
      folders: [folder.uri],
      answer: () => new ResponseError(-32_601, 'not known here'),
    });
    await client.untilDiagnostics(folder.uriOf('main.tf'), has(exposed));
  });

  it('reads what is not UTF-8 and not HCL, and leaves out what is too large', async () => {
    writeFileSync(
      path.join(folder.path, 'latin1.tf'),
      Buffer.from('locals {\n  a = "M\xfcnchen"\n}\n', 'latin1'),
    );
    writeFileSync(path.join(folder.path, 'zero.tf'), Buffer.alloc(1_000));
    writeFileSync(path.join(folder.path, 'large.tf'), `# ${'x'.repeat(6_000_000)}\n`);
    const client = await startClient({ folders: [folder.uri] });
    await client.untilDiagnostics(folder.uriOf('main.tf'), has(exposed));
    await client.untilLog(/large\.tf: larger than 5 MB/);
    client.open(folder.uriOf('large.tf'));
    assert.equal(await client.hover(folder.uriOf('large.tf'), 'xxx', 1), '');
  });
});
