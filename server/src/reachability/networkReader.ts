/**
 * The part of the network that the engine looks up by identity. A whole model gives one, and so does the recording
 * context of a check; the engine cannot tell them apart and reads nothing behind their back.
 */

import { NO_ADDRESSES, prefixListAddresses, unionAddresses, type AddressSet } from '../packets/addressSet';
import type { Attachment, Network, PrefixList, Rule, Subnet } from '../network/model';
import { referenceId, type GroupView, type NetworkModel } from '../network/networkModel';
import type { Topology } from '../network/topologyIndex';

export interface NetworkReader {
  readonly view: (id: string) => GroupView | undefined;
  readonly prefixList: (address: string) => PrefixList | undefined;
  readonly subnet: (address: string) => Subnet | undefined;
  readonly network: (address: string) => Network | undefined;
  /** Absent: nothing stands between the ends but groups. */
  readonly topology?: () => Topology;
  /**
   * What stands in a subnet that is not known is taken to be where routes and lists let everything through: for
   * questions about what an edit does, not about what is.
   */
  readonly assumesPlacement?: true;
  /** The default group of a network; absent: groups cannot be looked up that way. */
  readonly defaultGroup?: (network: string) => GroupView | undefined;
  /** Addresses in a subnet that surely somebody has, by whom they are written; absent: that cannot be looked up. */
  readonly takenAddresses?: (subnet: string) => AddressSet | undefined;
  /**
   * It is of a whole model and reads the same for good, so that what is computed from it may be kept with it. Absent:
   * whoever reads must read, for somebody notes it.
   */
  readonly isLasting?: true;
  /**
   * What is computed from the subject; kept with what it reads, so that others need not compute it again. The result must
   * be finished: what it reads later nobody notes. Absent: it is computed each time.
   */
  readonly remember?: <Subject extends object, T>(
    compute: (reader: NetworkReader, subject: Subject) => T,
    subject: Subject,
  ) => T;
  /** Whether rules or attachments exist whose group is not known. */
  readonly hasUnplaced: { readonly rules: boolean; readonly attachments: boolean };
  /** Those rules. Absent: they cannot be looked at, so any of them may admit anything. */
  readonly unplacedRules?: readonly Rule[];
  /** Absent: attachments cannot be looked up by address. */
  readonly attachment?: (address: string) => Attachment | undefined;
}

const readers = new WeakMap<NetworkModel, NetworkReader>();

/** The reader of a whole model; the same object for the same model. */
export function modelReader(model: NetworkModel): NetworkReader {
  let reader = readers.get(model);
  if (reader === undefined) {
    reader = createModelReader(model);
    readers.set(model, reader);
  }
  return reader;
}

const assuming = new WeakMap<NetworkModel, NetworkReader>();

/** The reader of a whole model that takes subnets that are not known to let everything through. */
export function placementAssumingReader(model: NetworkModel): NetworkReader {
  let reader = assuming.get(model);
  if (reader === undefined) {
    reader = { ...modelReader(model), assumesPlacement: true };
    assuming.set(model, reader);
  }
  return reader;
}

function createModelReader(model: NetworkModel): NetworkReader {
  // A rule for something that is not declared makes Terraform fail: it concerns no group.
  const unplacedRules = model.unplaced.rules.filter((rule) => rule.group.kind === 'unknown');
  let defaults: ReadonlyMap<string, GroupView> | undefined;
  return {
    isLasting: true,
    defaultGroup: (network) => (defaults ??= defaultGroups(model)).get(network),
    takenAddresses: (subnet) => takenBySubnet(model.attachments).get(subnet),
    view: (id) => model.views.get(id),
    prefixList: (address) => model.prefixLists.get(address),
    subnet: (address) => model.subnets.get(address),
    network: (address) => model.networks.get(address),
    topology: () => model.topology,
    hasUnplaced: { rules: unplacedRules.length > 0, attachments: model.unplaced.attachments.length > 0 },
    unplacedRules,
    attachment: (address) => model.attachments.get(address),
  };
}

function defaultGroups(model: NetworkModel): ReadonlyMap<string, GroupView> {
  const found = new Map<string, GroupView>();
  for (const group of model.groups.values()) {
    const network = group.isDefault === true ? referenceId(group.network) : undefined;
    const view = model.views.get(group.address);
    if (network !== undefined && view !== undefined) found.set(network, view);
  }
  return found;
}

const taken = new WeakMap<NetworkModel['attachments'], ReadonlyMap<string, AddressSet>>();

function takenBySubnet(attachments: NetworkModel['attachments']): ReadonlyMap<string, AddressSet> {
  let bySubnet = taken.get(attachments);
  if (bySubnet === undefined) {
    const found = new Map<string, AddressSet>();
    for (const { addresses, subnets, certainty } of attachments.values()) {
      if (addresses === undefined || certainty === 'possible') continue;
      for (const subnet of subnets) {
        const id = referenceId(subnet);
        if (id === undefined) continue;
        found.set(id, unionAddresses(found.get(id) ?? NO_ADDRESSES, prefixListAddresses(addresses)));
      }
    }
    bySubnet = found;
    taken.set(attachments, bySubnet);
  }
  return bySubnet;
}
