/** `--format github`: workflow commands, which GitHub Actions shows as annotations beside the changed lines. */

import type { Severity } from '../../checks/check';
import type { CheckReport } from '../report';

/** `pathOf` turns the report's paths into paths from the top of the repository. */
export function githubCommands(report: CheckReport, pathOf: (file: string) => string): string {
  return report.findings
    .filter((finding) => finding.suppressed === null)
    .map((finding) => {
      const { start, end } = finding.range;
      const properties = {
        file: pathOf(finding.file),
        line: start.line + 1,
        endLine: end.line + 1,
        // Columns are of use only within one line.
        ...(start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {}),
        title: finding.code,
      };
      const text = Object.entries(properties)
        .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
        .join(',');
      const fixes = finding.fixes.map((fix) => `\nFix: ${fix.title}`).join('');
      return `::${commandOf(finding.severity)} ${text}::${escapeData(finding.message + fixes)}\n`;
    })
    .join('');
}

function commandOf(severity: Severity): string {
  return severity === 'error' || severity === 'warning' ? severity : 'notice';
}

// https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts: what a command must not hold.
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
