# Each output is one expression; its answer stands under the same name in the recording.

locals {
  yes      = true
  no       = false
  n        = 5
  third    = 1 / 3
  name     = "web"
  list     = ["a", "b"]
  map      = { k = "v", j = 1 }
  objects  = [{ name = "o" }]
  template = "Hi $${name}%%{ for i in items }, $${i}%%{ endfor }!"
  only     = "$${x}"
  plain    = "plain"
  directives = "%%{ if on }on%%{ else }off%%{ endif }%%{ for k, v in names } $${k}=$${v}%%{ endfor }"
  strips   = "a $${~ v ~} b"
}

output "text_1" { value = "${local.n}" }
output "text_2" { value = "${local.list}" }
output "text_3" { value = "${local.third}" }
output "text_4" { value = "a${local.third}b" }
output "text_5" { value = "${1.50} ${1e3} ${1e21}" }
output "text_6" { value = "${local.name}${local.name}" }
output "text_7" { value = "${local.name} ${"${local.name}"} ${"${"${local.name}"}"}" }
output "text_8" { value = "%{if local.yes}a%{else}b%{endif}" }
output "text_9" { value = "%{if local.no}a%{else}b%{endif}" }
output "text_10" { value = "%{if local.no}a%{endif}" }
output "text_11" { value = "%{if local.yes}%{if local.no}x%{else}y%{endif}%{endif}" }
output "text_12" { value = "%{for x in local.list}${x}%{endfor}" }
output "text_13" { value = "%{for x in local.list}${x}%{if x != "b"},%{endif}%{endfor}" }
output "text_14" { value = "%{for i, x in local.list}${i}=${x} %{endfor}" }
output "text_15" { value = "%{for k, v in local.map}${k}:${v};%{endfor}" }
output "text_16" { value = "%{for x in []}${x}%{endfor}" }
output "toset_1" { value = "%{for x in toset(["b", "a"])}${x}%{endfor}" }
output "text_17" { value = "%{for x in local.list}%{for y in local.list}${x}${y} %{endfor}%{endfor}" }
output "text_18" { value = "%{ for x in local.list ~}  ${x}  %{~ endfor }" }
output "text_19" { value = "  %{~ if local.yes ~}  x  %{~ else ~}  y  %{~ endif ~}  " }
output "text_20" { value = "a  ${~ local.name ~}  b" }
output "text_21" { value = "a  ${~ local.name}  b" }
output "text_22" { value = "a  ${local.name ~}  b" }
output "text_23" { value = "a\n${~ local.name ~}\nb" }
output "text_24" { value = "\t${~ local.name ~}\t" }
output "text_25" { value = "$${a}" }
output "text_26" { value = "%%{a}" }
output "text_27" { value = "$$${local.name}" }
output "text_28" { value = "$$$${a}" }
output "text_29" { value = "100%" }
output "text_30" { value = "$5" }
output "text_31" { value = "a$" }
output "text_32" { value = "a%" }
output "text_33" { value = "$ {x}" }
output "text_34" { value = "\\${local.name}" }
output "text_35" { value = "\"${local.name}\"" }
output "text_36" { value = "\u00e9\U0001f600" }
output "text_37" { value = "\n\r\t\"\\" }
output "text_38" { value = "${"a"}${"b"}" }
output "jsonencode_1" { value = "${jsonencode({ a = 1 })}" }
output "join_1" { value = "${join(",", [for x in local.list : "${x}!"])}" }
output "text_39" { value = "${local.yes ? "yes: ${local.name}" : "no"}" }
output "text_40" { value = "${[for x in local.list : x][0]}" }
output "text_41" { value = "${local.map["k"]}" }
output "text_42" { value = "${{ a = 1 }.a}" }
output "text_43" { value = "${{ a = 1 }["a"]}x" }
output "text_44" { value = "${null == null}" }
output "text_45" { value = "x${true}${1}" }
output "tobool_1" { value = "${tobool("true")}" }
output "tolist_1" { value = "${tolist(["a"])[0]}x" }
output "text_46" { value = "${"\""}" }
output "text_47" { value = "${"}"}" }
output "text_48" { value = "${"$${x}"}" }
output "text_49" { value = "é${"́"}" }
output "text_50" { value = "e${"\u0301"}" }
output "text_51" { value = "a${""}b" }
output "text_52" { value = "${""}" }
output "text_53" { value = " " }
output "text_54" { value = "${" "}" }
output "text_55" { value = ["${local.list}"][0][0] }
output "text_56" { value = { "${local.name}" = 1 } }
output "text_57" { value = { "x${local.n}" = 1 } }
output "text_58" { value = { "${local.n}" = 1 } }
output "length_1" { value = length("${local.name}x") }
output "upper_1" { value = upper("${local.name}") }
output "text_59" { value = "%{if local.n > 3}big%{else}small%{endif}-${local.n}" }
output "text_60" { value = "%{for x in local.list}%{endfor}" }
output "text_61" { value = "%{if true}%{endif}" }
output "text_62" { value = "${(1 + 2) * 3}" }
output "text_63" { value = "${-1}" }
output "text_64" { value = "${!true}" }
output "text_65" { value = "${local.list[0]}/${local.list[1]}" }
output "text_66" { value = "${ local.name }" }
output "format_1" { value = "${format("%03d", local.n)}" }
output "text_67" { value = "line1\nline2 ${local.name}\n" }
output "templatestring_1" { value = templatestring(local.template, { name = "n", items = ["a", "b"] }) }
output "templatestring_2" { value = templatestring(local.template, { name = 5, items = [] }) }
output "templatestring_3" { value = templatestring(local.template, { name = true, items = toset(["z", "y"]) }) }
output "templatestring_4" { value = templatestring(local.only, { x = "s" }) }
output "templatestring_5" { value = templatestring(local.plain, { unused = 1 }) }
output "templatestring_6" { value = templatestring(local.directives, { on = true, names = { b = 2, a = 1 } }) }
output "templatestring_7" { value = templatestring(local.directives, { on = false, names = {} }) }
output "templatestring_8" { value = templatestring(local.strips, { v = "x" }) }
