resource "aws_security_group" "app" {}

resource "aws_security_group_rule" "app" {
  for_each = {
    for name, rule in var.rules : name => {
      protocol    = rule.protocol
      from_port   = rule.port
      to_port     = coalesce(rule.last_port, rule.port)
      cidr_blocks = rule.cidrs
    }
  }
  type              = "ingress"
  security_group_id = aws_security_group.app.id
  protocol          = each.value.protocol
  from_port         = each.value.from_port
  to_port           = each.value.to_port
  cidr_blocks       = each.value.cidr_blocks
}
