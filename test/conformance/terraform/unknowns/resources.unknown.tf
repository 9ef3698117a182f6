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

output "expression_1" { value = terraform_data.source.id }
output "expression_2" { value = terraform_data.source.input }
output "expression_3" { value = terraform_data.source.output }
output "expression_4" { value = terraform_data.source.output == null }
output "expression_5" { value = [terraform_data.source.input, terraform_data.source.id] }
output "expression_6" { value = terraform_data.counted[*].id }
output "expression_7" { value = terraform_data.counted[*].input }
output "expression_8" { value = terraform_data.counted[0].id }
output "expression_9" { value = terraform_data.counted[1].input }
output "expression_10" { value = terraform_data.counted.*.input }
output "length_1" { value = length(terraform_data.counted) }
output "length_2" { value = length(terraform_data.counted[*].id) }
output "expression_11" { value = [for r in terraform_data.counted : r.id] }
output "expression_12" { value = [for r in terraform_data.counted : r.input] }
output "expression_13" { value = { for i, r in terraform_data.counted : i => r.id } }
output "expression_14" { value = terraform_data.keyed["a"].id }
output "expression_15" { value = terraform_data.keyed["a"].input }
output "keys_1" { value = keys(terraform_data.keyed) }
output "values_1" { value = values(terraform_data.keyed)[*].id }
output "values_2" { value = values(terraform_data.keyed)[*].input }
output "expression_16" { value = [for k, r in terraform_data.keyed : k] }
output "expression_17" { value = { for k, r in terraform_data.keyed : k => r.id } }
output "expression_18" { value = { for k, r in terraform_data.keyed : k => r.input } }
output "expression_19" { value = { for k, r in terraform_data.keyed : r.id => k } }
output "expression_20" { value = [for k, r in terraform_data.keyed : r.id if k == "a"] }
output "expression_21" { value = [for k, r in terraform_data.keyed : r.id if r.id != "x"] }
output "length_3" { value = length(terraform_data.keyed) }
output "merge_1" { value = merge(terraform_data.keyed, {})["a"].input }
output "concat_1" { value = concat(terraform_data.counted[*].id, ["known"]) }
output "concat_2" { value = concat(terraform_data.counted[*].input, [9]) }
output "flatten_1" { value = flatten([terraform_data.counted[*].id, [["known"]]]) }
output "compact_1" { value = compact(terraform_data.counted[*].id) }
output "distinct_1" { value = distinct(terraform_data.counted[*].id) }
output "toset_1" { value = toset(terraform_data.counted[*].id) }
output "tolist_1" { value = tolist(terraform_data.counted[*].id) }
output "element_1" { value = element(terraform_data.counted[*].id, 0) }
output "element_2" { value = element(terraform_data.counted[*].input, 1) }
output "slice_1" { value = slice(terraform_data.counted[*].id, 0, 1) }
output "join_1" { value = join(",", terraform_data.counted[*].id) }
output "join_2" { value = join(",", terraform_data.counted[*].input) }
output "sort_1" { value = sort(terraform_data.counted[*].id) }
output "zipmap_1" { value = zipmap(["a", "b"], terraform_data.counted[*].id) }
output "zipmap_2" { value = zipmap(["a", "b"], terraform_data.counted[*].input) }
output "coalesce_1" { value = coalesce(terraform_data.source.id, "a") }
output "try_1" { value = try(terraform_data.counted[5].id, "none") }
output "try_2" { value = try(terraform_data.counted[0].id, "none") }
output "try_3" { value = try(terraform_data.keyed["z"].id, "none") }
output "can_1" { value = can(terraform_data.counted[5].id) }
output "can_2" { value = can(terraform_data.counted[0].input) }
output "lookup_1" { value = lookup(terraform_data.keyed, "a", null) == null }
output "expression_22" { value = terraform_data.source[*].id }
output "expression_23" { value = terraform_data.source[*].input }
output "expression_24" { value = { name = terraform_data.source.input, id = terraform_data.source.id } }
output "contains_1" { value = contains(keys(terraform_data.keyed), "a") }
output "length_4" { value = length(terraform_data.source.input) }
output "upper_1" { value = upper(terraform_data.source.input) }
output "expression_25" { value = "${terraform_data.source.input}-${terraform_data.counted[1].input}" }
output "expression_26" { value = true ? terraform_data.source.id : "a" }
output "expression_27" { value = terraform_data.counted[0].id == terraform_data.counted[1].id }
output "expression_28" { value = terraform_data.source.id == "x" ? terraform_data.source.input : "other" }
