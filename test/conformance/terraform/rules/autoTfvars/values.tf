variable "cidrs" {
  type = list(string)
}

variable "ports" {
  type = map(number)
}

output "rules" {
  value = [for port in values(var.ports) : { protocol = "tcp", from_port = port, to_port = port, cidr_blocks = var.cidrs }]
}
