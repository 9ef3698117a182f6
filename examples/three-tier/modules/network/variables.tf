variable "name" {
  description = "First part of every name."
  type        = string
}

variable "cidr_block" {
  description = "Addresses of the VPC."
  type        = string
}

variable "availability_zones" {
  description = "Zones with one subnet of each tier."
  type        = list(string)
}

variable "container_port" {
  description = "Port on which the service answers the load balancer."
  type        = number
}

variable "database_port" {
  description = "Port of the database."
  type        = number
  default     = 5432
}

variable "cache_port" {
  description = "Port of the cache."
  type        = number
  default     = 6379
}
