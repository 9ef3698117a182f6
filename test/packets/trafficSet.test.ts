import assert from 'node:assert/strict';
import {
  ALL_PORTS,
  formatPortSet,
  portRange,
  singlePort,
  unionPorts,
} from '../../server/src/packets/portSet';
import {
  containsProtocol,
  formatProtocol,
  ICMP,
  ICMPV6,
  intersectProtocols,
  isEmptyProtocolSet,
  isProtocolSubset,
  parseProtocol,
  protocolName,
  protocolNumbers,
  protocolSetOf,
  protocolSetsEqual,
  SCTP,
  subtractProtocols,
  TCP,
  UDP,
  unionProtocols,
} from '../../server/src/packets/protocol';
import {
  ALL_TRAFFIC,
  complementTraffic,
  containsTraffic,
  icmpTraffic,
  intersectTraffic,
  isEmptyTrafficSet,
  isTrafficSubset,
  NO_TRAFFIC,
  portsOf,
  portTraffic,
  protocolsOf,
  protocolsTraffic,
  protocolTraffic,
  subtractTraffic,
  trafficSetKey,
  trafficSetsEqual,
  trafficSetsOverlap,
  unionAllTraffic,
  unionTraffic,
} from '../../server/src/packets/trafficSet';
import { describeTraffic } from '../../server/src/packets/trafficText';

describe('protocols', () => {
  it('are read as numbers and as names in any case', () => {
    assert.equal(parseProtocol('tcp'), TCP);
    assert.equal(parseProtocol('TCP'), TCP);
    assert.equal(parseProtocol('17'), UDP);
    assert.equal(parseProtocol('icmpv6'), ICMPV6);
    assert.equal(parseProtocol('ipv6-icmp'), ICMPV6);
    assert.equal(parseProtocol('esp'), 50);
    assert.equal(parseProtocol('rohc'), 142);
    assert.equal(parseProtocol('0'), 0);
    assert.equal(parseProtocol('255'), 255);
  });

  it('are all for -1 and all', () => {
    assert.equal(parseProtocol('-1'), 'all');
    assert.equal(parseProtocol('all'), 'all');
  });

  it('are refused when there is no such protocol', () => {
    for (const text of ['', '256', '-2', '6.0', 'tcpp', ' tcp', 'http']) {
      assert.equal(parseProtocol(text), undefined);
    }
  });

  it('have the name that the clouds use', () => {
    // Spread over the table, so that a keyword lost or doubled in the list moves at least one of them.
    for (const [number, name] of [
      ...([
        [0, 'hopopt'],
        [20, 'hmp'],
        [33, 'dccp'],
        [47, 'gre'],
        [58, 'icmpv6'],
        [60, 'ipv6-opts'],
      ] as const),
      ...([
        [62, 'cftp'],
        [64, 'sat-expak'],
        [69, 'sat-mon'],
        [89, 'ospf'],
        [98, 'encap'],
        [100, 'gmtp'],
      ] as const),
      ...([
        [112, 'vrrp'],
        [115, 'l2tp'],
        [132, 'sctp'],
        [136, 'udplite'],
        [142, 'rohc'],
      ] as const),
    ]) {
      assert.equal(protocolName(number), name);
    }
    for (const number of [61, 63, 68, 99, 114, 200, 255]) assert.equal(protocolName(number), undefined);
    assert.equal(formatProtocol(253), 'protocol 253');
  });

  it('make sets', () => {
    const web = protocolSetOf([TCP, UDP, 300, -1, 1.5]);
    assert.deepEqual(protocolNumbers(web), [TCP, UDP]);
    assert.deepEqual(protocolNumbers(unionProtocols(web, protocolSetOf([ICMP]))), [ICMP, TCP, UDP]);
    assert.deepEqual(protocolNumbers(subtractProtocols(web, protocolSetOf([TCP]))), [UDP]);
    assert.equal(
      protocolSetsEqual(intersectProtocols(web, protocolSetOf([TCP, ICMP])), protocolSetOf([TCP])),
      true,
    );
    assert.equal(isProtocolSubset(protocolSetOf([UDP]), web), true);
    assert.equal(isEmptyProtocolSet(subtractProtocols(web, web)), true);
    assert.equal(containsProtocol(web, ICMP), false);
  });
});

describe('traffic sets', () => {
  it('tell the ports of a protocol apart', () => {
    const https = portTraffic(TCP, singlePort(443));
    assert.equal(containsTraffic(https, TCP, 443), true);
    assert.equal(containsTraffic(https, UDP, 443), false);
    assert.equal(containsTraffic(https, TCP, 80), false);
  });

  it('are the whole protocol with every port', () => {
    assert.deepEqual(portTraffic(TCP, ALL_PORTS), protocolTraffic(TCP));
  });

  it('are all traffic with every protocol', () => {
    const each = Array.from({ length: 256 }, (_, protocol) => protocolTraffic(protocol));
    assert.equal(unionAllTraffic(each), ALL_TRAFFIC);
    assert.equal(complementTraffic(ALL_TRAFFIC), NO_TRAFFIC);
    assert.equal(protocolTraffic(256), NO_TRAFFIC);
  });

  it('hold one ICMP type with every code, or one code', () => {
    const unreachable = icmpTraffic(ICMP, 3);
    assert.equal(isTrafficSubset(icmpTraffic(ICMP, 3, 4), unreachable), true);
    assert.equal(trafficSetsOverlap(icmpTraffic(ICMP, 4), unreachable), false);
    assert.equal(trafficSetsOverlap(icmpTraffic(ICMPV6, 3), unreachable), false);
    assert.deepEqual(icmpTraffic(ICMP), protocolTraffic(ICMP));
    assert.equal(icmpTraffic(ICMP, 256), NO_TRAFFIC);
    assert.equal(icmpTraffic(ICMP, 3, -1), NO_TRAFFIC);
    assert.equal(containsTraffic(icmpTraffic(ICMP, undefined, 4), ICMP, 3 * 256 + 4), true);
    assert.equal(containsTraffic(icmpTraffic(ICMP, undefined, 4), ICMP, 3 * 256), false);
  });

  it('have the operations of sets', () => {
    const low = portTraffic(TCP, portRange(0, 1023));
    const web = unionTraffic(
      portTraffic(TCP, unionPorts(singlePort(443), singlePort(8443))),
      portTraffic(UDP, singlePort(443)),
    );
    assert.deepEqual(intersectTraffic(low, web), portTraffic(TCP, singlePort(443)));
    assert.equal(isEmptyTrafficSet(subtractTraffic(low, protocolTraffic(TCP))), true);
    assert.equal(
      trafficSetsEqual(unionTraffic(subtractTraffic(web, low), intersectTraffic(web, low)), web),
      true,
    );
    assert.notEqual(trafficSetKey(low), trafficSetKey(web));
    assert.equal(formatPortSet(portsOf(web, TCP)), '443, 8443');
    assert.deepEqual(protocolNumbers(protocolsOf(web)), [TCP, UDP]);
    assert.deepEqual(
      protocolsOf(ALL_TRAFFIC),
      protocolSetOf(Array.from({ length: 256 }, (_, number) => number)),
    );
  });
});

describe('traffic in words', () => {
  const tcp = (first: number, last = first) => portTraffic(TCP, portRange(first, last));

  it('names ports with their protocol', () => {
    assert.deepEqual(describeTraffic(tcp(5432)), ['tcp/5432']);
    assert.deepEqual(describeTraffic(portTraffic(UDP, singlePort(53))), ['udp/53']);
    assert.deepEqual(describeTraffic(portTraffic(SCTP, singlePort(36412))), ['sctp/36412']);
  });

  it('compresses ranges of ports', () => {
    assert.deepEqual(describeTraffic(unionAllTraffic([tcp(443), tcp(80), tcp(8000, 8079), tcp(8080)])), [
      'tcp/80',
      'tcp/443',
      'tcp/8000-8080',
    ]);
  });

  it('says all where it is all', () => {
    assert.deepEqual(describeTraffic(ALL_TRAFFIC), ['all traffic']);
    assert.deepEqual(describeTraffic(protocolTraffic(TCP)), ['all tcp']);
    assert.deepEqual(describeTraffic(protocolTraffic(ICMPV6)), ['all icmpv6']);
    assert.deepEqual(describeTraffic(NO_TRAFFIC), []);
  });

  it('names what is missing where nearly all is there', () => {
    assert.deepEqual(describeTraffic(complementTraffic(tcp(22))), ['all traffic except tcp/22']);
    assert.deepEqual(
      describeTraffic(subtractTraffic(ALL_TRAFFIC, unionTraffic(tcp(22), protocolTraffic(50)))),
      ['all traffic except tcp/22, esp'],
    );
    assert.deepEqual(describeTraffic(subtractTraffic(protocolTraffic(TCP), tcp(25))), [
      'tcp/0-24',
      'tcp/26-65535',
    ]);
  });

  it('names ICMP by type and code', () => {
    assert.deepEqual(describeTraffic(icmpTraffic(ICMP, 8)), ['icmp type 8']);
    assert.deepEqual(describeTraffic(icmpTraffic(ICMP, 3, 4)), ['icmp type 3 code 4']);
    assert.deepEqual(
      describeTraffic(
        unionAllTraffic([
          icmpTraffic(ICMP, 2, 255),
          icmpTraffic(ICMP, 3),
          icmpTraffic(ICMP, 4),
          icmpTraffic(ICMP, 5, 0),
          icmpTraffic(ICMP, 5, 1),
        ]),
      ),
      ['icmp type 2 code 255', 'icmp types 3-4', 'icmp type 5 codes 0-1'],
    );
  });

  it('names other protocols, and numbers a long run of them', () => {
    assert.deepEqual(describeTraffic(unionTraffic(protocolTraffic(50), protocolTraffic(51))), ['esp', 'ah']);
    assert.deepEqual(describeTraffic(unionTraffic(protocolTraffic(253), tcp(22))), [
      'tcp/22',
      'protocol 253',
    ]);
    assert.deepEqual(describeTraffic(protocolsTraffic(protocolSetOf([200, 201, 202, 203, 204]))), [
      'protocols 200-204',
    ]);
    assert.deepEqual(
      describeTraffic(unionTraffic(protocolTraffic(5), unionTraffic(tcp(22), protocolTraffic(7)))),
      ['st', 'tcp/22', 'cbt'],
    );
  });
});
