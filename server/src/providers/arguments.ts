/**
 * One way to read what Terraform lets people write in two: nested blocks, and objects given to an argument ("attributes
 * as blocks", nested attributes). https://developer.hashicorp.com/terraform/language/attr-as-blocks
 */

import { unknown } from '../evaluation/build';
import type { EvaluatedArgument, EvaluatedBlock, EvaluatedBody } from '../evaluation/resource';
import { dynamicType, type UnknownReason, type Value } from '../evaluation/value';
import type { Certainty } from '../network/model';
import type { Origin } from '../source/origin';
import { listedElements, weaker } from './reading';

/** Arguments by name, whatever holds them. */
export interface Arguments {
  argument(name: string): EvaluatedArgument | undefined;
  /** What is nested under a name: its blocks, or the objects of its value. */
  nested(name: string): NestedArguments;
}

export interface NestedArguments {
  readonly items: readonly NestedItem[];
  /** Why there may be further ones; undefined when there are none. */
  readonly rest: UnknownReason | undefined;
  /** The argument that holds the objects; undefined where blocks are written. */
  readonly attribute: EvaluatedArgument | undefined;
}

export interface NestedItem {
  readonly arguments: Arguments;
  readonly certainty: Certainty;
  /** The whole block or object. */
  readonly origin: Origin;
  /** The block's header; for an object the object itself. */
  readonly headerOrigin: Origin;
}

/** Arguments of a block's body. */
export function bodyArguments(body: EvaluatedBody): Arguments {
  return new BodyArguments(body);
}

/** A class, because there is one for every block that is read. */
class BodyArguments implements Arguments {
  constructor(private readonly body: EvaluatedBody) {}

  argument(name: string): EvaluatedArgument | undefined {
    return this.body.argument(name);
  }

  nested(name: string): NestedArguments {
    const blocks = this.body.blocks(name);
    if (blocks.length > 0) return { items: blocks.map(blockItem), rest: undefined, attribute: undefined };
    return objectsOf(this.body.argument(name));
  }
}

const nothingNested: NestedArguments = { items: [], rest: undefined, attribute: undefined };

function blockItem(block: EvaluatedBlock): NestedItem {
  return {
    arguments: bodyArguments(block.body),
    certainty: block.certainty,
    origin: block.origin,
    headerOrigin: block.headerOrigin,
  };
}

function objectsOf(attribute: EvaluatedArgument | undefined): NestedArguments {
  if (attribute === undefined) return nothingNested;
  const { value } = attribute;
  // A single nested attribute is an object of its own, not a list of them.
  if (value.kind === 'object' || value.kind === 'map') {
    return { items: [objectItem(value, 'certain', attribute)], rest: undefined, attribute };
  }
  if (value.kind === 'unknown' && value.candidates !== undefined) {
    return { ...objectsOfCandidates(value.candidates, attribute), attribute };
  }
  if (value.kind === 'unknown' && value.elements === undefined) {
    return { items: [], rest: value.reason, attribute };
  }
  const { elements, rest } = listedElements(value);
  return {
    items: elements.map((element) => objectItem(element.value, element.certainty, attribute)),
    rest,
    attribute,
  };
}

function objectsOfCandidates(
  candidates: readonly Value[],
  attribute: EvaluatedArgument,
): Pick<NestedArguments, 'items' | 'rest'> {
  const items: NestedItem[] = [];
  let rest: UnknownReason | undefined;
  for (const candidate of candidates) {
    const nested = objectsOf({ ...attribute, value: candidate });
    for (const item of nested.items) items.push({ ...item, certainty: weaker(item.certainty, 'possible') });
    rest ??= nested.rest;
  }
  return { items, rest };
}

function objectItem(value: Value, certainty: Certainty, attribute: EvaluatedArgument): NestedItem {
  const origin = value.origin ?? attribute.valueOrigin;
  return { arguments: objectArguments(value, origin), certainty, origin, headerOrigin: origin };
}

/** Arguments of an object value. Of an unknown object every argument is unknown, for the same reason. */
function objectArguments(value: Value, origin: Origin): Arguments {
  const argument = (name: string): EvaluatedArgument | undefined => {
    const entry = entryOf(value, name);
    if (entry === undefined) return undefined;
    const entryOrigin = entry.origin ?? origin;
    return { value: entry, origin: entryOrigin, valueOrigin: entryOrigin };
  };
  return { argument, nested: (name) => objectsOf(argument(name)) };
}

function entryOf(value: Value, name: string): Value | undefined {
  if (value.kind === 'object' || value.kind === 'map') return value.entries.get(name);
  if (value.kind === 'unknown') return unknown(dynamicType, value.reason, value.origin, value.marks);
  return undefined;
}
