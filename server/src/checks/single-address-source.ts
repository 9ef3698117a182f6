/** One person's address let into something private. See docs/checks/single-address-source.md. */

import type { Peer, Rule, SecurityGroup } from '../network/model';
import type { GroupView } from '../network/networkModel';
import { referenceId } from '../network/networkModel';
import { intersectTraffic, isEmptyTrafficSet } from '../packets/trafficSet';
import type { Fix } from '../source/edit';
import { sameOrigin } from '../source/origin';
import type { CheckContext, Finding, GroupCheck } from './check';
import { egressDraft } from './egressDraft';
import { knownTraffic } from './knownTraffic';
import type { Placement } from './placement';
import { placementOf } from './placement';
import { isSinglePublicAddress } from './publicAddresses';
import { HOLDS_DATA } from './dataHolders';
import { forCertainty, jointCertainty } from './severity';
import { fromFile, peerOrigin, trafficOfRule, verb, writtenElsewhere } from './wording';

const code = 'single-address-source';

/** Names that say so where nothing is attached: whole words of a group's name or address. */
const NAMED_AS_DATA =
  /(?:^|[^a-z0-9])(?:db|database|rds|aurora|postgres(?:ql)?|mysql|mariadb|oracle|mssql|redis|cache|elasticache|memcached?|docdb|mongo(?:db)?|opensearch|elasticsearch|redshift|efs|kafka|msk)(?:[^a-z0-9]|$)/i;

const MOST_FIXES = 4;

type CidrPeer = Peer & { readonly kind: 'cidr' };

export const singleAddressSource: GroupCheck = {
  code,
  severity: 'warning',
  scope: 'group',
  summary: 'A rule lets exactly one public address into something private, such as a database.',
  covers: [],
  *check(view, context) {
    let placement: Placement | undefined;
    for (const rule of view.rules.ingress) {
      const peer = onlyAddress(rule);
      if (peer === undefined) continue;
      placement ??= placementOf(view, context);
      const why = whyPrivate(view, placement);
      if (why !== undefined) yield finding(rule, peer, why, view, placement, context);
    }
  },
};

/** The rule's only peer, if that is one public address. A list of addresses is kept on purpose. */
function onlyAddress(rule: Rule): CidrPeer | undefined {
  const [peer, ...more] = rule.peers;
  if (rule.action !== 'allow' || peer?.kind !== 'cidr' || more.length > 0 || peer.hostBitsSet) {
    return undefined;
  }
  return isSinglePublicAddress(peer.prefix) ? peer : undefined;
}

/** Why one public address is out of place here, as a sentence; undefined where it may well be meant. */
function whyPrivate(view: GroupView, placement: Placement): string | undefined {
  const { attachments, group } = view;
  if (placement.reach === 'private') return placement.sentence;
  if (attachments.length > 0) {
    const data = attachments.every(({ label, public: open }) => open !== true && HOLDS_DATA.has(label));
    return data ? placement.sentence : undefined;
  }
  const name = group?.name.kind === 'known' ? group.name.value : undefined;
  if (!NAMED_AS_DATA.test(`${name ?? ''} ${view.id}`)) return undefined;
  return `By its name ${name ?? view.id} holds data.`;
}

function finding(
  rule: Rule,
  peer: CidrPeer,
  why: string,
  view: GroupView,
  placement: Placement,
  context: CheckContext,
): Finding {
  const certainty = jointCertainty(rule.certainty, peer.certainty);
  return {
    code,
    severity: forCertainty('warning', certainty),
    certainty,
    message:
      `${trafficOfRule(rule)} ${verb(certainty, 'admits', 'may admit')} one public address, ` +
      `${peer.text}${fromFile(rule, peer.origin)}. ${why} ` +
      "A person's own address does not belong there, and applications do not come from it: admit their group.",
    origin: peerOrigin(rule, peer),
    resource: rule.resource,
    related: [...writtenElsewhere(rule, peer, peer.text), ...placement.related],
    fixes: fixes(rule, view, context),
  };
}

/** One fix per group that is known to call this port: the rule, with that group as its source. */
function fixes(rule: Rule, view: GroupView, context: CheckContext): readonly Fix[] {
  const { group } = view;
  const draft = group === undefined ? undefined : egressDraft(rule, group);
  const writer = group === undefined ? undefined : context.writers(group.provider);
  if (group === undefined || draft === undefined || writer === undefined || !isAlone(rule, view)) return [];
  const callers = callersOf(rule, view, context).slice(0, MOST_FIXES);
  return callers.flatMap((caller, index): Fix[] => {
    const added = writer.addRule(
      {
        ...draft,
        group,
        direction: 'ingress',
        peer: { kind: 'group', group: caller },
        description: rule.description.kind === 'known' ? rule.description.value : `From ${caller.address}`,
      },
      context.view,
    );
    if (added === undefined) return [];
    return [
      {
        title: `Admit ${caller.address} instead of the address`,
        preferred: index === 0 && callers.length === 1,
        operations: [...added, { kind: 'remove', origin: rule.origin }],
      },
    ];
  });
}

/** True when removing the rule's block removes this rule and nothing else. */
function isAlone(rule: Rule, view: GroupView): boolean {
  if (rule.resource.includes('[')) return false;
  return ![...view.rules.ingress, ...view.rules.egress].some(
    (other) => other !== rule && sameOrigin(other.origin, rule.origin),
  );
}

/** Groups with an egress rule to this one for such traffic, then those that other rules of this one admit. */
function callersOf(rule: Rule, view: GroupView, context: CheckContext): readonly SecurityGroup[] {
  const traffic = knownTraffic(rule);
  if (traffic === undefined) return [];
  const overlaps = (other: Rule): boolean => {
    const own = knownTraffic(other);
    return own !== undefined && !isEmptyTrafficSet(intersectTraffic(own, traffic));
  };
  const ids: (string | undefined)[] = [];
  for (const other of view.namedBy) {
    if (other.direction === 'egress' && overlaps(other)) ids.push(referenceId(other.group));
  }
  for (const other of view.rules.ingress) {
    for (const peer of other.peers) {
      if (peer.kind === 'group' && !peer.self) ids.push(referenceId(peer.group));
    }
  }
  const groups = new Set<SecurityGroup>();
  for (const id of ids) {
    const caller = id === undefined || id === view.id ? undefined : context.view(id)?.group;
    if (caller !== undefined) groups.add(caller);
  }
  return [...groups];
}
