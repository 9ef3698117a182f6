variable "name" {
  type = string
}
variable "ports" {
  type     = list(number)
  default  = [22]
  nullable = false
}
locals {
  rules = [for index, port in var.ports : { id = "${var.name}-${index}", from = port, to = port }]
}
module "label" {
  source   = "./label"
  for_each = { for rule in local.rules : rule.id => rule.from }
  text     = "${each.key}=${each.value}"
}
output "name" {
  value = var.name
}
output "rules" {
  value = local.rules
}
output "given" {
  value = var.ports
}
output "labels" {
  value = [for key, label in module.label : label.text]
}
output "secret" {
  value     = "s-${var.name}"
  sensitive = true
}
output "path" {
  value = path.module
}
