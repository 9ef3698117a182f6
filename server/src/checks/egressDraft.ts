/** The egress rule that answers an ingress rule: what its source needs to let the same traffic out. */

import type { Rule, SecurityGroup } from '../network/model';
import type { RuleDraft } from '../network/ruleWriter';

/** Undefined where protocol or ports of the rule are not known or not valid. */
export function egressDraft(ingress: Rule, target: SecurityGroup): Omit<RuleDraft, 'group'> | undefined {
  const { protocol } = ingress;
  const ports = portsOf(ingress);
  if (protocol.kind !== 'protocol' || ports === undefined) return undefined;
  return {
    direction: 'egress',
    protocol: protocol.protocol,
    ports: ports === 'all' ? undefined : ports,
    peer: { kind: 'group', group: target },
    description: `To ${target.name.kind === 'known' ? target.name.value : target.address}`,
  };
}

function portsOf({ protocol, ports }: Rule): RuleDraft['ports'] | 'all' | undefined {
  if (protocol.kind === 'protocol' && protocol.protocol === 'all') return 'all';
  switch (ports.kind) {
    case 'all':
      return 'all';
    case 'range':
      return { from: ports.from, to: ports.to };
    case 'icmp':
      return { from: ports.type, to: ports.code };
    case 'invalid':
    case 'unknown':
      return undefined;
  }
}
