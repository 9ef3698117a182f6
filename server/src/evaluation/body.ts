/** Bodies of resources on demand: arguments evaluated when asked for, dynamic blocks expanded. */

import type { Anchor, Origin } from '../source/origin';
import type { Span } from '../source/span';
import type { Block, BodyItem, Expression } from '../syntax/tree';
import { originOf } from '../syntax/tree';
import { plainText } from '../syntax/statics';
import { convert } from './convert';
import type { Iteration } from './forExpression';
import { iterationsOf, symbolicStep } from './forExpression';
import { object } from './build';
import type { Certainty, EvaluatedArgument, EvaluatedBlock, EvaluatedBody } from './resource';
import type { Bindings } from './scope';
import { bind, isOutsideSettled } from './scope';
import type { Value } from './value';
import { Marks, stringType } from './value';

/** How a body's expressions are evaluated, and whose their spans are. */
export interface BodyContext {
  /** `certainty`: whether it is sure that Terraform evaluates it; otherwise mistakes in it are not reported. */
  evaluate(
    expression: Expression,
    anchor: Anchor,
    bindings: Bindings | undefined,
    certainty: Certainty,
  ): Value;
  /** Reports a mistake of the body itself. */
  refuse(message: string, origin: Origin): void;
  /** The anchor of an item, where an override file gave it another than the items around it have. */
  anchorOf(item: BodyItem, enclosing: Anchor): Anchor;
}

/** A body's place: its items, their anchor, the names bound around it, and whether it is sure to be there. */
export interface BodyPlace {
  readonly items: readonly BodyItem[];
  readonly anchor: Anchor;
  readonly bindings: Bindings | undefined;
  readonly certainty: Certainty;
  /** True when what decides that it is there is only assumed: mistakes inside are not reported then. */
  readonly isAssumed: boolean;
  /** Names that are not the body's own arguments (`count`, `for_each` …). */
  readonly metaArguments: ReadonlySet<string>;
  readonly metaBlocks: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
const noLabels: readonly string[] = [];

/** More blocks from one dynamic block than this are not told apart. */
const mostBlocks = 10_000;

export function createBody(place: BodyPlace, context: BodyContext): EvaluatedBody {
  return new PlacedBody(place, context);
}

/** A class, because every resource has one: getters of a plain object would cost each its own shape. */
class PlacedBody implements EvaluatedBody {
  constructor(
    private readonly place: BodyPlace,
    private readonly context: BodyContext,
  ) {}

  argument(name: string): EvaluatedArgument | undefined {
    return argument(this.place, name, this.context);
  }

  blocks(type: string): readonly EvaluatedBlock[] {
    const blocks: EvaluatedBlock[] = [];
    for (const item of this.place.items) {
      if (item.kind === 'block') appendBlocks(item, type, this.place, this.context, blocks);
    }
    return blocks;
  }

  get argumentNames(): readonly string[] {
    const { items, metaArguments } = this.place;
    const names = items.flatMap((item) => (item.kind === 'argument' ? [item.word] : []));
    return unique(names).filter((name) => !metaArguments.has(name));
  }

  get blockTypes(): readonly string[] {
    const { items, metaBlocks } = this.place;
    const types = items.flatMap((item) => (item.kind === 'block' ? [contentType(item)] : []));
    return unique(types).filter((type) => !metaBlocks.has(type));
  }
}

function reportCertainty({ certainty, isAssumed }: BodyPlace): Certainty {
  return isAssumed ? 'possible' : certainty;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function contentType(block: Block): string {
  return block.word === 'dynamic' ? (block.labels[0]?.text ?? '') : block.word;
}

function argument(place: BodyPlace, name: string, context: BodyContext): EvaluatedArgument | undefined {
  if (place.metaArguments.has(name)) return undefined;
  for (const item of place.items) {
    if (item.kind !== 'argument' || item.word !== name) continue;
    const anchor = context.anchorOf(item, place.anchor);
    return {
      value: context.evaluate(item.value, anchor, place.bindings, reportCertainty(place)),
      origin: originOf(anchor, item.span),
      valueOrigin: originOf(anchor, item.value.span),
    };
  }
  return undefined;
}

/** From the block's type to its last label. */
export function headerSpan(block: Block): Span {
  return { start: block.type.span.start, end: (block.labels.at(-1) ?? block.type).span.end };
}

function appendBlocks(
  block: Block,
  type: string,
  place: BodyPlace,
  context: BodyContext,
  blocks: EvaluatedBlock[],
): void {
  if (contentType(block) !== type) return;
  const anchor = context.anchorOf(block, place.anchor);
  const origin = originOf(anchor, block.span);
  const headerOrigin = originOf(anchor, headerSpan(block));
  if (block.word !== 'dynamic') {
    const inner: BodyPlace = {
      items: block.body.items,
      anchor,
      bindings: place.bindings,
      certainty: place.certainty,
      isAssumed: place.isAssumed,
      metaArguments: none,
      metaBlocks: none,
    };
    blocks.push({
      type,
      labels: block.labels.length === 0 ? noLabels : block.labels.map((label) => label.text),
      certainty: place.certainty,
      origin,
      headerOrigin,
      dynamic: false,
      body: createBody(inner, context),
    });
    return;
  }
  for (const { labels, content } of expandDynamic(block, { ...place, anchor }, context)) {
    blocks.push({
      type,
      labels,
      certainty: content.certainty,
      origin,
      headerOrigin,
      dynamic: true,
      body: createBody(content, context),
    });
  }
}

interface DynamicBlock {
  readonly labels: readonly string[];
  readonly content: BodyPlace;
}

function expandDynamic(block: Block, place: BodyPlace, context: BodyContext): DynamicBlock[] {
  const { anchor } = place;
  const argumentValue = (
    name: string,
    bindings: Bindings | undefined,
    certainty: Certainty,
  ): Value | undefined => {
    for (const item of block.body.items) {
      if (item.kind !== 'argument' || item.word !== name) continue;
      return context.evaluate(item.value, context.anchorOf(item, anchor), bindings, certainty);
    }
    return undefined;
  };
  const content = block.body.items.find(
    (item): item is Block => item.kind === 'block' && item.word === 'content',
  );
  const name = iteratorName(block);
  const forEach = argumentValue('for_each', place.bindings, reportCertainty(place));
  const mistake =
    reportCertainty(place) === 'certain' && forEach !== undefined ? iterationMistake(forEach) : undefined;
  if (mistake !== undefined) context.refuse(mistake, forEachOrigin(block, place, context));
  const isAssumed = place.isAssumed || ((forEach?.marks ?? Marks.none) & Marks.assumed) !== 0;
  return steps(forEach).map((step) => {
    const bindings = bind(
      place.bindings,
      name,
      object([
        ['key', step.key],
        ['value', step.value],
      ]),
    );
    const certainty = step.certainty === 'possible' ? 'possible' : place.certainty;
    return {
      labels: labelTexts(argumentValue('labels', bindings, isAssumed ? 'possible' : certainty)),
      content: {
        items: content?.body.items ?? [],
        anchor: content === undefined ? anchor : context.anchorOf(content, anchor),
        bindings,
        certainty,
        isAssumed,
        metaArguments: none,
        metaBlocks: none,
      },
    };
  });
}

/** What Terraform says of a for_each that no block can be made from. */
function iterationMistake(forEach: Value): string | undefined {
  if (!isOutsideSettled(forEach)) return undefined;
  const iterations = iterationsOf(forEach);
  return typeof iterations === 'string' ? iterations : undefined;
}

function forEachOrigin(block: Block, place: BodyPlace, context: BodyContext): Origin {
  for (const item of block.body.items) {
    if (item.kind !== 'argument' || item.word !== 'for_each') continue;
    return originOf(context.anchorOf(item, place.anchor), item.value.span);
  }
  return originOf(place.anchor, headerSpan(block));
}

/** `iterator = name`, otherwise the type of the blocks. */
function iteratorName(block: Block): string {
  for (const item of block.body.items) {
    if (item.kind !== 'argument' || item.word !== 'iterator') continue;
    if (item.value.kind === 'variable') return item.value.name;
    const text = plainText(item.value);
    if (text !== undefined) return text;
  }
  return contentType(block);
}

function steps(forEach: Value | undefined): readonly Iteration[] {
  if (forEach === undefined) return [];
  const iterations = iterationsOf(forEach);
  // Terraform stops at a for_each that it cannot iterate: there is no block then.
  if (typeof iterations === 'string') return [];
  const { unknown } = iterations;
  const all = iterations.steps.map((step) =>
    // The key of a set's element is the element, and so is its value.
    forEach.kind === 'set' ? { ...step, value: step.key } : step,
  );
  if (all.length > mostBlocks) return all.slice(0, mostBlocks);
  return unknown !== undefined && !iterations.closed ? [...all, symbolicStep(unknown)] : all;
}

function labelTexts(value: Value | undefined): string[] {
  if (value?.kind !== 'tuple' && value?.kind !== 'list') return [];
  return value.elements.map((element) => {
    const text = convert(element, stringType);
    return text.kind === 'string' ? text.value : '';
  });
}
