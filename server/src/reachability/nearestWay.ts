/**
 * Where no path leads: the way that lacks the least. Hops that rules, listeners or public addresses hint at from either
 * side are tried although nothing passes; the way with the fewest such hops is the one somebody probably meant.
 */

import { prefixAddresses } from '../packets/addressSet';
import { ALL_TRAFFIC, type TrafficSet } from '../packets/trafficSet';
import type { Forwarding } from '../network/endpoints';
import type { NetworkModel } from '../network/networkModel';
import { addressClassOf } from './addressClass';
import type { Blocker, Endpoint } from './answer';
import { isAddressEnd, type End } from './ends';
import { forwardedHop, hopBetween, hopBlockers, wantedTraffic } from './hops';
import { neighbourhoodOf, type Neighbourhood, type Node } from './neighbours';
import { entranceOf, isAt, startOf, targetOf, type PathQuery, type Trail } from './paths';
import { placesOf } from './places';

export interface NearestWay {
  /** From the source to the destination, both included. */
  readonly ends: readonly Endpoint[];
  /** The hops that nothing passes, in their order; at least one. */
  readonly broken: readonly BrokenHop[];
}

export interface BrokenHop {
  readonly source: End;
  readonly destination: Node;
  readonly forwarding: Forwarding | undefined;
  /** What would have to pass. */
  readonly traffic: TrafficSet;
  readonly blockers: readonly Blocker[];
}

interface Attempt {
  readonly trail: Trail;
  readonly previous: Attempt | undefined;
  readonly broken: BrokenHop | undefined;
  readonly lacking: number;
}

/** Ways that lack more hops than this tell nobody anything. */
const mostLacking = 2;

/** The way to the destination that lacks the fewest hops, and is shortest among these; undefined where none is hinted at. */
export function nearestWay(
  model: NetworkModel,
  query: PathQuery & { readonly destination: Endpoint },
): NearestWay | undefined {
  const neighbourhood = neighbourhoodOf(model);
  const { reader } = neighbourhood;
  const start = startOf(neighbourhood, query.source);
  if (start === undefined) return undefined;
  const asked = query.traffic ?? ALL_TRAFFIC;
  const best = new Map<string, number>();
  // One queue for each number of lacking hops: attempts that lack less come first, and among them the shorter.
  const queues: Attempt[][] = Array.from({ length: mostLacking + 1 }, () => []);
  queues[0]?.push({ trail: start, previous: undefined, broken: undefined, lacking: 0 });

  const wentByAddress = new Set<string>();

  const attempt = (from: Attempt, node: Node, forwarding: Forwarding | undefined, mayPass = true): void => {
    if (node.key === keyOf(from.trail) || node.attachment?.receives === false) return;
    if ((best.get(node.key) ?? Infinity) <= from.lacking) return;
    const traffic = isAt(node, query.destination) ? asked : ALL_TRAFFIC;
    const { end } = from.trail;
    const hop = !mayPass
      ? undefined
      : forwarding === undefined
        ? hopBetween(reader, end, node, traffic)
        : forwardedHop(reader, entranceOf(from.trail), node, forwarding, traffic);
    const lacking = from.lacking + (hop === undefined ? 1 : 0);
    if (lacking > mostLacking || (best.get(node.key) ?? Infinity) <= lacking) return;
    best.set(node.key, lacking);
    const broken: BrokenHop | undefined =
      hop === undefined ? { source: end, destination: node, forwarding, traffic, blockers: [] } : undefined;
    const trail: Trail = {
      end: node.end,
      node,
      hop,
      previous: from.trail,
      length: from.trail.length + 1,
      certainty: 'possible',
    };
    queues[lacking]?.push({ trail, previous: from, broken, lacking });
  };

  for (const queue of queues) {
    for (const each of queue) {
      const { node, length } = each.trail;
      if (node !== undefined && (best.get(node.key) ?? 0) < each.lacking) continue;
      if (node !== undefined && isAt(node, query.destination)) return wayOf(neighbourhood, each);
      if (query.maxHops !== undefined && length >= query.maxHops) continue;
      const forwardings = node === undefined ? [] : (model.forwardings.byBalancer.get(idOf(node)) ?? []);
      for (const forwarding of forwardings) {
        const target = targetOf(neighbourhood, forwarding);
        if (target !== undefined) attempt(each, target, forwarding);
      }
      if (forwardings.length > 0) continue;
      for (const { node: candidate, mayPass } of hintedAt(
        neighbourhood,
        each.trail,
        query.destination,
        wentByAddress,
      )) {
        attempt(each, candidate, undefined, mayPass);
      }
    }
  }
  return undefined;
}

function keyOf({ end }: Trail): string {
  return 'id' in end.endpoint ? `${end.endpoint.kind} ${end.endpoint.id}` : '';
}

function idOf({ attachment }: Node): string {
  return attachment?.address ?? '';
}

interface Hinted {
  readonly node: Node;
  /** False: surely nothing passes, which need not be found out anew. */
  readonly mayPass: boolean;
}

/**
 * What either side's rules bring together with the end, and for addresses what has a public one. `wentByAddress`: the
 * classes of ends for which what rules bring together by address has been hinted at; for others alike it is no news.
 */
function* hintedAt(
  neighbourhood: Neighbourhood,
  { end: source, node: reached }: Trail,
  destination: Endpoint,
  wentByAddress: Set<string>,
): Generator<Hinted> {
  const { reader, membersOf, membersAt } = neighbourhood;
  const trying = (node: Node): Hinted => ({ node, mayPass: true });
  for (const group of neighbourhood.groupsByName(source)) yield* membersOf(group).map(trying);
  // The way begins at a node that is not hinted at from itself, but may be from one alike.
  const alike = reached === undefined ? undefined : addressClassOf(reader, source);
  if (alike === undefined || !wentByAddress.has(alike)) {
    if (alike !== undefined) wentByAddress.add(alike);
    for (const group of neighbourhood.groupsByAddress(source.may)) {
      // Whom either side's rules name has been tried: here both sides must speak of addresses.
      for (const node of membersOf(group)) {
        yield { node, mayPass: neighbourhood.meetByAddress(source, node) };
      }
    }
  }
  yield* neighbourhood.unfiltered().map(trying);
  if (!isAddressEnd(source)) return;
  const own = source.endpoint.kind === 'cidr' ? membersAt(prefixAddresses(source.endpoint.prefix)) : [];
  if (own.length > 0) return;
  for (const node of neighbourhood.attached()) {
    if (placesOf(reader, node.end).some(({ isPublic }) => isPublic === 'yes')) yield trying(node);
    else if (isAt(node, destination) && node.attachment?.public !== false) yield trying(node);
  }
}

function wayOf({ reader }: Neighbourhood, last: Attempt): NearestWay | undefined {
  const ends: Endpoint[] = [];
  const broken: BrokenHop[] = [];
  for (let at: Attempt | undefined = last; at !== undefined; at = at.previous) {
    ends.unshift(at.trail.end.endpoint);
    if (at.broken === undefined) continue;
    const { source, destination, forwarding, traffic } = at.broken;
    broken.unshift({
      ...at.broken,
      traffic: wantedTraffic(destination, forwarding, traffic),
      blockers: hopBlockers(reader, source, destination, forwarding, traffic),
    });
  }
  return broken.length === 0 ? undefined : { ends, broken };
}
