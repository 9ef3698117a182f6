/** A group that lets nothing out, although something is to leave. See docs/checks/egress-removed-by-terraform.md. */

import type { Attachment, Certainty, Rule } from '../network/model';
import type { GroupView } from '../network/networkModel';
import { referenceId } from '../network/networkModel';
import { groupName } from '../reachability/names';
import type { Fix } from '../source/edit';
import type { CheckContext, GroupCheck, RelatedPlace } from './check';
import { egressDraft } from './egressDraft';
import { mayAddRules } from './groupUses';
import { forCertainty } from './severity';
import { listed } from './wording';

const code = 'egress-removed-by-terraform';

/**
 * Nouns of attachments that have to open connections themselves: to targets, to packages, to secrets. Databases, caches,
 * file systems, endpoints and the like only answer, for which a group without egress is right.
 */
const OPENS_CONNECTIONS: ReadonlySet<string> = new Set([
  'Airflow environment',
  'API gateway link',
  'App Runner connector',
  'batch environment',
  'build project',
  'canary',
  'container instances',
  'database migration',
  'database proxy',
  'EMR cluster',
  'function',
  'Glue connection',
  'instance',
  'instance connect endpoint',
  'instances',
  'Kafka connector',
  'Kubernetes cluster',
  'load balancer',
  'notebook',
  'SageMaker domain',
  'scheduled task',
  'service',
]);

const MOST_FIXES = 3;

export const egressRemovedByTerraform: GroupCheck = {
  code,
  severity: 'warning',
  scope: 'group',
  summary: 'A group without any egress rule, on something that has to open connections.',
  covers: [],
  *check(view, context) {
    const { group } = view;
    if (group === undefined || !hasNoEgress(view, context)) return;
    const expected = view.namedBy.filter(
      (rule) =>
        rule.direction === 'ingress' && rule.certainty === 'certain' && referenceId(rule.group) !== view.id,
    );
    const silenced = view.attachments.filter((attachment) => letsNothingOut(attachment, context));
    const callers = silenced.filter(({ label }) => OPENS_CONNECTIONS.has(label));
    // Without anything that carries it here, it may stand beside another group that lets traffic out.
    const certainty = silenced.length > 0 ? 'certain' : 'possible';
    if (expected.length === 0 && callers.length === 0) return;
    if (view.attachments.length > 0 && silenced.length === 0) return;
    yield {
      code,
      severity: forCertainty('warning', certainty),
      certainty,
      message:
        `${groupName(context, view.id)} has no egress rule: Terraform removes the one that AWS gives every new group. ` +
        `${reasonText(expected, callers, context)} ${consequence(silenced, certainty)} Add the egress rules it needs.`,
      origin: group.headerOrigin,
      resource: group.address,
      related: relatedPlaces(expected, callers),
      fixes: fixes(view, expected, context),
    };
  },
};

/**
 * True when the group certainly has no egress rule, and nobody said that this is meant (`egress = []`). A group whose
 * id leaves the root module may get its rules from another configuration: of that one nothing is said.
 */
export function hasNoEgress(view: GroupView, context: CheckContext): boolean {
  const { group } = view;
  return (
    group?.ownership === 'managed' &&
    group.certainty === 'certain' &&
    group.inline.egress === 'absent' &&
    view.rules.egress.length === 0 &&
    !context.hasUnplaced.rules &&
    !view.uses.some(mayAddRules)
  );
}

/** True when none of the groups that the attachment carries has an egress rule: rules of all of them add up. */
function letsNothingOut(attachment: Attachment, context: CheckContext): boolean {
  return (
    attachment.certainty === 'certain' &&
    attachment.groups.every(({ group }) => {
      const id = referenceId(group);
      const view = id === undefined ? undefined : context.view(id);
      return view !== undefined && hasNoEgress(view, context);
    })
  );
}

function reasonText(
  expected: readonly Rule[],
  callers: readonly Attachment[],
  context: CheckContext,
): string {
  if (expected.length > 0) {
    const ids = expected.map((rule) => referenceId(rule.group) ?? rule.address);
    const admitting = [...new Set(ids)].map((id) => groupName(context, id));
    return `${listed(admitting)} ${admitting.length === 1 ? 'expects' : 'expect'} traffic from it.`;
  }
  return `${listed(callers.map(({ address, label }) => `${address} (${label})`))} ${callers.length === 1 ? 'carries' : 'carry'} it.`;
}

function consequence(silenced: readonly Attachment[], certainty: Certainty): string {
  if (certainty === 'certain') {
    return `Nothing can leave ${listed(silenced.map(({ address }) => address))}.`;
  }
  return 'Unless another group is carried beside it, nothing can leave.';
}

function relatedPlaces(expected: readonly Rule[], callers: readonly Attachment[]): readonly RelatedPlace[] {
  return [
    ...callers.slice(0, 3).map(({ address, headerOrigin }) => ({
      origin: headerOrigin,
      message: `${address} carries the group`,
    })),
    ...expected.slice(0, 3).map((rule) => ({
      origin: rule.headerOrigin,
      message: 'this rule expects traffic from the group',
    })),
  ];
}

/** First what the admitting rules expect, one fix for all of them; then what AWS would have given. */
function fixes(view: GroupView, expected: readonly Rule[], context: CheckContext): readonly Fix[] {
  const { group } = view;
  const writer = group === undefined ? undefined : context.writers(group.provider);
  if (group === undefined || writer === undefined) return [];
  const found: Fix[] = [];
  const drafts = expected.slice(0, MOST_FIXES).flatMap((rule) => {
    const id = referenceId(rule.group);
    const target = id === undefined ? undefined : context.view(id)?.group;
    const draft = target === undefined ? undefined : egressDraft(rule, target);
    return draft === undefined ? [] : [{ ...draft, group }];
  });
  const operations = drafts.map((draft) => writer.addRule(draft, context.view));
  if (
    expected.length <= MOST_FIXES &&
    drafts.length === expected.length &&
    drafts.length > 0 &&
    operations.every((each) => each !== undefined)
  ) {
    found.push({
      title: `Allow egress to ${listed([...new Set(expected.map((rule) => referenceId(rule.group) ?? ''))])} on the ports it admits`,
      preferred: true,
      operations: operations.flat(),
    });
  }
  const everything = writer.addRule(
    {
      group,
      direction: 'egress',
      protocol: 'all',
      ports: undefined,
      peer: { kind: 'cidr', text: '0.0.0.0/0' },
      description: 'All traffic out',
    },
    context.view,
  );
  if (everything !== undefined) {
    found.push({ title: 'Allow all egress (0.0.0.0/0)', preferred: false, operations: everything });
  }
  return found;
}
