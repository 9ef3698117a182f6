/** What a topology says about a subnet, in few words, for tests that read like a table. */

import type { Subnet } from '../../server/src/network/model';
import type { NetworkModel } from '../../server/src/network/networkModel';
import type { AccessEntry, Route } from '../../server/src/network/topology';
import { formatIpPrefix } from '../../server/src/packets/ipPrefix';
import { referenceText } from '../providers/networkOf';

/** `aws_route_table.a: 0.0.0.0/0 -> internet aws_internet_gateway.a`; `may` before what is possible. */
export function tablesOf(model: NetworkModel, subnet: string): string[] {
  return model.topology.tablesOf(found(model, subnet)).map(({ certainty, thing }) => {
    const routes = thing.routes.map(routeText).join(', ');
    return `${may(certainty)}${thing.name}: ${routes}${openText(thing.open)}`;
  });
}

/** `aws_network_acl.a: in 100 allow tcp 80 0.0.0.0/0; out none`. */
export function listsOf(model: NetworkModel, subnet: string): string[] {
  return model.topology.listsOf(found(model, subnet)).map(({ certainty, thing }) => {
    const [ingress, egress] = [thing.ingress, thing.egress].map(
      (entries) => entries.map(entryText).join(', ') || 'none',
    );
    return `${may(certainty)}${thing.name}: in ${ingress}; out ${egress}${openText(thing.open)}`;
  });
}

export function routeText({ destination, target, certainty }: Route): string {
  return `${may(certainty)}${destinationText(destination)} -> ${targetText(target)}`;
}

function destinationText(destination: Route['destination']): string {
  switch (destination.kind) {
    case 'cidr':
      return destination.text;
    case 'prefix-list':
      return referenceText(destination.list);
    case 'invalid-cidr':
      return `invalid ${destination.text}`;
    case 'unknown':
      return `unknown ${destination.of}`;
  }
}

function targetText(target: Route['target']): string {
  switch (target.kind) {
    case 'local':
      return 'local';
    case 'gateway':
      return `${target.role} ${referenceText(target.gateway)}`;
    case 'peering':
      return `peering ${referenceText(target.peering)}`;
    case 'transit':
      return `transit ${referenceText(target.transit)}`;
    case 'endpoint':
      return `endpoint ${referenceText(target.endpoint)}`;
    case 'interface':
      return `interface ${referenceText(target.interface)}`;
    case 'unknown':
      return `unknown: ${target.reason}`;
  }
}

export function entryText(entry: AccessEntry): string {
  const { protocol, ports } = entry;
  const what = protocol.kind === 'protocol' ? String(protocol.protocol) : protocol.kind;
  const where =
    ports.kind === 'range'
      ? ports.from === ports.to
        ? ` ${String(ports.from)}`
        : ` ${String(ports.from)}-${String(ports.to)}`
      : ports.kind === 'icmp'
        ? ` ${String(ports.type)}/${String(ports.code)}`
        : ports.kind === 'all'
          ? ''
          : ` ${ports.kind}`;
  const peers = entry.peers.map((peer) =>
    peer.kind === 'cidr' ? formatIpPrefix(peer.prefix) : `${peer.kind} ${'text' in peer ? peer.text : ''}`,
  );
  return `${may(entry.certainty)}${String(entry.priority)} ${String(entry.action)} ${what}${where} ${peers.join(' ')}`;
}

function may(certainty: 'certain' | 'possible'): string {
  return certainty === 'possible' ? 'may ' : '';
}

function openText(open: string | undefined): string {
  return open === undefined ? '' : ` (${open})`;
}

function found(model: NetworkModel, address: string): Subnet {
  const subnet = model.subnets.get(address);
  if (subnet === undefined) throw new Error(`no ${address} among ${[...model.subnets.keys()].join(', ')}`);
  return subnet;
}
