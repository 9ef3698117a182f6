/**
 * Which expressions are surely collections that `for_each` of a resource takes: maps and sets of strings whose keys
 * Terraform knows before it plans (https://developer.hashicorp.com/terraform/language/meta-arguments/for_each). It reads
 * declarations and evaluates nothing: what holds in one environment need not hold in the next.
 */

import type { ModuleDeclarations, VariableDeclaration } from '../configuration/declarations';
import { childrenOf, type SyntaxNode } from '../syntax/nodes';
import { plainText, traversalOf } from '../syntax/statics';
import type { Argument, Block, Expression } from '../syntax/tree';
import { valueText, type Change, type SourceText } from './writtenText';

export interface CollectionScope {
  readonly module: ModuleDeclarations;
  /** Whether variables of the module are always known when Terraform plans: nothing calls it. */
  readonly hasKnownInputs: boolean;
}

/** A list, set or tuple of strings that are known before the plan, and never null. */
export function isKnownList(expression: Expression, scope: CollectionScope): boolean {
  const resolved = resolve(expression, scope);
  if (resolved === undefined) return false;
  if (resolved.kind === 'variable') {
    const { type } = resolved.declaration;
    return isTypeCall(type, 'list', 'string') || isTypeCall(type, 'set', 'string');
  }
  const { value } = resolved;
  return value.kind === 'tuple' && value.elements.every((element) => plainText(element) !== undefined);
}

/** A map, object or set of strings whose keys are known before the plan. */
function isKnownMapOrSet(expression: Expression, scope: CollectionScope): boolean {
  const resolved = resolve(expression, scope);
  if (resolved === undefined) return false;
  if (resolved.kind === 'variable') {
    const { type } = resolved.declaration;
    return isTypeCall(type, 'set', 'string') || isTypeCall(type, 'map') || isTypeCall(type, 'object');
  }
  const { value } = resolved;
  if (value.kind === 'object') {
    return value.items.every(({ key }) => key.kind === 'variable' || plainText(key) !== undefined);
  }
  const [argument, ...more] = value.kind === 'call' && value.name.text === 'toset' ? value.arguments : [];
  return (
    argument !== undefined &&
    more.length === 0 &&
    value.kind === 'call' &&
    !value.expandLast &&
    isKnownList(argument, scope)
  );
}

/** What a local value or a variable stands for, or the expression itself. */
type Resolved =
  | { readonly kind: 'variable'; readonly declaration: VariableDeclaration }
  | { readonly kind: 'value'; readonly value: Expression };

function resolve(expression: Expression, scope: CollectionScope): Resolved | undefined {
  const seen = new Set<string>();
  let value = expression;
  for (;;) {
    const { root, steps } = traversalOf(value) ?? {};
    if (root === undefined) return { kind: 'value', value };
    const [first, ...more] = steps ?? [];
    if (first?.kind !== 'attribute' || more.length > 0) return undefined;
    if (root.text === 'var') {
      const declaration = scope.module.variables.get(first.name.text);
      const isKnown = declaration !== undefined && scope.hasKnownInputs && isNeverSecret(declaration);
      return isKnown ? { kind: 'variable', declaration } : undefined;
    }
    const local = root.text === 'local' ? scope.module.locals.get(first.name.text) : undefined;
    if (local === undefined || seen.has(local.name)) return undefined;
    seen.add(local.name);
    value = local.argument.value;
  }
}

/** `for_each` refuses sensitive values, ephemeral ones and null. */
function isNeverSecret({ sensitive, ephemeral, default: value }: VariableDeclaration): boolean {
  return !sensitive && !ephemeral && !(value?.kind === 'literal' && value.type === 'null');
}

/** `name(element)`, or `name(…)`. */
function isTypeCall(type: Expression | undefined, name: string, element?: string): boolean {
  if (type?.kind !== 'call' || type.name.text !== name) return false;
  const [argument] = type.arguments;
  return element === undefined || (argument?.kind === 'variable' && argument.name === element);
}

/** A dynamic block's repetition as that of a resource. */
export interface Repetition {
  /** The value of `for_each`. */
  readonly text: string;
  /** The text of the content, in which `each` stands for the iterator. */
  readonly source: SourceText;
}

/** Undefined where the collection is not surely one that a resource takes, or the iterator cannot be renamed. */
export function repetitionOf(
  collection: Argument,
  content: Block,
  iterator: string,
  scope: CollectionScope & { readonly source: SourceText },
): Repetition | undefined {
  const { source } = scope;
  const uses = usesOf(content, iterator);
  const text = valueText(source, collection.value, collection.span);
  if (uses === undefined || text === undefined) return undefined;
  const renamed = { ...source, changes: uses.map(({ change }) => change) };
  if (isKnownMapOrSet(collection.value, scope)) return { text, source: renamed };
  const listed = listedKeys(collection.value, source, collection, uses);
  return listed === undefined ? undefined : { text: `toset(${listed})`, source: renamed };
}

/**
 * A list that is written out, as a list of strings, where only its elements are asked for, and numbers only where
 * Terraform makes a string a number or a number a string anyway.
 */
function listedKeys(
  collection: Expression,
  source: SourceText,
  argument: Argument,
  uses: readonly Use[],
): string | undefined {
  if (collection.kind !== 'tuple' || uses.some(({ member }) => member !== 'value')) return undefined;
  const changes: Change[] = [];
  const keys = new Set<string>();
  for (const element of collection.elements) {
    const isNumber =
      element.kind === 'literal' && element.type === 'number' && /^(?:0|[1-9]\d*)$/.test(element.text);
    const key = isNumber ? element.text : plainText(element);
    if (key === undefined || (isNumber && uses.some(({ isWhole }) => !isWhole))) return undefined;
    if (isNumber) changes.push({ span: element.span, text: `"${key}"` });
    keys.add(key);
  }
  if (keys.size < collection.elements.length) return undefined;
  return valueText({ ...source, changes }, collection, argument.span);
}

interface Use {
  readonly change: Change;
  readonly member: string;
  /** It is all of an argument's value, or of a sequence in a text. */
  readonly isWhole: boolean;
}

/** Where the iterator stands; undefined where it is used by itself, or another name hides it. */
function usesOf(content: Block, iterator: string): readonly Use[] | undefined {
  const uses: Use[] = [];
  const visit = (node: SyntaxNode, isWhole: boolean): boolean => {
    if (node.kind === 'variable') return node.name !== iterator;
    if (node.kind === 'attribute' && node.object.kind === 'variable' && node.object.name === iterator) {
      if (node.name.text !== 'key' && node.name.text !== 'value') return false;
      uses.push({ change: { span: node.object.span, text: 'each' }, member: node.name.text, isWhole });
      return true;
    }
    if (node.kind === 'for' && [node.keyName?.text, node.valueName.text].includes(iterator)) return false;
    if (node.kind === 'object') {
      // A bare key is its own name.
      return node.items.every(
        ({ key, value }) => (key.kind === 'variable' || visit(key, false)) && visit(value, false),
      );
    }
    const isHolder = node.kind === 'argument' || node.kind === 'interpolation';
    return childrenOf(node).every((child) => visit(child, isHolder));
  };
  return visit(content, false)
    ? uses.sort((left, right) => left.change.span.start - right.change.span.start)
    : undefined;
}
