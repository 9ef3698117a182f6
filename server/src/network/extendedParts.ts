/**
 * Puts what other resources add to a part (model.ts, Extension) into that part, before the parts are indexed. A part to
 * which nothing is added stays the same object, and so does a list in which no part is extended.
 */

import type { Attachment, Extension, Network, NetworkPart, PrefixList } from './model';

type Extensible = Attachment | Network | PrefixList;

/** A part as it is indexed: every kind but the extensions. */
export type PlainPart = Exclude<NetworkPart, Extension>;

interface Sorted {
  readonly plain: readonly PlainPart[];
  readonly extensions: readonly Extension[];
  /** Targets (kind and address) of the parts that something can be added to. */
  readonly targets: readonly string[];
}

interface Extended {
  readonly extensions: readonly Extension[];
  readonly part: Extensible;
}

interface ExtendedList {
  readonly added: readonly (readonly Extension[])[];
  readonly list: readonly PlainPart[];
}

// Keyed by the lists and parts as they come: what is made again of the same ones is the same object.
const sortedBefore = new WeakMap<readonly NetworkPart[], Sorted>();
const extendedBefore = new WeakMap<Extensible, Extended>();
const listsBefore = new WeakMap<readonly PlainPart[], ExtendedList>();

/**
 * The lists without their extensions, in their order; attachments that stand for an absent part come as a last list.
 */
export function extendedParts(lists: readonly (readonly NetworkPart[])[]): readonly (readonly PlainPart[])[] {
  const sorted = lists.map(sortParts);
  const extensions = new Map<string, Extension[]>();
  for (const list of sorted) {
    for (const extension of list.extensions) {
      const target =
        extension.of.kind === 'part' ? `${extension.adds.kind} ${extension.of.address}` : extension.address;
      const known = extensions.get(target);
      if (known === undefined) extensions.set(target, [extension]);
      else known.push(extension);
    }
  }
  if (extensions.size === 0) return sorted.map(({ plain }) => plain);
  const met = new Set<string>();
  const result = sorted.map(({ plain, targets }) => {
    const own = targets.filter((target) => extensions.has(target));
    for (const target of own) met.add(target);
    return own.length === 0 ? plain : extendList(plain, extensions);
  });
  const left: PlainPart[] = [];
  for (const [target, list] of extensions) {
    if (met.has(target)) continue;
    for (const { adds } of list) if (adds.kind === 'groups') left.push(adds.attachment);
  }
  return left.length === 0 ? result : [...result, left];
}

function sortParts(list: readonly NetworkPart[]): Sorted {
  let sorted = sortedBefore.get(list);
  if (sorted === undefined) {
    const extensions = list.filter((part) => part.kind === 'extension');
    // Without extensions, the usual case, the list itself goes on.
    const plain =
      extensions.length === 0
        ? (list as readonly PlainPart[])
        : list.filter((part) => part.kind !== 'extension');
    sorted = { plain, extensions, targets: plain.flatMap((part) => targetOf(part) ?? []) };
    sortedBefore.set(list, sorted);
  }
  return sorted;
}

function extendList(
  plain: readonly PlainPart[],
  extensions: ReadonlyMap<string, readonly Extension[]>,
): readonly PlainPart[] {
  const nothing: readonly Extension[] = [];
  const added = plain.map((part) => {
    const target = targetOf(part);
    return (target === undefined ? undefined : extensions.get(target)) ?? nothing;
  });
  const before = listsBefore.get(plain);
  if (before?.added.every((each, index) => sameExtensions(each, added[index] ?? nothing)) === true) {
    return before.list;
  }
  const list = plain.map((part, index): PlainPart => {
    const own = added[index] ?? nothing;
    return own.length === 0 ? part : extended(part as Extensible, own);
  });
  listsBefore.set(plain, { added, list });
  return list;
}

/** What can be added to the part, with its address; undefined for a kind that nothing is added to. */
function targetOf(part: PlainPart): string | undefined {
  switch (part.kind) {
    case 'attachment':
      return `groups ${part.address}`;
    case 'network':
      return `prefixes ${part.address}`;
    case 'prefix-list':
      return `entries ${part.address}`;
    default:
      return undefined;
  }
}

function sameExtensions(left: readonly Extension[], right: readonly Extension[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}

function extended(part: Extensible, extensions: readonly Extension[]): Extensible {
  const before = extendedBefore.get(part);
  if (before !== undefined && sameExtensions(before.extensions, extensions)) return before.part;
  const result = extensions.reduce(add, part);
  extendedBefore.set(part, { extensions, part: result });
  return result;
}

function add(part: Extensible, { adds }: Extension): Extensible {
  if (part.kind === 'attachment' && adds.kind === 'groups') {
    return { ...part, groups: [...part.groups, ...adds.attachment.groups] };
  }
  if (part.kind === 'network' && adds.kind === 'prefixes') {
    return { ...part, prefixes: [...part.prefixes, ...adds.prefixes], open: part.open || adds.open };
  }
  if (part.kind === 'prefix-list' && adds.kind === 'entries') {
    return { ...part, entries: [...part.entries, ...adds.entries] };
  }
  return part;
}
