locals {
  services = {
    postgres = { ports = [5432], from = ["10.0.1.0/24", "10.0.2.0/24"] }
    web      = { ports = [443], from = ["10.0.1.0/24", "10.0.2.0/24"] }
  }
  flat = flatten([
    for name, service in local.services : [
      for port in service.ports : [
        for cidr in service.from : { name = name, protocol = "tcp", port = port, cidr = cidr }
      ]
    ]
  ])
}

output "rules" {
  value = [
    for rule in local.flat :
    { protocol = rule.protocol, from_port = rule.port, to_port = rule.port, cidr_blocks = [rule.cidr] }
  ]
}
