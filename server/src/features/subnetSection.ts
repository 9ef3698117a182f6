/** Hovers on subnets and networks: their range, who stands there, which table and list decide, whether it is public. */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import type { Network, Subnet } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import { reservedCount } from '../network/reservedAddresses';
import type { Candidate, EffectiveList, EffectiveTable } from '../network/topologyIndex';
import { formatIpPrefix, prefixSize, type IpPrefix } from '../packets/ipPrefix';
import { environmentNote, folded, sectionOf } from './foldedSections';
import { code, count, escapeText } from './markdown';
import { attachmentMarkdown, partMarkdown, referenceMarkdown } from './names';
import { attachmentsIn } from './placeIndex';
import { sizeText } from './prefixText';
import { routeSentence } from './routeText';
import { exitOf } from './subnetExit';

const shownParts = 6;

export function subnetSection(workspace: Workspace, analysis: RootAnalysis, subnet: Subnet): string {
  const model = analysis.root.model();
  const network = referenceMarkdown(workspace, model, subnet.network);
  const ranges = subnet.prefixes.map((prefix) => rangeText(prefix, reservedCount(subnet)));
  const unknown = subnet.open ? ['_a range known after apply_'] : [];
  const range = [...ranges, ...unknown].join(', ');
  const standing = attachmentsIn(model, subnet);
  return sectionOf([
    `**subnet** ${code(subnet.address)}${range === '' ? '' : `: ${range}`}, in network ${network}.${environmentNote(analysis)}`,
    `${publicText(workspace, model, subnet)}${addressText(subnet)}`,
    `Route table: ${candidates(workspace, model, model.topology.tablesOf(subnet))}. Access list: ${candidates(workspace, model, model.topology.listsOf(subnet))}.`,
    standing.length === 0
      ? 'Nothing that this configuration shows stands in it.'
      : `In it: ${folded(standing, shownParts, (each) => attachmentMarkdown(workspace, each))}.`,
  ]);
}

export function networkSection(workspace: Workspace, analysis: RootAnalysis, network: Network): string {
  const model = analysis.root.model();
  const subnets = [...model.subnets.values()].filter(
    (subnet) => referenceId(subnet.network) === network.address,
  );
  const ranges = network.prefixes.map((prefix) => rangeText(prefix, 0n));
  if (network.open) ranges.push('_ranges known after apply_');
  const byKind = new Map<string, Subnet[]>();
  for (const subnet of subnets) {
    const kind = kindWords[exitOf(model, subnet).kind];
    byKind.set(kind, [...(byKind.get(kind) ?? []), subnet]);
  }
  const lines = [...byKind].map(
    ([kind, list]) =>
      `- ${count(list.length, `${kind} subnet`)}: ${folded(list, shownParts, (subnet) => partMarkdown(workspace, subnet))}`,
  );
  const gateways = model.topology.parts.filter((part) => {
    if (part.kind !== 'gateway') return false;
    const own = model.topology.networkOfGateway(part.address);
    return own.kind !== 'absent' && referenceId(own) === network.address;
  });
  return sectionOf([
    `**network** ${code(network.address)}${ranges.length === 0 ? '' : `: ${ranges.join(', ')}`}.${environmentNote(analysis)}`,
    lines.length === 0 ? 'It has no subnets in this configuration.' : lines.join('\n'),
    gateways.length === 0
      ? ''
      : `Gateways: ${folded(gateways, shownParts, (part) => partMarkdown(workspace, part))}.`,
  ]);
}

const kindWords = {
  public: 'public',
  outbound: 'private',
  elsewhere: 'private',
  broken: 'isolated',
  isolated: 'isolated',
  unknown: 'perhaps public',
} as const;

/** `Public: public_internet leads 0.0.0.0/0 to internet gateway main.` Markdown. */
export function publicText(workspace: Workspace, model: NetworkModel, subnet: Subnet): string {
  const { kind, route, why } = exitOf(model, subnet);
  const by = route === undefined ? '' : `${routeSentence(workspace, model, route)}. `;
  switch (kind) {
    case 'public':
      return `**Public**: ${by}`.trimEnd();
    case 'outbound':
      return `**Private**: ${by}Connections go out that way, and none come in.`;
    case 'elsewhere':
      return `**Private**: ${by}`.trimEnd();
    case 'broken':
      return `**Isolated**: ${by}${why}`;
    case 'isolated':
      return '**Isolated**: no route leads out of the network to the internet.';
    case 'unknown':
      return `Whether it is **public** is not known: ${by}${escapeText(openText(model, subnet) ?? why)}`;
  }
}

function openText({ topology }: NetworkModel, subnet: Subnet): string | undefined {
  const tables = topology.tablesOf(subnet);
  if (tables.length > 1) return 'it may have one of several route tables.';
  const open = tables[0]?.thing.open;
  return open === undefined ? undefined : `${open}.`;
}

function addressText({ publicByDefault, ipv6Only }: Subnet): string {
  if (ipv6Only === true) return ' It has IPv6 addresses only.';
  if (publicByDefault === true) return ' What starts in it gets a public address unless it says otherwise.';
  if (publicByDefault === false) return ' What starts in it gets no public address unless it says so.';
  return '';
}

function candidates(
  workspace: Workspace,
  model: NetworkModel,
  list: readonly Candidate<EffectiveTable | EffectiveList>[],
): string {
  const names = list.map(({ thing: { name } }) =>
    referenceMarkdown(workspace, model, { kind: 'part', address: name }),
  );
  return list.length < 2 ? (names[0] ?? '_not known_') : `one of ${names.join(', ')}`;
}

function rangeText(prefix: IpPrefix, kept: bigint): string {
  const size = prefixSize(prefix);
  const hosts =
    kept > 0n && prefix.family === 4 && size > kept
      ? `${sizeText(prefix, size - kept)} hosts`
      : `${sizeText(prefix, size)} addresses`;
  return `${code(formatIpPrefix(prefix))} (${hosts})`;
}
