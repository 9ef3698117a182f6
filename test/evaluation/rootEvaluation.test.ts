import assert from 'node:assert/strict';
import { renderValue } from '../../server/src/evaluation/render';
import type { EvaluatedBlock, EvaluatedResource } from '../../server/src/evaluation/resource';
import type { ModuleEvaluation } from '../../server/src/evaluation/evaluation';
import type { Value } from '../../server/src/evaluation/value';
import { createWorkspace } from './workspace';

/** `{ outputName: rendered value }` of the root. */
function outputs(text: string, options?: Parameters<typeof createWorkspace>[1]): Record<string, string> {
  const { root } = createWorkspace(text, options).root();
  return Object.fromEntries(
    [...root.declarations().outputs.keys()].map((name) => [name, renderValue(root.output(name), 400)]),
  );
}

function instancesOf(module: ModuleEvaluation, key: string): readonly EvaluatedResource[] {
  const declaration = module.declarations().resources.get(key);
  assert.ok(declaration, key);
  return module.instances(declaration);
}

function only<T>(items: readonly T[]): T {
  assert.equal(items.length, 1);
  return items[0] as T;
}

function argumentText(body: { argument(name: string): { value: Value } | undefined }, name: string): string {
  const argument = body.argument(name);
  return argument === undefined ? '(not set)' : renderValue(argument.value, 400);
}

describe('references', () => {
  it('survive two module levels, a list variable, for_each and a conditional', () => {
    const workspace = createWorkspace(`
#- /main.tf
module "network" {
  source = "./network"
}
module "app" {
  source  = "./app"
  sources = [module.network.api_group]
}
#- /network/main.tf
module "groups" {
  source = "./groups"
}
output "api_group" { value = module.groups.ids["api"] }
#- /network/groups/main.tf
resource "aws_security_group" "this" {
  for_each = toset(["api", "web"])
  name     = each.key
}
output "ids" { value = { for k, g in aws_security_group.this : k => g.id } }
#- /app/main.tf
variable "sources" { type = list(string) }
resource "aws_security_group_rule" "in" {
  for_each                 = { for i, id in var.sources : "s\${i}" => id }
  source_security_group_id = true ? each.value : null
}
`);
    const root = workspace.root();
    const app = root.modules().find((module) => module.address.text === 'module.app');
    assert.ok(app);
    const rule = only(instancesOf(app, 'aws_security_group_rule.in'));
    assert.equal(rule.address.text, 'module.app.aws_security_group_rule.in["s0"]');
    assert.equal(rule.certainty, 'certain');
    const value = rule.body.argument('source_security_group_id')?.value;
    assert.ok(value?.kind === 'unknown');
    assert.equal(
      value.reference?.resource.text,
      'module.network.module.groups.aws_security_group.this["api"]',
    );
    assert.deepEqual(value.reference.path, ['id']);
    assert.equal(workspace.at(value.origin), '/network/groups/main.tf:g.id');
  });

  it('give the configured value of an argument, with its origin, and a reference for all else', () => {
    const workspace = createWorkspace(`
#- /main.tf
resource "aws_vpc" "main" {
  cidr_block = "10.1.0.0/16"
  empty      = null
  tags { a = 1 }
}
output "cidr" { value = aws_vpc.main.cidr_block }
output "subnet" { value = cidrsubnet(aws_vpc.main.cidr_block, 8, 3) }
output "id" { value = aws_vpc.main.id }
output "empty" { value = aws_vpc.main.empty }
output "tags" { value = aws_vpc.main.tags }
output "deep" { value = aws_vpc.main.a.b[0]["c"].d }
`);
    const { root } = workspace.root();
    assert.equal(workspace.at(root.output('cidr').origin), '/main.tf:"10.1.0.0/16"');
    assert.equal(renderValue(root.output('subnet')), '"10.1.3.0/24"');
    const path = (name: string): unknown => {
      const value = root.output(name);
      return value.kind === 'unknown' ? value.reference?.path : renderValue(value);
    };
    assert.deepEqual(path('id'), ['id']);
    assert.deepEqual(path('empty'), ['empty']);
    assert.deepEqual(path('tags'), ['tags']);
    assert.deepEqual(path('deep'), ['a', 'b', 0, 'c', 'd']);
  });

  it('may be written the long way', () => {
    const root = createWorkspace(
      '#- /main.tf\nresource "aws_x" "r" { a = 1 }\noutput "o" { value = [resource.aws_x.r.a, resource.aws_x.r.id] }\n',
    ).root();
    const value = root.root.output('o');
    assert.ok(value.kind === 'tuple');
    assert.deepEqual(
      value.elements.map((element) => element.kind),
      ['number', 'unknown'],
    );
    assert.equal(
      value.elements[1]?.kind === 'unknown' && value.elements[1].reference?.resource.text,
      'aws_x.r',
    );
    assert.deepEqual(root.problems(), []);
  });

  it('go on working when a whole resource is passed as an object', () => {
    assert.deepEqual(
      outputs(`
#- /main.tf
resource "aws_security_group" "a" { name = "x" }
resource "aws_security_group" "n" {
  count = 2
  name  = "n\${count.index}"
}
module "m" {
  source = "./m"
  sg     = aws_security_group.a
  all    = aws_security_group.n
}
output "id" { value = module.m.id }
output "name" { value = module.m.name }
output "ids" { value = module.m.ids }
output "names" { value = module.m.names }
output "splat" { value = aws_security_group.n[*].id }
output "one" { value = aws_security_group.a[*].name }
output "by_name" { value = aws_security_group.a["name"] }
#- /m/main.tf
variable "sg" {}
variable "all" { type = list(any) }
output "id" { value = var.sg.id }
output "name" { value = var.sg.name }
output "ids" { value = [for g in var.all : g.id] }
output "names" { value = var.all[*].name }
`),
      {
        id: 'aws_security_group.a.id',
        name: '"x"',
        ids: '[aws_security_group.n[0].id, aws_security_group.n[1].id]',
        names: '["n0", "n1"]',
        splat: '[aws_security_group.n[0].id, aws_security_group.n[1].id]',
        one: '["x"]',
        by_name: '"x"',
      },
    );
  });

  it('of data sources are read during apply, except for what they configure', () => {
    assert.deepEqual(
      outputs(`
#- /main.tf
data "aws_vpc" "main" { tags = { Name = "x" } }
output "id" { value = data.aws_vpc.main.id }
output "name" { value = data.aws_vpc.main.tags.Name }
`),
      { id: 'data.aws_vpc.main.id', name: '"x"' },
    );
  });

  it('do not evaluate more of a resource than the attribute asked for', () => {
    assert.deepEqual(
      outputs(`
#- /main.tf
resource "aws_security_group" "a" {
  name        = "a-\${aws_security_group.b.name}"
  description = aws_security_group.b.id
}
resource "aws_security_group" "b" {
  name        = "b"
  description = aws_security_group.a.name
}
output "a" { value = aws_security_group.a.name }
output "b" { value = aws_security_group.b.description }
`),
      { a: '"a-b"', b: '"a-b"' },
    );
  });

  it('as keys of for_each make certain instances that can be told apart', () => {
    const { root } = createWorkspace(`
#- /main.tf
resource "aws_security_group" "g" { count = 2 }
resource "aws_x" "rule" {
  for_each = toset(aws_security_group.g[*].id)
  source   = each.value
}
`).root();
    assert.deepEqual(
      instancesOf(root, 'aws_x.rule').map((each) => [
        each.address.text,
        each.certainty,
        argumentText(each.body, 'source'),
      ]),
      [
        ['aws_x.rule[aws_security_group.g[0].id]', 'certain', 'aws_security_group.g[0].id'],
        ['aws_x.rule[aws_security_group.g[1].id]', 'certain', 'aws_security_group.g[1].id'],
      ],
    );
  });
});

describe('origins', () => {
  it('lead from a rule in a shared module to the line of the variable file', () => {
    const workspace = createWorkspace(`
#- /main.tf
variable "cidrs" { type = map(list(string)) }
module "db" {
  source = "./db"
  allow  = [for c in var.cidrs["db"] : c]
}
#- /terraform.tfvars
cidrs = {
  db = ["10.0.0.0/8", "0.0.0.0/0"]
}
#- /db/main.tf
variable "allow" { type = set(string) }
resource "aws_security_group" "db" {
  dynamic "ingress" {
    for_each = var.allow
    content {
      cidr_blocks = [ingress.value]
      from_port   = 5432
    }
  }
}
`);
    const db = workspace.root().modules()[1];
    assert.ok(db);
    const blocks = only(instancesOf(db, 'aws_security_group.db')).body.blocks('ingress');
    const origins = blocks.map((block) => {
      const value = block.body.argument('cidr_blocks')?.value;
      assert.ok(value?.kind === 'tuple');
      return workspace.at(value.elements[0]?.origin);
    });
    assert.deepEqual(origins, ['/terraform.tfvars:"0.0.0.0/0"', '/terraform.tfvars:"10.0.0.0/8"']);
    assert.equal(
      workspace.at(blocks[0]?.body.argument('from_port')?.origin),
      '/db/main.tf:from_port   = 5432',
    );
    assert.equal(workspace.at(blocks[0]?.headerOrigin), '/db/main.tf:dynamic "ingress"');
  });

  it('of a computed value are those of the expression that computed it', () => {
    const workspace = createWorkspace(
      '#- /main.tf\noutput "a" {\n  value = 1 + 2\n}\noutput "b" {\n  value = [upper("x")]\n}\n',
    );
    const { root } = workspace.root();
    assert.equal(workspace.at(root.output('a').origin), '/main.tf:1 + 2');
    const list = root.output('b');
    assert.ok(list.kind === 'tuple');
    assert.equal(workspace.at(list.elements[0]?.origin), '/main.tf:upper("x")');
  });
});

describe('instances', () => {
  const keys = (text: string, key = 'aws_x.r'): [string, string][] =>
    instancesOf(createWorkspace(text).root().root, key).map((each) => [each.address.text, each.certainty]);

  it('of an unknown count are one that stands for all', () => {
    assert.deepEqual(keys('#- /main.tf\nvariable "n" {}\nresource "aws_x" "r" { count = var.n }\n'), [
      ['aws_x.r[*]', 'possible'],
    ]);
  });

  it('of a count under an unknown condition are possible ones with their numbers', () => {
    const text = (count: string): string =>
      `#- /main.tf\nvariable "on" {\n  type = bool\n}\nresource "aws_x" "r" { count = ${count} }\n`;
    assert.deepEqual(keys(text('var.on ? 1 : 0')), [['aws_x.r[0]', 'possible']]);
    assert.deepEqual(keys(text('var.on ? 1 : 2')), [
      ['aws_x.r[0]', 'certain'],
      ['aws_x.r[1]', 'possible'],
    ]);
    assert.deepEqual(keys(text('false && var.on ? 1 : 0')), []);
  });

  it('of an unknown for_each are one whose key and value are not known', () => {
    const { root } = createWorkspace(
      '#- /main.tf\nvariable "m" { type = map(string) }\nresource "aws_x" "r" {\n  for_each = var.m\n  a = each.key\n  b = each.value\n}\n',
    ).root();
    const instance = only(instancesOf(root, 'aws_x.r'));
    assert.equal(instance.address.text, 'aws_x.r[*]');
    assert.equal(argumentText(instance.body, 'b'), '(no value: var.m)');
  });

  it('of for_each under an unknown condition are certain where every case has them', () => {
    assert.deepEqual(
      keys(`
#- /main.tf
variable "more" { type = bool }
resource "aws_x" "r" {
  for_each = var.more ? { a = 1, b = 2 } : { a = 1 }
}
`),
      [
        ['aws_x.r["a"]', 'certain'],
        ['aws_x.r["b"]', 'possible'],
      ],
    );
  });

  it('of a for with an unknown condition are possible, those it does not touch certain', () => {
    assert.deepEqual(
      keys(`
#- /main.tf
variable "public" { type = bool }
locals {
  rules = { web = { public = true }, db = { public = false } }
}
resource "aws_x" "r" {
  for_each = { for k, r in local.rules : k => r if !r.public || var.public }
}
`),
      [
        ['aws_x.r["db"]', 'certain'],
        ['aws_x.r["web"]', 'possible'],
      ],
    );
  });

  it('of for_each over known keys with unknown values are certain', () => {
    assert.deepEqual(
      keys(
        '#- /main.tf\nresource "aws_y" "y" {}\nresource "aws_x" "r" {\n  for_each = { a = aws_y.y.id, b = 2 }\n}\n',
      ),
      [
        ['aws_x.r["a"]', 'certain'],
        ['aws_x.r["b"]', 'certain'],
      ],
    );
  });

  it('in a module that may not exist are possible', () => {
    const root = createWorkspace(`
#- /main.tf
variable "on" { type = bool }
module "m" {
  source = "./m"
  count  = var.on ? 1 : 0
}
output "id" { value = one(module.m[*].id) }
output "try" { value = try(module.m[0].id, "none") }
#- /m/main.tf
resource "aws_x" "r" {}
output "id" { value = aws_x.r.id }
`).root();
    const child = root.modules()[1];
    assert.ok(child);
    assert.equal(child.certainty, 'possible');
    const instance = only(instancesOf(child, 'aws_x.r'));
    assert.deepEqual([instance.address.text, instance.certainty], ['module.m[0].aws_x.r', 'possible']);
    for (const name of ['id', 'try']) {
      const value = root.root.output(name);
      assert.ok(value.kind === 'unknown', name);
      const references = value.candidates?.flatMap((each) =>
        each.kind === 'unknown' && each.reference !== undefined ? [each.reference.resource.text] : [],
      );
      assert.deepEqual(references, ['module.m[0].aws_x.r'], name);
    }
  });

  it('of modules that multiply have an end, behind which calls lead nowhere', () => {
    const calls = (source: string) =>
      ['a', 'b'].map((name) => `module "${name}" {\n  source = "${source}"\n}\n`).join('');
    let text = `#- /main.tf\n${calls('./m1')}#- /m20/main.tf\n`;
    for (let level = 1; level < 20; level++) text += `#- /m${level}/main.tf\n${calls(`../m${level + 1}`)}`;
    const root = createWorkspace(text).root();
    const modules = root.modules();
    assert.ok(modules.length > 100 && modules.length < 10_000, String(modules.length));
  });

  it('of wrong count and for_each are neither there nor absent for sure', () => {
    const one = [['aws_x.r[*]', 'possible']];
    for (const meta of [
      'count = -1',
      'count = null',
      'count = "x"',
      'for_each = ["a"]',
      'for_each = null',
      'for_each = 3',
    ]) {
      assert.deepEqual(keys(`#- /main.tf\nresource "aws_x" "r" {\n  ${meta}\n}\n`), one, meta);
    }
  });
});

describe('dynamic blocks', () => {
  const describeBlock = (block: EvaluatedBlock): unknown => [
    block.certainty,
    block.dynamic,
    Object.fromEntries(block.body.argumentNames.map((name) => [name, argumentText(block.body, name)])),
    block.body.blockTypes.map((type) => block.body.blocks(type).map(describeBlock)),
  ];
  const blocksOf = (text: string, type: string): unknown[] =>
    only(instancesOf(createWorkspace(text).root().root, 'aws_x.r'))
      .body.blocks(type)
      .map(describeBlock);

  it('stand among written ones in the order of the file, for every kind of collection', () => {
    assert.deepEqual(
      blocksOf(
        `
#- /main.tf
resource "aws_x" "r" {
  rule { n = 0 }
  dynamic "rule" {
    for_each = [10, 20]
    content { n = "\${rule.key}-\${rule.value}" }
  }
  dynamic "rule" {
    for_each = { b = 1, a = 2 }
    iterator = it
    content { n = "\${it.key}-\${it.value}" }
  }
  dynamic "rule" {
    for_each = toset(["y", "x"])
    content { n = "\${rule.key}-\${rule.value}" }
  }
  rule { n = 9 }
}
`,
        'rule',
      ).map((block) => (block as [string, boolean, { n: string }])[2].n),
      ['0', '"0-10"', '"1-20"', '"a-2"', '"b-1"', '"x-x"', '"y-y"', '9'],
    );
  });

  it('nest, see outer iterators, and carry labels', () => {
    const { root } = createWorkspace(`
#- /main.tf
resource "aws_x" "r" {
  dynamic "outer" {
    for_each = { a = [1, 2] }
    labels   = [outer.key, "l"]
    content {
      dynamic "inner" {
        for_each = outer.value
        content {
          n = "\${outer.key}\${inner.value}"
        }
      }
    }
  }
}
`).root();
    const outer = only(only(instancesOf(root, 'aws_x.r')).body.blocks('outer'));
    assert.deepEqual(outer.labels, ['a', 'l']);
    assert.deepEqual(
      outer.body.blocks('inner').map((block) => argumentText(block.body, 'n')),
      ['"a1"', '"a2"'],
    );
  });

  it('over an unknown collection are one possible block', () => {
    assert.deepEqual(
      blocksOf(
        '#- /main.tf\nvariable "l" {\n  type = list(string)\n}\nresource "aws_x" "r" {\n  dynamic "rule" {\n    for_each = var.l\n    content {\n      v = rule.value\n      s {}\n    }\n  }\n}\n',
        'rule',
      ),
      [['possible', true, { v: '(no value: var.l)' }, [[['possible', false, {}, []]]]]],
    );
  });

  it('over a partly known collection are certain, possible, and one for the rest', () => {
    assert.deepEqual(
      blocksOf(
        '#- /main.tf\nvariable "l" {\n  type = list(string)\n}\nvariable "on" {\n  type = bool\n}\nresource "aws_x" "r" {\n  dynamic "rule" {\n    for_each = concat(["a"], var.on ? ["b"] : [], var.l)\n    content {\n      v = rule.value\n    }\n  }\n}\n',
        'rule',
      ).map((block) => {
        const [certainty, , values] = block as [string, boolean, { v: string }];
        return values.v.startsWith('"') ? `${certainty} ${values.v}` : certainty;
      }),
      ['certain "a"', 'possible "b"', 'possible'],
    );
  });

  it('vanish over null, and over what cannot be iterated', () => {
    for (const forEach of ['null', '"x"', '[]', '{}']) {
      assert.deepEqual(
        blocksOf(
          `#- /main.tf\nresource "aws_x" "r" {\n  dynamic "rule" {\n    for_each = ${forEach}\n    content {}\n  }\n}\n`,
          'rule',
        ),
        [],
        forEach,
      );
    }
  });
});

describe('bodies', () => {
  it('list what they write without meta-arguments, and tell null from not set', () => {
    const { root } = createWorkspace(
      '#- /main.tf\nresource "aws_x" "r" {\n  count = 1\n  a = null\n  b = 1\n  depends_on = []\n  lifecycle {}\n  s {}\n  dynamic "d" {\n    for_each = []\n    content {}\n  }\n}\n',
    ).root();
    const { body } = only(instancesOf(root, 'aws_x.r'));
    assert.deepEqual(body.argumentNames, ['a', 'b']);
    assert.deepEqual(body.blockTypes, ['s', 'd']);
    assert.equal(body.argument('a')?.value.kind, 'null');
    assert.equal(body.argument('c'), undefined);
    assert.equal(body.argument('count'), undefined);
  });

  it('read arguments from override files with their own places', () => {
    const workspace = createWorkspace(
      '#- /main.tf\n\n\nresource "aws_x" "r" {\n  a = "base"\n  s {\n    n = 1\n  }\n}\n#- /override.tf\nresource "aws_x" "r" {\n  a = "over"\n  s {\n    n = 2\n  }\n}\n',
    );
    const { body } = only(instancesOf(workspace.root().root, 'aws_x.r'));
    const argument = body.argument('a');
    assert.equal(workspace.at(argument?.valueOrigin), '/override.tf:"over"');
    assert.equal(workspace.at(argument?.value.origin), '/override.tf:"over"');
    const inner = only(body.blocks('s')).body.argument('n');
    assert.equal(workspace.at(inner?.value.origin), '/override.tf:2');
  });
});

describe('variables of the root', () => {
  it('take what is given, then the default, then are unknown with their type', () => {
    assert.deepEqual(
      outputs(
        `
#- /main.tf
variable "given" { default = 1 }
variable "default" { default = 1 }
variable "none" { type = list(string) }
output "given" { value = var.given }
output "default" { value = var.default }
output "none" { value = [for x in var.none : x] }
output "length" { value = length(var.none) }
#- /terraform.tfvars
given = 2
`,
      ),
      {
        given: '2',
        default: '1',
        none: '[and more known after apply]',
        length: '(no value: var.none)',
      },
    );
  });

  it('read text from the command line as Terraform does', () => {
    assert.deepEqual(
      outputs(
        `
#- /main.tf
variable "text" { type = string }
variable "untyped" {}
variable "number" { type = number }
variable "list" { type = list(string) }
variable "any" { type = any }
variable "broken" { type = list(string) }
output "text" { value = var.text }
output "untyped" { value = var.untyped }
output "number" { value = var.number }
output "list" { value = var.list }
output "any" { value = var.any }
output "broken" { value = var.broken }
`,
        {
          variables: {
            text: '["x"]',
            untyped: '[1]',
            number: '5',
            list: '["a", "b"]',
            any: '{ k = 1 }',
            broken: '[',
          },
        },
      ),
      {
        text: '"[\\"x\\"]"',
        untyped: '"[1]"',
        number: '5',
        list: '["a", "b"]',
        any: '{ k = 1 }',
        broken: outputs('#- /main.tf\nvariable "b" { type = list(string) }\noutput "b" { value = var.b }\n', {
          variables: { b: '[' },
        }).b?.replace('var.b', 'var.broken'),
      },
    );
  });

  it('that do not fit their type are unknown, with the reason', () => {
    const result = outputs(
      '#- /main.tf\nvariable "n" { type = number }\noutput "n" { value = var.n }\n#- /terraform.tfvars\nn = "x"\n',
    );
    assert.match(result.n ?? '', /^\(error: The given value is not suitable for var\.n/);
  });

  it('that are sensitive mark all that is made of them', () => {
    assert.deepEqual(
      outputs(
        '#- /main.tf\nvariable "s" {\n  default   = "x"\n  sensitive = true\n}\noutput "a" { value = "a-${var.s}" }\noutput "b" { value = [for c in [var.s] : upper(c)][0] }\n',
      ),
      { a: '(sensitive value)', b: '(sensitive value)' },
    );
  });
});

describe('what is not known', () => {
  it('has the reason, in the words of the configuration', () => {
    const { root } = createWorkspace(`
#- /main.tf
module "missing" { source = "./nowhere" }
module "remote" { source = "terraform-aws-modules/vpc/aws" }
module "self" { source = "./self" }
locals {
  a = local.b
  b = local.a
}
output "undeclared" { value = var.nothing }
output "undeclared_deep" { value = aws_vpc.nothing[0].id }
output "undeclared_output" { value = module.self.nothing }
output "missing" { value = module.missing.x.y }
output "remote" { value = module.remote.vpc_id }
output "cycle" { value = local.a }
output "self" { value = module.self.deep }
output "function" { value = no_such_function(1) }
output "uuid" { value = uuid() }
output "error" { value = 0 / 0 }
output "half" { value = aws_vpc. }
#- /self/main.tf
module "self" { source = "../self" }
output "deep" { value = module.self.deep }
`).root();
    const reason = (name: string): string => {
      const value = root.output(name);
      return value.kind === 'unknown' ? `${value.reason.kind}: ${value.reason.detail}` : renderValue(value);
    };
    assert.equal(reason('undeclared'), 'undeclared: var.nothing');
    assert.equal(reason('undeclared_deep'), 'undeclared: aws_vpc.nothing');
    assert.equal(reason('undeclared_output'), 'undeclared: module.self.nothing');
    assert.equal(reason('missing'), 'module-not-installed: module.missing');
    assert.equal(reason('remote'), 'module-not-installed: module.remote');
    assert.equal(reason('cycle'), 'cycle: local.a');
    assert.equal(reason('self'), 'cycle: module.self');
    assert.match(reason('function'), /^error: There is no function named/);
    assert.match(reason('uuid'), /^non-deterministic/);
    assert.match(reason('error'), /^error: .*divide zero by zero/);
    assert.match(reason('half'), /^missing-expression/);
  });

  it('keeps both branches of a condition that is not known', () => {
    assert.deepEqual(
      outputs(`
#- /main.tf
variable "prod" { type = bool }
output "text" { value = var.prod ? "10.0.0.0/8" : "0.0.0.0/0" }
output "list" { value = [for c in(var.prod ? ["a"] : ["a", "b"]) : c] }
output "error_branch" { value = var.prod ? "x" : [][0] }
output "template" { value = "cidr-\${var.prod ? 1 : 2}" }
output "index" { value = { a = 1, b = 2 }[var.prod ? "a" : "b"] }
output "attribute" { value = (var.prod ? { v = 1 } : { v = 2 }).v }
output "lookup" { value = lookup({ a = 1, b = 2 }, var.prod ? "a" : "c", 9) }
`),
      {
        text: '(one of "10.0.0.0/8", "0.0.0.0/0")',
        list: '["a", perhaps "b"]',
        error_branch: '(known after apply: "x")',
        template: '(one of "cidr-1", "cidr-2")',
        index: '(one of 1, 2)',
        attribute: '(one of 1, 2)',
        lookup: '(one of 1, 9)',
      },
    );
  });

  it('never hangs: loops over loops and doubled locals end as too large', () => {
    const doubling = Array.from({ length: 60 }, (_, i) => `  l${i + 1} = [local.l${i}, local.l${i}]`).join(
      '\n',
    );
    const { root } = createWorkspace(`
#- /main.tf
locals {
  l0 = ["x", "y"]
${doubling}
  many = [for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]
  text = "${'${join("", [for i in range(1000) : format("%01000d", i)])}'.repeat(6)}"
}
output "doubled" { value = local.l18 }
output "bounded" { value = length(local.l60) }
output "flat" { value = flatten(local.l60) }
output "many" { value = local.many }
output "text" { value = local.text }
output "nested" { value = ${'['.repeat(2000)}${']'.repeat(2000)} }
`).root();
    const reason = (name: string): string => {
      const value = root.output(name);
      return value.kind === 'unknown' ? value.reason.kind : 'known';
    };
    assert.deepEqual(['doubled', 'many', 'text'].map(reason), ['too-large', 'too-large', 'too-large']);
    assert.equal(reason('bounded'), 'known');
    assert.equal(root.output('flat').kind, 'unknown');
    assert.doesNotThrow(() => root.output('nested'));
  });

  it('never fails at the end of the stack: a chain of a thousand locals', () => {
    const chain = Array.from(
      { length: 1000 },
      (_, i) => `  l${i + 1} = [for x in [local.l${i}] : upper(x)][0]`,
    ).join('\n');
    const { root } = createWorkspace(
      `#- /main.tf\nlocals {\n  l0 = "a"\n${chain}\n}\noutput "o" { value = local.l1000 }\noutput "p" { value = local.l100 }\n`,
    ).root();
    assert.equal(root.output('o').kind, 'unknown');
    assert.equal(renderValue(root.output('p')), '"A"');
  });
});

describe('problems', () => {
  const problems = (text: string): string[] => {
    const workspace = createWorkspace(text);
    return workspace
      .root()
      .problems()
      .map((problem) => `${problem.code} ${workspace.at(problem.origin)}`);
  };

  it('name what nothing declares, once per declaration', () => {
    assert.deepEqual(
      problems(`
#- /main.tf
module "a" {
  source = "./m"
  count  = 3
  x      = 1
  typo   = 2
}
module "b" { source = "./m" }
output "out" { value = [module.a[0].y, module.a[*].y, module.b.z, module.c.z, data.aws_vpc.v.id] }
locals {
  ok = [for k, v in { a = 1 } : "\${k}\${v}"]
  no = aws_vpc.main[local.ok2].id
}
resource "aws_x" "r" {
  provider = aws.west
  a        = each.key
  dynamic "s" {
    for_each = var.missing
    iterator = it
    content { v = it.value }
  }
  lifecycle { ignore_changes = [tags, a] }
}
#- /m/main.tf
variable "x" { type = number }
output "y" { value = var.z }
`),
      [
        'undeclared-reference /main.tf:local.ok2',
        'undeclared-reference /main.tf:aws_vpc.main[local.ok2].id',
        'undeclared-reference /main.tf:module.b.z',
        'undeclared-reference /main.tf:module.c.z',
        'undeclared-reference /main.tf:data.aws_vpc.v.id',
        'undeclared-reference /main.tf:each.key',
        'undeclared-reference /main.tf:var.missing',
        'unexpected-input /main.tf:typo',
        'missing-input /main.tf:"b"',
        'undeclared-reference /m/main.tf:var.z',
      ],
    );
  });

  it('tell circles of locals and resources', () => {
    assert.deepEqual(
      problems(`
#- /main.tf
locals {
  a = local.b
  b = aws_x.r.id
}
resource "aws_x" "r" { n = local.a }
resource "aws_x" "fine" { n = aws_x.r.id }
`),
      ['dependency-cycle /main.tf:a'],
    );
  });
});
