output "security_group_id" {
  description = "Group of the cache."
  value       = aws_security_group.this.id
}

output "port" {
  description = "Port of the cache."
  value       = var.port
}
