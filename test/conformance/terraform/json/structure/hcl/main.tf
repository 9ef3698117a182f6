variable "items" {
  type = list(object({ name = string, port = optional(number, 443) }))
}
output "names" {
  value = [for item in var.items : "${item.name}:${item.port}"]
}
