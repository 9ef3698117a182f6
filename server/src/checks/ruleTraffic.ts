/** What traffic a rule is about, as a set. Sources and certainty are not part of it. */

import type { Rule } from '../network/model';
import { portRange } from '../packets/portSet';
import { isIcmpProtocol, isPortProtocol } from '../packets/protocol';
import type { TrafficSet } from '../packets/trafficSet';
import { ALL_TRAFFIC, icmpTraffic, portTraffic, protocolTraffic } from '../packets/trafficSet';

/** The rule's traffic; undefined where protocol or ports are not known or not valid. */
export function ruleTraffic(rule: Rule): TrafficSet | undefined {
  const { protocol, ports } = rule;
  if (protocol.kind !== 'protocol') return undefined;
  if (protocol.protocol === 'all') return ALL_TRAFFIC;
  const number = protocol.protocol;
  switch (ports.kind) {
    case 'all':
      return protocolTraffic(number);
    case 'range':
      return isPortProtocol(number)
        ? portTraffic(number, portRange(ports.from, ports.to))
        : protocolTraffic(number);
    case 'icmp':
      return isIcmpProtocol(number)
        ? icmpTraffic(number, anyAsAbsent(ports.type), anyAsAbsent(ports.code))
        : protocolTraffic(number);
    case 'invalid':
    case 'unknown':
      return undefined;
  }
}

function anyAsAbsent(value: number): number | undefined {
  return value === -1 ? undefined : value;
}
