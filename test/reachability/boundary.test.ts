/** The quick look at access lists that goes before the real one never hides what that would find. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TCP } from '../../server/src/packets/protocol';
import { protocolTraffic } from '../../server/src/packets/trafficSet';
import { accessStage } from '../../server/src/reachability/accessStage';
import type { Opening } from '../../server/src/reachability/accessLists';
import { mayDropReplies } from '../../server/src/reachability/boundary';
import { addressEnd, resolveEnd, type End } from '../../server/src/reachability/ends';
import { modelReader, type NetworkReader } from '../../server/src/reachability/networkReader';
import { PUBLIC_ADDRESSES } from '../../server/src/reachability/publicAddresses';
import { networkOf } from '../providers/networkOf';
import { ALL_FEATURES, smallNetworks } from './simulator/generateNetwork';
import { writeNetwork } from './simulator/writeNetwork';

const TCP_TRAFFIC = protocolTraffic(TCP);

/** Whether a list around the end drops replies of TCP, found out the long way. */
function dropsReplies(reader: NetworkReader, local: End, peer: End, opened: Opening): boolean {
  const blocker = accessStage(reader, opened, local, peer, TCP_TRAFFIC)?.blocker();
  return blocker?.code === 'replies-denied-by-access-list';
}

describe('lists that may drop replies', () => {
  it('are all found by the quick look', () => {
    let dropped = 0;
    let spared = 0;
    fc.assert(
      fc.property(smallNetworks({ ...ALL_FEATURES, lists: true }), (network) => {
        const { model } = networkOf(writeNetwork(network));
        const reader = modelReader(model);
        const hosts = [...model.attachments.keys()].flatMap(
          (id) => resolveEnd(reader, { kind: 'attachment', id }) ?? [],
        );
        const groups = [...model.views.keys()].flatMap(
          (id) => resolveEnd(reader, { kind: 'group', id }) ?? [],
        );
        const everybody = [...hosts, ...groups, addressEnd({ kind: 'internet' }, PUBLIC_ADDRESSES)];
        for (const local of [...hosts, ...groups]) {
          for (const opened of ['from-inside', 'from-outside'] as const) {
            const mayDrop = mayDropReplies(reader, local, opened);
            if (!mayDrop) spared++;
            for (const peer of everybody) {
              if (!dropsReplies(reader, local, peer, opened)) continue;
              dropped++;
              assert.ok(mayDrop, `${opened} ${JSON.stringify(local.endpoint)}`);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
    assert.ok(dropped > 0, 'no list of any network drops replies');
    assert.ok(spared > 0, 'the quick look spares nothing');
  });
});
