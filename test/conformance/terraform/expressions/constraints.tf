variable "rules" {
  type = map(object({
    port        = number
    to_port     = optional(number)
    protocol    = optional(string, "tcp")
    cidrs       = optional(list(string), [])
    description = optional(string)
    nested = optional(object({
      enabled = optional(bool, true)
      tags    = optional(map(string), { a = "b" })
      level   = optional(object({ n = optional(number, 1) }), {})
    }), {})
  }))
  default = {
    web = { port = 443, cidrs = ["0.0.0.0/0"] }
    ssh = { port = "22", protocol = null, nested = { enabled = false, level = { n = "5" } } }
    odd = { port = 1, extra = true, nested = null }
  }
}
variable "list_of_objects" {
  type    = list(object({ a = string, b = optional(list(number), [1]) }))
  default = [{ a = 1 }, { a = true, b = ["2", 3] }, { a = "x", b = null }]
}
variable "set_of_objects" {
  type    = set(object({ a = string, b = optional(number, 2) }))
  default = [{ a = "y" }, { a = "x" }, { a = "y", b = "2" }]
}
variable "set_of_numbers" {
  type    = set(number)
  default = ["3", 1, 2, "1"]
}
variable "tuple_with_optional" {
  type    = tuple([string, object({ a = optional(string, "d") })])
  default = [1, {}]
}
variable "list_of_any" {
  type    = list(any)
  default = [{ a = 1 }, { a = "x" }]
}
variable "map_of_any" {
  type    = map(any)
  default = { a = [1], b = ["x"] }
}
variable "object_with_any" {
  type    = object({ a = any, b = optional(any), c = optional(any, [1]) })
  default = { a = [1, "x"] }
}
variable "map_of_lists" {
  type    = map(list(string))
  default = { a = [1, true], b = [] }
}
variable "list_of_lists" {
  type    = list(list(number))
  default = [["1"], [], [2, 3]]
}
variable "list_of_maps" {
  type    = list(map(string))
  default = [{ a = 1 }, {}]
}
variable "nullable_list" {
  type    = list(string)
  default = null
}
variable "not_nullable" {
  type     = number
  default  = 5
  nullable = false
}
variable "secret" {
  type      = object({ user = string, password = optional(string, "none") })
  default   = { user = "root" }
  sensitive = true
}
variable "untyped_object" {
  default = { a = 1, b = ["x", 2], c = { d = null } }
}
variable "untyped_list" {
  default = [1, "a", { b = true }]
}
variable "bool_from_text" {
  type    = bool
  default = "false"
}
variable "text_from_number" {
  type    = string
  default = 1.50
}
variable "text_from_bool" {
  type    = string
  default = true
}
variable "number_from_text" {
  type    = number
  default = "1e3"
}
variable "object_from_map" {
  type    = object({ a = number, b = optional(string, "z") })
  default = { a = "7" }
}
variable "map_from_object" {
  type    = map(string)
  default = { a = 1, b = true, c = "x" }
}
variable "list_from_set_of_strings" {
  type    = list(string)
  default = ["b", "a", "b"]
}
variable "empty_map" {
  type    = map(object({ a = string }))
  default = {}
}
variable "deep_default" {
  type = object({
    a = optional(object({
      b = optional(object({
        c = optional(list(object({ d = optional(string, "deep") })), [{}, { d = "given" }])
      }), {})
    }), {})
  })
  default = {}
}
output "rules" { value = var.rules }
output "rule_web" { value = var.rules["web"] }
output "rule_ssh_nested" { value = var.rules.ssh.nested }
output "rule_odd_nested" { value = var.rules["odd"].nested }
output "rule_ports" { value = { for k, r in var.rules : k => coalesce(r.to_port, r.port) } }
output "rule_cidrs" { value = flatten([for k, r in var.rules : [for c in r.cidrs : "${k}:${c}"]]) }
output "list_of_objects" { value = var.list_of_objects }
output "set_of_objects" { value = var.set_of_objects }
output "set_of_numbers" { value = var.set_of_numbers }
output "tuple_with_optional" { value = var.tuple_with_optional }
output "list_of_any" { value = var.list_of_any }
output "map_of_any" { value = var.map_of_any }
output "object_with_any" { value = var.object_with_any }
output "map_of_lists" { value = var.map_of_lists }
output "list_of_lists" { value = var.list_of_lists }
output "list_of_maps" { value = var.list_of_maps }
output "nullable_list" { value = [var.nullable_list, var.nullable_list == null] }
output "not_nullable" { value = var.not_nullable }
output "secret_marked" { value = [issensitive(var.secret), issensitive(var.secret.user)] }
output "secret" { value = nonsensitive(var.secret) }
output "secret_in_text" { value = issensitive("user ${var.secret.user}") }
output "untyped_object" { value = var.untyped_object }
output "untyped_list" { value = var.untyped_list }
output "converted" { value = [var.bool_from_text, var.text_from_number, var.text_from_bool, var.number_from_text] }
output "object_from_map" { value = var.object_from_map }
output "map_from_object" { value = var.map_from_object }
output "list_from_set_of_strings" { value = var.list_from_set_of_strings }
output "empty_map" { value = var.empty_map }
output "deep_default" { value = var.deep_default }
output "merged_with_default" { value = merge({ protocol = "udp" }, var.rules.ssh) }
output "null_attribute" { value = var.rules.web.description == null }
output "lookup_in_object" { value = lookup(var.rules.web, "protocol", "any") }
