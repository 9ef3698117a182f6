/** The names that declarations refer to, read off their expressions without evaluating anything. */

import type { Declaration } from '../configuration/declarations';
import type { Anchor } from '../source/origin';
import type { Span } from '../source/span';
import type { Block, BodyItem, Expression, TemplatePart, TraversalStep } from '../syntax/tree';
import { plainText } from '../syntax/statics';

/** A reference as written: `['var', 'cidrs']`, `['data', 'aws_vpc', 'main', 'id']`, up to the first index. */
export interface StaticReference {
  readonly names: readonly NamePart[];
  /** Spans of the reference and of its parts are relative to it. */
  readonly anchor: Anchor;
  /** The whole of it, up to the last of `names`. */
  readonly span: Span;
}

export interface NamePart {
  readonly text: string;
  readonly span: Span;
  /** True when an index stands between this name and the one before: `aws_vpc.main[0].id`. */
  readonly afterIndex: boolean;
}

type Bound = ReadonlySet<string>;

const nothing: Bound = new Set();

interface Reading {
  readonly anchor: Anchor;
  readonly bound: Bound;
  readonly found: StaticReference[];
  readonly anchorOf: (item: BodyItem, enclosing: Anchor) => Anchor;
}

/**
 * All references of a declaration, in no particular order. Names bound by `for` and `dynamic` are none. They are read
 * off the tree each time: kept for every block they would be a good part of the memory.
 */
export function referencesOf(declaration: Declaration): readonly StaticReference[] {
  const found: StaticReference[] = [];
  // Addresses in `moved`, `removed` and `import` may be of what no longer exists; provider blocks may use what is ours.
  if (declaration.kind === 'other') return found;
  const { overridden } = declaration;
  const reading: Reading = {
    anchor: declaration.anchor,
    bound: nothing,
    found,
    anchorOf: (item, enclosing) => overridden?.get(item) ?? enclosing,
  };
  if (declaration.kind === 'local') readExpression(declaration.argument.value, reading);
  else readBody(declaration.block, reading, notExpressions[declaration.kind]);
  return found;
}

/** Arguments whose values name things in another way than expressions do. */
const notExpressions: Readonly<Record<string, ReadonlySet<string>>> = {
  variable: new Set(['type']),
  resource: new Set(['provider']),
  module: new Set(['providers']),
};

/** Of an item that an override file gave another anchor than the items around it have. */
function readingOf(item: BodyItem, reading: Reading): Reading {
  const anchor = reading.anchorOf(item, reading.anchor);
  return anchor === reading.anchor ? reading : { ...reading, anchor };
}

function readBody(block: Block, reading: Reading, skipped: ReadonlySet<string> = nothing): void {
  for (const item of block.body.items) {
    const inner = readingOf(item, reading);
    if (item.kind === 'argument') {
      if (!skipped.has(item.word)) readExpression(item.value, inner);
    } else if (item.word === 'lifecycle') {
      readLifecycle(item, inner);
    } else if (item.word === 'provisioner') {
      // `destroy` and `continue` are words of Terraform's.
      readBody(item, inner, new Set(['when', 'on_failure']));
    } else if (item.word === 'action_trigger') {
      readBody(item, inner, new Set(['events', 'actions']));
    } else if (item.word === 'dynamic') {
      readDynamic(item, inner);
    } else {
      readBody(item, inner);
    }
  }
}

// `ignore_changes` names arguments of the resource itself.
function readLifecycle(block: Block, reading: Reading): void {
  readBody(block, reading, new Set(['ignore_changes']));
}

function readDynamic(block: Block, reading: Reading): void {
  let iterator = block.labels[0]?.text ?? '';
  for (const item of block.body.items) {
    if (item.kind === 'argument' && item.word === 'iterator') {
      iterator = item.value.kind === 'variable' ? item.value.name : (plainText(item.value) ?? iterator);
    }
  }
  const bound = new Set([...reading.bound, iterator]);
  for (const item of block.body.items) {
    const inner = readingOf(item, reading);
    if (item.kind === 'block') readBody(item, { ...inner, bound });
    else if (item.word === 'for_each') readExpression(item.value, inner);
    else if (item.word === 'labels') readExpression(item.value, { ...inner, bound });
  }
}

function readExpression(expression: Expression, reading: Reading): void {
  switch (expression.kind) {
    case 'literal':
    case 'missing':
      return;
    case 'variable':
    case 'attribute':
      readTraversal(expression, reading);
      return;
    case 'index':
      readTraversal(expression, reading);
      return;
    case 'splat':
      readTraversal(expression.source, reading, expression.steps);
      readSteps(expression.steps, reading);
      return;
    case 'template':
      readParts(expression.parts, reading);
      return;
    case 'call':
      for (const argument of expression.arguments) readExpression(argument, reading);
      return;
    case 'tuple':
      for (const element of expression.elements) readExpression(element, reading);
      return;
    case 'object':
      for (const { key, value } of expression.items) {
        // A bare identifier as key is its own name.
        if (key.kind !== 'variable') readExpression(key, reading);
        readExpression(value, reading);
      }
      return;
    case 'for': {
      readExpression(expression.collection, reading);
      const inner = { ...reading, bound: withNames(reading.bound, expression) };
      if (expression.key !== undefined) readExpression(expression.key, inner);
      readExpression(expression.value, inner);
      if (expression.condition !== undefined) readExpression(expression.condition, inner);
      return;
    }
    case 'conditional':
      readExpression(expression.condition, reading);
      readExpression(expression.then, reading);
      readExpression(expression.otherwise, reading);
      return;
    case 'binary':
      readExpression(expression.left, reading);
      readExpression(expression.right, reading);
      return;
    case 'unary':
      readExpression(expression.operand, reading);
      return;
    case 'parentheses':
      readExpression(expression.inner, reading);
      return;
  }
}

function withNames(
  bound: Bound,
  names: {
    readonly keyName: { readonly text: string } | undefined;
    readonly valueName: { readonly text: string };
  },
): Bound {
  const all = new Set(bound).add(names.valueName.text);
  if (names.keyName !== undefined) all.add(names.keyName.text);
  return all;
}

function readParts(parts: readonly TemplatePart[], reading: Reading): void {
  for (const part of parts) {
    switch (part.kind) {
      case 'text':
        break;
      case 'interpolation':
        readExpression(part.value, reading);
        break;
      case 'if':
        readExpression(part.condition, reading);
        readParts(part.then, reading);
        readParts(part.otherwise, reading);
        break;
      case 'for':
        readExpression(part.collection, reading);
        readParts(part.body, { ...reading, bound: withNames(reading.bound, part) });
        break;
    }
  }
}

function readSteps(steps: readonly TraversalStep[], reading: Reading): void {
  for (const step of steps) {
    if (step.kind === 'index') readExpression(step.key, reading);
    else if (step.kind === 'splat') readSteps(step.steps, reading);
  }
}

/** The names of a traversal from its root, and what its indexes refer to. */
function readTraversal(
  expression: Expression,
  reading: Reading,
  behindSplat: readonly TraversalStep[] = [],
): void {
  const names: NamePart[] = [];
  let node = expression;
  let indexed = false;
  for (;;) {
    if (node.kind === 'attribute') {
      names.push({ text: node.name.text, span: node.name.span, afterIndex: false });
      // The index, if any, stands before the name that was read last.
      node = node.object;
      continue;
    }
    if (node.kind === 'index') {
      readExpression(node.key, reading);
      indexed = true;
      const last = names.pop();
      if (last !== undefined) names.push({ ...last, afterIndex: true });
      node = node.collection;
      continue;
    }
    break;
  }
  if (node.kind !== 'variable') {
    readExpression(node, reading);
    return;
  }
  if (reading.bound.has(node.name)) return;
  names.push({ text: node.name, span: node.span, afterIndex: false });
  names.reverse();
  for (const [index, step] of behindSplat.entries()) {
    if (step.kind !== 'attribute') break;
    names.push({ text: step.name.text, span: step.name.span, afterIndex: index === 0 });
  }
  // `resource.aws_vpc.main` is the long way to write `aws_vpc.main`.
  if (node.name === 'resource' && names.length > 1) names.shift();
  const last = names.at(-1);
  if (last === undefined) return;
  const end = indexed ? Math.max(expression.span.end, last.span.end) : last.span.end;
  const span = { start: node.span.start, end };
  reading.found.push({ names, anchor: reading.anchor, span });
}
