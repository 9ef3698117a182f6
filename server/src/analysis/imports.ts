/**
 * `import` blocks say which thing in the cloud a resource is: its id written out anywhere else is that resource. Only
 * ids of EC2's things are looked for; what an import does to the state is nobody's business here.
 */

import { argumentOf } from '../configuration/readDeclarations';
import type { ModuleEvaluation } from '../evaluation/evaluation';
import { traversalText } from '../evaluation/traversal';
import type { NetworkPart, PartReference } from '../network/model';

/** Addresses of resource instances by the id that they are imported with. */
export type ImportedIds = ReadonlyMap<string, string>;

export const noImports: ImportedIds = new Map();

/** The ids that the root's `import` blocks give. Those with `for_each`, or with an id that is not known, are left out. */
export function importedIds(root: ModuleEvaluation): ImportedIds {
  const ids = new Map<string, string>();
  for (const { block, anchor } of root.declarations().others) {
    if (block.type.text !== 'import' || argumentOf(block, 'for_each') !== undefined) continue;
    const to = argumentOf(block, 'to')?.value;
    const id = argumentOf(block, 'id')?.value;
    if (to === undefined || id === undefined) continue;
    const value = root.evaluate(id, anchor);
    const address = traversalText(to);
    if (value.kind !== 'string' || address.includes('…') || !/^[a-z]+-[0-9a-f]+$/.test(value.value)) continue;
    if (!ids.has(value.value)) ids.set(value.value, address);
  }
  return ids.size === 0 ? noImports : ids;
}

export function sameImports(left: ImportedIds, right: ImportedIds): boolean {
  if (left.size !== right.size) return false;
  for (const [id, address] of left) if (right.get(id) !== address) return false;
  return true;
}

type List = readonly NetworkPart[];

const listsBefore = new WeakMap<List, { readonly ids: ImportedIds; readonly list: List }>();

/** The lists with imported ids as references to their resources; a list without any stays the same object. */
export function withImports(lists: readonly List[], ids: ImportedIds): readonly List[] {
  if (ids.size === 0) return lists;
  return lists.map((list) => {
    const before = listsBefore.get(list);
    if (before?.ids === ids) return before.list;
    const resolved = resolve(list, ids);
    listsBefore.set(list, { ids, list: resolved });
    return resolved;
  });
}

/** The same with every literal reference inside resolved. Places and plain values stay as they are. */
function resolve<T>(value: T, ids: ImportedIds): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const elements = value as readonly unknown[];
    const resolved = elements.map((each) => resolve(each, ids));
    return resolved.some((each, index) => each !== elements[index]) ? (resolved as T) : value;
  }
  if (isLiteral(value)) {
    const address = ids.get(value.id);
    return address === undefined ? value : ({ kind: 'part', address } satisfies PartReference as T);
  }
  // A place is no part of the network, and what is no plain object has no references inside.
  if ('anchor' in value || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const resolved = entries.map(([key, inner]) => [key, resolve(inner, ids)] as const);
  const isSame = resolved.every(([, inner], index) => inner === entries[index]?.[1]);
  return isSame ? value : (Object.fromEntries(resolved) as T);
}

function isLiteral(value: object): value is Extract<PartReference, { readonly kind: 'literal' }> {
  return 'kind' in value && value.kind === 'literal' && 'id' in value && typeof value.id === 'string';
}
