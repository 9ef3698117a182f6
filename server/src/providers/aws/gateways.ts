/** Gateways of a VPC: internet, egress-only, NAT, virtual private and carrier, with what attaches them. */

import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type { PartReference } from '../../network/model';
import type { Gateway, GatewayAttachment, GatewayRole } from '../../network/topology';
import type { ResourceAdapter } from '../adapter';
import { declaredPart } from '../part';
import { readText } from '../reading';
import { networkOf } from './networks';
import { subnetKind } from './reference';
import { provider } from './rule';
import { internetGatewayKind, isSet, onlyReference, vpnGatewayKind } from './topologyReference';

const absent = { kind: 'absent' } as const;

function attachedTo(argument: EvaluatedArgument | undefined): PartReference | { readonly kind: 'absent' } {
  return isSet(argument) ? networkOf(argument) : absent;
}

function gatewayIn(role: GatewayRole): ResourceAdapter {
  return (resource): readonly Gateway[] => [
    {
      ...declaredPart(resource),
      provider,
      kind: 'gateway',
      role,
      network: attachedTo(resource.body.argument('vpc_id')),
      subnet: undefined,
      public: undefined,
    },
  ];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/internet_gateway */
export const internetGateway = gatewayIn('internet');
export const egressOnlyGateway = gatewayIn('egress-only');
/** A virtual private gateway, or one to a carrier's network. */
export const privateGateway = gatewayIn('private');

/** Looked up by anything; found by its attachment, it is attached to that VPC. */
export function externalInternetGateway(resource: EvaluatedResource): readonly Gateway[] {
  const attached = resource.body
    .blocks('filter')
    .find(({ body }) => {
      const name = readText(body.argument('name')?.value);
      return name.kind === 'known' && name.value === 'attachment.vpc-id';
    })
    ?.body.argument('values')?.value;
  const [only] = attached?.kind === 'list' || attached?.kind === 'tuple' ? attached.elements : [];
  const unknown = { kind: 'unknown', reason: `${resource.address.text} is read during apply` } as const;
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'gateway',
      role: 'internet',
      network:
        only === undefined
          ? unknown
          : networkOf({ value: only, origin: resource.origin, valueOrigin: resource.origin }),
      subnet: undefined,
      public: undefined,
    },
  ];
}

/**
 * A public one by default (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/nat_gateway). A
 * regional one stands in no subnet but in the VPC.
 */
export function natGateway(resource: EvaluatedResource): readonly Gateway[] {
  const { body } = resource;
  const type = readText(body.argument('connectivity_type')?.value);
  const subnet = body.argument('subnet_id');
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'gateway',
      role: 'nat',
      network: attachedTo(body.argument('vpc_id')),
      subnet: isSet(subnet) ? onlyReference(subnet, subnetKind) : undefined,
      public: type.kind === 'unknown' ? undefined : type.kind === 'absent' || type.value !== 'private',
    },
  ];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/internet_gateway_attachment */
export function internetGatewayAttachment(resource: EvaluatedResource): readonly GatewayAttachment[] {
  return attachmentOf(
    resource,
    onlyReference(resource.body.argument('internet_gateway_id'), internetGatewayKind),
  );
}

export function vpnGatewayAttachment(resource: EvaluatedResource): readonly GatewayAttachment[] {
  return attachmentOf(resource, onlyReference(resource.body.argument('vpn_gateway_id'), vpnGatewayKind));
}

function attachmentOf(resource: EvaluatedResource, gateway: PartReference): readonly GatewayAttachment[] {
  const network = networkOf(resource.body.argument('vpc_id'));
  return [{ ...declaredPart(resource), provider, kind: 'gateway-attachment', gateway, network }];
}
