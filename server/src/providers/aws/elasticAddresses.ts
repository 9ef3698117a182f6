/**
 * Elastic addresses: public addresses that instances and interfaces get from a resource beside them. Those of NAT
 * gateways and balancers stand in the arguments of these.
 */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { PartReference } from '../../network/model';
import type { PublicAddress } from '../../network/topology';
import { declaredPart } from '../part';
import { weaker } from '../reading';
import { interfaceKind } from './reference';
import { provider } from './rule';
import { instanceKind, isSet, references, type FoundReference } from './topologyReference';

/**
 * aws_eip and aws_eip_association name their holder alike
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eip, .../eip_association).
 */
export function elasticAddress(resource: EvaluatedResource): readonly PublicAddress[] {
  const { body } = resource;
  const holders = (['instance', 'instance_id', 'network_interface', 'network_interface_id'] as const).flatMap(
    (name): readonly FoundReference[] => {
      const argument = body.argument(name);
      if (!isSet(argument)) return [];
      const value = argument.value;
      const reference = value.kind === 'unknown' ? value.reference : undefined;
      if (reference?.path[0] === 'primary_network_interface_id') {
        return [{ reference: { kind: 'part', address: reference.resource.text }, certainty: 'certain' }];
      }
      return references(argument, name.startsWith('instance') ? instanceKind : interfaceKind);
    },
  );
  const absent: PartReference | { readonly kind: 'absent' } = { kind: 'absent' };
  if (holders.length === 0) return [addressOf(resource, absent, 'certain')];
  return holders.map(({ reference, certainty }) => addressOf(resource, reference, certainty));
}

function addressOf(
  resource: EvaluatedResource,
  holder: PublicAddress['holder'],
  certainty: FoundReference['certainty'],
): PublicAddress {
  return {
    ...declaredPart(resource),
    provider,
    kind: 'public-address',
    certainty: weaker(resource.certainty, certainty),
    holder,
  };
}
