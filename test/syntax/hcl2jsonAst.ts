/**
 * The structure of an expression as one line of text, from our tree and from `getExpressionAst` of @cdktf/hcl2json, for
 * comparison: what binds what. Written from the observed answers; template directives have no structure there.
 */

import type { Expression, TemplatePart, TraversalStep } from '../../server/src/syntax/tree';

/** The part of hcl2json's syntax tree that is compared. Nodes that it does not know have no type. */
export interface TheirNode {
  readonly type?: string;
  readonly meta?: Readonly<Record<string, string | number | boolean>>;
  readonly children?: readonly TheirNode[] | null;
}

export function theirStructure(node: TheirNode): string {
  const { type = '', meta = {} } = node;
  const children = (node.children ?? []).map(theirStructure).join(', ');
  switch (type) {
    case 'scopeTraversal':
      return `traversal ${String(meta.value)}`;
    case 'literalValue':
      return meta.type === 'string' ? 'text' : `literal ${String(meta.value)}`;
    case 'binaryOp':
    case 'unaryOp':
      return `${type} ${String(meta.operator)}(${children})`;
    case 'function':
      return `function ${String(meta.name)}${meta.expandedFinalArgument === true ? '...' : ''}(${children})`;
    case 'for':
      return `for ${String(meta.keyVar ?? '')} ${String(meta.valVar)} ${String(meta.groupedValue)}(${children})`;
    default:
      return `${type}(${children})`;
  }
}

const operators: Readonly<Record<string, string>> = {
  '||': 'logicalOr',
  '&&': 'logicalAnd',
  '==': 'equal',
  '!=': 'notEqual',
  '<': 'lessThan',
  '>': 'greaterThan',
  '<=': 'lessThanOrEqual',
  '>=': 'greaterThanOrEqual',
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'modulo',
};

/** `source` is the text that the expression was parsed from, with spans as offsets of it. */
export function ourStructure(expression: Expression, source: string): string {
  const of = (inner: Expression): string => ourStructure(inner, source);
  const text = (inner: Expression): string => source.slice(inner.span.start, inner.span.end);
  switch (expression.kind) {
    case 'literal':
      return `literal ${text(expression)}`;
    case 'variable':
      return `traversal ${text(expression)}`;
    case 'attribute':
      return step(of(expression.object), expression.object, text(expression));
    case 'index':
      return isConstant(expression.key)
        ? step(of(expression.collection), expression.collection, text(expression))
        : `index(${of(expression.collection)}, ${of(expression.key)})`;
    case 'splat':
      return `splat(${of(expression.source)}, ${eachOf('()', expression.steps, of)})`;
    case 'call':
      return `function ${expression.name.text}${expression.expandLast ? '...' : ''}(${expression.arguments.map(of).join(', ')})`;
    case 'tuple':
      return `tuple(${expression.elements.map(of).join(', ')})`;
    case 'object':
      return `object(${expression.items.map(({ key, value }) => `${keyOf(key, of)}, ${of(value)}`).join(', ')})`;
    case 'for': {
      const { keyName, valueName, group, collection, key, value, condition } = expression;
      const parts = [collection, key, value, condition].filter((part) => part !== undefined);
      return `for ${keyName?.text ?? ''} ${valueName.text} ${String(group)}(${parts.map(of).join(', ')})`;
    }
    case 'conditional':
      return `conditional(${of(expression.condition)}, ${of(expression.then)}, ${of(expression.otherwise)})`;
    case 'binary':
      return `binaryOp ${operators[expression.operator] ?? ''}(${of(expression.left)}, ${of(expression.right)})`;
    case 'unary':
      return `unaryOp ${expression.operator === '!' ? 'logicalNot' : 'negate'}(${of(expression.operand)})`;
    case 'parentheses':
      return `(${of(expression.inner)})`;
    case 'template': {
      const { parts } = expression;
      if (parts.length === 1 && parts[0]?.kind === 'interpolation') {
        return `templateWrap(${of(parts[0].value)})`;
      }
      return `template(${parts.length === 0 ? 'text' : parts.map((part) => partOf(part, of)).join(', ')})`;
    }
    case 'missing':
      return 'missing';
  }
}

/** A step on a traversal belongs to it; on anything else it begins a relative traversal. */
function step(inner: string, object: Expression, text: string): string {
  if (inner.startsWith('traversal ')) return `traversal ${text}`;
  const continues = object.kind === 'attribute' || (object.kind === 'index' && isConstant(object.key));
  return continues ? inner : `relativeTraversal(${inner})`;
}

function eachOf(base: string, steps: readonly TraversalStep[], of: (inner: Expression) => string): string {
  let result = base;
  let relative = false;
  for (const each of steps) {
    if (each.kind === 'splat') {
      result = `splat(${result}, ${eachOf('()', each.steps, of)})`;
      relative = false;
    } else if (each.kind === 'index' && !isConstant(each.key)) {
      result = `index(${result}, ${of(each.key)})`;
      relative = false;
    } else if (!relative) {
      result = `relativeTraversal(${result})`;
      relative = true;
    }
  }
  return result;
}

function keyOf(key: Expression, of: (inner: Expression) => string): string {
  return key.kind === 'variable' ? '()' : `(${of(key)})`;
}

function partOf(part: TemplatePart, of: (inner: Expression) => string): string {
  if (part.kind === 'text') return 'text';
  return part.kind === 'interpolation' ? of(part.value) : part.kind;
}

function isConstant(key: Expression): boolean {
  if (key.kind === 'literal') return true;
  return key.kind === 'template' && key.parts.every((part) => part.kind === 'text');
}
