/** Transit gateways: what is attached to them, and their own route tables. */

import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type { Peer } from '../../network/model';
import type {
  TransitAcceptance,
  TransitAttachment,
  TransitDefaultTable,
  TransitGateway,
  TransitRoute,
  TransitTable,
  TransitTableUse,
} from '../../network/topology';
import type { ResourceAdapter } from '../adapter';
import { bodyArguments } from '../arguments';
import { declaredPart } from '../part';
import { readSwitch, readText, weaker } from '../reading';
import { networkOf } from './networks';
import { subnetsAt } from './paths';
import { scalarPeers } from './peers';
import { provider } from './rule';
import {
  isSet,
  onlyReference,
  references,
  transitAttachmentKind,
  transitGatewayKind,
  transitTableKind,
} from './topologyReference';

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
      associates: isEnabled(body.argument('default_route_table_association'), true),
      propagates: isEnabled(body.argument('default_route_table_propagation'), true),
    },
  ];
}

/**
 * Attachments support group references by default
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachmentRequestOptions.html).
 */
export function transitAttachment(resource: EvaluatedResource): readonly TransitAttachment[] {
  const { body } = resource;
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'transit-attachment',
      transit: onlyReference(body.argument('transit_gateway_id'), transitGatewayKind),
      network: networkOf(body.argument('vpc_id')),
      subnets: subnetsAt(bodyArguments(body), 'subnet_ids'),
      groupReferences: isEnabled(body.argument('security_group_referencing_support'), true),
      ...defaultTables(resource),
    },
  ];
}

function defaultTables({ body }: EvaluatedResource): Pick<TransitAttachment, 'associates' | 'propagates'> {
  return {
    associates: readFlag(body.argument('transit_gateway_default_route_table_association')),
    propagates: readFlag(body.argument('transit_gateway_default_route_table_propagation')),
  };
}

/**
 * For a gateway that another account shares: the attachment's own switches do not count then
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_transit_gateway_vpc_attachment_accepter).
 */
export function transitAcceptance(resource: EvaluatedResource): readonly TransitAcceptance[] {
  const attachment = onlyReference(
    resource.body.argument('transit_gateway_attachment_id'),
    transitAttachmentKind,
  );
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'transit-acceptance',
      attachment,
      ...defaultTables(resource),
    },
  ];
}

/** What is attached is no VPC; `id` is the attribute under which others name the attachment. */
function outsideAttachment(gateway: string, id: string, propagates: boolean): ResourceAdapter {
  return (resource): readonly TransitAttachment[] => {
    const transit = resource.body.argument(gateway);
    if (!isSet(transit)) return [];
    return [
      {
        ...declaredPart(resource),
        provider,
        kind: 'transit-attachment',
        address: `${resource.address.text}${id}`,
        transit: onlyReference(transit, transitGatewayKind),
        network: { kind: 'absent' },
        subnets: [],
        groupReferences: false,
        associates: true,
        propagates,
      },
    ];
  };
}

/** A VPN to a transit gateway rather than to a virtual private one. What it learns gets into the default table. */
export const vpnAttachment = outsideAttachment('transit_gateway_id', '.transit_gateway_attachment_id', true);
export const connectAttachment = outsideAttachment('transit_gateway_id', '', true);
export const directConnectAttachment = outsideAttachment(
  'associated_gateway_id',
  '.transit_gateway_attachment_id',
  true,
);
/** Between gateways, routes are written: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html */
export const gatewayPeeringAttachment = outsideAttachment('transit_gateway_id', '', false);

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_transit_gateway_route_table */
export function transitTable(resource: EvaluatedResource): readonly TransitTable[] {
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'transit-table',
      transit: onlyReference(resource.body.argument('transit_gateway_id'), transitGatewayKind),
      open: false,
    },
  ];
}

function tableUse(role: TransitTableUse['role']): ResourceAdapter {
  return (resource): readonly TransitTableUse[] => {
    const { body } = resource;
    const tables = references(body.argument('transit_gateway_route_table_id'), transitTableKind);
    const attachments = references(body.argument('transit_gateway_attachment_id'), transitAttachmentKind);
    return tables.flatMap((table) =>
      attachments.map((attachment) => ({
        ...declaredPart(resource),
        provider,
        kind: 'transit-table-use',
        certainty: weaker(resource.certainty, weaker(table.certainty, attachment.certainty)),
        role,
        table: table.reference,
        attachment: attachment.reference,
      })),
    );
  };
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_transit_gateway_route_table_association */
export const transitAssociation = tableUse('association');
export const transitPropagation = tableUse('propagation');

function defaultTable(role: TransitTableUse['role']): ResourceAdapter {
  return (resource): readonly TransitDefaultTable[] => [
    {
      ...declaredPart(resource),
      provider,
      kind: 'transit-default-table',
      role,
      transit: onlyReference(resource.body.argument('transit_gateway_id'), transitGatewayKind),
      table: onlyReference(resource.body.argument('transit_gateway_route_table_id'), transitTableKind),
    },
  ];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_transit_gateway_default_route_table_association */
export const transitDefaultAssociation = defaultTable('association');
export const transitDefaultPropagation = defaultTable('propagation');

/** "blackhole: Default: false" (ec2_transit_gateway_route); IPv6 ranges stand in the same argument. */
export function transitRoute(resource: EvaluatedResource): readonly TransitRoute[] {
  const source = bodyArguments(resource.body);
  const destination = source.argument('destination_cidr_block');
  return routesTo(
    resource,
    scalarPeers('destination_cidr_block', destination, { of: 'cidr', family: undefined }),
  );
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_transit_gateway_prefix_list_reference */
export function transitPrefixListReference(resource: EvaluatedResource): readonly TransitRoute[] {
  const source = bodyArguments(resource.body);
  const list = source.argument('prefix_list_id');
  return routesTo(resource, scalarPeers('prefix_list_id', list, { of: 'prefix-list' }));
}

function routesTo(resource: EvaluatedResource, destinations: readonly Peer[]): readonly TransitRoute[] {
  const { body } = resource;
  const hole = readSwitch(body.argument('blackhole')?.value);
  const named = body.argument('transit_gateway_attachment_id');
  const targets: readonly { target: TransitRoute['target']; certainty: TransitRoute['certainty'] }[] = [
    ...(hole.kind === 'unknown' || (hole.kind === 'known' && hole.value)
      ? [{ target: { kind: 'black-hole' } as const, certainty: 'certain' as const }]
      : []),
    ...(isSet(named) && !(hole.kind === 'known' && hole.value)
      ? references(named, transitAttachmentKind).map(({ reference, certainty }) => ({
          target: { kind: 'attachment', attachment: reference } as const,
          certainty,
        }))
      : []),
  ];
  const sure: TransitRoute['certainty'] = targets.length === 1 ? 'certain' : 'possible';
  return references(body.argument('transit_gateway_route_table_id'), transitTableKind).flatMap((table) =>
    destinations.flatMap((destination) =>
      destination.kind === 'group'
        ? []
        : targets.map((target): TransitRoute => ({
            ...declaredPart(resource),
            provider,
            kind: 'transit-route',
            certainty: [
              resource.certainty,
              table.certainty,
              destination.certainty,
              target.certainty,
              sure,
            ].reduce(weaker),
            table: table.reference,
            destination,
            target: target.target,
          })),
    ),
  );
}

function readFlag(argument: EvaluatedArgument | undefined): boolean | undefined {
  const flag = readSwitch(argument?.value);
  return flag.kind === 'absent' ? true : flag.kind === 'known' ? flag.value : undefined;
}

function isEnabled(argument: EvaluatedArgument | undefined, byDefault: boolean): boolean | undefined {
  const text = readText(argument?.value);
  return text.kind === 'absent' ? byDefault : text.kind === 'known' ? text.value === 'enable' : undefined;
}
