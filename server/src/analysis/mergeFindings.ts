/**
 * One fault, one finding: what several instances of a block, or several environments of a root, have in common is told
 * once. Merged is only what stands at the same place and says the same but for the names of groups and the keys of
 * instances; what differs in anything else (a port, an address, "may") stays apart.
 */

import type { Finding } from '../checks/check';
import { listed } from '../checks/wording';
import type { NetworkModel } from '../network/networkModel';
import type { EditOperation, Fix } from '../source/edit';
import { sameOrigin, type Location } from '../source/origin';
import type { FindingContext, RelatedLocation } from './findings';
import type { SeparateRules } from './separateRules';

/** A finding at its place, before comments are looked at. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
  readonly holdsIn: readonly FindingContext[];
  /** Other resource instances of which the very same is said in the first context. */
  readonly others?: ReadonlySet<string>;
}

/** More places than this help nobody. */
const mostRelated = 12;

/**
 * The findings with those that say the same merged; the order is that of the first of each. `spotOf` is text that is
 * equal for the same code at the same place, `modelOf` the network that a finding was made from.
 */
export function mergeFindings<Placed extends PlacedFinding>(
  findings: ReadonlyMap<string, Placed>,
  spotOf: (placed: Placed) => string,
  modelOf: (context: FindingContext) => NetworkModel | undefined,
): ReadonlyMap<string, PlacedFinding> {
  const spots = new Map<string, string | string[]>();
  const crowded = new Set<string[]>();
  const repeated: string[] = [];
  for (const [key, placed] of findings) {
    if (placed.others !== undefined) repeated.push(key);
    const spot = spotOf(placed);
    const known = spots.get(spot);
    if (known === undefined) spots.set(spot, key);
    else if (typeof known === 'string') {
      const keys = [known, key];
      spots.set(spot, keys);
      crowded.add(keys);
    } else known.push(key);
  }
  if (crowded.size + repeated.length === 0) return findings;
  const merged = new Map<string, PlacedFinding>(findings);
  for (const key of repeated) {
    const placed = findings.get(key);
    if (placed !== undefined) merged.set(key, merge(placed, [placed], modelOf));
  }
  for (const keys of crowded) {
    const alike = new Map<string, { readonly key: string; readonly placed: Placed }[]>();
    for (const key of keys) {
      const placed = findings.get(key);
      if (placed === undefined) continue;
      const text = signature(placed, modelOf);
      const known = alike.get(text);
      if (known === undefined) alike.set(text, [{ key, placed }]);
      else known.push({ key, placed });
    }
    for (const [first, ...others] of alike.values()) {
      if (first === undefined || others.length === 0) continue;
      const all = [first.placed, ...others.map(({ placed }) => placed)];
      merged.set(first.key, merge(first.placed, all, modelOf));
      for (const { key } of others) merged.delete(key);
    }
  }
  return merged;
}

/** What a finding says, without the names that may differ. */
function signature(
  { finding, holdsIn }: PlacedFinding,
  modelOf: (context: FindingContext) => NetworkModel | undefined,
): string {
  const [context] = holdsIn;
  const names = namesOf(context === undefined ? undefined : modelOf(context));
  const message = finding.message.replaceAll(token, (text) => names.get(text) ?? text);
  return [context?.root, finding.severity, withoutKeys(finding.resource), withoutKeys(message)].join('\t');
}

const token = /[^\s,;:()"'’]+(?:(?<!\.)|(?=\.\S))/g;

/** Addresses without the keys of their instances. */
function withoutKeys(text: string): string {
  return text.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*"|\*)\]/g, '[]');
}

const namesByGroups = new WeakMap<NetworkModel['groups'], ReadonlyMap<string, string>>();

/** The names of groups, each with the address that it stands for. */
function namesOf(model: NetworkModel | undefined): ReadonlyMap<string, string> {
  if (model === undefined) return new Map();
  let names = namesByGroups.get(model.groups);
  if (names === undefined) {
    const found = new Map<string, string>();
    for (const { name, address } of model.groups.values()) {
      if (name.kind === 'known' && name.value !== '') found.set(name.value, withoutKeys(address));
    }
    names = found;
    namesByGroups.set(model.groups, names);
  }
  return names;
}

interface Merged {
  readonly members: readonly Finding[];
  readonly more: number;
  readonly finding: Finding;
}

// The same members give the same object, so that what did not change is not published again.
const mergedBefore = new WeakMap<Finding, Merged>();

function merge(
  first: PlacedFinding,
  all: readonly PlacedFinding[],
  modelOf: (context: FindingContext) => NetworkModel | undefined,
): PlacedFinding {
  const members = all.map(({ finding }) => finding);
  const more = moreInstances(first, all);
  const before = mergedBefore.get(first.finding);
  let finding = before?.finding;
  if (before?.more !== more || !sameMembers(before.members, members)) {
    finding = {
      ...first.finding,
      certainty: members.some(({ certainty }) => certainty === 'possible') ? 'possible' : 'certain',
      message: mergedMessage(first, all, more, modelOf),
      fixes: first.finding.fixes.filter((fix) =>
        members.every(({ fixes }) => fixes.some((each) => sameEdit(each, fix))),
      ),
    };
    mergedBefore.set(first.finding, { members, more, finding });
  }
  const related = [...first.related];
  for (const each of all.flatMap((placed) => placed.related)) {
    if (related.length >= mostRelated) break;
    if (!related.some(({ location }) => sameLocation(location, each.location))) related.push(each);
  }
  const holdsIn = new Map<string, FindingContext>();
  for (const context of all.flatMap((placed) => placed.holdsIn)) {
    const key = `${context.root}\t${context.environment ?? ''}`;
    if (!holdsIn.has(key)) holdsIn.set(key, context);
  }
  return {
    finding: finding ?? first.finding,
    location: first.location,
    related,
    holdsIn: [...holdsIn.values()],
  };
}

function mergedMessage(
  first: PlacedFinding,
  all: readonly PlacedFinding[],
  more: number,
  modelOf: (context: FindingContext) => NetworkModel | undefined,
): string {
  const { message, resource } = first.finding;
  const byEnvironment = new Map<string | undefined, PlacedFinding[]>();
  for (const placed of all) {
    const environment = placed.holdsIn[0]?.environment;
    const known = byEnvironment.get(environment);
    if (known === undefined) byEnvironment.set(environment, [placed]);
    else known.push(placed);
  }
  const sentences = [message];
  const [, ...others] = byEnvironment;
  if (more > 0) {
    sentences.push(`This holds for ${resource} and ${more} more instance${more === 1 ? '' : 's'}.`);
  }
  for (const [environment, placed] of others) {
    const context = placed[0]?.holdsIn[0];
    const names = namesOf(context === undefined ? undefined : modelOf(context));
    const said = new Set<string>(message.match(token) ?? []);
    const other = new Set(
      placed.flatMap(({ finding }) =>
        (finding.message.match(token) ?? []).filter((word) => names.has(word) && !said.has(word)),
      ),
    );
    if (environment === undefined || other.size === 0) continue;
    const verb = other.size === 1 ? 'the name is' : 'the names are';
    sentences.push(`In ${environment} ${verb} ${listed([...other], 4)}.`);
  }
  return sentences.join(' ');
}

/** How many other instances it is said of in the environment of the first. */
function moreInstances(first: PlacedFinding, all: readonly PlacedFinding[]): number {
  const environment = first.holdsIn[0]?.environment;
  const resources = new Set<string>();
  for (const { finding, holdsIn, others } of all) {
    if (holdsIn[0]?.environment !== environment) continue;
    resources.add(finding.resource);
    for (const resource of others ?? []) resources.add(resource);
  }
  return resources.size - 1;
}

function sameMembers(left: readonly Finding[], right: readonly Finding[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}

function sameEdit(left: Fix, right: Fix): boolean {
  return (
    left.operations.length === right.operations.length &&
    left.operations.every((operation, index) => {
      const other = right.operations[index];
      if (other?.kind !== operation.kind || !sameOrigin(operation.origin, other.origin)) return false;
      if (operation.kind === 'separate-rules') return sameSeparation(operation, other);
      return ('newText' in operation ? operation.newText : '') === ('newText' in other ? other.newText : '');
    })
  );
}

function sameSeparation(left: SeparateRules, right: EditOperation): boolean {
  if (right.kind !== left.kind || right.ruleTypes.join() !== left.ruleTypes.join()) return false;
  return (
    right.stated.length === left.stated.length &&
    right.stated.every((origin, index) => sameOrigin(origin, left.stated[index]))
  );
}

function sameLocation(left: Location, right: Location): boolean {
  return left.file === right.file && left.span.start === right.span.start && left.span.end === right.span.end;
}
