resource "aws_security_group" "app" {}

resource "aws_security_group_rule" "app" {
  for_each          = local.rules
  type              = "ingress"
  security_group_id = aws_security_group.app.id
  protocol          = each.value.protocol
  from_port         = each.value.from_port
  to_port           = each.value.to_port
  cidr_blocks       = each.value.cidr_blocks
}
