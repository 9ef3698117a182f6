resource "aws_security_group" "app" {
  ingress {
    protocol    = "tcp"
    from_port   = var.ports.https
    to_port     = var.ports.https
    cidr_blocks = var.cidrs
  }
  ingress {
    protocol    = "tcp"
    from_port   = var.ports["postgres"]
    to_port     = var.ports["postgres"]
    cidr_blocks = var.cidrs
  }
}
