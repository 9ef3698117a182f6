import assert from 'node:assert/strict';
import { detectEnvironments } from '../../server/src/configuration/environments';
import { moduleFiles } from '../../server/src/configuration/moduleFiles';
import {
  parseModuleManifest,
  parseModuleSource,
  resolveModuleSource,
} from '../../server/src/configuration/moduleSources';
import { readDeclarations } from '../../server/src/configuration/readDeclarations';
import { readModule } from '../../server/src/configuration/readModule';
import { findRoots, isIgnoredDirectory } from '../../server/src/configuration/roots';
import {
  chooseVariables,
  defaultVariableFiles,
  isVariableFile,
  readVariableFile,
} from '../../server/src/configuration/variableFiles';
import { anchorOfItem } from '../../server/src/configuration/declarations';
import type { ModuleDeclarations } from '../../server/src/configuration/declarations';
import { childModule, rootModule } from '../../server/src/configuration/address';
import type { DocumentUri } from '../../server/src/source/documentUri';
import { documentUri } from '../../server/src/source/documentUri';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { parseDocument } from '../../server/src/syntax/parse';
import { reparse } from '../../server/src/syntax/reparse';
import type { SyntaxTree } from '../../server/src/syntax/tree';

const uri = (path: string): DocumentUri => documentUri(`file://${path}`);
const parse = (path: string, text: string): SyntaxTree => parseDocument(createSourceFile(uri(path), text));
const moduleOf = (directory: string, files: Record<string, string>): ModuleDeclarations =>
  readModule(
    uri(directory),
    Object.entries(files).map(([name, text]) => readDeclarations(parse(`${directory}/${name}`, text))),
  );

describe('declarations of a file', () => {
  it('hold every kind of block with its meta-arguments', () => {
    const module = moduleOf('/w', {
      'main.tf': `
variable "a" {
  type      = string
  default   = "x"
  nullable  = false
  sensitive = true
}
locals {
  b = 1
  c = 2
}
output "d" { value = var.a }
resource "aws_vpc" "e" {
  for_each = toset([])
  lifecycle { prevent_destroy = true }
}
data "aws_vpc" "e" { count = 1 }
ephemeral "random_password" "p" {}
module "f" {
  source    = "./child"
  version   = "1.0"
  providers = { aws = aws.west }
  cidr      = "10.0.0.0/8"
}
provider "aws" { alias = "west" }
moved {
  from = a.b
  to   = a.c
}
terraform { backend "s3" {} }
`,
    });
    const a = module.variables.get('a');
    assert.equal(a?.nullable, false);
    assert.equal(a.sensitive, true);
    assert.equal(a.type?.kind, 'variable');
    assert.deepEqual([...module.locals.keys()], ['b', 'c']);
    assert.equal(module.outputs.get('d')?.value?.kind, 'attribute');
    assert.deepEqual(
      [...module.resources.keys()],
      ['aws_vpc.e', 'data.aws_vpc.e', 'ephemeral.random_password.p'],
    );
    assert.equal(module.resources.get('aws_vpc.e')?.forEach?.name.text, 'for_each');
    assert.equal(module.resources.get('aws_vpc.e')?.lifecycle?.type.text, 'lifecycle');
    const call = module.moduleCalls.get('f');
    assert.deepEqual(
      [call?.source, call?.version, [...(call?.inputs.keys() ?? [])]],
      ['./child', '1.0', ['cidr']],
    );
    assert.equal(module.providers[0]?.alias, 'west');
    assert.deepEqual(
      module.others.map((each) => each.block.type.text),
      ['moved', 'terraform'],
    );
    assert.equal(module.hasBackend, true);
    assert.deepEqual(module.problems, []);
  });

  it('are the same objects after an edit of another block', () => {
    const before = parse('/w/main.tf', 'variable "a" {}\n\nvariable "b" {}\n');
    const after = reparse(
      before,
      createSourceFile(uri('/w/main.tf'), '# note\nvariable "a" {}\n\nvariable "b" { default = 1 }\n'),
    );
    const [a, b] = readDeclarations(before).declarations;
    const [sameA, otherB] = readDeclarations(after).declarations;
    assert.equal(sameA, a);
    assert.notEqual(otherB, b);
  });

  it('that lack their names are problems and nothing else', () => {
    const module = moduleOf('/w', {
      'main.tf': 'resource "aws_vpc" {}\nvariable {}\nx = 1\nlocals {\n  y = 2\n}\n',
    });
    assert.deepEqual(
      module.problems.map((problem) => problem.code),
      ['missing-name', 'missing-name', 'argument-outside-block'],
    );
    assert.deepEqual([...module.locals.keys()], ['y']);
  });

  it('have no source where it is not a literal', () => {
    const module = moduleOf('/w', { 'main.tf': 'module "a" { source = "./${var.x}" }\nmodule "b" {}\n' });
    assert.deepEqual(
      [...module.moduleCalls.values()].map((call) => call.source),
      [undefined, undefined],
    );
  });
});

describe('declarations of a module', () => {
  it('keep the first of two with one name, in the order of file names, and point at both', () => {
    const module = moduleOf('/w', {
      'b.tf': 'variable "x" { default = 2 }\n',
      'a.tf': 'variable "x" { default = 1 }\n',
    });
    assert.equal(module.variables.get('x')?.anchor.uri, uri('/w/a.tf'));
    const [problem] = module.problems;
    assert.equal(problem?.code, 'declared-twice');
    assert.equal(problem.anchor.uri, uri('/w/b.tf'));
    assert.equal(problem.related?.anchor.uri, uri('/w/a.tf'));
  });

  it('allow one name for things of different kinds', () => {
    const module = moduleOf('/w', {
      'main.tf':
        'variable "x" {}\nlocals { x = 1 }\noutput "x" { value = 1 }\nresource "a" "x" {}\ndata "a" "x" {}\n',
    });
    assert.deepEqual(module.problems, []);
  });

  it('merge override files argument by argument and block type by block type', () => {
    const files = {
      'main.tf': `
resource "aws_security_group" "a" {
  name  = "a"
  count = 2
  ingress { from_port = 1 }
  ingress { from_port = 2 }
  egress { from_port = 3 }
  lifecycle {
    prevent_destroy = true
    ignore_changes  = []
  }
}
locals { l = 1 }
`,
      'x_override.tf': `
resource "aws_security_group" "a" {
  name     = "b"
  for_each = toset(["k"])
  ingress { from_port = 9 }
  lifecycle { prevent_destroy = false }
}
locals { l = 2 }
variable "none" {}
`,
    };
    const module = moduleOf('/w', files);
    const group = module.resources.get('aws_security_group.a');
    assert.ok(group);
    const summary = group.block.body.items.map((item) =>
      item.kind === 'argument'
        ? item.name.text
        : `${item.type.text}{${item.body.items.map((inner) => (inner.kind === 'argument' ? inner.name.text : '')).join()}}`,
    );
    assert.deepEqual(summary, [
      'name',
      'egress{from_port}',
      'lifecycle{prevent_destroy,ignore_changes}',
      'for_each',
      'ingress{from_port}',
    ]);
    assert.equal(group.count, undefined);
    assert.equal(group.forEach && anchorOfItem(group, group.forEach).uri, uri('/w/x_override.tf'));
    const egress = group.block.body.items[1];
    assert.equal(egress && anchorOfItem(group, egress).uri, uri('/w/main.tf'));
    assert.equal(module.locals.get('l')?.anchor.uri, uri('/w/x_override.tf'));
    assert.deepEqual(
      module.problems.map((problem) => problem.code),
      ['nothing-to-override'],
    );
  });
});

describe('files of a module', () => {
  it('leave out hidden, backup and foreign files, prefer .tofu, and put overrides last', () => {
    const files = moduleFiles([
      'override.tf',
      'main.tf',
      'b.tofu',
      'b.tf',
      'a_override.tf',
      '.hidden.tf',
      'main.tf~',
      '#main.tf#',
      'c.tf.json',
      'notes.md',
      'x.tfvars',
    ]);
    assert.deepEqual(
      files.map((file) => `${file.name} ${file.syntax} ${String(file.override)}`),
      [
        'b.tofu native false',
        'c.tf.json json false',
        'main.tf native false',
        'a_override.tf native true',
        'override.tf native true',
      ],
    );
  });
});

describe('variable files', () => {
  it('loaded by default are ordered from the weakest to the strongest', () => {
    assert.deepEqual(
      defaultVariableFiles([
        'z.auto.tfvars',
        'prod.tfvars',
        'terraform.tfvars.json',
        'a.auto.tfvars.json',
        'terraform.tfvars',
      ]),
      ['terraform.tfvars', 'terraform.tfvars.json', 'a.auto.tfvars.json', 'z.auto.tfvars'],
    );
    assert.equal(isVariableFile('prod.tfvars'), true);
    assert.equal(isVariableFile('prod.tfvars.example'), false);
  });

  it('give one assignment per variable, the same object while it is unchanged', () => {
    const before = parse('/w/terraform.tfvars', 'a = 1\nb = 2\n');
    const after = reparse(before, createSourceFile(uri('/w/terraform.tfvars'), 'a = 1\nb = 3\n'));
    const first = readVariableFile(before);
    const second = readVariableFile(after);
    assert.equal(second.get('a'), first.get('a'));
    assert.notEqual(second.get('b'), first.get('b'));
    assert.deepEqual(
      [...chooseVariables([first, second])].map(([name, value]) => [name, value === second.get(name)]),
      [
        ['a', true],
        ['b', true],
      ],
    );
  });
});

describe('environments', () => {
  const detect = (...paths: string[]): [string, string[]][] =>
    detectEnvironments(uri('/w/root'), paths.map(uri)).map(({ name, files }) => [
      name,
      files.map((file) => file.slice('file:///w/root/'.length)),
    ]);

  it('are several variable files beside a root', () => {
    assert.deepEqual(
      detect(
        '/w/root/main.tf',
        '/w/root/terraform.tfvars',
        '/w/root/x.auto.tfvars',
        '/w/root/staging.tfvars',
        '/w/root/prod.tfvars',
        '/w/root/example.tfvars',
        '/w/other/dev.tfvars',
      ),
      [
        ['prod', ['prod.tfvars']],
        ['staging', ['staging.tfvars']],
      ],
    );
  });

  it('are found in the directories that teams keep them in, with what is common to all', () => {
    assert.deepEqual(
      detect('/w/root/env/prod.tfvars', '/w/root/env/dev.tfvars', '/w/root/env/common.tfvars'),
      [
        ['dev', ['env/common.tfvars', 'env/dev.tfvars']],
        ['prod', ['env/common.tfvars', 'env/prod.tfvars']],
      ],
    );
    assert.deepEqual(
      detect('/w/root/environments/prod/terraform.tfvars', '/w/root/environments/prod/network.tfvars'),
      [['prod', ['environments/prod/network.tfvars', 'environments/prod/terraform.tfvars']]],
    );
  });

  it('are not the variable files of another module', () => {
    assert.deepEqual(detect('/w/root/envs/prod/main.tf', '/w/root/envs/prod/prod.tfvars'), []);
    assert.deepEqual(detect('/w/root/modules/a.tfvars', '/w/root/main.tf'), []);
  });
});

describe('module sources', () => {
  it('are told apart by their form', () => {
    const kinds = [
      './a',
      '../a',
      'terraform-aws-modules/vpc/aws',
      'app.terraform.io/example/vpc/aws//modules/x',
      'github.com/a/b',
      'git@github.com:a/b.git',
      'git::https://example.com/a.git//sub?ref=v1',
      'https://example.com/a.zip',
      'https://example.com/a.git',
      's3::https://s3-eu-west-1.amazonaws.com/b/m.zip',
      'hg::http://example.com/m.hg',
      'something',
    ].map((source) => parseModuleSource(source).kind);
    assert.deepEqual(kinds, [
      'local',
      'local',
      'registry',
      'registry',
      'git',
      'git',
      'git',
      'http',
      'git',
      's3',
      'mercurial',
      'unknown',
    ]);
    const nested = parseModuleSource('git::https://example.com/a.git//sub?ref=v1');
    assert.ok(nested.kind === 'git');
    assert.equal(nested.address, 'https://example.com/a.git?ref=v1');
    assert.equal(nested.subdirectory, 'sub');
  });

  const manifest = parseModuleManifest(
    JSON.stringify({
      Modules: [
        { Key: '', Source: '', Dir: '.' },
        { Key: 'net', Source: './net', Dir: 'net' },
        {
          Key: 'net.vpc',
          Source: 'registry.terraform.io/terraform-aws-modules/vpc/aws',
          Version: '5.0.0',
          Dir: '.terraform/modules/net.vpc',
        },
      ],
    }),
  );
  const call = (source: string): Parameters<typeof resolveModuleSource>[0] => {
    const found = moduleOf('/w', { 'main.tf': `module "vpc" { source = "${source}" }` }).moduleCalls.get(
      'vpc',
    );
    assert.ok(found);
    return found;
  };
  const resolve = (source: string, has: (directory: string) => boolean = () => true): string => {
    const resolved = resolveModuleSource(
      call(source),
      childModule(rootModule, 'net', 'key'),
      uri('/w/net'),
      uri('/w'),
      manifest,
      has,
    );
    return `${resolved.kind} ${resolved.kind === 'not-installed' ? resolved.source : resolved.directory}`;
  };

  it('lead to a path or through the manifest of terraform init', () => {
    assert.equal(resolve('../x'), 'directory file:///w/x');
    assert.equal(
      resolve('../x', () => false),
      'missing file:///w/x',
    );
    assert.equal(resolve('terraform-aws-modules/vpc/aws'), 'directory file:///w/.terraform/modules/net.vpc');
  });

  it('are not installed when the manifest has another module there', () => {
    assert.equal(resolve('terraform-aws-modules/alb/aws'), 'not-installed terraform-aws-modules/alb/aws');
    assert.equal(parseModuleManifest('{'), undefined);
    assert.equal(parseModuleManifest('{"Modules": 1}'), undefined);
  });
});

describe('roots', () => {
  const call = (source: string): string => `module "m${String(source.length)}" { source = "${source}" }\n`;

  it('are modules that nothing calls, or that have a backend', () => {
    const roots = findRoots([
      moduleOf('/w/live', { 'main.tf': call('../net') }),
      moduleOf('/w/net', { 'main.tf': call('./sub') }),
      moduleOf('/w/net/sub', { 'main.tf': 'terraform {\n  backend "s3" {}\n}\n' }),
      moduleOf('/w/examples/a', { 'main.tf': 'variable "x" {}' }),
    ]);
    assert.deepEqual(roots, [uri('/w/examples/a'), uri('/w/live'), uri('/w/net/sub')]);
  });

  it('include one of modules that only call each other', () => {
    assert.deepEqual(
      findRoots([
        moduleOf('/w/a', { 'main.tf': call('../b') }),
        moduleOf('/w/b', { 'main.tf': call('../a') }),
      ]),
      [uri('/w/a')],
    );
  });

  it('are not looked for in hidden directories', () => {
    assert.deepEqual(['.terraform', '.git', 'node_modules', 'modules'].map(isIgnoredDirectory), [
      true,
      true,
      true,
      false,
    ]);
  });
});
