# What Terraform knows of each output before anything is applied; the recording has it part by part.

resource "terraform_data" "source" {
  input = "x"
}

resource "terraform_data" "counted" {
  count = 2
  input = count.index
}

resource "terraform_data" "keyed" {
  for_each = toset(["a", "b"])
  input    = each.value
}

locals {
  text      = terraform_data.source.id
  anything  = jsondecode(terraform_data.source.id)
  number    = length(terraform_data.source.id)
  condition = terraform_data.source.id == "x"
  list      = split(",", terraform_data.source.id)
  set       = toset(split(",", terraform_data.source.id))
  some      = ["a", terraform_data.source.id, "c"]
  pairs     = { a = terraform_data.source.id, b = "y" }
  rules = [
    { port = 22, cidr = "10.0.0.0/8" },
    { port = length(terraform_data.source.id), cidr = terraform_data.source.id },
  ]
}

output "expression_1" { value = local.some }
output "expression_2" { value = local.pairs }
output "expression_3" { value = local.rules }
output "length_1" { value = length(local.some) }
output "length_2" { value = length(local.rules) }
output "length_3" { value = length(local.pairs) }
output "length_4" { value = length(local.set) }
output "length_5" { value = length(local.anything) }
output "length_6" { value = length(tomap(local.pairs)) }
output "length_7" { value = length(toset(local.some)) }
output "length_8" { value = length([for x in local.some : x]) }
output "length_9" { value = length([for x in local.list : x]) }
output "length_10" { value = length([for x in local.some : x if x != "a"]) }
output "tolist_1" { value = tolist(local.some) }
output "toset_1" { value = toset(local.some) }
output "toset_2" { value = toset(["a", "a"]) }
output "tomap_1" { value = tomap(local.pairs) }
output "tolist_2" { value = tolist(local.list) }
output "tolist_3" { value = tolist(local.anything) }
output "toset_3" { value = toset(local.list) }
output "tomap_2" { value = tomap(local.anything) }
output "tolist_4" { value = tolist(local.set) }
output "toset_4" { value = toset([local.text]) }
output "tolist_5" { value = tolist(toset(["b", "a"])) }
output "tostring_1" { value = tostring(local.anything) }
output "tonumber_1" { value = tonumber(local.number) }
output "tobool_1" { value = tobool(local.condition) }
output "concat_1" { value = concat(["a"], local.some) }
output "concat_2" { value = concat(local.some, local.list) }
output "concat_3" { value = concat(local.some, tolist(["z"])) }
output "concat_4" { value = concat(tolist(local.some), tolist(["z"])) }
output "concat_5" { value = concat([], local.list) }
output "concat_6" { value = concat(local.anything, ["a"]) }
output "concat_7" { value = concat(["a"], ["b"])[0] }
output "concat_8" { value = concat(local.some, ["z"])[3] }
output "merge_1" { value = merge(local.pairs, { c = 1 }) }
output "merge_2" { value = merge(local.pairs, { a = "known" }) }
output "merge_3" { value = merge({ a = "known" }, local.pairs) }
output "merge_4" { value = merge(tomap(local.pairs), tomap({ c = "z" })) }
output "merge_5" { value = merge(local.anything, { c = 1 }) }
output "merge_6" { value = merge({ c = 1 }, local.anything) }
output "merge_7" { value = merge(local.pairs, local.condition ? { d = 1 } : {}) }
output "merge_8" { value = merge(local.pairs, null) }
output "keys_1" { value = keys(local.pairs) }
output "keys_2" { value = keys(tomap(local.pairs)) }
output "keys_3" { value = keys(local.anything) }
output "keys_4" { value = keys(merge(local.pairs, { c = 1 })) }
output "values_1" { value = values(local.pairs) }
output "values_2" { value = values(tomap(local.pairs)) }
output "values_3" { value = values(local.anything) }
output "lookup_1" { value = lookup(local.pairs, "a", "d") }
output "lookup_2" { value = lookup(local.pairs, "b", "d") }
output "lookup_3" { value = lookup(local.pairs, "c", "d") }
output "lookup_4" { value = lookup(local.pairs, "c", local.text) }
output "lookup_5" { value = lookup(tomap(local.pairs), "a", "d") }
output "lookup_6" { value = lookup(tomap(local.pairs), "b", "d") }
output "lookup_7" { value = lookup(tomap(local.pairs), "c", "d") }
output "lookup_8" { value = lookup({ a = "x" }, local.text, "d") }
output "lookup_9" { value = lookup(local.anything, "a", "d") }
output "element_1" { value = element(local.some, 0) }
output "element_2" { value = element(local.some, 1) }
output "element_3" { value = element(local.some, 3) }
output "element_4" { value = element(local.some, local.number) }
output "element_5" { value = element(local.list, 0) }
output "element_6" { value = element(tolist(local.some), 2) }
output "element_7" { value = element(local.anything, 0) }
output "index_1" { value = index(local.some, "a") }
output "index_2" { value = index(local.some, "c") }
output "index_3" { value = index(["a", "b"], local.text) }
output "index_4" { value = index(local.list, "a") }
output "contains_1" { value = contains(local.some, "a") }
output "contains_2" { value = contains(local.some, "c") }
output "contains_3" { value = contains(local.some, "z") }
output "contains_4" { value = contains(local.list, "a") }
output "contains_5" { value = contains(["a"], local.text) }
output "contains_6" { value = contains(toset(local.some), "a") }
output "contains_7" { value = contains(toset(local.some), "z") }
output "contains_8" { value = contains(local.rules, { port = 22, cidr = "10.0.0.0/8" }) }
output "contains_9" { value = contains([1, 2], local.number) }
output "distinct_1" { value = distinct(local.some) }
output "distinct_2" { value = distinct(["a", local.text, "a"]) }
output "distinct_3" { value = distinct(["a", "b", "a"]) }
output "distinct_4" { value = distinct(local.list) }
output "flatten_1" { value = flatten([local.some, ["d"]]) }
output "flatten_2" { value = flatten([local.some, [local.some]]) }
output "flatten_3" { value = flatten([[local.list], ["d"]]) }
output "flatten_4" { value = flatten([local.anything, ["d"]]) }
output "flatten_5" { value = flatten([for r in local.rules : [r.cidr]]) }
output "flatten_6" { value = flatten([["a"], local.condition ? ["b"] : []]) }
output "flatten_7" { value = flatten(local.some) }
output "compact_1" { value = compact(local.some) }
output "compact_2" { value = compact(["", "a"]) }
output "compact_3" { value = compact([local.text]) }
output "compact_4" { value = compact(local.list) }
output "reverse_1" { value = reverse(local.some) }
output "reverse_2" { value = reverse(tolist(local.some)) }
output "reverse_3" { value = reverse(local.list) }
output "sort_1" { value = sort(local.some) }
output "sort_2" { value = sort(["b", "a"]) }
output "sort_3" { value = sort(local.list) }
output "slice_1" { value = slice(local.some, 0, 1) }
output "slice_2" { value = slice(local.some, 0, 2) }
output "slice_3" { value = slice(local.some, 1, 3) }
output "slice_4" { value = slice(tolist(local.some), 0, 1) }
output "slice_5" { value = slice(local.list, 0, 1) }
output "slice_6" { value = slice(local.some, 0, local.number) }
output "chunklist_1" { value = chunklist(local.some, 2) }
output "chunklist_2" { value = chunklist(tolist(local.some), 1) }
output "chunklist_3" { value = chunklist(local.list, 2) }
output "chunklist_4" { value = chunklist(local.some, local.number) }
output "zipmap_1" { value = zipmap(["a", "b", "c"], local.some) }
output "zipmap_2" { value = zipmap(local.some, [1, 2, 3]) }
output "zipmap_3" { value = zipmap(["a"], local.list) }
output "zipmap_4" { value = zipmap(local.list, local.list) }
output "zipmap_5" { value = zipmap(["a", "b"], tolist(["x", local.text])) }
output "transpose_1" { value = transpose({ a = ["x"] }) }
output "transpose_2" { value = transpose({ a = [local.text] }) }
output "transpose_3" { value = transpose({ a = local.list }) }
output "matchkeys_1" { value = matchkeys(["x", "y", "z"], local.some, ["a"]) }
output "matchkeys_2" { value = matchkeys(local.some, ["x", "y", "z"], ["x"]) }
output "matchkeys_3" { value = matchkeys(["x"], ["a"], local.list) }
output "one_1" { value = one([local.text]) }
output "one_2" { value = one(toset([local.text])) }
output "one_3" { value = one([for x in local.some : x if x == "a"]) }
output "one_4" { value = one(local.set) }
output "one_5" { value = one(["a"]) }
output "one_6" { value = one([]) }
output "coalesce_1" { value = coalesce(null, local.text, "b") }
output "coalesce_2" { value = coalesce(local.text, "b") }
output "coalesce_3" { value = coalesce("", "b", local.text) }
output "coalesce_4" { value = coalesce("a", local.text) }
output "coalesce_5" { value = coalesce(local.number, 1) }
output "coalesce_6" { value = coalesce(1, local.number) }
output "coalesce_7" { value = coalesce(local.anything, "a") }
output "coalesce_8" { value = coalesce("a", local.anything) }
output "coalesce_9" { value = coalesce(null, local.pairs) }
output "coalesce_10" { value = coalesce(null, ["a"], local.list) }
output "coalescelist_1" { value = coalescelist(local.some, ["z"]) }
output "coalescelist_2" { value = coalescelist([], local.some) }
output "coalescelist_3" { value = coalescelist(local.list, ["z"]) }
output "coalescelist_4" { value = coalescelist(["z"], local.list) }
output "coalescelist_5" { value = coalescelist([], local.list, ["z"]) }
output "coalescelist_6" { value = coalescelist(local.anything, ["z"]) }
output "setunion_1" { value = setunion(["a"], local.some) }
output "setunion_2" { value = setunion(["a"], [local.text]) }
output "setunion_3" { value = setunion(local.set, ["a"]) }
output "setunion_4" { value = setunion(["b"], ["a"]) }
output "setintersection_1" { value = setintersection(["a", "b"], ["b"]) }
output "setintersection_2" { value = setintersection(local.set, ["a"]) }
output "setintersection_3" { value = setintersection(local.some, ["a"]) }
output "setsubtract_1" { value = setsubtract(["a", "b"], ["b"]) }
output "setsubtract_2" { value = setsubtract(local.some, ["a"]) }
output "setsubtract_3" { value = setsubtract(["a"], local.set) }
output "setsubtract_4" { value = setsubtract([], local.set) }
output "setproduct_1" { value = setproduct(["a"], local.some) }
output "setproduct_2" { value = setproduct(local.some, ["a", "b"]) }
output "setproduct_3" { value = setproduct(["a"], local.list) }
output "setproduct_4" { value = setproduct(toset(["a"]), toset([local.text])) }
output "setproduct_5" { value = setproduct(toset(["a"]), local.set) }
output "setproduct_6" { value = setproduct([], local.list) }
output "range_1" { value = range(local.number) }
output "range_2" { value = range(0, local.number) }
output "sum_1" { value = sum([1, local.number]) }
output "sum_2" { value = sum([1, 2]) }
output "max_1" { value = max(1, local.number) }
output "min_1" { value = min(local.number, 1) }
output "alltrue_1" { value = alltrue([true, local.condition]) }
output "alltrue_2" { value = alltrue([false, local.condition]) }
output "alltrue_3" { value = alltrue([local.condition, false]) }
output "alltrue_4" { value = alltrue([]) }
output "anytrue_1" { value = anytrue([true, local.condition]) }
output "anytrue_2" { value = anytrue([local.condition, true]) }
output "anytrue_3" { value = anytrue([false, local.condition]) }
output "anytrue_4" { value = anytrue([local.condition]) }
output "toset_5" { value = toset([for x in local.some : x]) }
output "toset_6" { value = toset([for r in local.rules : r.port]) }
output "tomap_3" { value = tomap({ for i, x in local.some : "k${i}" => x }) }
output "tolist_6" { value = tolist([for x in local.some : upper(x)]) }
output "tolist_7" { value = tolist([local.anything, "a"]) }
output "tomap_4" { value = tomap({ a = local.anything }) }
output "toset_7" { value = toset([local.rules[0]]) }
output "toset_8" { value = toset(local.rules) }
output "expression_4" { value = [local.text, 1, null] }
output "expression_5" { value = { a = local.text, b = [local.text, 1], c = { d = local.text, e = 2 } } }
output "expression_6" { value = { (local.text) = 1 } }
output "expression_7" { value = { a = 1, (local.text) = 2 } }
output "expression_8" { value = [[local.text], ["a"]] }
output "expression_9" { value = [{ a = local.text }, { a = "b" }] }
