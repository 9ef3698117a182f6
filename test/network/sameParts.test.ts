import assert from 'node:assert/strict';
import type { Anchor } from '../../server/src/source/origin';
import { keepEqualParts, sameData } from '../../server/src/network/sameParts';
import type { NetworkPart } from '../../server/src/network/model';
import { group } from './builder';

const anchor = (): Anchor => ({ uri: 'file:///main.tf' }) as Anchor;

describe('equality of parts', () => {
  it('is that of plain data, however deep', () => {
    const part = (port: number): unknown => ({
      ports: { from: port, to: 443n },
      peers: [{ text: 'a' }, undefined],
    });
    assert.equal(sameData(part(80), part(80)), true);
    assert.equal(sameData(part(80), part(81)), false);
    assert.equal(sameData([1, 2], [1]), false);
    assert.equal(sameData([], {}), false);
    assert.equal(sameData({ a: undefined }, { b: undefined }), false);
    assert.equal(sameData(null, {}), false);
  });

  it('takes an anchor for itself only, though another block of the file looks the same', () => {
    const [here, there] = [anchor(), anchor()];
    assert.equal(sameData({ anchor: here, start: 1 }, { anchor: here, start: 1 }), true);
    assert.equal(sameData({ anchor: here, start: 1 }, { anchor: there, start: 1 }), false);
  });

  it('takes a map for itself only, since what it holds is not compared', () => {
    assert.equal(sameData(new Map([[1, 2]]), new Map([[1, 2]])), false);
  });

  it('keeps the old objects of a list, and the old list where all are equal', () => {
    const part = group('aws_security_group.a');
    const old = [part, group('aws_security_group.b')];
    assert.equal(keepEqualParts(old, copies(old)), old);
    const edited = keepEqualParts(old, copies([part, { ...part, ownership: 'external' }, part]));
    assert.equal(edited[0], part);
    assert.notEqual(edited[1], old[1]);
    assert.equal(edited.length, 3);
  });
});

/** The same data in new objects, at the same places. */
function copies<Part extends NetworkPart>(parts: readonly Part[]): readonly Part[] {
  return parts.map((part) => ({
    ...part,
    origin: { ...part.origin },
    headerOrigin: { ...part.headerOrigin },
  }));
}
