variable "name" {
  description = "First part of every name."
  type        = string
}

variable "vpc_id" {
  description = "VPC of the load balancer."
  type        = string
}

variable "subnet_ids" {
  description = "Public subnets."
  type        = list(string)
}

variable "certificate_arn" {
  description = "Certificate of the listener."
  type        = string
}

variable "client_ipv4_cidr_blocks" {
  description = "Who may connect."
  type        = list(string)
}

variable "target_port" {
  description = "Port of the targets."
  type        = number
}

variable "target_security_group_id" {
  description = "Group of the targets."
  type        = string
}

variable "target_health_check_path" {
  description = "What the targets answer with 200."
  type        = string
  default     = "/"
}

variable "enable_deletion_protection" {
  description = "Whether the load balancer is kept from being destroyed."
  type        = bool
  default     = true
}
