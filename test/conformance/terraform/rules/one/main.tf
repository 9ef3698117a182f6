variable "second" {
  default = ["10.0.2.0/24"]
}

module "first" {
  source = "./first"
  count  = 1
}

module "none" {
  source = "./first"
  count  = 0
}

output "rules" {
  value = [for port in [443, 5432] : { protocol = "tcp", from_port = port, to_port = port, cidr_blocks = compact([one(module.none[*].cidr), one(module.first[*].cidr), one(var.second)]) }]
}
