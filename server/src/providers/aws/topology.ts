/** Which AWS types make routes, gateways, peerings and access lists, and who reads each. */

import type { ResourceAdapter } from '../adapter';
import { accessEntry, accessList, accessListAssociation, defaultAccessList } from './accessLists';
import { elasticAddress } from './elasticAddresses';
import { endpointRouteTable } from './gatewayEndpoints';
import {
  egressOnlyGateway,
  externalInternetGateway,
  internetGateway,
  internetGatewayAttachment,
  natGateway,
  privateGateway,
  vpnGatewayAttachment,
} from './gateways';
import { externalPeeringConnection, peeringAccepter, peeringConnection } from './peerings';
import { endpointService, privateLinkAcceptance } from './privateLinks';
import {
  defaultRouteTable,
  externalRouteTable,
  mainRouteTableAssociation,
  route,
  routePropagation,
  routeTable,
  routeTableAssociation,
} from './routeTables';

import {
  connectAttachment,
  gatewayPeeringAttachment,
  directConnectAttachment,
  transitAcceptance,
  transitAssociation,
  transitAttachment,
  transitDefaultAssociation,
  transitDefaultPropagation,
  transitGateway,
  transitPrefixListReference,
  transitPropagation,
  transitRoute,
  transitTable,
  vpnAttachment,
} from './transitGateways';

export const managedTopology: ReadonlyMap<string, ResourceAdapter> = new Map<string, ResourceAdapter>([
  ['aws_route_table', routeTable],
  ['aws_default_route_table', defaultRouteTable],
  ['aws_route', route],
  ['aws_route_table_association', routeTableAssociation],
  ['aws_main_route_table_association', mainRouteTableAssociation],
  ['aws_vpn_gateway_route_propagation', routePropagation],
  ['aws_internet_gateway', internetGateway],
  ['aws_internet_gateway_attachment', internetGatewayAttachment],
  ['aws_egress_only_internet_gateway', egressOnlyGateway],
  ['aws_nat_gateway', natGateway],
  ['aws_vpn_gateway', privateGateway],
  ['aws_vpn_gateway_attachment', vpnGatewayAttachment],
  ['aws_ec2_carrier_gateway', privateGateway],
  ['aws_vpc_peering_connection', peeringConnection],
  ['aws_vpc_peering_connection_accepter', peeringAccepter],
  ['aws_ec2_transit_gateway', transitGateway],
  ['aws_ec2_transit_gateway_vpc_attachment', transitAttachment],
  ['aws_ec2_transit_gateway_vpc_attachment_accepter', transitAcceptance],
  ['aws_ec2_transit_gateway_peering_attachment', gatewayPeeringAttachment],
  ['aws_ec2_transit_gateway_connect', connectAttachment],
  ['aws_vpn_connection', vpnAttachment],
  ['aws_dx_gateway_association', directConnectAttachment],
  ['aws_ec2_transit_gateway_route_table', transitTable],
  ['aws_ec2_transit_gateway_route_table_association', transitAssociation],
  ['aws_ec2_transit_gateway_route_table_propagation', transitPropagation],
  ['aws_ec2_transit_gateway_default_route_table_association', transitDefaultAssociation],
  ['aws_ec2_transit_gateway_default_route_table_propagation', transitDefaultPropagation],
  ['aws_ec2_transit_gateway_route', transitRoute],
  ['aws_ec2_transit_gateway_prefix_list_reference', transitPrefixListReference],
  ['aws_vpc_endpoint_route_table_association', endpointRouteTable],
  ['aws_vpc_endpoint_service', endpointService],
  ['aws_vpc_endpoint_connection_accepter', privateLinkAcceptance],
  ['aws_network_acl', accessList],
  ['aws_default_network_acl', defaultAccessList],
  ['aws_network_acl_rule', accessEntry],
  ['aws_network_acl_association', accessListAssociation],
  ['aws_eip', elasticAddress],
  ['aws_eip_association', elasticAddress],
]);

export const lookedUpTopology: ReadonlyMap<string, ResourceAdapter> = new Map<string, ResourceAdapter>([
  ['aws_route_table', externalRouteTable],
  ['aws_internet_gateway', externalInternetGateway],
  ['aws_vpc_peering_connection', externalPeeringConnection],
]);
