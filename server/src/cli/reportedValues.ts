/** Values as the JSON of `model` has them: places, references and unknowns, protocols and ports. */

import type { Part, PartReference, Peer, Rule } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import type { Topology } from '../network/topologyIndex';
import { formatIpPrefix } from '../packets/ipPrefix';
import { protocolText } from '../packets/trafficEntries';
import type { OpenedWorkspace } from './openWorkspace';
import { placeOf } from './places';
import type { Place } from './places';

/** Not known, with the reason; the identity of something known only after apply. */
export interface ReportedUnknown {
  readonly unknown: string;
}
export interface ReportedReference {
  readonly ref: string;
}
export type OrUnknown<T> = T | ReportedUnknown;
export type ReportedTarget = string | ReportedReference | ReportedUnknown;

export interface ReportedPorts {
  /** The first port or the ICMP type; null for every port. As written where it is no valid port. */
  readonly fromPort: OrUnknown<number | string | null>;
  /** The last port or the ICMP code. */
  readonly toPort: OrUnknown<number | string | null>;
}

export function place(opened: OpenedWorkspace, part: Pick<Part, 'headerOrigin'>): Partial<Place> {
  const location = opened.workspace.project.locate(part.headerOrigin);
  return location === undefined ? {} : placeOf(opened.folderUri, location);
}

/** An address of the model or a literal id as text; something else that is declared as a reference. */
export function target(model: NetworkModel, reference: PartReference): ReportedTarget {
  switch (reference.kind) {
    case 'part': {
      const { address } = reference;
      const { groups, networks, subnets, prefixLists, attachments, topology } = model;
      const inModel = [groups, networks, subnets, prefixLists, attachments].some((parts) =>
        parts.has(address),
      );
      const isJoining = topology.gateway(address) !== undefined || topology.peering(address) !== undefined;
      return inModel || isJoining || isTransit(topology, address) ? address : { ref: `${address}.id` };
    }
    case 'literal':
      return reference.id;
    case 'undeclared':
      return { unknown: `${reference.text} is not declared` };
    case 'unknown':
      return { unknown: reference.reason };
  }
}

function isTransit(topology: Topology, address: string): boolean {
  return topology.parts.some((part) => part.kind === 'transit-gateway' && part.address === address);
}

export function reportProtocol({ protocol }: Pick<Rule, 'protocol'>): OrUnknown<string> {
  switch (protocol.kind) {
    case 'protocol':
      return protocol.protocol === 'all' ? 'all' : protocolText(protocol.protocol);
    case 'invalid':
      return protocol.text;
    case 'unknown':
      return { unknown: protocol.reason };
  }
}

export function reportPorts({ ports }: Pick<Rule, 'ports'>): ReportedPorts {
  switch (ports.kind) {
    case 'all':
      return { fromPort: null, toPort: null };
    case 'range':
    case 'invalid':
      return { fromPort: ports.from, toPort: ports.to };
    case 'icmp':
      return { fromPort: ports.type, toPort: ports.code };
    case 'unknown':
      return { fromPort: { unknown: ports.reason }, toPort: { unknown: ports.reason } };
  }
}

export function cidrsOf(peer: Peer): OrUnknown<string>[] {
  switch (peer.kind) {
    case 'cidr':
      return [formatIpPrefix(peer.prefix)];
    case 'invalid-cidr':
      return [peer.text];
    case 'unknown':
      return peer.of === 'cidr' || peer.of === 'any' ? [{ unknown: peer.reason }] : [];
    case 'group':
    case 'prefix-list':
      return [];
  }
}
