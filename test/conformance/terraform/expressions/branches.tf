# Each output is one expression; its answer stands under the same name in the recording.

locals {
  yes     = true
  no      = false
  n       = 3
  nothing = null
  list    = ["a", "b"]
  objects = [{ name = "web", ports = [80, 443] }, { name = "db", ports = [5432] }]
}

output "branches_1" { value = local.yes ? 1 : 2 }
output "branches_2" { value = local.no ? 1 : "two" }
output "branches_3" { value = local.yes ? "1" : 2 }
output "branches_4" { value = local.yes ? true : "no" }
output "branches_5" { value = local.yes ? null : 1 }
output "branches_6" { value = local.no ? 1 : null }
output "tolist_1" { value = [local.yes ? null : tolist(["a"])] }
output "branches_7" { value = [local.yes ? null : { a = 1 }] }
output "branches_8" { value = local.no ? [] : ["a", 1] }
output "tolist_2" { value = local.yes ? ["a"] : tolist(["b"]) }
output "tolist_3" { value = local.yes ? [1] : tolist(["b"]) }
output "toset_1" { value = local.yes ? [1] : toset([2]) }
output "toset_2" { value = local.yes ? toset(["a"]) : tolist(["b"]) }
output "branches_9" { value = local.yes ? ["a", "b"] : ["c"] }
output "branches_10" { value = local.yes ? [1, "b"] : [true] }
output "branches_11" { value = local.yes ? [1, 2] : ["a", "b"] }
output "branches_12" { value = local.yes ? [[1], [2]] : [[3]] }
output "branches_13" { value = local.yes ? [["a"]] : [] }
output "branches_14" { value = local.yes ? {} : { a = 1 } }
output "branches_15" { value = local.yes ? { a = 1 } : {} }
output "branches_16" { value = local.yes ? { a = 1 } : { a = 2, b = 3 } }
output "branches_17" { value = local.yes ? { a = 1, b = "x" } : { a = 2 } }
output "branches_18" { value = local.yes ? { a = [1] } : { a = ["x"] } }
output "branches_19" { value = local.yes ? { a = [1] } : { a = [1, 2] } }
output "branches_20" { value = local.yes ? { a = [] } : { a = ["x"] } }
output "branches_21" { value = local.yes ? { a = null } : { a = 1 } }
output "branches_22" { value = local.yes ? { a = { b = 1 } } : { a = { b = "x" } } }
output "branches_23" { value = local.yes ? { a = { b = 1 } } : { a = {} } }
output "tomap_1" { value = local.yes ? tomap({ a = 1 }) : { b = "x" } }
output "tomap_2" { value = local.no ? tomap({ a = "y" }) : { b = 1 } }
output "tomap_3" { value = local.yes ? tomap({ a = 1 }) : {} }
output "tomap_4" { value = local.yes ? tomap({}) : { a = 1 } }
output "tomap_5" { value = local.yes ? tomap({ a = [1] }) : { b = ["x"] } }
output "branches_24" { value = local.yes ? [{ a = 1 }] : [] }
output "branches_25" { value = local.yes ? [{ a = 1 }] : [{ a = 2 }, { a = 3 }] }
output "branches_26" { value = local.yes ? [{ a = 1 }] : [{ b = 2 }] }
output "branches_27" { value = local.yes ? [{ a = 1, b = null }] : [{ a = "x", b = 2 }] }
output "tolist_4" { value = local.yes ? tolist([]) : ["a"] }
output "tolist_5" { value = local.no ? tolist([]) : [1, 2] }
output "toset_3" { value = local.yes ? toset([]) : ["a"] }
output "branches_28" { value = local.yes ? [null] : ["a"] }
output "branches_29" { value = local.yes ? [null, 1] : ["a"] }
output "branches_30" { value = local.yes ? "a" : local.no ? 1 : true }
output "branches_31" { value = local.no ? "a" : local.no ? 1 : 2 }
output "branches_32" { value = local.no ? "a" : (local.yes ? [1][0] : 2) }
output "branches_33" { value = (local.yes ? "a" : "b") == "a" }
output "branches_34" { value = "${local.yes ? "a" : "b"}" }
output "branches_35" { value = [local.yes ? 1 : 2, local.no ? 1 : 2] }
output "branches_36" { value = { k = local.yes ? "v" : null } }
output "branches_37" { value = { (local.yes ? "a" : "b") = 1 } }
output "branches_38" { value = "true" ? "t" : "f" }
output "branches_39" { value = "false" ? "t" : "f" }
output "branches_40" { value = !local.yes ? "t" : "f" }
output "branches_41" { value = local.n > 1 ? local.n : 1 }
output "branches_42" { value = local.n == 3 ? "three" : "other" }
output "branches_43" { value = local.nothing == null ? "null" : local.nothing }
output "branches_44" { value = local.nothing != null ? local.nothing : "default" }
output "branches_45" { value = local.list == [] ? "empty" : "full" }
output "length_1" { value = length(local.list) > 0 ? local.list[0] : null }
output "contains_1" { value = contains(local.list, "a") ? "has" : "not" }
output "can_1" { value = can(local.list[5]) ? local.list[5] : "none" }
output "branches_46" { value = local.yes ? 0.5 : 1 }
output "branches_47" { value = local.yes ? 1 : 0.5 }
output "branches_48" { value = local.yes ? "1.50" : 1.5 }
output "branches_49" { value = local.no ? "x" : 1.50 }
output "branches_50" { value = local.no ? "x" : 1 / 3 }
output "branches_51" { value = local.no ? "x" : false }
output "branches_52" { value = local.yes ? true : false }
output "branches_53" { value = local.yes ? [true] : ["x"] }
output "branches_54" { value = local.yes ? [for x in [1, 2] : x] : [] }
output "branches_55" { value = local.no ? [for x in [1, 2] : x] : [] }
output "branches_56" { value = local.yes ? { for x in ["a"] : x => 1 } : {} }
output "branches_57" { value = local.no ? { for x in ["a"] : x => 1 } : {} }
output "concat_1" { value = concat(local.yes ? ["a"] : [], local.no ? ["b"] : []) }
output "merge_1" { value = merge(local.yes ? { a = 1 } : {}, local.no ? { b = 2 } : {}) }
output "branches_58" { value = local.yes ? local.objects : [] }
output "branches_59" { value = local.no ? local.objects : [] }
output "branches_60" { value = local.yes ? local.objects[0] : null }
output "branches_61" { value = [local.no ? local.objects[0] : null] }
output "branches_62" { value = local.yes ? { rules = local.objects } : { rules = [] } }
