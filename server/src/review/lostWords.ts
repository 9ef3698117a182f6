/** What a lost flow is told with: who is cut off from whom, on what, by which edit, and what that means. */

import {
  formatAddressSet,
  intersectAddresses,
  prefixAddresses,
  subtractAddresses,
} from '../packets/addressSet';
import { destinationsOf, sourcesOf, trafficOf } from '../packets/packetSet';
import { portRanges, portRange, portSetsOverlap, type PortSet } from '../packets/portSet';
import { unionAllTraffic } from '../packets/trafficSet';
import { describeServices } from '../network/services';
import type { StepKind } from '../reachability/answer';
import { servicesTraffic } from '../reachability/hops';
import { endpointName } from '../reachability/names';
import type { NetworkReader } from '../reachability/networkReader';
import { listed, type Blame } from './blame';
import type { FlowChange, LostForwarding } from './comparison';

export const RECONNECT = 'Connections that are tracked survive the apply and fail at the next reconnect.';

/** The message for flows that one edit took, of one destination or of one balancer. `first` is one of them. */
export function lostMessage(
  reader: NetworkReader,
  flows: readonly FlowChange[],
  first: FlowChange,
  blame: Blame,
): string {
  const sources = listed(flows.map((flow) => endName(reader, flow, 'source')));
  const destinations = listed(flows.map((flow) => endName(reader, flow, 'destination')));
  if (first.along?.kind === 'forwarding') {
    return first.along.instead === undefined
      ? forwardingMessage(sources, destinations, first, first.along, blame)
      : endedMessage(sources, destinations, flows, first.along.instead, blame);
  }
  const traffic = describeServices(unionAllTraffic(flows.map((flow) => trafficOf(flow.packets))));
  if (first.unansweredPorts !== undefined) {
    return repliesMessage(sources, destinations, traffic, first.unansweredPorts, blame);
  }
  const can = first.certainty === 'certain' ? 'can' : 'may';
  const told = `${sources} ${can} no longer reach ${destinations} on ${traffic}: ${blame.summary}.`;
  if (first.along?.kind === 'listening') return `${told} Rules still let it in, but nothing listens there.`;
  return `${told} ${doubtText(first, sources)}${aftermath(blame)}`.trimEnd();
}

/** What becomes of connections that are open when the edit is applied. */
function aftermath({ edits = [] }: Blame): string {
  const kinds = new Set(edits.map(({ before, after }) => (after ?? before)?.kind));
  if (edits.some(isLaunchSetting)) {
    // https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html: the setting is for new instances.
    return 'What runs keeps its address until it is stopped or launched anew.';
  }
  // Groups track connections (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html).
  if (edits.every(isOfGroups)) return RECONNECT;
  // What stands in another place is made anew.
  const isMade = [...kinds].some((kind) => kind === 'subnet' || kind === 'network' || kind === 'attachment');
  return isMade ? '' : 'Connections that are open break off with the apply.';
}

/** Whether it gives something other groups, or their rules other addresses. */
function isOfGroups({ before, after }: NonNullable<Blame['edits']>[number]): boolean {
  if ((after ?? before)?.kind === 'prefix-list') return true;
  if (before?.kind !== 'attachment' || after?.kind !== 'attachment') return false;
  const [was, is] = [before, after].map(({ groups }) =>
    groups
      .map(({ group }) => JSON.stringify(group))
      .sort()
      .join(),
  );
  return was !== is;
}

function isLaunchSetting({ before, after }: NonNullable<Blame['edits']>[number]): boolean {
  return (
    before?.kind === 'subnet' && after?.kind === 'subnet' && before.publicByDefault !== after.publicByDefault
  );
}

function doubtText(flow: FlowChange, sources: string): string {
  switch (flow.doubt) {
    case 'source-egress-undeclared':
      return `${sources} declares no egress rule here, so it could if the group has kept one from outside this configuration. `;
    case 'other-side-unknown':
      return 'Whether it could before depends on rules that are not known here. ';
    case 'now-uncertain':
      return 'Whether it still can hangs on addresses, or on something that is known only after apply. ';
    case 'address-family':
      return 'This concerns IPv6, if there are such addresses. ';
    case 'rules-elsewhere':
      return 'It still can if rules are added elsewhere. ';
    case 'replies-dropped':
    case undefined:
      return '';
  }
}

function forwardingMessage(
  balancer: string,
  targets: string,
  { certainty }: FlowChange,
  { purpose, before, after, steps }: LostForwarding,
  { summary }: Blame,
): string {
  const unless = certainty === 'certain' ? '' : ', unless rules are added elsewhere';
  const isElsewhere = after.every(({ target }) => JSON.stringify(target) !== JSON.stringify(before.target));
  if (isElsewhere) {
    return `${balancer} no longer forwards to ${targets}: ${summary}, and nothing of it arrives there${unless}. Clients get errors.`;
  }
  const was = describeServices(
    servicesTraffic(purpose === 'traffic' ? before.services : before.healthChecks),
  );
  const stopped =
    steps.map((step) => STOPPED[step](balancer, targets)).join(', and ') || 'nothing of it arrives';
  const why = `${summary}. ${stopped.charAt(0).toUpperCase()}${stopped.slice(1)}${unless}.`;
  return purpose === 'traffic'
    ? `${balancer} no longer gets through to ${targets}, which it did on ${was}: ${why} ` +
        'Clients get errors, and the balancer takes such targets for dead.'
    : `${balancer} takes ${targets} for dead after this edit: ${why} ` +
        'Services and scaling groups that go by its health checks replace such targets over and over.';
}

/** Nothing is forwarded any more, to anybody. */
function endedMessage(
  balancer: string,
  targets: string,
  flows: readonly FlowChange[],
  instead: NonNullable<LostForwarding['instead']>,
  { summary }: Blame,
): string {
  const accepted = describeServices(
    servicesTraffic(flows.flatMap(({ along }) => (along?.kind === 'forwarding' ? along.before.accepts : []))),
  );
  const told = `${balancer} no longer forwards to ${targets}: ${summary}. It still accepts ${accepted}, `;
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html#http-503-issues
  return instead === 'answer'
    ? `${told}and answers that itself.`
    : `${told}but nobody is registered where it forwards that. Clients get errors.`;
}

/** What stops it, by the stage. */
const STOPPED: Readonly<Record<StepKind, (balancer: string, targets: string) => string>> = {
  'source-egress': (balancer) => `the groups of ${balancer} do not let that out`,
  'source-acl': (balancer) => `the access list of ${balancer} drops that`,
  route: () => 'no route leads there',
  hop: () => 'nothing of it arrives',
  'destination-acl': (_, targets) => `the access list of ${targets} drops that`,
  'destination-ingress': (_, targets) => `the groups of ${targets} do not admit that`,
};

/**
 * Who opens connections from which ports: the defaults of Linux (ip_local_port_range) and Windows, and what AWS says
 * of its own (https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports).
 */
const CLIENTS = [
  { name: 'Linux', first: 32_768, last: 60_999 },
  { name: 'Windows', first: 49_152, last: 65_535 },
  { name: 'NAT gateways, load balancers and Lambda', first: 1024, last: 65_535 },
] as const;

/** Whether it concerns Linux, where replies to some ports are dropped; other losses concern it in any case. */
export function concernsMost({ unansweredPorts: ports }: FlowChange): boolean {
  return ports === undefined || clientsOn(ports).some(({ name }) => name === 'Linux');
}

function clientsOn(ports: PortSet): readonly (typeof CLIENTS)[number][] {
  return CLIENTS.filter(({ first, last }) => portSetsOverlap(ports, portRange(first, last)));
}

function repliesMessage(
  sources: string,
  destinations: string,
  traffic: string,
  unanswered: PortSet,
  { summary }: Blame,
): string {
  const users = clientsOn(unanswered).map(
    ({ name, first, last }) => `${name} from ${String(first)}-${String(last)}`,
  );
  const last = users.pop() ?? '';
  const listedUsers = users.length === 0 ? last : `${users.join(', ')} and ${last}`;
  return (
    `Replies of ${destinations} to ${sources} on ${traffic} are dropped where the client's port is ${portsText(unanswered)}: ` +
    `${summary}. An access list keeps no state. Clients pick their port at random: ${listedUsers} ` +
    '(https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports).'
  );
}

/** Of the ports from 1024 on, from which clients send. */
function portsText(ports: PortSet): string {
  const ranges = portRanges(ports).map(({ first, last }) => {
    if (last === 65_535) return `above ${String(first - 1)}`;
    if (first === 1024) return `below ${String(last + 1)}`;
    return first === last ? String(first) : `in ${String(first)}-${String(last)}`;
  });
  return listed(ranges).replaceAll(' and ', ' or ');
}

/** An end by name; of a prefix that was narrowed, what is left of it. */
export function endName(reader: NetworkReader, flow: FlowChange, end: 'source' | 'destination'): string {
  const endpoint = flow[end];
  const name = endpointName(reader, endpoint);
  if (endpoint.kind !== 'cidr') return name;
  const changed = end === 'source' ? sourcesOf(flow.packets) : destinationsOf(flow.packets);
  const rest = formatAddressSet(subtractAddresses(prefixAddresses(endpoint.prefix), changed));
  if (rest.length === 0) return name;
  if (rest.length <= 2) return `${name} (except ${rest.join(' and ')})`;
  const part = formatAddressSet(intersectAddresses(prefixAddresses(endpoint.prefix), changed));
  return part.length <= 2 ? part.join(' and ') : `part of ${name}`;
}
