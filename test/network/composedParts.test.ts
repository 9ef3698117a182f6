import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildModelOfLists } from '../../server/src/network/buildModel';
import type { NetworkPart } from '../../server/src/network/model';
import type { NetworkModel } from '../../server/src/network/networkModel';
import { networkOf } from '../providers/networkOf';

const source = `
resource "aws_security_group" "a" {}
resource "aws_security_group" "b" {}
resource "aws_subnet" "one" {}
resource "aws_lb" "web" { security_groups = [aws_security_group.a.id] }
resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  default_action { target_group_arn = aws_lb_target_group.app.arn }
}
resource "aws_lb_target_group" "app" {
  port     = 8080
  protocol = "HTTP"
}
resource "aws_launch_template" "t" {
  name                   = "t"
  vpc_security_group_ids = [aws_security_group.b.id]
}
resource "aws_autoscaling_group" "g" {
  target_group_arns = [aws_lb_target_group.app.arn]
  launch_template { name = "t" }
}
resource "aws_autoscaling_group" "h" {
  launch_template { id = aws_launch_template.t.id }
}
resource "aws_launch_template" "same_name" {
  name                   = "t"
  vpc_security_group_ids = [aws_security_group.a.id]
}
resource "aws_db_subnet_group" "d" { subnet_ids = [aws_subnet.one.id] }
resource "aws_rds_cluster" "c" {
  vpc_security_group_ids = [aws_security_group.b.id]
  db_subnet_group_name   = aws_db_subnet_group.d.id
}
resource "aws_rds_cluster_instance" "i" {
  cluster_identifier  = aws_rds_cluster.c.id
  publicly_accessible = true
}
`;

/** The parts by the resource that declares them: as many lists as there are resources. */
function listsOf(hcl: string): readonly (readonly NetworkPart[])[] {
  const lists = new Map<unknown, NetworkPart[]>();
  for (const part of networkOf(hcl).parts) {
    const { anchor } = part.headerOrigin;
    lists.set(anchor, [...(lists.get(anchor) ?? []), part]);
  }
  return [...lists.values()];
}

/** What a model says of its ends, without the identities of its parts. */
function told(model: NetworkModel): unknown {
  return {
    attachments: [...model.attachments.values()],
    forwardings: model.forwardings.all,
    carried: [...model.views].map(([id, view]) => [id, view.attachments.map(({ address }) => address)]),
  };
}

/** The same parts in lists of their own: nothing that was computed before is known of them. */
function anew(lists: readonly (readonly NetworkPart[])[]): NetworkModel {
  return buildModelOfLists(lists.map((list) => list.map((part) => ({ ...part }))));
}

describe('ends put together from several declarations', () => {
  const lists = listsOf(source);
  const empty: readonly NetworkPart[] = [];

  it('are after any edits what they are for a model made anew', () => {
    assert.ok(lists.length > 10);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: lists.length - 1 }), { minLength: 1, maxLength: 12 }), (edits) => {
        let current = lists;
        let model = buildModelOfLists(current);
        for (const position of edits) {
          // Each edit takes a declaration away, or puts it back.
          current = current.map((list, index) =>
            index !== position ? list : list.length === 0 ? (lists[index] ?? empty) : empty,
          );
          model = buildModelOfLists(current, model);
          assert.deepEqual(told(model), told(anew(current)));
        }
      }),
    );
  });

  it('stay the same objects while nothing about them changes', () => {
    const first = buildModelOfLists(lists);
    const attachments = [...first.attachments.values()];
    const { forwardings } = first;
    const without = lists.filter((list) =>
      list.every(({ address }) => address !== 'aws_rds_cluster_instance.i'),
    );
    const second = buildModelOfLists(without, first);
    assert.equal(second.forwardings, forwardings);
    for (const attachment of attachments) {
      const isSame = second.attachments.get(attachment.address) === attachment;
      assert.equal(isSame, attachment.address !== 'aws_rds_cluster.c', attachment.address);
    }
  });

  it('leave open which of two presets a name means', () => {
    const { attachments } = buildModelOfLists(lists);
    assert.equal(attachments.has('aws_autoscaling_group.g'), false);
    assert.equal(attachments.has('aws_autoscaling_group.h'), true);
    const unique = lists.filter((list) =>
      list.every(({ address }) => address !== 'aws_launch_template.same_name'),
    );
    assert.equal(buildModelOfLists(unique).attachments.has('aws_autoscaling_group.g'), true);
  });
});
