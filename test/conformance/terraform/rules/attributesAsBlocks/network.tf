resource "aws_security_group" "app" {
  ingress = [for rule in local.rules : merge(local.nobody, rule)]
}
