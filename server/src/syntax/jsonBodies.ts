/**
 * Objects of JSON as bodies of blocks, by what Terraform's language says of each name: which properties are blocks with
 * how many labels, which strings are names, text or templates
 * (https://developer.hashicorp.com/terraform/language/syntax/json).
 *
 * What a provider's resources nest depends on their schema, which nobody has here. Such a property is an argument with
 * objects as its value, which readers take for the blocks that it may be; it is made of blocks only where an argument
 * could not say the same: beside a `dynamic` block of its type, with one inside, or written more than once.
 */

import { BodyNode, exact, JsonArgumentNode, JsonBlockNode, NameNode } from './keptNodes';
import { complainOfRepeated, heldExpression, keyName, relativeSpan, toExpression } from './jsonExpressions';
import type { JsonPlace, StringMeaning } from './jsonExpressions';
import type { JsonObject, JsonProperty, JsonString, JsonValue } from './jsonValues';
import type { Argument, Block, Body, BodyItem, Expression, Name } from './tree';
import type { Span } from '../source/span';

/** How the properties of one kind of block are read. */
export interface BodyShape {
  /** Names that are blocks, with the number of their labels and what is in them. */
  readonly blocks?: Readonly<Record<string, NestedShape>>;
  /** Strings in these are names, or plain text; `type` is an expression in a string. */
  readonly strings?: Readonly<Record<string, StringMeaning | 'expression'>>;
  /** Of all others. */
  readonly otherStrings?: StringMeaning;
  /** A body that a provider's schema decides about. */
  readonly isProviders?: boolean;
}

export interface NestedShape {
  readonly labels: number;
  readonly body: BodyShape;
}

const condition: NestedShape = { labels: 0, body: {} };

const lifecycle: NestedShape = {
  labels: 0,
  body: {
    blocks: { precondition: condition, postcondition: condition },
    strings: { ignore_changes: 'name', replace_triggered_by: 'name' },
  },
};

const providers: BodyShape = { isProviders: true };

const resource: BodyShape = {
  isProviders: true,
  blocks: {
    lifecycle,
    connection: condition,
    provisioner: { labels: 1, body: { blocks: { connection: condition } } },
  },
  strings: { provider: 'name', depends_on: 'name' },
};

/** The blocks that stand at the top of a configuration file. */
export const topLevelShapes: ReadonlyMap<string, NestedShape> = new Map<string, NestedShape>([
  ['resource', { labels: 2, body: resource }],
  ['data', { labels: 2, body: resource }],
  ['ephemeral', { labels: 2, body: resource }],
  [
    'module',
    {
      labels: 1,
      body: { strings: { source: 'text', version: 'text', providers: 'name', depends_on: 'name' } },
    },
  ],
  [
    'variable',
    {
      labels: 1,
      // Neither the default nor the description may refer to anything: their strings are no templates.
      body: { blocks: { validation: condition }, strings: { type: 'expression' }, otherStrings: 'text' },
    },
  ],
  ['output', { labels: 1, body: { blocks: { precondition: condition }, strings: { depends_on: 'name' } } }],
  ['locals', { labels: 0, body: {} }],
  ['provider', { labels: 1, body: { isProviders: true, strings: { alias: 'text', version: 'text' } } }],
  [
    'terraform',
    {
      labels: 0,
      body: {
        blocks: {
          backend: { labels: 1, body: { otherStrings: 'text' } },
          cloud: { labels: 0, body: { otherStrings: 'text' } },
          required_providers: { labels: 0, body: { otherStrings: 'text' } },
          provider_meta: { labels: 1, body: {} },
        },
        otherStrings: 'text',
      },
    },
  ],
  ['moved', { labels: 0, body: { otherStrings: 'name' } }],
  [
    'removed',
    {
      labels: 0,
      body: {
        blocks: { lifecycle, connection: condition, provisioner: { labels: 1, body: {} } },
        strings: { from: 'name' },
      },
    },
  ],
  ['import', { labels: 0, body: { strings: { to: 'name', provider: 'name' } } }],
  ['check', { labels: 1, body: { blocks: { data: { labels: 2, body: resource }, assert: condition } } }],
]);

/** A property named `//` is a comment wherever a body is expected. */
export function isComment({ key }: JsonProperty): boolean {
  return key.text === '//';
}

/** One block found behind a property: its labels, and the object that is its body. */
export interface FoundBlock {
  /** Absolute: the innermost property that is this block's alone, or the object where several share one. */
  readonly span: Span;
  readonly labels: readonly FoundLabel[];
  readonly object: JsonObject;
}

/** `key` is undefined where the label stands outside the block's own text. */
interface FoundLabel {
  readonly text: string;
  readonly key: JsonString | undefined;
}

/**
 * The blocks that a property stands for. Each label is a level of objects; at every level an array of objects may stand
 * instead. What is neither is reported.
 */
export function blocksBehind(place: JsonPlace, property: JsonProperty, labels: number): FoundBlock[] {
  const found: FoundBlock[] = [];
  collect(place, property.value, labels, [], property, found);
  return found;
}

function collect(
  place: JsonPlace,
  value: JsonValue,
  labels: number,
  outer: readonly JsonString[],
  property: JsonProperty,
  found: FoundBlock[],
): void {
  const objects = objectsOf(place, value);
  if (labels > 0 && value.kind === 'null') complainOfNoLabel(place, value);
  for (const object of objects) {
    if (labels > 0) {
      if (object.properties.length === 0 && object.closed) complainOfNoLabel(place, object);
      for (const inner of object.properties) {
        if (isComment(inner)) {
          complainOfComment(place, inner.key);
          continue;
        }
        collect(place, inner.value, labels - 1, [...outer, inner.key], inner, found);
      }
      continue;
    }
    const isAlone = objects.length === 1;
    found.push({
      span: isAlone ? property.span : object.span,
      labels: outer.map((key, index) => ({
        text: key.text,
        key: isAlone && index === outer.length - 1 ? key : undefined,
      })),
      object,
    });
  }
}

/** Terraform refuses `"resource": {}`: an object of labels has at least one. */
function complainOfNoLabel(place: JsonPlace, { span }: JsonValue): void {
  place.problems.push({
    span,
    code: 'missing-label',
    message:
      'Missing block label: at least one property is expected here, named as the block is. Add one, or remove the object.',
  });
}

/** Among labels a comment would be a label itself: Terraform refuses it. */
function complainOfComment(place: JsonPlace, key: JsonString): void {
  place.problems.push({
    span: key.span,
    code: 'comment-among-labels',
    message:
      'A comment cannot stand here: where block types and names are expected, "//" is taken for one. Move it into a block.',
  });
}

/** The object, or those of an array; anything else is reported. */
function objectsOf(place: JsonPlace, value: JsonValue): readonly JsonObject[] {
  switch (value.kind) {
    case 'object':
      return [value];
    case 'array':
      return value.elements.flatMap((element) => objectsOf(place, element));
    // Terraform takes null for no block at all.
    case 'missing':
    case 'null':
      return [];
    default:
      place.problems.push({
        span: value.span,
        code: 'not-a-block',
        message: 'Incorrect JSON value: an object, or an array of objects, belongs here. Replace it by one.',
      });
      return [];
  }
}

/** The block's node; `place.base` is the start of the top-level item that it is in. */
export function toBlock(
  place: JsonPlace,
  type: { readonly text: string; readonly key: JsonString | undefined },
  found: FoundBlock,
  shape: BodyShape,
): Block {
  const span = relativeSpan(place, found.span);
  const isArrayElement = found.span.start === found.object.span.start;
  return new JsonBlockNode(
    span.start,
    span.end,
    blockName(place, type, span, found.labels.length === 0 && !isArrayElement),
    found.labels.map((label) => blockName(place, label, span, label.key !== undefined)),
    toBody(place, found.object, shape),
    found.object.closed,
  );
}

/** A name that stands in the block's own text; others have an empty span at its start. */
function blockName(
  place: JsonPlace,
  { text, key }: { readonly text: string; readonly key: JsonString | undefined },
  { start }: Span,
  isOwn: boolean,
): Name {
  if (!isOwn || key === undefined) return new NameNode(start, start, text);
  return new NameNode(key.span.start - place.base, key.span.end - place.base, text);
}

export function toArgument(
  place: JsonPlace,
  property: JsonProperty,
  strings: StringMeaning | 'expression',
): Argument {
  const { start, end } = relativeSpan(place, property.span);
  return new JsonArgumentNode(
    start,
    end,
    keyName(place, property.key),
    argumentValue(place, property.value, strings),
  );
}

function argumentValue(
  place: JsonPlace,
  value: JsonValue,
  strings: StringMeaning | 'expression',
): Expression {
  if (strings !== 'expression') return toExpression(place, value, strings);
  return value.kind === 'string' ? heldExpression(place, value) : toExpression(place, value, 'text');
}

function toBody(place: JsonPlace, object: JsonObject, shape: BodyShape): Body {
  const { start, end } = object.span;
  const insideEnd = Math.max(start + 1, object.closed ? end - 1 : end);
  const items: BodyItem[] = [];
  const isBlock = shape.isProviders === true ? providersBlocks(object) : (): boolean => false;
  const argumentNames = new Set<string>();
  for (const property of object.properties) {
    if (isComment(property)) continue;
    const name = property.key.text;
    const nested =
      nestedShape(shape, name) ?? (isBlock(property) ? { labels: 0, body: providers } : undefined);
    if (nested !== undefined) {
      for (const found of blocksBehind(place, property, nested.labels)) {
        items.push(toBlock(place, { text: name, key: property.key }, found, nested.body));
      }
      continue;
    }
    if (argumentNames.has(name)) complainOfRepeated(place, property.key);
    argumentNames.add(name);
    items.push(toArgument(place, property, meaningOf(shape, name)));
  }
  return new BodyNode(start + 1 - place.base, insideEnd - place.base, exact(items));
}

const dynamic: NestedShape = {
  labels: 1,
  body: { blocks: { content: { labels: 0, body: providers } }, strings: { iterator: 'name' } },
};

function nestedShape(shape: BodyShape, name: string): NestedShape | undefined {
  if (shape.isProviders === true && name === 'dynamic') return dynamic;
  const { blocks } = shape;
  return blocks !== undefined && Object.hasOwn(blocks, name) ? blocks[name] : undefined;
}

function meaningOf({ strings, otherStrings }: BodyShape, name: string): StringMeaning | 'expression' {
  const own = strings !== undefined && Object.hasOwn(strings, name) ? strings[name] : undefined;
  return own ?? otherStrings ?? 'template';
}

/** Tells which properties of a provider's body have to be blocks; the file's beginning says why. */
function providersBlocks(object: JsonObject): (property: JsonProperty) => boolean {
  const dynamicTypes = new Set<string>();
  const counts = new Map<string, number>();
  for (const property of object.properties) {
    const { key, value } = property;
    counts.set(key.text, (counts.get(key.text) ?? 0) + 1);
    if (key.text !== 'dynamic') continue;
    for (const each of plainObjects(value) ?? []) {
      for (const inner of each.properties) dynamicTypes.add(inner.key.text);
    }
  }
  return ({ key, value }) => {
    const objects = plainObjects(value);
    if (objects === undefined) return false;
    if (dynamicTypes.has(key.text) || (counts.get(key.text) ?? 0) > 1) return true;
    return objects.some(hasDynamic);
  };
}

/** The object, or those of an array of nothing else. */
function plainObjects(value: JsonValue): readonly JsonObject[] | undefined {
  if (value.kind === 'object') return [value];
  if (value.kind !== 'array') return undefined;
  const objects = value.elements.flatMap((element) => (element.kind === 'object' ? [element] : []));
  return objects.length === value.elements.length ? objects : undefined;
}

/** Whether a `dynamic` block stands in the object, at any depth: `{"dynamic": {"rule": {"content": …}}}`. */
function hasDynamic(object: JsonObject): boolean {
  return object.properties.some(({ key, value }) => {
    const objects = plainObjects(value) ?? [];
    if (key.text !== 'dynamic') return objects.some(hasDynamic);
    return objects.some((each) =>
      each.properties.some((type) =>
        (plainObjects(type.value) ?? []).some((body) =>
          body.properties.some((inner) => inner.key.text === 'content'),
        ),
      ),
    );
  });
}
