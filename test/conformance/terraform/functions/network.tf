# Each output is one expression; its answer stands under the same name in network.json.

output "cidrhost_1" {
  value = cidrhost("10.12.112.0/20", 16)
}

output "cidrhost_2" {
  value = cidrhost("10.12.112.0/20", 268)
}

output "cidrhost_3" {
  value = cidrhost("10.12.112.0/20", 0)
}

output "cidrhost_4" {
  value = cidrhost("10.12.112.0/20", -1)
}

output "cidrhost_5" {
  value = cidrhost("10.12.112.0/20", -4096)
}

output "cidrhost_6" {
  value = cidrhost("10.0.0.5/8", 1)
}

output "cidrhost_7" {
  value = cidrhost("fd00:fd12:3456:7890:00a2::/72", 34)
}

output "cidrhost_8" {
  value = cidrhost("fd00::/8", -1)
}

output "cidrhost_9" {
  value = cidrhost("::/0", 0)
}

output "cidrhost_10" {
  value = cidrhost("2001:db8::/64", 4294967296)
}

output "cidrhost_11" {
  value = cidrhost("10.0.0.0/32", 0)
}

output "cidrhost_12" {
  value = cidrhost("010.001.0.0/16", 1)
}

output "cidrhost_13" {
  value = cidrhost("10.0.0.0/8", "7")
}

output "cidrhost_can_1" {
  value = can(cidrhost("10.0.0.0/24", 256))
}

output "cidrhost_can_2" {
  value = can(cidrhost("10.0.0.0/24", -257))
}

output "cidrhost_can_3" {
  value = can(cidrhost("10.0.0.0/32", 1))
}

output "cidrhost_can_4" {
  value = can(cidrhost("10.0.0.0", 1))
}

output "cidrhost_can_5" {
  value = can(cidrhost("10.0.0.0/33", 1))
}

output "cidrhost_can_6" {
  value = can(cidrhost("10.0.0/8", 1))
}

output "cidrhost_can_7" {
  value = can(cidrhost("300.0.0.0/8", 1))
}

output "cidrhost_can_8" {
  value = can(cidrhost("10.0.0.0/-1", 1))
}

output "cidrhost_can_9" {
  value = can(cidrhost("", 1))
}

output "cidrhost_can_10" {
  value = can(cidrhost("10.0.0.0/8", 1.5))
}

output "cidrnetmask_1" {
  value = cidrnetmask("172.16.0.0/12")
}

output "cidrnetmask_2" {
  value = cidrnetmask("10.0.0.0/8")
}

output "cidrnetmask_3" {
  value = cidrnetmask("0.0.0.0/0")
}

output "cidrnetmask_4" {
  value = cidrnetmask("10.0.0.1/32")
}

output "cidrnetmask_5" {
  value = cidrnetmask("10.1.2.3/25")
}

output "cidrnetmask_can_1" {
  value = can(cidrnetmask("fd00::/8"))
}

output "cidrnetmask_can_2" {
  value = can(cidrnetmask("10.0.0.0"))
}

output "cidrsubnet_1" {
  value = cidrsubnet("172.16.0.0/12", 4, 2)
}

output "cidrsubnet_2" {
  value = cidrsubnet("10.1.2.0/24", 4, 15)
}

output "cidrsubnet_3" {
  value = cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162)
}

output "cidrsubnet_4" {
  value = cidrsubnet("10.0.0.0/16", 8, 0)
}

output "cidrsubnet_5" {
  value = cidrsubnet("10.0.0.0/16", 8, 255)
}

output "cidrsubnet_6" {
  value = cidrsubnet("10.0.0.0/16", 0, 0)
}

output "cidrsubnet_7" {
  value = cidrsubnet("10.0.0.0/8", 24, 65793)
}

output "cidrsubnet_8" {
  value = cidrsubnet("10.0.0.77/16", 8, 1)
}

output "cidrsubnet_9" {
  value = cidrsubnet("10.0.0.0/16", "8", "3")
}

output "cidrsubnet_10" {
  value = cidrsubnet("2001:db8::/32", 32, 1)
}

output "cidrsubnet_11" {
  value = cidrsubnet("2001:db8:1234::/48", 16, 65535)
}

output "cidrsubnet_12" {
  value = cidrsubnet("::/0", 3, 1)
}

output "cidrsubnet_13" {
  value = cidrsubnet("0.0.0.0/0", 8, 10)
}

output "cidrsubnet_can_1" {
  value = can(cidrsubnet("10.0.0.0/16", 17, 0))
}

output "cidrsubnet_can_2" {
  value = can(cidrsubnet("10.0.0.0/16", 8, 256))
}

output "cidrsubnet_can_3" {
  value = can(cidrsubnet("10.0.0.0", 8, 0))
}

output "cidrsubnet_can_4" {
  value = can(cidrsubnet("10.0.0.0/16", 1.5, 0))
}

output "cidrsubnet_can_5" {
  value = can(cidrsubnet("bad/16", 8, 0))
}

output "cidrsubnets_1" {
  value = cidrsubnets("10.1.0.0/16", 4, 4, 8, 4)
}

output "cidrsubnets_2" {
  value = cidrsubnets("10.0.0.0/8", 1)
}

output "cidrsubnets_3" {
  value = cidrsubnets("10.0.0.0/8", 1, 1)
}

output "cidrsubnets_4" {
  value = cidrsubnets("10.0.0.0/16")
}

output "cidrsubnets_5" {
  value = cidrsubnets("fd00:fd12:3456:7890::/56", 16, 16, 16, 32)
}

output "cidrsubnets_6" {
  value = cidrsubnets("10.0.0.0/24", 8, 1)
}

output "cidrsubnets_can_1" {
  value = can(cidrsubnets("0.0.0.0/0", 2, 2))
}

output "cidrsubnets_can_2" {
  value = can(cidrsubnets("::/0", 1))
}

output "cidrsubnets_7" {
  value = cidrsubnets("10.0.0.0/20", [4, 4, 5]...)
}

output "cidrsubnets_can_3" {
  value = can(cidrsubnets("10.0.0.0/24", 1, 1, 1))
}

output "cidrsubnets_can_4" {
  value = can(cidrsubnets("10.0.0.0/24", 0))
}

output "cidrsubnets_can_5" {
  value = can(cidrsubnets("10.0.0.0/24", 9))
}

output "cidrsubnets_can_6" {
  value = can(cidrsubnets("10.0.0.0/24", 33))
}

output "cidrsubnets_can_7" {
  value = can(cidrsubnets("10.0.0.0/24", -1))
}

output "cidrsubnets_can_8" {
  value = can(cidrsubnets("x", 1))
}

output "cidrsubnet_14" {
  value = [for i in range(3) : cidrsubnet("10.0.0.0/16", 8, i)]
}

output "cidrsubnets_8" {
  value = [for cidr_block in cidrsubnets("10.0.0.0/8", 8, 8) : cidrsubnets(cidr_block, 4, 4)]
}
