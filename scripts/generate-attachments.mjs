// Rebuilds server/src/providers/aws/attachmentPaths.ts: which resource types of the AWS provider carry security groups,
// in which arguments, from the provider's own schema. Not here: what those types are called and what they listen on
// (attachmentFacts.ts, listeners.ts), which no schema says.
//
// The schema is read from the type declarations of the npm package @cdktf/provider-aws, whose documentation comments hold
// Terraform's own argument names. It is no dependency, for it unpacks to hundreds of megabytes:
//
//   npm pack @cdktf/provider-aws@21.22.1 && tar xzf cdktf-provider-aws-21.22.1.tgz
//   node scripts/generate-attachments.mjs package

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

/** Arguments that mention security groups and name none, or one of another kind; each with why. */
const noGroup = {
  'aws_alb.enforce_security_group_inbound_rules_on_private_link_traffic': 'a switch',
  'aws_lb.enforce_security_group_inbound_rules_on_private_link_traffic': 'a switch',
  'aws_db_option_group.option.db_security_group_memberships': 'groups of EC2-Classic, which is retired',
  'aws_drs_replication_configuration_template.associate_default_security_group': 'a switch',
  'aws_ec2_transit_gateway.security_group_referencing_support': 'a switch',
  'aws_ec2_transit_gateway_vpc_attachment.security_group_referencing_support': 'a switch',
  'aws_elasticache_replication_group.security_group_names': 'groups of EC2-Classic, which is retired',
  'aws_elb.source_security_group': "name of the balancer's group, for rules of EC2-Classic",
  'aws_emr_block_public_access_configuration.block_public_security_group_rules': 'a switch',
  'aws_emr_block_public_access_configuration.permitted_public_security_group_rule_range': 'ports',
  'aws_lambda_function.replace_security_groups_on_destroy': 'a switch',
  'aws_medialive_input.input_security_groups':
    'input security groups of MediaLive are lists of addresses of their own',
  'aws_networkmanager_vpc_attachment.options.security_group_referencing_support': 'a switch',
  'aws_sagemaker_domain.app_security_group_management': 'a switch',
};

/** Arguments that name groups without attaching them to anything that this resource makes. */
const namesOnly = {
  'aws_db_option_group.option.vpc_security_group_memberships': 'carried by the databases that use the option',
  'aws_eks_node_group.remote_access.source_security_group_ids': 'sources of a rule that EKS makes',
  'aws_lambda_function.replacement_security_group_ids': 'attached only while the function is destroyed',
  'aws_vpc_security_group_vpc_association.security_group_id': 'makes a group usable in another VPC',
};

/** Types whose arguments make rules or add groups to another resource: they have adapters of their own. */
const otherAdapters = new Set([
  'aws_security_group',
  'aws_default_security_group',
  'aws_security_group_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
  'aws_network_interface_sg_attachment',
  'aws_vpc_endpoint_security_group_association',
]);

const publicFlags = new Set([
  'internal',
  'publicly_accessible',
  'associate_public_ip_address',
  'assign_public_ip',
  'create_public_ip',
]);
/** Not `preferred_subnet_id`, which is one of the others. */
const subnetName = /^(?:(?:client_)?subnets?|(?:vpc_|staging_area_)?subnet_ids?|subnet_arns?)$/;
/** Names a resource that holds the subnets. */
const subnetGroupName = /subnet_group_(?:name|id)$/;

/** Every property of every interface in a resource's declarations, by interface name. */
function readInterfaces(text) {
  const interfaces = new Map();
  for (const match of text.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm)) {
    const properties = [];
    // A documentation comment ends in "Class#argument_name}"; the property follows it.
    for (const found of match[2].matchAll(/#(\w+)\}[\s\S]*?\*\/\s*readonly \w+\??: ([^;{]*)/g)) {
      properties.push({ name: found[1], type: found[2].trim() });
    }
    interfaces.set(match[1], properties);
  }
  return interfaces;
}

/** Paths of arguments below an interface, blocks followed, as { path, type }. */
function* argumentPaths(interfaces, name, prefix, seen) {
  for (const property of interfaces.get(name) ?? []) {
    const path = [...prefix, property.name];
    const nested = property.type.split(/[[\]|\s]+/).find((word) => interfaces.has(word));
    yield { path, leaf: nested === undefined };
    // Some blocks nest themselves without end (statements of a firewall): once per path is enough.
    if (nested !== undefined && !seen.has(nested)) {
      yield* argumentPaths(interfaces, nested, path, new Set([...seen, nested]));
    }
  }
}

function readTexts(folder) {
  const texts = [];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && entry.name.endsWith('.d.ts')) {
      texts.push(readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    }
  }
  return texts.join('\n');
}

/** Resource types whose arguments mention security groups, with every path that matters, in schema order. */
function typesThatMentionGroups(packageFolder) {
  const library = join(packageFolder, 'lib');
  const types = new Map();
  for (const folder of readdirSync(library).sort()) {
    if (folder.startsWith('data-') || !/^[a-z]/.test(folder) || folder.includes('.')) continue;
    const text = readTexts(join(library, folder));
    const type = /static readonly tfResourceType = "(\w+)"/.exec(text)?.[1];
    const root = /export interface (\w+Config) extends cdktf\.TerraformMetaArguments/.exec(text)?.[1];
    if (type === undefined || root === undefined) continue;
    const paths = [...argumentPaths(readInterfaces(text), root, [], new Set([root]))];
    if (paths.some(({ path }) => path.at(-1).includes('security_group'))) types.set(type, paths);
  }
  return types;
}

function describe(type, paths) {
  const groups = [];
  const uses = [];
  const subnets = [];
  const subnetGroups = [];
  const flags = [];
  for (const { path, leaf } of paths) {
    const text = path.join('.');
    const name = path.at(-1);
    const key = `${type}.${text}`;
    if (leaf && name.includes('security_group')) {
      if (key in noGroup) continue;
      if (key in namesOnly) uses.push(text);
      else groups.push(text);
    } else if (leaf && subnetName.test(name)) subnets.push(text);
    else if (leaf && subnetGroupName.test(name)) subnetGroups.push(text);
    else if (leaf && publicFlags.has(name)) flags.push(text);
  }
  // Subnets and flags count where groups stand, or at the top: a pipe's or a fleet's other blocks have their own.
  return {
    ...(groups.length > 0 && { groups }),
    ...(uses.length > 0 && { uses }),
    ...(groups.length > 0 && subnets.length > 0 && { subnets }),
    ...(groups.length > 0 && subnetGroups.length > 0 && { subnetGroups }),
    ...(groups.length > 0 && flags.length > 0 && { public: flags }),
  };
}

const packageFolder = process.argv[2];
if (packageFolder === undefined) {
  console.error(
    'usage: node scripts/generate-attachments.mjs <directory of the unpacked @cdktf/provider-aws>',
  );
  process.exit(2);
}
const version = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;
const types = typesThatMentionGroups(packageFolder);
const known = new Set(
  [...types].flatMap(([type, paths]) => paths.map(({ path }) => `${type}.${path.join('.')}`)),
);
const stale = [...Object.keys(noGroup), ...Object.keys(namesOnly)].filter((key) => !known.has(key));
if (stale.length > 0) {
  console.error(`no such argument in this schema: ${stale.join(', ')}`);
  process.exit(1);
}

const entries = [];
for (const [type, paths] of types) {
  if (otherAdapters.has(type)) continue;
  const description = describe(type, paths);
  if (description.groups !== undefined || description.uses !== undefined) entries.push([type, description]);
}

const target = join(
  dirname(fileURLToPath(import.meta.url)),
  '../server/src/providers/aws/attachmentPaths.ts',
);
const source = `/**
 * Which arguments of which AWS resource types take security groups, subnets and a public address. Generated from the
 * provider's schema by scripts/generate-attachments.mjs: change that, not this. Labels and ports are not in here.
 *
 * @cdktf/provider-aws ${version}; ${types.size} types mention security groups, ${entries.length} are listed here: the others only
 * have a switch about groups, or have adapters of their own.
 */

/** Paths through blocks (or objects) to an argument, with dots: \`vpc_config.security_group_ids\`. */
export interface AttachmentPaths {
  /** Groups that the resource carries. */
  readonly groups?: readonly string[];
  /** Groups that are named without being attached. */
  readonly uses?: readonly string[];
  readonly subnets?: readonly string[];
  /** Names of resources that hold the subnets. */
  readonly subnetGroups?: readonly string[];
  /** Switches that decide about a public address. */
  readonly public?: readonly string[];
}

export const attachmentPaths: Readonly<Record<string, AttachmentPaths>> = ${JSON.stringify(Object.fromEntries(entries))};
`;
const options = await resolveConfig(target);
writeFileSync(target, await format(source, { ...options, filepath: target }));
console.log(`${types.size} types mention security groups; ${entries.length} written`);
