/** Who reaches one attachment on what it listens on, and who is kept from it, as rows for a table. */

import type { Attachment, Service } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import { isEmptyPacketSet, trafficOf } from '../packets/packetSet';
import {
  ALL_TRAFFIC,
  intersectTraffic,
  isEmptyTrafficSet,
  NO_TRAFFIC,
  type TrafficSet,
} from '../packets/trafficSet';
import type { Endpoint, Flow, ReachAnswer, ReachQuery } from '../reachability/answer';
import type { EffectiveRow } from '../reachability/effective';
import { endpointKey } from '../reachability/names';
import { reach } from '../reachability/reach';
import { blockedAddresses, reachOf } from './reachTable';
import { serviceTraffic } from './serviceText';

export interface AttachmentReach {
  readonly rows: readonly EffectiveRow[];
  readonly answer: ReachAnswer;
  /** Who is named by its rules on other ports than those that it listens on. */
  readonly beside: readonly Endpoint[];
}

const reachBefore = new WeakMap<NetworkModel, Map<Attachment, AttachmentReach>>();

/** `groups` are those that it carries, as many as are to be asked for whom they keep out. */
export function attachmentReach(
  model: NetworkModel,
  attachment: Attachment,
  groups: readonly string[],
): AttachmentReach {
  let known = reachBefore.get(model);
  if (known === undefined) {
    known = new Map();
    reachBefore.set(model, known);
  }
  let found = known.get(attachment);
  if (found === undefined) {
    found = findReach(model, attachment, groups);
    known.set(attachment, found);
  }
  return found;
}

function findReach(model: NetworkModel, attachment: Attachment, groups: readonly string[]): AttachmentReach {
  const { services } = attachment;
  const asked = services.length === 0 ? ALL_TRAFFIC : serviceTraffic(services);
  const destination = { kind: 'attachment', id: attachment.address } as const;
  const answer = reach(model, { destination, ...onlyService(services) });
  const rows = answer.flows.flatMap((flow) => rowOf(flow, asked));
  const shown = new Set(rows.map(({ peer }) => (peer === undefined ? '' : endpointKey(peer))));
  const beside: Endpoint[] = [];
  for (const group of groups) {
    for (const row of reachOf(model, group, 'ingress').rows) {
      const key = row.peer === undefined ? (row.unknownReason ?? '') : endpointKey(row.peer);
      if (shown.has(key)) continue;
      if (row.peer !== undefined && isEmptyTrafficSet(row.possible)) {
        shown.add(key);
        rows.push(row);
      } else if (row.peer === undefined) {
        shown.add(key);
        const possible = intersectTraffic(row.possible, asked);
        if (!isEmptyTrafficSet(possible)) rows.push({ ...row, possible });
      } else if (isEmptyTrafficSet(intersectTraffic(row.possible, asked))) {
        beside.push(row.peer);
      } else {
        // Other members of the group are reached, this one is not: by its routes, its lists, or its other groups.
        shown.add(key);
        const { blockedBy } = reach(model, { source: row.peer, destination, ...onlyService(services) });
        rows.push({ ...row, certain: NO_TRAFFIC, possible: NO_TRAFFIC, blockedBy });
      }
    }
  }
  rows.push(...blockedAddresses(model, destination, groups, 'ingress', rows));
  return { rows, answer, beside };
}

/** One service is asked for alone, so that the reasons are about it. */
function onlyService(services: readonly Service[]): Partial<ReachQuery> {
  const [only, ...others] = services;
  if (only === undefined || others.length > 0) return {};
  return { protocol: only.protocol, ports: { from: only.port, to: only.port } };
}

function rowOf(flow: Flow, asked: TrafficSet): EffectiveRow[] {
  if (isEmptyPacketSet(flow.possible)) return [];
  const possible = intersectTraffic(trafficOf(flow.possible), asked);
  if (isEmptyTrafficSet(possible)) return [];
  return [
    {
      peer: flow.source,
      unknownReason: undefined,
      certain: intersectTraffic(trafficOf(flow.certain), asked),
      possible,
      rules: flow.proof.flatMap((step) => step.rule ?? []),
      blockedBy: [],
    },
  ];
}
