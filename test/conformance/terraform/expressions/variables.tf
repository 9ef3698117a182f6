variable "plain" { default = "x" }
variable "number_text" {
  type    = number
  default = "42"
}
variable "text_number" {
  type    = string
  default = 42
}
variable "bool_text" {
  type    = bool
  default = "true"
}
variable "list" {
  type    = list(string)
  default = ["a", 1, true]
}
variable "set" {
  type    = set(string)
  default = ["b", "a", "b"]
}
variable "map" {
  type    = map(number)
  default = { a = "1", b = 2 }
}
variable "any_list" {
  type    = list(any)
  default = [1, "a"]
}
variable "any_map" {
  type    = map(any)
  default = { a = 1, b = "x" }
}
variable "any" {
  type    = any
  default = [1, "a"]
}
variable "tuple" {
  type    = tuple([string, number])
  default = [1, "2"]
}
variable "object" {
  type    = object({ a = string, b = number })
  default = { a = 1, b = "2", extra = true }
}
variable "optional" {
  type = object({
    name  = string
    port  = optional(number, 443)
    cidrs = optional(list(string), ["10.0.0.0/8"])
    note  = optional(string)
  })
  default = { name = "web" }
}
variable "optional_null" {
  type = object({
    port = optional(number, 443)
    note = optional(string)
  })
  default = { port = null, note = null }
}
variable "map_of_objects" {
  type = map(object({
    port  = number
    cidrs = optional(list(string), [])
    nested = optional(object({
      on   = optional(bool, true)
      tags = optional(map(string), {})
    }), {})
  }))
  default = {
    a = { port = 1 }
    b = { port = "2", cidrs = ["x"], nested = { on = false } }
  }
}
variable "list_of_objects" {
  type    = list(object({ a = optional(string, "d"), b = optional(number) }))
  default = [{}, { a = "x" }, { b = "3" }]
}
variable "null_default" {
  type    = string
  default = null
}
variable "not_nullable" {
  type     = list(string)
  default  = ["d"]
  nullable = false
}
variable "nested_set" {
  type    = set(object({ a = string, b = optional(number, 1) }))
  default = [{ a = "y" }, { a = "x", b = 2 }]
}
variable "empty_object_list" {
  type    = list(object({ a = string }))
  default = []
}
variable "from_file" {
  type    = list(number)
  default = []
}
variable "from_auto" {
  type    = string
  default = "default"
}
output "plain" { value = var.plain }
output "number_text" { value = var.number_text }
output "text_number" { value = var.text_number }
output "bool_text" { value = var.bool_text }
output "list" { value = var.list }
output "set" { value = var.set }
output "map" { value = var.map }
output "any_list" { value = var.any_list }
output "any_map" { value = var.any_map }
output "any" { value = var.any }
output "tuple" { value = var.tuple }
output "object" { value = var.object }
output "optional" { value = var.optional }
output "optional_null" { value = var.optional_null }
output "map_of_objects" { value = var.map_of_objects }
output "list_of_objects" { value = var.list_of_objects }
output "null_default" { value = [var.null_default] }
output "not_nullable" { value = var.not_nullable }
output "nested_set" { value = var.nested_set }
output "empty_object_list" { value = var.empty_object_list }
output "from_file" { value = var.from_file }
output "from_auto" { value = var.from_auto }
