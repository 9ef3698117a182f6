locals {
  rules = {
    for pair in setproduct([443, 5432], ["10.0.1.0/24", "10.0.2.0/24"]) :
    "${pair[0]} from ${pair[1]}" => { protocol = "tcp", from_port = pair[0], to_port = pair[0], cidr_blocks = [pair[1]] }
  }
}

output "rules" {
  value = values(local.rules)
}
