locals {
  rules = {
    for rule in yamldecode(file("${path.module}/rules.yaml")).rules : rule.name => {
      protocol    = rule.protocol
      from_port   = rule.port
      to_port     = rule.port
      cidr_blocks = rule.cidrs
    }
  }
}

output "rules" {
  value = values(local.rules)
}
