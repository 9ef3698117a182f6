/**
 * Paths over several hops as text: what is reached as a tree with the proof of every hop, or as a list; one path hop by
 * hop; and where there is none, the way that lacks the least with what to add.
 */

import type { ReportedHolders } from '../holdersReport';
import type { ReportedNeeds } from '../neededReport';
import type { ReportedHop, ReportedPath, ReportedWay } from '../pathReport';
import { placeText } from '../places';
import { printable } from '../terminal';
import { wrapText } from '../wrap';
import {
  blockerLines,
  endText,
  exampleLine,
  stepLabel,
  stepLines,
  trafficsText,
  type ReachTextOptions,
  type Where,
} from './flowText';

/** More lines than this nobody reads; the rest is counted. */
const maxListed = 60;
const maxProved = 25;

/** All that one root's source reaches. */
export function reachedLines(paths: readonly ReportedPath[], options: ReachTextOptions): string[] {
  const { colours } = options;
  const last = paths.at(-1);
  if (last === undefined) return [];
  const hops = last.hops.length;
  const things = paths.length === 1 ? '1 thing is' : `${paths.length} things are`;
  const over = hops === 1 ? 'over one hop' : `over at most ${hops} hops`;
  const lines = [`  ${things} reached ${over}:`, ''];
  if (options.asList) return [...lines, ...listLines(paths, options), ''];
  lines.push(...treeLines(paths, options), '');
  const proved = new Set<string>();
  for (const path of paths) {
    const hop = path.hops.at(-1);
    if (hop === undefined) continue;
    if (proved.size === maxProved) {
      lines.push(
        colours.dim(`  the proof of ${paths.length - maxProved} more is left out; --format json has it`),
        '',
      );
      break;
    }
    proved.add(path.destination.address);
    lines.push(...hopLines(hop, path, options), '');
  }
  const farthest = paths.find(({ hops: each }) => each.length === hops);
  if (farthest !== undefined && hops > 1) lines.push(...weakestLines(farthest, options), '');
  return lines;
}

/** As a tree from the source: a thing stands below the one that it is reached from. */
function treeLines(paths: readonly ReportedPath[], options: ReachTextOptions): string[] {
  const { colours } = options;
  const below = new Map<string, ReportedPath[]>();
  for (const path of paths) {
    const from = path.hops.at(-2)?.destination.address ?? '';
    const list = below.get(from);
    if (list === undefined) below.set(from, [path]);
    else list.push(path);
  }
  const [first] = paths;
  const source = first?.hops[0]?.source;
  if (first === undefined || source === undefined) return [];
  const sources = new Set(
    paths.flatMap(({ hops }) => (hops.length === 1 ? (hops[0]?.source.address ?? '') : [])),
  );
  const top = sources.size === 1 ? source : { kind: 'internet' as const, address: 'internet' };
  const lines = [`  ${endText(top, first, options)}`];
  const grow = (from: string, indent: string): void => {
    const branches = below.get(from) ?? [];
    for (const [index, path] of branches.entries()) {
      if (lines.length > maxListed) return;
      const isLast = index === branches.length - 1;
      const hop = path.hops.at(-1);
      const traffic = hop === undefined ? '' : trafficsText(hop.traffic, colours);
      const end = endText(path.destination, path, options);
      const part =
        hop !== undefined && path.hops.length === 1 && sources.size > 1 && hop.source.kind !== 'internet'
          ? colours.dim(` from ${printable(hop.source.address)}`)
          : '';
      lines.push(
        `  ${colours.dim(indent + (isLast ? '└─' : '├─'))} ${traffic}${part} ${colours.dim('→')} ${end}`,
      );
      grow(path.destination.address, `${indent}${isLast ? '   ' : '│  '}`);
    }
  };
  grow('', '');
  const left = paths.length - (lines.length - 1);
  if (left > 0) lines.push(colours.dim(`  and ${left} more; --format json has them all`));
  return lines;
}

/** As a list by the number of hops, with the ports of the last one. */
function listLines(paths: readonly ReportedPath[], options: ReachTextOptions): string[] {
  const { colours } = options;
  const lines: string[] = [];
  let distance = 0;
  for (const path of paths.slice(0, maxListed)) {
    if (path.hops.length !== distance) {
      distance = path.hops.length;
      const many = paths.filter(({ hops }) => hops.length === distance).length;
      if (lines.length > 0) lines.push('');
      lines.push(
        `  ${colours.bold(distance === 1 ? '1 hop' : `${distance} hops`)} ${colours.dim(`(${many})`)}`,
      );
    }
    const hop = path.hops.at(-1);
    if (hop === undefined) continue;
    const by = path.hops.length === 1 ? '' : colours.dim(` by way of ${printable(hop.source.address)}`);
    lines.push(`    ${endText(path.destination, path, options)}  ${trafficsText(hop.traffic, colours)}${by}`);
  }
  if (paths.length > maxListed) {
    lines.push('', colours.dim(`  and ${paths.length - maxListed} more; --format json has them all`));
  }
  return lines;
}

/** One path, hop by hop, with its weakest link. */
export function pathLines(path: ReportedPath, options: ReachTextOptions): string[] {
  const { hops } = path;
  const count = hops.length === 1 ? 'in one hop' : `over ${hops.length} hops`;
  const lead = path.certainty === 'certain' ? 'Not directly, but' : 'Not directly, but possibly';
  const lines = [`  ${lead} ${count}:`, ''];
  for (const hop of hops) lines.push(...hopLines(hop, path, options), '');
  return [...lines, ...weakestLines(path, options)];
}

function hopLines(hop: ReportedHop, where: Where, options: ReachTextOptions): string[] {
  const { colours } = options;
  const ends = `${endText(hop.source, where, options)} ${colours.dim('→')} ${endText(hop.destination, where, options)}`;
  return [
    `  ${ends}  ${trafficsText(hop.traffic, colours)}`,
    ...hop.proof.flatMap((step) => stepLines(step, options)),
    exampleLine(hop.example, colours),
  ];
}

function weakestLines({ hops, weakest }: ReportedPath, options: ReachTextOptions): string[] {
  const hop = hops[weakest.hop];
  if (hop === undefined || hops.length < 2) return [];
  const { colours } = options;
  const text = `${hop.source.address} → ${hop.destination.address}. ${weakest.message}`;
  const [first = '', ...rest] = wrapText(printable(text), options.columns - 18);
  return [`  ${colours.bold('Weakest link')}  ${first}`, ...rest.map((line) => `                ${line}`)];
}

/** The way that lacks the least, and what is in the way on it. */
export function nearestWayLines(way: ReportedWay, options: ReachTextOptions): string[] {
  const { colours } = options;
  const lines: string[] = [];
  if (way.ends.length > 2) {
    const chain = way.ends.map(({ address }) => printable(address)).join(' → ');
    const [first = '', ...rest] = wrapText(chain, options.columns - 18);
    lines.push(
      `  ${colours.dim('nearest way')}   ${first}`,
      ...rest.map((line) => `                ${line}`),
      '',
    );
  }
  for (const { source, destination, blockedBy } of way.broken) {
    const arrow = colours.dim('→');
    lines.push(`  ${endText(source, way, options)} ${arrow} ${endText(destination, way, options)}`);
    for (const blocker of blockedBy) lines.push(...blockerLines(blocker, options));
  }
  return lines;
}

/** What to add, as text to copy where there is some. */
export function neededLines({ rules, others }: ReportedNeeds, options: ReachTextOptions): string[] {
  const { colours, columns } = options;
  if (rules.length === 0) return [];
  const lines = [`  ${colours.bold('To allow it')}`, ''];
  const bullet = (text: string): string[] => {
    const [first = '', ...rest] = wrapText(printable(text), columns - 6);
    return [`    • ${first}`, ...rest.map((line) => `      ${line}`)];
  };
  for (const { message, edits } of rules) {
    lines.push(...bullet(message));
    for (const edit of edits) {
      lines.push(`      ${colours.cyan(printable(placeText(edit)))}`, '');
      lines.push(...unindented(edit.newText).map((line) => `        ${colours.green(printable(line))}`));
    }
    lines.push('');
  }
  if (others.length > 0) {
    const steps = others.map(({ step }) => stepLabel(step)).join(', ');
    lines.push(...bullet(`Change what no rule of a group can: what is told above of: ${steps}.`), '');
  }
  return lines;
}

/** The lines of a text to insert, as far to the left as its last one: the first stands behind what is there already. */
function unindented(text: string): string[] {
  const lines = text.trim().split('\n');
  const indent = /^ */.exec(lines.at(-1) ?? '')?.[0] ?? '';
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
}

const maxHolders = 3;

const holderVerbs = {
  source: {
    reachable: 'gets through',
    'possibly-reachable': 'may get through',
    unreachable: 'does not get through',
  },
  destination: {
    reachable: 'is reached',
    'possibly-reachable': 'may be reached',
    unreachable: 'is not reached',
  },
} as const;

/** Who may have the address that was asked about, and whether that one gets through. */
export function holderLines(holders: ReportedHolders, options: ReachTextOptions): string[] {
  const { colours } = options;
  const { subnet, members, end } = holders;
  const whose = end === 'source' ? 'The source' : 'The destination';
  if (members.length === 0) {
    return [
      `  ${whose} lies in ${colours.bold(printable(subnet))}, where nothing of the configuration stands.`,
    ];
  }
  const lines = [`  ${whose} lies in ${colours.bold(printable(subnet))}, where it may be that of`];
  for (const { member, verdict, flows, blockedBy } of members.slice(0, maxHolders)) {
    const verb = verdict === null ? '' : `, which ${holderVerbs[end][verdict]}`;
    lines.push(`    ${endText(member, holders, options)}${verb}`);
    for (const step of flows[0]?.proof ?? []) lines.push(...stepLines(step, options));
    if (flows.length === 0) for (const blocker of blockedBy) lines.push(...blockerLines(blocker, options));
  }
  if (members.length > maxHolders) lines.push(colours.dim(`    and ${members.length - maxHolders} more`));
  return lines;
}
