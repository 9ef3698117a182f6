locals {
  first   = "10.0.1.0/24"
  offices = [local.first, "10.0.2.0/24"]
  ports   = [443, 5432]
}

output "rules" {
  value = [for port in local.ports : { protocol = "tcp", from_port = port, to_port = port, cidr_blocks = local.offices }]
}
