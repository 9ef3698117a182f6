import assert from 'node:assert/strict';
import { withoutKeys } from '../../server/src/network/instanceKeys';

describe('an address without keys', () => {
  for (const [address, expected] of [
    ['aws_security_group.web', 'aws_security_group.web'],
    ['module.a["x"].aws_security_group.web[0]', 'module.a.aws_security_group.web'],
    ['module.a["x].y[\\"z"].data.aws_vpc.main', 'module.a.data.aws_vpc.main'],
    ['aws_security_group.web[*]', 'aws_security_group.web'],
  ] as const) {
    it(`of ${address} is ${expected}`, () => {
      assert.equal(withoutKeys(address), expected);
    });
  }
});
