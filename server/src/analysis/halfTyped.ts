/**
 * Whether what a finding is about is still being typed: a value or a brace is missing in its block. What such a block
 * would do is then not said; Terraform would not take it either.
 */

import { checkOfCode } from '../checks/catalogue';
import type { Origin } from '../source/origin';
import { childrenOf, type SyntaxNode } from '../syntax/nodes';
import type { Block, SyntaxTree } from '../syntax/tree';
import { itemOf } from './locate';

/** Codes that are about what a rule lacks; those of the review come beside them. */
const aboutLack: ReadonlySet<string> = new Set(['invalid-port-range', 'invalid-protocol', 'missing-source']);

/** Whether a finding of the code is left out while the block at its place is half typed. */
export function waitsForText(code: string): boolean {
  return aboutLack.has(code) || checkOfCode(code)?.scope === 'review';
}

/** Whether the innermost block at the place lacks a value or its end. */
export function isHalfTyped(tree: SyntaxTree, { anchor, start }: Origin): boolean {
  const node = itemOf(tree, anchor)?.node;
  if (node?.kind !== 'block' || !lacksText(node)) return false;
  let innermost: Block = node;
  for (;;) {
    const nested: Block | undefined = innermost.body.items.find(
      (item): item is Block => item.kind === 'block' && item.span.start <= start && start < item.span.end,
    );
    if (nested === undefined) break;
    innermost = nested;
  }
  return lacksText(innermost);
}

// By node: items that were not edited keep theirs.
const lacking = new WeakMap<SyntaxNode, boolean>();

function lacksText(node: SyntaxNode): boolean {
  let found = lacking.get(node);
  if (found === undefined) {
    found =
      node.kind === 'missing' || (node.kind === 'block' && !node.closed) || childrenOf(node).some(lacksText);
    // Only blocks are asked for again.
    if (node.kind === 'block') lacking.set(node, found);
  }
  return found;
}
