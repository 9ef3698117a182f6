/**
 * The ends of a flow, resolved: which groups filter there, by which names rules may admit it, and where its addresses
 * are. Nothing is matched here.
 */

import { prefixAddresses, type AddressSet } from '../packets/addressSet';
import type { Attachment, Certainty } from '../network/model';
import { referenceId, type GroupView } from '../network/networkModel';
import type { Endpoint } from './answer';
import {
  attachmentAddresses,
  attachmentNetwork,
  memberAddresses,
  networkOfSubnet,
  withOwnAddresses,
} from './memberAddresses';
import type { NetworkReader } from './networkReader';
import { prefixListAddressesOf } from './peers';
import { PUBLIC_ADDRESSES, UNKNOWN_MEMBERS } from './publicAddresses';

/** One set of groups that stand together before a member of the end: the groups of one attachment. */
export interface Carrier {
  readonly groups: readonly { readonly id: string; readonly certainty: Certainty }[];
  /** It may carry groups that are not known. */
  readonly open: boolean;
  /** Nothing can open a connection to the member. */
  readonly receives?: false;
  /** No group filters it. */
  readonly unfiltered?: true;
  /** It carries the default group as it comes with this network, which the configuration does not declare. */
  readonly defaultOf?: string;
}

export interface End {
  readonly endpoint: Endpoint;
  /** Empty for addresses: nothing in the model filters there. */
  readonly carriers: readonly Carrier[];
  /** The groups by which rules may admit it. */
  readonly identities: ReadonlyMap<string, Certainty>;
  /** Rules may admit it by a group that is not known. */
  readonly openIdentity: boolean;
  readonly prefixList: string | undefined;
  /** For addresses: whether they may be those of a group's member, so that rules naming the group may admit them. */
  readonly mayBeMember: boolean;
  /**
   * Where the addresses of all known members are: what is true of the whole set is true of each of them. For an end
   * that is a set of addresses, that set.
   */
  readonly known: AddressSet;
  /** Where the addresses of any member may be; a superset of `known`. */
  readonly may: AddressSet;
  /** Whether members surely have addresses of the family. */
  readonly has: { readonly ipv4: boolean; readonly ipv6: boolean };
}

/** The end that an endpoint stands for; undefined for a group or attachment that the configuration does not know. */
export function resolveEnd(reader: NetworkReader, endpoint: Endpoint): End | undefined {
  switch (endpoint.kind) {
    case 'group': {
      const view = reader.view(endpoint.id);
      if (view !== undefined) return groupEnd(reader, view);
      // A provider's id that nothing in the configuration mentions is still a group of the cloud.
      return /^sg-[0-9a-f]+$/.test(endpoint.id) ? undeclaredGroupEnd(endpoint.id) : undefined;
    }
    case 'attachment': {
      const attachment = reader.attachment?.(endpoint.id);
      return attachment === undefined ? undefined : attachmentEnd(reader, attachment);
    }
    case 'cidr':
      return { ...addressEnd(endpoint, prefixAddresses(endpoint.prefix)), mayBeMember: true };
    case 'internet':
      return addressEnd(endpoint, PUBLIC_ADDRESSES);
    case 'prefix-list': {
      const { certain, possible } = prefixListAddressesOf(reader.prefixList(endpoint.id));
      return { ...addressEnd(endpoint, possible), known: certain, prefixList: endpoint.id };
    }
  }
}

/** Whether the end is a set of addresses: a flow from part of it is a flow from it. */
export function isAddressEnd(end: End): boolean {
  return end.carriers.length === 0;
}

/** The end that is any of these addresses, whoever has them; `endpoint` is what it is called. */
export function addressEnd(endpoint: Endpoint, addresses: AddressSet): End {
  return {
    endpoint,
    carriers: [],
    identities: new Map(),
    openIdentity: false,
    prefixList: undefined,
    mayBeMember: false,
    known: addresses,
    may: addresses,
    has: { ipv4: true, ipv6: true },
  };
}

/** The end that is a group of which the configuration says nothing. */
export function undeclaredGroupEnd(id: string): End {
  return {
    endpoint: { kind: 'group', id },
    carriers: [{ groups: [{ id, certainty: 'certain' }], open: false }],
    identities: new Map([[id, 'certain']]),
    openIdentity: false,
    prefixList: undefined,
    mayBeMember: false,
    known: UNKNOWN_MEMBERS,
    may: UNKNOWN_MEMBERS,
    has: { ipv4: true, ipv6: false },
  };
}

const groupEnds = new WeakMap<NetworkReader, WeakMap<GroupView, End>>();

/** The end that is a group: any of its members. The same object for the same view of one model. */
export function groupEnd(reader: NetworkReader, view: GroupView): End {
  if (reader.remember !== undefined) return reader.remember(createGroupEnd, view);
  if (reader.isLasting !== true) return createGroupEnd(reader, view);
  let ends = groupEnds.get(reader);
  if (ends === undefined) {
    ends = new WeakMap();
    groupEnds.set(reader, ends);
  }
  let end = ends.get(view);
  if (end === undefined) {
    end = createGroupEnd(reader, view);
    ends.set(view, end);
  }
  return end;
}

function createGroupEnd(reader: NetworkReader, view: GroupView): End {
  const carriers = groupCarriers(view);
  const { known, may, fromSubnets } = memberAddresses(reader, view);
  return {
    endpoint: { kind: 'group', id: view.id },
    carriers,
    identities: identitiesOf(carriers),
    openIdentity: carriers.some((carrier) => carrier.open),
    prefixList: undefined,
    mayBeMember: false,
    known,
    may,
    has: { ipv4: known.ipv4.length > 0, ipv6: fromSubnets && known.ipv6.length > 0 },
  };
}

function attachmentEnd(reader: NetworkReader, attachment: Attachment): End {
  const carriers = [carrierOf(reader, attachment)];
  const own = attachmentAddresses(reader, attachment);
  const network = attachmentNetwork(reader, attachment) ?? UNKNOWN_MEMBERS;
  const known = own ?? withOwnAddresses(reader, attachment, network);
  return {
    endpoint: { kind: 'attachment', id: attachment.address },
    carriers,
    identities: identitiesOf(carriers),
    openIdentity: carriers.some((carrier) => carrier.open),
    prefixList: undefined,
    mayBeMember: false,
    known,
    may: known,
    has: { ipv4: known.ipv4.length > 0, ipv6: own !== undefined && known.ipv6.length > 0 },
  };
}

const carriersByView = new WeakMap<GroupView, readonly Carrier[]>();

/**
 * The distinct sets of groups that the members of a group carry. An interface's groups are united
 * (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html), so a member may do what another group
 * of its lets it do.
 */
function groupCarriers(view: GroupView): readonly Carrier[] {
  let carriers = carriersByView.get(view);
  if (carriers === undefined) {
    carriers = distinctCarriers(view);
    carriersByView.set(view, carriers);
  }
  return carriers;
}

function distinctCarriers({ id, attachments }: GroupView): readonly Carrier[] {
  if (attachments.length === 0) return [{ groups: [{ id, certainty: 'certain' }], open: false }];
  // What is attached to a group names it, so that no default group, which would have to be looked up, comes in.
  const carriers = attachments.map((attachment) => namedCarrier(attachment, id));
  if (carriers.length === 1) return carriers;
  const distinct = new Map<string, Carrier>();
  for (const carrier of carriers) {
    const { groups, open, receives = true } = carrier;
    const key = groups
      .map((group) => `${group.certainty} ${group.id}`)
      .concat(String(receives))
      .join('\n');
    distinct.set(open ? `open\n${key}` : key, carrier);
  }
  return [...distinct.values()];
}

function carrierOf(reader: NetworkReader, attachment: Attachment): Carrier {
  if (attachment.groups.length > 0 || attachment.unfiltered === true) {
    return namedCarrier(attachment, undefined);
  }
  const receives = attachment.receives === false ? ({ receives: false } as const) : {};
  return { ...defaultCarrier(reader, attachment), ...receives };
}

/** The groups that the attachment names. `member` is the one whose member it is taken to be, if it is seen as one. */
function namedCarrier(attachment: Attachment, member: string | undefined): Carrier {
  const receives = attachment.receives === false ? ({ receives: false } as const) : {};
  if (attachment.unfiltered === true) return { groups: [], open: false, unfiltered: true, ...receives };
  const groups = new Map<string, Certainty>();
  let open = false;
  for (const attached of attachment.groups) {
    const id = referenceId(attached.group);
    if (id === undefined) open ||= attached.group.kind === 'unknown';
    else if (groups.get(id) !== 'certain') groups.set(id, id === member ? 'certain' : attached.certainty);
  }
  return { groups: Array.from(groups, ([id, certainty]) => ({ id, certainty })), open, ...receives };
}

/**
 * What has no group of its own carries the default group of its network
 * (https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html).
 */
function defaultCarrier(reader: NetworkReader, attachment: Attachment): Carrier {
  const open: Carrier = { groups: [], open: true };
  const own = attachment.network === undefined ? [] : [referenceId(attachment.network)];
  const ids = new Set([...attachment.subnets.map((reference) => networkOfSubnet(reader, reference)), ...own]);
  const [network, ...others] = ids;
  if (network === undefined || others.length > 0) return open;
  const declared = reader.defaultGroup?.(network);
  if (declared !== undefined) {
    const certainty = declared.group?.certainty ?? 'possible';
    return { groups: [{ id: declared.id, certainty }], open: certainty === 'possible' };
  }
  const part = reader.network(network);
  const isAsMade = reader.defaultGroup !== undefined && part !== undefined && part.external !== true;
  if (!isAsMade) return open;
  return {
    groups: [{ id: `default group of ${network}`, certainty: 'certain' }],
    open: false,
    defaultOf: network,
  };
}

function identitiesOf(carriers: readonly Carrier[]): ReadonlyMap<string, Certainty> {
  const identities = new Map<string, Certainty>();
  const counts = new Map<string, number>();
  for (const carrier of carriers) {
    for (const { id, certainty } of carrier.groups) {
      identities.set(id, 'possible');
      if (certainty === 'certain') counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  for (const [id, count] of counts) if (count === carriers.length) identities.set(id, 'certain');
  return identities;
}
