import assert from 'node:assert/strict';
import { resolveOperations } from '../../server/src/analysis/applyFix';
import { documentUri } from '../../server/src/source/documentUri';
import type { EditOperation } from '../../server/src/source/edit';
import type { Origin } from '../../server/src/source/origin';
import { createSourceFile } from '../../server/src/source/sourceFile';

const uri = documentUri('file:///w/main.tf');
const origin: Origin = { anchor: { uri }, start: 0, end: 0 };

/** The text after the operation on what stands between `«` and `»`; undefined where there is nothing to edit. */
function after(marked: string, make: (origin: Origin) => EditOperation): string | undefined {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = marked.replace(/[«»]/g, '');
  const edits = resolveOperations([make(origin)], () => ({
    file: createSourceFile(uri, text, undefined),
    span: { start, end },
  }));
  const [edit] = edits ?? [];
  return edit && text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
}

const remove = (marked: string): string | undefined =>
  after(marked, (at) => ({ kind: 'remove', origin: at }));
const replace = (marked: string, newText: string): string | undefined =>
  after(marked, (at) => ({ kind: 'replace', origin: at, newText }));
const insert = (kind: 'insert-before' | 'insert-after', marked: string, newText: string, separate = false) =>
  after(marked, (at) => ({ kind, origin: at, newText, separate }));

describe('a replacement', () => {
  it('changes the text of the place and nothing around it', () => {
    assert.equal(replace('a = «1» # why\n', '2'), 'a = 2 # why\n');
  });

  it('takes over the line breaks of the file', () => {
    assert.equal(replace('a = «1»\r\n', '[\n  2\n]'), 'a = [\r\n  2\r\n]\r\n');
  });

  it('does not double line breaks that are the file’s already', () => {
    assert.equal(replace('a = «1»\r\n', '[\r\n]'), 'a = [\r\n]\r\n');
    assert.equal(replace('a = «1»\n', '[\r\n]'), 'a = [\n]\n');
  });
});

describe('a removal', () => {
  it('takes the whole lines of a block with the comments right above and one blank line', () => {
    assert.equal(remove('a {\n}\n\n# one\n// two\n«b {\n  c = 1\n}»\n\nd {\n}\n'), 'a {\n}\n\nd {\n}\n');
  });

  it('leaves a comment that a blank line separates', () => {
    assert.equal(remove('# licence\n\n«b {\n}»\n'), '# licence\n\n');
  });

  it('leaves the blank line where other text stands directly above', () => {
    assert.equal(remove('a {\n  «b = 1»\n\n  c = 2\n}\n'), 'a {\n\n  c = 2\n}\n');
  });

  it('works on the first line and on a last line without a line break', () => {
    assert.equal(remove('«a = 1»\nb = 2'), 'b = 2');
    assert.equal(remove('a = 1\n«b = 2»'), 'a = 1\n');
    assert.equal(remove('«a = 1»'), '');
  });

  it('takes the comment behind the removed text along', () => {
    assert.equal(remove('a {\n  «b = 1» # gone\n  c = 2\n}\n'), 'a {\n  c = 2\n}\n');
  });

  it('takes whole lines where line breaks are CRLF', () => {
    assert.equal(remove('a {\r\n  # why\r\n  «b = 1»\r\n  c = 2\r\n}\r\n'), 'a {\r\n  c = 2\r\n}\r\n');
  });

  it('takes the line of a list’s element with its comma', () => {
    assert.equal(remove('a = [\n  "x",\n  «"y"»,\n  "z",\n]\n'), 'a = [\n  "x",\n  "z",\n]\n');
    assert.equal(remove('a = [\n  "x",\n  «"y"»\n]\n'), 'a = [\n  "x",\n]\n');
  });

  it('takes an element among others on a line with the comma that separates it', () => {
    assert.equal(remove('a = [«"x"», "y"]\n'), 'a = ["y"]\n');
    assert.equal(remove('a = ["x", «"y"»]\n'), 'a = ["x"]\n');
    assert.equal(remove('a = ["x", «"y"», "z"]\n'), 'a = ["x", "z"]\n');
    assert.equal(remove('a = [«"x"»]\n'), 'a = []\n');
  });

  it('leaves the lines of elements that share the first or last line with the bracket', () => {
    assert.equal(remove('a = [«"x"»,\n  "y"]\n'), 'a = [\n  "y"]\n');
    assert.equal(remove('a = ["x",\n  «"y"»]\n'), 'a = ["x"]\n');
  });
});

describe('an insertion', () => {
  it('stands on lines of its own behind, indented as the place is', () => {
    assert.equal(
      insert('insert-after', 'a {\n  «b {\n  }» # c\n}\n', 'd {\n  e = 1\n}'),
      'a {\n  b {\n  } # c\n  d {\n    e = 1\n  }\n}\n',
    );
  });

  it('stands before the first line of the place', () => {
    assert.equal(insert('insert-before', 'a {\n\t«b = 1»\n}\n', 'c = 2'), 'a {\n\tc = 2\n\tb = 1\n}\n');
    assert.equal(insert('insert-before', '«a {\n}»\n', 'b {\n}', true), 'b {\n}\n\na {\n}\n');
  });

  it('is separated by a blank line where that is wanted', () => {
    assert.equal(
      insert('insert-after', '«a {\n}»\n\nc {\n}\n', 'b {\n}', true),
      'a {\n}\n\nb {\n}\n\nc {\n}\n',
    );
  });

  it('works behind a last line without a line break', () => {
    assert.equal(insert('insert-after', '«a {\n}»', 'b {\n}', true), 'a {\n}\n\nb {\n}');
  });

  it('does not indent empty lines, and keeps CRLF', () => {
    assert.equal(
      insert('insert-after', 'a {\r\n  «b = 1»\r\n}\r\n', 'c = 2\n\nd = 3'),
      'a {\r\n  b = 1\r\n  c = 2\r\n\r\n  d = 3\r\n}\r\n',
    );
  });
});

describe('a fix', () => {
  it('is none where something that it would change no longer stands anywhere', () => {
    const file = createSourceFile(uri, 'a = 1\n', undefined);
    const gone: Origin = { anchor: { uri }, start: 0, end: 5 };
    const operations: EditOperation[] = [
      { kind: 'remove', origin },
      { kind: 'remove', origin: gone },
    ];
    const locate = (at: Origin) => (at === gone ? undefined : { file, span: { start: 0, end: 5 } });
    assert.equal(resolveOperations(operations, locate), undefined);
  });
});

describe('an edit of a JSON file', () => {
  const json = documentUri('file:///w/main.tf.json');

  function afterJson(marked: string, make: (origin: Origin) => EditOperation): string | undefined {
    const start = marked.indexOf('«');
    const end = marked.indexOf('»') - 1;
    const text = marked.replace(/[«»]/g, '');
    const edits = resolveOperations([make(origin)], () => ({
      file: createSourceFile(json, text, undefined),
      span: { start, end },
    }));
    const [edit] = edits ?? [];
    return edit && text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
  }
  const replaceJson = (marked: string, newText: string): string | undefined =>
    afterJson(marked, (at) => ({ kind: 'replace', origin: at, newText }));
  const removeJson = (marked: string): string | undefined =>
    afterJson(marked, (at) => ({ kind: 'remove', origin: at }));

  it('writes values that are JSON as they are, and expressions as templates', () => {
    assert.equal(replaceJson('{"locals": {"a": «1»}}', '"x"'), '{"locals": {"a": "x"}}');
    assert.equal(
      replaceJson('{"locals": {"a": ["b", «"c"»]}}', 'aws_vpc.a["k"].id'),
      '{"locals": {"a": ["b", "${aws_vpc.a[\\"k\\"].id}"]}}',
    );
  });

  it('escapes what comes into a template', () => {
    assert.equal(
      replaceJson('{"locals": {"a": "${«var.x»}"}}', 'f("a")'),
      '{"locals": {"a": "${f(\\"a\\")}"}}',
    );
    assert.equal(replaceJson('{"locals": {"a": "${«var.x»}"}}', '"a\\n"'), undefined);
  });

  it('takes a property or an element with its comma', () => {
    assert.equal(removeJson('{"locals": {«"a": 1», "b": 2}}'), '{"locals": {"b": 2}}');
    assert.equal(removeJson('{"locals": {"a": 1,\n  «"b": 2»\n}}'), '{"locals": {"a": 1\n}}');
    assert.equal(removeJson('{"locals": {"a": [«1»]}}'), '{"locals": {"a": []}}');
  });

  it('is not made where the rest could not be read any more', () => {
    assert.equal(removeJson('{"locals": {"a": «{"b": 1}»}}'), undefined);
    assert.equal(removeJson('{"resource": {"a": {«"b": {}»}}}'), undefined);
    assert.equal(replaceJson('{"resource": {"a": {«"b": {}»}}}', 'resource "a" "b" {}'), undefined);
    for (const kind of ['insert-before', 'insert-after'] as const) {
      assert.equal(
        afterJson('{"resource": {"a": {«"b": {}»}}}', (at) => ({
          kind,
          origin: at,
          newText: 'x {}',
          separate: true,
        })),
        undefined,
      );
    }
  });

  it('does not write JSON into the native syntax', () => {
    assert.equal(replace('«resource "a" "b" {\n}»\n', '"b": {"c": 1}'), undefined);
    assert.equal(insert('insert-after', '«resource "a" "b" {\n}»\n', '"b": {"c": 1}'), undefined);
  });
});
