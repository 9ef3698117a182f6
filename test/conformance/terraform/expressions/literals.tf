output "integer" { value = 42 }
output "negative" { value = -17 }
output "fraction" { value = 3.25 }
output "exponent" { value = 1e3 }
output "exponent_negative" { value = 25e-4 }
output "large" { value = 123456789012345678901234567890 }
output "third" { value = 1 / 3 }
output "text" { value = "plain" }
output "empty" { value = "" }
output "escapes" { value = "tab\tnewline\nquote\"backslash\\" }
output "unicode" { value = "caf\u00e9 \U0001F600" }
output "dollar" { value = "$${literal} %%{literal} $5 100%" }
output "yes" { value = true }
output "no" { value = false }
output "nothing" { value = null }
output "nothing_inside" { value = [null] }
output "tuple" { value = [1, "a", true, null] }
output "empty_tuple" { value = [] }
output "nested_tuple" { value = [[1, 2], ["a"], []] }
output "object" { value = { b = 1, a = "x", "c d" = true } }
output "object_colon" { value = { b : 1, "a" : 2 } }
output "object_computed_key" { value = { (join("-", ["x", "y"])) = 1, "pre-${1 + 1}" = 2 } }
output "object_number_key" { value = { 1 = "one", 2 = "two" } }
output "object_keyword_key" { value = { for_each = 1, null_ = 2, "true" = 3 } }
output "empty_object" { value = {} }
output "nested_object" { value = { a = { b = { c = [1, { d = null }] } } } }
output "parentheses" { value = ((1 + 2) * 3) }
