# Each output is one expression; its answer stands under the same name in string.json.

output "upper_1" {
  value = upper("hello")
}

output "upper_2" {
  value = upper("straße éß ŉ")
}

output "upper_3" {
  value = upper("ǆ ά ﬁ")
}

output "lower_1" {
  value = lower("HELLO İ Σ")
}

output "lower_2" {
  value = lower("ÀÉÎ")
}

output "title_1" {
  value = title("hello world")
}

output "title_2" {
  value = title("hello-world foo_bar o'neil 3rd")
}

output "title_3" {
  value = title("ǆabc élan")
}

output "title_4" {
  value = title("")
}

output "chomp_1" {
  value = chomp("hello\n")
}

output "chomp_2" {
  value = chomp("hello\r\n\n")
}

output "chomp_3" {
  value = chomp("a\nb\n")
}

output "chomp_4" {
  value = chomp("")
}

output "chomp_5" {
  value = chomp("\r\r")
}

output "indent_1" {
  value = indent(2, "a\nb\nc")
}

output "indent_2" {
  value = indent(0, "a\nb")
}

output "indent_3" {
  value = indent(4, "no newline")
}

output "indent_4" {
  value = indent(2, "a\n\nb\n")
}

output "strrev_1" {
  value = strrev("hello")
}

output "strrev_2" {
  value = strrev("héllo")
}

output "strrev_3" {
  value = strrev("")
}

output "strrev_4" {
  value = strrev("☃🇦🇹e\u0301")
}

output "substr_1" {
  value = substr("hello world", 1, 4)
}

output "substr_2" {
  value = substr("hello", -3, 2)
}

output "substr_3" {
  value = substr("hello", -3, -1)
}

output "substr_4" {
  value = substr("hello", 0, 0)
}

output "substr_5" {
  value = substr("hello", 10, 2)
}

output "substr_6" {
  value = substr("hello", 2, 100)
}

output "substr_7" {
  value = substr("hello", 1, -1)
}

output "substr_8" {
  value = substr("🤔🤷x", 0, 1)
}

output "substr_9" {
  value = substr("hello", -100, 2)
}

output "substr_10" {
  value = substr("hello", -2, 0)
}

output "substr_11" {
  value = substr("", 0, 1)
}

output "substr_12" {
  value = substr("hello", 5, 1)
}

output "substr_can_1" {
  value = can(substr("hello", 0.5, 1))
}

output "trim_1" {
  value = trim("?!hello?!", "!?")
}

output "trim_2" {
  value = trim("foobar", "far")
}

output "trim_3" {
  value = trim("   x ", " ")
}

output "trim_4" {
  value = trim("aaa", "a")
}

output "trim_5" {
  value = trim("éaé", "é")
}

output "trim_6" {
  value = trim("abc", "")
}

output "trimprefix_1" {
  value = trimprefix("helloworld", "hello")
}

output "trimprefix_2" {
  value = trimprefix("helloworld", "cat")
}

output "trimprefix_3" {
  value = trimprefix("--x", "-")
}

output "trimprefix_4" {
  value = trimprefix("x", "")
}

output "trimsuffix_1" {
  value = trimsuffix("helloworld", "world")
}

output "trimsuffix_2" {
  value = trimsuffix("helloworld", "cat")
}

output "trimsuffix_3" {
  value = trimsuffix("x", "")
}

output "trimspace_1" {
  value = trimspace("  hello\n\n")
}

output "trimspace_2" {
  value = trimspace("\t a b \r\n")
}

output "trimspace_3" {
  value = trimspace("\u00a0x\u3000\u0085")
}

output "trimspace_4" {
  value = trimspace("\ufeffx")
}

output "startswith_1" {
  value = startswith("hello world", "hello")
}

output "startswith_2" {
  value = startswith("hello world", "world")
}

output "startswith_3" {
  value = startswith("x", "")
}

output "startswith_4" {
  value = startswith("", "a")
}

output "endswith_1" {
  value = endswith("hello world", "world")
}

output "endswith_2" {
  value = endswith("hello world", "hello")
}

output "endswith_3" {
  value = endswith("x", "")
}

output "strcontains_1" {
  value = strcontains("hello world", "wor")
}

output "strcontains_2" {
  value = strcontains("hello world", "wod")
}

output "strcontains_3" {
  value = strcontains("x", "")
}

output "split_1" {
  value = split(",", "foo,bar,baz")
}

output "split_2" {
  value = split(",", "foo")
}

output "split_3" {
  value = split(",", "")
}

output "split_4" {
  value = split("", "abc")
}

output "split_5" {
  value = split(",", ",a,,b,")
}

output "split_6" {
  value = split("--", "a--b-c")
}

output "split_7" {
  value = split("", "a☃🤔")
}

output "join_1" {
  value = join("-", ["foo", "bar"])
}

output "join_2" {
  value = join(", ", [])
}

output "join_3" {
  value = join("", ["a", "b"], ["c"])
}

output "join_4" {
  value = join(",", [1, true, "x"])
}

output "join_5" {
  value = join(",", toset(["b", "a", "b"]))
}

output "join_6" {
  value = join("/", tolist(["a"]), [], ["b"])
}

output "join_can_1" {
  value = can(join(","))
}

output "join_can_2" {
  value = can(join(",", [null]))
}

output "join_can_3" {
  value = can(join(",", "a"))
}

output "join_can_4" {
  value = can(join(",", [["a"]]))
}

output "join_can_5" {
  value = can(join(null, ["a"]))
}

output "length_1" {
  value = length("hello")
}

output "length_2" {
  value = length("")
}

output "length_3" {
  value = length("ʎ")
}

output "length_4" {
  value = length("👾🕹️")
}

output "length_5" {
  value = length("e\u0301")
}

output "length_6" {
  value = length("a\r\nb")
}

output "expression_1" {
  value = "e\u0301" == "é"
}

output "replace_1" {
  value = replace("1 + 2 + 3", "+", "-")
}

output "replace_2" {
  value = replace("hello world", "/w.*d/", "everybody")
}

output "replace_3" {
  value = replace("hello", "l", "")
}

output "replace_4" {
  value = replace("hello", "", "-")
}

output "replace_5" {
  value = replace("abc", "/(b)/", "[$1]")
}

output "replace_6" {
  value = replace("abc", "/(?P<x>b)/", "[$x]")
}

output "replace_7" {
  value = replace("abc", "/(?P<x>b)/", "$${x}y")
}

output "replace_8" {
  value = replace("abc", "/b/", "$$")
}

output "replace_9" {
  value = replace("abc", "/b/", "$1x")
}

output "replace_10" {
  value = replace("aaa", "/a*/", "X")
}

output "replace_11" {
  value = replace("baac", "/a*/", "-")
}

output "replace_12" {
  value = replace("abc", "/", "x")
}

output "replace_13" {
  value = replace("a/b/c", "/", "-")
}

output "replace_14" {
  value = replace("a.b.c", ".", "_")
}

output "replace_15" {
  value = replace("10.0.0.0/16", "/[./]/", "-")
}

output "replace_16" {
  value = replace("aXbX", "/X$/", "")
}

output "replace_17" {
  value = replace("line1\nline2", "/(?m)^/", "> ")
}

output "replace_18" {
  value = replace("héllo", "/[^a-z]/", "_")
}

output "replace_19" {
  value = replace("//", "//", "x")
}

output "replace_can_1" {
  value = can(replace("a", "/(/", "b"))
}

output "regex_1" {
  value = regex("[a-z]+", "53453453.345345aaabbbccc23454")
}

output "regex_2" {
  value = regex("(\\d\\d\\d\\d)-(\\d\\d)-(\\d\\d)", "2019-02-01")
}

output "regex_3" {
  value = regex("^(?:(?P<scheme>[^:/?#]+):)?(?://(?P<authority>[^/?#]*))?", "https://terraform.io/docs/")
}

output "regex_4" {
  value = regex("(a)(b)?", "a")
}

output "regex_5" {
  value = regex("(?P<x>a)|(?P<y>b)", "b")
}

output "regex_6" {
  value = regex("", "abc")
}

output "regex_7" {
  value = regex("(?i)HELLO", "well hello")
}

output "regex_8" {
  value = regex("\\bfoo\\b", "a foo b")
}

output "regex_9" {
  value = regex("[[:alpha:]]+", "123abc")
}

output "regex_10" {
  value = regex("\\p{Greek}+", "abc αβγ")
}

output "regex_11" {
  value = regex("a.c", "abc")
}

output "regex_12" {
  value = regex("(?s)a.c", "a\nc")
}

output "regex_13" {
  value = regex("^10\\.(\\d+)\\.", "10.42.0.0/16")
}

output "regex_can_1" {
  value = can(regex("[0-9]+", "abc"))
}

output "regex_can_2" {
  value = can(regex("(", "abc"))
}

output "regex_can_3" {
  value = can(regex("(?P<x>a)(b)", "ab"))
}

output "regex_can_4" {
  value = can(regex("a(?=b)", "ab"))
}

output "regex_can_5" {
  value = can(regex("(a)\\1", "aa"))
}

output "regexall_1" {
  value = regexall("[a-z]+", "1234abcd5678efgh9")
}

output "regexall_2" {
  value = regexall("(\\d)(\\w)", "1a 2b")
}

output "regexall_3" {
  value = regexall("(?P<k>\\w)=(?P<v>\\w)", "a=1,b=2")
}

output "regexall_4" {
  value = regexall("[0-9]", "abc")
}

output "regexall_5" {
  value = regexall("a*", "baac")
}

output "regexall_6" {
  value = regexall("x?", "axb")
}

output "length_7" {
  value = length(regexall("[a-z]+", "ab cd"))
}

output "regexall_can_1" {
  value = can(regexall("(", "abc"))
}

output "format_1" {
  value = format("Hello, %s!", "Ander")
}

output "format_2" {
  value = format("There are %d lights", 4)
}

output "format_3" {
  value = format("%v", 1.5)
}

output "format_4" {
  value = format("%v %v %v", "a", true, [1, "x", null])
}

output "format_5" {
  value = format("%#v", "a\"b")
}

output "format_6" {
  value = format("%q", "é<\"")
}

output "format_7" {
  value = format("%s", 12)
}

output "format_8" {
  value = format("%s", true)
}

output "format_9" {
  value = format("%d", "42")
}

output "format_10" {
  value = format("%5d|%-5d|%05d|%+d|% d", 42, 42, 42, 42, 42)
}

output "format_11" {
  value = format("%5s|%-5s|%05s", "ab", "ab", "ab")
}

output "format_12" {
  value = format("%.2s", "abc")
}

output "format_13" {
  value = format("%5.1s|", "abc")
}

output "format_14" {
  value = format("%5s", "é☃")
}

output "format_15" {
  value = format("%t %5t", true, "false")
}

output "format_16" {
  value = format("%b %o %x %X", 10, 10, 255, 255)
}

output "format_17" {
  value = format("%#x %#X %#o %#b", 255, 255, 8, 5)
}

output "format_18" {
  value = format("%e %E", 12345.678, 0.00012)
}

output "format_19" {
  value = format("%f %.2f %.0f %8.3f|", 1.5, 2.345, 0.5, 3.14159)
}

output "format_20" {
  value = format("%08.3f|%-8.2f|%+.1f", 3.14159, 2.5, 2.25)
}

output "format_21" {
  value = format("%g %g %g %G", 100000, 1000000, 1e21, 1e-10)
}

output "format_22" {
  value = format("%g %.3g %.10g", 0.1, 123456, 1.5)
}

output "format_23" {
  value = format("%f", 1e20)
}

output "format_24" {
  value = format("%f", 1 / 3)
}

output "format_25" {
  value = format("%g", 1 / 3)
}

output "format_26" {
  value = format("%.60f", 0.1)
}

output "format_27" {
  value = format("%v", 1e21)
}

output "format_28" {
  value = format("%v", 123456789)
}

output "format_29" {
  value = format("%v", 12345678901234567890)
}

output "format_30" {
  value = format("%d", 12345678901234567890123)
}

output "format_31" {
  value = format("%5.3d", 7)
}

output "format_32" {
  value = format("%%")
}

output "format_33" {
  value = format("100%%")
}

output "format_34" {
  value = format("%[2]s %[1]s", "a", "b")
}

output "format_35" {
  value = format("%[1]s %[1]s %s", "a", "b")
}

output "format_36" {
  value = format("%s-%03d", "web", 7)
}

output "format_37" {
  value = format("%-010d|", 5)
}

output "format_38" {
  value = format("%x", "255")
}

output "format_39" {
  value = format("%v", {})
}

output "format_40" {
  value = format("%v", { b = [true], a = "x<y" })
}

output "format_41" {
  value = format("%v", toset(["b", "a"]))
}

output "format_42" {
  value = format("no verbs")
}

output "format_43" {
  value = format("")
}

output "format_44" {
  value = format("%s%s", "", "")
}

output "format_can_1" {
  value = can(format("%d", 1.5))
}

output "format_can_2" {
  value = can(format("%d"))
}

output "format_can_3" {
  value = can(format("a", 1))
}

output "format_can_4" {
  value = can(format("%z", 1))
}

output "format_can_5" {
  value = can(format("%", 1))
}

output "format_can_6" {
  value = can(format("%5", 1))
}

output "format_can_7" {
  value = can(format("%s", [1]))
}

output "format_can_8" {
  value = can(format("%d", "abc"))
}

output "format_can_9" {
  value = can(format("%t", "yes"))
}

output "format_can_10" {
  value = can(format("%!", 1))
}

output "format_can_11" {
  value = can(format("%[1]s %[3]s", "a", "b"))
}

output "formatlist_1" {
  value = formatlist("Hello, %s!", ["Valentina", "Ander"])
}

output "formatlist_2" {
  value = formatlist("%s-%d", ["a", "b"], [1, 2])
}

output "formatlist_3" {
  value = formatlist("%s-%s", ["a", "b"], "c")
}

output "formatlist_4" {
  value = formatlist("%s", [])
}

output "formatlist_5" {
  value = formatlist("%s", "a")
}

output "formatlist_6" {
  value = formatlist("x")
}

output "formatlist_7" {
  value = formatlist("%s:%s", "a", toset(["z", "y"]))
}

output "formatlist_8" {
  value = formatlist("%s", tolist([1, 2]))
}

output "formatlist_9" {
  value = formatlist("%s/32", ["10.0.0.1", "10.0.0.2"])
}

output "formatlist_10" {
  value = formatlist("%v", [[1], [2]])
}

output "formatlist_can_1" {
  value = can(formatlist("%s-%s", ["a", "b"], ["c"]))
}

output "formatlist_can_2" {
  value = can(formatlist("%d", ["a"]))
}

output "formatlist_can_3" {
  value = can(formatlist("%s %s", ["a"]))
}
