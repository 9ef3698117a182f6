module "office" {
  source = "./office"
  count  = 2
  number = count.index + 1
}

output "rules" {
  value = [for port in [443, 5432] : { protocol = "tcp", from_port = port, to_port = port, cidr_blocks = module.office[*].cidr }]
}
