import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ALL_PORTS,
  complementPorts,
  containsPort,
  formatPortSet,
  intersectPorts,
  isEmptyPortSet,
  isPortSubset,
  NO_PORTS,
  portCount,
  portRange,
  portRanges,
  portSetsEqual,
  portSetsOverlap,
  singlePort,
  subtractPorts,
  unionAllPorts,
  unionPorts,
} from '../../server/src/packets/portSet';

describe('port sets', () => {
  it('include both ends of a range', () => {
    const set = portRange(8000, 8080);
    assert.deepEqual(
      [7999, 8000, 8080, 8081].map((port) => containsPort(set, port)),
      [false, true, true, false],
    );
    assert.equal(portCount(set), 81);
  });

  it('join ranges that touch', () => {
    assert.deepEqual(portRanges(unionAllPorts([portRange(20, 21), singlePort(443), singlePort(22)])), [
      { first: 20, last: 22 },
      { first: 443, last: 443 },
    ]);
  });

  it('are cut to the ports there are, and empty when reversed', () => {
    assert.equal(portRange(-1, 70_000), ALL_PORTS);
    assert.equal(portRange(90, 80), NO_PORTS);
    assert.equal(portRange(65_536, 70_000), NO_PORTS);
    assert.equal(isEmptyPortSet(portRange(Number.NaN, 3)), true);
  });

  it('are written with ranges compressed', () => {
    assert.equal(
      formatPortSet(unionAllPorts([singlePort(80), portRange(8000, 8080), singlePort(22)])),
      '22, 80, 8000-8080',
    );
    assert.equal(formatPortSet(NO_PORTS), '');
  });

  it('have the operations of sets', () => {
    const port = fc.integer({ min: 0, max: 65_535 });
    const set = fc
      .array(fc.tuple(port, fc.nat(5000)), { maxLength: 4 })
      .map((ranges) => unionAllPorts(ranges.map(([first, length]) => portRange(first, first + length))));
    fc.assert(
      fc.property(set, set, port, (a, b, probe) => {
        const [inA, inB] = [containsPort(a, probe), containsPort(b, probe)];
        assert.equal(containsPort(unionPorts(a, b), probe), inA || inB);
        assert.equal(containsPort(intersectPorts(a, b), probe), inA && inB);
        assert.equal(containsPort(subtractPorts(a, b), probe), inA && !inB);
        assert.equal(containsPort(complementPorts(a), probe), !inA);
        assert.equal(portSetsOverlap(subtractPorts(a, b), b), false);
        assert.equal(isPortSubset(intersectPorts(a, b), b), true);
        assert.equal(portSetsEqual(unionPorts(subtractPorts(a, b), intersectPorts(a, b)), a), true);
        assert.equal(portCount(a) + portCount(complementPorts(a)), 65_536);
      }),
    );
  });
});
