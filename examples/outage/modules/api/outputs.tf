output "security_group_id" {
  description = "Group of the API servers."
  value       = aws_security_group.api.id
}

output "load_balancer_dns_name" {
  description = "Name under which CloudFront reaches the load balancer."
  value       = aws_lb.api.dns_name
}
