# What Terraform knows of results when arguments are known after apply only. Each output is one expression.

resource "terraform_data" "source" {
  input = "x"
}

locals {
  text      = terraform_data.source.id
  number    = length(terraform_data.source.id)
  condition = terraform_data.source.id == "x"
  list      = split(",", terraform_data.source.id)
  map       = { for part in split(",", terraform_data.source.id) : part => part }
}

output "concat_1" {
  value = concat(local.text == "x" ? ["a"] : ["b", "c"], ["d"])
}

output "concat_2" {
  value = concat(["a", local.text], ["b"])
}

output "concat_3" {
  value = concat(local.list, ["a"])
}

output "flatten_1" {
  value = flatten([["a", local.text], ["b"]])
}

output "flatten_2" {
  value = flatten([local.list, ["b"]])
}

output "merge_1" {
  value = merge({ a = local.text }, { b = 1 })
}

output "merge_2" {
  value = merge(local.map, { b = "x" })
}

output "merge_3" {
  value = merge({ a = 1 }, local.map)
}

output "keys_1" {
  value = keys({ a = local.text, b = 1 })
}

output "keys_2" {
  value = keys(local.map)
}

output "values_1" {
  value = values({ a = local.text, b = 1 })
}

output "values_2" {
  value = values(local.map)
}

output "lookup_1" {
  value = lookup({ a = local.text, b = "y" }, "b", "z")
}

output "lookup_2" {
  value = lookup({ a = local.text, b = "y" }, "a", "z")
}

output "lookup_3" {
  value = lookup({ a = 1, b = 2 }, local.text, 3)
}

output "lookup_4" {
  value = lookup(tomap({ a = "x" }), local.text, "z")
}

output "lookup_5" {
  value = lookup(local.map, "a", "z")
}

output "element_1" {
  value = element(["a", local.text], 0)
}

output "element_2" {
  value = element(["a", local.text], 1)
}

output "element_3" {
  value = element(["a", "b"], local.number)
}

output "element_4" {
  value = element(local.list, 0)
}

output "length_1" {
  value = length(["a", local.text])
}

output "length_2" {
  value = length(local.list)
}

output "length_3" {
  value = length({ a = local.text })
}

output "length_4" {
  value = length(tolist([local.text, "b"]))
}

output "length_5" {
  value = length(toset([local.text]))
}

output "length_6" {
  value = length(toset([local.text, "b"]))
}

output "length_7" {
  value = length(local.text)
}

output "coalesce_1" {
  value = coalesce("a", local.text)
}

output "coalesce_2" {
  value = coalesce(local.text, "a")
}

output "coalesce_3" {
  value = coalesce("", local.text)
}

output "coalesce_4" {
  value = coalesce(null, "x", local.text)
}

output "coalescelist_1" {
  value = coalescelist(["a"], local.list)
}

output "coalescelist_2" {
  value = coalescelist([], local.list)
}

output "coalescelist_3" {
  value = coalescelist([], ["a"])
}

output "compact_1" {
  value = compact(["a", local.text])
}

output "distinct_1" {
  value = distinct(["a", "a", local.text])
}

output "reverse_1" {
  value = reverse(["a", local.text])
}

output "slice_1" {
  value = slice(["a", local.text, "c"], 0, 1)
}

output "slice_2" {
  value = slice(["a", local.text, "c"], 1, 2)
}

output "chunklist_1" {
  value = chunklist(["a", local.text], 1)
}

output "zipmap_1" {
  value = zipmap(["a", "b"], [local.text, 1])
}

output "zipmap_2" {
  value = zipmap(["a", local.text], [1, 2])
}

output "join_1" {
  value = join(",", ["a", local.text])
}

output "join_2" {
  value = join(local.text, ["a"])
}

output "split_1" {
  value = split(",", local.text)
}

output "format_1" {
  value = format("%s-x", local.text)
}

output "format_2" {
  value = format("%s-x", "a")
}

output "formatlist_1" {
  value = formatlist("%s-%s", ["a", local.text], "c")
}

output "formatlist_2" {
  value = formatlist("%s", local.list)
}

output "tolist_1" {
  value = tolist(["a", local.text])
}

output "tomap_1" {
  value = tomap({ a = local.text })
}

output "tostring_1" {
  value = tostring(local.number)
}

output "tonumber_1" {
  value = tonumber(local.text)
}

output "toset_1" {
  value = toset(["a"])
}

output "one_1" {
  value = one([local.text])
}

output "one_2" {
  value = one(local.list)
}

output "contains_1" {
  value = contains(["a", "b"], local.text)
}

output "contains_2" {
  value = contains(["a", local.text], "a")
}

output "contains_3" {
  value = contains(["a", local.text], "b")
}

output "index_1" {
  value = index(["a", local.text], "a")
}

output "index_2" {
  value = index(["a", local.text], "b")
}

output "alltrue_1" {
  value = alltrue([true, local.text == "x"])
}

output "anytrue_1" {
  value = anytrue([true, local.text == "x"])
}

output "anytrue_2" {
  value = anytrue([false, local.text == "x"])
}

output "max_1" {
  value = max(1, local.number)
}

output "range_1" {
  value = range(local.number)
}

output "cidrsubnet_1" {
  value = cidrsubnet("10.0.0.0/16", 8, local.number)
}

output "cidrsubnet_2" {
  value = cidrsubnet(local.text, 8, 1)
}

output "jsonencode_1" {
  value = jsonencode({ a = local.text })
}

output "jsondecode_1" {
  value = jsondecode(local.text)
}

output "yamlencode_1" {
  value = yamlencode([local.text])
}

output "upper_1" {
  value = upper(local.text)
}

output "replace_1" {
  value = replace("a", local.text, "b")
}

output "regex_1" {
  value = regex("a", local.text)
}

output "setunion_1" {
  value = setunion(["a"], ["b"])
}

output "setintersection_1" {
  value = setintersection(["a", local.text], ["a"])
}

output "setsubtract_1" {
  value = setsubtract(["a", local.text], ["a"])
}

output "setproduct_1" {
  value = setproduct(["a"], [1])
}

output "setproduct_2" {
  value = setproduct(["a", "b"], local.list)
}

output "setproduct_3" {
  value = setproduct(["a", local.text], [1])
}

output "try_1" {
  value = try(local.text, "x")
}

output "can_1" {
  value = can(local.text)
}

output "can_2" {
  value = can(upper(local.text))
}

output "timestamp_1" {
  value = timestamp()
}

output "uuid_1" {
  value = uuid()
}

output "md5_1" {
  value = md5(local.text)
}

output "transpose_1" {
  value = transpose({ a = ["x"], b = [local.text] })
}

output "startswith_1" {
  value = startswith(local.text, "x")
}

output "expression_1" {
  value = false && local.text == "x"
}

output "expression_2" {
  value = true || local.text == "x"
}

output "expression_3" {
  value = local.number + 1
}

output "expression_4" {
  value = local.number * 0
}

output "expression_5" {
  value = -local.number
}

output "expression_6" {
  value = !local.condition
}

output "expression_7" {
  value = local.text == "x"
}

output "expression_8" {
  value = [local.condition, 1] == [true, 2]
}

output "expression_9" {
  value = local.condition ? "a" : "b"
}

output "expression_10" {
  value = local.condition ? ["a"] : ["b", "c"]
}

output "expression_11" {
  value = local.condition ? { a = 1 } : { a = 2 }
}

output "expression_12" {
  value = [for x in ["a", local.text] : upper(x)]
}

output "expression_13" {
  value = { for k, v in { a = local.text, b = "c" } : k => v }
}
