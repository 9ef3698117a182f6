import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ProjectRoot } from '../../server/src/analysis/project';
import type { Workspace } from '../../server/src/analysis/workspace';
import { renderValue } from '../../server/src/evaluation/render';
import { hoverAt } from '../../server/src/features/hover';
import { pathOfUri, uriOfPath } from '../fixtures/analyse';
import { describeWorkspace } from './describe';
import type { Texts } from './open';
import { contextTexts, findingTexts, openWorkspace, placeText, setBase } from './open';

/** A group that a unit opens to what it is given. */
const module = `variable "cidrs" {
  type    = list(string)
  default = ["10.0.0.0/8"]
}
variable "name" {
  type    = string
  default = "none"
}
resource "aws_security_group" "db" {
  name = var.name
}
resource "aws_vpc_security_group_ingress_rule" "db" {
  for_each          = toset(var.cidrs)
  security_group_id = aws_security_group.db.id
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}
output "group" {
  value = aws_security_group.db.id
}
output "cidrs" {
  value = var.cidrs
}
`;

const source = 'terraform {\n  source = "../../modules//db"\n}\n';
const rootInclude = 'include "root" {\n  path   = find_in_parent_folders("root.hcl")\n  expose = true\n}\n';

function open(texts: Texts): Workspace {
  return openWorkspace({ '/modules/db/main.tf': module, ...texts });
}

function rootAt(workspace: Workspace, path: string): ProjectRoot {
  const found = workspace.roots().find(({ root }) => pathOfUri(root.directory) === path);
  assert.ok(found !== undefined, `no root ${path}`);
  return found.root;
}

function variable(workspace: Workspace, path: string, name: string): string {
  return renderValue(rootAt(workspace, path).evaluation.root.variable(name), 200);
}

function cidrs(workspace: Workspace, path = '/live/db'): string {
  return variable(workspace, path, 'cidrs');
}

function roots(workspace: Workspace): string[] {
  return workspace.roots().map(({ root }) => pathOfUri(root.directory));
}

/** What an expression is, written as an input of the unit /live/db of a fixture. */
function evaluated(expression: string, more: Texts = {}): string {
  const workspace = open({
    '/modules/db/value.tf': 'variable "value" { type = any }\n',
    '/live/db/terragrunt.hcl': `${source}inputs = {\n  value = ${expression}\n}\n`,
    ...more,
  });
  return variable(workspace, '/live/db', 'value');
}

describe('Terragrunt units', () => {
  it('analyses the module of a unit with its inputs, and not with its defaults', () => {
    const workspace = open({
      '/live/db/terragrunt.hcl': `${source}inputs = {\n  cidrs = ["0.0.0.0/0"]\n}\n`,
    });
    assert.deepEqual(roots(workspace), ['/live/db']);
    const [finding, ...others] = workspace.findings();
    assert.deepEqual(others, []);
    assert.equal(finding?.finding.certainty, 'certain');
    assert.equal(finding.finding.code, 'sensitive-port-exposed');
    assert.deepEqual(contextTexts(finding), ['/live/db']);
    assert.deepEqual(
      finding.related.map((each) => placeText(each)),
      ['/live/db/terragrunt.hcl:5'],
    );
  });

  it('merges the findings of units that share a module', () => {
    const unit = `${source}inputs = {\n  cidrs = ["0.0.0.0/0"]\n}\n`;
    const workspace = open({ '/live/db/terragrunt.hcl': unit, '/live/other/terragrunt.hcl': unit });
    assert.deepEqual(roots(workspace), ['/live/db', '/live/other']);
    const contexts = workspace.findings().flatMap(contextTexts);
    assert.deepEqual(contexts.sort(), ['/live/db', '/live/other']);
  });

  it('takes values from a parent that reads a file near the unit', () => {
    const workspace = open({
      '/live/root.hcl':
        'locals {\n  env = read_terragrunt_config(find_in_parent_folders("env.hcl"))\n}\n' +
        'inputs = merge(local.env.locals, { cidrs = ["192.0.2.0/24"] })\n',
      '/live/prod/env.hcl': 'locals {\n  name = "prod"\n}\n',
      '/live/prod/db/terragrunt.hcl': `${rootInclude}terraform {\n  source = "../../../modules//db"\n}\ninputs = {\n  cidrs = [include.root.locals.env.locals.name == "prod" ? "10.1.0.0/16" : "10.2.0.0/16"]\n}\n`,
    });
    assert.equal(variable(workspace, '/live/prod/db', 'name'), '"prod"');
    assert.equal(cidrs(workspace, '/live/prod/db'), '["10.1.0.0/16"]');
  });

  it('replaces inputs in a shallow merge and joins them in a deep one', () => {
    const texts = (strategy: string): Texts => ({
      '/live/root.hcl': 'inputs = {\n  cidrs = ["10.1.0.0/16"]\n  name  = "root"\n}\n',
      '/live/db/terragrunt.hcl': `include "root" {\n  path = find_in_parent_folders("root.hcl")\n${strategy}}\n${source}inputs = {\n  cidrs = ["10.2.0.0/16"]\n}\n`,
    });
    const shallow = open(texts(''));
    assert.equal(cidrs(shallow), '["10.2.0.0/16"]');
    assert.equal(variable(shallow, '/live/db', 'name'), '"root"');
    assert.equal(cidrs(open(texts('  merge_strategy = "deep"\n'))), '["10.1.0.0/16", "10.2.0.0/16"]');
    const apart = open(texts('  merge_strategy = "no_merge"\n'));
    assert.equal(variable(apart, '/live/db', 'name'), '"none"');
  });

  it('lets a later include win over an earlier one, and the unit over both', () => {
    const workspace = open({
      '/live/first.hcl': 'inputs = {\n  name  = "first"\n  cidrs = ["10.1.0.0/16"]\n}\n',
      '/live/second.hcl': 'inputs = {\n  name  = "second"\n  cidrs = ["10.2.0.0/16"]\n}\n',
      '/live/db/terragrunt.hcl': `include "first" {\n  path = "../first.hcl"\n}\ninclude "second" {\n  path = "../second.hcl"\n}\n${source}inputs = {\n  cidrs = ["10.3.0.0/16"]\n}\n`,
    });
    assert.equal(variable(workspace, '/live/db', 'name'), '"second"');
    assert.equal(cidrs(workspace), '["10.3.0.0/16"]');
  });

  it('knows an include without a label, and the file that is looked for without a name', () => {
    const workspace = open({
      '/live/terragrunt.hcl': 'locals {\n  name = "parent"\n}\n',
      '/live/db/terragrunt.hcl': `include {\n  path   = find_in_parent_folders()\n  expose = true\n}\n${source}inputs = {\n  name = include.locals.name\n}\n`,
    });
    assert.deepEqual(roots(workspace), ['/live/db']);
    assert.equal(variable(workspace, '/live/db', 'name'), '"parent"');
  });

  it('does not take a file that units include for a unit, though it names a source', () => {
    const workspace = open({
      '/live/terragrunt.hcl':
        'terraform {\n  source = "${path_relative_from_include()}/../modules//${path_relative_to_include()}"\n}\n',
      '/live/db/terragrunt.hcl': 'include {\n  path = find_in_parent_folders()\n}\n',
    });
    assert.deepEqual(roots(workspace), ['/live/db']);
    assert.equal(rootAt(workspace, '/live/db').evaluation.root.declarations().resources.size, 2);
  });

  it('takes a directory with both terragrunt.hcl and a module for a unit', () => {
    const workspace = openWorkspace({
      '/live/db/main.tf': module,
      '/live/db/terragrunt.hcl': 'inputs = {\n  cidrs = ["10.3.0.0/16"]\n}\n',
    });
    assert.deepEqual(roots(workspace), ['/live/db']);
    assert.equal(cidrs(workspace), '["10.3.0.0/16"]');
  });

  it('lays the files of a unit over its module', () => {
    const workspace = open({
      '/live/db/extra.tf': 'resource "aws_security_group" "more" {\n  name = "more"\n}\n',
      '/live/db/terragrunt.hcl': source,
    });
    assert.deepEqual(roots(workspace), ['/live/db']);
    assert.equal(rootAt(workspace, '/live/db').model().groups.size, 2);
  });

  it('says may where a value is a mock of a dependency that is not here', () => {
    const workspace = open({
      '/live/db/terragrunt.hcl': `${source}dependency "net" {\n  config_path  = "../net"\n  mock_outputs = {\n    cidr = "0.0.0.0/0"\n  }\n}\ninputs = {\n  cidrs = [dependency.net.outputs.cidr]\n}\n`,
    });
    const certainties = workspace.findings().map(({ finding }) => `${finding.code} ${finding.certainty}`);
    assert.deepEqual(certainties, ['sensitive-port-exposed possible']);
    assert.match(workspace.findings()[0]?.finding.message ?? '', /may/);
  });

  it('takes mocks for the outputs where the outputs are skipped', () => {
    const unit = (more: string): string =>
      `${source}dependency "net" {\n  config_path  = "../net"\n${more}  mock_outputs = {\n    cidr = "10.9.0.0/16"\n  }\n}\ninputs = {\n  cidrs = [dependency.net.outputs.cidr]\n}\n`;
    assert.equal(
      cidrs(open({ '/live/db/terragrunt.hcl': unit('  skip_outputs = true\n') })),
      '["10.9.0.0/16"]',
    );
    assert.equal(cidrs(open({ '/live/db/terragrunt.hcl': unit('  enabled = false\n') })), '["10.9.0.0/16"]');
  });

  it('gives the outputs of a unit that is here, and not its mocks', () => {
    const workspace = open({
      '/live/net/terragrunt.hcl': `${source}inputs = {\n  cidrs = ["10.7.0.0/16"]\n}\n`,
      '/live/db/terragrunt.hcl': `${source}dependency "net" {\n  config_path  = "../net"\n  mock_outputs = {\n    cidrs = ["0.0.0.0/0"]\n  }\n}\ninputs = {\n  cidrs = dependency.net.outputs.cidrs\n}\n`,
    });
    assert.equal(cidrs(workspace), '["10.7.0.0/16"]');
    assert.deepEqual(findingTexts(workspace), []);
  });

  it('knows a group of another unit by that unit', () => {
    const workspace = open({
      '/modules/api/main.tf':
        'variable "source_group" { type = string }\nresource "aws_security_group" "db" {}\nresource "aws_vpc_security_group_ingress_rule" "db" {\n  security_group_id            = aws_security_group.db.id\n  referenced_security_group_id = var.source_group\n  ip_protocol                  = "tcp"\n  from_port                    = 5432\n  to_port                      = 5432\n}\noutput "group" {\n  value = aws_security_group.db.id\n}\n',
      '/live/net/terragrunt.hcl': source,
      '/live/api/terragrunt.hcl':
        'terraform {\n  source = "../../modules//api"\n}\ndependency "net" {\n  config_path = "../net"\n}\ninputs = {\n  source_group = dependency.net.outputs.group\n}\n',
    });
    assert.match(
      variable(workspace, '/live/api', 'source_group'),
      /\(live\/net\)\.aws_security_group\.db\.id/,
    );
    assert.deepEqual(findingTexts(workspace), []);
  });

  it('lets variable files beside the module and the unit win over inputs', () => {
    const unit = `${source}inputs = {\n  cidrs = ["10.1.0.0/16"]\n  name  = "inputs"\n}\n`;
    const ofModule = open({
      '/live/db/terragrunt.hcl': unit,
      '/modules/db/terraform.tfvars': 'cidrs = ["10.2.0.0/16"]\n',
    });
    assert.equal(cidrs(ofModule), '["10.2.0.0/16"]');
    assert.equal(variable(ofModule, '/live/db', 'name'), '"inputs"');
    const ofUnit = open({ '/live/db/terragrunt.hcl': unit, '/live/db/a.auto.tfvars': 'name = "auto"\n' });
    assert.equal(variable(ofUnit, '/live/db', 'name'), '"auto"');
  });

  it('reads the variable files and variables of extra arguments, the last one winning', () => {
    const workspace = open({
      '/live/common.tfvars': 'cidrs = ["10.5.0.0/16"]\nname = "common"\n',
      '/live/db/terragrunt.hcl': `terraform {\n  source = "../../modules//db"\n  extra_arguments "vars" {\n    commands           = get_terraform_commands_that_need_vars()\n    required_var_files = ["\${get_terragrunt_dir()}/../common.tfvars"]\n    optional_var_files = ["\${get_terragrunt_dir()}/none.tfvars"]\n  }\n  extra_arguments "last" {\n    commands  = ["plan"]\n    arguments = ["-lock=false", "-var", "name=last"]\n  }\n  extra_arguments "other" {\n    commands  = ["init"]\n    arguments = ["-var=name=init"]\n  }\n}\ninputs = {\n  cidrs = ["10.1.0.0/16"]\n}\n`,
      '/modules/db/terraform.tfvars': 'cidrs = ["10.2.0.0/16"]\n',
    });
    assert.equal(cidrs(workspace), '["10.5.0.0/16"]');
    assert.equal(variable(workspace, '/live/db', 'name'), '"last"');
  });

  it('is sure of nothing that a variable file which is not known may set', () => {
    const workspace = open({
      '/live/db/terragrunt.hcl': `terraform {\n  source = "../../modules//db"\n  extra_arguments "vars" {\n    commands           = ["plan"]\n    required_var_files = [get_env("FILE")]\n  }\n}\ninputs = {\n  cidrs = ["0.0.0.0/0"]\n}\n`,
    });
    assert.deepEqual(
      workspace.findings().map(({ finding }) => finding.certainty),
      ['possible'],
    );
  });

  it('never runs a command: what it would give is unknown, with the reason', () => {
    assert.equal(evaluated('run_cmd("sh", "-c", "touch /tmp/x")'), '(not evaluated: run_cmd())');
    assert.equal(evaluated('sops_decrypt_file("secrets.yaml")'), '(not evaluated: sops_decrypt_file())');
    assert.equal(evaluated('get_aws_account_id()'), '(not evaluated: get_aws_account_id())');
  });

  it('reads no environment variable: the default is what the value may be', () => {
    const workspace = open({
      '/live/db/terragrunt.hcl': `${source}inputs = {\n  cidrs = [get_env("OFFICE", "0.0.0.0/0")]\n}\n`,
    });
    assert.deepEqual(
      workspace.findings().map(({ finding }) => finding.certainty),
      ['possible'],
    );
    const unset = open({
      '/live/db/terragrunt.hcl': `${source}inputs = {\n  cidrs = [get_env("OFFICE")]\n}\n`,
    });
    assert.deepEqual(findingTexts(unset), []);
  });

  it('computes what looks at places', () => {
    const more = {
      '/root.hcl':
        'inputs = {\n  to   = path_relative_to_include()\n  from = path_relative_from_include()\n  up   = get_parent_terragrunt_dir()\n  here = get_terragrunt_dir()\n}\n',
      '/live/common.hcl':
        'locals {\n  here     = get_terragrunt_dir()\n  original = get_original_terragrunt_dir()\n}\n',
    };
    assert.equal(evaluated('get_terragrunt_dir()'), '"/workspace/live/db"');
    assert.equal(evaluated('find_in_parent_folders("root.hcl")', more), '"/workspace/root.hcl"');
    assert.equal(evaluated('find_in_parent_folders("none.hcl", "else.hcl")'), '"else.hcl"');
    assert.match(evaluated('find_in_parent_folders("none.hcl")'), /^\(error: .*no folder above holds none/);
    assert.equal(evaluated('get_repo_root()'), '"/workspace"');
    assert.equal(evaluated('get_path_from_repo_root()'), '"live/db"');
    assert.equal(evaluated('get_path_to_repo_root()'), '"../.."');
    const common = 'read_terragrunt_config("../common.hcl").locals';
    assert.equal(evaluated(`${common}.here`, more), '"/workspace/live"');
    assert.equal(evaluated(`${common}.original`, more), '"/workspace/live/db"');
    assert.equal(evaluated('read_terragrunt_config("../none.hcl", { a = 1 }).a'), '1');
    const included = open({
      ...more,
      '/modules/db/more.tf': ['to', 'from', 'up', 'here'].map((name) => `variable "${name}" {}\n`).join(''),
      '/live/db/terragrunt.hcl': `${rootInclude}${source}`,
    });
    assert.deepEqual(
      ['to', 'from', 'up', 'here'].map((name) => variable(included, '/live/db', name)),
      ['"live/db"', '"../.."', '"/workspace"', '"/workspace/live/db"'],
    );
  });

  it('reads the values of a variable file, and those that a stack writes beside the unit', () => {
    const more = {
      '/live/common.tfvars': 'a = 1\n',
      '/live/db/terragrunt.values.hcl': 'size = "small"\n',
    };
    assert.equal(evaluated('jsondecode(read_tfvars_file("../common.tfvars")).a', more), '1');
    assert.equal(evaluated('values.size', more), '"small"');
  });

  it('gives a variable without a type the text that stands in the environment', () => {
    const workspace = open({
      '/modules/db/more.tf':
        'variable "untyped" {}\nvariable "null" {\n  type    = string\n  default = "x"\n}\n',
      '/live/db/terragrunt.hcl': `${source}inputs = {\n  untyped = ["a"]\n  null    = null\n}\n`,
    });
    assert.equal(variable(workspace, '/live/db', 'untyped'), String.raw`"[\"a\"]"`);
    assert.equal(variable(workspace, '/live/db', 'null'), 'null');
  });

  it('says once that the source of a unit is not fetched, and reads it where it is', () => {
    const unit =
      'terraform {\n  source = "git::https://example.com/modules.git//db?ref=v1"\n}\ninputs = {\n  cidrs = ["0.0.0.0/0"]\n}\n';
    const absent = open({ '/live/db/terragrunt.hcl': unit });
    assert.deepEqual(findingTexts(absent), ['module-not-installed /live/db/terragrunt.hcl:2']);
    const cached = open({
      '/live/db/terragrunt.hcl': unit,
      '/live/db/.terragrunt-cache/aaa/bbb/db/main.tf': module,
      '/live/db/.terragrunt-cache/aaa/bbb/other/main.tf': module,
    });
    assert.deepEqual(roots(cached), ['/live/db', '/modules/db']);
    assert.deepEqual(findingTexts(cached), [
      'sensitive-port-exposed /live/db/.terragrunt-cache/aaa/bbb/db/main.tf:15',
    ]);
  });

  it('finds a module by an absolute path, and says where there is none', () => {
    const by = (path: string): Workspace =>
      open({ '/live/db/terragrunt.hcl': `terraform {\n  source = "${path}"\n}\n` });
    assert.deepEqual(findingTexts(by('${get_repo_root()}/modules//db')), []);
    assert.deepEqual(findingTexts(by('${get_repo_root()}/modules//none')), [
      'module-not-installed /live/db/terragrunt.hcl:2',
    ]);
    assert.match(by('${run_cmd("x")}').findings()[0]?.finding.message ?? '', /not known \(run_cmd\(\)\)/);
  });

  it('tells of units that depend on each other in a circle, and ends', () => {
    const unit = (other: string): string =>
      `${source}dependency "other" {\n  config_path = "../${other}"\n}\ninputs = {\n  cidrs = dependency.other.outputs.cidrs\n}\n`;
    const workspace = open({ '/live/a/terragrunt.hcl': unit('b'), '/live/b/terragrunt.hcl': unit('a') });
    assert.deepEqual(findingTexts(workspace), [
      'terragrunt-problem /live/a/terragrunt.hcl:5',
      'terragrunt-problem /live/b/terragrunt.hcl:5',
    ]);
    assert.match(cidrs(workspace, '/live/a'), /refers to itself|known after apply/);
  });

  it('tells of files that include each other, and of files that read each other nothing is known', () => {
    const workspace = open({
      '/live/a.hcl': 'include "b" {\n  path = "../b.hcl"\n}\n',
      '/live/b.hcl': 'include "a" {\n  path = "../a.hcl"\n}\n',
      '/live/c.hcl': 'locals {\n  d = read_terragrunt_config("d.hcl")\n}\n',
      '/live/d.hcl': 'locals {\n  c = read_terragrunt_config("c.hcl")\n}\n',
      '/live/db/terragrunt.hcl': `include "a" {\n  path = "../a.hcl"\n}\n${source}inputs = {\n  name = read_terragrunt_config("../c.hcl").locals.d.locals.c.locals.d\n}\n`,
    });
    assert.deepEqual(findingTexts(workspace), ['terragrunt-problem /live/db/terragrunt.hcl:2']);
    assert.match(variable(workspace, '/live/db', 'name'), /^\(/);
  });

  it('keeps to what can be read while a unit is being typed', () => {
    const workspace = open({
      '/live/db/terragrunt.hcl': `${source}inputs = {\n  cidrs = ["0.0.0.0/0"\n  name = \n`,
      '/live/other/terragrunt.hcl': `${source}inputs = {\n  cidrs = ["0.0.0.0/0"]\n}\n`,
    });
    assert.deepEqual(roots(workspace), ['/live/db', '/live/other']);
    assert.deepEqual(
      workspace.findings().filter((each) => contextTexts(each).includes('/live/other')).length,
      1,
    );
    assert.ok((workspace.project.store.tree(uriOfPath('/live/db/terragrunt.hcl'))?.problems.length ?? 0) > 0);
  });

  it('reviews an edit of a file that a unit includes or reads', () => {
    const texts = (cidr: string): Texts => ({
      '/modules/db/main.tf': module,
      '/live/root.hcl': `inputs = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals\n`,
      '/live/env.hcl': `locals {\n  cidrs = ["${cidr}"]\n}\n`,
      '/live/db/terragrunt.hcl': `${rootInclude}${source}`,
    });
    const workspace = openWorkspace(texts('10.1.0.0/16'));
    setBase(workspace, texts('10.2.0.0/16'));
    const [analysis] = workspace.roots();
    assert.ok((analysis?.comparison()?.lost.length ?? 0) > 0);
    assert.ok((analysis?.edits()?.lost.length ?? 0) > 0);
  });

  it('tolerates what it does not need', () => {
    const workspace = open({
      '/live/terragrunt.stack.hcl': 'unit "db" {\n  source = "../units/db"\n  path = "db"\n}\n',
      '/live/db/terragrunt.hcl': `${source}skip = true\niam_role = "arn:aws:iam::1:role/x"\nexclude {\n  if = true\n  actions = ["all"]\n}\ngenerate "provider" {\n  path      = "provider.tf"\n  if_exists = "overwrite"\n  contents  = "provider \\"aws\\" {}"\n}\nfeature "x" {\n  default = "a"\n}\ndependencies {\n  paths = ["../net"]\n}\ninputs = {\n  name = feature.x.value\n}\n`,
    });
    assert.deepEqual(findingTexts(workspace), []);
    assert.match(variable(workspace, '/live/db', 'name'), /feature\.x/);
  });

  it('names the unit in the hover of a rule of its module', () => {
    const unit = (cidr: string): string => `${source}inputs = {\n  cidrs = ["${cidr}"]\n}\n`;
    const workspace = open({
      '/live/a/terragrunt.hcl': unit('10.1.0.0/16'),
      '/live/b/terragrunt.hcl': unit('10.2.0.0/16'),
    });
    const uri = uriOfPath('/modules/db/main.tf');
    const markdown = hoverAt(workspace, uri, module.indexOf('from_port'))?.markdown ?? '';
    assert.match(markdown, /live\/a/);
    assert.match(markdown, /live\/b/);
  });

  it('says after any edits what a fresh start says', () => {
    const unit = (inputs: string): string =>
      `${rootInclude}dependency "net" {\n  config_path = "../net"\n  mock_outputs = {\n    cidrs = ["10.8.0.0/16"]\n  }\n}\n${source}inputs = {\n${inputs}}\n`;
    const variants: Readonly<Record<string, readonly (string | undefined)[]>> = {
      '/live/root.hcl': [
        'locals {\n  env = read_terragrunt_config(find_in_parent_folders("env.hcl"))\n}\ninputs = local.env.locals\n',
        'inputs = {\n  cidrs = ["0.0.0.0/0"]\n}\n',
        'include "up" {\n  path = "../none.hcl"\n}\n',
        undefined,
      ],
      '/live/env.hcl': [
        'locals {\n  cidrs = ["198.51.100.0/24"]\n}\n',
        'locals {\n  cidrs = [get_env("A", "0.0.0.0/0")]\n',
        undefined,
      ],
      '/live/net/terragrunt.hcl': [
        `${source}inputs = {\n  cidrs = ["10.7.0.0/16"]\n}\n`,
        `${source}dependency "db" {\n  config_path = "../db"\n}\ninputs = {\n  cidrs = dependency.db.outputs.cidrs\n}\n`,
        'inputs = {}\n',
        undefined,
      ],
      '/live/db/terragrunt.hcl': [
        unit(''),
        unit('  cidrs = dependency.net.outputs.cidrs\n'),
        unit('  cidrs = include.root.inputs.cidrs\n'),
        'terraform {\n  source = "../../modules/none"\n}\n',
        `# moved\n\n${unit('  cidrs = ["0.0.0.0/0"]\n')}`,
        undefined,
      ],
      '/live/db/terraform.tfvars': [undefined, 'cidrs = ["10.4.0.0/16"]\n'],
      '/modules/db/main.tf': [module, module.replace('22', '2'), undefined],
    };
    const paths = Object.keys(variants);
    const edit = fc.record({ path: fc.constantFrom(...paths), variant: fc.nat(5) });
    fc.assert(
      fc.property(
        fc.array(fc.record({ edit, look: fc.boolean() }), { minLength: 1, maxLength: 12 }),
        (steps) => {
          const texts = new Map(
            paths.flatMap((path) => {
              const text = variants[path]?.[0];
              return text === undefined ? [] : [[path, text] as const];
            }),
          );
          const workspace = openWorkspace(Object.fromEntries(texts));
          for (const { edit: made, look } of steps) {
            const choices = variants[made.path] ?? [];
            const text = choices[made.variant % choices.length];
            if (text === undefined) {
              texts.delete(made.path);
              workspace.removeFile(uriOfPath(made.path));
            } else {
              texts.set(made.path, text);
              workspace.setFile(uriOfPath(made.path), text);
            }
            if (look) workspace.findings();
          }
          const fresh = openWorkspace(Object.fromEntries(texts));
          assert.deepEqual(describeWorkspace(workspace), describeWorkspace(fresh));
        },
      ),
      { numRuns: 150 },
    );
  });
});
