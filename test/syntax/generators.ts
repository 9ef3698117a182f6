/** Generators of Terraform text: valid expressions in any layout, and edits of valid files. */

import fc from 'fast-check';

const name = fc.constantFrom('a', 'b', 'var', 'local', 'each', 'with-dash', 'größe');
const space = fc.constantFrom(' ', ' ', ' ', '  ', '\t', ' /* c */ ');
/** Between tokens inside brackets, where line breaks mean nothing. */
const anySpace = fc.constantFrom(' ', ' ', '\n', ' # c\n ', '\r\n  ');

/** A row of texts with blanks between. */
function spaced(...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.tuple(...parts), fc.array(space, { minLength: parts.length, maxLength: parts.length }))
    .map(([texts, blanks]) => texts.map((text, i) => (i === 0 ? text : (blanks[i] ?? ' ') + text)).join(''));
}

const operator = fc.constantFrom('||', '&&', '==', '!=', '<', '>', '<=', '>=', '+', '-', '*', '/', '%');
const just = (text: string): fc.Arbitrary<string> => fc.constant(text);

const { expression } = fc.letrec<Record<'expression' | 'term' | 'list', string>>((tie) => ({
  term: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    name,
    fc.constantFrom('1', '0.5', '1e3', 'true', 'null', '"text"', '"a ${b} c"', '"${a}"', '""'),
    fc.tuple(tie('term'), name).map(([term, attribute]) => `${parenthesised(term)}.${attribute}`),
    fc.tuple(tie('term'), tie('expression')).map(([term, key]) => `${parenthesised(term)}[${key}]`),
    fc
      .tuple(name, fc.constantFrom('[*]', '.*'), name)
      .map(([root, splat, step]) => `${root}${splat}.${step}`),
    fc.tuple(fc.constantFrom('f', 'a::b'), tie('list')).map(([callee, list]) => `${callee}(${list})`),
    fc
      .tuple(anySpace, tie('expression'), anySpace)
      .map(([before, inner, after]) => `(${before}${inner}${after})`),
    tie('list').map((list) => `[${list}]`),
    fc.tuple(name, tie('expression')).map(([key, value]) => `{ ${key} = ${value} }`),
    fc
      .tuple(name, tie('expression'), tie('expression'), anySpace)
      .map(([each, collection, value, blank]) => `[for ${each} in ${collection}${blank}: ${value}]`),
    fc.tuple(fc.constantFrom('!', '-'), tie('term')).map(([sign, term]) => sign + term),
  ),
  list: fc
    .tuple(fc.array(tie('expression'), { maxLength: 3 }), anySpace)
    .map(([elements, blank]) => elements.join(`,${blank}`)),
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('term'),
    spaced(tie('expression'), operator, tie('expression')),
    spaced(tie('expression'), just('?'), tie('expression'), just(':'), tie('expression')),
  ),
}));

/** A step behind a sign or a number would not belong to the whole term. */
function parenthesised(term: string): string {
  return /^[!\-\d]/.test(term) ? `(${term})` : term;
}

/** Valid expressions. */
export const expressionText = expression;

/** Replaces `length` characters at `at` (both cut to the text) by `insert`. */
export interface Edit {
  readonly at: number;
  readonly length: number;
  readonly insert: string;
}

export function applyEdit(text: string, edit: Edit): string {
  const at = edit.at % (text.length + 1);
  return text.slice(0, at) + edit.insert + text.slice(Math.min(text.length, at + edit.length));
}

const insertion = fc.oneof(
  fc.constantFrom(
    '',
    ...Array.from('ab1 \n\t"\'[](){}=.,:;?!+-*/%<>|&#~$\\@é'),
    '${',
    '%{',
    '~}',
    '=>',
    '...',
    '::',
    '[*]',
    '.*',
  ),
  fc.constantFrom(
    '<<EOT\n',
    '<<-EOT\n',
    '\nEOT\n',
    '/*',
    '*/',
    '\r\n',
    'for ',
    ' in ',
    ' if ',
    '$${',
    '"${',
    '}"',
  ),
  fc.constantFrom(
    'resource "a" "b" {\n',
    'locals {\n',
    '\n}\n',
    'x = ',
    'x = [',
    'nested {',
    '%{ if a }',
    '%{ endif }',
  ),
);

/** Edits of a few characters, at any place, of the kind that typing makes. */
export const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  length: fc.constantFrom(0, 0, 0, 1, 1, 2, 5, 20),
  insert: insertion,
});
