resource "terraform_data" "a" { input = "a" }
resource "terraform_data" "n" {
  count = 2
  input = count.index
}
locals {
  id   = terraform_data.a.id
  out  = jsondecode(terraform_data.a.id)
  list = ["x", terraform_data.a.id]
  map  = { k = terraform_data.a.id, l = "y" }
}
output "id" { value = local.id }
output "input" { value = terraform_data.a.input }
output "list" { value = local.list }
output "list_known" { value = local.list[0] }
output "list_unknown" { value = local.list[1] }
output "map" { value = local.map }
output "map_known" { value = local.map.l }
output "template" { value = "id-${local.id}" }
output "wrapped" { value = "${local.id}" }
output "condition" { value = local.id == "x" ? 1 : 2 }
output "condition_lists" { value = local.id == "x" ? ["a"] : ["b"] }
output "condition_known" { value = true ? "k" : local.id }
output "condition_chosen_unknown" { value = true ? local.id : "k" }
output "equal" { value = local.id == "x" }
output "equal_null" { value = local.out == null }
output "and" { value = local.id == "x" && true }
output "sum" { value = length(local.id) + 1 }
output "for_values" { value = [for v in local.list : upper(v)] }
output "for_length" { value = length([for v in local.list : v]) }
output "for_object" { value = { for k, v in local.map : k => "${v}!" } }
output "for_unknown_condition" { value = [for v in local.list : v if v != "x"] }
output "for_known_condition" { value = [for k, v in local.map : v if k == "l"] }
output "for_unknown_key" { value = { for v in local.list : v => 1 } }
output "for_unknown_collection" { value = [for v in local.out : v] }
output "splat" { value = terraform_data.n[*].id }
output "splat_input" { value = terraform_data.n[*].input }
output "splat_unknown" { value = local.out[*] }
output "index_unknown" { value = ["a", "b"][length(local.id)] }
output "attribute_unknown" { value = local.out.x }
output "index_of_unknown" { value = local.out["x"] }
output "object" { value = { a = local.id, b = { c = local.id, d = 1 } } }
output "object_unknown_key" { value = { (local.id) = 1, b = 2 } }
output "negated" { value = !(local.id == "x") }
output "if_directive" { value = "%{if local.id == "x"}a%{endif}" }
output "for_directive" { value = "%{for v in local.list}${v}%{endfor}" }
output "nested_tuple" { value = [[local.id], ["k"]] }
output "parentheses" { value = (local.id) }
output "number" { value = -length(local.id) }
