/** Comparison against two plain questions per pair of groups, over random networks and random edits. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { NetworkPart } from '../../server/src/network/model';
import { TCP } from '../../server/src/packets/protocol';
import { containsPort } from '../../server/src/packets/portSet';
import { trafficOf } from '../../server/src/packets/packetSet';
import { portsOf } from '../../server/src/packets/trafficSet';
import { reach } from '../../server/src/reachability/reach';
import { compareModels } from '../../server/src/review/compare';
import type { FlowChange } from '../../server/src/review/comparison';
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
  tcp,
  unknownPeer,
  vpc,
} from '../network/builder';

const GROUPS = ['g0', 'g1', 'g2'];
const PORTS = [1, 2, 3];

const part: fc.Arbitrary<NetworkPart> = fc
  .record({
    direction: fc.constantFrom(ingress, egress),
    of: fc.constantFrom(...GROUPS),
    from: fc.constantFrom(1, 2),
    to: fc.constantFrom(2, 3),
    certain: fc.constantFrom(true, true, false),
    peers: fc.array(
      fc.constantFrom(
        member('g0'),
        member('g1'),
        member('g2'),
        maybe(member('g1')),
        cidr('10.0.0.0/16'),
        cidr('10.0.0.0/17'),
        cidr('0.0.0.0/0'),
        unknownPeer('cidr'),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  })
  .map(({ direction, of, from, to, certain, peers }) => {
    const rule = direction(of, tcp(from, to), ...peers);
    return certain ? rule : possible(rule);
  });

const carried = fc
  .uniqueArray(fc.constantFrom(...GROUPS), { minLength: 1, maxLength: 2 })
  .map((groups) => attachment(`a_${groups.join('_')}`, groups));

const fixed: NetworkPart[] = [
  vpc('vpc', ['10.0.0.0/16']),
  ...GROUPS.map((id) => group(id, { network: { kind: 'part', address: 'vpc' } })),
];

/** A network, and what is left of it and added to it. */
const edits = fc.record({
  kept: fc.array(part, { maxLength: 8 }),
  removed: fc.array(part, { maxLength: 3 }),
  added: fc.array(part, { maxLength: 3 }),
  attachments: fc.array(carried, { maxLength: 2 }),
});

function flows(network: readonly NetworkPart[], source: string, destination: string, port: number) {
  const query = { protocol: TCP, ports: { from: port, to: port } };
  return reach(model(...network), {
    source: { kind: 'group', id: source },
    destination: { kind: 'group', id: destination },
    ...query,
  }).verdict;
}

function told(
  changes: readonly FlowChange[],
  source: string,
  destination: string,
  port: number,
): FlowChange | undefined {
  return changes.find(
    (change) =>
      change.source.kind === 'group' &&
      change.destination.kind === 'group' &&
      change.source.id === source &&
      change.destination.id === destination &&
      change.certainty === 'certain' &&
      containsPort(portsOf(trafficOf(change.packets), TCP), port),
  );
}

describe('comparison over random edits', () => {
  it('tells exactly the certain flows that are impossible in the other version', () => {
    fc.assert(
      fc.property(edits, ({ kept, removed, added, attachments }) => {
        const before = [...fixed, ...attachments, ...kept, ...removed];
        const after = [...fixed, ...attachments, ...kept, ...added];
        const { lost, gained } = compareModels(model(...before), model(...after));
        for (const source of GROUPS) {
          for (const destination of GROUPS) {
            const named = [...kept, ...removed, ...added].some(
              (rule) =>
                rule.kind === 'rule' &&
                rule.group.kind === 'part' &&
                rule.peers.some((peer) => {
                  if (peer.kind !== 'group' || peer.group.kind !== 'part' || rule.group.kind !== 'part') {
                    return false;
                  }
                  const ends = [rule.group.address, peer.group.address];
                  if (rule.direction === 'ingress') ends.reverse();
                  return ends[0] === source && ends[1] === destination;
                }),
            );
            for (const port of PORTS) {
              const was = flows(before, source, destination, port);
              const is = flows(after, source, destination, port);
              const isLost = told(lost, source, destination, port) !== undefined;
              const isGained = told(gained, source, destination, port) !== undefined;
              const shouldBeLost = was === 'reachable' && is === 'unreachable';
              const shouldBeGained = was === 'unreachable' && is === 'reachable';
              // Pairs that no rule names are told by the addresses that were lost.
              if (isLost || named) {
                assert.equal(isLost, shouldBeLost, `lost ${source} ${destination} ${String(port)}`);
              }
              if (isGained || named) {
                assert.equal(isGained, shouldBeGained, `gained ${source} ${destination} ${String(port)}`);
              }
            }
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('mirrors certain gains and losses when the versions change places', () => {
    fc.assert(
      fc.property(edits, ({ kept, removed, added, attachments }) => {
        const before = model(...fixed, ...attachments, ...kept, ...removed);
        const after = model(...fixed, ...attachments, ...kept, ...added);
        const summary = (changes: readonly FlowChange[]) =>
          changes
            .filter((change) => change.certainty === 'certain')
            .map(
              (change) =>
                JSON.stringify([change.source, change.destination], bigints) +
                JSON.stringify(trafficOf(change.packets)),
            )
            .sort();
        const there = compareModels(before, after);
        const back = compareModels(after, before);
        assert.deepEqual(summary(there.lost), summary(back.gained));
        assert.deepEqual(summary(there.gained), summary(back.lost));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds nothing in a network that is only put in another order', () => {
    fc.assert(
      fc.property(edits, fc.nat(100), ({ kept, removed, attachments }, seed) => {
        const parts = [...fixed, ...attachments, ...kept, ...removed];
        const shuffled = parts
          .map((each, index) => ({ each, at: (index * 37 + seed) % 101 }))
          .sort((a, b) => a.at - b.at);
        const { lost, gained, replaced } = compareModels(
          model(...parts),
          model(...shuffled.map(({ each }) => ({ ...each }))),
        );
        assert.deepEqual([lost, gained, replaced], [[], [], []]);
      }),
      { numRuns: 300 },
    );
  });
});

function bigints(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
