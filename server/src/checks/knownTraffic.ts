/** The traffic of a rule as far as a check may speak of it with certainty: all of it known, or nothing. */

import type { Rule } from '../network/model';
import type { TrafficSet } from '../packets/trafficSet';
import { ruleTraffic } from '../reachability/rulePackets';

/**
 * What the rule is about, whether or not it is certain to exist. Undefined where protocol or ports are not known, or
 * are refused by the provider.
 */
export function knownTraffic(rule: Rule): TrafficSet | undefined {
  const { protocol, ports } = rule;
  if (protocol.kind !== 'protocol' || ports.kind === 'invalid') return undefined;
  if (ports.kind === 'unknown' && protocol.protocol !== 'all') return undefined;
  return ruleTraffic(rule).possible;
}
