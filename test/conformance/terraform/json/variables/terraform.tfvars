untyped_number = 1
from_tfvars    = "terraform.tfvars"
from_both      = "terraform.tfvars"
auto_a         = "terraform.tfvars"
