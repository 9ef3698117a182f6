import assert from 'node:assert/strict';
import { groupUsesOfValue } from '../../server/src/providers/groupUse';
import { networkOf, referenceText, type Network } from './networkOf';

const uses = ({ parts }: Network): [string, string][] =>
  parts.flatMap((part) => (part.kind === 'group-use' ? [[part.address, referenceText(part.group)]] : []));

describe('uses of groups', () => {
  it('are found in resource types that nobody knows, by the name of the argument', () => {
    const network = networkOf(`
resource "aws_security_group" "a" {}
resource "other_thing" "x" {
  network {
    security_group_ids = local.groups
  }
}
locals { groups = [aws_security_group.a.id] }`);
    assert.deepEqual(uses(network), [['other_thing.x', 'aws_security_group.a']]);
  });

  it('are found in any argument that refers to a group, inside texts too', () => {
    const network = networkOf(`
resource "aws_security_group" "a" {}
resource "aws_security_group" "b" { count = 2 }
data "aws_security_group" "c" {}
resource "aws_ssm_parameter" "x" { value = aws_security_group.a.arn }
resource "helm_release" "y" {
  set {
    value = "\${aws_security_group.b[1].id},\${data.aws_security_group.c.id}"
  }
}`);
    assert.deepEqual(uses(network), [
      ['aws_ssm_parameter.x', 'aws_security_group.a'],
      ['helm_release.y', 'aws_security_group.b[1]'],
      ['helm_release.y', 'data.aws_security_group.c'],
    ]);
  });

  it('are none in resources that say nothing of groups', () => {
    const network = networkOf(`
resource "aws_security_group" "a" {}
resource "aws_s3_bucket" "x" { bucket = "\${local.name}-x" }
locals { name = aws_security_group.a.name }`);
    assert.deepEqual(uses(network), []);
  });

  it('are found in values of any shape, each group once', () => {
    const { evaluation } = networkOf(`
variable "open" { type = bool }
resource "aws_security_group" "a" {}
resource "aws_security_group" "b" {}
resource "aws_security_group" "c" {}
output "all" {
  value = {
    whole  = aws_security_group.a
    list   = [aws_security_group.a.id, aws_security_group.b.name]
    either = var.open ? aws_security_group.c.id : null
    no     = "text"
  }
}`);
    const [output] = evaluation.root.declarations().outputs.values();
    assert.ok(output !== undefined);
    const origin = { anchor: output.anchor, start: 0, end: 1 };
    const found = groupUsesOfValue(evaluation.root.output('all'), {
      address: 'output.all',
      certainty: 'certain',
      origin,
      headerOrigin: origin,
    });
    assert.deepEqual(found.map((use) => referenceText(use.group)).sort(), [
      'aws_security_group.a',
      'aws_security_group.b',
      'aws_security_group.c',
    ]);
  });
});
