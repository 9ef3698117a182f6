/**
 * The weakest link of a path: the hop whose destination admits the most beyond what the hop needs. What a hop needs is
 * its source's addresses on the ports that its destination listens on; what is admitted is what the ingress rules admit
 * that let the hop through. Where no hop admits more than it needs, it is the one that admits the most addresses.
 */

import {
  addressCount,
  formatAddressSet,
  intersectAddresses,
  prefixListAddresses,
  unionAddresses,
  unionAllAddresses,
  type AddressSet,
} from '../packets/addressSet';
import { halfOpenRanges } from '../packets/boundaries';
import { packetSetsOverlap } from '../packets/packetSet';
import { unionAllTraffic, unionTraffic, type TrafficSet } from '../packets/trafficSet';
import { describeServices } from '../network/services';
import { isAddressEnd, type End } from './ends';
import type { Hop } from './hops';
import { endpointName } from './names';
import type { NetworkReader } from './networkReader';
import { peerAddresses } from './peers';
import { placesOf } from './places';
import { PUBLIC_ADDRESSES } from './publicAddresses';
import { ruleTraffic } from './rulePackets';

export interface WeakLink {
  /** Index among the hops of the path. */
  readonly hop: number;
  readonly code: 'not-filtered' | 'admits-more-than-needed' | 'admits-most-addresses';
  readonly message: string;
}

interface Width {
  /** Doublings of what would be needed; 0 where nothing more is admitted, infinite where nothing filters. */
  readonly excess: number;
  /** How many addresses are admitted, as a power of two. */
  readonly addresses: number;
  readonly message: string;
}

/** The weakest of the hops, the first of those that are equally weak. There must be one. */
export function weakestLink(reader: NetworkReader, hops: readonly Hop[]): WeakLink {
  let hop = 0;
  let weakest: Width | undefined;
  for (const [index, each] of hops.entries()) {
    const width = widthOf(reader, each);
    const isWeaker =
      weakest === undefined ||
      width.excess > weakest.excess ||
      (width.excess === weakest.excess && width.addresses > weakest.addresses);
    if (!isWeaker) continue;
    weakest = width;
    hop = index;
  }
  const { excess = 0, message = '' } = weakest ?? {};
  if (excess === Infinity) return { hop, code: 'not-filtered', message };
  if (excess > 0) return { hop, code: 'admits-more-than-needed', message };
  return { hop, code: 'admits-most-addresses', message };
}

function widthOf(reader: NetworkReader, { passage, listening }: Hop): Width {
  const { source, destination, certain, possible, stages } = passage;
  const there = endpointName(reader, destination.endpoint);
  const ingress = stages.find(({ step }) => step === 'destination-ingress');
  const hits = (ingress?.hits ?? []).filter(
    (hit) => packetSetsOverlap(hit.possible, certain) || packetSetsOverlap(hit.possible, possible),
  );
  if (hits.length === 0) {
    const message = `No rule of the configuration filters what enters ${there}.`;
    const isFree = destination.carriers.some(({ unfiltered }) => unfiltered === true);
    return { excess: isFree ? Infinity : 0, addresses: 0, message };
  }
  const isInternet = isAddressEnd(source) && source.endpoint.kind === 'internet';
  const named = unionAllAddresses(
    hits.map(({ peer }) => peerAddresses(reader, peer)?.possible ?? source.may),
  );
  const admitted = isInternet
    ? intersectAddresses(named, PUBLIC_ADDRESSES)
    : unionAddresses(named, source.may);
  const needed = neededAddresses(reader, source);
  const addressExcess = isInternet
    ? 0
    : Math.max(moreBits(admitted, needed, 4), moreBits(admitted, needed, 6));
  const traffic = unionAllTraffic(hits.map(({ rule }) => ruleTraffic(rule).possible));
  const trafficExcess =
    listening === undefined ? 0 : Math.log2(size(unionTraffic(traffic, listening)) / size(listening));
  const rules = [...new Set(hits.map(({ rule }) => rule.address))];
  const shown = rules.slice(0, 2).join(' and ') + (rules.length > 2 ? ` and ${rules.length - 2} more` : '');
  const verb = rules.length === 1 ? 'admits' : 'admit';
  const parts: string[] = [];
  if (addressExcess > 0) {
    const here = endpointName(reader, source.endpoint);
    parts.push(
      `${verb} ${someOf(formatAddressSet(admitted))} where ${someOf(formatAddressSet(needed))} of ${here} would do`,
    );
  }
  if (trafficExcess > 0 && listening !== undefined) {
    parts.push(
      `${verb} ${describeServices(traffic)} where ${there} listens on ${describeServices(listening)}`,
    );
  }
  const message =
    parts.length > 0
      ? `${shown} ${parts.join(', and ')}.`
      : `No rule on the way admits more than it needs; ${shown} ${verb} the most addresses.`;
  const count = Number(addressCount(admitted, 4)) + Number(addressCount(admitted, 6));
  return { excess: addressExcess + trafficExcess, addresses: Math.log2(count + 1), message };
}

/** What a rule has to name for all of the source: whole subnets, though there are addresses in them that nobody can have. */
function neededAddresses(reader: NetworkReader, source: End): AddressSet {
  const ranges = placesOf(reader, source).flatMap(({ member, subnet }) =>
    member?.addresses !== undefined || subnet === undefined || subnet.open ? [] : subnet.prefixes,
  );
  return ranges.length === 0 ? source.may : unionAddresses(source.may, prefixListAddresses(ranges));
}

function moreBits(admitted: AddressSet, needed: AddressSet, family: 4 | 6): number {
  const need = Number(addressCount(needed, family));
  return need === 0 ? 0 : Math.log2(Number(addressCount(admitted, family)) / need);
}

function size({ traffic }: TrafficSet): number {
  let count = 0;
  for (const { start, end } of halfOpenRanges(traffic)) count += end - start;
  return count;
}

function someOf(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).join(', ');
  return texts.length > 3 ? `${shown} and ${texts.length - 3} more` : shown;
}
