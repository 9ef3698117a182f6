import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unionAllAddresses } from '../../server/src/packets/addressSet';
import { containsPacket, intersectPackets, packetsOf } from '../../server/src/packets/packetSet';
import { packetsFromAll, packetsToAll, trafficBetweenAll } from '../../server/src/packets/packetsOfAll';
import { containsTraffic } from '../../server/src/packets/trafficSet';
import { packetDetail } from '../../server/src/packets/fiveTuple';
import { addressCells, addressesOfCells, range, realPacket, TINY_PACKETS, twin } from './tinyUniverse';

const someCells = fc.record({
  4: fc.subarray(range(addressCells(4))),
  6: fc.subarray(range(addressCells(6))),
});

type Cells = Readonly<Record<4 | 6, readonly number[]>>;

function addressesOf(cells: Cells) {
  return unionAllAddresses([addressesOfCells(4, cells[4]), addressesOfCells(6, cells[6])]);
}

/** The truth about one packet, from that about every packet. */
function lookup(truth: readonly boolean[]) {
  const held = new Set(
    TINY_PACKETS.filter((_, index) => truth[index]).map(
      ({ family, traffic, source, destination }) => `${family} ${traffic} ${source} ${destination}`,
    ),
  );
  return (family: number, traffic: number, source: number, destination: number): boolean =>
    held.has(`${family} ${traffic} ${source} ${destination}`);
}

describe('what a set of packets has for all addresses', () => {
  it('is the traffic between every source and every destination', () => {
    fc.assert(
      fc.property(twin, someCells, someCells, ({ set, truth }, sources, destinations) => {
        const holds = lookup(truth);
        const found = trafficBetweenAll(set, addressesOf(sources), addressesOf(destinations));
        for (const each of TINY_PACKETS) {
          const { family, traffic } = each;
          const isForAll =
            sources[family].length > 0 &&
            destinations[family].length > 0 &&
            sources[family].every((from) =>
              destinations[family].every((to) => holds(family, traffic, from, to)),
            );
          const packet = realPacket(each);
          const ofFamily = family === 4 ? found.ipv4 : found.ipv6;
          assert.equal(containsTraffic(ofFamily, packet.protocol, packetDetail(packet)), isForAll);
        }
      }),
    );
  });

  it('are the packets that go to every destination, or come from every source', () => {
    fc.assert(
      fc.property(twin, someCells, ({ set, truth }, members) => {
        const holds = lookup(truth);
        const toAll = packetsToAll(set, addressesOf(members));
        const fromAll = packetsFromAll(set, addressesOf(members));
        TINY_PACKETS.forEach((each, index) => {
          const { family, traffic, source, destination } = each;
          const packet = realPacket(each);
          const isToAll = members[family].every((to) => holds(family, traffic, source, to));
          const isFromAll = members[family].every((from) => holds(family, traffic, from, destination));
          assert.equal(containsPacket(toAll, packet), truth[index] === true && isToAll);
          assert.equal(containsPacket(fromAll, packet), truth[index] === true && isFromAll);
        });
      }),
    );
  });

  it('is what two sets both have for all, of what they share', () => {
    fc.assert(
      fc.property(twin, twin, someCells, (one, other, members) => {
        const all = addressesOf(members);
        const shared = intersectPackets(one.set, other.set);
        assert.deepEqual(
          packetsToAll(shared, all),
          intersectPackets(packetsToAll(one.set, all), packetsToAll(other.set, all)),
        );
        const box = packetsOf({
          traffic: trafficBetweenAll(shared, all, all).ipv4,
          sources: all,
          destinations: all,
        });
        assert.deepEqual(intersectPackets(box, shared).ipv4, box.ipv4);
      }),
    );
  });
});
