variable "name" {
  description = "First part of every name."
  type        = string
  default     = "shop"
}

variable "region" {
  description = "Region of everything."
  type        = string
  default     = "eu-central-1"
}

variable "cidr_block" {
  description = "Addresses of the VPC. Each tier gets a sixteenth of it."
  type        = string
  default     = "10.20.0.0/16"
}

variable "availability_zones" {
  description = "Zones with one subnet of each tier, at most sixteen."
  type        = list(string)
}

variable "certificate_arn" {
  description = "Certificate of the load balancer."
  type        = string
}

variable "image" {
  description = "Image of the service."
  type        = string
}

variable "container_port" {
  description = "Port on which the service answers."
  type        = number
  default     = 80
}

variable "desired_count" {
  description = "How many tasks the service runs."
  type        = number
  default     = 2
}

variable "execution_role_arn" {
  description = "Role with which ECS pulls the image and writes logs."
  type        = string
}
