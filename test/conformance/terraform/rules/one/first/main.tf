output "cidr" {
  value = "10.0.1.0/24"
}
