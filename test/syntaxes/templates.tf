# SYNTAX TEST "source.hcl.terraform.sg-lens" "strings, templates and heredocs"

locals {
  plain = "a \"quoted\" \n tab\t \u00e9 \U0001F600 word"
#         ^ string.quoted.double.hcl punctuation.definition.string.begin.hcl
#            ^^ constant.character.escape.hcl
#                       ^^ constant.character.escape.hcl
#                             ^^ constant.character.escape.hcl
#                                ^^^^^^ constant.character.escape.hcl
#                                       ^^^^^^^^^^ constant.character.escape.hcl
#                                                      ^ string.quoted.double.hcl punctuation.definition.string.end.hcl
  wrong = "\d"
#          ^^ invalid.illegal.unknown-escape.hcl
  inner = "sg-${var.env}-${upper("x")}"
#             ^^ punctuation.section.interpolation.begin.hcl
#               ^^^ meta.interpolation.hcl meta.embedded.line.hcl variable.language.hcl
#                      ^ punctuation.section.interpolation.end.hcl
#                       ^ string.quoted.double.hcl - meta.embedded.line.hcl
#                          ^^^^^ support.function.builtin.hcl
#                                ^^^ string.quoted.double.hcl string.quoted.double.hcl
  brace = "${ { a = 1 }["a"] }"
#             ^ punctuation.section.braces.begin.hcl
#                     ^ punctuation.section.braces.end.hcl
#                            ^ punctuation.section.interpolation.end.hcl
  spelt = "$${not} %%{either}"
#          ^^^ constant.character.escape.hcl
#             ^^^^ string.quoted.double.hcl - meta.embedded.line.hcl
#                  ^^^ constant.character.escape.hcl
  strip = "%{~ if var.on ~}on%{ else }off%{ endif }"
#          ^^^ punctuation.section.directive.begin.hcl
#              ^^ meta.directive.hcl meta.embedded.line.hcl keyword.control.directive.hcl
#                        ^^ punctuation.section.directive.end.hcl
#                          ^^ string.quoted.double.hcl - meta.directive.hcl
#                               ^^^^ keyword.control.directive.hcl
#                                           ^^^^^ keyword.control.directive.hcl
  open  = "no end
#         ^^^^^^^ string.quoted.double.hcl
  next  = 1
# ^^^^ variable.other.property.hcl - string
  long  = "${join(",", [
    "a",
#   ^^^ meta.interpolation.hcl
  ])}!"
#     ^ string.quoted.double.hcl - meta.interpolation.hcl
  doc   = <<-EOT
#         ^^^ string.unquoted.heredoc.hcl keyword.operator.heredoc.hcl
#            ^^^ keyword.control.heredoc.hcl
    plain "text" = 1 \n ${var.name} $${literal}
#   ^^^^^^^^^^^^^^^^^^^ string.unquoted.heredoc.hcl - constant
#                       ^^ punctuation.section.interpolation.begin.hcl
#                                   ^^^ constant.character.escape.hcl
    %{ for p in var.ports ~}
#      ^^^ keyword.control.directive.hcl
#            ^^ keyword.control.directive.hcl
#                         ^^ punctuation.section.directive.end.hcl
    EOT is not the end here
#   ^^^ string.unquoted.heredoc.hcl - keyword
    EOT
#   ^^^ keyword.control.heredoc.hcl
  last  = 2
# ^^^^ variable.other.property.hcl - string
}
