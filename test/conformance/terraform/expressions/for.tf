locals {
  list   = ["a", "b", "c"]
  map    = { z = 1, a = 2, m = 3 }
  set    = toset(["b", "a"])
  nested = { web = [80, 443], db = [5432] }
  users  = [{ name = "ann", role = "admin" }, { name = "bob", role = "dev" }, { name = "cid", role = "dev" }]
}
output "values" { value = [for v in local.list : upper(v)] }
output "index" { value = [for i, v in local.list : "${i}=${v}"] }
output "index_arithmetic" { value = [for i, v in local.list : i * 2] }
output "index_division" { value = [for i, v in local.list : i / 3] }
output "condition" { value = [for v in local.list : v if v != "b"] }
output "map_values" { value = [for v in local.map : v] }
output "map_keys" { value = [for k, v in local.map : k] }
output "object" { value = { for v in local.list : v => upper(v) } }
output "object_from_map" { value = { for k, v in local.map : upper(k) => v * 10 } }
output "object_condition" { value = { for k, v in local.map : k => v if v > 1 } }
output "grouped" { value = { for u in local.users : u.role => u.name... } }
output "grouped_objects" { value = { for u in local.users : u.role => u... } }
output "set_values" { value = [for v in local.set : v] }
output "set_keys" { value = [for k, v in local.set : "${k}${v}"] }
output "nested" { value = [for k, ports in local.nested : [for p in ports : "${k}:${p}"]] }
output "flattened" { value = flatten([for k, ports in local.nested : [for p in ports : { name = k, port = p }]]) }
output "keyed_flattened" {
  value = { for r in flatten([for k, ports in local.nested : [for p in ports : { name = k, port = p }]]) : "${r.name}-${r.port}" => r }
}
output "number_keys" { value = { for i, v in local.list : i => v } }
output "bool_key" { value = { for v in [true] : v => 1 } }
output "empty" { value = [for v in [] : v] }
output "empty_object" { value = { for k, v in {} : k => v } }
output "shadow" { value = [for list in local.list : list] }
output "mixed_types" { value = [for v in [1, "a", true] : v] }
output "object_mixed" { value = { for k, v in { a = 1, b = "x" } : k => v } }
output "inner_sees_outer" { value = [for a in ["x"] : [for b in ["y"] : "${a}${b}"]] }
output "condition_false" { value = [for v in local.list : v if false] }
output "tuple_to_list" { value = tolist([for v in local.list : v]) }
output "toset" { value = toset([for v in ["b", "a", "b"] : v]) }
output "null_values" { value = [for v in [null, 1] : v] }
output "key_order" { value = { for v in ["é", "z", "a", "Z", "10", "9"] : v => 1 } }
output "text_condition" { value = [for v in local.list : v if "true"] }
