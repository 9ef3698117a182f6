variable "name" {
  description = "First part of every name."
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

variable "client_security_group_id" {
  description = "Group of who may connect."
  type        = string
}

variable "port" {
  description = "Port of the database."
  type        = number
  default     = 5432
}

variable "instances" {
  description = "Instances of the cluster and their classes, by name."
  type        = map(string)
  default = {
    one = "db.r6g.large"
    two = "db.r6g.large"
  }
}
