/** PrivateLink: services that network balancers offer to other VPCs, and the endpoints that lead to them. */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { PrivateLink, PrivateService } from '../../network/topology';
import { declaredPart } from '../part';
import { listedElements, readSwitch, scalarValues, weaker } from '../reading';
import { balancerKind, endpointKind, readReference } from './reference';
import { provider } from './rule';
import { endpointServiceKind, isSet, onlyReference } from './topologyReference';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_service */
export function endpointService(resource: EvaluatedResource): readonly PrivateService[] {
  const { body } = resource;
  const required = readSwitch(body.argument('acceptance_required')?.value);
  const { elements } = listedElements(body.argument('network_load_balancer_arns')?.value);
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'private-service',
      balancers: elements.flatMap((element) =>
        scalarValues(element.value).map(({ value, certainty }) => ({
          balancer: readReference(value, balancerKind),
          certainty: weaker(element.certainty, certainty),
        })),
      ),
      acceptsAll: required.kind === 'known' ? !required.value : undefined,
    },
  ];
}

/**
 * An endpoint names the service by a name that AWS makes up; `auto_accept` works within one account
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint#auto_accept).
 */
export function privateLink(resource: EvaluatedResource): readonly PrivateLink[] {
  const { body } = resource;
  const name = body.argument('service_name');
  const reference = name?.value.kind === 'unknown' ? name.value.reference : undefined;
  if (reference?.resource.type !== 'aws_vpc_endpoint_service' || reference.path[0] !== 'service_name') {
    return [];
  }
  const accepts = readSwitch(body.argument('auto_accept')?.value);
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'private-link',
      endpoint: { kind: 'part', address: resource.address.text },
      service: { kind: 'part', address: reference.resource.text },
      accepted: accepts.kind === 'known' ? accepts.value : accepts.kind === 'absent' ? false : undefined,
    },
  ];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_connection_accepter */
export function privateLinkAcceptance(resource: EvaluatedResource): readonly PrivateLink[] {
  const { body } = resource;
  const service = body.argument('vpc_endpoint_service_id');
  const endpoint = body.argument('vpc_endpoint_id');
  if (!isSet(service) || !isSet(endpoint)) return [];
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'private-link',
      endpoint: onlyReference(endpoint, endpointKind),
      service: onlyReference(service, endpointServiceKind),
      accepted: true,
    },
  ];
}
