locals {
  number       = 12
  fraction     = 0.25
  exponent     = 1e3
  small        = 2.5E-3
  yes          = true
  no           = false
  nothing      = null
  negative     = -5
  not          = !true
  text         = "text"
  empty        = ""
  wide         = "größer → ∞ 👨‍👩‍👧 e\u0301"
  escapes      = "tab\tquote\"backslash\\line\nreturn\r\u00e9\U0001F600"
  dollars      = "$ $$ $${ %% %%{ $a %b"
  reference    = var.a.b
  indexed      = var.a[0].b["c"][var.d]
  legacy       = var.a.0.b
  spaced       = var . a [ 0 ]
  splat        = aws_instance.x[*].id
  splat_deep   = aws_instance.x[*].nics[*].ip
  splat_index  = aws_instance.x[*].nics[0].ip
  attributes   = aws_instance.x.*.id
  attributes_0 = aws_instance.x.*.nics.0.ip
  whole        = aws_instance.x.*.id[0]
  then_full    = aws_instance.x.*.ids[*].y
  mixed        = aws_instance.x[*].y.*.z[0]
  call         = max(1, 2, 3)
  call_empty   = timestamp()
  call_comma   = max(1, 2,)
  call_expand  = max([1, 2]...)
  namespaced   = provider::aws::arn_parse("arn")
  core         = core::max(1, 2)
  nested_call  = upper(lower(join(",", [var.a, "b"])))
  call_space   = max (1, 2)
  on_call      = file("a").b[0]
  parentheses  = (1 + 2) * 3
  on_paren     = (var.a).b
  conditional  = var.a ? 1 : 2
  chained      = var.a ? 1 : var.b ? 2 : var.c ? 3 : 4
  in_middle    = var.a ? var.b ? 1 : 2 : 3
  of_binary    = var.a == 1 && var.b != 2 ? "x" : "y"
  arithmetic   = 1 + 2 * 3 - 4 / 5 % 6
  left         = 1 - 2 - 3
  compared     = 1 < 2 == true
  greater      = 1 >= 2 || 3 <= 4 && 5 > 6
  logic        = !var.a && !var.b || var.c
  minus_of     = -var.a.b + -1
  not_not      = !!var.a
  minus_space  = - 1
  subtract     = a -1
  dashed-name  = a-b
  multiline = (
    1 +
    2
    == 3
    ? "a"
    : "b"
  )
  with_comments = [ # here
    1,              // and here
    /* also */ 2,
    # before the end
  ]
}
