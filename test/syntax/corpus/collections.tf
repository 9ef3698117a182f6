locals {
  tuple        = [1, "two", var.three]
  empty_tuple  = []
  trailing     = [1, 2,]
  lines = [
    1,
    2
    ,
    3,
  ]
  object       = { a = 1, b = 2 }
  empty_object = {}
  colons       = { a : 1, "b" : 2 }
  newlines = {
    a = 1
    b = 2

    # between
    c = 3,
    d = 4,
  }
  keys = {
    bare           = 1
    "quoted"       = 2
    "with ${var.a}" = 3
    (var.b)        = 4
    5              = 5
    true           = 6
    null           = 7
    dashed-key     = 8
    if             = 9
    (var.a == 1 ? "x" : "y") = 10
    "${var.c}"     = 11
    "$${literal}"  = 12
  }
  nested = { a = { b = { c = [{ d = 1 }] } } }
  conditional_value = { a = var.x ? { b = 1 } : {} }
  for_tuple       = [for x in var.list : x]
  for_index       = [for i, x in var.list : "${i}=${x}" if x != ""]
  for_object      = { for k, v in var.map : k => v }
  for_group       = { for x in var.list : x.key => x.value... }
  for_group_if    = { for x in var.list : x.key => x.value... if x.on }
  for_nested      = [for x in [for y in var.list : y] : { for z in x : z => z }]
  for_lines = {
    for
    k, v
    in var.map
    :
    k
    =>
    v
    if v != null
  }
  for_conditional = [for x in var.list : x ? 1 : 2]
}
