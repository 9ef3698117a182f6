/**
 * Values of JSON as expressions: strings are templates, or names, or just text, as the place they stand in has it
 * (https://github.com/hashicorp/hcl/blob/main/json/spec.md). It evaluates nothing.
 */

import { AttributeNode, JsonAttributeNode, MissingNode, ObjectNode, TupleNode } from './keptExpressions';
import {
  BooleanNode,
  NameNode,
  NullNode,
  NumberNode,
  QuotedTextNode,
  TemplateNode,
  TextNode,
} from './keptNodes';
import { jsonCharacter } from './jsonValues';
import type { JsonObject, JsonString, JsonValue } from './jsonValues';
import { parseExpressionText, parseTemplateText } from './parse';
import { normalized } from './templateText';
import type { Expression, Name, ObjectItem, SyntaxProblem, TemplatePart } from './tree';
import type { Span } from '../source/span';

/** Where an expression is made: the text, what its spans count from, and who is told of mistakes. */
export interface JsonPlace {
  readonly text: string;
  /** Absolute offset of the top-level item; spans are relative to it. */
  readonly base: number;
  readonly problems: SyntaxProblem[];
}

/** How strings are read: as templates; as just text; as names (`depends_on`, `provider`), which are no templates. */
export type StringMeaning = 'template' | 'text' | 'name';

/** The span of absolute offsets, relative to the item. */
export function relativeSpan(place: JsonPlace, { start, end }: Span): Span {
  return { start: start - place.base, end: end - place.base };
}

/** The name that a property's key is, without its quotes. */
export function keyName(place: JsonPlace, key: JsonString): Name {
  const { start, end } = relativeSpan(place, insideOf(key));
  return new NameNode(start, end, normalized(key.text));
}

/** What stands between the quotes. */
function insideOf({ span, closed }: JsonString): Span {
  return { start: span.start + 1, end: Math.max(span.start + 1, closed ? span.end - 1 : span.end) };
}

/** The value as an expression. */
export function toExpression(place: JsonPlace, value: JsonValue, strings: StringMeaning): Expression {
  const { start, end } = relativeSpan(place, value.span);
  switch (value.kind) {
    case 'string':
      return stringExpression(place, value, strings);
    case 'number':
      // Zero has no sign in Terraform.
      return new NumberNode(start, end, value.text.replace(/^-(?=[0.]+(?:[eE]|$))/, ''));
    case 'boolean':
      return new BooleanNode(start, end, value.value);
    case 'null':
      return new NullNode(start, end);
    case 'missing':
      return new MissingNode(start, end);
    case 'array':
      return new TupleNode(
        start,
        end,
        value.elements.map((element) => toExpression(place, element, strings)),
      );
    case 'object':
      return new ObjectNode(start, end, objectItems(place, value, strings));
  }
}

function objectItems(place: JsonPlace, object: JsonObject, strings: StringMeaning): ObjectItem[] {
  const names = new Set<string>();
  return object.properties.map(({ key, value }) => {
    if (names.has(key.text)) complainOfRepeated(place, key);
    names.add(key.text);
    return {
      key: stringExpression(place, key, strings),
      value: toExpression(place, value, strings),
    };
  });
}

/** Two properties of one name where only one is meant. */
export function complainOfRepeated(place: JsonPlace, key: JsonString): void {
  place.problems.push({
    span: key.span,
    code: 'duplicate-argument',
    message: `Duplicate property: "${key.text}" is set already in this object. Remove one of the two.`,
  });
}

function stringExpression(place: JsonPlace, value: JsonString, strings: StringMeaning): Expression {
  if (strings === 'name') {
    const { expression, problems } = parseExpressionText(value.text);
    if (problems.length === 0) return relocated(expression, mapping(place, value));
  }
  const { start, end } = relativeSpan(place, value.span);
  return new TemplateNode(start, end, false, partsOf(place, value, strings));
}

/** The expression that a string holds, as the type of a variable does; one that is none is reported. */
export function heldExpression(place: JsonPlace, value: JsonString): Expression {
  const { expression, problems } = parseExpressionText(value.text);
  const locate = mapping(place, value);
  for (const problem of problems) report(place, problem, locate);
  return relocated(expression, locate);
}

function report(place: JsonPlace, problem: SyntaxProblem, locate: (offset: number) => number): void {
  const { start, end } = problem.span;
  place.problems.push({
    ...problem,
    span: { start: locate(start) + place.base, end: locate(end) + place.base },
  });
}

function partsOf(place: JsonPlace, value: JsonString, strings: StringMeaning): readonly TemplatePart[] {
  const { text } = value;
  if (text === '') return [];
  if (strings !== 'template' || (!text.includes('${') && !text.includes('%{'))) {
    const { start, end } = relativeSpan(place, insideOf(value));
    return [new TextNode(start, end, normalized(text))];
  }
  const { parts, problems } = parseTemplateText(text);
  const locate = mapping(place, value);
  for (const problem of problems) report(place, problem, locate);
  return relocated(parts, locate);
}

/** From offsets of a string's meaning to offsets relative to the item. */
function mapping(place: JsonPlace, value: JsonString): (offset: number) => number {
  const { start, end } = insideOf(value);
  const shift = start - place.base;
  if (!value.escaped) return (offset) => offset + shift;
  const raw = place.text.slice(start, end);
  const places: number[] = [];
  for (let at = 0; at < raw.length;) {
    const { length, text } = jsonCharacter(raw, at);
    // An escape that means nothing stands for its own characters.
    const width = text?.length ?? length;
    for (let unit = 0; unit < width; unit++) places.push(text === undefined ? at + unit : at);
    at += length;
  }
  places.push(raw.length);
  return (offset) => (places[offset] ?? raw.length) + shift;
}

/** A copy of the nodes with their spans moved. */
function relocated<Node>(node: Node, locate: (offset: number) => number): Node {
  return copied(node, locate) as Node;
}

function copied(node: unknown, locate: (offset: number) => number): unknown {
  if (Array.isArray(node)) return node.map((each: unknown) => copied(each, locate));
  if (typeof node !== 'object' || node === null) return node;
  // Where escapes are, neither a name nor a text is as long as what is written.
  if (node instanceof AttributeNode) {
    const object = relocated(node.object, locate);
    return new JsonAttributeNode(locate(node.start), locate(node.end), object, relocated(node.name, locate));
  }
  if (node instanceof QuotedTextNode) {
    return new TemplateNode(locate(node.start), locate(node.end), false, relocated(node.parts, locate));
  }
  const copy = Object.create(Object.getPrototypeOf(node) as object) as Record<string, unknown>;
  for (const [name, value] of Object.entries(node)) {
    copy[name] = name === 'start' || name === 'end' ? locate(value as number) : copied(value, locate);
  }
  return copy;
}
