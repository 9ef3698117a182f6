/** A workspace with something of every kind, and edits of its texts as people make them, each from a few random numbers. */

import type { AnalysisSettings } from '../../server/src/analysis/settings';

/** Files by path; those that end in `.json` without being Terraform's are read by functions only. */
export const initialFiles: Readonly<Record<string, string>> = {
  '/live/main.tf': `variable "offices" {
  type    = map(object({ cidrs = list(string), port = optional(number, 443) }))
  default = { main = { cidrs = ["10.0.0.0/8"] } }
}

variable "on" {
  default = true
}

locals {
  decoded = jsondecode(file("\${path.module}/rules.json"))
  zones   = slice(data.aws_availability_zones.all.names, 0, 2)
  flat    = flatten([for name, office in var.offices : [for cidr in office.cidrs : { name = name, cidr = cidr, port = office.port }]])
}

data "aws_availability_zones" "all" {}

module "net" {
  source = "../modules/net"
  range  = "10.0.0.0/16"
  zones  = local.zones
}

module "api" {
  source   = "../modules/api"
  for_each = var.offices
  vpc_id   = module.net.vpc_id
  cidrs    = each.value.cidrs
  subnets  = module.net.subnet_ids
}

resource "aws_security_group" "db" {
  name   = "db-\${terraform.workspace}"
  vpc_id = module.net.vpc_id
  dynamic "ingress" {
    for_each = local.flat
    iterator = rule
    content {
      from_port   = rule.value.port
      to_port     = rule.value.port
      protocol    = "tcp"
      cidr_blocks = [rule.value.cidr]
    }
  }
}

resource "aws_security_group_rule" "db" {
  for_each                 = module.api
  type                     = "ingress"
  from_port                = 5432
  to_port                  = 5432
  protocol                 = "tcp"
  security_group_id        = aws_security_group.db.id
  source_security_group_id = each.value.group_id
}

resource "aws_db_instance" "db" {
  count                  = var.on ? 1 : 0
  engine                 = "postgres"
  vpc_security_group_ids = [aws_security_group.db.id]
  db_subnet_group_name   = aws_db_subnet_group.db.name
}

resource "aws_db_subnet_group" "db" {
  name       = "db"
  subnet_ids = module.net.subnet_ids
}

output "db" {
  value = aws_security_group.db.id
}
`,
  '/live/more.tf': `resource "aws_vpc_security_group_ingress_rule" "decoded" {
  for_each          = { for rule in local.decoded : rule.name => rule }
  security_group_id = aws_security_group.db.id
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.db.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_instance" "bastion" {
  ami                         = "ami-1"
  subnet_id                   = module.net.subnet_ids[0]
  associate_public_ip_address = true
  vpc_security_group_ids      = split(",", join(",", [aws_security_group.db.id, aws_security_group.json.id]))
}
`,
  '/live/json.tf.json': `{
  "resource": {
    "aws_security_group": { "json": { "vpc_id": "\${module.net.vpc_id}" } },
    "aws_security_group_rule": {
      "json": {
        "type": "ingress",
        "from_port": 22,
        "to_port": 22,
        "protocol": "tcp",
        "security_group_id": "\${aws_security_group.json.id}",
        "cidr_blocks": ["192.0.2.0/24", "\${var.offices.main.cidrs[0]}"]
      }
    }
  }
}
`,
  '/live/net_override.tf': `resource "aws_db_instance" "db" {
  publicly_accessible = true
}
`,
  '/live/rules.json': `[{ "name": "a", "cidr": "198.51.100.0/24", "port": 80 }, { "name": "b", "cidr": "10.0.0.0/33", "port": 81 }]\n`,
  '/live/terraform.tfvars': `offices = {
  main   = { cidrs = ["10.1.0.0/16", "0.0.0.0/0"], port = 22 }
  branch = { cidrs = ["10.0.2.0/24"] }
}
`,
  '/live/more.auto.tfvars.json': `{ "on": true }\n`,
  '/live/env/prod.tfvars': `offices = { main = { cidrs = ["10.2.0.0/16"] } }\n`,
  '/live/env/staging.tfvars': `on = false\n`,
  '/modules/net/main.tf': `variable "range" {}

variable "zones" {
  default = ["a"]
}

resource "aws_vpc" "main" {
  cidr_block = var.range
}

resource "aws_subnet" "a" {
  count             = length(var.zones)
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  availability_zone = var.zones[count.index]
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "a" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_route_table_association" "a" {
  count          = length(aws_subnet.a)
  subnet_id      = aws_subnet.a[count.index].id
  route_table_id = aws_route_table.a.id
}

resource "aws_network_acl" "a" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = aws_subnet.a[*].id
  dynamic "ingress" {
    for_each = ["10.0.0.0/8", "192.0.2.0/24"]
    content {
      rule_no    = 100 + ingress.key
      action     = "allow"
      protocol   = "-1"
      from_port  = 0
      to_port    = 0
      cidr_block = ingress.value
    }
  }
  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }
}

output "vpc_id" {
  value = aws_vpc.main.id
}

output "subnet_ids" {
  value = aws_subnet.a[*].id
}
`,
  '/modules/api/main.tf': `variable "vpc_id" {}

variable "cidrs" {
  default = ["0.0.0.0/0"]
}

variable "subnets" {
  default = []
}

resource "aws_security_group" "api" {
  vpc_id = var.vpc_id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = var.cidrs
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_lb" "api" {
  subnets         = var.subnets
  security_groups = [aws_security_group.api.id]
}

output "group_id" {
  value = aws_security_group.api.id
}
`,
  '/grunt/root.hcl': `locals {
  range = "10.3.0.0/16"
}

inputs = {
  cidrs = [local.range]
}
`,
  '/grunt/api/terragrunt.hcl': `include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "../../modules//api"
}

dependency "net" {
  config_path  = "../net"
  mock_outputs = { vpc_id = "vpc-1" }
}

inputs = {
  vpc_id = dependency.net.outputs.vpc_id
}
`,
  '/grunt/net/terragrunt.hcl': `terraform {
  source = "../../modules//net"
}

inputs = {
  range = "10.4.0.0/16"
  zones = ["a", "b"]
}
`,
  '/live/.terraform/modules/modules.json': '{"Modules":[]}\n',
};

export const settingsVariants: readonly Partial<AnalysisSettings>[] = [
  {},
  { environment: 'prod' },
  { workspaceName: 'blue' },
  { variables: new Map([['on', 'false']]) },
  { variableFiles: ['env/staging.tfvars'] },
  { severities: new Map([['group-not-attached', 'off']]) },
];

export const editKinds = [
  'literal',
  'literal',
  'literal',
  'delete',
  'insert',
  'insert',
  'move',
  'duplicate',
  'rename',
  'cut',
  'typo',
  'count',
  'source',
  'remove',
  'extension',
  'padding',
  'lineEnds',
  'restore',
  'restore',
  'restore',
] as const;

export type EditKind = (typeof editKinds)[number];

/** What an edit makes of the files: texts by path, undefined for a file that is gone. */
export type Changes = ReadonlyMap<string, string | undefined>;

/** The edit of this kind that three numbers choose; none where it finds nothing to do. */
export function changesOf(
  kind: EditKind,
  files: ReadonlyMap<string, string>,
  [first, second, third]: readonly [number, number, number],
): Changes {
  const paths = Object.keys(initialFiles);
  const path = paths[first % paths.length] ?? '';
  const initial = initialFiles[path] ?? '';
  const text = files.get(path);
  if (kind === 'restore') {
    return new Map([
      [path, initial],
      [otherName(path), undefined],
    ]);
  }
  // Cuts and duplicates must not make texts that only grow, or that are broken for ever.
  if (text === undefined || text.length > 3 * initial.length + 500) return new Map([[path, initial]]);
  const changed = (next: string): Changes => new Map([[path, next]]);
  switch (kind) {
    case 'literal':
      return changed(withLiteral(text, second, third));
    case 'delete':
      return changed(without(blocksOf(text), second).join('\n\n'));
    case 'duplicate':
      return changed(`${text}\n${blockAt(text, second)}\n`);
    case 'insert':
      return changed(inserted(text, blockAt(initial, second), third));
    case 'move': {
      const target = path === '/live/more.tf' ? '/live/main.tf' : '/live/more.tf';
      const block = blockAt(text, second);
      if (path === target || !path.endsWith('.tf')) return new Map();
      return new Map([
        [path, without(blocksOf(text), second).join('\n\n')],
        [target, inserted(files.get(target) ?? '', block, third)],
      ]);
    }
    case 'rename': {
      const [from, to] = names[second % names.length] ?? ['', ''];
      // In one file, or wherever it is used.
      if (third % 2 === 0) return changed(text.replaceAll(from, to));
      return new Map(Array.from(files, ([each, old]) => [each, old.replaceAll(from, to)] as const));
    }
    case 'cut':
      return changed(text.slice(0, second % (text.length + 1)));
    case 'typo': {
      const at = second % (text.length + 1);
      return changed(
        text.slice(0, at) + (['', '{', '"', '}', '=', '[', '${'][third % 7] ?? '') + text.slice(at + 1),
      );
    }
    case 'count':
      return changed(withCount(text, second, third));
    case 'source':
      return changed(
        text.replace(/source( *)= ".*"/, `source$1= "${sources[second % sources.length] ?? ''}"`),
      );
    case 'remove':
      return new Map([[path, undefined]]);
    case 'extension':
      return path.endsWith('.tf')
        ? new Map([
            [path, undefined],
            [otherName(path), text],
          ])
        : new Map();
    case 'padding':
      return changed('# padding\n'.repeat(second % 3) + text);
    case 'lineEnds':
      return changed(second % 2 === 0 ? text.replaceAll(/\r?\n/g, '\r\n') : text.replaceAll('\r\n', '\n'));
  }
}

/** As OpenTofu has it: a file that is read instead of the one with the plain name. */
function otherName(path: string): string {
  return path.replace(/\.tf$/, '.tofu');
}

const literals: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /"\d+\.\d+\.\d+\.\d+\/\d+"/g,
    ['"0.0.0.0/0"', '"10.0.0.0/16"', '"10.0.0.1/32"', '"10.0.0.0/33"', '"192.0.2.0/24"'],
  ],
  [/(?<==\s|: )\d+\b/g, ['22', '443', '5432', '0', '70000', 'var.on', '1']],
  [/"(?:tcp|udp|-1|icmp)"/g, ['"tcp"', '"udp"', '"-1"', '"icmp"', '"nonsense"']],
  [/\b(?:true|false)\b/g, ['true', 'false', 'null', 'var.nowhere']],
  [/"(?:ingress|egress|allow|deny|postgres)"/g, ['"egress"', '"ingress"', '"deny"', '"mysql"']],
];

function withLiteral(text: string, which: number, value: number): string {
  const found = literals.flatMap(([pattern, values]) =>
    Array.from(text.matchAll(pattern), (match) => ({ match, values })),
  );
  const chosen = found[which % Math.max(found.length, 1)];
  if (chosen === undefined) return text;
  const { match, values } = chosen;
  return (
    text.slice(0, match.index) +
    (values[value % values.length] ?? '') +
    text.slice(match.index + match[0].length)
  );
}

const names: readonly (readonly [string, string])[] = [
  ['"db"', '"store"'],
  ['.db.', '.store.'],
  ['"api"', '"app"'],
  ['offices', 'sites'],
  ['.main', '.primary'],
  ['group_id', 'group'],
];

const sources = [
  '../modules/net',
  '../modules/api',
  '../modules/nowhere',
  'terraform-aws-modules/vpc/aws',
  '../live',
];

function blocksOf(text: string): string[] {
  return text.split(/\n\n+/);
}

function blockAt(text: string, index: number): string {
  const blocks = blocksOf(text);
  return blocks[index % blocks.length] ?? '';
}

function without(blocks: readonly string[], index: number): string[] {
  return blocks.filter((_, at) => at !== index % blocks.length);
}

function inserted(text: string, block: string, index: number): string {
  const blocks = blocksOf(text);
  return blocks.toSpliced(index % (blocks.length + 1), 0, block).join('\n\n');
}

/** Repeats a resource or module, or takes away how it is repeated. */
function withCount(text: string, which: number, how: number): string {
  const repeated = [...text.matchAll(/^ {2}(?:count|for_each) .*\n/gm)];
  const headers = [...text.matchAll(/^(?:resource|module) .*\{\n/gm)];
  if (how % 3 === 0) {
    const line = repeated[which % Math.max(repeated.length, 1)];
    return line === undefined ? text : text.slice(0, line.index) + text.slice(line.index + line[0].length);
  }
  const header = headers[which % Math.max(headers.length, 1)];
  if (header === undefined) return text;
  const at = header.index + header[0].length;
  const line = repetitions[how % repetitions.length] ?? '';
  return `${text.slice(0, at)}  ${line}\n${text.slice(at)}`;
}

const repetitions = [
  'count = 0',
  'count = 2',
  'count = var.on ? 1 : 0',
  'for_each = toset(["a", "b"])',
  'count = length(data.aws_availability_zones.all.names)',
  'for_each = var.offices',
];
