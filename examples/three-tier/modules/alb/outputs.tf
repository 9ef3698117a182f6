output "security_group_id" {
  description = "Group of the load balancer."
  value       = aws_security_group.this.id
}

output "target_group_arn" {
  description = "Where targets register."
  value       = aws_lb_target_group.this.arn
}

output "dns_name" {
  description = "Host name of the load balancer."
  value       = aws_lb.this.dns_name
}
