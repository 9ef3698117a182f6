variable "cidrs" {}

output "rules" {
  value = [for port in [443, 5432] : { protocol = "tcp", from_port = port, to_port = port, cidr_blocks = var.cidrs }]
}
