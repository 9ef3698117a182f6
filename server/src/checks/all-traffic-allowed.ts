/** A rule that admits every protocol and port. See docs/checks/all-traffic-allowed.md. */

import type { Peer, Rule } from '../network/model';
import type { GroupView } from '../network/networkModel';
import { ALL_TRAFFIC } from '../packets/trafficSet';
import type { CheckContext, Finding, GroupCheck, RelatedPlace } from './check';
import { referenceId } from '../network/networkModel';
import { groupName } from '../reachability/names';
import type { Exposure } from './exposure';
import { internetExposures } from './exposure';
import { exposureFinding, sourcesText } from './exposureFinding';
import type { Placement } from './placement';
import { placementOf } from './placement';
import { isRefusedForPorts } from './protocol-all-with-ports';
import { forCertainty, jointCertainty, lowered } from './severity';
import { fromFile, listed, peerOrigin, verb, writtenElsewhere } from './wording';

const code = 'all-traffic-allowed';

export const allTrafficAllowed: GroupCheck = {
  code,
  severity: 'error',
  scope: 'group',
  summary: 'A rule admits every protocol and port from other than the group itself.',
  covers: [
    'CKV_AWS_277',
    'AWS-0107',
    'AVD-AWS-0107',
    'no-public-ingress-sgr',
    'aws-ec2-no-public-ingress-sgr',
    'aws-vpc-no-public-ingress-sgr',
    '4728cd65-a20c-49da-8b31-9c08b423e4db',
  ],
  *check(view, context) {
    const rules = view.rules.ingress.filter(admitsEverything);
    if (rules.length === 0) return;
    const placement = placementOf(view, context);
    const open = internetExposures(view, context).filter(isEverything);
    for (const exposure of open) yield* fromTheInternet(exposure, view, placement, context);
    for (const rule of rules) {
      if (!open.some((exposure) => exposure.rules.includes(rule))) {
        yield* fromElsewhere(rule, view, placement, context);
      }
    }
  },
};

/** True for an exposure that this check reports, and no other. */
export function isEverything({ traffic }: Exposure): boolean {
  return traffic?.traffic === ALL_TRAFFIC.traffic;
}

function admitsEverything(rule: Rule): boolean {
  const { action, protocol } = rule;
  if (action !== 'allow' || isRefusedForPorts(rule)) return false;
  return protocol.kind === 'protocol' && protocol.protocol === 'all';
}

function* fromTheInternet(
  exposure: Exposure,
  view: GroupView,
  placement: Placement,
  context: CheckContext,
): Iterable<Finding> {
  const [first, ...others] = exposure.sources;
  if (first === undefined) return;
  const { certainty } = exposure;
  yield exposureFinding(
    {
      code,
      severity: 'error',
      certainty,
      message:
        `${groupName(context, view.id)} ${verb(certainty, 'is', 'may be')} open to the internet on every protocol and port: ` +
        `${sourcesText(exposure.sources)}. Name the ports that are served, and who may use them.`,
      sources: [first, ...others],
      view,
      placement,
    },
    context,
  );
}

/** Other groups and private addresses: a warning on the rule, naming them all. */
function* fromElsewhere(
  rule: Rule,
  view: GroupView,
  placement: Placement,
  context: CheckContext,
): Iterable<Finding> {
  const strangers = rule.peers.filter((peer) => isStranger(peer, view));
  const [first] = strangers;
  if (first === undefined) return;
  const certainty = jointCertainty(
    rule.certainty,
    strangers.some((peer) => peer.certainty === 'certain') ? 'certain' : 'possible',
  );
  const names = listed(strangers.map((peer) => peerName(peer, rule, context)));
  yield {
    code,
    severity: forCertainty(lowered('warning', placement.reach === 'unattached' ? 1 : 0), certainty),
    certainty,
    message:
      `${groupName(context, view.id)} ${verb(certainty, 'admits', 'may admit')} every protocol and port from ${names}. ` +
      'Name the ports that are served; this opens every other one as well.',
    origin: strangers.length === 1 ? peerOrigin(rule, first) : first.argumentOrigin,
    resource: rule.resource,
    related: [...elsewhere(strangers, rule), ...placement.related],
    fixes: [],
  };
}

/** A peer that is known and not the group itself. */
function isStranger(peer: Peer, view: GroupView): boolean {
  if (peer.kind === 'cidr') return !peer.hostBitsSet;
  if (peer.kind === 'group') {
    return (
      !peer.self &&
      (peer.group.kind === 'part' || peer.group.kind === 'literal') &&
      referenceId(peer.group) !== view.id
    );
  }
  return peer.kind === 'prefix-list' && (peer.list.kind === 'part' || peer.list.kind === 'literal');
}

function peerName(peer: Peer, rule: Rule, context: CheckContext): string {
  if (peer.kind === 'cidr') return `${peer.text}${fromFile(rule, peer.origin)}`;
  if (peer.kind === 'group') return groupName(context, referenceId(peer.group) ?? 'a group');
  if (peer.kind === 'prefix-list') return referenceId(peer.list) ?? 'a prefix list';
  return 'an address';
}

function elsewhere(peers: readonly Peer[], rule: Rule): readonly RelatedPlace[] {
  return peers.flatMap((peer) => (peer.kind === 'cidr' ? writtenElsewhere(rule, peer, peer.text) : []));
}
