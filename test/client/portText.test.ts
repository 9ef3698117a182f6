import assert from 'node:assert/strict';
import { readProtocolAndPort } from '../../client/src/portText';

describe('the protocol and port that a user types', () => {
  it('reads a bare number as a TCP port', () => {
    assert.deepEqual(readProtocolAndPort(' 5432 '), { protocol: 'tcp', port: 5432 });
  });

  it('reads a protocol before or after its port', () => {
    assert.deepEqual(readProtocolAndPort('udp/53'), { protocol: 'udp', port: 53 });
    assert.deepEqual(readProtocolAndPort('53/UDP'), { protocol: 'udp', port: 53 });
    assert.deepEqual(readProtocolAndPort('tcp 443'), { protocol: 'tcp', port: 443 });
  });

  it('reads a protocol alone as any of its ports', () => {
    assert.deepEqual(readProtocolAndPort('tcp'), { protocol: 'tcp', port: null });
    assert.deepEqual(readProtocolAndPort('icmp'), { protocol: 'icmp', port: null });
    assert.deepEqual(readProtocolAndPort('all'), { protocol: 'all', port: null });
  });

  it('reads another protocol by its number', () => {
    assert.deepEqual(readProtocolAndPort('50/-'), { protocol: '50', port: null });
    assert.equal(readProtocolAndPort('256/-'), undefined);
  });

  it('takes the ends of the range of ports and nothing beyond', () => {
    assert.deepEqual(readProtocolAndPort('0'), { protocol: 'tcp', port: 0 });
    assert.deepEqual(readProtocolAndPort('65535'), { protocol: 'tcp', port: 65535 });
    assert.equal(readProtocolAndPort('65536'), undefined);
  });

  it('refuses what it cannot read', () => {
    for (const text of ['', 'http', 'tcp/', '/53', '-1', '1.5', 'tcp/53/udp', 'icmp/8', '80-443']) {
      assert.equal(readProtocolAndPort(text), undefined, text);
    }
  });
});
