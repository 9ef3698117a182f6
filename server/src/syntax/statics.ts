/** What can be read off an expression without evaluating it: plain text and static references. */

import { QuotedTextNode } from './keptNodes';
import type { Expression, Name } from './tree';
import type { Span } from '../source/span';

/** `root.a[0].b["c"]` as root and steps; `key` of an index is the text of a number or string. */
export interface StaticTraversal {
  readonly root: Name;
  readonly steps: readonly StaticStep[];
}

export type StaticStep =
  | { readonly kind: 'attribute'; readonly name: Name }
  | {
      readonly kind: 'index';
      readonly key: string;
      readonly keyType: 'number' | 'string';
      readonly span: Span;
    };

/** The text of a quoted string or heredoc without sequences; undefined for anything else. */
export function plainText(expression: Expression): string | undefined {
  if (expression instanceof QuotedTextNode) return expression.text;
  if (expression.kind !== 'template') return undefined;
  let text = '';
  for (const part of expression.parts) {
    if (part.kind !== 'text') return undefined;
    text += part.text;
  }
  return text;
}

/**
 * Root and steps of a reference whose every step is written out; undefined when a step is computed, a splat, or
 * missing its name, and for anything that is no reference.
 */
export function traversalOf(expression: Expression): StaticTraversal | undefined {
  const steps: StaticStep[] = [];
  let node = expression;
  for (;;) {
    switch (node.kind) {
      case 'variable':
        return { root: { text: node.name, span: node.span }, steps: steps.reverse() };
      case 'attribute':
        if (node.name.text === '') return undefined;
        steps.push({ kind: 'attribute', name: node.name });
        node = node.object;
        break;
      case 'index': {
        const step = staticIndex(node.key);
        if (step === undefined) return undefined;
        steps.push(step);
        node = node.collection;
        break;
      }
      default:
        return undefined;
    }
  }
}

function staticIndex(key: Expression): StaticStep | undefined {
  if (key.kind === 'literal' && key.type === 'number') {
    return { kind: 'index', key: key.text, keyType: 'number', span: key.span };
  }
  const text = plainText(key);
  return text === undefined ? undefined : { kind: 'index', key: text, keyType: 'string', span: key.span };
}
