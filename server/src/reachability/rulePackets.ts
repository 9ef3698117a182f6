/**
 * The traffic of one rule: protocol with ports, as certain and possible sets. Whom the rule admits is in peers.ts.
 */

import { portRange } from '../packets/portSet';
import { isIcmpProtocol, isPortProtocol } from '../packets/protocol';
import {
  ALL_TRAFFIC,
  icmpTraffic,
  NO_TRAFFIC,
  portTraffic,
  protocolTraffic,
  type TrafficSet,
} from '../packets/trafficSet';
import type { Rule } from '../network/model';

/** `certain` is a subset of `possible`. */
export interface RuleTraffic {
  readonly certain: TrafficSet;
  readonly possible: TrafficSet;
}

const NOTHING: RuleTraffic = { certain: NO_TRAFFIC, possible: NO_TRAFFIC };

/** What has traffic: a rule, or an entry of an access list. */
type Filtering = Pick<Rule, 'protocol' | 'ports' | 'certainty'>;

const cache = new WeakMap<Filtering, RuleTraffic>();

/**
 * The traffic that the rule decides about. An unknown protocol or port widens the possible set only; a rule that may
 * not exist has no certain traffic; a rule that Terraform refuses has none at all.
 */
export function ruleTraffic(rule: Filtering): RuleTraffic {
  let traffic = cache.get(rule);
  if (traffic === undefined) {
    traffic = computeTraffic(rule);
    if (rule.certainty === 'possible') traffic = { certain: NO_TRAFFIC, possible: traffic.possible };
    cache.set(rule, traffic);
  }
  return traffic;
}

function computeTraffic(rule: Filtering): RuleTraffic {
  const { protocol, ports } = rule;
  if (protocol.kind === 'invalid' || ports.kind === 'invalid') return NOTHING;
  // It may turn out to be "every protocol", which makes the provider ignore the ports.
  if (protocol.kind === 'unknown') return { certain: NO_TRAFFIC, possible: ALL_TRAFFIC };
  if (protocol.protocol === 'all') return exactly(ALL_TRAFFIC);
  const number = protocol.protocol;
  switch (ports.kind) {
    case 'all':
      return exactly(protocolTraffic(number));
    case 'unknown':
      return { certain: NO_TRAFFIC, possible: protocolTraffic(number) };
    case 'range':
      // A protocol without ports cannot be filtered by them: the whole protocol passes.
      return exactly(
        isPortProtocol(number)
          ? portTraffic(number, portRange(ports.from, ports.to))
          : protocolTraffic(number),
      );
    case 'icmp':
      return exactly(
        isIcmpProtocol(number)
          ? icmpTraffic(number, unlessAny(ports.type), unlessAny(ports.code))
          : protocolTraffic(number),
      );
  }
}

function exactly(traffic: TrafficSet): RuleTraffic {
  return { certain: traffic, possible: traffic };
}

function unlessAny(value: number): number | undefined {
  return value === -1 ? undefined : value;
}

/** Why Terraform refuses the rule's protocol or ports, in words that follow "because"; undefined when it does not. */
export function ruleProblem(rule: Rule): string | undefined {
  const { protocol, ports } = rule;
  if (protocol.kind === 'invalid') return `"${protocol.text}" is not a protocol`;
  if (ports.kind !== 'invalid') return undefined;
  switch (ports.problem) {
    case 'swapped':
      return `its first port ${ports.from} is behind its last port ${ports.to}`;
    case 'out-of-range':
      return `its ports ${ports.from} to ${ports.to} are out of range`;
    case 'not-a-whole-number':
      return `its ports ${ports.from} to ${ports.to} are not whole numbers`;
    case 'missing':
      return 'it names no ports';
  }
}
