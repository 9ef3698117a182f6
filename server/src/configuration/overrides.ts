/**
 * Merging of override files: their blocks change the arguments of the blocks with the same header. The rules are
 * Terraform's ("Override Files" in its language documentation).
 */

import type { Anchor } from '../source/origin';
import type { Argument, Block, BodyItem } from '../syntax/tree';
import type { Declaration, LocalDeclaration, OtherDeclaration } from './declarations';
import { readBlock } from './readDeclarations';

/** A declaration that an override file can change: one with a header of its own. */
export type Overridable = Exclude<Declaration, LocalDeclaration | OtherDeclaration>;

interface Merged {
  readonly overrides: readonly Overridable[];
  readonly declaration: Overridable;
}

// Keeps the identity of a merged declaration while neither the block nor its overrides change.
const mergedByBase = new WeakMap<Overridable, Merged>();

/** The declaration with the given overrides (of the same header, in the order of their files) applied. */
export function applyOverrides(base: Overridable, overrides: readonly Overridable[]): Overridable {
  const known = mergedByBase.get(base);
  if (
    known?.overrides.length === overrides.length &&
    known.overrides.every((each, i) => each === overrides[i])
  ) {
    return known.declaration;
  }
  const anchors = new Map<BodyItem, Anchor>();
  let block = base.block;
  for (const override of overrides) block = mergeBlocks(block, override.block, override.anchor, anchors);
  const read = readBlock(block, base.anchor);
  const declaration =
    read === undefined || read.kind === 'local' || read.kind === 'other'
      ? base
      : { ...read, overridden: anchors };
  mergedByBase.set(base, { overrides, declaration });
  return declaration;
}

function mergeBlocks(base: Block, override: Block, anchor: Anchor, anchors: Map<BodyItem, Anchor>): Block {
  const replacements = new Map<string, Argument>();
  const blocks: Block[] = [];
  for (const item of override.body.items) {
    if (item.kind === 'block') blocks.push(item);
    else replacements.set(item.word, item);
  }
  const replacedTypes = new Set(blocks.map(contentType).filter((type) => type !== 'lifecycle'));
  const replacedByArgument = new Set(replacements.keys());
  const items: BodyItem[] = [];
  for (const item of base.body.items) {
    if (item.kind === 'argument') {
      const replacement = replacements.get(item.word);
      if (replacement !== undefined) anchors.set(replacement, anchor);
      // count and for_each exclude each other: setting one in an override removes the other.
      else if (excludedBy(item.word, replacements)) continue;
      // In JSON an argument may stand for blocks.
      else if (replacedTypes.has(item.word)) continue;
      items.push(replacement ?? item);
      replacements.delete(item.word);
    } else if (contentType(item) === 'lifecycle') {
      const own = blocks.find((block) => contentType(block) === 'lifecycle');
      items.push(own === undefined ? item : mergeBlocks(item, own, anchor, anchors));
    } else if (!replacedTypes.has(contentType(item)) && !replacedByArgument.has(contentType(item))) {
      items.push(item);
    }
  }
  const hasLifecycle = base.body.items.some(
    (item) => item.kind === 'block' && contentType(item) === 'lifecycle',
  );
  const added: BodyItem[] = [
    ...replacements.values(),
    ...blocks.filter((block) => contentType(block) !== 'lifecycle' || !hasLifecycle),
  ];
  for (const item of added) markAll(item, anchor, anchors);
  const { kind, span, type, word, labels, closed } = base;
  const body = { span: base.body.span, items: [...items, ...added] };
  return { kind, span, type, word, labels, body, closed };
}

function excludedBy(name: string, replacements: ReadonlyMap<string, Argument>): boolean {
  return (
    (name === 'count' && replacements.has('for_each')) || (name === 'for_each' && replacements.has('count'))
  );
}

// A dynamic block stands for blocks of its label's type.
function contentType(block: Block): string {
  return block.word === 'dynamic' ? (block.labels[0]?.text ?? 'dynamic') : block.word;
}

function markAll(item: BodyItem, anchor: Anchor, anchors: Map<BodyItem, Anchor>): void {
  anchors.set(item, anchor);
  if (item.kind !== 'block') return;
  for (const inner of item.body.items) markAll(inner, anchor, anchors);
}
