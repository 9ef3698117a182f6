variable "environment" {
  description = "Name of the environment, first part of every name."
  type        = string
}

variable "region" {
  description = "AWS region."
  type        = string
  default     = "us-west-2"
}

variable "vpc_cidr_block" {
  description = "Addresses of the VPC."
  type        = string
}

variable "availability_zones" {
  description = "Zones in use."
  type        = list(string)
}

variable "api_count" {
  description = "Number of API servers."
  type        = number
}

variable "api_task_definition_arn" {
  description = "Task definition of the API."
  type        = string
}

variable "api_certificate_arn" {
  description = "Certificate of the API."
  type        = string
}

variable "database_instance_class" {
  description = "Size of the database."
  type        = string
}

variable "database_multi_az" {
  description = "Whether the database has a standby in a second zone."
  type        = bool
  default     = false
}

variable "reporting_role_arn" {
  description = "Role of the nightly report."
  type        = string
}

variable "reporting_image" {
  description = "Image of the nightly report."
  type        = string
}
