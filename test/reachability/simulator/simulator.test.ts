/**
 * The engine against a simulator of packets, on random small networks that go the whole way from Terraform text to the
 * answer. SIMULATED_NETWORKS says how many; features of the networks can be left out by SIMULATED_WITHOUT, a list such
 * as `routes,lists`, to find out what makes the two differ.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ALL_ADDRESSES, singleAddress } from '../../../server/src/packets/addressSet';
import {
  containsPacket,
  packetSetsOverlap,
  packetsOf,
  type PacketSet,
} from '../../../server/src/packets/packetSet';
import { ICMP, TCP, UDP } from '../../../server/src/packets/protocol';
import { portRange } from '../../../server/src/packets/portSet';
import { icmpTraffic, portTraffic, type TrafficSet } from '../../../server/src/packets/trafficSet';
import type { Endpoint, Flow } from '../../../server/src/reachability/answer';
import { reach } from '../../../server/src/reachability/reach';
import { networkOf } from '../../providers/networkOf';
import { ALL_FEATURES, INTERNET_ADDRESSES, PORTS, smallNetworks, type Features } from './generateNetwork';
import {
  betweenHosts,
  fromInternet,
  toInternet,
  type Connection,
  type Outcome,
  type Standing,
  type World,
} from './simulate';
import { addressOf, addressText, type Host, type SmallNetwork } from './smallNetwork';
import { hostAddress, writeNetwork } from './writeNetwork';

const RUNS = Number(process.env.SIMULATED_NETWORKS ?? 10_000);
const WITHOUT = new Set((process.env.SIMULATED_WITHOUT ?? '').split(','));
const features = Object.fromEntries(
  Object.keys(ALL_FEATURES).map((name) => [name, !WITHOUT.has(name)]),
) as unknown as Features;

const INTERNET = INTERNET_ADDRESSES.map(addressOf);
const WORLDS: readonly World[] = [{ unknownHolds: false }, { unknownHolds: true }];
const CONNECTIONS: readonly Connection[] = [
  ...PORTS.flatMap((port) => [{ protocol: 'tcp', port } as const, { protocol: 'udp', port } as const]),
  { protocol: 'icmp', port: 0 },
];

/** One end of a question: a host, or the internet. */
type End = { readonly host: Host; readonly address: string } | 'internet';
/** An end with the address that it has, if it is a host in one of its subnets. */
type Standpoint = Standing | { readonly address: number };

function standpointsOf(end: End): readonly Standpoint[] {
  if (end === 'internet') return INTERNET.map((address) => ({ address }));
  return end.host.places.map((place) => ({ ...place, host: end.host }));
}

function endpointOf(end: End): Endpoint {
  return end === 'internet' ? { kind: 'internet' } : { kind: 'attachment', id: end.address };
}

function endText(end: End): string {
  return end === 'internet' ? 'internet' : end.address;
}

function simulate(
  network: SmallNetwork,
  world: World,
  from: Standpoint,
  to: Standpoint,
  connection: Connection,
): Outcome {
  if ('host' in from) {
    return 'host' in to
      ? betweenHosts(network, world, from, to, connection)
      : toInternet(network, world, from, to.address, connection);
  }
  if (!('host' in to)) throw new Error('not a question');
  return fromInternet(network, world, from.address, to, connection);
}

function trafficOf({ protocol, port }: Connection): TrafficSet {
  if (protocol === 'icmp') return icmpTraffic(ICMP, 8, 0);
  return portTraffic(protocol === 'tcp' ? TCP : UDP, portRange(port, port));
}

function ipAddress(value: number): { readonly family: 4; readonly value: bigint } {
  return { family: 4, value: BigInt(value) };
}

/**
 * Whether a set of the answer holds the packet. To and from the internet an instance has two addresses, and which of
 * them the answer shows is not compared.
 */
function holds(
  flows: readonly Flow[],
  certainty: 'certain' | 'possible',
  from: Standpoint,
  to: Standpoint,
  connection: Connection,
): boolean {
  const has = (set: PacketSet): boolean => {
    if (!('host' in from) || !('host' in to)) {
      return packetSetsOverlap(
        set,
        packetsOf({
          traffic: trafficOf(connection),
          sources: 'host' in from ? ALL_ADDRESSES : singleAddress(ipAddress(from.address)),
          destinations: 'host' in to ? ALL_ADDRESSES : singleAddress(ipAddress(to.address)),
        }),
      );
    }
    const { protocol, port } = connection;
    return containsPacket(set, {
      protocol: protocol === 'icmp' ? ICMP : protocol === 'tcp' ? TCP : UDP,
      source: ipAddress(from.address),
      destination: ipAddress(to.address),
      detail:
        protocol === 'icmp'
          ? { kind: 'icmp', type: 8, code: 0 }
          : { kind: 'ports', sourcePort: 40_000, destinationPort: port },
    });
  };
  return flows.some((flow) => has(flow[certainty]));
}

/** Throws at the first question to which engine and simulator give different answers. */
function compare(network: SmallNetwork): void {
  const text = writeNetwork(network);
  const { model } = networkOf(text);
  const hosts = network.hosts.map((host, index): End => ({ host, address: hostAddress(network, index) }));
  for (const from of [...hosts, 'internet' as const]) {
    // What a database asks for, and from which ports, is not documented.
    if (from !== 'internet' && from.host.kind === 'database') continue;
    for (const to of [...hosts, 'internet' as const]) {
      if (from === to) continue;
      const { flows } = reach(model, { source: endpointOf(from), destination: endpointOf(to) });
      for (const connection of CONNECTIONS) {
        for (const difference of differences(network, flows, from, to, connection)) {
          assert.fail(`${endText(from)} -> ${endText(to)} ${difference}\n${text}`);
        }
      }
    }
  }
}

/**
 * The same for groups as ends: what works for some of their members is possible, and what is certain works for all. How
 * far a group is possible beyond its members is not compared, as others may join it.
 */
function compareGroups(network: SmallNetwork): void {
  const text = writeNetwork(network);
  const { model } = networkOf(text);
  for (const from of network.groups.keys()) {
    for (const to of network.groups.keys()) {
      const pairs = memberPairs(network, from, to);
      const isDefault = [from, to].some((group) => network.groups[group]?.isDefault === true);
      if (pairs.length === 0 || isDefault) continue;
      const { flows } = reach(model, { source: groupEnd(from), destination: groupEnd(to) });
      for (const connection of CONNECTIONS) {
        for (const [source, destination] of pairs) {
          const outcomes = WORLDS.map((world) => simulate(network, world, source, destination, connection));
          const certain = holds(flows, 'certain', source, destination, connection);
          const possible = holds(flows, 'possible', source, destination, connection);
          const always = outcomes.every((outcome) => outcome === 'always');
          const sometimes = outcomes.some((outcome) => outcome !== 'no');
          if ((!certain || always) && (possible || !sometimes)) continue;
          const ends = `${addressText(source.address)} to ${addressText(destination.address)}`;
          const said = certain ? 'certain' : 'not possible';
          const { protocol, port } = connection;
          assert.fail(`g${from} -> g${to} ${protocol}/${port} (${ends})\nengine: ${said}\n${text}`);
        }
      }
    }
  }
}

function groupEnd(index: number): Endpoint {
  return { kind: 'group', id: `aws_security_group.g${index}` };
}

/** Every member of one group with every other member of the other, wherever they may be; instances alone. */
function memberPairs(
  network: SmallNetwork,
  from: number,
  to: number,
): readonly (readonly [Standing, Standing])[] {
  const members = (group: number): readonly Host[] =>
    network.hosts.filter(({ kind, groups }) => kind === 'instance' && groups.includes(group));
  const standing = (host: Host): readonly Standing[] => host.places.map((place) => ({ ...place, host }));
  return members(from).flatMap((source) =>
    members(to).flatMap((destination) =>
      source === destination
        ? []
        : standing(source).flatMap((left) =>
            standing(destination).map((right): readonly [Standing, Standing] => [left, right]),
          ),
    ),
  );
}

/**
 * Certain is what works whatever a host's address, the client's port and the unknown turn out to be; an address on the
 * internet is part of the question. Possible is what works for some.
 */
function* differences(
  network: SmallNetwork,
  flows: readonly Flow[],
  from: End,
  to: End,
  connection: Connection,
): Generator<string> {
  for (const internet of from === 'internet' || to === 'internet' ? INTERNET : [0]) {
    const sources = from === 'internet' ? [{ address: internet }] : standpointsOf(from);
    const destinations = to === 'internet' ? [{ address: internet }] : standpointsOf(to);
    const pairs = sources.flatMap((source) =>
      destinations.map((destination) => [source, destination] as const),
    );
    const outcomes = pairs.map(([source, destination]) =>
      WORLDS.map((world) => simulate(network, world, source, destination, connection)),
    );
    const always = outcomes.every((worlds) => worlds.every((outcome) => outcome === 'always'));
    for (const [index, [source, destination]] of pairs.entries()) {
      // Which address a host has does not show in packets from and to the internet: any may be meant.
      const own = from === 'internet' || to === 'internet' ? outcomes.flat() : (outcomes[index] ?? []);
      const sometimes = own.some((outcome) => outcome !== 'no');
      const certain = holds(flows, 'certain', source, destination, connection);
      const possible = holds(flows, 'possible', source, destination, connection);
      if (certain === always && possible === sometimes) continue;
      const { protocol, port } = connection;
      const traffic = protocol === 'icmp' ? 'icmp/8/0' : `${protocol}/${port}`;
      yield [
        `${traffic} (${addressText(source.address)} to ${addressText(destination.address)})`,
        `engine: ${certain ? 'certain' : possible ? 'possible' : 'no'}`,
        `simulator: ${always ? 'certain' : sometimes ? 'possible' : 'no'}`,
      ].join('\n');
    }
  }
}

describe('the engine and the simulator of packets', () => {
  it(`agree on ${RUNS} random networks`, function () {
    this.timeout(0);
    fc.assert(fc.property(smallNetworks(features), compare), { numRuns: RUNS });
  });

  it('agree on what is asked of groups', function () {
    this.timeout(0);
    fc.assert(fc.property(smallNetworks(features), compareGroups), { numRuns: Math.ceil(RUNS / 4) });
  });
});
