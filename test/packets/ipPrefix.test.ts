import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import fc from 'fast-check';
import { formatIpAddress, parseIpAddress, readIpAddress } from '../../server/src/packets/ipAddress';
import {
  formatIpPrefix,
  ipPrefix,
  lastOfPrefix,
  parseIpPrefix,
  prefixesEqual,
  prefixSize,
  readIpPrefix,
} from '../../server/src/packets/ipPrefix';

function canonical(text: string): string | undefined {
  const prefix = parseIpPrefix(text);
  return prefix === undefined ? undefined : formatIpPrefix(prefix);
}

describe('IP prefixes', () => {
  it('are read in both families', () => {
    assert.deepEqual(parseIpPrefix('10.0.0.0/8'), { family: 4, first: 0x0a00_0000n, length: 8 });
    assert.deepEqual(parseIpPrefix('2001:db8::/32'), { family: 6, first: 0x2001_0db8n << 96n, length: 32 });
    assert.deepEqual(parseIpPrefix('255.255.255.255/32'), { family: 4, first: 0xffff_ffffn, length: 32 });
    assert.deepEqual(parseIpPrefix('0.0.0.0/0'), { family: 4, first: 0n, length: 0 });
  });

  it('tell host bits and the canonical text', () => {
    const reading = readIpPrefix('10.0.1.5/24');
    assert.equal(reading.kind, 'prefix');
    assert.equal(reading.hostBitsSet, true);
    assert.equal(reading.canonicalText, '10.0.1.0/24');
    assert.equal(formatIpAddress(reading.address), '10.0.1.5');
    const clean = readIpPrefix('10.0.1.0/24');
    assert.equal(clean.kind === 'prefix' && clean.hostBitsSet, false);
  });

  it('tell a bare address, with the prefix that holds just it', () => {
    const reading = readIpPrefix('203.0.113.7');
    assert.equal(reading.kind === 'bareAddress' && reading.canonicalText, '203.0.113.7/32');
    const ipv6 = readIpPrefix('2001:DB8::7');
    assert.equal(ipv6.kind === 'bareAddress' && ipv6.canonicalText, '2001:db8::7/128');
  });

  it('tell a length that is out of range or no number', () => {
    for (const [text, lengthText, longest] of [
      ['10.0.0.0/33', '33', 32],
      ['2001:db8::/129', '129', 128],
      ['10.0.0.0/', '', 32],
      ['10.0.0.0/-1', '-1', 32],
      ['10.0.0.0/255.0.0.0', '255.0.0.0', 32],
      ['10.0.0.0/8/8', '8/8', 32],
      ['10.0.0.0/8 ', '8 ', 32],
    ] as const) {
      const reading = readIpPrefix(text);
      assert.equal(reading.kind, 'invalidLength', text);
      assert.equal(reading.lengthText, lengthText);
      assert.equal(reading.longest, longest);
    }
  });

  it('refuse the lenient forms that Go refuses', () => {
    for (const text of [
      ...['', '/', '/8', 'x.x.x.x/32', ' 10.0.0.0/8', '10.0.0/8', '10/8', '10.0.0.0.0/8', '256.0.0.0/8'],
      ...['010.0.0.0/8', '0x0a.0.0.0/8', '1.2.3.04/32', '167772160/8', '١.0.0.0/8', '10.0.0.0\n/8'],
      ...['fe80::1%eth0/64', '1::2::3/64', '00001::/64', ':1::/16', '1:2:3:4:5:6:7:8:/12', '1:2:3/48'],
      ...['1:2:3:4:5:6:7::8/128', '1:2:3:4:5:1.2.3.4/112', '::01.2.3.4/128', '::1.2.3/128', 'g::/16'],
    ]) {
      assert.deepEqual(readIpPrefix(text), { kind: 'notAnAddress' }, text);
    }
  });

  it('take the forms that Go takes, and print them as Go does', () => {
    assert.equal(canonical('10.0.0.0/08'), '10.0.0.0/8');
    assert.equal(canonical('2001:DB8:0:0:1:0:0:1/128'), '2001:db8::1:0:0:1/128');
    assert.equal(canonical('1:2:3:4:5:6:7::/112'), '1:2:3:4:5:6:7:0/112');
    assert.equal(canonical('::1.2.3.4/128'), '::102:304/128');
    assert.equal(canonical('1:2:3:4:5:6:1.2.3.4/112'), '1:2:3:4:5:6:102:0/112');
  });

  it('mean the IPv4 prefix when they are IPv4-mapped and 96 bits or longer', () => {
    assert.equal(canonical('::ffff:10.0.0.0/104'), '10.0.0.0/8');
    assert.equal(canonical('0:0:0:0:0:ffff:1.2.3.4/120'), '1.2.3.0/24');
    assert.equal(canonical('::ffff:0:0/96'), '0.0.0.0/0');
    assert.equal(canonical('::ffff:0:0/90'), '::ffc0:0:0/90');
    const bare = readIpPrefix('::ffff:10.0.0.1');
    assert.equal(bare.kind === 'bareAddress' && bare.canonicalText, '10.0.0.1/32');
  });

  it('know their size, their last address and their equals', () => {
    const prefix = parseIpPrefix('10.0.0.0/30')!;
    assert.equal(prefixSize(prefix), 4n);
    assert.equal(formatIpAddress(lastOfPrefix(prefix)), '10.0.0.3');
    assert.equal(prefixesEqual(prefix, parseIpPrefix('10.0.0.2/30')!), true);
    assert.equal(prefixesEqual(prefix, parseIpPrefix('10.0.0.0/29')!), false);
    assert.equal(prefixesEqual(parseIpPrefix('0.0.0.0/0')!, parseIpPrefix('::/0')!), false);
  });

  it('survive being printed and read, for any address and length', () => {
    const ipv4 = fc.record({ value: fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }), length: fc.nat(32) });
    const ipv6 = fc.record({
      value: fc.bigInt({ min: 1n << 48n, max: (1n << 128n) - 1n }),
      length: fc.nat(128),
    });
    fc.assert(
      fc.property(ipv4, ipv6, (four, six) => {
        const prefixes = [
          ipPrefix({ family: 4, value: four.value }, four.length),
          ipPrefix({ family: 6, value: six.value }, six.length),
        ];
        for (const prefix of prefixes) assert.deepEqual(parseIpPrefix(formatIpPrefix(prefix)), prefix);
      }),
    );
  });

  it('never throw, whatever the text', () => {
    const alphabet = fc.constantFrom(...Array.from('0123456789abcdefx.:/% -'));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: alphabet })), (text) => {
        const { kind } = readIpPrefix(text);
        assert.equal(parseIpPrefix(text) !== undefined, kind === 'prefix');
      }),
      { numRuns: 5000 },
    );
  });
});

describe('IP addresses', () => {
  it('are accepted exactly where the operating system accepts them', () => {
    const piece = fc.constantFrom(
      '0',
      '1',
      '01',
      '255',
      '256',
      'ffff',
      '12345',
      '1.2.3.4',
      ':',
      '::',
      '.',
      '',
    );
    const text = fc
      .array(piece, { maxLength: 9 })
      .chain((pieces) => fc.constantFrom(pieces.join(''), pieces.join(':'), pieces.join('.')));
    fc.assert(
      fc.property(fc.oneof(text, fc.ipV4(), fc.ipV6()), (candidate) => {
        assert.equal(readIpAddress(candidate)?.family ?? 0, isIP(candidate));
      }),
      { numRuns: 5000 },
    );
  });

  it('are printed in their shortest form, as RFC 5952 says', () => {
    for (const [text, shortest] of [
      ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
      ['0:0:0:0:0:0:0:0', '::'],
      ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
      ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
      ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ] as const) {
      assert.equal(formatIpAddress(parseIpAddress(text)!), shortest);
    }
  });
});
