output "vpc_id" {
  description = "Id of the VPC."
  value       = aws_vpc.this.id
}

output "subnet_ids" {
  description = "Ids of the subnets, by tier."
  value = {
    public   = [for subnet in aws_subnet.public : subnet.id]
    app      = [for subnet in aws_subnet.app : subnet.id]
    database = [for subnet in aws_subnet.database : subnet.id]
  }
}
