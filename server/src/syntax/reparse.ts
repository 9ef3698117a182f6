/**
 * A new version of a file that keeps what did not change. The whole file is parsed: that is cheap; what is dear is all
 * that hangs on the identity of an item, and that is what is kept.
 */

import { isJsonSyntax, parseFile } from './parseFile';
import type { SyntaxTree, TopLevelItem } from './tree';
import type { SourceFile } from '../source/sourceFile';

/**
 * The tree of `file`. Items whose text stands in `previous` too keep their anchor and node, in order of appearance
 * where several have the same text; the others get a fresh anchor. Structurally equal to `parseFile(file)`.
 */
export function reparse(previous: SyntaxTree | undefined, file: SourceFile): SyntaxTree {
  const next = parseFile(file);
  if (previous?.file.uri !== file.uri) return next;
  const before = previous.items;
  const items = next.items.slice();
  const wasSound = soundItems(previous);
  const isSound = soundItems(next);
  const keep = (index: number, oldIndex: number): void => {
    const old = before[oldIndex];
    const item = items[index];
    if (old === undefined || item === undefined) return;
    // Where a mistake was recovered from, the text around an item may have decided how it was read.
    const sameNode = (wasSound(oldIndex) && isSound(index)) || deepEqual(old.node, item.node);
    if (sameNode) items[index] = { anchor: old.anchor, start: item.start, end: item.end, node: old.node };
  };
  const head = commonHead(previous.file.text, file.text, before, items);
  for (let i = 0; i < head; i++) keep(i, i);
  const tail = commonTail(previous.file.text, file.text, before, items, head);
  for (let i = 1; i <= tail; i++) keep(items.length - i, before.length - i);
  matchByText(previous.file.text, file.text, before, items, head, tail, keep);
  return { file, items, problems: next.problems, comments: next.comments };
}

/** Number of items at the start whose place and text are the same in both versions. */
function commonHead(
  oldText: string,
  newText: string,
  before: readonly TopLevelItem[],
  items: readonly TopLevelItem[],
): number {
  const most = Math.min(before.length, items.length);
  let count = 0;
  while (count < most && sameText(oldText, newText, before[count], items[count])) count++;
  return count;
}

/** Number of items at the end, behind `head`, whose text is the same in both versions. */
function commonTail(
  oldText: string,
  newText: string,
  before: readonly TopLevelItem[],
  items: readonly TopLevelItem[],
  head: number,
): number {
  const most = Math.min(before.length, items.length) - head;
  let count = 0;
  while (
    count < most &&
    sameText(oldText, newText, before[before.length - 1 - count], items[items.length - 1 - count])
  ) {
    count++;
  }
  return count;
}

function sameText(
  oldText: string,
  newText: string,
  old: TopLevelItem | undefined,
  item: TopLevelItem | undefined,
): boolean {
  if (old === undefined || item === undefined || old.end - old.start !== item.end - item.start) return false;
  return (
    oldText.slice(old.start, old.end) === newText.slice(item.start, item.end) &&
    outerNames(old) === outerNames(item)
  );
}

/** In JSON the names of a block stand outside its text: an item is the same only where they are, too. */
function outerNames({ anchor, node }: TopLevelItem): string {
  if (node.kind === 'argument' || !isJsonSyntax(anchor.uri)) return '';
  return [node.type, ...node.labels].map(({ text }) => text).join('\t');
}

function matchByText(
  oldText: string,
  newText: string,
  before: readonly TopLevelItem[],
  items: readonly TopLevelItem[],
  head: number,
  tail: number,
  keep: (index: number, oldIndex: number) => void,
): void {
  if (items.length - tail <= head || before.length - tail <= head) return;
  const byText = new Map<string, number[]>();
  for (let i = before.length - tail - 1; i >= head; i--) {
    const old = before[i];
    if (old === undefined) continue;
    const text = outerNames(old) + oldText.slice(old.start, old.end);
    const indexes = byText.get(text);
    if (indexes === undefined) byText.set(text, [i]);
    else indexes.push(i);
  }
  for (let i = head; i < items.length - tail; i++) {
    const item = items[i];
    if (item === undefined) continue;
    const oldIndex = byText.get(outerNames(item) + newText.slice(item.start, item.end))?.pop();
    if (oldIndex !== undefined) keep(i, oldIndex);
  }
}

/** Tells of an item's index whether no problem stands in or at it. */
function soundItems(tree: SyntaxTree): (index: number) => boolean {
  if (tree.problems.length === 0) return () => true;
  const unsound = new Set<number>();
  for (const { span } of tree.problems) {
    for (let i = firstEndingAtOrBehind(tree.items, span.start); i < tree.items.length; i++) {
      const item = tree.items[i];
      if (item === undefined || item.start > span.end) break;
      unsound.add(i);
    }
  }
  return (index) => !unsound.has(index);
}

function firstEndingAtOrBehind(items: readonly TopLevelItem[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function deepEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
  const leftEntries = Object.entries(left);
  const rightValues = new Map<string, unknown>(Object.entries(right));
  return (
    leftEntries.length === rightValues.size &&
    leftEntries.every(([key, value]) => rightValues.has(key) && deepEqual(value, rightValues.get(key)))
  );
}
