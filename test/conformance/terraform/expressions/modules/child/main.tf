variable "name" { type = string }
variable "rules" {
  type = map(object({
    port  = number
    cidrs = optional(list(string), ["10.0.0.0/8"])
  }))
  default  = {}
  nullable = false
}
variable "list" {
  type    = list(string)
  default = ["d"]
}
variable "flag" {
  type    = bool
  default = true
}
locals {
  ports = [for r in var.rules : r.port]
}
module "deep" {
  source = "./deep"
  text   = "${var.name}!"
  ports  = local.ports
}
output "summary" { value = "${var.name}:${join("+", local.ports)}" }
output "rules" { value = var.rules }
output "deep" { value = module.deep }
output "list" { value = [var.list] }
output "flag" { value = [var.flag] }
output "path" { value = path.module }
output "secret" {
  value     = "s-${var.name}"
  sensitive = true
}
