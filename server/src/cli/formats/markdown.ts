/** `--format markdown`: a review for a pull request or a chat. */

import type { Severity } from '../../checks/check';
import { placeText } from '../places';
import type { CheckReport, ReportedFinding } from '../report';
import { severities } from '../report';
import { printable } from '../terminal';
import { plural } from './checkText';

const marks: Readonly<Record<Severity, string>> = {
  error: '🔴',
  warning: '🟠',
  information: '🔵',
  hint: '⚪',
};

export function checkMarkdown(report: CheckReport): string {
  const shown = report.findings.filter((finding) => finding.suppressed === null);
  const { summary } = report;
  const counts = severities
    .filter((severity) => summary.findings[severity] > 0)
    .map((severity) => plural(summary.findings[severity], severity === 'information' ? 'note' : severity));
  const suppressed = report.findings.length - shown.length;
  const lines = [
    '## SG Lens',
    '',
    `${counts.length === 0 ? 'No findings' : counts.join(', ')} in ${plural(summary.rules, 'rule')} of ` +
      `${plural(summary.groups, 'group')}${suppressed === 0 ? '' : `; ${suppressed} suppressed`}.`,
  ];
  const bySeverity = severities.flatMap((severity) => shown.filter((each) => each.severity === severity));
  for (const finding of bySeverity) lines.push('', ...findingLines(finding));
  return `${lines.join('\n')}\n`;
}

function findingLines(finding: ReportedFinding): string[] {
  const where = finding.holdsIn.filter(({ environment }) => environment !== null);
  const environments =
    where.length === 0 ? '' : ` · ${where.map(({ environment }) => environment).join(', ')}`;
  const lines = [
    `### ${marks[finding.severity]} ${finding.code}`,
    '',
    `${code(placeText(finding))}${finding.resource === '' ? '' : ` · ${code(finding.resource)}`}${escape(environments)}`,
    '',
    escape(finding.message),
  ];
  if (finding.related.length > 0) lines.push('');
  for (const related of finding.related) {
    lines.push(`- ${code(placeText(related))}: ${escape(related.message)}`);
  }
  if (finding.fixes.length > 0) lines.push('');
  for (const fix of finding.fixes) lines.push(`- **Fix:** ${escape(fix.title)}`);
  return lines;
}

/** Text from a workspace must stay text: no link, no image, no mention, no HTML. */
function escape(text: string): string {
  return printable(text)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\\`*_[\]<>|~#]/g, '\\$&')
    .replaceAll('@', '@\u200b');
}

function code(text: string): string {
  const plain = printable(text).replace(/\s+/g, ' ');
  const fence = '`'.repeat(Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}
