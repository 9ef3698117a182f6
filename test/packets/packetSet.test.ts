import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ALL_ADDRESSES,
  formatAddressSet,
  NO_ADDRESSES,
  prefixListAddresses,
} from '../../server/src/packets/addressSet';
import { examplePacket } from '../../server/src/packets/examplePacket';
import { parseIpPrefix } from '../../server/src/packets/ipPrefix';
import {
  ALL_PACKETS,
  complementPackets,
  containsPacket,
  describePackets,
  destinationsOf,
  intersectPackets,
  isEmptyPacketSet,
  isPacketSubset,
  NO_PACKETS,
  packetBoxes,
  packetSetKey,
  packetSetsEqual,
  packetSetsOverlap,
  packetsOf,
  sourcesOf,
  subtractPackets,
  trafficOf,
  unionAllPackets,
  unionPackets,
  type PacketSet,
} from '../../server/src/packets/packetSet';
import { ALL_PORTS, portRange, singlePort } from '../../server/src/packets/portSet';
import { TCP, UDP } from '../../server/src/packets/protocol';
import {
  ALL_TRAFFIC,
  portTraffic,
  protocolTraffic,
  type TrafficSet,
} from '../../server/src/packets/trafficSet';
import { packetsOfCell, realPacket, TINY_PACKETS, twin } from './tinyUniverse';

function addresses(...texts: string[]) {
  return prefixListAddresses(texts.map((text) => parseIpPrefix(text)!));
}

function rule(traffic: TrafficSet, source: string, destination: string): PacketSet {
  return packetsOf({ traffic, sources: addresses(source), destinations: addresses(destination) });
}

const postgres = portTraffic(TCP, singlePort(5432));

describe('packet sets', () => {
  it('hold the packets of a rule and no others', () => {
    const admitted = rule(postgres, '10.0.1.0/24', '10.0.2.0/24');
    const packet = {
      protocol: TCP,
      source: { family: 4, value: 0x0a000107n },
      destination: { family: 4, value: 0x0a000209n },
      detail: { kind: 'ports', sourcePort: 50_000, destinationPort: 5432 },
    } as const;
    assert.equal(containsPacket(admitted, packet), true);
    assert.equal(containsPacket(admitted, { ...packet, protocol: UDP }), false);
    assert.equal(containsPacket(admitted, { ...packet, source: packet.destination }), false);
    assert.equal(
      containsPacket(admitted, { ...packet, detail: { ...packet.detail, destinationPort: 5433 } }),
      false,
    );
    assert.equal(containsPacket(admitted, { ...packet, detail: { ...packet.detail, sourcePort: 1 } }), true);
  });

  it('see the internet in two halves', () => {
    const halves = [rule(postgres, '0.0.0.0/1', '10.0.0.0/8'), rule(postgres, '128.0.0.0/1', '10.0.0.0/8')];
    assert.deepEqual(unionAllPackets(halves), rule(postgres, '0.0.0.0/0', '10.0.0.0/8'));
  });

  it('do not depend on how a set was written', () => {
    const whole = rule(portTraffic(TCP, portRange(80, 90)), '10.0.0.0/24', '10.0.2.0/24');
    const parts = unionAllPackets([
      rule(portTraffic(TCP, portRange(85, 90)), '10.0.0.128/25', '10.0.2.0/24'),
      rule(portTraffic(TCP, portRange(80, 84)), '10.0.0.0/24', '10.0.2.0/24'),
      rule(portTraffic(TCP, portRange(83, 90)), '10.0.0.0/25', '10.0.2.0/24'),
    ]);
    assert.deepEqual(parts, whole);
    assert.equal(packetSetKey(parts), packetSetKey(whole));
  });

  it('are empty when sources and destinations have no family in common', () => {
    assert.equal(rule(postgres, '::/0', '10.0.0.0/8'), NO_PACKETS);
    assert.equal(
      packetsOf({ traffic: ALL_TRAFFIC, sources: ALL_ADDRESSES, destinations: NO_ADDRESSES }),
      NO_PACKETS,
    );
  });

  it('are everything when the traffic and both ends are', () => {
    const everything = { traffic: ALL_TRAFFIC, sources: ALL_ADDRESSES, destinations: ALL_ADDRESSES };
    assert.equal(packetsOf(everything), ALL_PACKETS);
    assert.equal(complementPackets(NO_PACKETS), ALL_PACKETS);
    assert.equal(complementPackets(ALL_PACKETS), NO_PACKETS);
  });

  it('tell what a narrower rule lost', () => {
    const before = rule(postgres, '10.0.1.0/24', '10.0.2.0/24');
    const after = rule(postgres, '10.0.1.64/26', '10.0.2.0/24');
    const lost = subtractPackets(before, after);
    assert.deepEqual(formatAddressSet(sourcesOf(lost)), ['10.0.1.0/26', '10.0.1.128/25']);
    assert.deepEqual(formatAddressSet(destinationsOf(lost)), ['10.0.2.0/24']);
    assert.deepEqual(describePackets(lost), ['tcp/5432']);
    assert.equal(isEmptyPacketSet(subtractPackets(after, before)), true);
  });

  it('keep a thousand rules that differ only in their source as one box', () => {
    const rules = Array.from({ length: 1000 }, (_, index) =>
      rule(postgres, `10.${Math.floor(index / 250)}.${index % 250}.0/25`, '10.9.0.0/16'),
    );
    assert.equal(packetBoxes(unionAllPackets(rules)).length, 1);
  });

  it('list disjoint boxes, one for each combination that differs', () => {
    const boxes = packetBoxes(
      unionPackets(
        rule(ALL_TRAFFIC, '10.0.1.0/24', '10.0.2.0/24'),
        rule(postgres, '0.0.0.0/0', '10.0.2.0/24'),
      ),
    );
    assert.deepEqual(
      boxes.map((box) => [
        describePackets(packetsOf(box)).join(', '),
        formatAddressSet(box.sources).join(', '),
        formatAddressSet(box.destinations).join(', '),
      ]),
      [
        ['all traffic except tcp/5432', '10.0.1.0/24', '10.0.2.0/24'],
        ['tcp/5432', '0.0.0.0/0', '10.0.2.0/24'],
      ],
    );
  });

  it('find the one packet that two large sets share', () => {
    const services = (sourceNet: number) =>
      Array.from({ length: 12 }, (_, index) =>
        rule(portTraffic(TCP, singlePort(8000 + index)), `10.${sourceNet}.${index}.0/24`, '10.9.0.0/16'),
      );
    const [here, there] = [unionAllPackets(services(1)), unionAllPackets(services(2))];
    assert.equal(packetSetsOverlap(here, there), false);
    const shared = rule(portTraffic(TCP, singlePort(8011)), '10.1.11.7/32', '10.9.1.1/32');
    assert.equal(packetSetsOverlap(here, unionPackets(there, shared)), true);
    assert.deepEqual(intersectPackets(here, unionPackets(there, shared)), shared);
  });

  it('unite many random rules into the set that adding them one by one gives', () => {
    const ports = fc
      .tuple(fc.nat(65_535), fc.nat(65_535))
      .map(([a, b]) => portRange(Math.min(a, b), Math.max(a, b)));
    const traffic = fc.oneof(
      ports.map((set) => portTraffic(TCP, set)),
      fc.constantFrom(ALL_TRAFFIC, protocolTraffic(UDP), postgres, portTraffic(TCP, ALL_PORTS)),
    );
    const prefix = fc
      .tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 4, max: 20 }))
      .map(([a, b, length]) => `${a}.${b}.0.0/${length}`);
    const randomRule = fc
      .tuple(traffic, prefix, prefix)
      .map(([t, source, destination]) => rule(t, source, destination));
    fc.assert(
      fc.property(fc.array(randomRule, { maxLength: 25 }), (rules) => {
        const together = unionAllPackets(rules);
        assert.deepEqual(together, rules.reduce(unionPackets, NO_PACKETS));
        assert.deepEqual(together, unionAllPackets([...rules].reverse()));
        for (const each of rules) assert.equal(isPacketSubset(each, together), true);
        assert.deepEqual(unionAllPackets(packetBoxes(together).map(packetsOf)), together);
      }),
      { numRuns: 60 },
    );
  });
});

describe('packet sets against brute force', () => {
  it('hold exactly the packets that counting gives, whatever operations made them', () => {
    fc.assert(
      fc.property(twin, ({ set, truth }) => {
        assert.deepEqual(
          TINY_PACKETS.map((packet) => containsPacket(set, realPacket(packet))),
          truth,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('have one structure and one key for each set', () => {
    fc.assert(
      fc.property(twin, ({ set, truth }) => {
        const cells = TINY_PACKETS.filter((_, index) => truth[index]).map(packetsOfCell);
        const rebuilt = unionAllPackets(cells);
        assert.deepEqual(set, rebuilt);
        assert.equal(packetSetKey(set), packetSetKey(rebuilt));
      }),
      { numRuns: 150 },
    );
  });

  it('compare as counting does', () => {
    fc.assert(
      fc.property(twin, twin, (a, b) => {
        const same = a.truth.every((held, index) => held === b.truth[index]);
        const subset = a.truth.every((held, index) => !held || b.truth[index]!);
        const overlap = a.truth.some((held, index) => held && b.truth[index]!);
        assert.equal(packetSetsEqual(a.set, b.set), same);
        assert.equal(packetSetKey(a.set) === packetSetKey(b.set), same);
        assert.equal(isPacketSubset(a.set, b.set), subset);
        assert.equal(packetSetsOverlap(a.set, b.set), overlap);
        assert.equal(isEmptyPacketSet(a.set), !a.truth.includes(true));
      }),
      { numRuns: 300 },
    );
  });

  it('contain what was intersected and what was subtracted', () => {
    fc.assert(
      fc.property(twin, twin, (a, b) => {
        assert.equal(isPacketSubset(intersectPackets(a.set, b.set), b.set), true);
        assert.equal(isPacketSubset(subtractPackets(a.set, b.set), a.set), true);
        assert.equal(isPacketSubset(a.set, unionPackets(b.set, a.set)), true);
      }),
      { numRuns: 150 },
    );
  });

  it('obey the laws of sets', () => {
    fc.assert(
      fc.property(twin, twin, twin, ({ set: a }, { set: b }, { set: c }) => {
        assert.deepEqual(
          complementPackets(unionPackets(a, b)),
          intersectPackets(complementPackets(a), complementPackets(b)),
        );
        assert.deepEqual(
          intersectPackets(a, unionPackets(b, c)),
          unionPackets(intersectPackets(a, b), intersectPackets(a, c)),
        );
        assert.deepEqual(subtractPackets(a, b), intersectPackets(a, complementPackets(b)));
        assert.equal(packetSetsOverlap(subtractPackets(a, b), b), false);
        assert.deepEqual(unionPackets(subtractPackets(a, b), intersectPackets(a, b)), a);
        assert.deepEqual(unionPackets(a, b), unionPackets(b, a));
        assert.deepEqual(complementPackets(complementPackets(a)), a);
      }),
      { numRuns: 150 },
    );
  });

  it('give an example exactly when they are not empty, and it is a member', () => {
    fc.assert(
      fc.property(twin, ({ set }) => {
        const example = examplePacket(set);
        assert.equal(example === undefined, isEmptyPacketSet(set));
        if (example !== undefined) assert.equal(containsPacket(set, example), true);
      }),
      { numRuns: 200 },
    );
  });

  it('project onto traffic, sources and destinations', () => {
    fc.assert(
      fc.property(twin, ({ set }) => {
        const around = packetsOf({
          traffic: trafficOf(set),
          sources: sourcesOf(set),
          destinations: destinationsOf(set),
        });
        assert.equal(isPacketSubset(set, around), true);
        const boxes = packetBoxes(set).map(packetsOf);
        assert.deepEqual(unionAllPackets(boxes), set);
        boxes.forEach((box, index) =>
          boxes.slice(index + 1).forEach((other) => assert.equal(packetSetsOverlap(box, other), false)),
        );
      }),
      { numRuns: 60 },
    );
  });
});
