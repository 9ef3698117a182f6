/** What the edits since the base have cut off from a group, or let in to it, for hovers. */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import { describeServices } from '../network/services';
import { trafficOf } from '../packets/packetSet';
import type { Endpoint } from '../reachability/answer';
import { describeEndpoint } from '../reachability/names';
import type { FlowChange } from '../review/comparison';
import { escapeText } from './markdown';

/** Lines of Markdown; empty where nothing changed for the groups. */
export function reviewNotes(
  workspace: Workspace,
  analysis: RootAnalysis,
  groupIds: ReadonlySet<string>,
): string {
  const comparison = analysis.comparison();
  const base = workspace.baseLabel;
  if (comparison === undefined || base === undefined) return '';
  const concerns = (end: Endpoint): boolean => end.kind === 'group' && groupIds.has(end.id);
  const lines = (changes: readonly FlowChange[], words: string, possible: string): string[] =>
    changes
      .filter((change) => concerns(change.source) || concerns(change.destination))
      .slice(0, 6)
      .map((change) => {
        const source = describeEndpoint(comparison.after, change.source);
        const destination = describeEndpoint(comparison.after, change.destination);
        const what = describeServices(trafficOf(change.packets));
        const verb = change.certainty === 'certain' ? words : possible;
        return `- ${verb}: ${escapeText(source)} → ${escapeText(destination)} on ${escapeText(what)}`;
      });
  const found = [
    ...lines(comparison.lost, '**cut off**', '**may be cut off**'),
    ...lines(comparison.gained, '**let in**', '**may be let in**'),
  ];
  return found.length === 0 ? '' : `**Changed since ${escapeText(base)}**\n\n${found.join('\n')}`;
}
