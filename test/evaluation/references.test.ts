import assert from 'node:assert/strict';
import {
  declarationOrigin,
  findReferences,
  referenceAt,
  referenceTarget,
} from '../../server/src/evaluation/references';
import { createWorkspace } from './workspace';

const workspace = createWorkspace(`
#- /main.tf
variable "cidr" {}
locals {
  base = var.cidr
}
module "net" {
  source = "./net"
  count  = 2
  cidr   = local.base
}
data "aws_vpc" "v" {}
resource "aws_security_group" "a" {
  vpc_id = data.aws_vpc.v.id
  name   = "\${var.cidr}-\${module.net[0].id}"
  tags   = { for var in [1] : var => aws_security_group.a[0].id }
}
output "all" { value = module.net[*].id }
output "long" { value = resource.aws_security_group.a.id }
#- /net/main.tf
variable "cidr" {}
resource "aws_vpc" "main" {
  cidr_block = var.cidr
}
output "id" { value = aws_vpc.main.id }
`);
const root = workspace.root();

/** The target at the first place where `marker` stands, with \`|\` for the cursor. */
function at(path: string, marker: string): string {
  const before = marker.indexOf('|');
  const text = marker.replace('|', '');
  const tree = workspace.tree(path);
  const offset = tree.file.text.indexOf(text) + before;
  const item = tree.items.find((each) => each.start <= offset && offset <= each.end);
  const module = root.modules().find((each) => path.startsWith(each.address.text === '' ? '/main' : '/net'));
  assert.ok(item && module);
  const found = referenceAt(module, item.anchor, offset - item.start);
  if (found === undefined) return 'nothing';
  return `${found.target.kind} ${workspace.at(declarationOrigin(found.target))} from ${workspace.at(found.origin)}`;
}

describe('references in the text', () => {
  it('lead to what they name, across modules', () => {
    assert.equal(at('/main.tf', 'base = var.ci|dr'), 'variable /main.tf:"cidr" from /main.tf:var.cidr');
    assert.equal(at('/main.tf', 'cidr   = local.ba|se'), 'local /main.tf:base from /main.tf:local.base');
    assert.equal(at('/main.tf', 'module.n|et[0]'), 'module /main.tf:"net" from /main.tf:module.net');
    assert.equal(
      at('/main.tf', 'module.net[0].i|d'),
      'output /net/main.tf:"id" from /main.tf:module.net[0].id',
    );
    assert.equal(
      at('/main.tf', 'resource.aws_security_group|.a.id'),
      'resource /main.tf:"a" from /main.tf:aws_security_group.a',
    );
    assert.equal(at('/main.tf', 'data.aws_vpc|.v.id'), 'resource /main.tf:"v" from /main.tf:data.aws_vpc.v');
    assert.equal(
      at('/net/main.tf', 'aws_vpc.main.i|d'),
      'resource /net/main.tf:"main" from /net/main.tf:aws_vpc.main',
    );
    assert.equal(at('/main.tf', 'for var in [1] : va|r'), 'nothing');
  });

  it('are found from the declaration, with the arguments that set a variable', () => {
    const places = (directory: string, names: string[]): string[] => {
      const module = root.modules().find((each) => each.directory.endsWith(directory));
      const target = module && referenceTarget(module, names);
      assert.ok(target);
      return findReferences(root, target)
        .map((origin) => workspace.at(origin))
        .sort();
    };
    assert.deepEqual(places('/w', ['var', 'cidr']), ['/main.tf:var.cidr', '/main.tf:var.cidr']);
    assert.deepEqual(places('/net', ['var', 'cidr']), ['/main.tf:cidr', '/net/main.tf:var.cidr']);
    assert.deepEqual(places('/w', ['module', 'net', 'id']), [
      '/main.tf:module.net[*].id',
      '/main.tf:module.net[0].id',
    ]);
    assert.deepEqual(places('/w', ['module', 'net']), ['/main.tf:module.net', '/main.tf:module.net']);
    assert.deepEqual(places('/net', ['aws_vpc', 'main']), ['/net/main.tf:aws_vpc.main']);
    assert.deepEqual(places('/w', ['data', 'aws_vpc', 'v']), ['/main.tf:data.aws_vpc.v']);
  });

  it('mean nothing where nothing is declared', () => {
    assert.equal(referenceTarget(root.root, ['var', 'x']), undefined);
    assert.equal(referenceTarget(root.root, ['data', 'aws_vpc']), undefined);
    assert.equal(referenceTarget(root.root, ['aws_vpc', 'main']), undefined);
  });
});
