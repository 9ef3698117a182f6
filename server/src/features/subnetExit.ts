/** Whether a subnet is public, and which route makes it so: where its routes lead what is for the internet. */

import { referenceId, type NetworkModel } from '../network/networkModel';
import type { Subnet } from '../network/model';
import type { Route } from '../network/topology';
import { addressesOfFamily } from '../packets/addressSet';
import { EXPLANATIONS } from '../reachability/explanations';
import { piecesOf } from '../reachability/legs';
import { modelReader } from '../reachability/networkReader';
import { subnetAddresses } from '../reachability/memberAddresses';
import { ANY_CLIENT_PORTS, type Place } from '../reachability/places';
import { PUBLIC_ADDRESSES, UNKNOWN_MEMBERS } from '../reachability/publicAddresses';

/**
 * - public: a route leads to an internet gateway; - outbound: one lets connections out only (NAT, egress-only);
 * - elsewhere: one leads to another network or a box in between; - broken: one leads nowhere, `why` says it;
 * - isolated: there is none; - unknown: it depends, `why` says on what.
 */
export interface SubnetExit {
  readonly kind: 'public' | 'outbound' | 'elsewhere' | 'broken' | 'isolated' | 'unknown';
  readonly route: Route | undefined;
  readonly why: string;
}

type Piece = ReturnType<typeof piecesOf>[number];

/** Where what is for the internet goes. Of several routes, the one that exposes most is told. */
export function exitOf(model: NetworkModel, subnet: Subnet): SubnetExit {
  const reader = modelReader(model);
  const place: Place = {
    member: undefined,
    subnet,
    network: referenceId(subnet.network),
    addresses: subnetAddresses(reader, { kind: 'part', address: subnet.address }) ?? UNKNOWN_MEMBERS,
    // Whoever has a public address: whether that is so is said of whoever stands there.
    isPublic: 'yes',
    clientPorts: ANY_CLIENT_PORTS,
  };
  const internet = addressesOfFamily(PUBLIC_ADDRESSES, subnet.ipv6Only === true ? 6 : 4);
  const pieces = piecesOf(reader, model.topology, place, internet, 'out');
  const exits = pieces.map(exitOfPiece);
  for (const kind of ['public', 'unknown', 'outbound', 'elsewhere', 'broken'] as const) {
    const found = exits.find((exit) => exit.kind === kind);
    if (found !== undefined) return found;
  }
  return { kind: 'isolated', route: undefined, why: '' };
}

function exitOfPiece({ verdict, code, way }: Piece): SubnetExit {
  const exit = (kind: SubnetExit['kind']): SubnetExit => ({
    kind,
    route: way.route,
    why: EXPLANATIONS[code],
  });
  // Leads to one service of the cloud only, which is no way to the internet.
  if (way.target?.kind === 'endpoint' && way.route?.destination.kind === 'prefix-list') {
    return exit('isolated');
  }
  if (verdict === 'no') return exit(code === 'no-route' ? 'isolated' : 'broken');
  switch (code) {
    case 'internet-gateway':
      return exit(verdict === 'yes' ? 'public' : 'unknown');
    case 'nat-gateway':
    case 'nat-not-known':
    case 'egress-only-gateway':
      return exit('outbound');
    case 'route-not-known':
      return exit('unknown');
    default:
      return exit('elsewhere');
  }
}
