/** When two rules of one group make the same permission, as the cloud compares them. */

import type { Peer, Rule } from '../network/model';
import { referenceId, type GroupView } from '../network/networkModel';
import { formatIpPrefix } from '../packets/ipPrefix';

/** Protocol and ports as the API compares them; undefined where they are not known or not valid. */
export function trafficIdentity({ protocol, ports }: Rule): string | undefined {
  if (protocol.kind !== 'protocol') return undefined;
  if (protocol.protocol === 'all') return 'all';
  switch (ports.kind) {
    case 'all':
      return String(protocol.protocol);
    case 'range':
      return `${protocol.protocol} ${ports.from}-${ports.to}`;
    case 'icmp':
      return `${protocol.protocol} ${ports.type}/${ports.code}`;
    case 'invalid':
    case 'unknown':
      return undefined;
  }
}

/** Whom a peer names, as the API compares it; undefined where that is not known or not valid. */
export function peerIdentity(peer: Peer, view: GroupView): string | undefined {
  switch (peer.kind) {
    case 'cidr':
      return peer.hostBitsSet ? undefined : formatIpPrefix(peer.prefix);
    case 'group':
      return peer.self ? view.id : referenceId(peer.group);
    case 'prefix-list':
      return referenceId(peer.list);
    case 'invalid-cidr':
    case 'unknown':
      return undefined;
  }
}
