# SYNTAX TEST "source.hcl.terraform.sg-lens" "comments that SG Lens obeys"

// sg-lens: ignore sensitive-port-exposed, single-address-source -- bastion, until it is replaced
#  ^^^^^^^ comment.line.double-slash.hcl meta.suppression.sg-lens keyword.other.sg-lens
#           ^^^^^^ keyword.control.directive.sg-lens
#                  ^^^^^^^^^^^^^^^^^^^^^^ entity.name.tag.check.sg-lens
#                                          ^^^^^^^^^^^^^^^^^^^^^ entity.name.tag.check.sg-lens
#                                                                ^^ punctuation.separator.sg-lens
#                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ string.unquoted.reason.sg-lens
  port = 22 # sg-lens: ignore sensitive-port-exposed -- reached over the VPN alone
#             ^^^^^^^ comment.line.number-sign.hcl meta.suppression.sg-lens keyword.other.sg-lens
#                             ^^^^^^^^^^^^^^^^^^^^^^ entity.name.tag.check.sg-lens
#                                                       ^^^^^^^ string.unquoted.reason.sg-lens
  port = 22 # sg-lens: expires 2026-11-30
#                      ^^^^^^^ meta.expiry.sg-lens keyword.control.directive.sg-lens
#                              ^^^^^^^^^^ constant.numeric.date.sg-lens
  port = 22 # sg-lens: expires 2026-13-30
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.number-sign.hcl - meta.expiry.sg-lens
  port = 22 # sg-lens: ignroe sensitive-port-exposed -- no such word
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.number-sign.hcl - meta.suppression.sg-lens
  text = "# sg-lens: ignore sensitive-port-exposed -- not a comment"
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double.hcl - meta.suppression.sg-lens
