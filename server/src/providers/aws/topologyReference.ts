/** From values to the parts of the topology that they name: route tables, gateways, peerings, access lists. */

import type { EvaluatedArgument } from '../../evaluation/resource';
import type { Value } from '../../evaluation/value';
import type { Certainty, PartReference } from '../../network/model';
import { networkOwn } from '../../network/topology';
import { scalarValues } from '../reading';
import { networkKind, readReference, type PartKind } from './reference';

const identity = new Set(['id']);

function kind(noun: string, prefix: string, ...types: readonly string[]): PartKind {
  return {
    noun,
    types: new Set(types),
    identities: identity,
    literal: new RegExp(`^${prefix}-[0-9a-f]+$`, 'i'),
  };
}

export const routeTableKind: PartKind = {
  ...kind('route table', 'rtb', 'aws_route_table', 'aws_default_route_table'),
  identities: new Set(['id', 'route_table_id']),
};
export const accessListKind = kind('network ACL', 'acl', 'aws_network_acl', 'aws_default_network_acl');
export const internetGatewayKind: PartKind = {
  ...kind('internet gateway', 'igw', 'aws_internet_gateway'),
  identities: new Set(['id', 'internet_gateway_id']),
};
export const vpnGatewayKind = kind('virtual private gateway', 'vgw', 'aws_vpn_gateway');
export const egressOnlyGatewayKind = kind(
  'egress-only internet gateway',
  'eigw',
  'aws_egress_only_internet_gateway',
);
export const natGatewayKind = kind('NAT gateway', 'nat', 'aws_nat_gateway');
export const carrierGatewayKind = kind('carrier gateway', 'cagw', 'aws_ec2_carrier_gateway');
export const localGatewayKind: PartKind = {
  ...kind('local gateway', 'lgw', 'aws_ec2_local_gateway'),
};
/** An accepter has the id of the peering that it accepts. */
export const peeringKind = kind(
  'VPC peering connection',
  'pcx',
  'aws_vpc_peering_connection',
  'aws_vpc_peering_connection_accepter',
);
export const transitGatewayKind = kind('transit gateway', 'tgw', 'aws_ec2_transit_gateway');
export const transitTableKind = kind(
  'transit gateway route table',
  'tgw-rtb',
  'aws_ec2_transit_gateway_route_table',
);
/** Of other types that attach something, an attribute holds the id: it is read as what it is. */
export const transitAttachmentKind = kind(
  'transit gateway attachment',
  'tgw-attach',
  'aws_ec2_transit_gateway_vpc_attachment',
  'aws_ec2_transit_gateway_vpc_attachment_accepter',
  'aws_ec2_transit_gateway_peering_attachment',
  'aws_ec2_transit_gateway_peering_attachment_accepter',
  'aws_ec2_transit_gateway_connect',
);
export const endpointServiceKind = kind('VPC endpoint service', 'vpce-svc', 'aws_vpc_endpoint_service');
export const instanceKind = kind('instance', 'i', 'aws_instance', 'aws_spot_instance_request');

export interface FoundReference {
  readonly reference: PartReference;
  readonly certainty: Certainty;
}

/** Whether the argument says anything: null and an empty text, which objects in place of blocks have, say nothing. */
export function isSet(argument: EvaluatedArgument | undefined): argument is EvaluatedArgument {
  const value = argument?.value;
  return value !== undefined && value.kind !== 'null' && !(value.kind === 'string' && value.value === '');
}

/** What a scalar argument names, each candidate possible; one unknown reference where it names nothing. */
export function references(
  argument: EvaluatedArgument | undefined,
  kindOf: PartKind,
): readonly FoundReference[] {
  const found = isSet(argument)
    ? scalarValues(argument.value).map(({ value, certainty }) => ({
        reference: topologyReference(value, kindOf),
        certainty,
      }))
    : [];
  if (found.length > 0) return found;
  return [{ reference: { kind: 'unknown', reason: `no ${kindOf.noun} is given` }, certainty: 'certain' }];
}

/** The one thing that a scalar argument names; unknown where it may name several. */
export function onlyReference(argument: EvaluatedArgument | undefined, kindOf: PartKind): PartReference {
  const found = references(argument, kindOf);
  const [only] = found;
  // The only candidate is it, or nothing is: an argument without a value is refused, or says nothing.
  if (found.length === 1 && only !== undefined) return only.reference;
  return { kind: 'unknown', reason: `which ${kindOf.noun} it is depends on a condition` };
}

/** The tables and lists that come with a VPC are known by what refers to them, whether or not anything declares them. */
export function topologyReference(value: Value, kindOf: PartKind): PartReference {
  const reference = value.kind === 'unknown' ? value.reference : undefined;
  if (reference?.path.length === 1) {
    const { type, text } = reference.resource;
    const owns = networkKind.types.has(type)
      ? ownOfVpc
      : transitGatewayKind.types.has(type)
        ? ownOfTransit
        : undefined;
    const own = owns?.get(String(reference.path[0]));
    if (own?.kind === kindOf) return { kind: 'part', address: own.id(text) };
  }
  return readReference(value, kindOf);
}

type OwnThings = ReadonlyMap<string, { readonly kind: PartKind; readonly id: (owner: string) => string }>;

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_transit_gateway#attribute-reference */
const ownOfTransit: OwnThings = new Map([
  ['association_default_route_table_id', { kind: transitTableKind, id: networkOwn.transitTable }],
  ['propagation_default_route_table_id', { kind: transitTableKind, id: networkOwn.transitTable }],
]);

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc#attribute-reference */
const ownOfVpc: OwnThings = new Map([
  ['main_route_table_id', { kind: routeTableKind, id: networkOwn.mainTable }],
  ['default_route_table_id', { kind: routeTableKind, id: networkOwn.originalTable }],
  ['default_network_acl_id', { kind: accessListKind, id: networkOwn.defaultList }],
]);

/** The VPC whose own table or list a value names, as the argument of an adopting resource does. */
export function networkOfOwn(argument: EvaluatedArgument | undefined, kindOf: PartKind): PartReference {
  const value = argument?.value;
  const reference = value?.kind === 'unknown' ? value.reference : undefined;
  if (reference !== undefined && networkKind.types.has(reference.resource.type)) {
    const own = ownOfVpc.get(String(reference.path[0]));
    if (own?.kind === kindOf) return { kind: 'part', address: reference.resource.text };
  }
  return { kind: 'unknown', reason: `the VPC of the default ${kindOf.noun} is not known` };
}
