/** An endpoint or mount target that admits nobody on its port. See docs/checks/endpoint-unreachable.md. */

import type { Attachment, Rule } from '../network/model';
import { referenceId, type GroupView } from '../network/networkModel';
import { isEmptyTrafficSet, intersectTraffic, type TrafficSet } from '../packets/trafficSet';
import { groupName } from '../reachability/names';
import { ruleTraffic } from '../reachability/rulePackets';
import { servicesTraffic } from '../reachability/hops';
import type { CheckContext, RuleCheck } from './check';
import { mayAddRules } from './groupUses';
import { listed, trafficText } from './wording';

const code = 'endpoint-unreachable';

/** What is there for nothing but being called on the ports that it listens on. */
const CALLED: ReadonlySet<string> = new Set(['aws_vpc_endpoint', 'aws_efs_mount_target']);

export const endpointUnreachable: RuleCheck = {
  code,
  severity: 'warning',
  scope: 'rule',
  summary: 'An interface endpoint or a mount target has groups that admit nobody on its port.',
  covers: [],
  check: () => [],
  *checkAttachment(attachment, context) {
    if (!CALLED.has(attachment.resourceType) || attachment.certainty !== 'certain') return;
    if (attachment.services.length === 0 || attachment.groups.length === 0) return;
    const views = knownGroups(attachment, context);
    if (views === undefined) return;
    const wanted = servicesTraffic(attachment.services);
    if (views.some((view) => mayAdmit(view, wanted))) return;
    yield {
      code,
      severity: 'warning',
      certainty: 'certain',
      message:
        `${attachment.address} is called on ${trafficText(wanted)}, and ` +
        `${views.length === 1 ? 'its group admits' : 'its groups admit'} nobody there: ` +
        `${listed(views.map(({ id }) => groupName(context, id)))}. ` +
        'Whoever calls it waits until the connection times out. Admit the groups that use it.',
      origin: attachment.groups[0]?.origin ?? attachment.headerOrigin,
      resource: attachment.address,
      related: views.flatMap(({ group }) =>
        group === undefined ? [] : [{ origin: group.headerOrigin, message: `${group.address} filters it` }],
      ),
      fixes: [],
    };
  },
};

/** All groups of the attachment; undefined where one of them may have rules that the configuration does not show. */
function knownGroups(attachment: Attachment, context: CheckContext): readonly GroupView[] | undefined {
  if (context.hasUnplaced.rules) return undefined;
  const views: GroupView[] = [];
  for (const { group, certainty } of attachment.groups) {
    const id = referenceId(group);
    const view = id === undefined ? undefined : context.view(id);
    if (certainty !== 'certain' || view?.group?.ownership !== 'managed') return undefined;
    if (view.group.inline.ingress === 'unknown' || view.group.isDefault === true) return undefined;
    if (view.group.admitsItself === true || view.uses.some(mayAddRules)) return undefined;
    views.push(view);
  }
  return views;
}

function mayAdmit({ rules }: GroupView, wanted: TrafficSet): boolean {
  return rules.ingress.some(
    (rule) =>
      admitsSomebody(rule) && !isEmptyTrafficSet(intersectTraffic(ruleTraffic(rule).possible, wanted)),
  );
}

function admitsSomebody({ action, peers }: Rule): boolean {
  return action === 'allow' && peers.some(({ kind }) => kind !== 'invalid-cidr');
}
