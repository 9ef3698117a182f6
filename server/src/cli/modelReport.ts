/** The network of every root in the shape of the JSON of `model`: what the analysis believes, rule by rule. */

import type { RootAnalysis } from '../analysis/workspace';
import type { Attachment, Known, Peer, Rule, SecurityGroup } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import { networkOwn } from '../network/topology';
import { relativePath } from '../source/documentUri';
import { protocolText } from '../packets/trafficEntries';
import type { OpenedWorkspace } from './openWorkspace';
import type { Place } from './places';
import { cidrsOf, place, reportPorts, reportProtocol, target } from './reportedValues';
import type { OrUnknown, ReportedTarget } from './reportedValues';
import { topologyReport } from './topologyReport';
import type {
  ReportedGateway,
  ReportedList,
  ReportedNetwork,
  ReportedPeering,
  ReportedSubnet,
  ReportedTable,
  ReportedTransitAttachment,
} from './topologyReport';

export interface ModelReport {
  readonly version: 1;
  readonly roots: readonly ReportedRoot[];
}

export interface ReportedRoot {
  readonly path: string;
  readonly environment: string | null;
  readonly groups: readonly ReportedGroup[];
  readonly rules: readonly ReportedRule[];
  readonly attachments: readonly ReportedAttachment[];
  readonly networks: readonly ReportedNetwork[];
  readonly subnets: readonly ReportedSubnet[];
  readonly routeTables: readonly ReportedTable[];
  readonly accessLists: readonly ReportedList[];
  readonly gateways: readonly ReportedGateway[];
  readonly peerings: readonly ReportedPeering[];
  readonly transitAttachments: readonly ReportedTransitAttachment[];
}

export interface ReportedGroup extends Partial<Place> {
  readonly address: string;
  readonly provider: string;
  readonly name: OrUnknown<string | null>;
  readonly vpc: ReportedTarget | null;
}

export interface ReportedRule extends Partial<Place> {
  readonly address: string;
  readonly group: ReportedTarget;
  readonly direction: 'ingress' | 'egress';
  readonly action: 'allow' | 'deny';
  readonly priority: number | null;
  readonly protocol: OrUnknown<string>;
  /** The first port or the ICMP type; null for every port. As written where it is no valid port. */
  readonly fromPort: OrUnknown<number | string | null>;
  /** The last port or the ICMP code. */
  readonly toPort: OrUnknown<number | string | null>;
  readonly cidrs: readonly OrUnknown<string>[];
  readonly groups: readonly ReportedTarget[];
  readonly prefixLists: readonly ReportedTarget[];
  readonly self: boolean;
  readonly certainty: 'certain' | 'possible';
}

export interface ReportedAttachment {
  readonly address: string;
  readonly groups: readonly ReportedTarget[];
  readonly subnets: readonly ReportedTarget[];
  readonly public: boolean | null;
  readonly services: readonly { readonly protocol: string; readonly port: number }[];
}

export function modelReport(opened: OpenedWorkspace): ModelReport {
  return { version: 1, roots: opened.roots.map((analysis) => reportRoot(opened, analysis)) };
}

function reportRoot(opened: OpenedWorkspace, { root }: RootAnalysis): ReportedRoot {
  const model = root.model();
  return {
    path: relativePath(opened.folderUri, root.directory),
    environment: root.environment ?? null,
    groups: Array.from(model.groups.values(), (group) => reportGroup(opened, model, group)),
    rules: model.rules.map((rule) => reportRule(opened, model, rule)),
    attachments: Array.from(model.attachments.values(), (attachment) => reportAttachment(model, attachment)),
    ...topologyReport(opened, model),
  };
}

function reportGroup(opened: OpenedWorkspace, model: NetworkModel, group: SecurityGroup): ReportedGroup {
  return {
    address: group.address,
    provider: group.provider,
    name: known(group.name),
    vpc: reportNetwork(model, group.network),
    ...place(opened, group),
  };
}

/** Null for the network that a group is in when it names none, where nothing adopts that. */
function reportNetwork(model: NetworkModel, network: SecurityGroup['network']): ReportedTarget | null {
  if (network.kind === 'absent') return null;
  const isDefault = network.kind === 'part' && network.address.startsWith(networkOwn.defaultNetwork(''));
  return isDefault && !model.networks.has(network.address) ? null : target(model, network);
}

function reportRule(opened: OpenedWorkspace, model: NetworkModel, rule: Rule): ReportedRule {
  return {
    address: rule.address,
    group: target(model, rule.group),
    direction: rule.direction,
    action: rule.action,
    priority: rule.priority ?? null,
    protocol: reportProtocol(rule),
    ...reportPorts(rule),
    cidrs: rule.peers.flatMap(cidrsOf),
    groups: rule.peers.flatMap((peer) => groupsOf(model, peer)),
    prefixLists: rule.peers.flatMap((peer) => prefixListsOf(model, peer)),
    self: rule.peers.some((peer) => peer.kind === 'group' && peer.self),
    certainty: rule.certainty,
    ...place(opened, rule),
  };
}

function known(value: Known<string>): OrUnknown<string | null> {
  switch (value.kind) {
    case 'known':
      return value.value;
    case 'absent':
      return null;
    case 'unknown':
      return { unknown: value.reason };
  }
}

function groupsOf(model: NetworkModel, peer: Peer): ReportedTarget[] {
  if (peer.kind === 'group') return peer.self ? [] : [target(model, peer.group)];
  return peer.kind === 'unknown' && peer.of === 'group' ? [{ unknown: peer.reason }] : [];
}

function prefixListsOf(model: NetworkModel, peer: Peer): ReportedTarget[] {
  if (peer.kind === 'prefix-list') return [target(model, peer.list)];
  return peer.kind === 'unknown' && peer.of === 'prefix-list' ? [{ unknown: peer.reason }] : [];
}

function reportAttachment(model: NetworkModel, attachment: Attachment): ReportedAttachment {
  return {
    address: attachment.address,
    groups: attachment.groups.map(({ group }) => target(model, group)),
    subnets: attachment.subnets.map((subnet) => target(model, subnet)),
    public: attachment.public ?? null,
    services: attachment.services.map(({ protocol, port }) => ({ protocol: protocolText(protocol), port })),
  };
}
