/** Which AWS resource types the network needs, and who reads each. */

import type { ResourceMode } from '../../configuration/address';
import type { ResourceAdapter } from '../adapter';
import { defaultSecurityGroup, securityGroup, securityGroupData } from './securityGroup';
import { securityGroupRule } from './securityGroupRule';
import { vpcEgressRule, vpcIngressRule } from './vpcSecurityGroupRule';

const managed: ReadonlyMap<string, ResourceAdapter> = new Map<string, ResourceAdapter>([
  ['aws_security_group', securityGroup],
  ['aws_default_security_group', defaultSecurityGroup],
  ['aws_security_group_rule', securityGroupRule],
  ['aws_vpc_security_group_ingress_rule', vpcIngressRule],
  ['aws_vpc_security_group_egress_rule', vpcEgressRule],
]);

const data: ReadonlyMap<string, ResourceAdapter> = new Map<string, ResourceAdapter>([
  ['aws_security_group', securityGroupData],
]);

/** The adapter of an AWS type; undefined where the type is none of the network's. */
export function awsAdapter(mode: ResourceMode, type: string): ResourceAdapter | undefined {
  if (mode === 'managed') return managed.get(type);
  return mode === 'data' ? data.get(type) : undefined;
}
