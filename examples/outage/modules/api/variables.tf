variable "environment" {
  description = "Name of the environment, first part of every name."
  type        = string
}

variable "vpc_id" {
  description = "VPC of the load balancer and the API servers."
  type        = string
}

variable "public_subnet_ids" {
  description = "Subnets of the load balancer."
  type        = list(string)
}

variable "private_subnet_ids" {
  description = "Subnets of the API servers."
  type        = list(string)
}

variable "database_security_group_id" {
  description = "Group of the database that the API uses."
  type        = string
}

variable "cluster_arn" {
  description = "ECS cluster that runs the API."
  type        = string
}

variable "task_definition_arn" {
  description = "Task definition of the API; its container is called api."
  type        = string
}

variable "certificate_arn" {
  description = "Certificate of the load balancer."
  type        = string
}

variable "container_port" {
  description = "Port on which the API listens."
  type        = number
  default     = 8080
}

variable "desired_count" {
  description = "Number of API servers."
  type        = number
}
