output "security_group_id" {
  description = "Group of the database."
  value       = aws_security_group.db.id
}

output "address" {
  description = "Host name of the database."
  value       = aws_db_instance.db.address
}
