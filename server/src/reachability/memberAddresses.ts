/** Where the members of groups are: by the subnets of what is attached, else by the group's network. */

import {
  addressesOfFamily,
  intersectAddresses,
  isEmptyAddressSet,
  NO_ADDRESSES,
  prefixListAddresses,
  subtractAddresses,
  unionAddresses,
  unionAllAddresses,
  type AddressSet,
} from '../packets/addressSet';
import type { Attachment, Network, PartReference } from '../network/model';
import { referenceId, type GroupView } from '../network/networkModel';
import { usableAddresses } from '../network/reservedAddresses';
import type { NetworkReader } from './networkReader';
import { UNKNOWN_MEMBERS } from './publicAddresses';

/** Where the members of a group are. `fromSubnets`: by the subnets of its attachments, and not by less. */
export interface MemberAddresses {
  readonly known: AddressSet;
  readonly may: AddressSet;
  readonly fromSubnets: boolean;
}

const membersOf = new WeakMap<NetworkReader, WeakMap<GroupView, MemberAddresses>>();

export function memberAddresses(reader: NetworkReader, view: GroupView): MemberAddresses {
  if (reader.remember !== undefined) return reader.remember(computeMemberAddresses, view);
  if (reader.isLasting !== true) return computeMemberAddresses(reader, view);
  let ofReader = membersOf.get(reader);
  if (ofReader === undefined) {
    ofReader = new WeakMap();
    membersOf.set(reader, ofReader);
  }
  let members = ofReader.get(view);
  if (members === undefined) {
    members = computeMemberAddresses(reader, view);
    ofReader.set(view, members);
  }
  return members;
}

function computeMemberAddresses(reader: NetworkReader, view: GroupView): MemberAddresses {
  const network = networkAddresses(reader, view.group?.network) ?? UNKNOWN_MEMBERS;
  const members: AddressSet[] = [];
  let complete = view.attachments.length > 0;
  for (const attachment of view.attachments) {
    const addresses = attachmentAddresses(reader, attachment);
    if (addresses === undefined) complete = false;
    else members.push(addresses);
  }
  if (!complete) return { known: network, may: network, fromSubnets: false };
  const known = unionAllAddresses(members);
  // A group that is handed out, or not ours, may have members that the configuration does not show.
  const closed =
    view.group?.ownership === 'managed' && view.uses.length === 0 && !reader.hasUnplaced.attachments;
  return { known, may: closed ? known : unionAddresses(known, network), fromSubnets: true };
}

/** Where the attachment's addresses are, by its subnets, or as they are written; undefined when that is not known. */
export function attachmentAddresses(reader: NetworkReader, attachment: Attachment): AddressSet | undefined {
  if (attachment.subnets.length === 0) return undefined;
  const ranges: AddressSet[] = [];
  for (const reference of attachment.subnets) {
    const range = subnetAddresses(reader, reference);
    if (range === undefined) return undefined;
    ranges.push(range);
  }
  return withOwnAddresses(reader, attachment, unionAllAddresses(ranges));
}

/**
 * The IPv4 addresses that are written for the attachment in place of those of the range, and the range's IPv6 addresses.
 * Without any it may have all of the range but those that others in its subnets have.
 */
export function withOwnAddresses(
  reader: NetworkReader,
  { addresses, subnets }: Attachment,
  range: AddressSet,
): AddressSet {
  if (addresses === undefined) return withoutTaken(reader, subnets, range);
  const own = prefixListAddresses(addresses);
  // Of several subnets each has its own of them.
  const here = subnets.length > 1 ? intersectAddresses(own, range) : own;
  return isEmptyAddressSet(here) ? range : unionAddresses(here, addressesOfFamily(range, 6));
}

function withoutTaken(
  reader: NetworkReader,
  subnets: readonly PartReference[],
  range: AddressSet,
): AddressSet {
  let left = range;
  for (const subnet of subnets) {
    const id = referenceId(subnet);
    const taken = id === undefined ? undefined : reader.takenAddresses?.(id);
    if (taken !== undefined) left = subtractAddresses(left, taken);
  }
  return isEmptyAddressSet(left) ? range : left;
}

/** The addresses that something in a subnet can have, or those of its network where its own are not known. */
export function subnetAddresses(reader: NetworkReader, reference: PartReference): AddressSet | undefined {
  const id = referenceId(reference);
  const subnet = id === undefined ? undefined : reader.subnet(id);
  if (subnet === undefined) return undefined;
  if (subnet.open || subnet.prefixes.length === 0) return networkAddresses(reader, subnet.network);
  return usableAddresses(subnet);
}

/** The network of a subnet; undefined where it is not known. */
export function networkOfSubnet(reader: NetworkReader, reference: PartReference): string | undefined {
  const id = referenceId(reference);
  const subnet = id === undefined ? undefined : reader.subnet(id);
  return subnet === undefined ? undefined : referenceId(subnet.network);
}

/** The addresses of the network of a group that the attachment surely carries. */
export function attachmentNetwork(reader: NetworkReader, attachment: Attachment): AddressSet | undefined {
  const id = attachmentNetworkId(reader, attachment);
  return id === undefined ? undefined : networkAddresses(reader, { kind: 'part', address: id });
}

/** The network of a group that the attachment surely carries, or that it is in for another reason. */
export function attachmentNetworkId(reader: NetworkReader, attachment: Attachment): string | undefined {
  for (const { group, certainty } of attachment.groups) {
    const id = certainty === 'certain' ? referenceId(group) : undefined;
    const network = id === undefined ? undefined : reader.view(id)?.group?.network;
    const networkId = network === undefined ? undefined : referenceId(network);
    if (networkId !== undefined) return networkId;
  }
  return attachment.network === undefined ? undefined : referenceId(attachment.network);
}

/** The addresses of a network; undefined when they, or some of them, are not known. */
export function networkAddresses(
  reader: NetworkReader,
  reference: PartReference | { readonly kind: 'absent' } | undefined,
): AddressSet | undefined {
  const id = reference === undefined ? undefined : referenceId(reference);
  const network = id === undefined ? undefined : reader.network(id);
  if (network === undefined || network.open || network.prefixes.length === 0) return undefined;
  return addressesOfNetwork(network);
}

const addressesOfNetworks = new WeakMap<Network, AddressSet>();

/** Every group asks for those of the few networks that there are. */
function addressesOfNetwork(network: Network): AddressSet {
  let addresses = addressesOfNetworks.get(network);
  if (addresses === undefined) {
    addresses = prefixListAddresses(network.prefixes);
    addressesOfNetworks.set(network, addresses);
  }
  return addresses;
}

/** The addresses by which a member of the group may be met among these addresses. */
export function membersAmong(reader: NetworkReader, groupId: string, addresses: AddressSet): AddressSet {
  const view = reader.view(groupId);
  const may = view === undefined ? UNKNOWN_MEMBERS : memberAddresses(reader, view).may;
  return may.ipv4.length === 0 && may.ipv6.length === 0 ? NO_ADDRESSES : intersectAddresses(may, addresses);
}
