/** `reach --format text`: the verdict, the ways through or what is in the way, and what to do about it. */

import type { ReportedFlow } from '../flowReport';
import type { ReachReport } from '../reachReport';
import type { Colours } from '../terminal';
import { printable } from '../terminal';
import {
  blockerLines,
  endText,
  exampleLine,
  stepLines,
  trafficsText,
  type ReachTextOptions,
  type Where,
} from './flowText';
import { holderLines, neededLines, nearestWayLines, pathLines, reachedLines } from './pathText';

/** Flows that share their proof are shown once, with all their ports. */
interface Way {
  readonly flow: ReportedFlow;
  readonly ports: ReportedFlow[];
}

const maxWays = 40;

export function reachText(report: ReachReport, options: ReachTextOptions): string {
  const { colours } = options;
  const { paths, nearestWays } = report;
  const several =
    new Set([...report.flows, ...report.blockedBy, ...(paths ?? []), ...nearestWays].map(contextOf)).size > 1;
  const lines = [`${verdictText(report, colours)}  ${colours.bold(printable(options.question))}`, ''];
  let context = '';
  /** A heading where another root begins, and these lines. */
  const add = (where: Where, ...added: readonly string[]): void => {
    if (several && contextOf(where) !== context) {
      context = contextOf(where);
      lines.push(colours.underline(printable(context)), '');
    }
    lines.push(...added);
  };
  for (const holders of report.holders) add(holders, ...holderLines(holders, options), '');
  if (paths !== null && options.destination === undefined) {
    for (const ofRoot of byContext(paths)) {
      const [first] = ofRoot;
      if (first !== undefined) add(first, ...reachedLines(ofRoot, options));
    }
    if (paths.length > 0) return finished(lines);
  }
  const ways = waysOf(report.flows);
  for (const { flow, ports } of ways.slice(0, maxWays)) add(flow, ...wayLines(flow, ports, options), '');
  if (ways.length > maxWays) {
    lines.push(colours.dim(`  and ${ways.length - maxWays} more; --format json has them all`), '');
  }
  if (report.verdict === 'unreachable') {
    for (const path of (paths ?? []).slice(0, maxWays)) add(path, ...pathLines(path, options), '');
    for (const way of nearestWays) add(way, ...nearestWayLines(way, options), '');
  }
  // Over hops, what is in the way of a direct connection is beside the point.
  const told = new Set([...(paths ?? []), ...nearestWays].map(contextOf));
  for (const blocker of report.blockedBy) {
    if (!told.has(contextOf(blocker))) add(blocker, ...blockerLines(blocker, options), '');
  }
  for (const needed of report.needed) add(needed, ...neededLines(needed, options));
  return finished(lines);
}

function finished(lines: readonly string[]): string {
  return `${lines.join('\n').trimEnd()}\n`;
}

function byContext<Thing extends Where>(things: readonly Thing[]): readonly (readonly Thing[])[] {
  const found = new Map<string, Thing[]>();
  for (const thing of things) {
    const list = found.get(contextOf(thing));
    if (list === undefined) found.set(contextOf(thing), [thing]);
    else list.push(thing);
  }
  return [...found.values()];
}

function contextOf({ root, environment }: Where): string {
  return environment === null ? root : `${root} (${environment})`;
}

function verdictText({ verdict, paths }: ReachReport, colours: Colours): string {
  switch (verdict) {
    case 'reachable':
      return colours.green(colours.bold('REACHABLE'));
    case 'possibly-reachable':
      return colours.yellow(colours.bold('POSSIBLY REACHABLE'));
    case 'unreachable': {
      if (paths === null || paths.length === 0) return colours.red(colours.bold('NOT REACHABLE'));
      const isSure = paths.some(({ certainty }) => certainty === 'certain');
      const text = isSure ? 'REACHABLE OVER HOPS' : 'POSSIBLY REACHABLE OVER HOPS';
      return colours.yellow(colours.bold(text));
    }
  }
}

function waysOf(flows: readonly ReportedFlow[]): Way[] {
  const ways = new Map<string, Way>();
  for (const flow of flows) {
    const rules = flow.proof.map(({ rule, code }) => rule ?? code).join();
    const key = [contextOf(flow), flow.source.address, flow.destination.address, rules].join('\t');
    const way = ways.get(key);
    if (way === undefined) ways.set(key, { flow, ports: [flow] });
    else way.ports.push(flow);
  }
  return [...ways.values()];
}

function wayLines(flow: ReportedFlow, ports: readonly ReportedFlow[], options: ReachTextOptions): string[] {
  const { colours } = options;
  const arrow = colours.dim('→');
  const ends = `${endText(flow.source, flow, options)} ${arrow} ${endText(flow.destination, flow, options)}`;
  return [
    `  ${ends}  ${trafficsText(ports, colours)}`,
    ...flow.proof.flatMap((step) => stepLines(step, options)),
    exampleLine(flow.example, colours),
  ];
}
