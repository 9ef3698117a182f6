/** How hovers name groups, rules and other ends: short, with a link to the place and the address as the link's tip. */

import type { Workspace } from '../analysis/workspace';
import type { Attachment, Part, PartReference, Rule, SecurityGroup } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import type { Endpoint } from '../reachability/answer';
import { endpointName } from '../reachability/names';
import { modelReader } from '../reachability/networkReader';
import { code, escapeText, link } from './markdown';
import { topologyPart } from './placeIndex';

/** The name in the cloud, or the address where the name is not known. */
export function nameOf(group: SecurityGroup): string {
  return group.name.kind === 'known' && group.name.value !== '' ? group.name.value : group.address;
}

/** An end as Markdown. */
export function endMarkdown(workspace: Workspace, model: NetworkModel, endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'group':
      return groupMarkdown(workspace, model, endpoint.id);
    case 'attachment': {
      const attachment = model.attachments.get(endpoint.id);
      return attachment === undefined ? code(endpoint.id) : attachmentMarkdown(workspace, attachment);
    }
    case 'cidr':
      return code(endpointName(modelReader(model), endpoint));
    case 'prefix-list':
    case 'internet':
      return escapeText(endpointName(modelReader(model), endpoint));
  }
}

export function groupMarkdown(workspace: Workspace, model: NetworkModel, id: string): string {
  const group = model.groups.get(id);
  if (group === undefined) return code(id);
  return link(escapeText(nameOf(group)), workspace.project.locate(group.headerOrigin), group.address);
}

export function attachmentMarkdown(workspace: Workspace, attachment: Attachment): string {
  const place = workspace.project.locate(attachment.headerOrigin);
  return `${escapeText(attachment.label)} ${link(code(lastPart(attachment.address)), place, attachment.address)}`;
}

/** A rule by the last part of its address: within a hover, that is what a reader looks for. */
export function ruleMarkdown(workspace: Workspace, rule: Rule): string {
  return link(code(lastPart(rule.address)), workspace.project.locate(rule.headerOrigin), rule.address);
}

/** Any part by the last part of its address, with a link to it. */
export function partMarkdown(workspace: Workspace, part: Part): string {
  return link(code(lastPart(part.address)), workspace.project.locate(part.headerOrigin), part.address);
}

/** A part that something refers to: with a link where the model has it, in words where it is not resolvable. */
export function referenceMarkdown(
  workspace: Workspace,
  model: NetworkModel,
  reference: PartReference | { readonly kind: 'absent' },
): string {
  const id = referenceId(reference);
  if (id === undefined) {
    if (reference.kind === 'undeclared') return `${code(reference.text)}, which is not declared`;
    return '_known after apply_';
  }
  const part =
    model.networks.get(id) ??
    model.subnets.get(id) ??
    model.attachments.get(id) ??
    model.prefixLists.get(id) ??
    topologyPart(model, id);
  // What nothing declares goes by words (`main route table of …`) or by an address.
  if (part === undefined) return id.includes(' ') ? escapeText(id) : code(id);
  return partMarkdown(workspace, part);
}

/** What authors call the only resource of a type in a module; by itself it tells a reader nothing. */
const placeholder = /^(?:this|these|self|main|default)(?![\w-])/;

/**
 * The address without modules, and without the type where a name is left: `api_to_database`, `db.ingress[0]`. A name
 * that every module has is told with its module: `alb.this`.
 */
function lastPart(address: string): string {
  const modules = /^(?:module\.([^.[]+(?:\[[^\]]*\])?)\.)+/.exec(address);
  const inModule = address.slice(modules?.[0].length ?? 0);
  const dot = inModule.indexOf('.');
  if (dot === -1) return inModule;
  const name = inModule.slice(dot + 1);
  return modules?.[1] !== undefined && placeholder.test(name) ? `${modules[1]}.${name}` : name;
}
