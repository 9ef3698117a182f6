variable "c" {
  default = "native override"
}
locals {
  three = "native override"
}
