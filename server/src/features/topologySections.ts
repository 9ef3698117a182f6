/** Hovers on route tables, routes, gateways, peerings and what joins networks: whom they serve, where they lead. Markdown. */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import type { PartReference, PrefixList } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import type { Gateway, Peering, Route, RouteTable, TopologyPart } from '../network/topology';
import type { EffectiveTable } from '../network/topologyIndex';
import { formatIpPrefix } from '../packets/ipPrefix';
import type { Origin } from '../source/origin';
import type { Span } from '../source/span';
import { accessEntrySection, accessListSection } from './accessListSections';
import { environmentNote, folded, sectionOf } from './foldedSections';
import { code, count, escapeText, link, table } from './markdown';
import { partMarkdown, referenceMarkdown } from './names';
import { routesTo, subnetsWithTable, topologyPart } from './placeIndex';
import { destinationMarkdown, roleNames, routeSentence, targetMarkdown } from './routeText';

const shownRoutes = 10;
const shownSubnets = 6;

/**
 * A part of the topology. `inside` is the nested block that the cursor is in, if it is in one: of a route or entry that
 * is written there, that one is told. Empty where there is nothing to say.
 */
export function topologySection(
  workspace: Workspace,
  analysis: RootAnalysis,
  part: TopologyPart,
  inside: Span | undefined,
): string {
  const model = analysis.root.model();
  const isHere = ({ origin }: { readonly origin: Origin }): boolean =>
    inside !== undefined && inside.start <= origin.start && origin.start < inside.end;
  const note = environmentNote(analysis);
  const named = (reference: PartReference | { readonly kind: 'absent' }): string =>
    referenceMarkdown(workspace, model, reference);
  switch (part.kind) {
    case 'route-table': {
      const inline = part.routes.find(isHere);
      return inline === undefined
        ? tableSection(workspace, analysis, part)
        : routeSection(workspace, analysis, inline, part.address);
    }
    case 'route':
      return routeSection(workspace, analysis, part.route, referenceId(part.table));
    case 'route-table-use':
      return part.of.kind === 'subnet'
        ? sectionOf([
            `Subnet ${named(part.of.subnet)} has route table ${named(part.table)}.${note}`,
            declaredTable(workspace, analysis, referenceId(part.table)),
          ])
        : sectionOf([
            `Route table ${named(part.table)} is the main one of network ${named(part.of.network)}.${note}`,
            declaredTable(workspace, analysis, referenceId(part.table)),
          ]);
    case 'gateway':
      return gatewaySection(workspace, analysis, part);
    case 'gateway-attachment':
      return `Attaches ${named(part.gateway)} to network ${named(part.network)}.${note}`;
    case 'peering':
      return peeringSection(workspace, analysis, part);
    case 'peering-acceptance':
      return `${part.accepts === false ? 'Does not accept' : 'Accepts'} the peering ${named(part.peering)}.${note}`;
    case 'transit-gateway':
      return sectionOf([
        `**transit gateway** ${code(part.address)}.${note}`,
        attachedNetworks(workspace, model, part.address),
        leadingText(workspace, model, part.address),
      ]);
    case 'transit-attachment':
      return `Attaches network ${part.network.kind === 'absent' ? '_none_' : named(part.network)} to transit gateway ${named(part.transit)}.${note}`;
    case 'transit-table-use':
      return part.role === 'association'
        ? `What ${named(part.attachment)} sends is routed by ${named(part.table)}.${note}`
        : `The ranges of ${named(part.attachment)} get into ${named(part.table)}.${note}`;
    case 'transit-route':
      return part.target.kind === 'black-hole'
        ? `Drops what is for ${destinationMarkdown(workspace, model, part)}, in table ${named(part.table)}.${note}`
        : `Leads ${destinationMarkdown(workspace, model, part)} to ${named(part.target.attachment)}, in table ${named(part.table)}.${note}`;
    case 'access-list': {
      const inline = part.entries.find(isHere);
      return inline === undefined
        ? accessListSection(workspace, analysis, part)
        : accessEntrySection(workspace, analysis, inline);
    }
    case 'access-entry':
      return accessEntrySection(workspace, analysis, part);
    case 'access-list-use':
      return `Subnet ${named(part.subnet)} has access list ${named(part.list)}.${note}`;
    case 'public-address':
      return part.holder.kind === 'absent'
        ? `**public address** ${code(part.address)}: nothing in this configuration has it.${note}`
        : `**public address** ${code(part.address)} of ${named(part.holder)}.${note}`;
    case 'private-service': {
      const balancers = folded(part.balancers, shownSubnets, ({ balancer }) => named(balancer));
      const offered = balancers === '' ? 'balancers known after apply' : balancers;
      const waits = part.acceptsAll === false ? ' Each link has to be accepted.' : '';
      return `**private service** ${code(part.address)}: offers ${offered} to other networks.${waits}${note}`;
    }
    case 'private-link':
      return `A private link from ${named(part.endpoint)} to service ${named(part.service)}.${part.accepted === false ? ' Nobody accepts it: nothing passes it.' : ''}${note}`;
    case 'transit-acceptance':
    case 'transit-table':
    case 'transit-default-table':
      return '';
  }
}

/** A prefix list with its first entries. */
export function prefixListSection(workspace: Workspace, analysis: RootAnalysis, list: PrefixList): string {
  const entries = list.entries.map((entry) =>
    entry.kind === 'cidr' ? code(formatIpPrefix(entry.prefix)) : '_known after apply_',
  );
  const service = list.serviceName === undefined ? '' : ` of the service ${code(list.serviceName)}`;
  const what =
    entries.length === 0
      ? ''
      : `: ${count(entries.length, 'CIDR').replace(/^1 CIDR$/, 'one CIDR')}, ${folded(entries, shownRoutes, (entry) => entry)}`;
  const open = list.open ? ' It may have entries that this configuration does not show.' : '';
  if (list.title !== undefined) return `${code(list.address)}: ${list.title}.${environmentNote(analysis)}`;
  return `**prefix list** ${code(list.address)}${service}${what}.${open}${environmentNote(analysis)}`;
}

function tableSection(workspace: Workspace, analysis: RootAnalysis, part: RouteTable): string {
  const model = analysis.root.model();
  const effective = effectiveTable(model, part.address);
  const main = part.isMain ? ', the main one' : '';
  const routes = effective?.routes ?? part.routes;
  const rows = routes
    .slice(0, shownRoutes)
    .map((route) => [
      (route.certainty === 'certain' ? '' : '_may:_ ') + destinationMarkdown(workspace, model, route),
      targetMarkdown(workspace, model, route.target),
      link(
        code(route.address.split('.').slice(-1).join('.')),
        workspace.project.locate(route.origin),
        route.address,
      ),
    ]);
  const rest = routes.length - rows.length;
  return sectionOf([
    `**route table** ${code(part.address)} of network ${referenceMarkdown(workspace, model, part.network)}${main}.${environmentNote(analysis)} ${servedText(workspace, model, effective?.name ?? part.address)}`,
    rows.length === 0
      ? 'It has the local route only: nothing leaves the network by it.'
      : table(['to', 'by', 'route'], rows) + (rest > 0 ? `\n\n… and ${rest} more` : ''),
    effective?.open === undefined ? '' : `${escapeText(effective.open)}.`,
  ]);
}

function declaredTable(workspace: Workspace, analysis: RootAnalysis, id: string | undefined): string {
  const part = id === undefined ? undefined : topologyPart(analysis.root.model(), id);
  return part?.kind === 'route-table' ? tableSection(workspace, analysis, part) : '';
}

function effectiveTable({ topology }: NetworkModel, address: string): EffectiveTable | undefined {
  return topology.tables.find(({ table }) => table?.address === address);
}

function servedText(workspace: Workspace, model: NetworkModel, name: string): string {
  const subnets = subnetsWithTable(model, name);
  if (subnets.length === 0) return 'No subnet of this configuration has it.';
  return `It routes what leaves ${subnets.length === 1 ? 'subnet' : 'subnets'} ${folded(subnets, shownSubnets, ({ thing, certainty }) => (certainty === 'certain' ? '' : '_perhaps_ ') + partMarkdown(workspace, thing))}.`;
}

function routeSection(
  workspace: Workspace,
  analysis: RootAnalysis,
  route: Route,
  tableId: string | undefined,
): string {
  const model = analysis.root.model();
  const id = tableId;
  const name = id === undefined ? undefined : (effectiveTable(model, id)?.name ?? id);
  return sectionOf([
    `${routeSentence(workspace, model, route)}.${environmentNote(analysis)}`,
    id === undefined || name === undefined
      ? 'Which table it is in is known after apply.'
      : `In route table ${referenceMarkdown(workspace, model, { kind: 'part', address: id })}. ${servedText(workspace, model, name)}`,
  ]);
}

function gatewaySection(workspace: Workspace, analysis: RootAnalysis, gateway: Gateway): string {
  const model = analysis.root.model();
  const { role, address, subnet } = gateway;
  const network = model.topology.networkOfGateway(address);
  const place =
    role === 'nat'
      ? subnet === undefined
        ? ''
        : ` in subnet ${referenceMarkdown(workspace, model, subnet)}, ${natText(gateway)}`
      : network.kind === 'absent'
        ? ', attached to no network: nothing passes it'
        : ` of network ${referenceMarkdown(workspace, model, network)}`;
  return sectionOf([
    `**${roleNames[role]}** ${code(address)}${place}.${environmentNote(analysis)}`,
    leadingText(workspace, model, address),
  ]);
}

function natText(gateway: Gateway): string {
  if (gateway.public === undefined) return 'whether with a public address is not known';
  return gateway.public ? 'with a public address' : 'with private addresses only';
}

function peeringSection(workspace: Workspace, analysis: RootAnalysis, part: Peering): string {
  const model = analysis.root.model();
  // The topology has it with what the accepting side says.
  const peering = model.topology.peering(part.address) ?? part;
  const [left, right] = peering.networks.map((network) => referenceMarkdown(workspace, model, network));
  const accepted =
    peering.accepted === undefined
      ? 'Whether it is accepted is not in this configuration.'
      : peering.accepted
        ? ''
        : 'Nobody accepts it: nothing passes it.';
  return sectionOf([
    `**peering** ${code(part.address)} of networks ${left ?? ''} and ${right ?? ''}.${environmentNote(analysis)}`,
    accepted,
    leadingText(workspace, model, part.address),
  ]);
}

function attachedNetworks(workspace: Workspace, model: NetworkModel, transit: string): string {
  const attached = model.topology.transitAttachments.filter(
    (attachment) => referenceId(attachment.transit) === transit,
  );
  if (attached.length === 0) return 'Nothing in this configuration is attached to it.';
  return `Attached: ${folded(attached, shownSubnets, (attachment) =>
    attachment.network.kind === 'absent'
      ? partMarkdown(workspace, attachment)
      : `network ${referenceMarkdown(workspace, model, attachment.network)}`,
  )}.`;
}

/** The routes that lead to it, with the subnets that have them. */
function leadingText(workspace: Workspace, model: NetworkModel, address: string): string {
  const routes = routesTo(model, address);
  if (routes.length === 0) return 'No route of this configuration leads to it.';
  const lines = routes.slice(0, shownRoutes).map(({ table: { name }, route }) => {
    const subnets = subnetsWithTable(model, name);
    const whose =
      subnets.length === 0
        ? 'no subnet'
        : folded(subnets, shownSubnets, ({ thing }) => partMarkdown(workspace, thing));
    const where = destinationMarkdown(workspace, model, route);
    const tableName = referenceMarkdown(workspace, model, { kind: 'part', address: name });
    return `- ${where} by route table ${tableName}, of ${whose}`;
  });
  const rest = routes.length - lines.length;
  return `Routes that lead to it:\n\n${lines.join('\n')}${rest > 0 ? `\n- … and ${rest} more` : ''}`;
}
