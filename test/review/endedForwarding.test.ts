import assert from 'node:assert/strict';
import { edited, review, without } from './reviewed';
import { SHOP } from './shop';

const BALANCER = 'load balancer aws_lb.web';
const LOST = `${BALANCER} no longer forwards to instance aws_instance.app`;
const ATTACHMENT = 'resource "aws_lb_target_group_attachment" "app"';
const FORWARD = 'type             = "forward"\n    target_group_arn = aws_lb_target_group.app.arn';
const ANSWER =
  'type = "fixed-response"\n    fixed_response {\n      content_type = "text/plain"\n      status_code  = "404"\n    }';

const RULE = `
resource "aws_lb_listener_rule" "app" {
  listener_arn = aws_lb_listener.https.arn
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
  condition {
    path_pattern {
      values = ["/app/*"]
    }
  }
}
`;

const SERVICE = `${without(without(SHOP, ATTACHMENT), 'resource "aws_instance" "app"')}
resource "aws_ecs_service" "app" {
  name            = "app"
  task_definition = aws_ecs_task_definition.app.arn

  network_configuration {
    subnets         = [aws_subnet.app.id]
    security_groups = [aws_security_group.app.id]
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.app.arn
    container_name   = "app"
    container_port   = 8080
  }
}

resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = jsonencode([{ name = "app", portMappings = [{ containerPort = 8080 }] }])
}
`;
const WITHOUT_BLOCK = SERVICE.replace(/\n {2}load_balancer \{[^}]*\}\n/, '');

describe('the review of a balancer that forwards nothing any more', () => {
  it('misses the last registration at its target group, and puts it back', () => {
    const { lines, messages, fix } = review(SHOP, without(SHOP, ATTACHMENT));
    assert.deepEqual(lines, [`removed error certain [resource "aws_lb_target_group" "app"] ${LOST}`]);
    assert.equal(
      messages[0],
      `${LOST}: aws_lb_target_group_attachment.app is gone, which registered aws_instance.app with aws_lb_target_group.app. ` +
        'It still accepts tcp/443 https, but nobody is registered where it forwards that. Clients get errors.',
    );
    assert.equal(fix().title, 'Put aws_lb_target_group_attachment.app back');
    assert.equal(fix().remaining, 0);
  });

  it('tells of all the listeners and all the targets together', () => {
    const listener = SHOP.slice(
      SHOP.indexOf('resource "aws_lb_listener"'),
      SHOP.indexOf('resource "aws_lb_target_group" "app"'),
    );
    const many =
      SHOP +
      listener.replace('"https"', '"other"').replace('443', '8443') +
      SHOP.slice(SHOP.indexOf(ATTACHMENT))
        .replaceAll('"app"', '"app2"')
        .replaceAll('aws_instance.app.id', 'aws_instance.app2.id');
    const open = edited(
      many,
      'from_port   = 443\n    to_port     = 443',
      'from_port   = 443\n    to_port     = 8443',
    );
    const now = without(without(open, ATTACHMENT), 'resource "aws_lb_target_group_attachment" "app2"');
    const { messages } = review(open, now);
    assert.equal(messages.length, 1);
    assert.match(
      messages[0]!,
      /no longer forwards to instance aws_instance\.app and instance aws_instance\.app2: /,
    );
    assert.match(messages[0]!, /It still accepts tcp\/443 https(?:,| and) tcp\/8443 https/);
  });

  it('is silent where another target is left', () => {
    const two =
      SHOP +
      SHOP.slice(SHOP.indexOf(ATTACHMENT))
        .replaceAll('"app"', '"app2"')
        .replaceAll('aws_instance.app.id', 'aws_instance.app2.id');
    assert.deepEqual(review(two, without(two, ATTACHMENT)).lines, []);
  });

  it('is silent where the target is gone, too', () => {
    assert.deepEqual(
      review(SHOP, without(without(SHOP, ATTACHMENT), 'resource "aws_instance" "app"')).lines,
      [],
    );
  });

  it('blames the service that no longer registers itself, and restores it', () => {
    const { lines, messages, fix } = review(SERVICE, WITHOUT_BLOCK);
    assert.equal(lines.length, 1);
    assert.match(
      lines[0]!,
      /^removed error certain \[.*\] load balancer aws_lb\.web no longer forwards to .*aws_ecs_service\.app$/,
    );
    assert.match(
      messages[0]!,
      /: aws_ecs_service\.app no longer registers itself with aws_lb_target_group\.app\. It still/,
    );
    assert.equal(fix().text, SERVICE);
  });

  it('is silent about a service whose balancers others look after', () => {
    const ignoring = (text: string): string =>
      text.replace(
        'name            = "app"\n',
        'name            = "app"\n  lifecycle {\n    ignore_changes = [load_balancer]\n  }\n',
      );
    assert.deepEqual(review(ignoring(SERVICE), ignoring(WITHOUT_BLOCK)).lines, []);
  });

  it('blames a listener that answers itself now', () => {
    const { lines, messages, fix } = review(SHOP, edited(SHOP, FORWARD, ANSWER));
    assert.equal(lines.length, 1);
    assert.equal(
      messages[0],
      `${LOST}: aws_lb_listener.https now answers itself instead of forwarding to aws_lb_target_group.app. ` +
        'It still accepts tcp/443 https, and answers that itself.',
    );
    assert.equal(fix().text, SHOP);
  });

  it('is silent about a default answer where a rule forwards in its place', () => {
    assert.deepEqual(review(SHOP, `${edited(SHOP, FORWARD, ANSWER)}${RULE}`).lines, []);
  });

  it('misses a rule that alone forwarded', () => {
    const answering = edited(SHOP, FORWARD, ANSWER);
    const { lines, messages, fix } = review(`${answering}${RULE}`, answering);
    assert.deepEqual(lines, [`removed error certain [resource "aws_lb_listener" "https"] ${LOST}`]);
    assert.match(
      messages[0]!,
      /: aws_lb_listener_rule\.app is gone\. It still accepts tcp\/443 https, and answers that itself\./,
    );
    assert.equal(fix().remaining, 0);
  });

  it('is silent where deployments decide where a listener forwards', () => {
    const ignoring = SHOP.replace(
      'protocol          = "HTTPS"\n',
      'protocol          = "HTTPS"\n  lifecycle {\n    ignore_changes = [default_action]\n  }\n',
    );
    assert.deepEqual(review(ignoring, edited(ignoring, FORWARD, ANSWER)).lines, []);
  });

  it('is silent where targets may be registered from elsewhere', () => {
    const elsewhere = [
      'output "targets" {\n  value = aws_lb_target_group.app.arn\n}\n',
      'output "text" {\n  value = "arn=${aws_lb_target_group.app.arn}"\n}\n',
      'resource "kubernetes_manifest" "binding" {\n  manifest = { spec = { targetGroupARN = aws_lb_target_group.app.arn } }\n}\n',
      'resource "aws_codedeploy_deployment_group" "app" {\n  load_balancer_info {\n    target_group_info {\n      name = aws_lb_target_group.app.name\n    }\n  }\n}\n',
      'variable "group" {\n  type = string\n}\nresource "aws_lb_target_group_attachment" "other" {\n  target_group_arn = var.group\n  target_id        = "10.0.1.9"\n}\n',
      'resource "aws_autoscaling_group" "app" {\n  lifecycle {\n    ignore_changes = [target_group_arns]\n  }\n}\n',
    ];
    for (const more of elsewhere) {
      const text = `${SHOP}\n${more}`;
      assert.deepEqual(review(text, without(text, ATTACHMENT)).lines, [], more);
    }
  });

  it('takes an alarm on a target group for no registration', () => {
    const text = `${SHOP}
resource "aws_cloudwatch_metric_alarm" "app" {
  dimensions = { TargetGroup = aws_lb_target_group.app.arn_suffix }
}
output "metrics" {
  value = aws_lb_target_group.app.arn_suffix
}
`;
    assert.equal(review(text, without(text, ATTACHMENT)).lines.length, 1);
  });

  it('is silent about a scaling group that no longer says where it is registered: it stays there', () => {
    const base = `${without(without(SHOP, ATTACHMENT), 'resource "aws_instance" "app"')}
resource "aws_launch_template" "app" {
  name                   = "app"
  vpc_security_group_ids = [aws_security_group.app.id]
}

resource "aws_autoscaling_group" "app" {
  vpc_zone_identifier = [aws_subnet.app.id]
  target_group_arns   = [aws_lb_target_group.app.arn]
  launch_template {
    id = aws_launch_template.app.id
  }
}
`;
    assert.deepEqual(review(base, base.replace(/ {2}target_group_arns.*\n/, '')).lines, []);
    const attached = `${base.replace(/ {2}target_group_arns.*\n/, '')}
resource "aws_autoscaling_attachment" "app" {
  autoscaling_group_name = aws_autoscaling_group.app.name
  lb_target_group_arn    = aws_lb_target_group.app.arn
}
`;
    const { messages } = review(attached, without(attached, 'resource "aws_autoscaling_attachment" "app"'));
    assert.equal(messages.length, 1);
    assert.match(
      messages[0]!,
      /: aws_autoscaling_attachment\.app is gone, which registered aws_autoscaling_group\.app with /,
    );
  });
});
