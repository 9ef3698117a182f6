locals {
  interpolation = "a ${var.b} c"
  only          = "${var.b}"
  literal_only  = "${"text"}"
  number_only   = "${1}"
  nested        = "a ${upper("b ${lower("c")} d")} e"
  braces        = "${jsonencode({ a = { b = "}" } })}"
  multi_line    = "${
    merge(
      { a = 1 },
      {
        b = 2
      }
    )
  }"
  stripped      = "a ${~ var.b ~} c"
  stripped_left = "a ${~ var.b} c"
  if            = "%{ if var.a }yes%{ endif }"
  if_else       = "%{ if var.a }yes%{ else }no%{ endif }"
  if_nested     = "%{ if var.a }%{ if var.b }both%{ else }a%{ endif }%{ endif }"
  for           = "%{ for x in var.list }${x},%{ endfor }"
  for_index     = "%{ for i, x in var.list ~} ${i}:${x} %{~ endfor }"
  if_for        = "%{ for x in var.list }%{ if x != "" }${x}%{ endif }%{ endfor }"
  conditional   = "a ${var.a ? "b" : "c"} d"
  escaped       = "$${not} %%{not} ${"$${x}"}"
  not_escaped   = "$$${var.a} %%%{x}"
  plain = <<EOT
Hello
  ${var.name}
EOT
  indented = <<-EOT
    first
      deeper ${var.a}
    ${var.b} last

      blank above
  EOT
  less_indented = <<-EOT
      six
    four
        eight
  EOT
  at_margin = <<-EOT
    four
  ${var.a} counts as none
  EOT
  directives = <<-EOT
    %{ if var.a ~}
    shown
    %{ else ~}
    hidden
    %{ endif ~}
    %{ for x in var.list ~}
    - ${x}
    %{ endfor ~}
    end
  EOT
  stripping = <<-EOT
    a
    ${~ var.b ~}
      c
    d
  EOT
  backslashes = <<EOT
\n \t \" \u0041 $${x} %%{y} $ % "quoted"
EOT
  spaced_end = <<EOT
text
   EOT  
  empty_heredoc = <<EOT
EOT
  in_call = join("\n", [<<A
one
A
  , <<-B
    two
    B
  ])
  dashed-marker = <<END-OF-IT
END-OF-I
END-OF-IT
  marker_inside = <<EOT
EOT not alone
 x EOT
EOT
  crazy = <<EOT
${jsonencode({
  a = <<INNER
inner ${var.a}
INNER
  b = 1
})}
EOT
}
