locals {
  native = "base"
}
