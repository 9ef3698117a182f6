output "security_group_id" {
  description = "Group of the tasks."
  value       = aws_security_group.this.id
}
