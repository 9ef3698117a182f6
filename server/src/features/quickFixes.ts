/** Quick fixes for the findings at a place, as edits of the current texts; "fix all" of one code in a file. */

import type { LocatedFinding, Workspace } from '../analysis/workspace';
import type { DocumentUri } from '../source/documentUri';
import type { TextEdit } from '../source/edit';
import type { Span } from '../source/span';

export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly preferred: boolean;
  readonly finding: LocatedFinding;
}

/** Fixes of the findings that a span touches; a fix whose place is gone is left out. */
export function quickFixesAt(workspace: Workspace, uri: DocumentUri, span: Span): readonly QuickFix[] {
  return findingsIn(workspace, uri)
    .filter(({ location }) => location.span.start <= span.end && span.start <= location.span.end)
    .flatMap((finding) => fixesOf(workspace, finding));
}

function fixesOf(workspace: Workspace, located: LocatedFinding): readonly QuickFix[] {
  return located.finding.fixes.flatMap((fix) => {
    const edits = workspace.resolveFix(fix);
    return edits === undefined || edits.length === 0
      ? []
      : [{ title: fix.title, edits, preferred: fix.preferred, finding: located }];
  });
}

/**
 * One action per code that has more than one preferred fix in the file: all of them at once. Fixes whose edits would
 * overlap with those of an earlier one are left for the next time.
 */
export function fixAllOf(workspace: Workspace, uri: DocumentUri, code: string): QuickFix | undefined {
  const taken: TextEdit[] = [];
  let first: LocatedFinding | undefined;
  let fixed = 0;
  for (const located of findingsIn(workspace, uri)) {
    if (located.finding.code !== code) continue;
    const preferred = fixesOf(workspace, located).find((fix) => fix.preferred);
    if (
      preferred === undefined ||
      preferred.edits.some((edit) => taken.some((other) => overlaps(edit, other)))
    )
      continue;
    taken.push(...preferred.edits);
    first ??= located;
    fixed++;
  }
  if (first === undefined || fixed < 2) return undefined;
  return {
    title: `Fix all ${fixed} findings of ${code} in this file`,
    edits: taken,
    preferred: false,
    finding: first,
  };
}

function overlaps(left: TextEdit, right: TextEdit): boolean {
  if (left.uri !== right.uri) return false;
  const { start, end } = left.span;
  return start <= right.span.end && right.span.start <= end;
}

function findingsIn(workspace: Workspace, uri: DocumentUri): readonly LocatedFinding[] {
  return workspace
    .findings()
    .filter(({ location, suppressed }) => location.file.uri === uri && suppressed === undefined);
}
