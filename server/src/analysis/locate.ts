/** Finds where anchored spans stand in a given version of a file. */

import type { Anchor, Location, Origin } from '../source/origin';
import type { SyntaxTree, TopLevelItem } from '../syntax/tree';

const itemsByTree = new WeakMap<SyntaxTree, ReadonlyMap<Anchor, TopLevelItem>>();

/** The top-level item of an anchor; undefined when this version of the file does not have it. */
export function itemOf(tree: SyntaxTree, anchor: Anchor): TopLevelItem | undefined {
  let items = itemsByTree.get(tree);
  if (items === undefined) {
    items = new Map(tree.items.map((item) => [item.anchor, item]));
    itemsByTree.set(tree, items);
  }
  return items.get(anchor);
}

export function locateInTree(tree: SyntaxTree, origin: Origin): Location | undefined {
  const item = itemOf(tree, origin.anchor);
  if (item === undefined) return undefined;
  return {
    file: tree.file,
    span: { start: item.start + origin.start, end: item.start + origin.end },
  };
}
