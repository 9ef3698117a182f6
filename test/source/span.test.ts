import assert from 'node:assert/strict';
import { documentUri } from '../../server/src/source/documentUri';
import { sameOrigin } from '../../server/src/source/origin';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { span, spanContains, spanTouches } from '../../server/src/source/span';

describe('a span', () => {
  it('touches the offset behind its last character: a cursor behind a word is on the word', () => {
    assert.ok(spanTouches(span(2, 4), 2));
    assert.ok(spanTouches(span(2, 4), 4));
    assert.ok(!spanTouches(span(2, 4), 5));
    assert.ok(!spanTouches(span(2, 4), 1));
  });

  it('contains itself and what lies inside', () => {
    assert.ok(spanContains(span(2, 4), span(2, 4)));
    assert.ok(spanContains(span(2, 4), span(3, 3)));
    assert.ok(!spanContains(span(2, 4), span(3, 5)));
  });
});

describe('an origin', () => {
  const uri = documentUri('file:///main.tf');
  const anchor = { uri };

  it('is the same place in the same item only', () => {
    assert.ok(sameOrigin({ anchor, start: 1, end: 2 }, { anchor, start: 1, end: 2 }));
    assert.ok(!sameOrigin({ anchor, start: 1, end: 2 }, { anchor, start: 1, end: 3 }));
    assert.ok(!sameOrigin({ anchor, start: 1, end: 2 }, { anchor: { uri }, start: 1, end: 2 }));
  });

  it('that is absent is the same as another that is absent', () => {
    assert.ok(sameOrigin(undefined, undefined));
    assert.ok(!sameOrigin(undefined, { anchor, start: 1, end: 2 }));
  });
});

describe('a source file', () => {
  it('counts its lines once, when asked', () => {
    const file = createSourceFile(documentUri('file:///main.tf'), 'a\nb', 3);
    assert.equal(file.lines, file.lines);
    assert.equal(file.lines.lineStarts.length, 2);
    assert.equal(file.version, 3);
  });
});
