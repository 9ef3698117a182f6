/**
 * Puts together what declares ends: attachments take over from presets what they do not say themselves, and targets
 * offer what balancers forward to them. What comes out goes on to extendedParts.ts. Lists without such parts, and parts
 * that take nothing over, stay the same objects.
 */

import type { BalancingPart, Forwardings, Preset, PresetReference, PresetUse, StandIn } from './endpoints';
import { extendedParts, type ComposedPart, type PlainPart } from './extendedParts';
import { balancingOf } from './forwardings';
import { rewrittenLists, sameIdentities } from './identities';
import type { AttachedGroup, Attachment, NetworkPart, PartReference, Service } from './model';
import { referenceId } from './networkModel';

export interface Composition {
  readonly lists: readonly (readonly PlainPart[])[];
  readonly forwardings: Forwardings;
}

interface Sorted {
  readonly composed: readonly ComposedPart[];
  readonly presets: readonly Preset[];
  readonly balancing: readonly BalancingPart[];
  readonly standIns: readonly StandIn[];
  readonly users: readonly Attachment[];
}

interface Taken {
  readonly found: readonly (Preset | undefined)[];
  readonly attachment: Attachment | undefined;
}

const sortedBefore = new WeakMap<readonly NetworkPart[], Sorted>();
const takenBefore = new WeakMap<Attachment, Taken>();
const listsBefore = new WeakMap<Sorted, readonly ComposedPart[]>();

/** The lists as they are indexed, in their order; see extendedParts for what comes behind them. */
export function composedParts(lists: readonly (readonly NetworkPart[])[]): Composition {
  const sorted = withStandIns(lists).map(sortParts);
  const { offers, forwardings } = balancingOf(
    sorted.flatMap(({ balancing }) => (balancing.length === 0 ? [] : [balancing])),
  );
  const composed = withPresets(sorted);
  return { lists: extendedParts(offers.length === 0 ? composed : [...composed, offers]), forwardings };
}

/** What names a thing for which another stands, names that. */
function withStandIns(lists: readonly (readonly NetworkPart[])[]): readonly (readonly NetworkPart[])[] {
  const standIns = lists.flatMap((list) => sortParts(list).standIns);
  const [first] = standIns;
  if (first === undefined) return lists;
  const identities = new Map<string, string>();
  for (const { address, by, certainty } of standIns) {
    if (certainty === 'certain' && by.kind === 'part') identities.set(address, by.address);
  }
  return rewrittenLists(lists, sameIdentities(first, identities));
}

function sortParts(list: readonly NetworkPart[]): Sorted {
  const before = sortedBefore.get(list);
  if (before !== undefined) return before;
  const sorted = list.every(isPlain) ? plainList(list) : sortInto(list);
  sortedBefore.set(list, sorted);
  return sorted;
}

/** The usual case: the list itself goes on. */
function plainList(list: readonly ComposedPart[]): Sorted {
  return { composed: list, presets: none, balancing: none, standIns: none, users: none };
}

const none: readonly never[] = [];

// Kinds that only this file and forwardings.ts see; the compiler knows if one is missing.
const seenHereOnly: Readonly<Record<Exclude<NetworkPart['kind'], ComposedPart['kind']>, true>> = {
  preset: true,
  'stand-in': true,
  listener: true,
  'listener-rule': true,
  'target-group': true,
  target: true,
  'target-group-use': true,
};

/** Neither put together with others, nor taking anything over. */
function isPlain(part: NetworkPart): part is ComposedPart {
  return !(part.kind in seenHereOnly) && (part.kind !== 'attachment' || part.presets === undefined);
}

function sortInto(list: readonly NetworkPart[]): Sorted {
  const composed: ComposedPart[] = [];
  const presets: Preset[] = [];
  const balancing: BalancingPart[] = [];
  const standIns: StandIn[] = [];
  for (const part of list) {
    switch (part.kind) {
      case 'preset':
        presets.push(part);
        break;
      case 'stand-in':
        standIns.push(part);
        break;
      case 'listener':
      case 'listener-rule':
      case 'target-group':
      case 'target':
      case 'target-group-use':
        balancing.push(part);
        break;
      default:
        composed.push(part);
    }
  }
  return {
    composed: composed.length === list.length ? (list as readonly ComposedPart[]) : composed,
    presets,
    balancing,
    standIns,
    users: composed.flatMap((part) =>
      part.kind === 'attachment' && part.presets !== undefined ? [part] : [],
    ),
  };
}

interface Remembered {
  readonly concerned: readonly Sorted[];
  readonly lists: ReadonlyMap<Sorted, readonly ComposedPart[]>;
}

// Keyed by the first list concerned: an edit elsewhere takes over nothing anew.
const rememberedBefore = new WeakMap<Sorted, Remembered>();

function withPresets(sorted: readonly Sorted[]): readonly (readonly ComposedPart[])[] {
  const concerned = sorted.filter(({ presets, users }) => presets.length > 0 || users.length > 0);
  const [first] = concerned;
  if (first === undefined) return sorted.map(({ composed }) => composed);
  let known = rememberedBefore.get(first);
  if (
    known?.concerned.length !== concerned.length ||
    !known.concerned.every((each, index) => each === concerned[index])
  ) {
    known = { concerned, lists: takeOverAll(concerned) };
    rememberedBefore.set(first, known);
  }
  const { lists } = known;
  return sorted.map((each) => lists.get(each) ?? each.composed);
}

/** The lists in which something is taken over, or stands in for a preset. */
function takeOverAll(concerned: readonly Sorted[]): ReadonlyMap<Sorted, readonly ComposedPart[]> {
  const find = presetFinder(concerned.flatMap(({ presets }) => presets));
  const taken = new Map<ComposedPart, Attachment | undefined>();
  const used = new Set<Preset>();
  for (const user of concerned.flatMap(({ users }) => users)) {
    const { found, attachment } = takeOver(user, find);
    taken.set(user, attachment);
    if (attachment === undefined) continue;
    for (const preset of found) if (preset !== undefined) used.add(preset);
  }
  const result = new Map<Sorted, readonly ComposedPart[]>();
  for (const each of concerned) {
    const parts = [
      ...each.composed.flatMap((part) => (taken.has(part) ? (taken.get(part) ?? []) : part)),
      ...each.presets.flatMap((preset) => (used.has(preset) ? [] : (preset.attachment ?? []))),
    ];
    const before = listsBefore.get(each);
    const isSame = before?.length === parts.length && before.every((part, index) => part === parts[index]);
    if (!isSame) listsBefore.set(each, parts);
    result.set(each, isSame ? before : parts);
  }
  return result;
}

type Find = (reference: PresetReference) => Preset | undefined;

/** Two presets of one name (in two regions, say) leave open which of them is meant. */
function presetFinder(presets: readonly Preset[]): Find {
  const byAddress = new Map(presets.map((preset) => [preset.address, preset]));
  const byName = new Map<string, Preset | undefined>();
  for (const preset of presets) {
    if (preset.name.kind !== 'known') continue;
    const key = `${preset.family} ${preset.name.value}`;
    byName.set(key, byName.has(key) ? undefined : preset);
  }
  return (reference) => {
    if (reference.kind === 'part') return byAddress.get(reference.address);
    return reference.kind === 'name' ? byName.get(`${reference.family} ${reference.name}`) : undefined;
  };
}

function takeOver(attachment: Attachment, find: Find): Taken {
  const uses = attachment.presets ?? [];
  const found = uses.map(({ of }) => find(of));
  const before = takenBefore.get(attachment);
  if (before?.found.every((preset, index) => preset === found[index]) === true) return before;
  const taken = { found, attachment: completed(attachment, uses, found) };
  takenBefore.set(attachment, taken);
  return taken;
}

/** The attachment with what it takes over; undefined where it then carries no group, although groups filter it. */
function completed(
  attachment: Attachment,
  uses: readonly PresetUse[],
  found: readonly (Preset | undefined)[],
): Attachment | undefined {
  const groups = attachment.groups.length > 0 ? attachment.groups : groupsOf(uses, found);
  const subnets = attachment.subnets.length > 0 ? attachment.subnets : subnetsOf(uses, found);
  const { presets, publicBySubnet, orDefaultGroup, ...own } = attachment;
  // The default group is that of the subnets' network, and a template that is not in sight may name others.
  const isOpen = uses.some(
    ({ takes }, index) => takes !== 'services' && takes !== 'subnets' && found[index] === undefined,
  );
  const isDefault = orDefaultGroup === true && subnets.length > 0 && !isOpen;
  if (groups.length === 0 && attachment.unfiltered !== true && !isDefault) return undefined;
  const bySubnet = publicBySubnet === undefined ? {} : { publicBySubnet };
  const services = [...own.services, ...servicesOf(uses, found)];
  const placed = { ...own, groups, subnets, services };
  const settings = found.filter(
    (preset, index) => presets?.[index]?.takes === 'template' && preset !== undefined,
  );
  const said = settings.filter((preset) => preset?.publicBySubnet !== true);
  if (own.public !== undefined || said.length === 0) return { ...placed, ...bySubnet };
  // Without a setting of its own, what runs from a template has that of the template.
  const isSame =
    said.length === settings.length && said.every((preset) => preset?.public === said[0]?.public);
  return { ...placed, public: isSame ? said[0]?.public : undefined };
}

interface Given<Value> {
  readonly use: PresetUse;
  readonly values: readonly Value[];
}

/** What each preset gives of something; fallbacks only where nothing before them gave any. */
function given<Value>(
  uses: readonly PresetUse[],
  takes: 'groups' | 'subnets',
  valuesOf: (use: PresetUse, index: number) => readonly Value[],
): readonly Given<Value>[] {
  const result: Given<Value>[] = [];
  uses.forEach((use, index) => {
    if (use.takes !== takes && use.takes !== 'template') return;
    if (use.fallback && result.some(({ values }) => values.length > 0)) return;
    result.push({ use, values: valuesOf(use, index) });
  });
  return result;
}

/** What only one of several presets gives, some of the instances have and others have not. */
function groupsOf(
  uses: readonly PresetUse[],
  found: readonly (Preset | undefined)[],
): readonly AttachedGroup[] {
  const all = given(uses, 'groups', (_use, index) => found[index]?.groups ?? []);
  const result = new Map<string, AttachedGroup>();
  for (const { use, values } of all) {
    for (const group of values) {
      const key = groupKey(group);
      if (result.has(key)) continue;
      const sure =
        use.certainty === 'certain' &&
        all.every((other) => other.values.some((each) => groupKey(each) === key));
      result.set(key, sure ? group : { ...group, certainty: 'possible' });
    }
  }
  return [...result.values()];
}

function groupKey({ group }: AttachedGroup): string {
  return referenceId(group) ?? (group.kind === 'unknown' ? group.reason : '');
}

function servicesOf(uses: readonly PresetUse[], found: readonly (Preset | undefined)[]): readonly Service[] {
  return uses.flatMap(({ takes }, index) => (takes === 'services' ? (found[index]?.services ?? []) : []));
}

/** A subnet group that is not in sight stands for its subnets. */
function subnetsOf(
  uses: readonly PresetUse[],
  found: readonly (Preset | undefined)[],
): readonly PartReference[] {
  const all = given(uses, 'subnets', ({ of, takes }, index): readonly PartReference[] => {
    const preset = found[index];
    if (preset !== undefined) return preset.subnets;
    if (takes === 'template') return [];
    return [
      of.kind === 'name' ? { kind: 'unknown', reason: `the subnets of ${JSON.stringify(of.name)}` } : of,
    ];
  });
  return all.flatMap(({ values }) => values);
}
