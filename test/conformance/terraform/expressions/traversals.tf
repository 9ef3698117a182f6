# Each output is one expression; its answer stands under the same name in the recording.

locals {
  yes      = true
  key      = "a"
  tree     = { a = { b = [{ c = 1 }, { c = "two" }] } }
  list     = ["x", "y"]
  map      = tomap({ x = 1, y = 2 })
  numbered = { 1 = "one" }
  flags    = { true = "on" }
  set      = toset(["q", "p"])
  nothing  = null
  scalar   = "s"
  empty    = []
  matrix   = [["a", "b"], ["c", "d"]]
  numbers  = [3, 1, 2]
  maps     = [{ a = 1 }, { b = 2 }]
  nullable = [null, "", "z"]
  objects = [
    { name = "web", ports = [80, 443], tags = { env = "prod" } },
    { name = "db", ports = [5432], tags = { env = "test" } },
  ]
  by_name = { for o in local.objects : o.name => o }
  chain_a = { deep = [local.list[1]] }
  chain_b = local.chain_a
  chain_c = [for x in local.chain_b.deep : "${x}!"]
  chain_d = merge(local.chain_b, { other = local.chain_c })
}

output "traversals_1" { value = local.tree.a.b[0].c }
output "traversals_2" { value = local.tree["a"]["b"][0]["c"] }
output "traversals_3" { value = local.tree.a.b.0.c }
output "traversals_4" { value = local.tree.a.b[*].c }
output "traversals_5" { value = local.tree.a.b.*.c }
output "traversals_6" { value = local.tree.a["b"][*].c }
output "traversals_7" { value = local.tree[local.key].b[1].c }
output "length_1" { value = local.tree["${local.key}"].b[length(local.tree.a.b) - 1].c }
output "traversals_8" { value = local.list["0"] }
output "traversals_9" { value = local.list[1.0] }
output "length_2" { value = local.list[length(local.list) - 1] }
output "traversals_10" { value = local.list.1 }
output "traversals_11" { value = local.map["x"] }
output "traversals_12" { value = local.map.x }
output "keys_1" { value = local.map[keys(local.map)[0]] }
output "traversals_13" { value = local.numbered[1] }
output "traversals_14" { value = local.numbered["1"] }
output "traversals_15" { value = local.flags[true] }
output "tolist_1" { value = tolist(local.set)[0] }
output "traversals_16" { value = local.nothing[*].x }
output "traversals_17" { value = local.scalar[*] }
output "traversals_18" { value = local.tree[*].a.b[0].c }
output "traversals_19" { value = local.empty[*] }
output "traversals_20" { value = local.empty[*].x }
output "traversals_21" { value = local.empty.*.x }
output "traversals_22" { value = local.matrix[*][0] }
output "traversals_23" { value = local.matrix[*][1] }
output "traversals_24" { value = local.matrix.* }
output "traversals_25" { value = local.matrix[1][*] }
output "traversals_26" { value = local.matrix[1][0] }
output "traversals_27" { value = local.objects[*].name }
output "traversals_28" { value = local.objects[*].tags.env }
output "traversals_29" { value = local.objects[*].tags["env"] }
output "traversals_30" { value = local.objects[*]["name"] }
output "traversals_31" { value = local.objects.*.tags.env }
output "traversals_32" { value = local.objects.*.ports.0 }
output "traversals_33" { value = local.objects[*].ports[0] }
output "traversals_34" { value = local.objects.*.name[1] }
output "traversals_35" { value = local.objects[0][*].name }
output "tolist_2" { value = tolist(local.objects)[*].name }
output "toset_1" { value = toset(local.objects)[*].name }
output "tomap_1" { value = tomap({ a = { v = 1 } })[*].a.v }
output "traversals_36" { value = local.by_name["web"].ports }
output "traversals_37" { value = local.by_name.web.ports[0] }
output "values_1" { value = values(local.by_name)[*].name }
output "values_2" { value = values(local.by_name)[0].name }
output "traversals_38" { value = [for o in local.objects : o.ports][*][0] }
output "traversals_39" { value = { a = { b = 1 } }.a.b }
output "traversals_40" { value = { "a-b" = 1 }["a-b"] }
output "traversals_41" { value = { a-b = 1 }.a-b }
output "traversals_42" { value = [[1, 2], [3]][1][0] }
output "traversals_43" { value = ["a", "b"][1] }
output "traversals_44" { value = (local.list)[0] }
output "traversals_45" { value = (local.yes ? local.list : [])[0] }
output "split_1" { value = split("/", "a/b/c")[2] }
output "jsondecode_1" { value = jsondecode("{\"a\":[1,{\"b\":2}]}").a[1].b }
output "merge_1" { value = merge({ a = { b = 1 } }, {}).a.b }
output "regex_1" { value = regex("(?P<p>\\d+)", "port 22").p }
output "traversals_46" { value = [for x in [1] : { v = x }][0].v }
output "traversals_47" { value = { for x in ["k"] : x => { v = 1 } }.k.v }
output "traversals_48" { value = local.objects[0].ports[0] + 1 }
output "traversals_49" { value = "${local.objects[0].name}-${local.objects[1].name}" }
output "traversals_50" { value = local.chain_c }
output "traversals_51" { value = local.chain_d.deep[0] }
output "traversals_52" { value = local.objects[*].name[*] }
output "tolist_3" { value = tolist([{ a = 1 }, { a = 2 }])[*].a }
output "traversals_53" { value = [{ a = 1 }, { a = "x" }][*].a }
output "traversals_54" { value = [{ a = [1] }, { a = [2, 3] }][*].a }
output "traversals_55" { value = null[*] }
output "traversals_56" { value = [null][*] }
output "traversals_57" { value = "text"[*] }
output "traversals_58" { value = 5[*] }
output "traversals_59" { value = { a = 1 }[*].a }
output "traversals_60" { value = [][*] }
output "max_1" { value = max(local.numbers...) }
output "concat_1" { value = concat(local.matrix...) }
output "merge_2" { value = merge(local.maps...) }
output "format_1" { value = format("%s-%s", local.list...) }
output "coalesce_1" { value = coalesce(local.nullable...) }
output "setunion_1" { value = setunion(local.matrix...) }
output "min_1" { value = min(concat([5], local.numbers)...) }
output "join_1" { value = join("-", local.list, ["z"]) }
output "max_2" { value = max(toset([4, 9])...) }
output "max_3" { value = max(tolist([4, 9])...) }
output "traversals_61" { value = path.module }
output "traversals_62" { value = path.root }
output "basename_1" { value = basename(path.module) }
output "traversals_63" { value = "${path.module}/x" }
output "traversals_64" { value = terraform.workspace == "default" ? "d" : "o" }
