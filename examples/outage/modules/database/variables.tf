variable "environment" {
  description = "Name of the environment, first part of every name."
  type        = string
}

variable "vpc_id" {
  description = "VPC of the database."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets of the database."
  type        = list(string)
}

variable "api_security_group_id" {
  description = "Group of the API servers."
  type        = string
}

variable "other_client_security_group_ids" {
  description = "Groups of everybody else who uses the database."
  type        = list(string)
  default     = []
}

variable "instance_class" {
  description = "Size of the database."
  type        = string
}

variable "multi_az" {
  description = "Whether there is a standby in a second zone."
  type        = bool
  default     = false
}
