/** `diff --format text`: what an edit cut off and let in, flow by flow, with the edit that did it. */

import type { DiffReport, ReportedChange } from '../diffReport';
import type { ReportedEnd } from '../flowReport';
import { placeText } from '../places';
import type { Colours } from '../terminal';
import { printable } from '../terminal';
import { wrapText } from '../wrap';
import { plural } from './checkText';
import { trafficText } from './flowText';

export interface DiffTextOptions {
  readonly colours: Colours;
  readonly columns: number;
  readonly nameOf: (end: ReportedEnd, flow: ReportedChange) => string | undefined;
  readonly quiet: boolean;
}

export function diffText(report: DiffReport, options: DiffTextOptions): string {
  const { colours } = options;
  const since = colours.dim(`since ${printable(report.base)}`);
  if (report.lost.length === 0 && report.gained.length === 0) {
    // What is removed or new as a whole loses and gains no flow here: there is nobody left, or was nobody, to tell.
    return `${colours.green('The same traffic flows')} ${since} ${colours.dim('between what stands in both')}\n`;
  }
  const lines = [
    ...section('Cut off', colours.red, '−', report.lost, options),
    ...section('Let in', colours.yellow, '+', report.gained, options),
  ];
  const counts = `${plural(report.lost.length, 'flow')} lost, ${report.gained.length} gained`;
  if (options.quiet) return `${lines.join('\n').trimEnd()}\n`;
  return `${lines.join('\n')}\n${counts} ${since}; ${colours.dim('sg-lens check --base says what to do')}\n`;
}

function section(
  title: string,
  paint: (text: string) => string,
  sign: string,
  changes: readonly ReportedChange[],
  options: DiffTextOptions,
): string[] {
  if (changes.length === 0) return [];
  const { colours } = options;
  const lines = [colours.bold(colours.underline(title)), ''];
  // The same flow in several environments is told once.
  const byText = new Map<string, { readonly change: ReportedChange; readonly places: string[] }>();
  for (const change of changes) {
    const key = [
      change.root,
      change.source.address,
      change.destination.address,
      trafficText(change),
      change.certainty,
      change.edit?.summary,
    ].join('\t');
    const known = byText.get(key);
    const place = change.environment ?? '';
    if (known === undefined) byText.set(key, { change, places: [place] });
    else known.places.push(place);
  }
  for (const { change, places } of byText.values()) {
    const named = places.filter((place) => place !== '').join(', ');
    const may = change.certainty === 'certain' ? '' : ` ${colours.yellow('(may)')}`;
    const end = (each: ReportedEnd): string => {
      if (each.kind === 'internet') return colours.bold('the internet');
      const name = places.length > 1 ? undefined : options.nameOf(each, change);
      return colours.bold(printable(name ?? each.address));
    };
    lines.push(
      `  ${paint(sign)} ${end(change.source)} ${colours.dim('→')} ${end(change.destination)}  ` +
        `${paint(trafficText(change))}${may}${named === '' ? '' : colours.dim(` in ${printable(named)}`)}`,
    );
    if (change.edit === null) continue;
    const { file, range, summary } = change.edit;
    const where = file === null || range === null ? '' : colours.cyan(printable(placeText({ file, range })));
    lines.push(...wrapText(printable(summary), options.columns - 6).map((line) => `      ${line}`));
    if (where !== '') lines.push(`      ${where}`);
  }
  lines.push('');
  return lines;
}
