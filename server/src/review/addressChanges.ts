/**
 * What a group or attachment lost or gained with respect to sets of addresses: packet by packet, and then called by
 * the names that the rules give. So splitting a prefix changes nothing, and narrowing one loses the rest of it.
 */

import {
  ALL_ADDRESSES,
  addressSetsOverlap,
  isEmptyAddressSet,
  prefixAddresses,
  type AddressSet,
} from '../packets/addressSet';
import {
  ALL_PACKETS,
  intersectPackets,
  isEmptyPacketSet,
  NO_PACKETS,
  packetBoxes,
  packetsOf,
  subtractPackets,
  trafficOf,
  unionAllPackets,
  type PacketSet,
} from '../packets/packetSet';
import { ALL_TRAFFIC, isTrafficSubset } from '../packets/trafficSet';
import { referenceId } from '../network/networkModel';
import type { Endpoint } from '../reachability/answer';
import type { Axis } from '../reachability/counterparts';
import { coveredPackets, packetsForAll, packetsOfFamily } from '../reachability/coverage';
import { addressEnd, type End } from '../reachability/ends';
import { endpointKey } from '../reachability/names';
import type { NetworkReader } from '../reachability/networkReader';
import { PUBLIC_ADDRESSES } from '../reachability/publicAddresses';
import type { Hit } from '../reachability/hits';
import { passageBetween } from '../reachability/stages';
import type { FlowChange } from './comparison';
import { unansweredPorts } from './droppedReplies';
import { blamedChanges, distinctRules } from './pairChanges';
import { isUnplacedOnlyIn, PLACE_STEPS } from './placementChanges';
import type { EndPair, Versions } from './versions';

/** The changes between a group or attachment and sets of addresses; `axis` is where the addresses stand. */
export function addressChanges(versions: Versions, end: EndPair, axis: Axis): FlowChange[] {
  const before = anybodyPassage(versions.before, end.before, axis);
  const after = anybodyPassage(versions.after, end.after, axis);
  return [
    ...lessenedAddresses('lost', versions, end, axis, before, after),
    ...lessenedAddresses('gained', versions, end, axis, after, before),
  ];
}

/** What passes between everybody and the end, with what its rules alone would let through. */
interface AddressPassage {
  readonly source: End;
  readonly destination: End;
  readonly certain: PacketSet;
  readonly possible: PacketSet;
  readonly rules: { readonly certain: PacketSet; readonly possible: PacketSet };
  /** What routes and access lists alone may let through. */
  readonly besideRules: PacketSet;
  readonly hits: readonly Hit[];
}

/** Wherever its members are: only what is said of others is compared. So the members' side is any address. */
function anybodyPassage(reader: NetworkReader, end: End, axis: Axis): AddressPassage {
  const anybody = addressEnd({ kind: 'internet' }, ALL_ADDRESSES);
  const anywhere: End = { ...end, known: ALL_ADDRESSES, may: ALL_ADDRESSES, has: { ipv4: true, ipv6: true } };
  const [source, destination] = axis === 'source' ? [anybody, anywhere] : [anywhere, anybody];
  const { stages } = passageBetween(reader, source, destination, ALL_TRAFFIC);
  const ofRules = { certain: ALL_PACKETS, possible: ALL_PACKETS };
  const ofPlaces = { certain: ALL_PACKETS, possible: ALL_PACKETS };
  for (const stage of stages) {
    const isOfPlace = PLACE_STEPS.has(stage.step);
    const narrowed = isOfPlace ? ofPlaces : ofRules;
    // Routes and lists speak of the places of members: certain is what holds for all, possible what holds for one.
    const sure = isOfPlace
      ? ofAnyMember(packetsForAll(stage.certain, otherAxis(axis), end.known), axis)
      : stage.certain;
    const may = isOfPlace ? ofAnyMember(stage.possible, axis) : stage.possible;
    narrowed.certain = narrowed.certain === ALL_PACKETS ? sure : intersectPackets(narrowed.certain, sure);
    narrowed.possible = narrowed.possible === ALL_PACKETS ? may : intersectPackets(narrowed.possible, may);
  }
  const hits = stages.flatMap((stage) => stage.hits);
  const besideRules = ofPlaces.possible;
  if (ofPlaces.certain === ALL_PACKETS) {
    return { source, destination, ...ofRules, rules: ofRules, besideRules, hits };
  }
  return {
    source,
    destination,
    certain: intersectPackets(ofRules.certain, ofPlaces.certain),
    possible: intersectPackets(ofRules.possible, ofPlaces.possible),
    rules: ofRules,
    besideRules,
    hits,
  };
}

function otherAxis(axis: Axis): Axis {
  return axis === 'source' ? 'destination' : 'source';
}

/** The packets with any address in the members' place. */
function ofAnyMember(packets: PacketSet, axis: Axis): PacketSet {
  return unionAllPackets(
    packetBoxes(packets).map((box) =>
      packetsOf({ ...box, [otherAxis(axis) === 'source' ? 'sources' : 'destinations']: ALL_ADDRESSES }),
    ),
  );
}

function lessenedAddresses(
  kind: FlowChange['kind'],
  versions: Versions,
  end: EndPair,
  axis: Axis,
  one: AddressPassage,
  other: AddressPassage,
): FlowChange[] {
  // Only there it is known where it stands: what routes and lists stop there is not of the edit.
  const unplaced = isUnplacedOnlyIn(versions, kind === 'lost' ? 'before' : 'after', end);
  const sure = unplaced
    ? intersectPackets(subtractPackets(one.certain, other.rules.possible), other.besideRules)
    : subtractPackets(one.certain, other.possible);
  const parts = addressParts(kind, versions, end, axis, one, other, sure, undefined);
  // Rules let it through on one side alone, and where it is not known whether routes and lists do.
  const byRules =
    !unplaced && one.rules.certain === one.certain && other.rules.possible === other.possible
      ? sure
      : intersectPackets(subtractPackets(one.rules.certain, other.rules.possible), one.possible);
  const unsure = byRules === sure ? NO_PACKETS : subtractPackets(byRules, sure);
  // Routes that are not known matter for the internet; that private addresses may have one is not worth a word.
  const likely = unplaced ? intersectPackets(unsure, atAddresses(PUBLIC_ADDRESSES, axis)) : unsure;
  parts.push(...addressParts(kind, versions, end, axis, one, other, likely, 'other-side-unknown'));
  if (kind === 'gained') return parts;
  const still = unplaced ? other.rules.certain : other.certain;
  const maybe = subtractPackets(subtractPackets(subtractPackets(one.certain, still), sure), likely);
  return [...parts, ...addressParts(kind, versions, end, axis, one, other, maybe, 'now-uncertain')];
}

function atAddresses(addresses: AddressSet, axis: Axis): PacketSet {
  return packetsOf({
    traffic: ALL_TRAFFIC,
    sources: ALL_ADDRESSES,
    destinations: ALL_ADDRESSES,
    [axis === 'source' ? 'sources' : 'destinations']: addresses,
  });
}

interface Part {
  readonly endpoint: Endpoint;
  readonly packets: PacketSet[];
  readonly hits: Hit[];
}

/** The packets by the name of their addresses: the internet where they hold all of it, else as the rules name them. */
function addressParts(
  kind: FlowChange['kind'],
  versions: Versions,
  end: EndPair,
  axis: Axis,
  passage: AddressPassage,
  other: AddressPassage,
  lessened: PacketSet,
  doubt: FlowChange['doubt'],
): FlowChange[] {
  const moved = kind === 'lost' ? versions.vacated : versions.occupied;
  const packets =
    isEmptyPacketSet(lessened) || isEmptyAddressSet(moved)
      ? lessened
      : subtractPackets(lessened, atAddresses(moved, axis));
  if (isEmptyPacketSet(packets)) return [];
  const internet =
    axis === 'source'
      ? coveredPackets(packets, PUBLIC_ADDRESSES, ALL_ADDRESSES)
      : coveredPackets(packets, ALL_ADDRESSES, PUBLIC_ADDRESSES);
  const parts = new Map<string, Part>();
  const add = (endpoint: Endpoint, part: PacketSet, hit: Hit): void => {
    const key = endpointKey(endpoint);
    const found = parts.get(key) ?? { endpoint, packets: [], hits: [] };
    found.packets.push(part);
    found.hits.push(hit);
    parts.set(key, found);
  };
  for (const hit of passage.hits) {
    const part = intersectPackets(hit.certain, packets);
    if (isEmptyPacketSet(part)) continue;
    const ofInternet = intersectPackets(part, internet);
    if (!isEmptyPacketSet(ofInternet)) add({ kind: 'internet' }, ofInternet, hit);
    const { peer } = hit;
    if (peer.kind === 'cidr') {
      const isPublic = addressSetsOverlap(prefixAddresses(peer.prefix), PUBLIC_ADDRESSES);
      if (isPublic && isTrafficSubset(trafficOf(part), trafficOf(internet))) continue;
      add({ kind: 'cidr', prefix: peer.prefix }, part, hit);
    } else if (peer.kind === 'prefix-list') {
      const id = referenceId(peer.list);
      if (id !== undefined && isEmptyPacketSet(ofInternet)) add({ kind: 'prefix-list', id }, part, hit);
    }
  }
  const changes: FlowChange[] = [];
  const own = kind === 'lost' ? end.before : end.after;
  for (const part of parts.values()) {
    const blamed = blamedChanges(kind, versions, part.hits);
    const all = unionAllPackets(part.packets);
    const isByReplies = doubt === 'now-uncertain' && blamed.length === 0;
    const ports =
      isByReplies && !isUnplacedOnlyIn(versions, 'before', end)
        ? unansweredPorts(versions, passage, other, all)
        : undefined;
    if (isByReplies && ports === undefined) continue;
    const onlyIpv6 = isEmptyPacketSet(packetsOfFamily(all, 4)) && !own.has.ipv6;
    changes.push({
      kind,
      source: axis === 'source' ? part.endpoint : end.endpoint,
      destination: axis === 'source' ? end.endpoint : part.endpoint,
      packets: all,
      certainty: doubt === undefined && !onlyIpv6 ? 'certain' : 'possible',
      doubt: isByReplies ? 'replies-dropped' : (doubt ?? (onlyIpv6 ? 'address-family' : undefined)),
      ...(ports === undefined ? {} : { unansweredPorts: ports }),
      rules: distinctRules(part.hits),
      changes: blamed,
    });
  }
  return changes;
}
