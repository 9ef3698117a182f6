import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addressCount,
  addressesOfFamily,
  addressPrefixes,
  addressRange,
  addressRanges,
  addressSetKey,
  addressSetsEqual,
  addressSetsOverlap,
  ALL_ADDRESSES,
  ALL_IPV4_ADDRESSES,
  ALL_IPV6_ADDRESSES,
  complementAddresses,
  containsAddress,
  containsPrefix,
  formatAddressSet,
  intersectAddresses,
  isAddressSubset,
  isEmptyAddressSet,
  NO_ADDRESSES,
  prefixListAddresses,
  singleAddress,
  subtractAddresses,
  unionAddresses,
  unionAllAddresses,
} from '../../server/src/packets/addressSet';
import { exampleAddress } from '../../server/src/packets/exampleAddress';
import { formatIpAddress, parseIpAddress, type IpFamily } from '../../server/src/packets/ipAddress';
import { parseIpPrefix } from '../../server/src/packets/ipPrefix';
import { addressCells, addressesOfCells, range } from './tinyUniverse';

function addresses(...texts: string[]) {
  return prefixListAddresses(texts.map((text) => parseIpPrefix(text)!));
}

describe('address sets', () => {
  it('see the IPv4 internet in its two halves', () => {
    assert.equal(addresses('0.0.0.0/1', '128.0.0.0/1'), ALL_IPV4_ADDRESSES);
    assert.equal(addresses('0.0.0.0/0', '::/0'), ALL_ADDRESSES);
    assert.equal(addresses('::/1', '8000::/1'), ALL_IPV6_ADDRESSES);
  });

  it('keep the families apart', () => {
    assert.equal(isAddressSubset(addresses('10.0.0.0/8'), ALL_IPV6_ADDRESSES), false);
    assert.equal(complementAddresses(ALL_IPV4_ADDRESSES), ALL_IPV6_ADDRESSES);
    assert.deepEqual(addressesOfFamily(addresses('10.0.0.0/8', 'fd00::/8'), 6), addresses('fd00::/8'));
  });

  it('list the fewest prefixes', () => {
    assert.deepEqual(formatAddressSet(addresses('10.0.0.0/25', '10.0.0.128/25', '10.0.1.0/24')), [
      '10.0.0.0/23',
    ]);
    assert.deepEqual(
      formatAddressSet(subtractAddresses(addresses('10.0.0.0/29'), addresses('10.0.0.3/32'))),
      ['10.0.0.0/31', '10.0.0.2/32', '10.0.0.4/30'],
    );
    assert.deepEqual(formatAddressSet(ALL_ADDRESSES), ['0.0.0.0/0', '::/0']);
    assert.deepEqual(formatAddressSet(NO_ADDRESSES), []);
  });

  it('contain addresses, prefixes and sets', () => {
    const set = addresses('10.0.0.0/8', '2001:db8::/32');
    assert.equal(containsAddress(set, parseIpAddress('10.255.255.255')!), true);
    assert.equal(containsAddress(set, parseIpAddress('11.0.0.0')!), false);
    assert.equal(containsAddress(set, parseIpAddress('2001:db8::1')!), true);
    assert.equal(containsPrefix(set, parseIpPrefix('10.1.0.0/16')!), true);
    assert.equal(containsPrefix(set, parseIpPrefix('8.0.0.0/6')!), false);
    assert.equal(addressSetsOverlap(set, addresses('8.0.0.0/6')), true);
    assert.equal(addressSetsOverlap(set, addresses('11.0.0.0/8', 'fd00::/8')), false);
  });

  it('count addresses, of one family or of both', () => {
    const set = addresses('10.0.0.0/24', '2001:db8::/64');
    assert.equal(addressCount(set), 256n + (1n << 64n));
    assert.equal(addressCount(set, 4), 256n);
    assert.equal(addressCount(set, 6), 1n << 64n);
    assert.equal(addressCount(ALL_IPV4_ADDRESSES), 1n << 32n);
  });

  it('list their ranges with both ends inclusive', () => {
    const [first, second] = addressRanges(addresses('10.0.0.0/30', '10.0.0.4/30', 'fd00::/127'));
    assert.deepEqual(
      [first?.first, first?.last].map((end) => end && formatIpAddress(end)),
      ['10.0.0.0', '10.0.0.7'],
    );
    assert.deepEqual(
      [second?.first, second?.last].map((end) => end && formatIpAddress(end)),
      ['fd00::', 'fd00::1'],
    );
  });

  it('treat a reversed range as empty', () => {
    assert.equal(addressRange(4, 5n, 4n), NO_ADDRESSES);
  });

  for (const family of [4, 6] as const) {
    it(`behave as counting cells does, IPv${family}`, () => {
      const cells = fc.subarray(range(addressCells(family)));
      fc.assert(
        fc.property(cells, cells, (a, b) => {
          const [setA, setB] = [addressesOfCells(family, a), addressesOfCells(family, b)];
          const of = (keep: (cell: number) => boolean) =>
            addressesOfCells(family, range(addressCells(family)).filter(keep));
          assert.deepEqual(
            unionAddresses(setA, setB),
            of((cell) => a.includes(cell) || b.includes(cell)),
          );
          assert.deepEqual(
            intersectAddresses(setA, setB),
            of((cell) => a.includes(cell) && b.includes(cell)),
          );
          assert.deepEqual(
            subtractAddresses(setA, setB),
            of((cell) => a.includes(cell) && !b.includes(cell)),
          );
          assert.deepEqual(
            addressesOfFamily(complementAddresses(setA), family),
            of((cell) => !a.includes(cell)),
          );
          assert.equal(
            isAddressSubset(setA, setB),
            a.every((cell) => b.includes(cell)),
          );
          assert.equal(
            addressSetsOverlap(setA, setB),
            a.some((cell) => b.includes(cell)),
          );
          assert.equal(addressSetsEqual(setA, setB), a.join() === b.join());
          assert.equal(addressSetKey(setA) === addressSetKey(setB), a.join() === b.join());
          assert.equal(isEmptyAddressSet(setA), a.length === 0);
        }),
      );
    });
  }

  it('come back from their prefixes unchanged, and no two prefixes could be one', () => {
    const block = fc
      .tuple(fc.constantFrom<IpFamily[]>(4, 6), fc.nat(300), fc.nat(40))
      .map(([family, first, extra]) => addressRange(family, BigInt(first), BigInt(first + extra)));
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        const set = unionAllAddresses(blocks);
        const prefixes = addressPrefixes(set);
        assert.deepEqual(prefixListAddresses(prefixes), set);
        const parents = prefixes.map(
          ({ family, first, length }) =>
            `${family}/${length}/${first >> BigInt((family === 4 ? 33 : 129) - length)}`,
        );
        assert.equal(new Set(parents).size, parents.length);
      }),
    );
  });
});

describe('the example of an address set', () => {
  function example(...texts: string[]): string | undefined {
    const address = exampleAddress(addresses(...texts));
    return address === undefined ? undefined : formatIpAddress(address);
  }

  it('is the first host of a network, not the network', () => {
    assert.equal(example('198.18.1.0/24'), '198.18.1.1');
    assert.equal(example('2600:1::/64'), '2600:1::1');
  });

  it('is none of the first four addresses of a private range, which clouds keep', () => {
    assert.equal(example('10.0.1.0/24'), '10.0.1.4');
    assert.equal(example('10.0.1.16/28'), '10.0.1.20');
    assert.equal(example('fd00:1::/64'), 'fd00:1::4');
    // As the whole range, or the rest of it: the same address.
    assert.equal(example('10.0.1.4/30', '10.0.1.8/29'), '10.0.1.4');
    // Too small for a subnet.
    assert.equal(example('10.0.1.0/29'), '10.0.1.1');
    assert.equal(example('10.0.1.4/30'), '10.0.1.5');
  });

  it('is the address itself where there is only one', () => {
    assert.equal(example('10.0.1.0/32'), '10.0.1.0');
    assert.equal(example('127.0.0.1/32'), '127.0.0.1');
  });

  it('is of a documentation network where everything is allowed', () => {
    assert.equal(example('0.0.0.0/0'), '203.0.113.1');
    assert.equal(example('::/0'), '2001:db8::1');
  });

  it('passes over addresses that no host has', () => {
    assert.equal(example('0.0.0.0/4'), '1.0.0.1');
    assert.equal(example('127.0.0.0/8', '172.16.0.0/12'), '172.16.0.4');
  });

  it('avoids the other end where it can', () => {
    const everything = addresses('0.0.0.0/0');
    const source = exampleAddress(everything);
    assert.equal(formatIpAddress(exampleAddress(everything, source)!), '203.0.113.2');
    assert.equal(
      formatIpAddress(exampleAddress(addresses('10.0.0.1/32', '10.0.0.9/32'), parseIpAddress('10.0.0.1'))!),
      '10.0.0.9',
    );
    const only = parseIpAddress('10.0.0.1')!;
    assert.deepEqual(exampleAddress(singleAddress(only), only), only);
  });

  it('does not exist for the empty set', () => {
    assert.equal(exampleAddress(NO_ADDRESSES), undefined);
  });
});
