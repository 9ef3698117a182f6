/**
 * `import` blocks say which thing in the cloud a resource is: its id written out anywhere else is that resource. Only
 * ids of EC2's things are looked for; what an import does to the state is nobody's business here.
 */

import { keyText } from '../configuration/address';
import { argumentOf } from '../configuration/readDeclarations';
import type { ModuleEvaluation } from '../evaluation/evaluation';
import { object } from '../evaluation/build';
import { iterationsOf } from '../evaluation/forExpression';
import { toInteger } from '../evaluation/number';
import type { Bindings } from '../evaluation/scope';
import { bind } from '../evaluation/scope';
import type { Value } from '../evaluation/value';
import type { NetworkPart, PartReference } from '../network/model';
import type { Anchor } from '../source/origin';
import type { Expression } from '../syntax/tree';

/** Addresses of resource instances by the id that they are imported with. */
export type ImportedIds = ReadonlyMap<string, string>;

export const noImports: ImportedIds = new Map();

/** The ids that the root's `import` blocks give; an id, a key or a `for_each` that is not known gives none. */
export function importedIds(root: ModuleEvaluation): ImportedIds {
  const ids = new Map<string, string>();
  for (const { block, anchor } of root.declarations().others) {
    if (block.word !== 'import') continue;
    const to = argumentOf(block, 'to')?.value;
    const id = argumentOf(block, 'id')?.value;
    if (to === undefined || id === undefined) continue;
    for (const bindings of instancesOf(root, argumentOf(block, 'for_each')?.value, anchor)) {
      const evaluate = (expression: Expression): Value =>
        bindings === undefined
          ? root.evaluate(expression, anchor)
          : root.evaluateIn(expression, anchor, bindings, 'possible');
      const value = evaluate(id);
      if (value.kind !== 'string' || !/^[a-z]+-[0-9a-f]+$/.test(value.value)) continue;
      const address = addressOf(to, evaluate);
      if (address !== undefined && !ids.has(value.value)) ids.set(value.value, address);
    }
  }
  return ids.size === 0 ? noImports : ids;
}

/**
 * What `each` is in each instance of a block, as far as that is certain; one without `each` where there is no `for_each`.
 * Beside maps and sets it takes tuples, whose keys are then numbers
 * (https://developer.hashicorp.com/terraform/language/import#import-multiple-instances-with-for_each).
 */
function instancesOf(
  root: ModuleEvaluation,
  forEach: Expression | undefined,
  anchor: Anchor,
): readonly (Bindings | undefined)[] {
  if (forEach === undefined) return [undefined];
  const iterations = iterationsOf(root.evaluate(forEach, anchor));
  if (typeof iterations === 'string') return [];
  return iterations.steps
    .filter(({ certainty }) => certainty === 'certain')
    .map(({ key, value }) => {
      const each = object([
        ['key', key],
        ['value', value],
      ]);
      return bind(undefined, 'each', each);
    });
}

/** `module.a["x"].aws_vpc.main[0]` for what `to` names, its keys evaluated; undefined where one is not known. */
function addressOf(to: Expression, evaluate: (expression: Expression) => Value): string | undefined {
  if (to.kind === 'variable') return to.name;
  if (to.kind === 'attribute') {
    const object = addressOf(to.object, evaluate);
    return object === undefined ? undefined : `${object}.${to.name.text}`;
  }
  if (to.kind !== 'index') return undefined;
  const collection = addressOf(to.collection, evaluate);
  const value = evaluate(to.key);
  const key =
    value.kind === 'string' ? value.value : value.kind === 'number' ? toInteger(value.value) : undefined;
  return collection === undefined || key === undefined ? undefined : collection + keyText(key);
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
