/** The question of `reach`, asked of every root that knows its ends, and the answers put together. */

import type { RootAnalysis } from '../analysis/workspace';
import { parseProtocol } from '../packets/protocol';
import type { ReachQuery } from '../reachability/answer';
import { reach } from '../reachability/reach';
import { relativePath } from '../source/documentUri';
import { cliError } from './cliError';
import { endpointIn, unknownEnd } from './endpoints';
import type { FlowContext, ReportedBlocker, ReportedFlow } from './flowReport';
import { reportBlocker, reportFlow } from './flowReport';
import type { OpenedWorkspace } from './openWorkspace';

export interface ReachReport {
  readonly version: 1;
  /** Of all roots: reachable where one says so. */
  readonly verdict: 'reachable' | 'possibly-reachable' | 'unreachable';
  readonly flows: readonly ReportedFlow[];
  readonly blockedBy: readonly ReportedBlocker[];
}

export interface ReachQuestion {
  readonly from?: string;
  readonly to?: string;
  readonly protocol?: string;
  readonly port?: string;
}

/** Asks. Throws a CliError for a question that nothing here can answer. */
export function reachReport(opened: OpenedWorkspace, question: ReachQuestion): ReachReport {
  const traffic = trafficOfQuestion(question);
  const asked = opened.roots.flatMap((analysis) => {
    const model = analysis.root.model();
    const source = question.from === undefined ? undefined : endpointIn(model, question.from);
    const destination = question.to === undefined ? undefined : endpointIn(model, question.to);
    if (question.from !== undefined && source === undefined) return [];
    if (question.to !== undefined && destination === undefined) return [];
    const query: ReachQuery = {
      ...(source === undefined ? {} : { source }),
      ...(destination === undefined ? {} : { destination }),
      ...traffic,
    };
    return [{ context: flowContext(opened, analysis), answer: reach(model, query) }];
  });
  if (asked.length === 0) throw unanswerable(opened, question);
  const verdicts = asked.map(({ answer }) => answer.verdict);
  const verdict = (['reachable', 'possibly-reachable'] as const).find((each) => verdicts.includes(each));
  return {
    version: 1,
    verdict: verdict ?? 'unreachable',
    flows: asked.flatMap(({ context, answer }) => answer.flows.flatMap((flow) => reportFlow(flow, context))),
    blockedBy: asked.flatMap(({ context, answer }) =>
      answer.blockedBy.map((blocker) => reportBlocker(blocker, context)),
    ),
  };
}

export function flowContext(opened: OpenedWorkspace, analysis: RootAnalysis): FlowContext {
  return {
    root: relativePath(opened.folderUri, analysis.root.directory),
    environment: analysis.root.environment ?? null,
    folder: opened.folderUri,
    locate: (origin) => opened.workspace.project.locate(origin),
  };
}

function unanswerable(opened: OpenedWorkspace, { from, to }: ReachQuestion): Error {
  const known = (text: string | undefined): boolean =>
    text === undefined || opened.roots.some(({ root }) => endpointIn(root.model(), text) !== undefined);
  if (from !== undefined && !known(from)) return unknownEnd('--from', from, opened.roots);
  if (to !== undefined && !known(to)) return unknownEnd('--to', to, opened.roots);
  return cliError(
    `No root module knows both ${from ?? ''} and ${to ?? ''}.`,
    'They belong to different root modules, which are applied apart.',
    'Ask with the address range or the sg-… id of one of them.',
  );
}

/** `--protocol` and `--port` as the engine takes them; ports without a protocol are those of TCP. */
export function trafficOfQuestion(question: ReachQuestion): Pick<ReachQuery, 'protocol' | 'ports'> {
  const protocol = question.protocol === undefined ? undefined : parseProtocol(question.protocol);
  if (question.protocol !== undefined && protocol === undefined) {
    throw cliError(
      `--protocol ${question.protocol} is no protocol.`,
      'A protocol is a name such as tcp, udp, icmp or icmpv6, a number from 0 to 255, or all.',
      '',
    );
  }
  if (question.port === undefined) return protocol === undefined || protocol === 'all' ? {} : { protocol };
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(question.port);
  const from = Number(match?.[1] ?? NaN);
  const to = Number(match?.[2] ?? from);
  if (!(from <= to && to <= 65_535)) {
    throw cliError(
      `--port ${question.port} is no port.`,
      'A port is a number from 0 to 65535, or a range such as 8000-8080.',
      '',
    );
  }
  if (protocol === 'all') {
    throw cliError(
      '--port needs a protocol.',
      'Of every protocol, only some have ports.',
      'Use --protocol tcp.',
    );
  }
  return { ...(protocol === undefined ? {} : { protocol }), ports: { from, to } };
}
