resource "aws_security_group" "app" {
  ingress {
    protocol    = "tcp"
    from_port   = local.ports[0]
    to_port     = local.ports[0]
    cidr_blocks = local.offices
  }
  ingress {
    protocol    = "tcp"
    from_port   = local.ports["1"]
    to_port     = local.ports["1"]
    cidr_blocks = local.offices
  }
}
