/** Peering connections with their acceptance. Transit gateways are in transitGateways.ts. */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { PartReference } from '../../network/model';
import type { Peering, PeeringAcceptance } from '../../network/topology';
import { declaredPart } from '../part';
import { readSwitch, readText } from '../reading';
import { networkOf } from './networks';
import { provider } from './rule';
import { siteOf } from './sites';
import { isSet, onlyReference, peeringKind } from './topologyReference';

/**
 * `auto_accept` accepts at once; else the other side must. A peer's region that is written may be the same one, which
 * the configuration of a provider alone tells
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_peering_connection).
 */
export function peeringConnection(resource: EvaluatedResource): readonly Peering[] {
  const { body } = resource;
  const accepts = readSwitch(body.argument('auto_accept')?.value);
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'peering',
      networks: [networkOf(body.argument('vpc_id')), networkOf(body.argument('peer_vpc_id'))],
      accepted: accepts.kind === 'unknown' ? undefined : accepts.kind === 'known' && accepts.value,
      sameRegion: isSameRegion(resource),
    },
  ];
}

function isSameRegion(resource: EvaluatedResource): boolean | undefined {
  const argument = resource.body.argument('peer_region');
  if (!isSet(argument)) return true;
  const peer = readText(argument.value);
  const own = siteOf(resource)?.region;
  return peer.kind === 'known' && own !== undefined ? peer.value === own : undefined;
}

export function externalPeeringConnection(resource: EvaluatedResource): readonly Peering[] {
  const { body } = resource;
  const side = (name: string): PartReference => {
    const argument = body.argument(name);
    if (isSet(argument)) return networkOf(argument);
    return { kind: 'unknown', reason: `${resource.address.text} is read during apply` };
  };
  const status = readText(body.argument('status')?.value);
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'peering',
      networks: [side('vpc_id'), side('peer_vpc_id')],
      accepted: status.kind === 'known' && status.value === 'active' ? true : undefined,
      sameRegion: undefined,
    },
  ];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_peering_connection_accepter */
export function peeringAccepter(resource: EvaluatedResource): readonly PeeringAcceptance[] {
  const { body } = resource;
  const accepts = readSwitch(body.argument('auto_accept')?.value);
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'peering-acceptance',
      peering: onlyReference(body.argument('vpc_peering_connection_id'), peeringKind),
      accepts: accepts.kind === 'unknown' ? undefined : accepts.kind === 'known' && accepts.value,
    },
  ];
}
