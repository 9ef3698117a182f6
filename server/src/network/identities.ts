/**
 * One thing under several names: an id that is written out and the part that was looked up by it, a group that was looked
 * up by its name and the group that the configuration declares. Whatever refers to one of the names is made to refer to
 * the part. Only what is certainly the same is.
 */

import type { PlainPart } from './extendedParts';
import type { SecurityGroup, Subnet } from './model';
import { referenceId } from './networkModel';
import { withRanges } from './rangesOfPlaces';

/** From an id or address to the address of the part that it is. */
export type Identities = ReadonlyMap<string, string>;

/** A part that may be known under another name as well. */
type Named = Extract<PlainPart, { readonly kind: 'network' | 'subnet' | 'prefix-list' | 'security-group' }>;

interface Rewritten {
  readonly identities: Identities;
  readonly list: readonly object[];
}

const identitiesBefore = new WeakMap<object, { readonly key: string; readonly identities: Identities }>();
const rewrittenBefore = new WeakMap<readonly object[], Rewritten>();
const partsBefore = new WeakMap<object, { readonly identities: Identities; readonly part: unknown }>();

/** Whether the part is looked up under something that may be another part's name. */
export function isLookedUp(part: PlainPart): part is Named {
  switch (part.kind) {
    case 'security-group':
      return part.cloudId !== undefined || isLookedUpByName(part);
    case 'network':
    case 'subnet':
      return part.cloudId !== undefined || part.sameAs !== undefined;
    case 'prefix-list':
      return part.cloudId !== undefined;
    default:
      return false;
  }
}

function isLookedUpByName({ ownership, name, network }: SecurityGroup): boolean {
  return ownership === 'external' && name.kind === 'known' && network.kind === 'part';
}

/**
 * The lists with every reference led to the part that it means. `lookedUp` are the parts of the lists for which isLookedUp
 * holds, in their order; without any there is nothing to do.
 */
export function withIdentities(
  lists: readonly (readonly PlainPart[])[],
  lookedUp: readonly Named[],
): readonly (readonly PlainPart[])[] {
  return withRanges(rewrittenLists(lists, identitiesOf(lists, lookedUp)));
}

/** The lists with every reference that has another identity led there; the same object where a list has none. */
export function rewrittenLists<Part extends object>(
  lists: readonly (readonly Part[])[],
  identities: Identities,
): readonly (readonly Part[])[] {
  if (identities.size === 0) return lists;
  return lists.map((list) => {
    const before = rewrittenBefore.get(list);
    if (before?.identities === identities) return before.list as readonly Part[];
    const parts = list.map((part) => rewritten(part, identities));
    const result = parts.every((part, index) => part === list[index]) ? list : parts;
    rewrittenBefore.set(list, { identities, list: result });
    return result;
  });
}

function identitiesOf(lists: readonly (readonly PlainPart[])[], lookedUp: readonly Named[]): Identities {
  const identities = new Map<string, string>();
  for (const part of withDeclaredFirst(lookedUp)) {
    const { cloudId, address, certainty } = part;
    if (cloudId === undefined || certainty === 'possible') continue;
    const known = identities.get(cloudId);
    if (known === undefined) identities.set(cloudId, address);
    // The same network looked up twice, or looked up and adopted.
    else if (part.kind === 'network' && known !== address) identities.set(address, known);
  }
  const subnets = subnetsLookedUp(lists, lookedUp);
  for (const part of lookedUp) {
    if ((part.kind !== 'network' && part.kind !== 'subnet') || part.sameAs === undefined) continue;
    if (part.certainty === 'possible') continue;
    identities.set(part.address, part.sameAs);
    if (part.kind === 'subnet') meetNetworks(part, subnets.get(part.sameAs), identities);
  }
  // What is looked up by the id of another lookup is what that one is.
  for (const [name, address] of identities) {
    let last = address;
    for (let steps = identities.size; steps > 0; steps--) last = identities.get(last) ?? last;
    if (last !== address) identities.set(name, last);
  }
  const byName = lookedUp.filter(
    (part): part is SecurityGroup => part.kind === 'security-group' && isLookedUpByName(part),
  );
  if (byName.length > 0) {
    const declared = declaredByName(lists);
    for (const group of byName) {
      const same = declared.get(nameKey(group) ?? '');
      if (typeof same === 'string') identities.set(group.address, same);
    }
  }
  const [first] = lookedUp;
  if (first === undefined) return identities;
  return sameIdentities(first, identities);
}

/** The network of a subnet that is looked up is that of the subnet that it is. */
function meetNetworks(lookup: Subnet, subnet: Subnet | undefined, identities: Map<string, string>): void {
  const own = referenceId(lookup.network);
  const network = subnet === undefined ? undefined : referenceId(subnet.network);
  if (own !== undefined && network !== undefined && own !== network) identities.set(own, network);
}

/** The subnets that others are lookups of, by address. */
function subnetsLookedUp(
  lists: readonly (readonly PlainPart[])[],
  lookedUp: readonly Named[],
): ReadonlyMap<string, Subnet> {
  const wanted = new Set(lookedUp.flatMap((part) => (part.kind === 'subnet' ? (part.sameAs ?? []) : [])));
  const found = new Map<string, Subnet>();
  if (wanted.size === 0) return found;
  for (const list of lists) {
    for (const part of list) {
      if (part.kind === 'subnet' && wanted.has(part.address)) found.set(part.address, part);
    }
  }
  return found;
}

/** Equal identities are the same object, so that what was made with them is found again. `first`: a part that made them. */
export function sameIdentities(first: object, identities: Identities): Identities {
  const key = Array.from(identities, (pair) => pair.join(' ')).join('\n');
  const before = identitiesBefore.get(first);
  if (before?.key === key) return before.identities;
  identitiesBefore.set(first, { key, identities });
  return identities;
}

/** Of a network that is looked up and adopted, the adopted one is it. */
function withDeclaredFirst(parts: readonly Named[]): readonly Named[] {
  const isLookup = (part: Named): boolean => part.kind === 'network' && part.external === true;
  return [...parts.filter((part) => !isLookup(part)), ...parts.filter(isLookup)];
}

/** Certain groups by network and name; null where several have the name. */
function declaredByName(lists: readonly (readonly PlainPart[])[]): ReadonlyMap<string, string | null> {
  const declared = new Map<string, string | null>();
  for (const list of lists) {
    for (const part of list) {
      if (part.kind !== 'security-group' || part.ownership !== 'managed') continue;
      const key = nameKey(part);
      if (key === undefined) continue;
      declared.set(key, declared.has(key) || part.certainty === 'possible' ? null : part.address);
    }
  }
  return declared;
}

function nameKey({ name, network }: SecurityGroup): string | undefined {
  const id = referenceId(network);
  return name.kind === 'known' && id !== undefined ? `${id} ${name.value}` : undefined;
}

/** The same object where nothing in it refers to another name. */
function rewritten<Part extends object>(part: Part, identities: Identities): Part {
  const before = partsBefore.get(part);
  if (before?.identities === identities) return before.part as Part;
  const result = rewrittenValue(part, identities) as Part;
  partsBefore.set(part, { identities, part: result });
  return result;
}

function rewrittenValue(value: unknown, identities: Identities): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const elements = value.map((each) => rewrittenValue(each, identities));
    return elements.every((each, index) => each === value[index]) ? value : elements;
  }
  // Places and numbers are no references, and they are most of what a part holds.
  if ('anchor' in value) return value;
  const kind: unknown = 'kind' in value ? value.kind : undefined;
  if (kind === 'part' || kind === 'literal') {
    const id = kind === 'part' ? (value as { address: string }).address : (value as { id: string }).id;
    const address = identities.get(id);
    return address === undefined ? value : { kind: 'part', address };
  }
  let result: Record<string, unknown> | undefined;
  for (const [name, held] of Object.entries(value)) {
    const now = rewrittenValue(held, identities);
    if (now === held) continue;
    result ??= { ...value };
    result[name] = now;
  }
  return result ?? value;
}
