locals {
  offices = {
    default    = ["10.0.1.0/24", "10.0.2.0/24"]
    production = ["198.51.100.0/24"]
  }
}

output "rules" {
  value = [for port in [443, 5432] : { protocol = "tcp", from_port = port, to_port = port, cidr_blocks = lookup(local.offices, terraform.workspace, ["0.0.0.0/0"]) }]
}
