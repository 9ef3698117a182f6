output "url" {
  description = "Where the shop is."
  value       = "https://${module.alb.dns_name}"
}
