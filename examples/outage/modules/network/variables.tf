variable "environment" {
  description = "Name of the environment, first part of every name."
  type        = string
}

variable "cidr_block" {
  description = "Addresses of the VPC."
  type        = string
}

variable "availability_zones" {
  description = "Zones with one public and one private subnet each."
  type        = list(string)
}
