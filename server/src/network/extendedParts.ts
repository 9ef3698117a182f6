/**
 * Puts what other resources add to a part (model.ts, Extension) into that part, before the parts are indexed. A part to
 * which nothing is added stays the same object, and so does a list in which no part is extended.
 */

import type { EndpointPart } from './endpoints';
import type {
  Attachment,
  Extension,
  Network,
  NetworkPart,
  PrefixList,
  SecurityGroup,
  Service,
} from './model';

type Extensible = Attachment | Network | PrefixList | SecurityGroup;

/** A part as it is indexed: every kind but the extensions, and but what only composedParts.ts sees. */
export type PlainPart = Exclude<NetworkPart, Extension | EndpointPart>;

/** What comes out of composedParts.ts. */
export type ComposedPart = PlainPart | Extension;

interface Sorted {
  readonly plain: readonly PlainPart[];
  readonly extensions: readonly Extension[];
  /** Targets (kind and address) of the parts that something can be added to; made when something is. */
  targets: readonly string[] | undefined;
}

const noExtensions: readonly Extension[] = [];

interface Extended {
  readonly extensions: readonly Extension[];
  readonly part: Extensible;
}

interface ExtendedList {
  readonly added: readonly (readonly Extension[])[];
  readonly list: readonly PlainPart[];
}

// Keyed by the lists and parts as they come: what is made again of the same ones is the same object.
const sortedBefore = new WeakMap<readonly ComposedPart[], Sorted>();
const extendedBefore = new WeakMap<Extensible, Extended>();
const listsBefore = new WeakMap<readonly PlainPart[], ExtendedList>();

/**
 * The lists without their extensions, in their order; attachments that stand for an absent part come as a last list.
 */
export function extendedParts(
  lists: readonly (readonly ComposedPart[])[],
): readonly (readonly PlainPart[])[] {
  const sorted = lists.map(sortParts);
  const extensions = new Map<string, Extension[]>();
  for (const list of sorted) {
    for (const extension of list.extensions) {
      const target =
        extension.of.kind === 'part'
          ? `${extendedKinds[extension.adds.kind]} ${extension.of.address}`
          : extension.address;
      const known = extensions.get(target);
      if (known === undefined) extensions.set(target, [extension]);
      else known.push(extension);
    }
  }
  if (extensions.size === 0) return sorted.map(({ plain }) => plain);
  const met = new Set<string>();
  const result = sorted.map((list) => {
    const { plain } = list;
    list.targets ??= plain.flatMap((part) => targetOf(part) ?? []);
    const own = list.targets.filter((target) => extensions.has(target));
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

function sortParts(list: readonly ComposedPart[]): Sorted {
  let sorted = sortedBefore.get(list);
  if (sorted === undefined) {
    // Without extensions, the usual case, the list itself goes on.
    sorted = list.every((part) => part.kind !== 'extension')
      ? { plain: list, extensions: noExtensions, targets: undefined }
      : {
          plain: list.filter((part) => part.kind !== 'extension'),
          extensions: list.filter((part) => part.kind === 'extension'),
          targets: undefined,
        };
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
    return own.length > 0 && isExtensible(part) ? extendedBy(part, own) : part;
  });
  listsBefore.set(plain, { added, list });
  return list;
}

/** What each addition is made to. */
const extendedKinds: Readonly<Record<Extension['adds']['kind'], Extensible['kind']>> = {
  entries: 'prefix-list',
  prefixes: 'network',
  groups: 'attachment',
  subnets: 'attachment',
  services: 'attachment',
  public: 'attachment',
  'rules-elsewhere': 'security-group',
};

/** The part as extensions find it; undefined for a kind that nothing is added to. */
function targetOf(part: PlainPart): string | undefined {
  return isExtensible(part) ? `${part.kind} ${part.address}` : undefined;
}

function isExtensible(part: PlainPart): part is Extensible {
  return (
    part.kind === 'attachment' ||
    part.kind === 'network' ||
    part.kind === 'prefix-list' ||
    part.kind === 'security-group'
  );
}

function sameExtensions(left: readonly Extension[], right: readonly Extension[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}

function extendedBy(part: Extensible, extensions: readonly Extension[]): Extensible {
  const before = extendedBefore.get(part);
  if (before !== undefined && sameExtensions(before.extensions, extensions)) return before.part;
  const added = extensions.reduce(add, part);
  const result = added.kind === 'attachment' ? withPublicAddress(added, extensions) : added;
  extendedBefore.set(part, { extensions, part: result });
  return result;
}

function add(part: Extensible, { adds }: Extension): Extensible {
  switch (adds.kind) {
    case 'entries':
      return part.kind === 'prefix-list' ? { ...part, entries: [...part.entries, ...adds.entries] } : part;
    case 'prefixes':
      if (part.kind !== 'network') return part;
      return { ...part, prefixes: [...part.prefixes, ...adds.prefixes], open: part.open || adds.open };
    case 'groups':
      if (part.kind !== 'attachment') return part;
      return { ...part, groups: [...part.groups, ...adds.attachment.groups] };
    case 'subnets':
      return part.kind === 'attachment' ? withSubnets(part, adds.subnets) : part;
    case 'services':
      return part.kind === 'attachment' ? withServices(part, adds.services) : part;
    case 'rules-elsewhere':
      return part.kind === 'security-group' ? { ...part, ownership: 'external' } : part;
    case 'public':
      return part;
  }
}

/** Where it stands besides, it has further addresses. */
function withSubnets(part: Attachment, subnets: Attachment['subnets']): Attachment {
  const { addresses, ...rest } = part;
  const further = { ...rest, subnets: [...part.subnets, ...subnets] };
  return addresses === undefined || subnets.length > 0 ? further : part;
}

function withServices(part: Attachment, services: readonly Service[]): Attachment {
  const further = services.filter(
    ({ protocol, port }) =>
      !part.services.some((known) => known.protocol === protocol && known.port === port),
  );
  return further.length === 0 ? part : { ...part, services: [...part.services, ...further] };
}

/** Members of a cluster have public addresses each for itself; all must be known not to, for the cluster to have none. */
function withPublicAddress(part: Attachment, extensions: readonly Extension[]): Attachment {
  const members = extensions.flatMap(({ adds }) => (adds.kind === 'public' ? [adds.public] : []));
  if (members.length === 0 || part.public === true) return part;
  if (members.includes(true)) return { ...part, public: true };
  return { ...part, public: members.includes(undefined) ? undefined : false };
}
