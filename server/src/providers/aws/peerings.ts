/** What joins VPCs: peering connections with their acceptance, transit gateways with their attachments. */

import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type { Value } from '../../evaluation/value';
import type { PartReference } from '../../network/model';
import type { Peering, PeeringAcceptance, TransitAttachment, TransitGateway } from '../../network/topology';
import { declaredPart } from '../part';
import { listedElements, readSwitch, readText, reasonWords, scalarValues } from '../reading';
import { networkOf } from './networks';
import { readReference, subnetKind } from './reference';
import { provider } from './rule';
import { isSet, onlyReference, peeringKind, transitGatewayKind } from './topologyReference';

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
      sameRegion: isSet(body.argument('peer_region')) ? undefined : true,
    },
  ];
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

/**
 * Group references are off by default, the default tables on
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_transit_gateway).
 */
export function transitGateway(resource: EvaluatedResource): readonly TransitGateway[] {
  const { body } = resource;
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'transit-gateway',
      groupReferences: isEnabled(body.argument('security_group_referencing_support'), false),
      joinsAll: allOf(
        isEnabled(body.argument('default_route_table_association'), true),
        isEnabled(body.argument('default_route_table_propagation'), true),
      ),
    },
  ];
}

/**
 * Attachments support group references by default
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachmentRequestOptions.html).
 */
export function transitAttachment(resource: EvaluatedResource): readonly TransitAttachment[] {
  const { body } = resource;
  const joins = allOf(
    readFlag(body.argument('transit_gateway_default_route_table_association')),
    readFlag(body.argument('transit_gateway_default_route_table_propagation')),
  );
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'transit-attachment',
      transit: onlyReference(body.argument('transit_gateway_id'), transitGatewayKind),
      network: networkOf(body.argument('vpc_id')),
      subnets: subnetsOf(body.argument('subnet_ids')),
      groupReferences: isEnabled(body.argument('security_group_referencing_support'), true),
      // An attachment that keeps out of the default table is in another, which is not modelled.
      joinsAll: joins === true ? true : undefined,
    },
  ];
}

function readFlag(argument: EvaluatedArgument | undefined): boolean | undefined {
  const flag = readSwitch(argument?.value);
  return flag.kind === 'absent' ? true : flag.kind === 'known' ? flag.value : undefined;
}

function isEnabled(argument: EvaluatedArgument | undefined, byDefault: boolean): boolean | undefined {
  const text = readText(argument?.value);
  return text.kind === 'absent' ? byDefault : text.kind === 'known' ? text.value === 'enable' : undefined;
}

function allOf(...flags: readonly (boolean | undefined)[]): boolean | undefined {
  if (flags.includes(false)) return false;
  return flags.includes(undefined) ? undefined : true;
}

function subnetsOf(argument: EvaluatedArgument | undefined): readonly PartReference[] {
  const value: Value | undefined = argument?.value;
  const { elements, rest } = listedElements(value);
  const subnets = elements.flatMap((element) =>
    scalarValues(element.value).map((each) => readReference(each.value, subnetKind)),
  );
  return rest === undefined ? subnets : [...subnets, { kind: 'unknown', reason: reasonWords(rest) }];
}
