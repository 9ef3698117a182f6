/** What the edits since the base have cut off, or let in, for hovers: of one block, or all that concerns a group. */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import { describeServices } from '../network/services';
import { trafficOf } from '../packets/packetSet';
import type { Endpoint } from '../reachability/answer';
import type { FlowChange } from '../review/comparison';
import type { Anchor } from '../source/origin';
import { escapeText } from './markdown';
import { endMarkdown } from './names';

/** Flows that are named before the rest is folded into a count. */
const shownChanges = 6;

/**
 * What the edit of one block did in all roots and environments: the rule at an offset of it, if it is a group with rules
 * inside.
 */
export function notesOfEdit(
  workspace: Workspace,
  analyses: readonly RootAnalysis[],
  anchor: Anchor,
  offset: number,
): string {
  const isHere = ({ changes }: FlowChange): boolean =>
    changes.some(({ change: { after } }) => {
      if (after?.origin.anchor !== anchor) return false;
      return (
        after.declaredAs === 'standalone' || (after.origin.start <= offset && offset <= after.origin.end)
      );
    });
  return notes(workspace, analyses, (base) => `This edit, compared with ${base}`, isHere);
}

/** What all edits since the base mean for a group, without the lines that `said` has already. */
export function notesOfGroup(
  workspace: Workspace,
  analysis: RootAnalysis,
  groupId: string,
  said = '',
): string {
  const concerns = (end: Endpoint): boolean => end.kind === 'group' && end.id === groupId;
  return notes(
    workspace,
    [analysis],
    (base) => `Since ${base}`,
    (change) => concerns(change.source) || concerns(change.destination),
    said,
  );
}

/** Lines of Markdown; empty where nothing that is wanted has changed. */
function notes(
  workspace: Workspace,
  analyses: readonly RootAnalysis[],
  title: (base: string) => string,
  wanted: (change: FlowChange) => boolean,
  said = '',
): string {
  const base = workspace.baseLabel;
  if (base === undefined) return '';
  const all = analyses.flatMap((analysis) => {
    const comparison = analysis.edits();
    if (comparison === undefined) return [];
    return [...comparison.lost, ...comparison.gained].filter(wanted).map((change) => {
      const source = endMarkdown(workspace, comparison.after, change.source);
      const destination = endMarkdown(workspace, comparison.after, change.destination);
      const what = escapeText(describeServices(trafficOf(change.packets)));
      return `- **${verbOf(change)}** ${source} → ${destination} on ${what}`;
    });
  });
  const lines = [...new Set(all)].filter((line) => !said.includes(line));
  if (lines.length === 0) return '';
  const rest = lines.length - shownChanges;
  if (rest > 0) lines.splice(shownChanges, rest, `- … and ${rest} more`);
  return `**${title(escapeText(base))}**\n\n${lines.join('\n')}`;
}

function verbOf({ kind, certainty }: FlowChange): string {
  if (kind === 'lost') return certainty === 'certain' ? 'cuts off' : 'may cut off';
  return certainty === 'certain' ? 'lets in' : 'may let in';
}
