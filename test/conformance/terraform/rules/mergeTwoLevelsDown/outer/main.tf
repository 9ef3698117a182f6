variable "extra" {}

module "inner" {
  source = "./inner"
  maps   = [{ https = { port = 80, cidrs = ["0.0.0.0/0"] } }, var.extra]
}

output "rules" {
  value = module.inner.rules
}
