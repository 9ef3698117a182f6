/** The sections of hovers about groups and rules. Markdown. */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import type { Rule } from '../network/model';
import { referenceId } from '../network/networkModel';
import { environmentNote, sectionOf } from './foldedSections';
import { code, escapeText, link } from './markdown';
import { attachmentMarkdown, nameOf } from './names';
import { reachTable } from './reachTable';
import { notesOfGroup } from './reviewNotes';

const shownAttachments = 4;

/** A group: its name, what carries it, what changed (but what is `said`), who reaches it and whom it reaches. */
export function groupSection(workspace: Workspace, analysis: RootAnalysis, id: string, said: string): string {
  return sectionOf([
    groupTitle(workspace, analysis, id),
    notesOfGroup(workspace, analysis, id, said),
    reachTable(workspace, analysis, id, 'ingress'),
    reachTable(workspace, analysis, id, 'egress'),
  ]);
}

/** The group of a rule, and what really flows through it in the rule's direction. */
export function ruleGroupSection(workspace: Workspace, analysis: RootAnalysis, rule: Rule): string {
  const id = referenceId(rule.group);
  if (id === undefined) return 'Which group it belongs to is known after apply.';
  return sectionOf([
    groupTitle(workspace, analysis, id),
    reachTable(workspace, analysis, id, rule.direction),
  ]);
}

function groupTitle(workspace: Workspace, analysis: RootAnalysis, id: string): string {
  const model = analysis.root.model();
  const view = model.views.get(id);
  const group = view?.group;
  const place = group === undefined ? undefined : workspace.project.locate(group.headerOrigin);
  const name = group === undefined ? id : nameOf(group);
  const title = `${link(`**${escapeText(name)}**`, place, id)}${name === id ? '' : ` ${code(id)}`}${environmentNote(analysis)}`;
  const attachments = view?.attachments ?? [];
  if (attachments.length === 0) return `${title}: nothing in this configuration carries it.`;
  const carriers = attachments.slice(0, shownAttachments).map((each) => attachmentMarkdown(workspace, each));
  const rest = attachments.length - carriers.length;
  return `${title}, on ${carriers.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}
