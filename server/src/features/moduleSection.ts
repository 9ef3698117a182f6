/** Hovers on module calls: what of the network a call brings, what of it is open to the internet first. Markdown. */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import type { ModuleEvaluation } from '../evaluation/evaluation';
import type { Rule, SecurityGroup } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import { describeServices } from '../network/services';
import { isEmptyPacketSet, trafficOf } from '../packets/packetSet';
import { reach } from '../reachability/reach';
import { environmentNote, folded, sectionOf } from './foldedSections';
import { code, count, escapeText } from './markdown';
import { attachmentMarkdown, groupMarkdown, partMarkdown } from './names';

const shownParts = 8;
/** Groups that are asked whether the internet reaches them. */
const mostAsked = 12;

export function moduleSection(workspace: Workspace, analysis: RootAnalysis, child: ModuleEvaluation): string {
  const prefix = `${child.address.text}.`;
  const model = analysis.root.model();
  const within = <Part extends { readonly address: string }>(parts: Iterable<Part>): Part[] => {
    const found: Part[] = [];
    for (const part of parts) if (part.address.startsWith(prefix)) found.push(part);
    return found;
  };
  const groups = within(model.groups.values());
  const rules = within(model.rules);
  const attached = within(model.attachments.values());
  const subnets = within(model.subnets.values());
  const title = `${code(child.address.text)}${environmentNote(analysis)}`;
  if (groups.length + rules.length + attached.length + subnets.length === 0) {
    return `${title} has no security groups.`;
  }
  const list =
    groups.length === 0
      ? ''
      : ` (${folded(groups, shownParts, ({ address }) => groupMarkdown(workspace, model, address))})`;
  const carrying = attached.length === 1 ? 'carries' : 'carry';
  return sectionOf([
    openText(workspace, model, groups, rules),
    `${title} has ${count(groups.length, 'security group')}${list}, ${count(rules.length, 'rule')} and ` +
      `${count(attached.length, 'resource')} that ${carrying} groups${attached.length === 0 ? '' : ` (${folded(attached, shownParts, (each) => attachmentMarkdown(workspace, each))})`}.`,
    subnets.length === 0
      ? ''
      : `It has ${count(subnets.length, 'subnet')} (${folded(subnets, shownParts, (subnet) => partMarkdown(workspace, subnet))}).`,
  ]);
}

/** The groups that the internet reaches: those of the module, and others that its rules belong to. */
function openText(
  workspace: Workspace,
  model: NetworkModel,
  groups: readonly SecurityGroup[],
  rules: readonly Rule[],
): string {
  const ids = new Set([
    ...groups.map(({ address }) => address),
    ...rules.flatMap(({ group }) => referenceId(group) ?? []),
  ]);
  const asked = [...ids].filter((id) => isNamedOpen(model, id)).slice(0, mostAsked);
  const lines = asked.flatMap((id) => {
    const { flows } = reach(model, { source: { kind: 'internet' }, destination: { kind: 'group', id } });
    const whole = flows.filter(({ source }) => source.kind === 'internet');
    return whole.slice(0, 1).map(({ certain, possible }) => {
      const isCertain = !isEmptyPacketSet(certain);
      const ports = escapeText(describeServices(trafficOf(isCertain ? certain : possible)));
      return `- ${groupMarkdown(workspace, model, id)} on ${isCertain ? '' : '_may:_ '}${ports}`;
    });
  });
  return lines.length === 0 ? '' : `**Open to the internet**\n\n${lines.join('\n')}`;
}

/** Whether a rule of the group names so much that the internet can be in it: most groups need not be asked. */
function isNamedOpen(model: NetworkModel, id: string): boolean {
  const rules = model.views.get(id)?.rules.ingress ?? [];
  return rules.some(({ peers }) =>
    peers.some((peer) => (peer.kind === 'cidr' && peer.prefix.length < 8) || peer.kind === 'prefix-list'),
  );
}
