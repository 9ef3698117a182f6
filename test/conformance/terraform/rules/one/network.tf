resource "aws_security_group" "app" {
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = [one(module.first[*].cidr), one(var.second)]
  }
  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = [one(module.first[*].cidr), one(var.second)]
  }
}
