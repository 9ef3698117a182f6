/** Random groups with rules in their own block, in every form that there is, beside rule resources. As `terraform fmt` has them. */

import fc from 'fast-check';
import { alignedLines, blockText, type ArgumentText } from '../../server/src/source/blockText';

export interface WrittenConfiguration {
  readonly text: string;
  /** Comments above blocks of rules. */
  readonly comments: readonly string[];
  /** Whether a rule resource may state what the block does. */
  readonly mayRepeat: boolean;
}

const cidrs = fc.uniqueArray(fc.constantFrom('"10.0.0.0/16"', '"10.1.0.0/16"', 'var.office'), {
  maxLength: 3,
});

const lists = fc.record({
  cidr_blocks: fc.oneof(
    { weight: 5, arbitrary: fc.tuple(cidrs, fc.boolean()).map(([each, isLong]) => listText(each, isLong)) },
    { weight: 2, arbitrary: fc.constantFrom('var.offices', 'local.nets') },
    { weight: 1, arbitrary: fc.constantFrom('concat(local.nets, var.offices)', 'null', 'var.secret_nets') },
  ),
  ipv6_cidr_blocks: fc.constantFrom('[]', '["fd00::/8"]'),
  prefix_list_ids: fc.constantFrom('[]', '[]', '[aws_ec2_managed_prefix_list.office.id]'),
  security_groups: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('[]', '[aws_security_group.app.id]') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('[aws_security_group.app.id, aws_security_group.ops.id]', 'var.groups'),
    },
  ),
  self: fc.constantFrom('false', 'false', 'true'),
});

const traffic: fc.Arbitrary<readonly string[]> = fc.constantFrom(
  ['443', '443', '"tcp"'],
  ['8000', '8100', '"tcp"'],
  ['var.port', 'var.port', '"tcp"'],
  ['53', '53', '"udp"'],
  ['8', '-1', '"icmp"'],
  ['0', '0', '"-1"'],
  ['0', '0', '-1'],
  ['0', '0', '"50"'],
  ['443', '443', 'var.protocol'],
);

const rule = fc
  .record({
    traffic,
    lists,
    description: fc.constantFrom(undefined, undefined, '"for ${var.office}"', '""'),
    remark: fc.constantFrom(undefined, undefined, '# the port'),
  })
  .map(({ traffic: [from = '', to = '', protocol = ''], lists: peers, description, remark }) => [
    ...(description === undefined ? [] : [{ name: 'description', value: description }]),
    { name: 'from_port', value: from, behind: remark },
    { name: 'to_port', value: to },
    { name: 'protocol', value: protocol },
    ...Object.entries(peers).map(([name, value]) => ({ name, value })),
  ]);

type RuleArguments = readonly ArgumentText[];

/** A plain block, or a dynamic one with what it iterates over. */
const block = fc.record({
  rule,
  collection: fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '["7001", "7002"]',
        '[7001, 7002]',
        'toset(["7001", "7002"])',
        'local.ports',
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom('var.ports', 'var.port_list') },
  ),
  iterator: fc.boolean(),
  comment: fc.boolean(),
});

type Block = typeof block extends fc.Arbitrary<infer T> ? T : never;

const side = fc.oneof(
  { weight: 4, arbitrary: fc.array(block, { maxLength: 3 }).map((blocks) => ({ blocks })) },
  { weight: 1, arbitrary: fc.array(rule, { maxLength: 2 }).map((objects) => ({ objects })) },
);

export const configurations: fc.Arbitrary<WrittenConfiguration> = fc
  .record({
    ingress: side,
    egress: side,
    repetition: fc.constantFrom(undefined, undefined, undefined, 'count', 'for_each'),
    isOld: fc.boolean(),
    mayRepeat: fc.boolean(),
    hasTags: fc.boolean(),
  })
  .map(({ ingress, egress, repetition, isOld, mayRepeat, hasTags }) => {
    const comments: string[] = [];
    const key = repetition === undefined ? '' : repetition === 'count' ? '[0]' : '["a"]';
    const meta =
      repetition === undefined
        ? []
        : [{ name: repetition, value: repetition === 'count' ? '2' : 'toset(["a", "b"])' }];
    const body = [
      ...(meta.length > 0 ? [...alignedLines(meta), ''] : []),
      'name = "db"',
      ...sideLines('ingress', ingress, comments),
      ...sideLines('egress', egress, comments),
      ...(hasTags ? ['tags = {', '  a = 1', '}'] : []),
    ];
    const group = ['resource "aws_security_group" "db" {', ...indented(body), '}'].join('\n');
    const cidr = mayRepeat ? '10.0.0.0/16' : '10.200.0.0/16';
    const standalone = (direction: string): string =>
      isOld
        ? blockText(`resource "aws_security_group_rule" "db_${direction}_443"`, [
            [
              { name: 'type', value: `"${direction}"` },
              { name: 'security_group_id', value: `aws_security_group.db${key}.id` },
              { name: 'protocol', value: '"tcp"' },
              { name: 'from_port', value: '443' },
              { name: 'to_port', value: '443' },
              { name: 'cidr_blocks', value: `["${cidr}"]` },
            ],
          ])
        : blockText(`resource "aws_vpc_security_group_${direction}_rule" "db_${direction}_443"`, [
            [
              { name: 'security_group_id', value: `aws_security_group.db${key}.id` },
              { name: 'ip_protocol', value: '"tcp"' },
              { name: 'from_port', value: '443' },
              { name: 'to_port', value: '443' },
              { name: 'cidr_ipv4', value: `"${cidr}"` },
            ],
          ]);
    const text = [surroundings, group, standalone('ingress'), standalone('egress')].join('\n\n');
    return { text: `${text}\n`, comments, mayRepeat };
  });

function sideLines(direction: string, { blocks = [], objects }: SideOf, comments: string[]): string[] {
  if (objects !== undefined) {
    const lines = objects.flatMap((each) => ['  {', ...indented(indented(argumentLines(each))), '  },']);
    return lines.length === 0 ? [`${direction} = []`] : [`${direction} = [`, ...lines, ']'];
  }
  return blocks.flatMap((each) => ['', ...blockLines(direction, each, comments)]);
}

interface SideOf {
  readonly blocks?: readonly Block[];
  readonly objects?: readonly RuleArguments[];
}

function blockLines(
  direction: string,
  { rule: args, collection, iterator, comment }: Block,
  comments: string[],
) {
  const above = comment ? [`# why ${comments.length}`] : [];
  comments.push(...above);
  if (collection === undefined) return [...above, `${direction} {`, ...indented(argumentLines(args)), '}'];
  const name = iterator ? 'each_port' : direction;
  const repeated = args.map((each) =>
    each.name === 'from_port' || each.name === 'to_port' ? { ...each, value: `${name}.value` } : each,
  );
  const head = [
    { name: 'for_each', value: collection },
    ...(iterator ? [{ name: 'iterator', value: name }] : []),
  ];
  return [
    ...above,
    `dynamic "${direction}" {`,
    ...indented(alignedLines(head)),
    '  content {',
    ...indented(indented(argumentLines(repeated))),
    '  }',
    '}',
  ];
}

function argumentLines(args: RuleArguments): readonly string[] {
  return blockText('x', [args])
    .split('\n')
    .slice(1, -1)
    .map((line) => line.slice(2));
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

function listText(elements: readonly string[], isLong: boolean): string {
  if (!isLong || elements.length === 0) return `[${elements.join(', ')}]`;
  return ['[', ...elements.map((each) => `  ${each},`), ']'].join('\n');
}

const surroundings = `variable "office" {
  type    = string
  default = "10.9.0.0/16"
}

variable "offices" {
  type    = list(string)
  default = ["10.3.0.0/16", "10.4.0.0/16"]
}

variable "secret_nets" {
  type      = list(string)
  default   = ["10.5.0.0/16"]
  sensitive = true
}

variable "groups" {
  type = list(string)
}

variable "port" {
  type    = number
  default = 5432
}

variable "protocol" {
  type    = string
  default = "tcp"
}

variable "ports" {
  type    = map(number)
  default = { a = 7001 }
}

variable "port_list" {
  type    = list(number)
  default = [7001]
}

locals {
  nets  = ["10.6.0.0/16", "10.7.0.0/16"]
  ports = { a = 7001, b = 7002 }
}

resource "aws_ec2_managed_prefix_list" "office" {
  name           = "office"
  address_family = "IPv4"
  max_entries    = 5
}

resource "aws_security_group" "app" {
  name = "app"
}

resource "aws_security_group" "ops" {
  name = "ops"
}`;
