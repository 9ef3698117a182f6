/** A rule that names a group of another network. See docs/checks/cross-vpc-reference.md. */

import type { Rule } from '../network/model';
import { referenceId, type GroupView } from '../network/networkModel';
import { ALL_TRAFFIC } from '../packets/trafficSet';
import { connectionOf } from '../reachability/connections';
import { groupEnd } from '../reachability/ends';
import { groupName } from '../reachability/names';
import type { CheckContext, Finding, RuleCheck } from './check';
import { peerOrigin } from './wording';

const code = 'cross-vpc-reference';

export const crossVpcReference: RuleCheck = {
  code,
  severity: 'warning',
  scope: 'rule',
  summary: 'A rule names a group of another network, and nothing joins the two networks.',
  covers: [],
  *check(rule, context) {
    if (rule.certainty !== 'certain') return;
    for (const peer of rule.peers) {
      if (peer.kind !== 'group' || peer.self || peer.certainty !== 'certain') continue;
      const found = apart(rule, referenceId(peer.group), context);
      if (found === undefined) continue;
      const { owner, other } = found;
      yield {
        code,
        severity: 'warning',
        certainty: 'certain',
        message:
          `${groupName(context, other.id)} belongs to ${other.network} and ${groupName(context, owner.id)} to ${owner.network}, ` +
          'which no peering and no transit gateway of this configuration joins: a rule can name groups of its own ' +
          'network and of networks that are joined to it. Join the two, or name a group of the same network.',
        origin: peerOrigin(rule, peer),
        resource: rule.resource,
        related: [owner, other].map(({ origin, network }) => ({
          origin,
          message: `this group is in ${network}`,
        })),
        fixes: [],
      };
    }
  },
};

interface Placed {
  readonly id: string;
  readonly view: GroupView;
  readonly network: string;
  readonly origin: Finding['origin'];
}

/** The two groups with their networks, where these are surely apart. */
function apart(
  rule: Rule,
  otherId: string | undefined,
  context: CheckContext,
): { readonly owner: Placed; readonly other: Placed } | undefined {
  const owner = placedGroup(referenceId(rule.group), context);
  const other = owner === undefined ? undefined : placedGroup(otherId, context);
  if (owner === undefined || other === undefined || owner.network === other.network) return undefined;
  // Where both stand is worked out for the few that name a group of another network.
  const [from, to] = [groupEnd(context, other.view), groupEnd(context, owner.view)];
  const connection = connectionOf(context, from, to, ALL_TRAFFIC);
  const isApart =
    connection !== undefined &&
    connection.junctions.length > 0 &&
    connection.junctions.every(
      (junction) => junction.code === 'networks-not-joined' && junction.verdict === 'no',
    );
  return isApart ? { owner, other } : undefined;
}

function placedGroup(id: string | undefined, context: CheckContext): Placed | undefined {
  const view = id === undefined ? undefined : context.view(id);
  const { group } = view ?? {};
  const network = group === undefined ? undefined : referenceId(group.network);
  if (view === undefined || group?.ownership !== 'managed' || network === undefined) return undefined;
  if (group.certainty !== 'certain') return undefined;
  return { id: view.id, view, network, origin: group.headerOrigin };
}
