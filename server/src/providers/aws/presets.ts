/**
 * What attachments take over from others by naming them: subnet groups, launch templates, clusters. Here stands what is
 * offered and what is named; network/composedParts.ts puts both together.
 */

import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type { Preset, PresetReference, PresetUse } from '../../network/endpoints';
import type { Attachment, Certainty, Known } from '../../network/model';
import { bodyArguments, type Arguments } from '../arguments';
import { declaredPart } from '../part';
import { readText, scalarValues, weaker } from '../reading';
import { attachmentPaths } from './attachmentPaths';
import { argumentsAt, blocksAt, subnetsAt } from './paths';
import { provider } from './rule';
import { familyAt } from './sites';

const plain = { groups: [], public: undefined, publicBySubnet: false, services: [], attachment: undefined };

/** Which argument is the name of a resource; the database services share their subnet groups' names. */
const subnetGroups: ReadonlyMap<string, { readonly family: string; readonly name: string }> = new Map([
  ['aws_db_subnet_group', { family: 'database', name: 'name' }],
  // DocumentDB and Neptune share the API of RDS:
  // https://docs.aws.amazon.com/documentdb/latest/developerguide/API_CreateDBSubnetGroup.html
  ['aws_docdb_subnet_group', { family: 'database', name: 'name' }],
  ['aws_neptune_subnet_group', { family: 'database', name: 'name' }],
  ['aws_elasticache_subnet_group', { family: 'elasticache', name: 'name' }],
  ['aws_memorydb_subnet_group', { family: 'memorydb', name: 'name' }],
  ['aws_dax_subnet_group', { family: 'dax', name: 'name' }],
  ['aws_redshift_subnet_group', { family: 'redshift', name: 'name' }],
  ['aws_dms_replication_subnet_group', { family: 'dms', name: 'replication_subnet_group_id' }],
]);

/** Which family of subnet groups a type looks its name up in. */
const familyOfUser: ReadonlyMap<string, string> = new Map([
  ['aws_db_instance', 'database'],
  ['aws_rds_cluster', 'database'],
  ['aws_docdb_cluster', 'database'],
  ['aws_neptune_cluster', 'database'],
  ['aws_elasticache_cluster', 'elasticache'],
  ['aws_elasticache_replication_group', 'elasticache'],
  ['aws_memorydb_cluster', 'memorydb'],
  ['aws_dax_cluster', 'dax'],
  ['aws_redshift_cluster', 'redshift'],
  ['aws_redshift_endpoint_access', 'redshift'],
  ['aws_dms_replication_instance', 'dms'],
  ['aws_dms_replication_config', 'dms'],
]);

export const subnetGroupTypes: Iterable<string> = subnetGroups.keys();

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_subnet_group and its like */
export function subnetGroup(resource: EvaluatedResource): readonly Preset[] {
  const { family = '', name = 'name' } = subnetGroups.get(resource.address.type) ?? {};
  return [
    {
      ...declaredPart(resource),
      ...plain,
      kind: 'preset',
      provider,
      family: familyAt(resource, family),
      name: readText(resource.body.argument(name)?.value),
      subnets: subnetsAt(bodyArguments(resource.body), 'subnet_ids'),
    },
  ];
}

/** A template as others take it over; `attachment` is what it is for itself. */
export function templatePreset(resource: EvaluatedResource, attachment: Attachment): Preset {
  return {
    ...declaredPart(resource),
    kind: 'preset',
    provider,
    family: familyAt(resource, resource.address.type),
    name: readText(resource.body.argument('name')?.value),
    subnets: attachment.subnets,
    groups: attachment.groups,
    public: attachment.public,
    publicBySubnet: attachment.publicBySubnet === true,
    services: [],
    attachment: attachment.groups.length === 0 ? undefined : attachment,
  };
}

/** The group that a cluster gives its nodes. */
export function clusterPreset(resource: EvaluatedResource, groups: Attachment['groups']): Preset {
  return {
    ...declaredPart(resource),
    ...plain,
    kind: 'preset',
    provider,
    family: familyAt(resource, resource.address.type),
    name: readText(resource.body.argument('name')?.value),
    subnets: [],
    groups,
  };
}

/** A name or a reference, whichever leads to the preset. */
function presetReferences(
  argument: EvaluatedArgument | undefined,
  family: string,
): readonly { readonly of: PresetReference; readonly certainty: Certainty }[] {
  return scalarValues(argument?.value).map(({ value, certainty }) => {
    if (value.kind === 'string') return { of: { kind: 'name', family, name: value.value }, certainty };
    const { reference } = value.kind === 'unknown' ? value : {};
    if (reference !== undefined) return { of: { kind: 'part', address: reference.resource.text }, certainty };
    const text = readText(value);
    return {
      of: { kind: 'unknown', reason: text.kind === 'unknown' ? text.reason : 'not a text' },
      certainty,
    };
  });
}

/** Templates are named by a block with an id or a name; another version than the current one may hold anything. */
function templateUses(source: Arguments, path: string, prefix: string): readonly PresetUse[] {
  return blocksAt(source, path).flatMap((block): readonly PresetUse[] => {
    const named = ['id', 'name'].flatMap((argument) =>
      presetReferences(block.arguments.argument(prefix + argument), 'aws_launch_template'),
    );
    const version = readText(block.arguments.argument('version')?.value);
    const current: Certainty = isFixedVersion(version) ? 'possible' : 'certain';
    return named.map(({ of, certainty }) => ({
      of,
      takes: 'template',
      certainty: [certainty, block.certainty, current].reduce(weaker),
      fallback: false,
    }));
  });
}

function isFixedVersion(version: Known<string>): boolean {
  return version.kind === 'known' && /^\d+$/.test(version.value);
}

const launchTemplatePaths: ReadonlyMap<string, readonly (readonly [path: string, prefix: string])[]> =
  new Map([
    ['aws_instance', [['launch_template', '']]],
    ['aws_spot_instance_request', [['launch_template', '']]],
    ['aws_eks_node_group', [['launch_template', '']]],
    [
      'aws_autoscaling_group',
      [
        ['launch_template', ''],
        ['mixed_instances_policy.launch_template.launch_template_specification', 'launch_template_'],
        ['mixed_instances_policy.launch_template.override.launch_template_specification', 'launch_template_'],
      ],
    ],
    ['aws_spot_fleet_request', [['launch_template_config.launch_template_specification', '']]],
    ['aws_ec2_fleet', [['launch_template_config.launch_template_specification', 'launch_template_']]],
    ['aws_batch_compute_environment', [['compute_resources.launch_template', 'launch_template_']]],
  ]);

/** What the resource takes over, in the order in which it counts. */
export function presetUses(resource: EvaluatedResource, source: Arguments): readonly PresetUse[] {
  const { type } = resource.address;
  const uses: PresetUse[] = [];
  for (const path of attachmentPaths[type]?.subnetGroups ?? []) {
    for (const { argument, certainty } of argumentsAt(source, path)) {
      for (const named of presetReferences(argument, familyOfUser.get(type) ?? '')) {
        uses.push({
          ...named,
          takes: 'subnets',
          certainty: weaker(certainty, named.certainty),
          fallback: false,
        });
      }
    }
  }
  for (const [path, prefix] of launchTemplatePaths.get(type) ?? []) {
    uses.push(...templateUses(source, path, prefix));
  }
  if (type === 'aws_autoscaling_group') {
    const configuration = source.argument('launch_configuration');
    for (const named of presetReferences(configuration, 'aws_launch_configuration')) {
      uses.push({ ...named, takes: 'template', fallback: false });
    }
  }
  // Nodes whose template names no groups get the cluster security group:
  // https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
  if (type === 'aws_eks_node_group') {
    for (const named of presetReferences(source.argument('cluster_name'), 'aws_eks_cluster')) {
      uses.push({ ...named, takes: 'groups', fallback: true });
    }
  }
  if (type === 'aws_ecs_service' || type === 'aws_ecs_task_set') {
    for (const named of presetReferences(source.argument('task_definition'), 'aws_ecs_task_definition')) {
      uses.push({ ...named, takes: 'services', fallback: false });
    }
  }
  return uses.map((use) =>
    use.of.kind === 'name' ? { ...use, of: { ...use.of, family: familyAt(resource, use.of.family) } } : use,
  );
}
