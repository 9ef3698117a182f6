/**
 * What one rule lets through between two concrete ends. How the rules of a group, and the groups of an end, come together
 * is in sides.ts.
 */

import { intersectAddresses, isEmptyAddressSet, NO_ADDRESSES, type AddressSet } from '../packets/addressSet';
import { NO_PACKETS, packetsOf, type PacketSet } from '../packets/packetSet';
import { intersectTraffic, isEmptyTrafficSet, NO_TRAFFIC, type TrafficSet } from '../packets/trafficSet';
import type { Direction, Peer, Rule } from '../network/model';
import type { End } from './ends';
import type { ExplanationCode } from './explanations';
import { groupReferenceHolds } from './groupReferences';
import { membersAmong } from './memberAddresses';
import type { NetworkReader } from './networkReader';
import type { Admission } from './peers';
import { UNKNOWN_MEMBERS } from './publicAddresses';

/** A rule that lets something through here; `owner` is the group that it belongs to. */
export interface Hit {
  readonly rule: Rule;
  readonly peer: Peer;
  readonly owner: string;
  readonly code: ExplanationCode;
  readonly certain: PacketSet;
  readonly possible: PacketSet;
}

/**
 * What the admission of a rule of `owner` lets through between the groups' members at `local` and `peer`; undefined where
 * it is for somebody or something else.
 */
export function hitOf(
  reader: NetworkReader,
  admission: Admission,
  owner: string,
  direction: Direction,
  local: End,
  peer: End,
  asked: TrafficSet,
): Hit | undefined {
  const traffic = intersectTraffic(admission.traffic.possible, asked);
  if (isEmptyTrafficSet(traffic)) return undefined;
  const matched = admittedAddresses(reader, admission, owner, direction, peer);
  if (matched === undefined || isEmptyAddressSet(matched.possible)) return undefined;
  const isSure = admission.traffic.certain === admission.traffic.possible;
  const certainTraffic = isSure ? traffic : intersectTraffic(admission.traffic.certain, asked);
  const possible = box(direction, traffic, local.may, matched.possible);
  return {
    rule: admission.rule,
    peer: admission.peer,
    owner,
    code: matched.code,
    certain:
      isSure && local.known === local.may && matched.certain === matched.possible
        ? possible
        : box(direction, certainTraffic, local.known, matched.certain),
    possible,
  };
}

interface MatchedAddresses {
  readonly code: ExplanationCode;
  readonly certain: AddressSet;
  readonly possible: AddressSet;
}

/** The addresses of the peer for which the admission holds. */
function admittedAddresses(
  reader: NetworkReader,
  admission: Admission,
  owner: string,
  direction: Direction,
  peer: End,
): MatchedAddresses | undefined {
  const { admitted } = admission;
  switch (admitted.kind) {
    case 'nobody':
      return undefined;
    case 'any-group':
      return ofUnknownGroup('allowed-by-unknown-peer', peer);
    case 'group': {
      const named = groupReferenceHolds(reader, owner, direction, admitted.id);
      if (named === 'no') return undefined;
      const carried = peer.identities.get(admitted.id);
      const identity = carried === 'certain' && named === 'maybe' ? 'possible' : carried;
      const code =
        admission.peer.kind === 'group' && admission.peer.self
          ? 'allowed-by-self-rule'
          : 'allowed-by-group-rule';
      if (identity === 'certain') return { code, certain: peer.known, possible: peer.may };
      if (identity === 'possible') return { code, certain: NO_ADDRESSES, possible: peer.may };
      if (peer.openIdentity) return { code: 'groups-not-known', certain: NO_ADDRESSES, possible: peer.may };
      // An address may be that of a member. A group stands for private addresses only, so never for the internet.
      if (!peer.mayBeMember) return undefined;
      return { code, certain: NO_ADDRESSES, possible: membersAmong(reader, admitted.id, peer.may) };
    }
    case 'addresses': {
      const { prefixList } = admitted;
      if (prefixList !== undefined && prefixList === peer.prefixList) {
        return { code: 'allowed-by-prefix-list-rule', certain: peer.may, possible: peer.may };
      }
      const code =
        admission.peer.kind === 'unknown'
          ? 'allowed-by-unknown-peer'
          : admission.peer.kind === 'prefix-list'
            ? 'allowed-by-prefix-list-rule'
            : 'allowed-by-address-rule';
      const possible = intersectAddresses(admitted.possible, peer.may);
      const isSame = admitted.certain === admitted.possible && peer.known === peer.may;
      return {
        code,
        certain: isSame ? possible : intersectAddresses(admitted.certain, peer.known),
        possible,
      };
    }
  }
}

function ofUnknownGroup(code: ExplanationCode, peer: End): MatchedAddresses | undefined {
  if (peer.identities.size > 0 || peer.openIdentity) {
    return { code, certain: NO_ADDRESSES, possible: peer.may };
  }
  if (!peer.mayBeMember) return undefined;
  return { code, certain: NO_ADDRESSES, possible: intersectAddresses(peer.may, UNKNOWN_MEMBERS) };
}

/** All packets of the traffic between the group's members and the others, in the direction. */
export function box(
  direction: Direction,
  traffic: TrafficSet,
  local: AddressSet,
  peer: AddressSet,
): PacketSet {
  if (traffic === NO_TRAFFIC || isEmptyAddressSet(peer)) return NO_PACKETS;
  return direction === 'egress'
    ? packetsOf({ traffic, sources: local, destinations: peer })
    : packetsOf({ traffic, sources: peer, destinations: local });
}
