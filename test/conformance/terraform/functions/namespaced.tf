# Each output is one expression; its answer stands under the same name in the recording.

locals {
  greeting = "Hi $${name}"
}

output "abs_1" { value = core::abs(-2) }
output "abspath_1" { value = core::abspath("/a/../b") }
output "alltrue_1" { value = core::alltrue([true, "true"]) }
output "anytrue_1" { value = core::anytrue([false]) }
output "base64decode_1" { value = core::base64decode("YQ==") }
output "base64encode_1" { value = core::base64encode("a") }
output "length_1" { value = length([core::base64gzip("a")]) }
output "base64sha256_1" { value = core::base64sha256("a") }
output "base64sha512_1" { value = core::base64sha512("a") }
output "basename_1" { value = core::basename("a/b") }
output "length_2" { value = length([core::bcrypt("a")]) }
output "can_1" { value = core::can(1) }
output "ceil_1" { value = core::ceil(1.5) }
output "chomp_1" { value = core::chomp("a\n") }
output "chunklist_1" { value = core::chunklist([1, 2, 3], 2) }
output "cidrhost_1" { value = core::cidrhost("10.0.0.0/24", 5) }
output "cidrnetmask_1" { value = core::cidrnetmask("10.0.0.0/24") }
output "cidrsubnet_1" { value = core::cidrsubnet("10.0.0.0/16", 8, 1) }
output "cidrsubnets_1" { value = core::cidrsubnets("10.0.0.0/16", 8, 8) }
output "coalesce_1" { value = core::coalesce("", "a") }
output "coalescelist_1" { value = core::coalescelist([], ["a"]) }
output "compact_1" { value = core::compact(["a", ""]) }
output "concat_1" { value = core::concat(["a"], ["b"], []) }
output "contains_1" { value = core::contains(["a"], "a") }
output "csvdecode_1" { value = core::csvdecode("a\n1") }
output "dirname_1" { value = core::dirname("a/b") }
output "distinct_1" { value = core::distinct(["a", "a"]) }
output "element_1" { value = core::element(["a", "b"], 3) }
output "endswith_1" { value = core::endswith("ab", "b") }
output "ephemeralasnull_1" { value = core::ephemeralasnull("a") }
output "file_1" { value = core::file("hello.txt") }
output "filebase64_1" { value = core::filebase64("hello.txt") }
output "filebase64sha256_1" { value = core::filebase64sha256("hello.txt") }
output "filebase64sha512_1" { value = core::filebase64sha512("hello.txt") }
output "fileexists_1" { value = core::fileexists("hello.txt") }
output "filemd5_1" { value = core::filemd5("hello.txt") }
output "fileset_1" { value = core::fileset(".", "*.txt") }
output "filesha1_1" { value = core::filesha1("hello.txt") }
output "filesha256_1" { value = core::filesha256("hello.txt") }
output "filesha512_1" { value = core::filesha512("hello.txt") }
output "flatten_1" { value = core::flatten([["a"], ["b"]]) }
output "floor_1" { value = core::floor(1.5) }
output "format_1" { value = core::format("%s", "a") }
output "formatdate_1" { value = core::formatdate("YYYY", "2024-01-01T00:00:00Z") }
output "formatlist_1" { value = core::formatlist("%s", ["a"]) }
output "indent_1" { value = core::indent(2, "a\nb") }
output "index_1" { value = core::index(["a", "b"], "b") }
output "issensitive_1" { value = core::issensitive("a") }
output "join_1" { value = core::join("-", ["a", "b"]) }
output "jsondecode_1" { value = core::jsondecode("[1]") }
output "jsonencode_1" { value = core::jsonencode([1]) }
output "keys_1" { value = core::keys({ a = 1 }) }
output "length_3" { value = core::length("abc") }
output "log_1" { value = core::log(8, 2) }
output "lookup_1" { value = core::lookup({ a = 1 }, "a", 2) }
output "lower_1" { value = core::lower("A") }
output "matchkeys_1" { value = core::matchkeys(["a", "b"], ["x", "y"], ["y"]) }
output "max_1" { value = core::max(1, 2, 3) }
output "md5_1" { value = core::md5("a") }
output "merge_1" { value = core::merge({ a = 1 }, { b = 2 }) }
output "min_1" { value = core::min(1, 2) }
output "nonsensitive_1" { value = core::nonsensitive(core::sensitive("a")) }
output "one_1" { value = core::one(["a"]) }
output "parseint_1" { value = core::parseint("ff", 16) }
output "pathexpand_1" { value = core::pathexpand("/a") }
output "length_4" { value = length([core::plantimestamp()]) }
output "pow_1" { value = core::pow(2, 3) }
output "range_1" { value = core::range(3) }
output "regex_1" { value = core::regex("a+", "baa") }
output "regexall_1" { value = core::regexall("a", "aba") }
output "replace_1" { value = core::replace("a", "a", "b") }
output "reverse_1" { value = core::reverse([1, 2]) }
output "can_2" { value = can(core::rsadecrypt("!", "k")) }
output "issensitive_2" { value = core::issensitive(core::sensitive("a")) }
output "setintersection_1" { value = core::setintersection(["a"], ["a", "b"]) }
output "setproduct_1" { value = core::setproduct(["a"], ["b"]) }
output "setsubtract_1" { value = core::setsubtract(["a", "b"], ["a"]) }
output "setunion_1" { value = core::setunion(["a"], ["b"]) }
output "sha1_1" { value = core::sha1("a") }
output "sha256_1" { value = core::sha256("a") }
output "sha512_1" { value = core::sha512("a") }
output "signum_1" { value = core::signum(-5) }
output "slice_1" { value = core::slice(["a", "b"], 0, 1) }
output "sort_1" { value = core::sort(["b", "a"]) }
output "split_1" { value = core::split(",", "a,b") }
output "startswith_1" { value = core::startswith("ab", "a") }
output "strcontains_1" { value = core::strcontains("ab", "b") }
output "strrev_1" { value = core::strrev("ab") }
output "substr_1" { value = core::substr("abc", 1, 1) }
output "sum_1" { value = core::sum([1, 2]) }
output "templatefile_1" { value = core::templatefile("greeting.tftpl", { name = "Ada" }) }
output "templatestring_1" { value = core::templatestring(local.greeting, { name = "Ada" }) }
output "textdecodebase64_1" { value = core::textdecodebase64("YQBiAA==", "UTF-16LE") }
output "textencodebase64_1" { value = core::textencodebase64("ab", "UTF-16LE") }
output "timeadd_1" { value = core::timeadd("2024-01-01T00:00:00Z", "1h") }
output "timecmp_1" { value = core::timecmp("2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z") }
output "length_5" { value = length([core::timestamp()]) }
output "title_1" { value = core::title("a b") }
output "tobool_1" { value = core::tobool("true") }
output "tolist_1" { value = core::tolist(["a"]) }
output "tomap_1" { value = core::tomap({ a = 1 }) }
output "tonumber_1" { value = core::tonumber("1") }
output "toset_1" { value = core::toset(["b", "a"]) }
output "tostring_1" { value = core::tostring(1) }
output "transpose_1" { value = core::transpose({ a = ["x"] }) }
output "trim_1" { value = core::trim("-a-", "-") }
output "trimprefix_1" { value = core::trimprefix("ab", "a") }
output "trimspace_1" { value = core::trimspace(" a ") }
output "trimsuffix_1" { value = core::trimsuffix("ab", "b") }
output "try_1" { value = core::try(tonumber("x"), 1) }
output "upper_1" { value = core::upper("a") }
output "urlencode_1" { value = core::urlencode("a b") }
output "length_6" { value = length([core::uuid()]) }
output "uuidv5_1" { value = core::uuidv5("dns", "a") }
output "values_1" { value = core::values({ a = 1 }) }
output "yamldecode_1" { value = core::yamldecode("[1]") }
output "yamlencode_1" { value = core::yamlencode([1]) }
output "zipmap_1" { value = core::zipmap(["a"], [1]) }
output "can_3" { value = can(rsadecrypt("!", "k")) }
output "can_4" { value = can(rsadecrypt("YQ==", "k")) }
output "length_7" { value = length([plantimestamp()]) }
output "length_8" { value = length([timestamp()]) }
output "can_5" { value = can(upper(core::upper("a"))) }
output "upper_2" { value = core::upper(core::lower("A")) }
output "max_2" { value = core::max([1, 2]...) }
output "try_2" { value = try(core::jsondecode("{"), "fallback") }
output "upper_3" { value = [for f in ["a", "b"] : core::upper(f)] }
