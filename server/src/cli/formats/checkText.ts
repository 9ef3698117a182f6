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

/** The findings alone, each file under a heading; empty text for none. */
export function findingsText(findings: readonly ReportedFinding[], options: TextOptions): string {
  const byFile = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const list = byFile.get(finding.file);
    if (list === undefined) byFile.set(finding.file, [finding]);
    else list.push(finding);
  }
  let text = '';
  for (const [file, inFile] of byFile) {
    text += `${options.colours.bold(options.colours.underline(printable(file)))}\n\n`;
    for (const finding of inFile) text += findingText(finding, options);
  }
  return text;
}

function findingText(finding: ReportedFinding, options: TextOptions): string {
  const { colours } = options;
  const paint = painter(finding.severity, colours);
  const place = `${finding.range.start.line + 1}:${finding.range.start.character + 1}`;
  const lines = [
    `${paint(colours.bold(finding.severity))} ${colours.bold(finding.code)}${contexts(finding, colours)}`,
    ...wrapText(printable(finding.message), options.columns - 4),
  ];
  const text = options.textOf(finding.file);
  if (text !== undefined) {
    lines.push('', ...codeFrame(text, finding.range, colours, paint, options.columns - 4), '');
  }
  for (const related of finding.related) {
    const [first = '', ...rest] = wrapText(printable(related.message), options.columns - 8);
    lines.push(colours.cyan(printable(placeText(related))), `    ${first}`);
    lines.push(...rest.map((line) => `    ${line}`));
  }
  for (const fix of finding.fixes) lines.push(`${colours.green('fix')} ${printable(fix.title)}`);
  const [head = '', ...body] = lines;
  const indented = body.map((line) => (line === '' ? '' : `    ${line}`)).join('\n');
  return `  ${colours.dim(place)} ${head}\n${indented.trimEnd()}\n\n`;
}

/** Where it holds, when there is more than one way to apply the configuration. */
function contexts({ holdsIn }: ReportedFinding, colours: Colours): string {
  const named = holdsIn.filter(({ environment }) => environment !== null);
  if (named.length === 0 && holdsIn.length < 2) return '';
  const names = holdsIn.map(({ root, environment }) =>
    environment === null
      ? root
      : holdsIn.every((each) => each.root === root)
        ? environment
        : `${root} ${environment}`,
  );
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
