# Each output is one expression; its answer stands under the same name in the recording.

locals {
  yes     = true
  numbers = [1, 2, 3, 4]
  words   = ["apple", "banana", "avocado", "cherry"]
  mixed   = [1, "a", true]
  services = {
    web = { port = 443, cidrs = ["0.0.0.0/0", "10.0.0.0/8"] }
    db  = { port = 5432, cidrs = [] }
  }
  rules = [
    { protocol = "tcp", port = 22, cidr = "10.0.0.0/8" },
    { protocol = "tcp", port = 443, cidr = "0.0.0.0/0" },
    { protocol = "udp", port = 53, cidr = "10.0.0.0/8" },
    { protocol = "tcp", port = 443, cidr = "10.0.0.0/8" },
  ]
}

output "comprehensions_1" { value = [for x in local.numbers : x * x] }
output "comprehensions_2" { value = [for i, x in local.numbers : i + x] }
output "comprehensions_3" { value = [for x in local.numbers : x if x > 1 && x < 4] }
output "comprehensions_4" { value = [for i, x in local.words : "${i}:${x}" if i % 2 == 0] }
output "comprehensions_5" { value = [for x in local.mixed : x] }
output "tostring_1" { value = [for x in local.mixed : tostring(x)] }
output "comprehensions_6" { value = [for k, v in local.services : "${k}/${v.port}"] }
output "contains_1" { value = [for k, v in local.services : v.port if contains(v.cidrs, "10.0.0.0/8")] }
output "comprehensions_7" { value = [for k, v in local.services : { name = k, port = v.port }] }
output "comprehensions_8" { value = { for k, v in local.services : k => v.port } }
output "comprehensions_9" { value = { for k, v in local.services : v.port => k } }
output "length_1" { value = { for k, v in local.services : k => v if length(v.cidrs) > 0 } }
output "merge_1" { value = { for k, v in local.services : "svc-${k}" => merge(v, { name = k }) } }
output "substr_1" { value = { for w in local.words : substr(w, 0, 1) => w... } }
output "comprehensions_10" { value = { for i, w in local.words : i % 2 => w... } }
output "length_2" { value = { for w in local.words : w => length(w) } }
output "upper_1" { value = { for w in local.words : upper(w) => w if w != "apple" } }
output "comprehensions_11" { value = { for w in [] : w => w... } }
output "comprehensions_12" { value = { for k, v in {} : k => v... } }
output "tomap_1" { value = { for k, v in tomap({ b = 1, a = 2 }) : v => k } }
output "toset_1" { value = { for x in toset(["b", "a"]) : x => true } }
output "toset_2" { value = { for k, x in toset(["b", "a"]) : k => x } }
output "toset_3" { value = [for x in toset([3, 1, 2]) : x] }
output "comprehensions_13" { value = [for k, v in { b = 1, a = "x" } : v] }
output "tomap_2" { value = [for k, v in tomap({ b = 1, a = 2 }) : k] }
output "comprehensions_14" { value = [for x in [[1, 2], [3]] : [for y in x : y * 10]] }
output "comprehensions_15" { value = [for x in [1, 2] : [for y in ["a", "b"] : "${x}${y}"]] }
output "flatten_1" { value = flatten([for x in [1, 2] : [for y in ["a", "b"] : "${x}${y}"]]) }
output "comprehensions_16" { value = [for x in [for y in [1, 2, 3] : y * 2] : x + 1] }
output "comprehensions_17" { value = { for a in ["x"] : a => { for b in ["y"] : b => "${a}${b}" } } }
output "comprehensions_18" { value = [for x in null == null ? ["a"] : [] : x] }
output "comprehensions_19" { value = [for x in local.yes ? [1] : [] : x] }
output "comprehensions_20" { value = [for x in [null, "a"] : x if x != null] }
output "comprehensions_21" { value = [for x in [null, "a"] : x == null] }
output "split_1" { value = [for x in split(",", "a,b") : trimspace(x)] }
output "setproduct_1" { value = [for p in setproduct(["a", "b"], [1]) : p[0]] }
output "range_1" { value = [for x in range(3) : x] }
output "range_2" { value = [for i in range(length(local.words)) : local.words[i]] }
output "comprehensions_22" { value = [for x in local.numbers : x if "true"] }
output "comprehensions_23" { value = [for x in local.numbers : x if false] }
output "comprehensions_24" { value = [for x in local.numbers : x if x == 9] }
output "comprehensions_25" { value = [for for_value in ["x"] : for_value] }
output "comprehensions_26" { value = [for x in ["a"] : { (x) = 1 }] }
output "comprehensions_27" { value = [for x in ["a"] : { x = 1 }] }
output "comprehensions_28" { value = { for x in ["a", "b"] : "${x}" => [x] } }
output "comprehensions_29" { value = { for x in [1, 2] : x => x } }
output "comprehensions_30" { value = { for x in [true, false] : x => x } }
output "comprehensions_31" { value = { for x in [1.5] : x => x } }
output "sort_1" { value = { for k in sort(keys(local.services)) : k => local.services[k].port } }
output "comprehensions_32" { value = { for r in local.rules : "${r.protocol}-${r.port}" => r.cidr... } }
output "comprehensions_33" { value = { for r in local.rules : r.protocol => r.port... } }
output "comprehensions_34" { value = { for r in local.rules : r.protocol => r... if r.port > 100 } }
output "merge_2" { value = merge([for r in local.rules : { "${r.protocol}-${r.port}-${r.cidr}" = r }]...) }
output "distinct_1" { value = distinct([for r in local.rules : r.cidr]) }
output "toset_4" { value = toset([for r in local.rules : r.port]) }
output "tomap_3" { value = tomap({ for r in local.rules : "${r.port}-${r.cidr}" => r }) }
output "sum_1" { value = sum([for r in local.rules : r.port]) }
output "join_1" { value = join(",", [for r in local.rules : r.port]) }
output "length_3" { value = length([for r in local.rules : r if r.protocol == "tcp"]) }
output "alltrue_1" { value = alltrue([for r in local.rules : r.port < 65536]) }
output "comprehensions_35" { value = [for r in local.rules : r.cidr if r.port == 22][0] }
output "comprehensions_36" { value = [for r in local.rules : r][*].port }
output "merge_3" { value = [for i, r in local.rules : merge(r, { index = i })][1].index }
output "format_1" { value = { for i, r in local.rules : format("%02d", i) => r.port } }
output "comprehensions_37" { value = [for x in ["b", "a"] : x] }
output "comprehensions_38" { value = { for x in ["z", "é", "a"] : x => 1 } }
output "length_4" { value = [for s in [for k, v in local.services : v.cidrs] : length(s)] }
output "values_1" { value = values({ for k, v in local.services : k => v.cidrs }) }
output "keys_1" { value = keys({ for k, v in local.services : k => v.cidrs }) }
output "zipmap_1" { value = zipmap([for r in local.rules : "${r.port}${r.cidr}"], local.rules[*].protocol) }
output "comprehensions_39" { value = [for k, v in { for x in ["q"] : x => 1 } : "${k}${v}"] }
output "tolist_1" { value = tolist([for x in [1, "a"] : x]) }
output "tolist_2" { value = [for x in tolist([1, "a"]) : x] }
