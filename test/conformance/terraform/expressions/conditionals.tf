locals {
  yes = true
  no  = false
}
output "plain" { value = local.yes ? "a" : "b" }
output "other" { value = local.no ? "a" : "b" }
output "number_and_text" { value = local.yes ? 1 : "b" }
output "text_and_number" { value = local.no ? "a" : 2 }
output "bool_and_text" { value = local.yes ? true : "x" }
output "tuples_same" { value = local.yes ? [1, 2] : [3, 4] }
output "tuples_differ" { value = local.yes ? [1, 2] : [3] }
output "tuples_mixed" { value = local.yes ? [1, "a"] : ["b"] }
output "empty_tuple" { value = local.no ? ["a"] : [] }
output "empty_tuple_chosen" { value = local.yes ? [] : ["a"] }
output "both_empty" { value = local.yes ? [] : [] }
output "objects_same" { value = local.yes ? { a = 1 } : { a = 2 } }
output "objects_differ" { value = local.yes ? { a = 1 } : { b = 2 } }
output "objects_convert" { value = local.yes ? { a = 1 } : { a = "x" } }
output "empty_object" { value = local.no ? { a = 1 } : {} }
output "maps" { value = local.yes ? tomap({ a = 1 }) : tomap({ b = 2 }) }
output "map_and_object" { value = local.yes ? tomap({ a = "x" }) : { b = 1 } }
output "null_then" { value = [local.yes ? null : "a"] }
output "null_else" { value = local.yes ? "a" : null }
output "null_typed" { value = [local.no ? 1 : null] }
output "list_and_tuple" { value = local.yes ? tolist(["a"]) : [] }
output "set_and_tuple" { value = local.yes ? toset(["b", "a"]) : ["c"] }
output "text_condition" { value = "true" ? 1 : 2 }
output "chained" { value = local.no ? "a" : local.no ? "b" : "c" }
output "error_in_other" { value = local.yes ? "fine" : [][0] }
output "nested_lists" { value = local.yes ? [["a"], []] : [["b", "c"]] }
output "list_of_objects" { value = local.yes ? [{ a = 1 }, { a = 2 }] : [] }
output "object_with_lists" { value = local.yes ? { a = ["x"] } : { a = [] } }
output "object_null_attribute" { value = local.yes ? { a = null, b = 1 } : { a = "x", b = 2 } }
