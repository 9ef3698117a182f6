/** Replies that a network access list drops. See docs/checks/nacl-blocks-return-traffic.md. */

import type { GroupView } from '../network/networkModel';
import { describeServices } from '../network/services';
import { ALL_PACKETS, intersectPackets, isEmptyPacketSet, trafficOf } from '../packets/packetSet';
import { TCP } from '../packets/protocol';
import { protocolTraffic } from '../packets/trafficSet';
import { accessStage } from '../reachability/accessStage';
import { mayDropReplies } from '../reachability/boundary';
import { counterparts } from '../reachability/counterparts';
import { addressEnd, groupEnd, type End } from '../reachability/ends';
import { endpointName } from '../reachability/names';
import { PUBLIC_ADDRESSES } from '../reachability/publicAddresses';
import { passageBetween } from '../reachability/stages';
import type { Origin } from '../source/origin';
import type { CheckContext, Finding, GroupCheck } from './check';

const code = 'nacl-blocks-return-traffic';

/** Of it everybody waits for replies; some messages of ICMP have none, and pass. */
const TCP_TRAFFIC = protocolTraffic(TCP);

export const naclBlocksReturnTraffic: GroupCheck = {
  code,
  severity: 'warning',
  scope: 'group',
  summary: 'Groups and routes let a connection through, and a network access list drops the replies.',
  covers: [],
  *check(view, context) {
    if (view.attachments.length === 0 || !context.hasAccessLists()) return;
    const end = groupEnd(context, view);
    const told = new Set<string>();
    for (const { source, destination } of connectionsOf(view, end, context)) {
      const found = droppedReplies(source, destination, context);
      if (found === undefined || told.has(found.element)) continue;
      told.add(found.element);
      yield finding(found, source, destination, context);
    }
  },
};

interface Ends {
  readonly source: End;
  readonly destination: End;
}

/** Into the group from every group that its rules bring together with it and from the internet, and out to that. */
function* connectionsOf(view: GroupView, end: End, context: CheckContext): Iterable<Ends> {
  for (const id of counterparts(context, [view.id], 'source')) {
    const other = context.view(id);
    if (other !== undefined && other.attachments.length > 0) {
      yield { source: groupEnd(context, other), destination: end };
    }
  }
  const internet = addressEnd({ kind: 'internet' }, PUBLIC_ADDRESSES);
  yield { source: internet, destination: end };
  yield { source: end, destination: internet };
}

interface Dropped {
  readonly message: string;
  readonly origin: Origin;
  readonly element: string;
  readonly traffic: string;
}

/** The list that lets no reply through, of all that rules and routes surely let through. */
function droppedReplies(source: End, destination: End, context: CheckContext): Dropped | undefined {
  if (
    !mayDropReplies(context, source, 'from-inside') &&
    !mayDropReplies(context, destination, 'from-outside')
  ) {
    return undefined;
  }
  const { stages } = passageBetween(context, source, destination, TCP_TRAFFIC);
  const lists = stages.filter(({ step }) => step === 'source-acl' || step === 'destination-acl');
  const [list] = lists;
  if (list === undefined) return undefined;
  const open = stages
    .filter((stage) => !lists.includes(stage))
    .reduce((packets, stage) => intersectPackets(packets, stage.certain), ALL_PACKETS);
  if (isEmptyPacketSet(open)) return undefined;
  const traffic = trafficOf(open);
  for (const { step, possible } of lists) {
    if (!isEmptyPacketSet(intersectPackets(possible, open))) continue;
    const stage =
      step === 'source-acl'
        ? accessStage(context, 'from-inside', source, destination, traffic)
        : accessStage(context, 'from-outside', destination, source, traffic);
    const blocker = stage?.blocker();
    if (blocker?.code !== 'replies-denied-by-access-list' || blocker.origin === undefined) return undefined;
    const { message, origin, element = step } = blocker;
    return { message, origin, element, traffic: describeServices(traffic) };
  }
  return undefined;
}

function finding(
  { message, origin, element, traffic }: Dropped,
  source: End,
  destination: End,
  context: CheckContext,
): Finding {
  const from = endpointName(context, source.endpoint);
  const to = endpointName(context, destination.endpoint);
  return {
    code,
    severity: 'warning',
    certainty: 'certain',
    message: `Rules and routes let ${from} open ${traffic} to ${to}, and the replies are dropped: ${message}`,
    origin,
    resource: element,
    related: [source, destination].flatMap(({ endpoint }) => {
      const group = endpoint.kind === 'group' ? context.view(endpoint.id)?.group : undefined;
      return group === undefined
        ? []
        : [{ origin: group.headerOrigin, message: endpointName(context, endpoint) }];
    }),
    fixes: [],
  };
}
