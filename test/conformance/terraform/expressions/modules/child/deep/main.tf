variable "text" {}
variable "ports" { type = set(number) }
output "text" { value = upper(var.text) }
output "ports" { value = var.ports }
