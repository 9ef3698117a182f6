# SYNTAX TEST "source.hcl.terraform.sg-lens" "blocks, attributes and values of Terraform"

# a comment
# <- comment.line.number-sign.hcl punctuation.definition.comment.hcl
# ^^^^^^^ comment.line.number-sign.hcl
// another
# <--- comment.line.double-slash.hcl
/* a block = "comment"
#^^^^^^^^^^^^^^^^^^^^^ comment.block.hcl
 over lines */ locals {
#^^^^^^^^^^^^^ comment.block.hcl
#              ^^^^^^ entity.name.type.hcl - comment
  port = 5432 # trailing
# ^^^^ meta.block.hcl variable.other.property.hcl
#      ^ keyword.operator.assignment.hcl
#        ^^^^ constant.numeric.hcl
#             ^^^^^^^^^^ comment.line.number-sign.hcl
  half = 0.5
#        ^^^ constant.numeric.hcl
  big = 1e3 * -2.5E-4
#       ^^^ constant.numeric.hcl
#           ^ keyword.operator.arithmetic.hcl
#             ^ keyword.operator.arithmetic.hcl
#              ^^^^^^ constant.numeric.hcl
  flags = [true, false, null]
#         ^ punctuation.section.brackets.begin.hcl
#          ^^^^ constant.language.hcl
#              ^ punctuation.separator.comma.hcl
#                ^^^^^ constant.language.hcl
#                       ^^^^ constant.language.hcl
#                           ^ punctuation.section.brackets.end.hcl
  not-a-flag = true-ish
# ^^^^^^^^^^ variable.other.property.hcl
#              ^^^^^^^^ variable.other.readwrite.hcl - constant.language.hcl
  straße = "ü"
# ^^^^^^ variable.other.property.hcl
}
# <- meta.block.hcl punctuation.section.block.end.hcl

resource "aws_security_group_rule" "db" {
# <-------- entity.name.type.hcl
#        ^ punctuation.definition.string.begin.hcl
#        ^^^^^^^^^^^^^^^^^^^^^^^^^ variable.other.enummember.hcl
#                                  ^^^^ variable.other.enummember.hcl
#                                       ^ punctuation.section.block.begin.hcl
  from_port =
# ^^^^^^^^^ variable.other.property.hcl
  to_port = 5432
# ^^^^^^^ variable.other.property.hcl
#         ^ keyword.operator.assignment.hcl
  source_security_group_id = module.api.security_group_ids["blue"].id
#                            ^^^^^^ variable.language.hcl
#                                  ^ keyword.operator.accessor.hcl
#                                   ^^^ variable.other.member.hcl
#                                       ^^^^^^^^^^^^^^^^^^ variable.other.member.hcl
#                                                         ^ punctuation.section.brackets.begin.hcl
#                                                          ^^^^^^ string.quoted.double.hcl
#                                                                ^ punctuation.section.brackets.end.hcl
#                                                                  ^^ variable.other.member.hcl
  first   = aws_instance.web.0.id
#           ^^^^^^^^^^^^ variable.other.readwrite.hcl
#                        ^^^ variable.other.member.hcl
#                            ^ constant.numeric.hcl
#                              ^^ variable.other.member.hcl
  all     = aws_instance.web[*].id
#                           ^ punctuation.section.brackets.begin.hcl
#                            ^ keyword.operator.splat.hcl
#                             ^ punctuation.section.brackets.end.hcl
  legacy  = aws_instance.web.*.id
#                            ^ keyword.operator.splat.hcl
#                              ^^ variable.other.member.hcl
  ingress {
# ^^^^^^^ meta.block.hcl meta.block.hcl entity.name.type.hcl
    self = true
#   ^^^^ variable.other.property.hcl
  }
  one_line { enabled = false }
# ^^^^^^^^ entity.name.type.hcl
#            ^^^^^^^ variable.other.property.hcl
#                      ^^^^^ constant.language.hcl
#                            ^ punctuation.section.block.end.hcl
  dynamic "ingress" {
# ^^^^^^^ entity.name.type.hcl
#         ^^^^^^^^^ variable.other.enummember.hcl
    for_each = var.rules
#   ^^^^^^^^ variable.other.property.hcl
#              ^^^ variable.language.hcl
    labels   = []
  }
}

output old_label {
# <------ entity.name.type.hcl
#      ^^^^^^^^^ variable.other.enummember.hcl
  value = var.a == 1 && !var.b || var.c != "x" ? "yes" : cond[0]
#               ^^ keyword.operator.comparison.hcl
#                    ^^ keyword.operator.logical.hcl
#                       ^ keyword.operator.logical.hcl
#                              ^^ keyword.operator.logical.hcl
#                                       ^^ keyword.operator.comparison.hcl
#                                              ^ keyword.operator.conditional.hcl
#                                                      ^ keyword.operator.conditional.hcl
}

locals {
  called = cidrsubnet(aws_vpc.main.cidr_block, 8, 1)
#          ^^^^^^^^^^ meta.function-call.hcl support.function.builtin.hcl
#                    ^ punctuation.section.parens.begin.hcl
#                                                  ^ punctuation.section.parens.end.hcl
  spread = merge(local.maps...)
#                ^^^^^ variable.language.hcl
#                          ^^^ keyword.operator.expansion.hcl
  theirs = provider::aws::arn_parse(var.arn)
#          ^^^^^^^^ entity.name.namespace.hcl
#                  ^^ punctuation.separator.namespace.hcl
#                    ^^^ entity.name.namespace.hcl
#                         ^^^^^^^^^ support.function.builtin.hcl
  ports  = [for r in var.rules : r.port if r.enabled]
#           ^^^ meta.for.hcl keyword.control.for.hcl
#               ^ variable.other.readwrite.hcl
#                 ^^ keyword.control.for.hcl
#                              ^ keyword.operator.conditional.hcl
#                                       ^^ keyword.control.for.hcl
#                                                   ^ punctuation.section.brackets.end.hcl - meta.for.hcl
  by_key = {
#          ^ punctuation.section.braces.begin.hcl
    for k, v in var.groups : k => v...
#   ^^^ keyword.control.for.hcl
#               ^^^ variable.language.hcl
#                              ^^ keyword.operator.arrow.hcl
#                                  ^^^ keyword.operator.expansion.hcl
  }
# ^ punctuation.section.braces.end.hcl - meta.for.hcl
  object = {
    plain    = 1,
#   ^^^^^ variable.other.property.hcl
    colon : 2
#   ^^^^^ variable.other.property.hcl
#         ^ keyword.operator.assignment.hcl
    "quoted" = 3
#   ^^^^^^^^ string.quoted.double.hcl
    (var.key) = { for = "is a key here", in = true }
#   ^ punctuation.section.parens.begin.hcl
#                 ^^^ variable.other.property.hcl
#                                        ^^ variable.other.property.hcl
  }
  after = 1
# ^^^^^ variable.other.property.hcl
}

variable "rules" {
  type = map(object({ port = number, name = optional(string, "x"), any = list(any) }))
#        ^^^ storage.type.hcl
#            ^^^^^^ storage.type.hcl
#                     ^^^^ variable.other.property.hcl
#                            ^^^^^^ storage.type.hcl
#                                           ^^^^^^^^ storage.type.hcl
#                                                    ^^^^^^ storage.type.hcl
#                                                                  ^^^ variable.other.property.hcl
#                                                                        ^^^^ storage.type.hcl
#                                                                             ^^^ storage.type.hcl
}
