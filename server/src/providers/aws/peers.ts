/**
 * Sources and destinations of AWS rules, one peer per element, each with its certainty and the place where it was
 * written. Which arguments a rule has is for the adapter of its kind.
 */

import type { EvaluatedArgument } from '../../evaluation/resource';
import type { UnknownReason, Value } from '../../evaluation/value';
import type { PartReference, Peer, PeerPlace } from '../../network/model';
import type { IpFamily } from '../../packets/ipPrefix';
import {
  listedElements,
  originOfValue,
  readSwitch,
  readText,
  reasonWords,
  scalarValues,
  type ListedElement,
} from '../reading';
import { readCidr } from './cidr';
import { groupKind, prefixListKind, readReference } from './reference';

/** What an argument's elements are. */
export type PeerKind =
  | { readonly of: 'cidr'; readonly family: IpFamily | undefined }
  | { readonly of: 'group'; readonly own: PartReference }
  | { readonly of: 'prefix-list' };

/** Peers of an argument that takes a list or set. Null and empty: none. Duplicates stay, for each is declared. */
export function listedPeers(
  name: string,
  argument: EvaluatedArgument | undefined,
  kind: PeerKind,
): readonly Peer[] {
  if (argument === undefined) return [];
  const { elements, rest } = listedElements(argument.value);
  const whole =
    kind.of === 'cidr'
      ? rangesOfService(
          argument.value,
          placeOf(name, argument, { value: argument.value, certainty: 'certain' }),
          kind.family,
        )
      : undefined;
  if (whole !== undefined) return [whole];
  const peers = elements.flatMap((element) => peersOfElement(element, name, argument, kind));
  if (rest !== undefined) peers.push(unknownPeer(rest, name, argument, kind));
  return peers;
}

/** Peers of an argument that takes one text. */
export function scalarPeers(
  name: string,
  argument: EvaluatedArgument | undefined,
  kind: PeerKind,
): readonly Peer[] {
  if (argument === undefined) return [];
  return peersOfElement({ value: argument.value, certainty: 'certain' }, name, argument, kind);
}

/**
 * `self = true`: "the security group itself will be added as a source"
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group#self).
 */
export function selfPeers(argument: EvaluatedArgument | undefined, own: PartReference): readonly Peer[] {
  if (argument === undefined) return [];
  const setting = readSwitch(argument.value);
  if (setting.kind === 'absent' || (setting.kind === 'known' && !setting.value)) return [];
  const certainty = setting.kind === 'known' ? 'certain' : 'possible';
  return [groupPeer(placeOf('self', argument, { value: argument.value, certainty }), own, true)];
}

function peersOfElement(
  element: ListedElement,
  name: string,
  argument: EvaluatedArgument,
  kind: PeerKind,
): Peer[] {
  return scalarValues(element.value).map(({ value, certainty }) => {
    const place = placeOf(name, argument, {
      value,
      certainty: element.certainty === 'possible' ? 'possible' : certainty,
    });
    switch (kind.of) {
      case 'cidr':
        return rangesOfService(value, place, kind.family) ?? cidrPeer(value, place, kind.family);
      case 'group': {
        const group = readReference(value, groupKind);
        if (group.kind === 'unknown') {
          return { ...place, kind: 'unknown', reason: group.reason, of: 'group', family: undefined };
        }
        return groupPeer(place, group, sameGroup(group, kind.own));
      }
      case 'prefix-list': {
        const list = readReference(value, prefixListKind);
        if (list.kind === 'unknown') {
          return { ...place, kind: 'unknown', reason: list.reason, of: 'prefix-list', family: undefined };
        }
        const { certainty: listed, origin, argument: listing, argumentOrigin } = place;
        return { certainty: listed, origin, argument: listing, argumentOrigin, kind: 'prefix-list', list };
      }
    }
  });
}

// Peers are put together without spreading, as rules are, and for the same reason.

function groupPeer(place: PeerPlace, group: PartReference, self: boolean): Peer {
  const { certainty, origin, argument, argumentOrigin } = place;
  return { certainty, origin, argument, argumentOrigin, kind: 'group', group, self };
}

/** The arguments for the addresses of one family, by that for the other. */
const otherFamily: ReadonlyMap<string, string> = new Map([
  ['cidr_blocks', 'ipv6_cidr_blocks'],
  ['ipv6_cidr_blocks', 'cidr_blocks'],
  ['cidr_ipv4', 'cidr_ipv6'],
  ['cidr_ipv6', 'cidr_ipv4'],
]);

function cidrPeer(value: Value, place: PeerPlace, family: IpFamily | undefined): Peer {
  const text = readText(value);
  if (text.kind === 'known') {
    const reading = readCidr(text.value, family);
    if (reading.kind !== 'cidr') {
      const takenBy = reading.problem === 'wrong-family' ? otherFamily.get(place.argument) : undefined;
      return { ...place, ...reading, ...(takenBy === undefined ? {} : { takenBy }) };
    }
    const { certainty, origin, argument, argumentOrigin } = place;
    const { kind, prefix, text: written, hostBitsSet } = reading;
    return { certainty, origin, argument, argumentOrigin, kind, prefix, text: written, hostBitsSet };
  }
  const reason = text.kind === 'unknown' ? text.reason : 'no value';
  const rangeOf = placeLookedUp(value, family);
  if (rangeOf !== undefined) return { ...place, kind: 'unknown', reason, of: 'cidr', family, rangeOf };
  return { ...place, kind: 'unknown', reason, of: 'cidr', family };
}

/** Attributes of what is looked up that hold ranges of a family. */
const rangeAttributes: ReadonlyMap<string, IpFamily> = new Map([
  ['cidr_block', 4],
  ['ipv6_cidr_block', 6],
]);

/** The VPC or subnet that was looked up, where the value is its (first) range of the family. */
function placeLookedUp(value: Value, family: IpFamily | undefined): PartReference | undefined {
  const reference = value.kind === 'unknown' ? value.reference : undefined;
  if (reference?.path.length !== 1) return undefined;
  const { mode, type, text } = reference.resource;
  if (mode !== 'data' || (type !== 'aws_vpc' && type !== 'aws_subnet')) return undefined;
  const isRange = family !== undefined && rangeAttributes.get(String(reference.path[0])) === family;
  return isRange ? { kind: 'part', address: text } : undefined;
}

/** Attributes of data.aws_ip_ranges, which prefixLists.ts reads. */
const rangesAttributes: ReadonlyMap<string, IpFamily> = new Map([
  ['cidr_blocks', 4],
  ['ipv6_cidr_blocks', 6],
]);

/** All or one of the ranges that AWS publishes for a service: a list that is named, whatever it holds. */
function rangesOfService(value: Value, place: PeerPlace, family: IpFamily | undefined): Peer | undefined {
  const reference = value.kind === 'unknown' ? value.reference : undefined;
  if (reference?.resource.mode !== 'data' || reference.resource.type !== 'aws_ip_ranges') return undefined;
  const listed = rangesAttributes.get(String(reference.path[0]));
  if (listed === undefined || (family !== undefined && family !== listed)) return undefined;
  return { ...place, kind: 'prefix-list', list: { kind: 'part', address: reference.resource.text } };
}

function unknownPeer(reason: UnknownReason, name: string, argument: EvaluatedArgument, kind: PeerKind): Peer {
  const place = placeOf(name, argument, { value: argument.value, certainty: 'possible' });
  const family = kind.of === 'cidr' ? kind.family : undefined;
  return { ...place, kind: 'unknown', reason: reasonWords(reason), of: kind.of, family };
}

function placeOf(name: string, argument: EvaluatedArgument, element: ListedElement): PeerPlace {
  return {
    certainty: element.certainty,
    origin: originOfValue(element.value, argument),
    argument: name,
    argumentOrigin: argument.origin,
  };
}

function sameGroup(left: PartReference, right: PartReference): boolean {
  if (left.kind === 'part') return right.kind === 'part' && left.address === right.address;
  return left.kind === 'literal' && right.kind === 'literal' && left.id === right.id;
}
