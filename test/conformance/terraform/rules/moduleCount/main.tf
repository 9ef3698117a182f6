locals {
  ports = [443, 5432]
}

module "app" {
  source = "./app"
  count  = length(local.ports)
  port   = local.ports[count.index]
  cidrs  = ["10.0.1.0/24", "10.0.2.0/24"]
}

output "rules" {
  value = module.app[*].rule
}
