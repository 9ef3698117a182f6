import assert from 'node:assert/strict';
import { createWorkspace } from '../workspace';

/** Addresses and certainty of the instances of aws_subnet.s, which `main` declares. */
function instances(main: string): string[] {
  const workspace = createWorkspace(`#- /main.tf
data "aws_availability_zones" "all" {}
variable "given" {}
resource "aws_vpc" "main" {}
${main}
`);
  const { root } = workspace.root();
  const declaration = root.declarations().resources.get('aws_subnet.s');
  assert.ok(declaration !== undefined);
  return root.instances(declaration).map(({ address, certainty }) => `${certainty} ${address.text}`);
}

const three = ['certain aws_subnet.s[0]', 'certain aws_subnet.s[1]', 'certain aws_subnet.s[2]'];

describe('lists of known length with unknown elements', () => {
  it('count subnets by a slice of availability zones', () => {
    assert.deepEqual(
      instances(`
locals { azs = slice(data.aws_availability_zones.all.names, 0, 3) }
resource "aws_subnet" "s" { count = length(local.azs) }`),
      three,
    );
  });

  it('count subnets by a slice of sorted zones, and of a variable without a value', () => {
    assert.deepEqual(
      instances(
        `resource "aws_subnet" "s" { count = length(slice(sort(data.aws_availability_zones.all.names), 0, 3)) }`,
      ),
      three,
    );
    assert.deepEqual(
      instances(`resource "aws_subnet" "s" { count = length(slice(var.given, 1, 4)) }`),
      three,
    );
  });

  it('count subnets by the prefixes that are cut from a network, whatever it is', () => {
    assert.deepEqual(
      instances(`resource "aws_subnet" "s" { count = length(cidrsubnets(var.given, 4, 4, 8)) }`),
      three,
    );
    assert.deepEqual(
      instances(
        `resource "aws_subnet" "s" { count = length(cidrsubnets(aws_vpc.main.cidr_block, 4, 4, 8)) }`,
      ),
      three,
    );
  });

  it('name subnets by the keys of a map whose values are not known', () => {
    assert.deepEqual(instances(`resource "aws_subnet" "s" { for_each = zipmap(["a", "b"], var.given) }`), [
      'certain aws_subnet.s["a"]',
      'certain aws_subnet.s["b"]',
    ]);
  });

  it('are not made where the length depends on what is not known', () => {
    assert.deepEqual(
      instances(`resource "aws_subnet" "s" {
  count = length(slice(data.aws_availability_zones.all.names, 0, min(3, length(data.aws_availability_zones.all.names))))
}`),
      ['possible aws_subnet.s[*]'],
    );
    assert.deepEqual(instances(`resource "aws_subnet" "s" { count = length(split(",", var.given)) }`), [
      'possible aws_subnet.s[*]',
    ]);
    assert.deepEqual(
      instances(`resource "aws_subnet" "s" { for_each = toset(data.aws_availability_zones.all.names) }`),
      ['possible aws_subnet.s[*]'],
    );
  });
});
