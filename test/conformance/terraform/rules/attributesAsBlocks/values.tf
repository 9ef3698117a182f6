locals {
  nobody = {
    description      = ""
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    security_groups  = []
    self             = false
  }
  rules = [
    for port in [443, 5432] :
    { protocol = "tcp", from_port = port, to_port = port, cidr_blocks = ["10.0.1.0/24", "10.0.2.0/24"] }
  ]
}

output "rules" {
  value = local.rules
}
