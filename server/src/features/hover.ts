/**
 * Hover: who can reach what, where the cursor is. On a group, a rule, an attachment, on any expression that comes down
 * to a group, on a CIDR, and on a module call; on any other reference, its value.
 */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import { renderValue } from '../evaluation/render';
import type { Attachment, Rule, SecurityGroup } from '../network/model';
import { referenceId } from '../network/networkModel';
import { serviceName } from '../network/services';
import { protocolName } from '../packets/protocol';
import { describeEndpoint } from '../reachability/names';
import type { DocumentUri } from '../source/documentUri';
import type { SourceFile } from '../source/sourceFile';
import type { Span } from '../source/span';
import { absoluteSpan } from '../syntax/nodes';
import { plainText } from '../syntax/statics';
import type { Expression } from '../syntax/tree';
import type { Cursor, ModuleInRoot } from './cursor';
import {
  attachmentsOf,
  cursorAt,
  groupsOf,
  modulesOf,
  partsDeclaredBy,
  referenceAt,
  resolvedGroups,
  rulesOf,
} from './cursor';
import { describePrefix } from './prefixText';
import { code, escapeText, link } from './markdown';
import { reachTable } from './reachTable';
import { reviewNotes } from './reviewNotes';

export interface Hover {
  readonly markdown: string;
  readonly file: SourceFile;
  /** Absolute span of what it is about. */
  readonly span: Span;
}

/** Sections shown before the rest is folded: instances of a block, groups of an expression. */
const shownSections = 3;

export function hoverAt(workspace: Workspace, uri: DocumentUri, offset: number): Hover | undefined {
  const cursor = cursorAt(workspace, uri, offset);
  if (cursor === undefined) return undefined;
  const modules = modulesOf(workspace, uri);
  const answer =
    aboutExpression(workspace, cursor, modules) ??
    aboutBlock(workspace, cursor, modules) ??
    aboutModuleCall(workspace, cursor, modules);
  if (answer === undefined) return undefined;
  return {
    markdown: answer.sections.join('\n\n---\n\n'),
    file: cursor.tree.file,
    span: absoluteSpan(cursor.place.item, answer.span),
  };
}

interface Answer {
  readonly sections: readonly string[];
  readonly span: Span;
}

function aboutExpression(
  workspace: Workspace,
  cursor: Cursor,
  modules: readonly ModuleInRoot[],
): Answer | undefined {
  const reference = referenceAt(cursor);
  if (reference === undefined) return aboutLiteral(cursor);
  const groups = resolvedGroups(cursor, reference.span, reference, modules);
  if (groups.length > 0) {
    const shown = groups
      .slice(0, shownSections)
      .map(({ analysis, id }) => groupSection(workspace, analysis, id));
    return { sections: folded(shown, groups.length), span: reference.span };
  }
  return aboutValue(cursor, reference, modules);
}

/** The value of a reference in each way that its module is called. */
function aboutValue(
  cursor: Cursor,
  reference: Expression,
  modules: readonly ModuleInRoot[],
): Answer | undefined {
  const { anchor } = cursor.place.item;
  const byText = new Map<string, string[]>();
  for (const { analysis, module } of modules) {
    const value = module.evaluate(reference, anchor);
    if (value.kind === 'unknown' && value.reason.kind === 'computed-from-unknown') continue;
    const text = renderValue(value);
    const where = [analysis.root.environment ?? '', module.address.text]
      .filter((part) => part !== '')
      .join(' ');
    const known = byText.get(text);
    if (known === undefined) byText.set(text, [where]);
    else known.push(where);
  }
  if (byText.size === 0) return undefined;
  const sections = [...byText].slice(0, shownSections).map(([text, places]) => {
    const where =
      byText.size > 1
        ? `${escapeText(places.slice(0, 3).join(', '))}${places.length > 3 ? ', …' : ''}: `
        : '';
    return `${where}\`\`\`terraform\n${text}\n\`\`\``.replace(': ```', ':\n\n```');
  });
  return { sections: folded(sections, byText.size), span: reference.span };
}

/** On an address or CIDR written out: what it covers. */
function aboutLiteral(cursor: Cursor): Answer | undefined {
  for (const node of [...cursor.place.path].reverse()) {
    if (node.kind !== 'template') continue;
    const text = plainText(node);
    const description = text === undefined ? undefined : describePrefix(text);
    return description === undefined ? undefined : { sections: [description], span: node.span };
  }
  return undefined;
}

function aboutBlock(
  workspace: Workspace,
  cursor: Cursor,
  modules: readonly ModuleInRoot[],
): Answer | undefined {
  const { item, offset } = cursor.place;
  if (item.node.kind !== 'block') return undefined;
  const sections: string[] = [];
  for (const analysis of new Set(modules.map((each) => each.analysis))) {
    const parts = partsDeclaredBy(analysis, item.anchor);
    const groups = groupsOf(parts);
    // In an inline block the rule is meant; elsewhere in a group's block, the group.
    const rules = rulesOf(parts).filter(
      (rule) => groups.length === 0 || (rule.origin.start <= offset && offset <= rule.origin.end),
    );
    if (rules.length > 0) for (const rule of rules) sections.push(ruleSection(workspace, analysis, rule));
    else for (const group of groups) sections.push(groupSection(workspace, analysis, group.address));
    for (const attachment of attachmentsOf(parts))
      sections.push(attachmentSection(workspace, analysis, attachment));
  }
  if (sections.length === 0) return undefined;
  const unique = [...new Set(sections)];
  const innermost = cursor.place.path.at(-1);
  const header = {
    start: item.node.span.start,
    end: item.node.labels.at(-1)?.span.end ?? item.node.type.span.end,
  };
  const span = innermost !== undefined && innermost !== item.node ? innermost.span : header;
  return { sections: folded(unique.slice(0, shownSections), unique.length), span };
}

function aboutModuleCall(
  workspace: Workspace,
  cursor: Cursor,
  modules: readonly ModuleInRoot[],
): Answer | undefined {
  const { node } = cursor.place.item;
  const name = node.kind === 'block' && node.type.text === 'module' ? node.labels[0]?.text : undefined;
  if (name === undefined || node.kind !== 'block') return undefined;
  const sections: string[] = [];
  for (const { analysis, module } of modules) {
    const call = module.declarations().moduleCalls.get(name);
    for (const child of call === undefined ? [] : module.children(call)) {
      const prefix = `${child.address.text}.`;
      const model = analysis.root.model();
      const groups = [...model.groups.values()].filter((group) => group.address.startsWith(prefix));
      const rules = model.rules.filter((rule) => rule.address.startsWith(prefix)).length;
      const attached = [...model.attachments.keys()].filter((address) => address.startsWith(prefix)).length;
      const names = groups
        .slice(0, 8)
        .map((group) => link(escapeText(nameOf(group)), workspace.project.locate(group.headerOrigin)));
      const list = names.length === 0 ? '' : `: ${names.join(', ')}${groups.length > 8 ? ', …' : ''}`;
      sections.push(
        `${code(child.address.text)} makes ${count(groups.length, 'security group')}${list}, ${count(rules, 'rule')}` +
          ` and ${count(attached, 'resource')} that carr${attached === 1 ? 'ies' : 'y'} groups.`,
      );
    }
  }
  const unique = [...new Set(sections)];
  const span = { start: node.span.start, end: node.labels.at(-1)?.span.end ?? node.type.span.end };
  return unique.length === 0
    ? undefined
    : { sections: folded(unique.slice(0, shownSections), unique.length), span };
}

/** A group: its name, what carries it, what changed, who reaches it and whom it reaches. */
function groupSection(workspace: Workspace, analysis: RootAnalysis, id: string): string {
  const model = analysis.root.model();
  const view = model.views.get(id);
  const group = view?.group;
  const title = `${link(`**${escapeText(group === undefined ? id : nameOf(group))}**`, group === undefined ? undefined : workspace.project.locate(group.headerOrigin))} ${code(id)}${environmentNote(analysis)}`;
  const attachments = view?.attachments ?? [];
  const carried = attachments
    .slice(0, 4)
    .map((each) => `${each.label} ${link(code(each.address), workspace.project.locate(each.headerOrigin))}`);
  const attached =
    attachments.length === 0
      ? 'Nothing in this configuration carries it.'
      : `On ${carried.join(', ')}${attachments.length > 4 ? ` and ${attachments.length - 4} more` : ''}.`;
  return [
    `${title}\n\n${attached}`,
    reviewNotes(workspace, analysis, new Set([id])),
    reachTable(workspace, analysis, id, 'ingress'),
    reachTable(workspace, analysis, id, 'egress'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A rule: what it lets through, and what the group it belongs to is reached by. */
function ruleSection(workspace: Workspace, analysis: RootAnalysis, rule: Rule): string {
  const groupId = referenceId(rule.group);
  const ports = portsText(rule);
  const peers = rule.peers.map((peer) => {
    switch (peer.kind) {
      case 'cidr':
        return code(peer.text);
      case 'group': {
        const id = peer.self ? groupId : referenceId(peer.group);
        if (id !== undefined) {
          return escapeText(describeEndpoint(analysis.root.model(), { kind: 'group', id }));
        }
        return peer.group.kind === 'undeclared' ? code(peer.group.text) : '_known after apply_';
      }
      case 'prefix-list':
        return code(referenceId(peer.list) ?? 'prefix list');
      case 'invalid-cidr':
        return `${code(peer.text)} (not a CIDR)`;
      case 'unknown':
        return `_${escapeText(peer.reason)}_`;
    }
  });
  const who =
    peers.length === 0 ? 'nobody' : `${peers.slice(0, 8).join(', ')}${peers.length > 8 ? ', …' : ''}`;
  const verb = rule.direction === 'ingress' ? 'lets in' : 'lets out to';
  const may = rule.certainty === 'certain' ? '' : ' (if it exists: that is known after apply)';
  const line = `${code(rule.address)} ${verb} ${who} on ${ports}${may}${environmentNote(analysis)}`;
  if (groupId === undefined) return line;
  return `${line}\n\n${groupSection(workspace, analysis, groupId)}`;
}

function portsText(rule: Rule): string {
  const { protocol, ports } = rule;
  if (protocol.kind === 'unknown') return '_a protocol known after apply_';
  if (protocol.kind === 'invalid') return `${code(protocol.text)} (no protocol)`;
  if (protocol.protocol === 'all') return 'every protocol and port';
  const name = protocolName(protocol.protocol);
  switch (ports.kind) {
    case 'all':
      return `all ${name}`;
    case 'range': {
      const service = ports.from === ports.to ? serviceName(protocol.protocol, ports.from) : undefined;
      const range = ports.from === ports.to ? String(ports.from) : `${ports.from}-${ports.to}`;
      return `${name}/${range}${service === undefined ? '' : ` ${service}`}`;
    }
    case 'icmp':
      return ports.type === -1
        ? `all ${name}`
        : `${name} type ${ports.type}${ports.code === -1 ? '' : ` code ${ports.code}`}`;
    case 'invalid':
      return `${name} ports ${code(`${ports.from}-${ports.to}`)} (not a port range)`;
    case 'unknown':
      return `${name}, ports known after apply`;
  }
}

function attachmentSection(workspace: Workspace, analysis: RootAnalysis, attachment: Attachment): string {
  const services = attachment.services.map(
    ({ protocol, port, name }) => `${protocolName(protocol)}/${port}${name === undefined ? '' : ` ${name}`}`,
  );
  const listens = services.length === 0 ? '' : `, listens on ${escapeText(services.join(', '))}`;
  const title = `**${escapeText(attachment.label)}** ${code(attachment.address)}${listens}${environmentNote(analysis)}`;
  const ids = [...new Set(attachment.groups.flatMap(({ group }) => referenceId(group) ?? []))];
  const tables = ids.slice(0, 3).map((id) => {
    const name = escapeText(describeEndpoint(analysis.root.model(), { kind: 'group', id }));
    return `Carries ${name}\n\n${reachTable(workspace, analysis, id, 'ingress')}`;
  });
  const notes = reviewNotes(workspace, analysis, new Set(ids));
  return [title, notes, ...tables].filter((part) => part !== '').join('\n\n');
}

function environmentNote({ root }: RootAnalysis): string {
  return root.environment === undefined ? '' : ` (${escapeText(root.environment)})`;
}

function nameOf(group: SecurityGroup): string {
  return group.name.kind === 'known' && group.name.value !== '' ? group.name.value : group.address;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function folded(sections: readonly string[], total: number): readonly string[] {
  return total > sections.length ? [...sections, `… and ${total - sections.length} more`] : sections;
}
