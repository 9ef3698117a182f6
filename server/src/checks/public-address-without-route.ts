/** A public address where no route leads to the internet. See docs/checks/public-address-without-route.md. */

import { internetWay } from '../reachability/internetWay';
import { resolveEnd } from '../reachability/ends';
import type { RuleCheck } from './check';

const code = 'public-address-without-route';

export const publicAddressWithoutRoute: RuleCheck = {
  code,
  severity: 'warning',
  scope: 'rule',
  summary: 'Something is given a public address in subnets that have no route to the internet.',
  covers: [],
  check: () => [],
  *checkAttachment(attachment, context) {
    if (attachment.public !== true || attachment.certainty !== 'certain') return;
    // Something that only answers within its network, or opens connections only, has no use for a way in.
    if (attachment.receives === false || attachment.subnets.length === 0) return;
    const end = resolveEnd(context, { kind: 'attachment', id: attachment.address });
    const way = end === undefined ? undefined : internetWay(context, end);
    if (way?.verdict !== 'none' || way.blocker.code === 'no-public-address') return;
    const { blocker } = way;
    yield {
      code,
      severity: 'warning',
      certainty: 'certain',
      message:
        `${attachment.address} (${attachment.label}) is to be reached from the internet, but none of its subnets can be: ` +
        `${blocker.message} Put it into subnets with a route to an internet gateway, or make it internal.`,
      origin: attachment.headerOrigin,
      resource: attachment.address,
      related:
        blocker.origin === undefined
          ? []
          : [{ origin: blocker.origin, message: 'this decides where traffic of its subnets goes' }],
      fixes: [],
    };
  },
};
