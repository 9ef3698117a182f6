# What Terraform calls unknown in a plan, or has wrong there, and evaluation knows all the same: it is what the apply gives.

resource "terraform_data" "source" {
  input = "x"
}

resource "terraform_data" "keyed" {
  for_each = toset(["a", "b"])
  input    = each.value
}

locals {
  text  = terraform_data.source.id
  some  = ["a", terraform_data.source.id, "c"]
  pairs = { a = terraform_data.source.id, b = "y" }
}

output "same_reference" { value = local.text == local.text }
output "same_reference_not" { value = local.text != local.text }
output "same_reference_in_list" { value = [local.text] == [local.text] }
output "same_reference_of_resource" { value = terraform_data.source.id == terraform_data.source.id }
output "contains_reference" { value = contains(local.some, local.text) }
output "distinct_references" { value = length(distinct([local.text, local.text])) }
output "one_attribute_differs" { value = local.pairs == { a = "x", b = "z" } }
output "try_of_partly_known" { value = try(local.pairs, {}).b }
output "try_of_partly_known_keys" { value = keys(try(local.pairs, {})) }
output "try_of_partly_known_length" { value = length(try([local.text, "b"], [])) }
output "try_of_reference" { value = try(local.text, "a") == null }
output "matchkeys_with_unknown" { value = matchkeys(["x", "y"], ["a", "b"], ["a", local.text]) }
output "false_and_unknown" { value = false && local.text == "x" }
output "true_or_unknown" { value = true || local.text == "x" }
output "same_in_both_branches" { value = local.text == "x" ? "a" : "a" }
output "unknown_times_zero" { value = length(local.text) * 0 }

# How many elements there are follows from what Terraform refuses.

resource "terraform_data" "listed" {
  input = ["10.0.0.0/16", "b", "c", "d"]
}

locals {
  listed = terraform_data.listed.output
  prefix = terraform_data.listed.output[0]
}

output "length_of_slice" { value = length(slice(local.listed, 0, 2)) }
output "length_of_slice_behind" { value = length(slice(local.listed, 1, 4)) }
output "length_of_slice_of_none" { value = length(slice(local.listed, 2, 2)) }
output "slice_of_length" { value = [for index, each in slice(local.listed, 1, 3) : index] }
output "length_of_subnets" { value = length(cidrsubnets(local.prefix, 4, 4, 8)) }
output "keys_of_zipmap" { value = keys(zipmap(["b", "a", "c", "d"], local.listed)) }
output "length_of_formatlist" { value = length(formatlist("%s-%s", ["x", "y", "z", "w"], local.listed)) }
