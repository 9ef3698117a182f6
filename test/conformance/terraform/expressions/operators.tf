output "precedence" { value = 1 + 2 * 3 - 4 / 2 }
output "parentheses" { value = (1 + 2) * 3 }
output "modulo" { value = [7 % 3, -7 % 3, 7 % -3, 7.5 % 2] }
output "division" { value = [1 / 3, 10 / 4, -1 / 8] }
output "negation" { value = [-(3), - -3, !true, !(1 == 2)] }
output "comparison" { value = [1 < 2, 2 <= 2, 3 > 4, 4 >= 4] }
output "string_to_number" { value = ["1" + 2, "3" * "4", "10" > 9] }
output "logic" { value = [true && false, true || false, false || false, true && !false] }
output "logic_text" { value = "true" && true }
output "equal_numbers" { value = [1 == 1.0, 1 != 2, 0.1 + 0.2 == 0.3] }
output "equal_text" { value = ["a" == "a", "1" == 1, "a" != "b"] }
output "equal_bool_text" { value = [true == "true", true == true] }
output "equal_null" { value = [null == null, null == "a", "a" != null] }
output "equal_tuples" { value = [[1, 2] == [1, 2], [1] == ["1"], [] == []] }
output "equal_objects" { value = [{ a = 1 } == { a = 1 }, { a = 1 } == { a = 2 }, { a = 1 } == { b = 1 }] }
output "equal_list_tuple" { value = [tolist([1, 2]) == [1, 2], toset(["a"]) == toset(["a", "a"])] }
output "and_before_or" { value = true || false && false }
output "comparison_before_and" { value = 1 < 2 && 3 < 4 }
output "equality_chain" { value = 1 == 1 == true }
output "unary_minus_text" { value = -"5" }
output "precise_sum" { value = 0.1 + 0.2 }
output "large_product" { value = 99999999999 * 99999999999 }
output "mixed" { value = "${1 + 1}" + 1 }
