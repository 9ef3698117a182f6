/** Which AWS resource types the network needs, and who reads each. */

import type { ResourceMode } from '../../configuration/address';
import type { ResourceAdapter } from '../adapter';
import { attachment, attachmentTypes } from './attachments';
import { endpointAdapters } from './endpoints';
import { vpcEndpoint } from './gatewayEndpoints';
import { lookedUpEnds } from './lookedUpEnds';
import {
  defaultSubnet,
  defaultVpc,
  externalSubnet,
  externalVpc,
  subnet,
  vpc,
  vpcRangeAssociation,
} from './networks';
import { externalPrefixList, ipRanges, managedPrefixList, prefixListEntry } from './prefixLists';
import { defaultSecurityGroup, securityGroup, securityGroupData } from './securityGroup';
import { securityGroupRule } from './securityGroupRule';
import { lookedUpTopology, managedTopology } from './topology';
import { vpcEgressRule, vpcIngressRule } from './vpcSecurityGroupRule';

// One table, for it is asked for every block; what stands further down counts.
const managed: ReadonlyMap<string, ResourceAdapter> = new Map<string, ResourceAdapter>([
  ...attachmentTypes.map((type) => [type, attachment] as const),
  ...managedTopology,
  ...endpointAdapters,
  ['aws_security_group', securityGroup],
  ['aws_default_security_group', defaultSecurityGroup],
  ['aws_security_group_rule', securityGroupRule],
  ['aws_vpc_security_group_ingress_rule', vpcIngressRule],
  ['aws_vpc_security_group_egress_rule', vpcEgressRule],
  ['aws_vpc_endpoint', vpcEndpoint],
  ['aws_vpc', vpc],
  ['aws_default_vpc', defaultVpc],
  ['aws_vpc_ipv4_cidr_block_association', vpcRangeAssociation],
  ['aws_vpc_ipv6_cidr_block_association', vpcRangeAssociation],
  ['aws_subnet', subnet],
  ['aws_default_subnet', defaultSubnet],
  ['aws_ec2_managed_prefix_list', managedPrefixList],
  ['aws_ec2_managed_prefix_list_entry', prefixListEntry],
]);

const data: ReadonlyMap<string, ResourceAdapter> = new Map<string, ResourceAdapter>([
  ...lookedUpTopology,
  ...lookedUpEnds,
  ['aws_security_group', securityGroupData],
  ['aws_vpc', externalVpc],
  ['aws_subnet', externalSubnet],
  ['aws_ec2_managed_prefix_list', externalPrefixList],
  ['aws_prefix_list', externalPrefixList],
  ['aws_ip_ranges', ipRanges],
]);

/** The adapter of an AWS type; undefined where the type is none of the network's. */
export function awsAdapter(mode: ResourceMode, type: string): ResourceAdapter | undefined {
  if (mode === 'data') return data.get(type);
  return mode === 'managed' ? managed.get(type) : undefined;
}
