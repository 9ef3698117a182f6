locals {
  rules = {
    for rule in jsondecode(templatefile("${path.module}/rules.json.tftpl", {
      offices = ["10.0.1.0/24", "10.0.2.0/24"]
      ports   = { https = 443, postgres = 5432 }
      })) : rule.name => {
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
