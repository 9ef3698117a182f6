locals {
  list    = ["a", "b", "c"]
  object  = { name = "x", tags = { env = "prod" }, "odd key" = 1, list = [{ id = 1 }, { id = 2 }] }
  map     = tomap({ k = "v" })
  objects = [{ id = "a", ports = [1, 2] }, { id = "b", ports = [] }]
  by_key  = { one = { id = 1 }, two = { id = 2 } }
  nothing = null
  set     = toset(["b", "a"])
}
output "index" { value = local.list[1] }
output "index_text" { value = local.list["2"] }
output "index_computed" { value = local.list[1 + 1] }
output "legacy_index" { value = local.list.0 }
output "attribute" { value = local.object.tags.env }
output "attribute_index" { value = local.object["tags"]["env"] }
output "odd_key" { value = local.object["odd key"] }
output "map_attribute" { value = local.map.k }
output "map_index" { value = local.map["k"] }
output "number_key" { value = { 1 = "one" }[1] }
output "splat" { value = local.objects[*].id }
output "splat_attribute_only" { value = local.objects.*.id }
output "splat_index" { value = local.objects[*].ports[*] }
output "splat_nested" { value = local.object.list[*].id }
output "splat_single" { value = local.object[*].name }
output "splat_scalar" { value = "x"[*] }
output "splat_null" { value = local.nothing[*] }
output "splat_set" { value = local.set[*] }
output "splat_list" { value = tolist(local.list)[*] }
output "splat_empty" { value = [][*].id }
output "splat_empty_list" { value = tolist([])[*] }
output "attribute_splat_then_index" { value = local.objects.*.id[0] }
output "splat_deep_index" { value = [{ l = ["a", "b"] }, { l = ["c"] }][*].l[0] }
output "splat_in_function" { value = join(",", local.objects[*].id) }
output "splat_of_values" { value = values(local.by_key)[*].id }
output "parenthesised" { value = (local.object).name }
output "call_index" { value = split(",", "a,b")[1] }
output "call_attribute" { value = merge({ a = 1 }, { b = 2 }).b }
output "tuple_index" { value = [1, "two", true][1] }
output "object_literal_attribute" { value = { a = { b = 3 } }.a.b }
output "for_index" { value = [for v in local.list : upper(v)][0] }
output "splat_tolist" { value = tolist(local.objects)[*].id }
output "splat_map" { value = tomap({ a = 1 })[*] }
