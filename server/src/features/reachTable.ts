/** The effective reachability of one group as a short table: who, on which ports, by which rules, and why not. */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import type { Direction, Rule } from '../network/model';
import { describeServices } from '../network/services';
import { isEmptyTrafficSet, NO_TRAFFIC, subtractTraffic } from '../packets/trafficSet';
import type { NetworkModel } from '../network/networkModel';
import type { Blocker, Endpoint, ReachQuery } from '../reachability/answer';
import type { EffectiveRow } from '../reachability/effective';
import { effectiveEgress, effectiveIngress } from '../reachability/effective';
import { endpointKey } from '../reachability/names';
import { reach } from '../reachability/reach';
import { escapeText, link, table } from './markdown';
import { endMarkdown, ruleMarkdown } from './names';

/** Rows shown before the rest is folded into a count. */
const shownRows = 8;
const shownKept = 4;
const shownRules = 3;

export function reachTable(
  workspace: Workspace,
  analysis: RootAnalysis,
  groupId: string,
  direction: Direction,
): string {
  const { rows, blockedBy } = reachOf(analysis.root.model(), groupId, direction);
  return rows.length === 0
    ? `${titles[direction]} nobody${whyNot(blockedBy, direction)}`
    : rowsTable(workspace, analysis, direction, rows);
}

interface GroupReach {
  readonly rows: readonly EffectiveRow[];
  readonly blockedBy: readonly Blocker[];
}

// The same group is told at its block, at each of its rules and wherever something refers to it.
const reachBefore = new WeakMap<NetworkModel, Map<string, GroupReach>>();

/** Who reaches a group, or whom it reaches, with the addresses that its rules name in vain. */
export function reachOf(model: NetworkModel, id: string, direction: Direction): GroupReach {
  let known = reachBefore.get(model);
  if (known === undefined) {
    known = new Map();
    reachBefore.set(model, known);
  }
  const key = `${direction} ${id}`;
  let found = known.get(key);
  if (found === undefined) {
    const { rows, blockedBy } =
      direction === 'ingress' ? effectiveIngress(model, id) : effectiveEgress(model, id);
    const blocked = blockedAddresses(model, { kind: 'group', id }, [id], direction, rows);
    found = { rows: [...rows, ...blocked], blockedBy };
    known.set(key, found);
  }
  return found;
}

/** Addresses that are asked for one by one. */
const mostAsked = 12;

/**
 * Rows for the addresses that the groups' own rules name and that nothing flows from (or to) all the same: a route or
 * an access list is in the way. `rows` are those that are told already.
 */
export function blockedAddresses(
  model: NetworkModel,
  end: Endpoint,
  groups: readonly string[],
  direction: Direction,
  rows: readonly EffectiveRow[],
): readonly EffectiveRow[] {
  const told = new Set(rows.map(({ peer }) => (peer === undefined ? '' : endpointKey(peer))));
  const named = new Map<string, { readonly peer: Endpoint; readonly rules: Rule[] }>();
  for (const rule of groups.flatMap((id) => model.views.get(id)?.rules[direction] ?? [])) {
    if (rule.action !== 'allow') continue;
    for (const peer of rule.peers) {
      if (peer.kind !== 'cidr') continue;
      const endpoint: Endpoint =
        peer.prefix.length === 0 ? { kind: 'internet' } : { kind: 'cidr', prefix: peer.prefix };
      const key = endpointKey(endpoint);
      const known = named.get(key);
      if (known !== undefined) known.rules.push(rule);
      else if (!told.has(key) && named.size < mostAsked) named.set(key, { peer: endpoint, rules: [rule] });
    }
  }
  return Array.from(named.values(), ({ peer, rules }): EffectiveRow | undefined => {
    const query =
      direction === 'ingress' ? { source: peer, destination: end } : { source: end, destination: peer };
    const { flows, blockedBy } = reach(model, { ...query, ...onlyOf(rules) });
    // What flows is told under another name: a range that holds this one, or is held by it.
    if (flows.length > 0 || blockedBy.length === 0) return undefined;
    return {
      peer,
      unknownReason: undefined,
      certain: NO_TRAFFIC,
      possible: NO_TRAFFIC,
      rules: [...new Set(rules)],
      blockedBy,
    };
  }).filter((row) => row !== undefined);
}

const titles = { ingress: '**Reached by**', egress: '**Reaches**' } as const;

const keptTitles = {
  ingress: '**Named by its rules, but kept out**',
  egress: '**Named by its rules, but not reached**',
} as const;

/** The rows, at least one: what flows as a table, then who is named in vain, each with the reason. The rest is counted. */
export function rowsTable(
  workspace: Workspace,
  analysis: RootAnalysis,
  direction: Direction,
  rows: readonly EffectiveRow[],
): string {
  const flowing = rows.filter(({ possible }) => !isEmptyTrafficSet(possible));
  const kept = rows.filter(({ possible }) => isEmptyTrafficSet(possible));
  const head = direction === 'ingress' ? 'from' : 'to';
  const cells = flowing.slice(0, shownRows).map((row) => tableRow(workspace, analysis, row));
  const rest = flowing.length - cells.length;
  const lines = kept.slice(0, shownKept).map((row) => keptLine(workspace, analysis, row));
  if (kept.length > lines.length) lines.push(`- … and ${kept.length - lines.length} more`);
  return [
    flowing.length === 0
      ? `${titles[direction]} nobody.`
      : `${titles[direction]}\n\n${table([head, 'on', 'by'], cells)}`,
    ...(rest > 0 ? [`… and ${rest} more: \`sg-lens reach\` lists all.`] : []),
    ...(lines.length > 0 ? [`${keptTitles[direction]}\n\n${lines.join('\n')}`] : []),
  ].join('\n\n');
}

/** What stands behind "nobody": the first reasons, or that no rule is there at all. */
export function whyNot(blockedBy: readonly Blocker[], direction: Direction): string {
  const reasons = [...new Set(blockedBy.map(reasonOf))];
  if (reasons.length === 0) {
    return direction === 'ingress'
      ? ': no rule lets anything in.'
      : ': no rule lets anything out. Terraform removes the provider’s default of allowing everything out.';
  }
  return `: ${escapeText(reasons.slice(0, 2).join(' '))}`;
}

function tableRow(workspace: Workspace, analysis: RootAnalysis, row: EffectiveRow): readonly string[] {
  const uncertain = subtractTraffic(row.possible, row.certain);
  const certain = isEmptyTrafficSet(row.certain) ? '' : escapeText(describeServices(row.certain));
  const possible = isEmptyTrafficSet(uncertain) ? '' : `_may:_ ${escapeText(describeServices(uncertain))}`;
  const traffic = [certain, possible].filter((text) => text !== '').join('; ');
  return [peerText(workspace, analysis, row), traffic, rulesText(workspace, row.rules)];
}

/** Somebody whom rules name and from whom (or to whom) nothing flows. */
function keptLine(workspace: Workspace, analysis: RootAnalysis, row: EffectiveRow): string {
  const [blocker] = row.blockedBy;
  const why =
    blocker === undefined ? '' : `: ${escapeText(reasonOf(blocker))}${elementLink(workspace, blocker)}`;
  return `- ${peerText(workspace, analysis, row)} by ${rulesText(workspace, row.rules)}${why}`;
}

function peerText(
  workspace: Workspace,
  analysis: RootAnalysis,
  { peer, unknownReason }: EffectiveRow,
): string {
  return peer === undefined
    ? `_${escapeText(unknownReason ?? 'known after apply')}_`
    : endMarkdown(workspace, analysis.root.model(), peer);
}

/** What a single rule with a single range is for, so that the reasons are about that. */
function onlyOf([rule, ...others]: readonly Rule[]): Partial<ReachQuery> {
  if (rule?.protocol.kind !== 'protocol' || rule.protocol.protocol === 'all' || others.length > 0) return {};
  const { protocol } = rule.protocol;
  return rule.ports.kind === 'range'
    ? { protocol, ports: { from: rule.ports.from, to: rule.ports.to } }
    : { protocol };
}

/** To the route or the entry of an access list that is in the way; rules have links of their own. */
function elementLink(workspace: Workspace, { element, origin }: Blocker): string {
  const place = element === undefined || origin === undefined ? undefined : workspace.project.locate(origin);
  return place === undefined ? '' : ` (${link('there', place, element)})`;
}

/** Why, without the advice: in a hover there is room for one of them. */
function reasonOf({ message }: Blocker): string {
  return message.replace(
    / (?:To let it (?:in|out), add|To connect them, |To expose it, |Allow it there ) ?[^]*$/,
    '',
  );
}

function rulesText(workspace: Workspace, rules: readonly Rule[]): string {
  const shown = rules.slice(0, shownRules).map((rule) => ruleMarkdown(workspace, rule));
  return shown.join(', ') + (rules.length > shownRules ? ` +${rules.length - shownRules}` : '');
}
