/**
 * What a call of terraform-aws-modules/security-group/aws makes, told from its documented inputs alone, for the calls of
 * which the module is not installed: its resources under their own addresses, as configuration that is evaluated like any
 * other (https://registry.terraform.io/modules/terraform-aws-modules/security-group/aws). It is made here, of facts; no
 * text of the module is in it, and what a call says nothing about (tags, timeouts) is left out.
 */

import { namedRules, submoduleRules, type SubmoduleRules } from './securityGroupModuleRules';

/** Configuration of the module, or of one of its submodules (`ssh`, `http-80`); undefined where there is none such. */
export function securityGroupModuleText(submodule: string | undefined): string | undefined {
  if (submodule === undefined) return moduleText();
  const rules = Object.hasOwn(submoduleRules, submodule) ? submoduleRules[submodule] : undefined;
  return rules && submoduleText(rules);
}

const directions = ['ingress', 'egress'] as const;
const kinds = [
  'rules',
  'with_source_security_group_id',
  'with_cidr_blocks',
  'with_ipv6_cidr_blocks',
  'with_self',
  'with_prefix_list_ids',
] as const;
type Kind = (typeof kinds)[number];

/** Inputs of both, with their defaults. */
const scalars: readonly (readonly [name: string, value: string])[] = [
  ['create', 'true'],
  ['vpc_id', 'null'],
  ['name', 'null'],
  ['use_name_prefix', 'true'],
  ['description', '"Security Group managed by Terraform"'],
  ['revoke_rules_on_delete', 'false'],
  ['tags', '{}'],
];

const outputs = ['arn', 'id', 'vpc_id', 'owner_id', 'name', 'description'];

function variable(name: string, value: string, type = 'any'): string {
  return `variable "${name}" {\n  type    = ${type}\n  default = ${value}\n}\n`;
}

function inputs(): string {
  const lists = directions.flatMap((direction) =>
    ['', 'computed_'].flatMap((computed) =>
      kinds.flatMap((kind) => [
        variable(`${computed}${direction}_${kind}`, '[]', kind === 'rules' ? 'list(string)' : listType(kind)),
        ...(computed === '' ? [] : [variable(`number_of_computed_${direction}_${kind}`, '0', 'number')]),
      ]),
    ),
  );
  return [
    ...scalars.map(([name, value]) => variable(name, value)),
    ...lists,
    variable('ingress_cidr_blocks', '[]', 'list(string)'),
    variable('ingress_ipv6_cidr_blocks', '[]', 'list(string)'),
    variable('ingress_prefix_list_ids', '[]', 'list(string)'),
    variable('egress_cidr_blocks', '["0.0.0.0/0"]', 'list(string)'),
    variable('egress_ipv6_cidr_blocks', '["::/0"]', 'list(string)'),
    variable('egress_prefix_list_ids', '[]', 'list(string)'),
  ].join('\n');
}

function listType(kind: Kind): string {
  // In self rules ports may be numbers among texts; Terraform makes texts of them.
  return kind === 'rules' ? 'list(string)' : 'list(map(string))';
}

function moduleText(): string {
  const rules = Object.entries(namedRules).map(
    ([name, [first, last, protocol]]) => `    "${name}" = [${first}, ${last}, "${protocol}"]`,
  );
  return `${inputs()}
${variable('create_sg', 'true')}
${variable('security_group_id', 'null')}
variable "rules" {
  type    = map(list(any))
  default = {
${rules.join('\n')}
  }
}

locals {
  ports = merge(var.rules, { _ = ["", "", ""] })
  group = var.create_sg ? concat(aws_security_group.this[*].id, aws_security_group.this_name_prefix[*].id, [""])[0] : var.security_group_id
}

resource "aws_security_group" "this" {
  count       = var.create && var.create_sg && !var.use_name_prefix ? 1 : 0
  name        = var.name
  description = var.description
  vpc_id      = var.vpc_id
  tags        = merge({ Name = var.name }, var.tags)
}

resource "aws_security_group" "this_name_prefix" {
  count       = var.create && var.create_sg && var.use_name_prefix ? 1 : 0
  name_prefix = "\${var.name}-"
  description = var.description
  vpc_id      = var.vpc_id
  tags        = merge({ Name = var.name }, var.tags)
}

${directions.flatMap((direction) => kinds.flatMap((kind) => ['', 'computed_'].map((computed) => ruleResource(direction, kind, computed)))).join('\n')}
${outputs.map((name) => output(name, `try(aws_security_group.this[0].${name}, aws_security_group.this_name_prefix[0].${name}, "")`)).join('\n')}`;
}

function output(name: string, value: string): string {
  return `output "security_group_${name}" {\n  value = ${value}\n}\n`;
}

/** The rules of one input: one for each of its elements. */
function ruleResource(direction: (typeof directions)[number], kind: Kind, computed: string): string {
  const name = `${computed}${direction}_${kind}`;
  const count = computed === '' ? `length(var.${name})` : `var.number_of_${name}`;
  const item = `var.${name}[count.index]`;
  const named = kind === 'rules' ? item : `lookup(${item}, "rule", "_")`;
  const part = (key: string, index: number): string => {
    const value = `local.ports[${named}][${index}]`;
    return kind === 'rules' ? value : `lookup(${item}, "${key}", ${value})`;
  };
  return `resource "aws_security_group_rule" "${name}" {
  count             = var.create ? ${count} : 0
  security_group_id = local.group
  type              = "${direction}"
${peers(direction, kind, item)}
  from_port         = ${part('from_port', 0)}
  to_port           = ${part('to_port', 1)}
  protocol          = ${part('protocol', 2)}
}
`;
}

/** Lists inside an element are one text with commas; where it names none, the list for all rules holds. */
function peers(direction: string, kind: Kind, item: string): string {
  const listed = (name: string): string =>
    `  ${name} = compact(split(",", lookup(${item}, "${name}", join(",", var.${direction}_${name}))))`;
  const shared = (name: string): string => `  ${name} = var.${direction}_${name}`;
  switch (kind) {
    case 'rules':
      return ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids'].map(shared).join('\n');
    case 'with_self':
      return `  self = lookup(${item}, "self", true)\n${shared('prefix_list_ids')}`;
    case 'with_cidr_blocks':
      return listed('cidr_blocks');
    case 'with_ipv6_cidr_blocks':
      return `${listed('ipv6_cidr_blocks')}\n${shared('prefix_list_ids')}`;
    case 'with_source_security_group_id':
      return `  source_security_group_id = ${item}["source_security_group_id"]\n${shared('prefix_list_ids')}`;
    case 'with_prefix_list_ids':
      return listed('prefix_list_ids');
  }
}

/** A submodule adds its named rules to what it is given, and hands everything on. */
function submoduleText({ ingress, ingressSelf, egress, egressSelf }: SubmoduleRules): string {
  const self = (names: readonly string[]): string => JSON.stringify(names.map((rule) => ({ rule })));
  const automatic = [
    variable('auto_ingress_rules', JSON.stringify(ingress), 'list(string)'),
    variable('auto_ingress_with_self', self(ingressSelf), 'list(map(string))'),
    variable('auto_egress_rules', JSON.stringify(egress), 'list(string)'),
    variable('auto_egress_with_self', self(egressSelf), 'list(map(string))'),
  ];
  const handed = directions.flatMap((direction) => [
    ...['', 'computed_'].flatMap((computed) =>
      kinds.flatMap((kind) => {
        const name = `${computed}${direction}_${kind}`;
        const value =
          computed !== ''
            ? `var.${name}`
            : kind === 'rules'
              ? `sort(compact(distinct(concat(var.auto_${name}, var.${name}))))`
              : kind === 'with_self'
                ? `concat(var.auto_${name}, var.${name})`
                : `var.${name}`;
        return [
          `  ${name} = ${value}`,
          ...(computed === '' ? [] : [`  number_of_${name} = var.number_of_${name}`]),
        ];
      }),
    ),
    ...['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids'].map(
      (name) => `  ${direction}_${name} = var.${direction}_${name}`,
    ),
  ]);
  return `${inputs()}
${automatic.join('\n')}
module "sg" {
  source = "../../"
${scalars.map(([name]) => `  ${name} = var.${name}`).join('\n')}
${handed.join('\n')}
}

${outputs.map((name) => output(name, `module.sg.security_group_${name}`)).join('\n')}`;
}
