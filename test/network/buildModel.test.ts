import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildModelOfLists } from '../../server/src/network/buildModel';
import type { NetworkPart } from '../../server/src/network/model';
import type { NetworkModel } from '../../server/src/network/networkModel';
import {
  attachment,
  cidr,
  egress,
  group,
  ingress,
  listed,
  member,
  prefixList,
  someOrigin,
  subnet,
  tcp,
  vpc,
} from './builder';

function entryOf(list: string, text: string): NetworkPart {
  const origin = someOrigin();
  return {
    kind: 'extension',
    address: `entry_of_${list}`,
    provider: 'aws',
    certainty: 'certain',
    origin,
    headerOrigin: origin,
    of: { kind: 'part', address: list },
    adds: { kind: 'entries', entries: [cidr(text)(origin)] },
  };
}

function carriedBy(of: string, id: string): NetworkPart {
  const origin = someOrigin();
  return {
    kind: 'extension',
    address: `also_${of}`,
    provider: 'aws',
    certainty: 'certain',
    origin,
    headerOrigin: origin,
    of: { kind: 'part', address: of },
    adds: { kind: 'groups', attachment: attachment(of, [id]) },
  };
}

const parts: readonly NetworkPart[] = [
  group('a'),
  group('b'),
  { ...group('b'), ownership: 'external' },
  ingress('a', tcp(443), cidr('10.0.0.0/8'), member('b')),
  ingress('b', tcp(5432), member('a'), member('a')),
  egress('b', tcp(5432), listed('office')),
  ingress('sg-1', tcp(22), cidr('0.0.0.0/0')),
  ingress('?', tcp(22), cidr('0.0.0.0/0')),
  ingress('!gone', tcp(22)),
  attachment('db', ['a', 'b', 'a']),
  attachment('web', ['?']),
  prefixList('office', [cidr('192.0.2.0/24')]),
  entryOf('office', '198.51.100.0/24'),
  carriedBy('db', 'sg-1'),
  carriedBy('elsewhere', 'b'),
  vpc('vpc', ['10.0.0.0/16']),
  subnet('subnet', 'vpc', ['10.0.1.0/24']),
];

// The same objects go into lists again, as they do after an edit elsewhere.
const list = fc.subarray([...parts], { minLength: 0, maxLength: 6 });
const lists = fc.array(list, { minLength: 1, maxLength: 4 });

/** A topology answers questions; what it is made of is data. */
function dataOf({ topology, ...model }: NetworkModel): unknown {
  return { ...model, topology: topology.parts };
}

describe('a model made after another one', () => {
  it('is the model made anew, in the same order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ lists, kept: fc.nat(3) }), { minLength: 2, maxLength: 8 }),
        (edits) => {
          let live: NetworkModel | undefined;
          let before: readonly (readonly NetworkPart[])[] = [];
          for (const edit of edits) {
            // Of the lists before, one stays the same object.
            const next = edit.lists.map((each, index) =>
              index === edit.kept ? (before[index] ?? each) : each,
            );
            live = buildModelOfLists(next, live);
            const anew = buildModelOfLists(next.map((each) => [...each]));
            assert.deepEqual(dataOf(live), dataOf(anew));
            assert.deepEqual([...live.views.keys()], [...anew.views.keys()]);
            before = next;
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has the views of groups about which nothing changed', () => {
    const [a, b] = [group('a'), group('b')];
    const rule = ingress('a', tcp(443), cidr('10.0.0.0/8'));
    const first = buildModelOfLists([[a], [b], [rule]]);
    const second = buildModelOfLists([[a], [b], [ingress('a', tcp(80), cidr('10.0.0.0/8'))]], first);
    assert.notEqual(second.views.get('a'), first.views.get('a'));
    assert.equal(second.views.get('b'), first.views.get('b'));
    assert.equal(second.groups, first.groups);
    assert.notEqual(second.rules, first.rules);
  });

  it('has them, too, where a list has come or gone', () => {
    const [a, b] = [group('a'), group('b')];
    const first = buildModelOfLists([[a], [b]]);
    const second = buildModelOfLists([[a], [ingress('b', tcp(443))], [b]], first);
    assert.equal(second.views.get('a'), first.views.get('a'));
    assert.equal(buildModelOfLists([[a], [b]], second).views.get('a'), first.views.get('a'));
  });

  it('is right even where the model before has had another successor', () => {
    const [a, b, c] = [group('a'), group('b'), group('c')];
    const first = buildModelOfLists([[a], [b]]);
    buildModelOfLists([[a], [c]], first);
    assert.deepEqual([...buildModelOfLists([[a], [b]], first).views.keys()], ['a', 'b']);
  });

  it('shows a group that an attachment is given elsewhere, though nobody declares the attachment', () => {
    const model = buildModelOfLists([[group('b')], [carriedBy('elsewhere', 'b')]]);
    assert.deepEqual(
      model.views.get('b')?.attachments.map((each) => each.address),
      ['elsewhere'],
    );
  });
});
