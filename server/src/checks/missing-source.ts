/** A rule that admits nobody, because it names nobody. See docs/checks/missing-source.md. */

import type { RuleCheck } from './check';
import { verb } from './wording';
import { forCertainty } from './severity';

const code = 'missing-source';

export const missingSource: RuleCheck = {
  code,
  severity: 'error',
  scope: 'rule',
  summary: 'A rule names no source or destination, or an empty list of them.',
  covers: [],
  *check(rule) {
    if (rule.peers.length > 0) return;
    const { certainty } = rule;
    const end = rule.direction === 'ingress' ? 'source' : 'destination';
    const outcome =
      rule.declaredAs === 'inline'
        ? `so this block ${verb(certainty, 'makes', 'may make')} no rule`
        : `so it ${verb(certainty, 'cannot', 'may not')} be created`;
    yield {
      code,
      severity: forCertainty('error', certainty),
      certainty,
      message: `The rule has no ${end}: none is written, or what is written comes to nothing, ${outcome}. Name a ${end}, or remove the rule.`,
      origin: rule.headerOrigin,
      resource: rule.resource,
      related: [],
      fixes: [],
    };
  },
};
