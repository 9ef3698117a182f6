/**
 * What would be needed for one end to reach another: the fewest rules that would let the traffic out and in, as text to
 * insert where a group's provider can write it, and in words whatever else is in the way. Nothing is widened beyond what
 * is asked for.
 */

import type { Direction, SecurityGroup } from '../network/model';
import { describeServices } from '../network/services';
import type { RuleDraft, RuleWriters } from '../network/ruleWriter';
import { writersWithViews } from '../network/ruleWriter';
import { formatIpPrefix } from '../packets/ipPrefix';
import { isEmptyPacketSet } from '../packets/packetSet';
import { portRanges } from '../packets/portSet';
import { isPortProtocol, protocolNumbers } from '../packets/protocol';
import { portsOf, protocolsOf, type TrafficSet } from '../packets/trafficSet';
import type { EditOperation } from '../source/edit';
import type { Blocker } from './answer';
import { isAddressEnd, type End } from './ends';
import { groupReferenceHolds } from './groupReferences';
import { endpointName, groupName } from './names';
import type { NetworkReader } from './networkReader';
import { passageBetween } from './stages';

export interface Needed {
  readonly rules: readonly NeededRule[];
  /** What no rule of a group can change: routes, access lists, public addresses. */
  readonly others: readonly Blocker[];
}

export interface NeededRule {
  /** The group that would get the rule. */
  readonly group: SecurityGroup;
  readonly direction: Direction;
  readonly message: string;
  /** The rule as text; undefined where it cannot be written so that it is surely right, and then the message says why. */
  readonly operations: readonly EditOperation[] | undefined;
}

/**
 * What is needed for the traffic, which should be as little as is wanted: a port. Undefined where the traffic already may
 * pass, or is more than one rule can say.
 */
export function neededFor(
  reader: NetworkReader,
  source: End,
  destination: End,
  traffic: TrafficSet,
  writers: RuleWriters,
): Needed | undefined {
  const wanted = asRuleTraffic(traffic);
  if (wanted === undefined) return undefined;
  const passage = passageBetween(reader, source, destination, traffic);
  if (!isEmptyPacketSet(passage.possible)) return undefined;
  const shut = passage.stages.filter((stage) => isEmptyPacketSet(stage.possible));
  // Each lets something through, but to other addresses: a rule on either side names the other end itself.
  const lacking = shut.length > 0 ? shut : passage.stages.filter(({ step }) => isOfGroups(step));
  const rules: NeededRule[] = [];
  const others: Blocker[] = [];
  for (const stage of lacking) {
    const sides = {
      'source-egress': [source, destination],
      'destination-ingress': [destination, source],
    } as const;
    if (stage.step !== 'source-egress' && stage.step !== 'destination-ingress') {
      others.push(stage.blocker());
      continue;
    }
    const [local, peer] = sides[stage.step];
    const direction = stage.step === 'source-egress' ? 'egress' : 'ingress';
    const rule = ruleFor(reader, local, peer, direction, wanted, traffic, writers);
    if (rule === undefined) others.push(stage.blocker());
    else rules.push(rule);
  }
  return { rules, others };
}

function isOfGroups(step: string): boolean {
  return step === 'source-egress' || step === 'destination-ingress';
}

type RuleTraffic = Pick<RuleDraft, 'protocol' | 'ports'>;

/** The traffic as one rule says it: one protocol with one range of ports, if it has any. */
function asRuleTraffic(traffic: TrafficSet): RuleTraffic | undefined {
  const [protocol, ...others] = protocolNumbers(protocolsOf(traffic));
  if (protocol === undefined || others.length > 0) return undefined;
  if (!isPortProtocol(protocol)) return { protocol, ports: undefined };
  const [range, ...more] = portRanges(portsOf(traffic, protocol));
  if (range === undefined || more.length > 0) return undefined;
  return { protocol, ports: { from: range.first, to: range.last } };
}

function ruleFor(
  reader: NetworkReader,
  local: End,
  peer: End,
  direction: Direction,
  wanted: RuleTraffic,
  traffic: TrafficSet,
  writers: RuleWriters,
): NeededRule | undefined {
  const owners = groupsOf(reader, local);
  const [first] = owners;
  if (first === undefined) return undefined;
  const there = endpointName(reader, peer.endpoint);
  const say = (group: SecurityGroup, who: string): string => {
    const [kind, way] = direction === 'ingress' ? ['an ingress', 'from'] : ['an egress', 'to'];
    return `Add ${kind} rule to ${groupName(reader, group.address)} for ${describeServices(traffic)} ${way} ${who}`;
  };
  const write = writersWithViews(writers, reader.view);
  let unwritten: NeededRule | undefined;
  for (const group of owners) {
    for (const named of peersFor(reader, peer, group, direction)) {
      const draft: RuleDraft = {
        group,
        direction,
        ...wanted,
        peer: named,
        description: `${direction === 'ingress' ? 'From' : 'To'} ${there}`,
      };
      const operations = write(group.provider)?.addRule(draft, reader.view);
      const who = named.kind === 'cidr' ? named.text : groupName(reader, named.group.address);
      if (operations !== undefined) {
        return { group, direction, message: `${say(group, who)}.`, operations };
      }
      unwritten ??= {
        group,
        direction,
        message: `${say(group, who)}. ${whyNotWritten(named)}`,
        operations: undefined,
      };
    }
  }
  return unwritten ?? { group: first, direction, message: `${say(first, there)}.`, operations: undefined };
}

function whyNotWritten(peer: RuleDraft['peer']): string {
  return peer.kind === 'group'
    ? 'No module knows the ids of both groups and has the provider that makes them: hand an id out of its module as an output, or pass it to where the other group is declared.'
    : 'Its group is declared in a way that one more rule does not fit in as text.';
}

/** The groups of the end that a rule can be added to. */
function groupsOf(reader: NetworkReader, end: End): readonly SecurityGroup[] {
  return [...end.identities]
    .filter(([, certainty]) => certainty === 'certain')
    .flatMap(([id]) => reader.view(id)?.group ?? [])
    .filter((group) => group.ownership === 'managed');
}

/** By what a rule of the group can name the end: its groups, or the addresses that the end is. */
function peersFor(
  reader: NetworkReader,
  peer: End,
  owner: SecurityGroup,
  direction: Direction,
): readonly RuleDraft['peer'][] {
  if (isAddressEnd(peer)) {
    const { endpoint } = peer;
    if (endpoint.kind === 'internet') return [{ kind: 'cidr', text: '0.0.0.0/0' }];
    return endpoint.kind === 'cidr' ? [{ kind: 'cidr', text: formatIpPrefix(endpoint.prefix) }] : [];
  }
  return groupsOf(reader, peer)
    .filter(({ address }) => groupReferenceHolds(reader, owner.address, direction, address) === 'yes')
    .map((group) => ({ kind: 'group', group }));
}
