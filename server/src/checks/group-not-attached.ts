/** A group that nothing carries or refers to. See docs/checks/group-not-attached.md. */

import type { GroupCheck } from './check';

const code = 'group-not-attached';

export const groupNotAttached: GroupCheck = {
  code,
  severity: 'information',
  scope: 'group',
  summary: 'Nothing carries the group, nothing refers to it, and it is no output.',
  covers: ['CKV2_AWS_5', '4849211b-ac39-479e-ae78-5694d506cb24'],
  *check({ group, attachments, namedBy, uses, rules }, { hasUnplaced }) {
    if (group?.ownership !== 'managed' || group.certainty !== 'certain') return;
    // A default group is there in any case, and what names no group carries it.
    if (group.isDefault === true) return;
    if (attachments.length > 0 || uses.length > 0) return;
    // The group's own rules may name it; that keeps nobody from deleting it.
    const own = new Set([...rules.ingress, ...rules.egress]);
    if (namedBy.some((rule) => !own.has(rule))) return;
    if (hasUnplaced.attachments || hasUnplaced.rules) return;
    yield {
      code,
      severity: 'information',
      certainty: 'certain',
      message:
        `Nothing in this configuration carries ${group.address} or refers to it, so its rules have no effect here. ` +
        'Attach it, make it an output if another configuration needs it, or remove it.',
      origin: group.headerOrigin,
      resource: group.address,
      related: [],
      fixes: [],
    };
  },
};
