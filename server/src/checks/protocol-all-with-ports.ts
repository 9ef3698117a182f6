/** Ports beside the protocol that has none. See docs/checks/protocol-all-with-ports.md. */

import type { Rule } from '../network/model';
import type { RuleCheck } from './check';
import { forCertainty } from './severity';
import { verb } from './wording';

const code = 'protocol-all-with-ports';

export const protocolAllWithPorts: RuleCheck = {
  code,
  severity: 'error',
  scope: 'rule',
  summary: 'A rule for every protocol names ports, which the provider refuses or ignores.',
  covers: [],
  *check(rule) {
    const { ports, certainty } = rule;
    if (!hasIgnoredPorts(rule) || ports.kind !== 'all' || ports.ignored === undefined) return;
    const { from, to } = ports.ignored;
    const written = from === to ? `port ${from}` : `ports ${from} to ${to}`;
    const inline = rule.declaredAs === 'inline';
    yield {
      code,
      severity: forCertainty(inline ? 'error' : 'warning', certainty),
      certainty,
      message: inline
        ? `A rule for every protocol has no ports, and this one names ${written}, so the apply ${verb(certainty, 'fails', 'may fail')}. Name the protocol, or write 0 for both ends.`
        : `A rule for every protocol has no ports: ${written} ${verb(certainty, from === to ? 'is' : 'are', 'may be')} ignored, and everything opens. Name the protocol.`,
      origin: rule.origins.protocol ?? rule.headerOrigin,
      resource: rule.resource,
      related: [],
      fixes: [],
    };
  },
};

/** Every protocol, with ports that are more than the "0 to 0" or "-1 to -1" by which tools write "none". */
function hasIgnoredPorts({ protocol }: Rule): boolean {
  return protocol.kind === 'protocol' && protocol.protocol === 'all';
}

/** True for a rule that the provider does not make, because it names ports for every protocol. */
export function isRefusedForPorts(rule: Rule): boolean {
  return (
    rule.declaredAs === 'inline' &&
    hasIgnoredPorts(rule) &&
    rule.ports.kind === 'all' &&
    rule.ports.ignored !== undefined
  );
}
