output "security_group_id" {
  description = "Group of the database."
  value       = aws_security_group.this.id
}

output "port" {
  description = "Port of the database."
  value       = var.port
}
