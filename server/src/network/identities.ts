/**
 * One thing under several names: an id that is written out and the part that was looked up by it, a group that was looked
 * up by its name and the group that the configuration declares. Whatever refers to one of the names is made to refer to
 * the part. Only what is certainly the same is; what may be the same, or may not, becomes unknown.
 */

import type { PlainPart } from './extendedParts';
import type { Network, SecurityGroup, Subnet, Unknown } from './model';
import { referenceId } from './networkModel';
import { withRanges } from './rangesOfPlaces';

/** From an id or address to the address of the part that it is, or to why that is not known. */
export type Identities = ReadonlyMap<string, string | Unknown>;

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

function isLookedUpByName({ ownership, name }: SecurityGroup): boolean {
  return ownership === 'external' && name.kind === 'known';
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
  const identities = new Map<string, string | Unknown>();
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
    for (let steps = identities.size; steps > 0 && typeof last === 'string'; steps--) {
      last = identities.get(last) ?? last;
    }
    if (last !== address) identities.set(name, last);
  }
  const byName = lookedUp.filter(
    (part): part is SecurityGroup => part.kind === 'security-group' && isLookedUpByName(part),
  );
  if (byName.length > 0) findByName(byName, declaredParts(lists), identities);
  const [first] = lookedUp;
  if (first === undefined) return identities;
  return sameIdentities(first, identities);
}

/** The network of a subnet that is looked up is that of the subnet that it is. */
function meetNetworks(
  lookup: Subnet,
  subnet: Subnet | undefined,
  identities: Map<string, string | Unknown>,
): void {
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
  const key = Array.from(
    identities,
    ([name, to]) => `${name} ${typeof to === 'string' ? to : JSON.stringify(to)}`,
  ).join('\n');
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

interface Declared {
  readonly groups: readonly SecurityGroup[];
  readonly networks: ReadonlyMap<string, Network>;
}

function declaredParts(lists: readonly (readonly PlainPart[])[]): Declared {
  const groups: SecurityGroup[] = [];
  const networks = new Map<string, Network>();
  for (const list of lists) {
    for (const part of list) {
      if (part.kind === 'security-group' && part.ownership === 'managed') groups.push(part);
      if (part.kind === 'network') networks.set(part.address, part);
    }
  }
  return { groups, networks };
}

/**
 * Which groups those are that were looked up by their names: names are unique in a network. Where the network of one of
 * two is not known, they may be the same.
 */
function findByName(
  lookups: readonly SecurityGroup[],
  { groups, networks }: Declared,
  identities: Map<string, string | Unknown>,
): void {
  const wanted = new Set(lookups.map(nameOf));
  const named = groups.filter((group) => wanted.has(nameOf(group)));
  const networkOf = ({ network }: SecurityGroup): string | undefined => {
    const id = referenceId(network);
    const same = id === undefined ? undefined : (identities.get(id) ?? id);
    return typeof same === 'string' ? same : undefined;
  };
  const isApart = (one: string | undefined, other: string | undefined): boolean => {
    const [left, right] = [networks.get(one ?? ''), networks.get(other ?? '')];
    return left !== undefined && right !== undefined && left !== right && areApart(left, right);
  };
  for (const lookup of lookups) {
    const network = networkOf(lookup);
    const same = named.filter(
      (group) => nameOf(group) === nameOf(lookup) && !isApart(network, networkOf(group)),
    );
    const [only, ...others] = same;
    if (only === undefined) continue;
    const isSure = network !== undefined && networkOf(only) === network && only.certainty === 'certain';
    const reason = `which group of that name ${lookup.address} finds is known after apply`;
    identities.set(
      lookup.address,
      isSure && others.length === 0 ? only.address : { kind: 'unknown', reason },
    );
  }
}

/** Two that are declared; and the one that comes with an account is none that a configuration makes. */
function areApart(left: Network, right: Network): boolean {
  if (left.external !== true && right.external !== true) return true;
  const isMade = ({ external, isDefault }: Network): boolean => external !== true && isDefault !== true;
  return (left.isDefault === true && isMade(right)) || (right.isDefault === true && isMade(left));
}

function nameOf({ name }: SecurityGroup): string | undefined {
  return name.kind === 'known' ? name.value : undefined;
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
    if (address === undefined) return value;
    return typeof address === 'string' ? { kind: 'part', address } : address;
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
