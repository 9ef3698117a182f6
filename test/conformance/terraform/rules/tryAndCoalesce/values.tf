variable "settings" {
  default = {
    port  = null
    cidrs = ["10.0.1.0/24", "10.0.2.0/24"]
  }
}

output "rules" {
  value = [for port in [try(var.settings.https, 443), coalesce(var.settings.port, 5432)] : { protocol = "tcp", from_port = port, to_port = port, cidr_blocks = coalescelist(try(var.settings.nowhere.cidrs, []), var.settings.cidrs) }]
}
