/** Ways through a tree: children, the nodes at an offset, all expressions. Reads only; means nothing. */

import type { BodyItem, Expression, SyntaxTree, TemplatePart, TopLevelItem, TraversalStep } from './tree';
import type { Span } from '../source/span';
import { spanTouches } from '../source/span';

export type SyntaxNode = BodyItem | Expression | TemplatePart;

/** Where an offset lies: the item, the offset relative to it, and the nodes around it, outermost first. */
export interface NodePath {
  readonly item: TopLevelItem;
  readonly offset: number;
  readonly path: readonly SyntaxNode[];
}

/** The span of an item's node in absolute offsets. */
export function absoluteSpan(item: TopLevelItem, target: Span): Span {
  return { start: item.start + target.start, end: item.start + target.end };
}

/** The item at an absolute offset; directly behind an item counts as in it. Undefined between items. */
export function itemAt(tree: SyntaxTree, offset: number): TopLevelItem | undefined {
  const { items } = tree;
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const item = items[low - 1];
  return item !== undefined && offset <= item.end ? item : undefined;
}

/**
 * The nodes at an absolute offset. A node that holds the character at the offset is preferred to one that only ends
 * there, so that a cursor between two names is on the right one and a cursor behind a word is on that word.
 */
export function nodeAt(tree: SyntaxTree, offset: number): NodePath | undefined {
  const item = itemAt(tree, offset);
  if (item === undefined) return undefined;
  const inside = offset - item.start;
  const path: SyntaxNode[] = [item.node];
  for (let node: SyntaxNode | undefined = item.node; node !== undefined;) {
    node = childAt(node, inside);
    if (node !== undefined) path.push(node);
  }
  return { item, offset: inside, path };
}

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case 'block':
      return node.body.items;
    case 'argument':
    case 'interpolation':
      return [node.value];
    case 'literal':
    case 'variable':
    case 'missing':
    case 'text':
      return [];
    case 'template':
      return node.parts;
    case 'if':
      return [node.condition, ...node.then, ...node.otherwise];
    case 'for':
      return 'body' in node ? [node.collection, ...node.body] : forChildren(node);
    case 'attribute':
      return [node.object];
    case 'index':
      return [node.collection, node.key];
    case 'splat':
      return [node.source, ...stepKeys(node.steps)];
    case 'call':
      return node.arguments;
    case 'tuple':
      return node.elements;
    case 'object':
      return node.items.flatMap(({ key, value }) => [key, value]);
    case 'conditional':
      return [node.condition, node.then, node.otherwise];
    case 'binary':
      return [node.left, node.right];
    case 'unary':
      return [node.operand];
    case 'parentheses':
      return [node.inner];
  }
}

/** True for nodes that have a value; false for blocks, arguments and parts of templates. */
export function isExpression(node: SyntaxNode): node is Expression {
  switch (node.kind) {
    case 'block':
    case 'argument':
    case 'text':
    case 'interpolation':
    case 'if':
      return false;
    case 'for':
      return !('body' in node);
    default:
      return true;
  }
}

/**
 * Calls the visitor for each expression in and below a node, outer before inner. Below an expression for which it
 * returns false nothing is visited. The bare keys of objects are visited too: they are expressions in the tree.
 */
export function walkExpressions(
  node: SyntaxNode,
  visitor: (expression: Expression) => boolean | undefined,
): void {
  if (isExpression(node) && visitor(node) === false) return;
  for (const child of childrenOf(node)) walkExpressions(child, visitor);
}

function childAt(node: SyntaxNode, offset: number): SyntaxNode | undefined {
  let touching: SyntaxNode | undefined;
  for (const child of childrenOf(node)) {
    if (!spanTouches(child.span, offset)) continue;
    if (offset < child.span.end) return child;
    touching = child;
  }
  return touching;
}

function forChildren(node: Extract<Expression, { kind: 'for' }>): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [node.collection];
  if (node.key !== undefined) children.push(node.key);
  children.push(node.value);
  if (node.condition !== undefined) children.push(node.condition);
  return children;
}

function stepKeys(steps: readonly TraversalStep[]): Expression[] {
  return steps.flatMap((step) => {
    switch (step.kind) {
      case 'attribute':
        return [];
      case 'index':
        return [step.key];
      case 'splat':
        return stepKeys(step.steps);
    }
  });
}
