/** The nodes of a graph with their names, and the networks and modules that they are drawn in. */

import type { PartReference } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import { formatIpPrefix } from '../packets/ipPrefix';
import type { Endpoint } from '../reachability/answer';
import { endpointKey, groupName } from '../reachability/names';
import { modelReader } from '../reachability/networkReader';
import { compareText } from '../source/compareText';
import { modulePath, shortAddress } from './moduleAddress';
import { carriesNoGroup, endKey, type UnknownEnd } from './edgeDraft';
import type { GraphCluster, GraphNode, Membership } from './reachabilityGraph';

/** The nodes of all groups and attachments, and of the other `ends`, with the clusters of all of them. */
export function graphNodes(
  model: NetworkModel,
  ends: ReadonlyMap<string, Endpoint | UnknownEnd>,
  memberships: readonly Membership[],
): { readonly nodes: readonly GraphNode[]; readonly clusters: readonly GraphCluster[] } {
  const clusters = new Map<string, GraphCluster>();
  const nodes = new Map<string, GraphNode>();
  const add = (node: GraphNode): void => void nodes.set(node.id, node);
  for (const id of model.views.keys()) add(groupNode(model, id, clusters));
  const attached = new Set(memberships.map(({ attachment }) => attachment));
  for (const attachment of model.attachments.values()) {
    const id = endpointKey({ kind: 'attachment', id: attachment.address });
    if (attached.has(id) || carriesNoGroup(attachment)) {
      add(attachmentNode(model, attachment.address, clusters));
    }
  }
  for (const [id, end] of ends) {
    if (nodes.has(id)) continue;
    if (end.kind === 'group') add(groupNode(model, end.id, clusters));
    else if (end.kind === 'attachment') add(attachmentNode(model, end.id, clusters));
    else add(outsideNode(model, end));
  }
  const depth = ({ parent }: GraphCluster): number => (parent === undefined ? 0 : 1);
  return {
    nodes: [...nodes.values()].sort((a, b) => compareText(a.id, b.id)),
    clusters: [...clusters.values()].sort((a, b) => depth(a) - depth(b) || compareText(a.id, b.id)),
  };
}

function groupNode(model: NetworkModel, id: string, clusters: Map<string, GraphCluster>): GraphNode {
  const group = model.views.get(id)?.group;
  const name = groupName(modelReader(model), id);
  return {
    id: endpointKey({ kind: 'group', id }),
    kind: 'group',
    address: id,
    label: name === id ? shortAddress(id) : name,
    note: group?.description.kind === 'known' ? group.description.value : undefined,
    // What nothing describes is somewhere, but no cluster may claim it.
    cluster: group === undefined ? undefined : clusterOf(model, group.network, id, clusters),
    external: group?.ownership !== 'managed',
    certainty: group?.certainty ?? 'certain',
    origin: group?.headerOrigin,
  };
}

function attachmentNode(
  model: NetworkModel,
  address: string,
  clusters: Map<string, GraphCluster>,
): GraphNode {
  const attachment = model.attachments.get(address);
  const subnet = attachment?.subnets.map(referenceId).find((id) => id !== undefined && model.subnets.has(id));
  const network = subnet === undefined ? undefined : model.subnets.get(subnet)?.network;
  return {
    id: endpointKey({ kind: 'attachment', id: address }),
    kind: 'attachment',
    address,
    label: shortAddress(address),
    note: attachment?.label,
    cluster: network === undefined ? undefined : clusterOf(model, network, address, clusters),
    external: false,
    certainty: attachment?.certainty ?? 'certain',
    origin: attachment?.headerOrigin,
  };
}

function outsideNode(
  model: NetworkModel,
  end: Exclude<Endpoint, { id: string }> | Extract<Endpoint, { kind: 'prefix-list' }> | UnknownEnd,
): GraphNode {
  const base = {
    id: endKey(end),
    cluster: undefined,
    external: true,
    certainty: 'certain',
    origin: undefined,
  } as const;
  switch (end.kind) {
    case 'internet':
      return {
        ...base,
        kind: 'internet',
        address: 'internet',
        label: 'Internet',
        note: 'any public address',
      };
    case 'cidr': {
      const text = formatIpPrefix(end.prefix);
      // The whole internet is another node: this is what is left of a rule for everybody where no route leads there.
      const note = end.prefix.length === 0 ? 'any address a route leads to' : ownerOf(model, text);
      return { ...base, kind: 'cidr', address: text, label: text, note };
    }
    case 'prefix-list': {
      const list = model.prefixLists.get(end.id);
      return {
        ...base,
        kind: 'prefix-list',
        address: end.id,
        label: shortAddress(end.id).split('.').at(-1) ?? end.id,
        note: list?.title ?? list?.serviceName ?? 'prefix list',
        certainty: list?.certainty ?? 'certain',
        origin: list?.headerOrigin,
      };
    }
    case 'unknown':
      return { ...base, kind: 'unknown', address: end.reason, label: end.reason, note: 'not known yet' };
  }
}

/** The network or subnet whose addresses these are, exactly. */
function ownerOf(model: NetworkModel, prefix: string): string | undefined {
  for (const parts of [model.networks, model.subnets]) {
    for (const [address, part] of parts) {
      if (part.prefixes.some((each) => formatIpPrefix(each) === prefix)) return shortAddress(address);
    }
  }
  return undefined;
}

/** The cluster of a part: of its module within its network, made where it is not there yet. */
function clusterOf(
  model: NetworkModel,
  reference: PartReference | { readonly kind: 'absent' },
  address: string,
  clusters: Map<string, GraphCluster>,
): string {
  const id = referenceId(reference);
  const network = `network ${id ?? (reference.kind === 'absent' ? 'default' : 'unknown')}`;
  if (!clusters.has(network)) {
    clusters.set(network, {
      id: network,
      kind: 'network',
      label: networkLabel(model, reference),
      address: id,
      parent: undefined,
      origin: id === undefined ? undefined : model.networks.get(id)?.headerOrigin,
    });
  }
  const path = modulePath(address);
  if (path === '') return network;
  const module = `${network} ${path}`;
  if (!clusters.has(module)) {
    clusters.set(module, {
      id: module,
      kind: 'module',
      label: path,
      address: path,
      parent: network,
      origin: undefined,
    });
  }
  return module;
}

function networkLabel(model: NetworkModel, reference: PartReference | { readonly kind: 'absent' }): string {
  const id = referenceId(reference);
  if (id !== undefined) {
    const prefixes = model.networks.get(id)?.prefixes ?? [];
    return [shortAddress(id), ...prefixes.slice(0, 1).map(formatIpPrefix)].join(' · ');
  }
  if (reference.kind === 'absent') return 'default network';
  return reference.kind === 'unknown' ? `network: ${reference.reason}` : 'network that is not declared';
}
