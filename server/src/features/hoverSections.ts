/** The sections of hovers about parts of the network: a group, a rule, an attachment. Markdown. */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import type { Attachment, Rule } from '../network/model';
import { referenceId } from '../network/networkModel';
import { protocolName } from '../packets/protocol';
import { code, escapeText, link } from './markdown';
import { attachmentMarkdown, groupMarkdown, nameOf } from './names';
import { reachTable } from './reachTable';
import { notesOfGroup } from './reviewNotes';

const shownAttachments = 4;
const shownGroups = 3;

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

/** A resource that carries groups: what it listens on, and who reaches it through each of its groups. */
export function attachmentSection(
  workspace: Workspace,
  analysis: RootAnalysis,
  attachment: Attachment,
): string {
  const model = analysis.root.model();
  const services = attachment.services.map(
    ({ protocol, port, name }) => `${protocolName(protocol)}/${port}${name === undefined ? '' : ` ${name}`}`,
  );
  const listens = services.length === 0 ? '' : `, listens on ${escapeText(services.join(', '))}`;
  const ids = [...new Set(attachment.groups.flatMap(({ group }) => referenceId(group) ?? []))];
  const groups = ids
    .slice(0, shownGroups)
    .flatMap((id) => [
      `Carries ${groupMarkdown(workspace, model, id)}.`,
      notesOfGroup(workspace, analysis, id),
      reachTable(workspace, analysis, id, 'ingress'),
    ]);
  return sectionOf([
    `**${escapeText(attachment.label)}** ${code(attachment.address)}${listens}${environmentNote(analysis)}`,
    ...groups,
    ids.length > shownGroups ? `… and ${ids.length - shownGroups} more groups` : '',
    attachment.groups.some(({ group }) => group.kind === 'unknown')
      ? 'It carries groups that are known after apply, too.'
      : '',
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

/** In which environment it holds, where the root has several, or for which Terragrunt unit. */
export function environmentNote({ root }: RootAnalysis): string {
  // The module is shared by units; the last names of a unit's directory tell it from the others.
  if (root.isUnit) {
    return ` _(${escapeText(root.directory.split('/').slice(-3).map(decodeURIComponent).join('/'))})_`;
  }
  return root.environment === undefined ? '' : ` _(${escapeText(root.environment)})_`;
}

function sectionOf(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
