import assert from 'node:assert/strict';
import { groupEnd, resolveEnd } from '../../server/src/reachability/ends';
import { modelReader, type NetworkReader } from '../../server/src/reachability/networkReader';
import { attachment, group, model, reference, subnet, vpc } from '../network/builder';

describe('the end that is a group', () => {
  const network = { network: reference('vpc') };
  const made = model(
    vpc('vpc', ['10.0.0.0/16']),
    subnet('inside', 'vpc', ['10.0.1.0/24']),
    group('default', { ...network, isDefault: true }),
    group('web', network),
    attachment('named', ['web'], ['inside']),
    attachment('nameless', [], ['inside']),
  );
  const reader = modelReader(made);
  /** As a check has it. */
  const recording: NetworkReader = {
    view: (id) => reader.view(id),
    prefixList: (id) => reader.prefixList(id),
    subnet: (id) => reader.subnet(id),
    network: (id) => reader.network(id),
    hasUnplaced: reader.hasUnplaced,
  };

  it('has the groups that its attachments name, whoever reads the network first', () => {
    // The reader of a check knows no default groups; what is kept of a view must not hang on who asked first.
    for (const id of ['default', 'web']) {
      const view = made.views.get(id);
      assert.ok(view !== undefined);
      const first = groupEnd(recording, view);
      assert.deepEqual(groupEnd(reader, view).carriers, first.carriers);
      assert.deepEqual(first.carriers, [{ groups: [{ id, certainty: 'certain' }], open: false }]);
    }
  });

  it('has no attachment without groups as a member, whose default group would have to be looked up', () => {
    for (const view of made.views.values()) {
      for (const { groups } of view.attachments) assert.ok(groups.length > 0);
    }
    const nameless = resolveEnd(reader, { kind: 'attachment', id: 'nameless' });
    assert.deepEqual([...(nameless?.identities ?? [])], [['default', 'certain']]);
  });

  it('is the same object for one model, and read anew for whoever records what is read', () => {
    const view = made.views.get('web');
    assert.ok(view !== undefined);
    assert.equal(groupEnd(reader, view), groupEnd(reader, view));
    const read: string[] = [];
    const noting: NetworkReader = {
      ...recording,
      subnet: (id: string) => (read.push(id), reader.subnet(id)),
    };
    groupEnd(noting, view);
    groupEnd(noting, view);
    assert.deepEqual(read, ['inside', 'inside']);
  });
});
