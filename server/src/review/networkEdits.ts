/**
 * What of a network was edited beside the rules of groups: routes, gateways, peerings, access lists, subnets, what is
 * attached where, what balancers do. As edits of single declarations; which of them is to blame for a flow is found in
 * networkBlame.ts and forwardingBlame.ts.
 */

import type { BalancingPart } from '../network/endpoints';
import type { Attachment, Network, PrefixList, Subnet } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import type { AccessEntry, Route, TopologyPart } from '../network/topology';
import type { Origin } from '../source/origin';

/** A declaration that is not a rule and that flows depend on. */
export type NetworkThing = TopologyPart | Network | Subnet | Attachment | PrefixList | BalancingPart;

/** One declaration that is gone, new, or says something else. */
export interface NetworkEdit {
  /** The same in both versions. */
  readonly key: string;
  readonly before: NetworkThing | undefined;
  readonly after: NetworkThing | undefined;
  /** Of a list or table in both versions: the one entry or route written in it that differs. Absent: all else of it. */
  readonly inner?: InnerEdit;
}

export type InnerEdit =
  | {
      readonly kind: 'entry';
      readonly before: AccessEntry | undefined;
      readonly after: AccessEntry | undefined;
    }
  | { readonly kind: 'route'; readonly before: Route | undefined; readonly after: Route | undefined };

const known = new WeakMap<NetworkModel, WeakMap<NetworkModel, readonly NetworkEdit[]>>();

/** The edits from one model to the other, in declaration order, those of things that are gone last. */
export function networkEdits(before: NetworkModel, after: NetworkModel): readonly NetworkEdit[] {
  let ofBefore = known.get(before);
  if (ofBefore === undefined) {
    ofBefore = new WeakMap();
    known.set(before, ofBefore);
  }
  let edits = ofBefore.get(after);
  if (edits === undefined) {
    edits = findEdits(before, after);
    ofBefore.set(after, edits);
  }
  return edits;
}

function findEdits(before: NetworkModel, after: NetworkModel): readonly NetworkEdit[] {
  const old = thingsOf(before);
  const current = thingsOf(after);
  const edits: NetworkEdit[] = [];
  for (const [key, thing] of current) {
    const was = old.get(key);
    if (was !== thing) edits.push(...editsOfThing(key, was, thing));
  }
  for (const [key, was] of old) {
    if (!current.has(key)) edits.push({ key, before: was, after: undefined });
  }
  return edits;
}

function thingsOf(model: NetworkModel): ReadonlyMap<string, NetworkThing> {
  const things = new Map<string, NetworkThing>();
  const add = (thing: NetworkThing): void => {
    const key = `${thing.kind} ${thing.address}`;
    // A resource may declare several parts of one kind: a route to each of two destinations.
    let free = key;
    for (let number = 2; things.has(free); number++) free = `${key} ${String(number)}`;
    things.set(free, thing);
  };
  for (const part of model.topology.parts) add(part);
  for (const part of model.networks.values()) add(part);
  for (const part of model.subnets.values()) add(part);
  for (const part of model.attachments.values()) add(part);
  for (const part of model.prefixLists.values()) add(part);
  return things;
}

function editsOfThing(key: string, before: NetworkThing | undefined, after: NetworkThing): NetworkEdit[] {
  if (before === undefined) return [{ key, before, after }];
  const edits: NetworkEdit[] = meaningOf(before) === meaningOf(after) ? [] : [{ key, before, after }];
  if (before.kind === 'access-list' && after.kind === 'access-list') {
    for (const pair of pairs(before.entries, after.entries, entryPlace)) {
      edits.push({ key, before, after, inner: { kind: 'entry', ...pair } });
    }
  } else if (before.kind === 'route-table' && after.kind === 'route-table') {
    for (const pair of pairs(before.routes, after.routes, routePlace)) {
      edits.push({ key, before, after, inner: { kind: 'route', ...pair } });
    }
  }
  return edits;
}

/** The address of an entry written in a list counts the blocks; its number is what tells it from others. */
function entryPlace({ direction, priority }: AccessEntry): string {
  return `${direction} ${String(priority)}`;
}

function routePlace({ destination }: Route): string {
  return JSON.stringify(destination, meaningfully);
}

interface Pair<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/** What only one of two lists has, in pairs where they have the same place. */
function pairs<T extends object>(
  before: readonly T[],
  after: readonly T[],
  placeOf: (one: T) => string,
): Pair<T>[] {
  const left = new Map<string, T>();
  for (const each of before) left.set(innerMeaning(each), each);
  const added: T[] = [];
  for (const each of after) if (!left.delete(innerMeaning(each))) added.push(each);
  const removed = [...left.values()];
  const found = added.map((each): Pair<T> => {
    const at = removed.findIndex((other) => placeOf(other) === placeOf(each));
    return { before: at < 0 ? undefined : removed.splice(at, 1)[0], after: each };
  });
  return [...found, ...removed.map((each): Pair<T> => ({ before: each, after: undefined }))];
}

const meanings = new WeakMap<object, string>();

/** All that a declaration says, apart from where and how it is written, and from what stands in it as inner edits. */
export function meaningOf(thing: NetworkThing): string {
  let meaning = meanings.get(thing);
  if (meaning === undefined) {
    const plain =
      thing.kind === 'access-list'
        ? { ...thing, entries: [] }
        : thing.kind === 'route-table'
          ? { ...thing, routes: [] }
          : thing;
    meaning = JSON.stringify(plain, meaningfully);
    meanings.set(thing, meaning);
  }
  return meaning;
}

function innerMeaning(inner: object): string {
  let meaning = meanings.get(inner);
  if (meaning === undefined) {
    meaning = JSON.stringify({ ...inner, address: undefined }, meaningfully);
    meanings.set(inner, meaning);
  }
  return meaning;
}

const HOW_WRITTEN: ReadonlySet<string> = new Set([
  'origin',
  'headerOrigin',
  'origins',
  'argument',
  'argumentOrigin',
  'text',
  'description',
  'hostBitsSet',
]);

function meaningfully(key: string, value: unknown): unknown {
  if (HOW_WRITTEN.has(key)) return undefined;
  return typeof value === 'bigint' ? String(value) : value;
}

/** Where the edited declaration stands in the later version, and stood in the earlier: blocks, as far as known. */
export function placesOf({ before, after, inner }: NetworkEdit): {
  readonly before: Origin | undefined;
  readonly after: Origin | undefined;
} {
  return inner === undefined
    ? { before: before?.origin, after: after?.origin }
    : { before: inner.before?.origin, after: inner.after?.origin };
}
