/** Resources that add something to an attachment that another resource declares: a group, a subnet, a member. */

import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type { StandIn } from '../../network/endpoints';
import type { AttachedGroup, Extension, PartReference } from '../../network/model';
import { bodyArguments } from '../arguments';
import { declaredPart } from '../part';
import { originOfValue, readNumber, readSwitch, scalarValues, valueOf } from '../reading';
import { argumentsAt, subnetsAt } from './paths';
import {
  endpointKind,
  groupKind,
  interfaceKind,
  readReference,
  readResource,
  type PartKind,
} from './reference';
import { provider } from './rule';
import { readGroupArgument } from './securityGroup';

/**
 * aws_network_interface_sg_attachment adds a group to an interface, which may be an instance's first one
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_interface_sg_attachment).
 */
export function interfaceGroup(resource: EvaluatedResource): readonly Extension[] {
  const target = valueOf(resource.body.argument('network_interface_id'));
  const reference = target?.kind === 'unknown' ? target.reference : undefined;
  const of: PartReference =
    reference?.path[0] === 'primary_network_interface_id'
      ? { kind: 'part', address: reference.resource.text }
      : partAt(target, interfaceKind);
  return [addedGroup(resource, of, 'network interface')];
}

/**
 * An instance that is given its first interface has neither groups nor addresses of its own: what registers the instance,
 * or gives it an address, means that interface
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/instance#primary_network_interface).
 */
export function givenInterface(resource: EvaluatedResource): readonly StandIn[] {
  const source = bodyArguments(resource.body);
  const found = [
    ...source.nested('primary_network_interface').items,
    ...source.nested('network_interface').items.filter((item) => {
      const index = readNumber(item.arguments.argument('device_index')?.value);
      return index.kind === 'known' && index.value.integer === 0;
    }),
  ];
  const [only] = found;
  if (found.length !== 1 || only?.certainty !== 'certain') return [];
  const named = valueOf(only.arguments.argument('network_interface_id'));
  return [{ ...declaredPart(resource), kind: 'stand-in', provider, by: partAt(named, interfaceKind) }];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_security_group_association */
export function endpointGroup(resource: EvaluatedResource): readonly Extension[] {
  const of = partAt(valueOf(resource.body.argument('vpc_endpoint_id')), endpointKind);
  return [addedGroup(resource, of, 'VPC endpoint')];
}

function addedGroup(resource: EvaluatedResource, of: PartReference, label: string): Extension {
  const argument = resource.body.argument('security_group_id');
  const group: AttachedGroup = {
    group: readGroupArgument(argument),
    certainty: resource.certainty,
    origin: argument === undefined ? resource.headerOrigin : originOfValue(argument.value, argument),
  };
  const part = declaredPart(resource);
  return {
    ...part,
    kind: 'extension',
    provider,
    of,
    adds: {
      kind: 'groups',
      attachment: {
        ...part,
        kind: 'attachment',
        provider,
        resourceType: resource.address.type,
        label,
        groups: [group],
        subnets: [],
        public: undefined,
        services: [],
      },
    },
  };
}

function partAt(value: EvaluatedArgument['value'] | undefined, kind: PartKind): PartReference {
  return value === undefined
    ? { kind: 'unknown', reason: `no ${kind.noun} is given` }
    : readReference(value, kind);
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_subnet_association */
export function endpointSubnet(resource: EvaluatedResource): readonly Extension[] {
  return [addedSubnets(resource, 'vpc_endpoint_id')];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_client_vpn_network_association */
export function clientVpnSubnet(resource: EvaluatedResource): readonly Extension[] {
  return [addedSubnets(resource, 'client_vpn_endpoint_id')];
}

function addedSubnets(resource: EvaluatedResource, owner: string): Extension {
  return {
    ...declaredPart(resource),
    kind: 'extension',
    provider,
    of: resourceAt(resource, owner),
    adds: { kind: 'subnets', subnets: subnetsAt(bodyArguments(resource.body), 'subnet_id') },
  };
}

/**
 * Instances have the groups of their cluster, and each says whether it has a public address; "Default is false"
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster_instance#publicly_accessible,
 * …/neptune_cluster_instance#publicly_accessible).
 */
export function clusterInstance(resource: EvaluatedResource): readonly Extension[] {
  const setting = readSwitch(resource.body.argument('publicly_accessible')?.value);
  const isPublic = setting.kind === 'known' ? setting.value : setting.kind === 'absent' ? false : undefined;
  return [
    {
      ...declaredPart(resource),
      kind: 'extension',
      provider,
      of: resourceAt(resource, 'cluster_identifier'),
      // An instance that may not exist makes nothing certain.
      adds: {
        kind: 'public',
        public: resource.certainty === 'possible' && isPublic === true ? undefined : isPublic,
      },
    },
  ];
}

/**
 * EMR adds rules of its own to the groups that it is given as managed ones
 * (https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-man-sec-groups.html).
 */
export function emrManagedGroups(resource: EvaluatedResource): readonly Extension[] {
  const source = bodyArguments(resource.body);
  return [
    'emr_managed_master_security_group',
    'emr_managed_slave_security_group',
    'service_access_security_group',
  ].flatMap((name) =>
    argumentsAt(source, `ec2_attributes.${name}`).flatMap(({ argument }) =>
      scalarValues(argument.value).map(({ value }): Extension => ({
        ...declaredPart(resource),
        kind: 'extension',
        provider,
        of: readReference(value, groupKind),
        adds: { kind: 'rules-elsewhere' },
      })),
    ),
  );
}

function resourceAt(resource: EvaluatedResource, name: string): PartReference {
  const value = valueOf(resource.body.argument(name));
  return value === undefined ? { kind: 'unknown', reason: `no ${name} is given` } : readResource(value);
}
