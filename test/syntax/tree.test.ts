import assert from 'node:assert/strict';
import { documentUri } from '../../server/src/source/documentUri';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { absoluteSpan, itemAt, nodeAt, walkExpressions } from '../../server/src/syntax/nodes';
import { parseDocument, parseExpressionText, parseTemplateText } from '../../server/src/syntax/parse';
import { reparse } from '../../server/src/syntax/reparse';
import { plainText, traversalOf } from '../../server/src/syntax/statics';
import { originOf, type Expression, type SyntaxTree, type TemplatePart } from '../../server/src/syntax/tree';

const uri = documentUri('file:///main.tf');

function treeOf(text: string): SyntaxTree {
  return parseDocument(createSourceFile(uri, text));
}

function expressionOf(text: string): Expression {
  const { expression, problems } = parseExpressionText(text);
  assert.deepEqual(problems, []);
  return expression;
}

describe('the tree of a file', () => {
  it('has spans relative to the item that holds them', () => {
    const text = '# first\n\nresource "a" "b" {\n  x = 1\n}\n';
    const [item] = treeOf(text).items;
    assert.equal(item?.start, text.indexOf('resource'));
    assert.equal(item.end, text.lastIndexOf('}') + 1);
    assert.equal(item.node.kind, 'block');
    const [argument] = item.node.body.items;
    assert.equal(argument?.kind, 'argument');
    const { start, end } = absoluteSpan(item, argument.value.span);
    assert.equal(text.slice(start, end), '1');
    assert.deepEqual(originOf(item.anchor, argument.name.span), { anchor: item.anchor, start: 21, end: 22 });
  });

  it('keeps every comment, with its markers and without its line break', () => {
    const text = '# a\r\nx = 1 // b\n/* c\n d */ y = [ # e\n]\n';
    const comments = treeOf(text).comments.map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(comments, ['# a', '// b', '/* c\n d */', '# e']);
  });

  it('finds no comments in strings and heredocs', () => {
    assert.deepEqual(treeOf('a = "# no"\nb = <<EOT\n# no\nEOT\n').comments, []);
  });

  it('holds the labels as they mean, with spans over their quotes', () => {
    const [item] = treeOf('a "b\\"c" d {\n}\n').items;
    assert.equal(item?.node.kind, 'block');
    assert.deepEqual(
      item.node.labels.map(({ text, span }) => [text, span.start, span.end]),
      [
        ['b"c', 2, 8],
        ['d', 9, 10],
      ],
    );
  });

  it('keeps numbers as text: they may be wider than a double', () => {
    const expression = expressionOf('12345678901234567890.123456789');
    assert.equal(
      expression.kind === 'literal' && expression.type === 'number' && expression.text,
      '12345678901234567890.123456789',
    );
  });

  it('reports what is wrong and keeps both arguments of one name', () => {
    const tree = treeOf('a {\n  x = 1\n  x = 2\n}\n');
    assert.deepEqual(
      tree.problems.map(({ span, code }) => [span.start, span.end, code]),
      [[14, 15, 'duplicate-argument']],
    );
    assert.equal(tree.items[0]?.node.kind === 'block' && tree.items[0].node.body.items.length, 2);
  });

  it('also notices a repeated name among many', () => {
    const names = Array.from({ length: 40 }, (_, i) => `x${i} = 1`);
    assert.deepEqual(
      treeOf([...names, 'x39 = 2', ''].join('\n')).problems.map(({ code }) => code),
      ['duplicate-argument'],
    );
  });

  it('takes a bare key for its own name, and a reference as a key as it is', () => {
    const object = expressionOf('{ a = 1, true = 2, "b" = 3, (c.d) = 4 }');
    assert.deepEqual(object.kind === 'object' && object.items.map(({ key }) => key.kind), [
      'variable',
      'variable',
      'template',
      'parentheses',
    ]);
    // providers = { aws.east = aws.west }
    assert.deepEqual(parseExpressionText('{ a.b = 1 }').problems, []);
  });

  it('reads two legacy indexes in a row as they are meant, and reports them', () => {
    const { expression, problems } = parseExpressionText('a.0.1');
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['legacy-index-chain'],
    );
    assert.deepEqual(
      traversalOf(expression)?.steps.map((step) => step.kind === 'index' && step.key),
      ['0', '1'],
    );
  });
});

describe('the text of templates', () => {
  /** Recorded from `terraform apply` (1.11) of outputs with these values, x being "VAL". */
  const recorded: readonly (readonly [source: string, value: string])[] = [
    ['"a$b$$c$${d}%%{e}%f$"', 'a$b$$c${d}%{e}%f$'],
    ['"$$${x}"', '$${x}'],
    ['"$$$${x}"', '$$${x}'],
    ['" ${~ x}"', 'VAL'],
    ['"$\\""', '$"'],
    ['"$$$"', '$$$'],
    ['<<E\n  $$${x}\n  %%{x}\nE\n', '  $${x}\n  %{x}\n'],
    ['<<-E\n    a\n   ${~ x ~}  \n      b\n  c\nE\n', '    a\nVAL      b\n  c\n'],
    ['<<-E\n    a\n\n      $b\n    c\n  E\n', 'a\n\n  $b\nc\n'],
    ['"\\u00e9\\U0001F600\\t"', 'é😀\t'],
    ['"e\u0301"', 'é'],
  ];
  for (const [source, value] of recorded) {
    it(`${JSON.stringify(source)} is what Terraform makes of it`, () => {
      const expression = expressionOf(source);
      assert.equal(expression.kind, 'template');
      assert.equal(rendered(expression.parts), value);
    });
  }

  it('of <<- loses its indentation after strip markers were applied', () => {
    const expression = expressionOf('<<-E\n    %{ if true ~}\n    yes\n    %{ endif ~}\n    end\n  E\n');
    assert.equal(expression.kind, 'template');
    assert.equal(expression.heredoc, 'indented');
    const [before, branch, end] = expression.parts;
    assert.equal(before?.kind === 'text' && before.text, '');
    assert.equal(branch?.kind === 'if' && rendered(branch.then), '    yes\n');
    assert.deepEqual(end?.kind === 'text' && end.text, '    end\n');
  });

  it('nests directives', () => {
    const { parts, problems } = parseTemplateText(
      '%{ for k, v in m }%{ if v }${k}%{ else }-%{ endif }%{ endfor }\n',
    );
    assert.deepEqual(problems, []);
    const [loop, rest] = parts;
    assert.equal(loop?.kind, 'for');
    assert.deepEqual([loop.keyName?.text, loop.valueName.text, loop.body[0]?.kind], ['k', 'v', 'if']);
    assert.equal(rest?.kind, 'text');
  });

  it('of a file of its own may hold quotes, braces and lines that look like Terraform', () => {
    const text = 'server {\n  name = "${host}"\n  # resource "a" "b" {\n}\n';
    const { parts, problems } = parseTemplateText(text);
    assert.deepEqual(problems, []);
    assert.equal(rendered(parts), text.replace('${host}', 'VAL'));
  });

  it('is plain when it holds no sequences', () => {
    assert.equal(plainText(expressionOf('"a\\nb"')), 'a\nb');
    assert.equal(plainText(expressionOf('<<E\na\nE\n')), 'a\n');
    assert.equal(plainText(expressionOf('""')), '');
    assert.equal(plainText(expressionOf('"${a}"')), undefined);
    assert.equal(plainText(expressionOf('a')), undefined);
  });
});

describe('a static traversal', () => {
  it('has a root and steps', () => {
    const traversal = traversalOf(expressionOf('module.a["k"].b[0].c'));
    assert.equal(traversal?.root.text, 'module');
    assert.deepEqual(
      traversal.steps.map((step) =>
        step.kind === 'attribute' ? step.name.text : `${step.keyType} ${step.key}`,
      ),
      ['a', 'string k', 'b', 'number 0', 'c'],
    );
  });

  for (const text of ['a[b]', 'a[*].b', 'f(a).b', '"a"', '(a).b', 'a["${b}"]']) {
    it(`is not read from ${text}`, () => assert.equal(traversalOf(expressionOf(text)), undefined));
  }

  it('is not read from a reference that ends behind its dot', () => {
    assert.equal(traversalOf(parseExpressionText('a.').expression), undefined);
  });
});

describe('nodes at an offset', () => {
  const text = 'a = 1\nresource "x" "y" {\n  b = f(var.c, [d + 1])\n}\n';

  function kindsAt(marker: string, shift = 0): string[] {
    return nodeAt(treeOf(text), text.indexOf(marker) + shift)?.path.map(({ kind }) => kind) ?? [];
  }

  it('go from the item to the innermost', () => {
    assert.deepEqual(kindsAt('var'), ['block', 'argument', 'call', 'attribute', 'variable']);
    assert.deepEqual(kindsAt('d + 1'), ['block', 'argument', 'call', 'tuple', 'binary', 'variable']);
  });

  it('include the name that ends at the offset', () => {
    assert.deepEqual(kindsAt('var.c', 5), ['block', 'argument', 'call', 'attribute']);
    assert.deepEqual(kindsAt('1', 1), ['argument', 'literal']);
  });

  it('are none between items and in an empty file', () => {
    assert.equal(itemAt(treeOf('a = 1\n\n\nb = 2\n'), 7), undefined);
    assert.equal(nodeAt(treeOf(''), 0), undefined);
  });

  it('are all visited by a walk, unless it is told to stop', () => {
    const [, item] = treeOf(text).items;
    assert.ok(item !== undefined);
    const seen: string[] = [];
    walkExpressions(item.node, ({ kind }) => {
      seen.push(kind);
      return kind !== 'tuple';
    });
    assert.deepEqual(seen, ['call', 'attribute', 'variable', 'tuple']);
  });

  it('include the keys inside splats', () => {
    const seen: string[] = [];
    walkExpressions(expressionOf('a[*].b[c][*].d[e]'), (node) => {
      if (node.kind === 'variable') seen.push(node.name);
      return undefined;
    });
    assert.deepEqual(seen, ['a', 'c', 'e']);
  });
});

describe('a file that is parsed again', () => {
  const text = 'a {\n  x = 1\n}\nb {\n  x = 2\n}\na {\n  x = 1\n}\nc {\n  x = 3\n}\n';

  function kept(before: SyntaxTree, newText: string): (number | undefined)[] {
    const after = reparse(before, createSourceFile(uri, newText));
    return after.items.map(({ anchor }) => {
      const index = before.items.findIndex((item) => item.anchor === anchor);
      return index < 0 ? undefined : index;
    });
  }

  it('keeps every item when only white space and comments between them change', () => {
    const before = treeOf(text);
    assert.deepEqual(kept(before, `# new\n\n${text.replace('\nb', '\n\n\nb')}`), [0, 1, 2, 3]);
    assert.equal(reparse(before, createSourceFile(uri, '\n' + text)).items[1]?.node, before.items[1]?.node);
  });

  it('gives a changed item a new identity, and no other', () => {
    assert.deepEqual(kept(treeOf(text), text.replace('x = 2', 'x = 22')), [0, undefined, 2, 3]);
  });

  it('follows items that move', () => {
    const [a, b, a2, c] = [
      'a {\n  x = 1\n}\n',
      'b {\n  x = 2\n}\n',
      'a {\n  x = 1\n}\n',
      'c {\n  x = 3\n}\n',
    ];
    assert.deepEqual(kept(treeOf(text), c + b + a + a2), [3, 1, 0, 2]);
  });

  it('keeps one identity when one of two equal items goes', () => {
    assert.deepEqual(kept(treeOf(text), text.slice(text.indexOf('b {'))), [1, 2, 3]);
  });

  it('gives items of another file identities of their own', () => {
    const before = treeOf(text);
    const after = reparse(before, createSourceFile(documentUri('file:///other.tf'), text));
    assert.ok(after.items.every(({ anchor }) => anchor.uri.endsWith('other.tf')));
  });

  it('does not keep a node that the text around it now reads differently', () => {
    const broken = 'a {\n  in {\n    x = 1\n';
    const before = treeOf(broken);
    const after = reparse(before, createSourceFile(uri, broken + '  }\n}\n'));
    assert.deepEqual(after.problems, []);
    assert.equal(after.items[0]?.node.kind === 'block' && after.items[0].node.closed, true);
  });
});

/** The template's text with every interpolation standing for "VAL". */
function rendered(parts: readonly TemplatePart[]): string {
  return parts
    .map((part) =>
      part.kind === 'text' ? part.text : part.kind === 'interpolation' ? 'VAL' : `<${part.kind}>`,
    )
    .join('');
}
