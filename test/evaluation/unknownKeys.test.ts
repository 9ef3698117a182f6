import assert from 'node:assert/strict';
import { renderValue as render } from '../../server/src/evaluation/render';
import type { ModuleEvaluation } from '../../server/src/evaluation/evaluation';
import { createWorkspace } from './workspace';

const zones = 'data "aws_availability_zones" "all" {}';

function rootOf(main: string): ModuleEvaluation {
  return createWorkspace(`#- /main.tf\n${zones}\n${main}\n`).root().root;
}

/** Certainty, address and one argument of every instance of a resource. */
function instances(root: ModuleEvaluation, name: string, argument: string): string[] {
  const declaration = root.declarations().resources.get(name);
  assert.ok(declaration !== undefined);
  return root.instances(declaration).map(({ address, certainty, body }) => {
    const value = body.argument(argument)?.value;
    return `${certainty} ${address.text} ${value === undefined ? '' : render(value)}`;
  });
}

describe('maps whose keys are not known', () => {
  const subnets = `
locals {
  zones   = slice(data.aws_availability_zones.all.names, 0, 2)
  subnets = { for i, zone in local.zones : "data-\${zone}" => cidrsubnet("10.0.0.0/16", 8, i) }
}
resource "aws_subnet" "s" {
  for_each   = local.subnets
  cidr_block = each.value
}
`;

  it('make one certain instance for each entry, told apart by what its key is made of', () => {
    assert.deepEqual(instances(rootOf(subnets), 'aws_subnet.s', 'cidr_block'), [
      'certain aws_subnet.s["data-${data.aws_availability_zones.all.names[0]}"] "10.0.0.0/24"',
      'certain aws_subnet.s["data-${data.aws_availability_zones.all.names[1]}"] "10.0.1.0/24"',
    ]);
  });

  it('lead back to the instance that was made with the same key', () => {
    const root = rootOf(`${subnets}
resource "aws_route_table_association" "a" {
  for_each  = local.subnets
  subnet_id = aws_subnet.s[each.key].id
}`);
    assert.deepEqual(instances(root, 'aws_route_table_association.a', 'subnet_id'), [
      'certain aws_route_table_association.a["data-${data.aws_availability_zones.all.names[0]}"] aws_subnet.s["data-${data.aws_availability_zones.all.names[0]}"].id',
      'certain aws_route_table_association.a["data-${data.aws_availability_zones.all.names[1]}"] aws_subnet.s["data-${data.aws_availability_zones.all.names[1]}"].id',
    ]);
  });

  it('are read by the same key again, through a typed variable too', () => {
    const workspace = createWorkspace(`#- /main.tf
${zones}
module "m" {
  source  = "./m"
  subnets = { for i, zone in slice(data.aws_availability_zones.all.names, 0, 2) : zone => { cidr = "10.0.\${i}.0/24" } }
  zone    = data.aws_availability_zones.all.names[1]
}
output "it" { value = module.m.it }
#- /m/main.tf
variable "subnets" { type = map(object({ cidr = string, public = optional(bool, false) })) }
variable "zone" {}
output "it" { value = [var.subnets[var.zone].cidr, var.subnets[var.zone].public] }
`);
    assert.equal(render(workspace.root().root.output('it')), '["10.0.1.0/24", false]');
  });

  it('have as many entries where nothing tells the keys apart', () => {
    const root = rootOf(`
locals { sorted = sort(data.aws_availability_zones.all.names) }
resource "aws_subnet" "s" {
  for_each   = { for i, cidr in ["10.0.0.0/24", "10.0.1.0/24"] : local.sorted[i] => cidr }
  cidr_block = each.value
}
output "one" { value = aws_subnet.s["eu-west-2a"].cidr_block }
`);
    assert.deepEqual(instances(root, 'aws_subnet.s', 'cidr_block'), [
      'certain aws_subnet.s[entry 1] "10.0.0.0/24"',
      'certain aws_subnet.s[entry 2] "10.0.1.0/24"',
    ]);
    assert.equal(render(root.output('one')), '(one of "10.0.0.0/24", "10.0.1.0/24")');
  });

  it('may have any of several entries behind a key that is written', () => {
    const root = rootOf(`
locals { some = { for zone in slice(data.aws_availability_zones.all.names, 0, 2) : zone => "at-\${zone}" } }
output "it" { value = merge({ a = "x" }, local.some) }
output "one" { value = local.some["eu-west-2a"] }
`);
    const { kind } = root.output('one');
    assert.equal(kind, 'unknown');
  });

  it('have one entry for each key, whichever of several lists it comes from', () => {
    const root = rootOf(`
resource "terraform_data" "late" {}
locals { either = terraform_data.late.id == "x" ? [{ k = "a", v = 1 }] : [{ k = "a", v = 2 }, { k = "b", v = 3 }] }
resource "aws_x" "r" {
  for_each = { for each in concat(local.either, [{ k = "c", v = 4 }]) : each.k => each.v }
  it       = each.value
}
`);
    assert.deepEqual(instances(root, 'aws_x.r', 'it'), [
      'certain aws_x.r["c"] 4',
      'possible aws_x.r["a"] (one of 1, 2)',
      'possible aws_x.r["b"] 3',
    ]);
  });

  it('keep entries that are only possible apart from the others', () => {
    const root = rootOf(`
resource "terraform_data" "late" {}
resource "aws_x" "r" {
  for_each = { for key in ["a", "b"] : key => 1 if key == "a" || terraform_data.late.id == "x" }
  it       = each.value
}
`);
    assert.deepEqual(instances(root, 'aws_x.r', 'it'), ['certain aws_x.r["a"] 1', 'possible aws_x.r["b"] 1']);
  });
});

describe('a splat over instances whose number is not known', () => {
  const some = `
resource "aws_subnet" "s" { count = length(data.aws_availability_zones.all.names) }
`;

  it('has instances of that resource and nothing else', () => {
    const root = rootOf(`${some}
output "ids" { value = aws_subnet.s[*].id }
output "with_others" { value = concat(aws_subnet.s[*].id, ["subnet-1"]) }
output "element" { value = element(aws_subnet.s[*].id, 4) }
output "one" { value = one(aws_subnet.s[*].id) }
output "length" { value = length(aws_subnet.s) }
`);
    assert.equal(render(root.output('ids')), '[perhaps aws_subnet.s[*].id]');
    assert.equal(render(root.output('with_others')), '["subnet-1", perhaps aws_subnet.s[*].id]');
    assert.equal(render(root.output('element')), '(known after apply: aws_subnet.s[*].id)');
    assert.equal(render(root.output('one')), '(one of aws_subnet.s[*].id, null)');
    assert.equal(root.output('length').kind, 'unknown');
  });

  it('makes one instance for any number of them, not a single one', () => {
    const root = rootOf(`${some}
resource "aws_x" "r" {
  for_each = toset(aws_subnet.s[*].id)
  it       = each.value
}
`);
    assert.deepEqual(instances(root, 'aws_x.r', 'it'), [
      'possible aws_x.r[*] (known after apply: aws_subnet.s[*].id)',
    ]);
  });

  it('does not equal itself', () => {
    const root = rootOf(`${some}
output "it" { value = aws_subnet.s[0].id == aws_subnet.s[1].id }
`);
    assert.equal(root.output('it').kind, 'unknown');
  });
});
