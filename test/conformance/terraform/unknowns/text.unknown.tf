# What Terraform knows of each output before anything is applied; the recording has it part by part.

resource "terraform_data" "source" {
  input = "x"
}

resource "terraform_data" "counted" {
  count = 2
  input = count.index
}

resource "terraform_data" "keyed" {
  for_each = toset(["a", "b"])
  input    = each.value
}

locals {
  text      = terraform_data.source.id
  anything  = jsondecode(terraform_data.source.id)
  number    = length(terraform_data.source.id)
  condition = terraform_data.source.id == "x"
  list      = split(",", terraform_data.source.id)
  set       = toset(split(",", terraform_data.source.id))
  some      = ["a", terraform_data.source.id, "c"]
  pairs     = { a = terraform_data.source.id, b = "y" }
  rules = [
    { port = 22, cidr = "10.0.0.0/8" },
    { port = length(terraform_data.source.id), cidr = terraform_data.source.id },
  ]
}

output "expression_1" { value = "${local.text}" }
output "expression_2" { value = "a${local.text}" }
output "expression_3" { value = "${local.text}b" }
output "expression_4" { value = "a${local.number}b" }
output "expression_5" { value = "${local.some[0]}-x" }
output "expression_6" { value = "${local.some[0]}-${local.some[1]}" }
output "expression_7" { value = "%{if local.condition}a%{endif}" }
output "expression_8" { value = "%{if true}a%{else}${local.text}%{endif}" }
output "expression_9" { value = "%{if false}${local.text}%{else}a%{endif}" }
output "expression_10" { value = "%{for x in local.some}${x}%{endfor}" }
output "expression_11" { value = "%{for x in local.list}a%{endfor}" }
output "expression_12" { value = "%{for x in ["a"]}${x}%{endfor}" }
output "expression_13" { value = "${local.condition}" }
output "expression_14" { value = ["a${local.text}", "a"] }
output "expression_15" { value = "x" == "a${local.text}" }
output "expression_16" { value = "a${local.text}" == "b" }
output "expression_17" { value = "a${local.text}" != "" }
output "expression_18" { value = "a${local.text}" == null }
output "startswith_1" { value = startswith("ab-${local.text}", "ab") }
output "startswith_2" { value = startswith("ab-${local.text}", "zz") }
output "startswith_3" { value = startswith("ab-${local.text}", "ab-cdefgh") }
output "startswith_4" { value = startswith(local.text, "") }
output "startswith_5" { value = startswith(local.text, "a") }
output "startswith_6" { value = startswith("abc", local.text) }
output "endswith_1" { value = endswith("${local.text}-z", "z") }
output "endswith_2" { value = endswith(local.text, "") }
output "strcontains_1" { value = strcontains("ab-${local.text}", "b-") }
output "strcontains_2" { value = strcontains(local.text, "a") }
output "strcontains_3" { value = strcontains("abc", local.text) }
output "length_1" { value = length("a${local.text}") }
output "upper_1" { value = upper("a${local.text}") }
output "lower_1" { value = lower(local.text) }
output "title_1" { value = title(local.text) }
output "trim_1" { value = trim(local.text, "a") }
output "trimprefix_1" { value = trimprefix("a${local.text}", "a") }
output "trimsuffix_1" { value = trimsuffix(local.text, "a") }
output "trimspace_1" { value = trimspace(local.text) }
output "chomp_1" { value = chomp(local.text) }
output "indent_1" { value = indent(2, local.text) }
output "strrev_1" { value = strrev(local.text) }
output "substr_1" { value = substr("abc${local.text}", 0, 2) }
output "substr_2" { value = substr("abc", 0, local.number) }
output "replace_1" { value = replace(local.text, "a", "b") }
output "replace_2" { value = replace("abc", "b", local.text) }
output "replace_3" { value = replace("abc", local.text, "b") }
output "split_1" { value = split(",", local.text) }
output "split_2" { value = split(",", "a,b") }
output "split_3" { value = split(local.text, "a,b") }
output "split_4" { value = split(",", "a,${local.text}") }
output "join_1" { value = join(",", local.some) }
output "join_2" { value = join(",", local.list) }
output "join_3" { value = join(",", ["a", "b"]) }
output "join_4" { value = join(local.text, ["a"]) }
output "join_5" { value = join(local.text, []) }
output "join_6" { value = join(",", []) }
output "join_7" { value = join(",", [local.text]) }
output "join_8" { value = join(",", [local.number, true]) }
output "format_1" { value = format("%s", local.text) }
output "format_2" { value = format("a-%s", local.text) }
output "format_3" { value = format("%s-%s", "a", "b") }
output "format_4" { value = format(local.text, "a") }
output "format_5" { value = format("%d", local.number) }
output "format_6" { value = format("%v", local.some) }
output "format_7" { value = format("%s", null) }
output "format_8" { value = format("%s %s", "a", null) }
output "format_9" { value = format("a") }
output "formatlist_1" { value = formatlist("%s", local.some) }
output "formatlist_2" { value = formatlist("%s-%s", local.some, "x") }
output "formatlist_3" { value = formatlist("%s", local.list) }
output "formatlist_4" { value = formatlist("%s", "a") }
output "formatlist_5" { value = formatlist("%s", local.text) }
output "formatlist_6" { value = formatlist(local.text, ["a"]) }
output "formatlist_7" { value = formatlist("%s", local.anything) }
output "formatlist_8" { value = formatlist("%d", [1, local.number]) }
output "regex_1" { value = regex("a", local.text) }
output "regex_2" { value = regex(local.text, "a") }
output "regex_3" { value = regex("(a)(b)", local.text) }
output "regex_4" { value = regex("(?P<x>a)", local.text) }
output "regexall_1" { value = regexall("a", local.text) }
output "regexall_2" { value = regexall("a", "aa") }
output "jsonencode_1" { value = jsonencode(local.some) }
output "jsonencode_2" { value = jsonencode({ a = local.text, b = 1 }) }
output "jsonencode_3" { value = jsonencode([]) }
output "jsonencode_4" { value = jsonencode("a${local.text}") }
output "jsondecode_1" { value = jsondecode(local.text) }
output "jsondecode_2" { value = jsondecode("[1]") }
output "yamlencode_1" { value = yamlencode(local.some) }
output "yamldecode_1" { value = yamldecode(local.text) }
output "csvdecode_1" { value = csvdecode(local.text) }
output "base64encode_1" { value = base64encode(local.text) }
output "base64decode_1" { value = base64decode(local.text) }
output "base64gzip_1" { value = base64gzip(local.text) }
output "base64sha256_1" { value = base64sha256(local.text) }
output "urlencode_1" { value = urlencode(local.text) }
output "textencodebase64_1" { value = textencodebase64(local.text, "UTF-8") }
output "textdecodebase64_1" { value = textdecodebase64(local.text, "UTF-8") }
output "md5_1" { value = md5(local.text) }
output "sha1_1" { value = sha1(local.text) }
output "sha256_1" { value = sha256(local.text) }
output "sha512_1" { value = sha512(local.text) }
output "uuidv5_1" { value = uuidv5("dns", local.text) }
output "uuid_1" { value = uuid() }
output "timestamp_1" { value = timestamp() }
output "bcrypt_1" { value = bcrypt("x") }
output "bcrypt_2" { value = bcrypt(local.text) }
output "length_2" { value = length(uuid()) }
output "length_3" { value = length([uuid(), "a"]) }
output "uuid_2" { value = [uuid(), "a"] }
output "uuid_3" { value = { id = uuid(), name = "a" } }
output "timestamp_2" { value = "x-${timestamp()}" }
output "formatdate_1" { value = formatdate("YYYY", timestamp()) }
output "timeadd_1" { value = timeadd(timestamp(), "1h") }
output "timecmp_1" { value = timecmp(timestamp(), "2020-01-01T00:00:00Z") }
output "formatdate_2" { value = formatdate("YYYY", local.text) }
output "timeadd_2" { value = timeadd("2020-01-01T00:00:00Z", local.text) }
output "timecmp_2" { value = timecmp(local.text, "2020-01-01T00:00:00Z") }
output "cidrhost_1" { value = cidrhost(local.text, 1) }
output "cidrhost_2" { value = cidrhost("10.0.0.0/8", local.number) }
output "cidrnetmask_1" { value = cidrnetmask(local.text) }
output "cidrsubnet_1" { value = cidrsubnet("10.0.0.0/16", 8, local.number) }
output "cidrsubnet_2" { value = cidrsubnet(local.text, 8, 1) }
output "cidrsubnets_1" { value = cidrsubnets(local.text, 8, 8) }
output "cidrsubnets_2" { value = cidrsubnets("10.0.0.0/16", 8, local.number) }
output "range_1" { value = [for i in range(2) : cidrsubnet(local.text, 8, i)] }
output "range_2" { value = [for i in range(2) : cidrsubnet("10.0.0.0/16", 8, i)] }
output "abs_1" { value = abs(local.number) }
output "ceil_1" { value = ceil(local.number) }
output "floor_1" { value = floor(local.number) }
output "log_1" { value = log(local.number, 2) }
output "pow_1" { value = pow(local.number, 2) }
output "signum_1" { value = signum(local.number) }
output "parseint_1" { value = parseint(local.text, 10) }
output "parseint_2" { value = parseint("10", local.number) }
output "tostring_1" { value = tostring(local.text) }
output "tostring_2" { value = tostring(local.number) }
output "tonumber_1" { value = tonumber(local.text) }
output "tobool_1" { value = tobool(local.text) }
output "basename_1" { value = basename(local.text) }
output "dirname_1" { value = dirname("a/${local.text}") }
output "abspath_1" { value = abspath(local.text) }
output "pathexpand_1" { value = pathexpand(local.text) }
output "file_1" { value = file(local.text) }
output "fileexists_1" { value = fileexists(local.text) }
output "fileset_1" { value = fileset(".", local.text) }
