import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLineIndex, offsetAt, positionAt, rangeOf } from '../../server/src/source/lineIndex';

describe('a line index', () => {
  it('counts each kind of line break once', () => {
    const index = createLineIndex('a\nb\r\nc\rd');
    assert.deepEqual([...index.lineStarts], [0, 2, 5, 7]);
    assert.deepEqual(positionAt(index, 5), { line: 2, character: 0 });
    assert.deepEqual(positionAt(index, 4), { line: 1, character: 2 });
  });

  it('has one line for an empty text, and an empty last line behind a line break', () => {
    assert.deepEqual(positionAt(createLineIndex(''), 0), { line: 0, character: 0 });
    assert.deepEqual(positionAt(createLineIndex('a\n'), 2), { line: 1, character: 0 });
  });

  it('counts characters in UTF-16, as LSP does', () => {
    assert.deepEqual(positionAt(createLineIndex('"😀" x'), 5), { line: 0, character: 5 });
  });

  it('cuts offsets and positions that lie outside to the text', () => {
    const index = createLineIndex('ab\ncd');
    assert.deepEqual(positionAt(index, -1), { line: 0, character: 0 });
    assert.deepEqual(positionAt(index, 99), { line: 1, character: 2 });
    assert.equal(offsetAt(index, { line: -1, character: 5 }), 0);
    assert.equal(offsetAt(index, { line: 9, character: 0 }), 5);
    assert.equal(offsetAt(index, { line: 1, character: 99 }), 5);
    assert.equal(offsetAt(index, { line: 1, character: -3 }), 3);
  });

  it('gives the range of a span', () => {
    assert.deepEqual(rangeOf(createLineIndex('ab\ncd'), { start: 1, end: 4 }), {
      start: { line: 0, character: 1 },
      end: { line: 1, character: 1 },
    });
  });

  it('leads from every offset to a position and back', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', 'é', '😀')), fc.nat(), (parts, at) => {
        const text = parts.join('');
        const index = createLineIndex(text);
        const offset = at % (text.length + 1);
        assert.equal(offsetAt(index, positionAt(index, offset)), offset);
      }),
    );
  });
});
