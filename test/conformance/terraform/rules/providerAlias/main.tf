module "west" {
  source = "./app"
  cidrs  = toset(["10.0.2.0/24", "10.0.1.0/24", "10.0.2.0/24"])
}

output "rules" {
  value = module.west.rules
}
