import assert from 'node:assert/strict';
import { documentUri } from '../../server/src/source/documentUri';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { parseDocument } from '../../server/src/syntax/parse';
import type { SyntaxTree } from '../../server/src/syntax/tree';
import { outline } from './outline';
import { typedLines } from './typedLines';

function treeOf(text: string): SyntaxTree {
  return parseDocument(createSourceFile(documentUri('file:///main.tf'), text));
}

/** A file in which a line is being typed, in the middle of a nested block. */
function fileWith(typed: string): string {
  return `variable "vpc" {
  type = string
}

resource "aws_security_group" "a" {
  name = "a"

  ingress {
    protocol = "tcp"
${typed}
    to_port  = 443
  }

  egress {
    to_port = 0
  }

  vpc_id = var.vpc
}

locals {
  after = [1, 2]
}
`;
}

const group = 'resource "aws_security_group" "a"';
const intact = [
  'variable "vpc"',
  'variable "vpc" > type = string',
  group,
  `${group} > name = "a"`,
  `${group} > ingress`,
  `${group} > ingress > protocol = "tcp"`,
  `${group} > ingress > to_port = 443`,
  `${group} > egress`,
  `${group} > egress > to_port = 0`,
  `${group} > vpc_id = var.vpc`,
  'locals',
  'locals > after = [1, 2]',
];

describe('While a line is typed inside a block', () => {
  for (const { typed, codes, holds } of typedLines) {
    it(`${JSON.stringify(typed.trim())} leaves every other block and argument`, () => {
      const tree = treeOf(fileWith(typed));
      const lines = outline(tree);
      const below = `${group} > ingress > `;
      const expected = [...intact];
      expected.splice(6, 0, ...holds.map((line) => below + line));
      assert.deepEqual(lines, expected);
      assert.deepEqual(
        tree.problems.map(({ code }) => code),
        codes,
      );
    });
  }
});

interface Broken {
  readonly title: string;
  readonly text: string;
  readonly outline: readonly string[];
  readonly codes: readonly string[];
}

const brokenFiles: readonly Broken[] = [
  {
    title: 'a header that is being typed above a block',
    text: 'resource "aws_\n\nresource "x" "y" {\n  a = 1\n}\n',
    outline: ['resource "aws_"', 'resource "x" "y"', 'resource "x" "y" > a = 1'],
    codes: ['unterminated-string'],
  },
  {
    title: 'a header without its brace above a block',
    text: 'resource "a" "b"\nresource "x" "y" {\n  a = 1\n}\n',
    outline: ['resource "a" "b"', 'resource "x" "y"', 'resource "x" "y" > a = 1'],
    codes: ['missing-brace'],
  },
  {
    title: 'a header whose last quote was deleted',
    text: 'resource "x" "y {\n  a = 1\n}\nlocals {\n  b = 2\n}\n',
    outline: ['resource "x" "y"', 'resource "x" "y" > a = 1', 'locals', 'locals > b = 2'],
    codes: ['unterminated-string'],
  },
  {
    title: 'a header whose brace was deleted',
    text: 'resource "x" "y"\n  a = 1\n  b {\n    c = 2\n  }\n}\nlocals {\n  d = 3\n}\n',
    outline: [
      'resource "x" "y"',
      'resource "x" "y" > a = 1',
      'resource "x" "y" > b',
      'resource "x" "y" > b > c = 2',
      'locals',
      'locals > d = 3',
    ],
    codes: ['missing-brace'],
  },
  {
    title: 'a block whose closing brace was deleted',
    text: 'resource "x" "y" {\n  a = 1\n\nlocals {\n  b = 2\n}\n\nresource "x" "z" {\n  c = 3\n}\n',
    outline: [
      'resource "x" "y"',
      'resource "x" "y" > a = 1',
      'locals',
      'locals > b = 2',
      'resource "x" "z"',
      'resource "x" "z" > c = 3',
    ],
    codes: ['unclosed-block'],
  },
  {
    title: 'a nested block whose closing brace was deleted',
    text: 'resource "x" "y" {\n  in {\n    a = 1\n  out {\n    b = 2\n  }\n  c = 3\n}\nlocals {\n  d = 4\n}\n',
    outline: [
      'resource "x" "y"',
      'resource "x" "y" > in',
      'resource "x" "y" > in > a = 1',
      'resource "x" "y" > out',
      'resource "x" "y" > out > b = 2',
      'resource "x" "y" > c = 3',
      'locals',
      'locals > d = 4',
    ],
    codes: ['unclosed-block'],
  },
  {
    title: 'a last nested block whose closing brace was deleted',
    text: 'resource "x" "y" {\n  in {\n    a = 1\n}\nlocals {\n  d = 4\n}\n',
    outline: [
      'resource "x" "y"',
      'resource "x" "y" > in',
      'resource "x" "y" > in > a = 1',
      'locals',
      'locals > d = 4',
    ],
    codes: ['unclosed-block'],
  },
  {
    title: 'a nested block of which only the header is there',
    text: 'resource "x" "y" {\n  in {\n  out {\n    b = 2\n  }\n  c = 3\n}\n',
    outline: [
      'resource "x" "y"',
      'resource "x" "y" > in',
      'resource "x" "y" > out',
      'resource "x" "y" > out > b = 2',
      'resource "x" "y" > c = 3',
    ],
    codes: ['unclosed-block'],
  },
  {
    title: 'a closing brace too many in the middle of a block',
    text: 'resource "x" "y" {\n  in {\n    a = 1\n  }\n  }\n  out {\n    b = 2\n  }\n}\nlocals {\n  d = 4\n}\n',
    outline: [
      'resource "x" "y"',
      'resource "x" "y" > in',
      'resource "x" "y" > in > a = 1',
      'resource "x" "y" > out',
      'resource "x" "y" > out > b = 2',
      'locals',
      'locals > d = 4',
    ],
    codes: ['surplus-brace'],
  },
  {
    title: 'a closing brace too many at the end of a block',
    text: 'resource "x" "y" {\n  a = 1\n}\n}\nlocals {\n  d = 4\n}\n',
    outline: ['resource "x" "y"', 'resource "x" "y" > a = 1', 'locals', 'locals > d = 4'],
    codes: ['surplus-brace'],
  },
  {
    title: 'an opening brace that was deleted from a nested block',
    text: 'resource "x" "y" {\n  in\n    a = 1\n  }\n  b = 2\n}\nlocals {\n  d = 4\n}\n',
    outline: [
      'resource "x" "y"',
      'resource "x" "y" > a = 1',
      'resource "x" "y" > b = 2',
      'locals',
      'locals > d = 4',
    ],
    codes: ['incomplete-item', 'surplus-brace'],
  },
  {
    title: 'an object whose closing brace was deleted',
    text: 'resource "x" "y" {\n  tags = {\n    A = 1\n  b = 2\n  in {\n    c = 3\n  }\n}\nlocals {\n  d = 4\n}\n',
    outline: [
      'resource "x" "y"',
      'resource "x" "y" > tags = { A = 1',
      'resource "x" "y" > b = 2',
      'resource "x" "y" > in',
      'resource "x" "y" > in > c = 3',
      'locals',
      'locals > d = 4',
    ],
    codes: ['unclosed-bracket'],
  },
  {
    title: 'a last object whose closing brace was deleted',
    text: 'resource "x" "y" {\n  tags = {\n    A = 1\n}\nlocals {\n  d = 4\n}\n',
    outline: ['resource "x" "y"', 'resource "x" "y" > tags = { A = 1', 'locals', 'locals > d = 4'],
    codes: ['unclosed-bracket'],
  },
  {
    title: 'a list over several lines without its bracket, last in its block',
    text: 'resource "x" "y" {\n  a = [\n    "b",\n    "c",\n}\nlocals {\n  d = 4\n}\n',
    outline: ['resource "x" "y"', 'resource "x" "y" > a = [ "b", "c",', 'locals', 'locals > d = 4'],
    codes: ['unclosed-bracket'],
  },
  {
    title: 'a block at the end of the file that is not closed',
    text: 'locals {\n  a = 1\n}\nresource "x" "y" {\n  b = 2',
    outline: ['locals', 'locals > a = 1', 'resource "x" "y"', 'resource "x" "y" > b = 2'],
    codes: ['unclosed-block'],
  },
  {
    title: 'a heredoc whose end was deleted, before another with the same marker',
    text: 'locals {\n  a = <<EOT\n  text\n  b = <<EOT\ntext\nEOT\n}\nresource "x" "y" {\n  c = 1\n}\n',
    outline: [
      'locals',
      'locals > a = <<EOT',
      'locals > b = <<EOT text EOT',
      'resource "x" "y"',
      'resource "x" "y" > c = 1',
    ],
    codes: ['unterminated-heredoc', 'incomplete-item'],
  },
  {
    title: 'a sequence in a heredoc that is being typed',
    text: 'locals {\n  a = <<EOT\n  ${var.\n  more\nEOT\n  b = 2\n}\n',
    outline: ['locals', 'locals > a = <<EOT ${var. more EOT', 'locals > b = 2'],
    codes: ['missing-attribute-name'],
  },
  {
    title: 'a heredoc that ends the file without a line break',
    text: 'locals {\n  a = 1\n}\nb = <<EOT\ntext\nEOT',
    outline: ['locals', 'locals > a = 1', 'b = <<EOT text EOT'],
    codes: ['unterminated-heredoc'],
  },
  {
    title: 'a flat block in which a value is missing',
    text: 'resource "x" "y" {\na =\nin {\nb = 2\n}\nc = 3\n}\nlocals {\nd = 4\n}\n',
    outline: [
      'resource "x" "y"',
      'resource "x" "y" > a = ?',
      'resource "x" "y" > in',
      'resource "x" "y" > in > b = 2',
      'resource "x" "y" > c = 3',
      'locals',
      'locals > d = 4',
    ],
    codes: ['missing-value'],
  },
  {
    title: 'a value that is missing in a file of values',
    text: 'a =\nb = 2\nc = [\nd = 4\n',
    outline: ['a = ?', 'b = 2', 'c = [', 'd = 4'],
    codes: ['missing-value', 'unclosed-bracket'],
  },
  {
    title: 'a name set twice in a file of values',
    text: 'a = 1\na = 2\n',
    outline: ['a = 1', 'a = 2'],
    codes: ['duplicate-argument'],
  },
  {
    title: 'text that is no Terraform at all',
    text: '<html>\n  <body class="x">\n</html>\n\nlocals {\n  a = 1\n}\n',
    outline: ['locals', 'locals > a = 1'],
    codes: ['unexpected-token', 'unexpected-token', 'unexpected-token'],
  },
  {
    title: 'conflict markers of git',
    text: 'locals {\n<<<<<<< HEAD\n  a = 1\n=======\n  a = 2\n>>>>>>> other\n  b = 3\n}\n',
    outline: ['locals', 'locals > a = 1', 'locals > a = 2', 'locals > b = 3'],
    codes: ['unexpected-token', 'unexpected-token', 'duplicate-argument', 'unexpected-token'],
  },
  {
    title: 'a quoted sequence over several lines that is valid',
    text: 'a = "${\n  merge({\n    b = 1\n  }, c)\n}"\nd = 2\n',
    outline: ['a = "${ merge({ b = 1 }, c) }"', 'd = 2'],
    codes: [],
  },
];

describe('In a broken file', () => {
  for (const each of brokenFiles) {
    it(`${each.title}: the rest survives`, () => {
      const tree = treeOf(each.text);
      assert.deepEqual(outline(tree), each.outline);
      assert.deepEqual(
        tree.problems.map(({ code }) => code),
        each.codes,
      );
    });
  }

  it('a label knows what was typed of it', () => {
    const [item] = treeOf('resource "aws_\n').items;
    assert.equal(item?.node.kind, 'block');
    assert.deepEqual(
      item.node.labels.map(({ text, span }) => [text, span.start, span.end]),
      [['aws_', 9, 14]],
    );
    assert.equal(item.node.closed, false);
  });

  it('every message says what, why and what to do', () => {
    for (const { typed } of typedLines) {
      for (const { message } of treeOf(fileWith(typed)).problems) {
        assert.match(message, /^[A-Z][^.]*: .*\. .*\.$/s, message);
      }
    }
  });
});
