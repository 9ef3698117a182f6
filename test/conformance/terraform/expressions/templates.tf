locals {
  name  = "db"
  ports = [5432, 3306]
  map   = { b = 2, a = 1 }
  yes   = true
}
output "single_number" { value = "${5432}" }
output "single_list" { value = "${local.ports}" }
output "single_bool" { value = "${local.yes}" }
output "joined" { value = "a-${local.name}-${local.ports[0]}" }
output "number_in_text" { value = "n=${1.50}" }
output "big_number_in_text" { value = "n=${12345678901234567890123}" }
output "bool_in_text" { value = "b=${true}" }
output "nested" { value = "x${"y${"z"}"}" }
output "nested_quotes" { value = "${"${local.name}"}-${join(",", ["a", "b"])}" }
output "if_directive" { value = "%{if local.yes}on%{else}off%{endif}" }
output "if_without_else" { value = "[%{if !local.yes}on%{endif}]" }
output "for_directive" { value = "%{for p in local.ports}${p},%{endfor}" }
output "for_directive_key" { value = "%{for k, v in local.map}${k}=${v};%{endfor}" }
output "for_index" { value = "%{for i, p in local.ports}${i}:${p} %{endfor}" }
output "strip" { value = "a ${~ local.name ~} b" }
output "strip_directive" { value = "a  %{~ if true ~}  x  %{~ endif ~}  b" }
output "dollar_signs" { value = "$${x} $$x $ %%{x} %" }
output "escaped" { value = "\"q\" \\ \t|\u00e9" }
output "heredoc" {
  value = <<EOT
line one
  ${local.name}
EOT
}
output "heredoc_indented" {
  value = <<-EOT
    line one
      two ${local.name}
    three
  EOT
}
output "heredoc_indented_blank" {
  value = <<-EOT
      a

    b
  EOT
}
output "heredoc_for" {
  value = <<-EOT
    %{for p in local.ports~}
    port ${p}
    %{endfor~}
  EOT
}
output "heredoc_if" {
  value = <<-EOT
  start
  %{if local.yes}
  yes
  %{else}
  no
  %{endif}
  end
  EOT
}
output "heredoc_escapes" {
  value = <<EOT
not an \n escape "quoted" $${literal} %%{literal}
EOT
}
output "heredoc_empty" {
  value = <<EOT
EOT
}
output "null_wrapped" { value = ["${null}"] }
output "key_template" { value = { "k-${local.name}" = 1 } }
output "unicode_normalised" { value = "e\u0301" }
output "empty_if" { value = "%{if false}x%{endif}" }
output "conditional_inside" { value = "v=${local.yes ? "y" : "n"}" }
