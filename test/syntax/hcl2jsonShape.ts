/**
 * Our tree in the shape that `parse` of @cdktf/hcl2json gives, for comparison only. Written from its observed answers:
 * blocks nest by label into lists, expressions become their source text, literals and templates their value.
 */

import type { BodyItem, Expression, SyntaxTree, TemplatePart } from '../../server/src/syntax/tree';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Thrown where hcl2json itself has no shape: a block and an argument of one name. */
export class NoShape extends Error {}

export function hcl2jsonShape(tree: SyntaxTree): Json {
  const out: Record<string, Json> = {};
  for (const item of tree.items) {
    const sourceOf = (span: { start: number; end: number }): string =>
      tree.file.text.slice(item.start + span.start, item.start + span.end);
    putItem(out, item.node, sourceOf);
  }
  return out;
}

type SourceOf = (span: { start: number; end: number }) => string;

function bodyShape(items: readonly BodyItem[], sourceOf: SourceOf): Json {
  const out: Record<string, Json> = {};
  for (const item of items) putItem(out, item, sourceOf);
  return out;
}

function putItem(out: Record<string, Json>, item: BodyItem, sourceOf: SourceOf): void {
  if (item.kind === 'argument') {
    if (item.name.text in out) throw new NoShape();
    out[item.name.text] = valueShape(item.value, sourceOf);
    return;
  }
  let target = out;
  let key = item.type.text;
  for (const label of item.labels) {
    const inner = (target[key] ??= {});
    if (typeof inner !== 'object' || Array.isArray(inner)) throw new NoShape();
    target = inner;
    key = label.text;
  }
  const list = (target[key] ??= []);
  if (!Array.isArray(list)) throw new NoShape();
  list.push(bodyShape(item.body.items, sourceOf));
}

function valueShape(expression: Expression, sourceOf: SourceOf): Json {
  switch (expression.kind) {
    case 'literal':
      return literalShape(expression);
    case 'unary': {
      const { operand } = expression;
      if (operand.kind !== 'literal') return wrapped(expression, sourceOf);
      if (expression.operator === '-' && operand.type === 'number') return -Number(operand.text);
      if (expression.operator === '!' && operand.type === 'boolean') return !operand.value;
      throw new NoShape();
    }
    case 'template': {
      const [only] = expression.parts;
      if (expression.parts.length === 1 && only?.kind === 'interpolation') {
        return valueShape(only.value, sourceOf);
      }
      return partsShape(expression.parts, sourceOf);
    }
    case 'tuple':
      return expression.elements.map((element) => valueShape(element, sourceOf));
    case 'object': {
      const out: Record<string, Json> = {};
      for (const { key, value } of expression.items) {
        out[keyShape(key, sourceOf)] = valueShape(value, sourceOf);
      }
      return out;
    }
    default:
      return wrapped(expression, sourceOf);
  }
}

function literalShape(expression: Extract<Expression, { kind: 'literal' }>): Json {
  if (expression.type === 'null') return null;
  return expression.type === 'boolean' ? expression.value : Number(expression.text);
}

function keyShape(key: Expression, sourceOf: SourceOf): string {
  if (isTraversal(key)) return sourceOf(key.span);
  return stringShape(key, sourceOf);
}

function isTraversal(expression: Expression): boolean {
  let node = expression;
  for (;;) {
    if (node.kind === 'variable') return true;
    if (node.kind === 'attribute') node = node.object;
    else if (node.kind === 'index' && isConstantKey(node.key)) node = node.collection;
    else return false;
  }
}

function isConstantKey(key: Expression): boolean {
  if (key.kind === 'literal') return true;
  return key.kind === 'template' && key.parts.every((part) => part.kind === 'text');
}

/** What an expression is inside a longer template. */
function stringShape(expression: Expression, sourceOf: SourceOf): string {
  switch (expression.kind) {
    case 'literal':
      if (expression.type === 'null') return 'null';
      return expression.type === 'boolean' ? String(expression.value) : decimal(expression.text);
    case 'template': {
      const [only] = expression.parts;
      if (expression.parts.length === 1 && only?.kind === 'interpolation') {
        return stringShape(only.value, sourceOf);
      }
      return partsShape(expression.parts, sourceOf);
    }
    case 'conditional': {
      const { condition, then, otherwise } = expression;
      return ifShape(sourceOf(condition.span), stringShape(then, sourceOf), stringShape(otherwise, sourceOf));
    }
    default:
      return wrapped(expression, sourceOf);
  }
}

function partsShape(parts: readonly TemplatePart[], sourceOf: SourceOf): string {
  return parts.map((part) => partShape(part, sourceOf)).join('');
}

function partShape(part: TemplatePart, sourceOf: SourceOf): string {
  switch (part.kind) {
    case 'text':
      return part.text.replace(/([$%])\{/g, '$1$1{');
    case 'interpolation':
      return stringShape(part.value, sourceOf);
    case 'if':
      return ifShape(
        sourceOf(part.condition.span),
        partsShape(part.then, sourceOf),
        partsShape(part.otherwise, sourceOf),
      );
    case 'for': {
      const key = part.keyName === undefined ? '' : `${part.keyName.text}, `;
      const collection = sourceOf(part.collection.span);
      return `%{for ${key}${part.valueName.text} in ${collection}}${partsShape(part.body, sourceOf)}%{endfor}`;
    }
  }
}

function ifShape(condition: string, then: string, otherwise: string): string {
  return `%{if ${condition}}${then}${otherwise === '' ? '' : `%{else}${otherwise}`}%{endif}`;
}

/** Numbers in templates are written without exponent and trailing zeros. */
function decimal(text: string): string {
  return String(Number(text));
}

function wrapped(expression: Expression, sourceOf: SourceOf): string {
  return '${' + sourceOf(expression.span) + '}';
}
