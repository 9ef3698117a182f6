import assert from 'node:assert/strict';
import { shapeOfFile } from '../../server/src/analysis/shape';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { documentUri } from '../../server/src/source/documentUri';
import { uriOfPath } from '../fixtures/analyse';
import { openWorkspace } from './open';

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
    assert.deepEqual(shape, { moduleCalls: new Map(), hasBackend: false, mentionsGroups: true });
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
    it(`speaks of groups with the word ${word}`, () => {
      assert.equal(shapeOf(`locals {\n  a = "${word}"\n}\n`).mentionsGroups, true);
    });
  }

  it('speaks of no groups where security and groups are two things', () => {
    assert.equal(shapeOf('locals {\n  security = { groups = 1 }\n}\n').mentionsGroups, false);
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

describe('a root that never speaks of groups', () => {
  const vpc = 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n';

  it('has an empty network until it does', () => {
    const workspace = openWorkspace({ '/main.tf': vpc });
    const networks = (): number | undefined => workspace.roots()[0]?.root.model().networks.size;
    assert.equal(networks(), 0);
    workspace.setFile(uriOfPath('/group.tf'), 'resource "aws_security_group" "a" {}\n');
    assert.equal(networks(), 1);
    workspace.removeFile(uriOfPath('/group.tf'));
    assert.equal(networks(), 0);
  });

  it('is known as a root nevertheless, unless a module calls it', () => {
    const workspace = openWorkspace({
      '/a/main.tf': vpc,
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
      '/b/main.tf': `module "a" {\n  source = "../a"\n}\n${vpc}`,
    });
    const [b] = workspace.roots();
    assert.deepEqual([...(b?.root.model().groups.keys() ?? [])], ['module.a.aws_security_group.a']);
    assert.equal(b?.root.model().networks.size, 1);
  });
});
