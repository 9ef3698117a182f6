/** The answer of `check` in the shape of its JSON; every other format is made from it. */

import { isDeclared } from '../analysis/instanceLimit';
import type { OtherBlocks } from '../analysis/otherBlocks';
import { otherBlocks } from '../analysis/otherBlocks';
import type { LocatedFinding, RootAnalysis } from '../analysis/workspace';
import type { Severity } from '../checks/check';
import type { Certainty } from '../network/model';
import { relativePath } from '../source/documentUri';
import type { OpenedWorkspace } from './openWorkspace';
import type { Place } from './places';
import { placeOf } from './places';
import { unknownsOf } from './unknowns';
import type { UnknownCount } from './unknowns';

export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export interface CheckReport {
  readonly version: 1;
  readonly tool: { readonly name: 'sg-lens'; readonly version: string };
  readonly findings: readonly ReportedFinding[];
  readonly summary: ReportSummary;
}

export interface ReportedFinding extends Place {
  readonly code: string;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly message: string;
  readonly resource: string;
  /** The first root in which it holds; `holdsIn` has them all. */
  readonly root: string;
  readonly environment: string | null;
  readonly holdsIn: readonly { readonly root: string; readonly environment: string | null }[];
  readonly related: readonly (Place & { readonly message: string })[];
  readonly fixes: readonly ReportedFix[];
  readonly suppressed: ReportedSuppression | null;
}

export interface ReportedFix {
  readonly title: string;
  readonly edits: readonly (Place & { readonly newText: string })[];
}

export interface ReportedSuppression {
  readonly reason: string;
  readonly by: 'sg-lens' | 'checkov' | 'trivy' | 'tfsec' | 'kics' | 'baseline';
}

export interface ReportSummary {
  readonly files: number;
  readonly roots: number;
  readonly groups: number;
  readonly rules: number;
  readonly attachments: number;
  /** Those that are not suppressed. */
  readonly findings: Readonly<Record<Severity, number>>;
  readonly notInstalledModules: readonly (Place & { readonly source: string })[];
  readonly unknowns: readonly UnknownCount[];
  /** Blocks that are not evaluated, because they mean nothing to the network, by type. */
  readonly otherBlocks: readonly OtherBlocks[];
  readonly durationMs: number;
}

/** The finding as the report has it, fixes resolved against the current texts. */
export function reportFinding(opened: OpenedWorkspace, located: LocatedFinding): ReportedFinding {
  const { workspace, folderUri } = opened;
  const { finding } = located;
  const holdsIn = located.holdsIn.map(({ root, environment }) => ({
    root: relativePath(folderUri, root),
    environment: environment ?? null,
  }));
  const fixes = finding.fixes.flatMap((fix) => {
    const edits = workspace.resolveFix(fix);
    if (edits === undefined) return [];
    return [
      {
        title: fix.title,
        edits: edits.flatMap(({ uri, span, newText }) => {
          const file = workspace.project.store.file(uri);
          return file === undefined ? [] : [{ ...placeOf(folderUri, { file, span }), newText }];
        }),
      },
    ];
  });
  return {
    code: finding.code,
    severity: finding.severity,
    certainty: finding.certainty,
    message: finding.message,
    ...placeOf(folderUri, located.location),
    resource: finding.resource,
    root: holdsIn[0]?.root ?? '.',
    environment: holdsIn[0]?.environment ?? null,
    holdsIn,
    related: located.related.map(({ location, message }) => ({ ...placeOf(folderUri, location), message })),
    fixes,
    suppressed: located.suppressed ?? null,
  };
}

/** The summary beside these findings. */
export function summarise(
  opened: OpenedWorkspace,
  findings: readonly ReportedFinding[],
  durationMs: number,
): ReportSummary {
  const { workspace, roots, folderUri } = opened;
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const finding of findings) if (finding.suppressed === null) counts[finding.severity]++;
  return {
    files: opened.fileCount,
    roots: new Set(roots.map(({ root }) => root.directory)).size,
    groups: countOnce(roots, ({ root }) => root.model().groups.keys()),
    rules: countOnce(roots, ({ root }) =>
      root
        .model()
        .rules.filter(isDeclared)
        .map((rule) => rule.address),
    ),
    attachments: countOnce(roots, ({ root }) =>
      Array.from(root.model().attachments.values()).flatMap((each) => (isDeclared(each) ? each.address : [])),
    ),
    findings: counts,
    notInstalledModules: workspace
      .notInstalledModules()
      .map(({ location, source }) => ({ ...placeOf(folderUri, location), source })),
    unknowns: unknownsOf(roots),
    otherBlocks: otherBlocks(
      workspace.project,
      roots.map(({ root }) => root),
    ),
    durationMs: Math.round(durationMs),
  };
}

/** How many different ones there are: a root in two environments has its groups once. */
function countOnce(
  roots: readonly RootAnalysis[],
  addresses: (root: RootAnalysis) => Iterable<string>,
): number {
  const seen = new Set<string>();
  for (const root of roots) {
    for (const address of addresses(root)) seen.add(`${root.root.directory}\t${address}`);
  }
  return seen.size;
}

/** Whether a finding of this severity is as grave as `threshold`. */
export function isAtLeast(severity: Severity, threshold: Severity | 'never'): boolean {
  return threshold !== 'never' && severities.indexOf(severity) <= severities.indexOf(threshold);
}
