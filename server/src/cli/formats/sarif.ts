/** `--format sarif`: SARIF 2.1.0 (OASIS), as code scanning services take it. Suppressed findings are in it, marked. */

import type { Log, Region, ReportingDescriptor, Result } from 'sarif';
import { catalogue } from '../../checks/catalogue';
import type { Severity } from '../../checks/check';
import type { Range } from '../../source/lineIndex';
import type { Place } from '../places';
import type { CheckReport } from '../report';

/** `pathOf` turns the report's paths into those that the service resolves, relative to the repository as a rule. */
export function sarifLog(report: CheckReport, pathOf: (file: string) => string): Log {
  const rules = catalogue
    .filter(({ code }) => report.findings.some((finding) => finding.code === code))
    .map<ReportingDescriptor>(({ code, summary, severity, covers }) => ({
      id: code,
      name: code,
      shortDescription: { text: summary },
      defaultConfiguration: { level: levelOf(severity) },
      properties: { tags: ['security', 'network'], covers: [...covers] },
    }));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const location = (place: Place) => ({
    physicalLocation: {
      artifactLocation: { uri: encodeURI(pathOf(place.file)) },
      region: regionOf(place.range),
    },
  });
  const results = report.findings.map<Result>((finding) => ({
    ruleId: finding.code,
    ruleIndex: indexes.get(finding.code) ?? -1,
    level: levelOf(finding.severity),
    message: { text: finding.message },
    locations: [
      {
        ...location(finding),
        ...(finding.resource === ''
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: finding.resource, kind: 'resource' }] }),
      },
    ],
    relatedLocations: finding.related.map((related, id) => ({
      id,
      ...location(related),
      message: { text: related.message },
    })),
    fixes: finding.fixes.map((fix) => ({
      description: { text: fix.title },
      artifactChanges: [...groupByFile(fix.edits)].map(([file, edits]) => ({
        artifactLocation: { uri: encodeURI(pathOf(file)) },
        replacements: edits.map(({ range, newText }) => ({
          deletedRegion: regionOf(range),
          insertedContent: { text: newText },
        })),
      })),
    })),
    // The place moves with every edit above it; what the finding is about does not.
    partialFingerprints: { 'sgLens/v1': [finding.code, finding.file, finding.resource].join('|') },
    ...(finding.suppressed === null
      ? {}
      : {
          suppressions: [
            {
              kind: finding.suppressed.by === 'baseline' ? 'external' : 'inSource',
              justification: finding.suppressed.reason,
            },
          ],
        }),
    properties: { certainty: finding.certainty },
  }));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'SG Lens', semanticVersion: report.tool.version, rules } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
}

function groupByFile<T extends Place>(places: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const result = new Map<string, T[]>();
  for (const place of places) {
    const list = result.get(place.file);
    if (list === undefined) result.set(place.file, [place]);
    else list.push(place);
  }
  return result;
}

function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  return severity === 'error' || severity === 'warning' ? severity : 'note';
}

/** 1-based lines and columns, the end column exclusive (SARIF 2.1.0, 3.30). */
function regionOf({ start, end }: Range): Region {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
