/**
 * Which edit of a balancer's declarations, or of a port, is to blame where nothing listens any more or nothing arrives
 * any more. Edits of what lies between two ends are blamed in networkBlame.ts.
 */

import { isEmptyPacketSet } from '../packets/packetSet';
import type { BalancingPart, Forwarding } from '../network/endpoints';
import { balancingOf } from '../network/forwardings';
import type { Service } from '../network/model';
import { referenceId } from '../network/networkModel';
import { resolveEnd } from '../reachability/ends';
import { servicesTraffic } from '../reachability/hops';
import { placementAssumingReader } from '../reachability/networkReader';
import { passageBetween } from '../reachability/stages';
import type { Comparison, FlowChange, LostForwarding, LostListening } from './comparison';
import { wayOf } from './forwardingChanges';
import { guiltyAmong } from './guilt';
import { meaningOf, networkEdits, type NetworkEdit } from './networkEdits';

/** More declarations than this stand behind no forwarding; the search is bounded all the same. */
const MOST_QUESTIONS = 100;

/** The edits to take back for the flow, which was lost along something; empty where none is found. */
export function guiltyAlong(
  comparison: Comparison,
  flow: FlowChange,
  along: LostListening | LostForwarding,
): readonly NetworkEdit[] {
  return along.kind === 'listening'
    ? listeningEdits(comparison, along)
    : forwardingEdits(comparison, flow, along);
}

function listeningEdits({ before, after }: Comparison, { address }: LostListening): readonly NetworkEdit[] {
  const now = after.attachments.get(address)?.services ?? [];
  const current = new Set(now.map(serviceKey));
  const listeners = new Map(
    (before.forwardings.byBalancer.get(address) ?? [])
      .filter(({ accepts }) => accepts.some((service) => !current.has(serviceKey(service))))
      .map(({ listener }) => [listener.address, listener]),
  );
  if (listeners.size === 0) {
    return networkEdits(before, after).filter(
      (edit) => edit.after?.kind === 'attachment' && edit.after.address === address,
    );
  }
  return Array.from(listeners.values(), (was): NetworkEdit => {
    const is = after.forwardings.parts.find(
      ({ kind, address: now }) => kind === 'listener' && now === was.address,
    );
    return { key: keyOf(was), before: was, after: is };
  });
}

function forwardingEdits(
  comparison: Comparison,
  flow: FlowChange,
  along: LostForwarding,
): readonly NetworkEdit[] {
  const old = proofOf([along.before]);
  const isOld = ({ kind, address }: BalancingPart): boolean =>
    old.some((each) => each.kind === kind && each.address === address);
  const current = [
    ...new Set([...proofOf(along.after), ...comparison.after.forwardings.parts.filter(isOld)]),
  ];
  const edits: NetworkEdit[] = [];
  for (const before of old) {
    const same = current.filter(({ kind, address }) => kind === before.kind && address === before.address);
    if (same.some((after) => meaningOf(after) === meaningOf(before))) continue;
    const after = same.find((each) => !edits.some((edit) => edit.after === each));
    edits.push({ key: keyOf(before), before, after });
  }
  const without = (takenBack: readonly NetworkEdit[]): readonly BalancingPart[] => {
    const gone = new Set(takenBack.map(({ after }) => after));
    const back = takenBack.flatMap(({ before }) =>
      before !== undefined && isBalancing(before) ? [before] : [],
    );
    return [...current.filter((part) => !gone.has(part)), ...back];
  };
  const decides = (blocks: readonly (readonly NetworkEdit[])[]): boolean =>
    balancingOf([without(blocks.flat())]).forwardings.all.some((forwarding) =>
      isRestored(comparison, flow, along, forwarding),
    );
  return decides([]) ? [] : guiltyAmong(byResource(edits), decides, { left: MOST_QUESTIONS }).flat();
}

function proofOf(forwardings: readonly Forwarding[]): readonly BalancingPart[] {
  const parts = forwardings.flatMap(({ listener, rule, targetGroup, registration }) => [
    targetGroup,
    registration,
    ...(rule === undefined ? [] : [rule]),
    listener,
  ]);
  return [...new Set(parts)];
}

function byResource(edits: readonly NetworkEdit[]): readonly (readonly NetworkEdit[])[] {
  const blocks = new Map<string, NetworkEdit[]>();
  for (const edit of edits) {
    const address = (edit.after ?? edit.before)?.address ?? '';
    const block = blocks.get(address);
    if (block === undefined) blocks.set(address, [edit]);
    else block.push(edit);
  }
  return [...blocks.values()];
}

/** Whether the forwarding would do what the lost one did, by the rules of the later version. */
function isRestored(
  { after }: Comparison,
  flow: FlowChange,
  { purpose, before, after: now }: LostForwarding,
  forwarding: Forwarding,
): boolean {
  if (wayOf(forwarding) !== wayOf(before) && now.every((each) => wayOf(each) !== wayOf(forwarding))) {
    return false;
  }
  if (referenceId(forwarding.target) !== referenceId(before.target)) return false;
  const served = [before, ...(purpose === 'health-checks' ? now : [])].some(
    (each) =>
      servicesKey(each.services) === servicesKey(forwarding.services) &&
      each.preservesClientAddress === forwarding.preservesClientAddress,
  );
  if (!served) return false;
  if (servicesKey(forwarding.healthChecks) === servicesKey(before.healthChecks)) return true;
  const reader = placementAssumingReader(after);
  const [source, destination] = [flow.source, flow.destination].map((end) => resolveEnd(reader, end));
  if (source === undefined || destination === undefined) return false;
  const checks = servicesTraffic(forwarding.healthChecks);
  return !isEmptyPacketSet(passageBetween(reader, source, destination, checks).possible);
}

function isBalancing(thing: NonNullable<NetworkEdit['before']>): thing is BalancingPart {
  const { kind } = thing;
  return kind === 'listener' || kind === 'listener-rule' || kind === 'target-group' || kind === 'target';
}

function keyOf({ kind, address }: BalancingPart): string {
  return `${kind} ${address}`;
}

function servicesKey(services: readonly Service[]): string {
  return services.map(serviceKey).sort().join();
}

function serviceKey({ protocol, port }: Service): string {
  return `${String(protocol)}/${String(port)}`;
}
