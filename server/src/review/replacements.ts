/**
 * The outage of the product's story: an ingress rule that admitted a group was edited to admit an address instead. It
 * is told by the rule's edit alone, so it is found even where the flow as a whole never worked.
 */

import { isEmptyPacketSet } from '../packets/packetSet';
import { intersectTraffic, isEmptyTrafficSet, subtractTraffic, type TrafficSet } from '../packets/trafficSet';
import type { IpFamily } from '../packets/ipPrefix';
import type { Peer, Rule } from '../network/model';
import { referenceId } from '../network/networkModel';
import { coveredPackets, trafficOfFamily } from '../reachability/coverage';
import { ruleTraffic } from '../reachability/rulePackets';
import { sideOf } from '../reachability/sides';
import type { GroupReplacement } from './comparison';
import { peerMeaning } from './meaning';
import { betweenMembers } from './pairChanges';
import type { EndPair, Versions } from './versions';

/** The replacements among the edited rules of a group that exists in both versions, by its id in the later one. */
export function groupReplacements(versions: Versions, destinationId: string): GroupReplacement[] {
  const destination = versions.group(destinationId);
  if (destination === undefined) return [];
  const found: GroupReplacement[] = [];
  for (const { before, after } of versions.changesOf(destinationId)) {
    if (before === undefined || after?.direction !== 'ingress' || before.direction !== 'ingress') continue;
    const replacedBy = newAddresses(before, after);
    if (replacedBy.length === 0) continue;
    for (const peer of before.peers) {
      const source = formerSource(versions, before, after, peer, destinationId);
      if (source === undefined) continue;
      const pair = versions.group(source);
      if (pair === undefined) continue;
      const traffic = intersectTraffic(ruleTraffic(before).certain, ruleTraffic(after).possible);
      if (isEmptyTrafficSet(traffic)) continue;
      const lost = lostAdmission(versions, pair, destination, traffic);
      if (lost === undefined) continue;
      found.push({ before, after, peer, source, destination: destinationId, replacedBy, ...lost });
    }
  }
  return found;
}

function newAddresses(before: Rule, after: Rule): Peer[] {
  const old = new Set(before.peers.map((peer) => addressText(peer)));
  return after.peers.filter((peer) => {
    const text = addressText(peer);
    return text !== undefined && !old.has(text);
  });
}

/** What stands for an address in a rule, valid or not: `x.x.x.x/32` cuts a group off as well as a real one. */
function addressText(peer: Peer): string | undefined {
  if (peer.kind === 'cidr') return peerMeaning(peer, undefined);
  if (peer.kind === 'invalid-cidr') return peer.text;
  return peer.kind === 'unknown' && peer.of === 'cidr' ? `unknown ${peer.reason}` : undefined;
}

/** The group that the peer named, if the later rule does not name it any more: its id in the later model. */
function formerSource(
  versions: Versions,
  before: Rule,
  after: Rule,
  peer: Peer,
  destinationId: string,
): string | undefined {
  if (peer.kind !== 'group' || peer.certainty !== 'certain') return undefined;
  const beforeId = peer.self ? referenceId(before.group) : referenceId(peer.group);
  if (beforeId === undefined) return undefined;
  const id = versions.toAfter(beforeId);
  const stays = after.peers.some(
    (each) => each.kind === 'group' && (each.self ? destinationId : referenceId(each.group)) === id,
  );
  return stays ? undefined : id;
}

/** What of the traffic the later rules do not let in from the source any more, or not for certain. */
function lostAdmission(
  versions: Versions,
  source: EndPair,
  destination: EndPair,
  traffic: TrafficSet,
): Pick<GroupReplacement, 'packets' | 'certainty'> | undefined {
  const side = sideOf(versions.after, 'ingress', destination.after, source.after, traffic);
  const family: IpFamily = source.before.has.ipv4 && destination.before.has.ipv4 ? 4 : 6;
  const between = (lost: TrafficSet) => betweenMembers(lost, source.before, destination.before, family);
  const surely = between(subtractTraffic(traffic, trafficOfFamily(side.possible, family)));
  if (!isEmptyPacketSet(surely)) return { packets: surely, certainty: 'certain' };
  const covered = coveredPackets(side.certain, source.after.known, destination.after.known);
  const maybe = between(subtractTraffic(traffic, trafficOfFamily(covered, family)));
  return isEmptyPacketSet(maybe) ? undefined : { packets: maybe, certainty: 'possible' };
}
