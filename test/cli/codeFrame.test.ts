import assert from 'node:assert/strict';
import { codeFrame } from '../../server/src/cli/formats/codeFrame';
import { coloursOf } from '../../server/src/cli/terminal';
import { createLineIndex, rangeOf } from '../../server/src/source/lineIndex';

/** The frame around what stands between `«` and `»`. */
function frame(marked: string, width = 80): string[] {
  const start = marked.indexOf('«');
  const text = marked.replace('«', '').replace('»', '');
  const range = rangeOf(createLineIndex(text), { start, end: marked.indexOf('»') - 1 });
  return codeFrame(text, range, coloursOf(false), (each) => each, width);
}

describe('A code frame', () => {
  it('marks the span, with a line before and behind', () => {
    assert.deepEqual(frame('a {\n  b = «1»\n}\n'), ['1 │ a {', '2 │   b = 1', '  │       ^', '3 │ }']);
  });

  it('marks an empty span by one mark', () => {
    assert.deepEqual(frame('a «»b'), ['1 │ a b', '  │   ^']);
  });

  it('shows the first lines of a long span', () => {
    assert.deepEqual(frame('«a {\n  b\n  c\n  d\n}»\n'), [
      ...['1 │ a {', '  │ ^^^', '2 │   b', '  │   ^', '3 │   c', '  │   ^', '  │ …'],
    ]);
  });

  it('keeps the marks under the text behind tabs', () => {
    assert.deepEqual(frame('\t«x»'), ['1 │     x', '  │     ^']);
  });

  it('cuts long lines', () => {
    const [line, marks] = frame(`«${'x'.repeat(200)}»`, 40);
    assert.ok(line !== undefined && line.length <= 40 && line.endsWith('…'));
    assert.ok(marks !== undefined && marks.length <= 40);
  });

  it('survives a range behind the end of the text', () => {
    const range = { start: { line: 9, character: 9 }, end: { line: 9, character: 12 } };
    assert.equal(codeFrame('a', range, coloursOf(false), (each) => each, 80).length > 0, true);
  });
});
