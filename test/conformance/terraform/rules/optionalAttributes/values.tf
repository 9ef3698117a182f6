variable "rules" {
  type = map(object({
    port      = number
    last_port = optional(number)
    protocol  = optional(string, "tcp")
    cidrs     = optional(list(string), ["10.0.1.0/24", "10.0.2.0/24"])
  }))
  default = {
    https    = { port = 443 }
    postgres = { port = "5432", cidrs = ["10.0.1.0/24", "10.0.2.0/24"], ignored = true }
  }
}

output "rules" {
  value = [
    for rule in values(var.rules) :
    { protocol = rule.protocol, from_port = rule.port, to_port = coalesce(rule.last_port, rule.port), cidr_blocks = rule.cidrs }
  ]
}
