# Each output is one expression; its answer stands under the same name in collection.json.

output "length_1" {
  value = length([])
}

output "length_2" {
  value = length([1, 2])
}

output "length_3" {
  value = length({ a = 1 })
}

output "length_4" {
  value = length(toset(["a", "a"]))
}

output "length_5" {
  value = length(tomap({ a = 1, b = 2 }))
}

output "length_can_1" {
  value = can(length(5))
}

output "length_can_2" {
  value = can(length(null))
}

output "element_1" {
  value = element(["a", "b", "c"], 1)
}

output "element_2" {
  value = element(["a", "b", "c"], 3)
}

output "element_3" {
  value = element(["a", 2, true], 4)
}

output "element_4" {
  value = element(tolist(["x"]), 100)
}

output "element_5" {
  value = element(["a"], "0")
}

output "element_can_1" {
  value = can(element([], 0))
}

output "element_can_2" {
  value = can(element({ a = 1 }, 0))
}

output "element_can_3" {
  value = can(element(toset(["a"]), 0))
}

output "element_can_4" {
  value = can(element(["a"], 0.5))
}

output "index_1" {
  value = index(["a", "b", "c"], "b")
}

output "index_2" {
  value = index([1, "1"], "1")
}

output "index_3" {
  value = index(tolist([1, 2]), 2)
}

output "index_can_1" {
  value = can(index(["a"], "b"))
}

output "index_can_2" {
  value = can(index([], "b"))
}

output "index_can_3" {
  value = can(index(["1"], 1))
}

output "contains_1" {
  value = contains(["a", "b"], "a")
}

output "contains_2" {
  value = contains(["a", "b"], "d")
}

output "contains_3" {
  value = contains([], "a")
}

output "contains_4" {
  value = contains([1], "1")
}

output "contains_5" {
  value = contains(tolist([1]), 1)
}

output "contains_6" {
  value = contains(toset(["a"]), "a")
}

output "contains_7" {
  value = contains([[1], [2]], [2])
}

output "contains_8" {
  value = contains([{ a = 1 }], { a = 1 })
}

output "contains_can_1" {
  value = can(contains({ a = 1 }, 1))
}

output "contains_can_2" {
  value = can(contains("abc", "a"))
}

output "coalesce_1" {
  value = coalesce("a", "b")
}

output "coalesce_2" {
  value = coalesce("", "b")
}

output "coalesce_3" {
  value = coalesce(null, "b")
}

output "coalesce_4" {
  value = coalesce(null, 1, "x")
}

output "coalesce_5" {
  value = coalesce(1, "a")
}

output "coalesce_6" {
  value = coalesce(true, "a")
}

output "coalesce_7" {
  value = coalesce(["", "b"]...)
}

output "coalesce_8" {
  value = coalesce(null, [1])
}

output "coalesce_9" {
  value = coalesce({ a = 1 }, { a = "x" })
}

output "coalesce_10" {
  value = coalesce(null, null, false)
}

output "coalesce_11" {
  value = coalesce(0, 5)
}

output "coalesce_can_1" {
  value = can(coalesce())
}

output "coalesce_can_2" {
  value = can(coalesce(""))
}

output "coalesce_can_3" {
  value = can(coalesce(null))
}

output "coalesce_can_4" {
  value = can(coalesce([], "a"))
}

output "coalescelist_1" {
  value = coalescelist([], ["c", "d"])
}

output "coalescelist_2" {
  value = coalescelist(["a"], ["c"])
}

output "coalescelist_can_1" {
  value = can(coalescelist(null, ["c"]))
}

output "coalescelist_3" {
  value = coalescelist(tolist([]), tolist(["x"]))
}

output "coalescelist_4" {
  value = coalescelist([], [1, "a"])
}

output "coalescelist_can_2" {
  value = can(coalescelist())
}

output "coalescelist_can_3" {
  value = can(coalescelist([], []))
}

output "coalescelist_can_4" {
  value = can(coalescelist("a"))
}

output "compact_1" {
  value = compact(["a", "", "b", null, "c"])
}

output "compact_2" {
  value = compact([])
}

output "compact_3" {
  value = compact(["", ""])
}

output "compact_4" {
  value = compact([1, "", true])
}

output "compact_5" {
  value = compact(toset(["b", "", "a"]))
}

output "compact_can_1" {
  value = can(compact([[]]))
}

output "compact_can_2" {
  value = can(compact("a"))
}

output "concat_1" {
  value = concat(["a", ""], ["b", "c"])
}

output "concat_2" {
  value = concat([1], ["a"])
}

output "concat_3" {
  value = concat(tolist(["a"]), tolist(["b"]))
}

output "concat_4" {
  value = concat(tolist([1]), tolist(["b"]))
}

output "concat_5" {
  value = concat(tolist(["a"]), [1])
}

output "concat_6" {
  value = concat([], [])
}

output "concat_7" {
  value = concat([])
}

output "concat_8" {
  value = concat([[1]], [[2, "a"]])
}

output "concat_9" {
  value = concat(tolist([]), tolist(["a"]))
}

output "concat_10" {
  value = concat([null], ["a"])
}

output "concat_can_1" {
  value = can(concat())
}

output "concat_can_2" {
  value = can(concat(["a"], "b"))
}

output "concat_can_3" {
  value = can(concat(toset(["a"])))
}

output "concat_can_4" {
  value = can(concat(null))
}

output "distinct_1" {
  value = distinct(["a", "b", "a", "c", "d", "b"])
}

output "distinct_2" {
  value = distinct([1, "1", 2])
}

output "distinct_3" {
  value = distinct([])
}

output "distinct_4" {
  value = distinct([{ a = 1 }, { a = 1 }, { a = 2 }])
}

output "distinct_5" {
  value = distinct([[1], [1]])
}

output "distinct_6" {
  value = distinct(toset(["b", "a"]))
}

output "distinct_7" {
  value = distinct([null, null, "a"])
}

output "distinct_can_1" {
  value = can(distinct("a"))
}

output "distinct_can_2" {
  value = can(distinct([1, {}]))
}

output "flatten_1" {
  value = flatten([["a", "b"], [], ["c"]])
}

output "flatten_2" {
  value = flatten([[["a", "b"], []], ["c"]])
}

output "flatten_3" {
  value = flatten([])
}

output "flatten_4" {
  value = flatten(["a", ["b"], 1])
}

output "flatten_5" {
  value = flatten([tolist(["a"]), toset(["c", "b"])])
}

output "flatten_6" {
  value = flatten(toset([["a"], ["b"]]))
}

output "flatten_7" {
  value = flatten([{ a = [1] }, [{ a = [2] }]])
}

output "flatten_8" {
  value = flatten([null, ["a"]])
}

output "flatten_9" {
  value = flatten(tolist([["a"], ["b", "c"]]))
}

output "flatten_can_1" {
  value = can(flatten("a"))
}

output "flatten_can_2" {
  value = can(flatten({ a = ["b"] }))
}

output "flatten_can_3" {
  value = can(flatten(null))
}

output "reverse_1" {
  value = reverse([1, 2, 3])
}

output "reverse_2" {
  value = reverse([])
}

output "reverse_3" {
  value = reverse(["a", 1])
}

output "reverse_4" {
  value = reverse(tolist(["a", "b"]))
}

output "reverse_5" {
  value = reverse(toset(["a", "b"]))
}

output "reverse_can_1" {
  value = can(reverse("abc"))
}

output "slice_1" {
  value = slice(["a", "b", "c", "d"], 1, 3)
}

output "slice_2" {
  value = slice(["a", 1], 0, 2)
}

output "slice_3" {
  value = slice(["a"], 0, 0)
}

output "slice_4" {
  value = slice(tolist(["a", "b"]), 1, 2)
}

output "slice_5" {
  value = slice(tolist(["a", "b"]), 1, 1)
}

output "slice_6" {
  value = slice([], 0, 0)
}

output "slice_can_1" {
  value = can(slice(["a"], 0, 2))
}

output "slice_can_2" {
  value = can(slice(["a"], -1, 1))
}

output "slice_can_3" {
  value = can(slice(["a", "b"], 2, 1))
}

output "slice_can_4" {
  value = can(slice(toset(["a"]), 0, 1))
}

output "slice_can_5" {
  value = can(slice("abc", 0, 1))
}

output "chunklist_1" {
  value = chunklist(["a", "b", "c", "d", "e"], 2)
}

output "chunklist_2" {
  value = chunklist(["a", "b"], 0)
}

output "chunklist_3" {
  value = chunklist([], 2)
}

output "chunklist_4" {
  value = chunklist([1, "a"], 1)
}

output "chunklist_5" {
  value = chunklist(["a"], 5)
}

output "chunklist_can_1" {
  value = can(chunklist(["a"], -1))
}

output "chunklist_can_2" {
  value = can(chunklist(["a"], 1.5))
}

output "range_1" {
  value = range(3)
}

output "range_2" {
  value = range(1, 4)
}

output "range_3" {
  value = range(1, 8, 2)
}

output "range_4" {
  value = range(4, 1)
}

output "range_5" {
  value = range(10, 5, -2)
}

output "range_6" {
  value = range(0)
}

output "range_7" {
  value = range(-3)
}

output "range_8" {
  value = range(1, 4, 0.5)
}

output "range_9" {
  value = range(0.1, 0.5, 0.1)
}

output "range_10" {
  value = range("2")
}

output "length_6" {
  value = length(range(1024))
}

output "range_can_1" {
  value = can(range())
}

output "range_can_2" {
  value = can(range(1, 2, 3, 4))
}

output "range_can_3" {
  value = can(range(1, 2, 0))
}

output "range_can_4" {
  value = can(range(1, 5, -1))
}

output "range_can_5" {
  value = can(range(1025))
}

output "sort_1" {
  value = sort(["e", "d", "a", "x"])
}

output "sort_2" {
  value = sort(["b", "B", "a", "A", "10", "9"])
}

output "sort_3" {
  value = sort([])
}

output "sort_4" {
  value = sort([3, 20, 1])
}

output "sort_5" {
  value = sort(toset(["b", "a"]))
}

output "sort_6" {
  value = sort(["é", "z", "a", "\ue000", "😀"])
}

output "sort_can_1" {
  value = can(sort([null]))
}

output "sort_can_2" {
  value = can(sort([[]]))
}

output "matchkeys_1" {
  value = matchkeys(["i-123", "i-abc", "i-def"], ["us-west", "us-east", "us-east"], ["us-east"])
}

output "matchkeys_2" {
  value = matchkeys(["a"], ["x"], [])
}

output "matchkeys_3" {
  value = matchkeys(["a", "b"], ["x", "y"], ["z"])
}

output "matchkeys_4" {
  value = matchkeys(["a", "b"], [1, 2], ["2"])
}

output "matchkeys_5" {
  value = matchkeys([], [], ["a"])
}

output "matchkeys_can_1" {
  value = can(matchkeys(["a"], ["x", "y"], ["x"]))
}

output "keys_1" {
  value = keys({ a = 1, c = 2, d = 3 })
}

output "keys_2" {
  value = keys({})
}

output "keys_3" {
  value = keys(tomap({ b = 1, a = 2 }))
}

output "keys_4" {
  value = keys({ "é" = 1, z = 2, A = 3 })
}

output "keys_can_1" {
  value = can(keys([1]))
}

output "keys_can_2" {
  value = can(keys(null))
}

output "values_1" {
  value = values({ a = 3, c = 2, d = 1 })
}

output "values_2" {
  value = values({})
}

output "values_3" {
  value = values(tomap({ b = "x", a = "y" }))
}

output "values_4" {
  value = values({ b = [1], a = "x" })
}

output "values_can_1" {
  value = can(values("a"))
}

output "lookup_1" {
  value = lookup({ a = "ay", b = "bee" }, "a", "what?")
}

output "lookup_2" {
  value = lookup({ a = "ay", b = "bee" }, "c", "what?")
}

output "lookup_3" {
  value = lookup({ a = 1, b = "x" }, "c", true)
}

output "lookup_4" {
  value = lookup(tomap({ a = 1 }), "b", "2")
}

output "lookup_5" {
  value = lookup(tomap({ a = "x" }), "a")
}

output "lookup_6" {
  value = lookup({ a = "x" }, "a")
}

output "lookup_7" {
  value = lookup({ a = { b = 1 } }, "c", {})
}

output "lookup_8" {
  value = lookup({ "1" = "one" }, 1, "none")
}

output "lookup_9" {
  value = lookup(tomap({ a = "x" }), "b", "")
}

output "lookup_can_1" {
  value = can(lookup({ a = 1 }, "b"))
}

output "lookup_can_2" {
  value = can(lookup(tomap({ a = 1 }), "b"))
}

output "lookup_can_3" {
  value = can(lookup(tomap({ a = 1 }), "b", "x"))
}

output "lookup_can_4" {
  value = can(lookup([1], "a", 1))
}

output "lookup_can_5" {
  value = can(lookup({ a = 1 }, "a", 1, 2))
}

output "lookup_can_6" {
  value = can(lookup({ a = 1 }, null, 2))
}

output "merge_1" {
  value = merge({ a = "b", c = "d" }, { e = "f", c = "z" })
}

output "merge_2" {
  value = merge({ a = "b" }, { a = [1, 2], c = "z" }, { d = 3 })
}

output "merge_3" {
  value = merge()
}

output "merge_4" {
  value = merge({}, null, { a = 1 })
}

output "merge_5" {
  value = merge(null)
}

output "merge_6" {
  value = merge(tomap({ a = "x" }), tomap({ b = "y" }))
}

output "merge_7" {
  value = merge(tomap({ a = "x" }), tomap({ b = 1 }))
}

output "merge_8" {
  value = merge(tomap({ a = "x" }), { b = 1 })
}

output "merge_9" {
  value = merge([{ a = "b", c = "d" }, {}, { e = "f" }]...)
}

output "merge_10" {
  value = merge({ a = { x = 1 } }, { a = { y = 2 } })
}

output "merge_11" {
  value = merge({ a = 1 }, { a = null })
}

output "merge_12" {
  value = merge(tomap({}), tomap({}))
}

output "merge_13" {
  value = merge({ for k in ["x", "y"] : k => 1 }, { z = 2 })
}

output "merge_can_1" {
  value = can(merge([1]))
}

output "merge_can_2" {
  value = can(merge("a"))
}

output "merge_can_3" {
  value = can(merge({ a = 1 }, ["b"]))
}

output "zipmap_1" {
  value = zipmap(["a", "b"], [1, 2])
}

output "zipmap_2" {
  value = zipmap(["a", "b"], [1, "x"])
}

output "zipmap_3" {
  value = zipmap(["a", "b"], tolist([1, 2]))
}

output "zipmap_4" {
  value = zipmap([], [])
}

output "zipmap_5" {
  value = zipmap(["a", "a"], [1, 2])
}

output "zipmap_6" {
  value = zipmap([1, true], ["x", "y"])
}

output "zipmap_7" {
  value = zipmap(toset(["b", "a"]), ["x", "y"])
}

output "zipmap_can_1" {
  value = can(zipmap(["a"], [1, 2]))
}

output "zipmap_can_2" {
  value = can(zipmap(["a"], "b"))
}

output "zipmap_can_3" {
  value = can(zipmap([null], ["b"]))
}

output "transpose_1" {
  value = transpose({ a = ["1", "2"], b = ["2", "3"] })
}

output "transpose_2" {
  value = transpose({})
}

output "transpose_3" {
  value = transpose({ a = [] })
}

output "transpose_4" {
  value = transpose({ b = ["x"], a = ["x", "x"] })
}

output "transpose_can_1" {
  value = can(transpose({ a = "x" }))
}

output "transpose_can_2" {
  value = can(transpose({ a = [null] }))
}

output "one_1" {
  value = one([])
}

output "one_2" {
  value = one(["hello"])
}

output "one_3" {
  value = one(toset([]))
}

output "one_4" {
  value = one(toset(["x"]))
}

output "one_5" {
  value = one(tolist([1]))
}

output "one_6" {
  value = one([null])
}

output "one_7" {
  value = one(tolist([]))
}

output "one_can_1" {
  value = can(one(["a", "b"]))
}

output "one_can_2" {
  value = can(one("a"))
}

output "one_can_3" {
  value = can(one({ a = 1 }))
}

output "alltrue_1" {
  value = alltrue([true, "true"])
}

output "alltrue_2" {
  value = alltrue([true, false])
}

output "alltrue_3" {
  value = alltrue([])
}

output "alltrue_4" {
  value = alltrue([true, null])
}

output "alltrue_can_1" {
  value = can(alltrue(["x"]))
}

output "anytrue_1" {
  value = anytrue([false, "true"])
}

output "anytrue_2" {
  value = anytrue([false])
}

output "anytrue_3" {
  value = anytrue([])
}

output "anytrue_4" {
  value = anytrue([null, false])
}

output "anytrue_can_1" {
  value = can(anytrue([1]))
}

output "setunion_1" {
  value = setunion(["a", "b"], ["b", "c"], ["d"])
}

output "setunion_2" {
  value = setunion(["a"])
}

output "setunion_3" {
  value = setunion([], [])
}

output "setunion_4" {
  value = setunion([1], ["a"])
}

output "setunion_5" {
  value = setunion(toset([]), ["x"])
}

output "setunion_6" {
  value = setunion([2, 10], [1])
}

output "setunion_7" {
  value = setunion([{ a = 1 }], [{ a = 2 }])
}

output "setunion_can_1" {
  value = can(setunion())
}

output "setunion_can_2" {
  value = can(setunion("a"))
}

output "setunion_can_3" {
  value = can(setunion([1], [{}]))
}

output "setintersection_1" {
  value = setintersection(["a", "b"], ["b", "c"], ["b", "d"])
}

output "setintersection_2" {
  value = setintersection(["a"], ["b"])
}

output "setintersection_3" {
  value = setintersection(["a"])
}

output "setintersection_4" {
  value = setintersection([1, 2], ["2", "3"])
}

output "setintersection_5" {
  value = setintersection([], ["a"])
}

output "setsubtract_1" {
  value = setsubtract(["a", "b", "c"], ["a", "c"])
}

output "setsubtract_2" {
  value = setsubtract(["a"], [])
}

output "setsubtract_3" {
  value = setsubtract([], ["a"])
}

output "setsubtract_4" {
  value = setsubtract([1, 2], ["2"])
}

output "setsubtract_5" {
  value = setsubtract([{ a = 1 }, { a = 2 }], [{ a = 1 }])
}

output "setproduct_1" {
  value = setproduct(["development", "staging"], ["app1", "app2"])
}

output "setproduct_2" {
  value = setproduct(["a"], [1, "x"])
}

output "setproduct_3" {
  value = setproduct(["a"], [])
}

output "setproduct_4" {
  value = setproduct([], [])
}

output "setproduct_5" {
  value = setproduct(toset(["b", "a"]), ["x"])
}

output "setproduct_6" {
  value = setproduct(toset(["b", "a"]), toset([2, 1]))
}

output "setproduct_7" {
  value = setproduct([1, 2], [true], ["x", "y"])
}

output "setproduct_8" {
  value = setproduct([80, 443], ["10.0.0.0/8", "192.168.0.0/16"])
}

output "setproduct_can_1" {
  value = can(setproduct(["a"]))
}

output "setproduct_can_2" {
  value = can(setproduct())
}

output "setproduct_can_3" {
  value = can(setproduct(["a"], "b"))
}

output "setproduct_can_4" {
  value = can(setproduct([1, {}], ["b"]))
}

output "toset_1" {
  value = toset(["c", "b", 3])
}

output "toset_2" {
  value = toset([])
}

output "toset_3" {
  value = toset([1, 10, 9, 2])
}

output "toset_4" {
  value = toset([true, false, true])
}

output "toset_5" {
  value = toset([{ b = 1 }, { b = 10 }, { b = 2 }])
}

output "toset_6" {
  value = toset([["b"], ["a"], ["B"]])
}

output "toset_7" {
  value = toset([[2, 1], [1, 10], [1, 9]])
}

output "toset_8" {
  value = toset([{ x = "b", y = 1 }, { x = "a", y = 2 }])
}

output "toset_9" {
  value = toset([null, "a"])
}

output "toset_10" {
  value = toset([tomap({ b = 1 }), tomap({ a = 1 })])
}

output "toset_11" {
  value = toset([[1, 2.5], [100, 1e21]])
}

output "toset_12" {
  value = toset(["\u00e9", "z", "\"", "a b"])
}

output "toset_13" {
  value = toset(null)
}

output "toset_can_1" {
  value = can(toset("a"))
}

output "toset_can_2" {
  value = can(toset({ a = 1 }))
}

output "toset_can_3" {
  value = can(toset([1, {}]))
}

output "tolist_1" {
  value = tolist(["a", "b", 3])
}

output "tolist_2" {
  value = tolist([])
}

output "tolist_3" {
  value = tolist(toset(["b", "a"]))
}

output "tolist_4" {
  value = tolist([null, 1])
}

output "tolist_5" {
  value = tolist([[1], ["a"]])
}

output "tolist_6" {
  value = tolist([{ a = 1 }, { a = "x" }])
}

output "tolist_7" {
  value = tolist([{ a = 1 }, { b = 2 }])
}

output "tolist_8" {
  value = tolist([true, "a", 1])
}

output "tolist_9" {
  value = tolist([[], ["a"]])
}

output "tolist_10" {
  value = tolist([{ a = [1] }, { a = [1, 2] }])
}

output "tolist_11" {
  value = tolist(null)
}

output "tolist_can_1" {
  value = can(tolist("a"))
}

output "tolist_can_2" {
  value = can(tolist([1, {}]))
}

output "tolist_can_3" {
  value = can(tolist({ a = 1 }))
}

output "tomap_1" {
  value = tomap({ a = 1, b = 2 })
}

output "tomap_2" {
  value = tomap({ a = "foo", b = true })
}

output "tomap_3" {
  value = tomap({})
}

output "tomap_4" {
  value = tomap({ a = { x = 1 }, b = { x = "y" } })
}

output "tomap_5" {
  value = tomap({ a = [1], b = [] })
}

output "tomap_can_1" {
  value = can(tomap([1]))
}

output "tomap_can_2" {
  value = can(tomap({ a = 1, b = {} }))
}

output "tomap_can_3" {
  value = can(tomap("a"))
}

output "tostring_1" {
  value = tostring("hello")
}

output "tostring_2" {
  value = tostring(1)
}

output "tostring_3" {
  value = tostring(true)
}

output "tostring_4" {
  value = tostring(null)
}

output "tostring_5" {
  value = tostring(0.10)
}

output "tostring_can_1" {
  value = can(tostring([]))
}

output "tostring_can_2" {
  value = can(tostring({}))
}

output "tobool_1" {
  value = tobool(true)
}

output "tobool_2" {
  value = tobool("true")
}

output "tobool_3" {
  value = tobool("1")
}

output "tobool_4" {
  value = tobool("0")
}

output "tobool_5" {
  value = tobool("false")
}

output "tobool_6" {
  value = tobool(null)
}

output "tobool_can_1" {
  value = can(tobool("yes"))
}

output "tobool_can_2" {
  value = can(tobool("True"))
}

output "tobool_can_3" {
  value = can(tobool(1))
}

output "tobool_can_4" {
  value = can(tobool([]))
}

output "tonumber_1" {
  value = tonumber(null)
}

output "tonumber_2" {
  value = tonumber(5)
}

output "tonumber_can_1" {
  value = can(tonumber(true))
}

output "tonumber_can_2" {
  value = can(tonumber([]))
}

output "try_1" {
  value = try(local.missing_attribute.x, "fallback")
}

output "try_2" {
  value = try({ a = 1 }.a, 2)
}

output "try_3" {
  value = try({ a = 1 }.b, 2)
}

output "try_4" {
  value = try([][0], [1][0])
}

output "try_5" {
  value = try(tonumber("x"), tonumber("3"))
}

output "can_1" {
  value = can(1)
}

output "can_2" {
  value = can({ a = 1 }.b)
}

output "try_can_1" {
  value = can(try(tonumber("x")))
}

output "expression_1" {
  value = core::max(1, 2)
}

output "expression_2" {
  value = core::concat(["a"], ["b"])
}

output "issensitive_1" {
  value = issensitive(sensitive("x"))
}

output "issensitive_2" {
  value = issensitive("x")
}

output "issensitive_3" {
  value = issensitive([sensitive("x")])
}

output "issensitive_4" {
  value = issensitive(concat([sensitive("x")], ["y"]))
}

output "issensitive_5" {
  value = issensitive(concat([sensitive("x")], ["y"])[0])
}

output "issensitive_6" {
  value = issensitive(concat([sensitive("x")], ["y"])[1])
}

output "issensitive_7" {
  value = issensitive(merge({ a = sensitive(1) }, { b = 2 }).b)
}

output "issensitive_8" {
  value = issensitive(merge(sensitive({ a = 1 }), { b = 2 }).b)
}

output "issensitive_9" {
  value = issensitive(upper(sensitive("x")))
}

output "issensitive_10" {
  value = issensitive(length(sensitive(["x"])))
}

output "issensitive_11" {
  value = issensitive(length([sensitive("x")]))
}

output "issensitive_12" {
  value = issensitive(toset([sensitive("x"), "y"]))
}

output "issensitive_13" {
  value = issensitive(tolist([sensitive("x"), "y"]))
}

output "issensitive_14" {
  value = issensitive(tolist([sensitive("x"), "y"])[1])
}

output "issensitive_15" {
  value = issensitive(join(",", [sensitive("x")]))
}

output "issensitive_16" {
  value = issensitive(keys({ a = sensitive("x") }))
}

output "issensitive_17" {
  value = issensitive(values({ a = sensitive("x") })[0])
}

output "issensitive_18" {
  value = issensitive(lookup({ a = sensitive("x"), b = 1 }, "b", 0))
}

output "issensitive_19" {
  value = issensitive(lookup({ a = sensitive("x"), b = 1 }, "a", 0))
}

output "issensitive_20" {
  value = issensitive(element([sensitive("x"), "y"], 1))
}

output "issensitive_21" {
  value = issensitive(flatten([[sensitive("x")], ["y"]]))
}

output "issensitive_22" {
  value = issensitive(flatten([[sensitive("x")], ["y"]])[0])
}

output "issensitive_23" {
  value = issensitive(flatten([sensitive(["x"]), ["y"]]))
}

output "issensitive_24" {
  value = issensitive(coalesce(sensitive("x"), "y"))
}

output "issensitive_25" {
  value = issensitive(coalesce("y", sensitive("x")))
}

output "issensitive_26" {
  value = issensitive(distinct([sensitive("x"), "y"]))
}

output "issensitive_27" {
  value = issensitive(reverse([sensitive("x"), "y"])[0])
}

output "issensitive_28" {
  value = issensitive(slice([sensitive("x"), "y"], 1, 2))
}

output "issensitive_29" {
  value = issensitive(zipmap(["a"], [sensitive("x")]))
}

output "issensitive_30" {
  value = issensitive(setunion([sensitive("x")], ["y"]))
}

output "issensitive_31" {
  value = issensitive(contains([sensitive("x")], "y"))
}

output "issensitive_32" {
  value = issensitive("a" == sensitive("a"))
}

output "issensitive_33" {
  value = issensitive(sensitive(true) ? "a" : "b")
}

output "issensitive_34" {
  value = issensitive("${sensitive("x")}")
}

output "issensitive_35" {
  value = issensitive(jsonencode({ a = sensitive(1) }))
}

output "issensitive_36" {
  value = issensitive(one([sensitive("x")]))
}

output "issensitive_37" {
  value = issensitive(sensitive(null) == null)
}

output "issensitive_38" {
  value = issensitive({ a = sensitive(1) } == null)
}

output "issensitive_39" {
  value = issensitive(chunklist([sensitive("x"), "y"], 1))
}

output "issensitive_40" {
  value = issensitive(setproduct([sensitive("x")], ["y"]))
}

output "issensitive_41" {
  value = issensitive(nonsensitive(sensitive("x")))
}

output "issensitive_42" {
  value = issensitive(nonsensitive([sensitive("x")])[0])
}

output "nonsensitive_1" {
  value = nonsensitive(sensitive("x"))
}

output "nonsensitive_2" {
  value = nonsensitive("plain")
}

output "ephemeralasnull_1" {
  value = ephemeralasnull("x")
}

output "ephemeralasnull_2" {
  value = ephemeralasnull({ a = [1] })
}

locals {
  missing_attribute = {}
}
