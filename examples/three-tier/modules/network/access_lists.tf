# Access lists keep no state: each tier also allows the replies, to the ports from which connections are opened.

resource "aws_network_acl" "public" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = [for subnet in aws_subnet.public : subnet.id]

  # Clients of the load balancer, and the service on its way out through the NAT gateway.
  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 443
    to_port    = 443
    cidr_block = "0.0.0.0/0"
  }

  # Replies of the service to the load balancer, and of the internet to the NAT gateway.
  ingress {
    rule_no    = 110
    action     = "allow"
    protocol   = "tcp"
    from_port  = 1024
    to_port    = 65535
    cidr_block = "0.0.0.0/0"
  }

  # The load balancer to the service.
  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = var.container_port
    to_port    = var.container_port
    cidr_block = local.tiers.app
  }

  # The NAT gateway to the internet.
  egress {
    rule_no    = 110
    action     = "allow"
    protocol   = "tcp"
    from_port  = 443
    to_port    = 443
    cidr_block = "0.0.0.0/0"
  }

  # Replies to the clients, and to the service.
  egress {
    rule_no    = 120
    action     = "allow"
    protocol   = "tcp"
    from_port  = 1024
    to_port    = 65535
    cidr_block = "0.0.0.0/0"
  }

  tags = {
    Name = "${var.name}-public"
  }
}

resource "aws_network_acl" "app" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = [for subnet in aws_subnet.app : subnet.id]

  # The load balancer to the service.
  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = var.container_port
    to_port    = var.container_port
    cidr_block = local.tiers.public
  }

  # Replies of the database, the cache and the internet.
  ingress {
    rule_no    = 110
    action     = "allow"
    protocol   = "tcp"
    from_port  = 1024
    to_port    = 65535
    cidr_block = "0.0.0.0/0"
  }

  # Replies to the load balancer.
  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 1024
    to_port    = 65535
    cidr_block = local.tiers.public
  }

  egress {
    rule_no    = 110
    action     = "allow"
    protocol   = "tcp"
    from_port  = var.database_port
    to_port    = var.database_port
    cidr_block = local.tiers.database
  }

  egress {
    rule_no    = 120
    action     = "allow"
    protocol   = "tcp"
    from_port  = var.cache_port
    to_port    = var.cache_port
    cidr_block = local.tiers.database
  }

  # Images, logs and secrets, through the NAT gateway.
  egress {
    rule_no    = 130
    action     = "allow"
    protocol   = "tcp"
    from_port  = 443
    to_port    = 443
    cidr_block = "0.0.0.0/0"
  }

  tags = {
    Name = "${var.name}-app"
  }
}

# The same for the database tier, as resources of their own.

resource "aws_network_acl" "database" {
  vpc_id = aws_vpc.this.id

  tags = {
    Name = "${var.name}-database"
  }
}

resource "aws_network_acl_association" "database" {
  for_each = aws_subnet.database

  network_acl_id = aws_network_acl.database.id
  subnet_id      = each.value.id
}

resource "aws_network_acl_rule" "database_from_app" {
  network_acl_id = aws_network_acl.database.id
  rule_number    = 100
  rule_action    = "allow"
  egress         = false
  protocol       = "tcp"
  from_port      = var.database_port
  to_port        = var.database_port
  cidr_block     = local.tiers.app
}

resource "aws_network_acl_rule" "cache_from_app" {
  network_acl_id = aws_network_acl.database.id
  rule_number    = 110
  rule_action    = "allow"
  egress         = false
  protocol       = "tcp"
  from_port      = var.cache_port
  to_port        = var.cache_port
  cidr_block     = local.tiers.app
}

resource "aws_network_acl_rule" "replies_to_app" {
  network_acl_id = aws_network_acl.database.id
  rule_number    = 100
  rule_action    = "allow"
  egress         = true
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 65535
  cidr_block     = local.tiers.app
}
