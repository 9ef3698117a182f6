import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { documentUri } from '../../server/src/source/documentUri';
import { createSourceFile, type SourceFile } from '../../server/src/source/sourceFile';
import { spanContains, type Span } from '../../server/src/source/span';
import { childrenOf, nodeAt, type SyntaxNode } from '../../server/src/syntax/nodes';
import { parseFile } from '../../server/src/syntax/parseFile';
import { reparse } from '../../server/src/syntax/reparse';
import type { SyntaxTree } from '../../server/src/syntax/tree';
import { applyEdit, edit } from './generators';
import type { Edit } from './generators';

const folder = path.join(__dirname, '../conformance/terraform/json');
const recorded = readdirSync(folder)
  .filter((name) => name.endsWith('.tf.json'))
  .map((name) => readFileSync(path.join(folder, name), 'utf8'));

const indented = JSON.stringify(
  {
    resource: {
      aws_security_group: {
        web: {
          '//': 'a comment',
          ingress: [{ from_port: 443, cidr_blocks: ['${var.cidrs[0]}', '0.0.0.0/0'] }],
          dynamic: { egress: { for_each: '${var.rules}', content: { from_port: '${egress.value}' } } },
        },
        db: [{ name: 'db-${local.name}', lifecycle: { ignore_changes: ['ingress'] } }],
      },
    },
    locals: [{ name: 'a\n"b"' }, { other: '%{ if true }x%{ endif }' }],
    provider: { aws: [{ region: 'a' }, { alias: 'b', region: 'c' }] },
  },
  undefined,
  2,
);

/** Small texts make many edits cheap. */
const texts = [
  indented,
  JSON.stringify(JSON.parse(indented)),
  ...recorded.filter(({ length }) => length < 4000),
];

const jsonEdit: fc.Arbitrary<Edit> = fc.oneof(
  edit,
  fc.record({
    at: fc.nat(),
    length: fc.constantFrom(0, 0, 1, 3),
    insert: fc.constantFrom(
      '"',
      '": ',
      '": {',
      '{',
      '}',
      '[',
      ']',
      ',',
      '\\',
      '\\u00',
      '"a": 1,',
      '"${',
      '\n  "x": ',
    ),
  }),
);

const names = ['main.tf.json', 'terraform.tfvars.json'] as const;

function fileOf(text: string, name: string = names[0]): SourceFile {
  return createSourceFile(documentUri(`file:///${name}`), text);
}

describe('Any text in the place of JSON', () => {
  it('parses to a tree whose spans nest, for 40,000 random edits', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.constantFrom(...names),
        fc.array(jsonEdit, { minLength: 4, maxLength: 4 }),
        (text, name, edits) => {
          let edited = text;
          for (const each of edits) {
            edited = applyEdit(edited, each);
            checkTree(parseFile(fileOf(edited, name)));
          }
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('is without problems exactly where it is JSON, as far as its grammar goes', () => {
    const grammar = new Set([
      'missing-value',
      'unexpected-token',
      'invalid-value',
      'unterminated-string',
      'invalid-escape',
      'invalid-character',
      'missing-colon',
      'missing-comma',
      'surplus-comma',
      'unclosed-object',
      'unclosed-array',
    ]);
    fc.assert(
      fc.property(fc.constantFrom(...texts), jsonEdit, (text, each) => {
        const edited = applyEdit(text, each);
        // In .tfvars.json no string is a template: what is wrong is wrong JSON.
        const { problems } = parseFile(fileOf(edited, names[1]));
        const isWrong = problems.some(({ code }) => grammar.has(code));
        assert.equal(isWrong, !isJson(edited), edited);
      }),
      { numRuns: 5000 },
    );
  });

  it('parses again to what it parses to alone, whatever it was before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(jsonEdit, { minLength: 1, maxLength: 6 }),
        (text, edits) => {
          let tree = parseFile(fileOf(text));
          for (const each of edits) {
            const file = fileOf(applyEdit(tree.file.text, each));
            const next = reparse(tree, file);
            assert.deepEqual(withoutIdentity(next), withoutIdentity(parseFile(file)));
            assert.equal(new Set(next.items.map(({ anchor }) => anchor)).size, next.items.length);
            tree = next;
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is found again by offset: the innermost node at an offset touches it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), jsonEdit, fc.nat(), (text, each, at) => {
        const tree = parseFile(fileOf(applyEdit(text, each)));
        const found = nodeAt(tree, at % (tree.file.text.length + 1));
        for (const node of found?.path ?? []) {
          assert.ok(node.span.start <= (found?.offset ?? -1) && (found?.offset ?? -1) <= node.span.end);
        }
      }),
      { numRuns: 3000 },
    );
  });

  for (const opening of [
    '{"a":',
    '[',
    '{"resource":[{"a":',
    '"${',
    '"a',
    '{',
    '{"a":"',
    '["a":',
    '}',
    ',',
    '"\\',
  ]) {
    it(`that nests ${JSON.stringify(opening)} without end is a problem and no crash`, () => {
      for (const name of names) {
        const tree = parseFile(fileOf(`{"x": ${opening.repeat(20_000)}`, name));
        checkTree(tree);
        assert.notDeepEqual(tree.problems, []);
      }
    });
  }
});

describe('One edit of JSON', () => {
  it('keeps every other block, when a value of one changes', () => {
    const before = parseFile(fileOf(indented));
    const after = reparse(before, fileOf(indented.replace('443', '8443')));
    assert.deepEqual(
      before.items.map(({ anchor }, index) => anchor === after.items[index]?.anchor),
      [false, true, true, true, true, true],
    );
  });

  it('keeps a block that moved, but not one that came under another name', () => {
    const before = parseFile(fileOf('{"resource":{"a":{"x":{"n":1}},"b":{"y":{"n":2}}}}'));
    const [x, y] = before.items;
    const moved = reparse(before, fileOf('{"//":"!","resource":{"b":{"y":{"n":2}},"a":{"x":{"n":1}}}}'));
    assert.deepEqual(
      moved.items.map(({ anchor }) => anchor),
      [y?.anchor, x?.anchor],
    );
    const renamed = reparse(before, fileOf('{"resource":{"c":{"x":{"n":1}},"b":{"y":{"n":2}}}}'));
    assert.deepEqual(
      renamed.items.map(({ anchor }) => anchor === x?.anchor || anchor === y?.anchor),
      [false, true],
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function checkTree(tree: SyntaxTree): void {
  const { text } = tree.file;
  let end = 0;
  for (const item of tree.items) {
    assert.ok(item.start >= end && item.end <= text.length, 'items are in order and do not overlap');
    assert.equal(item.node.span.start, 0);
    assert.equal(item.node.span.end, item.end - item.start);
    checkNode(item.node, item.node.span);
    end = item.end;
  }
  for (const { span } of tree.problems) {
    assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
  }
}

function checkNode(node: SyntaxNode, within: Span): void {
  assert.ok(
    node.span.start <= node.span.end && spanContains(within, node.span),
    `${node.kind} leaves its parent`,
  );
  if (node.kind === 'block') {
    assert.ok(spanContains(node.span, node.body.span));
    for (const item of node.body.items) checkNode(item, node.body.span);
    for (const { span } of [node.type, ...node.labels]) assert.ok(spanContains(node.span, span));
    return;
  }
  if (node.kind === 'argument' || node.kind === 'attribute') {
    assert.ok(spanContains(node.span, node.name.span));
  }
  for (const child of childrenOf(node)) checkNode(child, node.span);
}

function withoutIdentity(tree: SyntaxTree): unknown {
  return { ...tree, items: tree.items.map(({ start, end, node }) => ({ start, end, node })) };
}
