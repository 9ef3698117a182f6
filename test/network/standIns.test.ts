import assert from 'node:assert/strict';
import { networkOf } from '../providers/networkOf';

const instance = (block: string): string => `
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_security_group" "app" { vpc_id = aws_vpc.main.id }
resource "aws_network_interface" "app" {
  subnet_id       = aws_subnet.a.id
  security_groups = [aws_security_group.app.id]
}
resource "aws_instance" "app" {
  ami           = "ami-12345678"
  instance_type = "t3.micro"
  ${block}
}
resource "aws_lb" "main" {
  internal = true
  subnets  = [aws_subnet.a.id]
  security_groups = [aws_security_group.app.id]
}
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.main.arn
  port              = 80
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}
resource "aws_lb_target_group" "app" {
  port     = 8080
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}
resource "aws_lb_target_group_attachment" "app" {
  target_group_arn = aws_lb_target_group.app.arn
  target_id        = aws_instance.app.id
}`;

// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/instance#primary_network_interface
describe('an instance that is given its interface', () => {
  const given = `primary_network_interface {
    network_interface_id = aws_network_interface.app.id
  }`;

  it('is reached through that: a balancer that names the instance forwards to the interface', () => {
    const { model } = networkOf(instance(given));
    assert.deepEqual([...model.forwardings.byTarget.keys()], ['aws_network_interface.app']);
    const ports = model.attachments.get('aws_network_interface.app')?.services.map(({ port }) => port);
    assert.deepEqual(ports, [8080]);
    assert.equal(model.attachments.has('aws_instance.app'), false);
  });

  it('is not meant by a further interface', () => {
    const { model } = networkOf(
      instance(`network_interface {
    network_interface_id = aws_network_interface.app.id
    device_index         = 1
  }`),
    );
    assert.deepEqual([...model.forwardings.byTarget.keys()], ['aws_instance.app']);
  });
});
