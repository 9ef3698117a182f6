variable "number" {}

output "cidr" {
  value = cidrsubnet("10.0.0.0/16", 8, var.number)
}
