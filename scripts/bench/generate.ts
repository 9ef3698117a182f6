/**
 * Synthetic workspaces for the bench: modules with security groups that refer to each other across module boundaries,
 * and trees of mixed Terraform in which the network is a small part. The same numbers always give the same files.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface NetworkShape {
  readonly roots: number;
  readonly modulesPerRoot: number;
  readonly rulesPerModule: number;
}

/** 1,000 modules with 10,000 rules, called by ten root modules. */
export const standardShape: NetworkShape = { roots: 10, modulesPerRoot: 100, rulesPerModule: 10 };

/** Files by path relative to the workspace. */
export type Files = Map<string, string>;

/**
 * Each module is a service with a group and its rules: sources are the group of the service before it, a list of
 * groups over for_each, addresses of a variable, and the VPC. Group ids travel as outputs and variables.
 */
export function networkWorkspace(shape: NetworkShape): Files {
  const files: Files = new Map();
  for (let root = 0; root < shape.roots; root++) {
    const directory = `live/root${pad(root, 2)}`;
    files.set(`${directory}/main.tf`, rootText(root, shape));
    files.set(`${directory}/terraform.tfvars`, `office_cidrs = ["198.51.100.${root * 8}/29"]\n`);
    for (let module = 0; module < shape.modulesPerRoot; module++) {
      const place = `modules/root${pad(root, 2)}/service${pad(module, 3)}`;
      files.set(`${place}/main.tf`, serviceText(module, shape.rulesPerModule));
      files.set(`${place}/variables.tf`, serviceVariables);
      files.set(`${place}/outputs.tf`, serviceOutputs);
    }
  }
  return files;
}

/** The file, the text and the place in which the bench types: the ports of a rule that is always open. */
export const typedFile = 'modules/root00/service007/main.tf';

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}

function rootText(root: number, { modulesPerRoot }: NetworkShape): string {
  const calls = Array.from({ length: modulesPerRoot }, (_, module) => {
    const before = `module.service${pad((module + modulesPerRoot - 1) % modulesPerRoot, 3)}.security_group_id`;
    const others = [7, 31, 53].map(
      (step) => `module.service${pad((module + step) % modulesPerRoot, 3)}.security_group_id`,
    );
    return `module "service${pad(module, 3)}" {
  source = "../../modules/root${pad(root, 2)}/service${pad(module, 3)}"

  name               = "root${pad(root, 2)}-service${pad(module, 3)}"
  vpc_id             = aws_vpc.main.id
  vpc_cidr           = aws_vpc.main.cidr_block
  subnet_ids         = aws_subnet.private[*].id
  caller_group_id    = ${before}
  client_group_ids   = [${others.join(', ')}]
  office_cidrs       = var.office_cidrs
}
`;
  });
  return `variable "office_cidrs" {
  type = list(string)
}

resource "aws_vpc" "main" {
  cidr_block = "10.${root}.0.0/16"
}

resource "aws_subnet" "private" {
  count      = 3
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}

${calls.join('\n')}`;
}

function serviceText(module: number, rules: number): string {
  const blocks: string[] = [
    `resource "aws_security_group" "this" {
  name        = var.name
  description = "Service \${var.name}"
  vpc_id      = var.vpc_id
}

resource "aws_ecs_service" "this" {
  name = var.name

  network_configuration {
    subnets         = var.subnet_ids
    security_groups = [aws_security_group.this.id]
  }
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.this.id
  description       = "Everything"
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "caller" {
  security_group_id            = aws_security_group.this.id
  description                  = "The service before"
  ip_protocol                  = "tcp"
  from_port                    = ${8000 + module}
  to_port                      = ${8000 + module}
  referenced_security_group_id = var.caller_group_id
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  for_each = { for index, id in var.client_group_ids : index => id }

  security_group_id            = aws_security_group.this.id
  description                  = "Client \${each.key}"
  ip_protocol                  = "tcp"
  from_port                    = 9090
  to_port                      = 9090
  referenced_security_group_id = each.value
}

resource "aws_vpc_security_group_ingress_rule" "admin" {
  security_group_id = aws_security_group.this.id
  description       = "Administration"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "203.0.112.0/20"
}
`,
  ];
  // Seven so far: the group's egress and admin rule, the caller's, three clients; the rest are of other kinds.
  for (let rule = 6; rule < rules; rule++) {
    const port = 10_000 + module * 10 + rule;
    blocks.push(
      rule % 2 === 0
        ? `resource "aws_security_group_rule" "office_${rule}" {
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = "tcp"
  from_port         = ${port}
  to_port           = ${port}
  cidr_blocks       = var.office_cidrs
}
`
        : `resource "aws_security_group_rule" "vpc_${rule}" {
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = "tcp"
  from_port         = ${port}
  to_port           = ${port + 5}
  cidr_blocks       = [var.vpc_cidr]
}
`,
    );
  }
  return blocks.join('\n');
}

const serviceVariables = `variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "vpc_cidr" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "caller_group_id" {
  type = string
}

variable "client_group_ids" {
  type    = list(string)
  default = []
}

variable "office_cidrs" {
  type = list(string)
}
`;

const serviceOutputs = `output "security_group_id" {
  value = aws_security_group.this.id
}
`;

/** `files` files of about 2 KB: the standard network, and around it modules that have nothing to do with it. */
export function mixedWorkspace(fileCount: number): Files {
  const files = networkWorkspace(standardShape);
  for (let index = 0; files.size < fileCount; index++) {
    const module = Math.floor(index / 8);
    const name =
      ['main', 'iam', 'storage', 'locals', 'variables', 'outputs', 'alarms', 'queues'][index % 8] ?? '';
    const directory = `platform/team${pad(module % 50, 2)}/component${pad(Math.floor(module / 50), 3)}`;
    files.set(`${directory}/${name}.tf`, mixedText(name, index));
  }
  return files;
}

function mixedText(name: string, seed: number): string {
  const blocks =
    { main: 4, iam: 4, storage: 6, locals: 5, variables: 13, outputs: 12, alarms: 4, queues: 6 }[name] ?? 5;
  return Array.from({ length: blocks }, (_, index) => mixedBlock(name, seed * 100 + index)).join('\n');
}

function mixedBlock(name: string, id: number): string {
  switch (name) {
    case 'iam':
      return `resource "aws_iam_role_policy" "p${id}" {
  name = "\${local.prefix}-policy-${id}"
  role = var.role_${id % 7}
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "\${var.bucket_arn}/*" },
        { "Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": "\${join(",", [for k in var.keys : k.arn if k.enabled])}" }
      ]
    }
  EOT
}
`;
    case 'locals':
      return `locals {
  # Names follow the convention of the platform team; change them only together with the dashboards.
  prefix_${id} = lower(format("%s-%s-%s", var.project, var.environment, "component${id}"))
  tags_${id} = merge(var.tags, {
    Component = "component${id}"
    Owner     = var.environment == "prod" ? "platform" : "team-\${var.team}"
  })
  subnets_${id} = { for index, zone in var.zones : zone => cidrsubnet(var.cidr, 4, index) }
}
`;
    case 'variables':
      return `variable "setting_${id}" {
  description = "Setting ${id} of the component, see the handbook."
  type        = string
  default     = "value-${id}"
}
`;
    case 'outputs':
      return `output "output_${id}" {
  description = "Output ${id} of the component."
  value       = try(aws_s3_bucket.b${id}[0].arn, var.setting_${id}, null)
}
`;
    case 'alarms':
      return `resource "aws_cloudwatch_metric_alarm" "a${id}" {
  alarm_name          = "\${local.prefix_${id}}-errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 3
  metric_name         = "Errors"
  namespace           = "Platform/${id}"
  period              = 60
  statistic           = "Sum"
  threshold           = ${id % 20}
  alarm_actions       = [for topic in var.topics : topic.arn if topic.severity >= ${id % 5}]
  tags                = local.tags_${id}
}
`;
    default:
      return `resource "aws_s3_bucket" "b${id}" {
  count  = var.enabled_${id % 9} ? 1 : 0
  bucket = "\${local.prefix_${id}}-\${terraform.workspace}"
  tags   = merge(local.tags_${id}, { Name = "bucket ${id}" })

  lifecycle {
    prevent_destroy = true
  }
}
`;
  }
}

/** Writes the files below a folder. */
export function writeWorkspace(folder: string, files: Files): void {
  const made = new Set<string>();
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    const directory = path.dirname(file);
    if (!made.has(directory)) mkdirSync(directory, { recursive: true });
    made.add(directory);
    writeFileSync(file, text);
  }
}
