# Each output is one expression; its answer stands under the same name in the recording.

output "keys_1" { value = keys({ b = 1, a = 2, "10" = 3, "9" = 4 }) }
output "keys_2" { value = keys(tomap({ "é" = 1, z = 2, "Z" = 3 })) }
output "keys_3" { value = keys({ a = null }) }
output "keys_4" { value = keys(tomap({})) }
output "keys_5" { value = keys({ for x in ["q", "p"] : x => 1 }) }
output "keys_6" { value = keys({ 1 = 2 }) }
output "keys_7" { value = keys(merge({ b = 1 }, { a = 2 })) }
output "values_1" { value = values({ b = 1, a = "x" }) }
output "values_2" { value = values(tomap({ b = 1, a = "x" })) }
output "values_3" { value = values({ a = null, b = [] }) }
output "values_4" { value = values(tomap({})) }
output "values_5" { value = values({ for i, x in ["q", "p"] : x => i }) }
output "values_6" { value = values({ a = { x = 1 }, b = { y = 2 } }) }
output "lookup_1" { value = lookup({ a = null }, "a", "d") }
output "lookup_2" { value = lookup({ a = [1] }, "b", []) }
output "lookup_3" { value = lookup({ a = [1] }, "b", ["x"]) }
output "lookup_4" { value = lookup(tomap({ a = [1] }), "b", ["2"]) }
output "lookup_5" { value = lookup(tomap({ a = "x" }), "b", 1) }
output "lookup_6" { value = lookup(tomap({ a = 1 }), "a", "0") }
output "lookup_7" { value = lookup(tomap({ a = 1 }), "b", null) }
output "lookup_8" { value = lookup({ a = 1 }, "b", null) }
output "lookup_9" { value = lookup({ a = true }, "b", "x") }
output "lookup_10" { value = lookup({ "a.b" = 1 }, "a.b", 2) }
output "lookup_11" { value = lookup({ a = { b = 1 } }, "a", {}) }
output "lookup_12" { value = lookup(tomap({ a = { x = 1 } }), "b", { x = 2 }) }
output "lookup_13" { value = lookup({ true = 1 }, true, 2) }
output "lookup_14" { value = lookup(merge({ a = 1 }, { b = 2 }), "b", 3) }
output "merge_1" { value = merge({ a = 1 }) }
output "merge_2" { value = merge({}, {}) }
output "merge_3" { value = merge({ a = 1, b = 2 }, { b = "x" }) }
output "merge_4" { value = merge(tomap({ a = 1 }), tomap({ a = 2, b = 3 })) }
output "merge_5" { value = merge(tomap({ a = 1 }), { b = "x" }) }
output "merge_6" { value = merge({ a = 1 }, tomap({ a = "y" })) }
output "merge_7" { value = merge(tomap({ a = "x" }), tomap({ b = true })) }
output "merge_8" { value = merge({ a = [1] }, { a = null }) }
output "merge_9" { value = merge(null, null) }
output "merge_10" { value = merge({ a = 1 }, null, { b = 2 }) }
output "merge_11" { value = merge({ "é" = 1 }, { "e\u0301" = 2 }) }
output "merge_12" { value = merge([for x in ["a", "b"] : { (x) = 1 }]...) }
output "merge_13" { value = merge([tomap({ a = 1 }), tomap({ b = 2 })]...) }
output "merge_14" { value = merge({ for x in [1] : x => x }, { z = 0 }) }
output "merge_15" { value = merge(tomap({}), { a = 1 }) }
output "merge_16" { value = merge(tomap({ a = [1] }), tomap({ b = ["x"] })) }
output "merge_17" { value = merge(tomap({ a = { x = 1 } }), tomap({ a = { x = 2 } })) }
output "merge_18" { value = merge({ a = { x = 1, y = 2 } }, { a = { x = 3 } }) }
output "zipmap_1" { value = zipmap(["b", "a"], [1, 2]) }
output "zipmap_2" { value = zipmap(["a"], [null]) }
output "zipmap_3" { value = zipmap(["a", "b"], [[1], ["x"]]) }
output "zipmap_4" { value = zipmap(tolist(["a", "b"]), tolist([true, false])) }
output "zipmap_5" { value = zipmap([1, 2], ["x", "y"]) }
output "zipmap_6" { value = zipmap(["a", "b"], [{ p = 1 }, { q = 2 }]) }
output "zipmap_7" { value = zipmap(range(2), ["x", "y"]) }
output "zipmap_8" { value = zipmap(["é", "e\u0301"], [1, 2]) }
output "zipmap_9" { value = zipmap(keys({ a = 1, b = 2 }), values({ a = 1, b = 2 })) }
output "zipmap_10" { value = zipmap(toset(["b", "a"]), [1, 2]) }
output "transpose_1" { value = transpose({ a = ["x", "y"], b = ["x"] }) }
output "transpose_2" { value = transpose({ b = ["x"], a = ["x"] }) }
output "transpose_3" { value = transpose({ a = [1, true] }) }
output "transpose_4" { value = transpose(tomap({ a = toset(["q", "p"]) })) }
output "transpose_5" { value = transpose({ a = ["é", "z", "A"] }) }
output "transpose_6" { value = transpose(transpose({ a = ["1", "2"], b = ["2"] })) }
output "tomap_1" { value = tomap({ a = null, b = 1 }) }
output "tomap_2" { value = tomap({ a = [1], b = ["x"] }) }
output "tomap_3" { value = tomap({ a = [], b = [1] }) }
output "tomap_4" { value = tomap({ a = {}, b = {} }) }
output "tomap_5" { value = tomap({ a = { x = 1 }, b = { x = 2, y = 3 } }) }
output "tomap_6" { value = tomap({ a = { x = 1 }, b = { x = "2" } }) }
output "tomap_7" { value = tomap({ a = 1, b = "x", c = true }) }
output "tomap_8" { value = tomap({ b = tolist([1]), a = tolist(["x"]) }) }
output "tomap_9" { value = tomap(null) }
output "tomap_10" { value = tomap({ "1" = 1 }) }
output "tomap_11" { value = tomap({ a = tomap({ x = 1 }), b = { y = "z" } }) }
output "tomap_12" { value = tomap({ for k in ["x", "y"] : k => { name = k } }) }
output "tolist_1" { value = tolist([{ a = 1 }, { a = null }]) }
output "tolist_2" { value = tolist([[1, 2], [3]]) }
output "tolist_3" { value = tolist([[1, "x"], [true]]) }
output "tolist_4" { value = tolist([{ a = [1] }, { a = ["x", "y"] }]) }
output "tolist_5" { value = tolist([null, null]) }
output "tolist_6" { value = tolist([tomap({ a = 1 }), { b = "x" }]) }
output "tolist_7" { value = tolist([toset(["b", "a"]), ["c"]]) }
output "tolist_8" { value = tolist([{ a = 1, b = 2 }, { a = 1 }]) }
output "tolist_9" { value = tolist([{}, {}]) }
output "tolist_10" { value = tolist([1, "x", null]) }
output "tolist_11" { value = tolist([[], []]) }
output "tolist_12" { value = tolist([[[]], [["a"]]]) }
output "tolist_13" { value = tolist(toset([3, 1])) }
output "tolist_14" { value = tolist([tolist([1]), tolist(["x"])]) }
output "toset_1" { value = toset([null]) }
output "toset_2" { value = toset([null, null, 1]) }
output "toset_3" { value = toset([1, "1", true]) }
output "toset_4" { value = toset([[1], [1]]) }
output "toset_5" { value = toset([{ a = 1 }, { a = "1" }]) }
output "toset_6" { value = toset([{ a = 1, b = 2 }, { b = 2, a = 1 }]) }
output "toset_7" { value = toset(["b", "a", "B", "A", "10", "9", "é", ""]) }
output "toset_8" { value = toset([0.1, 1e-50, 1e50, -1, 0]) }
output "toset_9" { value = toset([[2], [10], [1]]) }
output "toset_10" { value = toset([["b", "a"], ["a", "b"]]) }
output "toset_11" { value = toset([{ n = 10 }, { n = 9 }, { n = 1 }]) }
output "toset_12" { value = toset([tomap({ a = 1, b = 2 }), tomap({ a = 1 })]) }
output "toset_13" { value = toset([{ x = null }, { x = "a" }]) }
output "toset_14" { value = toset([{ x = true }, { x = false }]) }
output "toset_15" { value = toset([[null], ["a"]]) }
output "toset_16" { value = toset([toset(["b", "a"]), toset(["a", "b"])]) }
output "toset_17" { value = toset([{ p = [1, 2], q = "x" }, { p = [1], q = "x" }]) }
output "toset_18" { value = toset([{ p = "a\"b" }, { p = "a<b" }, { p = "é" }]) }
output "toset_19" { value = toset(tolist([2, 1, 2])) }
output "toset_20" { value = toset([for x in ["b", "a", "b"] : upper(x)]) }
output "toset_21" { value = toset(["10.0.0.0/8", "192.168.0.0/16", "172.16.0.0/12"]) }
output "tostring_1" { value = tostring(false) }
output "tostring_2" { value = tostring("é") }
output "setunion_1" { value = setunion(["b"], ["a"]) }
output "setunion_2" { value = setunion([1, 2], ["2", "x"]) }
output "setunion_3" { value = setunion([], [1]) }
output "setunion_4" { value = setunion(toset([[1]]), toset([[2]])) }
output "setunion_5" { value = setunion([null], ["a"]) }
output "setunion_6" { value = setunion(["a"], [], ["b"]) }
output "setunion_7" { value = setunion([{ a = 1 }], [{ a = "x" }]) }
output "setunion_8" { value = setunion([true], ["true"]) }
output "setintersection_1" { value = setintersection(["b", "a"], ["a", "b"]) }
output "setintersection_2" { value = setintersection([1, "x"], ["1"]) }
output "setintersection_3" { value = setintersection([[1]], [[1], [2]]) }
output "setintersection_4" { value = setintersection(["a"], []) }
output "setintersection_5" { value = setintersection([1], [2]) }
output "setintersection_6" { value = setintersection([null, "a"], [null]) }
output "setintersection_7" { value = setintersection(["a", "b", "c"], ["b", "c"], ["c"]) }
output "setsubtract_1" { value = setsubtract(["a", "b"], ["b"]) }
output "setsubtract_2" { value = setsubtract([1, 2], [3]) }
output "setsubtract_3" { value = setsubtract([[1], [2]], [[2]]) }
output "setsubtract_4" { value = setsubtract([null, "a"], [null]) }
output "setsubtract_5" { value = setsubtract(["1"], [1]) }
output "setsubtract_6" { value = setsubtract(toset(["x"]), toset([])) }
output "setproduct_1" { value = setproduct([1, 2], ["a"]) }
output "setproduct_2" { value = setproduct(["a", "b"], toset([1])) }
output "setproduct_3" { value = setproduct([[1]], [2]) }
output "setproduct_4" { value = setproduct(["a"], ["b"], ["c", "d"]) }
output "setproduct_5" { value = setproduct(tolist([1]), tolist(["x"])) }
output "setproduct_6" { value = setproduct([null], ["a"]) }
output "setproduct_7" { value = setproduct([1, "x"], [true]) }
output "setproduct_8" { value = setproduct(toset([]), ["a"]) }
output "setproduct_9" { value = setproduct([{ p = 1 }], ["a"]) }
output "setproduct_10" { value = setproduct([], toset(["a"])) }
output "setproduct_11" { value = [for p in setproduct([22, 443], ["10.0.0.0/8"]) : { port = p[0], cidr = p[1] }] }
output "setproduct_12" { value = { for p in setproduct(["a", "b"], [1, 2]) : "${p[0]}${p[1]}" => p[1] } }
