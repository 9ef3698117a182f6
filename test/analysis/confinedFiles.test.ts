import assert from 'node:assert/strict';
import { createConfinedFiles } from '../../server/src/analysis/confinedFiles';
import type { FileReader } from '../../server/src/analysis/settings';
import { source } from '../../server/src/reactive/cell';
import type { DocumentUri } from '../../server/src/source/documentUri';
import { uriOfPath } from '../fixtures/analyse';
import { openWorkspace } from './open';

/** Every file exists, and holds its own URI; what was asked for is recorded. */
function everything(size = 0): FileReader & { readonly asked: DocumentUri[] } {
  const asked: DocumentUri[] = [];
  return {
    asked,
    readBytes(uri) {
      asked.push(uri);
      return { kind: 'ok', value: size > 0 ? new Uint8Array(size) : new TextEncoder().encode(uri) };
    },
    exists(uri) {
      asked.push(uri);
      return { kind: 'ok', value: true };
    },
    listFiles(uri) {
      asked.push(uri);
      return { kind: 'ok', value: ['a.json', 'b/c.json', 'b/d.txt'] };
    },
  };
}

const confined = (reader: FileReader) =>
  createConfinedFiles(
    uriOfPath('/live'),
    source([uriOfPath('/live'), uriOfPath('/shared')]),
    reader,
    source(0),
  );

describe('files that functions read', () => {
  it('are found from the root module', () => {
    const files = confined(everything());
    assert.deepEqual(files.readText('./a/b.json'), { kind: 'ok', value: uriOfPath('/live/a/b.json') });
    assert.deepEqual(files.readText('../shared/x.txt'), { kind: 'ok', value: uriOfPath('/shared/x.txt') });
    assert.deepEqual(files.readText('/workspace/live/a'), { kind: 'ok', value: uriOfPath('/live/a') });
    assert.deepEqual(files.readText('a\\b.json'), { kind: 'ok', value: uriOfPath('/live/a/b.json') });
  });

  for (const path of [
    '../secret',
    'a/../../secret',
    '../live2/x',
    '/etc/passwd',
    'C:\\Windows\\win.ini',
    '../../../../../etc/passwd',
    '..\\secret',
    '../shared/../secret',
  ]) {
    it(`are unavailable at ${path}, which is outside, and nothing is asked about it`, () => {
      const reader = everything();
      const files = confined(reader);
      for (const answer of [
        files.readText(path),
        files.readBytes(path),
        files.exists(path),
        files.list(path, '*'),
      ]) {
        assert.deepEqual(answer, { kind: 'unavailable', reason: 'outside the workspace' });
      }
      assert.deepEqual(reader.asked, []);
    });
  }

  it('are not decoded: a percent escape is part of a name', () => {
    const reader = everything();
    confined(reader).exists('%2e%2e/secret');
    assert.ok(reader.asked.every((uri) => uri.startsWith(uriOfPath('/live'))));
  });

  it('are unavailable above 4 MiB', () => {
    const limit = 4 * 1024 * 1024;
    assert.equal(confined(everything(limit)).readBytes('a').kind, 'ok');
    assert.deepEqual(confined(everything(limit + 1)).readBytes('a'), {
      kind: 'unavailable',
      reason: 'larger than 4 MiB',
    });
    assert.equal(confined(everything(limit + 1)).readText('a').kind, 'unavailable');
  });

  it('are listed by pattern', () => {
    const files = confined(everything());
    assert.deepEqual(files.list('.', '**/*.json'), { kind: 'ok', value: ['a.json', 'b/c.json'] });
  });

  it('are read again when other files changed', () => {
    let text = '["10.0.0.0/8"]';
    const reader: FileReader = {
      ...everything(),
      readBytes: () => ({ kind: 'ok', value: new TextEncoder().encode(text) }),
    };
    const main = `resource "aws_security_group" "a" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = jsondecode(file("cidrs.json"))
  }
}
`;
    const workspace = openWorkspace({ '/main.tf': main }, {}, { files: reader });
    const peers = (): string =>
      (workspace.roots()[0]?.root.model().rules ?? [])
        .flatMap((rule) => rule.peers.map((peer) => (peer.kind === 'cidr' ? peer.text : peer.kind)))
        .join();
    assert.equal(peers(), '10.0.0.0/8');
    text = '["0.0.0.0/0"]';
    assert.equal(peers(), '10.0.0.0/8');
    workspace.otherFilesChanged();
    assert.equal(peers(), '0.0.0.0/0');
    workspace.setFolders([uriOfPath('/elsewhere')]);
    assert.equal(peers(), 'unknown');
  });
});
