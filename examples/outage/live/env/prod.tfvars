environment        = "prod"
vpc_cidr_block     = "10.20.0.0/16"
availability_zones = ["us-west-2a", "us-west-2b", "us-west-2c"]

api_count               = 6
api_task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/api:42"
api_certificate_arn     = "arn:aws:acm:us-west-2:111122223333:certificate/0b3f8f5e-5c0f-4a43-9a51-6f1d2c7a9e10"

database_instance_class = "db.r6g.xlarge"
database_multi_az       = true

reporting_role_arn = "arn:aws:iam::111122223333:role/reporting"
reporting_image    = "111122223333.dkr.ecr.us-west-2.amazonaws.com/reporting:2024-11-02"
