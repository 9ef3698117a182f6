import assert from 'node:assert/strict';
import { createOpenDocuments, documentKey } from '../../server/src/lsp/documentKeys';
import { baseName, documentUri, parentUri } from '../../server/src/source/documentUri';

describe('the identity of a document', () => {
  it('is the same for every spelling of a file', () => {
    for (const [left, right] of [
      ['file:///c%3A/work/main.tf', 'file:///C:/work/main.tf'],
      ['file:///D:/a b/main.tf', 'file:///d%3A/a%20b/main.tf'],
      ['file:///work/a%2Bb/main.tf', 'file:///work/a+b/main.tf'],
      ['file:///work/%C3%BC/main.tf', 'file:///work/ü/main.tf'],
      ['file:///work/(a)/main.tf', 'file:///work/%28a%29/main.tf'],
    ] as const) {
      assert.equal(documentKey(left, 'terraform'), documentKey(right, 'terraform'));
    }
    assert.notEqual(
      documentKey('file:///a/Main.tf', 'terraform'),
      documentKey('file:///a/main.tf', 'terraform'),
    );
  });

  it('of a new file with a name is that of the file that it is going to be', () => {
    assert.equal(documentKey('untitled:/work/new.tf', 'terraform'), documentUri('file:///work/new.tf'));
  });

  it('of a new document without a name is a module of its own', () => {
    const [one, two] = ['untitled:Untitled-1', 'untitled:Untitled-2'].map((uri) =>
      documentKey(uri, 'terraform'),
    );
    assert.ok(one !== undefined && two !== undefined);
    assert.notEqual(parentUri(one), parentUri(two));
    assert.match(baseName(one), /\.tf$/);
    assert.equal(documentKey('untitled:Untitled-1', 'json'), documentUri('untitled:Untitled-1'));
  });

  it('goes back to the spelling that the editor used, also when it has been closed', () => {
    const open = createOpenDocuments();
    const clientUri = 'file:///C:/a b/main.tf';
    const key = documentKey(clientUri, 'terraform');
    open.set({ key, clientUri, version: 3 });
    assert.equal(open.keyOf(clientUri), key);
    assert.equal(open.version(key), 3);
    open.delete(key);
    assert.equal(open.has(key), false);
    assert.equal(open.version(key), undefined);
    assert.equal(open.clientUri(key), clientUri);
  });
});
