variable "name" {
  description = "First part of every name."
  type        = string
}

variable "region" {
  description = "Region of the logs."
  type        = string
}

variable "vpc_id" {
  description = "VPC of the service."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets of the tasks."
  type        = list(string)
}

variable "image" {
  description = "Image of the container."
  type        = string
}

variable "container_port" {
  description = "Port on which the container answers."
  type        = number
}

variable "cpu" {
  description = "CPU units of a task."
  type        = number
  default     = 512
}

variable "memory" {
  description = "Memory of a task in MiB."
  type        = number
  default     = 1024
}

variable "desired_count" {
  description = "How many tasks run."
  type        = number
}

variable "execution_role_arn" {
  description = "Role with which ECS pulls the image and writes logs."
  type        = string
}

variable "target_group_arn" {
  description = "Where the tasks register."
  type        = string
}

variable "client_security_group_id" {
  description = "Group of the load balancer."
  type        = string
}

variable "backends" {
  description = "What the service connects to, by name."
  type = map(object({
    security_group_id = string
    port              = number
  }))
}
