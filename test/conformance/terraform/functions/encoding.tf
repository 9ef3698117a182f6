# Each output is one expression; its answer stands under the same name in encoding.json.

output "base64encode_1" {
  value = base64encode("Hello World")
}

output "base64encode_2" {
  value = base64encode("")
}

output "base64encode_3" {
  value = base64encode("a")
}

output "base64encode_4" {
  value = base64encode("ab")
}

output "base64encode_5" {
  value = base64encode("é☃")
}

output "base64decode_1" {
  value = base64decode("SGVsbG8gV29ybGQ=")
}

output "base64decode_2" {
  value = base64decode("")
}

output "base64decode_3" {
  value = base64decode("w6nimIM=")
}

output "base64decode_4" {
  value = base64decode("SGVs\nbG8=")
}

output "base64decode_can_1" {
  value = can(base64decode("SGVsbG8"))
}

output "base64decode_can_2" {
  value = can(base64decode("!!!!"))
}

output "base64decode_can_3" {
  value = can(base64decode("/w=="))
}

output "textencodebase64_1" {
  value = textencodebase64("Hello World", "UTF-16LE")
}

output "textencodebase64_2" {
  value = textencodebase64("Hello é", "UTF-16BE")
}

output "textencodebase64_3" {
  value = textencodebase64("é", "ISO-8859-1")
}

output "textencodebase64_4" {
  value = textencodebase64("é", "UTF-8")
}

output "textencodebase64_can_1" {
  value = can(textencodebase64("a", "nonsense"))
}

output "textencodebase64_can_2" {
  value = can(textencodebase64("☃", "ISO-8859-1"))
}

output "textdecodebase64_1" {
  value = textdecodebase64("SABlAGwAbABvACAAVwBvAHIAbABkAA==", "UTF-16LE")
}

output "textdecodebase64_2" {
  value = textdecodebase64("6Q==", "ISO-8859-1")
}

output "textdecodebase64_3" {
  value = textdecodebase64("w6k=", "UTF-8")
}

output "textdecodebase64_can_1" {
  value = can(textdecodebase64("?", "UTF-8"))
}

output "textdecodebase64_can_2" {
  value = can(textdecodebase64("/w==", "UTF-8"))
}

output "urlencode_1" {
  value = urlencode("Hello World!")
}

output "urlencode_2" {
  value = urlencode("☃")
}

output "urlencode_3" {
  value = urlencode("foo:bar@localhost?foo=bar&bar=baz")
}

output "urlencode_4" {
  value = urlencode("a b+c&d=é/~_-.*!'()")
}

output "urlencode_5" {
  value = urlencode("")
}

output "jsonencode_1" {
  value = jsonencode({ hello = "world" })
}

output "jsonencode_2" {
  value = jsonencode("a\"b\\c\n\t\r/<>&")
}

output "jsonencode_3" {
  value = jsonencode("\u2028\u2029\u0001\u007f é😀")
}

output "jsonencode_4" {
  value = jsonencode([1, 1.5, 1e30, 0.1, -0])
}

output "jsonencode_5" {
  value = jsonencode(1 / 3)
}

output "jsonencode_6" {
  value = jsonencode(null)
}

output "jsonencode_7" {
  value = jsonencode(true)
}

output "jsonencode_8" {
  value = jsonencode({ z = 1, a = { c = [], b = {} } })
}

output "jsonencode_9" {
  value = jsonencode(toset(["b", "a"]))
}

output "jsonencode_10" {
  value = jsonencode(tomap({ b = 1, a = 2 }))
}

output "jsonencode_11" {
  value = jsonencode([null, "", []])
}

output "jsonencode_12" {
  value = jsonencode({ "a b" = 1, "é" = 2 })
}

output "jsondecode_1" {
  value = jsondecode("{\"hello\": \"world\"}")
}

output "jsondecode_2" {
  value = jsondecode("true")
}

output "jsondecode_3" {
  value = jsondecode("null")
}

output "jsondecode_4" {
  value = jsondecode("\"a\\u00e9\\n\\\"\"")
}

output "jsondecode_5" {
  value = jsondecode("[1, 2.50, 1E5, 1e-3, 12345678901234567890, 0.1]")
}

output "jsondecode_6" {
  value = jsondecode("{\"a\": [1, \"x\", null], \"b\": {}, \"c\": []}")
}

output "jsondecode_7" {
  value = jsondecode("{\"a\":1,\"a\":2}")
}

output "jsondecode_8" {
  value = jsondecode(" [ ] ")
}

output "jsondecode_9" {
  value = jsondecode("{\"b\":1,\"a\":2,\"10\":3,\"9\":4}")
}

output "jsondecode_10" {
  value = jsondecode("{\"__proto__\": 1, \"constructor\": 2}")
}

output "jsondecode_11" {
  value = jsondecode("\"\\ud83d\\ude00\"")
}

output "jsondecode_12" {
  value = jsondecode("\"1e5\"")
}

output "jsondecode_can_1" {
  value = can(jsondecode(""))
}

output "jsondecode_can_2" {
  value = can(jsondecode("{"))
}

output "jsondecode_can_3" {
  value = can(jsondecode("{a: 1}"))
}

output "jsondecode_can_4" {
  value = can(jsondecode("[1,]"))
}

output "jsondecode_can_5" {
  value = can(jsondecode("01"))
}

output "jsondecode_can_6" {
  value = can(jsondecode("1 2"))
}

output "jsondecode_can_7" {
  value = can(jsondecode("'a'"))
}

output "jsondecode_can_8" {
  value = can(jsondecode("NaN"))
}

output "jsondecode_13" {
  value = jsondecode(jsonencode({ a = [1, "2", { b = null }] }))
}

output "csvdecode_1" {
  value = csvdecode("a,b,c\n1,2,3\n4,5,6")
}

output "csvdecode_2" {
  value = csvdecode("a,b\n\"x\"\"y\",\" z\nw\"\n\n5,6")
}

output "csvdecode_3" {
  value = csvdecode("a\n")
}

output "csvdecode_4" {
  value = csvdecode("a,b\r\n1,2\r\n")
}

output "csvdecode_5" {
  value = csvdecode("a,b\n,\n")
}

output "csvdecode_6" {
  value = csvdecode("name,cidr\noffice,10.0.0.0/8\nvpn,\"172.16.0.0/12\"")
}

output "csvdecode_7" {
  value = csvdecode("\"a b\",c\n x , y ")
}

output "csvdecode_can_1" {
  value = can(csvdecode(""))
}

output "csvdecode_can_2" {
  value = can(csvdecode("a,b\n1"))
}

output "csvdecode_can_3" {
  value = can(csvdecode("a,a\n1,2"))
}

output "csvdecode_can_4" {
  value = can(csvdecode("a,b\n\"x,2"))
}

output "csvdecode_can_5" {
  value = can(csvdecode("a,b\nx\"y,2"))
}

output "csvdecode_can_6" {
  value = can(csvdecode("a,b\n\"x\"y,2"))
}

output "yamldecode_1" {
  value = yamldecode("hello: world")
}

output "yamldecode_2" {
  value = yamldecode("true")
}

output "yamldecode_3" {
  value = yamldecode("{a: &foo [1, 2, 3], b: *foo}")
}

output "yamldecode_4" {
  value = yamldecode("a: 1\nb: [x, yes, on, ~, null, 0x1F, 0o17, 017, 1_000, .5, 1e3, TRUE, True, y, No, OFF]")
}

output "yamldecode_5" {
  value = yamldecode("1.5e3")
}

output "yamldecode_6" {
  value = yamldecode("2001-12-15T02:59:43.1Z")
}

output "yamldecode_7" {
  value = yamldecode("[2001-01-01, 2001-1-2, 2001-12-14t21:59:43.10-05:00, 2001-12-15 2:59:43.10, 2001-13-01, 10:30]")
}

output "yamldecode_8" {
  value = yamldecode("a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2")
}

output "yamldecode_9" {
  value = yamldecode("{a: 1, a: 2}")
}

output "yamldecode_10" {
  value = yamldecode("1: a\ntrue: b\n\"x\": c")
}

output "yamldecode_11" {
  value = yamldecode("!!binary aGVsbG8=")
}

output "yamldecode_12" {
  value = yamldecode("!!str 12")
}

output "yamldecode_13" {
  value = yamldecode("!!int \"12\"")
}

output "yamldecode_14" {
  value = yamldecode("!!float 1")
}

output "yamldecode_15" {
  value = yamldecode("- 1\n- 'it''s'\n- \"x\\ty\"\n- |\n  lit\n  eral\n- >\n  fol\n  ded\n- |-\n  12\n- >-\n  yes\n")
}

output "yamldecode_16" {
  value = yamldecode("- a\n-\n- b: c\n  d: e\n-   - nested\n    - list")
}

output "yamldecode_17" {
  value = yamldecode("# comment\na: b # trailing\n\nc: 'd # e'")
}

output "yamldecode_18" {
  value = yamldecode("[]")
}

output "yamldecode_19" {
  value = yamldecode("{}")
}

output "yamldecode_20" {
  value = yamldecode("a:\nb: ''")
}

output "yamldecode_21" {
  value = yamldecode("---\na: 1\n")
}

output "yamldecode_22" {
  value = yamldecode("a: \"multi\n  line\"\nb: plain\n  multi line")
}

output "yamldecode_23" {
  value = yamldecode("ports: [80, 443]\nsources:\n- cidr: 10.0.0.0/8\n  name: office\n- cidr: 0.0.0.0/0\n  name: \"any\"\n")
}

output "yamldecode_24" {
  value = yamldecode("a: 12345678901234567890\nb: 0.1\nc: -5\nd: +5\ne: 1e400")
}

output "yamldecode_25" {
  value = yamldecode("a: '12'\nb: \"true\"\nc: 1.2.3\nd: 10.0.0.0/8\ne: fe80::1")
}

output "yamldecode_can_1" {
  value = can(yamldecode(""))
}

output "yamldecode_can_2" {
  value = can(yamldecode("--- a\n--- b"))
}

output "yamldecode_can_3" {
  value = can(yamldecode("? [a]\n: b"))
}

output "yamldecode_can_4" {
  value = can(yamldecode("!!set {a, b}"))
}

output "yamldecode_can_5" {
  value = can(yamldecode("!foo bar"))
}

output "yamldecode_can_6" {
  value = can(yamldecode("a: b: c"))
}

output "yamldecode_can_7" {
  value = can(yamldecode("[a"))
}

output "yamldecode_can_8" {
  value = can(yamldecode("*x"))
}

output "yamldecode_can_9" {
  value = can(yamldecode(".nan"))
}

output "yamldecode_can_10" {
  value = can(yamldecode("a: &a [*a]"))
}

output "yamldecode_can_11" {
  value = can(yamldecode("!!int x"))
}

output "yamldecode_can_12" {
  value = can(yamldecode("\ta: 1"))
}

output "yamlencode_1" {
  value = yamlencode({ a = 1, b = ["x", 2, true, null], c = {}, d = [], e = "multi\nline", f = "yes", "g h" = " x ", i = 1.5 })
}

output "yamlencode_2" {
  value = yamlencode("x")
}

output "yamlencode_3" {
  value = yamlencode([])
}

output "yamlencode_4" {
  value = yamlencode({})
}

output "yamlencode_5" {
  value = yamlencode(["a", ["b", { c = 1, d = 2 }]])
}

output "yamlencode_6" {
  value = yamlencode([[["a"]], [[]], [{}]])
}

output "yamlencode_7" {
  value = yamlencode({ a = "multi\nline\n", b = "x: y", c = "", d = "a\"b\\c", e = "tab\there", f = "é☃😀", g = "\u0001\u0085\u00a0" })
}

output "yamlencode_8" {
  value = yamlencode({ a = { b = { c = [{ d = 1, e = 2 }, { d = [1], e = { f = 1 } }] } } })
}

output "yamlencode_9" {
  value = yamlencode(null)
}

output "yamlencode_10" {
  value = yamlencode(true)
}

output "yamlencode_11" {
  value = yamlencode(1e30)
}

output "yamlencode_12" {
  value = yamlencode("123")
}

output "yamlencode_13" {
  value = yamlencode("a\nb")
}

output "yamlencode_14" {
  value = yamlencode("a\n\nb\n\n")
}

output "yamlencode_15" {
  value = yamlencode({ a = " lead\nx", b = "\nx", c = "trail \nx", d = "x\n ", e = "tab\tx\ny", f = "x\n\n" })
}

output "yamlencode_16" {
  value = yamlencode({ a = "x\n\n", b = 1 })
}

output "yamlencode_17" {
  value = yamlencode(["x\ny", { a = "p\nq" }, ["r\ns"]])
}

output "yamlencode_18" {
  value = yamlencode({ long = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut  enim   ad minim veniam" })
}

output "yamlencode_19" {
  value = yamlencode(["Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore"])
}

output "yamlencode_20" {
  value = yamlencode({ a = ["Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut \"labore\" et dolore é é é é"] })
}

output "yamlencode_21" {
  value = yamlencode("Loremipsumdolorsitametconsecteturadipiscingelitseddoeiusmodtemporincididuntutlaboreetdolore ut enim ad minim veniam")
}

output "yamlencode_22" {
  value = yamlencode({ b = toset(["y", "x"]), a = tomap({ z = 1 }), c = tolist([1]) })
}

output "yamlencode_23" {
  value = yamlencode("\n")
}

output "yamlencode_24" {
  value = yamlencode("")
}

output "yamlencode_25" {
  value = yamlencode([null, 1, "a"])
}

output "yamlencode_26" {
  value = yamlencode({ "key\"x" = 1, "é" = 2 })
}

output "md5_1" {
  value = md5("hello world")
}

output "md5_2" {
  value = md5("")
}

output "sha1_1" {
  value = sha1("hello world")
}

output "sha256_1" {
  value = sha256("hello world")
}

output "sha256_2" {
  value = sha256("é")
}

output "sha512_1" {
  value = sha512("hello world")
}

output "base64sha256_1" {
  value = base64sha256("hello world")
}

output "base64sha512_1" {
  value = base64sha512("hello world")
}

output "uuidv5_1" {
  value = uuidv5("dns", "www.terraform.io")
}

output "uuidv5_2" {
  value = uuidv5("url", "https://www.terraform.io/")
}

output "uuidv5_3" {
  value = uuidv5("oid", "1.3.6.1.4")
}

output "uuidv5_4" {
  value = uuidv5("x500", "CN=Example,C=GB")
}

output "uuidv5_5" {
  value = uuidv5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.terraform.io")
}

output "uuidv5_6" {
  value = uuidv5("{6ba7b810-9dad-11d1-80b4-00c04fd430c8}", "é")
}

output "uuidv5_can_1" {
  value = can(uuidv5("nonsense", "x"))
}

output "formatdate_1" {
  value = formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")
}

output "formatdate_2" {
  value = formatdate("EEEE, DD-MMM-YY hh:mm:ss ZZZ", "2018-01-02T23:12:01Z")
}

output "formatdate_3" {
  value = formatdate("EEE, DD MMM YYYY hh:mm:ss ZZZ", "2018-01-02T23:12:01-08:00")
}

output "formatdate_4" {
  value = formatdate("MMM DD, YYYY", "2018-01-02T23:12:01Z")
}

output "formatdate_5" {
  value = formatdate("HH:mmaa", "2018-01-02T23:12:01Z")
}

output "formatdate_6" {
  value = formatdate("H:m:s AA", "2018-01-02T03:02:01Z")
}

output "formatdate_7" {
  value = formatdate("h'h'mm", "2018-01-02T23:12:01Z")
}

output "formatdate_8" {
  value = formatdate("M MM MMM MMMM D DD", "2018-09-02T00:00:00Z")
}

output "formatdate_9" {
  value = formatdate("Z ZZZ ZZZZ ZZZZZ", "2018-01-02T23:12:01+05:30")
}

output "formatdate_10" {
  value = formatdate("Z ZZZ ZZZZ ZZZZZ", "2018-01-02T23:12:01Z")
}

output "formatdate_11" {
  value = formatdate("'it''s' YYYY", "2018-01-02T23:12:01Z")
}

output "formatdate_12" {
  value = formatdate("''", "2018-01-02T23:12:01Z")
}

output "formatdate_13" {
  value = formatdate("YYYY-MM-DD'T'hh:mm:ssZ", "2018-01-02T23:12:01.123-08:00")
}

output "formatdate_14" {
  value = formatdate("YYYY", "0099-01-02T23:12:01Z")
}

output "formatdate_15" {
  value = formatdate("HH hh", "2018-01-02T00:12:01Z")
}

output "formatdate_16" {
  value = formatdate("", "2018-01-02T23:12:01Z")
}

output "formatdate_17" {
  value = formatdate("EEEE", "2024-02-29T00:00:00Z")
}

output "formatdate_can_1" {
  value = can(formatdate("YYY", "2018-01-02T23:12:01Z"))
}

output "formatdate_can_2" {
  value = can(formatdate("x", "2018-01-02T23:12:01Z"))
}

output "formatdate_can_3" {
  value = can(formatdate("'open", "2018-01-02T23:12:01Z"))
}

output "formatdate_can_4" {
  value = can(formatdate("ZZ", "2018-01-02T23:12:01Z"))
}

output "formatdate_can_5" {
  value = can(formatdate("YYYY", "2018-01-02"))
}

output "formatdate_can_6" {
  value = can(formatdate("YYYY", "2018-13-02T23:12:01Z"))
}

output "formatdate_can_7" {
  value = can(formatdate("YYYY", "2018-02-30T23:12:01Z"))
}

output "formatdate_can_8" {
  value = can(formatdate("YYYY", "2018-01-02T24:12:01Z"))
}

output "formatdate_can_9" {
  value = can(formatdate("YYYY", "2018-01-02 23:12:01Z"))
}

output "formatdate_can_10" {
  value = can(formatdate("YYYY", "not a date"))
}

output "timeadd_1" {
  value = timeadd("2017-11-22T00:00:00Z", "10m")
}

output "timeadd_2" {
  value = timeadd("2017-11-22T00:00:00Z", "-1h30m")
}

output "timeadd_3" {
  value = timeadd("2017-11-22T00:00:00+02:00", "24h")
}

output "timeadd_4" {
  value = timeadd("2017-11-22T00:00:00.5Z", "500ms")
}

output "timeadd_5" {
  value = timeadd("2017-12-31T23:59:59Z", "1s")
}

output "timeadd_6" {
  value = timeadd("2017-11-22T00:00:00Z", "1.5h")
}

output "timeadd_7" {
  value = timeadd("2017-11-22T00:00:00Z", "0")
}

output "timeadd_8" {
  value = timeadd("2017-11-22T00:00:00Z", "1h1m1s1ms1us1ns")
}

output "timeadd_can_1" {
  value = can(timeadd("2017-11-22T00:00:00Z", "1d"))
}

output "timeadd_can_2" {
  value = can(timeadd("2017-11-22T00:00:00Z", "5"))
}

output "timeadd_can_3" {
  value = can(timeadd("2017-11-22T00:00:00Z", ""))
}

output "timeadd_can_4" {
  value = can(timeadd("x", "1h"))
}

output "timecmp_1" {
  value = timecmp("2017-11-22T00:00:00Z", "2017-11-22T00:00:00Z")
}

output "timecmp_2" {
  value = timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00Z")
}

output "timecmp_3" {
  value = timecmp("2017-11-22T01:00:00Z", "2017-11-22T00:59:00Z")
}

output "timecmp_4" {
  value = timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00+01:00")
}

output "timecmp_5" {
  value = timecmp("2017-11-22T00:00:00.1Z", "2017-11-22T00:00:00Z")
}

output "timecmp_can_1" {
  value = can(timecmp("2017-11-22T00:00Z", "2017-11-22T00:00:00Z"))
}

output "basename_1" {
  value = basename("foo/bar/baz.txt")
}

output "basename_2" {
  value = basename("foo/")
}

output "basename_3" {
  value = basename("/")
}

output "basename_4" {
  value = basename("")
}

output "basename_5" {
  value = basename("a//")
}

output "dirname_1" {
  value = dirname("foo/bar/baz.txt")
}

output "dirname_2" {
  value = dirname("foo/")
}

output "dirname_3" {
  value = dirname("/")
}

output "dirname_4" {
  value = dirname("foo")
}

output "dirname_5" {
  value = dirname("")
}

output "dirname_6" {
  value = dirname("a/../b/./c/d")
}

output "dirname_7" {
  value = dirname("/a/../../b/c")
}

output "abspath_1" {
  value = abspath("/a/../b//c/.")
}

output "pathexpand_1" {
  value = pathexpand("a/b")
}

output "pathexpand_can_1" {
  value = can(pathexpand("~user/x"))
}
