/**
 * Which of a group's ingress rules open it to the internet, one rule alone or several together. All-traffic-allowed,
 * sensitive-port-exposed and ingress-open-to-internet share it, and by it each exposure is the finding of exactly one
 * of them.
 */

import type { Certainty, Peer, Rule } from '../network/model';
import type { GroupView } from '../network/networkModel';
import type { AddressSet } from '../packets/addressSet';
import {
  addressCount,
  containsPrefix,
  isEmptyAddressSet,
  NO_ADDRESSES,
  prefixAddresses,
  unionAddresses,
  unionAllAddresses,
} from '../packets/addressSet';
import type { IpFamily } from '../packets/ipPrefix';
import type { TrafficSet } from '../packets/trafficSet';
import {
  ALL_TRAFFIC,
  intersectTraffic,
  isEmptyTrafficSet,
  subtractTraffic,
  unionTraffic,
} from '../packets/trafficSet';
import type { CheckContext } from './check';
import { isRefusedForPorts } from './protocol-all-with-ports';
import { internetFamilies, publicPart } from './publicAddresses';
import { knownTraffic } from './knownTraffic';

/** A literal prefix that a rule admits, by itself or through a prefix list. */
export interface Source {
  readonly rule: Rule;
  /** The rule's own peer: where the rule names it. */
  readonly peer: Peer;
  /** The prefix as written: the peer itself, or an entry of the peer's prefix list. */
  readonly written: Peer & { readonly kind: 'cidr' };
  readonly certainty: Certainty;
}

export interface Exposure {
  /** At least one; several when only together they make the internet. The finding stands on the first. */
  readonly rules: readonly Rule[];
  /** The prefixes that do it. */
  readonly sources: readonly Source[];
  readonly families: readonly IpFamily[];
  /** Undefined when protocol or ports are not known. */
  readonly traffic: TrafficSet | undefined;
  readonly certainty: Certainty;
}

interface RuleSources {
  readonly rule: Rule;
  readonly traffic: TrafficSet | undefined;
  readonly sources: readonly Source[];
}

/** One context is made for one view, and the three checks ask for the same. */
const byContext = new WeakMap<CheckContext, readonly Exposure[]>();

/**
 * The exposures of the group that the context was made for, in the order of its rules; those that take several rules
 * come last.
 */
export function internetExposures(view: GroupView, context: CheckContext): readonly Exposure[] {
  let exposures = byContext.get(context);
  if (exposures === undefined) {
    exposures = computeExposures(view, context);
    byContext.set(context, exposures);
  }
  return exposures;
}

function computeExposures(view: GroupView, context: CheckContext): readonly Exposure[] {
  const exposures: Exposure[] = [];
  const others: RuleSources[] = [];
  for (const rule of view.rules.ingress) {
    if (rule.action !== 'allow' || isInvalid(rule)) continue;
    const own: RuleSources = { rule, traffic: knownTraffic(rule), sources: sourcesOfRule(rule, context) };
    const exposure = exposureOf([own], own.traffic);
    if (exposure !== undefined) exposures.push(exposure);
    else if (own.traffic !== undefined && own.sources.length > 0) others.push(own);
  }
  exposures.push(...jointExposures(others));
  return exposures;
}

/** The literal prefixes of a rule's peers. Those with host bits set are left out: host-bits-set tells of them. */
export function sourcesOfRule(rule: Rule, context: CheckContext): readonly Source[] {
  return rule.peers.flatMap((peer): Source[] => {
    const certain = rule.certainty === 'certain' && peer.certainty === 'certain';
    if (peer.kind === 'cidr') {
      return peer.hostBitsSet
        ? []
        : [{ rule, peer, written: peer, certainty: certain ? 'certain' : 'possible' }];
    }
    if (peer.kind !== 'prefix-list' || peer.list.kind !== 'part') return [];
    const list = context.prefixList(peer.list.address);
    if (list === undefined) return [];
    return list.entries.flatMap((entry): Source[] => {
      if (entry.kind !== 'cidr') return [];
      const sure = certain && list.certainty === 'certain' && entry.certainty === 'certain';
      return [{ rule, peer, written: entry, certainty: sure ? 'certain' : 'possible' }];
    });
  });
}

/** The addresses of sources; of the certain ones alone, or of all. */
function addressesOf(sources: readonly Source[], which: 'certain' | 'all'): AddressSet {
  const wanted = which === 'all' ? sources : sources.filter(({ certainty }) => certainty === 'certain');
  return unionAllAddresses(wanted.map(({ written }) => prefixAddresses(written.prefix)));
}

/** What the provider refuses opens nothing; other checks tell of it. */
function isInvalid(rule: Rule): boolean {
  return rule.protocol.kind === 'invalid' || rule.ports.kind === 'invalid' || isRefusedForPorts(rule);
}

/**
 * A cheap test first, for nearly no rule needs more: prefixes that are together smaller than what internetFamilies asks
 * for cannot be the internet, whichever they are. Half of the public addresses are 43 % of IPv4 and 6.25 % of IPv6.
 */
function mayBeInternet(sources: readonly Source[]): boolean {
  let ipv4 = 0;
  let ipv6 = 0;
  for (const { written } of sources) {
    const share = 2 ** -written.prefix.length;
    if (written.prefix.family === 4) ipv4 += share;
    else ipv6 += share;
  }
  return ipv4 > 0.4 || ipv6 > 0.06;
}

function exposureOf(parts: readonly RuleSources[], traffic: TrafficSet | undefined): Exposure | undefined {
  const sources = parts.flatMap((part) => part.sources);
  if (!mayBeInternet(sources)) return undefined;
  for (const which of ['certain', 'all'] as const) {
    const families = internetFamilies(addressesOf(sources, which));
    if (families.length === 0) continue;
    const used = sources.filter(
      ({ certainty, written }) =>
        (which === 'all' || certainty === 'certain') &&
        families.includes(written.prefix.family) &&
        !isEmptyAddressSet(publicPart(prefixAddresses(written.prefix))),
    );
    const certainty = which === 'certain' ? 'certain' : 'possible';
    return { rules: parts.map(({ rule }) => rule), sources: widest(used), families, traffic, certainty };
  }
  return undefined;
}

/** Without prefixes that lie within another one: to name `2.2.2.2/32` beside `0.0.0.0/0` would say nothing. */
function widest(sources: readonly Source[]): readonly Source[] {
  return sources.filter(
    (source, index) =>
      !sources.some(
        (other, at) =>
          at !== index &&
          containsPrefix(prefixAddresses(other.written.prefix), source.written.prefix) &&
          (at < index || other.written.prefix.length < source.written.prefix.length),
      ),
  );
}

/** Rules that are harmless alone but, for some traffic, admit the internet together. */
function jointExposures(all: readonly RuleSources[]): readonly Exposure[] {
  if (all.length < 2 || !mayBeInternet(all.flatMap(({ sources }) => sources))) return [];
  // What admits no public address takes no part in it, and thousands of rules for one network are no internet either:
  // to split the traffic by each of them takes time with their square.
  const parts = all.filter(({ sources }) => !isEmptyAddressSet(publicPart(addressesOf(sources, 'all'))));
  const together = addressesOf(
    parts.flatMap(({ sources }) => sources),
    'all',
  );
  if (internetFamilies(together).length === 0) return [];
  const found = new Map<string, { readonly parts: readonly RuleSources[]; traffic: TrafficSet }>();
  for (const atom of trafficAtoms(parts)) {
    const needed = fewestFor(atom.parts);
    if (needed === undefined) continue;
    const key = needed.map((part) => parts.indexOf(part)).join(' ');
    const known = found.get(key);
    if (known === undefined) found.set(key, { parts: needed, traffic: atom.traffic });
    else known.traffic = unionTraffic(known.traffic, atom.traffic);
  }
  return [...found.values()].flatMap((joint) => exposureOf(joint.parts, joint.traffic) ?? []);
}

interface Atom {
  readonly traffic: TrafficSet;
  readonly parts: readonly RuleSources[];
}

/** Splits all traffic so that within each piece the same rules apply. At most two pieces per rule and one. */
function trafficAtoms(parts: readonly RuleSources[]): readonly Atom[] {
  let atoms: readonly Atom[] = [{ traffic: ALL_TRAFFIC, parts: [] }];
  for (const part of parts) {
    const own = part.traffic;
    if (own === undefined) continue;
    atoms = atoms.flatMap((atom): Atom[] => {
      const inside = intersectTraffic(atom.traffic, own);
      if (isEmptyTrafficSet(inside)) return [atom];
      const outside = subtractTraffic(atom.traffic, own);
      const hit: Atom = { traffic: inside, parts: [...atom.parts, part] };
      return isEmptyTrafficSet(outside) ? [hit] : [{ traffic: outside, parts: atom.parts }, hit];
    });
  }
  return atoms;
}

/**
 * For each family the rules with most public addresses first, until they make the internet; certain sources alone where
 * they suffice. Undefined when even all together do not.
 */
function fewestFor(parts: readonly RuleSources[]): readonly RuleSources[] | undefined {
  for (const which of ['certain', 'all'] as const) {
    const taken = new Set<RuleSources>();
    for (const family of [4, 6] as const) {
      for (const part of fewestOfFamily(parts, which, family)) taken.add(part);
    }
    if (taken.size > 0) return parts.filter((part) => taken.has(part));
  }
  return undefined;
}

function fewestOfFamily(
  parts: readonly RuleSources[],
  which: 'certain' | 'all',
  family: IpFamily,
): readonly RuleSources[] {
  const bySize = parts
    .map((part) => ({ part, open: publicPart(addressesOf(part.sources, which)) }))
    .filter(({ open }) => addressCount(open, family) > 0n)
    .sort((left, right) => compare(addressCount(right.open, family), addressCount(left.open, family)));
  let together = NO_ADDRESSES;
  for (const [index, { open }] of bySize.entries()) {
    together = unionAddresses(together, open);
    if (internetFamilies(together).includes(family)) {
      return bySize.slice(0, index + 1).map(({ part }) => part);
    }
  }
  return [];
}

function compare(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
