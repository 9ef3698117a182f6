import assert from 'node:assert/strict';
import { networkOf } from '../networkOf';

describe('instances, balancers and databases that are looked up', () => {
  it('are ends of which neither groups nor subnets nor ports are known', () => {
    const { model } = networkOf(`
data "aws_instance" "a" { instance_id = "i-0123456789abcdef0" }
data "aws_lb" "b" { name = "b" }
data "aws_alb" "c" { arn = var.arn }
data "aws_db_instance" "d" { db_instance_identifier = "d" }
data "aws_rds_cluster" "e" { cluster_identifier = "e" }
data "aws_network_interface" "f" { id = "eni-0123456789abcdef0" }
variable "arn" {}`);
    assert.deepEqual(
      [...model.attachments.values()].map(({ address, label }) => `${label} ${address}`),
      [
        'instance data.aws_instance.a',
        'load balancer data.aws_lb.b',
        'load balancer data.aws_alb.c',
        'database data.aws_db_instance.d',
        'database data.aws_rds_cluster.e',
        'network interface data.aws_network_interface.f',
      ],
    );
    for (const { groups, public: isPublic, services } of model.attachments.values()) {
      assert.deepEqual(
        groups.map(({ group, certainty }) => [group.kind, certainty]),
        [['unknown', 'possible']],
      );
      assert.equal(isPublic, undefined);
      assert.deepEqual(services, []);
    }
    assert.deepEqual(model.unplaced.attachments, []);
  });

  it('are the declared ones where they are looked up by these', () => {
    const { model } = networkOf(`
resource "aws_security_group" "a" {}
resource "aws_lb" "a" { security_groups = [aws_security_group.a.id] }
data "aws_lb" "a" { name = aws_lb.a.name }
resource "aws_lb_listener" "a" {
  load_balancer_arn = data.aws_lb.a.arn
  port              = 80
}`);
    assert.deepEqual([...model.attachments.keys()], ['aws_lb.a']);
    assert.deepEqual(
      model.attachments.get('aws_lb.a')?.services.map(({ port }) => port),
      [80],
    );
  });
});
