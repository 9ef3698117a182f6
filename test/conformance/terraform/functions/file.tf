# Each output is one expression; its answer stands under the same name in file.json.

output "file_1" {
  value = file("hello.txt")
}

output "file_2" {
  value = file("${path.module}/hello.txt")
}

output "file_3" {
  value = file("sub/data.json")
}

output "jsondecode_1" {
  value = jsondecode(file("sub/data.json"))
}

output "csvdecode_1" {
  value = csvdecode(file("rules.csv"))
}

output "yamldecode_1" {
  value = yamldecode(file("rules.yaml"))
}

output "filebase64_1" {
  value = filebase64("hello.txt")
}

output "filemd5_1" {
  value = filemd5("hello.txt")
}

output "filesha1_1" {
  value = filesha1("hello.txt")
}

output "filesha256_1" {
  value = filesha256("hello.txt")
}

output "filesha512_1" {
  value = filesha512("hello.txt")
}

output "filebase64sha256_1" {
  value = filebase64sha256("hello.txt")
}

output "filebase64sha512_1" {
  value = filebase64sha512("hello.txt")
}

output "fileexists_1" {
  value = fileexists("hello.txt")
}

output "fileexists_2" {
  value = fileexists("missing.txt")
}

output "fileset_1" {
  value = fileset("sub", "*.json")
}

output "fileset_2" {
  value = fileset(path.module, "*.txt")
}

output "fileset_3" {
  value = fileset("missing", "*")
}

output "templatefile_1" {
  value = templatefile("rules.tftpl", { name = "web", ports = [80, 443] })
}

output "templatefile_2" {
  value = templatefile("rules.tftpl", { name = "x", ports = [] })
}

output "templatefile_3" {
  value = templatefile("rules.tftpl", { name = upper("y"), ports = toset([2, 1]) })
}

output "jsondecode_2" {
  value = jsondecode(templatefile("json.tftpl", { value = { a = [1, true] } }))
}

output "templatefile_4" {
  value = templatefile("plain.tftpl", {})
}

output "file_can_1" {
  value = can(file("missing.txt"))
}

output "filemd5_can_1" {
  value = can(filemd5("missing.txt"))
}

output "templatefile_can_1" {
  value = can(templatefile("missing.tftpl", {}))
}

output "templatefile_can_2" {
  value = can(templatefile("rules.tftpl", {}))
}

output "templatefile_can_3" {
  value = can(templatefile("rules.tftpl", "x"))
}

output "templatefile_can_4" {
  value = can(templatefile("rules.tftpl", { "1a" = 1, name = "x", ports = [] }))
}

output "templatestring_1" {
  value = templatestring(local.template, { name = "Ada" })
}

output "templatestring_2" {
  value = templatestring(local.plain, {})
}

output "templatestring_3" {
  value = templatestring(local.looping, { names = ["a", "b"] })
}

output "templatestring_can_1" {
  value = can(templatestring(local.template, {}))
}

locals {
  template = "Hello, $${name}!"
  plain    = "nothing in it"
  looping  = "%%{ for name in names }<$${name}>%%{ endfor }"
}
