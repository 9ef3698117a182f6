/** Quick fixes for the findings at a place, as edits of the current texts; "fix all" of one code in a file. */

import type { LocatedFinding, Workspace } from '../analysis/workspace';
import type { DocumentUri } from '../source/documentUri';
import type { TextEdit } from '../source/edit';
import type { Span } from '../source/span';

export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly preferred: boolean;
  /** What it makes go away; at least one. */
  readonly findings: readonly LocatedFinding[];
}

/**
 * Fixes of the findings that a span touches; a fix whose place is gone is left out, and several that do the same
 * are one, by the name of the first.
 */
export function quickFixesAt(workspace: Workspace, uri: DocumentUri, span: Span): readonly QuickFix[] {
  const fixes = new Map<string, QuickFix>();
  for (const finding of findingsIn(workspace, uri)) {
    const { start, end } = finding.location.span;
    if (start > span.end || span.start > end) continue;
    for (const fix of fixesOf(workspace, finding)) {
      const key = JSON.stringify(fix.edits);
      const same = fixes.get(key);
      fixes.set(
        key,
        same === undefined
          ? fix
          : {
              ...same,
              preferred: same.preferred || fix.preferred,
              findings: [...same.findings, ...fix.findings],
            },
      );
    }
  }
  return [...fixes.values()];
}

function fixesOf(workspace: Workspace, located: LocatedFinding): readonly QuickFix[] {
  return located.finding.fixes.flatMap((fix) => {
    const edits = workspace.resolveFix(fix);
    return edits === undefined || edits.length === 0
      ? []
      : [
          {
            title: fix.title,
            edits: edits.map((edit) => withoutSameLines(workspace, edit)),
            preferred: fix.preferred,
            findings: [located],
          },
        ];
  });
}

/** The edit without the lines at its ends that it would replace by themselves: the cursor and marks there stay. */
function withoutSameLines(workspace: Workspace, edit: TextEdit): TextEdit {
  const old = workspace.project.store.file(edit.uri)?.text.slice(edit.span.start, edit.span.end);
  if (old === undefined || old === '' || edit.newText === '') return edit;
  const before = old.split('\n');
  const after = edit.newText.split('\n');
  const most = Math.min(before.length, after.length) - 1;
  let first = 0;
  while (first < most && before[first] === after[first]) first++;
  let last = 0;
  while (last < most - first && before.at(-1 - last) === after.at(-1 - last)) last++;
  const length = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, 0);
  const start = length(before.slice(0, first));
  const end = last === 0 ? 0 : length(before.slice(-last));
  return {
    uri: edit.uri,
    span: { start: edit.span.start + start, end: edit.span.end - end },
    newText: edit.newText.slice(start, edit.newText.length - end),
  };
}

/**
 * One action per code that has more than one preferred fix in the file: all of them at once. Fixes whose edits would
 * overlap with those of an earlier one are left for the next time.
 */
export function fixAllOf(workspace: Workspace, uri: DocumentUri, code: string): QuickFix | undefined {
  const taken: TextEdit[] = [];
  const fixed: LocatedFinding[] = [];
  for (const located of findingsIn(workspace, uri)) {
    if (located.finding.code !== code) continue;
    const preferred = fixesOf(workspace, located).find((fix) => fix.preferred);
    if (
      preferred === undefined ||
      preferred.edits.some((edit) => taken.some((other) => overlaps(edit, other)))
    ) {
      continue;
    }
    taken.push(...preferred.edits);
    fixed.push(located);
  }
  if (fixed.length < 2) return undefined;
  return {
    title: `Fix all ${fixed.length} findings of ${code} in this file`,
    edits: taken,
    preferred: false,
    findings: fixed,
  };
}

function overlaps(left: TextEdit, right: TextEdit): boolean {
  if (left.uri !== right.uri) return false;
  const { start, end } = left.span;
  return start <= right.span.end && right.span.start <= end;
}

function findingsIn(workspace: Workspace, uri: DocumentUri): readonly LocatedFinding[] {
  return (workspace.findingsByFile().get(uri) ?? []).filter(({ suppressed }) => suppressed === undefined);
}
