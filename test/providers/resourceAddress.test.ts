import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  childModule,
  resourceInstance,
  rootModule,
  unknownKey,
  type InstanceKey,
} from '../../server/src/configuration/address';
import { parseResourceInstanceAddress } from '../../server/src/providers/resourceAddress';

const names = fc
  .stringMatching(/^[a-z_][a-z0-9_-]{0,8}$/)
  .filter((name) => !/^(?:module|data|ephemeral)$/.test(name));
const keys: fc.Arbitrary<InstanceKey | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.nat(),
  fc.string(),
  fc.constant(unknownKey),
  fc.constant<InstanceKey>({ kind: 'unknown', text: 'aws_vpc.main["]"].id' }),
);

describe('addresses of resource instances', () => {
  it('read back as what they were written from, whatever the keys hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, keys), { maxLength: 3 }),
        fc.constantFrom('managed' as const, 'data' as const, 'ephemeral' as const),
        names,
        names,
        keys,
        (steps, mode, type, name, key) => {
          const module = steps.reduce(
            (parent, [step, stepKey]) => childModule(parent, step, stepKey),
            rootModule,
          );
          const address = resourceInstance(module, mode, type, name, key);
          assert.deepEqual(parseResourceInstanceAddress(address.text), address);
        },
      ),
    );
  });

  it('are nothing else: neither a block inside a resource nor half an address', () => {
    for (const text of ['aws_vpc', 'aws_vpc.main.ingress[0]', 'module.a', 'aws_vpc.main[', 'sg-0123', '']) {
      assert.equal(parseResourceInstanceAddress(text), undefined, text);
    }
  });
});
