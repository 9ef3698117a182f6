/** An ingress rule whose source cannot send what it admits. See docs/checks/source-egress-blocks.md. */

import type { Rule, SecurityGroup } from '../network/model';
import type { GroupView } from '../network/networkModel';
import type { SourceEgressGap } from '../reachability/effective';
import { sourceEgressGaps } from '../reachability/effective';
import { groupName } from '../reachability/names';
import type { Fix } from '../source/edit';
import type { CheckContext, Finding, GroupCheck } from './check';
import { HOLDS_DATA } from './dataHolders';
import { hasNoEgress } from './egress-removed-by-terraform';
import { egressDraft } from './egressDraft';
import { mayAddRules } from './groupUses';
import { forCertainty } from './severity';
import { peerOrigin, trafficOfRule, verb } from './wording';

const code = 'source-egress-blocks';

/** What stands before data in other networks, and only answers as well. */
const DATA_ENDPOINTS: ReadonlySet<string> = new Set(['data warehouse endpoint', 'search endpoint']);

export const sourceEgressBlocks: GroupCheck = {
  code,
  severity: 'error',
  scope: 'group',
  summary: 'A rule admits a group whose own egress rules do not let the traffic out.',
  covers: [],
  *check(view, context) {
    if (context.hasUnplaced.rules) return;
    for (const gap of sourceEgressGaps(context, view)) {
      const { group } = gap.source;
      if (gap.rule.action === 'allow' && group?.ownership === 'managed' && !isAmongDataHolders(gap, view)) {
        yield finding(gap, group, view, context);
      }
    }
  },
};

/**
 * A database, a cache or a search domain that admits itself: its members talk to each other through the service, not
 * through the group, so that nothing is dead. A proxy is none of them, for it opens connections to its database.
 */
function isAmongDataHolders({ source }: SourceEgressGap, view: GroupView): boolean {
  return (
    source.id === view.id &&
    source.attachments.length > 0 &&
    source.attachments.every(({ label }) => isDataHolder(label))
  );
}

function isDataHolder(label: string): boolean {
  return (HOLDS_DATA.has(label) && label !== 'database proxy') || DATA_ENDPOINTS.has(label);
}

function finding(
  gap: SourceEgressGap,
  group: SecurityGroup,
  view: GroupView,
  context: CheckContext,
): Finding {
  const { rule, peer, source, blocker } = gap;
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
    origin: peerOrigin(rule, peer),
    resource: rule.resource,
    related: [
      {
        origin: blocker.origin ?? group.headerOrigin,
        message: none ? `${name} has no egress rule` : `this is the nearest that ${name} has`,
      },
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
