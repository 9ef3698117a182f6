/**
 * Whom something may open connections to, as far as rules say so: the candidates for the next hop of a path. Found
 * through indexes, never by looking at all pairs; whether anything flows is for hops.ts to say.
 */

import { addressSetKey, addressSetsOverlap, isEmptyAddressSet, type AddressSet } from '../packets/addressSet';
import {
  ALL_TRAFFIC,
  isEmptyTrafficSet,
  trafficSetsOverlap,
  unionAllTraffic,
  type TrafficSet,
} from '../packets/trafficSet';
import type { Attachment, Direction } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import { addressIndex, type AddressIndex } from './addressIndex';
import type { Endpoint } from './answer';
import { areSeparate } from './connections';
import { counterparts } from './counterparts';
import { isAddressEnd, resolveEnd, type End } from './ends';
import { groupFilter } from './filters';
import { modelReader, type NetworkReader } from './networkReader';

/** One thing that can be on a path: an attachment, or a group that the configuration attaches to nothing. */
export interface Node {
  /** Unique in its model. */
  readonly key: string;
  readonly end: End;
  /** Undefined for a group without attachments. */
  readonly attachment: Attachment | undefined;
}

export interface Neighbourhood {
  readonly reader: NetworkReader;
  /** The node of an attachment, or of a group without attachments; undefined for what is neither. */
  readonly node: (endpoint: Endpoint) => Node | undefined;
  /** What carries the group; the group itself where nothing does. */
  readonly membersOf: (group: string) => readonly Node[];
  /** What has an address in the set. */
  readonly membersAt: (addresses: AddressSet) => readonly Node[];
  /** Groups that rules bring together with the end as their source, by naming either side. */
  readonly groupsByName: (source: End) => ReadonlySet<string>;
  /** Groups with a rule that admits some of the addresses, or somebody not known. */
  readonly groupsByAddress: (addresses: AddressSet) => ReadonlySet<string>;
  /**
   * Whether rules that name addresses may bring the two together: some of the source's for the node's addresses, and some
   * of the node's for the source's, with traffic in common. Much cheaper than to see what flows.
   */
  readonly meetByAddress: (source: End, node: Node) => boolean;
  /** Whether some rule may let some of the traffic pass there in the direction, whoever is at the other end. */
  readonly passes: (end: End, direction: Direction, traffic: TrafficSet) => boolean;
  /** All attachments. */
  readonly attached: () => readonly Node[];
  /** What is reached without any rule: no group filters it. */
  readonly unfiltered: () => readonly Node[];
  /** Groups that the configuration only looks up or names: what else they admit is not known. */
  readonly groupsWithoutRules: number;
}

const neighbourhoods = new WeakMap<NetworkModel, Neighbourhood>();

/** The neighbourhood of a model; the same object for the same model. Nothing is indexed before it is asked for. */
export function neighbourhoodOf(model: NetworkModel): Neighbourhood {
  let known = neighbourhoods.get(model);
  if (known === undefined) {
    known = createNeighbourhood(model);
    neighbourhoods.set(model, known);
  }
  return known;
}

function createNeighbourhood(model: NetworkModel): Neighbourhood {
  const reader = modelReader(model);
  const nodes = new Map<string, Node>();
  const node = (endpoint: Endpoint): Node | undefined => {
    if (endpoint.kind !== 'attachment' && endpoint.kind !== 'group') return undefined;
    const key = `${endpoint.kind} ${endpoint.id}`;
    let known = nodes.get(key);
    if (known === undefined) {
      const end = resolveEnd(reader, endpoint);
      if (end === undefined) return undefined;
      const attachment = endpoint.kind === 'attachment' ? model.attachments.get(endpoint.id) : undefined;
      known = { key, end, attachment };
      nodes.set(key, known);
    }
    return known;
  };
  const attached = lazy(() =>
    Array.from(model.attachments.keys(), (id) => node({ kind: 'attachment', id })).filter(
      (each) => each !== undefined,
    ),
  );
  const carriers = lazy(() => {
    const found = new Map<string, Node[]>();
    for (const each of attached()) {
      for (const id of each.end.identities.keys()) {
        const list = found.get(id);
        if (list === undefined) found.set(id, [each]);
        else list.push(each);
      }
    }
    return found;
  });
  const holders = lazy(() =>
    addressIndex(attached().map((each) => ({ addresses: each.end.may, thing: each }))),
  );
  const admitting = lazy(() => admittingGroups(model, reader));
  /** What rules that name some of the addresses may let pass; everything where not all rules are known. */
  const trafficByAddress = (end: End, direction: Direction, addresses: AddressSet): TrafficSet => {
    if (end.carriers.length === 0 || reader.hasUnplaced.rules) return ALL_TRAFFIC;
    const passing: TrafficSet[] = [];
    for (const { open, unfiltered = false, defaultOf, groups } of end.carriers) {
      if (open || unfiltered || defaultOf !== undefined) return ALL_TRAFFIC;
      for (const { id } of groups) {
        const view = reader.view(id);
        const filter = view === undefined ? undefined : groupFilter(reader, view, direction);
        if (filter === undefined || filter.incomplete !== undefined || filter.ofAnyGroup.length > 0) {
          return ALL_TRAFFIC;
        }
        for (const { admitted, traffic } of filter.ofAddresses) {
          if (admitted.kind !== 'addresses' || !addressSetsOverlap(admitted.possible, addresses)) continue;
          passing.push(traffic.possible);
        }
      }
    }
    return unionAllTraffic(passing);
  };
  const found = new Map<string, ReadonlySet<string>>();
  const admitted = {
    ingress: new Map<string, TrafficSet | undefined>(),
    egress: new Map<string, TrafficSet | undefined>(),
  };
  /** Undefined for a group whose rules are not all known. */
  const admittedOf = (id: string, direction: Direction): TrafficSet | undefined => {
    const known = admitted[direction];
    if (known.has(id)) return known.get(id);
    const view = reader.view(id);
    const filter = view === undefined ? undefined : groupFilter(reader, view, direction);
    const traffic =
      filter === undefined || filter.incomplete !== undefined
        ? undefined
        : unionAllTraffic(filter.admissions.map((each) => each.traffic.possible));
    known.set(id, traffic);
    return traffic;
  };
  return {
    reader,
    node,
    meetByAddress: (source, node) => {
      if (areSeparate(reader, source, node.end)) return false;
      const out = trafficByAddress(source, 'egress', node.end.may);
      return (
        !isEmptyTrafficSet(out) && trafficSetsOverlap(out, trafficByAddress(node.end, 'ingress', source.may))
      );
    },
    passes: (end, direction, traffic) =>
      end.carriers.length === 0 ||
      end.carriers.some((carrier) => {
        const { open, unfiltered = false, defaultOf, groups } = carrier;
        if (open || unfiltered || defaultOf !== undefined || reader.hasUnplaced.rules) return true;
        return groups.some(({ id }) => overlaps(admittedOf(id, direction), traffic));
      }),
    attached,
    membersOf: (group) => {
      const members = carriers().get(group);
      if (members !== undefined) return members;
      const alone = node({ kind: 'group', id: group });
      return alone === undefined ? [] : [alone];
    },
    membersAt: (addresses) => [...holders().overlapping(addresses)],
    groupsByName: (source) => {
      const groups = new Set(counterparts(reader, source.identities.keys(), 'destination'));
      // A default group that nothing declares has no rules to look up, and admits its own members.
      for (const { defaultOf, groups: own } of source.carriers) {
        if (defaultOf !== undefined) for (const { id } of own) groups.add(id);
      }
      if (!isAddressEnd(source) || !source.mayBeMember) return groups;
      // Some of the addresses may be those of members, whom rules admit by name.
      for (const member of holders().overlapping(source.may)) {
        for (const id of counterparts(reader, member.end.identities.keys(), 'destination')) groups.add(id);
      }
      return groups;
    },
    groupsByAddress: (addresses) => {
      const key = addressSetKey(addresses);
      let groups = found.get(key);
      if (groups === undefined) {
        const { index, always } = admitting();
        groups = new Set([...index.overlapping(addresses), ...always]);
        found.set(key, groups);
      }
      return groups;
    },
    unfiltered: lazy(() =>
      attached().filter(({ end }) => end.carriers.some((carrier) => carrier.unfiltered === true)),
    ),
    get groupsWithoutRules() {
      return [...model.views.values()].filter(({ group }) => group?.ownership !== 'managed').length;
    },
  };
}

/** Groups by the addresses that their ingress rules admit; `always`: those that admit a group that is not known. */
function admittingGroups(
  model: NetworkModel,
  reader: NetworkReader,
): { readonly index: AddressIndex<string>; readonly always: readonly string[] } {
  const entries: { addresses: AddressSet; thing: string }[] = [];
  const always: string[] = [];
  for (const view of model.views.values()) {
    const filter = groupFilter(reader, view, 'ingress');
    if (filter.ofAnyGroup.length > 0) always.push(view.id);
    for (const { admitted, rule } of filter.ofAddresses) {
      if (admitted.kind !== 'addresses' || rule.action !== 'allow') continue;
      if (!isEmptyAddressSet(admitted.possible)) {
        entries.push({ addresses: admitted.possible, thing: view.id });
      }
    }
  }
  return { index: addressIndex(entries), always };
}

function overlaps(admitted: TrafficSet | undefined, traffic: TrafficSet): boolean {
  return admitted === undefined || trafficSetsOverlap(admitted, traffic);
}

/** Whether the node has an address in the set, or may have one. */
export function mayBeAt({ end }: Node, addresses: AddressSet): boolean {
  return addressSetsOverlap(end.may, addresses);
}

function lazy<Result>(compute: () => Result): () => Result {
  let known: { readonly result: Result } | undefined;
  return () => (known ??= { result: compute() }).result;
}
