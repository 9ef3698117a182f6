# Each output is one expression; its answer stands under the same name in numeric.json.

output "abs_1" {
  value = abs(-5)
}

output "abs_2" {
  value = abs(5)
}

output "abs_3" {
  value = abs(-0.5)
}

output "abs_4" {
  value = abs("-12.5")
}

output "abs_5" {
  value = abs(0)
}

output "abs_6" {
  value = abs(-1e30)
}

output "ceil_1" {
  value = ceil(1.1)
}

output "ceil_2" {
  value = ceil(-1.1)
}

output "ceil_3" {
  value = ceil(5)
}

output "ceil_4" {
  value = ceil(0.0000001)
}

output "ceil_5" {
  value = ceil("3.5")
}

output "ceil_6" {
  value = ceil(123456789012345678901.5)
}

output "floor_1" {
  value = floor(1.9)
}

output "floor_2" {
  value = floor(-1.1)
}

output "floor_3" {
  value = floor(5)
}

output "floor_4" {
  value = floor("3.5")
}

output "floor_5" {
  value = floor(-0.5)
}

output "floor_6" {
  value = floor(999999999999999999999.99)
}

output "log_1" {
  value = log(8, 2)
}

output "log_2" {
  value = log(100, 10)
}

output "log_3" {
  value = log(1, 10)
}

output "log_4" {
  value = log(50, 10)
}

output "log_5" {
  value = log(16, 4)
}

output "ceil_7" {
  value = ceil(log(15, 2))
}

output "ceil_8" {
  value = ceil(log(17, 2))
}

output "floor_7" {
  value = floor(log(1000, 10))
}

output "tostring_1" {
  value = tostring(log(0, 10))
}

output "log_can_1" {
  value = can(log(-1, 10))
}

output "log_can_2" {
  value = can(log(1, 1))
}

output "pow_1" {
  value = pow(2, 10)
}

output "pow_2" {
  value = pow(2, -1)
}

output "pow_3" {
  value = pow(2, 0.5)
}

output "pow_4" {
  value = pow(10, 20)
}

output "pow_5" {
  value = pow(0, 0)
}

output "pow_6" {
  value = pow(-2, 3)
}

output "pow_7" {
  value = pow("3", "2")
}

output "pow_8" {
  value = pow(2, 32)
}

output "pow_9" {
  value = pow(2, 100)
}

output "pow_10" {
  value = pow(1.5, 2)
}

output "pow_can_1" {
  value = can(pow(-1, 0.5))
}

output "pow_can_2" {
  value = can(pow("x", 2))
}

output "signum_1" {
  value = signum(-13)
}

output "signum_2" {
  value = signum(0)
}

output "signum_3" {
  value = signum(344)
}

output "signum_can_1" {
  value = can(signum(0.5))
}

output "min_1" {
  value = min(3, 1, 2)
}

output "min_2" {
  value = min(12)
}

output "min_3" {
  value = min("5", 3)
}

output "min_4" {
  value = min(0.1, 0.01)
}

output "min_5" {
  value = min([4, 2, 9]...)
}

output "min_can_1" {
  value = can(min())
}

output "min_can_2" {
  value = can(min("a"))
}

output "min_can_3" {
  value = can(min(null, 1))
}

output "max_1" {
  value = max(3, 1, 2)
}

output "max_2" {
  value = max(12)
}

output "max_3" {
  value = max(-1, -2)
}

output "max_4" {
  value = max(1e30, 1e31)
}

output "max_5" {
  value = max([4, 2, 9]...)
}

output "max_6" {
  value = max(tolist([4, 2])...)
}

output "max_7" {
  value = max(toset([4, 2, 4])...)
}

output "max_can_1" {
  value = can(max())
}

output "parseint_1" {
  value = parseint("100", 10)
}

output "parseint_2" {
  value = parseint("FF", 16)
}

output "parseint_3" {
  value = parseint("-10", 2)
}

output "parseint_4" {
  value = parseint("zz", 36)
}

output "parseint_5" {
  value = parseint("Zz", 62)
}

output "parseint_6" {
  value = parseint("aA", 62)
}

output "parseint_7" {
  value = parseint("+7", 8)
}

output "parseint_8" {
  value = parseint("00012", 10)
}

output "parseint_9" {
  value = parseint("123456789012345678901234567890", 10)
}

output "parseint_can_1" {
  value = can(parseint("12", 2))
}

output "parseint_can_2" {
  value = can(parseint("", 10))
}

output "parseint_can_3" {
  value = can(parseint("1.5", 10))
}

output "parseint_can_4" {
  value = can(parseint(" 1", 10))
}

output "parseint_can_5" {
  value = can(parseint(12, 10))
}

output "parseint_can_6" {
  value = can(parseint("10", 63))
}

output "parseint_can_7" {
  value = can(parseint("10", 1))
}

output "parseint_can_8" {
  value = can(parseint("10", 2.5))
}

output "expression_1" {
  value = 0.1 + 0.2
}

output "expression_2" {
  value = 1 / 3
}

output "expression_3" {
  value = 2 / 3
}

output "tostring_2" {
  value = tostring(1 / 3)
}

output "expression_4" {
  value = 10 / 4
}

output "expression_5" {
  value = 7 % 3
}

output "expression_6" {
  value = -7 % 3
}

output "expression_7" {
  value = 7 % -3
}

output "expression_8" {
  value = 5.5 % 2
}

output "expression_9" {
  value = -5.5 % 2
}

output "expression_10" {
  value = 0.3 % 0.1
}

output "expression_11" {
  value = 1e21
}

output "expression_12" {
  value = 1e-7
}

output "expression_13" {
  value = 123456789 * 987654321 * 123456789
}

output "expression_14" {
  value = 0.1 * 3
}

output "length_1" {
  value = length([1]) / length([1, 2, 3])
}

output "length_2" {
  value = length([1]) / 3
}

output "length_3" {
  value = length([1, 2]) * 0.1
}

output "tostring_3" {
  value = tostring(0 * -1)
}

output "expression_15" {
  value = 2.50
}

output "expression_16" {
  value = 100000000000000000000000000000001 + 1
}

output "expression_17" {
  value = 1.0
}

output "tostring_4" {
  value = tostring(1.50)
}

output "tostring_5" {
  value = tostring(1e3)
}

output "expression_18" {
  value = "${1 / 8}"
}

output "expression_19" {
  value = "${1e100}"
}

output "sum_1" {
  value = sum([1, 2, 3])
}

output "sum_2" {
  value = sum([0.1, 0.2])
}

output "sum_3" {
  value = sum(["1", 2.5])
}

output "sum_4" {
  value = sum(toset([1, 1, 2]))
}

output "sum_5" {
  value = sum(tolist([10]))
}

output "sum_6" {
  value = sum([1e30, 1])
}

output "sum_can_1" {
  value = can(sum([]))
}

output "sum_can_2" {
  value = can(sum(["a"]))
}

output "sum_can_3" {
  value = can(sum({ a = 1 }))
}

output "sum_can_4" {
  value = can(sum([null]))
}

output "sum_can_5" {
  value = can(sum("12"))
}

output "expression_20" {
  value = 1 == 1.0
}

output "expression_21" {
  value = 0.1 + 0.2 == 0.3
}

output "expression_22" {
  value = 1 / 3 * 3 == 1
}

output "expression_23" {
  value = 1e400 > 1e399
}

output "tonumber_1" {
  value = tonumber("1e3")
}

output "tonumber_2" {
  value = tonumber("0.10")
}

output "tonumber_3" {
  value = tonumber("-5")
}

output "tonumber_4" {
  value = tonumber("+5")
}

output "tonumber_5" {
  value = tonumber(".5")
}

output "tonumber_6" {
  value = tonumber("5.")
}

output "tonumber_7" {
  value = tonumber("1p3")
}

output "tonumber_can_1" {
  value = can(tonumber("0x10"))
}

output "tonumber_can_2" {
  value = can(tonumber("1_000"))
}

output "tonumber_can_3" {
  value = can(tonumber(""))
}

output "tonumber_can_4" {
  value = can(tonumber(" 1"))
}

output "tonumber_can_5" {
  value = can(tonumber("1e"))
}

output "tonumber_can_6" {
  value = can(tonumber("abc"))
}
