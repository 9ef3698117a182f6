import assert from 'node:assert/strict';
import type { Attachment } from '../../../server/src/network/model';
import { networkOf, referenceText } from '../networkOf';

const prelude = `
variable "any" {}
resource "aws_security_group" "a" {}
resource "aws_security_group" "b" {}
resource "aws_subnet" "one" {}
resource "aws_subnet" "two" {}
resource "aws_launch_template" "t" {
  name = "web"
  vpc_security_group_ids = [aws_security_group.a.id]
}
resource "aws_launch_template" "u" {
  network_interfaces {
    security_groups             = [aws_security_group.a.id, aws_security_group.b.id]
    associate_public_ip_address = true
  }
}
resource "aws_launch_configuration" "c" {
  security_groups = [aws_security_group.a.id]
  associate_public_ip_address = false
}
`;

const groups = ({ groups: carried }: Attachment): string[] =>
  carried.map(({ group, certainty }) => `${certainty === 'possible' ? 'may ' : ''}${referenceText(group)}`);

const addresses = (hcl: string): string[] => [...networkOf(prelude + hcl).model.attachments.keys()].sort();

describe('who runs what a launch template describes', () => {
  // .../docs/resources/autoscaling_group#launch_template
  it('carries its groups in the subnets where it runs, and the proof leads to the template', () => {
    for (const template of [
      'id = aws_launch_template.t.id',
      'name = "web"',
      'name = aws_launch_template.t.name',
    ]) {
      const { attachment, text, model } = networkOf(`${prelude}
resource "aws_autoscaling_group" "g" {
  vpc_zone_identifier = [aws_subnet.one.id, aws_subnet.two.id]
  launch_template {
    ${template}
    version = "$Latest"
  }
}`);
      const found = attachment('aws_autoscaling_group.g');
      assert.equal(found.certainty, 'certain', template);
      assert.deepEqual(groups(found), ['aws_security_group.a'], template);
      assert.equal(text(found.groups[0]?.origin), 'aws_security_group.a.id');
      assert.deepEqual(found.subnets.map(referenceText), ['aws_subnet.one', 'aws_subnet.two']);
      assert.equal(found.label, 'instances');
      assert.equal(
        model.attachments.has('aws_launch_template.t'),
        false,
        'the template itself carries nothing then',
      );
      assert.equal(found.presets, undefined);
    }
  });

  it('is the template itself, possibly, as long as nothing uses it', () => {
    assert.deepEqual(addresses(''), [
      'aws_launch_configuration.c',
      'aws_launch_template.t',
      'aws_launch_template.u',
    ]);
  });

  it('is each type that takes one', () => {
    const users = {
      'aws_instance.x': 'launch_template { id = aws_launch_template.t.id }',
      'aws_spot_instance_request.x': 'launch_template { id = aws_launch_template.t.id }',
      'aws_ec2_fleet.x': `launch_template_config {
        launch_template_specification {
          launch_template_id = aws_launch_template.t.id
          version            = "$Latest"
        }
        override { subnet_id = aws_subnet.one.id }
      }`,
      'aws_spot_fleet_request.x': `launch_template_config {
        launch_template_specification { id = aws_launch_template.t.id }
        overrides { subnet_id = aws_subnet.one.id }
      }`,
      'aws_eks_node_group.x': 'launch_template { id = aws_launch_template.t.id }',
      'aws_batch_compute_environment.x': `compute_resources {
        launch_template { launch_template_id = aws_launch_template.t.id }
      }`,
      'aws_autoscaling_group.x': `mixed_instances_policy {
        launch_template {
          launch_template_specification { launch_template_id = aws_launch_template.t.id }
        }
      }`,
    };
    for (const [address, body] of Object.entries(users)) {
      const { attachment } = networkOf(`${prelude}
resource "${address.replace('.x', '')}" "x" {
${body}
}`);
      assert.deepEqual(groups(attachment(address)), ['aws_security_group.a'], address);
    }
    const { attachment } = networkOf(`${prelude}
resource "aws_autoscaling_group" "x" { launch_configuration = aws_launch_configuration.c.name }`);
    assert.deepEqual(groups(attachment('aws_autoscaling_group.x')), ['aws_security_group.a']);
    assert.equal(attachment('aws_autoscaling_group.x').public, false);
  });

  // .../docs/resources/instance#launch_template: arguments of the instance override the template's
  it('keeps its own groups where it names some', () => {
    const { attachment } = networkOf(`${prelude}
resource "aws_instance" "x" {
  vpc_security_group_ids = [aws_security_group.b.id]
  launch_template { id = aws_launch_template.t.id }
}`);
    assert.deepEqual(groups(attachment('aws_instance.x')), ['aws_security_group.b']);
  });

  it('carries only possibly what one of several templates gives', () => {
    const { attachment } = networkOf(`${prelude}
resource "aws_autoscaling_group" "x" {
  mixed_instances_policy {
    launch_template {
      launch_template_specification { launch_template_id = aws_launch_template.t.id }
      override {
        launch_template_specification { launch_template_id = aws_launch_template.u.id }
      }
    }
  }
}`);
    const found = attachment('aws_autoscaling_group.x');
    assert.deepEqual(groups(found), ['aws_security_group.a', 'may aws_security_group.b']);
    assert.equal(found.public, undefined);
  });

  it('may carry anything else where a version is fixed', () => {
    const { attachment } = networkOf(`${prelude}
resource "aws_instance" "x" {
  launch_template {
    id      = aws_launch_template.t.id
    version = "3"
  }
}`);
    assert.deepEqual(groups(attachment('aws_instance.x')), ['may aws_security_group.a']);
  });

  it('is no attachment where nothing is known of its groups', () => {
    assert.equal(addresses('resource "aws_autoscaling_group" "x" { vpc_zone_identifier = [] }').length, 3);
    const unknown = 'launch_template { id = var.any }';
    assert.equal(addresses(`resource "aws_autoscaling_group" "x" {\n${unknown}\n}`).length, 3);
  });

  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
  it('has the public address of the template, or that of its subnet', () => {
    const { attachment } = networkOf(`${prelude}
resource "aws_instance" "t" { launch_template { id = aws_launch_template.t.id } }
resource "aws_instance" "u" { launch_template { id = aws_launch_template.u.id } }
resource "aws_instance" "own" {
  associate_public_ip_address = false
  launch_template { id = aws_launch_template.u.id }
}`);
    const { public: ofSubnet, publicBySubnet } = attachment('aws_instance.t');
    assert.deepEqual([ofSubnet, publicBySubnet], [undefined, true]);
    assert.equal(attachment('aws_instance.u').public, true);
    assert.equal(attachment('aws_instance.u').publicBySubnet, undefined);
    assert.equal(attachment('aws_instance.own').public, false);
  });
});

describe('EKS', () => {
  // https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html, …/launch-templates.html
  it('gives the group that it makes to nodes whose template names none', () => {
    const { attachment, group } = networkOf(`${prelude}
resource "aws_eks_cluster" "k" {
  name = "k"
  vpc_config {
    security_group_ids     = [aws_security_group.b.id]
    subnet_ids             = [aws_subnet.one.id]
    endpoint_public_access = true
  }
}
resource "aws_eks_node_group" "plain" {
  cluster_name = "k"
  subnet_ids   = [aws_subnet.two.id]
}
resource "aws_eks_node_group" "by_reference" { cluster_name = aws_eks_cluster.k.id }
resource "aws_eks_node_group" "custom" {
  cluster_name = aws_eks_cluster.k.name
  launch_template { id = aws_launch_template.t.id }
}`);
    const own = 'aws_eks_cluster.k.vpc_config[0].cluster_security_group_id';
    const cluster = attachment('aws_eks_cluster.k');
    assert.deepEqual(groups(cluster), ['aws_security_group.b', own]);
    assert.deepEqual([cluster.public, cluster.services.map(({ port }) => port)], [false, [443]]);
    assert.deepEqual(groups(attachment('aws_eks_node_group.plain')), [own]);
    assert.deepEqual(attachment('aws_eks_node_group.plain').subnets.map(referenceText), ['aws_subnet.two']);
    assert.deepEqual(groups(attachment('aws_eks_node_group.by_reference')), [own]);
    assert.deepEqual(groups(attachment('aws_eks_node_group.custom')), ['aws_security_group.a']);
    assert.deepEqual([group(own).ownership, group(own).admitsItself], ['external', true]);
  });
});

describe('EMR', () => {
  // https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-man-sec-groups.html
  it('adds rules to the groups that it manages, and to no others', () => {
    const { group } = networkOf(`${prelude}
resource "aws_emr_cluster" "e" {
  ec2_attributes {
    emr_managed_master_security_group = aws_security_group.a.id
    additional_master_security_groups = aws_security_group.b.id
  }
}`);
    assert.equal(group('aws_security_group.a').ownership, 'external');
    assert.equal(group('aws_security_group.b').ownership, 'managed');
  });
});

describe('additions to attachments', () => {
  // .../docs/resources/rds_cluster_instance#publicly_accessible: "Default is false"
  it('make a cluster as public as one of its instances', () => {
    const cluster = (...instances: string[]): boolean | undefined =>
      networkOf(`${prelude}
resource "aws_rds_cluster" "c" { vpc_security_group_ids = [aws_security_group.a.id] }
${instances
  .map(
    (args, index) => `resource "aws_rds_cluster_instance" "i${index}" {
  cluster_identifier = aws_rds_cluster.c.id
  ${args}
}`,
  )
  .join('\n')}`).attachment('aws_rds_cluster.c').public;
    assert.equal(cluster(), undefined);
    assert.equal(cluster('', 'publicly_accessible = false'), false);
    assert.equal(cluster('', 'publicly_accessible = true'), true);
    assert.equal(cluster('', 'publicly_accessible = var.any'), undefined);
    assert.equal(cluster('publicly_accessible = true\n  count = var.any'), undefined);
  });

  it('put client VPNs and VPC endpoints into subnets', () => {
    const { attachment } = networkOf(`${prelude}
resource "aws_ec2_client_vpn_endpoint" "v" { security_group_ids = [aws_security_group.a.id] }
resource "aws_ec2_client_vpn_network_association" "v" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.v.id
  subnet_id              = aws_subnet.one.id
}
resource "aws_vpc_endpoint" "e" {
  security_group_ids = [aws_security_group.a.id]
  subnet_ids         = [aws_subnet.one.id]
}
resource "aws_vpc_endpoint_subnet_association" "e" {
  vpc_endpoint_id = aws_vpc_endpoint.e.id
  subnet_id       = aws_subnet.two.id
}`);
    assert.deepEqual(attachment('aws_ec2_client_vpn_endpoint.v').subnets.map(referenceText), [
      'aws_subnet.one',
    ]);
    assert.deepEqual(attachment('aws_vpc_endpoint.e').subnets.map(referenceText), [
      'aws_subnet.one',
      'aws_subnet.two',
    ]);
  });
});
