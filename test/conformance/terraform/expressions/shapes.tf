locals {
  groups = {
    web = { ports = [80, 443], public = true }
    db  = { ports = [5432], public = false }
  }
  flat = flatten([for name, group in local.groups : [for port in group.ports : { name = name, port = port }]])
}
module "each" {
  source   = "./group"
  for_each = local.groups
  name     = each.key
  ports    = each.value.ports
}
module "flat" {
  source   = "./group"
  for_each = { for rule in local.flat : "${rule.name}-${rule.port}" => rule }
  name     = each.value.name
  ports    = [each.value.port]
}
module "counted" {
  source = "./group"
  count  = length(local.flat)
  name   = local.flat[count.index].name
  ports  = [local.flat[count.index].port]
}
module "conditional" {
  source = "./group"
  count  = local.groups.web.public ? 1 : 0
  name   = "public"
}
module "never" {
  source   = "./group"
  for_each = { for name, group in local.groups : name => group if length(group.ports) > 5 }
  name     = each.key
}
module "of_set" {
  source   = "./group"
  for_each = toset([for name, group in local.groups : name if group.public])
  name     = each.value
}
resource "terraform_data" "rule" {
  for_each = { for rule in local.flat : "${rule.name}/${rule.port}" => rule }
  input    = merge(each.value, { key = each.key, public = local.groups[each.value.name].public })
}
resource "terraform_data" "numbered" {
  count = max(length(local.flat), 2)
  input = { index = count.index, rule = local.flat[count.index % length(local.flat)] }
}
output "each" { value = { for key, group in module.each : key => group.rules } }
output "each_keys" { value = keys(module.each) }
output "each_one" { value = module.each["web"].rules[1] }
output "each_flattened" { value = flatten(values(module.each)[*].rules) }
output "flat" { value = { for key, group in module.flat : key => group.rules[0] } }
output "flat_names" { value = distinct([for group in module.flat : group.name]) }
output "counted" { value = module.counted[*].rules }
output "counted_last" { value = module.counted[length(module.counted) - 1].name }
output "counted_by_name" { value = { for group in module.counted : group.name => group.rules... } }
output "conditional" { value = one(module.conditional[*].name) }
output "conditional_index" { value = module.conditional[0].rules }
output "conditional_try" { value = try(module.conditional[1].name, "none") }
output "never" { value = [keys(module.never), length(module.never), values(module.never)[*].name] }
output "never_try" { value = try(module.never["web"].name, "none") }
output "of_set" { value = { for key, group in module.of_set : key => group.name } }
output "rule_inputs" { value = { for key, rule in terraform_data.rule : key => rule.input } }
output "rule_one" { value = terraform_data.rule["db/5432"].input.public }
output "numbered" { value = terraform_data.numbered[*].input.rule.port }
output "numbered_index" { value = [for each in terraform_data.numbered : each.input.index] }
output "numbered_legacy" { value = terraform_data.numbered.0.input.rule.name }
output "default_ports" { value = module.conditional[0].given }
output "grandchild" { value = { for key, group in module.each : key => group.labels } }
output "lookup_module" { value = { for name in ["web", "db", "none"] : name => try(module.each[name].name, null) } }
output "contains_module" { value = [contains(keys(module.each), "web"), can(module.each["none"])] }
output "sensitive_output" { value = nonsensitive(module.each["web"].secret) }
output "module_path" { value = module.each["web"].path }
output "equal_modules" { value = module.each["web"].rules == module.counted[1].rules }
