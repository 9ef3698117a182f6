resource "aws_security_group" "app" {
  ingress {
    protocol    = "tcp"
    from_port   = var.port
    to_port     = var.port
    cidr_blocks = var.cidrs
  }
}
