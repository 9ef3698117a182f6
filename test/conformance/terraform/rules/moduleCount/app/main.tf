variable "port" {}

variable "cidrs" {}

output "rule" {
  value = { protocol = "tcp", from_port = var.port, to_port = var.port, cidr_blocks = var.cidrs }
}
