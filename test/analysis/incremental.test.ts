import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AnalysisSettings } from '../../server/src/analysis/settings';
import { defaultSettings } from '../../server/src/analysis/settings';
import type { Workspace } from '../../server/src/analysis/workspace';
import { createWorkspace } from '../../server/src/analysis/workspace';
import { documentUri } from '../../server/src/source/documentUri';
import { uriOfPath } from '../fixtures/analyse';
import { describeWorkspace } from './describe';

/** Variants of blocks: a file is a row of places, each with one of its variants. */
const places: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '/live/main.tf': [
    [
      'variable "cidrs" {\n  type    = list(string)\n  default = ["10.0.0.0/8"]\n}\nvariable "on" { default = true }',
      'variable "cidrs" {}\nvariable "on" {}',
    ],
    [
      'module "net" {\n  source = "../modules/net"\n}',
      'module "net" {\n  source = "../modules/nowhere"\n}',
      'module "net" {\n  source = "terraform-aws-modules/vpc/aws"\n}',
      'module "net" {\n  source = "../modules/net"',
    ],
    [
      'module "api" {\n  source = "../modules/api"\n  vpc_id = module.net.vpc_id\n  cidrs  = var.cidrs\n}',
      'module "api" {\n  source   = "../modules/api"\n  for_each = toset(["a", "b"])\n  vpc_id   = module.net.vpc_id\n  cidrs    = var.cidrs\n}',
      'module "api" {\n  source = "../modules/api"\n  count  = var.on ? 1 : 0\n  vpc_id = module.net.vpc_id\n}',
      '',
    ],
    [
      'resource "aws_security_group" "db" {\n  name   = "db"\n  vpc_id = module.net.vpc_id\n}',
      'resource "aws_security_group" "db" {\n  name   = "db-${terraform.workspace}"\n  vpc_id = module.net.vpc_id\n  egress {\n    from_port   = 0\n    to_port     = 0\n    protocol    = "-1"\n    cidr_blocks = ["0.0.0.0/0"] # sg-lens: ignore all-traffic-allowed -- outbound\n  }\n}',
      'resource "aws_security_group" "store" {\n  name   = "db"\n  vpc_id = module.net.vpc_id\n}',
      'resource "aws_security_group" "db" {\n  name = "db',
    ],
    [
      'resource "aws_security_group_rule" "db" {\n  type                     = "ingress"\n  from_port                = 5432\n  to_port                  = 5432\n  protocol                 = "tcp"\n  security_group_id        = aws_security_group.db.id\n  source_security_group_id = try(module.api.group_id, module.api["a"].group_id)\n}',
      'resource "aws_security_group_rule" "db" {\n  type              = "ingress"\n  from_port         = 5432\n  to_port           = 5433\n  protocol          = "tcp"\n  security_group_id = aws_security_group.db.id\n  cidr_blocks       = ["203.0.113.7/32"]\n}',
      'resource "aws_security_group_rule" "db" {\n  type              = "ingress"\n  from_port         = 22\n  to_port           = 22\n  protocol          = "tcp"\n  security_group_id = aws_security_group.db.id\n  cidr_blocks       = var.cidrs\n}',
      'resource "aws_security_group_rule" "db" {\n  type              = "ingress"\n  from_port         =\n  to_port           = 22\n  security_group_id = "sg-0123456789abcdef0"',
      '',
    ],
    [
      'resource "aws_db_instance" "db" {\n  engine                 = "postgres"\n  vpc_security_group_ids = [aws_security_group.db.id]\n}',
      'resource "aws_db_instance" "db" {\n  engine                 = "postgres"\n  vpc_security_group_ids = concat([aws_security_group.db.id], var.cidrs)\n  publicly_accessible    = true\n}',
      '# sg-lens: ignore group-not-attached -- elsewhere\n',
      '',
    ],
    [
      'output "db" { value = aws_security_group.db.id }',
      'terraform {\n  backend "s3" {}\n}',
      'resource "aws_ec2_managed_prefix_list" "office" {\n  entry { cidr = "198.51.100.0/24" }\n}',
      'resource "aws_ec2_managed_prefix_list_entry" "more" {\n  prefix_list_id = aws_ec2_managed_prefix_list.office.id\n  cidr           = "0.0.0.0/0"\n}',
      '',
    ],
  ],
  '/live/more.tf': [
    [
      '',
      'resource "aws_ec2_managed_prefix_list" "office" {\n  entry { cidr = "198.51.100.0/24" }\n}',
      'resource "aws_security_group" "db" {\n  name = "moved"\n}',
      'resource "aws_network_interface_sg_attachment" "db" {\n  security_group_id    = aws_security_group.db.id\n  network_interface_id = aws_instance.web.primary_network_interface_id\n}',
    ],
    [
      '',
      'resource "aws_vpc_security_group_ingress_rule" "office" {\n  security_group_id = aws_security_group.db.id\n  prefix_list_id    = aws_ec2_managed_prefix_list.office.id\n  ip_protocol       = "-1"\n}',
      'resource "aws_vpc_security_group_ingress_rule" "office" {\n  security_group_id = aws_security_group.nowhere.id\n  cidr_ipv4         = "10.0.0.1/8"\n  ip_protocol       = "tcp"\n  from_port         = 90\n  to_port           = 80\n}',
      '# sg-lens: ignore invalid-port-range\nresource "aws_vpc_security_group_ingress_rule" "office" {\n  security_group_id = "sg-0123456789abcdef0"\n  cidr_ipv4         = "0.0.0.0/1"\n  ip_protocol       = "tcp"\n  from_port         = 80\n  to_port           = 80\n}',
    ],
    [
      '',
      'resource "aws_instance" "web" {\n  vpc_security_group_ids = [aws_security_group.db.id]\n  subnet_id              = module.net.subnet_id\n}',
    ],
  ],
  '/modules/net/main.tf': [
    [
      'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}',
      'resource "aws_vpc" "main" {\n  cidr_block = "10.1.0.0/16"\n}',
      '',
    ],
    [
      'resource "aws_subnet" "a" {\n  vpc_id     = aws_vpc.main.id\n  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, 1)\n}',
      '',
    ],
    ['output "vpc_id" { value = aws_vpc.main.id }', 'output "vpc_id" { value = aws_vpc.main', ''],
    ['output "subnet_id" { value = aws_subnet.a.id }', ''],
    [
      'resource "aws_internet_gateway" "main" {\n  vpc_id = aws_vpc.main.id\n}\nresource "aws_route_table" "a" {\n  vpc_id = aws_vpc.main.id\n  route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.main.id\n  }\n}',
      'resource "aws_route_table" "a" {\n  vpc_id = aws_vpc.main.id\n}',
      'resource "aws_route_table" "a" {\n  vpc_id = aws_vpc.main.id\n  route {',
      '',
    ],
    [
      'resource "aws_route_table_association" "a" {\n  subnet_id      = aws_subnet.a.id\n  route_table_id = aws_route_table.a.id\n}',
      'resource "aws_main_route_table_association" "a" {\n  vpc_id         = aws_vpc.main.id\n  route_table_id = aws_route_table.a.id\n}',
      'resource "aws_route" "a" {\n  route_table_id         = aws_vpc.main.main_route_table_id\n  destination_cidr_block = "0.0.0.0/0"\n  gateway_id             = "igw-0123456789abcdef0"\n}',
      'data "aws_vpc" "other" {\n  id = "vpc-0123456789abcdef0"\n}\nresource "aws_vpc_peering_connection" "other" {\n  vpc_id      = aws_vpc.main.id\n  peer_vpc_id = "vpc-0123456789abcdef0"\n}',
      '',
    ],
    [
      'resource "aws_network_acl" "a" {\n  vpc_id     = aws_vpc.main.id\n  subnet_ids = [aws_subnet.a.id]\n  ingress {\n    rule_no    = 100\n    action     = "allow"\n    protocol   = "-1"\n    cidr_block = "10.0.0.0/8"\n  }\n}',
      'resource "aws_network_acl_rule" "a" {\n  network_acl_id = aws_vpc.main.default_network_acl_id\n  rule_number    = 50\n  rule_action    = "deny"\n  protocol       = "tcp"\n  from_port      = 443\n  to_port        = 443\n  cidr_block     = "0.0.0.0/0"\n}',
      '',
    ],
  ],
  '/modules/api/main.tf': [
    ['variable "vpc_id" {}\nvariable "cidrs" { default = ["0.0.0.0/0"] }', 'variable "vpc_id" {}'],
    [
      'resource "aws_security_group" "api" {\n  vpc_id = var.vpc_id\n  dynamic "ingress" {\n    for_each = var.cidrs\n    content {\n      from_port   = 443\n      to_port     = 443\n      protocol    = "tcp"\n      cidr_blocks = [ingress.value]\n    }\n  }\n  egress {\n    from_port   = 0\n    to_port     = 0\n    protocol    = "-1"\n    cidr_blocks = ["10.0.0.0/8"]\n  }\n}',
      'resource "aws_security_group" "api" {\n  vpc_id = var.vpc_id\n  ingress {\n    from_port   = 443\n    to_port     = 443\n    protocol    = "tcp"\n    self        = true\n    cidr_blocks = ["10.0.0.0/33", "10.0.0.0/8"]\n  }\n  ingress {\n    from_port   = 443\n    to_port     = 443\n    protocol    = "tcp"\n    cidr_blocks = ["10.0.0.0/8"]\n  }\n}',
      'resource "aws_security_group" "api" {\n  count = 2\n}',
    ],
    [
      'output "group_id" { value = aws_security_group.api.id }',
      'output "group_id" { value = aws_security_group.api[0].id }',
      '',
    ],
  ],
  '/live/terraform.tfvars': [
    ['cidrs = ["0.0.0.0/0"]', 'cidrs = []', 'cidrs = [', ''],
    ['on = false', ''],
  ],
  '/live/env/prod.tfvars': [['cidrs = ["10.2.0.0/16"]', 'cidrs = ["0.0.0.0/0", "10.2.0.0/16"]', '']],
  '/live/env/staging.tfvars': [['cidrs = ["203.0.113.9/32"]', 'on = true']],
  '/other/main.tf': [
    [
      'module "api" {\n  source = "../modules/api"\n  vpc_id = "vpc-1"\n}',
      'locals { nothing = 1 }',
      'module "live" {\n  source = "../live"\n}',
    ],
  ],
  '/live/.terraform/modules/modules.json': [
    [
      '{"Modules":[]}',
      '{"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"net","Source":"registry.terraform.io/terraform-aws-modules/vpc/aws","Dir":"../modules/net"}]}',
      '{"Modules":[',
    ],
  ],
};

const paths = Object.keys(places);
const slots = Object.entries(places).flatMap(([path, choices]) =>
  choices.map((_, index) => ({ path, index })),
);

const settingsVariants: readonly Partial<AnalysisSettings>[] = [
  {},
  { severities: new Map([['group-not-attached', 'off']]) },
  { severities: new Map([['ingress-open-to-internet', 'hint']]) },
  { environment: 'prod' },
  { workspaceName: 'blue' },
  { variables: new Map([['cidrs', '["192.0.2.0/24"]']]) },
  { variableFiles: ['env/staging.tfvars'] },
];

type Edit =
  | { readonly kind: 'block'; readonly slot: number; readonly variant: number }
  | { readonly kind: 'padding'; readonly path: number; readonly lines: number }
  | { readonly kind: 'cut'; readonly path: number; readonly at: number }
  | { readonly kind: 'text'; readonly path: number; readonly from: string; readonly to: string }
  | { readonly kind: 'remove' | 'swap'; readonly path: number }
  | { readonly kind: 'settings'; readonly variant: number }
  | { readonly kind: 'base' };

const path = fc.nat(paths.length - 1);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ kind: fc.constant('block'), slot: fc.nat(slots.length - 1), variant: fc.nat(5) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('padding'), path, lines: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cut'), path, at: fc.nat(100) }) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        ['443', '22'],
        ['5432', '0'],
        ['10.', '11.'],
        ['/8', '/0'],
        ['"api"', '"app"'],
        ['\n', '\r\n'],
      )
      .chain(([from = '', to = '']) =>
        fc.record({ kind: fc.constant('text'), path, from: fc.constant(from), to: fc.constant(to) }),
      ),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('remove', 'swap'), path }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('settings'), variant: fc.nat(settingsVariants.length - 1) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('base') }) },
);

/** What a workspace is given from outside; `apply` changes it as an edit would, and says to the workspace what changed. */
interface State {
  readonly chosen: Map<string, number>;
  readonly files: Map<string, string>;
  settings: AnalysisSettings;
  base: ReadonlyMap<string, string> | undefined;
}

function textOf(path: string, chosen: ReadonlyMap<string, number>): string {
  const parts = (places[path] ?? []).map(
    (variants, index) => variants[(chosen.get(`${path}${String(index)}`) ?? 0) % variants.length] ?? '',
  );
  return parts.join('\n\n') + '\n';
}

function apply(edit: Edit, state: State, workspace: Workspace): void {
  const { files } = state;
  const write = (path: string, text: string): void => {
    files.set(path, text);
    workspace.setFile(uriOfPath(path), text);
  };
  switch (edit.kind) {
    case 'block': {
      const { path, index } = slots[edit.slot] ?? { path: '', index: 0 };
      state.chosen.set(`${path}${String(index)}`, edit.variant);
      write(path, textOf(path, state.chosen));
      return;
    }
    case 'settings':
      state.settings = { ...defaultSettings, ...settingsVariants[edit.variant] };
      workspace.configure(state.settings);
      return;
    case 'base':
      state.base = new Map(files);
      workspace.setBase(baseOf(state.base));
      return;
    default:
  }
  const path = paths[edit.path] ?? '';
  const text = files.get(path);
  if (text === undefined) return;
  switch (edit.kind) {
    case 'padding':
      write(path, '# padding\n'.repeat(edit.lines) + text);
      return;
    case 'cut':
      write(path, text.slice(0, Math.floor((text.length * edit.at) / 100)));
      return;
    case 'text':
      write(path, text.replaceAll(edit.from, edit.to));
      return;
    case 'swap':
      // As when an editor saves by replacing the file.
      workspace.removeFile(uriOfPath(path));
      workspace.setFile(uriOfPath(path), text);
      return;
    case 'remove':
      files.delete(path);
      workspace.removeFile(uriOfPath(path));
  }
}

function baseOf(texts: ReadonlyMap<string, string>): Parameters<Workspace['setBase']>[0] {
  return { label: 'HEAD', files: Array.from(texts, ([path, text]) => [uriOfPath(path), text] as const) };
}

function open({ files, settings, base }: State): Workspace {
  const workspace = createWorkspace({
    folders: [documentUri('file:///workspace')],
    settings,
    onDefect: (where, error) => {
      throw new Error(`defect in ${where}`, { cause: error });
    },
  });
  // In another order than the edits brought them.
  for (const path of [...files.keys()].sort()) workspace.setFile(uriOfPath(path), files.get(path) ?? '');
  if (base !== undefined) workspace.setBase(baseOf(base));
  return workspace;
}

describe('a workspace after edits', () => {
  it('says what a fresh one says of the same texts, settings and base', () => {
    let compared = 0;
    const withFindings = new Set<string>();
    const step = fc.record({ edit, look: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 25, maxLength: 25 }), (steps) => {
        const state: State = {
          chosen: new Map(),
          files: new Map(paths.map((path) => [path, textOf(path, new Map())])),
          settings: defaultSettings,
          base: undefined,
        };
        const live = open(state);
        steps.forEach(({ edit, look }, index) => {
          apply(edit, state, live);
          // Sometimes nothing is asked between two edits, or only a part: the rest stays stale meanwhile.
          if (look === 1) live.roots()[0]?.root.model();
          if (look === 0 && index < steps.length - 1) return;
          const cold = open(state);
          assert.deepEqual(describeWorkspace(live), describeWorkspace(cold));
          compared++;
          for (const { finding } of cold.findings()) withFindings.add(finding.code);
        });
      }),
      { numRuns: 40 },
    );
    assert.ok(compared >= 400, `${String(compared)} comparisons`);
    for (const code of ['ingress-open-to-internet', 'reachability-removed', 'module-not-installed']) {
      assert.ok(withFindings.has(code), `${code} never came up`);
    }
  });
});
