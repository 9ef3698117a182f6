/** VPCs and subnets with their address ranges, those that are only looked up too. Routes and ACLs are not in here. */

import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type { Extension, Network, PartReference, Subnet } from '../../network/model';
import { parseIpPrefix, type IpPrefix } from '../../packets/ipPrefix';
import { declaredPart } from '../part';
import { readText, valueOf } from '../reading';
import { networkKind, readReference } from './reference';
import { provider } from './rule';

/**
 * Arguments under which each type has its ranges. A range that AWS or IPAM chooses (`assign_generated_ipv6_cidr_block`,
 * `ipv4_ipam_pool_id`) is known after apply only
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc).
 */
const rangeArguments = ['cidr_block', 'ipv6_cidr_block'];
const chosenElsewhere = ['assign_generated_ipv6_cidr_block', 'ipv4_ipam_pool_id', 'ipv6_ipam_pool_id'];

export function vpc(resource: EvaluatedResource): readonly Network[] {
  return [{ ...declaredPart(resource), provider, kind: 'network', ...readRanges(resource) }];
}

/** A VPC that exists already: its ranges, written or not, are not all in the configuration. */
export function externalVpc(resource: EvaluatedResource): readonly Network[] {
  return [{ ...declaredPart(resource), provider, kind: 'network', ...readRanges(resource), open: true }];
}

/**
 * aws_vpc_ipv4_cidr_block_association and its IPv6 sister add a range to a VPC
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_ipv4_cidr_block_association).
 */
export function vpcRangeAssociation(resource: EvaluatedResource): readonly Extension[] {
  const of = networkOf(resource.body.argument('vpc_id'));
  const ranges = readRanges(resource);
  return [
    { ...declaredPart(resource), provider, kind: 'extension', of, adds: { kind: 'prefixes', ...ranges } },
  ];
}

export function subnet(resource: EvaluatedResource): readonly Subnet[] {
  const network = networkOf(resource.body.argument('vpc_id'));
  return [{ ...declaredPart(resource), provider, kind: 'subnet', network, ...readRanges(resource) }];
}

/** A subnet that exists already. */
export function externalSubnet(resource: EvaluatedResource): readonly Subnet[] {
  const network = networkOf(resource.body.argument('vpc_id'));
  return [
    { ...declaredPart(resource), provider, kind: 'subnet', network, ...readRanges(resource), open: true },
  ];
}

function networkOf(argument: EvaluatedArgument | undefined): PartReference {
  const value = valueOf(argument);
  return value === undefined
    ? { kind: 'unknown', reason: 'no VPC is given' }
    : readReference(value, networkKind);
}

function readRanges(resource: EvaluatedResource): {
  readonly prefixes: readonly IpPrefix[];
  readonly open: boolean;
} {
  const prefixes: IpPrefix[] = [];
  let open = chosenElsewhere.some((name) => {
    const value = valueOf(resource.body.argument(name));
    return value !== undefined && !(value.kind === 'bool' && !value.value);
  });
  for (const name of rangeArguments) {
    const text = readText(resource.body.argument(name)?.value);
    if (text.kind === 'absent') continue;
    const prefix = text.kind === 'known' ? parseIpPrefix(text.value) : undefined;
    if (prefix === undefined) open = true;
    else prefixes.push(prefix);
  }
  return { prefixes, open: open || prefixes.length === 0 };
}
