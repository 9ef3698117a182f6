/**
 * The groups whose rules may admit some of a set of addresses: which of ten thousand groups a question about an address
 * has to look at. Whether anything flows is not asked yet.
 */

import type { AddressSet } from '../packets/addressSet';
import { trafficSetsOverlap, type TrafficSet } from '../packets/trafficSet';
import type { Direction } from '../network/model';
import { referenceId, type GroupView, type NetworkModel } from '../network/networkModel';
import { addressIndex, type AddressIndex } from './addressIndex';
import type { End } from './ends';
import { groupFilter } from './filters';
import { memberAddresses } from './memberAddresses';
import type { NetworkReader } from './networkReader';
import type { Admission } from './peers';

/** An admission, and the group that it is a rule of. */
interface Owned {
  readonly owner: string;
  readonly admission: Admission;
}

interface AdmissionIndex {
  /** Admissions by the addresses that they admit. */
  readonly byAddress: AddressIndex<Owned>;
  /** Admissions by the group that they name. */
  readonly byName: ReadonlyMap<string, readonly Owned[]>;
  /** Groups that admit a group that is not known. */
  readonly ofAnyGroup: readonly Owned[];
}

const admissions = new WeakMap<NetworkModel, Map<Direction, AdmissionIndex>>();
const members = new WeakMap<NetworkModel, AddressIndex<GroupView>>();

/**
 * The groups with a rule in the direction, or an attachment that carries one, that may admit the end for some of the
 * traffic, in the model's order. The end is a set of addresses.
 */
export function addressCounterparts(
  model: NetworkModel,
  reader: NetworkReader,
  end: End,
  direction: Direction,
  asked: TrafficSet,
): Iterable<GroupView> {
  // Rules of groups that are not known may be any group's.
  if (reader.unplacedRules !== undefined && reader.unplacedRules.length > 0) return model.views.values();
  const { byAddress, byName, ofAnyGroup } = admissionsOf(model, reader, direction);
  const found = new Set<string>();
  const add = ({ owner, admission }: Owned): void => {
    if (!found.has(owner) && trafficSetsOverlap(admission.traffic.possible, asked)) found.add(owner);
  };
  for (const owned of byAddress.overlapping(end.may)) add(owned);
  if (end.mayBeMember) {
    ofAnyGroup.forEach(add);
    for (const { id } of membersAt(model, reader, end.may)) byName.get(id)?.forEach(add);
  }
  // A member of another group may carry the owner too, and then its rules count.
  for (const owner of [...found]) {
    for (const { groups } of model.views.get(owner)?.attachments ?? []) {
      for (const { group } of groups) {
        const id = referenceId(group);
        if (id !== undefined) found.add(id);
      }
    }
  }
  return inOrder(model, found);
}

/** The groups whose members may have one of the addresses. */
function membersAt(model: NetworkModel, reader: NetworkReader, addresses: AddressSet): Iterable<GroupView> {
  let index = members.get(model);
  if (index === undefined) {
    index = addressIndex(
      Array.from(model.views.values(), (thing) => ({ addresses: memberAddresses(reader, thing).may, thing })),
    );
    members.set(model, index);
  }
  return index.overlapping(addresses);
}

function admissionsOf(model: NetworkModel, reader: NetworkReader, direction: Direction): AdmissionIndex {
  const ofModel = admissions.get(model) ?? new Map<Direction, AdmissionIndex>();
  admissions.set(model, ofModel);
  let index = ofModel.get(direction);
  if (index === undefined) {
    index = indexAdmissions(model, reader, direction);
    ofModel.set(direction, index);
  }
  return index;
}

function indexAdmissions(model: NetworkModel, reader: NetworkReader, direction: Direction): AdmissionIndex {
  const entries: { addresses: AddressSet; thing: Owned }[] = [];
  const byName = new Map<string, Owned[]>();
  const ofAnyGroup: Owned[] = [];
  for (const view of model.views.values()) {
    const filter = groupFilter(reader, view, direction);
    const own = (admission: Admission): Owned => ({ owner: view.id, admission });
    ofAnyGroup.push(...filter.ofAnyGroup.map(own));
    for (const [id, naming] of filter.byGroup) {
      const known = byName.get(id);
      if (known === undefined) byName.set(id, naming.map(own));
      else known.push(...naming.map(own));
    }
    for (const admission of filter.ofAddresses) {
      if (admission.admitted.kind !== 'addresses' || admission.rule.action !== 'allow') continue;
      entries.push({ addresses: admission.admitted.possible, thing: own(admission) });
    }
  }
  return { byAddress: addressIndex(entries), byName, ofAnyGroup };
}

const positions = new WeakMap<NetworkModel, ReadonlyMap<string, number>>();

/** The views of the groups in the order of the model, so that an answer does not hang on how they were found. */
function inOrder(model: NetworkModel, ids: ReadonlySet<string>): GroupView[] {
  let order = positions.get(model);
  if (order === undefined) {
    order = new Map(Array.from(model.views.keys(), (id, position) => [id, position]));
    positions.set(model, order);
  }
  const known = order;
  const place = (id: string): number => known.get(id) ?? known.size;
  return [...ids]
    .sort((left, right) => place(left) - place(right))
    .flatMap((id) => model.views.get(id) ?? []);
}
