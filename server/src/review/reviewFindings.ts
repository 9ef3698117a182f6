/**
 * The findings of a review: lost flows, gained flows, and groups replaced by addresses, in words for the person whose
 * edit it was. One finding per edit and destination, however many sources it concerns.
 */

import { trafficOf } from '../packets/packetSet';
import { formatPortSet } from '../packets/portSet';
import { isTrafficSubset, unionAllTraffic } from '../packets/trafficSet';
import type { Finding, RelatedPlace, Severity } from '../checks/check';
import { describeServices } from '../network/services';
import type { Endpoint } from '../reachability/answer';
import { endpointKey, endpointName, groupName } from '../reachability/names';
import { placementAssumingReader, type NetworkReader } from '../reachability/networkReader';
import type { Fix } from '../source/edit';
import type { Origin } from '../source/origin';
import { blameChange, blameOf, listed, peerName, type Blame } from './blame';
import type { BlamedChange, Comparison, FlowChange, GroupReplacement } from './comparison';
import { restoreFix, revertFix } from './restore';
import { takeBackFix } from './restoreNetwork';
import { concernsMost, endName, lostMessage, RECONNECT } from './lostWords';
import type { ReviewTexts } from './reviewTexts';

/** The findings of a comparison, lost flows first. Those that cannot be placed in the later version are left out. */
export function reviewFindings(comparison: Comparison, texts: ReviewTexts): Finding[] {
  const reader = placementAssumingReader(comparison.after);
  const replaced = comparison.replaced.flatMap((replacement) => {
    const finding = replacementFinding(comparison, reader, replacement, texts);
    return finding === undefined ? [] : [{ replacement, finding }];
  });
  const told = replaced.map(({ replacement }) => replacement);
  const gained = comparison.gained.filter((flow) => isNews(flow) && !isTold(flow, told));
  return [
    ...gatherByEdit(comparison, comparison.lost, texts).map((gathered) =>
      lostFinding(comparison, reader, gathered, texts),
    ),
    ...replaced.map(({ finding }) => finding),
    ...gatherByEdit(comparison, gained, texts).map((gathered) =>
      gainedFinding(comparison, reader, gathered, texts),
    ),
  ];
}

/**
 * The address that stands where a group stood comes in newly, of course: the finding of the replacement names it, and a
 * second one on the same line would be noise at the worst time. `diff` lists it. More ports, or the internet, are told.
 */
function isTold(flow: FlowChange, replaced: readonly GroupReplacement[]): boolean {
  return (
    flow.source.kind === 'cidr' &&
    flow.changes.length > 0 &&
    flow.changes.every(({ group, direction, change }) =>
      replaced.some(
        (replacement) =>
          direction === 'ingress' &&
          replacement.destination === group &&
          replacement.before === change.before &&
          replacement.after === change.after &&
          isTrafficSubset(trafficOf(flow.packets), trafficOf(replacement.packets)),
      ),
    )
  );
}

/** What a group can newly reach outside says nothing about who comes in: `diff` lists it, but it is no finding. */
function isNews(flow: FlowChange): boolean {
  return flow.destination.kind === 'group' || flow.destination.kind === 'attachment';
}

interface Gathered {
  readonly blame: Blame;
  readonly flows: FlowChange[];
  readonly first: FlowChange;
}

function gatherByEdit(comparison: Comparison, flows: readonly FlowChange[], texts: ReviewTexts): Gathered[] {
  const gathered: Gathered[] = [];
  for (const flow of flows) {
    const blame = blameOf(comparison, flow, texts);
    if (blame === undefined) continue;
    const same = gathered.find(
      (each) =>
        isSamePlace(each.blame.origin, blame.origin) &&
        each.first.certainty === flow.certainty &&
        each.first.doubt === flow.doubt &&
        isToldTogether(each.first, flow),
    );
    if (same === undefined) gathered.push({ blame, flows: [flow], first: flow });
    else same.flows.push(flow);
  }
  return gathered;
}

/** To one destination; of what a balancer forwards, to all its targets. */
function isToldTogether(left: FlowChange, right: FlowChange): boolean {
  if (left.along?.kind !== right.along?.kind) return false;
  const [one, other] = [left, right].map(({ along, source, destination, unansweredPorts }) =>
    along?.kind === 'forwarding'
      ? `${along.purpose} ${along.steps.join()} ${endpointKey(source)}`
      : `${endpointKey(destination)} ${unansweredPorts === undefined ? '' : formatPortSet(unansweredPorts)}`,
  );
  return one === other;
}

function isSamePlace(left: Origin, right: Origin): boolean {
  return left.anchor === right.anchor && left.start === right.start && left.end === right.end;
}

function lostFinding(
  comparison: Comparison,
  reader: NetworkReader,
  { blame, flows, first }: Gathered,
  texts: ReviewTexts,
): Finding {
  const message = lostMessage(reader, flows, first, blame);
  const restorations = blame.edits === undefined ? flows.flatMap((flow) => flow.changes) : [];
  const fix =
    blame.edits === undefined
      ? restoreFix(comparison, restorations, texts)
      : takeBackFix(comparison, blame.edits, texts, true);
  return {
    code: 'reachability-removed',
    severity: concernsMost(first) ? 'error' : 'warning',
    certainty: first.certainty,
    message,
    origin: blame.origin,
    resource: blame.resource,
    related: endPlaces(reader, flows),
    fixes: withPlainRestore(fix, comparison, restorations[0], texts),
  };
}

/** Beside a fix that keeps what is new: the rule simply as it was. */
function withPlainRestore(
  fix: Fix | undefined,
  comparison: Comparison,
  blamed: BlamedChange | undefined,
  texts: ReviewTexts,
): readonly Fix[] {
  const before = blamed?.change.before;
  const plain =
    fix === undefined || blamed === undefined || before === undefined
      ? undefined
      : revertFix(comparison, blamed, texts);
  const isOther = plain !== undefined && plain.title !== fix?.title;
  return [fix, isOther ? plain : undefined].filter((each) => each !== undefined);
}

function replacementFinding(
  comparison: Comparison,
  reader: NetworkReader,
  replacement: GroupReplacement,
  texts: ReviewTexts,
): Finding | undefined {
  const { before, after, peer, certainty } = replacement;
  const blamed = {
    direction: 'ingress',
    group: replacement.destination,
    change: { before, after },
    peer,
  } as const;
  const traffic = trafficOf(replacement.packets);
  const blame = blameChange(comparison, blamed, traffic, texts);
  if (blame === undefined) return undefined;
  const source = groupName(reader, replacement.source);
  const destination = groupName(reader, replacement.destination);
  const addresses = listed(replacement.replacedBy.map((each) => peerName(comparison.after, each)));
  const fix = restoreFix(
    comparison,
    [blamed],
    texts,
    `Put ${source} back and keep ${addresses} as a second rule`,
  );
  const [isOrMay, are] = certainty === 'certain' ? ['shuts', 'out'] : ['may shut', 'out'];
  return {
    code: 'group-source-replaced-by-address',
    severity: 'error',
    certainty,
    message:
      `Replacing ${source} by ${addresses} ${isOrMay} every member of ${source} ${are} of ${destination} on ` +
      `${describeServices(traffic)}. ${RECONNECT} Put the group back and admit the address by a rule of its own.`,
    origin: blame.origin,
    resource: after.resource,
    related: endPlaces(reader, [
      {
        source: { kind: 'group', id: replacement.source },
        destination: { kind: 'group', id: replacement.destination },
      },
    ]),
    fixes: withPlainRestore(fix, comparison, blamed, texts),
  };
}

function gainedFinding(
  comparison: Comparison,
  reader: NetworkReader,
  { blame, flows, first }: Gathered,
  texts: ReviewTexts,
): Finding {
  const sources = listed(flows.map((flow) => endName(reader, flow, 'source')));
  const destination = endName(reader, first, 'destination');
  const traffic = describeServices(unionAllTraffic(flows.map((flow) => trafficOf(flow.packets))));
  const isPublic = flows.some((flow) => flow.source.kind === 'internet');
  const severity: Severity = isPublic ? 'error' : 'warning';
  const can = first.certainty === 'certain' ? 'can' : 'may';
  const [blamed] = first.changes;
  const fix =
    blame.edits !== undefined
      ? takeBackFix(comparison, blame.edits, texts, false)
      : blamed === undefined
        ? undefined
        : revertFix(comparison, blamed, texts);
  return {
    code: 'reachability-added',
    severity,
    certainty: first.certainty,
    message: `${sources} ${can} now reach ${destination} on ${traffic}, which was not so before: ${blame.summary}.`,
    origin: blame.origin,
    resource: blame.resource,
    related: endPlaces(reader, flows),
    fixes: fix === undefined ? [] : [fix],
  };
}

function endPlaces(
  reader: NetworkReader,
  flows: readonly { readonly source: Endpoint; readonly destination: Endpoint }[],
): RelatedPlace[] {
  const places = new Map<string, RelatedPlace>();
  for (const flow of flows) {
    for (const end of ['source', 'destination'] as const) {
      const endpoint = flow[end];
      const origin = headerOf(reader, endpoint);
      if (origin === undefined) continue;
      places.set(endpointKey(endpoint), { origin, message: `The ${end}: ${endpointName(reader, endpoint)}` });
    }
  }
  return [...places.values()];
}

function headerOf(reader: NetworkReader, endpoint: Endpoint): Origin | undefined {
  if (endpoint.kind === 'group') return reader.view(endpoint.id)?.group?.headerOrigin;
  return endpoint.kind === 'attachment' ? reader.attachment?.(endpoint.id)?.headerOrigin : undefined;
}
