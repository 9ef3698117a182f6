import assert from 'node:assert/strict';
import { documentUri } from '../../server/src/source/documentUri';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { nodeAt } from '../../server/src/syntax/nodes';
import { parseFile } from '../../server/src/syntax/parseFile';
import type { BodyItem, SyntaxTree } from '../../server/src/syntax/tree';

function treeOf(text: string, name = 'main.tf.json'): SyntaxTree {
  return parseFile(createSourceFile(documentUri(`file:///${name}`), text));
}

/** Items with what stands in them, a line each; values by their text. */
function outline(tree: SyntaxTree): string[] {
  const { text } = tree.file;
  const visit = (item: BodyItem, base: number, prefix: string): string[] => {
    if (item.kind === 'argument') {
      const { start, end } = item.value.span;
      return [`${prefix}${item.name.text} = ${item.value.kind} ${text.slice(base + start, base + end)}`];
    }
    const header = prefix + [item.type.text, ...item.labels.map((label) => label.text)].join(' ');
    return [header, ...item.body.items.flatMap((inner) => visit(inner, base, `${header} > `))];
  };
  return tree.items.flatMap(({ node, start }) => visit(node, start, ''));
}

const codes = (text: string, name?: string): string[] =>
  treeOf(text, name).problems.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);

describe('Blocks in JSON', () => {
  it('have their labels from the objects around them, at each level one object or several', () => {
    assert.deepEqual(
      outline(
        treeOf(`{
  "resource": [{"a": {"x": {"n": 1}}}, {"a": [{"y": [{"n": 2}, {"n": 3}]}], "b": {"z": {}}}],
  "variable": {"v": {"type": "list(string)"}},
  "locals": [{"l": 1}, {"m": 2}],
  "resource": {"c": {"w": {}}}
}`),
      ),
      [
        'resource a x',
        'resource a x > n = literal 1',
        'resource a y',
        'resource a y > n = literal 2',
        'resource a y',
        'resource a y > n = literal 3',
        'resource b z',
        'variable v',
        'variable v > type = call list(string)',
        'locals',
        'locals > l = literal 1',
        'locals',
        'locals > m = literal 2',
        'resource c w',
      ],
    );
  });

  it('stand in others where the language has blocks, and where an argument could not say the same', () => {
    assert.deepEqual(
      outline(
        treeOf(`{"resource": {"a": {"x": {
  "tags": {"a": "b"}, "ingress": [{"p": 1}],
  "lifecycle": {"ignore_changes": ["tags"], "precondition": [{"condition": true}]},
  "provisioner": [{"local-exec": {"command": "c"}}],
  "dynamic": {"egress": {"for_each": [1], "iterator": "it", "content": {"dynamic": {"n": {"content": {}}}}}},
  "egress": {"p": 2},
  "disk": {"size": 1}, "disk": [{"size": 2}],
  "rule": {"dynamic": {"inner": {"for_each": [], "content": {"c": 1}}}},
  "depends_on": ["a.y"], "provider": "aws.east"
}}}}`),
      ),
      [
        'resource a x',
        'resource a x > tags = object {"a": "b"}',
        'resource a x > ingress = tuple [{"p": 1}]',
        'resource a x > lifecycle',
        'resource a x > lifecycle > ignore_changes = tuple ["tags"]',
        'resource a x > lifecycle > precondition',
        'resource a x > lifecycle > precondition > condition = literal true',
        'resource a x > provisioner local-exec',
        'resource a x > provisioner local-exec > command = template "c"',
        'resource a x > dynamic egress',
        'resource a x > dynamic egress > for_each = tuple [1]',
        'resource a x > dynamic egress > iterator = variable it',
        'resource a x > dynamic egress > content',
        'resource a x > dynamic egress > content > dynamic n',
        'resource a x > dynamic egress > content > dynamic n > content',
        'resource a x > egress',
        'resource a x > egress > p = literal 2',
        'resource a x > disk',
        'resource a x > disk > size = literal 1',
        'resource a x > disk',
        'resource a x > disk > size = literal 2',
        'resource a x > rule',
        'resource a x > rule > dynamic inner',
        'resource a x > rule > dynamic inner > for_each = tuple []',
        'resource a x > rule > dynamic inner > content',
        'resource a x > rule > dynamic inner > content > c = literal 1',
        'resource a x > depends_on = tuple ["a.y"]',
        'resource a x > provider = attribute aws.east',
      ],
    );
  });

  it('of a name that nobody knows are kept, and so is what is no block', () => {
    assert.deepEqual(outline(treeOf('{"newest": {"a": 1}, "stray": 2, "//": "c", "toString": {}}')), [
      'newest',
      'newest > a = literal 1',
      'stray = literal 2',
      'toString',
    ]);
  });

  it('name what they are by spans in their own text', () => {
    const text = '{"resource": {"aws_vpc": {"main": {"cidr_block": "10.0.0.0/8"}}}}';
    const [item] = treeOf(text).items;
    assert.ok(item?.node.kind === 'block');
    const { type, labels, body } = item.node;
    const slice = ({ start, end }: { start: number; end: number }): string =>
      text.slice(item.start + start, item.start + end);
    assert.deepEqual(
      [type, ...labels].map(({ span }) => slice(span)),
      ['', '', '"main"'],
    );
    assert.equal(slice(body.span), '"cidr_block": "10.0.0.0/8"');
    const argument = body.items[0];
    assert.ok(argument?.kind === 'argument');
    assert.equal(slice(argument.name.span), 'cidr_block');
    assert.equal(slice(argument.value.span), '"10.0.0.0/8"');
  });
});

describe('Strings in JSON', () => {
  /** What stands at each reference to `var.<name>`, by the spans of the tree. */
  function references(text: string): string[] {
    const tree = treeOf(text);
    assert.deepEqual(tree.problems, []);
    return [...text.matchAll(/var/g)].flatMap(({ index }) => {
      const found = nodeAt(tree, index + 1);
      return (found?.path ?? []).flatMap((node) =>
        node.kind === 'attribute' && node.object.kind === 'variable'
          ? [text.slice((found?.item.start ?? 0) + node.span.start, (found?.item.start ?? 0) + node.span.end)]
          : [],
      );
    });
  }

  it('have the places of names and texts in which there are escapes', () => {
    const text = '{"locals": {"a": "${var.\\u0062c}", "b": "${f(\\"x\\")}"}}';
    const tree = treeOf(text);
    const wordAt = (offset: number): string => {
      const found = nodeAt(tree, offset);
      const node = found?.path.at(-1);
      assert.ok(found !== undefined && node !== undefined);
      const { start, end } = node.kind === 'attribute' ? node.name.span : node.span;
      return `${node.kind} ${text.slice(found.item.start + start, found.item.start + end)}`;
    };
    assert.equal(wordAt(text.indexOf('62c')), 'attribute \\u0062c');
    assert.equal(wordAt(text.indexOf('x\\')), 'text x');
    assert.equal(wordAt(text.indexOf('\\"x')), 'template \\"x\\"');
  });

  it('are templates whose references have their places, before and behind escapes', () => {
    assert.deepEqual(
      references(
        '{"locals": {"a": "${var.a}", "b": "\\u00e9\\n${f(\\"x\\", var.b)}\\t${var.c}", "c": "\\ud83d\\ude00${var.d}", "${var.e}": [{"x": "${var.f}"}]}}',
      ),
      ['var.a', 'var.b', 'var.c', 'var.d', 'var.f'],
    );
  });

  it('are no templates in defaults, in sources and in variable files', () => {
    for (const [text, name] of [
      ['{"variable": {"v": {"default": ["${var.a}"], "description": "%{ if"}}}', 'main.tf.json'],
      ['{"module": {"m": {"source": "./${x"}}}', 'main.tf.json'],
      ['{"a": {"${k}": "${var.a"}}', 'terraform.tfvars.json'],
      ['{"a": "%{ for"}', 'prod.auto.tfvars.json'],
    ] as const) {
      assert.deepEqual(codes(text, name), [], text);
    }
  });

  it('report what is wrong in a template where it stands', () => {
    const text = '{"locals": {"a": "\\"x\\" ${var.}", "b": "é${1 + }"}}';
    assert.deepEqual(codes(text), ['missing-attribute-name }', 'missing-value }']);
  });
});

describe('Half of a JSON text', () => {
  const blocks = (text: string): string[] =>
    outline(treeOf(text)).filter((line) => !line.includes(' > ') || line.includes('='));

  it('keeps what stands before and behind a value that is not typed yet', () => {
    const text = `{
  "resource": {
    "a": {
      "x": {
        "from_port": ,
        "to_port":
        "protocol": "tcp"
      },
      "y": {"n": 1}
    }
  }
}`;
    assert.deepEqual(blocks(text), [
      'resource a x',
      'resource a x > from_port = missing ',
      'resource a x > to_port = missing ',
      'resource a x > protocol = template "tcp"',
      'resource a y',
      'resource a y > n = literal 1',
    ]);
    assert.deepEqual(codes(text), ['missing-value :', 'missing-value :']);
  });

  it('ends a string with its line', () => {
    const text = '{\n  "locals": {\n    "a": "open,\n    "b": 2\n  }\n}\n';
    assert.deepEqual(blocks(text), ['locals', 'locals > a = template "open,', 'locals > b = literal 2']);
  });

  for (const [what, cut] of [
    ['a block', '\n      }'],
    ['an array', ']'],
  ] as const) {
    it(`keeps the blocks behind ${what} that is not closed`, () => {
      const text = `{
  "resource": {
    "a": {
      "x": {
        "list": [{"n": 1}],
        "m": 2
      },
      "y": {
        "n": 3
      }
    }
  },
  "locals": {
    "l": 4
  }
}`;
      const lines = blocks(text.replace(cut, ''));
      for (const kept of [
        'resource a x',
        'resource a x > m = literal 2',
        'resource a y > n = literal 3',
        'locals > l = literal 4',
      ]) {
        assert.ok(lines.includes(kept), `${kept} in ${lines.join('; ')}`);
      }
    });
  }

  it('is told of commas that are missing or too many, and of words without quotes', () => {
    assert.deepEqual(codes('{"locals": {"a": 1 "b": [1, 2,], "c": yes,}}'), [
      'missing-comma 1',
      'surplus-comma ,',
      'invalid-value yes',
      'surplus-comma ,',
    ]);
  });

  it('is told of what Terraform would refuse although it is JSON', () => {
    assert.deepEqual(codes('{"resource": {"a": {}, "//": "x"}, "locals": 5, "output": null}'), [
      'missing-label {}',
      'comment-among-labels "//"',
      'not-a-block 5',
      'missing-label null',
    ]);
    assert.deepEqual(codes('{"locals": {"a": 1, "a": 2, "b": {"c": 1, "c": 2}}}'), [
      'duplicate-argument "a"',
      'duplicate-argument "c"',
    ]);
    assert.deepEqual(codes('{"a": 1, "a": 2}', 'terraform.tfvars.json'), ['duplicate-argument "a"']);
    assert.deepEqual(codes('"text"'), ['not-a-block "text"']);
  });
});
