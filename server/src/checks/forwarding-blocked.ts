/** What a balancer forwards and its targets do not admit. See docs/checks/forwarding-blocked.md. */

import type { Forwarding } from '../network/endpoints';
import type { Attachment, Service } from '../network/model';
import { referenceId } from '../network/networkModel';
import { isEmptyPacketSet } from '../packets/packetSet';
import { resolveEnd } from '../reachability/ends';
import { servicesTraffic } from '../reachability/hops';
import { passageBetween, passageBlockers } from '../reachability/stages';
import type { CheckContext, Finding, RuleCheck } from './check';
import { mayAddRules } from './groupUses';
import { forCertainty } from './severity';
import { trafficText, verb } from './wording';

const code = 'forwarding-blocked';

export const forwardingBlocked: RuleCheck = {
  code,
  severity: 'warning',
  scope: 'rule',
  summary: 'A load balancer forwards to a port that does not admit the balancer.',
  covers: [],
  check: () => [],
  *checkAttachment(balancer, context) {
    if (balancer.label !== 'load balancer' || balancer.certainty !== 'certain') return;
    if (context.hasUnplaced.rules) return;
    const told = new Set<string>();
    for (const forwarding of context.forwardings().byBalancer.get(balancer.address) ?? []) {
      // Targets that see the client's address filter by that.
      if (forwarding.certainty !== 'certain' || forwarding.preservesClientAddress !== false) continue;
      for (const purpose of ['traffic', 'health checks'] as const) {
        const services = purpose === 'traffic' ? forwarding.services : forwarding.healthChecks;
        const key = `${forwarding.targetGroup.address} ${textOf(services)} ${referenceId(forwarding.target) ?? ''}`;
        if (services.length === 0 || told.has(key)) continue;
        told.add(key);
        const found = finding(balancer, forwarding, services, purpose, context);
        if (found !== undefined) yield found;
      }
    }
  },
};

function textOf(services: readonly Service[]): string {
  return services.map(({ protocol, port }) => `${String(protocol)}/${String(port)}`).join();
}

function finding(
  balancer: Attachment,
  { target, targetGroup }: Forwarding,
  services: readonly Service[],
  purpose: 'traffic' | 'health checks',
  context: CheckContext,
): Finding | undefined {
  const targetId = referenceId(target);
  const attachment = targetId === undefined ? undefined : context.attachment(targetId);
  const from = resolveEnd(context, { kind: 'attachment', id: balancer.address });
  const to = targetId === undefined ? undefined : resolveEnd(context, { kind: 'attachment', id: targetId });
  if (attachment?.certainty !== 'certain' || from === undefined || to === undefined) return undefined;
  const traffic = servicesTraffic(services);
  const passage = passageBetween(context, from, to, traffic);
  if (!isEmptyPacketSet(passage.possible)) return undefined;
  const [blocker] = passageBlockers(context, passage);
  if (blocker === undefined) return undefined;
  const certainty = mayHaveMoreRules([balancer, attachment], context) ? 'possible' : 'certain';
  const arrives = verb(
    certainty,
    'nothing of it arrives',
    'nothing of it arrives unless rules are added elsewhere',
  );
  const what = purpose === 'traffic' ? 'forwards to' : 'checks the health of';
  return {
    code,
    severity: forCertainty('warning', certainty),
    certainty,
    message:
      `${balancer.address} ${what} ${attachment.address} on ${trafficText(traffic)}, and ${arrives}: ` +
      `${blocker.message} The balancer takes such targets for dead.`,
    origin: targetGroup.headerOrigin,
    resource: targetGroup.address,
    related: [
      { origin: balancer.headerOrigin, message: 'the balancer' },
      { origin: attachment.headerOrigin, message: 'the target' },
      ...(blocker.origin === undefined ? [] : [{ origin: blocker.origin, message: 'this is in the way' }]),
    ],
    fixes: [],
  };
}

/** Whether a group of one of them is handed to somebody who may give it rules. */
function mayHaveMoreRules(ends: readonly Attachment[], context: CheckContext): boolean {
  return ends.some(({ groups }) =>
    groups.some(({ group }) => {
      const id = referenceId(group);
      return id !== undefined && context.view(id)?.uses.some(mayAddRules) === true;
    }),
  );
}
