import assert from 'node:assert/strict';
import type { Forwarding } from '../../../server/src/network/endpoints';
import type { Service } from '../../../server/src/network/model';
import { networkOf, referenceText, type Network } from '../networkOf';

const words = (services: readonly Service[]): string =>
  services.map(({ protocol, port }) => `${protocol === 17 ? 'udp' : 'tcp'}/${port}`).join(' ');

function told({ model }: Network): string[] {
  return model.forwardings.all.map((each: Forwarding) => {
    const may = each.certainty === 'possible' ? 'may ' : '';
    const checks = each.healthChecks.length === 0 ? '' : `, checks ${words(each.healthChecks)}`;
    return `${may}${referenceText(each.balancer)} ${words(each.accepts)} -> ${referenceText(each.target)} ${words(each.services)}${checks}`;
  });
}

const prelude = `
variable "any" {}
resource "aws_security_group" "lb" {}
resource "aws_security_group" "app" {}
resource "aws_lb" "web" { security_groups = [aws_security_group.lb.id] }
resource "aws_instance" "app" { vpc_security_group_ids = [aws_security_group.app.id] }
`;

const group = (args: string): string => `resource "aws_lb_target_group" "app" {
  ${args.replaceAll(', ', '\n  ')}
}`;

const listener = (args = 'port = 443, protocol = "HTTPS"'): string => `resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  ${args.replaceAll(', ', '\n  ')}
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}`;

const registered = (args = 'target_id = aws_instance.app.id'): string =>
  `resource "aws_lb_target_group_attachment" "app" {
  target_group_arn = aws_lb_target_group.app.arn
  ${args.replaceAll(', ', '\n  ')}
}`;

describe('load balancers', () => {
  it('listen where their listeners say and forward to registered targets, which offer that port', () => {
    const network = networkOf(
      [prelude, group('port = 8080, protocol = "HTTP"'), listener(), registered()].join('\n'),
    );
    assert.deepEqual(told(network), ['aws_lb.web tcp/443 -> aws_instance.app tcp/8080, checks tcp/8080']);
    assert.equal(words(network.attachment('aws_lb.web').services), 'tcp/443');
    assert.equal(words(network.attachment('aws_instance.app').services), 'tcp/8080');
    const [forwarding] = network.model.forwardings.byTarget.get('aws_instance.app') ?? [];
    assert.deepEqual(network.model.forwardings.byBalancer.get('aws_lb.web'), [forwarding]);
    assert.deepEqual(
      [forwarding?.listener.address, forwarding?.targetGroup.address, forwarding?.registration.address],
      ['aws_lb_listener.web', 'aws_lb_target_group.app', 'aws_lb_target_group_attachment.app'],
    );
  });

  // .../docs/resources/lb_target_group_attachment#port, …/lb_target_group#health_check
  it('use the port of a registration, and check health where the target group says', () => {
    const ports = (tg: string, registration: string): string | undefined =>
      told(networkOf([prelude, group(tg), listener(), registered(registration)].join('\n')))[0]?.replace(
        /^.*-> aws_instance.app /,
        '',
      );
    const target = 'target_id = aws_instance.app.id';
    const http = 'port = 80, protocol = "HTTP"';
    assert.equal(ports(http, `${target}, port = 9000`), 'tcp/9000, checks tcp/9000');
    assert.equal(ports(`${http}, health_check { port = 8081 }`, target), 'tcp/80, checks tcp/8081');
    assert.equal(ports(`${http}, health_check { port = "traffic-port" }`, target), 'tcp/80, checks tcp/80');
    assert.equal(ports(`${http}, health_check { enabled = false }`, target), 'tcp/80');
    assert.equal(ports('port = 53, protocol = "UDP"', target), 'udp/53, checks tcp/53');
    assert.equal(ports('port = 53, protocol = "TCP_UDP"', target), 'tcp/53 udp/53, checks tcp/53');
    assert.equal(ports('port = var.any, protocol = "HTTP"', target), '');
    assert.equal(ports(http, `${target}, port = var.any`), '');
  });

  it('accept what their protocols are on the wire', () => {
    const accepts = (args: string): string =>
      words(
        networkOf([prelude, group('port = 80, protocol = "HTTP"'), listener(args)].join('\n')).attachment(
          'aws_lb.web',
        ).services,
      );
    assert.equal(accepts('port = 80'), 'tcp/80');
    assert.equal(accepts('port = 443, protocol = "TLS"'), 'tcp/443');
    assert.equal(accepts('port = 53, protocol = "TCP_UDP"'), 'tcp/53 udp/53');
    assert.equal(accepts('port = 514, protocol = "UDP"'), 'udp/514');
    assert.equal(accepts('port = var.any'), '');
  });

  it('forward by rules and by weights too, and possibly where a condition is not known', () => {
    const network = networkOf(`${prelude}
${group('port = 8080, protocol = "HTTP"')}
${registered()}
resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  port              = 80
  default_action {
    type = "redirect"
  }
}
resource "aws_lb_listener_rule" "r" {
  listener_arn = aws_lb_listener.web.arn
  action {
    type = "forward"
    forward {
      target_group { arn = aws_lb_target_group.app.arn }
    }
  }
}
resource "aws_lb_listener_rule" "s" {
  listener_arn = aws_lb_listener.web.arn
  action {
    type             = "forward"
    target_group_arn = var.any == 1 ? aws_lb_target_group.app.arn : aws_lb_target_group.other.arn
  }
}
resource "aws_lb_target_group" "other" {}`);
    assert.deepEqual(told(network), [
      'aws_lb.web tcp/80 -> aws_instance.app tcp/8080, checks tcp/8080',
      'may aws_lb.web tcp/80 -> aws_instance.app tcp/8080, checks tcp/8080',
    ]);
    assert.equal(network.model.forwardings.all[0]?.rule?.address, 'aws_lb_listener_rule.r');
  });

  it('forward to scaling groups and services, by their own arguments or by attachments', () => {
    const network = networkOf(`${prelude}
${group('port = 80, protocol = "HTTP"')}
${listener()}
resource "aws_launch_template" "t" { vpc_security_group_ids = [aws_security_group.app.id] }
resource "aws_autoscaling_group" "own" {
  target_group_arns = [aws_lb_target_group.app.arn]
  launch_template { id = aws_launch_template.t.id }
}
resource "aws_autoscaling_group" "source" {
  traffic_source { identifier = aws_lb_target_group.app.arn }
}
resource "aws_autoscaling_group" "attached" {}
resource "aws_autoscaling_attachment" "x" {
  autoscaling_group_name = aws_autoscaling_group.attached.id
  lb_target_group_arn    = aws_lb_target_group.app.arn
}
resource "aws_ecs_task_definition" "t" {
  container_definitions = jsonencode([{
    portMappings = [{ containerPort = 3000 }, { containerPort = 9125, protocol = "udp" }]
  }])
}
resource "aws_ecs_service" "s" {
  task_definition = aws_ecs_task_definition.t.arn
  network_configuration { security_groups = [aws_security_group.app.id] }
  load_balancer {
    target_group_arn = aws_lb_target_group.app.arn
    container_name   = "web"
    container_port   = 3000
  }
}`);
    assert.deepEqual(told(network), [
      'aws_lb.web tcp/443 -> aws_autoscaling_group.own tcp/80, checks tcp/80',
      'aws_lb.web tcp/443 -> aws_autoscaling_group.source tcp/80, checks tcp/80',
      'aws_lb.web tcp/443 -> aws_autoscaling_group.attached tcp/80, checks tcp/80',
      'aws_lb.web tcp/443 -> aws_ecs_service.s tcp/3000, checks tcp/3000',
    ]);
    assert.equal(words(network.attachment('aws_autoscaling_group.own').services), 'tcp/80');
    assert.equal(words(network.attachment('aws_ecs_service.s').services), 'tcp/3000 udp/9125');
  });

  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
  it('keep the address of the client as the vendor says', () => {
    const keeps = (args: string): boolean | undefined =>
      networkOf([prelude, group(args), listener(), registered()].join('\n')).model.forwardings.all[0]
        ?.preservesClientAddress;
    assert.equal(keeps('port = 80, protocol = "HTTP", preserve_client_ip = "true"'), false);
    assert.equal(keeps('port = 80, protocol = "TCP"'), true);
    assert.equal(keeps('port = 80, protocol = "TLS", target_type = "instance"'), true);
    assert.equal(keeps('port = 80, protocol = "TCP", target_type = "ip"'), false);
    assert.equal(keeps('port = 80, protocol = "UDP", target_type = "ip"'), true);
    assert.equal(keeps('port = 80, protocol = "TCP_UDP", target_type = "ip"'), true);
    assert.equal(keeps('port = 80, protocol = "TCP", target_type = "ip", preserve_client_ip = true'), true);
    assert.equal(keeps('port = 80, protocol = "TCP", preserve_client_ip = "false"'), false);
    // "can't be disabled"
    assert.equal(keeps('port = 80, protocol = "UDP", preserve_client_ip = false'), true);
    assert.equal(keeps('port = 80, protocol = "TCP", preserve_client_ip = var.any'), undefined);
    assert.equal(keeps('port = 80, protocol = "TCP", target_type = var.any'), undefined);
    assert.equal(keeps('port = 80, protocol = "TCP", target_type = "alb"'), undefined);
  });

  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
  it('are filtered by no group where a network balancer has none', () => {
    const { model, attachment } = networkOf(`${prelude}
resource "aws_lb" "nlb" {
  load_balancer_type = "network"
  internal           = true
}
resource "aws_lb" "application" {}
resource "aws_lb" "unknown" { load_balancer_type = var.any }`);
    const { groups, unfiltered, privateLink, public: isPublic } = attachment('aws_lb.nlb');
    assert.deepEqual([groups, unfiltered, privateLink, isPublic], [[], true, 'unfiltered', false]);
    assert.equal(model.attachments.has('aws_lb.application'), false);
    assert.equal(model.attachments.has('aws_lb.unknown'), false);
  });

  it('filter what comes through a private link unless that is off', () => {
    const privateLink = (args: string): string | undefined =>
      networkOf(`${prelude}
resource "aws_lb" "nlb" {
  load_balancer_type = "network"
  security_groups    = [aws_security_group.lb.id]
  ${args}
}`).attachment('aws_lb.nlb').privateLink;
    const name = 'enforce_security_group_inbound_rules_on_private_link_traffic';
    assert.equal(privateLink(''), 'filtered');
    assert.equal(privateLink(`${name} = "on"`), 'filtered');
    assert.equal(privateLink(`${name} = "off"`), 'unfiltered');
    assert.equal(privateLink(`${name} = var.any`), 'unknown');
    assert.equal(networkOf(prelude).attachment('aws_lb.web').privateLink, undefined);
  });
});

describe('classic load balancers', () => {
  // .../docs/resources/elb
  it('forward each listener to its own port of their instances', () => {
    const network = networkOf(`${prelude}
resource "aws_elb" "web" {
  name            = "web"
  security_groups = [aws_security_group.lb.id]
  instances       = [aws_instance.app.id]
  listener {
    lb_port           = 443
    lb_protocol       = "https"
    instance_port     = 8080
    instance_protocol = "http"
  }
  listener {
    lb_port           = 25
    lb_protocol       = "tcp"
    instance_port     = 2525
    instance_protocol = "tcp"
  }
  health_check { target = "HTTP:8081/status" }
}
resource "aws_launch_configuration" "c" { security_groups = [aws_security_group.app.id] }
resource "aws_autoscaling_group" "g" {
  launch_configuration = aws_launch_configuration.c.id
  load_balancers       = [aws_elb.web.name]
}`);
    assert.deepEqual(told(network), [
      'aws_elb.web tcp/443 -> aws_instance.app tcp/8080, checks tcp/8081',
      'aws_elb.web tcp/443 -> aws_autoscaling_group.g tcp/8080, checks tcp/8081',
      'aws_elb.web tcp/25 -> aws_instance.app tcp/2525, checks tcp/8081',
      'aws_elb.web tcp/25 -> aws_autoscaling_group.g tcp/2525, checks tcp/8081',
    ]);
    assert.equal(words(network.attachment('aws_elb.web').services), 'tcp/443 tcp/25');
    assert.equal(words(network.attachment('aws_autoscaling_group.g').services), 'tcp/8080 tcp/2525');
    assert.equal(network.model.forwardings.all[0]?.preservesClientAddress, false);
  });
});
