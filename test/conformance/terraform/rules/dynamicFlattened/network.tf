resource "aws_security_group" "app" {
  dynamic "ingress" {
    for_each = local.flat
    iterator = rule
    content {
      description = "${rule.key}: ${rule.value.name}"
      protocol    = rule.value.protocol
      from_port   = rule.value.port
      to_port     = rule.value.port
      cidr_blocks = [rule.value.cidr]
    }
  }
}
