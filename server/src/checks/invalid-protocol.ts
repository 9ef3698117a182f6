/** A protocol that does not exist. See docs/checks/invalid-protocol.md. */

import type { RuleCheck } from './check';
import { forCertainty } from './severity';
import { verb } from './wording';

const code = 'invalid-protocol';

export const invalidProtocol: RuleCheck = {
  code,
  severity: 'error',
  scope: 'rule',
  summary: 'The protocol of a rule is neither a name that the provider knows nor a protocol number.',
  covers: [],
  *check(rule) {
    const { protocol, certainty } = rule;
    if (protocol.kind !== 'invalid') return;
    const what = protocol.text === '' ? 'The protocol' : `The protocol "${protocol.text}"`;
    yield {
      code,
      severity: forCertainty('error', certainty),
      certainty,
      message:
        `${what} is not valid (${protocol.problem}), so the rule ${verb(certainty, 'cannot', 'may not')} be created. ` +
        'Write tcp, udp, icmp, icmpv6, a number from 0 to 255, or -1 for every protocol.',
      origin: rule.origins.protocol ?? rule.headerOrigin,
      resource: rule.resource,
      related: [],
      fixes: [],
    };
  },
};
