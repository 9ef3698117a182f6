resource "aws_vpc" "main" {
  cidr_block = local.range
}

resource "aws_subnet" "app" {
  for_each   = { for index, cidr in slice(cidrsubnets(aws_vpc.main.cidr_block, 8, 8, 8, 4), 1, 3) : index => cidr }
  vpc_id     = aws_vpc.main.id
  cidr_block = each.value
}

resource "aws_security_group" "app" {
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = [for subnet in aws_subnet.app : subnet.cidr_block]
  }
  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = [for subnet in aws_subnet.app : subnet.cidr_block]
  }
}
