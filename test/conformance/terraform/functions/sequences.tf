# Each output is one expression; its answer stands under the same name in the recording.

output "length_1" { value = length([null]) }
output "length_2" { value = length([[], []]) }
output "length_3" { value = length({}) }
output "length_4" { value = length(tomap({})) }
output "length_5" { value = length(toset([1, "1"])) }
output "length_6" { value = length(tolist([1, 2, 3])) }
output "length_7" { value = length([for x in range(5) : x if x % 2 == 0]) }
output "element_1" { value = element(["a", "b", "c"], 5) }
output "element_2" { value = element(["a", "b"], "1") }
output "element_3" { value = element([1, "a", null], 2) }
output "element_4" { value = element(tolist([1, 2]), 3) }
output "element_5" { value = element([["a"], ["b"]], 1) }
output "element_6" { value = element(["a", "b"], 1e3) }
output "element_7" { value = element(["a"], -1) }
output "element_8" { value = element([null], 0) }
output "element_9" { value = element(range(10), 12) }
output "index_1" { value = index(["a", "b", "a"], "a") }
output "index_2" { value = index([1, 2, 3], 3) }
output "index_3" { value = index([[1], [2]], [2]) }
output "index_4" { value = index([{ a = 1 }], { a = 1 }) }
output "index_5" { value = index([null, "a"], "a") }
output "index_6" { value = index(tolist(["1", "2"]), "2") }
output "index_7" { value = index([true, false], false) }
output "index_8" { value = index([1.0, 2], 1) }
output "contains_1" { value = contains(["a", null], "a") }
output "contains_2" { value = contains([1, "1"], "1") }
output "contains_3" { value = contains(toset([1, 2]), 2) }
output "contains_4" { value = contains(tolist(["1"]), 1) }
output "contains_5" { value = contains([true], "true") }
output "contains_6" { value = contains([0.1], 1 / 10) }
output "contains_7" { value = contains([[]], []) }
output "contains_8" { value = contains([tolist(["a"])], ["a"]) }
output "coalesce_1" { value = coalesce(null, null, "c") }
output "coalesce_2" { value = coalesce("", "", "c") }
output "coalesce_3" { value = coalesce(0, 1) }
output "coalesce_4" { value = coalesce(false, true) }
output "coalesce_5" { value = coalesce(tostring(null), "x") }
output "coalesce_6" { value = coalesce(null, 5, "a") }
output "coalesce_7" { value = coalesce([], ["a"]) }
output "coalesce_8" { value = coalesce({}, { a = 1 }) }
output "coalesce_9" { value = coalesce(tolist([]), tolist(["a"])) }
output "coalesce_10" { value = coalesce(null, tomap({ a = 1 })) }
output "coalesce_11" { value = coalesce([1], ["a"]) }
output "coalesce_12" { value = coalesce({ a = 1 }, { b = 2 }) }
output "coalesce_13" { value = coalesce([null, "", "z"]...) }
output "coalescelist_1" { value = coalescelist([], [], ["z"]) }
output "coalescelist_2" { value = coalescelist(tolist([]), ["a"]) }
output "coalescelist_3" { value = coalescelist([null]) }
output "coalescelist_4" { value = coalescelist([[]], ["a"]) }
output "coalescelist_5" { value = coalescelist(["a", 1], []) }
output "coalescelist_6" { value = coalescelist([], tolist([1, 2])) }
output "coalescelist_7" { value = coalescelist([[], ["y"]]...) }
output "compact_1" { value = compact([" ", ""]) }
output "compact_2" { value = compact([null, null]) }
output "compact_3" { value = compact(tolist(["a", ""])) }
output "compact_4" { value = compact([true, false, ""]) }
output "compact_5" { value = compact([0, ""]) }
output "compact_6" { value = compact(split(",", "a,,b,")) }
output "concat_1" { value = concat([], [], ["a"]) }
output "concat_2" { value = concat(["a"], [1], [true]) }
output "concat_3" { value = concat(tolist([]), ["a"]) }
output "concat_4" { value = concat([null], [null]) }
output "concat_5" { value = concat(tolist([1]), tolist([])) }
output "concat_6" { value = concat([{ a = 1 }], [{ b = 2 }]) }
output "concat_7" { value = concat(tolist([{ a = 1 }]), tolist([{ a = "x" }])) }
output "concat_8" { value = concat([["a"]], tolist([["b"]])) }
output "concat_9" { value = concat([for x in [] : x], ["a"]) }
output "concat_10" { value = concat(range(2), range(3)) }
output "concat_11" { value = concat([["a", "b"], ["c"]]...) }
output "concat_12" { value = concat(tolist([true]), tolist(["x"])) }
output "concat_13" { value = concat(tolist([[1]]), tolist([["a"]])) }
output "distinct_1" { value = distinct([1, 1.0, "1"]) }
output "distinct_2" { value = distinct(["a", "A"]) }
output "distinct_3" { value = distinct([[1], [1, 2], [1]]) }
output "distinct_4" { value = distinct([{ a = null }, { a = null }]) }
output "distinct_5" { value = distinct(["é", "e\u0301"]) }
output "distinct_6" { value = distinct(tolist([3, 1, 3])) }
output "distinct_7" { value = distinct([true, "true"]) }
output "distinct_8" { value = distinct(concat(["a"], ["a", "b"])) }
output "distinct_9" { value = distinct([[], []]) }
output "flatten_1" { value = flatten([[], []]) }
output "flatten_2" { value = flatten([[null]]) }
output "flatten_3" { value = flatten([["a", [null, []]], "b"]) }
output "flatten_4" { value = flatten([tolist([]), toset(["b", "a"])]) }
output "flatten_5" { value = flatten([[[[["deep"]]]]]) }
output "flatten_6" { value = flatten([{ a = 1 }]) }
output "flatten_7" { value = flatten([[1, "a", true]]) }
output "flatten_8" { value = flatten(tolist([tolist(["a"]), tolist([])])) }
output "flatten_9" { value = flatten(toset([tolist(["b"]), tolist(["a"])])) }
output "flatten_10" { value = flatten([tomap({ a = ["b"] })]) }
output "flatten_11" { value = flatten([for i in range(2) : [for j in range(2) : { i = i, j = j }]]) }
output "flatten_12" { value = flatten(["x"]) }
output "flatten_13" { value = flatten([tolist([tolist([1])]), 2]) }
output "reverse_1" { value = reverse([null, 1]) }
output "reverse_2" { value = reverse([[1, 2], [3]]) }
output "reverse_3" { value = reverse(toset([3, 1, 2])) }
output "reverse_4" { value = reverse(tolist([])) }
output "reverse_5" { value = reverse(range(3)) }
output "reverse_6" { value = reverse(split("", "abc")) }
output "slice_1" { value = slice(["a", "b", "c"], 3, 3) }
output "slice_2" { value = slice(["a", 1, true], 1, 3) }
output "slice_3" { value = slice(tolist([1, 2, 3]), 0, 0) }
output "slice_4" { value = slice(["a", "b"], "0", "1") }
output "slice_5" { value = slice(range(10), 2, 5) }
output "slice_6" { value = slice([null, 1], 0, 1) }
output "chunklist_1" { value = chunklist([1, 2, 3], 1) }
output "chunklist_2" { value = chunklist(tolist(["a", "b", "c"]), 2) }
output "chunklist_3" { value = chunklist(["a", 1, true], 2) }
output "chunklist_4" { value = chunklist([1, 2, 3, 4], 3) }
output "chunklist_5" { value = chunklist(toset(["b", "a"]), 1) }
output "chunklist_6" { value = chunklist([], 0) }
output "chunklist_7" { value = chunklist(range(7), 3) }
output "sort_1" { value = sort(["a10", "a9", "a1"]) }
output "sort_2" { value = sort(["Z", "a", "_", "-", "1"]) }
output "sort_3" { value = sort([true, false]) }
output "sort_4" { value = sort([10, 9, 1.5]) }
output "sort_5" { value = sort(["", "a"]) }
output "sort_6" { value = sort(["é", "f", "e"]) }
output "sort_7" { value = sort(toset(["b", "a", "c"])) }
output "sort_8" { value = sort(distinct(["b", "a", "b"])) }
output "sort_9" { value = sort(["e\u0301", "e", "z"]) }
output "matchkeys_1" { value = matchkeys(["a", "b", "c"], [1, 2, 1], [1]) }
output "matchkeys_2" { value = matchkeys([1, 2], ["x", "y"], ["y", "x"]) }
output "matchkeys_3" { value = matchkeys(tolist(["a"]), tolist(["k"]), toset(["k"])) }
output "matchkeys_4" { value = matchkeys([{ p = 1 }, { p = 2 }], ["x", "y"], ["y"]) }
output "matchkeys_5" { value = matchkeys(["a", "b"], [null, "x"], ["x"]) }
output "matchkeys_6" { value = matchkeys(["a"], [1], ["1"]) }
output "matchkeys_7" { value = matchkeys(["a", "b"], [true, false], ["true"]) }
output "one_1" { value = one([[]]) }
output "one_2" { value = one([{ a = 1 }]) }
output "one_3" { value = one(toset([{ a = 1 }])) }
output "one_4" { value = one(tolist([null])) }
output "one_5" { value = one([for x in [1, 2, 3] : x if x == 2]) }
output "one_6" { value = one(toset([null])) }
output "one_7" { value = [one([])] }
output "alltrue_1" { value = alltrue([true]) }
output "alltrue_2" { value = alltrue(["true", true]) }
output "alltrue_3" { value = alltrue([null]) }
output "alltrue_4" { value = alltrue(tolist([])) }
output "alltrue_5" { value = alltrue([false, null]) }
output "alltrue_6" { value = alltrue([for x in [1, 2] : x > 0]) }
output "alltrue_7" { value = alltrue(toset([true, false])) }
output "anytrue_1" { value = anytrue(["false", "true"]) }
output "anytrue_2" { value = anytrue([null]) }
output "anytrue_3" { value = anytrue([null, true]) }
output "anytrue_4" { value = anytrue(tolist([])) }
output "anytrue_5" { value = anytrue([for x in [1, 2] : x > 1]) }
output "sum_1" { value = sum([for r in [{ n = 1 }, { n = 2 }] : r.n]) }
