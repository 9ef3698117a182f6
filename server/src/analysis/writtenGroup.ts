/**
 * Reads the rules in a group's block as they are written: texts, comments and what is constant. It evaluates nothing, and
 * gives up on what cannot be taken out of the block without being changed.
 */

import type { ModuleDeclarations, ResourceDeclaration } from '../configuration/declarations';
import { ignoresChanges } from '../configuration/ignoredChanges';
import type { Direction } from '../network/model';
import type { WrittenArgument, WrittenGroup, WrittenRule, WrittenValue } from '../network/writtenRules';
import type { Origin } from '../source/origin';
import type { Span } from '../source/span';
import { plainText } from '../syntax/statics';
import type { Argument, Block, BodyItem, Expression, ObjectExpression } from '../syntax/tree';
import { isKnownList, repetitionOf } from './knownCollections';
import {
  commentBehind,
  commentsAbove,
  hasCommentsBetween,
  placeComments,
  valueText,
  type SourceText,
} from './writtenText';

/** A group and the items of its body that are to go. */
export interface ReadGroup {
  readonly group: WrittenGroup;
  readonly items: readonly InlineItem[];
}

export interface InlineItem {
  readonly item: BodyItem;
  /** Lines of comments directly above it, which go with it. */
  readonly commentLines: number;
}

export interface GroupSource {
  readonly source: SourceText;
  readonly declaration: ResourceDeclaration;
  readonly module: ModuleDeclarations;
  /** Whether variables of the module are always known when Terraform plans: nothing calls it. */
  readonly hasKnownInputs: boolean;
  readonly stated: readonly Origin[];
}

/** Undefined where something of it cannot be read as it stands. */
export function readGroup(from: GroupSource): ReadGroup | undefined {
  const { declaration, source } = from;
  const { block } = declaration;
  if (!block.closed || declaration.overridden !== undefined) return undefined;
  if (directions.some((direction) => ignoresChanges(block, direction))) return undefined;
  const items: InlineItem[] = [];
  const rules: WrittenRule[] = [];
  for (const item of block.body.items) {
    const direction = directionOf(item);
    if (direction === undefined) continue;
    const above = commentsAbove(source, item.span);
    const read = item.kind === 'block' ? readBlock(item, direction, from) : readList(item, direction, from);
    if (read === undefined) return undefined;
    const behind = commentBehind(source, item.span);
    const [first, ...others] = read;
    if (first !== undefined) {
      const comments = [...above, ...first.above, ...(behind === undefined ? [] : [behind])];
      rules.push({ ...first, above: comments }, ...others);
    }
    items.push({ item, commentLines: above.length });
  }
  const shared = sharedArguments(from);
  if (items.length === 0 || shared === undefined) return undefined;
  const repeatedBy =
    declaration.count !== undefined ? 'count' : declaration.forEach === undefined ? undefined : 'for_each';
  const { type, name } = declaration;
  return { group: { type, name, repeatedBy, shared, rules }, items };
}

const directions: readonly Direction[] = ['ingress', 'egress'];

/** The direction of the rules that an item holds: a block, a dynamic block, or a list. */
export function directionOf(item: BodyItem): Direction | undefined {
  const name =
    item.kind === 'argument'
      ? item.name.text
      : item.type.text === 'dynamic'
        ? item.labels[0]?.text
        : item.type.text;
  return directions.find((direction) => direction === name);
}

function sharedArguments({ declaration, source }: GroupSource): WrittenGroup['shared'] | undefined {
  const shared: { name: string; value: string }[] = [];
  for (const argument of [declaration.count, declaration.forEach, declaration.provider]) {
    if (argument === undefined) continue;
    const value = valueText(source, argument.value, argument.span);
    if (value === undefined) return undefined;
    shared.push({ name: argument.name.text, value });
  }
  return shared;
}

function readBlock(block: Block, direction: Direction, from: GroupSource): WrittenRule[] | undefined {
  if (!block.closed) return undefined;
  if (block.type.text !== 'dynamic') {
    const rule = readBody(block, direction, from, undefined);
    return rule === undefined ? undefined : [rule];
  }
  const find = (name: string): Argument | undefined =>
    block.body.items.find((item): item is Argument => item.kind === 'argument' && item.name.text === name);
  const [content, ...more] = block.body.items.filter((item): item is Block => item.kind === 'block');
  const collection = find('for_each');
  const iterator = find('iterator');
  const isPlain = block.body.items.length === (iterator === undefined ? 2 : 3);
  if (content?.type.text !== 'content' || !content.closed || more.length > 0 || collection === undefined) {
    return undefined;
  }
  if (!isPlain || (iterator !== undefined && iterator.value.kind !== 'variable')) return undefined;
  const name = iterator?.value.kind === 'variable' ? iterator.value.name : direction;
  const repetition = repetitionOf(collection, content, name, from);
  const comments = placeComments(
    from.source,
    block.body.span,
    block.body.items.map(({ span }) => span),
  );
  if (repetition === undefined || comments === undefined) return undefined;
  const rule = readBody(content, direction, { ...from, source: repetition.source }, repetition.text);
  if (rule === undefined) return undefined;
  const around = comments.of.flatMap(({ above, behind }) => [
    ...above,
    ...(behind === undefined ? [] : [behind]),
  ]);
  return [
    {
      ...rule,
      above: [...comments.opening, ...around, ...rule.above],
      tail: [...rule.tail, ...comments.tail],
    },
  ];
}

function readBody(
  { body }: Block,
  direction: Direction,
  from: GroupSource,
  forEach: string | undefined,
): WrittenRule | undefined {
  const named: NamedValue[] = [];
  for (const item of body.items) {
    if (item.kind === 'block') return undefined;
    named.push({ name: item.name.text, span: item.span, value: item.value });
  }
  return readArguments(named, body.span, direction, from, forEach);
}

/** `ingress = [{ … }]`; `null` and an empty list have no rules. */
function readList(argument: Argument, direction: Direction, from: GroupSource): WrittenRule[] | undefined {
  const { value } = argument;
  if (value.kind === 'literal' && value.type === 'null') return [];
  if (value.kind !== 'tuple') return undefined;
  const comments = placeComments(
    from.source,
    value.span,
    value.elements.map(({ span }) => span),
  );
  if (comments === undefined || hasCommentsBetween(from.source, argument.span, value.span)) return undefined;
  const rules: WrittenRule[] = [];
  for (const [index, element] of value.elements.entries()) {
    const named = element.kind === 'object' ? namedValues(element) : undefined;
    const rule = named && readArguments(named, element.span, direction, from, undefined);
    if (rule === undefined) return undefined;
    const { above = [], behind } = comments.of[index] ?? {};
    rules.push({ ...rule, above: [...above, ...(behind === undefined ? [] : [behind]), ...rule.above] });
  }
  return rules.map((rule, index) => ({
    ...rule,
    above: index === 0 ? [...comments.opening, ...rule.above] : rule.above,
    tail: index === rules.length - 1 ? [...rule.tail, ...comments.tail] : rule.tail,
  }));
}

interface NamedValue {
  readonly name: string;
  /** From its name to the end of its value. */
  readonly span: Span;
  readonly value: Expression;
}

function namedValues({ items }: ObjectExpression): readonly NamedValue[] | undefined {
  const named: NamedValue[] = [];
  for (const { key, value } of items) {
    const name = key.kind === 'variable' ? key.name : plainText(key);
    if (name === undefined) return undefined;
    named.push({ name, span: { start: key.span.start, end: value.span.end }, value });
  }
  return named;
}

function readArguments(
  named: readonly NamedValue[],
  container: Span,
  direction: Direction,
  from: GroupSource,
  forEach: string | undefined,
): WrittenRule | undefined {
  const comments = placeComments(
    from.source,
    container,
    named.map(({ span }) => span),
  );
  if (comments === undefined) return undefined;
  const read: WrittenArgument[] = [];
  for (const [index, each] of named.entries()) {
    const argument = readArgument(each, comments.of[index], from);
    if (argument === undefined) return undefined;
    read.push(argument);
  }
  return { direction, above: comments.opening, tail: comments.tail, forEach, arguments: read };
}

function readArgument(
  { name, span, value }: NamedValue,
  comments: Comments | undefined,
  from: GroupSource,
): WrittenArgument | undefined {
  const { source } = from;
  if (hasCommentsBetween(source, span, value.span)) return undefined;
  const written = readValue(value, span, comments, from);
  const elements = value.kind === 'tuple' ? readElements(value.elements, value.span, from) : undefined;
  if (written === undefined || (value.kind === 'tuple' && elements === undefined)) return undefined;
  // Between the brackets of an empty list there is nothing that a comment could go with.
  if (elements?.length === 0 && hasCommentsBetween(source, value.span, undefined)) return undefined;
  return { ...written, name, elements, isKnownList: isKnownList(value, from) };
}

function readElements(
  elements: readonly Expression[],
  container: Span,
  from: GroupSource,
): readonly WrittenValue[] | undefined {
  const comments = placeComments(
    from.source,
    container,
    elements.map(({ span }) => span),
  );
  if (comments === undefined) return undefined;
  const read: WrittenValue[] = [];
  for (const [index, element] of elements.entries()) {
    const written = readValue(element, element.span, comments.of[index], from);
    if (written === undefined) return undefined;
    const opening = index === 0 ? comments.opening : [];
    const tail = index === elements.length - 1 ? comments.tail : [];
    read.push({ ...written, above: [...opening, ...written.above, ...tail] });
  }
  return read;
}

interface Comments {
  readonly above: readonly string[];
  readonly behind: string | undefined;
}

function readValue(
  expression: Expression,
  statement: Span,
  { above, behind }: Comments = { above: [], behind: undefined },
  { source, declaration, stated }: GroupSource,
): WrittenValue | undefined {
  const value = valueText(source, expression, statement);
  if (value === undefined) return undefined;
  const isStated = stated.some(
    ({ anchor, start, end }) =>
      anchor === declaration.anchor && start === expression.span.start && end === expression.span.end,
  );
  return { value, above, behind, constant: constantOf(expression), isStated };
}

/** What is written out: text, number, flag or null. */
export function constantOf(expression: Expression): WrittenValue['constant'] {
  switch (expression.kind) {
    case 'literal':
      if (expression.type === 'number') return Number(expression.text);
      return expression.type === 'null' ? null : expression.value;
    case 'unary': {
      const operand = constantOf(expression.operand);
      return expression.operator === '-' && typeof operand === 'number' ? -operand : undefined;
    }
    default:
      return plainText(expression);
  }
}
