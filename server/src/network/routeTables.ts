/** Route tables with all their routes, and which subnet has which. What a route lets through is for reachability/. */

import { parseIpPrefix } from '../packets/ipPrefix';
import { createAssignment } from './assignments';
import type { Certainty, Network, Subnet } from './model';
import { referenceId } from './networkModel';
import { networkOwn, type Route, type RouteAddition, type RouteTable, type RouteTableUse } from './topology';
import type { Candidate, EffectiveTable } from './topologyIndex';

export interface TableParts {
  readonly tables: readonly RouteTable[];
  readonly additions: readonly RouteAddition[];
  readonly uses: readonly RouteTableUse[];
}

/** What is known of a network beside its tables: undefined where the configuration does not declare it. */
export type NetworkFacts = (id: string) => {
  readonly isExternal: boolean;
  readonly network: Network | undefined;
};

export interface Tables {
  readonly tablesOf: (subnet: Subnet) => readonly Candidate<EffectiveTable>[];
  readonly all: () => readonly EffectiveTable[];
}

export function createTables({ tables, additions, uses }: TableParts, factsOf: NetworkFacts): Tables {
  const declared = new Map(tables.map((table) => [table.address, table]));
  const mains = mainTables(tables, uses);

  /** One id for one table, however it is referred to; undefined where that depends on something unknown. */
  function canonical(id: string): string | undefined {
    const current = mains.current.get(id);
    if (current !== undefined) return current.certain === undefined ? undefined : original(current.certain);
    return original(id);
  }
  function original(id: string): string | undefined {
    const adopted = mains.adopted.get(id);
    if (adopted === undefined) return mains.mainToOriginal(id);
    return adopted.certainty === 'certain' ? adopted.address : undefined;
  }

  const added = new Map<string, Route[]>();
  /** Routes of tables that are not known: any table may have them. */
  const anywhere: Route[] = [];
  for (const { table, route } of additions) {
    const id = referenceId(table);
    const target = id === undefined ? undefined : canonical(id);
    if (target !== undefined) {
      const known = added.get(target);
      if (known === undefined) added.set(target, [route]);
      else known.push(route);
    } else if (id !== undefined || table.kind === 'unknown') {
      anywhere.push({ ...route, certainty: 'possible' });
    }
  }

  const effectives = new Map<string, EffectiveTable>();
  const effective = (wanted: string): EffectiveTable => {
    const id = canonical(wanted) ?? wanted;
    let found = effectives.get(id);
    if (found === undefined) {
      found = effectiveTable(id);
      effectives.set(id, found);
    }
    return found;
  };
  const effectiveTable = (id: string): EffectiveTable => {
    const table = declared.get(id);
    const routes = [...(table?.routes ?? []), ...(added.get(id) ?? []), ...anywhere];
    if (table !== undefined) {
      const open = table.open ? `${id} may have routes that the configuration does not show` : undefined;
      return { name: id, table, routes, open };
    }
    const network = mains.networkOfOriginal(id);
    if (network === undefined) {
      return { name: id, table, routes, open: `${id} is not in the configuration` };
    }
    const isMain = mains.of(network).some((each) => each.id === id);
    const name = isMain ? networkOwn.mainTable(network) : id;
    const facts = factsOf(network);
    // As it was made, with what the configuration adds.
    const all =
      facts.network?.isDefault === true ? [...defaultInternetRoutes(name, facts.network), ...routes] : routes;
    const open = facts.isExternal ? `${name} is not in the configuration` : undefined;
    return { name, table, routes: all, open };
  };

  const defaults = new Map<string, readonly Candidate<EffectiveTable>[]>();
  const defaultsOf = (network: string): readonly Candidate<EffectiveTable>[] => {
    let found = defaults.get(network);
    if (found === undefined) {
      found = mains.of(network).map(({ id, certainty }) => ({ certainty, thing: effective(id) }));
      defaults.set(network, found);
    }
    return found;
  };
  const unseenTables = new Map<string, EffectiveTable>();
  const tablesOf = createAssignment<EffectiveTable>({
    claims: uses.flatMap(({ table, of, certainty }) =>
      of.kind === 'subnet' ? [{ thing: table, subnet: of.subnet, certainty }] : [],
    ),
    effective,
    ofNetwork: (network) =>
      tables
        .filter((table) => {
          const own = referenceId(table.network);
          return network === undefined || own === undefined || own === network;
        })
        .map(({ address }) => address),
    networkOf: (id) => {
      const table = declared.get(canonical(id) ?? id);
      return table === undefined ? mains.networkOfOriginal(id) : referenceId(table.network);
    },
    defaults: defaultsOf,
    unseen: (reason) => {
      let found = unseenTables.get(reason);
      if (found === undefined) {
        found = { name: 'a route table', table: undefined, routes: anywhere, open: reason };
        unseenTables.set(reason, found);
      }
      return found;
    },
  });
  let all: readonly EffectiveTable[] | undefined;
  return { tablesOf, all: () => (all ??= tables.map(({ address }) => effective(address))) };
}

interface MainTables {
  /** By the id of a network's main table: what took its place. `certain` is absent where that is only possible. */
  readonly current: ReadonlyMap<string, { readonly certain: string | undefined }>;
  /** By the id of the table made with a network: the one declared for it. */
  readonly adopted: ReadonlyMap<string, RouteTable>;
  readonly mainToOriginal: (id: string) => string;
  /** The network whose table that is, where the id is that of a table made with one. */
  readonly networkOfOriginal: (id: string) => string | undefined;
  readonly of: (network: string) => readonly { readonly id: string; readonly certainty: Certainty }[];
}

function mainTables(tables: readonly RouteTable[], uses: readonly RouteTableUse[]): MainTables {
  const claims = new Map<string, RouteTableUse[]>();
  const looseClaims: RouteTableUse[] = [];
  for (const use of uses) {
    if (use.of.kind !== 'main') continue;
    const network = referenceId(use.of.network);
    if (network === undefined) looseClaims.push(use);
    else claims.set(network, [...(claims.get(network) ?? []), use]);
  }
  const adopted = new Map<string, RouteTable>();
  const looseMains: RouteTable[] = [];
  for (const table of tables) {
    if (!table.isMain) continue;
    const network = referenceId(table.network);
    if (network === undefined) looseMains.push(table);
    else adopted.set(networkOwn.originalTable(network), table);
  }
  const current = new Map<string, { certain: string | undefined }>();
  for (const [network, list] of claims) {
    const certain = list.find(({ certainty }) => certainty === 'certain');
    current.set(networkOwn.mainTable(network), {
      certain: certain === undefined ? undefined : referenceId(certain.table),
    });
  }
  const main = networkOwn.mainTable('');
  const origin = networkOwn.originalTable('');
  return {
    current,
    adopted,
    mainToOriginal: (id) => {
      if (!id.startsWith(main)) return id;
      const original = networkOwn.originalTable(id.slice(main.length));
      const table = adopted.get(original);
      return table?.certainty === 'certain' ? table.address : original;
    },
    networkOfOriginal: (id) => (id.startsWith(origin) ? id.slice(origin.length) : undefined),
    of(network) {
      const own = claims.get(network) ?? [];
      const named = own.flatMap(({ table, certainty }) => {
        const id = referenceId(table);
        return id === undefined ? [] : [{ id, certainty }];
      });
      const sure = named.find(({ certainty }) => certainty === 'certain');
      if (sure !== undefined) return [sure];
      const original = networkOwn.originalTable(network);
      const table = adopted.get(original);
      const others = [
        ...named,
        ...looseClaims.flatMap((use) => {
          const id = referenceId(use.table);
          return id === undefined ? [] : [{ id, certainty: use.certainty }];
        }),
        // Somebody's main table: that of a network for which nothing else is declared.
        ...(table === undefined ? looseMains.map(({ address }) => ({ id: address })) : []),
        ...(table?.certainty === 'possible' ? [{ id: table.address }] : []),
      ];
      if (others.length === 0) return [{ id: table?.address ?? original, certainty: 'certain' }];
      return [...others.map(({ id }) => id), table?.certainty === 'certain' ? table.address : original].map(
        (id) => ({ id, certainty: 'possible' }),
      );
    },
  };
}

/**
 * A default network comes with a route to an internet gateway
 * (https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html); one that is only looked up may have lost it.
 */
function defaultInternetRoutes(id: string, network: Network): readonly Route[] {
  const certainty = network.external === true ? 'possible' : 'certain';
  const everywhere = parseIpPrefix('0.0.0.0/0');
  if (everywhere === undefined) return [];
  const place = {
    certainty,
    origin: network.headerOrigin,
    argument: 'route',
    argumentOrigin: network.headerOrigin,
  } as const;
  return [
    {
      address: id,
      destination: {
        ...place,
        kind: 'cidr',
        prefix: everywhere,
        text: '0.0.0.0/0',
        hostBitsSet: false,
      },
      target: {
        kind: 'gateway',
        role: 'internet',
        gateway: { kind: 'part', address: networkOwn.defaultGateway(network.address) },
      },
      certainty,
      origin: network.headerOrigin,
    },
  ];
}
