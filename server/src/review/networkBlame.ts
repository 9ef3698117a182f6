/**
 * Which edit of routes, gateways, access lists, subnets or attachments is to blame for a flow that was lost or gained:
 * the one without which it would be as before. Edits of rules are blamed in blame.ts.
 */

import { intersectPackets, isEmptyPacketSet, trafficOf } from '../packets/packetSet';
import { trafficSetsOverlap } from '../packets/trafficSet';
import { withoutKeys } from '../network/instanceKeys';
import { referenceId } from '../network/networkModel';
import { isAddressEnd, resolveEnd } from '../reachability/ends';
import { placementAssumingReader, type NetworkReader } from '../reachability/networkReader';
import { passageBetween } from '../reachability/stages';
import type { Origin } from '../source/origin';
import type { Comparison, FlowChange } from './comparison';
import { editedItem, editedValueBehind } from './editedItem';
import { networkEdits, placesOf, type NetworkEdit, type NetworkThing } from './networkEdits';
import { guiltyAlong } from './forwardingBlame';
import { guiltyAmong, type Questions } from './guilt';
import { editSummary } from './networkWords';
import type { ReviewTexts } from './reviewTexts';
import { readerWithout } from './takenBack';
import { topologyMeaning } from './topologyMeaning';

export interface NetworkBlame {
  /** Where the edit is in the later version. */
  readonly origin: Origin;
  /** What the edit did, as a clause. */
  readonly summary: string;
  readonly resource: string;
  /** All that has to be taken back, the first one first. */
  readonly edits: readonly NetworkEdit[];
}

/**
 * Questions that may be asked of all flows of a comparison together, to find out which edit did it: one is what flows
 * between two ends in a network without some edits. One guilty edit among a thousand takes about twenty-five.
 */
const MOST_QUESTIONS = 2000;

/** The same for one flow that is asked about later. */
const MOST_OF_ONE = 60;

/** What did it for the flows before is tried first: the last of them. Not counted as questions. */
const MOST_SUSPECTS = 4;

/** The edits that made the flow what it is; undefined where none did, or too many were made to tell. */
export function networkBlame(
  comparison: Comparison,
  flow: FlowChange,
  texts: ReviewTexts,
): NetworkBlame | undefined {
  const guilty =
    flow.along === undefined ? guiltyEdits(comparison, flow) : guiltyAlong(comparison, flow, flow.along);
  const [first] = guilty;
  if (first === undefined) return undefined;
  const origin = placeOf(comparison, first, flow, texts);
  if (origin === undefined) return undefined;
  return {
    origin,
    summary: summaryOf(comparison, first, guilty),
    resource: resourceOf(first),
    edits: guilty,
  };
}

/** What the first edit did, and the second; how many there are, where there are more. */
function summaryOf(comparison: Comparison, first: NetworkEdit, guilty: readonly NetworkEdit[]): string {
  const summary = editSummary(comparison, first);
  const more = new Set(guilty.map(resourceOf)).size - 1;
  const second = guilty.find((edit) => resourceOf(edit) !== resourceOf(first));
  if (second === undefined) return summary;
  return more === 1
    ? `${summary}, and ${editSummary(comparison, second)}`
    : `${summary}, with ${String(more)} more such edits`;
}

function resourceOf({ before, after }: NetworkEdit): string {
  return (after ?? before)?.address ?? '';
}

type Block = readonly NetworkEdit[];

/** What was found out about a comparison so far. */
interface Inquiry {
  readonly blocks: readonly Block[];
  readonly ofFlows: ReadonlyMap<FlowChange, readonly Block[]>;
  /** All that is guilty of some flow: what did one thing mostly did the next. */
  readonly suspects: readonly (readonly Block[])[];
}

const inquiries = new WeakMap<Comparison, Inquiry>();

/** The smallest number of blocks without whose edits the flow would be as it was; empty where there is none. */
function guiltyEdits(comparison: Comparison, flow: FlowChange): readonly NetworkEdit[] {
  let inquiry = inquiries.get(comparison);
  if (inquiry === undefined) {
    inquiry = inquire(comparison);
    inquiries.set(comparison, inquiry);
  }
  const found =
    inquiry.ofFlows.get(flow) ??
    guiltyBlocks(comparison, flow, inquiry.blocks, inquiry.suspects, { left: MOST_OF_ONE });
  return found.flat();
}

/** All flows at once and in their order, so that who asks first makes no difference. */
function inquire(comparison: Comparison): Inquiry {
  const blocks = byBlock(networkEdits(comparison.before, comparison.after));
  const ofFlows = new Map<FlowChange, readonly Block[]>();
  const suspects: (readonly Block[])[] = [];
  const questions: Questions = { left: MOST_QUESTIONS };
  for (const flow of [...comparison.lost, ...comparison.gained.filter(leadsInside)]) {
    if (flow.along !== undefined || !mayBeOfNetwork(comparison, flow)) continue;
    const found = guiltyBlocks(comparison, flow, blocks, suspects, questions);
    ofFlows.set(flow, found);
    if (found.length > 0 && suspects.at(-1) !== found) suspects.push(found);
  }
  return { blocks, ofFlows, suspects };
}

function guiltyBlocks(
  comparison: Comparison,
  flow: FlowChange,
  blocks: readonly Block[],
  suspects: readonly (readonly Block[])[],
  questions: Questions,
): readonly Block[] {
  const decides = (taken: readonly Block[]): boolean =>
    flows(withoutEdits(comparison, taken.flat()), flow) === (flow.kind === 'lost');
  if (blocks.length === 0 || decides([])) return [];
  const suspect = suspects.slice(-MOST_SUSPECTS).findLast(decides);
  if (suspect !== undefined) return suspect.length === 1 ? suspect : guiltyAmong(suspect, decides, questions);
  return guiltyAmong(blocks, decides, questions);
}

/** Whether it may be a matter of anything but rules: their edits are blamed where they alone can have done it. */
export function mayBeOfNetwork({ before, after }: Comparison, { changes }: FlowChange): boolean {
  // A rule was edited as well, but without the edits of routes or lists it would still be as before.
  return changes.length === 0 || topologyMeaning(before) !== topologyMeaning(after);
}

/** What a group newly reaches outside is listed only. */
function leadsInside({ destination }: FlowChange): boolean {
  return destination.kind === 'group' || destination.kind === 'attachment';
}

const readers = new WeakMap<Comparison, Map<string, NetworkReader>>();

function withoutEdits(comparison: Comparison, edits: readonly NetworkEdit[]): NetworkReader {
  if (edits.length === 0) return placementAssumingReader(comparison.after);
  let ofComparison = readers.get(comparison);
  if (ofComparison === undefined) {
    ofComparison = new Map();
    readers.set(comparison, ofComparison);
  }
  const key = edits.map((edit) => numberOf(comparison, edit)).join();
  let reader = ofComparison.get(key);
  if (reader === undefined) {
    reader = readerWithout(comparison, edits);
    if (ofComparison.size >= MOST_READERS) ofComparison.clear();
    ofComparison.set(key, reader);
  }
  return reader;
}

/** Readers that are kept: each holds a network of its own. */
const MOST_READERS = 100;

const numbers = new WeakMap<NetworkEdit, number>();

/** The place of an edit among those of its comparison. */
function numberOf({ before, after }: Comparison, edit: NetworkEdit): number {
  if (!numbers.has(edit)) {
    for (const [index, each] of networkEdits(before, after).entries()) numbers.set(each, index);
  }
  return numbers.get(edit) ?? -1;
}

/** Whether what was lost or gained flows as seen by the reader. */
function flows(reader: NetworkReader, { source, destination, packets, doubt }: FlowChange): boolean {
  const from = resolveEnd(reader, source);
  const to = resolveEnd(reader, destination);
  if (from === undefined || to === undefined) return false;
  const passage = passageBetween(reader, from, to, trafficOf(packets));
  const passing = doubt === 'other-side-unknown' ? passage.possible : passage.certain;
  if (isAddressEnd(from) || isAddressEnd(to)) return !isEmptyPacketSet(intersectPackets(passing, packets));
  return trafficSetsOverlap(trafficOf(passing), trafficOf(packets));
}

/**
 * Edits of one block: of several instances, or of several entries written in it. Told by its address and file, for the
 * versions before and after need not share its identity.
 */
function byBlock(edits: readonly NetworkEdit[]): readonly (readonly NetworkEdit[])[] {
  const blocks = new Map<string, NetworkEdit[]>();
  for (const edit of edits) {
    const { before, after } = placesOf(edit);
    const origin = after ?? before;
    if (origin === undefined) continue;
    const declared = withoutKeys(resourceOf(edit)).replace(/^(?:module\.[^.]+\.)+/, '');
    const key = [origin.anchor.uri, declared, origin.start].join(' ');
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, [edit]);
    else block.push(edit);
  }
  return [...blocks.values()];
}

/** Where the edit is: the text that changed, or where what is gone is missed. */
function placeOf(
  comparison: Comparison,
  edit: NetworkEdit,
  flow: FlowChange,
  texts: ReviewTexts,
): Origin | undefined {
  const { before, after, inner } = edit;
  const places = placesOf(edit);
  const was = places.before ?? before?.origin;
  const difference =
    was === undefined ? undefined : (editedItem(texts, was) ?? editedValueBehind(texts, was))?.difference;
  const here = inner === undefined ? after?.headerOrigin : (headerOf(inner.after) ?? after?.headerOrigin);
  if (places.after !== undefined) {
    const isNew = places.before === undefined;
    if (isNew && difference === undefined) return here;
    if (isNew && inner !== undefined) return here;
    return difference ?? valueEdited(edit, texts) ?? here;
  }
  // What stood in a block that is still there is missed at its header, not at the line that was next to it.
  if (inner !== undefined && here !== undefined && was !== undefined && isErased(was, texts)) return here;
  return difference ?? here ?? missedAt(comparison, before) ?? endHeader(comparison, flow);
}

/** Whether the text of an origin of the earlier version is there less often in the item that held it. */
function isErased(was: Origin, texts: ReviewTexts): boolean {
  const text = texts.baseText(was);
  const item = texts.baseItem(was);
  const now = item && texts.afterItem(item);
  const [wasText, isText] = [item && texts.baseText(item), now && texts.afterText(now)];
  if (text === undefined || text === '' || wasText === undefined || isText === undefined) return false;
  return isText.split(text).length < wasText.split(text).length;
}

function headerOf(inner: { readonly origin: Origin; readonly headerOrigin?: Origin } | undefined) {
  return inner?.headerOrigin ?? inner?.origin;
}

/** A prefix that came from elsewhere and was edited there. */
function valueEdited({ before, inner }: NetworkEdit, texts: ReviewTexts): Origin | undefined {
  const thing = inner === undefined ? before : inner.before;
  if (thing === undefined || !('kind' in thing)) {
    return thing === undefined ? undefined : editedItem(texts, thing.destination.origin)?.difference;
  }
  if (thing.kind === 'route') return editedItem(texts, thing.route.destination.origin)?.difference;
  const [peer] = thing.kind === 'access-entry' ? thing.peers : [];
  return peer === undefined ? undefined : editedItem(texts, peer.origin)?.difference;
}

/** What a declaration that is gone belonged to: the table of a route, the subnet of an association. */
function missedAt({ after }: Comparison, gone: NetworkThing | undefined): Origin | undefined {
  const thing = gone === undefined ? undefined : ownersOf(gone).find((id) => thingOf(id) !== undefined);
  return thing === undefined ? undefined : thingOf(thing)?.headerOrigin;

  function thingOf(id: string) {
    return (
      after.topology.parts.find(({ address }) => address === id) ??
      after.subnets.get(id) ??
      after.attachments.get(id) ??
      after.networks.get(id) ??
      after.forwardings.parts.find(({ address }) => address === id)
    );
  }
}

/** Addresses of what a declaration belongs to, what is nearest first. */
export function ownersOf(thing: NetworkThing): readonly string[] {
  switch (thing.kind) {
    case 'route':
      return ids(thing.table);
    case 'route-table-use':
      return thing.of.kind === 'subnet'
        ? ids(thing.of.subnet, thing.table)
        : ids(thing.of.network, thing.table);
    case 'access-entry':
      return ids(thing.list);
    case 'access-list-use':
      return ids(thing.subnet, thing.list);
    case 'access-list':
      return ids(...thing.subnets.map(({ subnet }) => subnet), thing.network);
    case 'route-table':
      return ids(thing.network);
    case 'gateway':
      return ids(thing.network, ...(thing.subnet === undefined ? [] : [thing.subnet]));
    case 'gateway-attachment':
      return ids(thing.gateway, thing.network);
    case 'peering':
      return ids(...thing.networks);
    case 'peering-acceptance':
      return ids(thing.peering);
    case 'public-address':
      return ids(thing.holder);
    case 'transit-attachment':
      return ids(thing.transit, thing.network);
    case 'transit-acceptance':
      return ids(thing.attachment);
    case 'transit-table':
    case 'transit-default-table':
      return ids(thing.transit);
    case 'transit-table-use':
      return ids(thing.attachment, thing.table);
    case 'transit-route':
      return ids(thing.table);
    case 'private-service':
      return ids(...thing.balancers.map(({ balancer }) => balancer));
    case 'private-link':
      return ids(thing.endpoint, thing.service);
    case 'subnet':
      return ids(thing.network);
    case 'listener':
      return ids(thing.balancer);
    case 'listener-rule':
      return ids(thing.listener);
    case 'target':
      return ids(thing.group, thing.target);
    case 'target-group':
    case 'target-group-use':
    case 'attachment':
    case 'network':
    case 'prefix-list':
    case 'transit-gateway':
      return [];
  }
}

function ids(...references: readonly Parameters<typeof referenceId>[0][]): string[] {
  return references.flatMap((reference) => referenceId(reference) ?? []);
}

function endHeader({ after }: Comparison, { source, destination }: FlowChange): Origin | undefined {
  for (const end of [destination, source]) {
    const part =
      end.kind === 'group'
        ? after.groups.get(end.id)
        : end.kind === 'attachment'
          ? after.attachments.get(end.id)
          : undefined;
    if (part !== undefined) return part.headerOrigin;
  }
  return undefined;
}
