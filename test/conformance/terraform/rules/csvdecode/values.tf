locals {
  rules = {
    for rule in csvdecode(file("${path.module}/rules.csv")) : rule.name => {
      protocol    = rule.protocol
      from_port   = rule.port
      to_port     = rule.port
      cidr_blocks = split(" ", rule.cidrs)
    }
  }
}

output "rules" {
  value = values(local.rules)
}
