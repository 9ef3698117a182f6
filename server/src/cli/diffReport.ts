/** What an edit lost and gained in the shape of the JSON of `diff`. */

import type { RootAnalysis } from '../analysis/workspace';
import type { Rule } from '../network/model';
import { examplePacket } from '../packets/examplePacket';
import { NO_PACKETS } from '../packets/packetSet';
import type { Flow, ProofStep } from '../reachability/answer';
import { EXPLANATIONS } from '../reachability/explanations';
import type { FlowChange } from '../review/comparison';
import type { Range } from '../source/lineIndex';
import type { FlowContext, ReportedFlow } from './flowReport';
import { optionalPlace, reportFlow } from './flowReport';
import type { OpenedWorkspace } from './openWorkspace';
import { flowContext } from './reachReport';
import type { ReportedFinding } from './report';

export interface ReportedEdit {
  /** In the current texts: of what was removed, where it is missed. */
  readonly file: string | null;
  readonly range: Range | null;
  readonly summary: string;
}

export interface ReportedChange extends ReportedFlow {
  /** Null where nothing of the current texts can be pointed at. */
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
  const blame = analysis.blame(change);
  const edit =
    blame === undefined ? null : { ...optionalPlace(blame.origin, context), summary: blame.summary };
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
