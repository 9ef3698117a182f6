/** VPCs and subnets with their address ranges, those that are only looked up too. Routes and access lists are not in here. */

import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type { Value } from '../../evaluation/value';
import type { Extension, FirstRange, Network, PartReference, Subnet } from '../../network/model';
import { parseIpPrefix, type IpPrefix } from '../../packets/ipPrefix';
import { declaredPart } from '../part';
import { originOfValue, readSwitch, readText, valueOf } from '../reading';
import { networkKind, readReference, subnetKind, type PartKind } from './reference';
import { provider } from './rule';
import { defaultNetworkOf, siteField } from './sites';

/**
 * Arguments under which each type has its ranges. A range that AWS or IPAM chooses (`assign_generated_ipv6_cidr_block`,
 * `ipv4_ipam_pool_id`) is known after apply only
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc).
 */
const rangeArguments = ['cidr_block', 'ipv6_cidr_block'];
const chosenElsewhere = ['assign_generated_ipv6_cidr_block', 'ipv4_ipam_pool_id', 'ipv6_ipam_pool_id'];

export function vpc(resource: EvaluatedResource): readonly Network[] {
  return [networkPart(resource)];
}

/**
 * A VPC that exists already: its ranges, written or not, are not all in the configuration. `default = true` finds the one
 * that comes with the account (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/vpc).
 */
export function externalVpc(resource: EvaluatedResource): readonly Network[] {
  const isDefault = readSwitch(resource.body.argument('default')?.value);
  return isDefault.kind === 'known' && isDefault.value
    ? [{ ...defaultPart(resource), external: true }]
    : [{ ...networkPart(resource), ...lookedUpId(resource, networkKind), external: true, open: true }];
}

/**
 * The VPC that comes with an account, 172.31.0.0/16 with a subnet and a route to an internet gateway
 * (https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html), adopted: what the configuration does
 * not say is as AWS makes it. Ranges may have been added to it.
 */
export function defaultVpc(resource: EvaluatedResource): readonly Network[] {
  return [defaultPart(resource)];
}

function defaultPart(resource: EvaluatedResource): Network {
  const part = networkPart(resource);
  const prefixes = part.prefixes.length === 0 ? defaultPrefixes : part.prefixes;
  const own = defaultNetworkOf(resource);
  const id = own.kind === 'part' ? { cloudId: own.address } : {};
  return { ...part, ...id, prefixes, isDefault: true, open: true };
}

const defaultPrefixes: readonly IpPrefix[] = [parseIpPrefix('172.31.0.0/16')].filter(
  (prefix) => prefix !== undefined,
);

function networkPart(resource: EvaluatedResource): Network {
  return {
    ...declaredPart(resource),
    provider,
    kind: 'network',
    ...readRanges(resource),
    ...firstRanges(resource),
    ...siteField(resource),
    ...(hasIpv6(resource, ['assign_generated_ipv6_cidr_block', 'ipv6_ipam_pool_id'])
      ? { hasIpv6: true }
      : {}),
  };
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

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/subnet */
export function subnet(resource: EvaluatedResource): readonly Subnet[] {
  return [{ ...subnetPart(resource), publicByDefault: publicByDefault(resource, false) }];
}

/** A subnet that exists already. */
export function externalSubnet(resource: EvaluatedResource): readonly Subnet[] {
  const part = subnetPart(resource);
  // Whichever VPC it is, it is the one that its attribute names.
  const own: PartReference = { kind: 'part', address: `${part.address}.vpc_id` };
  return [
    {
      ...part,
      network: valueOf(resource.body.argument('vpc_id')) === undefined ? own : part.network,
      ...lookedUpId(resource, subnetKind),
      external: true,
      open: true,
      publicByDefault: publicByDefault(resource, undefined),
    },
  ];
}

/**
 * A subnet of the default VPC: "By default, a default subnet is a public subnet", and what is launched in it gets a public
 * address (https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html#default-subnet).
 */
export function defaultSubnet(resource: EvaluatedResource): readonly Subnet[] {
  const part = subnetPart(resource);
  const network = defaultNetworkOf(resource);
  return [{ ...part, network, open: true, publicByDefault: publicByDefault(resource, true) }];
}

function subnetPart(resource: EvaluatedResource): Subnet {
  const { body } = resource;
  const only = readSwitch(body.argument('ipv6_native')?.value);
  const ipv6 = hasIpv6(resource, ['assign_ipv6_address_on_creation', 'ipv6_native', 'ipv6_ipam_pool_id']);
  return {
    ...declaredPart(resource),
    provider,
    kind: 'subnet',
    network: networkOf(body.argument('vpc_id')),
    ...readRanges(resource),
    ...firstRanges(resource),
    ...(ipv6 ? { hasIpv6: true } : {}),
    ...(only.kind === 'known' && only.value ? { ipv6Only: true } : {}),
  };
}

function publicByDefault(resource: EvaluatedResource, otherwise: boolean | undefined): boolean | undefined {
  const setting = readSwitch(resource.body.argument('map_public_ip_on_launch')?.value);
  return setting.kind === 'known' ? setting.value : setting.kind === 'absent' ? otherwise : undefined;
}

/** Whether it surely has IPv6 addresses, whichever they are. */
function hasIpv6(resource: EvaluatedResource, switches: readonly string[]): boolean {
  const { body } = resource;
  const isOn = (name: string): boolean => {
    const value = valueOf(body.argument(name));
    return value !== undefined && (value.kind === 'bool' ? value.value : value.kind === 'string');
  };
  const range = valueOf(body.argument('ipv6_cidr_block'));
  // A range that is computed from the VPC's is there once it is known; one behind a condition may be null.
  const isRange =
    range !== undefined && !(range.kind === 'unknown' && range.candidates !== undefined) && isWritten(range);
  return isRange || switches.some(isOn);
}

function isWritten(range: Value): boolean {
  if (range.kind === 'unknown') return range.reference !== undefined;
  return range.kind === 'string' && range.value !== '';
}

/** The id by which a thing is looked up, where it is written out, or the thing that has it. */
function lookedUpId(
  resource: EvaluatedResource,
  kind: PartKind,
): { readonly cloudId?: string; readonly sameAs?: string } {
  const value = valueOf(resource.body.argument('id'));
  const reference = value?.kind === 'unknown' && value.candidates === undefined ? value.reference : undefined;
  if (value === undefined || reference === undefined) return cloudId(resource);
  const named = readReference(value, kind);
  return named.kind === 'part' && named.address === reference.resource.text ? { sameAs: named.address } : {};
}

/** The id by which a thing is looked up, where it is written out. */
export function cloudId({ body }: EvaluatedResource): { readonly cloudId?: string } {
  const id = readText(body.argument('id')?.value);
  return id.kind === 'known' && id.value !== '' ? { cloudId: id.value } : {};
}

/** The VPC that an argument names. */
export function networkOf(argument: EvaluatedArgument | undefined): PartReference {
  const value = valueOf(argument);
  return value === undefined
    ? { kind: 'unknown', reason: 'no VPC is given' }
    : readReference(value, networkKind);
}

/** What `cidr_block` and `ipv6_cidr_block` are of it, for those who look it up. */
function firstRanges(resource: EvaluatedResource): { readonly firstRanges?: readonly FirstRange[] } {
  const ranges = rangeArguments.flatMap((name): FirstRange[] => {
    const argument = resource.body.argument(name);
    const text = readText(argument?.value);
    const prefix = text.kind === 'known' ? parseIpPrefix(text.value) : undefined;
    if (argument === undefined || text.kind !== 'known' || prefix === undefined) return [];
    return [{ prefix, text: text.value, origin: originOfValue(argument.value, argument) }];
  });
  return ranges.length === 0 ? {} : { firstRanges: ranges };
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
