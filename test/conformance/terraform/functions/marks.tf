# Each output is one expression; its answer stands under the same name in the recording.

locals {
  greeting = "Hello $${name}"
  object = { present = "here" }
  secret_list = ["a", sensitive("b")]
}

output "issensitive_1" { value = issensitive(null) }
output "issensitive_2" { value = issensitive(sensitive(null)) }
output "issensitive_3" { value = issensitive([]) }
output "issensitive_4" { value = issensitive({ a = sensitive("x") }) }
output "issensitive_5" { value = issensitive({ a = sensitive("x") }.a) }
output "issensitive_6" { value = issensitive([1, sensitive(2)][0]) }
output "issensitive_7" { value = issensitive([1, sensitive(2)][1]) }
output "issensitive_8" { value = issensitive(sensitive([1, 2])[0]) }
output "issensitive_9" { value = issensitive(sensitive({ a = 1 }).a) }
output "issensitive_10" { value = issensitive([1, 2][sensitive(0)]) }
output "issensitive_11" { value = issensitive({ a = 1 }[sensitive("a")]) }
output "issensitive_12" { value = issensitive([for x in sensitive([1]) : x]) }
output "issensitive_13" { value = issensitive([for x in [sensitive(1)] : x]) }
output "issensitive_14" { value = issensitive([for x in [sensitive(1)] : x][0]) }
output "issensitive_15" { value = issensitive([for x in [sensitive(1), 2] : x if x == 2]) }
output "issensitive_16" { value = issensitive({ for x in [sensitive("k")] : "a" => x }) }
output "issensitive_17" { value = issensitive({ (sensitive("k")) = 1 }) }
output "issensitive_18" { value = issensitive(-sensitive(1)) }
output "issensitive_19" { value = issensitive(!sensitive(true)) }
output "issensitive_20" { value = issensitive(sensitive(1) + 1) }
output "issensitive_21" { value = issensitive(sensitive(1) > 0) }
output "issensitive_22" { value = issensitive(sensitive(true) && false) }
output "issensitive_23" { value = issensitive(true ? sensitive(1) : 2) }
output "issensitive_24" { value = issensitive(false ? sensitive(1) : 2) }
output "issensitive_25" { value = issensitive(true ? [sensitive(1)] : [2]) }
output "issensitive_26" { value = issensitive(sensitive("a")[*]) }
output "issensitive_27" { value = issensitive([{ a = sensitive(1) }][*].a) }
output "issensitive_28" { value = issensitive("a${sensitive("x")}b") }
output "issensitive_29" { value = issensitive("%{if sensitive(true)}a%{endif}") }
output "issensitive_30" { value = issensitive("%{for x in sensitive(["a"])}${x}%{endfor}") }
output "issensitive_31" { value = issensitive([sensitive(1)] == [1]) }
output "issensitive_32" { value = issensitive(try(sensitive("x"), "y")) }
output "issensitive_33" { value = issensitive(try(sensitive({}).a, "y")) }
output "issensitive_34" { value = issensitive(can(sensitive("x"))) }
output "issensitive_35" { value = issensitive(tolist([sensitive(1)])[0]) }
output "issensitive_36" { value = issensitive(tomap({ a = sensitive(1), b = 2 })) }
output "issensitive_37" { value = issensitive(tomap({ a = sensitive(1), b = 2 }).b) }
output "issensitive_38" { value = issensitive(tostring(sensitive(1))) }
output "issensitive_39" { value = issensitive(tonumber(sensitive("1"))) }
output "issensitive_40" { value = issensitive(tobool(sensitive("true"))) }
output "issensitive_41" { value = issensitive(split(",", sensitive("a,b"))) }
output "issensitive_42" { value = issensitive(split(",", sensitive("a,b"))[0]) }
output "issensitive_43" { value = issensitive(format("%s", sensitive("x"))) }
output "issensitive_44" { value = issensitive(format("%s", [sensitive("x")][0])) }
output "issensitive_45" { value = issensitive(formatlist("%s", [sensitive("x"), "y"])) }
output "issensitive_46" { value = issensitive(formatlist("%s", [sensitive("x"), "y"])[1]) }
output "issensitive_47" { value = issensitive(cidrsubnet(sensitive("10.0.0.0/8"), 8, 1)) }
output "issensitive_48" { value = issensitive(jsondecode(sensitive("{\"a\":1}"))) }
output "issensitive_49" { value = issensitive(jsondecode(sensitive("{\"a\":1}")).a) }
output "issensitive_50" { value = issensitive(yamldecode(sensitive("a: 1")).a) }
output "issensitive_51" { value = issensitive(yamlencode([sensitive(1)])) }
output "issensitive_52" { value = issensitive(sort([sensitive("b"), "a"])) }
output "issensitive_53" { value = issensitive(sort([sensitive("b"), "a"])[0]) }
output "issensitive_54" { value = issensitive(compact([sensitive("b"), "a"])) }
output "issensitive_55" { value = issensitive(index([sensitive("b"), "a"], "a")) }
output "issensitive_56" { value = issensitive(keys(sensitive({ a = 1 }))) }
output "issensitive_57" { value = issensitive(keys(sensitive({ a = 1 }))[0]) }
output "issensitive_58" { value = issensitive(values(sensitive({ a = 1 }))) }
output "issensitive_59" { value = issensitive(values(sensitive({ a = 1 }))[0]) }
output "issensitive_60" { value = issensitive(values({ a = sensitive(1), b = 2 })) }
output "issensitive_61" { value = issensitive(values({ a = sensitive(1), b = 2 })[1]) }
output "issensitive_62" { value = issensitive(merge({ a = sensitive(1) }, { a = 2 })) }
output "issensitive_63" { value = issensitive(merge({ a = sensitive(1) }, { a = 2 }).a) }
output "issensitive_64" { value = issensitive(merge(sensitive({ a = 1 }), { b = 2 })) }
output "issensitive_65" { value = issensitive(concat(sensitive(["a"]), ["b"])) }
output "issensitive_66" { value = issensitive(concat(sensitive(["a"]), ["b"])[1]) }
output "issensitive_67" { value = issensitive(flatten([sensitive(["a"]), ["b"]])[1]) }
output "issensitive_68" { value = issensitive(flatten([[sensitive("a")], ["b"]])[1]) }
output "issensitive_69" { value = issensitive(setunion(sensitive(["a"]), ["b"])) }
output "issensitive_70" { value = issensitive(setsubtract(["a"], sensitive(["b"]))) }
output "issensitive_71" { value = issensitive(setintersection([sensitive("a")], ["a"])) }
output "issensitive_72" { value = issensitive(zipmap([sensitive("a")], ["b"])) }
output "issensitive_73" { value = issensitive(zipmap(["a"], [sensitive("b")]).a) }
output "issensitive_74" { value = issensitive(zipmap(["a"], sensitive(["b"]))) }
output "issensitive_75" { value = issensitive(transpose({ a = [sensitive("b")] })) }
output "issensitive_76" { value = issensitive(chunklist([sensitive(1), 2], 1)[1]) }
output "issensitive_77" { value = issensitive(chunklist([sensitive(1), 2], 1)[0][0]) }
output "issensitive_78" { value = issensitive(chunklist(sensitive([1, 2]), 1)) }
output "issensitive_79" { value = issensitive(slice([sensitive(1), 2], 0, 1)[0]) }
output "issensitive_80" { value = issensitive(slice(sensitive([1, 2]), 0, 1)) }
output "issensitive_81" { value = issensitive(reverse(sensitive([1]))) }
output "issensitive_82" { value = issensitive(distinct([sensitive(1), 1])[0]) }
output "issensitive_83" { value = issensitive(element(sensitive([1]), 0)) }
output "issensitive_84" { value = issensitive(element([1, 2], sensitive(0))) }
output "issensitive_85" { value = issensitive(lookup(sensitive({ a = 1 }), "a", 2)) }
output "issensitive_86" { value = issensitive(lookup({ a = 1 }, sensitive("a"), 2)) }
output "issensitive_87" { value = issensitive(lookup({ a = 1 }, "a", sensitive(2))) }
output "issensitive_88" { value = issensitive(lookup({ a = 1 }, "b", sensitive(2))) }
output "issensitive_89" { value = issensitive(coalesce(null, sensitive("x"))) }
output "issensitive_90" { value = issensitive(coalescelist([sensitive("x")])) }
output "issensitive_91" { value = issensitive(coalescelist([sensitive("x")])[0]) }
output "issensitive_92" { value = issensitive(coalescelist(sensitive([]), ["x"])) }
output "issensitive_93" { value = issensitive(one(sensitive(["x"]))) }
output "issensitive_94" { value = issensitive(length({ a = sensitive(1) })) }
output "issensitive_95" { value = issensitive(length(sensitive("abc"))) }
output "issensitive_96" { value = issensitive(contains(sensitive(["a"]), "a")) }
output "issensitive_97" { value = issensitive(contains(["a"], sensitive("a"))) }
output "issensitive_98" { value = issensitive(sum([sensitive(1), 2])) }
output "issensitive_99" { value = issensitive(max(sensitive(1), 2)) }
output "issensitive_100" { value = issensitive(max([sensitive(1), 2]...)) }
output "issensitive_101" { value = issensitive(alltrue([sensitive(true)])) }
output "issensitive_102" { value = issensitive(anytrue([true, sensitive(true)])) }
output "issensitive_103" { value = issensitive(range(sensitive(2))) }
output "issensitive_104" { value = issensitive(range(sensitive(2))[0]) }
output "issensitive_105" { value = issensitive(matchkeys([sensitive("a")], ["x"], ["x"])) }
output "issensitive_106" { value = issensitive(matchkeys(["a"], [sensitive("x")], ["x"])) }
output "issensitive_107" { value = issensitive(setproduct(["a"], sensitive(["b"]))) }
output "issensitive_108" { value = issensitive(regexall("a", sensitive("aa"))) }
output "issensitive_109" { value = issensitive(regex("(a)", sensitive("aa"))[0]) }
output "issensitive_110" { value = issensitive(replace("a", sensitive("a"), "b")) }
output "issensitive_111" { value = issensitive(join(sensitive(","), ["a"])) }
output "issensitive_112" { value = issensitive(base64encode(sensitive("x"))) }
output "issensitive_113" { value = issensitive(md5(sensitive("x"))) }
output "issensitive_114" { value = issensitive(timeadd("2024-01-01T00:00:00Z", sensitive("1h"))) }
output "issensitive_115" { value = issensitive(nonsensitive(sensitive([1]))[0]) }
output "issensitive_116" { value = issensitive(nonsensitive(concat([sensitive("a")], ["b"]))[0]) }
output "issensitive_117" { value = issensitive(sensitive(sensitive("x"))) }
output "issensitive_118" { value = issensitive(ephemeralasnull(sensitive("x"))) }
output "issensitive_119" { value = issensitive(csvdecode(sensitive("a\n1"))[0].a) }
output "issensitive_120" { value = issensitive(cidrsubnets(sensitive("10.0.0.0/8"), 1)[0]) }
output "issensitive_121" { value = issensitive(templatestring(local.greeting, { name = sensitive("x") })) }
output "issensitive_122" { value = issensitive(local.secret_list) }
output "issensitive_123" { value = issensitive(local.secret_list[1]) }
output "nonsensitive_1" { value = nonsensitive(sensitive({ a = [1] })) }
output "nonsensitive_2" { value = nonsensitive(sensitive(null)) == null }
output "nonsensitive_3" { value = nonsensitive(join(",", [sensitive("a"), "b"])) }
output "nonsensitive_4" { value = nonsensitive(sensitive(toset(["b", "a"]))) }
output "nonsensitive_5" { value = nonsensitive(toset([sensitive("b"), "a"])) }
output "nonsensitive_6" { value = nonsensitive(sensitive(1) + 1) }
output "nonsensitive_7" { value = nonsensitive("${sensitive("x")}-y") }
output "nonsensitive_8" { value = nonsensitive(sensitive("x") == "x") }
output "nonsensitive_9" { value = nonsensitive(merge(sensitive({ a = 1 }), { b = 2 })) }
output "nonsensitive_10" { value = nonsensitive(sensitive(["a", "b"]))[1] }
output "nonsensitive_11" { value = nonsensitive([for x in sensitive([1, 2]) : x * 2]) }
output "nonsensitive_12" { value = nonsensitive(lookup(sensitive({ a = 1 }), "a", 2)) }
output "nonsensitive_13" { value = nonsensitive(true ? sensitive("a") : "b") }
output "ephemeralasnull_1" { value = ephemeralasnull(null) == null }
output "ephemeralasnull_2" { value = ephemeralasnull(1) }
output "ephemeralasnull_3" { value = ephemeralasnull(["a", null]) }
output "ephemeralasnull_4" { value = ephemeralasnull(tolist(["a"])) }
output "ephemeralasnull_5" { value = ephemeralasnull(toset([1])) }
output "ephemeralasnull_6" { value = ephemeralasnull(tomap({ a = 1 })) }
output "ephemeralasnull_7" { value = ephemeralasnull({ a = { b = [true] } }) }
output "try_1" { value = try(null.x, "d") }
output "try_2" { value = try(tonumber("a"), tonumber("b"), "c") }
output "try_3" { value = try([1, 2][5], "d") }
output "try_4" { value = try({}.a.b.c, "d") }
output "tostring_1" { value = tostring(try(1 / 0, "d")) }
output "try_5" { value = try(regex("x", "a"), "d") }
output "try_6" { value = try(jsondecode("{"), {}) }
output "try_7" { value = try(file("missing"), "d") }
output "try_8" { value = try(["a"][0], "d") }
output "try_9" { value = try(null, "d") == null }
output "try_10" { value = try(tomap({ a = 1 })["b"], 0) }
output "try_11" { value = try(one([1, 2]), "many") }
output "try_12" { value = try(element([], 0), "none") }
output "try_13" { value = try(index(["a"], "b"), -1) }
output "try_14" { value = try(parseint("x", 10), 0) }
output "try_15" { value = try(tolist("a"), ["a"]) }
output "try_16" { value = try(tobool("maybe"), false) }
output "try_17" { value = try(cidrsubnet("10.0.0.0/30", 8, 1), "full") }
output "try_18" { value = try([for x in null : x], []) }
output "try_19" { value = try(merge(["a"]), {}) }
output "try_20" { value = try(upper(null), "d") }
output "try_21" { value = try(local.object.missing, local.object.present) }
output "try_22" { value = try({ a = 1 }[null], "d") }
output "try_23" { value = try("x".y, "d") }
output "try_24" { value = try(true ? tonumber("q") : 1, "d") }
output "try_25" { value = try("${[1]}", "d") }
output "try_26" { value = try([1] + 1, "d") }
output "can_1" { value = can(1 / 0) }
output "can_2" { value = can({}.a) }
output "can_3" { value = can(null.x) }
output "can_4" { value = can([1][1]) }
output "can_5" { value = can(tonumber("1")) }
output "can_6" { value = can("x".y) }
output "can_7" { value = can(local.object.missing) }
output "can_8" { value = can(local.object.present) }
output "can_9" { value = can(regex("^10\\.", "192.168.0.1")) }
output "can_10" { value = can(regex("^10\\.", "10.0.0.1")) }
output "can_11" { value = can(cidrhost("10.0.0.0/33", 0)) }
output "can_12" { value = can(cidrhost("10.0.0.0/8", 0)) }
output "can_13" { value = can(tolist(["a", {}])) }
output "can_14" { value = can([for x in "abc" : x]) }
output "can_15" { value = can({ (null) = 1 }) }
output "can_16" { value = can("${null}") }
output "can_17" { value = can(!"x") }
output "can_18" { value = can(-"x") }
output "can_19" { value = can(null + 1) }
output "can_20" { value = can(null == null) }
output "can_21" { value = can(null ? 1 : 2) }
output "can_22" { value = can("true" ? 1 : 2) }
output "can_23" { value = can("yes" ? 1 : 2) }
output "can_24" { value = can(true ? 1 : []) }
output "can_25" { value = can(true ? { a = 1 } : { a = [] }) }
output "issensitive_124" { value = issensitive(true ? 2 : sensitive(1)) }
output "issensitive_125" { value = issensitive((false ? [sensitive(1)] : [2])[0]) }
output "issensitive_126" { value = issensitive(false ? sensitive([1]) : [2]) }
output "issensitive_127" { value = issensitive(true ? "a" : sensitive(null)) }
output "issensitive_128" { value = issensitive(true ? { a = 1 } : { a = sensitive(2) }) }
output "issensitive_129" { value = issensitive(lookup(tomap({ a = 1 }), "a", sensitive(2))) }
output "issensitive_130" { value = issensitive(lookup(tomap({ a = 1 }), "b", sensitive(2))) }
output "issensitive_131" { value = issensitive(tomap({ a = 1 })[sensitive("a")]) }
output "issensitive_132" { value = issensitive(tolist([1])[sensitive(0)]) }
