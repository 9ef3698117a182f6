/** A port of the table in sensitivePorts.ts open to public addresses. See docs/checks/sensitive-port-exposed.md. */

import type { GroupView } from '../network/networkModel';
import { isSinglePublicAddress, publicPart } from './publicAddresses';
import { isEmptyAddressSet, prefixAddresses } from '../packets/addressSet';
import { ALL_TRAFFIC } from '../packets/trafficSet';
import { isEverything } from './all-traffic-allowed';
import type { CheckContext, Finding, GroupCheck, Severity } from './check';
import type { Exposure, Source } from './exposure';
import { internetExposures, sourcesOfRule } from './exposure';
import { exposureFinding, sourcesText } from './exposureFinding';
import type { Placement } from './placement';
import { placementOf } from './placement';
import { knownTraffic } from './knownTraffic';
import type { SensitivePort } from './sensitivePorts';
import { sensitivePortsOf } from './sensitivePorts';
import { formatProtocol } from '../packets/protocol';
import { webServiceOn } from './servedPorts';
import { listed, verb } from './wording';

const code = 'sensitive-port-exposed';

export const sensitivePortExposed: GroupCheck = {
  code,
  severity: 'error',
  scope: 'group',
  summary: 'A port of a service that strangers should not reach is open to public addresses.',
  covers: [
    'CKV_AWS_24',
    'CKV_AWS_25',
    'AWS-0107',
    'AVD-AWS-0107',
    'no-public-ingress-sgr',
    'aws-ec2-no-public-ingress-sgr',
    'aws-vpc-no-public-ingress-sgr',
    '381c3f2a-ef6f-4eff-99f7-b169cda3422c',
    '65905cec-d691-4320-b320-2000436cb696',
    '151187cb-0efc-481c-babd-ad24e3c9bc22',
    '4728cd65-a20c-49da-8b31-9c08b423e4db',
  ],
  *check(view, context) {
    if (view.rules.ingress.length === 0) return;
    const exposures = internetExposures(view, context);
    let placement: Placement | undefined;
    for (const exposure of exposures) {
      if (isEverything(exposure)) continue;
      const ports = exposedPorts(exposure, view);
      if (ports.length === 0) continue;
      placement ??= placementOf(view, context);
      yield* toTheInternet(exposure, ports, view, placement, context);
    }
    const open = new Set(exposures.flatMap(({ rules }) => rules));
    for (const rule of view.rules.ingress) {
      if (open.has(rule) || rule.action !== 'allow') continue;
      const traffic = knownTraffic(rule);
      if (traffic === undefined || traffic.traffic === ALL_TRAFFIC.traffic) continue;
      const ports = sensitivePortsOf(traffic).filter((port) => !servesSomethingElse(view, port));
      if (ports.length === 0) continue;
      const sources = sourcesOfRule(rule, context).filter(isPublicRange);
      placement ??= placementOf(view, context);
      yield* toPublicRanges(sources, ports, view, placement, context);
    }
  },
};

/** The sensitive ports of an exposure: those on which this check reports it. */
export function exposedPorts({ traffic }: Exposure, view: GroupView): readonly SensitivePort[] {
  return traffic === undefined
    ? []
    : sensitivePortsOf(traffic).filter((port) => !servesSomethingElse(view, port));
}

function servesSomethingElse(view: GroupView, { protocol, port }: SensitivePort): boolean {
  return webServiceOn(view, protocol, port) !== undefined;
}

function* toTheInternet(
  { certainty, sources }: Exposure,
  ports: readonly SensitivePort[],
  view: GroupView,
  placement: Placement,
  context: CheckContext,
): Iterable<Finding> {
  const [first, ...others] = sources;
  if (first === undefined) return;
  yield exposureFinding(
    {
      code,
      severity: severityOf(ports),
      certainty,
      message:
        `${portsText(ports)} ${ports.length === 1 ? verb(certainty, 'is', 'may be') : verb(certainty, 'are', 'may be')} ` +
        `open to the internet: ${sourcesText(sources)}. ${whyText(ports)} ` +
        'Narrow the source to the addresses that need it, or to a group.',
      sources: [first, ...others],
      view,
      placement,
    },
    context,
  );
}

function* toPublicRanges(
  sources: readonly Source[],
  ports: readonly SensitivePort[],
  view: GroupView,
  placement: Placement,
  context: CheckContext,
): Iterable<Finding> {
  const sure = sources.filter(({ certainty }) => certainty === 'certain');
  const certainty = sure.length > 0 ? 'certain' : 'possible';
  const [first, ...others] = sure.length > 0 ? sure : sources;
  if (first === undefined) return;
  yield exposureFinding(
    {
      code,
      severity: severityOf(ports) === 'error' ? 'warning' : 'information',
      certainty,
      message:
        `${portsText(ports)} ${ports.length === 1 ? verb(certainty, 'is', 'may be') : verb(certainty, 'are', 'may be')} ` +
        `open to public addresses: ${sourcesText([first, ...others])}. ${whyText(ports)} ` +
        'Check that every address of the range is yours, or admit a group instead.',
      sources: [first, ...others],
      view,
      placement,
    },
    context,
  );
}

/** More than one address, and some of them public. A single address is single-address-source's business. */
function isPublicRange({ written }: Source): boolean {
  return (
    !isSinglePublicAddress(written.prefix) && !isEmptyAddressSet(publicPart(prefixAddresses(written.prefix)))
  );
}

/** A port on which applications of one's own are as usual as the service is warned of, not refused. */
function severityOf(ports: readonly SensitivePort[]): Severity {
  return ports.every(({ common }) => common) ? 'warning' : 'error';
}

function portsText(ports: readonly SensitivePort[]): string {
  const shown = [...ports].sort((left, right) => Number(left.common) - Number(right.common));
  return listed(
    shown.map(({ protocol, port, service }) => `${formatProtocol(protocol)}/${port} ${service}`),
    4,
  );
}

function whyText(ports: readonly SensitivePort[]): string {
  const worst = ports.find(({ common }) => !common) ?? ports[0];
  if (worst === undefined) return '';
  const text = ports.length === 1 ? `It ${worst.why}.` : `${capital(worst.service)} ${worst.why}.`;
  return text;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
