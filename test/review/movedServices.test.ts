import assert from 'node:assert/strict';
import type { FlowChange } from '../../server/src/review/comparison';
import { endpointKey } from '../../server/src/reachability/names';
import { trafficOf } from '../../server/src/packets/packetSet';
import { describeServices } from '../../server/src/network/services';
import { analyse } from '../fixtures/analyse';
import { edited } from './reviewed';
import { SHOP } from './shop';

const BASE = SHOP.replaceAll('8080', 'var.port') + '\nvariable "port" {\n  default = 8080\n}\n';

function compared(now: string) {
  const { workspace, findings } = analyse(new Map([['/main.tf', now]]), new Map([['/main.tf', BASE]]));
  const [root] = workspace.roots();
  const comparison = root?.comparison();
  const named = (changes: readonly FlowChange[] = []): string[] =>
    changes.map(
      ({ source, destination, packets }) =>
        `${endpointKey(source)} ${endpointKey(destination)} ${describeServices(trafficOf(packets))}`,
    );
  return {
    lost: named(comparison?.lost),
    moved: named(comparison?.moved),
    gained: named(comparison?.gained),
    codes: findings.map(({ finding }) => finding.code).filter((code) => code.startsWith('reachability-')),
  };
}

describe('a port that moves together with its rules and its balancer', () => {
  const ends = 'group aws_security_group.lb group aws_security_group.app';

  it('has moved and is not lost, neither in a finding nor in what a comparison lists', () => {
    const { lost, moved, gained, codes } = compared(edited(BASE, 'default = 8080', 'default = 8090'));
    assert.deepEqual(
      { lost, moved, gained, codes },
      {
        lost: [],
        moved: [`${ends} tcp/8080 http`],
        gained: [`${ends} tcp/8090`],
        codes: ['reachability-added'],
      },
    );
  });

  it('is lost where the rule moves alone', () => {
    const { lost, moved, codes } = compared(
      edited(
        BASE,
        'from_port       = var.port\n    to_port         = var.port',
        'from_port       = 8090\n    to_port         = 8090',
      ),
    );
    assert.deepEqual(moved, []);
    assert.deepEqual(lost, [`${ends} tcp/8080 http`]);
    assert.ok(codes.includes('reachability-removed'));
  });
});
