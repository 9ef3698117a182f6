import assert from 'node:assert/strict';
import type { NetworkPart } from '../../server/src/network/model';
import { describeServices } from '../../server/src/network/services';
import { formatAddressSet } from '../../server/src/packets/addressSet';
import { sourcesOf, trafficOf } from '../../server/src/packets/packetSet';
import { describeEndpoint } from '../../server/src/reachability/names';
import { compareModels } from '../../server/src/review/compare';
import type { Comparison, FlowChange } from '../../server/src/review/comparison';
import {
  attachment,
  cidr,
  egress,
  everyProtocol,
  group,
  icmp,
  ingress,
  inline,
  invalidCidr,
  listed,
  maybe,
  member,
  model,
  named,
  possible,
  prefixList,
  self,
  subnet,
  tcp,
  udp,
  unknownPeer,
  vpc,
} from '../network/builder';

function compare(before: readonly NetworkPart[], after: readonly NetworkPart[]): Comparison {
  return compareModels(model(...before), model(...after));
}

function line(comparison: Comparison, change: FlowChange): string {
  const ends = [change.source, change.destination]
    .map((end) => describeEndpoint(comparison.after, end))
    .join(' > ');
  const may = change.certainty === 'possible' ? 'may ' : '';
  return `${may}${ends} ${describeServices(trafficOf(change.packets))}`;
}

function lost(before: readonly NetworkPart[], after: readonly NetworkPart[]): string[] {
  const comparison = compare(before, after);
  return comparison.lost.map((change) => line(comparison, change)).sort();
}

function gained(before: readonly NetworkPart[], after: readonly NetworkPart[]): string[] {
  const comparison = compare(before, after);
  return comparison.gained.map((change) => line(comparison, change)).sort();
}

function replaced(before: readonly NetworkPart[], after: readonly NetworkPart[]): string[] {
  return compare(before, after).replaced.map(
    ({ source, destination, packets, certainty }) =>
      `${certainty} ${source} > ${destination} ${describeServices(trafficOf(packets))}`,
  );
}

const api = group('api');
const db = group('db');
const out = egress('api', everyProtocol, cidr('0.0.0.0/0'));
const admits = named('db_allow_api', ingress('db', tcp(5432), member('api')));
const good = [api, db, out, admits];

describe('the outage: a group replaced by an address', () => {
  const address = named('db_allow_api', ingress('db', tcp(5432), cidr('203.0.113.7/32')));
  const bad = [api, db, out, address];

  it('loses the flow for certain, and blames the edited rule', () => {
    assert.deepEqual(lost(good, bad), ['api > db tcp/5432 postgres']);
    const [change] = compare(good, bad).lost;
    assert.deepEqual(change!.rules, [out, admits]);
    assert.deepEqual(
      change!.changes.map((each) => [each.direction, each.group, each.change.before, each.change.after]),
      [['ingress', 'db', admits, address]],
    );
  });

  it('gains the address', () => {
    assert.deepEqual(gained(good, bad), ['203.0.113.7/32 > db tcp/5432 postgres']);
  });

  it('is told as a replacement', () => {
    assert.deepEqual(replaced(good, bad), ['certain api > db tcp/5432 postgres']);
  });

  it('is seen even where the new text is no address at all', () => {
    const invalid = named('db_allow_api', ingress('db', tcp(5432), invalidCidr('x.x.x.x/32')));
    assert.deepEqual(replaced(good, [api, db, out, invalid]), ['certain api > db tcp/5432 postgres']);
    assert.deepEqual(lost(good, [api, db, out, invalid]), ['api > db tcp/5432 postgres']);
  });

  it('is possible where the source declares no egress rule, which an imported group still has', () => {
    assert.deepEqual(lost([api, db, admits], [api, db, address]), ['may api > db tcp/5432 postgres']);
    assert.deepEqual(replaced([api, db, admits], [api, db, address]), ['certain api > db tcp/5432 postgres']);
    const closed = group('api', { inline: { ingress: 'absent', egress: 'empty' } });
    assert.deepEqual(lost([closed, db, admits], [closed, db, address]), []);
    const elsewhere = egress('api', tcp(443), cidr('0.0.0.0/0'));
    assert.deepEqual(lost([api, db, admits, elsewhere], [api, db, address, elsewhere]), []);
  });

  it('is no replacement where another rule, or the address, still admits the group', () => {
    const other = ingress('db', tcp(5432), member('api'));
    assert.deepEqual(replaced(good, [...bad, other]), []);
    const network = vpc('vpc', ['10.0.0.0/16']);
    const inVpc = { network: { kind: 'part', address: 'vpc' } } as const;
    const ends = [network, group('api', inVpc), group('db', inVpc), out];
    const wide = (text: string) => named('db_allow_api', ingress('db', tcp(5432), cidr(text)));
    assert.deepEqual(replaced([...ends, admits], [...ends, wide('10.0.0.0/16')]), []);
    assert.deepEqual(lost([...ends, admits], [...ends, wide('10.0.0.0/16')]), []);
    assert.deepEqual(replaced([...ends, admits], [...ends, wide('10.0.0.0/24')]), [
      'possible api > db tcp/5432 postgres',
    ]);
    assert.deepEqual(lost([...ends, admits], [...ends, wide('10.0.0.0/24')]), [
      'may api > db tcp/5432 postgres',
    ]);
  });

  it('is told for an external group, though its own rules are not known', () => {
    const shared = named('db_allow_api', ingress('db', tcp(5432), member('sg-0123')));
    assert.deepEqual(lost([db, shared], [db, address]), ['may sg-0123 > db tcp/5432 postgres']);
    assert.deepEqual(replaced([db, shared], [db, address]), ['certain sg-0123 > db tcp/5432 postgres']);
  });

  it('is told when an inline block is edited, whatever its number', () => {
    const before = [api, db, out, inline(0, ingress('db', tcp(22), cidr('10.0.0.0/8'))), inline(1, admits)];
    const after = [api, db, out, inline(0, address)];
    assert.deepEqual(replaced(before, after), ['certain api > db tcp/5432 postgres']);
    assert.deepEqual(lost(before, after), ['10.0.0.0/8 > db tcp/22 ssh', 'api > db tcp/5432 postgres']);
  });
});

describe('what is lost', () => {
  it('is a flow whose rule is removed', () => {
    assert.deepEqual(lost(good, [api, db, out]), ['api > db tcp/5432 postgres']);
    assert.deepEqual(compare(good, [api, db, out]).lost[0]!.changes[0]!.change, {
      before: admits,
      after: undefined,
    });
  });

  it('is only the part that is gone', () => {
    const wide = named('r', ingress('db', tcp(5000, 6000), member('api')));
    const narrow = named('r', ingress('db', tcp(5432), member('api')));
    assert.deepEqual(lost([api, db, out, wide], [api, db, out, narrow]), [
      'api > db tcp/5000-5431, tcp/5433-6000',
    ]);
  });

  it('is a flow whose egress rule goes', () => {
    const narrow = egress('api', tcp(443), cidr('0.0.0.0/0'));
    assert.deepEqual(lost(good, [api, db, narrow, admits]), [
      'api > db tcp/5432 postgres',
      'api > the internet all traffic except tcp/443',
    ]);
  });

  it('is the rest of a prefix that is narrowed', () => {
    const wide = named('r', ingress('db', tcp(5432), cidr('10.0.0.0/16')));
    const narrow = named('r', ingress('db', tcp(5432), cidr('10.0.0.0/24')));
    const comparison = compare([db, wide], [db, narrow]);
    assert.deepEqual(lost([db, wide], [db, narrow]), ['10.0.0.0/16 > db tcp/5432 postgres']);
    assert.deepEqual(formatAddressSet(sourcesOf(comparison.lost[0]!.packets)).at(-1), '10.0.128.0/17');
    assert.equal(formatAddressSet(sourcesOf(comparison.lost[0]!.packets)).length, 8);
  });

  it('is the internet when all of it was let in, in whatever pieces', () => {
    const halves = [ingress('db', tcp(80), cidr('0.0.0.0/1')), ingress('db', tcp(80), cidr('128.0.0.0/1'))];
    const office = ingress('db', tcp(80), cidr('10.0.0.0/8'));
    assert.deepEqual(lost([db, ...halves], [db, office]), ['the internet > db tcp/80 http']);
  });

  it('is possible where only IPv6 goes and the members may have none', () => {
    const both = [ingress('db', tcp(80), cidr('0.0.0.0/0')), ingress('db', tcp(80), cidr('::/0'))];
    assert.deepEqual(lost([db, ...both], [db, both[0]!]), ['may the internet > db tcp/80 http']);
  });

  it('is possible where a certain rule becomes one that may not exist', () => {
    assert.deepEqual(lost(good, [api, db, out, possible(admits)]), ['may api > db tcp/5432 postgres']);
    assert.deepEqual(
      lost(good, [api, db, out, named('db_allow_api', ingress('db', tcp(5432), unknownPeer('any')))]),
      ['may api > db tcp/5432 postgres'],
    );
  });

  it('is nothing that was only possible before', () => {
    assert.deepEqual(lost([api, db, out, possible(admits)], [api, db, out]), []);
    assert.deepEqual(lost([api, db, out, ingress('db', tcp(22), unknownPeer('cidr'))], [api, db, out]), []);
  });

  it('is nothing that never flowed', () => {
    const elsewhere = egress('api', tcp(443), cidr('0.0.0.0/0'));
    assert.deepEqual(lost([api, db, elsewhere, admits], [api, db, elsewhere]), []);
  });

  it('is a prefix list that is named no more, or has fewer entries', () => {
    assert.deepEqual(lost([db, ingress('db', tcp(443), listed('pl-1'))], [db]), [
      'prefix list pl-1 > db tcp/443 https',
    ]);
    const rule = ingress('db', tcp(443), listed('offices'));
    const two = prefixList('offices', [cidr('198.51.100.0/24'), cidr('203.0.113.0/24')]);
    const one = prefixList('offices', [cidr('198.51.100.0/24')]);
    assert.deepEqual(lost([db, rule, two], [db, rule, one]), ['prefix list offices > db tcp/443 https']);
  });

  it('is a flow through addresses that members have no more', () => {
    const inVpc = { network: { kind: 'part', address: 'vpc' } } as const;
    const parts = (range: string) => [
      vpc('vpc', ['10.0.0.0/16']),
      subnet('s', 'vpc', [range]),
      group('api', inVpc),
      group('db', inVpc),
      attachment('a', ['api'], ['s']),
      egress('api', everyProtocol, member('db')),
      ingress('db', tcp(5432), cidr('10.0.1.0/24')),
    ];
    assert.deepEqual(lost(parts('10.0.1.0/24'), parts('10.0.2.0/24')), ['api > db tcp/5432 postgres']);
    assert.deepEqual(compare(parts('10.0.1.0/24'), parts('10.0.2.0/24')).lost[0]!.changes, []);
  });

  it('is the flow of an attachment that carries the group no more', () => {
    const before = [...good, attachment('a', ['api']), attachment('d', ['db'])];
    const other = group('other');
    const after = [...good, other, attachment('a', ['other']), attachment('d', ['db'])];
    assert.deepEqual(lost([...before, other], after), [
      'database a > db tcp/5432 postgres',
      'database a > the internet all traffic',
    ]);
  });

  it('is nothing when an end is deleted, or another member joins', () => {
    assert.deepEqual(lost(good, [api, out]), []);
    assert.deepEqual(lost(good, [db]), []);
    assert.deepEqual(lost(good, [...good, attachment('a', ['api', '?'])]), []);
    const inVpc = { network: { kind: 'part', address: 'vpc' } } as const;
    const parts = [
      vpc('vpc', ['10.0.0.0/16']),
      subnet('s', 'vpc', ['10.0.1.0/24']),
      subnet('t', 'vpc', ['10.0.2.0/24']),
      group('api', inVpc),
      group('db', inVpc),
      egress('api', everyProtocol, member('db')),
      ingress('db', tcp(5432), cidr('10.0.1.0/24')),
      attachment('a', ['api'], ['s']),
    ];
    assert.deepEqual(lost(parts, [...parts, attachment('b', ['api'], ['t'])]), []);
  });
});

describe('what is gained', () => {
  it('is a source that a new or wider rule lets in', () => {
    assert.deepEqual(gained([api, db, out], good), ['api > db tcp/5432 postgres']);
    assert.deepEqual(gained(good, [...good, ingress('db', tcp(22), cidr('0.0.0.0/0'))]), [
      'api > db tcp/22 ssh',
      'the internet > db tcp/22 ssh',
    ]);
  });

  it('is nothing for a group that is new', () => {
    assert.deepEqual(gained([api, out], good), []);
  });

  it('is nothing where the source still lets nothing out', () => {
    assert.deepEqual(gained([api, db], [api, db, admits]), []);
  });
});

describe('refactorings', () => {
  const before: NetworkPart[] = [
    vpc('vpc', ['10.0.0.0/16']),
    group('api'),
    group('db', { name: { kind: 'known', value: 'prod-db' } }),
    egress('api', everyProtocol, cidr('0.0.0.0/0')),
    inline(0, ingress('db', tcp(5432), member('api'), self('db'))),
    inline(1, ingress('db', tcp(22), cidr('10.0.0.0/16'))),
    inline(2, ingress('db', icmp(), cidr('0.0.0.0/0'))),
    inline(3, ingress('db', udp(53, 54), cidr('10.0.0.0/16'), cidr('192.168.0.0/16'))),
    attachment('d', ['db']),
  ];

  const rules = (of: string): NetworkPart[] => [
    ingress(of, tcp(5432), self(of)),
    ingress(of, tcp(5432), member('api')),
    ingress(of, tcp(22), cidr('10.0.0.0/17')),
    ingress(of, tcp(22), cidr('10.0.128.0/17')),
    ingress(of, icmp(), cidr('0.0.0.0/1'), cidr('128.0.0.0/1')),
    ingress(of, udp(53), cidr('10.0.0.0/16'), cidr('192.168.0.0/16')),
    ingress(of, udp(54), cidr('192.168.0.0/16'), cidr('10.0.0.0/16')),
  ];

  function silent(after: readonly NetworkPart[]): void {
    for (const [one, other] of [
      [before, after],
      [after, before],
    ] as const) {
      assert.deepEqual(lost(one, other), []);
      assert.deepEqual(gained(one, other), []);
      assert.deepEqual(replaced(one, other), []);
    }
  }

  it('change nothing by declaring the same rules in another way', () => {
    silent([before[0]!, before[1]!, before[2]!, before[3]!, ...rules('db'), attachment('d', ['db'])]);
  });

  it('change nothing by another order', () => {
    silent([...before].reverse());
  });

  it('change nothing by renaming a group', () => {
    silent([
      before[0]!,
      before[1]!,
      before[3]!,
      group('database', { name: { kind: 'known', value: 'prod-db' } }),
      ...rules('database'),
      attachment('d', ['database']),
    ]);
  });

  it('change nothing by giving a group a count', () => {
    silent([
      ...before.slice(0, 2),
      before[3]!,
      group('db[0]', { name: { kind: 'unknown', reason: 'known after apply' } }),
      ...rules('db[0]'),
      attachment('d', ['db[0]']),
    ]);
  });

  it('change nothing by renaming groups without names, as long as their rules tell them apart', () => {
    const nameless = { name: { kind: 'absent' } } as const;
    const rename = (one: string, two: string) => [
      group(one, nameless),
      group(two, nameless),
      egress(one, everyProtocol, cidr('0.0.0.0/0')),
      ingress(two, tcp(80), cidr('10.0.0.0/8')),
      ingress('db', tcp(1), member(one)),
      db,
    ];
    assert.deepEqual(lost(rename('module.a.x', 'module.a.y'), rename('module.b.x', 'module.b.y')), []);
    assert.deepEqual(gained(rename('module.a.x', 'module.a.y'), rename('module.b.x', 'module.b.y')), []);
  });

  it('change nothing by writing a prefix list out', () => {
    const list = [
      db,
      prefixList('pl', [cidr('10.0.0.0/8'), cidr('192.168.0.0/16')]),
      ingress('db', tcp(22), listed('pl')),
    ];
    const written = [
      db,
      ingress('db', tcp(22), cidr('192.168.0.0/16')),
      ingress('db', tcp(22), cidr('10.0.0.0/8')),
    ];
    assert.deepEqual(lost(list, written), []);
    assert.deepEqual(gained(list, written), []);
  });

  it('change nothing about what is not known', () => {
    const parts = (peer: ReturnType<typeof cidr>) => [
      api,
      db,
      out,
      ingress('db', tcp(22), peer),
      ingress('?', tcp(1), member('api')),
    ];
    assert.deepEqual(lost(parts(unknownPeer('any')), parts(unknownPeer('any'))), []);
    assert.deepEqual(lost(parts(maybe(cidr('10.0.0.0/8'))), parts(unknownPeer('cidr'))), []);
    assert.deepEqual(gained(parts(maybe(cidr('10.0.0.0/8'))), parts(unknownPeer('cidr'))), []);
  });
});
