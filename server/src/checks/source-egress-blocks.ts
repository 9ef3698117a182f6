/** An ingress rule whose source cannot send what it admits. See docs/checks/source-egress-blocks.md. */

import type { Rule, SecurityGroup } from '../network/model';
import type { GroupView } from '../network/networkModel';
import { referenceId } from '../network/networkModel';
import { isEmptyPacketSet } from '../packets/packetSet';
import { resolveEnd } from '../reachability/ends';
import { groupName } from '../reachability/names';
import { passageBetween } from '../reachability/stages';
import { isEmptyTrafficSet } from '../packets/trafficSet';
import type { Fix } from '../source/edit';
import type { CheckContext, Finding, GroupCheck } from './check';
import { hasNoEgress } from './egress-removed-by-terraform';
import { egressDraft } from './egressDraft';
import { mayAddRules } from './groupUses';
import { knownTraffic } from './knownTraffic';
import { forCertainty } from './severity';
import { peerOrigin, trafficOfRule, verb } from './wording';

const code = 'source-egress-blocks';

export const sourceEgressBlocks: GroupCheck = {
  code,
  severity: 'error',
  scope: 'group',
  summary: 'A rule admits a group whose own egress rules do not let the traffic out.',
  covers: [],
  *check(view, context) {
    for (const rule of view.rules.ingress) {
      if (rule.action !== 'allow' || rule.certainty !== 'certain') continue;
      for (const peer of rule.peers) {
        if (peer.kind !== 'group' || peer.certainty !== 'certain') continue;
        const id = peer.self ? view.id : referenceId(peer.group);
        const source = id === undefined ? undefined : context.view(id);
        if (source?.group?.ownership !== 'managed' || !isBlocked(rule, source, view, context)) continue;
        yield finding(rule, peerOrigin(rule, peer), source, source.group, view, context);
      }
    }
  },
};

/** True when the source's egress rules, whatever is unknown about them, let out nothing of what the rule admits. */
function isBlocked(rule: Rule, source: GroupView, view: GroupView, context: CheckContext): boolean {
  const traffic = knownTraffic(rule);
  if (traffic === undefined || isEmptyTrafficSet(traffic) || context.hasUnplaced.rules) return false;
  const from = resolveEnd(context, { kind: 'group', id: source.id });
  const to = resolveEnd(context, { kind: 'group', id: view.id });
  if (from === undefined || to === undefined) return false;
  const egress = passageBetween(context, from, to, traffic).stages[0];
  return egress?.step === 'source-egress' && isEmptyPacketSet(egress.possible);
}

function finding(
  rule: Rule,
  origin: Finding['origin'],
  source: GroupView,
  group: SecurityGroup,
  view: GroupView,
  context: CheckContext,
): Finding {
  // What carries a group may carry others beside it, whose rules add up; and rules may be added elsewhere.
  const sure = source.attachments.length > 0 && !source.uses.some(mayAddRules);
  const certainty = sure && group.certainty === 'certain' ? 'certain' : 'possible';
  const name = groupName(context, source.id);
  const none = hasNoEgress(source, context);
  return {
    code,
    severity: forCertainty('error', certainty),
    certainty,
    message:
      `${trafficOfRule(rule)} from ${name} to ${groupName(context, view.id)} ` +
      `${verb(certainty, 'never arrives', 'may never arrive')}: this rule admits it, but ` +
      (none
        ? `${name} has no egress rule at all, because Terraform removes the one that AWS gives every new group. `
        : `no egress rule of ${name} lets it out. `) +
      `Add the egress rule to ${name}.`,
    origin,
    resource: rule.resource,
    related: [
      {
        origin: group.headerOrigin,
        message: none ? `${name} has no egress rule` : `no egress rule of ${name} fits`,
      },
      ...source.rules.egress.slice(0, 3).map((each) => ({
        origin: each.headerOrigin,
        message: `${name} lets out ${trafficOfRule(each)} here`,
      })),
    ],
    fixes: fixes(rule, group, view, context),
  };
}

function fixes(rule: Rule, source: SecurityGroup, view: GroupView, context: CheckContext): readonly Fix[] {
  const writer = context.writers(source.provider);
  const draft = view.group === undefined ? undefined : egressDraft(rule, view.group);
  if (writer === undefined || draft === undefined) return [];
  const operations = writer.addRule({ ...draft, group: source }, context.view);
  if (operations === undefined) return [];
  return [{ title: `Add the egress rule to ${source.address}`, preferred: true, operations }];
}
