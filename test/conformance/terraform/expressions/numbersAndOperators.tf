# Each output is one expression; its answer stands under the same name in the recording.

locals {
  n       = 5
  yes     = true
  no      = false
  nothing = null
  big     = 123456789012345678901234567890
  third   = 1 / 3
  small   = 1e-50
}

output "numbersAndOperators_1" { value = 1 + 2 - 3 * 4 / 5 % 6 }
output "numbersAndOperators_2" { value = 2 - 1 - 1 }
output "numbersAndOperators_3" { value = 8 / 4 / 2 }
output "numbersAndOperators_4" { value = 7 - -3 }
output "numbersAndOperators_5" { value = -local.n }
output "numbersAndOperators_6" { value = - -local.n }
output "numbersAndOperators_7" { value = !local.yes || local.yes }
output "numbersAndOperators_8" { value = !(local.yes && local.no) }
output "numbersAndOperators_9" { value = local.n > 3 && local.n < 10 }
output "numbersAndOperators_10" { value = local.n == 5 || local.no }
output "numbersAndOperators_11" { value = local.n != 5 }
output "numbersAndOperators_12" { value = "5" == local.n }
output "tostring_1" { value = tostring(local.n) == "5" }
output "numbersAndOperators_13" { value = "b" == "a" || "a" == "a" }
output "numbersAndOperators_14" { value = 1 < 2 == true }
output "numbersAndOperators_15" { value = 1 + 1 == 2 && 2 + 2 == 4 }
output "numbersAndOperators_16" { value = (1 < 2) != (2 < 1) }
output "numbersAndOperators_17" { value = "10" > "9" }
output "numbersAndOperators_18" { value = "2" * "3" }
output "numbersAndOperators_19" { value = "1.5" + 1 }
output "numbersAndOperators_20" { value = "0x1" == "0x1" }
output "numbersAndOperators_21" { value = true == "true" }
output "numbersAndOperators_22" { value = null == null }
output "numbersAndOperators_23" { value = null != "x" }
output "numbersAndOperators_24" { value = local.nothing == null }
output "numbersAndOperators_25" { value = local.nothing != null }
output "numbersAndOperators_26" { value = [] == [] }
output "numbersAndOperators_27" { value = [1, 2] == [1, 2] }
output "numbersAndOperators_28" { value = [1, "2"] == [1, 2] }
output "numbersAndOperators_29" { value = {} == {} }
output "numbersAndOperators_30" { value = { a = 1, b = 2 } == { b = 2, a = 1 } }
output "numbersAndOperators_31" { value = { a = 1 } == { a = "1" } }
output "numbersAndOperators_32" { value = { a = [1] } == { a = [1] } }
output "tolist_1" { value = tolist(["a"]) == tolist(["a"]) }
output "tolist_2" { value = tolist(["a"]) == ["a"] }
output "toset_1" { value = toset(["a", "b"]) == toset(["b", "a"]) }
output "tomap_1" { value = tomap({ a = 1 }) == tomap({ a = 1 }) }
output "tomap_2" { value = tomap({ a = 1 }) == { a = 1 } }
output "tolist_3" { value = tolist([1]) == tolist(["1"]) }
output "numbersAndOperators_33" { value = [null] == [null] }
output "numbersAndOperators_34" { value = { a = null } == { a = null } }
output "numbersAndOperators_35" { value = [1] != [2] }
output "numbersAndOperators_36" { value = 5 / 2 }
output "numbersAndOperators_37" { value = -5 / 2 }
output "numbersAndOperators_38" { value = 5 % -2 }
output "numbersAndOperators_39" { value = 5.5 - 0.5 }
output "numbersAndOperators_40" { value = 1e3 == 1000 }
output "numbersAndOperators_41" { value = 1e-3 }
output "numbersAndOperators_42" { value = 0.5e1 }
output "numbersAndOperators_43" { value = 100000000000000000000 == 1e20 }
output "numbersAndOperators_44" { value = local.big + 1 }
output "numbersAndOperators_45" { value = local.big * local.big }
output "numbersAndOperators_46" { value = local.third * 3 }
output "numbersAndOperators_47" { value = local.third }
output "numbersAndOperators_48" { value = local.third == 1 / 3 }
output "numbersAndOperators_49" { value = local.small }
output "numbersAndOperators_50" { value = local.n / 3 }
output "numbersAndOperators_51" { value = local.n * 0.1 }
output "numbersAndOperators_52" { value = local.n % 2 == 1 }
output "numbersAndOperators_53" { value = local.yes && "true" }
output "numbersAndOperators_54" { value = "false" || local.yes }
output "numbersAndOperators_55" { value = !"false" }
output "numbersAndOperators_56" { value = -"3" }
output "numbersAndOperators_57" { value = "1" + "2" }
output "numbersAndOperators_58" { value = 1 <= 1.0 }
output "numbersAndOperators_59" { value = 2 >= 3 }
output "numbersAndOperators_60" { value = -0.0 }
output "numbersAndOperators_61" { value = 3 - 3 }
output "length_1" { value = length("abc") * 2 + 1 }
output "numbersAndOperators_62" { value = (1 + 2) * (3 + 4) }
output "numbersAndOperators_63" { value = ((((1)))) }
output "numbersAndOperators_64" { value = 1 + (local.yes ? 1 : 2) }
output "numbersAndOperators_65" { value = [for x in [1, 2] : -x] }
