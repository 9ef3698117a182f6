output "api_dns_name" {
  description = "Name under which CloudFront reaches the API."
  value       = module.api.load_balancer_dns_name
}

output "database_address" {
  description = "Host name of the database."
  value       = module.database.address
}
