resource "terraform_data" "single" {
  input = { name = "s", ports = [1, 2] }
}
resource "terraform_data" "counted" {
  count = 3
  input = "c${count.index}"
}
resource "terraform_data" "each" {
  for_each = { web = 80, db = 5432 }
  input    = "${each.key}:${each.value}"
}
resource "terraform_data" "set" {
  for_each = toset(["x", "y"])
  input    = each.value
}
resource "terraform_data" "none" {
  count = 0
  input = "never"
}
output "single" { value = terraform_data.single.input }
output "single_part" { value = terraform_data.single.input.ports[1] }
output "counted" { value = terraform_data.counted[*].input }
output "counted_one" { value = terraform_data.counted[1].input }
output "counted_for" { value = [for r in terraform_data.counted : r.input] }
output "each" { value = { for k, r in terraform_data.each : k => r.input } }
output "each_one" { value = terraform_data.each["db"].input }
output "each_values" { value = values(terraform_data.each)[*].input }
output "each_keys" { value = keys(terraform_data.each) }
output "set" { value = [for k, r in terraform_data.set : r.input] }
output "none" { value = terraform_data.none[*].input }
output "none_one" { value = [one(terraform_data.none[*].input)] }
output "none_try" { value = try(terraform_data.none[0].input, "fallback") }
output "length" { value = [length(terraform_data.counted), length(terraform_data.each)] }
output "splat_single" { value = terraform_data.single[*].input.name }
