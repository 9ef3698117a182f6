locals {
  rules = {
    web = { port = 443, cidrs = ["0.0.0.0/0"] }
    db  = { port = 5432 }
  }
}
module "single" {
  source = "./child"
  name   = "one"
  rules  = local.rules
}
module "counted" {
  source = "./child"
  count  = 2
  name   = "n${count.index}"
}
module "each" {
  source   = "./child"
  for_each = local.rules
  name     = each.key
  rules    = { (each.key) = each.value }
  flag     = null
}
module "none" {
  source = "./child"
  count  = 0
  name   = "never"
}
module "set" {
  source   = "./child"
  for_each = toset(["b", "a"])
  name     = each.value
}
module "nulls" {
  source = "./child"
  name   = "nulls"
  rules  = null
  list   = null
}
output "single" { value = module.single.summary }
output "single_rules" { value = module.single.rules }
output "counted" { value = module.counted[*].summary }
output "counted_one" { value = module.counted[1].summary }
output "each" { value = { for k, m in module.each : k => m.summary } }
output "each_one" { value = module.each["db"].rules }
output "each_attribute" { value = module.each.web.summary }
output "each_keys" { value = keys(module.each) }
output "each_values" { value = values(module.each)[*].summary }
output "none" { value = module.none[*].summary }
output "none_one" { value = one(module.none[*].summary) == null }
output "none_try" { value = try(module.none[0].summary, "fallback") }
output "set" { value = [for k, m in module.set : "${k}-${m.summary}"] }
output "nested" { value = module.single.deep }
output "nulls" { value = module.nulls.rules }
output "nulls_list" { value = module.nulls.list }
output "flag" { value = module.each["db"].flag }
output "length" { value = [length(module.counted), length(module.each), length(module.none)] }
output "whole" { value = module.set["a"] }
output "path_module" { value = [path.module, module.single.path] }
output "workspace" { value = terraform.workspace }
output "sensitive" { value = nonsensitive(module.single.secret) }
