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
  type World,
} from './simulate';
import { addressOf, addressText, type Host, type SmallNetwork } from './smallNetwork';
import { writeNetwork } from './writeNetwork';

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

/** One end of a question: an instance, or the internet. */
type End = { readonly host: Host; readonly index: number } | 'internet';

function addressesOf(end: End): readonly number[] {
  return end === 'internet' ? INTERNET : end.host.addresses;
}

function endpointOf(end: End): Endpoint {
  return end === 'internet' ? { kind: 'internet' } : { kind: 'attachment', id: `aws_instance.h${end.index}` };
}

function endText(end: End): string {
  return end === 'internet' ? 'internet' : `aws_instance.h${end.index}`;
}

function simulate(
  network: SmallNetwork,
  world: World,
  [from, fromAddress]: readonly [End, number],
  [to, toAddress]: readonly [End, number],
  connection: Connection,
): Outcome {
  if (from === 'internet') {
    if (to === 'internet') throw new Error('not a question');
    return fromInternet(network, world, fromAddress, to.host, toAddress, connection);
  }
  return to === 'internet'
    ? toInternet(network, world, from.host, fromAddress, toAddress, connection)
    : betweenHosts(network, world, from.host, fromAddress, to.host, toAddress, connection);
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
  [from, source]: readonly [End, number],
  [to, destination]: readonly [End, number],
  connection: Connection,
): boolean {
  const has = (set: PacketSet): boolean => {
    if (from === 'internet' || to === 'internet') {
      return packetSetsOverlap(
        set,
        packetsOf({
          traffic: trafficOf(connection),
          sources: from === 'internet' ? singleAddress(ipAddress(source)) : ALL_ADDRESSES,
          destinations: to === 'internet' ? singleAddress(ipAddress(destination)) : ALL_ADDRESSES,
        }),
      );
    }
    const { protocol, port } = connection;
    return containsPacket(set, {
      protocol: protocol === 'icmp' ? ICMP : protocol === 'tcp' ? TCP : UDP,
      source: ipAddress(source),
      destination: ipAddress(destination),
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
  const hosts: End[] = network.hosts.map((host, index) => ({ host, index }));
  for (const from of [...hosts, 'internet' as const]) {
    for (const to of [...hosts, 'internet' as const]) {
      if (from === to) continue;
      const { flows } = reach(model, { source: endpointOf(from), destination: endpointOf(to) });
      for (const connection of CONNECTIONS) comparePair(network, text, flows, from, to, connection);
    }
  }
}

/**
 * Certain is what works whatever an instance's address, the client's port and the unknown turn out to be; an address on
 * the internet is part of the question. Possible is what works for some.
 */
function comparePair(
  network: SmallNetwork,
  text: string,
  flows: readonly Flow[],
  from: End,
  to: End,
  connection: Connection,
): void {
  for (const internet of from === 'internet' || to === 'internet' ? INTERNET : [undefined]) {
    const sources = from === 'internet' && internet !== undefined ? [internet] : addressesOf(from);
    const destinations = to === 'internet' && internet !== undefined ? [internet] : addressesOf(to);
    let always = true;
    for (const source of sources) {
      for (const destination of destinations) {
        for (const world of WORLDS) {
          const outcome = simulate(network, world, [from, source], [to, destination], connection);
          if (outcome !== 'always') always = false;
        }
      }
    }
    for (const source of sources) {
      for (const destination of destinations) {
        const sometimes = WORLDS.some(
          (world) => simulate(network, world, [from, source], [to, destination], connection) !== 'no',
        );
        const certain = holds(flows, 'certain', [from, source], [to, destination], connection);
        const possible = holds(flows, 'possible', [from, source], [to, destination], connection);
        if (certain === always && possible === sometimes) continue;
        const { protocol, port } = connection;
        const traffic = protocol === 'icmp' ? 'icmp/8/0' : `${protocol}/${port}`;
        assert.fail(
          [
            `${endText(from)} (${addressText(source)}) -> ${endText(to)} (${addressText(destination)}) ${traffic}`,
            `engine: ${certain ? 'certain' : possible ? 'possible' : 'no'}`,
            `simulator: ${always ? 'certain' : sometimes ? 'possible' : 'no'}`,
            text,
          ].join('\n'),
        );
      }
    }
  }
}

describe('the engine and the simulator of packets', () => {
  it(`agree on ${RUNS} random networks`, function () {
    this.timeout(0);
    fc.assert(fc.property(smallNetworks(features), compare), { numRuns: RUNS });
  });
});
