/**
 * aws_vpc_security_group_ingress_rule and aws_vpc_security_group_egress_rule: one rule of one group, with one peer.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_security_group_ingress_rule
 */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { Direction, PartReference, Peer, Rule } from '../../network/model';
import { bodyArguments, type Arguments } from '../arguments';
import { scalarPeers } from './peers';
import { createRule } from './rule';
import { readGroupArgument } from './securityGroup';

export function vpcIngressRule(resource: EvaluatedResource): readonly Rule[] {
  return [ruleOf(resource, 'ingress')];
}

export function vpcEgressRule(resource: EvaluatedResource): readonly Rule[] {
  return [ruleOf(resource, 'egress')];
}

function ruleOf(resource: EvaluatedResource, direction: Direction): Rule {
  const source = bodyArguments(resource.body);
  const groupArgument = source.argument('security_group_id');
  const group = readGroupArgument(groupArgument);
  return createRule(
    {
      address: resource.address.text,
      resource,
      declaredAs: 'standalone',
      certainty: resource.certainty,
      origin: resource.origin,
      headerOrigin: resource.headerOrigin,
      group,
      groupOrigin: groupArgument?.valueOrigin,
      direction,
    },
    source,
    'ip_protocol',
    peersOf(source, group),
  );
}

/** Exactly one of these must be given (same page); all that are given are kept. */
function peersOf(source: Arguments, own: PartReference): readonly Peer[] {
  return [
    ...scalarPeers('cidr_ipv4', source.argument('cidr_ipv4'), { of: 'cidr', family: 4 }),
    ...scalarPeers('cidr_ipv6', source.argument('cidr_ipv6'), { of: 'cidr', family: 6 }),
    ...scalarPeers('prefix_list_id', source.argument('prefix_list_id'), { of: 'prefix-list' }),
    ...scalarPeers('referenced_security_group_id', source.argument('referenced_security_group_id'), {
      of: 'group',
      own,
    }),
  ];
}
