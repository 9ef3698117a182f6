/** The text of static traversals, for reasons and messages. Evaluates nothing. */

import type { Expression } from '../syntax/tree';

/** `module.vpc.subnets[*].id` as written, as far as its parts are static; other indexes are `[…]`. */
export function traversalText(expression: Expression): string {
  switch (expression.kind) {
    case 'variable':
      return expression.name;
    case 'attribute':
      return `${traversalText(expression.object)}.${expression.name.text}`;
    case 'index':
      return `${traversalText(expression.collection)}[${keyText(expression.key)}]`;
    case 'splat':
      return `${traversalText(expression.source)}${expression.full ? '[*]' : '.*'}`;
    case 'parentheses':
      return `(${traversalText(expression.inner)})`;
    case 'call':
      return `${expression.name.text}(…)`;
    default:
      return '…';
  }
}

function keyText(key: Expression): string {
  if (key.kind === 'literal' && key.type === 'number') return key.text;
  if (key.kind === 'template' && key.parts.length === 1 && key.parts[0]?.kind === 'text') {
    return JSON.stringify(key.parts[0].text);
  }
  return key.kind === 'attribute' || key.kind === 'variable' ? traversalText(key) : '…';
}
