import assert from 'node:assert/strict';
import { shapeOfFile } from '../../server/src/analysis/shape';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { documentUri } from '../../server/src/source/documentUri';
import { uriOfPath } from '../fixtures/analyse';
import { findingTexts, openWorkspace } from './open';

function shapeOf(text: string, tree: () => undefined = () => undefined) {
  return shapeOfFile(createSourceFile(documentUri('file:///w/main.tf'), text, undefined), tree);
}

describe('the shape of a file', () => {
  it('is told without a tree where no module is called and no root declared', () => {
    let asked = 0;
    const tree = (): undefined => {
      asked++;
    };
    const shape = shapeOf('resource "aws_security_group" "a" {\n}\n', tree);
    assert.equal(asked, 0);
    assert.deepEqual(shape, { moduleCalls: new Map(), hasBackend: false, mentionsNetwork: true });
    shapeOf('module "a" {\n  source = "./security-groups"\n}\n', tree);
    assert.equal(asked, 1);
  });

  for (const word of [
    'aws_security_group',
    'security-group',
    'SecurityGroup',
    'security group',
    'security_groups',
  ]) {
    it(`speaks of the network with the word ${word}`, () => {
      assert.equal(shapeOf(`locals {\n  a = "${word}"\n}\n`).mentionsNetwork, true);
    });
  }

  for (const text of [
    'resource "aws_network_acl_rule" "ssh" {}',
    'resource aws_route default {}',
    'data "aws_vpc" "main" {}',
    '{ "resource": { "aws_subnet": { "a": {} } } }',
    // Of no group, and so with the default one.
    'resource "aws_instance" "web" {}',
  ]) {
    it(`speaks of the network with ${text}`, () => {
      assert.equal(shapeOf(text).mentionsNetwork, true);
    });
  }

  it('speaks of no network where security and groups are two things', () => {
    assert.equal(shapeOf('locals {\n  security = { groups = 1 }\n}\n').mentionsNetwork, false);
  });

  it('speaks of no network with types that the network is not read from', () => {
    const text =
      'resource "aws_s3_bucket" "aws" {}\ndata "aws_subnetworks" "all" {}\nlocals { my_aws_subnet = 1 }\n';
    assert.equal(shapeOf(text).mentionsNetwork, false);
  });

  it('has the calls with a literal source, wherever blocks stand and however lines end', () => {
    const text = '\tmodule "a" { source = "./a" }\r\nmodule "b" {\r\n  source = var.b\r\n}\r\nmodule "c" {';
    const { moduleCalls } = shapeOf(text);
    assert.deepEqual(
      [...moduleCalls].map(([name, { source }]) => `${name} ${source}`),
      ['a ./a'],
    );
    const { file, span } = moduleCalls.get('a')?.location ?? assert.fail();
    assert.equal(file.text.slice(span.start, span.end), '"./a"');
  });

  it('tells a root by its backend or cloud block', () => {
    assert.equal(shapeOf('terraform {\n  backend "s3" {}\n}\n').hasBackend, true);
    assert.equal(shapeOf('terraform {\n  cloud {}\n}\n').hasBackend, true);
    assert.equal(shapeOf('terraform {\n  required_version = ">= 1"\n}\n').hasBackend, false);
  });
});

describe('a root without a security group', () => {
  const subnet = 'resource "aws_subnet" "a" {\n  cidr_block = "10.0.0.0/24"\n}\n';
  const list = `resource "aws_network_acl" "a" {
  subnet_ids = [aws_subnet.a.id]
  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }
  ingress {
    rule_no    = 200
    action     = "deny"
    protocol   = "tcp"
    from_port  = 22
    to_port    = 22
    cidr_block = "0.0.0.0/0"
  }
}
`;

  it('has a network as soon as it speaks of a part of one', () => {
    const workspace = openWorkspace({ '/main.tf': 'resource "aws_s3_bucket" "a" {}\n' });
    const root = () => workspace.roots()[0]?.root;
    assert.equal(root()?.concernsNetwork(), false);
    workspace.setFile(uriOfPath('/subnet.tf'), subnet);
    assert.equal(root()?.concernsNetwork(), true);
    assert.deepEqual([...(root()?.model().subnets.keys() ?? [])], ['aws_subnet.a']);
    workspace.removeFile(uriOfPath('/subnet.tf'));
    assert.equal(root()?.model().subnets.size, 0);
  });

  it('is checked: an entry of a network ACL may never decide', () => {
    const workspace = openWorkspace({ '/main.tf': subnet + list });
    assert.deepEqual(findingTexts(workspace), ['shadowed-by-priority /main.tf:14']);
  });

  it('is told what Terraform would refuse', () => {
    const workspace = openWorkspace({ '/main.tf': list });
    assert.deepEqual(findingTexts(workspace, 'undeclared-reference'), ['undeclared-reference /main.tf:2']);
  });
});

describe('a root that never speaks of the network', () => {
  const bucket = 'resource "aws_s3_bucket" "main" {\n  bucket = aws_s3_bucket.gone.id\n}\n';

  it('is not evaluated, and nothing is said of it', () => {
    const workspace = openWorkspace({ '/main.tf': bucket });
    assert.equal(workspace.roots()[0]?.root.concernsNetwork(), false);
    assert.deepEqual(findingTexts(workspace), []);
  });

  it('is known as a root nevertheless, unless a module calls it', () => {
    const workspace = openWorkspace({
      '/a/main.tf': bucket,
      '/b/main.tf': 'module "a" {\n  source = "../a"\n}\n',
    });
    const roots = (): string[] => workspace.roots().map(({ root }) => root.directory);
    assert.deepEqual(roots(), [uriOfPath('/b')]);
    workspace.setFile(uriOfPath('/b/main.tf'), 'module "a" {\n  source = "../ab"\n}\n');
    assert.deepEqual(roots(), [uriOfPath('/a'), uriOfPath('/b')]);
    assert.deepEqual([...(workspace.roots()[1]?.root.directories() ?? [])], [uriOfPath('/b')]);
  });

  it('speaks of them with a module that it calls', () => {
    const workspace = openWorkspace({
      '/a/main.tf': 'resource "aws_security_group" "a" {}\n',
      '/b/main.tf': `module "a" {\n  source = "../a"\n}\n${bucket}`,
    });
    const [b] = workspace.roots();
    assert.deepEqual([...(b?.root.model().groups.keys() ?? [])], ['module.a.aws_security_group.a']);
  });
});
