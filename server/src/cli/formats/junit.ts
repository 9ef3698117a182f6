/** `--format junit`: one test case per finding, for dashboards that know test results only. */

import { placeText } from '../places';
import type { CheckReport, ReportedFinding } from '../report';
import { isAtLeast } from '../report';
import type { Severity } from '../../checks/check';

/** Findings at or above `failOn` are failures, others pass with their text as output; suppressed ones are skipped. */
export function junitXml(report: CheckReport, failOn: Severity | 'never'): string {
  const byFile = new Map<string, ReportedFinding[]>();
  for (const finding of report.findings) {
    const list = byFile.get(finding.file);
    if (list === undefined) byFile.set(finding.file, [finding]);
    else list.push(finding);
  }
  const fails = (finding: ReportedFinding): boolean =>
    finding.suppressed === null && isAtLeast(finding.severity, failOn);
  const suites = [...byFile].map(([file, findings]) => {
    const failures = findings.filter(fails).length;
    const skipped = findings.filter(({ suppressed }) => suppressed !== null).length;
    const cases = findings.map((finding) => testCase(finding, fails(finding))).join('');
    return (
      `  <testsuite name="${escape(file)}" tests="${findings.length}" failures="${failures}" ` +
      `errors="0" skipped="${skipped}">\n${cases}  </testsuite>\n`
    );
  });
  // A run without findings is a test that passed, not a run without tests.
  const clean =
    '  <testsuite name="sg-lens" tests="1" failures="0" errors="0" skipped="0">\n' +
    '    <testcase classname="sg-lens" name="no findings"/>\n  </testsuite>\n';
  const failures = report.findings.filter(fails).length;
  const tests = Math.max(1, report.findings.length);
  const seconds = (report.summary.durationMs / 1000).toFixed(3);
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuites name="sg-lens" tests="${tests}" failures="${failures}" errors="0" time="${seconds}">\n` +
    `${suites.length === 0 ? clean : suites.join('')}</testsuites>\n`
  );
}

function testCase(finding: ReportedFinding, fails: boolean): string {
  const place = placeText(finding);
  const name = `${finding.code} ${finding.resource}`.trim();
  const body = [`${place}: ${finding.message}`, ...finding.fixes.map((fix) => `Fix: ${fix.title}`)].join(
    '\n',
  );
  const content =
    finding.suppressed !== null
      ? `<skipped message="${escape(finding.suppressed.reason)}"/>`
      : fails
        ? `<failure type="${escape(finding.severity)}" message="${escape(finding.message)}">${escape(body)}</failure>`
        : `<system-out>${escape(body)}</system-out>`;
  return (
    `    <testcase classname="${escape(finding.code)}" name="${escape(name)}" file="${escape(finding.file)}" ` +
    `line="${finding.range.start.line + 1}">${content}</testcase>\n`
  );
}

function escape(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- XML 1.0 has no way to write these characters.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\n', '&#10;')
  );
}
