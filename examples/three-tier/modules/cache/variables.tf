variable "name" {
  description = "First part of every name."
  type        = string
}

variable "vpc_id" {
  description = "VPC of the cache."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets of the cache."
  type        = list(string)
}

variable "client_security_group_id" {
  description = "Group of who may connect."
  type        = string
}

variable "port" {
  description = "Port of the cache."
  type        = number
  default     = 6379
}

variable "node_type" {
  description = "Size of the nodes."
  type        = string
  default     = "cache.t4g.medium"
}
