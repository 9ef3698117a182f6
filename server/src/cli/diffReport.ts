/** What an edit lost and gained in the shape of the JSON of `diff`. */

import type { RootAnalysis } from '../analysis/workspace';
import type { Peer, Rule } from '../network/model';
import { referenceId } from '../network/networkModel';
import { describeServices } from '../network/services';
import { examplePacket } from '../packets/examplePacket';
import { formatIpPrefix } from '../packets/ipPrefix';
import { NO_PACKETS } from '../packets/packetSet';
import type { Flow, ProofStep } from '../reachability/answer';
import { EXPLANATIONS } from '../reachability/explanations';
import { ruleTraffic } from '../reachability/rulePackets';
import type { BlamedChange, FlowChange } from '../review/comparison';
import type { Origin } from '../source/origin';
import type { Range } from '../source/lineIndex';
import type { FlowContext, ReportedFlow } from './flowReport';
import { optionalPlace, reportFlow } from './flowReport';
import type { OpenedWorkspace } from './openWorkspace';
import { flowContext } from './reachReport';
import type { ReportedFinding } from './report';

export interface ReportedEdit {
  /** In the current texts: of a rule that was removed, the header of its group. */
  readonly file: string | null;
  readonly range: Range | null;
  readonly summary: string;
}

export interface ReportedChange extends ReportedFlow {
  /** Null where no rule was edited: addresses or attachments changed. */
  readonly edit: ReportedEdit | null;
}

export interface DiffReport {
  readonly version: 1;
  readonly base: string;
  readonly lost: readonly ReportedChange[];
  readonly gained: readonly ReportedChange[];
  /** Of the review checks only. */
  readonly findings: readonly ReportedFinding[];
}

/** Flows of every root that both versions have. */
export function diffReport(opened: OpenedWorkspace, findings: readonly ReportedFinding[]): DiffReport {
  const lost: ReportedChange[] = [];
  const gained: ReportedChange[] = [];
  for (const analysis of opened.roots) {
    const comparison = analysis.comparison();
    const context = flowContext(opened, analysis);
    for (const change of comparison?.lost ?? []) lost.push(...reportChange(change, context, analysis));
    for (const change of comparison?.gained ?? []) gained.push(...reportChange(change, context, analysis));
  }
  return { version: 1, base: opened.workspace.baseLabel ?? '', lost, gained, findings };
}

function reportChange(change: FlowChange, context: FlowContext, analysis: RootAnalysis): ReportedChange[] {
  const example = examplePacket(change.packets);
  if (example === undefined) return [];
  const flow: Flow = {
    source: change.source,
    destination: change.destination,
    certain: change.certainty === 'certain' ? change.packets : NO_PACKETS,
    possible: change.packets,
    proof: change.rules.map(proofStep),
    example,
  };
  const [blamed] = change.changes;
  const edit = blamed === undefined ? null : reportEdit(blamed, context, analysis);
  return reportFlow(flow, context).map((reported) => ({ ...reported, edit }));
}

function proofStep(rule: Rule): ProofStep {
  const code = rule.peers.some((peer) => peer.kind === 'group')
    ? 'allowed-by-group-rule'
    : rule.peers.some((peer) => peer.kind === 'prefix-list')
      ? 'allowed-by-prefix-list-rule'
      : 'allowed-by-address-rule';
  return {
    step: rule.direction === 'egress' ? 'source-egress' : 'destination-ingress',
    verdict: 'allow',
    code,
    message: EXPLANATIONS[code],
    certainty: rule.certainty,
    rule,
    origin: rule.headerOrigin,
  };
}

function reportEdit(
  { change, group, peer }: BlamedChange,
  context: FlowContext,
  analysis: RootAnalysis,
): ReportedEdit {
  const { before, after } = change;
  const view = analysis.root.model().views.get(group);
  if (after === undefined) {
    return {
      ...optionalPlace(view?.group?.headerOrigin, context),
      summary: `${before?.address ?? 'a rule'} was removed`,
    };
  }
  const place = optionalPlace(editedOrigin(after, peer), context);
  if (before === undefined) return { ...place, summary: `${after.address} was added` };
  return { ...place, summary: `${after.address} was changed: ${differences(before, after)}` };
}

function editedOrigin(rule: Rule, peer: Peer): Origin {
  const same = rule.peers.find((each) => each === peer);
  return same?.argumentOrigin ?? rule.origins.peers[0] ?? rule.headerOrigin;
}

function differences(before: Rule, after: Rule): string {
  const parts = [
    [describeServices(ruleTraffic(before).possible), describeServices(ruleTraffic(after).possible)],
    [peersText(before), peersText(after)],
  ] as const;
  const changed = parts.filter(([old, current]) => old !== current);
  return (
    changed.map(([old, current]) => `${old} became ${current}`).join(', ') || 'it belongs to another group'
  );
}

function peersText(rule: Rule): string {
  return rule.peers.map(peerText).join(', ') || 'nobody';
}

function peerText(peer: Peer): string {
  switch (peer.kind) {
    case 'cidr':
      return formatIpPrefix(peer.prefix);
    case 'group':
      return peer.self ? 'itself' : (referenceId(peer.group) ?? 'a group that is not known');
    case 'prefix-list':
      return referenceId(peer.list) ?? 'a prefix list that is not known';
    case 'invalid-cidr':
      return peer.text;
    case 'unknown':
      return `something that is not known (${peer.reason})`;
  }
}
