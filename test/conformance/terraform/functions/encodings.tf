# Each output is one expression; its answer stands under the same name in the recording.

output "base64encode_1" { value = base64encode(12) }
output "base64encode_2" { value = base64encode("\u0000") }
output "base64encode_3" { value = base64encode("👍") }
output "base64decode_1" { value = base64decode("8J+RjQ==") }
output "base64decode_2" { value = base64decode("YQ==\n") }
output "base64decode_3" { value = base64decode("YR==") }
output "length_1" { value = length([base64gzip("")]) }
output "length_2" { value = length([base64gzip("hello")]) }
output "base64sha256_1" { value = base64sha256("") }
output "base64sha512_1" { value = base64sha512("") }
output "sha1_1" { value = sha1("") }
output "sha256_1" { value = sha256("") }
output "sha512_1" { value = sha512("") }
output "md5_1" { value = md5("é") }
output "sha1_2" { value = sha1("é") }
output "sha512_2" { value = sha512("é") }
output "md5_2" { value = md5(12) }
output "sha256_2" { value = sha256(true) }
output "md5_3" { value = md5("e\u0301") == md5("é") }
output "uuidv5_1" { value = uuidv5("dns", "") }
output "uuidv5_2" { value = uuidv5("url", "é") }
output "uuidv5_3" { value = uuidv5("6BA7B810-9DAD-11D1-80B4-00C04FD430C8", "x") }
output "uuidv5_4" { value = uuidv5("urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8", "x") }
output "uuidv5_5" { value = uuidv5("6ba7b8109dad11d180b400c04fd430c8", "x") }
output "length_3" { value = length([uuid()]) }
output "length_4" { value = length([bcrypt("x")]) }
output "textencodebase64_1" { value = textencodebase64("☃", "UTF-16") }
output "textencodebase64_2" { value = textencodebase64("aé", "windows-1252") }
output "textencodebase64_3" { value = textencodebase64("a", "US-ASCII") }
output "textencodebase64_4" { value = textencodebase64("日本", "Shift_JIS") }
output "textencodebase64_5" { value = textencodebase64("a", "utf-8") }
output "textencodebase64_6" { value = textencodebase64("", "UTF-16LE") }
output "textdecodebase64_1" { value = textdecodebase64("/v8AYQ==", "UTF-16") }
output "textdecodebase64_2" { value = textdecodebase64("k/qWew==", "Shift_JIS") }
output "textdecodebase64_3" { value = textdecodebase64("", "UTF-8") }
output "urlencode_1" { value = urlencode("é☃👍") }
output "urlencode_2" { value = urlencode("%+&=#?/") }
output "urlencode_3" { value = urlencode("a b\tc\n") }
output "urlencode_4" { value = urlencode(1.5) }
output "urlencode_5" { value = urlencode("AZaz09-_.~") }
output "jsonencode_1" { value = jsonencode(1e21) }
output "jsonencode_2" { value = jsonencode(1e-7) }
output "jsonencode_3" { value = jsonencode(0.1 + 0.2) }
output "jsonencode_4" { value = jsonencode(123456789012345678901234567890) }
output "jsonencode_5" { value = jsonencode(-0) }
output "jsonencode_6" { value = jsonencode("\u0008\u000c") }
output "jsonencode_7" { value = jsonencode("\u0000\u001f") }
output "jsonencode_8" { value = jsonencode("</script>&'") }
output "jsonencode_9" { value = jsonencode([[], {}, ""]) }
output "jsonencode_10" { value = jsonencode(tolist([])) }
output "jsonencode_11" { value = jsonencode({ a = null }) }
output "jsonencode_12" { value = jsonencode(tomap({ z = [1], a = [] })) }
output "jsonencode_13" { value = jsonencode(toset([3, 1, 2])) }
output "jsonencode_14" { value = jsonencode({ "\"" = "\\" }) }
output "jsonencode_15" { value = jsonencode({ "<" = ">" }) }
output "jsonencode_16" { value = jsonencode(pow(2, 70)) }
output "jsonencode_17" { value = jsonencode(1.50) }
output "jsonencode_18" { value = jsonencode([for i in range(3) : { i = i }]) }
output "jsondecode_1" { value = jsondecode("0") }
output "jsondecode_2" { value = jsondecode("-0") }
output "jsondecode_3" { value = jsondecode("-0.0") }
output "jsondecode_4" { value = jsondecode("1e400") > 0 }
output "jsondecode_5" { value = jsondecode("1.0") }
output "jsondecode_6" { value = jsondecode("123456789012345678901234567890.123") }
output "jsondecode_7" { value = jsondecode("\"\"") }
output "jsondecode_8" { value = jsondecode("\"\\u0000\"") }
output "jsondecode_9" { value = jsondecode("\"\\/\\b\\f\\n\\r\\t\"") }
output "jsondecode_10" { value = jsondecode("\"\\ud800\"") }
output "jsondecode_11" { value = jsondecode("\"e\\u0301\"") }
output "jsondecode_12" { value = jsondecode("{}") }
output "jsondecode_13" { value = jsondecode("[[],[{}],[null]]") }
output "jsondecode_14" { value = jsondecode("{\"\":1}") }
output "jsondecode_15" { value = jsondecode("{\"é\":{\"ß\":[]}}") }
output "jsondecode_16" { value = jsondecode("\n\t[1 , 2]\r\n") }
output "jsondecode_17" { value = jsondecode("[true,false,null]") }
output "jsondecode_18" { value = jsondecode("{\"a\":1,\"A\":2,\"_\":3}") }
output "jsondecode_19" { value = jsondecode("{\"rules\":[{\"from\":22,\"cidrs\":[\"10.0.0.0/8\"]},{\"from\":443}]}") }
output "csvdecode_1" { value = csvdecode("a\n1\n2\n") }
output "csvdecode_2" { value = csvdecode("a,b\n1,\"2\n3\"\n") }
output "csvdecode_3" { value = csvdecode("a,b\n\"\",\"\"") }
output "csvdecode_4" { value = csvdecode("é,b\nü,☃") }
output "csvdecode_5" { value = csvdecode("a,b,c\n1,2,3\n\n\n4,5,6\n") }
output "csvdecode_6" { value = csvdecode("a;b\n1;2") }
output "csvdecode_7" { value = csvdecode(" a , b \n1,2") }
output "csvdecode_8" { value = csvdecode("a,\n1,2") }
output "csvdecode_9" { value = csvdecode("a,b\n'1','2'") }
output "csvdecode_10" { value = csvdecode("a,b\r\n\"x\r\ny\",2\r\n") }
output "csvdecode_11" { value = csvdecode("a\r1") }
output "csvdecode_12" { value = csvdecode("port,cidr\n22,10.0.0.0/8\n443,0.0.0.0/0")[1].cidr }
output "csvdecode_13" { value = csvdecode("1,2\na,b") }
output "csvdecode_14" { value = csvdecode("a\n\"\"\"\"") }
output "yamldecode_1" { value = yamldecode("12") }
output "yamldecode_2" { value = yamldecode("1.0") }
output "yamldecode_3" { value = yamldecode("0x1F") }
output "yamldecode_4" { value = yamldecode("0o17") }
output "yamldecode_5" { value = yamldecode("0b11") }
output "yamldecode_6" { value = yamldecode("017") }
output "yamldecode_7" { value = yamldecode("08") }
output "yamldecode_8" { value = yamldecode("1_000") }
output "yamldecode_9" { value = yamldecode("+12") }
output "yamldecode_10" { value = yamldecode("-.5") }
output "yamldecode_11" { value = yamldecode("1e3") }
output "yamldecode_12" { value = yamldecode("1E+3") }
output "yamldecode_13" { value = yamldecode("~") }
output "yamldecode_14" { value = yamldecode("null") }
output "yamldecode_15" { value = yamldecode("Null") }
output "yamldecode_16" { value = yamldecode("yes") }
output "yamldecode_17" { value = yamldecode("on") }
output "yamldecode_18" { value = yamldecode("y") }
output "yamldecode_19" { value = yamldecode("True") }
output "yamldecode_20" { value = yamldecode("\"true\"") }
output "yamldecode_21" { value = yamldecode("'~'") }
output "tostring_1" { value = tostring(yamldecode(".inf")) }
output "yamldecode_22" { value = yamldecode("2001-01-01") }
output "yamldecode_23" { value = yamldecode("12:30:45") }
output "yamldecode_24" { value = yamldecode("1.2.3.4") }
output "yamldecode_25" { value = yamldecode("a: b") }
output "yamldecode_26" { value = yamldecode("a:\n  - 1\n  - b: 2\n    c: 3\n") }
output "yamldecode_27" { value = yamldecode("a:\n- 1\n- 2\nb: x") }
output "yamldecode_28" { value = yamldecode("? a\n: b") }
output "yamldecode_29" { value = yamldecode("{a: 1, \"b\": [x, 'y']}") }
output "yamldecode_30" { value = yamldecode("[a, b, ]") }
output "yamldecode_31" { value = yamldecode("a: |\n  x\n   y\n\n") }
output "yamldecode_32" { value = yamldecode("a: |+\n  x\n\nb: 1") }
output "yamldecode_33" { value = yamldecode("a: |2\n    x") }
output "yamldecode_34" { value = yamldecode("a: >\n  x\n  y\n\n  z\n") }
output "yamldecode_35" { value = yamldecode("a: >-\n  x\n    y\n  z") }
output "yamldecode_36" { value = yamldecode("a: &x 1\nb: *x") }
output "yamldecode_37" { value = yamldecode("base: &b {x: 1, y: 2}\nd:\n  <<: *b\n  y: 3") }
output "yamldecode_38" { value = yamldecode("!!str yes") }
output "yamldecode_39" { value = yamldecode("!!bool true") }
output "yamldecode_40" { value = yamldecode("!!null ''") }
output "yamldecode_41" { value = yamldecode("!!map {a: 1}") }
output "yamldecode_42" { value = yamldecode("!!seq [1]") }
output "yamldecode_43" { value = yamldecode("\"\\u00e9\\x41\\n\\e\"") }
output "yamldecode_44" { value = yamldecode("'a\n\n  b'") }
output "yamldecode_45" { value = yamldecode("a: \"x \\\n   y\"") }
output "yamldecode_46" { value = yamldecode("plain # comment") }
output "yamldecode_47" { value = yamldecode("a#b") }
output "yamldecode_48" { value = yamldecode("http://x:80/") }
output "yamldecode_49" { value = yamldecode("- - 1\n  - 2\n- []") }
output "yamldecode_50" { value = yamldecode("a\n...\n") }
output "yamldecode_51" { value = yamldecode("- {from: 22, cidrs: [10.0.0.0/8]}\n- {from: 443, cidrs: ['::/0']}") }
output "yamldecode_52" { value = yamldecode("a: é\nb: \"\\U0001F600\"") }
output "yamldecode_53" { value = yamldecode("[null, ~, '']") }
output "yamldecode_54" { value = yamldecode("k: !!float 3") }
output "yamlencode_1" { value = yamlencode(1 / 3) }
output "yamlencode_2" { value = yamlencode(1e21) }
output "yamlencode_3" { value = yamlencode(false) }
output "yamlencode_4" { value = yamlencode("true") }
output "yamlencode_5" { value = yamlencode("null") }
output "yamlencode_6" { value = yamlencode("~") }
output "yamlencode_7" { value = yamlencode("1e3") }
output "yamlencode_8" { value = yamlencode("0x1f") }
output "yamlencode_9" { value = yamlencode("- a") }
output "yamlencode_10" { value = yamlencode("a: b") }
output "yamlencode_11" { value = yamlencode("# x") }
output "yamlencode_12" { value = yamlencode("x # y") }
output "yamlencode_13" { value = yamlencode("'") }
output "yamlencode_14" { value = yamlencode("\"") }
output "yamlencode_15" { value = yamlencode("\\") }
output "yamlencode_16" { value = yamlencode(" x") }
output "yamlencode_17" { value = yamlencode("x ") }
output "yamlencode_18" { value = yamlencode("é\t☃") }
output "yamlencode_19" { value = yamlencode("2001-01-01") }
output "yamlencode_20" { value = yamlencode(["", " ", "\t"]) }
output "yamlencode_21" { value = yamlencode({ a = tolist([]), b = tomap({}), c = toset([]) }) }
output "yamlencode_22" { value = yamlencode([[[]]]) }
output "yamlencode_23" { value = yamlencode([{ a = 1, b = [1, 2] }, { c = {} }]) }
output "yamlencode_24" { value = yamlencode({ "a: b" = 1, "- c" = 2, "1" = 3, "true" = 4, "" = 5 }) }
output "yamlencode_25" { value = yamlencode({ a = "x\ny", b = "x\n", c = "\n", d = "x\n\ny\n" }) }
output "yamlencode_26" { value = yamlencode("a\r\nb") }
output "yamlencode_27" { value = yamlencode({ a = { b = "l1\nl2\n" } }) }
output "yamlencode_28" { value = yamlencode(["l1\nl2\n"]) }
output "yamlencode_29" { value = yamlencode("https://example.com/?a=b&c=d") }
output "yamlencode_30" { value = yamlencode("10.0.0.0/8") }
output "yamlencode_31" { value = yamlencode("*") }
output "yamlencode_32" { value = yamlencode("&a") }
output "yamlencode_33" { value = yamlencode("!x") }
output "yamlencode_34" { value = yamlencode("%x") }
output "yamlencode_35" { value = yamlencode("@x") }
output "yamlencode_36" { value = yamlencode("[x") }
output "yamlencode_37" { value = yamlencode("{x") }
output "yamlencode_38" { value = yamlencode("x, y") }
output "yamlencode_39" { value = yamlencode("x: ") }
output "yamlencode_40" { value = yamlencode("=") }
output "yamlencode_41" { value = yamlencode("<<") }
output "yamlencode_42" { value = yamlencode("-") }
output "yamlencode_43" { value = yamlencode("---") }
output "yamlencode_44" { value = yamlencode("\u2028") }
output "yamlencode_45" { value = yamlencode("\ufeff") }
output "yamldecode_55" { value = yamldecode(yamlencode({ a = [1, "1", true, "true", null, "null", 1.5], b = { c = "x: y" } })) }
output "jsondecode_20" { value = jsondecode(jsonencode({ a = [1, "1", 1.5], "é" = null })) }
output "yamldecode_56" { value = yamldecode("a: |\n  x") }
output "yamldecode_57" { value = yamldecode("a: >\n  x") }
output "yamldecode_58" { value = yamldecode("a: |+\n  x") }
output "yamldecode_59" { value = yamldecode("%YAML 1.1\n---\na") }
output "yamldecode_60" { value = yamldecode("x: <<\n") }
output "textencodebase64_7" { value = textencodebase64("Привет", "KOI8-R") }
output "textencodebase64_8" { value = textencodebase64("é€", "windows-1252") }
output "textencodebase64_9" { value = textencodebase64("中文", "GBK") }
output "textencodebase64_10" { value = textencodebase64("中文", "Big5") }
output "textencodebase64_11" { value = textencodebase64("한글", "EUC-KR") }
output "textencodebase64_12" { value = textencodebase64("ﾊﾛｰ", "Shift_JIS") }
output "textdecodebase64_4" { value = textdecodebase64("8NLJ18XU", "KOI8-R") }
output "textdecodebase64_5" { value = textdecodebase64("1tDOxA==", "GBK") }
output "textdecodebase64_6" { value = textdecodebase64("pKSk5Q==", "Big5") }
output "textdecodebase64_7" { value = textdecodebase64("AGE=", "UTF-16BE") }
output "textdecodebase64_8" { value = textdecodebase64("YQ==", "US-ASCII") }
output "textencodebase64_13" { value = textencodebase64("ł", "ISO-8859-2") }
