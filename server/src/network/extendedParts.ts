/**
 * Puts what other resources add to a part (model.ts, Extension) into that part, before the parts are indexed. A part to
 * which nothing is added stays the same object, and one with unchanged additions too.
 */

import type { Attachment, Extension, Network, NetworkPart, PrefixList } from './model';

type Extensible = Attachment | Network | PrefixList;
type PlainPart = Exclude<NetworkPart, Extension>;

interface Extended {
  readonly extensions: readonly Extension[];
  readonly part: Extensible;
}

/** The last result for a part: a part with the same additions is the same object again. */
const extendedBefore = new WeakMap<Extensible, Extended>();

/** All parts but the extensions, in their order; attachments that stand for an absent part come last. */
export function extendedParts(parts: Iterable<NetworkPart>): Iterable<PlainPart> {
  const plain: PlainPart[] = [];
  const extensions = new Map<string, Extension[]>();
  for (const part of parts) {
    if (part.kind !== 'extension') {
      plain.push(part);
      continue;
    }
    const target = part.of.kind === 'part' ? `${part.adds.kind} ${part.of.address}` : part.address;
    const list = extensions.get(target);
    if (list === undefined) extensions.set(target, [part]);
    else list.push(part);
  }
  if (extensions.size === 0) return plain;
  const result: PlainPart[] = plain.map((part) => {
    const kind = additionOf(part);
    const target = `${kind ?? ''} ${part.address}`;
    const added = extensions.get(target);
    if (kind === undefined || added === undefined) return part;
    extensions.delete(target);
    return extended(part as Extensible, added);
  });
  for (const left of extensions.values()) {
    for (const { adds } of left) if (adds.kind === 'groups') result.push(adds.attachment);
  }
  return result;
}

/** What can be added to a part of this kind. */
function additionOf(part: PlainPart): Extension['adds']['kind'] | undefined {
  switch (part.kind) {
    case 'attachment':
      return 'groups';
    case 'network':
      return 'prefixes';
    case 'prefix-list':
      return 'entries';
    default:
      return undefined;
  }
}

function extended(part: Extensible, extensions: readonly Extension[]): Extensible {
  const before = extendedBefore.get(part);
  if (
    before?.extensions.length === extensions.length &&
    before.extensions.every((extension, index) => extension === extensions[index])
  ) {
    return before.part;
  }
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
