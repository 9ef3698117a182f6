/**
 * The engine against a simulator that sends every packet between every pair of members of small random networks. The
 * simulator is plain loops over plain data and shares no code with the engine.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TCP } from '../../server/src/packets/protocol';
import { containsPacket } from '../../server/src/packets/packetSet';
import { parseIpPrefix } from '../../server/src/packets/ipPrefix';
import type { Endpoint } from '../../server/src/reachability/answer';
import { reach } from '../../server/src/reachability/reach';
import type { NetworkPart } from '../../server/src/network/model';
import {
  attachment,
  cidr,
  egress,
  group,
  ingress,
  maybe,
  member,
  model,
  possible,
  self,
  subnet,
  tcp,
  unknownPeer,
  vpc,
} from '../network/builder';

const GROUPS = ['g0', 'g1', 'g2', 'g3'];
const PORTS = [1, 2, 3];
/** The network is 10.0.0.0/29: eight addresses in two subnets of four. */
const SUBNETS = { s0: [0, 1, 2, 3], s1: [4, 5, 6, 7] };
const CIDRS: Record<string, number[]> = {
  '10.0.0.0/29': [0, 1, 2, 3, 4, 5, 6, 7],
  '10.0.0.0/30': [0, 1, 2, 3],
  '10.0.0.4/30': [4, 5, 6, 7],
  '10.0.0.0/31': [0, 1],
  '10.0.0.2/31': [2, 3],
  '10.0.0.5/32': [5],
  '192.168.0.0/16': [],
  '1.2.3.4/32': [],
  '0.0.0.0/0': [0, 1, 2, 3, 4, 5, 6, 7],
};

interface PlainPeer {
  kind: 'group' | 'self' | 'cidr' | 'unknown-cidr' | 'unknown-group';
  group: string;
  cidr: string;
  certain: boolean;
}

interface PlainRule {
  direction: 'ingress' | 'egress';
  group: string;
  certain: boolean;
  from: number;
  to: number;
  peers: PlainPeer[];
}

interface PlainMember {
  groups: { id: string; certain: boolean }[];
  unknownGroup: boolean;
  subnet: 's0' | 's1';
}

interface PlainNetwork {
  external: string[];
  rules: PlainRule[];
  members: PlainMember[];
}

const peer: fc.Arbitrary<PlainPeer> = fc.record({
  kind: fc.constantFrom(
    'group',
    'group',
    'group',
    'self',
    'cidr',
    'cidr',
    'cidr',
    'unknown-cidr',
    'unknown-group',
  ),
  group: fc.constantFrom(...GROUPS),
  cidr: fc.constantFrom(...Object.keys(CIDRS)),
  certain: fc.boolean(),
});

function networks(maximumMembers: number): fc.Arbitrary<PlainNetwork> {
  const rule: fc.Arbitrary<PlainRule> = fc.record({
    direction: fc.constantFrom('ingress', 'egress'),
    group: fc.constantFrom(...GROUPS, ...GROUPS, '?'),
    certain: fc.constantFrom(true, true, true, false),
    from: fc.constantFrom(1, 2),
    to: fc.constantFrom(2, 3),
    peers: fc.array(peer, { minLength: 1, maxLength: 3 }),
  });
  const someMember: fc.Arbitrary<PlainMember> = fc.record({
    groups: fc.uniqueArray(fc.record({ id: fc.constantFrom(...GROUPS), certain: fc.boolean() }), {
      minLength: 1,
      maxLength: 2,
      selector: (attached) => attached.id,
    }),
    unknownGroup: fc.constantFrom(false, false, false, true),
    subnet: fc.constantFrom('s0', 's1'),
  });
  return fc.record({
    external: fc.subarray(['g3']),
    rules: fc.array(rule, { minLength: 2, maxLength: 10 }),
    members: fc.array(someMember, { maxLength: maximumMembers }),
  });
}

/** A member as the simulator sees it: the groups that it surely and possibly carries, and where it may be. */
interface Host {
  sure: string[];
  maybe: string[];
  unknownGroup: boolean;
  addresses: number[];
}

/**
 * The members of a group; without any, a member that carries nothing else and is anywhere in the network. Where some
 * attachment carries a group that is not known, each group may have members anywhere in the network, and a group that
 * is not declared here always.
 */
function hostsOf(network: PlainNetwork, id: string, certain: boolean): Host[] {
  const anywhere =
    !certain && (network.external.includes(id) || network.members.some((each) => each.unknownGroup));
  const hosts: Host[] = [];
  for (const each of network.members) {
    if (!each.groups.some((attached) => attached.id === id)) continue;
    hosts.push({
      sure: each.groups
        .filter((attached) => attached.certain || attached.id === id)
        .map((attached) => attached.id),
      maybe: each.groups.map((attached) => attached.id),
      unknownGroup: each.unknownGroup,
      addresses: anywhere ? CIDRS['10.0.0.0/29']! : SUBNETS[each.subnet],
    });
  }
  if (hosts.length === 0) {
    hosts.push({ sure: [id], maybe: [id], unknownGroup: false, addresses: CIDRS['10.0.0.0/29']! });
  }
  return hosts;
}

/** Whether the groups of `local` let the packet through, in the worst case (certain) or in the best. */
function passes(
  network: PlainNetwork,
  certain: boolean,
  direction: 'ingress' | 'egress',
  local: Host,
  peerHost: Host,
  peerAddress: number,
  port: number,
): boolean {
  if (!certain && local.unknownGroup) return true;
  const carried = certain ? local.sure : local.maybe;
  const peerGroups = certain ? peerHost.sure : peerHost.maybe;
  for (const id of carried) if (!certain && network.external.includes(id)) return true;
  for (const rule of network.rules) {
    if (rule.direction !== direction) continue;
    if (certain && !rule.certain) continue;
    if (rule.group === '?' ? certain : !carried.includes(rule.group)) continue;
    if (port < rule.from || port > rule.to) continue;
    for (const each of rule.peers) {
      if (certain && !each.certain) continue;
      if (each.kind === 'group' && peerGroups.includes(each.group)) return true;
      if (each.kind === 'group' && !certain && peerHost.unknownGroup) return true;
      if (each.kind === 'self' && rule.group !== '?' && peerGroups.includes(rule.group)) return true;
      if (each.kind === 'self' && !certain && peerHost.unknownGroup) return true;
      if (each.kind === 'self' && rule.group === '?' && carried.some((id) => peerGroups.includes(id))) {
        return true;
      }
      if (each.kind === 'cidr' && CIDRS[each.cidr]!.includes(peerAddress)) return true;
      if ((each.kind === 'unknown-cidr' || each.kind === 'unknown-group') && !certain) return true;
    }
  }
  return false;
}

/** Whether the port passes for all members, rules and addresses there may be (certain), or for some (possible). */
function simulate(
  network: PlainNetwork,
  source: string,
  destination: string,
  port: number,
  certain: boolean,
): boolean {
  let all = true;
  let some = false;
  for (const from of hostsOf(network, source, certain)) {
    for (const to of hostsOf(network, destination, certain)) {
      for (const fromAddress of from.addresses) {
        for (const toAddress of to.addresses) {
          const leaves = passes(network, certain, 'egress', from, to, toAddress, port);
          const enters = passes(network, certain, 'ingress', to, from, fromAddress, port);
          if (leaves && enters) some = true;
          else all = false;
        }
      }
    }
  }
  return certain ? all : some;
}

function partsOf(network: PlainNetwork): NetworkPart[] {
  const inNetwork = { network: { kind: 'part', address: 'vpc' } } as const;
  const parts: NetworkPart[] = [
    vpc('vpc', ['10.0.0.0/29']),
    subnet('s0', 'vpc', ['10.0.0.0/30']),
    subnet('s1', 'vpc', ['10.0.0.4/30']),
    ...GROUPS.map((id) =>
      group(id, { ...inNetwork, ownership: network.external.includes(id) ? 'external' : 'managed' }),
    ),
  ];
  for (const rule of network.rules) {
    const peers = rule.peers.map((each) => {
      const drafts = {
        group: member(each.group),
        self: self(rule.group),
        cidr: cidr(each.cidr),
        'unknown-cidr': unknownPeer('cidr'),
        'unknown-group': unknownPeer('group'),
      };
      return each.certain ? drafts[each.kind] : maybe(drafts[each.kind]);
    });
    const part = (rule.direction === 'ingress' ? ingress : egress)(
      rule.group,
      tcp(rule.from, rule.to),
      ...peers,
    );
    parts.push(rule.certain ? part : possible(part));
  }
  network.members.forEach((each, index) => {
    const ids = each.groups.map((attached) => (attached.certain ? attached.id : `?${attached.id}`));
    parts.push(attachment(`a${String(index)}`, each.unknownGroup ? [...ids, '?'] : ids, [each.subnet]));
  });
  return parts;
}

function ask(
  network: PlainNetwork,
  source: Endpoint,
  destination: Endpoint,
  port: number,
): { certain: boolean; possible: boolean } {
  const ports = { from: port, to: port };
  const { verdict, flows, blockedBy } = reach(model(...partsOf(network)), {
    source,
    destination,
    protocol: TCP,
    ports,
  });
  for (const flow of flows) {
    assert.ok(containsPacket(flow.possible, flow.example));
    assert.ok(flow.proof.length > 0);
  }
  assert.equal(blockedBy.length > 0, verdict !== 'reachable');
  return { certain: verdict === 'reachable', possible: verdict !== 'unreachable' };
}

function describeNetwork(network: PlainNetwork): string {
  return JSON.stringify(network, undefined, 1);
}

describe('the engine against a simulator of every packet', () => {
  it('agrees where the members of each group are alike', () => {
    // One attachment per group: what the engine takes for all members then is what each of them has.
    const lone = networks(2).filter((network) =>
      GROUPS.every(
        (id) =>
          network.members.filter((each) => each.groups.some((attached) => attached.id === id)).length < 2,
      ),
    );
    fc.assert(
      fc.property(
        lone,
        fc.constantFrom(...GROUPS),
        fc.constantFrom(...GROUPS),
        fc.constantFrom(...PORTS),
        (network, source, destination, port) => {
          const answer = ask(
            network,
            { kind: 'group', id: source },
            { kind: 'group', id: destination },
            port,
          );
          assert.deepEqual(
            answer,
            {
              certain: simulate(network, source, destination, port, true),
              possible: simulate(network, source, destination, port, false),
            },
            describeNetwork(network),
          );
        },
      ),
      { numRuns: 4000 },
    );
  });

  it('never claims more than holds where members differ', () => {
    fc.assert(
      fc.property(
        networks(5),
        fc.constantFrom(...GROUPS),
        fc.constantFrom(...GROUPS),
        fc.constantFrom(...PORTS),
        (network, source, destination, port) => {
          const answer = ask(
            network,
            { kind: 'group', id: source },
            { kind: 'group', id: destination },
            port,
          );
          if (answer.certain) {
            assert.ok(simulate(network, source, destination, port, true), describeNetwork(network));
          }
          if (!answer.possible) {
            assert.ok(!simulate(network, source, destination, port, false), describeNetwork(network));
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('finds a flow that may be, where a rule of an unknown group admits that group itself', () => {
    const peer = { group: 'g0', cidr: '10.0.0.0/29', certain: false } as const;
    const rule = { certain: true, from: 1, to: 2 } as const;
    const network: PlainNetwork = {
      external: [],
      rules: [
        { ...rule, direction: 'egress', group: '?', peers: [{ ...peer, kind: 'self' }] },
        { ...rule, direction: 'ingress', group: 'g0', peers: [{ ...peer, kind: 'group' }] },
        { ...rule, direction: 'ingress', group: 'g0', peers: [{ ...peer, kind: 'group' }] },
      ],
      members: [
        {
          groups: [
            { id: 'g1', certain: false },
            { id: 'g3', certain: false },
          ],
          unknownGroup: false,
          subnet: 's0',
        },
        {
          groups: [
            { id: 'g3', certain: false },
            { id: 'g0', certain: false },
          ],
          unknownGroup: false,
          subnet: 's0',
        },
      ],
    };
    const missed = GROUPS.flatMap((source) =>
      GROUPS.filter((destination) => {
        const ends = [source, destination].map((id) => ({ kind: 'group', id }) as const);
        const answer = ask(network, ends[0]!, ends[1]!, 1);
        return !answer.possible && simulate(network, source, destination, 1, false);
      }).map((destination) => `${source} to ${destination}`),
    );
    assert.deepEqual(missed, []);
  });

  it('agrees about single addresses', () => {
    fc.assert(
      fc.property(
        networks(1),
        fc.nat(7),
        fc.constantFrom(...GROUPS),
        fc.constantFrom(...PORTS),
        (network, address, id, port) => {
          const prefix = parseIpPrefix(`10.0.0.${String(address)}/32`)!;
          const stranger: Host = { sure: [], maybe: [], unknownGroup: false, addresses: [address] };
          // The address may be that of any member who may be there.
          const guises = [stranger];
          for (const other of GROUPS) {
            for (const host of hostsOf(network, other, false)) {
              if (host.addresses.includes(address)) {
                guises.push({ ...host, sure: [], maybe: [other], unknownGroup: false });
              }
            }
          }
          for (const direction of ['ingress', 'egress'] as const) {
            const local: Endpoint = { kind: 'group', id };
            const remote: Endpoint = { kind: 'cidr', prefix };
            const answer =
              direction === 'ingress' ? ask(network, remote, local, port) : ask(network, local, remote, port);
            assert.deepEqual(
              answer,
              {
                certain: hostsOf(network, id, true).every((host) =>
                  passes(network, true, direction, host, stranger, address, port),
                ),
                possible: hostsOf(network, id, false).some((host) =>
                  guises.some((guise) => passes(network, false, direction, host, guise, address, port)),
                ),
              },
              `${direction} ${describeNetwork(network)}`,
            );
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
