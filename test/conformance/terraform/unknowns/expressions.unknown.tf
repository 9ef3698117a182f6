# What Terraform knows of each output before anything is applied; the recording has it part by part.

resource "terraform_data" "source" {
  input = "x"
}

resource "terraform_data" "counted" {
  count = 2
  input = count.index
}

resource "terraform_data" "keyed" {
  for_each = toset(["a", "b"])
  input    = each.value
}

locals {
  text      = terraform_data.source.id
  anything  = jsondecode(terraform_data.source.id)
  number    = length(terraform_data.source.id)
  condition = terraform_data.source.id == "x"
  list      = split(",", terraform_data.source.id)
  set       = toset(split(",", terraform_data.source.id))
  some      = ["a", terraform_data.source.id, "c"]
  pairs     = { a = terraform_data.source.id, b = "y" }
  rules = [
    { port = 22, cidr = "10.0.0.0/8" },
    { port = length(terraform_data.source.id), cidr = terraform_data.source.id },
  ]
}

output "expression_1" { value = local.text }
output "expression_2" { value = local.anything }
output "expression_3" { value = local.number }
output "expression_4" { value = local.condition }
output "expression_5" { value = local.list }
output "expression_6" { value = local.set }
output "expression_7" { value = local.some[0] }
output "expression_8" { value = local.some[1] }
output "expression_9" { value = local.some[local.number] }
output "expression_10" { value = local.list[0] }
output "expression_11" { value = local.pairs.a }
output "expression_12" { value = local.pairs.b }
output "expression_13" { value = local.pairs["b"] }
output "expression_14" { value = local.pairs[local.text] }
output "tomap_1" { value = tomap(local.pairs)["b"] }
output "tomap_2" { value = tomap(local.pairs)[local.text] }
output "expression_15" { value = local.anything.x }
output "expression_16" { value = local.anything["x"] }
output "expression_17" { value = local.anything[0] }
output "expression_18" { value = local.anything.x.y[0] }
output "expression_19" { value = local.rules[0].port }
output "expression_20" { value = local.rules[1].port }
output "expression_21" { value = local.rules[*].port }
output "expression_22" { value = local.rules[*].cidr }
output "expression_23" { value = local.rules.*.cidr }
output "expression_24" { value = local.some[*] }
output "expression_25" { value = local.list[*] }
output "expression_26" { value = local.set[*] }
output "expression_27" { value = local.anything[*] }
output "expression_28" { value = local.anything[*].id }
output "expression_29" { value = local.text[*] }
output "expression_30" { value = local.pairs[*].b }
output "tolist_1" { value = tolist(local.rules)[*].port }
output "toset_1" { value = toset(local.rules)[*].port }
output "expression_31" { value = local.condition ? "a" : "b" }
output "expression_32" { value = local.condition ? "a" : "a" }
output "expression_33" { value = local.condition ? 1 : "b" }
output "expression_34" { value = local.condition ? local.some : [] }
output "expression_35" { value = local.condition ? ["a"] : ["b"] }
output "expression_36" { value = local.condition ? ["a"] : [] }
output "tolist_2" { value = local.condition ? tolist(["a"]) : tolist([]) }
output "expression_37" { value = local.condition ? { a = 1, b = 2 } : { a = 1, b = 3 } }
output "expression_38" { value = local.condition ? { a = 1 } : {} }
output "expression_39" { value = local.condition ? null : "a" }
output "expression_40" { value = local.condition ? [1, 2] : [1, 3] }
output "expression_41" { value = true ? "a" : local.text }
output "expression_42" { value = false ? "a" : local.text }
output "expression_43" { value = true ? local.text : "a" }
output "expression_44" { value = true ? ["a"] : local.list }
output "expression_45" { value = true ? ["a"] : local.some }
output "tolist_3" { value = true ? tolist(["a"]) : local.list }
output "expression_46" { value = true ? local.pairs : {} }
output "expression_47" { value = false ? local.pairs : {} }
output "expression_48" { value = true ? "a" : local.anything }
output "expression_49" { value = true ? ["a"] : local.anything }
output "expression_50" { value = local.text != "" ? "a" : "b" }
output "expression_51" { value = local.text == "" ? null : local.text }
output "expression_52" { value = local.condition && true }
output "expression_53" { value = local.condition && false }
output "expression_54" { value = false && local.condition }
output "expression_55" { value = true && local.condition }
output "expression_56" { value = local.condition || true }
output "expression_57" { value = true || local.condition }
output "expression_58" { value = local.condition || false }
output "expression_59" { value = false || local.condition }
output "expression_60" { value = local.condition && local.condition }
output "expression_61" { value = !local.condition }
output "expression_62" { value = !!local.condition }
output "expression_63" { value = local.number + 0 }
output "expression_64" { value = 0 * local.number }
output "expression_65" { value = local.number / 2 }
output "expression_66" { value = local.number % 2 }
output "expression_67" { value = -local.number }
output "expression_68" { value = local.number > 0 }
output "expression_69" { value = local.number >= 0 }
output "expression_70" { value = local.number == local.number }
output "expression_71" { value = local.number < 1000000 }
output "expression_72" { value = local.text == "x" }
output "expression_73" { value = "x" != local.text }
output "expression_74" { value = local.text == null }
output "expression_75" { value = local.text != null }
output "expression_76" { value = local.anything == null }
output "expression_77" { value = null == local.text }
output "expression_78" { value = local.list == null }
output "expression_79" { value = local.list == [] }
output "expression_80" { value = local.some == ["a"] }
output "expression_81" { value = local.some == ["a", "b", "c"] }
output "expression_82" { value = local.some == ["z", "b", "c"] }
output "expression_83" { value = local.pairs == { a = "x", b = "y" } }
output "expression_84" { value = local.pairs == {} }
output "expression_85" { value = { a = local.text } == { b = 1 } }
output "tolist_4" { value = tolist(local.some) == tolist(["a"]) }
output "expression_86" { value = local.rules == [] }
output "expression_87" { value = [1, local.number] == [2, 3] }
output "expression_88" { value = local.condition == true }
output "expression_89" { value = [for x in local.some : x] }
output "expression_90" { value = [for i, x in local.some : i] }
output "expression_91" { value = [for i, x in local.some : "${i}-${x}"] }
output "expression_92" { value = [for x in local.some : x == "a"] }
output "length_1" { value = [for x in local.some : length(x)] }
output "expression_93" { value = [for x in local.some : x if true] }
output "expression_94" { value = [for x in local.some : x if false] }
output "expression_95" { value = [for i, x in local.some : x if i == 0] }
output "expression_96" { value = [for i, x in local.some : x if i == 1] }
output "expression_97" { value = [for x in local.some : x if x == "a"] }
output "expression_98" { value = [for x in ["a", "b"] : x if local.condition] }
output "expression_99" { value = [for x in ["a", "b"] : local.text] }
output "expression_100" { value = [for x in local.list : x] }
output "expression_101" { value = [for x in local.list : "a"] }
output "expression_102" { value = [for x in local.list : x if false] }
output "expression_103" { value = [for x in local.anything : x] }
output "expression_104" { value = [for k, v in local.pairs : k] }
output "expression_105" { value = [for k, v in local.pairs : v] }
output "expression_106" { value = [for k, v in local.pairs : v if k == "b"] }
output "expression_107" { value = [for x in local.set : x] }
output "toset_2" { value = [for x in toset(local.some) : x] }
output "toset_3" { value = [for x in toset([local.text]) : x] }
output "toset_4" { value = [for x in toset(["a", "b"]) : "${x}${local.text}"] }
output "expression_108" { value = [for r in local.rules : r.port] }
output "expression_109" { value = [for r in local.rules : r if r.port == 22] }
output "merge_1" { value = [for r in local.rules : merge(r, { protocol = "tcp" })] }
output "expression_110" { value = [for x in local.condition ? ["a"] : [] : x] }
output "expression_111" { value = { for x in ["a", "b"] : x => local.text } }
output "expression_112" { value = { for x in local.some : x => 1 } }
output "expression_113" { value = { for i, x in local.some : i => x } }
output "expression_114" { value = { for k, v in local.pairs : k => v } }
output "expression_115" { value = { for k, v in local.pairs : v => k } }
output "expression_116" { value = { for k, v in local.pairs : k => v if k == "a" } }
output "expression_117" { value = { for k, v in local.pairs : k => v if v == "y" } }
output "expression_118" { value = { for r in local.rules : r.cidr => r.port } }
output "expression_119" { value = { for i, r in local.rules : i => r.port... } }
output "expression_120" { value = { for r in local.rules : r.cidr => r... } }
output "expression_121" { value = { for x in local.list : x => 1 } }
output "expression_122" { value = { for x in local.list : "a" => x... } }
output "expression_123" { value = { for k in ["a"] : k => local.list } }
output "concat_1" { value = concat([local.some, ["d"]]...) }
output "concat_2" { value = concat(local.anything...) }
output "format_1" { value = format("%s-%s", ["a", local.text]...) }
output "max_1" { value = max([1, local.number]...) }
output "merge_2" { value = merge([local.pairs, { c = 1 }]...) }
output "merge_3" { value = merge([for k in ["a", "b"] : { (k) = local.text }]...) }
output "try_1" { value = try(local.text, "a") }
output "try_2" { value = try("a", local.text) }
output "try_3" { value = try(local.some[0], "z") }
output "try_4" { value = try(local.some[1], "z") }
output "try_5" { value = try(local.some[9], "z") }
output "try_6" { value = try(local.anything.x, "z") }
output "try_7" { value = try(tonumber(local.text), 0) }
output "try_8" { value = try(local.pairs.b, "z") }
output "try_9" { value = try(local.pairs.missing, "z") }
output "try_10" { value = try(local.pairs.missing, local.text) }
output "try_11" { value = try(local.list[0], "z") }
output "can_1" { value = can(local.some[0]) }
output "can_2" { value = can(local.some[1]) }
output "can_3" { value = can(local.some[9]) }
output "can_4" { value = can(local.text) }
output "can_5" { value = can("a") }
output "can_6" { value = can(tonumber(local.text)) }
output "can_7" { value = can(local.anything.x) }
output "can_8" { value = can(local.pairs.missing) }
output "can_9" { value = can([local.text]) }
output "can_10" { value = can(regex("a", local.text)) }
output "issensitive_1" { value = issensitive(local.text) }
output "issensitive_2" { value = issensitive("a") }
output "issensitive_3" { value = issensitive(sensitive(local.text)) }
output "issensitive_4" { value = issensitive(local.some) }
output "nonsensitive_1" { value = nonsensitive(local.text) }
output "nonsensitive_2" { value = nonsensitive(local.some) }
output "nonsensitive_3" { value = nonsensitive(sensitive(local.some)) }
output "ephemeralasnull_1" { value = ephemeralasnull(local.text) }
output "ephemeralasnull_2" { value = ephemeralasnull(local.some) }
output "expression_124" { value = (local.condition ? "a" : "b") == null }
output "expression_125" { value = (local.condition ? "a" : null) == null }
output "length_2" { value = length(local.text) == null }
output "upper_1" { value = upper(local.text) == null }
output "element_1" { value = element(local.list, 0) == null }
output "coalesce_1" { value = coalesce(local.anything, "a") == null }
output "tostring_1" { value = tostring(local.anything) == null }
output "merge_4" { value = merge({ a = 1 }, local.anything) == null }
output "concat_3" { value = concat(["a"], local.list) == null }
output "lookup_1" { value = lookup(tomap({ a = "b" }), local.text, "d") == null }
output "regex_1" { value = regex("a", local.text) == null }
output "jsondecode_1" { value = jsondecode(local.text) == null }
output "expression_126" { value = "${local.anything}x" == null }
output "expression_127" { value = local.text != null ? "given" : "default" }
output "upper_2" { value = upper(local.text) != null ? 1 : 2 }
output "join_1" { value = join(",", local.some) == null }
output "one_1" { value = one(local.list) == null }
output "sort_1" { value = sort(local.list) == null }
output "toset_5" { value = toset(local.list) == null }
output "expression_128" { value = local.number + 1 == null }
output "expression_129" { value = (local.text == "x") == null }
