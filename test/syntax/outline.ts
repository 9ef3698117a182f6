/** A tree as lines of text: one per block header and argument, with the blocks around it. For tests of recovery. */

import type { BodyItem, SyntaxTree } from '../../server/src/syntax/tree';

/** `resource "a" "b" > ingress > to_port = 443`; an argument without a value ends with `= ?`. */
export function outline(tree: SyntaxTree): string[] {
  return tree.items.flatMap(({ node, start }) => lines(node, tree.file.text, start, ''));
}

function lines(item: BodyItem, text: string, base: number, prefix: string): string[] {
  if (item.kind === 'argument') {
    const { value } = item;
    const source = text.slice(base + value.span.start, base + value.span.end).replace(/\s+/g, ' ');
    return [`${prefix}${item.name.text} = ${value.kind === 'missing' ? '?' : source}`];
  }
  const header = prefix + [item.type.text, ...item.labels.map((label) => `"${label.text}"`)].join(' ');
  return [header, ...item.body.items.flatMap((inner) => lines(inner, text, base, `${header} > `))];
}
