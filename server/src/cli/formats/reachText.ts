/** `reach --format text`: the verdict, the ways through or what is in the way, and what to do about it. */

import type { StepKind } from '../../reachability/answer';
import { serviceName } from '../../network/services';
import type { ReportedBlocker, ReportedEnd, ReportedFlow, ReportedStep } from '../flowReport';
import { placeText } from '../places';
import type { ReachReport } from '../reachReport';
import type { Colours } from '../terminal';
import { printable } from '../terminal';
import { wrapText } from '../wrap';

export interface ReachTextOptions {
  readonly colours: Colours;
  readonly columns: number;
  /** The name a person gave the end, beside its address (`prod-db-sg`); undefined where there is none. */
  readonly nameOf: (
    end: ReportedEnd,
    flow: { readonly root: string; readonly environment: string | null },
  ) => string | undefined;
  /** The question in words: `prod-api-sg → prod-db-sg on tcp/5432 postgres`. */
  readonly question: string;
}

/** Flows that share their proof are shown once, with all their ports. */
interface Way {
  readonly flow: ReportedFlow;
  readonly ports: { readonly text: string; readonly certainty: ReportedFlow['certainty'] }[];
}

const maxWays = 40;

export function reachText(report: ReachReport, options: ReachTextOptions): string {
  const { colours } = options;
  const several = new Set([...report.flows, ...report.blockedBy].map(contextOf)).size > 1;
  const lines = [`${verdictText(report, colours)}  ${colours.bold(printable(options.question))}`, ''];
  const ways = waysOf(report.flows);
  let context = '';
  for (const { flow, ports } of ways.slice(0, maxWays)) {
    if (several && contextOf(flow) !== context) {
      context = contextOf(flow);
      lines.push(colours.underline(printable(context)), '');
    }
    lines.push(...wayLines(flow, ports, options), '');
  }
  if (ways.length > maxWays) {
    lines.push(colours.dim(`  and ${ways.length - maxWays} more; --format json has them all`), '');
  }
  for (const blocker of report.blockedBy) {
    if (several && contextOf(blocker) !== context) {
      context = contextOf(blocker);
      lines.push(colours.underline(printable(context)), '');
    }
    lines.push(...blockerLines(blocker, options), '');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function contextOf({
  root,
  environment,
}: {
  readonly root: string;
  readonly environment: string | null;
}): string {
  return environment === null ? root : `${root} (${environment})`;
}

function verdictText({ verdict }: ReachReport, colours: Colours): string {
  switch (verdict) {
    case 'reachable':
      return colours.green(colours.bold('REACHABLE'));
    case 'possibly-reachable':
      return colours.yellow(colours.bold('POSSIBLY REACHABLE'));
    case 'unreachable':
      return colours.red(colours.bold('NOT REACHABLE'));
  }
}

function waysOf(flows: readonly ReportedFlow[]): Way[] {
  const ways = new Map<string, Way>();
  for (const flow of flows) {
    const rules = flow.proof.map(({ rule, code }) => rule ?? code).join();
    const key = [contextOf(flow), flow.source.address, flow.destination.address, rules].join('\t');
    const entry = { text: trafficText(flow), certainty: flow.certainty };
    const way = ways.get(key);
    if (way === undefined) ways.set(key, { flow, ports: [entry] });
    else if (!way.ports.some(({ text }) => text === entry.text)) way.ports.push(entry);
  }
  return [...ways.values()];
}

/** `tcp/5432 postgres`, `all traffic`, `all traffic except tcp/443`. */
export function trafficText({
  protocol,
  ports,
}: {
  readonly protocol: string;
  readonly ports: string;
}): string {
  if (protocol === 'all') return `all traffic${ports.slice('all'.length)}`;
  if (ports === 'all') return `all ${protocol}`;
  if (protocol.startsWith('icmp')) return `${protocol} ${ports}`;
  const number = protocol === 'tcp' ? 6 : protocol === 'udp' ? 17 : undefined;
  const service =
    number === undefined || !/^\d+$/.test(ports) ? undefined : serviceName(number, Number(ports));
  return `${protocol}/${ports}${service === undefined ? '' : ` ${service}`}`;
}

function wayLines(flow: ReportedFlow, ports: Way['ports'], options: ReachTextOptions): string[] {
  const { colours } = options;
  const traffic = ports
    .map(({ text, certainty }) =>
      certainty === 'certain' ? colours.green(text) : `${colours.yellow(text)} ${colours.dim('(may)')}`,
    )
    .join(', ');
  const lines = [
    `  ${endText(flow.source, flow, options)} ${colours.dim('→')} ${endText(flow.destination, flow, options)}  ${traffic}`,
  ];
  for (const step of flow.proof) lines.push(...stepLines(step, options));
  const { example } = flow;
  const port = (value: number | null): string => (value === null ? '' : `:${value}`);
  const ends = [
    bracketed(example.source, example.sourcePort !== null) + port(example.sourcePort),
    bracketed(example.destination, example.destinationPort !== null) + port(example.destinationPort),
  ];
  lines.push(colours.dim(`    for example ${example.protocol} ${ends.join(' → ')}`));
  return lines;
}

function bracketed(address: string, hasPort: boolean): string {
  return hasPort && address.includes(':') ? `[${address}]` : address;
}

function endText(end: ReportedEnd, flow: ReportedFlow, options: ReachTextOptions): string {
  const { colours } = options;
  if (end.kind === 'internet') return colours.bold('the internet');
  const name = options.nameOf(end, flow);
  if (name === undefined || name === end.address) return colours.bold(printable(end.address));
  return `${colours.bold(printable(name))} ${colours.dim(printable(end.address))}`;
}

function stepLines(step: ReportedStep, options: ReachTextOptions): string[] {
  const { colours } = options;
  const mark =
    step.verdict === 'deny'
      ? colours.red('✗')
      : step.certainty === 'certain'
        ? colours.green('✓')
        : colours.yellow('?');
  const label = stepLabel(step.step).padEnd(labelWidth);
  const indent = ' '.repeat(labelWidth + 8);
  const [first = '', ...rest] = wrapText(printable(step.message), options.columns - indent.length);
  const lines = [`    ${mark} ${colours.dim(label)}  ${first}`, ...rest.map((line) => indent + line)];
  const place = optionalPlaceText(step);
  const rule = step.rule === null || step.message.includes(step.rule) ? '' : `${printable(step.rule)} `;
  if (place !== '') lines.push(`${indent}${rule}${colours.cyan(place)}`);
  return lines;
}

const labels: Readonly<Record<StepKind, string>> = {
  'source-egress': 'leaves the source',
  'source-acl': 'leaves its subnet',
  route: 'route',
  'destination-acl': 'enters the subnet',
  'destination-ingress': 'enters the target',
  hop: 'by way of',
};
const labelWidth = Math.max(...Object.values(labels).map((label) => label.length));

function stepLabel(step: StepKind): string {
  return labels[step];
}

function blockerLines(blocker: ReportedBlocker, options: ReachTextOptions): string[] {
  const { colours } = options;
  const indent = ' '.repeat(labelWidth + 8);
  const [first = '', ...rest] = wrapText(printable(blocker.message), options.columns - indent.length);
  const lines = [
    `    ${colours.red('✗')} ${colours.dim(stepLabel(blocker.step).padEnd(labelWidth))}  ${first}`,
    ...rest.map((line) => indent + line),
  ];
  const place = optionalPlaceText(blocker);
  if (place !== '') lines.push(`${indent}${colours.cyan(place)}`);
  if (blocker.nearest !== null) {
    const where = optionalPlaceText(blocker.nearest);
    const text = `nearest rule ${printable(blocker.nearest.rule)}`;
    lines.push(`${indent}${text}${where === place ? '' : `  ${colours.cyan(where)}`}`);
  }
  return lines;
}

function optionalPlaceText({ file, range }: Pick<ReportedStep, 'file' | 'range'>): string {
  return file === null || range === null ? '' : printable(placeText({ file, range }));
}
