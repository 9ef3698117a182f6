import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { documentUri } from '../../server/src/source/documentUri';
import { createSourceFile, type SourceFile } from '../../server/src/source/sourceFile';
import { spanContains, type Span } from '../../server/src/source/span';
import { childrenOf, nodeAt, type SyntaxNode } from '../../server/src/syntax/nodes';
import { parseDocument, parseExpressionText, parseTemplateText } from '../../server/src/syntax/parse';
import { reparse } from '../../server/src/syntax/reparse';
import type { BodyItem, Name, SyntaxTree, TopLevelItem } from '../../server/src/syntax/tree';
import { applyEdit, edit } from './generators';
import { outline } from './outline';

const corpus = path.join(__dirname, 'corpus');
const files = readdirSync(corpus).map((name) =>
  readFileSync(path.join(corpus, name), 'utf8').replace(/\r\n/g, '\n'),
);
/** Pieces of corpus files: short texts make many edits cheap, and an edit is rarely far from where it matters. */
const texts = files.flatMap(pieces);

function pieces(text: string): string[] {
  const { items } = treeOf(text);
  const result: string[] = [];
  for (let i = 0; i < items.length; i += 3) {
    const last = items[Math.min(i + 2, items.length - 1)];
    const piece = text.slice(items[i]?.start, last?.end) + '\n';
    if (piece.length < 1500) result.push(piece);
  }
  return result;
}

function fileOf(text: string): SourceFile {
  return createSourceFile(documentUri('file:///main.tf'), text);
}

function treeOf(text: string): SyntaxTree {
  return parseDocument(fileOf(text));
}

describe('Any text', () => {
  it('parses to a tree whose spans nest and which covers the file: 100,000 random edits', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(edit, { minLength: 4, maxLength: 4 }),
        (text, edits) => {
          let edited = text;
          for (const each of edits) {
            edited = applyEdit(edited, each);
            checkTree(treeOf(edited));
          }
        },
      ),
      { numRuns: 25_000 },
    );
  });

  it('parses again to what it parses to alone, whatever it was before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (text, edits) => {
          let tree = treeOf(text);
          for (const each of edits) {
            const file = fileOf(applyEdit(tree.file.text, each));
            const next = reparse(tree, file);
            const alone = parseDocument(file);
            assert.deepEqual(withoutIdentity(next), withoutIdentity(alone));
            checkIdentity(tree, next);
            tree = next;
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is found again by offset: the innermost node at an offset touches it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), edit, fc.nat(), (text, each, at) => {
        const tree = treeOf(applyEdit(text, each));
        const offset = at % (tree.file.text.length + 1);
        const found = nodeAt(tree, offset);
        if (found === undefined) {
          assert.ok(!tree.items.some((item) => offset > item.start && offset < item.end));
          return;
        }
        for (const node of found.path) {
          assert.ok(node.span.start <= found.offset && found.offset <= node.span.end);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is an expression or a template in some way', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), edit, (text, each) => {
        const edited = applyEdit(text, each);
        const whole = { start: 0, end: edited.length };
        checkNode(parseExpressionText(edited).expression, whole, edited);
        for (const part of parseTemplateText(edited).parts) checkNode(part, whole, edited);
      }),
      { numRuns: 3000 },
    );
  });

  it('made of control and foreign characters does no harm', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...texts), (junk, text) => {
        checkTree(treeOf(junk));
        checkTree(treeOf(text + junk));
        checkTree(treeOf(junk + '\n' + text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('A line that is being typed', () => {
  it('costs no line of another item, and in its own block only what begins on it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(), (text, which, cut) => {
        const tree = treeOf(text);
        const candidates = oneLineArguments(tree);
        if (tree.problems.length > 0 || candidates.length === 0) return;
        const target = candidates[which % candidates.length];
        assert.ok(target !== undefined);
        const end = target.start + 1 + (cut % (target.end - target.start));
        // The argument up to the cursor; what stood behind it on its line is not typed yet.
        const typed = text.slice(0, end) + text.slice(target.end);
        const lost = new Set([target.line]);
        const before = outline(tree).filter((line) => !lost.has(line));
        const after = new Set(outline(treeOf(typed)));
        assert.deepEqual(
          before.filter((line) => !after.has(line)),
          [],
          `after typing ${JSON.stringify(text.slice(target.start, end))}`,
        );
      }),
      { numRuns: 8000 },
    );
  });

  it('costs nothing outside the item that holds it', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...Array.from('ab1 "[](){}=.,:$%<#/~')),
        (which, at, character) => {
          const text = files[which % files.length] ?? '';
          const tree = treeOf(text);
          const item = tree.items[at % tree.items.length];
          assert.ok(item !== undefined);
          const body = bodySpan(item);
          if (body === undefined || isFlat(text, item)) return;
          const offset = body.start + (at % (body.end - body.start));
          const next = reparse(tree, fileOf(text.slice(0, offset) + character + text.slice(offset)));
          const kept = new Set(next.items.map(({ anchor }) => anchor));
          const lost = tree.items.filter(({ anchor }) => !kept.has(anchor));
          assert.deepEqual(
            lost.map(({ start, end }) => text.slice(start, end)),
            lost.includes(item) ? [text.slice(item.start, item.end)] : [],
            `after typing ${character} at ${offset}`,
          );
        },
      ),
      { numRuns: 8000 },
    );
  });
});

describe('Nesting without end', () => {
  const depth = 100_000;
  for (const opening of [
    '(',
    '[',
    '{',
    '!',
    '-',
    'f(',
    'a[',
    '{a=',
    '"${',
    '[for x in ',
    'a ? ',
    'a ? b : ',
    '<<E\n${',
  ]) {
    it(`of ${JSON.stringify(opening)} is a problem and no crash`, () => {
      const tree = treeOf(`a = ${opening.repeat(depth)}\nb = 1\n`);
      checkTree(tree);
      assert.notDeepEqual(tree.problems, []);
    });
  }

  for (const chain of ['.a', '[0]', '.*', '[*]', '.0', ' + a', ' && a']) {
    it(`of ${JSON.stringify(chain)} is a problem and no crash`, () => {
      const tree = treeOf(`a = a${chain.repeat(depth)}\nb = 1\n`);
      checkTree(tree);
      assert.deepEqual(outline(tree).at(-1), 'b = 1');
    });
  }

  for (const text of [
    'a {\n',
    'a "b" {\n',
    '%{ if a }',
    '}\n',
    '  a {}\n}\n',
    'a = <<E\n',
    'a = "${\n',
    '/*',
    'resource "a" "b" {\n',
  ]) {
    it(`of ${JSON.stringify(text)} is no crash`, () => {
      checkTree(treeOf(text.repeat(depth / 10)));
      checkTree(treeOf(`a = "${text.repeat(depth / 10)}"\n`));
    });
  }
});

function checkTree(tree: SyntaxTree): void {
  const { text } = tree.file;
  let end = 0;
  for (const item of tree.items) {
    assert.ok(item.start >= end && item.end <= text.length, 'items are in order and do not overlap');
    assert.equal(item.node.span.start, 0);
    assert.equal(item.node.span.end, item.end - item.start);
    checkNode(item.node, item.node.span, text.slice(item.start, item.end));
    end = item.end;
  }
  for (const { span } of [...tree.problems, ...tree.comments]) {
    assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
  }
  checkCover(tree);
}

/** Every character is in an item or a comment, is white space, or stands on a line with a problem before it. */
function checkCover(tree: SyntaxTree): void {
  const { text } = tree.file;
  let uncovered = '';
  let end = 0;
  const covered = [...tree.items, ...tree.comments.map(({ span }) => span)];
  for (const span of covered.sort((left, right) => left.start - right.start)) {
    uncovered += text.slice(end, span.start) + ' '.repeat(Math.max(0, span.end - Math.max(end, span.start)));
    end = Math.max(end, span.end);
  }
  uncovered += text.slice(end);
  let next = 0;
  let reaches: (offset: number) => boolean = () => false;
  for (const { 0: word, index } of uncovered.matchAll(/[^\s\ufeff]+/g)) {
    for (let problem = tree.problems[next]; problem !== undefined; problem = tree.problems[++next]) {
      if (problem.span.start >= index + word.length) break;
      reaches = reachOf(text, uncovered, problem.span.start);
    }
    assert.ok(
      reaches(index),
      `nothing covers ${JSON.stringify(word)} at ${index} of ${JSON.stringify(text.slice(0, 2000))}`,
    );
  }
}

/** A problem stands for the rest of its line, and where it skipped open brackets, of the lines down to their end. */
function reachOf(text: string, uncovered: string, start: number): (offset: number) => boolean {
  const lineEnd = uncovered.indexOf('\n', start);
  const bracket = /[[({]|<<|\$\{|%\{/g;
  bracket.lastIndex = start;
  const opened = bracket.exec(text)?.index ?? Infinity;
  return (offset) => lineEnd < 0 || lineEnd >= offset || opened < offset;
}

function checkNode(node: SyntaxNode, within: Span, text: string): void {
  assert.ok(
    node.span.start <= node.span.end && spanContains(within, node.span),
    `${node.kind} leaves its parent`,
  );
  if (node.kind === 'block') {
    assert.ok(spanContains(node.span, node.body.span));
    checkWritten(node.type, text);
    for (const item of node.body.items) checkNode(item, node.body.span, text);
    for (const { span } of [node.type, ...node.labels]) assert.ok(spanContains(node.span, span));
    return;
  }
  if (node.kind === 'argument' || node.kind === 'attribute') {
    assert.ok(spanContains(node.span, node.name.span));
    checkWritten(node.name, text);
  }
  for (const child of childrenOf(node)) checkNode(child, node.span, text);
}

/** A name stands where it says; `text` is its top-level item's. */
function checkWritten({ text: name, span }: Name, text: string): void {
  assert.equal(text.slice(span.start, span.end), name);
}

function withoutIdentity(tree: SyntaxTree): unknown {
  return { ...tree, items: tree.items.map(({ start, end, node }) => ({ start, end, node })) };
}

/** An anchor that is kept stands for the same text; no anchor stands twice. */
function checkIdentity(before: SyntaxTree, after: SyntaxTree): void {
  assert.equal(new Set(after.items.map(({ anchor }) => anchor)).size, after.items.length);
  for (const item of after.items) {
    const old = before.items.find(({ anchor }) => anchor === item.anchor);
    if (old === undefined) continue;
    assert.equal(after.file.text.slice(item.start, item.end), before.file.text.slice(old.start, old.end));
    assert.equal(item.node, old.node);
  }
}

interface OneLineArgument extends Span {
  /** As the outline has it. */
  readonly line: string;
}

/** Arguments that stand alone on their line, in blocks that are indented. Spans are absolute. */
function oneLineArguments(tree: SyntaxTree): OneLineArgument[] {
  const { text } = tree.file;
  const result: OneLineArgument[] = [];
  const visit = (item: BodyItem, base: number, prefix: string): void => {
    if (item.kind === 'block') {
      const header = prefix + [item.type.text, ...item.labels.map((label) => `"${label.text}"`)].join(' ');
      for (const inner of item.body.items) visit(inner, base, `${header} > `);
      return;
    }
    const [start, end] = [base + item.span.start, base + item.span.end];
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const source = text.slice(start, end);
    if (source.includes('\n') || text.slice(lineStart, start).trim() !== '' || text.charAt(end) !== '\n') {
      return;
    }
    const value = text.slice(base + item.value.span.start, base + item.value.span.end).replace(/\s+/g, ' ');
    result.push({ start, end, line: `${prefix}${item.name.text} = ${value}` });
  };
  for (const item of tree.items) if (!isFlat(text, item)) visit(item.node, item.start, '');
  return result;
}

/** Where nothing is indented, nobody can tell where an unclosed bracket was meant to end. */
function isFlat(text: string, item: TopLevelItem): boolean {
  return /\n[^\s}]/.test(text.slice(item.start, item.end).replace(/<<-?(\w[\w-]*)\n[^]*?\n\s*\1\b/g, ''));
}

function bodySpan(item: TopLevelItem): Span | undefined {
  if (item.node.kind !== 'block') return undefined;
  const { span } = item.node.body;
  // Behind the line of the header, and before the line of the closing brace.
  return span.end - span.start < 4
    ? undefined
    : { start: item.start + span.start + 1, end: item.start + span.end - 1 };
}
