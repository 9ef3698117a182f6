/**
 * Invents small networks. Raw numbers are drawn first and then fitted together, so that every draw is a network that
 * Terraform accepts: routes lead to what exists, hosts carry groups of their VPC, and rules name groups of another VPC
 * only where something joins the two. 0 stands for what is simplest, so that a counterexample shrinks well.
 */
import fc from 'fast-check';
import {
  addressText,
  prefixOf,
  type Direction,
  type Entry,
  type Group,
  type Host,
  type Joint,
  type Peer,
  type Place,
  type Prefix,
  type Route,
  type Rule,
  type SmallNetwork,
  type Subnet,
  type Vpc,
} from './smallNetwork';

/** What generated networks may have; for finding out which part of the engine differs from the documentation. */
export interface Features {
  readonly routes: boolean;
  readonly lists: boolean;
  /** Lists of the subnets in which NAT gateways stand. */
  readonly natLists: boolean;
  readonly publicAddresses: boolean;
  readonly fixedAddresses: boolean;
  readonly unknown: boolean;
  readonly transit: boolean;
  readonly defaultGroups: boolean;
  /** Databases and functions, which may be in one of several subnets. */
  readonly services: boolean;
}

export const ALL_FEATURES: Features = {
  routes: true,
  lists: true,
  natLists: true,
  publicAddresses: true,
  fixedAddresses: true,
  unknown: true,
  transit: true,
  defaultGroups: true,
  services: true,
};

/** Ports at which connections are tried. */
export const PORTS = [22, 443, 5432];
/** Addresses on the internet; of the first, some routes and rules hold the surroundings. */
export const INTERNET_ADDRESSES = ['52.0.0.1', '8.8.8.8'];

const EVERYWHERE = prefixOf('0.0.0.0/0');
const PART_OF_INTERNET = prefixOf('52.0.0.0/8');
const RULE_PORTS = [
  [22, 22],
  [443, 443],
  [5432, 5432],
  [22, 443],
  [0, 65_535],
] as const;
/** Beside the ports themselves, the ranges in which clients have their ports. */
const ENTRY_PORTS = [
  ...RULE_PORTS,
  [0, 65_535],
  [1_024, 65_535],
  [1_024, 65_535],
  [32_768, 65_535],
  [49_152, 65_535],
  [32_768, 61_000],
  [1_024, 32_767],
] as const;

const nat = fc.nat(999);

const rawRoutes = fc.record({ internet: nat, peer: nat, narrow: nat });
const rawEntry = fc.record({
  egress: fc.boolean(),
  number: fc.integer({ min: 1, max: 9 }),
  allow: fc.constantFrom(true, true, true, false),
  protocol: fc.constantFrom('all', 'all', 'tcp', 'tcp', 'udp', 'icmp'),
  ports: nat,
  prefix: nat,
} as const);
const rawList = fc.record({
  entries: fc.uniqueArray(rawEntry, {
    maxLength: 4,
    selector: ({ egress, number }) => `${egress} ${number}`,
  }),
  /** What stands behind the entries, so that most lists let something through. */
  rest: fc.constantFrom('all', 'all', 'in', 'out', 'replies', 'nothing'),
} as const);
const rawRule = fc.record({
  egress: fc.boolean(),
  protocol: fc.constantFrom('all', 'tcp', 'tcp', 'tcp', 'udp', 'icmp'),
  ports: nat,
  peer: nat,
  which: nat,
} as const);
const raw = fc.record({
  vpcs: fc.array(
    fc.record({ gateway: nat, nat, main: rawRoutes, hasMain: nat, defaultList: rawList, managed: nat }),
    { minLength: 1, maxLength: 2 },
  ),
  subnets: fc.array(fc.record({ vpc: nat, ownTable: nat, routes: rawRoutes, list: nat, maps: nat }), {
    minLength: 1,
    maxLength: 3,
  }),
  lists: fc.array(fc.record({ vpc: nat, list: rawList }), { maxLength: 2 }),
  groups: fc.array(
    fc.record({ vpc: nat, inline: fc.boolean(), rules: fc.array(rawRule, { maxLength: 5 }), open: nat }),
    { minLength: 1, maxLength: 4 },
  ),
  hosts: fc.array(
    fc.record({
      kind: nat,
      subnet: nat,
      second: nat,
      groups: fc.tuple(nat, nat),
      address: nat,
      publicAddress: nat,
    }),
    {
      minLength: 2,
      maxLength: 3,
    },
  ),
  joint: nat,
});

type Raw = typeof raw extends fc.Arbitrary<infer T> ? T : never;

export function smallNetworks(features: Features): fc.Arbitrary<SmallNetwork> {
  return raw.map((drawn) => fit(drawn, features));
}

function pick<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function fit(drawn: Raw, features: Features): SmallNetwork {
  const vpcCount = drawn.vpcs.length;
  const joint: Joint =
    features.routes && vpcCount > 1
      ? pick(
          features.transit
            ? [
                'none',
                'peering',
                'peering',
                'transit',
                'transit with group references',
                'transit with group references',
              ]
            : ['none', 'peering'],
          drawn.joint,
        )
      : 'none';
  const joined = joint !== 'none';
  // Each VPC needs a subnet: the first ones are dealt out in turn.
  const bare = drawn.subnets.map(({ vpc }, index) => {
    const owner = index < vpcCount ? index : vpc % vpcCount;
    return { owner, prefix: prefixOf(`10.${owner}.0.${index * 32}/27`) };
  });
  for (let vpc = bare.length; vpc < vpcCount; vpc++) {
    bare.push({ owner: vpc, prefix: prefixOf(`10.${vpc}.0.${vpc * 32}/27`) });
  }
  const hosts = fitHosts(drawn, features, bare);
  const prefixes = prefixesOf(vpcCount, bare, hosts);

  const vpcs = drawn.vpcs.map((vpc, index): Vpc => {
    const gateway = features.routes && vpc.gateway % 4 !== 0;
    const own = bare.flatMap(({ owner }, at) => (owner === index ? [at] : []));
    const natSubnet = features.routes && vpc.nat % 2 === 1 ? pick(own, vpc.nat) : undefined;
    const base = { prefix: prefixOf(`10.${index}.0.0/24`), gateway, nat: natSubnet };
    return {
      ...base,
      mainRoutes: vpc.hasMain % 2 === 1 ? fitRoutes(vpc.main, base, index, bare, joint) : [],
      defaultList:
        features.lists && (features.natLists || natSubnet === undefined) && vpc.managed % 4 === 1
          ? fitEntries(vpc.defaultList, prefixes)
          : undefined,
    };
  });
  const lists = features.lists
    ? drawn.lists.map(({ vpc, list }) => ({ vpc: vpc % vpcCount, entries: fitEntries(list, prefixes) }))
    : [];
  const subnets = bare.map(({ owner, prefix }, index): Subnet => {
    const own = drawn.subnets[index];
    const vpc = vpcs[owner];
    const candidates = lists.flatMap((list, at) => (list.vpc === owner ? [at] : []));
    const list = own === undefined ? 0 : own.list % (candidates.length + 1);
    return {
      vpc: owner,
      prefix,
      routes:
        own !== undefined && vpc !== undefined && own.ownTable % 3 !== 0
          ? fitRoutes(own.routes, vpc, owner, bare, joint)
          : undefined,
      list: features.natLists || vpc?.nat !== index ? candidates[list - 1] : undefined,
      handsOutPublicAddresses: features.publicAddresses && (own?.maps ?? 0) % 3 === 1,
    };
  });
  const groupVpcs = drawn.groups.map(({ vpc }, index) => (index < vpcCount ? index : vpc % vpcCount));
  for (let vpc = groupVpcs.length; vpc < vpcCount; vpc++) groupVpcs.push(vpc);
  const declared = groupVpcs.map((vpc, index): Group => {
    const open = drawn.groups[index]?.open ?? 0;
    const drawnRules = (drawn.groups[index]?.rules ?? []).map((rule): Rule => {
      const [from, to] =
        rule.protocol === 'icmp' ? [rule.ports % 2 === 0 ? -1 : 8, -1] : pick(RULE_PORTS, rule.ports);
      return {
        direction: rule.egress ? 'egress' : 'ingress',
        protocol: rule.protocol,
        from,
        to,
        peer: fitPeer(rule.peer, rule.which, vpc, groupVpcs, joined, prefixes, features),
      };
    });
    const rules = [
      ...drawnRules,
      ...(open % 2 === 1 ? [openRule('egress')] : []),
      ...(open % 3 === 1 ? [openRule('ingress')] : []),
    ];
    const inline = drawn.groups[index]?.inline === true && rules.every(({ peer }) => peer.kind !== 'group');
    return { vpc, isDefault: false, inline, rules };
  });
  // https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
  const groups = [
    ...declared,
    ...vpcs.map((_, vpc): Group => {
      const own: Rule = { ...openRule('ingress'), peer: { kind: 'self' } };
      return { vpc, isDefault: true, inline: false, rules: [own, openRule('egress')] };
    }),
  ];
  return {
    vpcs,
    subnets,
    groups,
    lists,
    joint,
    hosts: hosts.map(({ draw, ...host }): Host => {
      const own = bare[host.subnets[0] ?? 0]?.owner;
      const named = declared.flatMap(({ vpc }, at) => (vpc === own ? [at] : []));
      const carriesDefault = features.defaultGroups && host.kind === 'instance' && draw[0] % 6 === 1;
      return {
        ...host,
        groups: carriesDefault
          ? groups.flatMap(({ vpc, isDefault }, at) => (isDefault && vpc === own ? [at] : []))
          : [...new Set(draw.map((index) => pick(named, index)))],
      };
    }),
  };
}

interface BareSubnet {
  readonly owner: number;
  readonly prefix: Prefix;
}

/**
 * A fixed address lies in the first or the second half of its subnet; a host without one may have an address of either,
 * which is neither another's nor in a range of its own.
 */
function fitHosts(
  drawn: Raw,
  features: Features,
  subnets: readonly BareSubnet[],
): (Omit<Host, 'groups'> & { readonly draw: readonly [number, number] })[] {
  return drawn.hosts.map((host, index) => {
    const subnet = host.subnet % subnets.length;
    const base = subnets[subnet]?.prefix.first ?? 0;
    const kind = features.services
      ? pick(['instance', 'instance', 'instance', 'database', 'function'] as const, host.kind)
      : 'instance';
    const neighbours = subnets.flatMap(({ owner }, at) => (owner === subnets[subnet]?.owner ? [at] : []));
    const places = (at: number): readonly Place[] => {
      const first = subnets[at]?.prefix.first ?? 0;
      return [10 + index, 26 + index].map((offset) => ({ subnet: at, address: first + offset }));
    };
    const common = { kind, draw: host.groups } as const;
    if (kind !== 'instance') {
      const chosen = [...new Set([subnet, pick(neighbours, host.second)])];
      const isPublic = kind === 'database' && features.publicAddresses && host.publicAddress % 2 === 1;
      return {
        ...common,
        subnets: chosen,
        fixed: undefined,
        places: chosen.flatMap(places),
        publicAddress: isPublic ? 'own' : 'refused',
      };
    }
    const fixed =
      features.fixedAddresses && host.address % 3 !== 0
        ? base + (host.address % 2 === 0 ? 4 : 20) + index
        : undefined;
    return {
      ...common,
      subnets: [subnet],
      fixed,
      places: fixed === undefined ? places(subnet) : [{ subnet, address: fixed }],
      publicAddress: features.publicAddresses
        ? pick(['subnet', 'own', 'elastic', 'refused', 'own'] as const, host.publicAddress)
        : 'subnet',
    };
  });
}

/** Every range that rules and entries may name. */
function prefixesOf(
  vpcCount: number,
  subnets: readonly BareSubnet[],
  hosts: readonly Pick<Host, 'fixed'>[],
): readonly Prefix[] {
  return [
    EVERYWHERE,
    EVERYWHERE,
    EVERYWHERE,
    prefixOf('10.0.0.0/8'),
    PART_OF_INTERNET,
    prefixOf('8.8.8.8/32'),
    ...Array.from({ length: vpcCount }, (_, index) => prefixOf(`10.${index}.0.0/24`)),
    ...subnets.map(({ prefix }) => prefix),
    ...subnets.flatMap(({ prefix: { first } }) => [
      prefixOf(`${addressText(first)}/28`),
      prefixOf(`${addressText(first + 16)}/28`),
    ]),
    ...hosts.flatMap(({ fixed }) => (fixed === undefined ? [] : [prefixOf(`${addressText(fixed)}/32`)])),
  ];
}

/** At most a wide route, one to the peer, and one more specific than that, which may lead astray. */
function fitRoutes(
  { internet, peer, narrow }: Raw['vpcs'][number]['main'],
  vpc: Pick<Vpc, 'gateway' | 'nat'>,
  index: number,
  subnets: readonly BareSubnet[],
  joint: Joint,
): readonly Route[] {
  const joined = joint !== 'none';
  const targets: Route['target'][] = [
    ...(vpc.gateway ? (['internet', 'internet'] as const) : []),
    ...(vpc.nat === undefined ? [] : (['nat', 'nat'] as const)),
    ...(joined ? (['joint'] as const) : []),
  ];
  if (targets.length === 0) return [];
  const routes: Route[] = [];
  if (internet % 4 !== 0) {
    const prefix = internet % 5 === 0 ? PART_OF_INTERNET : EVERYWHERE;
    const target = pick(targets, internet);
    // What else is attached to a transit gateway, and may lead to the internet, is not declared.
    if (target !== 'joint' || joint === 'peering') routes.push({ prefix, target });
  }
  if (joined && peer % 4 !== 0) {
    routes.push({ prefix: prefixOf(`10.${1 - index}.0.0/24`), target: 'joint' });
  }
  const others = subnets.filter(({ owner }) => owner !== index);
  if (others.length > 0 && narrow % 4 === 1) {
    routes.push({ prefix: pick(others, narrow).prefix, target: pick(targets, narrow) });
  }
  return routes;
}

function openRule(direction: Direction): Rule {
  return { direction, protocol: 'all', from: 0, to: 0, peer: { kind: 'prefix', prefix: EVERYWHERE } };
}

function fitEntries(
  { entries, rest }: Raw['vpcs'][number]['defaultList'],
  prefixes: readonly Prefix[],
): readonly Entry[] {
  const drawn = entries.map(({ egress, number, allow, protocol, ports, prefix }): Entry => {
    const [from, to] = protocol === 'icmp' ? [pick([-1, 8, 0], ports), -1] : pick(ENTRY_PORTS, ports);
    return {
      direction: egress ? 'egress' : 'ingress',
      number: number * 10,
      allow,
      protocol,
      from,
      to,
      prefix: pick(prefixes, prefix),
    };
  });
  const everything = {
    number: 200,
    allow: true,
    protocol: 'all',
    from: 0,
    to: 0,
    prefix: EVERYWHERE,
  } as const;
  const replies = { ...everything, protocol: 'tcp', from: 32_768, to: 65_535 } as const;
  switch (rest) {
    case 'all':
      return [...drawn, { ...everything, direction: 'ingress' }, { ...everything, direction: 'egress' }];
    case 'in':
      return [...drawn, { ...everything, direction: 'ingress' }];
    case 'out':
      return [...drawn, { ...everything, direction: 'egress' }];
    case 'replies':
      return [...drawn, { ...everything, direction: 'ingress' }, { ...replies, direction: 'egress' }];
    case 'nothing':
      return drawn;
  }
}

function fitPeer(
  kind: number,
  which: number,
  vpc: number,
  groupVpcs: readonly number[],
  joined: boolean,
  prefixes: readonly Prefix[],
  features: Features,
): Peer {
  if (features.unknown && kind % 12 === 7) return { kind: 'unknown' };
  switch (kind % 4) {
    case 1:
      return { kind: 'self' };
    case 2: {
      const same = groupVpcs.flatMap((other, at) => (other === vpc ? [at] : []));
      const others = joined ? groupVpcs.flatMap((other, at) => (other === vpc ? [] : [at])) : [];
      const named = [...same, ...others, ...others];
      return { kind: 'group', group: pick(named, which) };
    }
    default:
      return kind % 20 === 11
        ? { kind: 'list', prefixes: [pick(prefixes, which), pick(prefixes, which >>> 1)] }
        : { kind: 'prefix', prefix: pick(prefixes, which) };
  }
}
