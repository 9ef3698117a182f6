/** Which AWS resource types the network needs, and who reads each. */

import type { ResourceMode } from '../../configuration/address';
import type { ResourceAdapter } from '../adapter';
import { attachment, endpointGroup, interfaceGroup, namesGroups } from './attachments';
import { externalSubnet, externalVpc, subnet, vpc, vpcRangeAssociation } from './networks';
import { externalPrefixList, managedPrefixList, prefixListEntry } from './prefixLists';
import { defaultSecurityGroup, securityGroup, securityGroupData } from './securityGroup';
import { securityGroupRule } from './securityGroupRule';
import { vpcEgressRule, vpcIngressRule } from './vpcSecurityGroupRule';

const managed: ReadonlyMap<string, ResourceAdapter> = new Map<string, ResourceAdapter>([
  ['aws_security_group', securityGroup],
  ['aws_default_security_group', defaultSecurityGroup],
  ['aws_security_group_rule', securityGroupRule],
  ['aws_vpc_security_group_ingress_rule', vpcIngressRule],
  ['aws_vpc_security_group_egress_rule', vpcEgressRule],
  ['aws_network_interface_sg_attachment', interfaceGroup],
  ['aws_vpc_endpoint_security_group_association', endpointGroup],
  ['aws_vpc', vpc],
  ['aws_default_vpc', externalVpc],
  ['aws_vpc_ipv4_cidr_block_association', vpcRangeAssociation],
  ['aws_vpc_ipv6_cidr_block_association', vpcRangeAssociation],
  ['aws_subnet', subnet],
  ['aws_default_subnet', externalSubnet],
  ['aws_ec2_managed_prefix_list', managedPrefixList],
  ['aws_ec2_managed_prefix_list_entry', prefixListEntry],
]);

const data: ReadonlyMap<string, ResourceAdapter> = new Map<string, ResourceAdapter>([
  ['aws_security_group', securityGroupData],
  ['aws_vpc', externalVpc],
  ['aws_subnet', externalSubnet],
  ['aws_ec2_managed_prefix_list', externalPrefixList],
  ['aws_prefix_list', externalPrefixList],
]);

/** The adapter of an AWS type; undefined where the type is none of the network's. */
export function awsAdapter(mode: ResourceMode, type: string): ResourceAdapter | undefined {
  if (mode === 'managed') return managed.get(type) ?? (namesGroups(type) ? attachment : undefined);
  return mode === 'data' ? data.get(type) : undefined;
}
