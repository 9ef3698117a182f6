/**
 * aws_security_group_rule: one or more rules of one group, all in one resource.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group_rule
 */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { Direction, PartReference, Peer, Rule } from '../../network/model';
import { bodyArguments, type Arguments } from '../arguments';
import { readText, weaker } from '../reading';
import { listedPeers, scalarPeers, selfPeers } from './peers';
import { createRule } from './rule';
import { readGroupArgument } from './securityGroup';

/** The rule; where its direction is not known, one possible rule for each. None when `type` is neither. */
export function securityGroupRule(resource: EvaluatedResource): readonly Rule[] {
  const source = bodyArguments(resource.body);
  const type = readText(source.argument('type')?.value);
  if (type.kind === 'unknown') {
    return (['ingress', 'egress'] as const).map((direction) => ruleOf(resource, source, direction, true));
  }
  // Provider: "Valid options are ingress (inbound) or egress (outbound)"; it refuses the rest, other cases too.
  if (type.kind === 'absent' || (type.value !== 'ingress' && type.value !== 'egress')) return [];
  return [ruleOf(resource, source, type.value, false)];
}

function ruleOf(
  resource: EvaluatedResource,
  source: Arguments,
  direction: Direction,
  oneOfTwo: boolean,
): Rule {
  const { text } = resource.address;
  const groupArgument = source.argument('security_group_id');
  const group = readGroupArgument(groupArgument);
  return createRule(
    {
      address: oneOfTwo ? `${text}.${direction}` : text,
      resource,
      declaredAs: 'standalone',
      certainty: weaker(resource.certainty, oneOfTwo ? 'possible' : 'certain'),
      origin: resource.origin,
      headerOrigin: resource.headerOrigin,
      group,
      groupOrigin: groupArgument?.valueOrigin,
      direction,
    },
    source,
    'protocol',
    peersOf(source, group),
  );
}

/**
 * The arguments exclude each other except prefix lists and the two families of addresses; whoever combines others is
 * told by Terraform, and all are kept here.
 */
function peersOf(source: Arguments, own: PartReference): readonly Peer[] {
  return [
    ...listedPeers('cidr_blocks', source.argument('cidr_blocks'), { of: 'cidr', family: 4 }),
    ...listedPeers('ipv6_cidr_blocks', source.argument('ipv6_cidr_blocks'), { of: 'cidr', family: 6 }),
    ...listedPeers('prefix_list_ids', source.argument('prefix_list_ids'), { of: 'prefix-list' }),
    ...sourceGroup(source, own),
    ...selfPeers(source.argument('self'), own),
  ];
}

/** An empty text counts as not set: modules write `""` for "no group". */
function sourceGroup(source: Arguments, own: PartReference): readonly Peer[] {
  const argument = source.argument('source_security_group_id');
  if (argument?.value.kind === 'string' && argument.value.value === '') return [];
  return scalarPeers('source_security_group_id', argument, { of: 'group', own });
}
