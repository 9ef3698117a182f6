/**
 * Why nothing passes a side, or nothing for certain: the element in the way, the rule that comes nearest, and what to
 * do. Made only when asked for; the verdict never depends on it.
 */

import { isEmptyPacketSet, type PacketSet } from '../packets/packetSet';
import { ALL_TRAFFIC, isEmptyTrafficSet, trafficSetsOverlap, type TrafficSet } from '../packets/trafficSet';
import type { Direction, Rule } from '../network/model';
import { referenceId } from '../network/networkModel';
import { describeServices } from '../network/services';
import type { Blocker, StepKind } from './answer';
import { packetsOfFamily } from './coverage';
import { isAddressEnd, type End } from './ends';
import { EXPLANATIONS, type ExplanationCode } from './explanations';
import { groupFilter } from './filters';
import { endpointName, groupName, ruleName } from './names';
import type { NetworkReader } from './networkReader';
import { ruleProblem, ruleTraffic } from './rulePackets';
import { sideOf, type Side } from './sides';

/** What keeps all traffic asked for from passing the groups of `local`, where nothing even may pass. */
export function sideBlocker(
  reader: NetworkReader,
  direction: Direction,
  local: End,
  peer: End,
  asked: TrafficSet,
): Blocker {
  const step = stepOf(direction);
  const here = endpointName(reader, local.endpoint);
  const there = endpointName(reader, peer.endpoint);
  const [firstGroup] = local.identities.keys();
  const header = firstGroup === undefined ? undefined : reader.view(firstGroup)?.group?.headerOrigin;
  const advice = adviceText(direction, here, there, asked);
  if (direction === 'ingress' && local.carriers.every(({ receives }) => receives === false)) {
    return {
      step,
      code: 'receives-nothing',
      message: `Nothing can open a connection to ${here}: it only answers, whatever its rules admit.`,
      origin: header,
      nearest: undefined,
    };
  }
  const rules = [...local.identities.keys()].flatMap((id) => reader.view(id)?.rules[direction] ?? []);
  if (rules.length === 0) {
    const code = missingRulesCode(reader, local, direction);
    return {
      step,
      code,
      message: `${missingRulesText(code, here)} ${advice}`,
      origin: header,
      nearest: undefined,
    };
  }
  const blocker = (code: ExplanationCode, nearest: Rule | undefined, what: string): Blocker => ({
    step,
    code,
    message: `${what} ${advice}`,
    origin: nearest?.headerOrigin ?? header,
    nearest,
  });
  const [toPeer] = sideOf(reader, direction, local, peer, ALL_TRAFFIC).hits;
  if (toPeer !== undefined) {
    const has = describeServices(ruleTraffic(toPeer.rule).possible);
    const what =
      direction === 'egress'
        ? `${here} lets ${has} out to ${there} (${ruleName(toPeer.rule)}), but not ${describeServices(asked)}.`
        : `${here} admits ${has} from ${there} (${ruleName(toPeer.rule)}), but not ${describeServices(asked)}.`;
    return blocker('port-not-admitted', toPeer.rule, what);
  }
  const refused = refusedRule(reader, local, peer, direction);
  if (refused !== undefined) return blocker('rule-refused', refused.rule, refused.what);
  const samePorts = rules.find(
    (rule) => rule.action === 'allow' && trafficSetsOverlap(ruleTraffic(rule).possible, asked),
  );
  if (samePorts !== undefined) {
    const traffic = asked.traffic === ALL_TRAFFIC.traffic ? 'traffic' : describeServices(asked);
    const what =
      direction === 'egress'
        ? `${here} lets ${traffic} out (${ruleName(samePorts)}), but not to ${there}.`
        : `${here} admits ${traffic} (${ruleName(samePorts)}), but not from ${there}.`;
    return blocker('peer-not-admitted', samePorts, what);
  }
  const code = direction === 'egress' ? 'no-matching-egress-rule' : 'no-matching-ingress-rule';
  const what =
    direction === 'egress'
      ? `No egress rule of ${here} fits ${describeServices(asked)} to ${there}.`
      : `No ingress rule of ${here} fits ${describeServices(asked)} from ${there}.`;
  return blocker(code, undefined, what);
}

function stepOf(direction: Direction): StepKind {
  return direction === 'egress' ? 'source-egress' : 'destination-ingress';
}

function adviceText(direction: Direction, here: string, there: string, asked: TrafficSet): string {
  const traffic = asked.traffic === ALL_TRAFFIC.traffic ? '' : ` for ${describeServices(asked)}`;
  return direction === 'egress'
    ? `To let it out, add an egress rule to ${here}${traffic} to ${there}.`
    : `To let it in, add an ingress rule to ${here}${traffic} from ${there}.`;
}

function missingRulesCode(reader: NetworkReader, local: End, direction: Direction): ExplanationCode {
  if (direction === 'ingress') return 'no-ingress-rule';
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group, "Protocol": by default
  // AWS creates an allow-all egress rule, and Terraform removes it.
  const removed = [...local.identities.keys()].every((id) => {
    const group = reader.view(id)?.group;
    return group?.provider === 'aws' && group.ownership === 'managed';
  });
  return removed ? 'egress-removed-by-terraform' : 'no-egress-rule';
}

function missingRulesText(code: ExplanationCode, here: string): string {
  if (code === 'egress-removed-by-terraform') {
    return `${here} has no egress rule: Terraform removes the allow-all rule that AWS gives a new group, so nothing leaves it.`;
  }
  return code === 'no-egress-rule'
    ? `${here} has no egress rule, so nothing leaves it.`
    : `${here} has no ingress rule, so nothing enters it.`;
}

/** A rule that names the peer, or may have meant to, but that Terraform does not accept. */
function refusedRule(
  reader: NetworkReader,
  local: End,
  peer: End,
  direction: Direction,
): { readonly rule: Rule; readonly what: string } | undefined {
  for (const id of local.identities.keys()) {
    const view = reader.view(id);
    if (view === undefined) continue;
    for (const { rule, admitted } of groupFilter(reader, view, direction).admissions) {
      const problem = ruleProblem(rule);
      if (problem === undefined) continue;
      const names =
        admitted.kind === 'group' ? peer.identities.has(admitted.id) : admitted.kind === 'addresses';
      if (names) return { rule, what: `Terraform refuses ${ruleName(rule)}, because ${problem}.` };
    }
  }
  return undefined;
}

/** Why nothing passes the side for certain, one entry per kind of reason; none when something does. */
export function sideDoubts(reader: NetworkReader, side: Side, local: End, peer: End): Blocker[] {
  if (!isEmptyPacketSet(ofSureFamilies(side.certain, local, peer))) return [];
  const step = stepOf(side.direction);
  const there = endpointName(reader, peer.endpoint);
  const doubts = new Map<string, Blocker>();
  const add = (code: ExplanationCode, message: string, rule: Rule | undefined, owner?: string): void => {
    const origin =
      rule?.headerOrigin ?? (owner === undefined ? undefined : reader.view(owner)?.group?.headerOrigin);
    if (!doubts.has(code)) doubts.set(code, { step, code, message, origin, nearest: rule });
  };
  for (const hit of side.hits) {
    const name = ruleName(hit.rule);
    if (hit.code === 'rule-of-unknown-group') {
      const whose = groupName(reader, hit.owner);
      add(hit.code, `${name} fits, but whether it belongs to ${whose} is not known.`, hit.rule);
    } else if (hit.code === 'allowed-by-unknown-peer') {
      add('unknown-peers', `Whether ${name} admits ${there} is known only after apply.`, hit.rule);
    } else if (hit.code === 'groups-not-known') {
      add(hit.code, `Whether ${there} carries the group that ${name} names is not known.`, hit.rule);
    } else if (isUncertain(hit.rule) || hit.peer.certainty === 'possible') {
      add('only-possible', `Whether ${name} exists as written is known only after apply.`, hit.rule);
    } else if (isAddressEnd(peer) && hit.peer.kind === 'group') {
      const id = referenceId(hit.peer.group);
      const named = id === undefined ? 'the group that it names' : groupName(reader, id);
      const verb = side.direction === 'ingress' ? 'admits' : 'lets traffic out to';
      add(
        'member-not-known',
        `${name} ${verb} the members of ${named}; whether ${there} is the address of one of them is not known.`,
        hit.rule,
      );
    } else {
      const whose = isAddressEnd(peer) ? `of ${there}` : `that ${there} may have`;
      add('addresses-only-overlap', `${name} admits only some of the addresses ${whose}.`, hit.rule);
    }
  }
  for (const { code, owner } of side.openings) {
    const whose = owner === undefined ? undefined : groupName(reader, owner);
    const message =
      code === 'rules-not-in-configuration' && whose !== undefined
        ? `The rules of ${whose} are not in this configuration.`
        : EXPLANATIONS[code];
    add(code, message, undefined, owner);
  }
  return [...doubts.values()];
}

function isUncertain(rule: Rule): boolean {
  const { certain, possible } = ruleTraffic(rule);
  return isEmptyTrafficSet(certain) && !isEmptyTrafficSet(possible);
}

function ofSureFamilies(packets: PacketSet, local: End, peer: End): PacketSet {
  let sure = packets;
  for (const end of [local, peer]) {
    if (!end.has.ipv4) sure = packetsOfFamily(sure, 6);
    if (!end.has.ipv6) sure = packetsOfFamily(sure, 4);
  }
  return sure;
}
