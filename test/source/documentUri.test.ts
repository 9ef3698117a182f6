import assert from 'node:assert/strict';
import path from 'node:path';
import {
  baseName,
  documentUri,
  documentUriOfPath,
  isInside,
  parentUri,
  pathOfDocumentUri,
  relativePath,
  resolveUri,
} from '../../server/src/source/documentUri';

describe('a document URI', () => {
  it('is the same for every spelling of a Windows drive', () => {
    const one = documentUri('file:///C:/work/main.tf');
    assert.equal(documentUri('file:///c:/work/main.tf'), one);
    assert.equal(documentUri('file:///c%3A/work/main.tf'), one);
    assert.equal(documentUri('file:///C%3a/work/main.tf'), one);
  });

  it('is the same whether a character was escaped or not', () => {
    assert.equal(
      documentUri('file:///work/a b/gr%C3%B6%C3%9Fe.tf'),
      documentUri('file:///work/a%20b/größe.tf'),
    );
  });

  it('has no slash at its end, no query and no fragment', () => {
    assert.equal(documentUri('file:///work/modules/'), documentUri('file:///work/modules'));
    assert.equal(documentUri('file:///work/main.tf?x=1#L3'), documentUri('file:///work/main.tf'));
  });

  it('keeps the difference between upper and lower case outside the drive', () => {
    assert.notEqual(documentUri('file:///work/Main.tf'), documentUri('file:///work/main.tf'));
  });

  it('survives an escape that is none', () => {
    const uri = documentUri('file:///work/100%.tf');
    assert.equal(documentUri(uri), uri);
    assert.equal(baseName(uri), '100%.tf');
  });

  it('of a path leads back to the path', () => {
    const file = path.resolve('some dir', 'größe #1.tf');
    assert.equal(pathOfDocumentUri(documentUriOfPath(file)), file);
  });

  it('of another scheme is kept', () => {
    const uri = documentUri('vscode-vfs://github/owner/name/main.tf');
    assert.equal(baseName(uri), 'main.tf');
    assert.equal(parentUri(uri), 'vscode-vfs://github/owner/name');
  });
});

describe('ways between documents', () => {
  const root = documentUri('file:///work');
  const module = documentUri('file:///work/modules/db');

  it('lead up to the parent, and the root is its own', () => {
    assert.equal(parentUri(documentUri('file:///work/modules/db/main.tf')), module);
    assert.equal(parentUri(documentUri('file:///main.tf')), documentUri('file:///'));
    assert.equal(parentUri(documentUri('file:///')), documentUri('file:///'));
  });

  it('resolve module sources', () => {
    assert.equal(resolveUri(root, './modules/db'), module);
    assert.equal(resolveUri(module, '../api/'), documentUri('file:///work/modules/api'));
    assert.equal(resolveUri(module, '.'), module);
    assert.equal(resolveUri(root, '../../../..'), documentUri('file:///'));
    assert.equal(resolveUri(root, 'größe/100%'), documentUri('file:///work/größe/100%25'));
  });

  it('tell what lies inside a directory, and no namesake of it', () => {
    assert.ok(isInside(root, module));
    assert.ok(isInside(root, root));
    assert.ok(!isInside(module, root));
    assert.ok(!isInside(documentUri('file:///work/mod'), documentUri('file:///work/modules/db')));
    assert.ok(isInside(documentUri('file:///'), root));
  });

  it('are written relative to a directory', () => {
    assert.equal(relativePath(root, documentUri('file:///work/modules/db/größe.tf')), 'modules/db/größe.tf');
    assert.equal(relativePath(module, documentUri('file:///work/modules/api/main.tf')), '../api/main.tf');
    assert.equal(relativePath(module, module), '.');
    assert.equal(resolveUri(module, relativePath(module, root)), root);
  });
});
