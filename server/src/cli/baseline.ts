/** The baseline: findings that a team has accepted, kept in a file by code, resource address and file. */

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { cliError } from './cliError';
import type { CheckReport, ReportedFinding } from './report';

interface BaselineEntry {
  readonly code: string;
  readonly resource: string;
  readonly file: string;
}

/** Bytes; a baseline of a hundred thousand findings stays below. */
const maxSize = 32 * 1024 * 1024;

/** Marks the findings that the baseline records; `unused` are entries that no longer apply. */
export function applyBaseline(
  findings: readonly ReportedFinding[],
  file: string,
): { readonly findings: readonly ReportedFinding[]; readonly unused: readonly BaselineEntry[] } {
  const entries = readBaseline(file);
  const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const used = new Set<string>();
  const marked = findings.map((finding) => {
    const key = keyOf(finding);
    if (!byKey.has(key)) return finding;
    used.add(key);
    if (finding.suppressed !== null) return finding;
    return { ...finding, suppressed: { reason: 'recorded in the baseline', by: 'baseline' as const } };
  });
  return { findings: marked, unused: [...byKey].filter(([key]) => !used.has(key)).map(([, entry]) => entry) };
}

/** Records the findings that no comment suppresses, sorted, so that the file changes little from time to time. */
export function writeBaseline(report: CheckReport, file: string): number {
  const byKey = new Map<string, BaselineEntry>();
  for (const finding of report.findings) {
    if (finding.suppressed !== null && finding.suppressed.by !== 'baseline') continue;
    const { code, resource, file: place } = finding;
    byKey.set(keyOf(finding), { code, resource, file: place });
  }
  const entries = [...byKey].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, entry]) => entry);
  try {
    writeFileSync(file, `${JSON.stringify({ version: 1, findings: entries }, undefined, 2)}\n`);
  } catch (error) {
    throw cliError(
      `The baseline ${file} was not written.`,
      error instanceof Error ? `${error.message}.` : '',
      'Check the path and its permissions.',
    );
  }
  return entries.length;
}

function readBaseline(file: string): readonly BaselineEntry[] {
  const broken = (why: string): never => {
    throw cliError(
      `The baseline ${file} cannot be used.`,
      why,
      'Write it anew with --write-baseline, or check the path.',
    );
  };
  const status = statSync(file, { throwIfNoEntry: false });
  if (status?.isFile() !== true) return broken('There is no such file.');
  if (status.size > maxSize) return broken('It is larger than 32 MB.');
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return broken('It is not JSON.');
  }
  if (!isRecord(json) || json.version !== 1 || !Array.isArray(json.findings)) {
    return broken('It is not a baseline of version 1.');
  }
  return (json.findings as unknown[]).map((entry) => {
    if (!isEntry(entry)) return broken('An entry lacks its code, resource or file.');
    return entry;
  });
}

function isEntry(value: unknown): value is BaselineEntry {
  return (
    isRecord(value) &&
    typeof value.code === 'string' &&
    typeof value.resource === 'string' &&
    typeof value.file === 'string'
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function keyOf({ code, resource, file }: BaselineEntry): string {
  return `${code}\t${resource}\t${file}`;
}
