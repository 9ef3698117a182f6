terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5" }
  }
  backend "s3" {}
}
a { b = 1 }
empty {}
one_line_multi_value { list = [
  1,
  2,
] }
labels "one" two "three four" {
}
repeated {
  x = 1
}
repeated {
  x = 2
}
repeated_labels "a" "b" {}
repeated_labels "a" "b" {}
repeated_labels "a" "c" {}
nested {
  nested {
    nested {
      value = 1
    }
  }
}
escaped_label "tab\there" {}
/* a comment
   of two lines */ after = 1
x = 1 # trailing
y = 2 // trailing
z = /* inside */ 3
identifier-with-dashes = 1
größe = 2
flat {
inner {
value = 1
}
object = {
a = 1
b = 2
}
}
data {
data {
module "x" {
}
}
}
