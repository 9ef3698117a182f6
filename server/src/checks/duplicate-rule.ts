/** The same permission declared twice on one group. See docs/checks/duplicate-rule.md. */

import type { Direction, Peer, Rule } from '../network/model';
import type { GroupView } from '../network/networkModel';
import { groupName } from '../reachability/names';
import type { Fix } from '../source/edit';
import { sameOrigin } from '../source/origin';
import type { CheckContext, Finding, GroupCheck } from './check';
import { peerIdentity, trafficIdentity } from './permission';
import { peerOrigin, trafficOfRule } from './wording';

const code = 'duplicate-rule';

export const duplicateRule: GroupCheck = {
  code,
  severity: 'error',
  scope: 'group',
  summary: 'Two declarations make the same permission of one group, so the apply fails.',
  covers: [],
  *check(view, context) {
    for (const direction of ['ingress', 'egress'] as const) yield* inDirection(view, direction, context);
  },
};

/** One declared permission: a rule with one of its peers, as the API identifies it. */
interface Permission {
  readonly rule: Rule;
  readonly peer: Peer;
  readonly name: string;
}

function* inDirection(view: GroupView, direction: Direction, context: CheckContext): Iterable<Finding> {
  const rules = view.rules[direction];
  if (rules.length === 0) return;
  const seen = new Map<string, Permission>();
  // One finding per pair of rules: if they share ten addresses, it is still one mistake.
  const reported = new Map<Rule, Set<Rule>>();
  for (const rule of rules) {
    const traffic = trafficIdentity(rule);
    if (traffic === undefined || rule.certainty !== 'certain' || rule.action !== 'allow') continue;
    for (const peer of rule.peers) {
      const name = peerIdentity(peer, view);
      if (name === undefined || peer.certainty !== 'certain') continue;
      const permission: Permission = { rule, peer, name };
      const key = `${traffic} ${name}`;
      const earlier = seen.get(key);
      if (earlier === undefined) {
        seen.set(key, permission);
        continue;
      }
      const failure = failureOf(earlier.rule, rule);
      if (failure === undefined || reported.get(rule)?.has(earlier.rule) === true) continue;
      reported.set(rule, (reported.get(rule) ?? new Set()).add(earlier.rule));
      yield finding(earlier, permission, failure, view, context);
    }
  }
}

/**
 * How the apply fails, or undefined where it does not. The API refuses a permission that exists
 * (InvalidPermission.Duplicate), and one that is given twice in a request (InvalidParameterValue). Inline blocks are
 * taken apart and put together by the provider before it asks, so equal ones become one, unless their descriptions
 * differ (terraform-provider-aws, securityGroupExpandRules and securityGroupCollapseRules). Inline beside standalone
 * is inline-and-standalone-rules.
 */
function failureOf(earlier: Rule, later: Rule): string | undefined {
  if (earlier.declaredAs !== later.declaredAs) return undefined;
  if (later.declaredAs === 'standalone') {
    if (earlier !== later) return 'InvalidPermission.Duplicate';
    return 'The same permission must not appear multiple times';
  }
  const [one, other] = [earlier.description, later.description];
  if (one.kind === 'unknown' || other.kind === 'unknown' || textOf(one) === textOf(other)) return undefined;
  return 'The same permission must not appear multiple times';
}

function textOf(description: Rule['description']): string {
  return description.kind === 'known' ? description.value : '';
}

function finding(
  earlier: Permission,
  later: Permission,
  failure: string,
  view: GroupView,
  context: CheckContext,
): Finding {
  const { rule, peer, name } = later;
  const within = earlier.rule === rule;
  const other = later.peer.kind === 'group' ? groupName(context, name) : name;
  const what = `${trafficOfRule(rule)} ${rule.direction === 'ingress' ? 'from' : 'to'} ${other}`;
  return {
    code,
    severity: 'error',
    certainty: 'certain',
    message: within
      ? `${rule.address} lists ${name} twice, so the apply fails ("${failure}"). Remove one of them.`
      : `${groupName(context, view.id)} has ${what} already by ${earlier.rule.address}, so the apply fails ` +
        `("${failure}"). Remove one of the two.`,
    origin: within || rule.peers.length > 1 ? peerOrigin(rule, peer) : rule.headerOrigin,
    resource: rule.resource,
    related: [
      {
        origin: within ? peerOrigin(earlier.rule, earlier.peer) : earlier.rule.headerOrigin,
        message: within ? `${name} stands here first` : 'the same permission is declared here first',
      },
    ],
    fixes: within ? [] : removal(earlier.rule, rule, view),
  };
}

/** Removes the later rule, where nothing else hangs on its block: other permissions, or other instances. */
function removal(earlier: Rule, later: Rule, view: GroupView): readonly Fix[] {
  if (later.peers.length > 1 || sameOrigin(earlier.origin, later.origin)) return [];
  const siblings = [...view.rules.ingress, ...view.rules.egress].filter(({ origin }) =>
    sameOrigin(origin, later.origin),
  );
  if (siblings.length > 1 || later.resource.includes('[')) return [];
  return [
    {
      title: `Remove ${later.address}, which repeats ${earlier.address}`,
      preferred: true,
      operations: [{ kind: 'remove', origin: later.origin }],
    },
  ];
}
