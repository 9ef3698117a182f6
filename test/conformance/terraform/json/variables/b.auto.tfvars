auto_b    = "b.auto.tfvars"
auto_both = "b.auto.tfvars"
