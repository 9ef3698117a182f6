/**
 * Where the members of an end stand: which subnet, which network, with which addresses, with a public one or without.
 * What routes and access lists make of it is in routing.ts and boundary.ts.
 */

import type { AddressSet } from '../packets/addressSet';
import { formatIpPrefix } from '../packets/ipPrefix';
import type { PortRange } from '../packets/portSet';
import type { Attachment, PartReference, Subnet } from '../network/model';
import { referenceId, type GroupView } from '../network/networkModel';
import type { End } from './ends';
import { attachmentNetworkId, networkAddresses, subnetAddresses, withOwnAddresses } from './memberAddresses';
import type { NetworkReader } from './networkReader';
import { UNKNOWN_MEMBERS } from './publicAddresses';

/** One subnet in which a member of an end has an interface, or may have one. */
export interface Place {
  /** Undefined: the group has no member in the configuration, so that its rules alone are judged. */
  readonly member: Attachment | undefined;
  /** Undefined where it is not known. */
  readonly subnet: Subnet | undefined;
  /** Address or literal id of the network, as far as known. */
  readonly network: string | undefined;
  readonly addresses: AddressSet;
  /** Whether it has a public IPv4 address. */
  readonly isPublic: 'yes' | 'no' | 'possible';
  /** The ports from which it opens connections. */
  readonly clientPorts: PortRange;
  /** It stands for the gateway through which a member's packets go. */
  readonly isNatGateway?: true;
}

/**
 * Ports from which connections are opened, by who opens them: AWS names 1024-65535 for its balancers, NAT gateways and
 * Lambda, 32768-60999 for Linux and 49152-65535 for Windows
 * (https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports).
 */
export const ANY_CLIENT_PORTS: PortRange = { first: 1024, last: 65_535 };
const HOST_CLIENT_PORTS: PortRange = { first: 32_768, last: 65_535 };

const places = new WeakMap<End, readonly Place[]>();

/** The places of an end's members; none for an end that is a set of addresses. */
export function placesOf(reader: NetworkReader, end: End): readonly Place[] {
  if (reader.remember !== undefined) return reader.remember(findPlaces, end);
  let found = places.get(end);
  if (found === undefined) {
    found = findPlaces(reader, end);
    places.set(end, found);
  }
  return found;
}

function findPlaces(reader: NetworkReader, { endpoint }: End): readonly Place[] {
  if (endpoint.kind === 'attachment') {
    const attachment = reader.attachment?.(endpoint.id);
    return attachment === undefined ? [] : attachmentPlaces(reader, attachment);
  }
  if (endpoint.kind !== 'group') return [];
  const view = reader.view(endpoint.id);
  return view === undefined ? [undeclaredPlace(undefined, UNKNOWN_MEMBERS)] : groupPlaces(reader, view);
}

/** The place of a group of which the configuration shows no member: its rules alone are judged. */
function undeclaredPlace(network: string | undefined, addresses: AddressSet): Place {
  return {
    member: undefined,
    subnet: undefined,
    network,
    addresses,
    isPublic: 'possible',
    clientPorts: ANY_CLIENT_PORTS,
  };
}

/** The places of a group's members; one without a member where the configuration shows none. */
function groupPlaces(reader: NetworkReader, view: GroupView): readonly Place[] {
  const network = view.group === undefined ? undefined : referenceId(view.group.network);
  if (view.attachments.length === 0) {
    const addresses = networkAddresses(reader, view.group?.network) ?? UNKNOWN_MEMBERS;
    return [undeclaredPlace(network, addresses)];
  }
  const places = new Map<string, Place>();
  for (const attachment of view.attachments) {
    for (const place of attachmentPlaces(reader, attachment, network)) {
      const { subnet, isPublic, clientPorts } = place;
      const own = attachment.addresses?.map(formatIpPrefix).join() ?? '';
      const key = [subnet?.address, place.network, isPublic, clientPorts.first, own].join(' ');
      if (!places.has(key)) places.set(key, place);
    }
  }
  return [...places.values()];
}

/** The places of one attachment: one for each of its subnets. `groupNetwork` is that of a group that it carries. */
function attachmentPlaces(
  reader: NetworkReader,
  attachment: Attachment,
  groupNetwork?: string,
): readonly Place[] {
  const references: readonly (PartReference | undefined)[] =
    attachment.subnets.length === 0 ? [undefined] : attachment.subnets;
  const clientPorts = attachment.resourceType === 'aws_instance' ? HOST_CLIENT_PORTS : ANY_CLIENT_PORTS;
  return references.map((reference): Place => {
    const id = reference === undefined ? undefined : referenceId(reference);
    const subnet = id === undefined ? undefined : reader.subnet(id);
    const network =
      (subnet === undefined ? undefined : referenceId(subnet.network)) ??
      groupNetwork ??
      attachmentNetworkId(reader, attachment);
    const range =
      (reference === undefined ? undefined : subnetAddresses(reader, reference)) ??
      (network === undefined ? undefined : networkAddresses(reader, { kind: 'part', address: network })) ??
      UNKNOWN_MEMBERS;
    return {
      member: attachment,
      subnet,
      network,
      addresses: withOwnAddresses(reader, attachment, range),
      isPublic: publicAddressOf(reader, attachment, subnet),
      clientPorts,
    };
  });
}

/** Whether the attachment has a public IPv4 address when it stands in the subnet. */
function publicAddressOf(
  reader: NetworkReader,
  attachment: Attachment,
  subnet: Subnet | undefined,
): Place['isPublic'] {
  const topology = reader.topology?.();
  const given = topology?.publicAddressOf(attachment.address);
  if (attachment.public === true || given === 'certain') return 'yes';
  const bySubnet = attachment.publicBySubnet === true ? subnet?.publicByDefault : attachment.public;
  if (bySubnet === true) return 'yes';
  const mayBeGiven = given === 'possible' || topology?.openPublicAddresses === true;
  return bySubnet === false && !mayBeGiven ? 'no' : 'possible';
}
