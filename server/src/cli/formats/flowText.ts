/** The parts of the text of `reach`: ends, steps of proofs and blockers, as lines for a terminal. */

import type { StepKind } from '../../reachability/answer';
import { serviceName } from '../../network/services';
import type { ReportedBlocker, ReportedEnd, ReportedPacket, ReportedStep } from '../flowReport';
import { placeText } from '../places';
import type { Colours } from '../terminal';
import { printable } from '../terminal';
import { wrapText } from '../wrap';

/** Where something holds: which root, in which environment. */
export interface Where {
  readonly root: string;
  readonly environment: string | null;
}

export interface ReachTextOptions {
  readonly colours: Colours;
  readonly columns: number;
  /** The name a person gave the end, beside its address (`prod-db-sg`); undefined where there is none. */
  readonly nameOf: (end: ReportedEnd, where: Where) => string | undefined;
  /** The question in words: `prod-api-sg → prod-db-sg on tcp/5432 postgres`. */
  readonly question: string;
  /** `--to`; undefined: everything. */
  readonly destination: string | undefined;
  /** Everything that is reached is a list, without proofs. */
  readonly asList: boolean;
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

/** Some protocols with their ports; what only may flow is marked. */
export function trafficsText(
  traffics: readonly { readonly protocol: string; readonly ports: string; readonly certainty: string }[],
  colours: Colours,
): string {
  const texts = new Map(traffics.map((each) => [trafficText(each), each.certainty]));
  return Array.from(texts, ([text, certainty]) =>
    certainty === 'certain' ? colours.green(text) : `${colours.yellow(text)} ${colours.dim('(may)')}`,
  ).join(', ');
}

/** `for example tcp 10.0.0.1:49152 → 10.0.1.1:5432`. */
export function exampleLine(example: ReportedPacket, colours: Colours): string {
  const port = (value: number | null): string => (value === null ? '' : `:${value}`);
  const ends = [
    bracketed(example.source, example.sourcePort !== null) + port(example.sourcePort),
    bracketed(example.destination, example.destinationPort !== null) + port(example.destinationPort),
  ];
  return colours.dim(`    for example ${example.protocol} ${ends.join(' → ')}`);
}

function bracketed(address: string, hasPort: boolean): string {
  return hasPort && address.includes(':') ? `[${address}]` : address;
}

export function endText(end: ReportedEnd, flow: Where, options: ReachTextOptions): string {
  const { colours } = options;
  if (end.kind === 'internet') return colours.bold('the internet');
  const name = options.nameOf(end, flow);
  if (name === undefined || name === end.address) return colours.bold(printable(end.address));
  return `${colours.bold(printable(name))} ${colours.dim(printable(end.address))}`;
}

export function stepLines(step: ReportedStep, options: ReachTextOptions): string[] {
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

export function stepLabel(step: StepKind): string {
  return labels[step];
}

export function blockerLines(blocker: ReportedBlocker, options: ReachTextOptions): string[] {
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
