/** `check --format text`: what a person reads in a terminal, grouped by file, with the code and what to do about it. */

import type { Severity } from '../../checks/check';
import { placeText } from '../places';
import type { CheckReport, ReportedFinding, ReportSummary } from '../report';
import { severities } from '../report';
import type { Colours } from '../terminal';
import { printable } from '../terminal';
import { wrapText } from '../wrap';
import { codeFrame } from './codeFrame';

export interface TextOptions {
  readonly colours: Colours;
  readonly columns: number;
  readonly quiet: boolean;
  /** The text of a file by the report's path; undefined for one that is not there. */
  readonly textOf: (file: string) => string | undefined;
}

export function checkText(report: CheckReport, options: TextOptions): string {
  const shown = report.findings.filter((finding) => finding.suppressed === null);
  const text = findingsText(shown, options);
  if (options.quiet) return text;
  return text + summaryText(report.summary, report.findings.length - shown.length, options.colours);
}

/** The findings alone, file by file, the code of each place once; empty text for none. */
export function findingsText(findings: readonly ReportedFinding[], options: TextOptions): string {
  return groupsOf(findings, ({ file, range }) => JSON.stringify([file, range]))
    .map((atPlace) => {
      const bySeverity = severities.flatMap((each) => atPlace.filter(({ severity }) => severity === each));
      const lines = bySeverity.flatMap((each) => findingLines(each, options));
      return `${[...frameLines(bySeverity, options), ...lines].join('\n')}\n`;
    })
    .join('');
}

function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function frameLines([gravest]: readonly ReportedFinding[], options: TextOptions): string[] {
  const text = gravest === undefined ? undefined : options.textOf(gravest.file);
  if (gravest === undefined || text === undefined) return [];
  const { colours, columns } = options;
  const frame = codeFrame(text, gravest.range, colours, painter(gravest.severity, colours), columns - 2);
  const indented = frame.map((line) => `  ${line}`);
  return [colours.bold(colours.underline(printable(placeText(gravest)))), '', ...indented, ''];
}

function findingLines(finding: ReportedFinding, options: TextOptions): string[] {
  const { colours } = options;
  const paint = painter(finding.severity, colours);
  const lines = wrapText(printable(finding.message), options.columns - 6);
  for (const related of finding.related) {
    const place = printable(placeText(related));
    lines.push(`${colours.cyan(place)}  ${colours.dim(printable(related.message))}`);
  }
  for (const fix of finding.fixes) lines.push(`${colours.green('fix:')} ${printable(fix.title)}`);
  return [
    `  ${paint(colours.bold(finding.severity))} ${colours.bold(finding.code)}${contexts(finding, colours)}`,
    ...lines.map((line) => `    ${line}`),
    '',
  ];
}

/** Where it holds: the environments, and the roots where the file does not tell. */
function contexts({ file, holdsIn }: ReportedFinding, colours: Colours): string {
  const directory = file.slice(0, Math.max(0, file.lastIndexOf('/'))) || '.';
  const isOfItsRoot = holdsIn.every(({ root }) => root === directory);
  const names = holdsIn.flatMap(({ root, environment }) => {
    const parts = [...(isOfItsRoot ? [] : [root]), ...(environment === null ? [] : [environment])];
    return parts.length === 0 ? [] : [parts.join(' ')];
  });
  if (names.length === 0) return '';
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return colours.dim(` in ${printable(shown.join(', '))}`);
}

export function painter(severity: Severity, colours: Colours): (text: string) => string {
  switch (severity) {
    case 'error':
      return colours.red;
    case 'warning':
      return colours.yellow;
    case 'information':
      return colours.blue;
    case 'hint':
      return colours.cyan;
  }
}

function summaryText(summary: ReportSummary, suppressed: number, colours: Colours): string {
  const counts = severities.filter((severity) => summary.findings[severity] > 0);
  const found =
    counts.length === 0
      ? colours.green('No findings')
      : counts
          .map((severity) => {
            const count = summary.findings[severity];
            return painter(severity, colours)(plural(count, severity === 'information' ? 'note' : severity));
          })
          .join(', ');
  const about = [
    plural(summary.rules, 'rule'),
    plural(summary.groups, 'group'),
    plural(summary.attachments, 'attachment'),
    plural(summary.roots, 'root'),
    plural(summary.files, 'file'),
  ].join(', ');
  const hidden = suppressed === 0 ? '' : colours.dim(` (${suppressed} suppressed)`);
  return `${found}${hidden} ${colours.dim(`in ${about}; ${summary.durationMs} ms`)}\n`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
