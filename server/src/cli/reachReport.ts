/** The question of `reach`, asked of every root that knows its ends, and the answers put together. */

import { neededRules } from '../analysis/neededRules';
import type { RootAnalysis } from '../analysis/workspace';
import { parseProtocol } from '../packets/protocol';
import type { ReachQuery } from '../reachability/answer';
import { answerOverHops } from '../reachability/hopAnswer';
import type { PathQuery } from '../reachability/paths';
import { askedTraffic, reach } from '../reachability/reach';
import { relativePath } from '../source/documentUri';
import { cliError } from './cliError';
import { endpointIn, unknownEnd } from './endpoints';
import type { FlowContext, ReportedBlocker, ReportedFlow } from './flowReport';
import { reportBlocker, reportFlow } from './flowReport';
import type { ReportedHolders } from './holdersReport';
import { reportHolders } from './holdersReport';
import type { ReportedNeeds } from './neededReport';
import { reportNeeded } from './neededReport';
import type { OpenedWorkspace } from './openWorkspace';
import type { ReportedPath, ReportedWay } from './pathReport';
import { reportPaths, reportWay } from './pathReport';

export interface ReachReport {
  readonly version: 1;
  /** Of all roots: reachable where one says so. */
  readonly verdict: 'reachable' | 'possibly-reachable' | 'unreachable';
  readonly flows: readonly ReportedFlow[];
  readonly blockedBy: readonly ReportedBlocker[];
  /** Over several hops: one for each thing reached. Null where only one hop was asked about. */
  readonly paths: readonly ReportedPath[] | null;
  /** Where no path leads to what was asked for: the ways that lack the least, one for each root. */
  readonly nearestWays: readonly ReportedWay[];
  /** What would have to be added, where nothing flows between two ends. */
  readonly needed: readonly ReportedNeeds[];
  /** Where an end is an address: who may have it, and whether that one reaches the other end. */
  readonly holders: readonly ReportedHolders[];
}

export interface ReachQuestion {
  readonly from?: string;
  readonly to?: string;
  readonly protocol?: string;
  readonly port?: string;
  /** How many hops a path may have, or `any`; without it `any` from the internet and 1 from elsewhere. */
  readonly hops?: string;
  /** Everything that the source reaches, over any number of hops. */
  readonly blastRadius?: boolean;
}

/** Asks. Throws a CliError for a question that nothing here can answer. */
export function reachReport(opened: OpenedWorkspace, question: ReachQuestion): ReachReport {
  const traffic = trafficOfQuestion(question);
  const hops = hopsOfQuestion(question);
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
    const { root } = analysis;
    return [{ root, model, query, context: flowContext(opened, analysis), answer: reach(model, query) }];
  });
  if (asked.length === 0) throw unanswerable(opened, question);
  const verdicts = asked.map(({ answer }) => answer.verdict);
  const verdict = (['reachable', 'possibly-reachable'] as const).find((each) => verdicts.includes(each));
  const paths: ReportedPath[] = [];
  const nearestWays: ReportedWay[] = [];
  const needed: ReportedNeeds[] = [];
  for (const { root, model, query, context, answer } of asked) {
    const { source, destination } = query;
    if (source === undefined) continue;
    const pathQuery: PathQuery = {
      source,
      ...(destination === undefined ? {} : { destination }),
      traffic: askedTraffic(query),
      ...(hops === 'any' ? {} : { maxHops: hops }),
    };
    const overHops = hops === 1 ? undefined : answerOverHops(model, pathQuery);
    const way = overHops?.nearestWay;
    if (overHops !== undefined) paths.push(...reportPaths(overHops, context));
    if (way !== undefined) nearestWays.push(reportWay(way, context));
    const isLost = answer.verdict === 'unreachable' && (overHops?.paths.length ?? 0) === 0;
    if (destination === undefined || !isLost) continue;
    for (const each of neededRules(root, { ...pathQuery, destination }, way)) {
      needed.push(reportNeeded(opened.workspace, each, each, context));
    }
  }
  return {
    version: 1,
    verdict: verdict ?? 'unreachable',
    flows: asked.flatMap(({ context, answer }) => answer.flows.flatMap((flow) => reportFlow(flow, context))),
    blockedBy: asked.flatMap(({ context, answer }) =>
      answer.blockedBy.map((blocker) => reportBlocker(blocker, context)),
    ),
    paths: hops === 1 ? null : paths,
    nearestWays,
    needed,
    holders: asked.flatMap(({ model, query, context }) => reportHolders(model, query, context)),
  };
}

/** `--hops` and `--blast-radius`: the longest path that is looked for. */
export function hopsOfQuestion({ hops, blastRadius, from, to }: ReachQuestion): number | 'any' {
  if (blastRadius === true) {
    if (from === undefined || to !== undefined) {
      throw cliError(
        '--blast-radius is about one end.',
        'It tells all that the end reaches.',
        'Give --from alone.',
      );
    }
  }
  if (hops === undefined) return blastRadius === true || from === 'internet' ? 'any' : 1;
  if (hops !== 'any' && !/^[1-9]\d{0,2}$/.test(hops)) {
    throw cliError(`--hops ${hops} is no number of hops.`, 'It is a number from 1, or any.', '');
  }
  if (from === undefined) {
    throw cliError(
      '--hops needs a source.',
      'Paths start somewhere.',
      'Give --from, for example --from internet.',
    );
  }
  return hops === 'any' ? 'any' : Number(hops);
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
