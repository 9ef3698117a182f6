locals {
  range = "10.0.0.0/16"
}

output "rules" {
  value = [for port in [443, 5432] : { protocol = "tcp", from_port = port, to_port = port, cidr_blocks = slice(cidrsubnets(local.range, 8, 8, 8, 4), 1, 3) }]
}
