output "rules" {
  value = [for port in [443, 5432] : { protocol = "tcp", from_port = port, to_port = port, cidr_blocks = ["10.0.1.0/24", "10.0.2.0/24"] }]
}
