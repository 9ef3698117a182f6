locals {
  # A sixteenth of the VPC for each tier, and a sixteenth of that for each zone.
  tiers = {
    public   = cidrsubnet(var.cidr_block, 4, 0)
    app      = cidrsubnet(var.cidr_block, 4, 1)
    database = cidrsubnet(var.cidr_block, 4, 2)
  }

  zones = { for index, zone in var.availability_zones : zone => index }
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr_block
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = var.name
  }
}

resource "aws_subnet" "public" {
  for_each = local.zones

  vpc_id                  = aws_vpc.this.id
  availability_zone       = each.key
  cidr_block              = cidrsubnet(local.tiers.public, 4, each.value)
  map_public_ip_on_launch = false

  tags = {
    Name = "${var.name}-public-${each.key}"
  }
}

resource "aws_subnet" "app" {
  for_each = local.zones

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(local.tiers.app, 4, each.value)

  tags = {
    Name = "${var.name}-app-${each.key}"
  }
}

# These stay with the main route table, which leads nowhere but to the VPC itself.
resource "aws_subnet" "database" {
  for_each = local.zones

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(local.tiers.database, 4, each.value)

  tags = {
    Name = "${var.name}-database-${each.key}"
  }
}
