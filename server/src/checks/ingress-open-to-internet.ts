/** A rule that admits the internet on ports that are not sensitive. See docs/checks/ingress-open-to-internet.md. */

import { ICMP, ICMPV6, TCP, UDP } from '../packets/protocol';
import { portRange } from '../packets/portSet';
import type { TrafficSet } from '../packets/trafficSet';
import {
  isEmptyTrafficSet,
  isTrafficSubset,
  portTraffic,
  protocolTraffic,
  subtractTraffic,
  unionAllTraffic,
} from '../packets/trafficSet';
import { groupName } from '../reachability/names';
import { isEverything } from './all-traffic-allowed';
import type { GroupCheck, Severity } from './check';
import type { Exposure } from './exposure';
import { internetExposures } from './exposure';
import { exposureFinding, sourcesText } from './exposureFinding';
import type { Placement } from './placement';
import { placementOf } from './placement';
import { exposedPorts } from './sensitive-port-exposed';
import { withServed } from './servedPorts';
import { trafficOfRule, trafficText, verb } from './wording';

const code = 'ingress-open-to-internet';

/** What an internet-facing balancer is there for; udp/443 is HTTP/3. */
const WEB = unionAllTraffic([
  portTraffic(TCP, portRange(80, 80)),
  portTraffic(TCP, portRange(443, 443)),
  portTraffic(UDP, portRange(443, 443)),
]);
const CONTROL = unionAllTraffic([protocolTraffic(ICMP), protocolTraffic(ICMPV6)]);

export const ingressOpenToInternet: GroupCheck = {
  code,
  severity: 'warning',
  scope: 'group',
  summary: 'A rule, or several together, admit most of the public addresses.',
  covers: [
    'CKV_AWS_260',
    'AWS-0107',
    'AVD-AWS-0107',
    'no-public-ingress-sgr',
    'aws-ec2-no-public-ingress-sgr',
    'aws-vpc-no-public-ingress-sgr',
    '4728cd65-a20c-49da-8b31-9c08b423e4db',
    'ffac8a12-322e-42c1-b9b9-81ff85c39ef7',
    '590d878b-abdc-428f-895a-e2b68a0e1998',
  ],
  *check(view, context) {
    if (view.rules.ingress.length === 0) return;
    let placement: Placement | undefined;
    for (const exposure of internetExposures(view, context)) {
      if (isEverything(exposure) || exposedPorts(exposure, view).length > 0) continue;
      const [first, ...others] = exposure.sources;
      const [rule] = exposure.rules;
      if (first === undefined || rule === undefined || isControlOnly(exposure.traffic)) continue;
      placement ??= placementOf(view, context);
      const { certainty, traffic } = exposure;
      const what = traffic === undefined ? trafficOfRule(rule) : withServed(view, trafficText(traffic));
      yield exposureFinding(
        {
          code,
          severity: severityOf(traffic, placement),
          certainty,
          message:
            `${groupName(context, view.id)} ${verb(certainty, 'admits', 'may admit')} ${what} from the internet` +
            `${familyText(exposure)}: ${sourcesText(exposure.sources)}. ` +
            'If not everybody is to reach it, narrow the source to a network or a group.',
          sources: [first, ...others],
          view,
          placement,
        },
        context,
      );
    }
  },
};

/** ICMP carries no connection, and path discovery needs it from everywhere. */
function isControlOnly(traffic: TrafficSet | undefined): boolean {
  return traffic !== undefined && isEmptyTrafficSet(subtractTraffic(traffic, CONTROL));
}

function severityOf(traffic: TrafficSet | undefined, placement: Placement): Severity {
  const asIntended = placement.publicBalancersOnly && traffic !== undefined && isTrafficSubset(traffic, WEB);
  return asIntended ? 'information' : 'warning';
}

function familyText({ families }: Exposure): string {
  if (families.length > 1) return ' over IPv4 and IPv6';
  return families[0] === 6 ? ' over IPv6' : '';
}
