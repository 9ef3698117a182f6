locals {
  rules = {
    for name in fileset("${path.module}/rules", "*.json") : trimsuffix(name, ".json") => {
      protocol    = "tcp"
      from_port   = jsondecode(file("${path.module}/rules/${name}")).port
      to_port     = jsondecode(file("${path.module}/rules/${name}")).port
      cidr_blocks = jsondecode(file("${path.module}/rules/${name}")).cidrs
    }
  }
}

output "rules" {
  value = values(local.rules)
}
