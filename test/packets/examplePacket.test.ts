import assert from 'node:assert/strict';
import { prefixListAddresses } from '../../server/src/packets/addressSet';
import { examplePacket } from '../../server/src/packets/examplePacket';
import { formatIpAddress } from '../../server/src/packets/ipAddress';
import { parseIpPrefix } from '../../server/src/packets/ipPrefix';
import { NO_PACKETS, packetsOf } from '../../server/src/packets/packetSet';
import { portRange, singlePort } from '../../server/src/packets/portSet';
import { ICMP, ICMPV6, TCP } from '../../server/src/packets/protocol';
import {
  ALL_TRAFFIC,
  icmpTraffic,
  portTraffic,
  protocolTraffic,
  type TrafficSet,
} from '../../server/src/packets/trafficSet';

function example(traffic: TrafficSet, source: string, destination: string) {
  const [sources, destinations] = [source, destination].map((text) =>
    prefixListAddresses(text.split(' ').map((each) => parseIpPrefix(each)!)),
  );
  const packet = examplePacket(packetsOf({ traffic, sources: sources!, destinations: destinations! }));
  assert.ok(packet);
  return {
    ...packet,
    source: formatIpAddress(packet.source),
    destination: formatIpAddress(packet.destination),
  };
}

describe('the example of a packet set', () => {
  it('is a packet that somebody could send', () => {
    assert.deepEqual(example(portTraffic(TCP, singlePort(5432)), '10.0.1.0/24', '10.0.2.0/24'), {
      protocol: TCP,
      source: '10.0.1.4',
      destination: '10.0.2.4',
      detail: { kind: 'ports', sourcePort: 49_152, destinationPort: 5432 },
    });
  });

  it('goes from one host to another where a group admits itself', () => {
    const packet = example(ALL_TRAFFIC, '10.0.1.0/24', '10.0.1.0/24');
    assert.deepEqual([packet.source, packet.destination], ['10.0.1.4', '10.0.1.5']);
  });

  it('prefers IPv4 and https where all is admitted', () => {
    const packet = example(ALL_TRAFFIC, '0.0.0.0/0 ::/0', '10.0.1.0/24 fd00::/64');
    assert.equal(packet.source, '203.0.113.1');
    assert.deepEqual(packet.detail, { kind: 'ports', sourcePort: 49_152, destinationPort: 443 });
  });

  it('does not use port 0 where there is another', () => {
    const { detail } = example(portTraffic(TCP, portRange(0, 100)), '10.0.1.0/24', '10.0.2.0/24');
    assert.deepEqual(detail, { kind: 'ports', sourcePort: 49_152, destinationPort: 1 });
    assert.deepEqual(example(portTraffic(TCP, singlePort(0)), '10.0.1.0/24', '10.0.2.0/24').detail, {
      ...detail,
      destinationPort: 0,
    });
  });

  it('has an ICMP type and code, an echo request where it may', () => {
    const [source, destination] = ['10.0.1.0/24', '10.0.2.0/24'];
    assert.deepEqual(example(protocolTraffic(ICMP), source, destination).detail, {
      kind: 'icmp',
      type: 8,
      code: 0,
    });
    assert.deepEqual(example(icmpTraffic(ICMP, 3, 4), source, destination).detail, {
      kind: 'icmp',
      type: 3,
      code: 4,
    });
    assert.deepEqual(example(protocolTraffic(ICMPV6), 'fd00::/64', 'fd01::/64').detail, {
      kind: 'icmp',
      type: 128,
      code: 0,
    });
  });

  it('has neither for a protocol without ports', () => {
    assert.deepEqual(example(protocolTraffic(50), '10.0.1.0/24', '10.0.2.0/24').detail, { kind: 'none' });
  });

  it('does not exist for the empty set', () => {
    assert.equal(examplePacket(NO_PACKETS), undefined);
  });
});
