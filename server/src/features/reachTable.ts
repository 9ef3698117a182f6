/** The effective reachability of one group as a short table: who, on which ports, by which rules, and why not. */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import type { Direction, Rule } from '../network/model';
import { describeServices } from '../network/services';
import { isEmptyTrafficSet, subtractTraffic } from '../packets/trafficSet';
import type { Blocker } from '../reachability/answer';
import type { EffectiveReach, EffectiveRow } from '../reachability/effective';
import { effectiveEgress, effectiveIngress } from '../reachability/effective';
import { escapeText, table } from './markdown';
import { endMarkdown, ruleMarkdown } from './names';

/** Rows shown before the rest is folded into a count. */
const shownRows = 8;
const shownRules = 3;

export function reachTable(
  workspace: Workspace,
  analysis: RootAnalysis,
  groupId: string,
  direction: Direction,
): string {
  const model = analysis.root.model();
  const reach = direction === 'ingress' ? effectiveIngress(model, groupId) : effectiveEgress(model, groupId);
  const title = direction === 'ingress' ? '**Reached by**' : '**Reaches**';
  const rows = reach.rows.map((row) => tableRow(workspace, analysis, row));
  if (rows.length === 0) return `${title} nobody${whyNot(reach)}`;
  const head = direction === 'ingress' ? 'from' : 'to';
  const folded =
    rows.length > shownRows ? `\n\n… and ${rows.length - shownRows} more: \`sg-lens reach\` lists all.` : '';
  return `${title}\n\n${table([head, 'on', 'by'], rows.slice(0, shownRows))}${folded}`;
}

function whyNot({ blockedBy, direction }: EffectiveReach): string {
  const reasons = [...new Set(blockedBy.map(reasonOf))];
  if (reasons.length === 0) {
    return direction === 'ingress'
      ? ': no rule lets anything in.'
      : ': no rule lets anything out. Terraform removes the provider’s default of allowing everything out.';
  }
  return `: ${escapeText(reasons.slice(0, 2).join(' '))}`;
}

function tableRow(workspace: Workspace, analysis: RootAnalysis, row: EffectiveRow): readonly string[] {
  const model = analysis.root.model();
  const peer =
    row.peer === undefined
      ? `_${escapeText(row.unknownReason ?? 'known after apply')}_`
      : endMarkdown(workspace, model, row.peer);
  const rules = rulesText(workspace, row.rules);
  if (isEmptyTrafficSet(row.possible)) {
    const [blocker] = row.blockedBy;
    const why = blocker === undefined ? '' : `: ${escapeText(reasonOf(blocker))}`;
    return [peer, `**nothing**${why}`, rules];
  }
  const uncertain = subtractTraffic(row.possible, row.certain);
  const certain = isEmptyTrafficSet(row.certain) ? '' : escapeText(describeServices(row.certain));
  const possible = isEmptyTrafficSet(uncertain) ? '' : `_may:_ ${escapeText(describeServices(uncertain))}`;
  return [peer, [certain, possible].filter((text) => text !== '').join('; '), rules];
}

/** Why, without the advice: in a hover there is room for one of them. */
function reasonOf({ message }: Blocker): string {
  return message.replace(/ To let it (?:in|out), add [^]*$/, '');
}

function rulesText(workspace: Workspace, rules: readonly Rule[]): string {
  const shown = rules.slice(0, shownRules).map((rule) => ruleMarkdown(workspace, rule));
  return shown.join(', ') + (rules.length > shownRules ? ` +${rules.length - shownRules}` : '');
}
