/** Models and findings as plain text, every origin as the place and text where it stands now: for comparing two workspaces. */

import type { Workspace } from '../../server/src/analysis/workspace';
import type { Location, Origin } from '../../server/src/source/origin';

/** One line per root, part, view and finding, in the order in which the workspace gives them. */
export function describeWorkspace(workspace: Workspace): string[] {
  const lines: string[] = [];
  for (const { root } of workspace.roots()) {
    const { groups, rules, attachments, networks, subnets, prefixLists, views, unplaced, topology } =
      root.model();
    lines.push(`root ${root.directory} ${root.environment ?? '-'} ${root.variableFiles.join()}`);
    const parts = [
      ...[groups, attachments, networks, subnets, prefixLists].flatMap((each) => [...each.values()]),
      ...rules,
      ...topology.parts,
    ];
    for (const part of parts) lines.push(`  ${text(workspace, part)}`);
    for (const view of views.values()) {
      const { id, group, rules: own, namedBy, uses } = view;
      const addresses = [own.ingress, own.egress, view.attachments, namedBy, uses].map((each) =>
        each.map((part) => part.address).join(),
      );
      lines.push(`  view ${id} ${group?.address ?? '-'} ${addresses.join(' | ')}`);
    }
    for (const subnet of subnets.values()) {
      lines.push(`  tables of ${subnet.address} ${text(workspace, topology.tablesOf(subnet))}`);
      lines.push(`  lists of ${subnet.address} ${text(workspace, topology.listsOf(subnet))}`);
    }
    const { tables, lists, peerings, transitAttachments } = topology;
    lines.push(`  topology ${text(workspace, { tables, lists, peerings, transitAttachments })}`);
    lines.push(`  unplaced ${text(workspace, unplaced)}`);
  }
  for (const { finding, location, related, holdsIn, suppressed } of workspace.findings()) {
    const { code, severity, certainty, message, resource, fixes } = finding;
    lines.push(
      [
        `finding ${code} ${severity} ${certainty} ${resource} at ${locationText(location)}: ${message}`,
        ...related.map((each) => `related ${locationText(each.location)} ${each.message}`),
        ...holdsIn.map((each) => `in ${each.root} ${each.environment ?? '-'}`),
        `suppressed ${suppressed?.by ?? '-'} ${suppressed?.reason ?? ''}`,
        ...fixes.map((fix) => `fix ${fix.title} ${JSON.stringify(workspace.resolveFix(fix) ?? 'gone')}`),
      ].join('\n    '),
    );
  }
  for (const { location, source } of workspace.notInstalledModules()) {
    lines.push(`not installed ${source} at ${locationText(location)}`);
  }
  return lines;
}

/** Any plain data as text; origins by where they stand. */
function text(workspace: Workspace, value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'bigint' ? `${String(value)}n` : JSON.stringify(value);
  }
  if (isOrigin(value)) {
    const location = workspace.project.locate(value);
    return location === undefined ? 'gone' : locationText(location);
  }
  if (Array.isArray(value)) return `[${value.map((each) => text(workspace, each)).join()}]`;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return `{${entries.map(([key, each]) => `${String(key)}=${text(workspace, each)}`).join()}}`;
}

function isOrigin(value: object): value is Origin {
  return 'anchor' in value && 'start' in value && 'end' in value;
}

export function locationText({ file, span }: Location): string {
  const written = JSON.stringify(file.text.slice(span.start, span.end));
  return `${file.uri}:${String(span.start)}-${String(span.end)} ${written}`;
}
