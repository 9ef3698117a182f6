/** Resources that carry groups, read along the paths of the generated table (attachmentPaths.ts). */

import type { EvaluatedResource } from '../../evaluation/resource';
import type {
  AttachedGroup,
  Attachment,
  GroupUse,
  NetworkPart,
  PartReference,
  SecurityGroup,
} from '../../network/model';
import { referenceId } from '../../network/networkModel';
import { bodyArguments, type Arguments } from '../arguments';
import { groupUsesOfValue, mentionedGroupUses } from '../groupUse';
import { declaredPart } from '../part';
import { originOfValue, reasonWords, scalarValues, weaker } from '../reading';
import { emrManagedGroups } from './additions';
import {
  attachmentLabel,
  furtherSubnets,
  hasDefaultGroup,
  isLaunchTemplate,
  isTemplate,
  ownGroupAttribute,
  runningTypes,
  runsAnything,
  takesGroupNames,
} from './attachmentFacts';
import { attachmentPaths, type AttachmentPaths } from './attachmentPaths';
import { balancerTraits, isApplicationBalancer, isBalancer } from './balancers';
import { servicesOf } from './listeners';
import { argumentsAt, elementsAt, subnetsAt } from './paths';
import { clusterPreset, presetUses, templatePreset } from './presets';
import { privateAddresses } from './privateAddresses';
import { publicAddress, receivesNothing } from './publicAddress';
import { groupArnKind, groupKind, groupNameKind, readReference } from './reference';
import { provider } from './rule';
import { defaultNetworkOf } from './sites';

/** Types that name groups, and those that run what a template of groups describes. */
export const attachmentTypes: readonly string[] = [...Object.keys(attachmentPaths), ...runningTypes];

/**
 * The attachment, if the resource names any group, takes some over, or is known to be in a VPC without one: then the
 * default group of that VPC applies, and the attachment has no groups.
 */
export function attachment(resource: EvaluatedResource): readonly NetworkPart[] {
  const { type } = resource.address;
  const paths: AttachmentPaths = attachmentPaths[type] ?? {};
  const source = bodyArguments(resource.body);
  const groups = (paths.groups ?? []).flatMap((path) => groupsAt(type, source, path));
  const uses = (paths.uses ?? []).flatMap((path) => usesAt(resource, source, path));
  const carried = [...groups, ...uses].flatMap(({ group }) => referenceId(group) ?? []);
  // A computed key leaves the instances open: "aws_security_group.db" is then any of them.
  const isCarried = (address: string): boolean =>
    carried.some((each) => each === address || each.startsWith(`${address}[`));
  const others = [...uses, ...mentionedGroupUses(resource, isCarried)];
  const found = attachmentOf(resource, source, paths, groups);
  if (isLaunchTemplate(type)) return [templatePreset(resource, found), ...others];
  const own = ownGroups(resource);
  const presets = own.length === 0 ? [] : [clusterPreset(resource, own)];
  return [
    ...(isInNetwork(found, source) ? [found] : []),
    ...presets,
    ...groupsOfService(resource, own),
    ...others,
  ];
}

function isInNetwork(found: Attachment, source: Arguments): boolean {
  const { groups, presets, unfiltered, subnets, resourceType, network } = found;
  if (groups.length > 0 || presets !== undefined || unfiltered === true) return true;
  if (network?.kind === 'part') return true;
  return subnets.length > 0 && carriesDefaultGroup(resourceType, source);
}

function carriesDefaultGroup(type: string, source: Arguments): boolean {
  return hasDefaultGroup(type) && (!isBalancer(type) || isApplicationBalancer(source));
}

/**
 * An instance that names no subnet is in one of the default VPC, unless it is given an interface
 * (https://docs.aws.amazon.com/vpc/latest/userguide/work-with-default-vpc.html).
 */
function isInDefaultNetwork(type: string, source: Arguments): boolean {
  const copied = copyingArguments.get(type);
  if (copied !== undefined) {
    return copied.every((name) => (source.argument(name)?.value.kind ?? 'null') === 'null');
  }
  if (type !== 'aws_instance' && type !== 'aws_spot_instance_request') return false;
  return ['network_interface', 'primary_network_interface'].every((name) => {
    const { items, rest } = source.nested(name);
    return items.length === 0 && rest === undefined;
  });
}

/**
 * A database that names no subnet group is in the group "default", of the default VPC
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance#db_subnet_group_name), unless
 * it is the copy of another: then it may be where that is. These arguments make it a copy.
 */
const copyingArguments: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_db_instance', ['replicate_source_db']],
  ['aws_rds_cluster', ['replication_source_identifier', 'global_cluster_identifier']],
  ['aws_docdb_cluster', ['global_cluster_identifier']],
  ['aws_neptune_cluster', ['replication_source_identifier', 'global_cluster_identifier']],
]);

function attachmentOf(
  resource: EvaluatedResource,
  source: Arguments,
  paths: AttachmentPaths,
  groups: readonly AttachedGroup[],
): Attachment {
  const { type } = resource.address;
  const presets = presetUses(resource, source);
  const subnets = [...(paths.subnets ?? []), ...furtherSubnets(type)].flatMap((path) =>
    subnetsAt(source, path),
  );
  const isInDefault = subnets.length === 0 && presets.length === 0 && isInDefaultNetwork(type, source);
  // What only some have is set behind the literal: of attachments there are many, and spreading is slow.
  const found: { -readonly [K in keyof Attachment]: Attachment[K] } = {
    kind: 'attachment',
    address: resource.address.text,
    provider,
    certainty: weaker(resource.certainty, isTemplate(type) ? 'possible' : 'certain'),
    origin: resource.origin,
    headerOrigin: resource.headerOrigin,
    resourceType: type,
    label: attachmentLabel(type),
    groups: [...groups, ...ownGroups(resource)],
    subnets,
    public: undefined,
    services: servicesOf(resource),
  };
  if (isInDefault) found.network = defaultNetworkOf(resource);
  Object.assign(found, publicAddress(type, source, paths.public ?? []));
  Object.assign(found, privateAddresses(type, source));
  Object.assign(found, balancerTraits(type, source, groups));
  if (receivesNothing(type, source)) found.receives = false;
  if (runsAnything(type)) found.runsAnything = true;
  if (presets.length > 0) {
    found.presets = presets;
    if (carriesDefaultGroup(type, source)) found.orDefaultGroup = true;
  }
  return found;
}

/** What the service does to groups, of its own or given to it. */
function groupsOfService(resource: EvaluatedResource, own: readonly AttachedGroup[]): readonly NetworkPart[] {
  if (resource.address.type === 'aws_emr_cluster') return emrManagedGroups(resource);
  return own.flatMap(({ group }) => (group.kind === 'part' ? [serviceGroup(resource, group.address)] : []));
}

/** A group that the cloud makes with the resource: nobody declares it, and its rules are not in the configuration. */
function serviceGroup(resource: EvaluatedResource, address: string): SecurityGroup {
  const unknown = { kind: 'unknown', reason: `${address} is known after apply` } as const;
  return {
    ...declaredPart(resource),
    kind: 'security-group',
    provider,
    address,
    name: unknown,
    description: unknown,
    network: { kind: 'unknown', reason: `the VPC of ${resource.address.text}` },
    ownership: 'external',
    // All traffic among its members: https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
    admitsItself: true,
    inline: { ingress: 'absent', egress: 'absent' },
  };
}

/** The group that the cloud adds, under the address by which the configuration can refer to it. */
function ownGroups(resource: EvaluatedResource): readonly AttachedGroup[] {
  const attribute = ownGroupAttribute(resource.address.type);
  if (attribute === undefined) return [];
  const group: PartReference = { kind: 'part', address: `${resource.address.text}.${attribute}` };
  return [{ group, certainty: 'certain', origin: resource.headerOrigin }];
}

function groupsAt(type: string, source: Arguments, path: string): readonly AttachedGroup[] {
  const kind = path.endsWith('_arns')
    ? groupArnKind
    : takesGroupNames(type, path)
      ? groupNameKind
      : groupKind;
  return argumentsAt(source, path).flatMap(({ argument, certainty: outer }) => {
    const { elements, rest } = elementsAt(path, argument);
    const groups = elements.flatMap((element) =>
      scalarValues(element.value)
        .filter(({ value }) => !(value.kind === 'string' && value.value === ''))
        .map(({ value, certainty }): AttachedGroup => ({
          group: readReference(value, kind),
          certainty: weaker(outer, weaker(element.certainty, certainty)),
          origin: originOfValue(value, argument),
        })),
    );
    if (rest !== undefined) {
      groups.push({
        group: { kind: 'unknown', reason: reasonWords(rest) },
        certainty: 'possible',
        origin: originOfValue(argument.value, argument),
      });
    }
    return groups;
  });
}

function usesAt(resource: EvaluatedResource, source: Arguments, path: string): readonly GroupUse[] {
  const user = declaredPart(resource);
  return argumentsAt(source, path).flatMap(({ argument }) =>
    groupUsesOfValue(argument.value, user).filter((use) => use.kind === 'group-use'),
  );
}
