import assert from 'node:assert/strict';
import type { NetworkModel } from '../../server/src/network/networkModel';
import { formatIpAddress } from '../../server/src/packets/ipAddress';
import { parseIpPrefix } from '../../server/src/packets/ipPrefix';
import { describePackets, isEmptyPacketSet } from '../../server/src/packets/packetSet';
import { TCP } from '../../server/src/packets/protocol';
import type { Endpoint, ReachAnswer, ReachQuery } from '../../server/src/reachability/answer';
import { describeEndpoint } from '../../server/src/reachability/names';
import { reach } from '../../server/src/reachability/reach';
import {
  attachment,
  cidr,
  egress,
  everyProtocol,
  group,
  icmp,
  ingress,
  invalidCidr,
  listed,
  maybe,
  member,
  model,
  possible,
  prefixList,
  self,
  subnet,
  tcp,
  udp,
  unknownPeer,
  vpc,
} from '../network/builder';

function end(text: string): Endpoint {
  if (text === 'internet') return { kind: 'internet' };
  const prefix = parseIpPrefix(text);
  if (prefix !== undefined) return { kind: 'cidr', prefix };
  if (text.startsWith('aws_db_instance.')) return { kind: 'attachment', id: text };
  if (text.startsWith('pl')) return { kind: 'prefix-list', id: text };
  return { kind: 'group', id: text };
}

function ask(network: NetworkModel, source: string, destination: string, port?: number): ReachAnswer {
  const query: ReachQuery = { source: end(source), destination: end(destination) };
  return reach(
    network,
    port === undefined ? query : { ...query, protocol: TCP, ports: { from: port, to: port } },
  );
}

/** One line per flow: `api > db tcp/5432`, with `may` before what is only possible. */
function lines(network: NetworkModel, answer: ReachAnswer): string[] {
  return answer.flows.map((flow) => {
    const sure = isEmptyPacketSet(flow.certain) ? [] : describePackets(flow.certain);
    const all = describePackets(flow.possible);
    const text = sure.length > 0 ? sure.join(', ') : `may ${all.join(', ')}`;
    return `${describeEndpoint(network, flow.source)} > ${describeEndpoint(network, flow.destination)} ${text}`;
  });
}

function codes(answer: ReachAnswer): string[] {
  return answer.blockedBy.map((blocker) => `${blocker.step} ${blocker.code}`);
}

describe('reach between two groups', () => {
  const api = group('api');
  const db = group('db');
  const admits = ingress('db', tcp(5432), member('api'));

  it('is shut where the source has no egress rule, because Terraform removes the default one', () => {
    const network = model(api, db, admits);
    const answer = ask(network, 'api', 'db', 5432);
    assert.equal(answer.verdict, 'unreachable');
    assert.deepEqual(codes(answer), ['source-egress egress-removed-by-terraform']);
    assert.match(
      answer.blockedBy[0]!.message,
      /api has no egress rule: Terraform removes .* tcp\/5432 postgres to db\./,
    );
    assert.equal(answer.blockedBy[0]!.origin, api.headerOrigin);
  });

  it('is open with a rule on each side, and proven by exactly these two', () => {
    const out = egress('api', tcp(5432), member('db'));
    const answer = ask(model(api, db, admits, out), 'api', 'db', 5432);
    assert.equal(answer.verdict, 'reachable');
    assert.deepEqual(answer.blockedBy, []);
    const [flow] = answer.flows;
    assert.deepEqual(
      flow!.proof.map((step) => [step.step, step.verdict, step.certainty, step.rule]),
      [
        ['source-egress', 'allow', 'certain', out],
        ['destination-ingress', 'allow', 'certain', admits],
      ],
    );
    assert.deepEqual(flow!.example.detail, { kind: 'ports', sourcePort: 49152, destinationPort: 5432 });
  });

  it('is open where the source lets everything out to everywhere', () => {
    const answer = ask(model(api, db, admits, egress('api', everyProtocol, cidr('0.0.0.0/0'))), 'api', 'db');
    assert.equal(answer.verdict, 'reachable');
    assert.deepEqual(describePackets(answer.flows[0]!.certain), ['tcp/5432']);
  });

  it('names the rule with the same peer and another port', () => {
    const out = egress('api', tcp(5432), member('db'));
    const wrong = ingress('db', tcp(5433), member('api'));
    const answer = ask(model(api, db, wrong, out), 'api', 'db', 5432);
    assert.deepEqual(codes(answer), ['destination-ingress port-not-admitted']);
    assert.equal(answer.blockedBy[0]!.nearest, wrong);
    assert.match(answer.blockedBy[0]!.message, /db admits tcp\/5433 from api .* but not tcp\/5432 postgres/);
  });

  it('names the rule with the same port and another peer', () => {
    const out = egress('api', tcp(5432), member('db'));
    const wrong = ingress('db', tcp(5432), cidr('203.0.113.7/32'));
    const answer = ask(model(api, db, wrong, out), 'api', 'db', 5432);
    assert.equal(answer.verdict, 'unreachable');
    assert.deepEqual(codes(answer), ['destination-ingress peer-not-admitted']);
    assert.equal(answer.blockedBy[0]!.nearest, wrong);
  });

  it('names both ends where both are shut, the source first', () => {
    assert.deepEqual(codes(ask(model(api, db), 'api', 'db')), [
      'source-egress egress-removed-by-terraform',
      'destination-ingress no-ingress-rule',
    ]);
  });

  it('says so where both sides allow something, but not the same', () => {
    const network = model(api, db, egress('api', tcp(443), member('db')), admits);
    assert.deepEqual(codes(ask(network, 'api', 'db')), ['destination-ingress no-common-traffic']);
  });

  it('says so where neither port nor peer fits', () => {
    const network = model(
      api,
      db,
      egress('api', tcp(443), cidr('0.0.0.0/0')),
      ingress('db', udp(53), cidr('10.0.0.0/8')),
    );
    assert.deepEqual(codes(ask(network, 'api', 'db', 5432)), [
      'source-egress port-not-admitted',
      'destination-ingress port-not-admitted',
    ]);
    const other = model(
      api,
      db,
      egress('api', everyProtocol, cidr('0.0.0.0/0')),
      ingress('db', udp(53), member('x')),
    );
    assert.deepEqual(codes(ask(other, 'api', 'db', 5432)), ['destination-ingress no-matching-ingress-rule']);
  });

  it('admits members of the same group by a self rule only', () => {
    const rules = [ingress('db', everyProtocol, self('db')), egress('db', everyProtocol, self('db'))];
    const network = model(api, db, ...rules, egress('api', everyProtocol, cidr('0.0.0.0/0')));
    assert.equal(ask(network, 'db', 'db').verdict, 'reachable');
    assert.equal(ask(network, 'db', 'db').flows[0]!.proof[0]!.code, 'allowed-by-self-rule');
    assert.equal(ask(network, 'api', 'db').verdict, 'unreachable');
  });

  it('treats a rule that Terraform refuses as absent, and says so', () => {
    const broken = {
      ...ingress('db', tcp(5432), member('api')),
      ports: { kind: 'invalid', from: '6000', to: '5432', problem: 'swapped' } as const,
    };
    const network = model(api, db, broken, egress('api', everyProtocol, cidr('0.0.0.0/0')));
    const answer = ask(network, 'api', 'db', 5432);
    assert.equal(answer.verdict, 'unreachable');
    assert.deepEqual(codes(answer), ['destination-ingress rule-refused']);
  });

  it('ignores a peer that is no prefix', () => {
    const network = model(
      api,
      db,
      ingress('db', tcp(5432), invalidCidr('x.x.x.x/32')),
      egress('api', everyProtocol, cidr('0.0.0.0/0')),
    );
    assert.equal(ask(network, 'api', 'db', 5432).verdict, 'unreachable');
  });
});

describe('reach with what is not known', () => {
  const api = group('api');
  const db = group('db');
  const out = egress('api', everyProtocol, cidr('0.0.0.0/0'));

  it('is only possible by a rule that may not exist', () => {
    const network = model(api, db, out, possible(ingress('db', tcp(5432), member('api'))));
    const answer = ask(network, 'api', 'db', 5432);
    assert.equal(answer.verdict, 'possibly-reachable');
    assert.deepEqual(codes(answer), ['destination-ingress only-possible']);
    assert.equal(answer.flows[0]!.proof[1]!.certainty, 'possible');
  });

  it('is only possible by a peer that may not be there', () => {
    const network = model(api, db, out, ingress('db', tcp(5432), maybe(member('api'))));
    assert.equal(ask(network, 'api', 'db', 5432).verdict, 'possibly-reachable');
  });

  it('is only possible where the ports or the protocol are not known', () => {
    const unknown = { kind: 'unknown', reason: 'known after apply' } as const;
    const noPorts = { ...ingress('db', tcp(1), member('api')), ports: unknown };
    assert.equal(ask(model(api, db, out, noPorts), 'api', 'db', 5432).verdict, 'possibly-reachable');
    const noProtocol = { ...ingress('db', tcp(1), member('api')), protocol: unknown };
    assert.equal(ask(model(api, db, out, noProtocol), 'api', 'db', 5432).verdict, 'possibly-reachable');
  });

  it('is only possible where the peer is not known', () => {
    for (const of of ['group', 'cidr', 'any', 'prefix-list'] as const) {
      const answer = ask(model(api, db, out, ingress('db', tcp(5432), unknownPeer(of))), 'api', 'db', 5432);
      assert.equal(answer.verdict, 'possibly-reachable', of);
      assert.deepEqual(codes(answer), ['destination-ingress unknown-peers'], of);
    }
  });

  it('is possible by a rule whose group is not known, if its peer and direction fit', () => {
    const fits = ingress('?', tcp(5432), member('api'));
    assert.deepEqual(codes(ask(model(api, db, out, fits), 'api', 'db', 5432)), [
      'destination-ingress rule-of-unknown-group',
    ]);
    assert.equal(
      ask(model(api, db, out, ingress('?', tcp(22), member('api'))), 'api', 'db', 5432).verdict,
      'unreachable',
    );
    assert.equal(
      ask(model(api, db, out, egress('?', tcp(5432), member('api'))), 'api', 'db', 5432).verdict,
      'unreachable',
    );
    assert.equal(
      ask(model(api, db, out, ingress('!gone', tcp(5432), member('api'))), 'api', 'db', 5432).verdict,
      'unreachable',
    );
  });

  it('is possible for groups that the configuration does not hold, and the proof says so', () => {
    const network = model(db, ingress('db', tcp(5432), member('sg-0123')));
    const answer = ask(network, 'sg-0123', 'db', 5432);
    assert.equal(answer.verdict, 'possibly-reachable');
    assert.deepEqual(
      answer.flows[0]!.proof.map((step) => [step.code, step.message]),
      [
        ['rules-not-in-configuration', 'The rules of sg-0123 are not in this configuration.'],
        [
          'allowed-by-group-rule',
          `${network.rules[0]!.address} may let tcp/5432 postgres into db from sg-0123.`,
        ],
      ],
    );
  });

  it('is possible into an external group, certain by the rules that are here', () => {
    const shared = group('shared', { ownership: 'external' });
    assert.equal(ask(model(api, shared, out), 'api', 'shared', 22).verdict, 'possibly-reachable');
    const network = model(api, shared, out, ingress('shared', tcp(22), member('api')));
    assert.equal(ask(network, 'api', 'shared', 22).verdict, 'reachable');
  });

  it('is possible where inline rules come from something unknown', () => {
    const open = group('db', { inline: { ingress: 'unknown', egress: 'absent' } });
    assert.equal(ask(model(api, open, out), 'api', 'db', 22).verdict, 'possibly-reachable');
  });
});

describe('reach through addresses', () => {
  const network = vpc('vpc', ['10.0.0.0/16']);
  const inVpc = { network: { kind: 'part', address: 'vpc' } } as const;
  const api = group('api', inVpc);
  const db = group('db', inVpc);
  const out = egress('api', everyProtocol, cidr('0.0.0.0/0'));
  const first = subnet('first', 'vpc', ['10.0.1.0/24']);
  const second = subnet('second', 'vpc', ['10.0.2.0/24']);

  function verdict(prefixes: string[], ...parts: Parameters<typeof model>): string {
    return ask(
      model(api, db, out, ingress('db', tcp(5432), ...prefixes.map(cidr)), ...parts),
      'api',
      'db',
      5432,
    ).verdict;
  }

  it('is certain when the whole network lies inside the prefix', () => {
    assert.equal(verdict(['10.0.0.0/8'], network), 'reachable');
  });

  it('is certain when the subnets of all members lie inside, in one prefix or in halves', () => {
    const member1 = attachment('aws_db_instance.one', ['api'], ['first']);
    assert.equal(verdict(['10.0.1.0/24'], network, first, member1), 'reachable');
    assert.equal(verdict(['10.0.1.0/25', '10.0.1.128/25'], network, first, member1), 'reachable');
  });

  it('is possible when only some of the addresses are admitted', () => {
    const members = [
      attachment('aws_db_instance.one', ['api'], ['first']),
      attachment('aws_db_instance.two', ['api'], ['second']),
    ];
    assert.equal(verdict(['10.0.1.0/24'], network, first, second, ...members), 'possibly-reachable');
    assert.equal(verdict(['10.0.1.0/24'], network), 'possibly-reachable');
  });

  it('is possible when the network is not known and the prefix is private', () => {
    assert.equal(verdict(['10.0.0.0/16']), 'possibly-reachable');
  });

  it('is shut when the network is known and lies elsewhere', () => {
    assert.equal(verdict(['192.168.0.0/16'], network), 'unreachable');
    assert.equal(verdict(['192.168.0.0/16'], vpc('vpc', ['10.0.0.0/16'], true)), 'possibly-reachable');
  });

  it('is shut for a public address, as members have private ones', () => {
    assert.equal(verdict(['1.2.3.4/32']), 'unreachable');
    assert.equal(verdict(['203.0.113.7/32']), 'unreachable');
  });

  it('is certain for everywhere, even when nothing is known of the network', () => {
    assert.equal(verdict(['0.0.0.0/0']), 'reachable');
    assert.equal(verdict(['0.0.0.0/1', '128.0.0.0/1']), 'reachable');
  });

  it('is only possible by an IPv6 prefix, as members may have no such address', () => {
    const wide = [
      api,
      db,
      egress('api', everyProtocol, cidr('::/0')),
      ingress('db', tcp(5432), cidr('::/0')),
    ];
    assert.equal(ask(model(...wide), 'api', 'db', 5432).verdict, 'possibly-reachable');
  });

  it('tests the addresses of the destination for an egress rule likewise', () => {
    const parts = [api, db, first, second, network, ingress('db', tcp(5432), member('api'))];
    const member1 = attachment('aws_db_instance.one', ['db'], ['first']);
    const to = (prefix: string) =>
      ask(model(...parts, member1, egress('api', tcp(5432), cidr(prefix))), 'api', 'db').verdict;
    assert.equal(to('10.0.1.0/24'), 'reachable');
    assert.equal(to('10.0.1.0/25'), 'possibly-reachable');
    assert.equal(to('10.0.2.0/24'), 'unreachable');
  });

  it('does not call a group shut for members that others may add elsewhere in the network', () => {
    const use = {
      ...attachment('x', []),
      kind: 'group-use',
      group: { kind: 'part', address: 'api' },
    } as const;
    const member1 = attachment('aws_db_instance.one', ['api'], ['first']);
    assert.equal(verdict(['10.0.2.0/24'], network, first, member1), 'unreachable');
    assert.equal(verdict(['10.0.2.0/24'], network, first, member1, use), 'possibly-reachable');
    assert.equal(verdict(['10.0.1.0/24'], network, first, member1, use), 'reachable');
  });
});

describe('reach of members with several groups', () => {
  const parts = [
    group('api'),
    group('db'),
    group('out'),
    ingress('db', tcp(5432), member('api')),
    egress('out', everyProtocol, cidr('0.0.0.0/0')),
  ];

  it('leaves by the egress of any group that all members carry', () => {
    const answer = ask(model(...parts, attachment('aws_db_instance.a', ['api', 'out'])), 'api', 'db', 5432);
    assert.equal(answer.verdict, 'reachable');
  });

  it('is possible where only some members carry it', () => {
    const members = [
      attachment('aws_db_instance.a', ['api', 'out']),
      attachment('aws_db_instance.b', ['api']),
    ];
    assert.equal(ask(model(...parts, ...members), 'api', 'db', 5432).verdict, 'possibly-reachable');
    assert.equal(
      ask(model(...parts, attachment('aws_db_instance.a', ['api', '?out'])), 'api', 'db', 5432).verdict,
      'possibly-reachable',
    );
  });

  it('is possible where members may carry groups that are not known', () => {
    const answer = ask(model(...parts, attachment('aws_db_instance.a', ['api', '?'])), 'api', 'db', 5432);
    assert.equal(answer.verdict, 'possibly-reachable');
    assert.deepEqual(codes(answer), ['source-egress groups-not-known']);
  });

  it('asks an attachment about all its groups', () => {
    const network = model(
      ...parts,
      attachment('aws_db_instance.a', ['api', 'out']),
      attachment('aws_db_instance.d', ['db']),
    );
    assert.equal(ask(network, 'aws_db_instance.a', 'aws_db_instance.d', 5432).verdict, 'reachable');
    assert.equal(ask(network, 'aws_db_instance.d', 'aws_db_instance.a', 5432).verdict, 'unreachable');
    assert.equal(ask(network, 'aws_db_instance.none', 'db').blockedBy[0]!.code, 'no-such-end');
  });
});

describe('reach from addresses', () => {
  const db = group('db');

  it('is certain for an address inside the prefix, and names the part of a wider one', () => {
    const network = model(db, ingress('db', tcp(5432), cidr('10.0.0.0/16')));
    assert.deepEqual(lines(network, ask(network, '10.0.3.0/24', 'db')), ['10.0.3.0/24 > db tcp/5432']);
    assert.deepEqual(lines(network, ask(network, '10.0.0.0/8', 'db')), ['10.0.0.0/16 > db tcp/5432']);
    assert.equal(ask(network, '192.168.0.0/16', 'db').verdict, 'unreachable');
  });

  it('takes two halves for the whole', () => {
    const network = model(
      db,
      ingress('db', tcp(22), cidr('0.0.0.0/1')),
      ingress('db', tcp(22), cidr('128.0.0.0/1')),
    );
    assert.deepEqual(lines(network, ask(network, 'internet', 'db')), ['the internet > db tcp/22']);
    assert.deepEqual(lines(network, reach(network, { destination: end('db') })), [
      'the internet > db tcp/22',
    ]);
  });

  it('names the part of the internet that is admitted', () => {
    const network = model(
      db,
      ingress('db', tcp(22), cidr('1.2.3.4/32')),
      ingress('db', tcp(22), cidr('10.0.0.0/8')),
    );
    assert.deepEqual(lines(network, ask(network, 'internet', 'db')), ['1.2.3.4/32 > db tcp/22']);
  });

  it('never lets the internet in by a group reference, though an address of the network may be a member', () => {
    const network = model(db, group('api'), ingress('db', tcp(22), member('api')));
    assert.equal(ask(network, 'internet', 'db').verdict, 'unreachable');
    assert.equal(ask(network, '1.2.3.4/32', 'db').verdict, 'unreachable');
    assert.deepEqual(lines(network, ask(network, '10.0.0.1/32', 'db')), ['10.0.0.1/32 > db may tcp/22']);
  });

  it('admits a prefix list by its entries, or by name where they are not known', () => {
    const network = model(
      db,
      prefixList('pl_office', [cidr('198.51.100.0/24')]),
      ingress('db', tcp(22), listed('pl_office'), listed('pl-77')),
    );
    assert.equal(ask(network, '198.51.100.9/32', 'db').verdict, 'reachable');
    assert.equal(ask(network, 'pl_office', 'db').verdict, 'reachable');
    assert.equal(ask(network, 'pl-77', 'db').verdict, 'reachable');
    assert.equal(ask(network, '8.8.8.8/32', 'db').verdict, 'possibly-reachable');
  });

  it('does not decide between two sets of addresses', () => {
    const answer = ask(model(db), '10.0.0.0/8', 'internet');
    assert.equal(answer.verdict, 'possibly-reachable');
    assert.deepEqual(codes(answer), ['route no-filter-between']);
  });

  it('gives an example that both sides admit', () => {
    const network = model(db, ingress('db', tcp(22), cidr('1.2.3.4/32')));
    assert.equal(formatIpAddress(ask(network, 'internet', 'db').flows[0]!.example.source), '1.2.3.4');
  });
});

describe('reach with one end', () => {
  const network = model(
    group('api'),
    group('db', { name: { kind: 'known', value: 'prod-db' } }),
    group('dead'),
    group('far'),
    egress('api', tcp(0, 65535), cidr('0.0.0.0/0')),
    egress('far', tcp(5432), member('db')),
    egress('dead', tcp(443), cidr('0.0.0.0/0')),
    ingress('db', tcp(5432), member('api'), member('dead')),
    ingress('db', tcp(6432), member('api')),
    ingress('db', tcp(5432), cidr('10.0.0.0/8')),
    ingress('db', icmp(8, 0), cidr('0.0.0.0/0')),
    ingress('db', tcp(443), listed('pl-1')),
  );

  it('lists one flow per source that rules of either side bring together with the destination', () => {
    assert.deepEqual(lines(network, reach(network, { destination: end('db') })), [
      'api > prod-db (db) tcp/5432, tcp/6432',
      'dead > prod-db (db) may tcp/443',
      'far > prod-db (db) may tcp/5432',
      'the internet > prod-db (db) icmp type 8 code 0',
      '10.0.0.0/8 > prod-db (db) tcp/5432',
      'prefix list pl-1 > prod-db (db) tcp/443',
    ]);
  });

  it('narrows the list to the ports asked for', () => {
    const answer = reach(network, { destination: end('db'), protocol: TCP, ports: { from: 6432, to: 6432 } });
    assert.deepEqual(lines(network, answer), ['api > prod-db (db) tcp/6432']);
  });

  it('lists where a group can go', () => {
    assert.deepEqual(lines(network, reach(network, { source: end('api') })), [
      'api > prod-db (db) tcp/5432, tcp/6432',
      'api > the internet all tcp',
    ]);
  });

  it('says what blocks every source that is named, where nothing flows', () => {
    const shut = model(group('api'), group('db'), ingress('db', tcp(5432), member('api')));
    const answer = reach(shut, { destination: end('db') });
    assert.equal(answer.verdict, 'unreachable');
    assert.deepEqual(codes(answer), ['source-egress egress-removed-by-terraform']);
  });

  it('says that nobody is admitted, where no rule admits anybody', () => {
    assert.deepEqual(codes(reach(model(group('db')), { destination: end('db') })), [
      'destination-ingress no-ingress-rule',
    ]);
    assert.deepEqual(codes(reach(model(group('db')), { source: end('db') })), [
      'source-egress egress-removed-by-terraform',
    ]);
  });

  it('is possible where a rule admits somebody who is not known yet', () => {
    const answer = reach(model(group('db'), ingress('db', tcp(22), unknownPeer('cidr'))), {
      destination: end('db'),
    });
    assert.equal(answer.verdict, 'possibly-reachable');
    assert.ok(codes(answer).includes('destination-ingress unknown-peers'));
  });

  it('finds the groups that admit or reach a set of addresses', () => {
    assert.deepEqual(lines(network, reach(network, { source: end('internet') })), [
      'the internet > prod-db (db) icmp type 8 code 0',
    ]);
    assert.deepEqual(
      lines(
        network,
        reach(network, { destination: end('8.8.8.8/32'), protocol: TCP, ports: { from: 443, to: 443 } }),
      ),
      ['api > 8.8.8.8/32 tcp/443', 'dead > 8.8.8.8/32 tcp/443'],
    );
  });

  it('lists the flows into every group where no end is given', () => {
    assert.equal(reach(network, {}).flows.length, 6);
  });
});
