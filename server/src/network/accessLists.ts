/** Access lists with all their entries in order, and which subnet has which. What an entry lets through is for reachability/. */

import { parseIpPrefix } from '../packets/ipPrefix';
import { documentUri } from '../source/documentUri';
import type { Origin } from '../source/origin';
import { createAssignment, possible } from './assignments';
import type { Direction, Peer, Subnet } from './model';
import { referenceId } from './networkModel';
import type { NetworkFacts } from './routeTables';
import { networkOwn, type AccessEntry, type AccessList, type AccessListUse } from './topology';
import type { Candidate, EffectiveList } from './topologyIndex';

export interface ListParts {
  readonly lists: readonly AccessList[];
  readonly entries: readonly AccessEntry[];
  readonly uses: readonly AccessListUse[];
}

export interface Lists {
  readonly listsOf: (subnet: Subnet) => readonly Candidate<EffectiveList>[];
  readonly all: () => readonly EffectiveList[];
}

export function createLists({ lists, entries, uses }: ListParts, factsOf: NetworkFacts): Lists {
  const declared = new Map(lists.map((list) => [list.address, list]));
  const adopted = new Map<string, AccessList>();
  const looseDefaults: AccessList[] = [];
  for (const list of lists) {
    if (!list.isDefault) continue;
    const network = referenceId(list.network);
    if (network === undefined) looseDefaults.push(list);
    else adopted.set(networkOwn.defaultList(network), list);
  }
  const prefix = networkOwn.defaultList('');
  const networkOfDefault = (id: string): string | undefined =>
    id.startsWith(prefix) ? id.slice(prefix.length) : undefined;
  const canonical = (id: string): string => {
    const list = adopted.get(id);
    return list?.certainty === 'certain' ? list.address : id;
  };

  const added = new Map<string, AccessEntry[]>();
  /** Why any list may have further entries: there are entries of a list that is not known. */
  let anywhere: string | undefined;
  for (const entry of entries) {
    const id = referenceId(entry.list);
    if (id === undefined) {
      if (entry.list.kind === 'unknown') anywhere ??= `${entry.address} may belong to it`;
      continue;
    }
    const target = canonical(id);
    const known = added.get(target);
    if (known === undefined) added.set(target, [entry]);
    else known.push(entry);
  }

  const effectives = new Map<string, EffectiveList>();
  const effective = (wanted: string): EffectiveList => {
    const id = canonical(wanted);
    let found = effectives.get(id);
    if (found === undefined) {
      found = effectiveList(id);
      effectives.set(id, found);
    }
    return found;
  };
  const effectiveList = (id: string): EffectiveList => {
    const list = declared.get(id);
    const own = [...(list?.entries ?? []), ...(added.get(id) ?? [])];
    const network = networkOfDefault(id);
    const isImplicit = list === undefined && network !== undefined && !factsOf(network).isExternal;
    const all = isImplicit ? [...own, ...entriesOfDefault(id, factsOf(network), own)] : own;
    return {
      name: id,
      list,
      ingress: inOrder(all, 'ingress'),
      egress: inOrder(all, 'egress'),
      open: openReason(id, list, isImplicit, all) ?? anywhere,
    };
  };

  const defaults = new Map<string, readonly Candidate<EffectiveList>[]>();
  const defaultsOf = (network: string): readonly Candidate<EffectiveList>[] => {
    let found = defaults.get(network);
    if (found === undefined) {
      const id = networkOwn.defaultList(network);
      const own = adopted.get(id);
      const others = [
        ...(own === undefined ? looseDefaults : []),
        ...(own?.certainty === 'possible' ? [own] : []),
      ];
      found =
        others.length === 0
          ? [{ certainty: 'certain', thing: effective(id) }]
          : [...others.map(({ address }) => possible(effective(address))), possible(effective(id))];
      defaults.set(network, found);
    }
    return found;
  };
  const unseenLists = new Map<string, EffectiveList>();
  const listsOf = createAssignment<EffectiveList>({
    claims: [
      ...lists.flatMap((list) => claimsOf(list)),
      ...uses.map(({ list, subnet, certainty }) => ({ thing: list, subnet, certainty })),
    ],
    effective,
    ofNetwork: (network) =>
      lists
        .filter((list) => {
          const own = referenceId(list.network);
          return network === undefined || own === undefined || own === network;
        })
        .map(({ address }) => address),
    networkOf: (id) => {
      const list = declared.get(canonical(id));
      return list === undefined ? networkOfDefault(id) : referenceId(list.network);
    },
    defaults: defaultsOf,
    unseen: (reason) => {
      let found = unseenLists.get(reason);
      if (found === undefined) {
        found = { name: 'a network access list', list: undefined, ingress: [], egress: [], open: reason };
        unseenLists.set(reason, found);
      }
      return found;
    },
  });
  let all: readonly EffectiveList[] | undefined;
  return { listsOf, all: () => (all ??= lists.map(({ address }) => effective(address))) };
}

function claimsOf(list: AccessList) {
  const thing = { kind: 'part', address: list.address } as const;
  const claims = list.subnets.map(({ subnet, certainty }) => ({ thing, subnet, certainty }));
  if (!list.openSubnets) return claims;
  const subnet = { kind: 'unknown', reason: `the subnets of ${list.address} are not all known` } as const;
  return [...claims, { thing, subnet, certainty: 'possible' as const }];
}

function openReason(
  id: string,
  list: AccessList | undefined,
  isImplicit: boolean,
  entries: readonly AccessEntry[],
): string | undefined {
  if (list === undefined && !isImplicit) return `${id} is not in the configuration`;
  if (list?.open === true) return `${id} may have entries that the configuration does not show`;
  const unnumbered = entries.find(({ priority }) => priority === undefined);
  return unnumbered === undefined ? undefined : `the number of ${unnumbered.address} is not known`;
}

/** Entries without a number come last; the list is open then. Equal numbers, which are refused, stay as written. */
function inOrder(entries: readonly AccessEntry[], direction: Direction): readonly AccessEntry[] {
  return entries
    .filter((entry) => entry.direction === direction)
    .sort((left, right) => (left.priority ?? Infinity) - (right.priority ?? Infinity) || 0);
}

/** Where the entries of a network stand that no configuration was given with. */
const nowhere: Origin = { anchor: { uri: documentUri('file:///') }, start: 0, end: 0 };

/**
 * A default list allows everything, by entry 100 and, where the network has IPv6 addresses, entry 101
 * (https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html).
 */
function entriesOfDefault(
  id: string,
  { network }: ReturnType<NetworkFacts>,
  others: readonly AccessEntry[],
): readonly AccessEntry[] {
  const origin = network?.headerOrigin ?? others[0]?.headerOrigin ?? nowhere;
  return [
    { priority: 100, text: '0.0.0.0/0' },
    { priority: 101, text: '::/0' },
  ].flatMap(({ priority, text }) => {
    const prefix = parseIpPrefix(text);
    if (prefix === undefined) return [];
    const peer: Peer = {
      kind: 'cidr',
      prefix,
      text,
      hostBitsSet: false,
      certainty: 'certain',
      origin,
      argument: 'cidr_block',
      argumentOrigin: origin,
    };
    return (['ingress', 'egress'] as const).map((direction): AccessEntry => ({
      kind: 'access-entry',
      address: `${id}, entry ${priority}`,
      provider: network?.provider ?? '',
      certainty: 'certain',
      origin,
      headerOrigin: origin,
      list: { kind: 'part', address: id },
      direction,
      action: 'allow',
      priority,
      protocol: { kind: 'protocol', protocol: 'all' },
      ports: { kind: 'all' },
      peers: [peer],
      origins: { group: undefined, protocol: undefined, fromPort: undefined, toPort: undefined, peers: [] },
    }));
  });
}
