# SYNTAX TEST "source.hcl.terraform.sg-lens" "variable files"

environment = "prod"
# <----------- variable.other.property.hcl
#           ^ keyword.operator.assignment.hcl
#             ^^^^^^ string.quoted.double.hcl
allowed = {
# <------- variable.other.property.hcl
  "api" = ["10.0.0.0/16"]
# ^^^^^ string.quoted.double.hcl
#         ^ punctuation.section.brackets.begin.hcl
}
# <- punctuation.section.braces.end.hcl
ports = [22, 443]
#        ^^ constant.numeric.hcl
