import assert from 'node:assert/strict';
import type { NetworkModel } from '../../server/src/network/networkModel';
import { describeServices } from '../../server/src/network/services';
import { isEmptyTrafficSet } from '../../server/src/packets/trafficSet';
import {
  effectiveEgress,
  effectiveIngress,
  sourceEgressGaps,
  type EffectiveReach,
} from '../../server/src/reachability/effective';
import { describeEndpoint } from '../../server/src/reachability/names';
import { modelReader } from '../../server/src/reachability/networkReader';
import {
  attachment,
  cidr,
  egress,
  everyProtocol,
  group,
  ingress,
  member,
  model,
  possible,
  self,
  tcp,
  unknownPeer,
} from '../network/builder';

function rows(network: NetworkModel, { rows: found }: EffectiveReach): string[] {
  return found.map((row) => {
    const peer = row.peer === undefined ? (row.unknownReason ?? '') : describeEndpoint(network, row.peer);
    const sure = describeServices(row.certain);
    const text = isEmptyTrafficSet(row.certain) ? `may ${describeServices(row.possible)}` : sure;
    const blocked = row.blockedBy.map((blocker) => ` (${blocker.code})`).join('');
    return `${peer}: ${text}${blocked}`;
  });
}

describe('effective reachability of a group', () => {
  const network = model(
    group('api'),
    group('dead'),
    group('db'),
    egress('api', everyProtocol, cidr('0.0.0.0/0')),
    ingress('db', tcp(5432), member('api'), member('dead')),
    ingress('db', tcp(22), unknownPeer('cidr')),
    ingress('db', tcp(80), cidr('0.0.0.0/0')),
  );

  it('shows what flows, then what is declared but dead at the source, then what is not known yet', () => {
    assert.deepEqual(rows(network, effectiveIngress(network, 'db')), [
      'api: tcp/80 http, tcp/5432 postgres',
      'the internet: tcp/80 http',
      'dead: may no traffic (egress-removed-by-terraform)',
      'known after apply: may tcp/22 ssh',
    ]);
  });

  it('shows whom a group reaches', () => {
    assert.deepEqual(rows(network, effectiveEgress(network, 'api')), [
      'db: tcp/80 http, tcp/5432 postgres',
      'the internet: all traffic',
    ]);
  });

  it('says why it is empty', () => {
    const empty = effectiveIngress(network, 'api');
    assert.deepEqual(empty.rows, []);
    assert.deepEqual(
      empty.blockedBy.map((blocker) => blocker.code),
      ['no-ingress-rule'],
    );
    assert.deepEqual(effectiveIngress(network, 'nowhere').rows, []);
  });
});

describe('gaps at the source of an ingress rule', () => {
  const db = group('db');
  const rule = ingress('db', tcp(5432), member('api'));

  function gaps(...parts: Parameters<typeof model>): string[] {
    const network = model(db, rule, ...parts);
    const view = network.views.get('db')!;
    return sourceEgressGaps(modelReader(network), view).map(
      (gap) => `${gap.source.id} ${describeServices(gap.traffic)} ${gap.blocker.code}`,
    );
  }

  it('are found where the source lets nothing of it out', () => {
    assert.deepEqual(gaps(group('api')), ['api tcp/5432 postgres egress-removed-by-terraform']);
    assert.deepEqual(gaps(group('api'), egress('api', tcp(443), cidr('0.0.0.0/0'))), [
      'api tcp/5432 postgres port-not-admitted',
    ]);
    assert.deepEqual(gaps(group('api'), egress('api', tcp(5432), member('other'))), [
      'api tcp/5432 postgres peer-not-admitted',
    ]);
  });

  it('are not found where some of it may leave', () => {
    assert.deepEqual(gaps(group('api'), egress('api', everyProtocol, cidr('0.0.0.0/0'))), []);
    assert.deepEqual(gaps(group('api'), egress('api', tcp(5432), cidr('10.0.0.0/8'))), []);
    assert.deepEqual(gaps(group('api'), possible(egress('api', tcp(5432), member('db')))), []);
    assert.deepEqual(gaps(group('api'), egress('?', tcp(5432), member('db'))), []);
  });

  it('are not found where the rules of the source are not known', () => {
    assert.deepEqual(gaps(), []);
    assert.deepEqual(gaps(group('api', { ownership: 'external' })), []);
    assert.deepEqual(gaps(group('api', { inline: { ingress: 'absent', egress: 'unknown' } })), []);
  });

  it('are not found where a member carries another group that lets it out', () => {
    const out = [group('out'), egress('out', everyProtocol, cidr('0.0.0.0/0'))];
    assert.deepEqual(gaps(group('api'), ...out, attachment('a', ['api', 'out'])), []);
    assert.deepEqual(gaps(group('api'), ...out, attachment('a', ['api', '?'])), []);
    assert.deepEqual(gaps(group('api'), ...out, attachment('a', ['api'])), [
      'api tcp/5432 postgres egress-removed-by-terraform',
    ]);
  });

  it('count a rule for the own group', () => {
    const network = model(db, ingress('db', tcp(5432), self('db')));
    assert.equal(sourceEgressGaps(modelReader(network), network.views.get('db')!).length, 1);
  });

  it('are seen through a reader that only knows that unplaced rules exist', () => {
    const network = model(db, rule, group('api'));
    const { view, prefixList, subnet, network: networkOf } = modelReader(network);
    const read = { view, prefixList, subnet, network: networkOf };
    const db1 = network.views.get('db')!;
    assert.equal(
      sourceEgressGaps({ ...read, hasUnplaced: { rules: false, attachments: false } }, db1).length,
      1,
    );
    assert.equal(
      sourceEgressGaps({ ...read, hasUnplaced: { rules: true, attachments: false } }, db1).length,
      0,
    );
  });
});
