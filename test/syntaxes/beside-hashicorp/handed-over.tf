# SYNTAX TEST "source.hcl.terraform.sg-lens" "files are left to the grammar of HashiCorp's extension where it is installed"

locals {
# <------ meta.block.theirs - entity
  port = 5432
# ^^^^^^^^^^^ meta.block.theirs - variable.other.property constant.numeric
}
port = 5432
# <---- variable.theirs
#      ^^^^ constant.theirs
  port = 22 # sg-lens: ignore sensitive-port-exposed -- reached over the VPN alone
#             ^^^^^^^ comment.line.number-sign.theirs meta.suppression.sg-lens keyword.other.sg-lens
