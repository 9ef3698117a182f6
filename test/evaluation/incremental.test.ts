import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EvaluatedBody } from '../../server/src/evaluation/resource';
import type { RootEvaluation } from '../../server/src/evaluation/evaluation';
import { formatNumber } from '../../server/src/evaluation/number';
import { typeName } from '../../server/src/evaluation/typeShape';
import type { Value } from '../../server/src/evaluation/value';
import type { Workspace } from './workspace';
import { createWorkspace } from './workspace';

/** Everything that a root evaluates to, as text, with the place of each value. */
function dump(workspace: Workspace, root: RootEvaluation): string {
  const lines: string[] = [];
  const show = (value: Value): string => `${shown(value)}@${workspace.at(value.origin)}`;
  const shown = (value: Value): string => {
    switch (value.kind) {
      case 'string':
        return JSON.stringify(value.value);
      case 'bool':
        return String(value.value);
      case 'number':
        return formatNumber(value.value);
      case 'null':
        return `null ${typeName(value.type)}`;
      case 'list':
      case 'set':
      case 'tuple':
        return `${value.kind}[${value.elements.map(show).join()}]`;
      case 'map':
      case 'object':
        return `${value.kind}{${[...value.entries].map(([key, element]) => `${key}=${show(element)}`).join()}}`;
      case 'unknown': {
        const { candidates, elements, reason, reference, type } = value;
        const parts = [reason.kind, reason.detail, typeName(type)];
        if (reference !== undefined) parts.push(`ref ${reference.resource.text} ${reference.path.join('.')}`);
        if (candidates !== undefined) parts.push(`one of ${candidates.map(show).join()}`);
        if (elements !== undefined) {
          parts.push(`certain ${elements.certain.map(show).join()}`);
          parts.push(`possible ${elements.possible.map(show).join()} ${String(elements.closed)}`);
          const keys = [elements.keys?.certain, elements.keys?.possible].map((some) =>
            (some ?? []).map((key) => (typeof key === 'string' ? key : show(key))).join(),
          );
          parts.push(`keys ${keys.join(';')}`);
        }
        return `unknown(${parts.join(' | ')})`;
      }
    }
  };
  const showBody = (body: EvaluatedBody, indent: string): void => {
    for (const name of body.argumentNames) {
      const argument = body.argument(name);
      if (argument === undefined) continue;
      lines.push(`${indent}${name} = ${show(argument.value)} at ${workspace.at(argument.origin)}`);
    }
    for (const type of body.blockTypes) {
      for (const block of body.blocks(type)) {
        lines.push(`${indent}${type} ${block.certainty} at ${workspace.at(block.headerOrigin)}`);
        showBody(block.body, indent + '  ');
      }
    }
  };
  for (const module of root.modules()) {
    lines.push(`module ${module.address.text} ${module.certainty} ${module.directory}`);
    const declared = module.declarations();
    for (const name of declared.variables.keys()) {
      lines.push(`  var.${name} = ${show(module.variable(name))}`);
    }
    for (const name of declared.outputs.keys()) lines.push(`  output.${name} = ${show(module.output(name))}`);
    for (const resource of declared.resources.values()) {
      for (const instance of module.instances(resource)) {
        lines.push(
          `  ${instance.address.text} ${instance.certainty} at ${workspace.at(instance.headerOrigin)}`,
        );
        showBody(instance.body, '    ');
      }
    }
  }
  for (const problem of root.problems()) {
    lines.push(
      `problem ${problem.code} ${problem.module.text} ${workspace.at(problem.origin)} ${problem.message}`,
    );
  }
  return lines.join('\n');
}

/** Variants of blocks by file: a file is one choice for each of its places. */
const places: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '/main.tf': [
    [
      'variable "cidrs" {\n  type = list(string)\n}',
      'variable "cidrs" {\n  default = ["10.0.0.0/8", "192.168.0.0/16"]\n}',
      'variable "cidr',
      '',
    ],
    [
      'variable "on" { type = bool }',
      'variable "on" { default = true }',
      'variable "on" { default = false }',
    ],
    [
      'locals {\n  name = "a"\n  keys = ["x", "y"]\n}',
      'locals {\n  name = "b"\n  keys = ["y", "x", "z"]\n}',
      'locals {\n  name = local.keys[0]\n  keys = [local.name]\n}',
      'locals {\n  name = module.one.id\n  keys = [for k in ["x", "y"] : k if var.on]\n}',
      'locals {\n  name = "',
    ],
    [
      'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}',
      'resource "aws_vpc" "main" {\n  cidr_block = local.name\n  count      = 1\n}',
      'resource "aws_vpc" "main" {}',
      '',
    ],
    [
      'module "one" {\n  source = "./m"\n  name   = "one"\n  vpc    = aws_vpc.main.id\n}',
      'module "one" {\n  source = "./m"\n  name   = local.name\n  vpc    = try(aws_vpc.main[0].id, aws_vpc.main.id)\n  cidrs  = var.cidrs\n}',
      'module "one" {\n  source = "./n"\n  name   = "one"\n}',
      'module "one" {\n  source = "./gone"\n}',
      'module "one" {\n  source = "./m"\n  count  = var.on ? 1 : 0\n  name   = module.each["x"].id\n  vpc    = "v"\n}',
    ],
    [
      'module "each" {\n  source   = "./m"\n  for_each = toset(local.keys)\n  name     = each.key\n  vpc      = module.one.id\n}',
      'module "each" {\n  source   = "./m"\n  for_each = { x = 1, y = 2 }\n  name     = "${each.key}${each.value}"\n  vpc      = "v"\n}',
      'module "each" {\n  source = "./m"\n  name   = "single"\n  vpc    = module.one.id\n}',
      '',
    ],
    [
      'output "all" { value = [for k, m in module.each : m.id] }',
      'output "all" { value = module.each }',
      'output "all" { value = [module.one.id, aws_vpc.main, local.name] }',
      '# only a comment',
    ],
  ],
  '/m/main.tf': [
    [
      'variable "name" { type = string }',
      'variable "name" { default = "d" }',
      'variable "name" {\n  type      = string\n  sensitive = true\n}',
    ],
    [
      'variable "vpc" {}\nvariable "cidrs" { default = ["0.0.0.0/0"] }',
      'variable "vpc" {}',
      'variable "vpc" {}\nvariable "cidrs" { type = set(string) }',
    ],
    [
      'resource "aws_security_group" "g" {\n  name   = var.name\n  vpc_id = var.vpc\n  dynamic "ingress" {\n    for_each = var.cidrs\n    content {\n      cidr_blocks = [ingress.value]\n    }\n  }\n}',
      'resource "aws_security_group" "g" {\n  name = "fixed"\n  ingress {\n    from_port = length(var.name)\n  }\n}',
      'resource "aws_security_group" "g" {\n  name = aws_security_group_rule.r.description\n',
    ],
    [
      'resource "aws_security_group_rule" "r" {\n  security_group_id = aws_security_group.g.id\n  description       = "r-${var.name}"\n}',
      'resource "aws_security_group_rule" "r" {\n  count             = length(var.name)\n  security_group_id = aws_security_group.g.id\n  description       = aws_security_group.g.name\n}',
      '',
    ],
    [
      'output "id" { value = aws_security_group.g.id }',
      'output "id" { value = aws_security_group.g.name }',
      'output "id" { value = upper(var.name) }',
      '',
    ],
  ],
  '/n/main.tf': [
    ['variable "name" {}'],
    [
      'output "id" { value = "n-${var.name}" }',
      'module "deep" {\n  source = "../m"\n  name   = var.name\n  vpc    = "deep"\n}\noutput "id" { value = module.deep.id }',
    ],
  ],
  '/terraform.tfvars': [
    ['on = true', 'on = null', ''],
    ['cidrs = ["1.2.3.4/32"]', 'cidrs = "wrong"', ''],
  ],
};

const slots = Object.entries(places).flatMap(([path, choices]) =>
  choices.map((variants, index) => ({ path, index, variants })),
);

function textOf(path: string, chosen: ReadonlyMap<string, number>, padding: number): string {
  const parts = (places[path] ?? []).map(
    (variants, index) => variants[(chosen.get(`${path}${index}`) ?? 0) % variants.length] ?? '',
  );
  // Comments above move every block without changing one.
  return '# padding\n'.repeat(padding) + parts.join('\n\n') + '\n';
}

describe('incremental evaluation', () => {
  it('gives what a cold one gives, after any of many edits of blocks, files and variable files', () => {
    const edit = fc.record({
      slot: fc.nat(slots.length - 1),
      variant: fc.nat(5),
      padding: fc.nat(2),
      look: fc.nat(3),
    });
    let edits = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 20, maxLength: 20 }), (row) => {
        const chosen = new Map<string, number>();
        const texts = (): Map<string, string> =>
          new Map(Object.keys(places).map((path) => [path, textOf(path, chosen, 0)]));
        const live = createWorkspace(texts());
        const root = live.root();
        const current = texts();
        for (const { slot, variant, padding, look } of row) {
          const { path, index } = slots[slot] ?? { path: '', index: 0 };
          chosen.set(`${path}${index}`, variant);
          current.set(path, textOf(path, chosen, padding));
          live.edit(path, current.get(path) ?? '');
          edits++;
          // Sometimes only a part is asked for before the next edit: what is not asked for stays stale meanwhile.
          if (look === 0) root.root.output('all');
          if (look === 1) root.problems();
          if (look < 2) continue;
          const cold = createWorkspace(current);
          assert.equal(dump(live, root), dump(cold, cold.root()));
        }
        const cold = createWorkspace(current);
        assert.equal(dump(live, root), dump(cold, cold.root()));
      }),
      { numRuns: 40 },
    );
    assert.ok(edits >= 200);
  });

  it('keeps instances whose key, declaration and value are the same, and values that come out equal', () => {
    const workspace = createWorkspace(`
#- /main.tf
locals {
  keys = ["a", "b"]
}
resource "aws_x" "r" {
  for_each = toset(local.keys)
  v        = each.value
}
module "m" {
  source   = "./m"
  for_each = toset(local.keys)
  name     = each.key
}
#- /m/main.tf
variable "name" {}
locals { upper = upper(var.name) }
output "name" { value = local.upper }
`);
    const { root } = workspace.root();
    const resource = root.declarations().resources.get('aws_x.r');
    const call = root.declarations().moduleCalls.get('m');
    assert.ok(resource && call);
    const [a, b] = root.instances(resource);
    const [childA, childB] = root.children(call);
    const name = childB?.output('name');
    workspace.edit('/main.tf', workspace.text('/main.tf').replace('["a", "b"]', '["b", "c"]'));
    const [newB, c] = root.instances(resource);
    // The literal "b" stands elsewhere now, so the instance is another one.
    assert.notEqual(newB, b);
    assert.equal(c?.address.text, 'aws_x.r["c"]');
    assert.equal(root.children(call)[0], childB);
    assert.notEqual(root.children(call)[0], childA);
    workspace.edit('/main.tf', '# moved\n\n' + workspace.text('/main.tf'));
    assert.equal(root.instances(resource)[0], newB);
    workspace.edit('/m/main.tf', '# moved\n\n' + workspace.text('/m/main.tf'));
    assert.equal(root.children(call)[0]?.output('name'), childB?.output('name'));
    assert.equal(a?.address.text, 'aws_x.r["a"]');
    assert.equal(name?.kind, 'string');
  });
});
