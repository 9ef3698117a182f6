locals {
  rules = {
    for rule in jsondecode(file("${path.module}/rules.json")) : rule.name => {
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
