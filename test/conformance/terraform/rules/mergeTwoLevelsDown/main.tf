module "outer" {
  source = "./outer"
  extra  = { postgres = { port = 5432, cidrs = ["10.0.1.0/24", "10.0.2.0/24"] } }
}

output "rules" {
  value = module.outer.rules
}
