variable "maps" {}

locals {
  rules = {
    for name, rule in merge(var.maps[0], var.maps[1], { https = { port = 443, cidrs = ["10.0.1.0/24", "10.0.2.0/24"] } }) :
    name => { protocol = "tcp", from_port = rule.port, to_port = rule.port, cidr_blocks = rule.cidrs }
  }
}

output "rules" {
  value = values(local.rules)
}
