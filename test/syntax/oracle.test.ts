import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getExpressionAst, parse } from '@cdktf/hcl2json';
import fc from 'fast-check';
import { documentUri } from '../../server/src/source/documentUri';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { parseDocument, parseExpressionText } from '../../server/src/syntax/parse';
import type { SyntaxTree } from '../../server/src/syntax/tree';
import { ourStructure, theirStructure, type TheirNode } from './hcl2jsonAst';
import { hcl2jsonShape, NoShape } from './hcl2jsonShape';
import { expressionText } from './generators';

const corpus = path.join(__dirname, 'corpus');

function treeOf(text: string): SyntaxTree {
  return parseDocument(createSourceFile(documentUri('file:///main.tf'), text));
}

describe("HashiCorp's parser as oracle", () => {
  for (const name of readdirSync(corpus)) {
    const text = readFileSync(path.join(corpus, name), 'utf8').replace(/\r\n/g, '\n');
    const variants = {
      'as it is': text,
      'with Windows line ends': text.replace(/\n/g, '\r\n'),
      'with a byte order mark': '\ufeff' + text,
    };
    for (const [how, variant] of Object.entries(variants)) {
      it(`reads ${name} ${how} to the same JSON`, async () => {
        const tree = treeOf(variant);
        assert.deepEqual(tree.problems, []);
        assert.deepEqual(hcl2jsonShape(tree), await parse(name, variant));
      });
    }
  }

  const precedence = [
    'a + b * c - d / e % f',
    'a - b - c',
    'a || b && c == d < e + f * g',
    'a * b + c < d == e && f || g',
    'a == b != c',
    'a < b <= c > d >= e',
    'a ? b : c ? d : e',
    'a ? b ? c : d : e',
    'a || b ? c && d : e == f',
    '-a + b',
    '-a.b[0] * -c',
    '!a && !b || !c',
    '!a.b == c',
    '- - a',
    '!(a && b)',
    '(a + b) * c',
    'a.b.c[0]["d"].e',
    'a[b].c',
    'a[b][c.d][0]',
    'f(a).b[0]',
    '(a).b',
    '[a, b][0]',
    '{ a = 1 }.a',
    'a[*].b',
    'a[*].b[c].d',
    'a[*].b[*].c',
    'a[*].b.*.c[0].d',
    'a.*.b[0]',
    'a.*.b.c[0].d',
    'a.*.b[*].c',
    'a.*.0.b',
    'a.b.0.c',
    'f(a, b...)',
    'a::b::c(d)',
    '[for a in b : c ? d : e if f ? g : h]',
    '[for a in b ? c : d : e]',
    '{ for a, b in c : a => b... if d }',
    '{ (a) = b, c = d ? e : f, "g" = h }',
    '"a${b + c}d"',
    '"${a ? b : c}"',
    'a\n.b',
    'true ? null : false',
  ];
  for (const text of precedence) {
    it(`binds ${JSON.stringify(text)} in the same way`, async () => {
      await sameStructure(text);
    });
  }

  it('binds generated expressions in the same way', async () => {
    await fc.assert(fc.asyncProperty(expressionText, sameStructure), { numRuns: 1500 });
  });

  it('accepts and rejects generated bodies alike, and reads them to the same JSON', async () => {
    await fc.assert(
      fc.asyncProperty(scraps, async (text) => {
        const tree = treeOf(text);
        const ours = tree.problems;
        const theirs = await parse('main.tf', text).catch((error: unknown) => String(error));
        if (typeof theirs === 'string') {
          // hcl2json also fails on valid files that it cannot convert.
          if (theirs.includes('parse config')) assert.notDeepEqual(ours, [], `accepted, but: ${theirs}`);
          return;
        }
        assert.deepEqual(ours, []);
        const shape = shapeOf(tree);
        if (shape !== undefined) assert.deepEqual(shape, theirs);
      }),
      { numRuns: 4000 },
    );
  });
});

async function sameStructure(text: string): Promise<void> {
  const { expression, problems } = parseExpressionText(text);
  assert.deepEqual(problems, []);
  const theirs = await getExpressionAst('main.tf', text);
  assert.equal(ourStructure(expression, text), theirStructure(theirs as TheirNode));
}

function shapeOf(tree: SyntaxTree): unknown {
  try {
    return hcl2jsonShape(tree);
  } catch (error) {
    if (error instanceof NoShape) return undefined;
    throw error;
  }
}

/** Rows of tokens: mostly wrong, and wrong in all ways. */
const codeScrap = fc.constantFrom(
  ...[
    'a',
    'b',
    'for ',
    'in ',
    'if ',
    'x',
    'true',
    'null',
    '1',
    '0',
    '1.5',
    '"s"',
    '"',
    '${',
    '%{',
    '~',
    '}',
    '{',
  ],
  ...[
    '[',
    ']',
    '(',
    ')',
    '.',
    '.*',
    '[*]',
    ',',
    ':',
    '::',
    '?',
    '...',
    '=>',
    '=',
    '==',
    '!=',
    '!',
    '-',
    '+',
    '*',
  ],
  ...[
    '/',
    '&&',
    '||',
    '<',
    '<=',
    '\n',
    '\n',
    ' ',
    ' ',
    '#c\n',
    '/* c */',
    '"${a}"',
    '<<E\n',
    '\nE\n',
    '<<-E\n  ',
  ],
  ...[
    'f(',
    'a.b',
    'a[0]',
    'k = 1',
    'k = ',
    'endif',
    '$${',
    '\\n',
    '\r\n',
    '\t',
    'for x in a : ',
    'b {',
    '\n}\n',
    '"l"',
  ],
);
const textScrap = fc.constantFrom(
  ...[
    '$',
    '%',
    '{',
    '}',
    '~',
    'a',
    ' ',
    '\\',
    '"',
    '\\n',
    '\\u0041',
    '\\"',
    '${a}',
    '${~ a ~}',
    '%{if a}',
    '%{else}',
  ],
  ...[
    '%{endif}',
    '%{for x in a}',
    '%{endfor}',
    '%{~ if a ~}',
    '%{~ endif ~}',
    '$${',
    '%%{',
    '\n',
    '  ',
    '${"q"}',
    'é',
  ],
);
const scraps = fc.oneof(
  fc.array(codeScrap, { maxLength: 9 }).map((parts) => `a = ${parts.join('')}\n`),
  fc.array(codeScrap, { maxLength: 9 }).map((parts) => `${parts.join('')}\n`),
  fc.array(textScrap, { maxLength: 9 }).map((parts) => `a = "${parts.join('').replace(/\n/g, '')}"\n`),
  fc
    .tuple(
      fc.constantFrom('', '-'),
      fc.array(textScrap, { maxLength: 16 }),
      fc.constantFrom('\nE\n', '\n  E  \n', '\nE', 'E\n'),
    )
    .map(([dash, parts, end]) => `a = <<${dash}E\n${parts.join('')}${end}`),
);
