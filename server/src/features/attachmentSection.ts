/**
 * Hovers on what carries groups: where it stands, whether it is public, who reaches it on what it listens on, and where
 * a balancer sends what it accepts. Markdown.
 */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import type { Forwarding } from '../network/endpoints';
import type { Attachment, PartReference, Subnet } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import { isEmptyTrafficSet } from '../packets/trafficSet';
import type { ReachAnswer } from '../reachability/answer';
import type { EffectiveRow } from '../reachability/effective';
import { resolveEnd, type Carrier } from '../reachability/ends';
import { modelReader } from '../reachability/networkReader';
import { placesOf, type Place } from '../reachability/places';
import { attachmentReach } from './attachmentReach';
import { environmentNote, folded, sectionOf } from './foldedSections';
import { code, escapeText, link } from './markdown';
import { attachmentMarkdown, endMarkdown, groupMarkdown, partMarkdown, referenceMarkdown } from './names';
import { rowsTable, whyNot } from './reachTable';
import { notesOfGroup } from './reviewNotes';
import { servicesText } from './serviceText';
import { publicText } from './subnetSection';

const shownGroups = 3;
const shownSubnets = 4;
const shownTargets = 6;

/** A resource that carries groups. */
export function attachmentSection(
  workspace: Workspace,
  analysis: RootAnalysis,
  attachment: Attachment,
): string {
  const model = analysis.root.model();
  const end = resolveEnd(modelReader(model), { kind: 'attachment', id: attachment.address });
  const [carrier] = end?.carriers ?? [];
  const { services } = attachment;
  const listens = services.length === 0 ? '' : `, listens on ${servicesText(services)}`;
  const ids = (carrier?.groups ?? []).map(({ id }) => id);
  return sectionOf([
    `**${escapeText(attachment.label)}** ${code(attachment.address)}${listens}${environmentNote(analysis)}`,
    [
      carriesText(workspace, model, attachment, carrier),
      end === undefined ? '' : standingText(workspace, model, placesOf(modelReader(model), end), attachment),
    ]
      .filter((text) => text !== '')
      .join(' '),
    ...ids.slice(0, shownGroups).map((id) => notesOfGroup(workspace, analysis, id)),
    attachment.receives === false
      ? '**Reached by** nobody: nothing can open a connection to it, whatever its rules admit.'
      : reachText(workspace, analysis, attachment, ids),
    forwardingText(workspace, model, model.forwardings.byBalancer.get(attachment.address) ?? [], 'out'),
    forwardingText(workspace, model, model.forwardings.byTarget.get(attachment.address) ?? [], 'in'),
  ]);
}

function carriesText(
  workspace: Workspace,
  model: NetworkModel,
  attachment: Attachment,
  carrier: Carrier | undefined,
): string {
  if (attachment.unfiltered === true) return 'No group filters it.';
  if (carrier?.defaultOf !== undefined) {
    return `It names no group, so it carries the default group of ${code(carrier.defaultOf)}, as it was made.`;
  }
  const groups = carrier?.groups ?? [];
  const names = folded(groups, shownGroups, ({ id, certainty }) => {
    const name = groupMarkdown(workspace, model, id);
    return certainty === 'certain' ? name : `_perhaps_ ${name}`;
  });
  const isDefault = attachment.groups.length === 0 && groups.length > 0;
  const carries = groups.length === 0 ? '' : `Carries ${isDefault ? 'the default group ' : ''}${names}.`;
  if (carrier?.open !== true) return carries;
  return attachment.groups.length === 0
    ? 'It names no group: it carries the default group of its network, which is not known here.'
    : `${carries} It carries groups that are known after apply, too.`.trimStart();
}

/** In which subnets, and whether they and it are public. */
function standingText(
  workspace: Workspace,
  model: NetworkModel,
  places: readonly Place[],
  attachment: Attachment,
): string {
  const byExit = new Map<string, Subnet[]>();
  for (const { subnet } of places) {
    if (subnet === undefined) continue;
    const exit = publicText(workspace, model, subnet);
    byExit.set(exit, [...(byExit.get(exit) ?? []), subnet]);
  }
  if (byExit.size === 0) return '';
  const publics = new Set(places.map(({ isPublic }) => isPublic));
  const address = publicAddressText(publics, attachment);
  const exits = [...byExit].slice(0, shownSubnets).map(([exit, list]) => {
    const names = folded(list, shownSubnets, (subnet) => partMarkdown(workspace, subnet));
    return { exit, names: `${list.length === 1 ? 'subnet' : 'subnets'} ${names}` };
  });
  const [only] = exits;
  return only !== undefined && byExit.size === 1
    ? `It stands in ${only.names}. ${address}\n\n${only.exit}`
    : `${address} It stands in\n\n${exits.map(({ exit, names }) => `- ${names}. ${exit}`).join('\n')}`;
}

function publicAddressText(publics: ReadonlySet<Place['isPublic']>, { publicBySubnet }: Attachment): string {
  if (publics.size === 1 && publics.has('yes')) return 'It has a public address.';
  if (publics.size === 1 && publics.has('no')) {
    return publicBySubnet === true
      ? 'It has no public address: its subnet gives none.'
      : 'It has no public address.';
  }
  return publics.has('possible')
    ? 'Whether it has a public address is not known.'
    : 'In some of its subnets it has a public address.';
}

function reachText(
  workspace: Workspace,
  analysis: RootAnalysis,
  attachment: Attachment,
  groups: readonly string[],
): string {
  const model = analysis.root.model();
  const { rows, answer, beside } = attachmentReach(model, attachment, groups.slice(0, shownGroups));
  const names = [...new Set(beside.map((peer) => endMarkdown(workspace, model, peer)))];
  const others =
    attachment.services.length === 0 || names.length === 0
      ? ''
      : `Its rules also name ${folded(names, shownGroups, (name) => name)}, but not for what it listens on.`;
  if (rows.length === 0) {
    return sectionOf([`**Reached by** nobody${whyNot(answer.blockedBy, 'ingress')}`, others]);
  }
  return sectionOf([
    rowsTable(workspace, analysis, 'ingress', rows),
    isFlowing(rows) ? '' : doubtText(answer),
    others,
  ]);
}

function isFlowing(rows: readonly EffectiveRow[]): boolean {
  return rows.some(({ certain }) => !isEmptyTrafficSet(certain));
}

/** Why nothing is certain. */
function doubtText({ blockedBy, verdict }: ReachAnswer): string {
  if (verdict !== 'possibly-reachable') return '';
  const reasons = [...new Set(blockedBy.map(({ message }) => message))].slice(0, 2);
  return reasons.length === 0 ? '' : `Not certain: ${escapeText(reasons.join(' '))}`;
}

/** What a balancer sends on to its targets (`out`), or what a target gets from balancers (`in`). */
function forwardingText(
  workspace: Workspace,
  model: NetworkModel,
  forwardings: readonly Forwarding[],
  way: 'out' | 'in',
): string {
  if (forwardings.length === 0) return '';
  const lines = forwardingLines(workspace, model, forwardings, way);
  return `**${way === 'out' ? 'Forwards' : 'Gets from balancers'}**\n\n${lines}`;
}

function forwardingLines(
  workspace: Workspace,
  model: NetworkModel,
  forwardings: readonly Forwarding[],
  way: 'out' | 'in',
): string {
  const lines = [...new Set(forwardings.map((each) => forwardingLine(workspace, model, each, way)))];
  const shown = lines.slice(0, shownTargets);
  const rest = lines.length - shown.length;
  if (rest > 0) shown.push(`- … and ${rest} more`);
  return shown.join('\n');
}

function forwardingLine(
  workspace: Workspace,
  model: NetworkModel,
  { balancer, target, accepts, services, certainty, listener, healthChecks }: Forwarding,
  way: 'out' | 'in',
): string {
  const accepted = link(
    accepts.length === 0 ? '_ports known after apply_' : servicesText(accepts),
    workspace.project.locate(listener.headerOrigin),
    listener.address,
  );
  const there = services.length === 0 ? '_ports known after apply_' : servicesText(services);
  const other = forwardedMarkdown(workspace, model, way === 'out' ? target : balancer);
  const perhaps = certainty === 'certain' ? '' : '_perhaps_ ';
  const checks = healthChecks.filter(
    ({ protocol, port }) => !services.some((each) => each.protocol === protocol && each.port === port),
  );
  const health = checks.length === 0 ? '' : ` (health checks on ${servicesText(checks)})`;
  return way === 'out'
    ? `- ${perhaps}${accepted} → ${other} on ${there}${health}`
    : `- ${perhaps}${other}, which accepts ${accepted}, on ${there}${health}`;
}

/** A balancer or a target, with the word for what it is. */
function forwardedMarkdown(workspace: Workspace, model: NetworkModel, reference: PartReference): string {
  const attachment = model.attachments.get(referenceId(reference) ?? '');
  return attachment === undefined
    ? referenceMarkdown(workspace, model, reference)
    : attachmentMarkdown(workspace, attachment);
}

/** A listener, or a target group: what goes from which balancer to whom. Empty where nothing is forwarded by it. */
export function balancingSection(
  workspace: Workspace,
  analysis: RootAnalysis,
  forwardings: readonly Forwarding[],
): string {
  const model = analysis.root.model();
  const [first] = forwardings;
  if (first === undefined) return '';
  const balancers = new Map(forwardings.map((each) => [referenceId(each.balancer), each.balancer]));
  const names = [...balancers.values()].map((balancer) => forwardedMarkdown(workspace, model, balancer));
  const from = `${folded(names, shownTargets, (name) => name)}${environmentNote(analysis)}`;
  return `**Forwards** from ${from}\n\n${forwardingLines(workspace, model, forwardings, 'out')}`;
}
