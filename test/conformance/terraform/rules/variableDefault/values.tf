variable "cidrs" {
  type    = list(string)
  default = ["10.0.1.0/24", "10.0.2.0/24"]
}

variable "ports" {
  type    = map(number)
  default = { https = 443, postgres = "5432" }
}

output "rules" {
  value = [for port in values(var.ports) : { protocol = "tcp", from_port = port, to_port = port, cidr_blocks = var.cidrs }]
}
