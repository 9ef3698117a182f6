resource "terraform_data" "known_after_apply" {}

locals {
  candidates = {
    "10.0.1.0/24" = true
    "10.0.2.0/24" = terraform_data.known_after_apply.id != ""
    "10.0.3.0/24" = false
  }
}

output "rules" {
  value = [for port in [443, 5432] : { protocol = "tcp", from_port = port, to_port = port, cidr_blocks = [for cidr, given in local.candidates : cidr if given] }]
}
