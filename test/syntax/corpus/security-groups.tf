# Groups as they are written in practice.
resource "aws_security_group" "api" {
  name        = "api"
  description = "API servers"
  vpc_id      = aws_vpc.main.id

  ingress {
    description     = "from the balancer"
    from_port       = 8080
    to_port         = 8080
    protocol        = "tcp"
    security_groups = [aws_security_group.balancer.id]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }

  tags = merge(local.tags, { Name = "api-${var.environment}" })

  lifecycle { create_before_destroy = true }
}

resource "aws_vpc_security_group_ingress_rule" "db" {
  for_each = { for name, group in var.clients : name => group if group.enabled }

  security_group_id            = aws_security_group.db.id
  referenced_security_group_id = each.value.security_group_id
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
}

resource "aws_security_group" "dynamic" {
  dynamic "ingress" {
    for_each = toset(var.ports)
    iterator = port
    content {
      from_port   = port.value
      to_port     = port.value
      protocol    = "tcp"
      cidr_blocks = [for subnet in aws_subnet.private : subnet.cidr_block]
    }
  }
}

module "db" {
  source  = "../modules/db"
  version = "~> 1.0"

  client_security_group_ids = concat(
    [aws_security_group.api.id],
    var.extra_clients...
  )
  providers = {
    aws = aws.west
  }
}
